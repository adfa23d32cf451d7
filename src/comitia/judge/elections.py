"""Elections: nominations, the manner of voting, eligibility, seats; and whether a fault may have changed the result."""

from __future__ import annotations

from comitia.charter.law import spoken
from comitia.charter.vocabulary.meeting import Election
from comitia.charter.vocabulary.nullity import Cure
from comitia.judge.asserted import Asserted
from comitia.judge.case import REOPENED, Case, Ref, cite_of
from comitia.judge.counted import check_as_counted, materiality
from comitia.judge.effects import term_is_over, terms_before
from comitia.judge.parties import holds_or_is, say_parties
from comitia.judge.power import Route, elections_of
from comitia.judge.roll import in_good_standing, is_plenary, suspended_rights
from comitia.judge.state import Poll
from comitia.judge.terms import days_given, first_day
from comitia.judge.voting import check_manner, quorum_needed
from comitia.record.acts import Declared, Effect


def check_election(case: Case, asserted: Asserted, route: Route) -> None:
    """Find what is wrong with how somebody was elected."""
    if not isinstance(route.clause, Election) or not asserted.of:
        return
    act, number = asserted.decision.act, asserted.number
    rules = elections_of(case, case.ref(asserted.of).name)
    found = case.get(("poll", act.poll)) if isinstance(act, Declared) and isinstance(act.poll, str) else None
    poll = found if isinstance(found, Poll) else None
    manner, clause = spoken(rules, "manner")
    used = asserted.decision.manner or (poll.manner if poll is not None and poll.manner else None)
    check_manner(case, manner, used, cite_of(clause), effect=number)
    if poll is not None:
        _check_poll(case, asserted, poll, rules)
    _check_nominations(case, asserted, rules, poll)
    _check_turnout(case, asserted, rules, poll)
    check_as_counted(case, asserted, rules, poll)
    _check_papers(case, asserted, rules, poll)
    _check_candidate(case, asserted, rules)
    _check_tie(case, asserted, rules)


def _check_poll(case: Case, asserted: Asserted, poll: Poll, rules: list[Election]) -> None:
    act, number = asserted.decision.act, asserted.number
    notice, clause = spoken(rules, "notice")
    if notice is not None and clause is not None and poll.opens is not None:
        lawful = first_day(case, poll.day, notice)
        if poll.opens < lawful:
            given = days_given(case, poll.day, poll.opens, notice)
            case.find(
                "poll notice short", clause.cite, effect=number, not_before=lawful, found=given, required=notice.count,
                unit=notice.unit,
            )  # fmt: skip
    closed = case.time(act.closed).day if isinstance(act, Declared) and isinstance(act.closed, str) else None
    if poll.closes is not None and closed is not None and closed < poll.closes:
        _find_closed_early(case, rules[0], number, closed, poll)
    if poll.faults:
        small, margin, holds = materiality(case, asserted, rules, poll, poll.faults)
        case.find(
            "roll fault", rules[0].cite, effect=number, found=poll.faults, immaterial=small, margin=margin, holds=holds
        )


def _find_closed_early(case: Case, election: Election, number: int, closed: int, poll: Poll) -> None:
    """A poll closed before its time; opened again before the result for those who had not voted, it is rectified."""
    assert poll.closes is not None
    case.find(
        "closed early", election.cite, effect=number, found=closed, required=poll.closes,
        excuse=REOPENED if poll.reopened else "",
    )  # fmt: skip
    if poll.reopened:
        cure = next((c for c in case.law.all(Cure) if c.name == "rectification"), None)
        case.note(
            "cured", cite_of(cure), effect=number, cause=poll.reopened, kind="rectification", since="from the start"
        )


def _check_turnout(case: Case, asserted: Asserted, rules: list[Election], poll: Poll | None) -> None:
    """Enough voted: by the tally, else by the votes on record."""
    quorum, clause = spoken(rules, "quorum")
    tally = asserted.decision.tally
    if quorum is None:
        return
    cast = (
        tally.present if tally is not None and isinstance(tally.present, int) else poll.cast if poll is not None else 0
    )
    needed = quorum_needed(case, quorum, asserted.decision.actor, tally, None)
    if not cast or needed is None:
        case.find("count not on record", cite_of(clause), effect=asserted.number, status="unproven")
    elif cast < needed:
        case.find("turnout too low", cite_of(clause), effect=asserted.number, found=cast, required=needed)


def _check_papers(case: Case, asserted: Asserted, rules: list[Election], poll: Poll | None) -> None:
    """No more papers than there were voters; how many too many is how many votes the fault affects."""
    act, tally = asserted.decision.act, asserted.decision.tally
    if not isinstance(act, Declared) or not isinstance(act.papers, dict):
        return
    papers = sum(act.papers.values())
    known = (tally.present, tally.entitled) if tally is not None else ()
    voters = min((n for n in (*known, poll.roll if poll is not None else None) if isinstance(n, int)), default=papers)
    if papers > voters:
        small, margin, holds = materiality(case, asserted, rules, poll, papers - voters)
        case.find(
            "impossible count", rules[0].cite, effect=asserted.number, immaterial=small, found=papers, required=voters,
            margin=margin, holds=holds,
        )  # fmt: skip


def _check_candidate(case: Case, asserted: Asserted, rules: list[Election]) -> None:
    """Whoever is elected is one of those who may stand."""
    who, clause = spoken(rules, "candidates")
    if clause is None or not asserted.to or any(holds_or_is(case, p, asserted.to, None) for p in who):
        return
    case.find(
        "not eligible", clause.cite, effect=asserted.number, persons=(asserted.to,), required=say_parties(who)
    )  # fmt: skip


def _check_nominations(case: Case, asserted: Asserted, rules: list[Election], poll: Poll | None) -> None:
    """Nominations were open, and then posted, as long as they must be; the days are facts of the poll or the result."""
    rule, clause = spoken(rules, "nominations")
    if rule is None or clause is None:
        return
    act = asserted.decision.act
    facts = {**dict(poll.nominations if poll is not None else ()), **(act.facts if isinstance(act.facts, dict) else {})}
    days = {name: case.time(on).day for name, on in facts.items() if name in NOMINATIONS and isinstance(on, str)}
    before = poll.opens if poll is not None and poll.opens is not None else case.day
    opened, closed = days.get("nominations opened"), days.get("nominations closed", before)
    if rule.open_for is not None and opened is not None and closed < first_day(case, opened, rule.open_for):
        given = days_given(case, opened, closed, rule.open_for)
        case.find(
            "nominations defective", clause.cite, effect=asserted.number, found=given, required=rule.open_for.count,
            unit=rule.open_for.unit, kind="open",
        )  # fmt: skip
    if rule.posted_for is None:
        return
    span, posted = rule.posted_for, facts.get("nominations posted")
    start = days.get("nominations posted", poll.posted if poll is not None else None)
    if posted is False or (start is not None and before < first_day(case, start, span)):
        given = 0 if start is None else days_given(case, start, before, span)
        case.find(
            "nominations defective", clause.cite, effect=asserted.number, found=given, required=span.count,
            unit=span.unit,
        )  # fmt: skip


NOMINATIONS = ("nominations opened", "nominations closed", "nominations posted")
"""The facts of a poll or a result that say on which days its nominations stood open and were posted."""


def _check_tie(case: Case, asserted: Asserted, rules: list[Election]) -> None:
    act = asserted.decision.act
    if not isinstance(act, Declared) or not isinstance(act.tie, str):
        return
    rule, clause = spoken(rules, "tie")
    if not rule:
        case.find("tie", rules[0].cite, effect=asserted.number, found=act.tie)
    elif rule != act.tie:
        case.find("tie", cite_of(clause), effect=asserted.number, found=act.tie, required=rule)
    elif clause is not None and clause.cite.instrument != rules[0].cite.instrument:
        case.note("gap filled", rules[0].cite, clause.cite, effect=asserted.number)


def check_confer(case: Case, asserted: Asserted, route: Route) -> None:
    """May this person have this seat, and is there one?"""
    effect, number = asserted.effect, asserted.number
    if not isinstance(effect.to, str) or not isinstance(effect.of, str):
        return
    seat = case.ref(effect.of)
    clauses = case.seat_clauses(seat.name)
    person = case.person(effect.to)
    cites = tuple(c.cite for c in clauses[:1])
    if person is None or not case.is_member(effect.to):
        case.find("not eligible", *cites, effect=number, persons=(effect.to,), required=("member",))
        return
    if seat.unit and not case.within(person.unit, seat.unit):
        case.find("not eligible", *cites, effect=number, persons=(effect.to,), required=(seat.unit,))
    if "stand for election" in suspended_rights(case) and not in_good_standing(case, effect.to):
        case.find("not eligible", *cites, effect=number, persons=(effect.to,), required=("good standing",))
    if seat.kind == "body":
        _check_vacancy(case, seat.seat, clauses, effect, number, route)
    elif seat.kind == "office":
        _check_office(case, seat, effect.to, number)
        others, clause = spoken(clauses, "not_with")
        held = [case.ref(s).name for s in case.get(("held", effect.to)) or ()]
        both = tuple(name for name in held if name in (others or ()))
        if both and clause is not None:
            case.find("incompatible office", clause.cite, effect=number, persons=(effect.to,), found=both)


def _check_office(case: Case, seat: Ref, who: str, number: int) -> None:
    """Terms in a row, and from among whom."""
    limit, clause = case.law.said(seat.name, "consecutive_terms")
    terms = terms_before(case, seat.seat, who)
    if limit is not None and terms >= limit:
        case.find("not eligible", cite_of(clause), effect=number, persons=(who,), found=terms, required=(str(limit),))
    among, clause = case.law.said(seat.name, "from_among")
    if among and among in case.law.bodies:
        held = {case.ref(s).name for s in case.get(("held", who)) or ()}
        if among not in held and not is_plenary(case, among):
            case.find("not eligible", cite_of(clause), effect=number, persons=(who,), required=(among,))


def _check_vacancy(
    case: Case, seat: str, clauses: tuple[object, ...], effect: Effect, number: int, route: Route
) -> None:
    seats, clause = spoken(clauses, "seats")  # type: ignore[type-var]
    holders = tuple(p for p in case.holders(seat) if not term_is_over(case, seat, p))
    if seats is not None and seats.high is not None and effect.to not in holders and len(holders) >= seats.high:
        case.find("no vacancy", clause.cite if clause else None, effect=number, found=len(holders), required=seats.high)  # type: ignore[attr-defined]
    if route.kind == "co-option":
        rule, at = spoken(clauses, "co_option")  # type: ignore[type-var]
        co_opted = sum(1 for p in holders if (m := case.mandate(seat, p)) is not None and m.manner == "co-opted")
        if rule is not None and rule.at_most is not None and co_opted >= rule.at_most:
            case.find("no vacancy", at.cite if at else None, effect=number, found=co_opted, required=rule.at_most)  # type: ignore[attr-defined]
