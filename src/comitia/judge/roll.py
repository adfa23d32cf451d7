"""Who counts: how many members a unit has, how many may vote, who is entitled to a place in a body.

Good standing changes with time and without any act, so no counter of it is kept: the roll keeps, for each unit, how
many members have paid through each month, and a question sums the months that still count.
"""

from __future__ import annotations

from collections.abc import Iterator

from comitia.charter.law import spoken
from comitia.charter.vocabulary.organisation import GoodStanding
from comitia.judge.case import Case, Ref
from comitia.judge.months import month_of
from comitia.judge.state import Changes, State


def dues_owed(case: Case, person: str) -> int:
    """Whole months of dues owed: dues for a month are owed once the month has ended."""
    if case.get(("horizon",)) is None:
        return 0
    known = case.get(("paid", person))
    return 0 if known is None else max(0, month_of(case.day) - 1 - int(known[1]))


def arrears_allowed(case: Case) -> int | None:
    """How many months may be owed in good standing; None where the law knows no such limit."""
    span, _ = spoken(case.law.all(GoodStanding), "dues_owed")
    return None if span is None else int(span.count)


def suspended_rights(case: Case) -> tuple[str, ...]:
    """The rights that rest while a member is not in good standing."""
    rights, _ = spoken(case.law.all(GoodStanding), "suspends")
    return tuple(rights or ("vote", "stand for election"))


def in_good_standing(case: Case, person: str) -> bool:
    """Whether a member may vote: a member, not too far in arrears, and the right not suspended."""
    if not case.is_member(person) or rests(case, person, "vote"):
        return False
    allowed = arrears_allowed(case)
    if allowed is not None and dues_owed(case, person) > allowed:
        return False
    return all(case.condition(c.when.source, person=person) is not False for c in _with_condition(case) if c.when)


def _with_condition(case: Case) -> tuple[GoodStanding, ...]:
    return tuple(c for c in case.law.all(GoodStanding) if c.when is not None)


def rests(case: Case, person: str, right: str) -> bool:
    return any(
        rest.right in (right, "all rights")
        and rest.since <= case.day
        and (rest.until is None or case.day <= rest.until)
        for rest in case.get(("rests", person)) or ()
    )


def below(case: Case, unit: str) -> Iterator[str]:
    """A unit and all units under it."""
    waiting = [unit]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(case.get(("below", here)) or ())


def members(case: Case, unit: str) -> int:
    """How many members a unit has, those of the units under it included."""
    return sum(case.get(("roll", here)) or 0 for here in below(case, unit))


def voters(case: Case, unit: str) -> int:
    """How many members of a unit are in good standing, those of the units under it included."""
    if _with_condition(case):
        return sum(in_good_standing(case, who) for who in people(case, unit))
    allowed = arrears_allowed(case)
    if allowed is None or case.get(("horizon",)) is None:
        return members(case, unit)
    now = month_of(case.day)
    oldest, furthest = now - 1 - allowed, max(now, case.get(("horizon",)))
    months = range(oldest, furthest + 1)
    get = case.get
    return sum(get(("live", here, month)) or 0 for here in below(case, unit) for month in months)


def people(case: Case, unit: str) -> Iterator[str]:
    """The members of a unit by id, those of the units under it included. Only for when names are needed."""
    for here in below(case, unit):
        number = 0
        while (who := case.get(("rolled", here, number))) is not None:
            person = case.person(who)
            if person is not None and person.unit == here and case.is_member(who):
                yield who
            number += 1


def composition(case: Case, name: str) -> str:
    return str(case.law.said(name, "composed_of")[0] or "")


def is_plenary(case: Case, name: str) -> bool:
    """Whether a body is made of all members of its unit."""
    composed = composition(case, name)
    return "every member" in composed or "all members" in composed


def entitled(case: Case, body: Ref) -> int:
    """How many are entitled to a place in a body; counted once for an act."""
    known = case.sizes.get(body.seat)
    if known is None:
        known = case.sizes[body.seat] = _entitled(case, body)
    return known


def _entitled(case: Case, body: Ref) -> int:
    composed = composition(case, body.name)
    if not ("every member" in composed or "all members" in composed):
        return len(case.holders(body.seat))
    unit = body.unit or case.root()
    return voters(case, unit) if "good standing" in composed else members(case, unit)


def has_place(case: Case, body: Ref, person: str) -> bool:
    """Whether a person is entitled to a place in a body, by law or in fact."""
    if not is_plenary(case, body.name):
        return person in case.holders(body.seat) or person in (case.get(("acting", body.seat)) or ())
    member = case.person(person)
    return member is not None and case.is_member(person) and case.within(member.unit, body.unit or case.root())


def who_is_entitled(case: Case, body: Ref) -> Iterator[str]:
    """Those entitled to a place in a body, by id. Only for when names are needed."""
    if is_plenary(case, body.name):
        yield from people(case, body.unit or case.root())
    else:
        yield from case.holders(body.seat)


def enter(state: State, changes: Changes, person: str, unit: str, month: int, by: int = 1) -> None:
    """Count a person in (by=1) or out (by=-1) of the roll of a unit, under the last month paid."""

    def get(key: tuple[str, ...] | tuple[str, str, int]) -> int:
        found = changes.get(key, state.get(key))
        return int(found or 0)

    changes["roll", unit] = get(("roll", unit)) + by
    changes["live", unit, month] = get(("live", unit, month)) + by
    if by > 0:
        number = int(changes.get(("entered", unit), state.get(("entered", unit))) or 0)
        changes["rolled", unit, number] = person
        changes["entered", unit] = number + 1
