"""Literate Markdown: a text's front matter, its numbered articles with their prose, and the rule blocks in each.

Markdown says what is a heading and what a fenced block (markdown-it's token line maps); the lines themselves are taken
from the text, so that every fault can point into the file. Nothing here knows what a rule says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

from comitia.charter.errors import Fault, Source, closest, quoted

LONGEST_TEXT = 4_000_000
"""Characters. No constitution is longer; a longer text is refused before it is parsed."""

_NUMBERED = re.compile(r"^(?:(?:Article|Art\.|Section|Rule|Clause|§)\s*)?(\d+(?:\.\d+)*[a-z]?)\.?(?:[\s:–—]+(.*))?$")
_RULE_END = re.compile(r"^\s*---\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One rule as written: its text, and the line of the file on which that text begins (from 1)."""

    line: int
    text: str


@dataclass(slots=True)
class Section:
    """A numbered article as written."""

    number: str
    heading: str
    line: int
    level: int
    lead: str = ""
    prose: str = ""
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A text taken apart. `front` is the front matter, or None where there is none.

    closing: what stands after the last article under a heading without a number, or the whole of a text of no articles.
    """

    source: Source
    front: Block | None
    sections: list[Section]
    faults: list[Fault]
    closing: str = ""


def take_apart(file: str, text: str) -> Document:
    """The parts of a text. Faults (a rule under no article, an open block, ...) are collected, never raised."""
    source = Source.of(file, text.removeprefix("\ufeff"))
    faults: list[Fault] = []
    if len(text) > LONGEST_TEXT:
        fault = source.fault(
            "text too long", 1, 1, 1, f"{len(text)} characters", f"at most {LONGEST_TEXT} characters",
            "Put what is not a rule of the organisation into another file.",
        )  # fmt: skip
        return Document(Source(file, ()), None, [], [fault])
    front, start = _front_matter(source, faults)
    body = "\n".join([""] * start + list(source.lines[start:]))
    tokens = MarkdownIt("commonmark").disable("inline").parse(body)
    return _Walk(source, front, start, faults).walk(tokens)


def _front_matter(source: Source, faults: list[Fault]) -> tuple[Block | None, int]:
    """The block between the first two `---` lines, and how many lines it takes."""
    if source.line(1).rstrip() != "---":
        return None, 0
    for number in range(2, len(source.lines) + 1):
        if source.line(number).rstrip() in ("---", "..."):
            return Block(2, "\n".join(source.lines[1 : number - 1])), number
    faults.append(
        source.fault(
            "front matter not closed",
            1,
            1,
            3,
            "`---` that opens the front matter and no second `---`",
            "the front matter between two lines `---`",
            "Put a line `---` after the last line of the front matter.",
        )
    )
    return None, 1


class _Walk:
    """One pass over the tokens, article by article."""

    def __init__(self, source: Source, front: Block | None, start: int, faults: list[Fault]) -> None:
        self.source = source
        self.faults = faults
        self.document = Document(source, front, [], faults)
        self.section: Section | None = None
        self.heading = ""
        self.lead = ""
        self.first = start
        """The line (from 0) from which prose is taken next."""
        self.prose: list[str] = []

    def walk(self, tokens: list[Token]) -> Document:
        for index, token in enumerate(tokens):
            if token.map is None or (token.level and token.type != "fence"):
                continue
            first, last = token.map
            match token.type:
                case "heading_open":
                    self._heading(tokens[index + 1].content, int(token.tag[1:]), first, last)
                case "fence":
                    self._fence(token, first, last)
                case "html_block" if _open_html(token.content):
                    self._fault(
                        "remark not closed", first, 1, len(self.source.line(first + 1)),
                        "a remark or an HTML block that has no end, and hides what follows",
                        "its end, such as `-->`", "Close it, or delete its beginning.",
                    )  # fmt: skip
                case _:
                    pass
        self._close(len(self.source.lines))
        self.document.closing = self.lead
        return self.document

    def _close(self, line: int) -> None:
        """End the article, or what stands under no article, at that line."""
        self.prose.extend(self.source.lines[self.first : line])
        prose = re.sub(r"\n{3,}", "\n\n", "\n".join(text if text.strip() else "" for text in self.prose)).strip("\n")
        if self.section is not None:
            self.section.prose = prose
        else:
            self.lead = prose
        self.prose = []

    def _heading(self, text: str, level: int, first: int, last: int) -> None:
        self.heading = " ".join(text.split())
        match = _NUMBERED.match(self.heading)
        if match is None:
            if self.section is not None and level <= self.section.level:
                self._close(first)
                self.section, self.first = None, first
            return
        self._close(first)
        self.first = last
        self.section = Section(match[1], (match[2] or "").strip(), first + 1, level, self.lead)
        self.lead = ""
        self.document.sections.append(self.section)

    def _fence(self, token: Token, first: int, last: int) -> None:
        info = token.info.strip()
        line = self.source.line(first + 1)
        column = len(line) - len(line.lstrip()) + 1
        end = self.source.line(last).lstrip("> \t").rstrip()
        closed = last - first > 1 and set(end) == {token.markup[0]} and len(end) >= len(token.markup)
        if info != "rule":
            if not closed:
                self._fault(
                    "block not closed", first, column, len(line.strip()), "a block without an end, hiding what follows",
                    "a line ``` after the last line of the block", "Put a line ``` where the block ends.",
                )  # fmt: skip
            elif closest(info, ["rule"]) or info.lower() in ("rules", "yaml", "yml"):
                self._fault(
                    "not a rule block", first, column, len(line.strip()), f"a block marked {quoted(info)}",
                    "a block marked `rule`, which is read; every other block is prose",
                    "Write ```rule, or ```text if it is only an example.", "rule",
                )  # fmt: skip
            return
        if token.level:
            self._fault(
                "rule inside a list", first, column, len(line.strip()), "a rule block inside a list or a quotation",
                "the rule at the left margin, after the paragraph", "Move the block out to the left margin.",
            )  # fmt: skip
            return
        if not closed:
            self._fault(
                "rule block not closed", first, column, len(line.strip()), "a rule block that has no end",
                "a line ``` after the last line of the rule", "Put a line ``` where the rule ends.",
            )  # fmt: skip
            return
        if self.section is None:
            self._fault(
                "rule under no article", first, column, len(line.strip()),
                f"a rule under {f'the heading {quoted(self.heading)}' if self.heading else 'no heading'}",
                "a rule under a numbered heading, such as `### 6.3 Expulsion`, so that it can be cited",
                "Give the heading above it a number, or move the rule to its article.",
            )  # fmt: skip
        else:
            self.prose.extend((*self.source.lines[self.first : first], ""))
            self.section.blocks.extend(_rules(first + 2, self.source.lines[first + 1 : last - 1]))
        self.first = last

    def _fault(
        self, code: str, line: int, column: int, width: int, found: str, required: str, advice: str, meant: str = ""
    ) -> None:
        self.faults.append(self.source.fault(code, line + 1, column, width, found, required, advice, meant))


def _rules(line: int, lines: tuple[str, ...]) -> list[Block]:
    """The rules of one block: separated by lines `---`."""
    blocks: list[Block] = []
    start = 0
    for number, text in enumerate((*lines, "---")):
        if _RULE_END.match(text):
            if any(part.strip() for part in lines[start:number]) or len(lines) == number == start == 0:
                blocks.append(Block(line + start, "\n".join(lines[start:number])))
            start = number + 1
    return blocks


def _open_html(content: str) -> bool:
    """Whether an HTML block lacks its end, and so runs to the end of the text."""
    text = content.lstrip()
    return any(start.match(text) and not end.search(text) for start, end, _ in HTML_SEQUENCES[:5])
