"""The declared result held against the papers: counted again by the rule that the election's clause names.

The count itself is `comitia.count`'s. Here is only what the law adds: which rule, how many seats, how a tie is broken,
and what it means for each person declared elected. What cannot be counted is unproven, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from comitia.charter.clause import Cite
from comitia.charter.law import spoken
from comitia.charter.vocabulary.meeting import Election
from comitia.count.catalogue import count, find_rule
from comitia.count.errors import CountError, RuleError
from comitia.count.lots import whichever_way
from comitia.count.margin import could_change, margin
from comitia.count.papers import Written, read_written, rule_for
from comitia.count.result import Count
from comitia.count.ties import BY_WORDS, TieRule
from comitia.judge.asserted import Asserted
from comitia.judge.case import Case, cite_of
from comitia.judge.state import Poll
from comitia.record.acts import Declared

BY_NUMBER = frozenset({"", "plurality", "block", "limited", "approval"})
"""Counting rules under which whoever has more votes is elected before whoever has fewer."""

LOTS, FEW = 120, 1000
"""So many falls of the lot are tried (every order of five who stand level), of up to so many different papers."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The papers of a result, counted. ways: every count that lots may lead to; one where none is needed.

    reason: why there is none, as a code of `comitia.count` or of this module.
    """

    rule: str
    ways: tuple[Count, ...] = ()
    reason: str = ""


def canonical(name: str) -> str:
    """A rule's own name, whatever it goes by; an unknown name as it stands."""
    try:
        return find_rule(name).name if name else ""
    except RuleError:
        return name


def elected_together(asserted: Asserted) -> tuple[str, ...]:
    """Those declared elected together with this one: to the same seat or office."""
    effects = asserted.decision.act.effects
    return tuple(
        dict.fromkeys(e.to for e in effects if e.do == "confer" and isinstance(e.to, str) and e.of == asserted.of)
    )


def seats_of(case: Case, asserted: Asserted, poll: Poll | None) -> int | None:
    """How many were to be elected: as the poll was opened for, else as declared; one to an office. None: not known."""
    act = asserted.decision.act
    if poll is not None and poll.seats is not None:
        return poll.seats
    if isinstance(act, Declared) and isinstance(act.seats, int):
        return act.seats
    return 1 if case.ref(asserted.of).kind == "office" else None


def counted(case: Case, asserted: Asserted, rules: Sequence[Election], poll: Poll | None) -> Counted | None:
    """The papers of a declared result by the clause's rule, counted once for an act; None without papers."""
    act = asserted.decision.act
    if not isinstance(act, Declared) or not isinstance(act.papers, dict):
        return None
    known: Counted | None = case.counts.get(asserted.of)
    if known is None:
        known = case.counts[asserted.of] = _count(case, asserted, act, rules, poll)
    return known


def _count(case: Case, asserted: Asserted, act: Declared, rules: Sequence[Election], poll: Poll | None) -> Counted:
    assert isinstance(act.papers, dict)
    named = str(spoken(rules, "rule")[0] or (act.rule if isinstance(act.rule, str) else ""))
    if len({e.of for e in act.effects if e.do == "confer"}) > 1:
        return Counted(named, reason="several-offices")
    stood = poll.candidates if poll is not None else ()
    seats = seats_of(case, asserted, poll) or len(elected_together(asserted))
    try:
        written = read_written(act.papers, stood)
        rule = rule_for(named or _unnamed(written), written)
        if rule.name == "debian" and not stood:
            raise RuleError("default-option-missing", "no list of the options", "the options, the default one last", "")
        steps = BY_WORDS.get(str(spoken(rules, "tie")[0]))
        ways = whichever_way(
            lambda order: count(rule, written.ballots, seats=seats, ties=TieRule(steps, order)),
            LOTS if len(act.papers) <= FEW else LOTS // 5,
        )
    except CountError as error:
        return Counted(canonical(named), reason=error.code)
    if ways is None:
        return Counted(rule.name, reason="lot-open")
    if any(way.allocation for way in ways):
        return Counted(rule.name, reason="lists")
    return Counted(rule.name, ways)


def _unnamed(written: Written) -> str:
    """The rule where nothing names one: most votes, if every paper gives one vote."""
    if written.kinds <= {"one name", "blank"}:
        return "plurality"
    raise RuleError("no-rule-named", "papers that do more than name one", "a rule in the election's clause", "name it")


def check_as_counted(case: Case, asserted: Asserted, rules: Sequence[Election], poll: Poll | None) -> None:
    """Nobody is elected but by the count: by the papers where they are on record, else by the tally."""
    rule, clause = spoken(rules, "rule")
    act, number = asserted.decision.act, asserted.number
    cite = cite_of(clause or rules[0])
    declared = act.rule if isinstance(act, Declared) and isinstance(act.rule, str) else ""
    if rule and clause is not None and declared and canonical(declared) != canonical(rule):
        case.find("result not as counted", clause.cite, effect=number, kind="rule", found=declared, required=rule)
    result = counted(case, asserted, rules, poll)
    if result is None:
        past = tally_margin(asserted)
        if canonical(rule) in BY_NUMBER and past is not None and past < 0:
            case.find("result not as counted", cite, effect=number, found=asserted.to, margin=past)
            return
    elif not result.ways:
        case.find(
            "result not as counted", cite, effect=number, status="unproven", kind="uncountable",
            found=asserted.to, required=result.rule, reason=result.reason,
        )  # fmt: skip
    elif not _is_elected(case, asserted, result, cite):
        return
    _check_seats(case, asserted, rules, poll, result)


def _is_elected(case: Case, asserted: Asserted, result: Counted, cite: Cite | None) -> bool:
    """Whether the count elects this person; where only a lot does, a lot must be on record and fit the others too."""
    by_lot = {name for way in result.ways for name in way.winners}
    always = [name for name in result.ways[0].winners if all(name in way.winners for way in result.ways)]
    if asserted.to in always:
        return True
    act = asserted.decision.act
    drawn = isinstance(act, Declared) and isinstance(act.tie, str)
    together = set(elected_together(asserted))
    if asserted.to in by_lot and not drawn:
        case.find(
            "result not as counted", cite, effect=asserted.number, status="unproven", kind="lot", found=asserted.to,
            required=tuple(sorted(by_lot - set(always))), rule=result.rule, reason="lot-needed",
        )  # fmt: skip
        return True
    if asserted.to in by_lot and any(together <= set(way.winners) for way in result.ways):
        return True
    case.find(
        "result not as counted", cite, effect=asserted.number, kind="winner", found=asserted.to,
        required=tuple(always) or ("nobody",), rule=result.rule,
    )  # fmt: skip
    return False


def _check_seats(
    case: Case, asserted: Asserted, rules: Sequence[Election], poll: Poll | None, result: Counted | None
) -> None:
    """No more are declared elected than there are seats, and no other number of seats than the poll was opened for."""
    act, number, cite = asserted.decision.act, asserted.number, rules[0].cite
    seats, together = seats_of(case, asserted, poll), elected_together(asserted)
    if seats is None:
        return
    declared = act.seats if isinstance(act, Declared) and isinstance(act.seats, int) else seats
    if declared != seats:
        case.find("result not as counted", cite, effect=number, kind="seats", found=declared, required=seats)
    elif len(together) > seats and not (result is not None and result.ways) and not _within(asserted, together, seats):
        case.find("result not as counted", cite, effect=number, kind="seats", found=len(together), required=seats)


def _within(asserted: Asserted, together: Sequence[str], seats: int) -> bool:
    """Whether the tally alone shows that this person is one of so many with the most votes."""
    options = tally_options(asserted)
    own = options.get(asserted.to)
    return own is not None and sum(1 for name in together if options.get(name, own) >= own) <= seats


# Could it have changed the result?


def tally_options(asserted: Asserted) -> dict[str, int]:
    """The votes of each candidate, as far as the tally says."""
    tally = asserted.decision.tally
    return tally.options if tally is not None and isinstance(tally.options, dict) else {}


def tally_margin(asserted: Asserted) -> int | None:
    """By how many votes a candidate was elected, by the tally: over the best of those not elected."""
    options = tally_options(asserted)
    votes = asserted.effect.votes if isinstance(asserted.effect.votes, int) else options.get(asserted.to)
    together = elected_together(asserted)
    losers = [number for name, number in options.items() if name not in together]
    return votes - max(losers) if losers and votes is not None else None


class Materiality(NamedTuple):
    """Whether a fault is `immaterial`: it could not have changed who has this seat; and the margin that shows it.

    margin: the votes of the narrowest decision ("": not known). holds: `exact`, a `bound` below which nothing changes,
    or only an `indication`, which shows nothing.
    """

    immaterial: bool
    margin: int | str = ""
    holds: str = ""


def materiality(
    case: Case, asserted: Asserted, rules: Sequence[Election], poll: Poll | None, affected: int
) -> Materiality:
    """Whether so many votes, added or removed, could not have changed who has this seat."""
    result = counted(case, asserted, rules, poll)
    if result is None:
        by_tally = tally_margin(asserted)
        if by_tally is None:
            return Materiality(False)
        holds = "exact" if canonical(spoken(rules, "rule")[0]) in BY_NUMBER else "indication"
        found = Fraction(max(by_tally, 0))
    elif len(result.ways) != 1:
        return Materiality(False, 0, "exact") if result.ways else Materiality(False)
    else:
        found, holds = _margin_of(result.ways[0], asserted.to)
    said = int(found) if found.denominator == 1 else str(found)
    return Materiality(holds != "indication" and not could_change(affected, found), said, holds)


def _margin_of(way: Count, person: str) -> tuple[Fraction, str]:
    """The margin of one of those elected: a candidate's own where the highest totals win, else the whole count's."""
    least = margin(way)
    if way.rule not in BY_NUMBER or person not in way.winners or not way.stages:
        return least.votes, least.holds
    totals = way.stages[-1].totals
    losers = [totals[n] for n in range(len(way.candidates)) if n not in way.elected and n not in way.withdrawn]
    if not losers:
        return least.votes, least.holds
    return Fraction(totals[way.candidates.index(person)] - max(losers)) / way.scale, least.holds
