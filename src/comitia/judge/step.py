"""`step`: one act judged by the law of its day, over the state before it. Pure.

    step(bench, state, act, moment) -> (outcome, changes)

The state is only read; whoever folds writes the changes. Time that passed before the act is brought up to date first,
by `elapsed` acts through this same function (`comitia.ask.fold` does that).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from comitia.charter.expressions import ConditionFailed
from comitia.judge import deadlines, decisions, entries, facts, matters, people, proposals, sittings, waivers
from comitia.judge.case import Bench, Case
from comitia.judge.defects import NOTES
from comitia.judge.findings import EffectOutcome, Finding, Outcome
from comitia.judge.state import Changes, State
from comitia.judge.verdicts import verdict_of, worst
from comitia.record import acts
from comitia.record.acts import Act
from comitia.record.times import Moment, TimeFault


def step(bench: Bench, state: State, act: Act, moment: Moment) -> tuple[Outcome, Changes]:
    """Judge one act: what is found, what becomes of each effect, and what changes.

    bench: the law in force on the day, made ready. state: everything before the act; only read.
    A rule that cannot be applied is a finding (`rule failed`), never an exception.
    """
    if type(act) is acts.Paid:
        changes = people.dues_paid(bench, state, act)
        if changes is not None:
            return VALID, changes
    elif type(act) in OF_NO_CONSEQUENCE and state.get(("founded",)) is not None:
        return VALID, {}
    case = Case(bench, state, act, moment)
    handle = HANDLERS[type(act)]
    if state.get(("founded",)) is None and type(act) not in BEFORE_FOUNDING:
        case.fault("before the founding")
        return _outcome(case, ()), {}
    try:
        effects = () if entries.faulty(case, act) else handle(case, act)
    except RULE_FAILURES as failure:
        case = Case(bench, state, act, moment)
        case.fault("rule failed", what=f"{type(failure).__name__}: {failure}")
        return _outcome(case, ()), {}
    if not case.findings and not effects:
        return VALID, case.own
    return _outcome(case, effects or ()), case.own


RULE_FAILURES = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError, ConditionFailed,
    TimeFault,
)  # fmt: skip
OF_NO_CONSEQUENCE = frozenset({acts.Reported, acts.Erased})
"""Kinds of act that stand on the record and change nothing in law."""
BEFORE_FOUNDING = frozenset({acts.Constituted, acts.Enacted, acts.Corrected, acts.Retracted, acts.Erased})
VALID = Outcome("valid")

Handler = Callable[[Case, Any], tuple[EffectOutcome, ...] | None]


def _outcome(case: Case, effects: tuple[EffectOutcome, ...]) -> Outcome:
    findings = tuple(sorted(_without_repeats(case.findings, len(effects)), key=lambda f: f.code in NOTES))
    if effects:
        return Outcome(worst(e.verdict for e in effects), findings, effects)
    return Outcome(verdict_of(findings), findings)


def _without_repeats(findings: list[Finding], effects: int) -> tuple[Finding, ...]:
    """The same finding on every effect is said once, for all of them."""
    if effects < 2:
        return tuple(findings)
    from msgspec.structs import replace

    groups: dict[Any, list[Finding]] = {}
    for finding in findings:
        key = (finding.code, finding.status, finding.cites, str(finding.args), finding.cause)
        groups.setdefault(key, []).append(finding)
    kept: list[Finding] = []
    for same in groups.values():
        if len({f.effect for f in same}) == effects and None not in {f.effect for f in same}:
            kept.append(replace(same[0], effect=None))
        else:
            kept.extend({f.effect: f for f in same}.values())
    return tuple(kept)


def _nothing(case: Case, act: Any) -> None:
    """An act that stands on the record and changes nothing in law."""


HANDLERS: dict[type[Act], Handler] = {
    acts.Constituted: people.constituted,
    acts.Enacted: people.enacted,
    acts.Convened: sittings.convened,
    acts.Served: sittings.served,
    acts.Sat: sittings.sat,
    acts.Proposed: proposals.proposed,
    acts.Supported: proposals.supported,
    acts.Withdrew: proposals.withdrew,
    acts.Polled: proposals.polled,
    acts.Voted: proposals.voted,
    acts.Declared: decisions.decided,
    acts.Decided: decisions.decided,
    acts.Consented: waivers.consented,
    acts.Objected: facts.objected,
    acts.Filed: matters.filed,
    acts.Answered: matters.answered,
    acts.Heard: matters.heard,
    acts.Ruled: facts.ruled,
    acts.Established: facts.noted,
    acts.Conceded: facts.noted,
    acts.Disputed: facts.noted,
    acts.Ordered: decisions.ordered,
    acts.Agreed: decisions.agreed,
    acts.Delegated: people.delegated,
    acts.Resigned: people.resigned,
    acts.Published: proposals.published,
    acts.Reported: _nothing,
    acts.Paid: people.paid,
    acts.Referred: facts.referred,
    acts.Elapsed: deadlines.elapsed,
    acts.Corrected: entries.corrected,
    acts.Retracted: entries.corrected,
    acts.Erased: _nothing,
}  # fmt: skip
