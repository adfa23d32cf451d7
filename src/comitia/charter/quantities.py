"""Quantities in words: spans of time, thresholds, majorities, ranges, and who may act.

A charter says "14 clear days", "two thirds of votes cast", "one fifth of members". Each quantity is a frozen
value that prints back as the words it was read from (`str`), in one normal form.
The readers of these words are in `comitia.charter.words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

SpanUnit = Literal["minutes", "hours", "days", "clear days", "working days", "weeks", "months", "years"]

Basis = Literal[
    "",  # a bare number
    "votes cast",  # for and against; abstentions and blank papers left out
    "votes",  # for, against and abstaining
    "members present",
    "members",  # entitled to vote at the record date
    "all members",  # every member, entitled to vote or not
    "members except the respondent",
    "seats",  # the full size of the body, vacant seats included
    "seats filled",
    "delegates",
    "delegates present",
]

Manner = Literal["", "show of hands", "ballot", "secret ballot", "postal ballot", "electronic vote"]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: `14 clear days`, `3 months`. `same day` is 0 days, `next day` is 1 day."""

    count: int
    unit: SpanUnit


@dataclass(frozen=True, slots=True)
class Window:
    """A span counted from an event: `60 days of service of the reasons`, `14 clear days after service of the charge`.

    `event` is "" where the clause itself says from when.
    """

    span: Span
    event: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """How many it takes: `5`, `one third of members`, `more than half of votes cast`, `half the square root of seats`.

    Reached by `count` of `base` when count >= number (count > number if `strict`), number being
    `share * base` (`share * sqrt(base)` if `root`), not rounded unless `rounded_up`; for the basis "" it is `share`.
    """

    share: Fraction
    basis: Basis
    strict: bool = False
    root: bool = False
    rounded_up: bool = False


@dataclass(frozen=True, slots=True)
class Majority:
    """What a decision needs: every threshold, and the manner of voting if one is named.

    `simple` reads as more than half of votes cast; `unanimous` as all of the votes.
    """

    thresholds: tuple[Threshold, ...]
    manner: Manner = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be there: the greatest of its thresholds (`the greater of 2 and half of members`)."""

    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """`5 to 11`, `at least 3`, `at most 2`, `7`."""

    low: int
    high: int | None


Role = Literal[
    "member",  # any member
    "body",  # any body
    "officer",
    "named",  # a body, an office or a tier that the charter declares: `name`
    "number",  # so many members: `number`
    "respondent",
    "complainant",
    "witness",
    "relatives",
    "mover",
    "author",
    "the body addressed",
    "the body that decided",
    "whoever took part",
    "everyone entitled",
    "whoever holds it",
    "outside",  # a court, an arbitrator, a certification officer
    "nobody",
]


@dataclass(frozen=True, slots=True)
class Party:
    """Who: `any member`, `the respondent`, `regional committee`, `five members`, `one fifth of members`, `a branch`."""

    role: Role
    name: str = ""
    number: Threshold | None = None


Verb = Literal[
    "confer", "end", "suspend", "restore", "constitute", "dissolve", "enact", "repeal",
    "oblige", "forbid", "permit", "stay", "annul", "confirm", "remit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EffectPattern:
    """Which effects a clause speaks of: `end membership`, `suspend vote`, `confer mandate`, `enact charter`.

    `what` is "" for any; a mandate may be narrowed to its office or body: `end mandate: regional committee`.
    """

    verb: Verb
    what: str
    name: str = ""
