"""One seat by exclusion: instant-runoff voting, and two rounds.

IRV: Robert's Rules of Order, "preferential voting"; the majority is of the papers still in play, or, where the
rules say "an absolute majority of the votes cast", of all valid papers. Two rounds: an absolute majority, or the
two highest meet again: in a second poll, or at once on the papers' preferences (contingent vote).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.count.ballots import Handling, Policy
from comitia.count.result import Action, Count, Note, Outcome, Stage, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.tally import transfers_between
from comitia.count.ties import OpenTie, level_groups


@dataclass(frozen=True, slots=True)
class IrvTerms:
    """`majority`: more than half of the papers still in play, or of all valid ones, or at least half of those.

    `to_two`: go on until two remain.
    `batch`: exclude sure losers together. `first_out`: a name (such as undeclared write-ins) to exclude first.
    """

    majority: Literal["continuing", "valid", "half of valid"] = "continuing"
    to_two: bool = False
    batch: bool = False
    first_out: str = ""


@dataclass(frozen=True, slots=True)
class TwoRoundTerms:
    """`second`: a second `poll` is held, or the same papers' `preferences` decide between the two highest."""

    second: Literal["poll", "preferences"] = "poll"


class _Piles:
    """Papers by the candidate who holds them."""

    def __init__(self, contest: Contest) -> None:
        self.alive = [each in set(contest.hopeful) for each in range(len(contest.names))]
        self.piles: list[list[tuple[tuple[int, ...], int]]] = [[] for _ in self.alive]
        self.totals = [0] * len(self.alive)
        self.dead = 0
        self.give(list(contest.reading.papers.items()))  # type: ignore[arg-type]

    def give(self, entries: list[tuple[tuple[int, ...], int]]) -> tuple[list[int], int]:
        """Hand papers to the next candidate still in; how many each got, and how many nobody."""
        got = [0] * len(self.alive)
        dead = 0
        alive, piles = self.alive, self.piles
        for entry in entries:
            for each in entry[0]:
                if alive[each]:
                    piles[each].append(entry)
                    got[each] += entry[1]
                    break
            else:
                dead += entry[1]
        for each, number in enumerate(got):
            self.totals[each] += number
        self.dead += dead
        return got, dead

    def exclude(self, each: int) -> tuple[list[int], int]:
        entries, self.piles[each] = self.piles[each], []
        self.totals[each] = 0
        return self.give(entries)


def count_irv(contest: Contest) -> Count:
    """Exclude the lowest until somebody has the majority."""
    terms: IrvTerms = contest.terms
    piles = _Piles(contest)
    valid = contest.reading.valid
    stages = [Stage(1, Action.FIRST, (), tuple(piles.totals), piles.dead, quota=_majority(terms, valid, piles))]
    outcome: Outcome | None = None
    elected: list[int] = []
    try:
        while True:
            left = [each for each in contest.hopeful if piles.alive[each]]
            elected = _majority_winner(terms, left, stages[-1])
            if elected or not left:
                break
            gone = _whom_to_exclude(contest, terms, left, stages)
            for each in gone:
                piles.alive[each] = False
            moved = [move for each in gone for move in transfers_between(each, *piles.exclude(each))]
            stages.append(
                Stage(
                    len(stages) + 1,
                    Action.EXCLUSION,
                    tuple(gone),
                    tuple(piles.totals),
                    piles.dead,
                    quota=_majority(terms, valid, piles),
                    transfers=tuple(moved),
                    excluded=tuple(gone),
                )
            )
    except OpenTie:
        outcome = Outcome.TIED
    if elected:
        last = stages[-1]
        stages[-1] = Stage(
            last.number, last.action, last.of, last.totals, last.non_transferable, last.lost, last.quota,
            last.transfers, tuple(elected), last.excluded,
        )  # fmt: skip
    return contest.result(elected, stages, outcome=outcome, quota=stages[-1].quota)


def _majority(terms: IrvTerms, valid: int, piles: _Piles) -> int:
    match terms.majority:
        case "continuing":
            return sum(piles.totals) // 2 + 1
        case "valid":
            return valid // 2 + 1
        case "half of valid":
            return (valid + 1) // 2


def _majority_winner(terms: IrvTerms, left: list[int], stage: Stage) -> list[int]:
    if len(left) == 1:
        return left
    if terms.to_two and len(left) > 2:
        return []
    need = stage.quota
    if terms.to_two or (len(left) == 2 and terms.majority != "continuing"):
        # of two, the one ahead cannot be overtaken, whatever has been exhausted
        one, other = left
        if stage.totals[one] != stage.totals[other]:
            return [one if stage.totals[one] > stage.totals[other] else other]
        return []
    return [each for each in left if need is not None and stage.totals[each] >= need][:1]


def _whom_to_exclude(contest: Contest, terms: IrvTerms, left: list[int], stages: list[Stage]) -> list[int]:
    totals = stages[-1].totals
    named = [each for each in left if contest.names[each] == terms.first_out]
    if named:
        return named
    if terms.batch:
        sure = _sure_losers(left, totals)
        if sure:
            return sure
    fewest = min(totals[each] for each in left)
    level = [each for each in left if totals[each] == fewest]
    history = [stage.totals for stage in stages]
    return [contest.ties.pick(level, most=False, history=history, stage=len(stages) + 1, purpose="exclusion")]


def _sure_losers(left: list[int], totals: tuple[Votes, ...]) -> list[int]:
    ordered = sorted(left, key=lambda each: (totals[each], each))
    running: Votes = 0
    best: list[int] = []
    for place, each in enumerate(ordered[:-1]):
        running += totals[each]
        if running < totals[ordered[place + 1]]:
            best = ordered[: place + 1]
    return best


def count_two_round(contest: Contest) -> Count:
    """An absolute majority of first preferences, or the two highest meet again."""
    piles = _Piles(contest)
    valid = contest.reading.valid
    need = valid // 2 + 1
    first = Stage(1, Action.FIRST, (), tuple(piles.totals), piles.dead, quota=need)
    ahead = [each for each in contest.hopeful if piles.totals[each] >= need]
    if len(contest.hopeful) == 1:
        ahead = list(contest.hopeful)
    if ahead:
        stage = Stage(1, Action.FIRST, (), first.totals, piles.dead, quota=need, elected=tuple(ahead))
        return contest.result(ahead, [stage], quota=need)
    try:
        two = contest.ties.rank(contest.hopeful, first.totals, stage=1, purpose="second round", seats=2)[:2]
    except OpenTie:
        return contest.result([], [first], outcome=Outcome.TIED, quota=need)
    note = Note("second-round", 1, tuple(two))
    if contest.terms.second == "poll" or len(two) < 2:
        ranking = level_groups(contest.hopeful, first.totals)
        return contest.result([], [first], outcome=Outcome.NOBODY, quota=need, notes=[note], ranking=ranking)
    return _contingent(contest, piles, first, two, note)


def _contingent(contest: Contest, piles: _Piles, first: Stage, two: list[int], note: Note) -> Count:
    gone = [each for each in contest.hopeful if each not in two]
    for each in gone:
        piles.alive[each] = False
    moved = [move for each in gone for move in transfers_between(each, *piles.exclude(each))]
    totals: tuple[Votes, ...] = tuple(piles.totals)
    outcome = None
    elected: list[int] = []
    try:
        elected = contest.ties.rank(two, totals, stage=2, purpose="second round winner", seats=1)[:1]
    except OpenTie:
        outcome = Outcome.TIED
    second = Stage(
        2, Action.EXCLUSION, tuple(gone), totals, piles.dead, quota=first.quota, transfers=tuple(moved),
        elected=tuple(elected), excluded=tuple(gone),
    )  # fmt: skip
    return contest.result(elected, [first, second], outcome=outcome, quota=first.quota, notes=[note])


READ_ON = Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.PASS_OVER)

IRV = Rule(
    "irv",
    "Instant-runoff voting",
    "Robert's Rules of Order, preferential voting",
    "whole papers",
    "rankings",
    READ_ON,
    count_irv,
    IrvTerms,
    single=True,
    constrainable=False,
    also=("alternative-vote", "av", "ranked-choice", "rcv", "preferential-ballot", "hare-single"),
)
TWO_ROUND = Rule(
    "two-round",
    "Two rounds",
    "absolute majority, else a second round of the two highest",
    "whole papers",
    "rankings",
    READ_ON,
    count_two_round,
    TwoRoundTerms,
    single=True,
    constrainable=False,
    also=("second-ballot", "runoff", "contingent-vote"),
)
