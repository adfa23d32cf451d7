"""Rules that elect whoever beats every other candidate one to one, and differ where nobody does.

Schulze: M. Schulze, "A new monotonic, clone-independent ... method", Social Choice and Welfare 36 (2011).
Ranked pairs: T. N. Tideman, "Independence of clones", Social Choice and Welfare 4 (1987).
Copeland: A. H. Copeland (1951). Minimax: P. B. Simpson (1969), G. H. Kramer (1977).
Schwartz: T. Schwartz, The Logic of Collective Choice (1986). `condorcet` elects the Condorcet winner or nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from comitia.count.ballots import Handling, Policy
from comitia.count.result import Action, Count, Note, Outcome, Stage, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.pairwise import (
    Beats,
    as_pairwise,
    condorcet_winner,
    matrix,
    reach,
    schwartz_set,
    smith_set,
    victories,
)
from comitia.count.rules.tally import elect_levels
from comitia.count.ties import OpenTie, level_groups


@dataclass(frozen=True, slots=True)
class CondorcetTerms:
    """`strength` of a victory: papers for it (`winning votes`), or papers for less papers against (`margin`)."""

    strength: Literal["winning votes", "margin"] = "winning votes"


Order = list[list[int]]
"""Candidates from first to last, those level together."""


def _strength(beats: Beats, a: int, b: int, terms: CondorcetTerms) -> int:
    return beats[a][b] - beats[b][a] if terms.strength == "margin" else beats[a][b]


def schulze_order(beats: Beats, standing: Sequence[int], terms: CondorcetTerms) -> Order:
    """Ordered by strongest paths. A path is as strong as its weakest victory; Floyd and Warshall's loop."""
    power = {
        a: {b: (_strength(beats, a, b, terms) if beats[a][b] > beats[b][a] else 0) for b in standing if b != a}
        for a in standing
    }
    for by in standing:
        through = power[by]
        for a in standing:
            if a == by:
                continue
            row = power[a]
            first = row[by]
            for b in standing:
                if b in (a, by):
                    continue
                path = min(first, through[b])
                if path > row[b]:
                    row[b] = path
    return _peel(standing, lambda a, b: power[a][b] > power[b][a])


def _peel(standing: Sequence[int], better: Callable[[int, int], bool]) -> Order:
    """A strict partial order, laid out as levels: whoever nobody left is better than comes next."""
    left = list(standing)
    out: Order = []
    while left:
        top = [a for a in left if not any(better(b, a) for b in left if b != a)]
        out.append(top)
        left = [each for each in left if each not in top]
    return out


def copeland_order(beats: Beats, standing: Sequence[int], _: CondorcetTerms) -> tuple[Order, list[Votes]]:
    """Victories, and half a point for a draw."""
    points: list[Votes] = [Fraction(0)] * len(beats)
    for a in standing:
        for b in standing:
            if a != b:
                points[a] += Fraction((beats[a][b] > beats[b][a]) * 2 + (beats[a][b] == beats[b][a]), 2)
    return level_groups(standing, points), points


def minimax_order(beats: Beats, standing: Sequence[int], terms: CondorcetTerms) -> tuple[Order, list[Votes]]:
    """Least worst defeat first; the totals are the worst defeats, as negative numbers."""
    worst: list[Votes] = [0] * len(beats)
    for a in standing:
        losses = [_strength(beats, b, a, terms) for b in standing if b != a and beats[b][a] > beats[a][b]]
        worst[a] = -max(losses, default=0)
    return level_groups(standing, worst), worst


def ranked_pairs_order(contest: Contest, beats: Beats, standing: Sequence[int], terms: CondorcetTerms) -> Order:
    """Victories locked from the strongest down, save those that would close a circle.

    Raises OpenTie where victories of equal strength exclude one another and no tie rule orders them.
    """
    ordered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b in victories(beats, standing):
        ordered.setdefault((_strength(beats, a, b, terms), -beats[b][a]), []).append((a, b))
    locked: list[tuple[int, int]] = []
    unsettled: list[tuple[int, int]] = []
    tie: OpenTie | None = None
    for key in sorted(ordered, reverse=True):
        far = reach(locked, standing)
        group = [(a, b) for a, b in ordered[key] if a not in far[b]]
        together = reach([*locked, *group], standing)
        if not any(a in together[a] for a in standing):
            locked += group
            continue
        try:
            above = sorted({a for a, _ in group})
            first = contest.ties.rank(above, [0] * len(beats), stage=1, purpose="equal victories")
        except OpenTie as open_tie:
            # those in no circle are locked in whatever order; the rest may turn out not to matter
            tie = tie or open_tie
            locked += [(a, b) for a, b in group if a not in together[b]]
            unsettled += [(a, b) for a, b in group if a in together[b]]
            continue
        for a, b in sorted(group, key=lambda pair: (first.index(pair[0]), pair[1])):
            if a not in reach(locked, standing)[b]:
                locked.append((a, b))
    far = reach(locked, standing)
    order = _peel(standing, lambda a, b: b in far[a])
    if tie is not None:
        if contest.seats > 1 or len(order[0]) > 1 or any(b == order[0][0] for _, b in unsettled):
            raise tie
        contest.ties.log.remove(tie.tie)
    return order


def _finish(contest: Contest, beats: Beats, order: Order, totals: Sequence[Votes], places: int | None) -> Count:
    """Elect from the order; a tie matters only across the last seat."""
    elected, outcome, more = elect_levels(contest, order)
    notes = [*_notes(contest, beats), *more]
    stage = Stage(1, Action.COMPARISON, (), tuple(totals), elected=tuple(elected))
    return contest.result(
        elected, [stage], outcome=outcome, places=places, notes=notes, pairwise=as_pairwise(beats), ranking=order
    )


def _notes(contest: Contest, beats: Beats) -> list[Note]:
    if len(contest.hopeful) < 2:
        return []
    winner = condorcet_winner(beats, contest.hopeful)
    if winner is not None:
        return [Note("condorcet-winner", 1, (winner,))]
    return [Note("no-condorcet-winner", 1, tuple(smith_set(beats, contest.hopeful)))]


def _beats(contest: Contest) -> list[list[int]]:
    return matrix(contest.reading.papers, len(contest.names), contest.hopeful)


def _wins(contest: Contest, beats: Beats) -> list[Votes]:
    wins: list[Votes] = [0] * len(contest.names)
    for a, _ in victories(beats, contest.hopeful):
        wins[a] += 1
    return wins


def count_schulze(contest: Contest) -> Count:
    """Strongest paths."""
    beats = _beats(contest)
    order = schulze_order(beats, contest.hopeful, contest.terms)
    return _finish(contest, beats, order, _wins(contest, beats), 0)


def count_ranked_pairs(contest: Contest) -> Count:
    """Tideman's ranked pairs."""
    beats = _beats(contest)
    try:
        order = ranked_pairs_order(contest, beats, contest.hopeful, contest.terms)
    except OpenTie:
        stage = Stage(1, Action.COMPARISON, (), tuple(_wins(contest, beats)))
        return contest.result(
            [], [stage], outcome=Outcome.TIED, notes=_notes(contest, beats), pairwise=as_pairwise(beats)
        )
    return _finish(contest, beats, order, _wins(contest, beats), 0)


def count_copeland(contest: Contest) -> Count:
    """Most victories, draws for half."""
    beats = _beats(contest)
    order, points = copeland_order(beats, contest.hopeful, contest.terms)
    return _finish(contest, beats, order, points, 1)


def count_minimax(contest: Contest) -> Count:
    """The least worst defeat."""
    beats = _beats(contest)
    order, worst = minimax_order(beats, contest.hopeful, contest.terms)
    return _finish(contest, beats, order, worst, 0)


def count_schwartz(contest: Contest) -> Count:
    """The Schwartz set; where it has several members, the tie rule decides among them."""
    beats = _beats(contest)
    top = schwartz_set(victories(beats, contest.hopeful), contest.hopeful)
    order = [top, [each for each in contest.hopeful if each not in top]]
    return _finish(contest, beats, [level for level in order if level], _wins(contest, beats), 0)


def count_condorcet(contest: Contest) -> Count:
    """The Condorcet winner, or nobody."""
    beats = _beats(contest)
    winner = condorcet_winner(beats, contest.hopeful)
    elected = [] if winner is None else [winner]
    stage = Stage(1, Action.COMPARISON, (), tuple(_wins(contest, beats)), elected=tuple(elected))
    return contest.result(
        elected,
        [stage],
        outcome=Outcome.DECIDED if elected else Outcome.NOBODY,
        notes=_notes(contest, beats),
        pairwise=as_pairwise(beats),
    )


EQUAL = Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.EQUAL)
_WHOLE = "whole papers"


def _rule(name: str, title: str, source: str, counts: Callable[[Contest], Count], *also: str) -> Rule:
    return Rule(name, title, source, _WHOLE, "rankings", EQUAL, counts, CondorcetTerms, also=also)


SCHULZE = _rule(
    "schulze",
    "Schulze method",
    "M. Schulze, Social Choice and Welfare 36 (2011)",
    count_schulze,
    "beatpath",
    "cssd",
    "path-voting",
)
RANKED_PAIRS = _rule(
    "ranked-pairs",
    "Ranked pairs",
    "T. N. Tideman, Social Choice and Welfare 4 (1987)",
    count_ranked_pairs,
    "tideman",
    "rp",
)
COPELAND = _rule(
    "copeland",
    "Copeland",
    "A. H. Copeland, A reasonable social welfare function (1951)",
    count_copeland,
    "llull",
)
MINIMAX = _rule(
    "minimax",
    "Minimax",
    "P. B. Simpson (1969); G. H. Kramer (1977)",
    count_minimax,
    "simpson-kramer",
    "successive-reversal",
)
SCHWARTZ = _rule("schwartz", "Schwartz set", "T. Schwartz, The Logic of Collective Choice (1986)", count_schwartz)
CONDORCET = Rule(
    "condorcet",
    "Condorcet winner or nobody",
    "Condorcet, Essai sur l'application de l'analyse (1785)",
    _WHOLE,
    "rankings",
    EQUAL,
    count_condorcet,
    single=True,
    constrainable=False,
)
