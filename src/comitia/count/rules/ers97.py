"""STV by the Electoral Reform Society's rules, third edition, 1997 (R. A. Newland, F. S. Britton), section 5.

The Gregory method on the last batch received, two decimals, surpluses deferred where they cannot matter, several
candidates excluded together where that is safe, papers of an excluded candidate passed on batch by batch in
descending order of value, and a quota that falls as long as nobody is elected. Paragraphs are cited at each step.
"""

from __future__ import annotations

from typing import cast

from comitia.count.ballots import Handling, Policy, Strict
from comitia.count.result import Action, Count, Note, Outcome, Stage, Transfer, Votes
from comitia.count.rules.contest import Contest, NoTerms, Rule
from comitia.count.ties import OpenTie

SCALE = 100
Entry = tuple[Strict, int]
Batch = tuple[int, list[Entry]]
"""The value of each paper in hundredths, and the papers."""


class Ers97:
    """One count in progress."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        number = len(contest.names)
        self.alive = [False] * number
        for each in contest.hopeful:
            self.alive[each] = True
        self.batches: list[list[Batch]] = [[] for _ in range(number)]
        self.totals = [0] * number
        self.elected: list[int] = []
        self.non_transferable = 0
        self.lost = 0
        self.valid = contest.reading.valid * SCALE
        self.quota = self._quota()
        self.points: list[tuple[Votes, ...]] = []  # totals after each batch: 5.2.3 looks back through these
        self.stages: list[Stage] = []
        self.notes: list[Note] = []

    def run(self) -> Count:
        """Count to the end, or to the first tie that only a lot can break."""
        outcome: Outcome | None = None
        try:
            self._first_stage()
            while not self._finished():
                surplus = self._surpluses()
                if surplus and not self._deferred(sum(surplus.values())):
                    self._transfer_surplus(surplus)
                else:
                    self._exclude(sum(surplus.values()))
        except OpenTie:
            outcome = Outcome.TIED
        return self.contest.result(
            self.elected, self.stages, outcome=outcome, scale=SCALE, places=2, quota=self.quota, notes=self.notes
        )

    def _quota(self) -> int:
        """5.1.6 and 5.4.8: to two decimals; where that is not exact, 0.01 more."""
        active = self.valid - self.non_transferable - self.lost
        return -(-active // (self.contest.seats + 1))

    def _continuing(self) -> list[int]:
        return [each for each in self.contest.hopeful if self.alive[each]]

    def _vacancies(self) -> int:
        return self.contest.seats - len(self.elected)

    def _active(self) -> int:
        """5.6.1: the valid vote, less quotas (or votes, if fewer) of the elected, less what is not transferable."""
        kept = sum(min(self.quota, self.totals[each]) for each in self.elected)
        return self.valid - kept - self.non_transferable - self.lost

    def _first_stage(self) -> None:
        piles, dead = self._sort(list(cast("dict[Strict, int]", self.contest.reading.papers).items()))
        for each, entries in enumerate(piles):
            if entries:
                self._credit(each, SCALE, entries)
        self.non_transferable += dead * SCALE
        self.quota = self._quota()
        reached = self._deem_elected()
        self._stage(Action.FIRST, (), [], reached)

    def _sort(self, entries: list[Entry]) -> tuple[list[list[Entry]], int]:
        """Papers by next available preference, and how many have none."""
        alive = self.alive
        piles: list[list[Entry]] = [[] for _ in alive]
        dead = 0
        for entry in entries:
            for each in entry[0]:
                if alive[each]:
                    piles[each].append(entry)
                    break
            else:
                dead += entry[1]
        return piles, dead

    def _credit(self, each: int, value: int, entries: list[Entry]) -> int:
        number = sum(times for _, times in entries)
        self.batches[each].append((value, entries))
        self.totals[each] += number * value
        return number

    def _deem_elected(self) -> list[int]:
        """5.1.7, 5.3.13, 5.4.9: the quota, or the active vote over one more than the places left."""
        self.points.append(tuple(self.totals))
        out: list[int] = []
        while self._vacancies() > 0:
            best = max((self.totals[each] for each in self._continuing()), default=None)
            if best is None:
                break
            if best < self.quota and best * (self._vacancies() + 1) < self._active():
                break
            if not best:
                break
            level = [each for each in self._continuing() if self.totals[each] == best]
            if len(level) > self._vacancies():  # 5.6.2
                level = self.contest.ties.narrow(level, "first difference", True, self.points, True)
                if len(level) > self._vacancies():
                    break
            allowed = [each for each in level if not self._doomed(each)]
            for each in allowed:
                self.alive[each] = False
                self.elected.append(each)
                out.append(each)
            if len(allowed) < len(level):
                break
        return out

    def _doomed(self, each: int) -> bool:
        held = self.contest.constraints
        return bool(held) and each in held.guarded_and_doomed(self.elected, self._continuing(), self.contest.seats)[1]

    def _stage(self, action: Action, of: tuple[int, ...], transfers: list[Transfer], reached: list[int]) -> None:
        self.stages.append(
            Stage(
                len(self.stages) + 1, action, of, tuple(self.totals), self.non_transferable, self.lost, self.quota,
                tuple(transfers), tuple(reached), of if action is Action.EXCLUSION else (),
            )
        )  # fmt: skip

    def _finished(self) -> bool:
        if self._vacancies() <= 0:
            return True
        continuing = self._continuing()
        if len(continuing) <= self._vacancies() and not any(self._doomed(each) for each in continuing):
            self._elect_rest(continuing)
            return True
        return not continuing

    def _elect_rest(self, those: list[int]) -> None:
        ordered = sorted(those, key=lambda each: (-self.totals[each], each))
        for each in ordered:
            self.alive[each] = False
        self.elected += ordered
        last = self.stages[-1]
        self.stages[-1] = Stage(
            last.number, last.action, last.of, last.totals, last.non_transferable, last.lost, last.quota,
            last.transfers, (*last.elected, *ordered), last.excluded,
        )  # fmt: skip
        self.notes.append(Note("as-many-as-seats", last.number, tuple(ordered)))

    def _surpluses(self) -> dict[int, int]:
        return {each: self.totals[each] - self.quota for each in self.elected if self.totals[each] > self.quota}

    def _ordered(self) -> list[int]:
        return sorted(self._continuing(), key=lambda each: (self.totals[each], each))

    def _safe_number(self, surplus: int) -> int:
        """How many of the lowest could go together (5.2.5), surpluses included; 0 where not even one is safe."""
        ordered = self._ordered()
        best = running = 0
        for place, each in enumerate(ordered[:-1]):
            running += self.totals[each]
            if len(ordered) - place - 1 < self._vacancies():
                break
            if running + surplus <= self.totals[ordered[place + 1]]:
                best = place + 1
        return best

    def _deferred(self, surplus: int) -> bool:
        """5.2.2: transferring could not change who is to be excluded next."""
        return len(self._continuing()) > 1 and not self.contest.constraints and self._safe_number(surplus) > 0

    def _transfer_surplus(self, surplus: dict[int, int]) -> None:
        most = max(surplus.values())
        level = [each for each in surplus if surplus[each] == most]
        source = self.contest.ties.pick(
            level, most=True, history=self.points, stage=len(self.stages) + 1, purpose="largest surplus"
        )
        value, entries = self.batches[source][-1]  # 5.3.2; at the first stage it holds all papers, 5.3.1
        piles, dead = self._sort(entries)
        number = sum(times for pile in piles for _, times in pile)
        fallen = 0
        if number * value > most:  # 5.3.7
            value = most // number
            self.lost += most - value * number
        else:
            fallen = most - value * number
            self.non_transferable += fallen
        self.totals[source] = self.quota
        self.batches[source] = []
        transfers = [
            Transfer(source, each, moved := self._credit(each, value, pile), moved * value)
            for each, pile in enumerate(piles)
            if pile
        ]
        if dead:
            transfers.append(Transfer(source, None, dead, fallen))
        reached = self._deem_elected()
        self._stage(Action.SURPLUS, (source,), transfers, reached)

    def _whom_to_exclude(self, surplus: int) -> list[int]:
        number = len(self.stages) + 1
        if self.contest.constraints:
            guarded, doomed = self.contest.constraints.guarded_and_doomed(
                self.elected, self._continuing(), self.contest.seats
            )
            if doomed:
                self.notes.append(Note("doomed", number, tuple(sorted(doomed))))
                return sorted(doomed)
            return [self._lowest([each for each in self._continuing() if each not in guarded], number)]
        together = max(1, self._safe_number(surplus))
        ordered = self._ordered()
        gone = ordered[:together]
        level = [each for each in ordered if self.totals[each] == self.totals[gone[-1]]]
        if len(level) > 1 and ordered[together : together + 1] and ordered[together] in level:
            sure = [each for each in gone if each not in level]
            while len(sure) < together:
                sure.append(self._lowest([each for each in ordered if each not in sure], number))
            return sure
        return gone

    def _lowest(self, among: list[int], stage: int) -> int:
        fewest = min(self.totals[each] for each in among)
        level = [each for each in among if self.totals[each] == fewest]
        return self.contest.ties.pick(level, most=False, history=self.points, stage=stage, purpose="exclusion")

    def _exclude(self, surplus: int) -> None:
        gone = self._whom_to_exclude(surplus)
        for each in gone:
            self.alive[each] = False
        left = self._continuing()
        if len(left) == self._vacancies() and not any(self._doomed(each) for each in left):  # 5.5.1
            self._stage(Action.EXCLUSION, tuple(gone), [], [])
            self._elect_rest(left)
            return
        held: dict[int, list[tuple[int, list[Entry]]]] = {}
        for each in gone:
            for value, entries in self.batches[each]:
                held.setdefault(value, []).append((each, entries))
            self.batches[each] = []
        moved: dict[tuple[int, int | None], list[int]] = {}
        reached: list[int] = []
        for value in sorted(held, reverse=True):  # 5.4.2, 5.4.11
            reached += self._pass_batch(value, held[value], moved)
            if self._vacancies() <= 0:  # 5.5.2
                break
        transfers = [Transfer(source, target, papers, votes) for (source, target), (papers, votes) in moved.items()]
        self._stage(Action.EXCLUSION, tuple(gone), transfers, reached)

    def _pass_batch(
        self,
        value: int,
        parts: list[tuple[int, list[Entry]]],
        moved: dict[tuple[int, int | None], list[int]],
    ) -> list[int]:
        """All papers of one value, from everybody who is being excluded: one batch to each who receives."""
        together: list[list[Entry]] = [[] for _ in self.alive]
        fallen = 0
        for source, entries in parts:
            piles, dead = self._sort(entries)
            counts: list[tuple[int | None, int]] = [
                (each, sum(times for _, times in pile)) for each, pile in enumerate(piles) if pile
            ]
            for each, pile in enumerate(piles):
                together[each] += pile
            for target, number in [*counts, (None, dead)]:
                if number:
                    papers_votes = moved.setdefault((source, target), [0, 0])
                    papers_votes[0] += number
                    papers_votes[1] += number * value
                    self.totals[source] -= number * value
            fallen += dead
        for each, pile in enumerate(together):
            if pile:
                self._credit(each, value, pile)
        self.non_transferable += fallen * value
        if fallen and not self.elected:  # 5.4.8
            self.quota = self._quota()
        return self._deem_elected()


def count_ers97(contest: Contest) -> Count:
    """ERS97."""
    return Ers97(contest).run()


ERS97 = Rule(
    "ers97",
    "ERS97 STV",
    "R. A. Newland, F. S. Britton, How to conduct an election by the single transferable vote, 3rd edition (1997)",
    "two decimals, any remainder not transferable",
    "rankings",
    Policy(Handling.STOP, Handling.STOP, Handling.STOP),
    count_ers97,
    NoTerms,
    ("first difference",),
    also=("ers-97", "newland-britton"),
)
