"""By which route is an effect carried, and may whoever acted take it?

An act stands if any route carries it: of those open to the actor, the one under which it fares best is told. Where no
route is open, the power is missing, and the steps that the proper route asks for are told beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comitia.charter.clause import Clause
from comitia.charter.law import RANKS, spoken
from comitia.charter.vocabulary.discipline import Procedure
from comitia.charter.vocabulary.order import Power
from comitia.judge.asserted import Asserted, Deciding
from comitia.judge.case import Case, Ref
from comitia.judge.findings import Finding
from comitia.judge.parties import any_party, say_parties
from comitia.judge.power import (
    Route,
    decision_rules,
    implied_procedure,
    matches,
    routes,
    speaking_of,
    takes_a_right,
)
from comitia.judge.verdicts import severity
from comitia.record.acts import Effect

Ask = Callable[[Case, Asserted, Route], None]
"""Finds everything that a route asks for and an effect lacks."""


def best_route(
    case: Case, asserted: Asserted, ask: Ask, ask_anyway: Callable[[Case, Asserted, Procedure | None], None]
) -> tuple[list[Finding], Route | None]:
    """The findings under the route that serves the act best, and that route; None where the power is missing.

    ask: what a route asks. ask_anyway: what the proper procedure asks when nobody here has the power.
    """
    decision, effect = asserted.decision, asserted.effect
    listed = routes(case, effect, asserted.matter)
    known = [r for r in listed if case.applies(r.clause, matter=asserted.matter, effect=effect)]
    able = [route for route in known if is_competent(case, asserted, route)]
    if able and (bar := _barred_above(case, asserted, able)) is not None:
        return _apart(case, lambda: _find_barred(case, asserted, bar)), None
    if not able and (general := _general(case, asserted, listed)) is not None:
        able = [general]
    trials = [(_apart(case, lambda route=route: ask(case, asserted, route)), route) for route in able]  # type: ignore[misc]
    if trials:
        found, route = min(trials, key=lambda trial: (severity(trial[0]), len(trial[0])))
        return found, route

    def without_power() -> None:
        barred = next((r for r in listed if r not in known and is_competent(case, asserted, r)), None)
        if barred is not None and barred.clause is not None and barred.clause.unless is not None:
            source = f"not ({barred.clause.unless.source})"
            case.find("condition not met", *barred.cites, effect=asserted.number, found=source)
            return
        _no_power(case, decision.actor, asserted.number, effect, known)
        proper = next((r.clause for r in known if isinstance(r.clause, Procedure)), None)
        if proper is None and effect.what != "mandate" and takes_a_right(case, effect):
            proper = implied_procedure(case, effect)
        ask_anyway(case, asserted, proper)

    return _apart(case, without_power), None


def _barred_above(case: Case, asserted: Asserted, able: Sequence[Route]) -> Clause | None:
    """A clause of a higher instrument that keeps the effect from every route that is open; None where there is none."""
    rank = min(RANKS.index(case.law.rank(r.clause)) if r.clause is not None else 0 for r in able)
    for power in speaking_of(case, Power, "never", asserted.effect):
        if RANKS.index(case.law.rank(power)) < rank:
            return power
    for rule in decision_rules(case, asserted.effect):
        if (
            RANKS.index(case.law.rank(rule)) < rank
            and rule.by
            and not any_party(case, rule.by, asserted.decision.actor)
        ):
            return rule
    return None


def _find_barred(case: Case, asserted: Asserted, bar: Clause) -> None:
    found = str(getattr(bar, "name", ""))
    case.find("power excluded", bar.cite, effect=asserted.number, found=found)


def _apart(case: Case, find: Callable[[], None]) -> list[Finding]:
    """What is found meanwhile, taken out of the case again."""
    before = len(case.findings)
    find()
    found = case.findings[before:]
    del case.findings[before:]
    return found


def is_competent(case: Case, asserted: Asserted, route: Route) -> bool:
    """Whether whoever decided may take a route."""
    decision, effect = asserted.decision, asserted.effect
    actor = decision.actor
    if route.kind == "power" and isinstance(route.clause, Power):
        if _excluded(case, route, effect):
            return False
        if _is_delegate(case, actor, str(route.clause.name)):
            return True
    if not route.by and route.kind == "decision":
        return actor.kind in ("body", "office")
    target = case.get(("decision", effect.what)) if effect.do in ("annul", "confirm", "remit", "stay") else None
    return any_party(case, route.by, actor, asserted.matter, target) and _in_its_own_territory(case, actor, asserted)


def _is_delegate(case: Case, actor: Ref, power: str) -> bool:
    names = dict.fromkeys((actor.text, actor.seat, actor.name))
    given = [one for name in names if name for one in case.get(("delegated", name)) or ()]
    return any(name == power and (until is None or case.day <= until) for name, until, _ in given)


def _in_its_own_territory(case: Case, actor: Ref, asserted: Asserted) -> bool:
    """A body of a unit acts on the members, seats and units of that unit only."""
    to = asserted.to
    if not actor.unit or not to:
        return True
    if asserted.effect.what == "mandate" and asserted.of:
        unit = case.ref(asserted.of).unit
        return not unit or case.within(unit, actor.unit) or case.within(actor.unit, unit)
    person = case.person(to)
    if person is not None:
        return case.within(person.unit, actor.unit) or case.within(actor.unit, person.unit)
    return case.unit(to) is None or case.within(to, actor.unit)


RESERVED = frozenset({"end", "annul", "confirm", "enact", "repeal", "suspend", "dissolve", "stay", "remit", "restore"})
"""Effects that nobody has without a clause."""


def _general(case: Case, asserted: Asserted, known: Sequence[Route]) -> Route | None:
    """The ordinary competence of a body for its own business, where no clause reserves the effect."""
    actor, effect = asserted.decision.actor, asserted.effect
    if known or takes_a_right(case, effect) or effect.do in RESERVED:
        return None
    if actor.kind not in ("body", "office", "department"):
        return None
    clauses = case.seat_clauses(actor.name)
    powers = spoken(clauses, "powers")[0] if actor.kind != "department" else ()
    if powers and (effect.do in ("confer", "constitute", "dissolve") or asserted.relied_on not in ("", *powers)):
        return None
    return Route("general", clauses[0] if clauses else None, (), cites=tuple(c.cite for c in clauses[:1]))


def _no_power(case: Case, actor: Ref, number: int, effect: Effect, known: Sequence[Route]) -> None:
    proper = [route for route in known if not _excluded(case, route, effect)]
    holders = tuple(dict.fromkeys(name for route in proper for name in say_parties(route.by)))
    cites = [cite for route in proper for cite in route.cites]
    if actor.kind in ("body", "office"):
        _, clause = case.law.said(actor.name, "powers")
        cites += [clause.cite] if clause else []
    ratifies = effect.do == "confirm" and any(route.kind == "ratification" for route in known)
    code = "cure without power" if ratifies else "no power"
    case.find(code, *dict.fromkeys(cites), effect=number, found=actor.text, required=holders or ("nobody",))
    for route in known:
        if _excluded(case, route, effect) and any_party(case, route.by, actor):
            case.find("power excluded", *route.cites, effect=number, found=route.name)


def _excluded(case: Case, route: Route, effect: Effect) -> bool:
    return isinstance(route.clause, Power) and any(matches(pattern, effect, case) for pattern in route.clause.never)


__all__ = ["Deciding", "best_route", "is_competent"]
