"""Was it applied equally? Whom else would a ground catch that was used against one member.

A ground that no rule defines has to be given a meaning before it can be applied to everybody. Here that meaning is in
the arguments, in the open: a member of a unit who was present at no meeting in a stretch of days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comitia.ask.judge import Judgment
from comitia.judge.case import Case
from comitia.judge.roll import below
from comitia.judge.state import Person
from comitia.record.acts import Sat


@dataclass(frozen=True, slots=True)
class Equal:
    """The members of a unit on the last of the days looked at, and those of them present at no meeting. By id, sorted.

    since, until: the first and the last day, both included.
    """

    unit: str
    since: int
    until: int
    members: tuple[str, ...]
    caught: tuple[str, ...]


def absent_throughout(judgment: Judgment, unit: str, since: int, until: int) -> Equal:
    """Who of a unit, and of the units below it, is on record as present at no meeting of any body in these days.

    A meeting whose roll is a number and no list of names tells nothing of anybody, and counts for nobody.
    """
    present = set(_present(judgment, since, until))
    members = tuple(sorted(_members(judgment, unit, until)))
    return Equal(unit, since, until, members, tuple(who for who in members if who not in present))


def _present(judgment: Judgment, since: int, until: int) -> Iterator[str]:
    for row in judgment.rows:
        act = row.act
        if isinstance(act, Sat) and since <= row.moment.day <= until and isinstance(act.present, tuple):
            if act.event in ("opened", "arrived", "resumed"):
                yield from act.present


def _members(judgment: Judgment, unit: str, day: int) -> Iterator[str]:
    within = {unit, *units_below(judgment.case(), unit)}
    for key, value in judgment.state.items():
        if key[0] == "person" and isinstance(value, Person) and value.unit in within:
            if value.since <= day and (value.until is None or day <= value.until):
                yield key[1]


def units_below(case: Case, unit: str) -> Iterator[str]:
    """The units under a unit, at every depth."""
    for lower in below(case, unit):
        if lower != unit:
            yield lower
