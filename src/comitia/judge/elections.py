"""Elections: nominations, the manner of voting, eligibility, seats; and whether a fault may have changed the result."""

from __future__ import annotations

from msgspec import UNSET

from comitia.charter.law import spoken
from comitia.charter.vocabulary.meeting import Election
from comitia.judge.asserted import Asserted
from comitia.judge.case import Case
from comitia.judge.power import Route
from comitia.judge.roll import in_good_standing
from comitia.judge.state import Poll
from comitia.judge.terms import days_given, first_day
from comitia.judge.voting import check_manner
from comitia.record.acts import Decided, Declared, Effect, Tally


def check_election(case: Case, asserted: Asserted, route: Route) -> None:
    """Find what is wrong with how somebody was elected."""
    act, effect, number = asserted.decision.act, asserted.effect, asserted.number
    election = route.clause if isinstance(route.clause, Election) else None
    if election is None:
        return
    poll = case.get(("poll", act.poll)) if isinstance(act, Declared) and isinstance(act.poll, str) else None
    used = (
        act.manner if isinstance(act.manner, str) else (poll.manner if isinstance(poll, Poll) and poll.manner else None)
    )
    check_manner(case, election.manner, used, election.cite, effect=number)
    if isinstance(poll, Poll):
        _check_poll(case, act, poll, election, number, _margin(act, effect))
    _check_nominations(case, act, election, number, poll if isinstance(poll, Poll) else None)
    _check_tie(case, act, effect, number, election)


def _check_poll(
    case: Case, act: Decided | Declared, poll: Poll, election: Election, number: int, margin: int | None
) -> None:
    if election.notice is not None and poll.opens is not None:
        lawful = first_day(case, poll.day, election.notice)
        if poll.opens < lawful:
            case.find(
                "poll notice short", election.cite, effect=number, not_before=lawful, required=election.notice.count,
                unit=election.notice.unit, found=days_given(case, poll.day, poll.opens, election.notice),
            )  # fmt: skip
    closed = case.time(act.closed).day if isinstance(act, Declared) and isinstance(act.closed, str) else None
    if poll.closes is not None and closed is not None and closed < poll.closes:
        case.find("closed early", election.cite, effect=number, found=closed, required=poll.closes)
    if poll.faults:
        case.find(
            "roll fault",
            election.cite,
            effect=number,
            found=poll.faults,
            immaterial=margin is not None and poll.faults < margin,
        )


def _margin(act: Decided | Declared, effect: Effect) -> int | None:
    """By how many votes a candidate was elected: over the best of those not elected."""
    if not isinstance(effect.votes, int):
        return None
    elected = {e.to for e in act.effects if isinstance(e.to, str)}
    tally = act.tally if isinstance(act.tally, Tally) else None
    options = tally.options if tally is not None and tally.options is not UNSET else {}
    losers = [votes for name, votes in options.items() if name not in elected]
    return effect.votes - max(losers) if losers else None


def _check_nominations(case: Case, act: Decided | Declared, election: Election, number: int, poll: Poll | None) -> None:
    rule = election.nominations
    if rule is None or rule.posted_for is None:
        return
    facts = act.facts if isinstance(act.facts, dict) else {}
    posted = facts.get("nominations posted")
    if posted is None and poll is not None and poll.posted is not None:
        start: int | None = poll.posted
    elif isinstance(posted, str):
        start = case.time(posted).day
    else:
        start = None
        if posted is False:
            case.find(
                "nominations defective",
                election.cite,
                effect=number,
                found=0,
                required=rule.posted_for.count,
                unit=rule.posted_for.unit,
            )
            return
    if start is None:
        return
    opens = poll.opens if poll is not None and poll.opens is not None else case.day
    if opens < first_day(case, start, rule.posted_for):
        case.find(
            "nominations defective", election.cite, effect=number, required=rule.posted_for.count,
            unit=rule.posted_for.unit, found=days_given(case, start, opens, rule.posted_for),
        )  # fmt: skip


def _check_tie(case: Case, act: Decided | Declared, effect: Effect, number: int, election: Election) -> None:
    if not isinstance(act, Declared) or not isinstance(act.tie, str):
        return
    rule, clause = spoken(
        [e for e in case.law.all(Election) if e is election or str(e.name) in ("any election", str(election.name))],
        "tie",
    )
    if not rule:
        case.find("tie", election.cite, effect=number, found=act.tie)
    elif rule != act.tie:
        case.find("tie", clause.cite if clause else election.cite, effect=number, found=act.tie, required=rule)
    elif clause is not None and clause.cite.instrument != election.cite.instrument:
        case.note("gap filled", clause.cite, effect=number)


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
    if not in_good_standing(case, effect.to):
        case.find("not eligible", *cites, effect=number, persons=(effect.to,), required=("good standing",))
    if seat.kind == "body":
        _check_vacancy(case, seat.seat, clauses, effect, number, route)
    elif seat.kind == "office":
        others, clause = spoken(clauses, "not_with")
        held = [case.ref(s).name for s in case.get(("held", effect.to)) or ()]
        both = tuple(name for name in held if name in (others or ()))
        if both and clause is not None:
            case.find("incompatible office", clause.cite, effect=number, persons=(effect.to,), found=both)


def _check_vacancy(
    case: Case, seat: str, clauses: tuple[object, ...], effect: Effect, number: int, route: Route
) -> None:
    seats, clause = spoken(clauses, "seats")  # type: ignore[type-var]
    holders = case.holders(seat)
    if seats is not None and seats.high is not None and effect.to not in holders and len(holders) >= seats.high:
        case.find("no vacancy", clause.cite if clause else None, effect=number, found=len(holders), required=seats.high)  # type: ignore[attr-defined]
    if route.kind == "co-option":
        rule, at = spoken(clauses, "co_option")  # type: ignore[type-var]
        co_opted = sum(1 for p in holders if (m := case.mandate(seat, p)) is not None and m.manner == "co-opted")
        if rule is not None and rule.at_most is not None and co_opted >= rule.at_most:
            case.find("no vacancy", at.cite if at else None, effect=number, found=co_opted, required=rule.at_most)  # type: ignore[attr-defined]
