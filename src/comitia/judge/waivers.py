"""Waivers: whose protection is it, have they given it up, and did they know? Nobody waives another's protection."""

from __future__ import annotations

from comitia.judge.case import Case
from comitia.judge.findings import Finding
from comitia.judge.power import holders_of_power
from comitia.judge.roll import who_is_entitled
from comitia.judge.state import Decision, Ending
from comitia.record.acts import Consented


def consented(case: Case, act: Consented) -> None:
    """Somebody agrees to an act or waives a defect in it; when nothing is left of its defects, it is cured."""
    from comitia.judge.effects import mark

    waived = case.get(("waived", act.to)) or ()
    case.put(("waived", act.to), (*waived, (case.by.person or case.by.text, act.waives, act.knowingly)))
    decision = case.get(("decision", act.to))
    if not isinstance(decision, Decision):
        return
    faulty = [f for f in decision.findings if f.consequence in ("void", "voidable")]
    if faulty and all(is_waived(case, act.to, f, decision) or _all_assent(case, act.to, f, decision) for f in faulty):
        case.put(("cured", act.to), Ending(act.id, case.day, True, tuple(range(len(decision.effects)))))
        mark(case, act.to, "cured")
        for finding in faulty:
            case.findings.append(
                Finding("waived", follows=finding.follows, cause=act.to, args={"defect": finding.code})
            )


def _all_assent(case: Case, target: str, finding: Finding, decision: Decision) -> bool:
    """Whether everybody agreed who was entitled there, or who could have decided it: that is their decision."""
    clause = next((c for c in case.law.defects.get(finding.code, ()) if c.cite == finding.follows), None)
    if clause is None:
        return False
    agreed = {
        person
        for person, codes, knowingly in case.get(("waived", target)) or ()
        if knowingly and (not codes or finding.code in codes)
    }
    bodies = [case.ref(decision.by)] if "unanimous assent" in clause.cured_by else []
    if "ratification" in clause.cured_by:
        bodies += [case.ref(party.name) for party in holders_of_power(case, decision) if party.name]
    wanted = [set(who_is_entitled(case, body)) for body in bodies if body.kind == "body"]
    return any(everybody and everybody <= agreed for everybody in wanted)


def is_waived(case: Case, target: str, finding: Finding, decision: Decision) -> bool:
    """Whether all those whom a broken rule protects have waived the defect, knowing of it where the law asks that."""
    clause = next((c for c in case.law.defects.get(finding.code, ()) if c.cite == finding.follows), None)
    if clause is None or clause.waived == "never":
        return False
    asks_knowledge = clause.waived == "by those protected, knowingly"
    given = {
        person
        for person, codes, knowingly in case.get(("waived", target)) or ()
        if (finding.code in codes or not codes) and (knowingly or not asks_knowledge)
    }
    protected = _protected(case, finding, decision, everybody=clause.waived == "by all")
    return bool(protected) and protected <= given


def _protected(case: Case, finding: Finding, decision: Decision, *, everybody: bool) -> set[str]:
    named = finding.args.get("persons", ())
    persons = set(named) if isinstance(named, tuple) else set()
    if finding.protects == "absentees" and not everybody and persons:
        return persons
    if finding.protects == "respondent":
        hit = [e for n, e in enumerate(decision.effects) if finding.effect in (None, n)]
        return {e.to for e in hit if isinstance(e.to, str)}
    body = case.ref(decision.by)
    return set(who_is_entitled(case, body)) if body.kind == "body" else persons
