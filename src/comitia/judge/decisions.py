"""Decisions: each effect judged by itself, by the route that carries it best, and then given its place in the state.

What hits one effect falls with it; the sound part is severed and stands. What is wrong with the sitting or the vote
hits every effect that was decided there.
"""

from __future__ import annotations

from msgspec.structs import replace

from comitia.charter.vocabulary.nullity import OutsideOrder
from comitia.judge.asserted import Asserted, Deciding, assert_effect, read_decision
from comitia.judge.awaiting import awaits, run_after
from comitia.judge.capacity import check_holder
from comitia.judge.case import Case
from comitia.judge.competence import best_route
from comitia.judge.cures import adopt, confirm, retried, validate
from comitia.judge.deadlines import late_record
from comitia.judge.effects import annul_effects, apply, apply_in_fact
from comitia.judge.facts import find_what_is_said
from comitia.judge.findings import EffectOutcome, Verdict
from comitia.judge.parties import is_outside
from comitia.judge.power import Route, takes_a_right
from comitia.judge.proposals import decide
from comitia.judge.requirements import ask, ask_anyway
from comitia.judge.state import Decision, Matter, Poll, Proposal, Sitting
from comitia.judge.verdicts import verdict_of
from comitia.judge.voting import check_tally
from comitia.record.acts import Agreed, Decided, Declared, Effect, Ordered


def decided(case: Case, act: Decided | Declared) -> tuple[EffectOutcome, ...]:
    """Judge a decision or a declared result, effect by effect."""
    decision = read_decision(case, act)
    if decision.actor.person and decision.actor.seat:
        check_holder(case, decision.actor)
    _check_motion(case, decision)
    check_tally(case, decision.tally)
    find_what_is_said(case, act.id)
    late = _is_late(case, decision)
    outcomes: list[EffectOutcome] = []
    name = pending = ""
    for number, effect in enumerate(act.effects):
        asserted = assert_effect(case, decision, number, effect)
        found, route = best_route(case, asserted, ask, ask_anyway)
        case.findings.extend(found)
        waiting = "late record" if late else awaits(case, asserted, route)
        outcomes.append(_settle(case, asserted, route, waiting))
        if outcomes[-1].verdict not in ("void", "unproven") and waiting != "late record":
            _close(case, asserted.matter_id, act.id)
        name, pending = (_name(route) if route else "") or name, waiting or pending
    _keep(case, decision, tuple(outcomes), name, pending)
    return tuple(outcomes)


HOUSE_ORDER = "house order"


def _name(route: Route) -> str:
    return HOUSE_ORDER if route.kind == "house order" else route.name


def _is_late(case: Case, decision: Deciding) -> bool:
    """Whether a decision on an appeal came on record only after silence had already decided it."""
    matter = decision.matter
    if matter is None or matter.type != "appeal":
        return False
    return late_record(case, f"hear:{decision.matter_id}:{matter.stage}")


def _check_motion(case: Case, decision: Deciding) -> None:
    """What is decided must have been moved, and be alive."""
    act, ident = decision.act, decision.matter_id
    poll_id = act.poll if isinstance(act, Declared) and isinstance(act.poll, str) else ""
    poll = case.get(("poll", poll_id)) if poll_id else None
    if poll_id:
        ident = poll.what if isinstance(poll, Poll) else ""
    proposal = case.get(("proposal", ident)) if ident else None
    if isinstance(poll, Poll):
        case.findings.extend(replace(f, cause=poll_id) for f in poll.findings if f.consequence != "none")
    if not isinstance(proposal, Proposal):
        return
    if proposal.ended:
        case.find("no such motion", found=proposal.ended, cause=ident)
        return
    for amendment in case.get(("amendments", ident)) or ():
        moved = case.get(("proposal", amendment))
        if isinstance(moved, Proposal) and not moved.ended:
            case.find("other breach", found=amendment, required=("amendment put to the vote",), cause=amendment)
    if not act.effects and proposal.effects and decision.tally is not None:
        _check_lost(case, decision, proposal)
    decide(case, ident, proposal, decision.tally)


def _check_lost(case: Case, decision: Deciding, proposal: Proposal) -> None:
    """A result that brings nothing about says that the motion was lost; does the count say so too?"""
    tally = decision.tally
    if tally is None or not isinstance(tally.yes, int):
        return
    for number, effect in enumerate(proposal.effects):
        found, route = best_route(case, assert_effect(case, decision, number, effect), ask, ask_anyway)
        if route is not None and verdict_of(found) in ("valid", "irregular"):
            case.find("result not as counted", *route.cites, found="lost", required="carried")
            return


# What becomes of an effect


def _settle(case: Case, asserted: Asserted, route: Route | None, waiting: str) -> EffectOutcome:
    act, number, effect = asserted.decision.act, asserted.number, asserted.effect
    verdict = _verdict(case, act.id, number)
    ending = case.get(("annulled", act.id))
    if ending is not None and ending.from_start and number in ending.effects:
        apply_in_fact(case, effect, act.id)
        return EffectOutcome(verdict, "annulled")
    cured = case.get(("cured", act.id))
    if cured is not None and cured.from_start and verdict in ("void", "voidable", "unproven"):
        apply(case, effect, act.id)
        return EffectOutcome(verdict, "cured", case.day)
    if verdict == "void" or (verdict == "unproven" and takes_a_right(case, effect)):
        apply_in_fact(case, effect, act.id)
        return EffectOutcome(verdict)
    if waiting:
        case.note("awaiting", *(route.cites if route else ()), effect=number, what=waiting)
        return EffectOutcome("inchoate" if verdict != "unproven" else verdict)
    if effect.do in ("annul", "confirm", "remit"):
        _on_another(case, asserted)
        verdict = _verdict(case, act.id, number)
    else:
        apply(case, effect, act.id, manner="co-opted" if route and route.kind == "co-option" else "")
        retried(case, effect, act.id, asserted.decision.matter_id)
    if verdict == "void":
        return EffectOutcome(verdict)
    rectified = any(
        f.code == "cured" and f.effect == number and f.args.get("kind") == "rectification" for f in case.findings
    )
    return EffectOutcome(verdict, "cured" if rectified else "in force", case.day)


def _verdict(case: Case, ident: str, number: int) -> Verdict:
    supposed = case.get(("suppose", ident))
    if supposed == "void":
        return "void"
    if supposed == "valid":
        return "valid"
    return verdict_of([f for f in case.findings if f.effect in (None, number)])


def _on_another(case: Case, asserted: Asserted) -> None:
    """Annul, confirm or remit an earlier act."""
    effect, act = asserted.effect, asserted.decision.act
    target = case.get(("decision", effect.what))
    sitting = case.get(("sitting", effect.what))
    if effect.do == "confirm" and isinstance(sitting, Sitting):
        adopt(case, effect.what, sitting, asserted.number)
    elif not isinstance(target, Decision):
        case.fault("unknown act", name=effect.what)
    elif effect.do == "annul" and _is_gone(case, effect.what, target, act.id):
        case.find("not in force", effect=asserted.number, found=effect.what)
    elif effect.do == "annul":
        annul_effects(case, effect.what, act.id, from_start=True)
    elif effect.do == "confirm":
        confirm(case, effect.what, target, act.id, asserted.number, asserted.matter)
    else:
        annul_effects(case, effect.what, act.id, from_start=True)
        first = case.get(("matter", target.matter)) if target.matter else None
        if isinstance(first, Matter):
            case.put(("matter", target.matter), replace(first, closed="", closed_by=""))


def _is_gone(case: Case, ident: str, target: Decision, by: str) -> bool:
    """Whether an earlier act has already annulled a decision whole."""
    ending = case.get(("annulled", ident))
    return ending is not None and ending.by != by and all(o.life == "annulled" for o in target.outcomes)


def _keep(case: Case, decision: Deciding, outcomes: tuple[EffectOutcome, ...], name: str, pending: str) -> None:
    """Keep the decision for what may be done about it later, and set running what it sets running."""
    act = decision.act
    faults = tuple(f for f in case.findings if f.consequence != "none")
    name = name or (act.power if isinstance(act, Decided) and isinstance(act.power, str) else "")
    kept = Decision(
        decision.actor.text, case.day, act.effects, outcomes, faults, decision.matter_id, decision.sitting_id,
        decision.took_part, None, decision.reasons, name, pending,
    )  # fmt: skip
    case.put(("decision", act.id), kept)
    if case.get(("annulled", act.id)) is None:
        for number, (effect, outcome) in enumerate(zip(act.effects, outcomes, strict=True)):
            if outcome.verdict == "void":
                case.put(tried(case, effect, decision.matter_id), (act.id, number))
    if not outcomes and verdict_of(case.findings) not in ("void", "unproven"):
        _close(case, decision.matter_id, act.id)
    if name == HOUSE_ORDER:
        given = case.get(("orders", decision.sitting_id)) or ()
        case.put(("orders", decision.sitting_id), (*given, act.id))
    run_after(case, act, kept)


def _close(case: Case, matter_id: str, by: str) -> None:
    matter = case.get(("matter", matter_id)) if matter_id else None
    if isinstance(matter, Matter) and not matter.closed:
        case.put(("matter", matter_id), replace(matter, closed="decided", closed_by=by))


def tried(case: Case, effect: Effect, matter_id: str) -> tuple[str, ...]:
    """The key under which an effect tried in vain is remembered, so that the step may be taken again.

    A sanction is the same step only in the same matter.
    """
    to = effect.to if isinstance(effect.to, str) else ""
    of = effect.of if isinstance(effect.of, str) else ""
    return ("tried", effect.do, effect.what, to, of, matter_id if takes_a_right(case, effect) else "")


# Orders from outside, settlements


def ordered(case: Case, act: Ordered) -> tuple[EffectOutcome, ...]:
    """A court or another outside authority orders."""
    if not is_outside(case, case.by):
        clauses = case.law.all(OutsideOrder)
        known = tuple(name for c in clauses for name in c.by)
        case.find("no power", *(c.cite for c in clauses), found=case.by.text, required=known or ("nobody",))
    return _bind(case, act.id, act.effects)


def agreed(case: Case, act: Agreed) -> tuple[EffectOutcome, ...]:
    """A settlement binds those who made it, and closes the matter."""
    if isinstance(act.matter, str):
        matter = case.get(("matter", act.matter))
        if isinstance(matter, Matter):
            case.put(("matter", act.matter), replace(matter, closed="settled", closed_by=act.id))
    return _bind(case, act.id, act.effects)


ORDERS = {"confirm": "validate", "confer": "appoint"}


def _check_may_order(case: Case, number: int, effect: Effect) -> None:
    """An outside authority orders only what the law lets it order."""
    clause = next((c for c in case.law.all(OutsideOrder) if case.by.text in c.by), None)
    if clause is not None and ORDERS.get(effect.do, effect.do) not in clause.may:
        case.find("no power", clause.cite, effect=number, found=case.by.text, required=clause.may)


OPPOSED = ({"oblige", "forbid"}, {"permit", "forbid"}, {"stay", "confirm"}, {"annul", "confirm"})


def _bind(case: Case, ident: str, effects: tuple[Effect, ...]) -> tuple[EffectOutcome, ...]:
    outcomes: list[EffectOutcome] = []
    for number, effect in enumerate(effects):
        key = ("bound", effect.what, effect.to if isinstance(effect.to, str) else "")
        earlier = case.get(key)
        if earlier and {earlier[0], effect.do} in OPPOSED:
            case.find("contradictory orders", effect=number, found=effect.do, required=earlier[0], cause=earlier[1])
        _check_may_order(case, number, effect)
        verdict = verdict_of([f for f in case.findings if f.effect in (None, number)])
        if verdict == "void":
            outcomes.append(EffectOutcome("void"))
            continue
        case.put(key, (effect.do, ident))
        if effect.do == "confirm":
            validate(case, effect.what, ident, number)
            verdict = verdict_of([f for f in case.findings if f.effect in (None, number)])
        else:
            apply(case, effect, ident)
        outcomes.append(EffectOutcome(verdict, "in force", case.day) if verdict != "void" else EffectOutcome(verdict))
    faults = tuple(f for f in case.findings if f.consequence != "none")
    case.put(("decision", ident), Decision(case.by.text, case.day, effects, tuple(outcomes), faults))
    return tuple(outcomes)
