"""Decisions: each effect judged by itself, by the route that carries it best, and then given its place in the state.

What hits one effect falls with it; the sound part is severed and stands. What is wrong with the sitting or the vote
hits every effect that was decided there.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET
from msgspec.structs import replace

from comitia.charter.law import spoken
from comitia.charter.quantities import Span
from comitia.charter.vocabulary.discipline import InterimMeasure, Procedure
from comitia.charter.vocabulary.meeting import DecisionRule, Election
from comitia.charter.vocabulary.order import Amendment, Power
from comitia.judge.awaiting import awaits, run_after
from comitia.judge.case import Case, Ref, cite_of
from comitia.judge.cures import confirm, retried
from comitia.judge.effects import annul_effects, apply, apply_in_fact, mark
from comitia.judge.elections import check_confer, check_election
from comitia.judge.findings import EffectOutcome, Finding, Verdict
from comitia.judge.power import (
    Route,
    any_party,
    implied_procedure,
    is_outside,
    matches,
    routes,
    say_parties,
    takes_a_right,
)
from comitia.judge.procedure import barred_from_voting, check_bar, check_interim, check_procedure, check_retaliation
from comitia.judge.sittings import check_seats, rule_of, sitting_findings
from comitia.judge.state import Decision, Matter, Poll, Proposal, Sitting
from comitia.judge.verdicts import severity, verdict_of
from comitia.judge.voting import check_majority, check_manner, check_tally
from comitia.record.acts import Agreed, Decided, Declared, Effect, Ordered, Tally

Deciding = Decided | Declared


def decided(case: Case, act: Deciding) -> tuple[EffectOutcome, ...]:
    """Judge a decision or a declared result, effect by effect."""
    actor, sitting_id, sitting = _who(case, act)
    matter_id, matter = _matter(case, act)
    took_part = _took_part(act, sitting)
    _check_capacity(case, actor)
    _check_motion(case, act)
    tally = act.tally if isinstance(act.tally, Tally) else None
    check_tally(case, tally)
    outcomes: list[EffectOutcome] = []
    procedure_name = ""
    pending = ""
    for number, effect in enumerate(act.effects):
        found, route = _best(case, act, actor, number, effect, matter_id, matter, sitting_id, sitting, took_part)
        case.findings.extend(found)
        procedure_name = _route_name(route) or procedure_name
        waiting = awaits(case, act, effect, number, route, found)
        pending = waiting or pending
        outcomes.append(_settle(case, act, number, effect, route, waiting, matter))
    _keep(case, act, actor, tuple(outcomes), matter_id, sitting_id, took_part, procedure_name, pending)
    return tuple(outcomes)


# Who acted, where, on what


def _who(case: Case, act: Deciding) -> tuple[Ref, str, Sitting | None]:
    sitting_id = act.sitting if isinstance(act.sitting, str) else ""
    sitting = case.get(("sitting", sitting_id)) if sitting_id else None
    if sitting_id and not isinstance(sitting, Sitting):
        case.fault("unknown act", name=sitting_id)
        sitting = None
    actor = case.by
    if isinstance(act, Declared) and isinstance(act.poll, str):
        poll = case.get(("poll", act.poll))
        if isinstance(poll, Poll) and poll.body:
            actor = case.ref(poll.body)
    elif sitting is not None and (not actor.text or actor.kind != "body"):
        actor = case.ref(sitting.body)
    if isinstance(sitting, Sitting) and actor.kind == "body" and case.ref(sitting.body).seat != actor.seat:
        case.find("wrong forum", found=sitting.body, required=actor.text)
    if actor.kind == "person" and actor.name and "/" in actor.text:
        case.fault("unknown body", name=actor.text)
    return actor, sitting_id, sitting if isinstance(sitting, Sitting) else None


def _matter(case: Case, act: Deciding) -> tuple[str, Matter | None]:
    ident = act.matter if isinstance(act, Decided) and isinstance(act.matter, str) else ""
    if not ident:
        for effect in act.effects:
            if isinstance(effect.to, str) and takes_a_right(case, effect):
                open_charges = [
                    m for m in case.get(("against", effect.to)) or ()
                    if (found := case.get(("matter", m))) is not None and found.type == "charge" and not found.closed
                ]  # fmt: skip
                if len(open_charges) == 1:
                    ident = open_charges[0]
    found = case.get(("matter", ident)) if ident else None
    if ident and found is None and case.get(("proposal", ident)) is None:
        case.fault("unknown act", name=ident)
    return ident, found if isinstance(found, Matter) else None


def _took_part(act: Deciding, sitting: Sitting | None) -> tuple[str, ...]:
    if isinstance(act, Decided) and isinstance(act.voting, tuple):
        return act.voting
    return sitting.who or () if sitting is not None else ()


def _check_capacity(case: Case, actor: Ref) -> None:
    """Whoever acts in an office must hold it, in law, or in fact where the law lets that do."""
    from comitia.judge.capacity import check_holder

    if actor.person and actor.seat:
        check_holder(case, actor)


def _check_motion(case: Case, act: Deciding) -> None:
    ident = act.matter if isinstance(act, Decided) and isinstance(act.matter, str) else ""
    if isinstance(act, Declared) and isinstance(act.poll, str):
        poll = case.get(("poll", act.poll))
        ident = poll.what if isinstance(poll, Poll) else ""
    proposal = case.get(("proposal", ident)) if ident else None
    if isinstance(proposal, Proposal) and proposal.ended:
        case.find("no such motion", found=proposal.ended, cause=ident)


# The route that carries the effect


def _best(
    case: Case, act: Deciding, actor: Ref, number: int, effect: Effect, matter_id: str, matter: Matter | None,
    sitting_id: str, sitting: Sitting | None, took_part: tuple[str, ...],
) -> tuple[list[Finding], Route | None]:  # fmt: skip
    """The findings under the route that serves the act best, and that route; None where nobody here has the power."""
    known = routes(case, effect, matter)
    able = [r for r in known if _competent(case, act, actor, effect, r, matter)]
    if not able:
        general = _general(case, actor, effect, known)
        if general is not None:
            able = [general]
    trials: list[tuple[int, int, list[Finding], Route]] = []
    for route in able:
        found = _under(case, act, actor, number, effect, route, matter_id, matter, sitting_id, sitting, took_part)
        trials.append((severity(found), len(found), found, route))
    if trials:
        _, _, found, route = min(trials, key=lambda t: t[:2])
        return found, route
    before = len(case.findings)
    _no_power(case, actor, number, effect, known)
    procedure = next((r.clause for r in known if isinstance(r.clause, Procedure)), None) or (
        implied_procedure(case) if takes_a_right(case, effect) else None
    )
    if procedure is not None and isinstance(act, Decided):
        check_procedure(case, act, effect, number, procedure, matter, took_part, sitting)
        step = procedure.steps.get("decision")
        if step is not None and step.majority is not None and act.tally is UNSET:
            case.find(
                "count not on record", procedure.cite, effect=number, status="unproven", otherwise=procedure.otherwise
            )
    case.findings.extend(_at_the_sitting(case, act, sitting_id, sitting, (None, None)))
    found = case.findings[before:]
    del case.findings[before:]
    return found, None


def _competent(case: Case, act: Deciding, actor: Ref, effect: Effect, route: Route, matter: Matter | None) -> bool:
    decision = case.get(("decision", effect.what)) if effect.do in ("annul", "confirm", "remit", "stay") else None
    parties = route.by
    if route.kind == "power" and isinstance(route.clause, Power):
        if any(matches(pattern, effect, case) for pattern in route.clause.never):
            return False
        if _delegated(case, actor, str(route.clause.name)):
            return True
    if not parties and route.kind == "decision":
        return actor.kind in ("body", "office")
    return any_party(case, parties, actor, matter, decision) and _in_its_own_territory(case, actor, effect, act)


def _delegated(case: Case, actor: Ref, power: str) -> bool:
    return any(
        name == power and (until is None or case.day <= until)
        for name, until, _ in case.get(("delegated", actor.text)) or ()
    )


def _in_its_own_territory(case: Case, actor: Ref, effect: Effect, act: Deciding) -> bool:
    """A body of a unit acts on members and units of that unit only."""
    if not actor.unit or not isinstance(effect.to, str):
        return True
    person = case.person(effect.to)
    if person is not None:
        return case.within(person.unit, actor.unit) or case.within(actor.unit, person.unit)
    if case.unit(effect.to) is not None:
        return case.within(effect.to, actor.unit)
    return True


def _general(case: Case, actor: Ref, effect: Effect, known: Sequence[Route]) -> Route | None:
    """The ordinary competence of a body for its own business, where no clause reserves the effect."""
    if known or takes_a_right(case, effect) or effect.do in ("end", "annul", "confirm", "enact", "repeal"):
        return None
    if actor.kind not in ("body", "office", "department"):
        return None
    clauses = case.seat_clauses(actor.name)
    powers, clause = spoken(clauses, "powers") if actor.kind != "department" else ((), None)
    if powers and clause is not None and effect.do in ("confer", "constitute", "dissolve"):
        return None
    return Route("general", clauses[0] if clauses else None, (), cites=tuple(c.cite for c in clauses[:1]))


def _no_power(case: Case, actor: Ref, number: int, effect: Effect, known: Sequence[Route]) -> None:
    holders = tuple(
        dict.fromkeys(
            name
            for r in known
            if r.kind != "power" or r.by
            for name in say_parties(r.by)
            if not _excluded(case, r, effect)
        )
    )
    cites = [c for r in known if not _excluded(case, r, effect) for c in r.cites]
    if actor.kind in ("body", "office"):
        _, clause = spoken(case.seat_clauses(actor.name), "powers")
        cites = [*cites, *([clause.cite] if clause else [])]
    case.find("no power", *dict.fromkeys(cites), effect=number, found=actor.text, required=holders or ("nobody",))
    for route in known:
        if _excluded(case, route, effect) and any_party(case, route.by, actor):
            case.find("power excluded", *route.cites, effect=number, found=_route_name(route))


def _excluded(case: Case, route: Route, effect: Effect) -> bool:
    return isinstance(route.clause, Power) and any(matches(pattern, effect, case) for pattern in route.clause.never)


def _route_name(route: Route | None) -> str:
    return "" if route is None else str(getattr(route.clause, "name", "") or "")


# Everything that one route asks


def _under(
    case: Case, act: Deciding, actor: Ref, number: int, effect: Effect, route: Route, matter_id: str, matter: Matter | None,
    sitting_id: str, sitting: Sitting | None, took_part: tuple[str, ...],
) -> list[Finding]:  # fmt: skip
    before = len(case.findings)
    case.findings.extend(
        _at_the_sitting(case, act, sitting_id, sitting, (route.notice, route.cites[0] if route.cites else None))
    )
    procedure = route.clause if isinstance(route.clause, Procedure) else None
    if procedure is not None and isinstance(act, Decided):
        check_procedure(case, act, effect, number, procedure, matter, took_part, sitting)
    elif takes_a_right(case, effect) and route.kind in ("power", "decision", "general"):
        implied = implied_procedure(case)
        if implied is not None and isinstance(act, Decided):
            check_procedure(case, act, effect, number, implied, matter, took_part, sitting)
    if isinstance(route.clause, InterimMeasure):
        check_interim(case, effect, number, route.clause, matter)
    if isinstance(route.clause, Power):
        _check_power(case, number, actor, route.clause)
    if takes_a_right(case, effect):
        check_retaliation(case, effect, number)
        check_bar(case, effect, number, matter_id, matter)
    if isinstance(route.clause, Election) or route.kind in ("election", "appointment", "co-option"):
        check_election(case, act, effect, number, route)
        check_confer(case, effect, number, route)
    if route.kind == "appeal" and isinstance(act, Decided):
        _check_appeal(case, act, effect, number, route, matter, took_part)
    _check_vote(case, act, actor, number, effect, route, matter, sitting, took_part, procedure)
    found = case.findings[before:]
    del case.findings[before:]
    return found


def _at_the_sitting(
    case: Case, act: Deciding, ident: str, sitting: Sitting | None, notice: tuple[Span | None, object]
) -> list[Finding]:
    if sitting is None:
        return []
    item = act.item if isinstance(act, Decided) and isinstance(act.item, str) else ""
    return sitting_findings(case, ident, sitting, notice, item)  # type: ignore[arg-type]


def _check_power(case: Case, number: int, actor: Ref, power: Power) -> None:
    if power.when is not None and not case.holds(power.when.source, default=False):
        case.find("condition not met", power.cite, effect=number)
    if power.suspended_while and case.get(("running", power.suspended_while)):
        case.find("power resting", power.cite, effect=number, found=power.suspended_while)
    if not any_party(case, power.of, actor) and power.delegable == "no":
        case.find("not delegable", power.cite, effect=number, found=actor.text)


def _check_appeal(
    case: Case,
    act: Decided,
    effect: Effect,
    number: int,
    route: Route,
    matter: Matter | None,
    took_part: tuple[str, ...],
) -> None:
    from comitia.charter.vocabulary.discipline import Appeal

    clause = route.clause
    if not isinstance(clause, Appeal) or matter is None:
        return
    decision = case.get(("decision", matter.against))
    below = decision.took_part if isinstance(decision, Decision) else ()
    first = case.get(("matter", decision.matter)) if isinstance(decision, Decision) and decision.matter else None
    sat = tuple(dict.fromkeys((*below, *(first.panel if isinstance(first, Matter) else ()))))
    again = tuple(p for p in dict.fromkeys((*matter.panel, *took_part)) if p in sat)
    if again:
        case.find("sat below", clause.cite, effect=number, persons=again)
    if matter.heard is None and clause.hearing == "rehearing":
        case.find("hearing missing", clause.cite, effect=number)
    if matter.closed:
        case.find("matter closed", clause.cite, effect=number, found=matter.closed, cause=matter.closed_by)


def _check_vote(
    case: Case, act: Deciding, actor: Ref, number: int, effect: Effect, route: Route, matter: Matter | None, sitting: Sitting | None,
    took_part: tuple[str, ...], procedure: Procedure | None,
) -> None:  # fmt: skip
    if actor.kind != "body" or route.kind in ("election", "appointment"):
        return
    if isinstance(act, Decided) and isinstance(act.voting, tuple):
        check_seats(case, actor, act.voting, (cite_of(case.body_clauses(actor.name)[0]),), number)
    majority, cite, manner = _majority(case, actor, route)
    if isinstance(route.clause, Amendment):
        majority, cite = _entrenched(case, effect, number, route.clause, majority, cite)
    used = act.manner if isinstance(act.manner, str) else None
    otherwise = procedure.otherwise if procedure is not None else ""
    check_manner(case, manner, used, cite, effect=number, otherwise=otherwise)  # type: ignore[arg-type]
    tally = act.tally if isinstance(act.tally, Tally) else None
    struck = _conflicted(case, act, number, effect, matter, took_part, procedure)
    yes = None
    if tally is not None and isinstance(tally.yes, int) and struck:
        yes = tally.yes - len([p for p in struck if p not in getattr(act, "against", ())])
    if majority is not None:
        rule = route.clause if isinstance(route.clause, DecisionRule) else None
        broken_tie = (isinstance(act, Decided) and act.chair_decided is True and _may_break_ties(case, actor)) or (
            rule is not None and rule.tie == "chair decides"
        )
        check_majority(
            case,
            majority,
            (cite,),
            tally,
            actor,
            sitting,
            effect=number,
            yes=yes,
            otherwise=otherwise,
            tie_decided=broken_tie,
        )  # type: ignore[arg-type]
        if struck and any(f.code in ("majority not reached", "tie") and f.effect == number for f in case.findings):
            case.find("conflicted vote", cite, effect=number, persons=struck)  # type: ignore[arg-type]


def _majority(case: Case, actor: Ref, route: Route):  # type: ignore[no-untyped-def]
    """The majority that a decision needs, the article that says so, and the manner of voting."""
    if route.majority is not None:
        return route.majority, (route.cites[0] if route.cites else None), route.majority.manner
    majority, cite = rule_of(case, actor, "majority")
    return majority, cite, getattr(majority, "manner", "")


def _may_break_ties(case: Case, actor: Ref) -> bool:
    return bool(spoken(case.body_clauses(actor.name), "casting_vote")[0])


def _entrenched(case: Case, effect: Effect, number: int, clause: Amendment, majority: object, cite: object):  # type: ignore[no-untyped-def]
    entrenched = clause.entrenched
    touched = effect.articles if isinstance(effect.articles, tuple) else ()
    if entrenched is None or not any(
        a in entrenched.articles or any(a.startswith(e + ".") for e in entrenched.articles) for a in touched
    ):
        return majority, cite
    key = ("passed", effect.what, effect.version if isinstance(effect.version, str) else "")
    passed = case.get(key) or 0
    case.put(key, passed + 1)
    if passed + 1 < entrenched.meetings:
        case.find("entrenched", clause.cite, effect=number, found=passed + 1, required=entrenched.meetings)
    return entrenched.majority or majority, clause.cite


def _conflicted(
    case: Case,
    act: Deciding,
    number: int,
    effect: Effect,
    matter: Matter | None,
    took_part: tuple[str, ...],
    procedure: Procedure | None,
) -> tuple[str, ...]:
    from comitia.judge.power import is_party

    if not isinstance(act, Decided) or not isinstance(act.voting, tuple):
        return ()
    barred = barred_from_voting(case, effect, matter, procedure)
    return tuple(p for p in act.voting if any(is_party(case, party, case.ref(p), matter) for party, _ in barred))


# What becomes of it


def _settle(
    case: Case, act: Deciding, number: int, effect: Effect, route: Route | None, waiting: str, matter: Matter | None
) -> EffectOutcome:
    supposed = case.get(("suppose", act.id))
    verdict: Verdict = verdict_of([f for f in case.findings if f.effect in (None, number)])
    if supposed in ("void", "valid"):
        verdict = supposed
    ending = case.get(("annulled", act.id))
    if ending is not None and ending.from_start and number in ending.effects:
        apply_in_fact(case, effect, act.id)
        return EffectOutcome(verdict, "annulled")
    cured = case.get(("cured", act.id))
    if cured is not None and cured.from_start and verdict in ("void", "voidable"):
        apply(case, effect, act.id, manner=route.kind if route else "")
        return EffectOutcome(verdict, "cured", case.day)
    if verdict == "void" or (verdict == "unproven" and takes_a_right(case, effect)):
        apply_in_fact(case, effect, act.id)
        return EffectOutcome(verdict)
    if waiting:
        case.note("awaiting", *(route.cites if route else ()), effect=number, what=waiting)
        return EffectOutcome("inchoate" if verdict != "unproven" else verdict)
    if effect.do in ("annul", "confirm", "remit"):
        _on_another(case, act, number, effect, matter)
        verdict = supposed or verdict_of([f for f in case.findings if f.effect in (None, number)])
    else:
        apply(case, effect, act.id, manner="co-opted" if route and route.kind == "co-option" else "")
        retried(case, effect, act.id)
    return EffectOutcome(verdict) if verdict == "void" else EffectOutcome(verdict, "in force", case.day)


def _on_another(case: Case, act: Deciding, number: int, effect: Effect, matter: Matter | None) -> None:
    """Annul, confirm or remit an earlier act."""
    target = case.get(("decision", effect.what))
    if not isinstance(target, Decision):
        case.fault("unknown act", name=effect.what)
        return
    if effect.do == "annul":
        annul_effects(case, effect.what, act.id, from_start=True)
    elif effect.do == "confirm":
        confirm(case, effect.what, target, act.id, number, matter)
    else:
        mark(case, effect.what, "annulled")
        if target.matter:
            first = case.get(("matter", target.matter))
            if isinstance(first, Matter):
                case.put(("matter", target.matter), replace(first, closed="", closed_by=""))


def _keep(
    case: Case, act: Deciding, actor: Ref, outcomes: tuple[EffectOutcome, ...], matter_id: str, sitting_id: str, took_part: tuple[str, ...],
    procedure: str, pending: str,
) -> None:  # fmt: skip
    reasons = None
    if isinstance(act, Decided) and act.reasons is not UNSET:
        reasons = bool(act.reasons)
    kept = tuple(f for f in case.findings if f.consequence != "none")
    decision = Decision(
        actor.text, case.day, act.effects, outcomes, kept, matter_id, sitting_id, took_part, None, reasons, procedure,
        (), pending,
    )  # fmt: skip
    case.put(("decision", act.id), decision)
    ending = case.get(("annulled", act.id))
    for number, (effect, outcome) in enumerate(zip(act.effects, outcomes, strict=True)):
        if outcome.verdict == "void" and ending is None:
            to = effect.to if isinstance(effect.to, str) else ""
            case.put(
                ("tried", effect.do, effect.what, to, effect.of if isinstance(effect.of, str) else ""), (act.id, number)
            )
    matter = case.get(("matter", matter_id)) if matter_id else None
    if isinstance(matter, Matter) and any(o.verdict not in ("void", "unproven") for o in outcomes):
        case.put(("matter", matter_id), replace(matter, closed="decided", closed_by=act.id))
    run_after(case, act, decision)


# Orders from outside, settlements


def ordered(case: Case, act: Ordered) -> tuple[EffectOutcome, ...]:
    """A court or another outside authority orders."""
    from comitia.charter.vocabulary.order import OutsideOrder

    clause = next((c for c in case.law.all(OutsideOrder) if case.by.text in c.by), None)
    if not is_outside(case, case.by):
        known = tuple(name for c in case.law.all(OutsideOrder) for name in c.by)
        case.find("no power", *(c.cite for c in case.law.all(OutsideOrder)), found=case.by.text, required=known)
    return _bind(case, act.id, act.effects, clause.cite if clause else None)


def agreed(case: Case, act: Agreed) -> tuple[EffectOutcome, ...]:
    """A settlement binds those who made it, and closes the matter."""
    if isinstance(act.matter, str):
        matter = case.get(("matter", act.matter))
        if isinstance(matter, Matter):
            case.put(("matter", act.matter), replace(matter, closed="settled", closed_by=act.id))
    return _bind(case, act.id, act.effects, None)


def _bind(case: Case, ident: str, effects: tuple[Effect, ...], cite: object) -> tuple[EffectOutcome, ...]:
    outcomes: list[EffectOutcome] = []
    verdict = verdict_of(case.findings)
    for number, effect in enumerate(effects):
        earlier = case.get(("bound", effect.what, effect.to if isinstance(effect.to, str) else ""))
        if earlier and {earlier[0], effect.do} in ({"oblige", "forbid"}, {"permit", "forbid"}, {"stay", "confirm"}):
            case.find("contradictory orders", effect=number, cause=earlier[1])
        case.put(("bound", effect.what, effect.to if isinstance(effect.to, str) else ""), (effect.do, ident))
        if verdict == "void":
            outcomes.append(EffectOutcome("void"))
            continue
        if effect.do == "confirm":
            mark(case, effect.what, "confirmed")
        else:
            apply(case, effect, ident)
        outcomes.append(
            EffectOutcome(verdict_of([f for f in case.findings if f.effect in (None, number)]), "in force", case.day)
        )
    case.put(
        ("decision", ident),
        Decision(
            case.by.text, case.day, effects, tuple(outcomes), tuple(f for f in case.findings if f.consequence != "none")
        ),
    )
    return tuple(outcomes)
