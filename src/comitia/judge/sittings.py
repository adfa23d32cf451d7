"""Sittings: called by whom, on what notice, to whom; who came and left; and whether business could be done.

A sitting that the wrong person called is no sitting. What is wrong with a sitting is inherited by what it decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from comitia.charter.clause import Cite
from comitia.charter.law import spoken
from comitia.charter.quantities import Party, Span
from comitia.charter.vocabulary.meeting import Convening
from comitia.charter.vocabulary.nullity import Proof
from comitia.judge.capacity import check_holder
from comitia.judge.case import Case, Ref, cite_of
from comitia.judge.deadlines import decision_served, discharge, owe
from comitia.judge.effects import lapse_effects, take_effect
from comitia.judge.findings import Finding
from comitia.judge.parties import any_party, is_outside, say_parties
from comitia.judge.roll import entitled, has_place, is_plenary, who_is_entitled
from comitia.judge.state import Deadline, Decision, Matter, Service, Sitting
from comitia.judge.terms import days_given, first_day, last_day
from comitia.judge.voting import quorum_needed
from comitia.record.acts import Convened, Sat, Served, Tally
from comitia.record.times import add

NAMED_AT_MOST = 12
"""How many persons a finding names; the rest are counted."""


# Calling


def convened(case: Case, act: Convened) -> None:
    """A meeting is called: may this convenor call this body?"""
    body = case.ref(act.body)
    if body.kind != "body":
        case.fault("unknown body", name=act.body)
        return
    moment = case.time(act.on)
    _check_convenor(case, act, body)
    if case.by.person and case.by.seat:
        check_holder(case, case.by)
    if isinstance(act.upon, str):
        discharge(case, f"convene:{act.upon}")
    if moment.day < case.day:
        case.find("too late", found=case.day, required=moment.day)
    business = None if act.business is UNSET else act.business
    case.put(
        ("sitting", act.id),
        Sitting(
            act.body, moment.day, case.day, act.place if isinstance(act.place, str) else "", business, case.by.text,
            tuple(case.findings), at=act.on,
        ),
    )  # fmt: skip


def _check_convenor(case: Case, act: Convened, body: Ref) -> None:
    clauses = case.body_clauses(body.name)
    by, clause = spoken(clauses, "convened_by")
    actor = case.by
    if is_outside(case, actor) or any_party(case, by, actor) or (actor.seat and actor.seat == body.seat):
        return
    if any(_names_the_body(party, body) for party in by) and actor.seat == body.seat:
        return
    if _as_requisitioner(case, act, body):
        return
    for rule in case.law.all(Convening):
        if rule.when == "nobody else convenes" and _can_be_convened(case, by, body):
            continue
        if rule.of in ("any body", body.name) and any_party(case, rule.by, actor):
            case.note("gap filled", rule.cite)
            return
    if not by and case.law.rank(clauses[0]) != "implied terms" and not actor.text:
        return
    case.find("wrong convenor", cite_of(clause or clauses[0]), found=actor.text or "nobody", required=say_parties(by))


def _can_be_convened(case: Case, by: tuple[Party, ...], body: Ref) -> bool:
    """Whether somebody who should convene is there: an office or body with a holder in law, for this unit or above."""
    for party in by:
        for seat in (f"{party.name}/{body.unit}" if body.unit else party.name, party.name):
            if party.name and case.holders(seat):
                return True
    return False


def _names_the_body(party: Party, body: Ref) -> bool:
    return party.role == "named" and party.name == body.name


def _as_requisitioner(case: Case, act: Convened, body: Ref) -> bool:
    """Members convene what they requisitioned and nobody convened in time."""
    if not isinstance(act.upon, str):
        return False
    matter = case.get(("matter", act.upon))
    if not isinstance(matter, Matter) or matter.type != "requisition" or case.ref(matter.body).seat != body.seat:
        return False
    deadline = case.get(("deadline", f"convene:{act.upon}"))
    overdue = isinstance(deadline, Deadline) and not deadline.done and case.day > deadline.due
    ours = case.by.text == matter.by or case.by.person == matter.by
    if ours and overdue:
        case.note("by default", cause=act.upon)
    return ours and overdue


# Notice


def served(case: Case, act: Served) -> None:
    """A notice, a charge or a decision is served: from which day does it count, and on whom?"""
    day, cite, never = _deemed(case, act)
    decision = case.get(("decision", act.what))
    if isinstance(decision, Decision) and decision.outcomes and all(o.verdict == "void" for o in decision.outcomes):
        case.note("notice of a void act", cause=act.what)
    if never:
        known = case.get(("service", act.what)) or Service(None)
        channel = act.channel if isinstance(act.channel, str) else ""
        case.put(("service", act.what), replace(known, no_service=(*known.no_service, channel)))
        case.find("no service", cite, channel=channel)
        return
    if isinstance(act.on, tuple):
        for person in act.on:
            if case.get(("served", act.what, person)) is None:
                case.put(("served", act.what, person), day)
    _note_service(case, act, day)
    _tell_matter(case, act, day)


def _deemed(case: Case, act: Served) -> tuple[int, Cite | None, bool]:
    if not isinstance(act.channel, str):
        return case.day, None, False
    span, cite = case.law.service.get(act.channel, (None, None))
    if span is None:
        known = case.law.service
        return case.day, next(iter(known.values()))[1] if known else None, bool(known)
    if not isinstance(span, Span):
        return case.day, cite, True
    return add(case.day, span.count, span.unit), cite, False


def _note_service(case: Case, act: Served, day: int) -> None:
    known = case.get(("service", act.what)) or Service(None)
    if isinstance(act.on, tuple):
        service = replace(known, persons=known.persons + len(act.on), first=min(known.first or day, day))
    else:
        service = replace(known, day=day, omitted={**known.omitted, **act.omitted}, first=day)
    case.put(("service", act.what), service)


def _tell_matter(case: Case, act: Served, day: int) -> None:
    """Service of a charge or of a decision on the person concerned sets time running."""
    matter = case.get(("matter", act.what))
    if isinstance(matter, Matter) and matter.served is None and isinstance(act.on, tuple) and matter.against in act.on:
        case.put(("matter", act.what), replace(matter, served=day))
    decision = case.get(("decision", act.what))
    if isinstance(decision, Decision) and (isinstance(act.on, tuple) or decision.awaiting == "service"):
        decision_served(case, act.what, decision, act.on if isinstance(act.on, tuple) else (), day)


# Coming and going


def sat(case: Case, act: Sat) -> None:
    """A moment of a sitting: opened, somebody came or left, adjourned, resumed, closed."""
    sitting = case.get(("sitting", act.sitting))
    if not isinstance(sitting, Sitting):
        case.fault("unknown act", name=act.sitting)
        return
    if isinstance(act.place, str) and sitting.place and act.place != sitting.place:
        sitting = replace(sitting, moved=act.place)
    case.put(("sitting", act.sitting), _moved(case, sitting, act))
    if act.event == "closed":
        for order in case.get(("orders", act.sitting)) or ():
            lapse_effects(case, order)
        for waiting in case.get(("closing", act.sitting)) or ():
            take_effect(case, waiting, case.get(("decision", waiting)))
    if act.event == "opened":
        next_meeting(case, case.ref(sitting.body), act.sitting)


def next_meeting(case: Case, body: Ref, about: str) -> None:
    """Set running the time in which a body must meet again, where the law says how often it meets."""
    span, clause = case.law.said(body.name, "meets")
    if span is None or clause is None:
        return
    convenors = case.law.said(body.name, "convened_by")[0]
    name = next((p.name for p in convenors or () if p.name), body.name)
    debtor = f"{name}/{body.unit}" if body.unit else name
    owe(case, f"meet:{body.seat}", "meeting", debtor, body.seat, about, last_day(case.day, span), "", clause)


def _moved(case: Case, sitting: Sitting, act: Sat) -> Sitting:
    present, who = sitting.present, sitting.who
    if isinstance(act.present, int):
        change = {"arrived": act.present, "left": -act.present}.get(act.event)
        present = act.present if change is None else (present or 0) + change
    elif isinstance(act.present, tuple):
        _check_strangers(case, sitting, act.present)
        named = act.present
        match act.event:
            case "arrived":
                who = tuple(dict.fromkeys((*(who or ()), *named)))
            case "left":
                who = tuple(p for p in who or () if p not in set(named))
            case _:
                who = named
        present = len(who)
    match act.event:
        case "opened" | "resumed":
            day = case.day if isinstance(act.at, str) else sitting.day
            sitting = replace(sitting, opened=sitting.opened or day, day=day, closed=False)
        case "adjourned":
            sitting = replace(sitting, adjourned=True)
        case "closed":
            sitting = replace(sitting, closed=True)
        case _:
            pass
    most = max(sitting.most, present or 0)
    chair = act.chair if isinstance(act.chair, str) else sitting.chair
    ever = (who or ()) if not sitting.ever else tuple(dict.fromkeys((*sitting.ever, *(who or ()))))
    return replace(sitting, present=present, who=who, most=most, chair=chair, ever=ever)


def _check_strangers(case: Case, sitting: Sitting, persons: tuple[str, ...]) -> None:
    body = case.ref(sitting.body)
    if not is_plenary(case, body.name) and not case.holders(body.seat):
        return
    get = case.state.get
    unknown = [p for p in persons if get(("person", p)) is None]
    for person in unknown[:NAMED_AT_MOST]:
        case.fault("unknown person", name=person)


# Whether business could be done


def sitting_findings(
    case: Case, ident: str, sitting: Sitting, notice: tuple[Span | None, Cite | None], item: str, *, named: bool = False
) -> list[Finding]:
    """What is wrong with a sitting as far as one decision is concerned. Written once; each decision inherits it."""
    before = len(case.findings)
    body = case.ref(sitting.body)
    inherited = [f for f in sitting.findings if f.consequence != "none"]
    case.findings.extend(replace(f, cause=ident) for f in inherited)
    _check_notice(case, ident, sitting, body, notice)
    _check_business(case, sitting, body, item, named=named)
    _check_place(case, ident, sitting, body)
    _check_open(case, sitting)
    _check_quorum(case, sitting, body)
    found = case.findings[before:]
    del case.findings[before:]
    return found


def rule_of(case: Case, body: Ref, keyword: str) -> tuple[Any, Cite | None]:
    """What the law says of a body's meetings under a keyword: its own clause first, then the rules for any body."""
    value, clause = case.law.meeting(body.name, keyword)
    return value, cite_of(clause)


def _check_notice(case: Case, ident: str, sitting: Sitting, body: Ref, longer: tuple[Span | None, Cite | None]) -> None:
    service = case.get(("service", ident))
    if not isinstance(service, Service):
        disputed = any(n.kind in ("disputed", "issue") and n.fact in ("", "notice") for n in case.notes(ident))
        if disputed or case.get(("issues", ident)) is not None:
            case.find("member not summoned", status="unproven", persons=())
        else:
            _presume(case, ident)
        return
    span, cite = rule_of(case, body, "notice")
    if longer[0] is not None:
        span, cite = longer
    if service.day is None and not service.persons:
        case.find("no service", cite, channel=service.no_service[-1], cause=ident)
        return
    late: list[str] = []
    missing: dict[str, str] = {}
    earliest = 0
    for person, day, cause in _notices(case, ident, sitting, body, service):
        if day is None:
            missing[person] = cause
        elif isinstance(span, Span):
            lawful = first_day(case, day, span)
            earliest = max(earliest, lawful)
            if sitting.day < lawful:
                late.append(person)
    for cause in sorted(set(missing.values())):
        persons = tuple(sorted(p for p, c in missing.items() if c == cause and not _waives(case, body, sitting, p)))
        if persons:
            case.find(
                "member not summoned",
                cite,
                persons=persons[:NAMED_AT_MOST],
                count=len(persons),
                excuse=cause,
                cause=ident,
            )
    late = [p for p in late if not _waives(case, body, sitting, p)]
    if late and isinstance(span, Span):
        start = service.day if service.day is not None else service.first or sitting.convened
        named = tuple(sorted(p for p in late if p != EVERYBODY))
        case.find(
            "short notice", cite, persons=named[:NAMED_AT_MOST], count=len(late), cause=ident,
            found=days_given(case, start, sitting.day, span), required=span.count, unit=span.unit, not_before=earliest,
        )  # fmt: skip


def _presume(case: Case, ident: str) -> None:
    """No notice is on record and nobody has put it in issue: whether it is presumed is for the rules of proof."""
    proof = next((p for p in case.law.all(Proof) if str(p.name) == "regular sitting"), None)
    if proof is not None and proof.presumed:
        case.note("presumed regular", proof.cite, cause=ident)
    else:
        case.find("member not summoned", cite_of(proof), status="unproven", persons=(), cause=ident)


def _notices(
    case: Case, ident: str, sitting: Sitting, body: Ref, service: Service
) -> Iterator[tuple[str, int | None, str]]:
    """(person, day of service or None, why omitted) of those entitled; counted first, named only where it matters."""
    if service.day is not None:
        yield EVERYBODY, service.day, ""
        for person, cause in service.omitted.items():
            day = case.get(("served", ident, person))
            yield person, day, cause if day is None else ""
        return
    for person in who_is_entitled(case, body):
        day = case.get(("served", ident, person))
        if day is None and person in sitting.convenor:
            continue
        yield person, day, ""


EVERYBODY = "everyone else"
"""Stands for all those entitled who are not named."""


def _waives(case: Case, body: Ref, sitting: Sitting, person: str) -> bool:
    """Whoever comes and does not object waives a defect of his own notice, where the law says so."""
    waives, _ = rule_of(case, body, "attendance_waives")
    if not waives:
        return False
    return person in sitting.ever or (person == EVERYBODY and len(sitting.ever) >= entitled(case, body))


def _check_business(case: Case, sitting: Sitting, body: Ref, item: str, *, named: bool) -> None:
    """What is decided must lie within the notice. named: a rule for this business itself asks that."""
    business, cite = rule_of(case, body, "business")
    if business == "free" and not named:
        return
    if sitting.business is None:
        if named:
            case.find("vague notice", cite, status="unproven", found=item, required=())
    elif item and item not in sitting.business:
        case.find("vague notice", cite, found=item, required=sitting.business)


def _check_place(case: Case, ident: str, sitting: Sitting, body: Ref) -> None:
    """A meeting held elsewhere; whoever was kept away by it is counted against the margin."""
    states, cite = rule_of(case, body, "notice_states")
    if "place" in (states or ()) and not sitting.place:
        case.find("other breach", cite, required=("place",), cause=ident)
    if "business" in (states or ()) and sitting.business is None:
        case.find("other breach", cite, required=("business",), cause=ident)
    if not sitting.moved:
        return
    kept = next((n.value for n in reversed(case.notes(ident)) if n.fact == "kept away"), None)
    tally = getattr(case.act, "tally", None)
    margin = (
        tally.yes - (tally.no or 0)
        if isinstance(tally, Tally) and isinstance(tally.yes, int) and isinstance(tally.no, int)
        else None
    )
    counted = isinstance(kept, int) and not isinstance(kept, bool) and margin is not None and kept < margin
    case.find(
        "place changed", cite, found=sitting.moved, required=sitting.place, cause=ident, immaterial=not kept or counted
    )


def _check_open(case: Case, sitting: Sitting) -> None:
    if (
        sitting.closed
        or (sitting.opened is not None and case.day > sitting.day and not sitting.adjourned)
        or case.day < sitting.day
    ):
        case.find("sitting closed", found=case.day, required=sitting.day)


def _check_quorum(case: Case, sitting: Sitting, body: Ref) -> None:
    if sitting.present is None:
        return
    quorum, cite = rule_of(case, body, "quorum")
    if quorum is None:
        return
    if sitting.adjourned and rule_of(case, body, "adjourned_quorum")[0] == "those present":
        return
    needed = quorum_needed(case, quorum, body, None, None)
    if needed is None or sitting.present >= needed:
        return
    had_it = max(sitting.most, len(sitting.ever)) >= needed
    if had_it and rule_of(case, body, "quorum_lost")[0] == "the meeting goes on":
        return
    case.find(
        "quorum lost" if had_it else "inquorate",
        cite,
        found=sitting.present,
        required=needed,
        size=entitled(case, body),
    )


def _check_terms_over(
    case: Case, body: Ref, voting: tuple[str, ...], cites: tuple[Cite | None, ...], effect: int | None
) -> None:
    """A body all of whose terms have run out decides nothing, where nobody holds over."""
    if case.law.said(body.name, "holdover")[0]:
        return
    ended = {p: m.ended for p in voting if (m := case.mandate(body.seat, p)) is not None and m.ended is not None}
    if ended:
        persons = tuple(ended)[:NAMED_AT_MOST]
        case.find("mandate expired", *cites, effect=effect, found=max(ended.values()), persons=persons)


def check_seats(
    case: Case, body: Ref, voting: tuple[str, ...], cites: tuple[Cite | None, ...], effect: int | None = None
) -> tuple[str, ...]:
    """Strangers among those who voted."""
    if not is_plenary(case, body.name) and not case.holders(body.seat):
        _check_terms_over(case, body, voting, cites, effect)
        return ()
    strangers = tuple(p for p in voting if not has_place(case, body, p))
    if strangers:
        case.find("stranger sat", *cites, effect=effect, persons=strangers[:NAMED_AT_MOST])
    return strangers


__all__ = ["check_seats", "convened", "last_day", "rule_of", "sat", "served", "sitting_findings"]
