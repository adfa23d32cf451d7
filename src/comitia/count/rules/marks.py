"""Rules that count marks: plurality, block, limited, cumulative-free approval, and Borda's points for ranks.

Plurality: the most first marks. Block: as many marks as seats. Limited: fewer marks than seats (with one mark:
the single non-transferable vote). Approval: any number of marks (S. J. Brams, P. C. Fishburn, "Approval voting",
American Political Science Review 72:3, 1978). Borda: J.-C. de Borda, "Memoire sur les elections au scrutin",
1781; the variants are named in its terms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from comitia.count.ballots import Handling, Policy, Ranking, Treatment
from comitia.count.result import Count, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.tally import elect_highest


@dataclass(frozen=True, slots=True)
class MarksTerms:
    """`marks`: how many candidates a paper may mark (None: as the rule says).

    `ranked`: papers rank, and count for their first preferences, instead of being invalid when they name more.
    """

    marks: int | None = None
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class BordaTerms:
    """`points`: of n candidates, rank k earns n - k (`n-1 to 0`), n - k + 1 (`n to 1`), or 1/k (`1/rank`).

    `unranked`: those whom a paper leaves out earn nothing, or share equally what is left.
    """

    points: Literal["n-1 to 0", "n to 1", "1/rank"] = "n-1 to 0"
    unranked: Literal["nothing", "share"] = "nothing"


def marked(ranking: Ranking) -> tuple[int, ...]:
    """Everybody whom a paper names, in order."""
    out: list[int] = []
    for mark in ranking:
        out.extend(mark if isinstance(mark, tuple) else (mark,))
    return tuple(out)


def count_plurality(contest: Contest) -> Count:
    """The most first marks win."""
    totals: list[Votes] = [0] * len(contest.names)
    standing = set(contest.hopeful)
    valid = 0
    for ranking, number in contest.reading.papers.items():
        first = ranking[0]
        if isinstance(first, int) and first in standing:
            totals[first] += number
            valid += number
    return elect_highest(contest, totals, valid=valid)


def _count_sets(contest: Contest, limit: int | None, ranked: bool = False) -> Count:
    totals: list[Votes] = [0] * len(contest.names)
    standing = set(contest.hopeful)
    valid = over = 0
    for ranking, number in contest.reading.papers.items():
        names = [each for each in marked(ranking) if each in standing]
        if ranked:
            names = names[:limit]
        if limit is not None and len(names) > limit:
            over += number
            continue
        if names:
            valid += number
        for each in names:
            totals[each] += number
    counted = elect_highest(contest, totals, valid=valid)
    if not over:
        return counted
    return replace(counted, treatments=(*counted.treatments, Treatment("too many marks", Handling.REJECT, over)))


def count_block(contest: Contest) -> Count:
    """As many marks as seats; a paper with more is invalid."""
    return _count_sets(contest, contest.terms.marks or contest.seats, contest.terms.ranked)


def count_limited(contest: Contest) -> Count:
    """Fewer marks than seats (by default one fewer); a paper with more is invalid."""
    return _count_sets(contest, contest.terms.marks or max(1, contest.seats - 1), contest.terms.ranked)


def count_approval(contest: Contest) -> Count:
    """Any number of marks; the most approved win."""
    return _count_sets(contest, None)


def count_borda(contest: Contest) -> Count:
    """Points for ranks. Candidates who share a rank share its points, exactly."""
    terms: BordaTerms = contest.terms
    size = len(contest.hopeful)
    standing = set(contest.hopeful)
    worth = [_points(terms.points, size, rank) for rank in range(1, size + 1)]
    totals: list[Votes] = [0] * len(contest.names)
    for ranking, number in contest.reading.papers.items():
        at = 0
        left = set(standing)
        for mark in ranking:
            level = [each for each in (mark if isinstance(mark, tuple) else (mark,)) if each in standing]
            if not level:
                continue
            share = sum(worth[at : at + len(level)], Fraction(0)) / len(level)
            for each in level:
                totals[each] += share * number
            left.difference_update(level)
            at += len(level)
        if terms.unranked == "share" and left:
            share = sum(worth[at:], Fraction(0)) / len(left)
            for each in left:
                totals[each] += share * number
    whole = all(Fraction(total).denominator == 1 for total in totals)
    return elect_highest(contest, totals, places=0 if whole else None)


def _points(kind: str, size: int, rank: int) -> Fraction:
    match kind:
        case "n-1 to 0":
            return Fraction(size - rank)
        case "n to 1":
            return Fraction(size - rank + 1)
        case _:
            return Fraction(1, rank)


FIRST_ONLY = Policy(Handling.STOP, Handling.PASS_OVER, Handling.STOP)
SET = Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.EQUAL)

PLURALITY = Rule(
    "plurality",
    "Plurality",
    "the ordinary rule of assemblies: most votes",
    "whole papers",
    "rankings",
    FIRST_ONLY,
    count_plurality,
    also=("fptp", "first-past-the-post", "sntv", "relative-majority"),
)
BLOCK = Rule(
    "block",
    "Block vote",
    "as many votes as seats, most votes",
    "whole papers",
    "marks",
    SET,
    count_block,
    MarksTerms,
    also=("plurality-at-large", "multiple-non-transferable-vote"),
)
LIMITED = Rule(
    "limited", "Limited vote", "fewer votes than seats, most votes", "whole papers", "marks", SET, count_limited,
    MarksTerms,
)  # fmt: skip
APPROVAL = Rule(
    "approval",
    "Approval voting",
    "S. J. Brams, P. C. Fishburn, American Political Science Review 72:3 (1978)",
    "whole papers",
    "marks",
    SET,
    count_approval,
)
BORDA = Rule(
    "borda",
    "Borda count",
    "J.-C. de Borda, Memoire sur les elections au scrutin (1781)",
    "exact fractions",
    "rankings",
    SET,
    count_borda,
    BordaTerms,
    also=("borda-count", "dowdall"),
)
