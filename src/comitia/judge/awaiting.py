"""Conditions: what an effect waits for, and what a decision sets running.

The day of decision is not the day of effect.
"""

from __future__ import annotations

from comitia.charter.vocabulary.discipline import InterimMeasure, Procedure
from comitia.charter.vocabulary.order import Amendment, Concurrence, Power
from comitia.judge.asserted import Asserted
from comitia.judge.case import Case
from comitia.judge.deadlines import discharge, owe, run_duties
from comitia.judge.parties import any_party
from comitia.judge.power import Route, speaking_of
from comitia.judge.state import Decision, Matter
from comitia.judge.terms import last_day
from comitia.record.acts import Decided, Declared, Effect

WAITS = {
    "on service of the decision": "service",
    "when the time to appeal has run out": "appeal",
    "on confirmation": "confirmation",
}


AMENDMENT_WAITS = {"at the end of the sitting": "sitting", "after notice": "service"}


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
    if isinstance(route.clause, Amendment) and route.clause.takes_effect in AMENDMENT_WAITS:
        waits = AMENDMENT_WAITS[route.clause.takes_effect]
        return waits if waits != "sitting" or asserted.decision.sitting_id else ""
    if effect.do in ("confirm", "annul"):
        return ""
    for concurrence in speaking_of(case, Concurrence, "effect", effect):
        if not concurrence.decided_by or any_party(case, concurrence.decided_by, case.by):
            return "no objection" if concurrence.kind in ("veto", "objection") else "confirmation"
    if isinstance(effect.start, str) and case.time(effect.start).day > case.day:
        return "date"
    return ""


def run_after(case: Case, act: Decided | Declared, decision: Decision) -> None:
    """Set running what a decision sets running: reasons, ratification, confirmation, the end of a measure or a term."""
    effective = any(o.verdict != "void" for o in decision.outcomes)
    _owe_reasons(case, act, decision)
    if decision.matter:
        matter = case.get(("matter", decision.matter))
        if isinstance(matter, Matter) and matter.type == "appeal" and decision.awaiting != "late record":
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
    for effect in decision.effects:
        procedure = next(iter(speaking_of(case, Procedure, "effect", effect)), None)
        step = procedure.steps.get("decision") if procedure is not None else None
        implied = procedure is not None and case.law.rank(procedure) == "implied terms"
        if (
            implied
            and effect.what == "mandate"
            and not any(str(p.name) == decision.procedure for p in case.law.all(Power))
        ):
            continue
        if procedure is not None and step is not None and step.reasons is not None:
            due = last_day(case.day, step.reasons)
            for who in dict.fromkeys(e.to for e in decision.effects if isinstance(e.to, str)):
                owe(case, f"reasons:{act.id}:{who}", "written reasons", decision.by, who, act.id, due, "", procedure)
            return


def _await(case: Case, act: Decided | Declared, decision: Decision) -> None:
    """Ratification and confirmation by a day; the end of what a power gave for a time; a stated day of effect."""
    ident, by = act.id, decision.by
    for power in case.law.all(Power):
        if decision.procedure != str(power.name):
            continue
        ratifier = power.ratified_by[0].name if power.ratified_by else ""
        span = (power.ratified_within or power.lasts) if ratifier else power.lasts
        if span is not None:
            name = "ratify" if ratifier else "ends"
            owe(case, f"{name}:{ident}", "ratify", ratifier, by, ident, last_day(case.day, span), "it lapses", power)
    for effect in decision.effects:
        for rule in speaking_of(case, Concurrence, "effect", effect):
            if rule.within is not None:
                due = last_day(case.day, rule.within)
                open_ = case.get(("concurs", ident)) or ()
                name = f"concur:{ident}:{rule.name}" if open_ else f"concur:{ident}"
                case.put(("concurs", ident), (*open_, name))
                owe(case, name, "concur", rule.by[0].name, by, ident, due, rule.silence, rule)
        if decision.awaiting == "date" and isinstance(effect.start, str):
            eve = case.time(effect.start).day - 1
            owe(case, f"effect:{ident}", "takes effect", "", "", ident, eve, "", case.law.main_clause)
    if decision.awaiting == "sitting":
        closing = case.get(("closing", decision.sitting)) or ()
        case.put(("closing", decision.sitting), (*closing, ident))
    run_duties(case, "a decision is taken", by, ident)


def _end_later(case: Case, ident: str, effect: Effect) -> None:
    """Terms and measures end by themselves."""
    to = effect.to if isinstance(effect.to, str) else ""
    if effect.do == "confer" and effect.what == "mandate" and isinstance(effect.of, str):
        seat = case.ref(effect.of)
        mandate = case.mandate(seat.seat, to)
        clauses = case.seat_clauses(seat.name)
        holdover, _ = case.law.said(seat.name, "holdover")
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
        for measure in speaking_of(case, InterimMeasure, "effect", effect):
            if measure.at_most is not None:
                owe(case, f"ends:{ident}:{to}", "rest", "", to, ident, last_day(case.day, measure.at_most), "", measure)
