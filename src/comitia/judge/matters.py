"""Matters: charges, appeals, challenges, questions, complaints, requisitions, from filing to close."""

from __future__ import annotations

from msgspec.structs import replace

from comitia.charter.vocabulary.discipline import Appeal
from comitia.charter.vocabulary.meeting import Election
from comitia.charter.vocabulary.nullity import Proof, Review
from comitia.judge.case import Case
from comitia.judge.deadlines import discharge, fulfil_duties, late_record, owe, run_duties
from comitia.judge.effects import stay
from comitia.judge.parties import any_party, is_party, say_parties
from comitia.judge.power import appeal_from
from comitia.judge.state import Decision, Matter, Poll
from comitia.judge.terms import last_day
from comitia.judge.voting import required
from comitia.record.acts import Answered, Filed, Heard


def filed(case: Case, act: Filed) -> None:
    """Something is lodged that starts a matter."""
    match act.type:
        case "appeal":
            _appeal(case, act)
        case "challenge":
            _challenge(case, act)
        case "requisition":
            _requisition(case, act)
        case "nomination":
            _nomination(case, act)
        case "question" | "complaint" | "request":
            _open(case, act)
            run_duties(
                case, "a question is asked" if act.type == "question" else "a complaint is filed", _text(act.to), act.id
            )
        case "charge":
            _open(case, act)
        case _:
            pass


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _open(case: Case, act: Filed, to: str = "", body: str = "") -> Matter:
    against = _text(act.against)
    if act.type == "charge" and not against:
        case.find("charge missing", found="nobody")
    particulars = None if not isinstance(act.particulars, (bool, str)) else bool(act.particulars)
    conduct = case.time(act.conduct).day if isinstance(act.conduct, str) else None
    matter = Matter(
        act.type, case.by.person or case.by.text, against, to or _text(act.to), case.day, body, act.grounds,
        particulars, conduct, act.prompted_by, law=case.get(("law",)) or (),
    )  # fmt: skip
    case.put(("matter", act.id), matter)
    concerned = case.get(("against", against)) or ()
    if against:
        case.put(("against", against), (*concerned, act.id))
    return matter


# Appeals


def _appeal(case: Case, act: Filed) -> None:
    decision = case.get(("decision", _text(act.against)))
    if not isinstance(decision, Decision):
        case.fault("unknown act", name=_text(act.against))
        return
    clause = appeal_from(case, decision)
    if clause is None:
        case.find("wrong forum", found=_text(act.to), required="no appeal lies")
        _open(case, act)
        return
    _say_standard(case, act)
    stage = _stage(case, act, clause)
    matter = _open(case, act, to=_text(act.to) or clause.to[0].name)
    respondents = tuple(e.to for e in decision.effects if isinstance(e.to, str))
    concerned = Matter("appeal", decision.by, case.by.person if case.by.person in respondents else "", "", case.day)
    if not any(is_party(case, party, case.by, concerned) for party in clause.by):
        case.find("wrong forum", clause.cite, found=case.by.text, required=say_parties(clause.by))
    if stage is None:
        case.find("wrong forum", clause.cite, found=_text(act.to), required=say_parties(clause.to))
    if decision.served is not None and case.day > last_day(decision.served, clause.within.span):
        case.find("appeal late", clause.cite, found=case.day, required=last_day(decision.served, clause.within.span))
        return
    case.put(("matter", act.id), replace(matter, stage=stage or 0))
    if clause.meanwhile == "the decision is stayed" and stage is not None:
        stay(case, _text(act.against))
        case.note("stayed", clause.cite, cause=_text(act.against))
    if clause.heard is not None:
        owe(
            case, f"hear:{act.id}:{stage or 0}", "hear appeal", matter.to, matter.by, act.id,
            last_day(case.day, clause.heard.span), clause.silence, clause,
        )  # fmt: skip


def _say_standard(case: Case, act: Filed) -> None:
    """By which standard a body's own finding is reviewed, where the appeal or challenge is about one."""
    for proof in case.law.all(Proof):
        if proof.standard is not None and str(proof.name) in act.grounds:
            case.note("standard of review", proof.cite, fact=str(proof.name), standard=proof.standard)


def _stage(case: Case, act: Filed, clause: Appeal) -> int | None:
    if not isinstance(act.to, str):
        return 0
    actor = case.ref(act.to)
    return next((n for n, party in enumerate(clause.to) if is_party(case, party, actor)), None)


def _challenge(case: Case, act: Filed) -> None:
    _open(case, act)
    _say_standard(case, act)
    decision = case.get(("decision", _text(act.against)))
    if not isinstance(decision, Decision):
        case.fault("unknown act", name=_text(act.against))
        return
    for review in case.law.all(Review):
        if isinstance(act.to, str) and review.to and not any_party(case, review.to, case.ref(act.to)):
            case.find("wrong forum", review.cite, found=act.to, required=say_parties(review.to))
        concerned = {e.to for e in decision.effects if isinstance(e.to, str)}
        if review.by and not any_party(case, review.by, case.by) and case.by.person not in concerned:
            case.find("wrong forum", review.cite, found=case.by.text, required=say_parties(review.by))
        elif review.exhaust and appeal_from(case, decision) is not None and not _appealed(case, _text(act.against)):
            case.find("too early", review.cite, found="no appeal", required=("internal appeal",))
        elif review.within is not None and case.day > last_day(decision.day, review.within.span):
            only_voidable = all(o.verdict != "void" for o in decision.outcomes)
            if only_voidable:
                case.find(
                    "appeal late", review.cite, found=case.day, required=last_day(decision.day, review.within.span)
                )
        return


def _appealed(case: Case, decision: str) -> bool:
    found = [case.get(("matter", m)) for m in case.get(("against", decision)) or ()]
    return any(isinstance(m, Matter) and m.type == "appeal" for m in found)


# Requisitions and nominations


def _requisition(case: Case, act: Filed) -> None:
    body = case.ref(_text(act.body) or _text(act.to))
    rule, clause = case.law.said(body.name, "requisition")
    _open(case, act, body=body.text)
    if rule is None or clause is None:
        case.find("wrong forum", found=body.text, required="no requisition")
        return
    threshold = rule.by.number
    signed = len({*act.supporters, case.by.person} - {""})
    if threshold is not None:
        need = required(case, threshold, body)
        if not need.reached_by(signed):
            case.find("not enough support", clause.cite, found=signed, required=need.least)
            return
    convenors, _ = case.law.said(body.name, "convened_by")
    debtor = next((p.name for p in convenors if p.name), body.text)
    unit = f"/{body.unit}" if body.unit and "/" not in debtor else ""
    owe(
        case, f"convene:{act.id}", "convene", debtor + unit, case.by.person, act.id,
        last_day(case.day, rule.convened_within), rule.otherwise, clause,
    )  # fmt: skip


def _nomination(case: Case, act: Filed) -> None:
    poll = case.get(("poll", _text(act.matter)))
    if isinstance(poll, Poll):
        name = _text(act.person) or case.by.person
        case.put(("poll", _text(act.matter)), replace(poll, candidates=tuple(dict.fromkeys((*poll.candidates, name)))))
    office = _text(act.office)
    for election in case.law.all(Election):
        if office and case.ref(office).name in election.of and election.nominations is not None:
            by = election.nominations.by
            if by and not any_party(case, by, case.by):
                case.find("nominations defective", election.cite, found=case.by.text, required=say_parties(by))


# Answers and hearings


def answered(case: Case, act: Answered) -> None:
    """An answer to a charge, a question, a proposal or a complaint."""
    matter = case.get(("matter", act.to))
    proposal = case.get(("proposal", act.to))
    if not isinstance(matter, Matter) and proposal is None:
        case.fault("unknown act", name=act.to)
        return
    if isinstance(matter, Matter) and matter.type == "charge":
        case.put(("matter", act.to), replace(matter, answered=case.day))
        return
    duty = fulfil_duties(case, act.to)
    if duty is None:
        return
    lacking = tuple(
        how
        for how in duty.must
        if (how == "in writing" and act.in_writing is False) or (how == "with reasons" and act.reasons is False)
    )
    if lacking:
        case.find("reasons missing", duty.cite, required=lacking)
    if isinstance(matter, Matter):
        case.put(("matter", act.to), replace(matter, closed="answered", closed_by=act.id))


def heard(case: Case, act: Heard) -> None:
    """A matter is heard: by whom, and was the respondent heard?"""
    matter = case.get(("matter", act.matter))
    if not isinstance(matter, Matter):
        case.fault("unknown act", name=act.matter)
        return
    ident = f"hear:{act.matter}:{matter.stage}"
    if not late_record(case, ident):
        discharge(case, ident)
    case.put(
        ("matter", act.matter),
        replace(
            matter,
            heard=case.day,
            heard_by=_text(act.before) or case.by.text,
            respondent=_text(act.respondent) or "heard",
            panel=act.panel or matter.panel,
            chair=_text(act.chair) or matter.chair,
            afresh=act.afresh,
            allowed=act.allowed if isinstance(act.allowed, tuple) else None,
            witnesses=act.witnesses,
        ),
    )
