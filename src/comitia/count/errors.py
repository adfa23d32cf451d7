"""What a count refuses, and how it says so: code, place, what was found, what was required, what to do next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file. `line` and `column` count from 1; 0 means that there is none to name."""

    source: str = "ballots"
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.source]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class CountError(Exception):
    """An input that cannot be counted. `str()` is the whole message; the parts stay apart for other languages."""

    def __init__(self, code: str, found: str, required: str, advice: str, place: Place | None = None) -> None:
        self.code = code
        self.place = place or Place()
        self.found = found
        self.required = required
        self.advice = advice
        super().__init__(self.message())

    def message(self) -> str:
        return f"{self.place}: {self.code}: {self.found}\n  required: {self.required}\n  what to do: {self.advice}"


class BallotError(CountError):
    """A ballot file that cannot be trusted or read."""


class RuleError(CountError):
    """A rule that does not exist, or terms, seats or constraints that it cannot be counted with."""


def refuse(place: Place, code: str, found: str, required: str, advice: str) -> BallotError:
    """A `BallotError` in reading order: where, which, what, what instead, what next."""
    return BallotError(code, found, required, advice, place)
