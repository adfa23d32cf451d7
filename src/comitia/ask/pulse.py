"""Which units are alive, from the record itself: meetings held, who was there, seats held, offices vacant.

Active: the body has met within twice the time that its article sets. Frozen: no meeting in six months.
Fading: what lies between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from comitia.ask.equal import units_below
from comitia.ask.judge import Judgment
from comitia.charter.law import spoken
from comitia.charter.quantities import Span
from comitia.judge.case import Case
from comitia.judge.roll import entitled, is_plenary, members
from comitia.judge.sittings import rule_of
from comitia.judge.state import Sitting, Unit
from comitia.judge.voting import quorum_needed
from comitia.record.times import add, day_text

Vigour = Literal["active", "fading", "frozen"]
GRACE, FROZEN_AFTER, MONTHS = 2, 6, 12
UNSAID = Span(12, "months")
"""How often a body must meet of which no article says it."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a body. share: the greatest share of those entitled who were present, 0 to 1; None: not on record."""

    name: str
    meetings: int
    share: float | None
    quorate: bool


@dataclass(frozen=True, slots=True)
class Office:
    """An office of a unit, and who holds it (nobody: vacant). seat: the reference by which acts name it."""

    name: str
    seat: str
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """A body of a unit. size: how many have a place; seats: how many there should be (None: whoever is a member).

    last: the day of its last meeting, None if none is on record. meetings: in the twelve months looked at.
    """

    body: str
    seat: str
    size: int
    seats: tuple[int, int] | None
    months: tuple[Month, ...]
    last: int | None
    state: Vigour

    @property
    def meetings(self) -> int:
        return sum(month.meetings for month in self.months)


@dataclass(frozen=True, slots=True)
class Branching:
    """A unit in the tree. depth: tiers below the whole. last: whether it is the last one under its unit."""

    unit: str
    tier: str
    depth: int
    members: int
    bodies: tuple[Pulse, ...]
    offices: tuple[Office, ...]


def organisation(judgment: Judgment, day: int) -> list[Branching]:
    """The units in force on a day, the whole first and each followed by those below it, with the pulse of each."""
    case = judgment.case()
    sittings = _sittings(judgment, day)
    return list(_units(case, case.root(), 0, sittings, day)) if case.root() else []


def _units(case: Case, unit: str, depth: int, sittings: dict[str, list[Sitting]], day: int) -> Iterator[Branching]:
    known = case.unit(unit)
    if known is None or (known.until is not None and known.until < day) or known.since > day:
        return
    bodies = tuple(_pulse(case, name, unit, sittings, day) for name in _of_tier(case, case.law.bodies, known))
    offices = tuple(
        Office(name, _seat(case, name, unit), case.holders(_seat(case, name, unit)))
        for name in _of_tier(case, case.law.offices, known)
    )
    yield Branching(unit, known.tier, depth, members(case, unit), bodies, offices)
    for lower in directly_below(case, unit):
        yield from _units(case, lower, depth + 1, sittings, day)


def directly_below(case: Case, unit: str) -> tuple[str, ...]:
    return tuple(case.get(("below", unit)) or ())


def _of_tier(case: Case, declared: dict[str, tuple[object, ...]] | object, unit: Unit) -> Iterator[str]:
    assert isinstance(declared, dict)
    for name, clauses in declared.items():
        tier = spoken(clauses, "tier")[0]
        if tier == unit.tier or (not tier and not unit.under):
            yield str(name)


def _seat(case: Case, name: str, unit: str) -> str:
    return name if unit == case.root() else f"{name}/{unit}"


def _pulse(case: Case, name: str, unit: str, sittings: dict[str, list[Sitting]], day: int) -> Pulse:
    seat = _seat(case, name, unit)
    body = case.ref(seat)
    clauses = case.body_clauses(name)
    held = sittings.get(seat, [])
    size = entitled(case, body)
    quorum = rule_of(case, body, "quorum")[0]
    needed = quorum_needed(case, quorum, body, None, None) if quorum is not None else None
    months = tuple(_month(first, after, held, size, needed) for first, after in twelve_months(day))
    seats = None if is_plenary(case, name) else spoken(clauses, "seats")[0]
    often = spoken(clauses, "meets")[0]
    last = max((sitting.day for sitting in held), default=None)
    bounds = (seats.low, seats.high or seats.low) if seats is not None else None
    return Pulse(name, seat, size, bounds, months, last, vigour(last, day, often or UNSAID))


def vigour(last: int | None, day: int, every: Span) -> Vigour:
    """The state of a body that last met on a day, and must meet at least every so often."""
    if last is not None and day <= add(last, GRACE * every.count, _plain(every.unit)):
        return "active"
    if last is None or day > add(last, FROZEN_AFTER, "months"):
        return "frozen"
    return "fading"


def _plain(unit: str) -> str:
    return unit if unit in ("weeks", "months", "years") else "days"


def twelve_months(day: int) -> list[tuple[int, int]]:
    """(first day, first day after) of the twelve months that end with the month of a day."""
    first = day - int(day_text(day)[8:]) + 1
    starts = [add(first, n - MONTHS + 1, "months") for n in range(MONTHS + 1)]
    return list(pairwise(starts))


def _month(first: int, after: int, held: list[Sitting], size: int, needed: int | None) -> Month:
    within = [sitting for sitting in held if first <= sitting.day < after]
    counts = [sitting.present for sitting in within if sitting.present is not None]
    share = min(max(counts) / size, 1.0) if counts and size else None
    quorate = not counts or needed is None or max(counts) >= needed
    return Month(day_text(first)[:7], len(within), share, quorate)


def _sittings(judgment: Judgment, day: int) -> dict[str, list[Sitting]]:
    """Meetings that were opened, by the body that met."""
    found: dict[str, list[Sitting]] = {}
    for key, value in judgment.state.items():
        if key[0] == "sitting" and isinstance(value, Sitting) and value.opened is not None and value.day <= day:
            found.setdefault(value.body, []).append(value)
    return found


__all__ = ["Branching", "Month", "Office", "Pulse", "organisation", "units_below", "vigour"]
