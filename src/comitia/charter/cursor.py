"""A reading head over a few words: takes the phrases it knows, and says exactly where it met one it does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from comitia.charter.errors import quoted

LONGEST = 400
"""No quantity in words is longer, in characters."""

_TOKEN = re.compile(r"\d+(?:\.\d+)*|[%/,;]|[^\s,;/%\d][^\s,;/%]*")


@lru_cache(maxsize=256)
def _longest_first(phrases: tuple[str, ...]) -> list[tuple[str, list[str], str]]:
    """Each phrase with its first word and its words, the longest first."""
    return [(p.split()[0], p.split(), p) for p in sorted(phrases, key=lambda p: -len(p.split()))]


class MisreadError(Exception):
    """Words that could not be read. column: from 0, within the words; width: of the part at fault."""

    def __init__(self, column: int, width: int, found: str, required: str, meant: str = "") -> None:
        super().__init__(found)
        self.column, self.width, self.found, self.required, self.meant = column, width, found, required, meant


class Cursor:
    """Reads a text word by word. Words are compared in lower case; `/`, `%` and `,` are words of their own."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise MisreadError(0, len(text), f"{len(text)} characters", f"at most {LONGEST} characters")
        self.text = text
        self.words = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        """The next word in lower case; "" at the end."""
        index = self.at + ahead
        return self.words[index][0].lower() if index < len(self.words) else ""

    def next(self) -> str:
        word = self.peek()
        self.at += 1
        return word

    def take(self, *phrases: str) -> str:
        """Move over the longest of the phrases that stands here; "" if none does."""
        for first, words, phrase in _longest_first(phrases):
            if self.peek() == first and all(self.peek(i) == word for i, word in enumerate(words)):
                self.at += len(words)
                return phrase
        return ""

    def expect(self, phrases: Iterable[str], required: str) -> str:
        """As `take`, but something must stand here."""
        known = list(phrases)
        taken = self.take(*known)
        if not taken:
            raise self.misread(required, known)
        return taken

    def rest(self) -> str:
        """Everything that is left, as written; the head moves to the end."""
        start = self.column
        self.at = len(self.words)
        return self.text[start:].strip()

    @property
    def column(self) -> int:
        return self.words[self.at][1] if self.at < len(self.words) else len(self.text)

    @property
    def done(self) -> bool:
        return self.at >= len(self.words)

    def end(self, required: str = "nothing more") -> None:
        if not self.done:
            raise self.misread(required)

    def misread(self, required: str, known: Iterable[str] = ()) -> MisreadError:
        """What is wrong with the word that stands here."""
        if self.done:
            return MisreadError(max(len(self.text) - 1, 0), 1, "the words end here", required)
        rest = " ".join(word.lower() for word, _ in self.words[self.at :])
        meant, width = "", len(self.words[self.at][0])
        best = 0.7
        for phrase in known:
            here = " ".join(rest.split()[: len(phrase.split())])
            likeness = SequenceMatcher(None, here, phrase.lower()).ratio()
            if likeness > best:
                best, meant = likeness, phrase
                last = min(self.at + len(phrase.split()), len(self.words)) - 1
                width = self.words[last][1] + len(self.words[last][0]) - self.column
        return MisreadError(self.column, width, quoted(self.text[self.column : self.column + width]), required, meant)
