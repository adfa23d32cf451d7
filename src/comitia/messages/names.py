"""What people call things: a person, a unit, a body of a unit, an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comitia.charter.clause import Cite
from comitia.charter.law import Charter
from comitia.judge.state import Unit
from comitia.messages.bundle import Bundle, bundle, slug

_WORDS = re.compile(r"[a-z]+(?:-[a-z]*[0-9]*)+")


@dataclass
class Names:
    """The names of one organisation. state: the judged state, where persons and units stand under their ids."""

    charter: Charter
    state: Mapping[tuple[Any, ...], Any]
    language: str = "en"
    _said: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """A reference in words: `member-d as regional secretary/region-s`: Member D as regional secretary of Region S.

        What is no reference to anything on record stays as it is.
        """
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = self._reference(text)
        return said

    def the(self, text: str) -> str:
        """The same inside a sentence, with the article that a body or an office takes: `the control commission`."""
        role = f"role-{slug(text)}"
        if role in self._words:
            return self._words.say(role)
        said = self.say(text)
        named = ("person", text.partition(" as ")[0]) in self.state or ("unit", text) in self.state or not text
        return said if named else self._words.say("the-body", body=said)

    def unit(self, ident: str) -> str:
        unit = self.state.get(("unit", ident))
        if isinstance(unit, Unit) and unit.name and unit.name != ident:
            return unit.name
        return title_of(ident)

    def article(self, cite: Cite) -> str:
        """`6.3` of the constitution itself; of another text with its name: `implied terms 7.4`."""
        if cite.instrument == self.charter.main.key:
            return cite.article
        return self._words.say("article-of", text=cite.instrument, number=cite.article)

    @property
    def _words(self) -> Bundle:
        return bundle(self.language)

    def _reference(self, text: str) -> str:
        person, between, seat = text.partition(" as ")
        if between and ("person", person) in self.state:
            return self._words.say("acting-as", person=self._reference(person), office=self._reference(seat))
        if ("person", text) in self.state:
            return title_of(text)
        if ("unit", text) in self.state:
            return self.unit(text)
        name, slash, unit = text.partition("/")
        if slash and ("unit", unit) in self.state:
            return self._words.say("of-unit", what=name, unit=self.unit(unit))
        return text


def title_of(ident: str) -> str:
    """An id that is made of words, as a name: `member-a` -> Member A, `branch-hill` -> Branch Hill. Others stay."""
    if not _WORDS.fullmatch(ident):
        return ident
    return " ".join(part[:1].upper() + part[1:] for part in ident.split("-"))
