"""Seats to party lists in proportion to votes: highest averages and largest remainders, with thresholds.

d'Hondt (V. D'Hondt, 1878), Sainte-Lague (A. Sainte-Lague, 1910) and its modified form with a first divisor of
1.4; quotas of Hare (votes / seats), Droop (whole part of votes / (seats + 1), plus 1), Hagenbach-Bischoff
(votes / (seats + 1)) and Imperiali (votes / (seats + 2)), each with largest remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from comitia.count.ballots import Ballots
from comitia.count.errors import Place, RuleError
from comitia.count.result import Action, Count, Note, Outcome, Stage, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.marks import FIRST_ONLY
from comitia.count.ties import OpenTie

QuotaKind = Literal["hare", "droop", "hagenbach-bischoff", "hagenbach-bischoff rounded", "imperiali"]


@dataclass(frozen=True, slots=True)
class ListTerms:
    """`threshold`: the share of valid votes a list needs. `thresholds`: another share for some lists.

    `first_divisor` replaces the first divisor of a highest-averages rule.
    """

    threshold: Fraction = Fraction(0)
    thresholds: Mapping[str, Fraction] = field(default_factory=dict)
    first_divisor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class RemainderTerms:
    """`threshold` and `thresholds` as for highest averages; `quota`: what a seat costs."""

    threshold: Fraction = Fraction(0)
    thresholds: Mapping[str, Fraction] = field(default_factory=dict)
    quota: QuotaKind = "hare"


def list_ballots(votes: Mapping[str, int]) -> Ballots:
    """Totals of a poll as ballots, one mark each: what a party-list count starts from.

    Raises RuleError for a negative number.
    """
    for name, number in votes.items():
        if number < 0:
            raise RuleError(
                "bad-number", f"{number} votes for `{name}`", "a whole number from 0 up", "correct it", Place("votes")
            )
    return Ballots(tuple(votes), {(each,): number for each, number in enumerate(votes.values()) if number}, plain=True)


def _totals(contest: Contest) -> list[int]:
    totals = [0] * len(contest.names)
    for ranking, number in contest.reading.papers.items():
        if isinstance(ranking[0], int):
            totals[ranking[0]] += number
    return totals


def _over_threshold(contest: Contest, totals: Sequence[int]) -> tuple[list[int], list[Note]]:
    valid = sum(totals)
    within, out = [], []
    for each in contest.hopeful:
        need = Fraction(contest.terms.thresholds.get(contest.names[each], contest.terms.threshold))
        if totals[each] and Fraction(totals[each]) >= need * valid:
            within.append(each)
        elif totals[each]:
            out.append(each)
    return within, [Note("below-threshold", 1, tuple(out))] if out else []


def _highest_averages(contest: Contest, first: Fraction, step: int) -> Count:
    totals = _totals(contest)
    within, notes = _over_threshold(contest, totals)
    first = contest.terms.first_divisor or first
    seats = [0] * len(contest.names)
    averages = {each: Fraction(totals[each]) / first for each in within}
    outcome = None
    try:
        for _ in range(contest.seats if within else 0):
            best = max(averages.values())
            level = [each for each in within if averages[each] == best]
            left = contest.seats - sum(seats)
            if len(level) > 1 and len(level) > left:
                each = contest.ties.pick(level, most=True, history=[tuple(totals)], stage=1, purpose="last seat")
            else:
                each = level[0]
            seats[each] += 1
            averages[each] = Fraction(totals[each]) / (1 + step * seats[each])
    except OpenTie:
        outcome = Outcome.TIED
    return _report(contest, totals, seats, within, notes, outcome, None)


def count_dhondt(contest: Contest) -> Count:
    """Divisors 1, 2, 3 ..."""
    return _highest_averages(contest, Fraction(1), 1)


def count_sainte_lague(contest: Contest) -> Count:
    """Divisors 1, 3, 5 ..."""
    return _highest_averages(contest, Fraction(1), 2)


def count_largest_remainder(contest: Contest) -> Count:
    """A seat for each whole quota, then one each to the largest remainders."""
    totals = _totals(contest)
    within, notes = _over_threshold(contest, totals)
    votes = sum(totals[each] for each in within)
    quota = _quota(contest.terms.quota, votes, contest.seats)
    seats = [0] * len(contest.names)
    outcome = None
    if within:
        for each in within:
            seats[each] = int(totals[each] // quota)
        remainders: list[Votes] = [Fraction(0)] * len(seats)
        for each in within:
            remainders[each] = totals[each] - seats[each] * quota
        try:
            _level_out(contest, seats, remainders, within, totals)
        except OpenTie:
            outcome = Outcome.TIED
    return _report(contest, totals, seats, within, notes, outcome, quota)


def _level_out(
    contest: Contest, seats: list[int], remainders: Sequence[Votes], within: Sequence[int], totals: Sequence[int]
) -> None:
    """Give what is left by largest remainder, or (small quotas can give out too many) take back by smallest."""
    short = contest.seats - sum(seats)
    while short > 0:
        turn = min(short, len(within))
        ordered = contest.ties.rank(within, remainders, stage=1, purpose="largest remainder", seats=turn)
        for each in ordered[:turn]:
            seats[each] += 1
        short -= turn
    if short < 0:
        opposite: list[Votes] = [-remainder for remainder in remainders]
        held = [each for each in within if seats[each]]
        for each in contest.ties.rank(held, opposite, stage=1, purpose="smallest remainder", seats=-short)[:-short]:
            seats[each] -= 1


def _quota(kind: QuotaKind, votes: int, seats: int) -> Fraction:
    match kind:
        case "hare":
            return Fraction(votes, seats)
        case "droop":
            return Fraction(votes // (seats + 1) + 1)
        case "hagenbach-bischoff":
            return Fraction(votes, seats + 1)
        case "hagenbach-bischoff rounded":
            return Fraction((2 * votes + seats + 1) // (2 * (seats + 1)))
        case "imperiali":
            return Fraction(votes, seats + 2)


def _report(
    contest: Contest,
    totals: Sequence[int],
    seats: Sequence[int],
    within: Sequence[int],
    notes: Sequence[Note],
    outcome: Outcome | None,
    quota: Fraction | None,
) -> Count:
    elected = [each for each in sorted(within, key=lambda each: (-totals[each], each)) if seats[each]]
    if outcome is None:
        outcome = Outcome.DECIDED if sum(seats) == contest.seats else Outcome.SHORT
    stage = Stage(1, Action.SEATS, (), tuple(totals), quota=quota, elected=tuple(elected))
    return contest.result(elected, [stage], outcome=outcome, quota=quota, notes=notes, allocation=seats)


def _rule(name: str, title: str, source: str, counts: object, terms: type, *also: str) -> Rule:
    return Rule(
        name, title, source, "exact fractions", "rankings", FIRST_ONLY, counts, terms,  # type: ignore[arg-type]
        constrainable=False, also=also,
    )  # fmt: skip


DHONDT = _rule(
    "dhondt", "d'Hondt", "V. D'Hondt, La representation proportionnelle des partis (1878)", count_dhondt, ListTerms,
    "jefferson", "highest-averages",
)  # fmt: skip
SAINTE_LAGUE = _rule(
    "sainte-lague", "Sainte-Laguë", "A. Sainte-Lague, La representation proportionnelle (1910)", count_sainte_lague,
    ListTerms, "webster", "schepers",
)  # fmt: skip
LARGEST_REMAINDER = _rule(
    "largest-remainder", "Largest remainder", "T. Hare (1859) and others, by quota", count_largest_remainder,
    RemainderTerms, "hamilton", "hare-niemeyer", "hare",
)  # fmt: skip
