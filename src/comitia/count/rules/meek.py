"""STV by keep factors: Meek's method and Warren's, by the PR Foundation's reference rule.

Proportional Representation Foundation, Reference Meek Rule; after B. L. Meek (1969) and Hill, Wichmann, Woodall,
"Algorithm 123", The Computer Journal 30:3 (1987). C. H. E. Warren, "Counting in STV elections", Voting matters 1
(1994): an elected candidate keeps of each paper a fixed price rather than a share of what reaches it.

Nine decimals. Papers are gathered by what decides their path: the elected candidates that they pass and the
first one after them who keeps all. There are few such paths, however many papers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, cast

from comitia.count.ballots import Handling, Policy, Strict
from comitia.count.result import Action, Count, Note, Outcome, Stage, Votes
from comitia.count.rules.contest import Contest, NoTerms, Rule
from comitia.count.ties import OpenTie

SCALE = 10**9
OMEGA = 10**3
"""0.000001 of a vote, in units of 1/SCALE."""


Entry = tuple[Strict, int]


class _Node(NamedTuple):
    """Papers that have passed the same elected candidates: `through` of them, and where they end."""

    parent: int
    each: int
    through: int
    leaves: list[tuple[int, int]]
    ended: int


@dataclass(slots=True)
class _Pass:
    """One distribution of all papers."""

    votes: list[int]
    exhausted: int
    quota: int


class Meek:
    """One count in progress. `price`: Warren's rule, else Meek's."""

    def __init__(self, contest: Contest, price: bool) -> None:
        self.contest = contest
        self.price = price
        number = len(contest.names)
        self.keep = [0] * number
        for each in contest.hopeful:
            self.keep[each] = SCALE
        self.hopeful = list(contest.hopeful)
        self.elected: list[int] = []
        self.stages: list[Stage] = []
        self.notes: list[Note] = []
        # papers by the elected candidates that they pass, then by the hopeful one who keeps all
        self.held: dict[Strict, dict[int, tuple[list[Entry], int]]] = {}
        self.ended: dict[Strict, int] = {}  # papers that name nobody after the elected ones they pass
        self.nodes: list[_Node] = []
        self.changed: list[int] = []

    def run(self) -> Count:
        """Rounds until the seats are filled."""
        outcome: Outcome | None = None
        excluded: tuple[int, ...] = ()
        last: _Pass | None = None
        try:
            while not self._complete():
                self._gather()
                last, reached = self._iterate()
                action = Action.EXCLUSION if excluded else Action.ITERATION if self.stages else Action.FIRST
                self._stage(last, action, excluded, reached)
                excluded = ()
                if not reached:
                    gone = self._defeat(last)
                    excluded = tuple(gone)
            if last is None or excluded:
                self._gather()
                last = self._distribute()
                self._stage(last, Action.EXCLUSION if excluded else Action.FIRST, excluded, [])
            self._fill(last)
        except OpenTie:
            outcome = Outcome.TIED
        quota = self.stages[-1].quota if self.stages else None
        return self.contest.result(
            self.elected, self.stages, outcome=outcome, scale=SCALE, places=9, quota=quota, notes=self.notes
        )

    def _complete(self) -> bool:
        seats = self.contest.seats
        if len(self.elected) >= seats:
            return True
        if len(self.elected) + len(self.hopeful) > seats:
            return False
        return not (self.contest.constraints and self._bounds()[1])

    def _bounds(self) -> tuple[frozenset[int], frozenset[int]]:
        return self.contest.constraints.guarded_and_doomed(self.elected, self.hopeful, self.contest.seats)

    def _gather(self) -> None:
        """Bring paths up to date: only papers that stopped at a candidate whose state has changed move on."""
        state = [0] * len(self.keep)
        for each in self.hopeful:
            state[each] = 1
        for each in self.elected:
            state[each] = 2
        if not self.stages:
            papers = cast("dict[Strict, int]", self.contest.reading.papers)
            self._extend((), -1, list(papers.items()), state)
        for each in self.changed:
            for prefix, by_last in list(self.held.items()):
                entries, _ = by_last.pop(each, ([], 0))
                if entries:
                    self._extend((*prefix, each) if state[each] == 2 else prefix, each, entries, state)
        self.changed = []
        self.nodes = self._tree()

    def _extend(self, prefix: Strict, after: int, entries: list[Entry], state: list[int]) -> None:
        """Put papers that passed `prefix` to the next candidate who is hopeful, or on past one who is elected."""
        kept: list[list[Entry]] = [[] for _ in state]
        numbers = [0] * len(state)
        ended = 0
        for entry in entries:
            ranking = entry[0]
            for each in ranking[ranking.index(after) + 1 :] if prefix else ranking:
                if state[each]:
                    kept[each].append(entry)
                    numbers[each] += entry[1]
                    break
            else:
                ended += entry[1]
        by_last = self.held.setdefault(prefix, {})
        self.ended[prefix] = self.ended.get(prefix, 0) + ended
        for each, those in enumerate(kept):
            if not those:
                continue
            if state[each] == 1:
                before, number = by_last.get(each, ([], 0))
                by_last[each] = ([*before, *those], number + numbers[each])
            else:
                self._extend((*prefix, each), each, those, state)

    def _tree(self) -> list[_Node]:
        """The prefixes as a tree in a list, parents first, with the papers that pass through each."""
        through: dict[Strict, int] = {(): 0}
        for prefix, by_last in self.held.items():
            total = self.ended[prefix] + sum(number for _, number in by_last.values())
            for end in range(len(prefix) + 1):
                through[prefix[:end]] = through.get(prefix[:end], 0) + total
        ordered = sorted(through, key=lambda prefix: (len(prefix), prefix))
        place = {prefix: at for at, prefix in enumerate(ordered)}
        return [
            _Node(
                place[prefix[:-1]],
                prefix[-1] if prefix else -1,
                through[prefix],
                [(last, number) for last, (_, number) in self.held.get(prefix, {}).items()],
                self.ended.get(prefix, 0),
            )
            for prefix in ordered
        ]

    def _distribute(self) -> _Pass:
        keep, price = self.keep, self.price
        votes = [0] * len(keep)
        weights = [SCALE] * len(self.nodes)
        exhausted = 0
        for at, (parent, each, through, leaves, ended) in enumerate(self.nodes):
            weight = weights[parent]
            if at:
                part = min(weight, keep[each]) if price else -(-weight * keep[each] // SCALE)
                votes[each] += part * through
                weight -= part
                weights[at] = weight
            if weight:
                for last, number in leaves:
                    votes[last] += weight * number
                exhausted += weight * ended
        quota = sum(votes) // (self.contest.seats + 1) + 1
        return _Pass(votes, exhausted, quota)

    def _iterate(self) -> tuple[_Pass, list[int]]:
        """Distribute until somebody is elected or the surpluses are too small to matter."""
        before: int | None = None
        while True:
            now = self._distribute()
            reached = self._elect(now)
            if reached:
                return now, reached
            surplus = max(0, sum(now.votes[each] - now.quota for each in self.elected))
            if surplus < OMEGA or (before is not None and surplus >= before):
                return now, []
            before = surplus
            for each in self.elected:
                raised = -(-self.keep[each] * now.quota // SCALE)
                self.keep[each] = -(-raised * SCALE // now.votes[each])

    def _elect(self, now: _Pass) -> list[int]:
        reached = sorted(
            (each for each in self.hopeful if now.votes[each] >= now.quota), key=lambda each: (-now.votes[each], each)
        )
        out = []
        for each in reached:
            if len(self.elected) == self.contest.seats:
                break
            if self.contest.constraints and each in self._bounds()[1]:
                continue
            self.hopeful.remove(each)
            self.elected.append(each)
            self.changed.append(each)
            out.append(each)
        return out

    def _stage(self, now: _Pass, action: Action, of: tuple[int, ...], reached: list[int]) -> None:
        totals: tuple[Votes, ...] = tuple(now.votes)
        lost = self.contest.reading.valid * SCALE - sum(now.votes) - now.exhausted
        self.stages.append(
            Stage(
                len(self.stages) + 1,
                action,
                of,
                totals,
                now.exhausted,
                lost,
                now.quota,
                elected=tuple(reached),
                excluded=of,
            )
        )

    def _defeat(self, now: _Pass) -> list[int]:
        number = len(self.stages) + 1
        candidates = self.hopeful
        if self.contest.constraints:
            guarded, doomed = self._bounds()
            if doomed:
                self.notes.append(Note("doomed", number, tuple(sorted(doomed))))
                for each in doomed:
                    self._drop(each)
                return sorted(doomed)
            candidates = [each for each in self.hopeful if each not in guarded]
        surplus = max(0, sum(now.votes[each] - now.quota for each in self.elected))
        fewest = min(now.votes[each] for each in candidates)
        level = [each for each in candidates if now.votes[each] <= fewest + surplus]
        history = [stage.totals for stage in self.stages]
        gone = self.contest.ties.pick(level, most=False, history=history, stage=number, purpose="exclusion")
        self._drop(gone)
        return [gone]

    def _drop(self, each: int) -> None:
        self.hopeful.remove(each)
        self.keep[each] = 0
        self.changed.append(each)

    def _fill(self, last: _Pass) -> None:
        if len(self.elected) >= self.contest.seats or not self.hopeful:
            return
        rest = sorted(self.hopeful, key=lambda each: (-last.votes[each], each))
        self.elected += rest
        stage = self.stages[-1]
        self.notes.append(Note("as-many-as-seats", stage.number, tuple(rest)))
        self.stages[-1] = Stage(
            stage.number, stage.action, stage.of, stage.totals, stage.non_transferable, stage.lost, stage.quota,
            stage.transfers, (*stage.elected, *rest), stage.excluded,
        )  # fmt: skip


def count_meek(contest: Contest) -> Count:
    """Meek: an elected candidate keeps a share of what reaches it."""
    return Meek(contest, price=False).run()


def count_warren(contest: Contest) -> Count:
    """Warren: an elected candidate keeps a price of every paper, or what is left of it."""
    return Meek(contest, price=True).run()


_POLICY = Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.STOP)
_SOURCE = "Proportional Representation Foundation, Reference Meek Rule"
_ARITHMETIC = "nine decimals, shares rounded up, quota cut plus one unit"

MEEK = Rule(
    "meek-stv", "Meek STV", _SOURCE, _ARITHMETIC, "rankings", _POLICY, count_meek, NoTerms,
    also=("meek", "meek-prf"),
)  # fmt: skip
WARREN = Rule(
    "warren-stv",
    "Warren STV",
    f"C. H. E. Warren, Voting matters 1 (1994), iterated as in the {_SOURCE}",
    _ARITHMETIC,
    "rankings",
    _POLICY,
    count_warren,
    NoTerms,
    also=("warren",),
)
