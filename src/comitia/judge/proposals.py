"""Proposals, support, polls and votes: what is moved, who stands behind it, and when it dies."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from comitia.charter.vocabulary.meeting import ProposalRule
from comitia.charter.vocabulary.order import Power, Right
from comitia.charter.vocabulary.organisation import GoodStanding
from comitia.judge.case import Case, cite_of
from comitia.judge.deadlines import run_duties
from comitia.judge.electorate import find_no_elector, frozen_on
from comitia.judge.facts import find_what_is_said
from comitia.judge.findings import Status
from comitia.judge.parties import any_party, say_parties
from comitia.judge.roll import in_good_standing, suspended_rights
from comitia.judge.state import Matter, Poll, Proposal
from comitia.judge.terms import by_the_clock, check_blackout, days_given, first_day, last_day
from comitia.judge.voting import required
from comitia.record.acts import Polled, Proposed, Published, Supported, Tally, Voted, Withdrew
from comitia.record.times import day_text


def rule_for(case: Case, to: str, title: str = "") -> ProposalRule | None:
    """The clause on proposals to a body: the one of that name, else the first for that body."""
    rules = [
        r for r in case.law.all(ProposalRule) if (not r.to or any_party(case, r.to, case.ref(to))) and case.applies(r)
    ]
    return next((r for r in rules if str(r.name) == title), rules[0] if rules else None)


def proposed(case: Case, act: Proposed) -> None:
    """A motion, an amendment or a proposal is moved."""
    to = act.to if isinstance(act.to, str) else ""
    title = act.title if isinstance(act.title, str) else ""
    rule = rule_for(case, to, title)
    if rule is not None and rule.by and not any_party(case, rule.by, case.by):
        stranger = bool(case.by.person) and not case.is_member(case.by.person)
        case.find("outsider" if stranger else "no power", rule.cite, found=case.by.text, required=say_parties(rule.by))
    if rule is not None and rule.when is not None and case.condition(rule.when.source) is not True:
        status: Status = "unproven" if case.condition(rule.when.source) is None else "shown"
        case.find("condition not met", rule.cite, status=status, found=rule.when.source)
    for power in case.law.all(Power):
        if title and power.suspended_while in (title, f"a {title}", f"an {title}"):
            case.put(("running", power.suspended_while), act.id)
    if rule is not None and rule.again is not None:
        lost = case.get(("lost", to, title))
        if lost is not None and case.day <= last_day(lost, rule.again):
            case.find(
                "again too soon", rule.cite, found=case.day - lost, required=rule.again.count, unit=rule.again.unit
            )
    case.put(
        ("proposal", act.id),
        Proposal(
            case.by.text,
            to,
            case.day,
            case.day,
            act.effects,
            act.supporters,
            title=title,
            moved_at=case.moment.second,
            last_at=case.moment.second,
        ),
    )
    if isinstance(act.amends, str):
        amended = case.get(("proposal", act.amends))
        if not isinstance(amended, Proposal):
            case.fault("unknown act", name=act.amends)
        else:
            known = case.get(("amendments", act.amends)) or ()
            if not any(f.consequence == "void" for f in case.findings):
                case.put(("amendments", act.amends), (*known, act.id))
            case.put(
                ("proposal", act.amends),
                replace(
                    amended, last=case.day, last_at=case.moment.second, amended=case.day, amended_at=case.moment.second
                ),
            )
    elif to:
        run_duties(case, "a proposal is submitted", to, act.id)


def supported(case: Case, act: Supported) -> None:
    """Somebody seconds, sponsors or signs."""
    proposal = case.get(("proposal", act.what))
    if isinstance(proposal, Proposal):
        ended = expired(case, proposal)
        if ended:
            case.find("no such motion", found=ended, cause=act.what)
        supporters = tuple(dict.fromkeys((*proposal.supporters, case.by.person or case.by.text)))
        case.put(
            ("proposal", act.what), replace(proposal, supporters=supporters, last=case.day, last_at=case.moment.second)
        )
    elif not isinstance(case.get(("matter", act.what)), Matter):
        case.fault("unknown act", name=act.what)


def expired(case: Case, proposal: Proposal) -> str:
    """Why a proposal is dead: what ended it, or that it lapsed of inactivity; "" while it lives."""
    if proposal.ended:
        return proposal.ended
    rule = rule_for(case, proposal.to, proposal.title)
    if rule is None or rule.expires is None:
        return ""
    alive = by_the_clock(case, proposal.last_at, case.moment.second, rule.expires.span, least=False)
    if alive is None:
        alive = case.day <= last_day(proposal.last, rule.expires.span)
    return "" if alive else "lapsed"


def withdrew(case: Case, act: Withdrew) -> None:
    """Somebody withdraws a proposal, a charge, an appeal, an objection or support."""
    proposal = case.get(("proposal", act.what))
    matter = case.get(("matter", act.what))
    if isinstance(proposal, Proposal):
        who = case.by.person or case.by.text
        if who == case.ref(proposal.by).person or case.by.text == proposal.by:
            case.put(("proposal", act.what), replace(proposal, ended="withdrawn"))
            _no_longer_runs(case, act.what)
        else:
            case.put(
                ("proposal", act.what), replace(proposal, supporters=tuple(s for s in proposal.supporters if s != who))
            )
    elif isinstance(matter, Matter):
        if case.by.text not in (matter.by, matter.to) and case.by.person != matter.by:
            case.find("no power", found=case.by.text, required=(matter.by,))
        else:
            case.put(("matter", act.what), replace(matter, closed="withdrawn", closed_by=act.id))
    else:
        case.fault("unknown act", name=act.what)


def decide(case: Case, ident: str, proposal: Proposal, tally: Tally | None) -> None:
    """A proposal is put to its vote: it is ended by it, and remembered if it was lost."""
    yes, no = (tally.yes, tally.no) if tally is not None else (UNSET, UNSET)
    if isinstance(yes, int) and isinstance(no, int) and yes <= no:
        case.put(("lost", proposal.to, proposal.title), case.day)
    case.put(("proposal", ident), replace(proposal, ended="decided"))
    _no_longer_runs(case, ident)


def _no_longer_runs(case: Case, ident: str) -> None:
    for power in case.law.all(Power):
        if power.suspended_while and case.get(("running", power.suspended_while)) == ident:
            case.put(("running", power.suspended_while), None)


# Polls


def polled(case: Case, act: Polled) -> None:
    """A poll is opened: on a proposal that is alive and discussed long enough, or for an office."""
    opens, opens_at, _ = case.time(act.opens) if isinstance(act.opens, str) else case.moment
    closes = case.time(act.closes).day if isinstance(act.closes, str) else None
    what = act.what if isinstance(act.what, str) else ""
    body = act.body if isinstance(act.body, str) else ""
    posted = (act.facts or {}).get("nominations posted") if isinstance(act.facts, dict) else None
    find_what_is_said(case, act.id)
    if what:
        _check_proposal(case, what, body, opens, opens_at, closes)
    check_blackout(case, opens, closes)
    first = case.get(("poll", act.reopens)) if isinstance(act.reopens, str) else None
    if isinstance(first, Poll):
        case.put(("poll", act.reopens), replace(first, reopened=act.id))
    case.put(
        ("poll", act.id),
        Poll(
            body, act.election if isinstance(act.election, str) else "", what, case.day, opens, closes,
            act.manner if isinstance(act.manner, str) else "", act.roll if isinstance(act.roll, int) else None,
            seats=act.seats if isinstance(act.seats, int) else None, candidates=act.candidates,
            posted=case.time(posted).day if isinstance(posted, str) else None, findings=tuple(case.findings),
            record_date=frozen_on(case, act, opens), nominations=_nominations(act),
        ),
    )  # fmt: skip


def _nominations(act: Polled) -> tuple[tuple[str, str], ...]:
    facts = act.facts if isinstance(act.facts, dict) else {}
    return tuple((name, on) for name, on in facts.items() if name.startswith("nominations ") and isinstance(on, str))


def _check_proposal(case: Case, what: str, body: str, opens: int, opens_at: int | None, closes: int | None) -> None:
    proposal = case.get(("proposal", what))
    if not isinstance(proposal, Proposal):
        case.fault("unknown act", name=what)
        return
    rule = rule_for(case, proposal.to or body, proposal.title)
    ended = expired(case, proposal)
    if ended:
        case.find("no such motion", rule.cite if rule else None, found=ended, cause=what)
        case.put(("proposal", what), replace(proposal, ended=ended))
    if rule is None:
        return
    if rule.supporters is not None:
        need = required(case, rule.supporters, case.ref(proposal.to) if proposal.to else None)
        if not need.reached_by(len(proposal.supporters)):
            case.find("not enough support", rule.cite, found=len(proposal.supporters), required=need.least)
    if rule.discussion is not None:
        restarted = rule.restarts and proposal.amended is not None
        start = proposal.amended if restarted and proposal.amended is not None else proposal.day
        lawful = first_day(case, start, rule.discussion)
        start_at = proposal.amended_at if restarted else proposal.moved_at
        discussed = by_the_clock(case, start_at, opens_at, rule.discussion, least=True)
        if not discussed and (discussed is False or opens < lawful):
            case.find(
                "too early", rule.cite, not_before=lawful, found=days_given(case, start, opens, rule.discussion),
                required=rule.discussion.count, unit=rule.discussion.unit,
            )  # fmt: skip
    if rule.voting is not None and closes is not None:
        _check_length(case, rule, opens, closes)


def _check_length(case: Case, rule: ProposalRule, opens: int, closes: int) -> None:
    """A poll is open as long as the rule says; where its closing is an instant, to the minute."""
    assert rule.voting is not None
    last = last_day(opens, rule.voting)
    over = closes - last
    act = case.act
    if isinstance(act, Polled) and isinstance(act.closes, str) and (end := case.time(act.closes).second) is not None:
        start = case.time(act.opens).second if isinstance(act.opens, str) else None
        begun = _midnight(case, opens) if start is None else start
        asked = _midnight(case, last) - _midnight(case, opens)
        over = 0 if abs(end - begun - asked) <= MINUTE else end - begun - asked
    if over > 0:
        case.find("open too long", rule.cite, found=closes - opens, required=last - opens)
    elif over < 0:
        case.find("closed early", rule.cite, found=closes, required=last)


MINUTE = 60


def _midnight(case: Case, day: int) -> int:
    return int(case.time(day_text(day) + "T00:00").second or 0)


def voted(case: Case, act: Voted) -> None:
    """Somebody votes: once, entitled, while the poll is open."""
    poll = case.get(("poll", act.poll))
    if not isinstance(poll, Poll):
        case.fault("unknown act", name=act.poll)
        return
    who = case.by.person
    cast: tuple[str, ...] = case.state.get(("voted", who)) or ()
    if act.poll in cast:
        case.find("voted twice", persons=(who,))
        return
    if case.person(who) is None:
        case.fault("unknown person", name=case.by.text)
        return
    faults = poll.faults
    if not case.is_member(who) or ("vote" in suspended_rights(case) and not in_good_standing(case, who)):
        standing = next(iter(case.law.all(GoodStanding)), None)
        case.find("not entitled to vote", cite_of(standing), persons=(who,))
        faults += 1
    elif find_no_elector(case, poll, who):
        faults += 1
    day = case.day
    if (poll.opens is not None and day < poll.opens) or (poll.closes is not None and day > poll.closes):
        case.find(
            "too early" if poll.opens is not None and day < poll.opens else "too late",
            found=day,
            required=poll.opens or poll.closes or 0,
        )
        faults += 1
    case.own["voted", who] = (*(p for p in cast if _open(case, p)), act.poll)
    case.own["poll", act.poll] = replace(poll, cast=poll.cast + 1, faults=faults)


def _open(case: Case, poll_id: str) -> bool:
    poll = case.get(("poll", poll_id))
    return isinstance(poll, Poll) and not poll.ended


def published(case: Case, act: Published) -> None:
    """Something is published: a protected right may be used by it, nominations may be posted by it."""
    who = case.by.person
    if isinstance(act.what, str):
        poll = case.get(("poll", act.what))
        if isinstance(poll, Poll) and poll.posted is None:
            case.put(("poll", act.what), replace(poll, posted=case.day))
    for right in case.law.all(Right):
        if who and right.where and right.where == act.where and any_party(case, right.of, case.by):
            used = case.get(("used", who)) or ()
            case.put(("used", who), (*used, (str(right.name), case.day, act.id)))
