"""Rules that add scores: score voting, STAR and bloc STAR.

STAR: Equal Vote Coalition, "STAR Voting" (2014): add the scores, then the two highest meet in a run-off in which
each paper counts for whichever of the two it scores higher. Its official tie rule: a tie for the run-off goes to
whom more papers prefer, then to whom more papers give the top score; a tie in the run-off to the higher total,
then to the top scores. What is still level needs a lot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comitia.count.ballots import Policy
from comitia.count.result import Action, Count, Note, Outcome, Stage, Tie, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.tally import elect_highest
from comitia.count.ties import OpenTie


@dataclass(frozen=True, slots=True)
class ScoreTerms:
    """`top`: the highest score a paper may give (None: the highest found); `bottom`: the lowest.

    A paper with a score outside is invalid. A candidate without a score has `bottom`.
    """

    top: int | None = None
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class _Papers:
    """Valid papers with every score filled in."""

    rows: tuple[tuple[tuple[int, ...], int], ...]
    top: int
    valid: int

    def totals(self) -> list[Votes]:
        width = len(self.rows[0][0]) if self.rows else 0
        return [sum(row[each] * number for row, number in self.rows) for each in range(width)]

    def prefer(self, one: int, other: int) -> int:
        """Papers that score `one` above `other`."""
        return sum(number for row, number in self.rows if row[one] > row[other])

    def tops(self, each: int) -> int:
        return sum(number for row, number in self.rows if row[each] == self.top)


def _papers(contest: Contest) -> _Papers:
    terms: ScoreTerms = contest.terms
    scores = contest.ballots.scores
    given = [score for row in scores for score in row if score is not None]
    top = terms.top if terms.top is not None else max(given, default=0)
    rows = []
    for row, number in scores.items():
        filled = tuple(terms.bottom if score is None else score for score in row)
        if all(terms.bottom <= score <= top for score in filled) and any(score is not None for score in row):
            rows.append((filled, number))
    return _Papers(tuple(rows), top, sum(number for _, number in rows))


def count_score(contest: Contest) -> Count:
    """The highest sum of scores wins."""
    papers = _papers(contest)
    totals = papers.totals() or [0] * len(contest.names)
    return elect_highest(contest, totals, valid=papers.valid)


def count_star(contest: Contest) -> Count:
    """STAR for one seat; for several, bloc STAR: the winner is taken out and the same papers count again."""
    papers = _papers(contest)
    totals = papers.totals() or [0] * len(contest.names)
    elected: list[int] = []
    stages: list[Stage] = []
    notes: list[Note] = []
    outcome = None
    try:
        while len(elected) < contest.seats:
            left = _open_to_election(contest, elected, notes, len(stages) + 1)
            if not left:
                break
            elected.append(_one_seat(contest, papers, totals, left, stages))
    except OpenTie:
        outcome = Outcome.TIED
    return contest.result(elected, stages, outcome=outcome, notes=notes, valid=papers.valid)


def _open_to_election(contest: Contest, elected: list[int], notes: list[Note], stage: int) -> list[int]:
    left = [each for each in contest.hopeful if each not in elected]
    if contest.constraints:
        _, doomed = contest.constraints.guarded_and_doomed(elected, left, contest.seats)
        if doomed:
            notes.append(Note("passed-over", stage, tuple(sorted(doomed))))
        left = [each for each in left if each not in doomed]
    return left


def _one_seat(contest: Contest, papers: _Papers, totals: Sequence[Votes], left: list[int], stages: list[Stage]) -> int:
    shown: list[Votes] = [totals[each] if each in left else 0 for each in range(len(contest.names))]
    number = len(stages) + 1
    if len(left) == 1:
        stages.append(Stage(number, Action.TALLY, (), tuple(shown), elected=(left[0],)))
        return left[0]
    stages.append(Stage(number, Action.TALLY, (), tuple(shown)))
    one = _finalist(contest, papers, totals, left, number)
    other = _finalist(contest, papers, totals, [each for each in left if each != one], number)
    votes = {one: papers.prefer(one, other), other: papers.prefer(other, one)}
    winner = _winner(contest, papers, totals, votes, number + 1)
    run_off: list[Votes] = [votes.get(each, 0) for each in range(len(contest.names))]
    neither = papers.valid - sum(votes.values())
    stages.append(Stage(number + 1, Action.RUN_OFF, (one, other), tuple(run_off), neither, elected=(winner,)))
    return winner


def _finalist(contest: Contest, papers: _Papers, totals: Sequence[Votes], left: Sequence[int], stage: int) -> int:
    best = max(totals[each] for each in left)
    level = [each for each in left if totals[each] == best]
    if len(level) == 1:
        return level[0]
    among = tuple(level)
    wins = {each: sum(papers.prefer(each, rival) > papers.prefer(rival, each) for rival in level) for each in level}
    level = [each for each in level if wins[each] == max(wins.values())]
    if len(level) > 1:
        most = max(papers.tops(each) for each in level)
        level = [each for each in level if papers.tops(each) == most]
        how = "top scores"
    else:
        how = "preferred by more papers"
    return _settle(contest, among, level, how, stage, "run-off")


def _winner(contest: Contest, papers: _Papers, totals: Sequence[Votes], votes: dict[int, int], stage: int) -> int:
    one, other = votes
    if votes[one] != votes[other]:
        return max(votes, key=lambda each: votes[each])
    for how, measure in (("higher total", lambda each: totals[each]), ("top scores", papers.tops)):
        if measure(one) != measure(other):
            level = [max(votes, key=measure)]
            return _settle(contest, (one, other), level, how, stage, "run-off winner")
    return _settle(contest, (one, other), [one, other], "", stage, "run-off winner")


def _settle(contest: Contest, among: tuple[int, ...], level: list[int], how: str, stage: int, purpose: str) -> int:
    if len(level) == 1:
        contest.ties.log.append(Tie(stage, purpose, tuple(sorted(among)), level[0], how))
        return level[0]
    return contest.ties.pick(level, most=True, history=(), stage=stage, purpose=purpose)


SCORE = Rule(
    "score", "Score voting", "W. D. Smith, Range voting (2000)", "whole numbers", "scores", Policy(), count_score,
    ScoreTerms, also=("range",),
)  # fmt: skip
STAR = Rule(
    "star",
    "STAR voting",
    "Equal Vote Coalition, STAR Voting, with its official tie rule",
    "whole numbers",
    "scores",
    Policy(),
    count_star,
    ScoreTerms,
    also=("bloc-star", "score-then-automatic-runoff"),
)
