"""What rules share that add up one number a candidate and take the highest: ordering, ties, constraints, report."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from comitia.count.result import Action, Count, Note, Outcome, Stage, Transfer, Votes
from comitia.count.rules.contest import Contest
from comitia.count.ties import OpenTie, level_groups


def elect_highest(
    contest: Contest,
    totals: Sequence[Votes],
    *,
    scale: int = 1,
    places: int | None = 0,
    valid: int | None = None,
    notes: Sequence[Note] = (),
    among: Sequence[int] | None = None,
) -> Count:
    """Elect the highest totals, and report one stage. Totals here need not add up to the valid votes."""
    valid = contest.reading.valid if valid is None else valid
    hopeful = contest.hopeful if among is None else tuple(among)
    levels = level_groups(hopeful, totals)
    elected, outcome, more = elect_levels(contest, levels)
    stage = Stage(1, Action.TALLY, (), tuple(totals), elected=tuple(elected))
    return contest.result(
        elected,
        [stage],
        outcome=outcome,
        scale=scale,
        places=places,
        notes=[*notes, *more],
        ranking=levels,
        valid=valid,
    )


def elect_levels(
    contest: Contest, levels: Sequence[Sequence[int]], stage: int = 1
) -> tuple[list[int], Outcome | None, list[Note]]:
    """Fill the seats from levels of candidates, highest first, passing over whoever leaves no lawful completion.

    Returns the elected in order, TIED where a lot is needed (with those elected before it), and notes. A tie is
    broken only where it matters.
    """
    taken: list[int] = []
    passed: list[int] = []
    outcome = None
    try:
        for at, level in enumerate(levels):
            lower = [each for group in levels[at + 1 :] for each in group]
            ordered = _ordered(contest, taken, level, lower, stage)
            got = _take(contest, taken, ordered, lower)
            if len(taken) + len(got) < contest.seats:
                passed += [each for each in ordered if each not in got]
            taken += got
    except OpenTie:
        outcome = Outcome.TIED
    return taken, outcome, [Note("passed-over", stage, tuple(passed))] if passed else []


def _take(contest: Contest, taken: Sequence[int], ordered: Sequence[int], lower: Sequence[int]) -> list[int]:
    """Of one level in this order, those who can be taken on top of `taken`."""
    got: list[int] = []
    for place, each in enumerate(ordered):
        if len(taken) + len(got) == contest.seats:
            break
        free = [*ordered[place + 1 :], *lower]
        if contest.constraints.feasible([*taken, *got, each], free, contest.seats):
            got.append(each)
    return got


def _ordered(
    contest: Contest, taken: Sequence[int], level: Sequence[int], lower: Sequence[int], stage: int
) -> Sequence[int]:
    """One level in order; by the tie rule only where another order would elect others."""
    room = contest.seats - len(taken)
    if room <= 0 or len(level) == 1:
        return level
    if not contest.constraints:
        matters = len(level) > room
    else:
        # beyond five, asking for an order that might not matter is cheaper than trying all
        orders = permutations(level) if len(level) <= 5 else ()
        matters = len({frozenset(_take(contest, taken, order, lower)) for order in orders}) != 1
    if not matters:
        return level
    even: list[Votes] = [0] * len(contest.names)
    seats = None if contest.constraints else room
    return contest.ties.rank(level, even, stage=stage, purpose="last seat", seats=seats)


def transfers_between(source: int, papers: Sequence[int], dead: int) -> tuple[Transfer, ...]:
    """Whole papers passed on from `source`; `dead` of them name nobody else."""
    moved = [Transfer(source, each, number, number) for each, number in enumerate(papers) if number]
    if dead:
        moved.append(Transfer(source, None, dead, dead))
    return tuple(moved)
