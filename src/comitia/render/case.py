"""A case put together from a judgment: the act, the acts around it, whom it hit and where they stand, the ways out.

Everything here is computed; text and page only set it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comitia.ask.course import Course, procedure_for, shortest
from comitia.ask.due import Owed, due
from comitia.ask.equal import Equal, absent_throughout
from comitia.ask.fold import Judged
from comitia.ask.judge import Judgment
from comitia.ask.remedies import Remedy, remedies
from comitia.ask.standing import Standing, standing
from comitia.charter.law import spoken
from comitia.judge.case import Case
from comitia.judge.state import Decision, Matter
from comitia.record.acts import Act
from comitia.record.times import add

LOOK_BACK = 6
"""Months before the act in which a member who attended no meeting counts as inactive, for `equal`."""


@dataclass(frozen=True)
class Docket:
    """One act and what belongs to it.

    respondents: the persons it hit, in the order of its effects. acts: the acts about it or about what is about it,
    itself among them, in the order of happening. course: what its procedure takes at its shortest, if it needed one.
    equal: whom inactivity would catch among all over whom the competent body has the power; None where no ground
    was stated.
    """

    judgment: Judgment
    row: Judged
    respondents: tuple[str, ...]
    standings: tuple[Standing, ...]
    acts: tuple[Judged, ...]
    course: Course | None
    ways_out: tuple[Remedy, ...]
    owed: tuple[Owed, ...]
    equal: Equal | None

    @property
    def day(self) -> int:
        return self.row.moment.day

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds stated, each once."""
        effects = getattr(self.row.act, "effects", ())
        return tuple(dict.fromkeys(e.ground for e in effects if isinstance(e.ground, str)))


def docket(judgment: Judgment, ident: str) -> Docket:
    """The case about an act. ident: its id, which must be on the record."""
    row = judgment.by_id[ident]
    case = judgment.case()
    effects = getattr(row.act, "effects", ())
    persons = tuple(
        dict.fromkeys(e.to for e in effects if isinstance(e.to, str) and case.person(e.to) is not None)
    )  # fmt: skip
    procedure = procedure_for(judgment, ident)
    owed = tuple(o for o in due(judgment) if ident in (o.about, o.about.partition(":")[0]))
    return Docket(
        judgment, row, persons, tuple(s for p in persons if (s := standing(judgment, p)) is not None),
        tuple(related(judgment, ident)), shortest(judgment, procedure, _began(judgment, row)) if procedure else None,
        tuple(remedies(judgment, ident)), owed, _equal(judgment, case, row, persons),
    )  # fmt: skip


def _began(judgment: Judgment, row: Judged) -> int:
    """The day on which the charge was served, or the day of the act where none was."""
    decision = judgment.state.get(("decision", row.act.id))
    matter = judgment.state.get(("matter", decision.matter)) if isinstance(decision, Decision) else None
    served = matter.served if isinstance(matter, Matter) else None
    return served if served is not None and served <= row.moment.day else row.moment.day


def gravest(judgment: Judgment) -> str:
    """The id of the act that matters most: void before voidable, most effects, earliest. "" if none has effects."""
    order = ("void", "voidable", "unproven", "inchoate", "irregular", "valid")
    rows = [
        (order.index(row.outcome.verdict), -len(row.outcome.effects), n, row.act.id)
        for n, row in enumerate(judgment.rows)
        if row.outcome.effects
    ]
    return min(rows)[3] if rows else ""


REFERENCES = ("what", "against", "to", "matter", "act", "sitting", "poll")
"""The fields by which an act names another."""


def related(judgment: Judgment, ident: str) -> Iterator[Judged]:
    """The acts that belong to a case: what the act decides or rests on, and whatever is about any of these."""
    row = judgment.by_id[ident]
    belongs = {ident, *_named(row.act, ("matter", "sitting"))}
    for other in judgment.rows:
        if other.act.id in belongs or belongs.intersection(_named(other.act, REFERENCES)):
            belongs.add(other.act.id)
            yield other
        elif other.act.id.startswith("elapsed:") and belongs.intersection(other.act.id.split(":")):
            yield other


def _named(act: Act, fields: tuple[str, ...]) -> set[str]:
    return {value for name in fields if isinstance(value := getattr(act, name, None), str)}


def _equal(judgment: Judgment, case: Case, row: Judged, persons: tuple[str, ...]) -> Equal | None:
    decision = judgment.state.get(("decision", row.act.id))
    stated = isinstance(decision, Decision) and any(isinstance(e.ground, str) for e in decision.effects)
    if not stated or not persons:
        return None
    unit = _at_tier(case, _common_unit(case, persons), _tier_of_power(judgment, row.act.id))
    return absent_throughout(judgment, unit, add(row.moment.day, -LOOK_BACK, "months"), row.moment.day - 1)


def _tier_of_power(judgment: Judgment, ident: str) -> str:
    """The tier of the body that the procedure names to decide: its members are who a ground must treat alike."""
    procedure = procedure_for(judgment, ident)
    step = procedure.steps.get("decision") if procedure is not None else None
    bodies = judgment.bench.law.bodies
    named = [p.name for p in step.by if p.name in bodies] if step is not None else []
    return str(spoken(bodies[named[0]], "tier")[0]) if named else ""


def _at_tier(case: Case, unit: str, tier: str) -> str:
    """The unit of a tier in which a unit lies; the unit itself where there is none."""
    here = unit
    while here and (known := case.unit(here)) is not None:
        if known.tier == tier:
            return here
        here = known.under
    return unit


def _common_unit(case: Case, persons: tuple[str, ...]) -> str:
    """The smallest unit in which all of them are."""
    paths = []
    for who in persons:
        path, unit = [], case.person(who).unit  # type: ignore[union-attr]
        while unit and (known := case.unit(unit)) is not None:
            path.append(unit)
            unit = known.under
        paths.append(path)
    return next((unit for unit in paths[0] if all(unit in path for path in paths)), case.root())
