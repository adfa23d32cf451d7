"""Cures, each of its own kind: a step taken again, ratification, rehearing, assent of those protected.

A confirmation that rehears nothing cures nothing that only a rehearing can cure.
"""

from __future__ import annotations

from msgspec.structs import replace

from comitia.charter.vocabulary.nullity import Cure
from comitia.judge.case import Case, cite_of
from comitia.judge.deadlines import discharge_concurrences
from comitia.judge.effects import apply, mark, resume, take_effect
from comitia.judge.parties import any_party
from comitia.judge.power import holders_of_power
from comitia.judge.state import Decision, Ending, Matter, Sitting
from comitia.record.acts import Effect


def confirm(case: Case, target_id: str, target: Decision, by: str, number: int, matter: Matter | None) -> None:
    """Confirm an earlier decision: give it the effect it waited for, and cure what this confirmation can cure."""
    faulty = [f for f in target.findings if f.consequence in ("void", "voidable")]
    if not faulty:
        if target.awaiting:
            take_effect(case, target_id, _unstayed(target))
        else:
            resume(case, target_id, target)
        mark(case, target_id, "confirmed")
        discharge_concurrences(case, target_id)
        return
    kind = _kind(case, target, matter)
    cure = next((c for c in case.law.all(Cure) if c.name == kind), None)
    stuck = [f for f in faulty if kind not in _cures(case, f.code)]
    if stuck:
        only_rehearing = [f.code for f in stuck if "rehearing" in _cures(case, f.code)]
        code = "confirmed without rehearing" if only_rehearing or kind == "rehearing" else "cure without power"
        case.find(
            code,
            cite_of(cure),
            effect=number,
            found=kind,
            required=tuple(dict.fromkeys(f.code for f in stuck)),
            cause=target_id,
        )
        return
    if kind == "ratification" and not any_party(case, holders_of_power(case, target), case.by):
        case.find("cure without power", cite_of(cure), effect=number, found=case.by.text, cause=target_id)
        return
    from_start = cure is None or cure.since == "from the start"
    case.put(("cured", target_id), Ending(by, case.day, from_start, tuple(range(len(target.effects)))))
    mark(case, target_id, "cured")
    discharge_concurrences(case, target_id)
    case.note(
        "cured",
        cite_of(cure),
        effect=number,
        cause=target_id,
        kind=kind,
        since="from the start" if from_start else "from now on",
    )
    if not from_start:
        for effect in target.effects:
            apply(case, effect, target_id)


def _unstayed(target: Decision) -> Decision:
    return replace(target, outcomes=tuple(replace(o, life="") if o.life == "stayed" else o for o in target.outcomes))


def adopt(case: Case, ident: str, sitting: Sitting, number: int) -> None:
    """Whoever may convene adopts, before it meets, a call that somebody else made; at the meeting it is too late.

    Hooper v Kerr, Stuart & Co (1900) 83 LT 729.
    """
    if sitting.opened is not None:
        case.find("too late", effect=number, found=case.day, required=sitting.day)
        return
    cure = next((c for c in case.law.all(Cure) if c.name == "rectification"), None)
    sound = tuple(f for f in sitting.findings if f.code not in CONVENING)
    case.put(("sitting", ident), replace(sitting, findings=sound))
    case.note("cured", cite_of(cure), effect=number, cause=ident, kind="rectification", since="from the start")


CONVENING = frozenset({"wrong convenor", "no mandate", "mandate expired", "defective appointment"})


def validate(case: Case, target_id: str, by: str, number: int) -> None:
    """An outside authority lets a decision stand: what is sound it confirms, what is faulty it can dispense from."""
    target = case.get(("decision", target_id))
    if not isinstance(target, Decision):
        return
    faulty = [f for f in target.findings if f.consequence in ("void", "voidable")]
    if not faulty:
        mark(case, target_id, "confirmed")
        return
    cure = next((c for c in case.law.all(Cure) if c.name == "dispensation"), None)
    stuck = tuple(dict.fromkeys(f.code for f in faulty if "dispensation" not in _cures(case, f.code)))
    if stuck:
        case.find(
            "cure without power", cite_of(cure), effect=number, found="dispensation", required=stuck, cause=target_id
        )
        return
    case.put(("cured", target_id), Ending(by, case.day, True, tuple(range(len(target.effects)))))
    mark(case, target_id, "cured")
    case.note("cured", cite_of(cure), effect=number, cause=target_id, kind="dispensation", since="from the start")


def _kind(case: Case, target: Decision, matter: Matter | None) -> str:
    """Which kind of cure a confirmation is, by what was done before it."""
    first = case.get(("matter", target.matter)) if target.matter else None
    before = set(target.took_part) | set(first.panel if isinstance(first, Matter) else ())
    if matter is not None and matter.afresh and matter.respondent == "heard" and not before & set(matter.panel):
        return "rehearing"
    return "ratification"


def _cures(case: Case, code: str) -> tuple[str, ...]:
    for clause in case.law.defects.get(code, ()):
        return clause.cured_by
    return ()


def retried(case: Case, effect: Effect, by: str, matter_id: str) -> None:
    """The same effect, tried before without effect, is now validly decided: a step taken again, good from now on."""
    from comitia.judge.decisions import tried

    key = tried(case, effect, matter_id)
    earlier = case.get(key)
    if earlier is None:
        return
    ident, number = earlier
    cure = next((c for c in case.law.all(Cure) if c.name == "step taken again"), None)
    mark(case, ident, "cured", (number,))
    case.note("cured", cite_of(cure), cause=ident, kind="step taken again", since="from now on")
    case.put(key, None)
