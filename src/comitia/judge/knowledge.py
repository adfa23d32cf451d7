"""What a condition may read: the act, the member concerned, the matter, the effect; only what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comitia.charter.expressions import compile_expression
from comitia.judge.months import month_of

if TYPE_CHECKING:
    from comitia.judge.case import Case
    from comitia.judge.state import Matter
    from comitia.record.acts import Effect


def known(
    case: Case, *, person: str = "", matter: Matter | None = None, effect: Effect | None = None
) -> dict[str, Any]:
    """Variable -> value, for the variables whose value is on record (see `comitia.charter.expressions.VARIABLES`)."""
    found = _of_act(case)
    who = person or (effect.to if effect is not None and isinstance(effect.to, str) else "") or case.by.person
    if who and case.person(who) is not None:
        found.update(_of_member(case, who))
    if matter is not None:
        found.update(_of_matter(matter))
    if effect is not None:
        found.update({"effect.do": effect.do, "effect.what": effect.what})
    return found


def condition(source: str, facts: dict[str, Any]) -> bool | None:
    """Whether a condition holds; None where a fact that it needs is not on record. Never a silent pass."""
    expression = compile_expression(source)
    return None if any(name not in facts for name in expression.needs) else bool(expression.call(facts))


def _of_act(case: Case) -> dict[str, Any]:
    act = case.act
    found: dict[str, Any] = {"act.by": case.by.text, "act.at": act.at, "act.kind": str(act.__struct_config__.tag)}
    if isinstance(act.facts, dict):
        found.update({f"act.{name}": value for name, value in act.facts.items()})
    for note in case.notes(act.id):
        if note.kind != "disputed":
            found[f"act.{note.fact}"] = note.value
    return found


def _of_member(case: Case, who: str) -> dict[str, Any]:
    from comitia.judge.roll import arrears_allowed, dues_owed, rests

    person = case.person(who)
    assert person is not None
    owed, allowed = dues_owed(case, who), arrears_allowed(case)
    found: dict[str, Any] = {
        "member.dues_owed_months": owed,
        "member.since_months": month_of(case.day) - month_of(person.since),
        "member.unit": person.unit,
        "member.offices": [case.ref(seat).name for seat in case.get(("held", who)) or ()],
        "member.good_standing": case.is_member(who)
        and not rests(case, who, "vote")
        and (allowed is None or owed <= allowed),
    }
    for note in case.notes(who):
        if note.kind != "disputed" and note.fact == "age":
            found["member.age"] = note.value
    return found


def _of_matter(matter: Matter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "case.respondent": matter.against,
        "case.complainants": [matter.by, *matter.prompted],
        "case.witnesses": list(matter.witnesses),
        "case.charged": matter.type == "charge" and matter.served is not None,
        "case.heard": matter.heard is not None and matter.respondent != "shut out",
    }
    if matter.grounds:
        found["case.ground"] = matter.grounds[0]
    return found
