"""Instruments, ranked; the charter that holds them all; and the law of a day, which is what the judge reads.

A law stands above the charter, the charter above rules made under it, these above a named fallback code, and below
all are the implied terms. Between two clauses on the same thing the higher speaks first, then the one that prevails
by `notwithstanding`, then the later; a clause that is silent on a keyword leaves the word to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, field, fields
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from comitia.charter.clause import Cite, Clause, Place
from comitia.charter.precedence import family_of, speaking
from comitia.charter.vocabulary import meeting, nullity, organisation

Rank = Literal["law", "charter", "rules", "fallback code", "implied terms"]
RANKS: tuple[Rank, ...] = ("law", "charter", "rules", "fallback code", "implied terms")

C = TypeVar("C", bound=Clause)


@dataclass(frozen=True, slots=True)
class Article:
    """One numbered article: its prose binds; its clauses say the same to the machine."""

    number: str
    heading: str
    prose: str
    place: Place
    clauses: tuple[Clause, ...] = ()
    level: int = 2
    """The level of its heading, from 1."""
    lead: str = ""
    """What stands between the article before and this one's heading: the title of a part, a preamble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of one text. key: the name by which acts refer to it (`charter`, `standing orders`)."""

    key: str
    title: str
    rank: Rank
    version: str
    language: str
    timezone: str
    file: str
    articles: tuple[Article, ...]
    in_force_from: str = ""
    language_version: str = "1"
    source: str = ""
    closing: str = ""
    """What stands after the last article and belongs to none."""


@dataclass(frozen=True)
class Charter:
    """All instruments of an organisation, in all their versions: what the judge is given."""

    instruments: tuple[Instrument, ...]
    _laws: dict[tuple[tuple[str, str], ...], Law] = field(default_factory=dict, compare=False, repr=False)

    def first(self) -> tuple[tuple[str, str], ...]:
        """The first version of each instrument: (key, version) pairs, in order of rank."""
        seen: dict[str, str] = {}
        for instrument in self.instruments:
            seen.setdefault(instrument.key, instrument.version)
        return tuple(seen.items())

    def law(self, in_force: tuple[tuple[str, str], ...]) -> Law:
        """The law made of these versions; the same object each time it is asked for."""
        law = self._laws.get(in_force)
        if law is None:
            law = self._laws[in_force] = Law(tuple(i for i in self.instruments if (i.key, i.version) in set(in_force)))
        return law

    def newest(self) -> Law:
        """The law made of the newest version of each instrument."""
        return self.law(tuple({i.key: i.version for i in self.instruments}.items()))

    def version(self, key: str, version: str) -> Instrument | None:
        return next((i for i in self.instruments if i.key == key and i.version == version), None)

    @property
    def main(self) -> Instrument:
        """The constitution itself."""
        return next(i for i in self.instruments if i.rank == "charter")


class Law:
    """The instruments in force together, ready to be asked. Built once for each combination of versions."""

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self.instruments = tuple(sorted(instruments, key=lambda i: RANKS.index(i.rank)))
        clauses, silenced = speaking(self.instruments)
        self.silenced = tuple(silenced)
        families: dict[type[Clause], list[Clause]] = {}
        for clause in clauses:
            families.setdefault(type(clause), []).append(clause)
        self._by_family = {family: tuple(same) for family, same in families.items()}
        self._said: dict[tuple[str, str], tuple[Any, Clause | None]] = {}
        self._meeting: dict[tuple[str, str], tuple[Any, Clause | None]] = {}

    def all(self, family: type[C]) -> tuple[C, ...]:
        """Every clause of a family, the one that speaks first first."""
        return cast(tuple[C, ...], self._by_family.get(family, ()))

    def seat(self, name: str) -> tuple[Any, ...]:
        """The clauses of a body, an office or a department."""
        return self.bodies.get(name) or self.offices.get(name) or self.departments.get(name) or ()

    def said(self, name: str, keyword: str) -> tuple[Any, Any]:
        """What is said of a body, an office or a department under a keyword, and the clause; looked up once."""
        known = self._said.get((name, keyword))
        if known is None:
            clauses = self.seat(name)
            speaks = bool(clauses) and hasattr(clauses[0], keyword)
            known = self._said[name, keyword] = spoken(clauses, keyword) if speaks else (None, None)
        return known

    def meeting(self, name: str, keyword: str) -> tuple[Any, Any]:
        """What is said of a body's meetings under a keyword: by its own clause, else by the rules for any body."""
        known = self._meeting.get((name, keyword))
        if known is None:
            value, clause = self.said(name, keyword)
            if clause is None:
                rules = [r for r in self.all(meeting.SittingRules) if r.of in (name, "any body")]
                if rules and hasattr(rules[0], keyword):
                    value, clause = spoken(rules, keyword)
            known = self._meeting[name, keyword] = (value, clause)
        return known

    @cached_property
    def _cites(self) -> dict[tuple[str, str], Cite]:
        found: dict[tuple[str, str], Cite] = {}
        for clauses in self._by_family.values():
            for clause in clauses:
                found.setdefault((clause.cite.instrument, clause.cite.article), clause.cite)
        return found

    def cite(self, instrument: str, article: str) -> Cite | None:
        """An article as it is cited; None where no clause of it is in force."""
        return self._cites.get((instrument, article))

    @cached_property
    def main_clause(self) -> Clause:
        """The first clause of the constitution: what is cited where only the constitution as a whole can be."""
        return next(c for i in self.instruments for a in i.articles for c in a.clauses)

    def rank(self, clause: Clause) -> Rank:
        return next(i.rank for i in self.instruments if i.key == clause.cite.instrument)

    @cached_property
    def bodies(self) -> dict[str, tuple[organisation.Body, ...]]:
        return _named(self.all(organisation.Body))

    @cached_property
    def offices(self) -> dict[str, tuple[organisation.Office, ...]]:
        return _named(self.all(organisation.Office))

    @cached_property
    def departments(self) -> dict[str, tuple[organisation.Department, ...]]:
        return _named(self.all(organisation.Department))

    @cached_property
    def tiers(self) -> dict[str, organisation.Tier]:
        found: dict[str, organisation.Tier] = {}
        for clause in self.all(organisation.Tiers):
            for name, tier in clause.tiers.items():
                found.setdefault(name, tier)
        return found

    @cached_property
    def defects(self) -> dict[str, tuple[nullity.Defect, ...]]:
        """Code -> its clauses. One that may not be overridden speaks before any of lower or higher rank."""
        found = _named(self.all(nullity.Defect))
        return {code: tuple(sorted(clauses, key=lambda c: c.overridable)) for code, clauses in found.items()}

    @cached_property
    def service(self) -> dict[str, tuple[Any, Cite]]:
        """Channel -> (span or `never`, the article that says so)."""
        found: dict[str, tuple[Any, Cite]] = {}
        for clause in self.all(meeting.Service):
            for channel, span in clause.channels.items():
                found.setdefault(channel, (span, clause.cite))
        return found

    @cached_property
    def articles(self) -> dict[str, Article]:
        found: dict[str, Article] = {}
        for instrument in self.instruments:
            for article in instrument.articles:
                found.setdefault(article.number, article)
        return found


def spoken(clauses: Iterable[C], keyword: str) -> tuple[Any, C | None]:
    """The first clause that says something under a keyword (by its field's name): the value and the clause.

    A clause that writes down what silence would mean says it too (`insists`).

    Where all are silent, the default of the family and None.
    """
    silent: Any = None
    for clause in clauses:
        value = getattr(clause, keyword)
        silent = _default(type(clause), keyword)
        if value != silent or keyword in clause.insists:
            return value, clause
    return silent, None


_DEFAULTS: dict[tuple[type[Clause], str], Any] = {}


def _default(family: type[Clause], name: str) -> Any:
    known = _DEFAULTS.get((family, name), MISSING)
    if known is MISSING:
        spec = next(f for f in fields(family) if f.name == name)
        known = _DEFAULTS[family, name] = None if spec.default is MISSING else spec.default
    return known


def _named(clauses: Iterable[C]) -> dict[str, tuple[C, ...]]:
    found: dict[str, list[C]] = {}
    for clause in clauses:
        found.setdefault(str(cast(Any, clause).name), []).append(clause)
    return {name: tuple(same) for name, same in found.items()}


__all__ = ["RANKS", "Article", "Charter", "Instrument", "Law", "Rank", "family_of", "spoken"]
