"""Disciplinary cases with slips of nine kinds: as acts for Comitia, and as an event log for other checkers.

Each case is a charge against one member, served, answered, heard, decided, its reasons served, and sometimes an appeal,
heard and decided. One case in eight has one slip. The same size and seed give the same log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from comitia.record.acts import Answered, AnyAct, Constituted, Decided, Effect, Filed, Heard, Served, Withdrew

CONSTRAINTS = (
    ("precedence", "charge", "decision"),
    ("precedence", "service", "hearing"),
    ("precedence", "hearing", "decision"),
    ("response", "decision", "reasons served"),
    ("precedence", "decision", "appeal"),
    ("response", "appeal", "appeal decided"),
    ("precedence", "charge", "answer"),
    ("noncoexistence", "withdrawal", "decision"),
    ("precedence", "appeal heard", "appeal decided"),
)
"""The nine constraints: Declare's template, and its two activities in the order in which they should come."""

START = date(2015, 1, 1)
DAYS = 1095
BRANCH = 1000
"""Members to a branch."""

RIGHTS = ("attend", "speak")
ACCUSER = "member-accuser"

Steps = list[tuple[int, str]]
"""(days after the beginning of the case, activity)"""


class Event(NamedTuple):
    """One line of the log: the case, what happened, and the act that says so."""

    case: int
    activity: str
    act: AnyAct


def founding(cases: int) -> list[AnyAct]:
    """The union with its branches and members, before any case."""
    at, members = "2014-12-01", [ACCUSER, *(f"member-{n}" for n in range(cases))]
    acts: list[AnyAct] = [Constituted(id="union", at=at, unit="union", tier="union")]
    for start in range(0, len(members), BRANCH):
        unit, roll = f"branch-{start // BRANCH}", tuple(members[start : start + BRANCH])
        acts.append(Constituted(id=unit, at=at, unit=unit, tier="branch", under="union", members=roll))
    return acts


def events(cases: int, seed: int = 1) -> Iterator[Event]:
    """The events of all cases in the order of happening."""
    random = Random(seed)
    found: list[tuple[int, int, Event]] = []
    for case in range(cases):
        begins = random.randrange(DAYS)
        steps = _steps(random)
        uncharged = all(activity != "charge" for _, activity in steps)
        for day, activity in steps:
            on = begins + day
            make = _decided_uncharged if uncharged and activity == "decision" else ACTS[activity]
            act = make(case, str(START + timedelta(days=on)))
            found.append((on, len(found), Event(case, activity, act)))
    found.sort(key=lambda entry: entry[:2])
    return (event for _, _, event in found)


# What happens in a case


def _steps(random: Random) -> Steps:
    slip = random.choice(SLIPS) if random.random() < 0.125 else None
    if slip is not None:
        return slip(random)
    return _withdrawn(random) if random.random() < 0.08 else _regular(random)


def _opening(random: Random) -> Steps:
    answer = [(8, "answer")] if random.random() < 0.55 else []
    return [(0, "charge"), (1, "service"), *answer]


def _regular(random: Random) -> Steps:
    decided = random.randrange(20, 40)
    steps = [*_opening(random), (decided, "hearing"), (decided + 1, "decision"), (decided + 3, "reasons served")]
    return [*steps, *_appeal(decided)] if random.random() < 0.12 else steps


def _appeal(decided: int) -> Steps:
    return [(decided + 20, "appeal"), (decided + 50, "appeal heard"), (decided + 51, "appeal decided")]


def _withdrawn(random: Random) -> Steps:
    return [*_opening(random), (12, "withdrawal")]


def _without(steps: Steps, activity: str) -> Steps:
    return [step for step in steps if step[1] != activity]


def _no_charge(random: Random) -> Steps:
    return [*([(8, "answer")] if random.random() < 0.5 else []), (20, "decision"), (22, "reasons served")]


def _answered_first(random: Random) -> Steps:
    return [(0, "answer"), *((day + 1, step) for day, step in _without(_regular(random), "answer"))]


def _served_late(random: Random) -> Steps:
    return [(0, "charge"), (20, "hearing"), (21, "service"), (22, "decision"), (24, "reasons served")]


def _not_served(random: Random) -> Steps:
    return _without(_regular(random), "service")


def _not_heard(random: Random) -> Steps:
    return _without(_regular(random), "hearing")


def _no_reasons(random: Random) -> Steps:
    return [*_opening(random), (20, "hearing"), (21, "decision")]


def _appealed_first(random: Random) -> Steps:
    return [*_opening(random), (20, "hearing"), (30, "appeal")]


def _appeal_unheard(random: Random) -> Steps:
    return [*_opening(random), (20, "hearing"), (21, "decision"), (23, "reasons served"), (40, "appeal")]


def _withdrawn_and_decided(random: Random) -> Steps:
    return [*_withdrawn(random), (20, "hearing"), (21, "decision"), (23, "reasons served")]


def _appeal_decided_unheard(random: Random) -> Steps:
    return [*_appeal_unheard(random), (70, "appeal decided")]


SLIPS: tuple[Callable[[Random], Steps], ...] = (
    _no_charge, _answered_first, _served_late, _not_served, _not_heard, _no_reasons, _appealed_first, _appeal_unheard,
    _withdrawn_and_decided, _appeal_decided_unheard,
)  # fmt: skip


# The same as acts


def _charge(case: int, at: str) -> AnyAct:
    return Filed(
        id=f"charge-{case}", at=at, by=ACCUSER, type="charge", against=f"member-{case}", to="committee",
        grounds=("fraud",), particulars=True,
    )  # fmt: skip


def _heard(case: int, at: str) -> AnyAct:
    return Heard(
        id=f"hearing-{case}", at=at, matter=f"charge-{case}", before="committee", respondent="heard", allowed=RIGHTS
    )


def _decided(case: int, at: str) -> AnyAct:
    effect = Effect("end", "membership", to=f"member-{case}", as_="expelled", ground="fraud")
    return Decided(
        id=f"decision-{case}", at=at, by="committee", effects=(effect,), matter=f"charge-{case}", reasons=True
    )


def _decided_uncharged(case: int, at: str) -> AnyAct:
    effect = Effect("end", "membership", to=f"member-{case}", as_="expelled", ground="fraud")
    return Decided(id=f"decision-{case}", at=at, by="committee", effects=(effect,), reasons=True)


def _appealed(case: int, at: str) -> AnyAct:
    return Filed(
        id=f"appeal-{case}", at=at, by=f"member-{case}", type="appeal", against=f"decision-{case}",
        to="appeals committee",
    )  # fmt: skip


def _appeal_heard(case: int, at: str) -> AnyAct:
    return Heard(
        id=f"appeal-hearing-{case}", at=at, matter=f"appeal-{case}", before="appeals committee", respondent="heard",
        afresh=True,
    )  # fmt: skip


def _appeal_decided(case: int, at: str) -> AnyAct:
    effect = Effect("annul" if case % 2 else "confirm", f"decision-{case}")
    return Decided(
        id=f"appeal-decision-{case}", at=at, by="appeals committee", effects=(effect,), matter=f"appeal-{case}"
    )


def _serve(what: str) -> Callable[[int, str], AnyAct]:
    return lambda case, at: Served(
        id=f"{what}-{case}-served", at=at, what=f"{what}-{case}", on=(f"member-{case}",), channel="in person"
    )


ACTS: dict[str, Callable[[int, str], AnyAct]] = {
    "charge": _charge,
    "service": _serve("charge"),
    "answer": lambda case, at: Answered(id=f"answer-{case}", at=at, by=f"member-{case}", to=f"charge-{case}"),
    "withdrawal": lambda case, at: Withdrew(id=f"drop-{case}", at=at, by=ACCUSER, what=f"charge-{case}"),
    "hearing": _heard,
    "decision": _decided,
    "reasons served": _serve("decision"),
    "appeal": _appealed,
    "appeal heard": _appeal_heard,
    "appeal decided": _appeal_decided,
}
"""Activity -> the act that says it."""
