"""Which clause speaks, and which is silenced: rules beyond their enabling power, rules against a higher rule.

A law sets the least that members are owed: where the charter gives them more, the charter speaks. A rule made under
the charter has no effect so far as it contradicts the charter or a law; the rest of it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import MISSING, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from comitia.charter.clause import FAMILIES, Cite, Clause
from comitia.charter.quantities import Span, Window
from comitia.charter.vocabulary import discipline, meeting, order, organisation

if TYPE_CHECKING:
    from comitia.charter.law import Instrument


class Silenced(NamedTuple):
    """A clause, or some keywords of one, that has no effect. code: the defect. by: the article that silences it."""

    clause: Clause
    code: str
    by: Cite
    wholly: bool


LONGER = frozenset({"notice", "at_least", "posted_for", "open_for", "discussion"})
"""Keywords under which members are owed more by a longer span."""
SHORTER = frozenset({"term", "at_most", "meets", "lasts", "convened_within", "heard", "ratified_within"})
"""Keywords under which members are owed more by a shorter span."""

STRICTER = {"ballot": ("secret ballot", "postal ballot"), "secret ballot": ("postal ballot",)}
"""Manner of voting -> the manners that give electors more."""

DAYS = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1,
    "clear days": 1.01,
    "working days": 1.4,
    "weeks": 7,
    "months": 30.4,
    "years": 365.2,
}
"""About how many days a unit is, to compare two spans; a clear day is a little more than a day."""


def speaking(instruments: Sequence[Instrument]) -> tuple[list[Clause], list[Silenced]]:
    """The clauses in the order in which they speak, and what is silenced. instruments: in order of rank."""
    enabling = [c for i in instruments for a in i.articles for c in a.clauses if isinstance(c, order.Enabling)]
    kept: list[Clause] = []
    silenced: list[Silenced] = []
    higher: dict[tuple[str, ...], list[Clause]] = {}
    for rank in dict.fromkeys(i.rank for i in instruments):
        of_rank: list[Clause] = []
        for instrument in (i for i in instruments if i.rank == rank):
            for clause in (c for a in instrument.articles for c in a.clauses):
                barred = _barred(instrument, clause, enabling)
                if barred is not None:
                    silenced.append(Silenced(clause, "beyond the enabling power", barred, True))
                    continue
                left: Clause | None = clause
                if rank == "rules":
                    left, lost = _less_what_contradicts(clause, higher)
                    silenced += lost
                if left is not None:
                    of_rank.append(left)
        of_rank.sort(key=lambda c: not c.notwithstanding)
        if rank == "charter":
            kept = [_yielding(c, of_rank) for c in kept]
        kept += of_rank
        for clause in of_rank:
            higher.setdefault(_key(clause), []).append(clause)
    return kept, silenced


def identity(clause: Clause) -> tuple[str, ...]:
    """What a clause is about. Two that are about the same, in one family, contradict or complete each other."""
    match clause:
        case organisation.Tiers() | discipline.Grounds() | meeting.Service():
            return ()
        case _:
            about: Any = getattr(clause, "name", None) or getattr(clause, "of", None) or family_of(clause)
            return tuple(map(str, about)) if isinstance(about, tuple) else (str(about),)


def family_of(clause: Clause) -> str:
    """The keyword that opens a clause of this family."""
    return next(keyword for keyword, cls in FAMILIES.items() if type(clause) is cls)


def _key(clause: Clause) -> tuple[str, ...]:
    return (family_of(clause), *identity(clause))


def _barred(instrument: Instrument, clause: Clause, enabling: Sequence[order.Enabling]) -> Cite | None:
    if instrument.rank != "rules":
        return None
    for power in enabling:
        if power.of in (instrument.key, instrument.title):
            keyword = family_of(clause)
            if keyword in power.not_on or (power.on and keyword not in power.on):
                return power.cite
    return None


# Against a higher rule


def _less_what_contradicts(
    clause: Clause, higher: dict[tuple[str, ...], list[Clause]]
) -> tuple[Clause | None, list[Silenced]]:
    """A clause of rules without what contradicts a higher one on the same; None where nothing of it is left."""
    for above in higher.get(_key(clause), ()):
        lost = [name for name in _spoken_words(clause) if name in _spoken_words(above) and _differ(clause, above, name)]
        if lost:
            left = _without(clause, above, lost)
            return left, [Silenced(clause, "against a higher rule", above.cite, left is None)]
    return clause, []


_APART = frozenset({"cite", "insists", "notwithstanding", "unless", "name", "of"})


def _spoken_words(clause: Clause) -> list[str]:
    """The keywords under which a clause says something of its own."""
    return [
        f.name
        for f in fields(clause)
        if f.name not in _APART and (getattr(clause, f.name) != _silence(f) or f.name in clause.insists)
    ]


def _silence(spec: Any) -> Any:
    return None if spec.default is MISSING else spec.default


def _differ(clause: Clause, above: Clause, name: str) -> bool:
    mine, theirs = getattr(clause, name), getattr(above, name)
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return any(key in theirs and theirs[key] != value for key, value in mine.items())
    return bool(mine != theirs)


def _without(clause: Clause, above: Clause, lost: Iterable[str]) -> Clause | None:
    changes: dict[str, Any] = {}
    for name in lost:
        mine, theirs = getattr(clause, name), getattr(above, name)
        spec = next(f for f in fields(clause) if f.name == name)
        if isinstance(mine, dict):
            changes[name] = {key: value for key, value in mine.items() if key not in theirs or theirs[key] == value}
        elif spec.default is MISSING:
            return None
        else:
            changes[name] = spec.default
    left = replace(clause, **changes, insists=clause.insists - set(lost))
    return left if any(getattr(left, name) for name in _spoken_words(left)) else None


# A law sets the least


def _yielding(law: Clause, charter: Sequence[Clause]) -> Clause:
    """A clause of a law, silent where the charter gives members more on the same."""
    changes: dict[str, Any] = {}
    for clause in charter:
        if _key(clause) != _key(law) and not _fill_the_same(clause, law):
            continue
        for name in _spoken_words(law):
            if name == "manner" and getattr(clause, name) in STRICTER.get(getattr(law, name), ()):
                changes[name] = ""
            elif name in (LONGER | SHORTER) and _gives_more(getattr(clause, name, None), getattr(law, name), name):
                changes[name] = _silence(next(f for f in fields(law) if f.name == name))
    return replace(law, **changes) if changes else law


def _fill_the_same(clause: Clause, law: Clause) -> bool:
    """Whether two clauses on elections are about the same offices, whatever they are called."""
    both = isinstance(clause, meeting.Election) and isinstance(law, meeting.Election)
    return both and bool(set(clause.of) & set(law.of))  # type: ignore[attr-defined]


def _gives_more(mine: Any, least: Any, name: str) -> bool:
    longer, shorter = _days(mine), _days(least)
    if longer is None or shorter is None:
        return False
    return longer > shorter if name in LONGER else longer < shorter


def _days(value: Any) -> float | None:
    span = value.span if isinstance(value, Window) else value
    return span.count * DAYS[span.unit] if isinstance(span, Span) else None
