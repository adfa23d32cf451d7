"""Which articles the machine can judge, and which are left to people, said or unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comitia.charter.law import Article, Charter, Instrument
from comitia.charter.vocabulary.order import NotModelled


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles of one text, in three lists that leave none out but bare headings of parts.

    modelled: at least one clause. for_people: says `not modelled`. silent: prose that no clause models, and that does
    not say so.
    """

    instrument: Instrument
    modelled: tuple[Article, ...]
    for_people: tuple[Article, ...]
    silent: tuple[Article, ...]

    @property
    def share(self) -> tuple[int, int]:
        """How many articles are modelled, of how many that could be."""
        return len(self.modelled), len(self.modelled) + len(self.for_people) + len(self.silent)


def coverage(charter: Charter) -> tuple[Coverage, ...]:
    """The coverage of each instrument."""
    return tuple(_of(instrument) for instrument in charter.instruments)


def _of(instrument: Instrument) -> Coverage:
    modelled, for_people, silent = [], [], []
    for article in instrument.articles:
        if any(not isinstance(clause, NotModelled) for clause in article.clauses):
            modelled.append(article)
        elif article.clauses:
            for_people.append(article)
        elif article.prose or not _has_parts(article, instrument.articles):
            silent.append(article)
    return Coverage(instrument, tuple(modelled), tuple(for_people), tuple(silent))


def _has_parts(article: Article, articles: Iterable[Article]) -> bool:
    return any(other.number.startswith(f"{article.number}.") for other in articles)
