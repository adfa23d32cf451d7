"""Conditions: what an effect waits for, and what a decision sets running.

The day of decision is not the day of effect.
"""

from __future__ import annotations

from comitia.charter.law import spoken
from comitia.charter.vocabulary.discipline import InterimMeasure, Procedure
from comitia.charter.vocabulary.meeting import Election
from comitia.charter.vocabulary.order import Amendment, Concurrence, Power
from comitia.judge.asserted import Asserted
from comitia.judge.case import Case
from comitia.judge.deadlines import discharge, owe, run_duties
from comitia.judge.power import Route, any_party, matches
from comitia.judge.state import Decision, Matter
from comitia.judge.terms import last_day
from comitia.record.acts import Decided, Declared, Effect

WAITS = {
    "on service of the decision": "service",
    "when the time to appeal has run out": "appeal",
    "on confirmation": "confirmation",
}


def awaits(case: Case, asserted: Asserted, route: Route | None) -> str:
    """What an effect waits for: `confirmation`, `appeal` (the time for it), `service`, `date`; "" for nothing."""
    if route is None:
        return ""
    effect, number = asserted.effect, asserted.number
    if any(f.code == "awaiting" and f.effect == number for f in case.findings):
        return "second meeting"
    if isinstance(route.clause, Procedure):
        if route.clause.confirmed_by:
            return "confirmation"
        if route.clause.takes_effect in WAITS:
            return WAITS[route.clause.takes_effect]
    for concurrence in case.law.all(Concurrence):
        if effect.do not in ("confirm", "annul") and _needs(case, concurrence, effect):
            return "no objection" if concurrence.kind in ("veto", "objection") else "confirmation"
    if isinstance(effect.start, str) and case.time(effect.start).day > case.day and effect.what != "mandate":
        return "date"
    return ""


def _needs(case: Case, concurrence: Concurrence, effect: Effect) -> bool:
    decider = not concurrence.decided_by or any_party(case, concurrence.decided_by, case.by)
    return decider and any(matches(pattern, effect, case) for pattern in concurrence.effect)


def run_after(case: Case, act: Decided | Declared, decision: Decision) -> None:
    """Set running what a decision sets running: reasons, ratification, confirmation, the end of a measure or a term."""
    effective = any(o.verdict != "void" for o in decision.outcomes)
    _owe_reasons(case, act, decision)
    if decision.matter:
        matter = case.get(("matter", decision.matter))
        if isinstance(matter, Matter) and matter.type == "appeal":
            discharge(case, f"hear:{decision.matter}:{matter.stage}")
        if case.get(("proposal", decision.matter)) is not None:
            from comitia.judge.deadlines import fulfil_duties

            fulfil_duties(case, decision.matter)
    if not effective:
        return
    _await(case, act, decision)
    for effect, outcome in zip(decision.effects, decision.outcomes, strict=True):
        if outcome.life == "in force":
            _end_later(case, act.id, effect)


def _owe_reasons(case: Case, act: Decided | Declared, decision: Decision) -> None:
    procedure = next(
        (p for p in case.law.all(Procedure) if any(matches(x, e, case) for x in p.effect for e in decision.effects)),
        None,
    )
    step = procedure.steps.get("decision") if procedure is not None else None
    if procedure is None or step is None or step.reasons is None:
        return
    concerned = next((e.to for e in decision.effects if isinstance(e.to, str)), "")
    owe(
        case,
        f"reasons:{act.id}",
        "written reasons",
        decision.by,
        concerned,
        act.id,
        last_day(case.day, step.reasons),
        "",
        procedure,
    )


def _await(case: Case, act: Decided | Declared, decision: Decision) -> None:
    for power in case.law.all(Power):
        if decision.procedure == str(power.name) and power.ratified_by:
            span = power.ratified_within or power.lasts
            if span is not None:
                owe(
                    case,
                    f"ratify:{act.id}",
                    "ratify",
                    power.ratified_by[0].name,
                    decision.by,
                    act.id,
                    last_day(case.day, span),
                    "it lapses",
                    power,
                )
        elif decision.procedure == str(power.name) and power.lasts is not None:
            owe(
                case,
                f"ends:{act.id}",
                "ratify",
                "",
                decision.by,
                act.id,
                last_day(case.day, power.lasts),
                "it lapses",
                power,
            )
    for concurrence in case.law.all(Concurrence):
        if (
            any(matches(pattern, e, case) for pattern in concurrence.effect for e in decision.effects)
            and concurrence.within is not None
        ):
            owe(
                case, f"concur:{act.id}", "concur", concurrence.by[0].name, decision.by, act.id,
                last_day(case.day, concurrence.within), concurrence.silence, concurrence,
            )  # fmt: skip
    if decision.awaiting == "date":
        for effect in decision.effects:
            if isinstance(effect.start, str):
                clause = next(iter(case.law.all(Amendment)), None) or next(iter(case.law.all(Election)), None)
                if clause is not None:
                    owe(
                        case,
                        f"effect:{act.id}",
                        "takes effect",
                        "",
                        "",
                        act.id,
                        case.time(effect.start).day - 1,
                        "",
                        clause,
                    )
    run_duties(case, "a decision is taken", decision.by, act.id)


def _end_later(case: Case, ident: str, effect: Effect) -> None:
    """Terms and measures end by themselves."""
    to = effect.to if isinstance(effect.to, str) else ""
    if effect.do == "confer" and effect.what == "mandate" and isinstance(effect.of, str):
        seat = case.ref(effect.of)
        mandate = case.mandate(seat.seat, to)
        clauses = case.seat_clauses(seat.name)
        holdover, _ = spoken(clauses, "holdover") if seat.kind in ("body", "office") else (False, None)
        if mandate is not None and mandate.until is not None and clauses and not holdover:
            owe(
                case,
                f"term:{seat.seat}:{to}:{mandate.until}",
                "term",
                to,
                seat.seat,
                ident,
                mandate.until,
                "",
                clauses[0],
            )
    elif effect.do == "suspend" and not isinstance(effect.until, str):
        for measure in case.law.all(InterimMeasure):
            if measure.at_most is not None and any(matches(p, effect, case) for p in measure.effect):
                owe(case, f"ends:{ident}:{to}", "rest", "", to, ident, last_day(case.day, measure.at_most), "", measure)
