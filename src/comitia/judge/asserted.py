"""One effect as a decision asserts it, with everything around it that its judgment needs."""

from __future__ import annotations

from msgspec import UNSET, Struct

from comitia.judge.case import Case, Ref
from comitia.judge.power import takes_a_right
from comitia.judge.state import Matter, Poll, Sitting
from comitia.record.acts import Decided, Declared, Effect, Tally


class Deciding(Struct, frozen=True):
    """A decision or a declared result before it is judged: who decided, where, on which matter."""

    act: Decided | Declared
    actor: Ref
    matter_id: str
    matter: Matter | None
    sitting_id: str
    sitting: Sitting | None

    @property
    def tally(self) -> Tally | None:
        return self.act.tally if isinstance(self.act.tally, Tally) else None

    @property
    def manner(self) -> str | None:
        return self.act.manner if isinstance(self.act.manner, str) else None

    @property
    def voting(self) -> tuple[str, ...]:
        """Who is on record as having voted."""
        return self.act.voting if isinstance(self.act, Decided) and isinstance(self.act.voting, tuple) else ()

    @property
    def took_part(self) -> tuple[str, ...]:
        """Who is on record as having taken part: voted, or sat there."""
        return self.voting or (self.sitting.who or () if self.sitting is not None else ())

    @property
    def item(self) -> str:
        return self.act.item if isinstance(self.act, Decided) and isinstance(self.act.item, str) else ""

    @property
    def reasons(self) -> bool | None:
        """Whether written reasons were given; None where the record does not say."""
        if not isinstance(self.act, Decided) or self.act.reasons is UNSET:
            return None
        return bool(self.act.reasons)


class Asserted(Struct, frozen=True):
    """One effect of it: the number and the effect."""

    decision: Deciding
    number: int
    effect: Effect
    matter_id: str
    matter: Matter | None

    @property
    def to(self) -> str:
        """The person, unit or body concerned; "" where the effect names none."""
        return self.effect.to if isinstance(self.effect.to, str) else ""

    @property
    def relied_on(self) -> str:
        """The power or procedure that the decision says it relies on."""
        act = self.decision.act
        return act.power if isinstance(act, Decided) and isinstance(act.power, str) else ""

    @property
    def of(self) -> str:
        return self.effect.of if isinstance(self.effect.of, str) else ""


def read_decision(case: Case, act: Decided | Declared) -> Deciding:
    """Who decided, in which sitting, on which matter; with the faults of what the entry refers to."""
    sitting_id = act.sitting if isinstance(act.sitting, str) else ""
    found = case.get(("sitting", sitting_id)) if sitting_id else None
    if sitting_id and not isinstance(found, Sitting):
        case.fault("unknown act", name=sitting_id)
    sitting = found if isinstance(found, Sitting) else None
    actor = _actor(case, act, sitting)
    if sitting is not None and actor.kind == "body" and case.ref(sitting.body).seat != actor.seat:
        case.find("wrong forum", found=sitting.body, required=actor.text)
    if actor.kind == "person" and actor.name and "/" in actor.text:
        case.fault("unknown body", name=actor.text)
    if actor.kind != "person" and actor.unit and case.unit(actor.unit) is None:
        _find_no_unit(case, actor.unit)
    check_alive(case, actor)
    matter_id = act.matter if isinstance(act, Decided) and isinstance(act.matter, str) else ""
    matter = case.get(("matter", matter_id)) if matter_id else None
    if matter_id and matter is None and case.get(("proposal", matter_id)) is None:
        case.fault("unknown act", name=matter_id)
    return Deciding(act, actor, matter_id, matter if isinstance(matter, Matter) else None, sitting_id, sitting)


def assert_effect(case: Case, decision: Deciding, number: int, effect: Effect) -> Asserted:
    """One effect with the matter that it decides: the one named, else the only open charge against its person."""
    if decision.matter_id or not isinstance(effect.to, str) or not takes_a_right(case, effect):
        return Asserted(decision, number, effect, decision.matter_id, decision.matter)
    charges = [m for m in case.get(("against", effect.to)) or () if _is_open_charge(case.get(("matter", m)))]
    if len(charges) != 1:
        return Asserted(decision, number, effect, "", None)
    return Asserted(decision, number, effect, charges[0], case.get(("matter", charges[0])))


def check_alive(case: Case, actor: Ref) -> None:
    """A body that is dissolved or suspended does nothing."""
    rest = case.get(("at rest", actor.seat)) if actor.seat else None
    if rest is not None:
        verb, since, until, act = rest
        if since < case.day and (until is None or case.day <= until):
            case.find("not in force", found=actor.text, cause=act, required=verb)


def _find_no_unit(case: Case, unit: str) -> None:
    basis = case.get(("unit in fact", unit))
    if basis:
        case.find("void basis", found=unit, cause=basis)
    else:
        case.fault("unknown unit", name=unit)


def _actor(case: Case, act: Decided | Declared, sitting: Sitting | None) -> Ref:
    """The body that decided: whoever declares a result declares what the body of the poll or sitting did."""
    if isinstance(act, Declared) and isinstance(act.poll, str):
        poll = case.get(("poll", act.poll))
        if isinstance(poll, Poll) and poll.body:
            return case.ref(poll.body)
    if sitting is not None and (case.by.kind == "person" or (case.by.kind != "body" and _was_voted(act))):
        return case.ref(sitting.body)
    return case.by


def _was_voted(act: Decided | Declared) -> bool:
    """Whether a decision in a sitting was the body's, not an officer's own."""
    return isinstance(act, Declared) or isinstance(act.tally, Tally) or isinstance(act.voting, tuple)


def _is_open_charge(matter: object) -> bool:
    return isinstance(matter, Matter) and matter.type == "charge" and not matter.closed
