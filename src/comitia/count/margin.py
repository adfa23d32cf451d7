"""Could it have changed the outcome? The narrowest decision of a count, held against the votes a defect affected.

For rules that take the highest totals, the margin is exact: adding or removing fewer papers than the margin cannot
change who is elected. For IRV it is a safe bound: a paper stands with one candidate at a time, so fewer papers than
every gap leave every exclusion as it was, and the majority a majority. For STV with transfers of surplus, quota and
values move as well; there the margin is the narrowest gap, an indication: `recount` answers exactly, once the papers
are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from comitia.count.ballots import Ballots, Ranking
from comitia.count.catalogue import count
from comitia.count.errors import Place, RuleError
from comitia.count.motion import Body, Decision, MotionRule, Tally, decide
from comitia.count.report.words import quota_word
from comitia.count.result import Action, Count, Outcome


@dataclass(frozen=True, slots=True)
class Margin:
    """`votes` between two candidates (indices) at the stage where the count was closest.

    `holds`: `exact`, a `bound` below which nothing changes, or only an `indication`.
    """

    votes: Fraction
    stage: int
    between: tuple[int, int] | None
    holds: Literal["exact", "bound", "indication"]


_EXACT = frozenset({"plurality", "block", "limited", "approval"})
_BOUND = frozenset({"irv"})


def margin(counted: Count) -> Margin:
    """The narrowest decision of a count. A count decided by a tie, or not decided, has margin 0."""
    holds: Literal["exact", "bound", "indication"] = (
        "exact" if counted.rule in _EXACT else "bound" if counted.rule in _BOUND else "indication"
    )
    if counted.outcome is Outcome.TIED or any(tie.purpose != "largest surplus" for tie in counted.ties):
        tie = next((tie for tie in counted.ties if tie.purpose != "largest surplus"), None)
        pair = (tie.among[0], tie.among[1]) if tie else None
        return Margin(Fraction(0), tie.stage if tie else 0, pair, holds)
    gaps = [gap for stage in range(len(counted.stages)) for gap in _gaps(counted, stage, holds)]
    if not gaps:
        # nobody stands against those elected: no number of papers changes that
        return Margin(Fraction(counted.papers + 1), 0, None, holds)
    return min(gaps, key=lambda gap: (gap.votes, gap.stage))


def _gaps(counted: Count, at: int, holds: Literal["exact", "bound", "indication"]) -> list[Margin]:
    stage = counted.stages[at]
    before = counted.stages[at - 1] if at else stage
    gone = {each for earlier in counted.stages[: at + 1] for each in earlier.excluded}
    elected = {each for earlier in counted.stages[:at] for each in earlier.elected}
    out: list[Margin] = []

    def add(higher: int, lower: int, totals: tuple[Any, ...]) -> None:
        gap = Fraction(totals[higher] - totals[lower]) / counted.scale
        out.append(Margin(abs(gap), stage.number, (higher, lower), holds))

    standing = [
        each
        for each in range(len(counted.candidates))
        if each not in gone and each not in elected and each not in counted.withdrawn
    ]
    if stage.action is Action.EXCLUSION and stage.excluded:
        highest = max(stage.excluded, key=lambda each: before.totals[each])
        if standing:
            add(min(standing, key=lambda each: before.totals[each]), highest, before.totals)
    losing = [each for each in standing if each not in stage.elected]
    if stage.elected and losing and stage.action is not Action.COMPARISON:
        last = min(stage.elected, key=lambda each: stage.totals[each])
        nearest = max(losing, key=lambda each: stage.totals[each])
        if quota_word(counted) == "majority":
            # all the others together could come to stand behind one of them
            gap = Fraction(stage.totals[last] - sum(stage.totals[each] for each in losing)) / counted.scale
            out.append(Margin(max(gap, Fraction(0)), stage.number, (last, nearest), holds))
        else:
            add(last, nearest, stage.totals)
    return out


def could_change(affected: int, votes: Fraction | int) -> bool:
    """Is a margin so small that `affected` papers, added or removed, could have changed the outcome?

    Equal is enough: it makes a tie. Raises RuleError for a negative number.
    """
    if affected < 0:
        raise RuleError(
            "bad-number", f"{affected} votes affected", "a whole number from 0 up", "correct it", Place("affected")
        )
    return affected >= votes


def recount(
    rule: str,
    ballots: Ballots,
    *,
    removed: Mapping[Ranking, int] | None = None,
    added: Mapping[Ranking, int] | None = None,
    **terms: Any,
) -> Count:
    """Count again without `removed` and with `added` papers.

    Raises RuleError where a paper to be removed is not there.
    """
    papers = dict(ballots.papers)
    for ranking, number in (removed or {}).items():
        if papers.get(ranking, 0) < number:
            raise RuleError(
                "paper-not-there",
                f"{number} papers to remove where {papers.get(ranking, 0)} are alike",
                "papers that were counted",
                "check which papers the defect affects",
                Place("removed"),
            )
        papers[ranking] -= number
    for ranking, number in (added or {}).items():
        papers[ranking] = papers.get(ranking, 0) + number
    left = {ranking: number for ranking, number in papers.items() if number}
    return count(rule, replace(ballots, papers=left, plain=False), **terms)


def motion_could_change(
    rule: MotionRule,
    tally: Tally,
    body: Body | None = None,
    *,
    unlawful: int = 0,
    missing: int = 0,
    **how: Any,
) -> tuple[bool, Decision]:
    """Could `unlawful` votes that were counted, or `missing` ones that were not, have changed what was decided?

    Every way is tried in which the unlawful could have been cast, and the missing could cast theirs, at the ends
    and along the edges between two of for, against and abstaining. Returns the decision as it stands, too.
    """
    stands = decide(rule, tally, body, **how)
    for gone in _splits(unlawful):
        if gone[0] > tally.votes_for or gone[1] > tally.votes_against or gone[2] > tally.abstentions:
            continue
        for new in _splits(missing):
            other = Tally(
                tally.votes_for - gone[0] + new[0],
                tally.votes_against - gone[1] + new[1],
                tally.abstentions - gone[2] + new[2],
            )
            if decide(rule, other, _roomy(body, other), **how).decided is not stands.decided:
                return True, stands
    return False, stands


def _roomy(body: Body | None, tally: Tally) -> Body | None:
    """Votes that were wrongly refused belong to members, whom the roll may have missed."""
    if body is None:
        return None
    cast = tally.votes_for + tally.votes_against + tally.abstentions
    return replace(body, members=max(body.members, cast + body.excluded))


def _splits(number: int) -> list[tuple[int, int, int]]:
    out = set()
    for first in range(number + 1):
        rest = number - first
        out |= {(first, rest, 0), (first, 0, rest), (0, first, rest)}
    return sorted(out)
