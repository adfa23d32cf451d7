"""What acts assert and count: effects, tallies, and the values that facts may have."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

Scalar = str | int | float | bool
Facts = dict[str, Scalar | list[str]]

Verb = Literal[
    "confer", "end", "suspend", "restore", "constitute", "dissolve", "enact", "repeal",
    "oblige", "forbid", "permit", "stay", "annul", "confirm", "remit",
]  # fmt: skip

Manner = Literal["show of hands", "ballot", "secret ballot", "postal ballot", "electronic vote", "acclamation"]


class Effect(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One effect that an act asserts; each is judged by itself.

    do: the verb. what: `membership`, `mandate`, a right (`vote`, `hold office`), `unit`, `body`, an instrument, a
    duty (`contributions`), or the id of the act that is stayed, annulled, confirmed or remitted.
    to: the person, unit or body concerned. of: the office or body of a mandate, or the name of a power.
    as: what people call it (`expelled`, `co-opted`, `recalled`). ground: the ground stated.
    from, until: from when, to when. votes: the votes for this one, in an election.
    version, articles: of an instrument that is enacted or repealed.
    """

    do: Verb
    what: str
    to: str | UnsetType = UNSET
    of: str | UnsetType = UNSET
    as_: str | UnsetType = field(default=UNSET, name="as")
    ground: str | UnsetType = UNSET
    start: str | UnsetType = field(default=UNSET, name="from")
    until: str | UnsetType = UNSET
    votes: int | UnsetType = UNSET
    version: str | UnsetType = UNSET
    articles: tuple[str, ...] | UnsetType = UNSET


class Tally(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A count of votes on one question. entitled: how many could vote; present: how many were there.

    yes, no, abstain, blank: how many voted so, where the question is yes or no.
    options: the votes of each option or candidate, where the question is not yes or no.
    """

    yes: int | UnsetType = UNSET
    no: int | UnsetType = UNSET
    abstain: int | UnsetType = UNSET
    blank: int | UnsetType = UNSET
    present: int | UnsetType = UNSET
    entitled: int | UnsetType = UNSET
    options: dict[str, int] | UnsetType = UNSET
