"""The single transferable vote by the weighted inclusive Gregory method: Scottish, PR Foundation, exact.

All papers of an elected candidate move on, each at its present value times surplus over total. The variants
differ in quota, in the precision of a value, and in how the last seats are filled; `Gregory` holds what they share.

Scottish: Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 45 to 52.
WIGM: Proportional Representation Foundation, Reference WIGM Rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from comitia.count.ballots import Handling, Policy, Strict
from comitia.count.formats.packed import PackedPapers
from comitia.count.result import Action, Count, Note, Outcome, Stage, Transfer, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.ties import OpenTie

Entry = tuple[Strict, int]
"""A ranking and the number of papers that bear it."""


@dataclass(frozen=True, slots=True)
class WigmTerms:
    """`places`: decimals of a vote (None: exact fractions). `quota`: see `quota_of`.

    `batch`: exclude sure losers together. `last_vacancy`: a candidate who cannot be overtaken for the last seat
    is elected at once. `two_steps`: cut after the multiplication and again after the division.
    `first_out`: a name (such as undeclared write-ins) to exclude first.
    """

    places: int | None = 4
    quota: Literal["droop", "droop exact", "hare"] = "droop exact"
    batch: bool = False
    last_vacancy: bool = False
    two_steps: bool = True
    first_out: str = ""


@dataclass(frozen=True, slots=True)
class ScottishTerms:
    """The order leaves nothing to choose."""


SCOTTISH_TERMS = WigmTerms(places=5, quota="droop", two_steps=False)


def terms_of(rule: str) -> WigmTerms | None:
    """What a rule of this family fixes; None where its terms are given with the count."""
    return SCOTTISH_TERMS if rule == "scottish-stv" else None


def quota_of(kind: str, valid: int, seats: int, scale: int, exact: bool) -> Votes:
    """The quota in units of 1/scale.

    droop: the whole part of valid / (seats + 1), plus one vote. droop exact: valid / (seats + 1), cut, plus the
    smallest unit (with exact fractions nothing is added, and the quota must be exceeded). hare: valid / seats.
    """
    match kind:
        case "droop":
            return (valid // (seats + 1) + 1) * scale
        case "droop exact":
            return Fraction(valid, seats + 1) if exact else valid * scale // (seats + 1) + 1
        case _:
            return Fraction(valid, seats) if exact else -(-valid * scale // seats)


class Gregory:
    """One weighted inclusive Gregory count in progress."""

    def __init__(self, contest: Contest, terms: WigmTerms) -> None:
        self.contest = contest
        self.terms = terms
        self.exact = terms.places is None
        self.scale = 1 if terms.places is None else 10**terms.places
        number = len(contest.names)
        self.alive = [False] * number
        for each in contest.hopeful:
            self.alive[each] = True
        self.piles: list[dict[Votes, list[Entry]]] = [{} for _ in range(number)]
        self.totals: list[Votes] = [0] * number
        self.elected: list[int] = []
        self.pending: list[int] = []
        self.stages: list[Stage] = []
        self.notes: list[Note] = []
        self.elected_on: dict[int, dict[Votes, list[Entry]]] = {}
        """The papers that each elected candidate held on election, by value: what a countback counts."""
        self.non_transferable: Votes = 0
        self.valid = contest.reading.valid
        self.quota = quota_of(terms.quota, self.valid, contest.seats, self.scale, self.exact)
        self.strict = self.exact and terms.quota == "droop exact"

    def run(self) -> Count:
        """Count to the end, or to the first tie that only a lot can break."""
        outcome = None
        try:
            self._first_stage()
            while not self._finished():
                if self.pending:
                    self._transfer_surplus()
                else:
                    self._exclude()
        except OpenTie:
            outcome = Outcome.TIED
        return self.contest.result(
            self.elected,
            self.stages,
            outcome=outcome,
            scale=self.scale,
            places=self.terms.places,
            quota=self.quota,
            notes=self.notes,
        )

    def _first_stage(self) -> None:
        alive, piles, totals = self.alive, self.piles, self.totals
        first: list[list[Entry]] = [[] for _ in alive]
        papers = [0] * len(alive)
        dead = 0
        for entry in cast("Iterable[Entry]", self.contest.reading.papers.items()):
            for each in entry[0]:
                if alive[each]:
                    first[each].append(entry)
                    papers[each] += entry[1]
                    break
            else:
                dead += entry[1]
        for each, entries in enumerate(first):
            if entries:
                piles[each][self.scale] = entries
                totals[each] = papers[each] * self.scale
        self.non_transferable = dead * self.scale
        self._stage(Action.FIRST, (), ())

    def _stage(self, action: Action, of: tuple[int, ...], transfers: Iterable[Transfer]) -> None:
        """Write down a stage as it stands now, then elect whoever has reached the quota."""
        lost = self.valid * self.scale - sum(self.totals) - self.non_transferable
        reached = self._elect()
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                action=action,
                of=of,
                totals=tuple(self.totals),
                non_transferable=self.non_transferable,
                lost=lost,
                quota=self.quota,
                transfers=tuple(transfers),
                elected=tuple(reached),
                excluded=of if action is Action.EXCLUSION else (),
            )
        )

    def _continuing(self) -> list[int]:
        return [each for each in self.contest.hopeful if self.alive[each]]

    def _elect(self) -> list[int]:
        reached = [
            each
            for each in self._continuing()
            if (self.totals[each] > self.quota if self.strict else self.totals[each] >= self.quota)
        ]
        reached.sort(key=lambda each: (-self.totals[each], each))
        out = []
        for each in reached:
            if len(self.elected) == self.contest.seats:
                break
            if self.contest.constraints:
                _, doomed = self._guarded_and_doomed()
                if each in doomed:
                    continue
            self.alive[each] = False
            self.elected.append(each)
            self.pending.append(each)
            self.elected_on[each] = dict(self.piles[each])
            out.append(each)
        return out

    def _guarded_and_doomed(self) -> tuple[frozenset[int], frozenset[int]]:
        return self.contest.constraints.guarded_and_doomed(self.elected, self._continuing(), self.contest.seats)

    def _elect_at_the_end(self, those: Iterable[int], code: str) -> None:
        ordered = sorted(those, key=lambda each: (-self.totals[each], each))
        for each in ordered:
            self.alive[each] = False
            self.elected.append(each)
            self.elected_on[each] = dict(self.piles[each])
        last = self.stages[-1]
        self.stages[-1] = _with_elected(last, (*last.elected, *ordered))
        if ordered:
            self.notes.append(Note(code, last.number, tuple(ordered)))

    def _finished(self) -> bool:
        vacancies = self.contest.seats - len(self.elected)
        if vacancies <= 0:
            return True
        continuing = self._continuing()
        doomed: frozenset[int] = frozenset()
        if self.contest.constraints:
            _, doomed = self._guarded_and_doomed()
        if len(continuing) <= vacancies and not doomed:
            self._elect_at_the_end(continuing, "as-many-as-seats")
            return True
        if not continuing:
            return True
        if self.terms.last_vacancy and vacancies == 1 and not doomed:
            surplus = sum(self.totals[each] - self.quota for each in self.pending)
            best = max(continuing, key=lambda each: self.totals[each])
            others = sum(self.totals[each] for each in continuing if each != best)
            if self.totals[best] >= others + surplus:
                level = [each for each in continuing if self.totals[each] == self.totals[best]]
                if len(level) == 1:
                    self._elect_at_the_end([best], "cannot-be-overtaken")
                    return True
        self.pending = [each for each in self.pending if self.totals[each] > self.quota]
        return False

    def _history(self) -> list[tuple[Votes, ...]]:
        return [stage.totals for stage in self.stages]

    def _transfer_surplus(self) -> None:
        largest = max(self.totals[each] for each in self.pending)
        level = [each for each in self.pending if self.totals[each] == largest]
        source = self.contest.ties.pick(
            level, most=True, history=self._history(), stage=len(self.stages) + 1, purpose="largest surplus"
        )
        self.pending.remove(source)
        total = self.totals[source]
        surplus = total - self.quota
        self.totals[source] = self.quota
        self._stage(Action.SURPLUS, (source,), self._move(source, surplus, total))

    def _value(self, value: Votes, surplus: Votes, total: Votes) -> Votes:
        if self.exact:
            return Fraction(value) * surplus / total
        if self.terms.two_steps:
            return value * surplus // self.scale * self.scale // total
        return value * surplus // total

    def _move(self, source: int, surplus: Votes | None, total: Votes) -> list[Transfer]:
        """Pass on every paper of `source`: at its present value, or (`surplus` given) at its transfer value."""
        alive, piles = self.alive, self.piles
        papers = [0] * len(alive)
        votes: list[Votes] = [0] * len(alive)
        dead_papers = 0
        dead_votes: Votes = 0
        batches = sorted(piles[source].items(), reverse=True)
        piles[source] = {}
        for present, entries in batches:
            value = present if surplus is None else self._value(present, surplus, total)
            out: list[list[Entry]] = [[] for _ in alive]
            moved = [0] * len(alive)
            dead = 0
            for entry in entries:
                for each in entry[0]:
                    if alive[each]:
                        out[each].append(entry)
                        moved[each] += entry[1]
                        break
                else:
                    dead += entry[1]
            for each, number in enumerate(moved):
                if number:
                    papers[each] += number
                    votes[each] += number * value
                    pile = piles[each]
                    if value in pile:
                        pile[value] += out[each]
                    else:
                        pile[value] = out[each]
            dead_papers += dead
            dead_votes += dead * value
        return self._credit(source, papers, votes, dead_papers, dead_votes)

    def _credit(
        self, source: int, papers: list[int], votes: list[Votes], dead_papers: int, dead_votes: Votes
    ) -> list[Transfer]:
        """Add what moved to the totals, and write it down."""
        for each, gained in enumerate(votes):
            self.totals[each] += gained
        self.non_transferable += dead_votes
        transfers = [Transfer(source, each, number, votes[each]) for each, number in enumerate(papers) if number]
        if dead_papers:
            transfers.append(Transfer(source, None, dead_papers, dead_votes))
        return transfers

    def _exclude(self) -> None:
        gone = self._whom_to_exclude()
        for each in gone:
            self.alive[each] = False
        transfers: list[Transfer] = []
        for each in gone:
            total = self.totals[each]
            self.totals[each] = 0
            transfers += self._move(each, None, total)
        self._stage(Action.EXCLUSION, tuple(gone), transfers)

    def _whom_to_exclude(self) -> list[int]:
        continuing = self._continuing()
        number = len(self.stages) + 1
        if self.contest.constraints:
            guarded, doomed = self._guarded_and_doomed()
            if doomed:
                self.notes.append(Note("doomed", number, tuple(sorted(doomed))))
                return sorted(doomed, key=lambda each: (self.totals[each], each))
            free = [each for each in continuing if each not in guarded]
            lowest = min(continuing, key=lambda each: self.totals[each])
            if lowest in guarded:
                self.notes.append(Note("guarded", number, tuple(sorted(guarded))))
            continuing = free
        named = [each for each in continuing if self.contest.names[each] == self.terms.first_out]
        if named:
            return named
        if self.terms.batch and not self.contest.constraints:
            sure = self._sure_losers(continuing)
            if sure:
                return sure
        fewest = min(self.totals[each] for each in continuing)
        level = [each for each in continuing if self.totals[each] == fewest]
        return [self.contest.ties.pick(level, most=False, history=self._history(), stage=number, purpose="exclusion")]

    def _sure_losers(self, continuing: list[int]) -> list[int]:
        """The largest set whose votes and all surpluses together stay below the next candidate's."""
        ordered = sorted(continuing, key=lambda each: (self.totals[each], each))
        surplus = sum(self.totals[each] - self.quota for each in self.pending)
        vacancies = self.contest.seats - len(self.elected)
        best: list[int] = []
        running: Votes = surplus
        for place, each in enumerate(ordered[:-1]):
            running += self.totals[each]
            if len(ordered) - place - 1 < vacancies:
                break
            if running < self.totals[ordered[place + 1]]:
                best = ordered[: place + 1]
        return best


def _with_elected(stage: Stage, elected: tuple[int, ...]) -> Stage:
    return Stage(
        stage.number,
        stage.action,
        stage.of,
        stage.totals,
        stage.non_transferable,
        stage.lost,
        stage.quota,
        stage.transfers,
        elected,
        stage.excluded,
    )


def count_scottish(contest: Contest) -> Count:
    """Scottish STV: whole Droop quota, five decimals, any remainder ignored."""
    return _engine(contest, SCOTTISH_TERMS).run()


def count_wigm(contest: Contest) -> Count:
    """WIGM on the terms given; by default the PR Foundation's reference rule."""
    return _engine(contest, cast("WigmTerms", contest.terms)).run()


def _engine(contest: Contest, terms: WigmTerms) -> Gregory:
    """The count over rankings, or over columns where the ballots are held so."""
    papers = contest.reading.papers
    if isinstance(papers, PackedPapers):
        from comitia.count.rules.gregory_columns import ColumnGregory

        return ColumnGregory(contest, terms, papers)
    return Gregory(contest, terms)


STOP = Policy(skipped=Handling.STOP, repeated=Handling.STOP, overvoted=Handling.STOP)

SCOTTISH = Rule(
    name="scottish-stv",
    title="Scottish STV",
    source="Scottish Local Government Elections Order 2011 (SSI 2011/399), schedule 1, rules 45 to 52",
    arithmetic="five decimals, any remainder ignored",
    kind="rankings",
    policy=STOP,
    counts=count_scottish,
    terms=ScottishTerms,
    ties=("previous stage",),
)
WIGM = Rule(
    name="wigm",
    title="STV, weighted inclusive Gregory",
    source="Proportional Representation Foundation, Reference WIGM Rule",
    arithmetic="four decimals, cut after each multiplication and division (or exact fractions)",
    kind="rankings",
    policy=Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.STOP),
    counts=count_wigm,
    terms=WigmTerms,
)
