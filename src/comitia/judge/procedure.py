"""Was the procedure kept? Charge, service, time, hearing, an unbiased tribunal, a ground, reasons, in time.

Each step that the clause asks for and the record does not show is found by itself. Whoever relies on a step must
show it; what the organisation itself had to put on record and did not is treated as not done.
"""

from __future__ import annotations

from collections.abc import Iterable

from comitia.charter.clause import Cite
from comitia.charter.quantities import Party, Span, Window
from comitia.charter.vocabulary.discipline import Grounds, InterimMeasure, Procedure, Reopening, Step
from comitia.charter.vocabulary.meeting import Conflict
from comitia.charter.vocabulary.order import Right
from comitia.judge.asserted import Asserted
from comitia.judge.case import Case
from comitia.judge.parties import OF_A_MATTER, holds_or_is, is_party, say_parties
from comitia.judge.power import matches, signature
from comitia.judge.state import Matter
from comitia.judge.terms import days_given, first_day, last_day
from comitia.record.acts import Effect
from comitia.record.times import add


def check_procedure(case: Case, asserted: Asserted, procedure: Procedure) -> None:
    """Find every step of a procedure that one effect of a decision lacks."""
    number, effect, matter = asserted.number, asserted.effect, asserted.matter
    charge = procedure.steps.get("charge")
    hearing = procedure.steps.get("hearing")
    decision = procedure.steps.get("decision")
    if charge is not None:
        _check_charge(case, matter, effect, number, procedure, charge)
    _check_ground(case, effect, number, procedure, matter)
    if hearing is not None:
        _check_hearing(case, number, procedure, hearing, matter)
    for name in procedure.steps:
        if name not in ("charge", "hearing", "decision", "appeal", "confirmation"):
            _check_other_step(case, name, number, procedure, asserted.matter_id)
    if decision is not None:
        _check_decision_step(case, asserted, procedure, decision)
    _check_tribunal(case, asserted, procedure)
    _check_limits(case, effect, number, procedure, matter)
    if matter is not None and matter.closed:
        case.find("matter closed", procedure.cite, effect=number, found=matter.closed, cause=matter.closed_by)


# The charge


def _check_charge(
    case: Case, matter: Matter | None, effect: Effect, number: int, procedure: Procedure, step: Step
) -> None:
    cite, otherwise = procedure.cite, procedure.otherwise
    if matter is None or matter.type != "charge":
        case.find("charge missing", cite, effect=number, otherwise=otherwise)
        answer = _time_to_answer(procedure)
        if answer is not None:
            case.find(
                "too little time to answer", cite, effect=number, otherwise=otherwise,
                found=0, required=answer.span.count, unit=answer.span.unit,
            )  # fmt: skip
        return
    if isinstance(effect.to, str) and matter.against != effect.to:
        case.find("charge missing", cite, effect=number, otherwise=otherwise, persons=(effect.to,))
        return
    if step.served_on and matter.served is None:
        case.find("charge not served", cite, effect=number, otherwise=otherwise)
    missing = [
        what
        for what in step.states
        if (what == "particulars" and matter.particulars is False) or (what == "ground" and not matter.grounds)
    ]
    if missing:
        case.find("particulars missing", cite, effect=number, otherwise=otherwise, required=tuple(missing))
    elif "particulars" in step.states and matter.particulars is None:
        case.find(
            "particulars missing",
            cite,
            effect=number,
            otherwise=otherwise,
            status="unproven",
            required=("particulars",),
        )
    if step.by and not any(is_party(case, party, case.ref(matter.by), matter) for party in step.by):
        case.find(
            "wrong forum", cite, effect=number, otherwise=otherwise, found=matter.by, required=say_parties(step.by)
        )


def _time_to_answer(procedure: Procedure) -> Window | None:
    for name in ("hearing", "decision"):
        step = procedure.steps.get(name)
        if step is not None and step.at_least is not None:
            return step.at_least
    return None


def _check_ground(case: Case, effect: Effect, number: int, procedure: Procedure, matter: Matter | None) -> None:
    known, cite = _grounds(case, procedure, matter)
    stated = effect.ground if isinstance(effect.ground, str) else ""
    charged = matter.grounds if matter is not None and matter.type == "charge" else ()
    otherwise = procedure.otherwise
    if known is not None:
        wrong = [g for g in ((stated,) if stated else charged) if g not in known]
        if wrong:
            case.find(
                "ground not listed",
                cite,
                procedure.cite,
                effect=number,
                otherwise=otherwise,
                found=tuple(wrong),
                required=tuple(known),
            )
        elif not stated and not charged:
            case.find(
                "ground not listed",
                cite,
                procedure.cite,
                effect=number,
                otherwise=otherwise,
                found="no ground stated",
                required=tuple(known),
            )
    if stated and charged and stated not in charged:
        case.find(
            "outside the charge", procedure.cite, effect=number, otherwise=otherwise, found=stated, required=charged
        )


def _grounds(case: Case, procedure: Procedure, matter: Matter | None) -> tuple[dict[str, str] | None, Cite | None]:
    """The closed list of grounds: that of the day of the conduct, where its day is on record."""
    if procedure.grounds == "open":
        return None, None
    law = case.law_on(matter.conduct) if matter is not None and matter.conduct is not None else case.law
    for clause in law.all(Grounds):
        if procedure.grounds in ("", clause.cite.article):
            return clause.grounds, clause.cite
    return None, None


# The hearing


def _check_hearing(case: Case, number: int, procedure: Procedure, step: Step, matter: Matter | None) -> None:
    cite, otherwise = procedure.cite, procedure.otherwise
    if matter is None or matter.heard is None:
        case.find("hearing missing", cite, effect=number, otherwise=otherwise)
        return
    if matter.respondent == "shut out":
        case.find("shut out", cite, effect=number, otherwise=otherwise)
    if step.respondent_may and matter.allowed is not None:
        kept = tuple(right for right in step.respondent_may if right not in matter.allowed)
        if kept:
            case.find("shut out", cite, effect=number, otherwise=otherwise, found=matter.allowed, required=kept)
    if step.at_least is not None:
        _check_at_least(case, step.at_least, matter, matter.heard, number, procedure)
    if step.at_most is not None:
        _check_at_most(case, step.at_most, matter, matter.heard, number, procedure)
    if step.before and matter.heard_by:
        actor = case.ref(matter.heard_by)
        if not any(is_party(case, party, actor, matter) for party in step.before):
            case.find(
                "wrong forum",
                cite,
                effect=number,
                otherwise=otherwise,
                found=matter.heard_by,
                required=say_parties(step.before),
            )


def _start(matter: Matter, event: str) -> int | None:
    """The day from which a window of a procedure runs."""
    if "service of the charge" in event or event == "":
        return matter.served
    if "hearing" in event:
        return matter.heard
    if "answer" in event:
        return matter.answered
    if "conduct" in event:
        return matter.conduct
    return matter.day


def _check_at_least(case: Case, window: Window, matter: Matter, on: int, number: int, procedure: Procedure) -> None:
    start = _start(matter, window.event)
    if start is None:
        return
    lawful = first_day(case, start, window.span)
    if on < lawful:
        case.find(
            "too little time to answer", procedure.cite, effect=number, otherwise=procedure.otherwise,
            not_before=lawful, found=days_given(case, start, on, window.span), required=window.span.count,
            unit=window.span.unit,
        )  # fmt: skip


def _check_at_most(case: Case, window: Window, matter: Matter, on: int, number: int, procedure: Procedure) -> None:
    start = _start(matter, window.event)
    if start is not None and on > last_day(start, window.span):
        case.find("decision late", procedure.cite, effect=number, found=on, required=last_day(start, window.span))


def _check_other_step(case: Case, name: str, number: int, procedure: Procedure, matter_id: str) -> None:
    """A step of the organisation's own making is done when a fact of that name is on record about the matter."""
    if name == "answer":
        return
    noted = any(n.fact == name and n.value for about in (case.act.id, matter_id) for n in case.notes(about))
    if not noted:
        case.find("step skipped", procedure.cite, effect=number, otherwise=procedure.otherwise, step=name)


# The decision


def _check_decision_step(case: Case, asserted: Asserted, procedure: Procedure, step: Step) -> None:
    number, matter = asserted.number, asserted.matter
    if matter is not None and step.at_least is not None:
        _check_at_least(case, step.at_least, matter, case.day, number, procedure)
    if matter is not None and step.at_most is not None:
        _check_at_most(case, step.at_most, matter, case.day, number, procedure)
    given = asserted.decision.reasons
    if (step.reasons is not None or "reasons" in step.states) and (
        given is False or (given is None and matter is None)
    ):
        required = add(case.day, step.reasons.count, step.reasons.unit) if step.reasons is not None else case.day
        case.find("reasons missing", procedure.cite, effect=number, required=required)


# Who sat in judgment


def _check_tribunal(case: Case, asserted: Asserted, procedure: Procedure) -> None:
    decision = asserted.decision
    matter, sitting = asserted.matter, decision.sitting
    if matter is None:
        return
    chairs = (matter.chair, sitting.chair if sitting is not None else "")
    barred = _barred_from_sitting(case, procedure)
    for person in dict.fromkeys((*matter.panel, *chairs, *decision.took_part)):
        cites = [cite for party, cite in barred if person and holds_or_is(case, party, person, matter)]
        if cites:
            case.find("judge in own cause", *dict.fromkeys(cites), effect=asserted.number, persons=(person,))
    unheard = tuple(p for p in decision.took_part if p not in matter.panel) if matter.panel else ()
    if unheard:
        case.find("decided by others than heard", procedure.cite, effect=asserted.number, persons=unheard)


def _barred_from_sitting(case: Case, procedure: Procedure) -> list[tuple[Party, Cite]]:
    steps = [step for name in ("hearing", "decision") if (step := procedure.steps.get(name)) is not None]
    found = [(party, procedure.cite) for step in steps for party in step.not_sitting]
    return found + [(party, c.cite) for c in case.law.all(Conflict) if not c.may_sit for party in c.of]


def barred_from_voting(case: Case, asserted: Asserted, procedure: Procedure | None) -> list[tuple[Party, Cite]]:
    """The parties who may not vote on an effect, each with the article that says so."""
    step = procedure.steps.get("decision") if procedure is not None else None
    found = [(party, procedure.cite) for party in step.not_voting] if procedure is not None and step is not None else []
    found += [(party, c.cite) for c in conflicts_on(case, asserted) if not c.may_vote for party in c.of]
    if asserted.matter is None:
        found = [(party, cite) for party, cite in found if party.role not in OF_A_MATTER]
    return found


def conflicts_on(case: Case, asserted: Asserted) -> list[Conflict]:
    """The clauses on conflicts of interest that speak of an effect; looked up once for each kind of effect."""
    key = (Conflict, *signature(case, asserted.effect))
    known = case.bench.matching.get(key)
    if known is None:
        clauses = case.law.all(Conflict)
        known = [c for c in clauses if not c.on or any(matches(p, asserted.effect, case) for p in c.on)]
        case.bench.matching[key] = known
    return list(known)


def conflicted_among(case: Case, asserted: Asserted, persons: Iterable[str], flag: str) -> tuple[str, ...]:
    """Those of some persons who have a conflict under a clause that says no to a flag (`counts_for_quorum`, ...)."""
    clauses = [c for c in conflicts_on(case, asserted) if not getattr(c, flag) or _silent_on_quorum(c, flag)]
    parties = [p for c in clauses for p in c.of if asserted.matter is not None or p.role not in OF_A_MATTER]
    if not parties:
        return ()
    return tuple(who for who in persons if any(holds_or_is(case, party, who, asserted.matter) for party in parties))


def _silent_on_quorum(clause: Conflict, flag: str) -> bool:
    """A quorum is of those who may vote on the business, unless the rules count others too.

    Re Greymouth Point Elizabeth Railway and Coal Co [1904] 1 Ch 32.
    """
    return flag == "counts_for_quorum" and not clause.may_vote and flag not in clause.insists


# Limits


def _check_limits(case: Case, effect: Effect, number: int, procedure: Procedure, matter: Matter | None) -> None:
    if procedure.at_most is not None:
        _check_length(case, effect, number, procedure.at_most, procedure.cite)
    if procedure.limit is not None and matter is not None and matter.conduct is not None:
        last = last_day(matter.conduct, procedure.limit.span)
        if matter.day > last:
            case.find(
                "too late",
                procedure.cite,
                effect=number,
                otherwise=procedure.otherwise,
                found=matter.day,
                required=last,
            )


def _check_length(
    case: Case, effect: Effect, number: int, most: Span, cite: Cite, code: str = "more than allowed"
) -> None:
    start = case.time(effect.start).day if isinstance(effect.start, str) else case.day
    if not isinstance(effect.until, str):
        case.find(code, cite, effect=number, found="no end", required=most.count, unit=most.unit)
        return
    last = add(start, most.count, most.unit)
    if case.time(effect.until).day > last:
        case.find(code, cite, effect=number, found=case.time(effect.until).day, required=last)


def check_interim(case: Case, asserted: Asserted, measure: InterimMeasure) -> None:
    """An interim measure needs no hearing first, but its ground, and it stays within its cap."""
    effect, number, matter = asserted.effect, asserted.number, asserted.matter
    if measure.at_most is not None:
        _check_length(case, effect, number, measure.at_most, measure.cite, "interim limits")
    if not measure.renewable and asserted.to:
        right = effect.what if effect.what != "mandate" else f"mandate:{asserted.of}"
        before = [r for r in case.get(("rests", asserted.to)) or () if r.right == right and r.basis != case.act.id]
        if before:
            case.find("interim limits", measure.cite, effect=number, found="renewed", cause=before[-1].basis)
    open_charge = matter is not None and matter.type == "charge" and not matter.closed
    if isinstance(effect.to, str) and not open_charge:
        against = [case.get(("matter", m)) for m in case.get(("against", effect.to)) or ()]
        open_charge = any(isinstance(m, Matter) and m.type == "charge" and not m.closed for m in against)
    wanted = set(measure.ground)
    met = ("a charge is open" in wanted and open_charge) or (
        "urgency" in wanted and case.condition("act.urgent") is True
    )
    met = met or ("an inquiry is open" in wanted and (open_charge or matter is not None))
    if wanted and not met:
        case.find("interim limits", measure.cite, effect=number, required=tuple(measure.ground))


def check_bar(case: Case, asserted: Asserted) -> None:
    """A second charge on the same facts is barred only after a decision on the merits."""
    effect, number = asserted.effect, asserted.number
    matter_id, matter = asserted.matter_id, asserted.matter
    if matter is None or matter.type != "charge" or not isinstance(effect.to, str):
        return
    for other_id in case.get(("against", effect.to)) or ():
        other = case.get(("matter", other_id))
        if other_id == matter_id or not isinstance(other, Matter) or other.type != "charge":
            continue
        same = (
            matter.conduct is not None and other.conduct == matter.conduct and set(matter.grounds) & set(other.grounds)
        )
        if same and other.closed == "decided":
            rule = next(iter(case.law.all(Reopening)), None)
            case.find(
                "matter closed", rule.cite if rule else None, effect=number, found=other.closed, cause=other.closed_by
            )


def check_retaliation(case: Case, asserted: Asserted) -> None:
    """Discipline begun soon after the use of a protected right is flagged."""
    effect, number = asserted.effect, asserted.number
    if not isinstance(effect.to, str):
        return
    for name, day, act in case.get(("used", effect.to)) or ():
        for right in case.law.all(Right):
            if right.flags is not None and str(right.name) == name and day <= case.day <= last_day(day, right.flags):
                case.find(
                    "retaliation",
                    right.cite,
                    effect=number,
                    found=case.day - day,
                    required=right.flags.count,
                    cause=act,
                )
