"""What rules share that add up one number a candidate and take the highest: ordering, ties, constraints, report."""

from __future__ import annotations

from collections.abc import Sequence

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
    elected, outcome, more = pick_highest(contest, hopeful, totals, contest.seats)
    stage = Stage(1, Action.TALLY, (), tuple(totals), elected=tuple(elected))
    return contest.result(
        elected,
        [stage],
        outcome=outcome,
        scale=scale,
        places=places,
        notes=[*notes, *more],
        ranking=level_groups(hopeful, totals),
        valid=valid,
    )


def pick_highest(
    contest: Contest, among: Sequence[int], totals: Sequence[Votes], seats: int, stage: int = 1
) -> tuple[list[int], Outcome | None, list[Note]]:
    """The elected in order of votes; an outcome where it is not the usual one; notes on who was passed over."""
    notes: list[Note] = []
    try:
        if contest.constraints:
            ordered = contest.ties.rank(among, totals, stage=stage, purpose="order of election")
            elected, passed = contest.constraints.best(ordered, seats)
            if passed:
                notes.append(Note("passed-over", stage, tuple(passed)))
        else:
            ordered = contest.ties.rank(among, totals, stage=stage, purpose="last seat", seats=seats)
            elected = ordered[:seats]
    except OpenTie as tie:
        sure = [each for each in among if totals[each] > totals[tie.tie.among[0]]]
        sure.sort(key=lambda each: (-totals[each], each))
        return sure if not contest.constraints else [], Outcome.TIED, notes
    return elected, None, notes


def transfers_between(source: int, papers: Sequence[int], dead: int) -> tuple[Transfer, ...]:
    """Whole papers passed on from `source`; `dead` of them name nobody else."""
    moved = [Transfer(source, each, number, number) for each, number in enumerate(papers) if number]
    if dead:
        moved.append(Transfer(source, None, dead, dead))
    return tuple(moved)
