"""Everything that one route asks of one effect: the sitting, the procedure, the conditions of the power, the vote."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from comitia.charter.clause import Cite
from comitia.charter.quantities import Majority
from comitia.charter.vocabulary.discipline import Appeal, InterimMeasure, Procedure
from comitia.charter.vocabulary.meeting import Credentials, DecisionRule
from comitia.charter.vocabulary.order import Amendment, Power
from comitia.charter.vocabulary.organisation import Admission, Ending
from comitia.judge.asserted import Asserted, Deciding
from comitia.judge.case import Case, Ref, cite_of
from comitia.judge.elections import check_confer, check_election
from comitia.judge.findings import Status
from comitia.judge.parties import any_party, holds_or_is
from comitia.judge.power import Route, implied_procedure, is_task, matches, takes_a_right
from comitia.judge.procedure import (
    barred_from_voting,
    check_bar,
    check_interim,
    check_procedure,
    check_retaliation,
    conflicted_among,
)
from comitia.judge.sittings import check_seats, rule_of, sitting_findings
from comitia.judge.state import Decision, Matter
from comitia.judge.terms import days_given, first_day
from comitia.judge.voting import check_majority, check_manner, required
from comitia.record.acts import Decided


def ask(case: Case, asserted: Asserted, route: Route) -> None:
    """Find everything that a route asks for and an effect lacks."""
    _ask_sitting(case, asserted, route)
    _ask_orders(case, asserted)
    _ask_object(case, asserted)
    procedure = _procedure(case, asserted, route)
    if procedure is not None:
        if not _covers(case, asserted, route):
            _ask_by_name(case, asserted, procedure)
        check_procedure(case, asserted, procedure)
    _ask_way(case, asserted, route)
    if asserted.effect.do in ("end", "suspend") and is_task(case, asserted.effect):
        case.note("no right lost", *route.cites, effect=asserted.number)
    match route.clause:
        case InterimMeasure():
            check_interim(case, asserted, route.clause)
        case Power() if route.kind == "power":
            _ask_power(case, asserted, route.clause)
        case Appeal():
            _ask_appeal(case, asserted, route.clause)
        case _:
            pass
    if takes_a_right(case, asserted.effect):
        check_retaliation(case, asserted)
        if procedure is None and asserted.matter is not None and asserted.matter.closed:
            _find_closed(case, asserted, route)
        check_bar(case, asserted)
    if isinstance(route.clause, Admission):
        _ask_candidature(case, asserted, route.clause)
    if route.kind in ("election", "appointment", "co-option"):
        check_election(case, asserted, route)
        check_confer(case, asserted, route)
    _ask_vote(case, asserted, route, procedure)


def ask_anyway(case: Case, asserted: Asserted, procedure: Procedure | None) -> None:
    """What the proper procedure asks, although whoever acted could not have used it."""
    if procedure is not None:
        _ask_by_name(case, asserted, procedure)
        check_procedure(case, asserted, procedure)
        step = procedure.steps.get("decision")
        if step is not None and step.majority is not None and asserted.decision.act.tally is UNSET:
            case.find(
                "count not on record",
                procedure.cite,
                effect=asserted.number,
                status="unproven",
                otherwise=procedure.otherwise,
            )
    _ask_sitting(case, asserted, None)


def _ask_sitting(case: Case, asserted: Asserted, route: Route | None) -> None:
    decision = asserted.decision
    if decision.sitting is None:
        return
    sitting = decision.sitting
    absent = conflicted_among(case, asserted, sitting.who or (), "counts_for_quorum")
    if absent:
        counted = tuple(who for who in sitting.ever if who not in absent)
        fewer = len(absent)
        sitting = replace(sitting, present=(sitting.present or 0) - fewer, most=sitting.most - fewer, ever=counted)
    named = isinstance(route.clause, DecisionRule) and route.clause.within_agenda if route is not None else False
    longer = (route.notice, route.cites[0] if route.cites else None) if route is not None else (None, None)
    case.findings.extend(sitting_findings(case, decision.sitting_id, sitting, longer, decision.item, named=named))


def _procedure(case: Case, asserted: Asserted, route: Route) -> Procedure | None:
    """The steps to be kept: those of the route itself, or the implied ones for a sanction under a bare power."""
    if isinstance(route.clause, Procedure):
        return _pending_under(case, asserted, route.clause)
    bare = ("power",) if asserted.effect.what == "mandate" else ("power", "decision", "general")
    if route.kind in bare and takes_a_right(case, asserted.effect):
        return implied_procedure(case, asserted.effect)
    return None


def _ask_candidature(case: Case, asserted: Asserted, clause: Admission) -> None:
    """A candidate is admitted once the time of candidature is over; where none is on record it is presumed."""
    since = case.get(("candidate", asserted.to))
    if clause.candidature is None or since is None:
        return
    lawful = first_day(case, since, clause.candidature)
    if case.day < lawful:
        given = days_given(case, since, case.day, clause.candidature)
        case.find(
            "too early", clause.cite, effect=asserted.number, not_before=lawful, found=given,
            required=clause.candidature.count, unit=clause.candidature.unit,
        )  # fmt: skip


def _find_closed(case: Case, asserted: Asserted, route: Route) -> None:
    matter = asserted.matter
    if matter is not None and matter.type == "charge":
        case.find("matter closed", *route.cites, effect=asserted.number, found=matter.closed, cause=matter.closed_by)


def _ask_object(case: Case, asserted: Asserted) -> None:
    """What has ended by law can be ended or suspended no more."""
    effect, to = asserted.effect, asserted.to
    if effect.do not in ("end", "suspend") or not to or case.person(to) is None:
        return
    gone = effect.what == "membership" and not case.is_member(to)
    if effect.what == "mandate" and asserted.of:
        mandate = case.mandate(case.ref(asserted.of).seat, to)
        gone = mandate is not None and mandate.ended is not None and mandate.ended < case.day
    if gone:
        case.find("not in force", effect=asserted.number, found=to)


def _ask_orders(case: Case, asserted: Asserted) -> None:
    """What an order from outside, or a settlement, forbids an actor to do it cannot do."""
    actor = asserted.decision.actor
    for about in (asserted.effect.what, *((asserted.effect.of,) if isinstance(asserted.effect.of, str) else ())):
        for whom in dict.fromkeys((actor.text, actor.name, "")):
            bound = case.get(("bound", about, whom))
            if bound is not None and bound[0] == "forbid":
                case.find("power excluded", effect=asserted.number, found=about, cause=bound[1])
                return


def _covers(case: Case, asserted: Asserted, route: Route) -> bool:
    """Whether the power relied on covers the effect by its own words."""
    power = route.clause
    return isinstance(power, Power) and any(matches(p, asserted.effect, case) for p in power.effect)


def _ask_by_name(case: Case, asserted: Asserted, procedure: Procedure) -> None:
    """A sanction is one by its effect: a power of another name is no way around its procedure."""
    relied = asserted.relied_on
    if relied and relied != str(procedure.name) and takes_a_right(case, asserted.effect):
        case.find("sanction without procedure", procedure.cite, effect=asserted.number, found=relied)


def _ask_way(case: Case, asserted: Asserted, route: Route) -> None:
    """Where the ways in which membership ends are listed, it ends in no other."""
    effect = asserted.effect
    clause = next(iter(case.law.all(Ending)), None)
    if clause is None or effect.do != "end" or effect.what != "membership":
        return
    articles = {cite.article for cite in route.cites}
    if not any(
        (route.name and way.startswith(route.name)) or any(way.endswith(a) for a in articles) for way in clause.ways
    ):
        case.find(
            "way not listed", clause.cite, effect=asserted.number, found=route.name or route.kind, required=clause.ways
        )


def _pending_under(case: Case, asserted: Asserted, procedure: Procedure) -> Procedure:
    """The procedure by the text that a pending matter follows: today's, or the one that it began under."""
    matter = asserted.matter
    if matter is None or not matter.law or matter.law == case.get(("law",)):
        return procedure
    keys = (procedure.cite.instrument, "")
    rule = next((a for a in case.law.all(Amendment) if a.of in keys and a.pending == "the text they began under"), None)
    if rule is None:
        return procedure
    earlier = case.bench.charter.law(matter.law).all(Procedure)
    return next((p for p in earlier if str(p.name) == str(procedure.name)), procedure)


def _ask_power(case: Case, asserted: Asserted, power: Power) -> None:
    number, actor = asserted.number, asserted.decision.actor
    met = (
        True
        if power.when is None
        else case.condition(power.when.source, matter=asserted.matter, effect=asserted.effect)
    )
    if not met and power.when is not None:
        status: Status = "unproven" if met is None else "shown"
        case.find("condition not met", power.cite, effect=number, status=status, found=power.when.source)
    if power.suspended_while and case.get(("running", power.suspended_while)):
        case.find("power resting", power.cite, effect=number, found=power.suspended_while)
    if not any_party(case, power.of, actor) and power.delegable == "no":
        case.find("not delegable", power.cite, effect=number, found=actor.text)


def _ask_appeal(case: Case, asserted: Asserted, clause: Appeal) -> None:
    """Who hears an appeal took no part below; a rehearing hears; a closed matter is closed."""
    decision, matter = asserted.decision, asserted.matter
    if matter is None:
        return
    below = case.get(("decision", matter.against))
    sat = set(below.took_part) if isinstance(below, Decision) else set()
    first = case.get(("matter", below.matter)) if isinstance(below, Decision) and below.matter else None
    sat |= set(first.panel) if isinstance(first, Matter) else set()
    if isinstance(below, Decision):
        sat |= {case.ref(below.by).person, first.chair if isinstance(first, Matter) else ""} - {""}
    chairs = (matter.chair, decision.sitting.chair if decision.sitting is not None else "")
    again = tuple(p for p in dict.fromkeys((*matter.panel, *decision.took_part, *chairs)) if p in sat)
    if again:
        case.find("sat below", clause.cite, effect=asserted.number, persons=again)
    if matter.heard is None and clause.hearing == "rehearing":
        case.find("hearing missing", clause.cite, effect=asserted.number)
    if matter.closed:
        case.find("matter closed", clause.cite, effect=asserted.number, found=matter.closed, cause=matter.closed_by)


# The vote


def _ask_vote(case: Case, asserted: Asserted, route: Route, procedure: Procedure | None) -> None:
    decision, number = asserted.decision, asserted.number
    actor = decision.actor
    if actor.kind != "body" or route.kind in ("election", "appointment"):
        return
    if decision.voting:
        check_seats(case, actor, decision.voting, (cite_of(case.body_clauses(actor.name)[0]),), number)
    majority, cite = _majority(case, asserted, route)
    otherwise = procedure.otherwise if procedure is not None else ""
    if majority is None:
        return
    check_manner(case, majority.manner, decision.manner, cite, effect=number, otherwise=otherwise)
    struck = _conflicted(case, asserted, procedure)
    tally = decision.tally
    yes = None
    if tally is not None and isinstance(tally.yes, int) and struck:
        against = decision.act.against if isinstance(decision.act, Decided) else ()
        yes = tally.yes - len([p for p in struck if p not in against])
    rule = route.clause if isinstance(route.clause, DecisionRule) else None
    short = "entrenched" if isinstance(route.clause, Amendment) and majority is not route.clause.majority else ""
    before = len(case.findings)
    check_majority(
        case, majority, (cite,), tally, actor, decision.sitting, effect=number, yes=yes, otherwise=otherwise,
        tie_decided=_tie_is_broken(case, decision, actor, route), short=short, rule=rule,
        left_out=len(conflicted_among(case, asserted, case.holders(actor.seat), "counts_in_majority")),
    )  # fmt: skip
    if len(case.findings) == before:
        _ask_without_doubtful(case, asserted, majority)
    _ask_turnout(case, asserted, route)
    if struck and len(case.findings) > before:
        case.find("conflicted vote", cite, effect=number, persons=struck)


def _ask_without_doubtful(case: Case, asserted: Asserted, majority: Majority) -> None:
    """Count again without the votes of those who hold their seat only in fact: does the decision still stand?"""
    decision, tally = asserted.decision, asserted.decision.tally
    acting = case.get(("acting", decision.actor.seat)) or ()
    doubtful = tuple(p for p in decision.voting if p in acting)
    if not doubtful or tally is None or not isinstance(tally.yes, int):
        return
    against = decision.act.against if isinstance(decision.act, Decided) else ()
    opposed = sum(1 for p in doubtful if p in against)
    no = tally.no - opposed if isinstance(tally.no, int) else tally.no
    left = replace(tally, yes=tally.yes - (len(doubtful) - opposed), no=no)
    before = len(case.findings)
    check_majority(case, majority, (), left, decision.actor, decision.sitting, effect=asserted.number)
    falls = len(case.findings) > before
    del case.findings[before:]
    if falls:
        clause = next((c for c in case.law.all(Credentials) if c.of == decision.actor.name), None)
        case.find("doubtful seats", cite_of(clause), effect=asserted.number, persons=doubtful)


def _ask_turnout(case: Case, asserted: Asserted, route: Route) -> None:
    rule, tally = route.clause, asserted.decision.tally
    if not isinstance(rule, DecisionRule) or rule.turnout is None:
        return
    if tally is None:
        case.find("count not on record", rule.cite, effect=asserted.number, status="unproven")
        return
    cast = sum(n for n in (tally.yes, tally.no, tally.abstain, tally.blank) if isinstance(n, int))
    need = required(case, rule.turnout, asserted.decision.actor, tally, asserted.decision.sitting)
    if not need.reached_by(cast):
        case.find("turnout too low", rule.cite, effect=asserted.number, found=cast, required=need.least)


def _majority(case: Case, asserted: Asserted, route: Route) -> tuple[Majority | None, Cite | None]:
    """The majority that a decision needs, and the article that says so."""
    if route.majority is not None:
        majority, cite = route.majority, (route.cites[0] if route.cites else None)
    else:
        majority, cite = rule_of(case, asserted.decision.actor, "majority")
    if isinstance(route.clause, Amendment) and _entrenched(case, asserted, route.clause):
        assert route.clause.entrenched is not None
        return route.clause.entrenched.majority or majority, route.clause.cite
    return majority, cite


def _entrenched(case: Case, asserted: Asserted, clause: Amendment) -> bool:
    """Whether an amendment touches an entrenched article; the meetings that have passed it are counted."""
    rule, effect = clause.entrenched, asserted.effect
    touched = effect.articles if isinstance(effect.articles, tuple) else ()
    if rule is None or not any(a == e or a.startswith(e + ".") for a in touched for e in rule.articles):
        return False
    key = ("passed", effect.what, effect.version if isinstance(effect.version, str) else "")
    passed = int(case.state.get(key) or 0) + 1
    case.put(key, passed)
    if passed < rule.meetings:
        case.note("awaiting", clause.cite, effect=asserted.number, what="second meeting")
    return True


def _tie_is_broken(case: Case, decision: Deciding, actor: Ref, route: Route) -> bool:
    if isinstance(route.clause, DecisionRule) and route.clause.tie == "chair decides":
        return True
    chair = isinstance(decision.act, Decided) and decision.act.chair_decided is True
    return chair and bool(case.law.said(actor.name, "casting_vote")[0])


def _conflicted(case: Case, asserted: Asserted, procedure: Procedure | None) -> tuple[str, ...]:
    decision = asserted.decision
    barred = barred_from_voting(case, asserted, procedure) if decision.voting else ()
    if not barred:
        return ()
    matter = asserted.matter
    return tuple(p for p in decision.voting if any(holds_or_is(case, party, p, matter) for party, _ in barred))
