"""The report of a count as data: every stage, transfer, tie and loss, and why. All drawings are made from this."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from comitia.count.ballots import Treatment

Votes = int | Fraction
"""A number of votes in units of 1/scale of a vote; the scale is the count's."""


class Action(Enum):
    """What a stage does."""

    FIRST = "first preferences"
    SURPLUS = "surplus"
    EXCLUSION = "exclusion"
    ITERATION = "iteration"
    TALLY = "tally"
    RUN_OFF = "run-off"
    COMPARISON = "comparison"
    SEATS = "seats"


class Outcome(Enum):
    """How a count ended."""

    DECIDED = "decided"
    TIED = "tied"  # nobody's rule breaks the tie: a lot, or a declared order or seed, is needed
    NOBODY = "nobody"  # no candidate met what the rule requires, or the default option won
    SHORT = "short"  # fewer could be elected than there are seats


@dataclass(frozen=True, slots=True)
class Transfer:
    """`papers` papers worth `votes` passed from `source` to `target`; None is the non-transferable pile."""

    source: int
    target: int | None
    papers: int
    votes: Votes


@dataclass(frozen=True, slots=True)
class Tie:
    """Candidates stood level where one had to be picked; `how` names the step of the tie rule that picked."""

    stage: int
    purpose: str
    among: tuple[int, ...]
    chosen: int | None
    how: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the report must be told: a code and its arguments, never prose."""

    code: str
    stage: int = 0
    candidates: tuple[int, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `totals` + `non_transferable` + `lost` is always the number of valid votes.

    `lost` is what rounding has taken so far (negative where a rule rounds up); `of` are the candidates whose
    votes moved.
    """

    number: int
    action: Action
    of: tuple[int, ...]
    totals: tuple[Votes, ...]
    non_transferable: Votes = 0
    lost: Votes = 0
    quota: Votes | None = None
    transfers: tuple[Transfer, ...] = ()
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairwise:
    """`beats[a][b]` papers rank a above b."""

    beats: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A count: who is elected, in which order, and everything that led there.

    `scale` says in how many parts a vote is cut: votes in stages are in units of 1/scale. `places` is how many
    decimals the rule prints (None: exact fractions).
    """

    rule: str
    candidates: tuple[str, ...]
    seats: int
    elected: tuple[int, ...]
    outcome: Outcome
    papers: int
    valid: int
    invalid: int
    stages: tuple[Stage, ...]
    scale: int = 1
    places: int | None = 0
    quota: Votes | None = None
    withdrawn: tuple[int, ...] = ()
    ties: tuple[Tie, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    notes: tuple[Note, ...] = ()
    pairwise: Pairwise | None = None
    allocation: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    title: str = ""
    ranking: tuple[tuple[int, ...], ...] = field(default=())

    @property
    def winners(self) -> tuple[str, ...]:
        """Names of the elected, in the order of their election."""
        return tuple(self.candidates[each] for each in self.elected)

    def votes(self, number: Votes) -> str:
        """A number of votes as the rule prints it: '12.57142', '13', '2/3'."""
        return print_votes(number, self.scale, self.places)


def print_votes(number: Votes, scale: int, places: int | None) -> str:
    """Exact: a fraction is printed as one where no `places` are given, and cut (never rounded) where they are."""
    value = Fraction(number) / scale
    if places is None:
        return str(value)
    sign = "-" if value < 0 else ""
    value = abs(value)
    whole, rest = divmod(value.numerator * 10**places // value.denominator, 10**places)
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"
