"""What every rule is given: one contest, read under the rule's own policy, with its ties and constraints ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from comitia.count.ballots import Ballots, Policy, Reading
from comitia.count.constraints import Constraints
from comitia.count.result import Count, Note, Outcome, Pairwise, Stage, Votes
from comitia.count.ties import Step, TieBreaker


@dataclass(frozen=True, slots=True)
class NoTerms:
    """A rule without terms of its own."""


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest as its rule counts it: `hopeful` are the candidates who have not withdrawn, by index."""

    ballots: Ballots
    reading: Reading
    seats: int
    hopeful: tuple[int, ...]
    withdrawn: tuple[int, ...]
    ties: TieBreaker
    constraints: Constraints
    terms: Any
    rule: str

    @property
    def names(self) -> tuple[str, ...]:
        """Candidates' names."""
        return self.ballots.candidates

    def result(
        self,
        elected: Sequence[int],
        stages: Sequence[Stage],
        *,
        outcome: Outcome | None = None,
        scale: int = 1,
        places: int | None = 0,
        quota: Votes | None = None,
        notes: Sequence[Note] = (),
        pairwise: Pairwise | None = None,
        allocation: Sequence[int] = (),
        ranking: Sequence[Sequence[int]] = (),
        valid: int | None = None,
    ) -> Count:
        """The count's report, with what is the same for every rule filled in."""
        if outcome is None:
            outcome = Outcome.DECIDED if len(elected) >= self.seats else Outcome.SHORT
        valid = self.reading.valid if valid is None else valid
        return Count(
            rule=self.rule,
            candidates=self.names,
            seats=self.seats,
            elected=tuple(elected),
            outcome=outcome,
            papers=self.ballots.total,
            valid=valid,
            invalid=self.ballots.total - valid,
            stages=tuple(stages),
            scale=scale,
            places=places,
            quota=quota,
            withdrawn=self.withdrawn,
            ties=tuple(self.ties.log),
            treatments=self.reading.treatments,
            notes=tuple(notes),
            pairwise=pairwise,
            allocation=tuple(allocation),
            terms=tuple((each.name, str(getattr(self.terms, each.name))) for each in fields(self.terms)),
            title=self.ballots.title,
            ranking=tuple(tuple(group) for group in ranking),
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule: its name on the command line, its title, how it reads papers, and what counts them.

    `counts` takes a Contest and returns a Count. `kind` says what papers it needs: rankings, scores, or marks
    (a ranking read as a set). `single` rules fill one seat.
    """

    name: str
    title: str
    source: str
    arithmetic: str
    kind: str
    policy: Policy
    counts: Callable[[Contest], Count]
    terms: type = NoTerms
    ties: tuple[Step, ...] = ()
    single: bool = False
    constrainable: bool = True
    also: tuple[str, ...] = ()
