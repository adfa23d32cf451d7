"""What is wrong with a charter's text, told like a good compiler: where, what was found, what was expected, what next.

A fault is a value. All faults of all texts are collected and raised together, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from comitia.charter.clause import Place

MOST_SHOWN = 100
"""So many faults are shown in full."""

SHOWN = 100
"""So many characters of a source line are shown; a longer line is cut around the fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    code: stable, for programs. place: where. found, required, advice: sentences, the reader's own words in backticks.
    line_text: the source line; width: how many of its characters are at fault. meant: "did you mean", if anything.
    """

    code: str
    place: Place
    found: str
    required: str
    advice: str
    line_text: str = ""
    width: int = 1
    meant: str = ""


class CharterError(Exception):
    """A charter that cannot be used. `faults` holds every fault; `str()` shows the first hundred."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        shown = [show(fault) for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            shown.append(f"and {len(self.faults) - MOST_SHOWN} more faults after these")
        super().__init__("\n\n".join(shown))


@dataclass(frozen=True, slots=True)
class Source:
    """A text by its file name, in lines, so that a fault can show the line that it is about."""

    file: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, file: str, text: str) -> Source:
        return cls(file, tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))

    def line(self, number: int) -> str:
        """The line of that number, counted from 1; "" beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def fault(
        self, code: str, line: int, column: int, width: int, found: str, required: str, advice: str, meant: str = ""
    ) -> Fault:
        return Fault(
            code, Place(self.file, line, column), found, required, advice, self.line(line), max(width, 1), meant
        )


def show(fault: Fault) -> str:
    """The fault as a person reads it in a terminal."""
    lines = [f"{printable(str(fault.place))}: {fault.code}"]
    if fault.line_text.strip():
        text, column = _cut(printable(fault.line_text), fault.place.column)
        number = str(fault.place.line)
        width = min(fault.width, max(len(text) - column + 1, 1))
        lines.append(f"  {number} | {text}")
        lines.append(f"  {' ' * len(number)} | {' ' * (column - 1)}{'^' * width}")
    lines.append(f"  found:    {fault.found}")
    lines.append(f"  required: {fault.required}")
    if fault.meant:
        lines.append(f"  did you mean {quoted(fault.meant)}?")
    lines.append(f"  next:     {fault.advice}")
    return "\n".join(lines)


def quoted(text: str, limit: int = 60) -> str:
    """Somebody's own words, safe to print: one line, in backticks, cut to `limit` characters."""
    text = printable(text)
    return f"`{text[:limit]}{'…' if len(text) > limit else ''}`"


def printable(text: str) -> str:
    """The text with every character that does not print replaced by a visible one of the same width."""
    return "".join(c if c.isprintable() else ("·" if c != "\t" else "→") for c in text)


def closest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that was most likely meant, or ""."""
    known = {candidate.lower(): candidate for candidate in candidates}
    near = get_close_matches(word.lower()[:80], list(known), 1, 0.65)
    return known[near[0]] if near else ""


def listed(words: Sequence[str], last: str = "or", limit: int = 12) -> str:
    """`a`, `b` or `c`; a long list is cut."""
    shown = [quoted(word) for word in words[:limit]]
    if len(words) > limit:
        return f"{', '.join(shown)} and {len(words) - limit} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}" if shown else "nothing"


def _cut(text: str, column: int) -> tuple[str, int]:
    """A line short enough to show, and where the column is in it."""
    if len(text) <= SHOWN:
        return text, min(column, len(text) + 1)
    start = max(0, min(column - SHOWN // 2, len(text) - SHOWN))
    cut = text[start : start + SHOWN]
    return (f"…{cut}" if start else cut), column - start + (1 if start else 0)
