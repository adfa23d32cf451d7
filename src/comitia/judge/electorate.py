"""Who votes in an election: those the clause names, as they stood on the day when the roll was frozen."""

from __future__ import annotations

from comitia.charter.law import spoken
from comitia.charter.vocabulary.meeting import Election
from comitia.judge.case import Case, cite_of
from comitia.judge.power import elections_of
from comitia.judge.roll import has_place, in_good_standing
from comitia.judge.state import Poll
from comitia.record.acts import Polled
from comitia.record.times import add


def frozen_on(case: Case, act: Polled, opens: int) -> int | None:
    """The day of the roll: so long before the poll as the election's clause says, else as announced. None: not frozen.

    Whoever was admitted after that day has no vote.
    """
    rules = _rules(case, act.election if isinstance(act.election, str) else "")
    window, _ = spoken(rules, "record_date")
    if window is not None and window.event == "the poll":
        return add(opens, -window.span.count, window.span.unit)
    return case.time(act.record_date).day if isinstance(act.record_date, str) else None


def find_no_elector(case: Case, poll: Poll, who: str) -> bool:
    """Find that somebody, who may vote otherwise, is no elector in this poll; whether that was found."""
    rules = _rules(case, poll.election)
    person = case.person(who)
    if poll.record_date is not None and person is not None and person.since > poll.record_date:
        _, clause = spoken(rules, "record_date")
        case.find("not entitled to vote", cite_of(clause), persons=(who,), kind="late", since=poll.record_date)
        return True
    electors, clause = spoken(rules, "electors")
    if clause is None or _is_elector(case, poll, str(electors), who):
        return False
    case.find("not entitled to vote", clause.cite, persons=(who,), kind="electors")
    return True


def _is_elector(case: Case, poll: Poll, electors: str, who: str) -> bool:
    """Whether somebody is one of those whom `electors` names, in the words of a body's composition."""
    body = case.ref(poll.body)
    if electors.startswith("delegates"):
        return body.kind != "body" or has_place(case, body, who)
    if "in good standing" in electors and not in_good_standing(case, who):
        return False
    person, unit = case.person(who), body.unit or case.ref(poll.election).unit
    of = electors.rpartition(" of ")[2].removeprefix("the ").removeprefix("every ")
    if of in case.law.bodies:
        return has_place(case, case.ref(f"{of}/{body.unit}" if body.unit else of), who)
    return not unit or (person is not None and case.within(person.unit, unit))


def _rules(case: Case, election: str) -> list[Election]:
    return elections_of(case, case.ref(election).name or election) if election else []
