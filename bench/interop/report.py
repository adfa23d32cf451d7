"""One line a check: what it was held against, how many of how many, and how to get what is not here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`passed` of `total`; `missing` says how to get what the check needs, when it could not run."""

    name: str
    passed: int = 0
    total: int = 0
    detail: str = ""
    missing: str = ""

    @property
    def state(self) -> str:
        if self.missing:
            return "not run"
        return "ok" if self.total and self.passed == self.total else "FAILED"

    def __str__(self) -> str:
        counts = "" if self.missing else f" {self.passed} of {self.total}"
        rest = self.missing or self.detail
        return f"{self.state:8}{self.name}:{counts}{' - ' + rest if rest else ''}"
