"""Motions: was it carried? Majorities over any denominator, quorum, turnout bands, ties, rounds.

A rule book's words become values: a share, what it is a share of, whether it must be exceeded, and what happens
where there is no quorum, or a tie. All arithmetic is exact: Kubernetes' three quarters of seven is 5.25, so six
(its charter rounds up, which whole votes do anyway); Debian's quorum is a root that nothing rounds (`debian`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from comitia.count.errors import Place, RuleError


class Of(Enum):
    """What a share is a share of."""

    CAST = "votes for and against"
    VOTING = "votes cast, abstentions included"
    PRESENT = "members present"
    MEMBERS = "members entitled to vote"
    FULL_SIZE = "full size of the body, vacant seats included"


class Vacant(Enum):
    """How a vacant seat counts where the share is of the full size."""

    ABSTAIN = "as an abstention"
    FOR = "in favour"
    AGAINST = "against"
    ABSENT = "not at all"


class Decided(Enum):
    """What became of a motion. `NEITHER` is neither carried nor lost: it may be put again."""

    CARRIED = "carried"
    LOST = "lost"
    NEITHER = "neither carried nor lost"
    VOID = "void"
    TIED = "tied"


@dataclass(frozen=True, slots=True)
class Majority:
    """At least (`strict`: more than) `share` of `of`; and at least `least` votes in favour.

    Members excluded from the vote, such as the one it concerns, are taken out of the denominator. `vacant`: how a
    vacant seat counts where the share is of the full size.
    """

    share: Fraction
    of: Of = Of.CAST
    strict: bool = False
    least: int = 0
    vacant: Vacant = Vacant.AGAINST

    @classmethod
    def more_than_half(cls, of: Of = Of.CAST) -> Majority:
        """More for than against, or more than half of another denominator."""
        return cls(Fraction(1, 2), of, strict=True)

    @classmethod
    def times(cls, ratio: int | Fraction, *, strict: bool = False) -> Majority:
        """At least (more than) `ratio` votes for to each one against: 2 is two thirds of those cast, 3:1 is 3."""
        return cls(Fraction(ratio) / (1 + Fraction(ratio)), Of.CAST, strict)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Enough took part: at least (`strict`: more than) `share` of the members, and at least `least` persons.

    `counts` says who took part: those who voted, abstentions included, or those present. `without`: what a poll
    without quorum is. `rounds`: in that round of voting, a motion without quorum is lost for good.
    """

    share: Fraction = Fraction(0)
    least: int = 0
    of: Of = Of.MEMBERS
    counts: Literal["voting", "present"] = "voting"
    strict: bool = False
    without: Decided = Decided.LOST
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """Turnout up to `turnout` (`including` it) needs `majority`; None: the motion is lost."""

    turnout: Fraction
    majority: Majority | None
    including: bool = False


@dataclass(frozen=True, slots=True)
class MotionRule:
    """How a body decides.

    Carried if `outright` is met (quorum or not), or if there is quorum and `majority` (or the turnout's band) is
    met. `lost_outright`: this many against lose it, quorum or not. `tie`: what equal votes are.
    """

    majority: Majority
    quorum: Quorum | None = None
    bands: tuple[Band, ...] = ()
    outright: Majority | None = None
    lost_outright: Majority | None = None
    tie: Literal["lost", "casting vote", "tied"] = "lost"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of one round. `invalid` papers are shown and count for nothing."""

    votes_for: int
    votes_against: int
    abstentions: int = 0
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """Who could vote: members entitled, present, the full size with `vacant` seats, `excluded` from this vote."""

    members: int
    present: int | None = None
    full_size: int | None = None
    vacant: int = 0
    excluded: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a motion, and the sum that shows it.

    `needed`: the fewest whole votes in favour that would have carried it, all else equal. `margin`: votes for
    less `needed` (negative where it was lost). `reasons`: codes, in the order in which they decided.
    """

    decided: Decided
    needed: int
    margin: int
    base: int
    turnout: Fraction | None
    reasons: tuple[str, ...]


def decide(
    rule: MotionRule,
    tally: Tally,
    body: Body | None = None,
    *,
    casting_vote: Literal["for", "against"] | None = None,
    round_number: int = 1,
) -> Decision:
    """Decide a motion.

    Raises RuleError for negative numbers, more votes than members, or a denominator that is not given.
    """
    _check(tally, body)
    turnout = _turnout(tally, body)
    majority = _majority_for(rule, turnout)
    needed, base = (0, 0) if majority is None else votes_needed(majority, tally, body)
    margin = tally.votes_for - needed

    def result(decided: Decided, *reasons: str) -> Decision:
        return Decision(decided, needed, margin, base, turnout, reasons)

    if rule.outright is not None and _met(rule.outright, tally, body):
        return result(Decided.CARRIED, "outright")
    if rule.lost_outright is not None and _met(rule.lost_outright, _mirror(tally), body):
        return result(Decided.LOST, "lost-outright")
    if rule.quorum is not None and not quorate(rule.quorum, tally, body):
        if rule.quorum.rounds and round_number >= rule.quorum.rounds:
            return result(Decided.LOST, "no-quorum", "last-round")
        return result(rule.quorum.without, "no-quorum")
    if majority is None:
        return result(Decided.LOST, "turnout-too-low")
    level = tally.votes_for == tally.votes_against and (majority.share == Fraction(1, 2) and majority.of is Of.CAST)
    if level:
        return result(*_break_tie(rule, casting_vote))
    if _met(majority, tally, body):
        return result(Decided.CARRIED, "majority")
    return result(Decided.LOST, "no-majority")


def _break_tie(rule: MotionRule, casting_vote: str | None) -> tuple[Decided, str]:
    match rule.tie:
        case "lost":
            return Decided.LOST, "tie-lost"
        case "tied":
            return Decided.TIED, "tie"
        case "casting vote":
            if casting_vote is None:
                return Decided.TIED, "casting-vote-needed"
            return (Decided.CARRIED if casting_vote == "for" else Decided.LOST), "casting-vote"


def _mirror(tally: Tally) -> Tally:
    return Tally(tally.votes_against, tally.votes_for, tally.abstentions, tally.invalid)


def _check(tally: Tally, body: Body | None) -> None:
    numbers = (tally.votes_for, tally.votes_against, tally.abstentions, tally.invalid)
    if min(numbers) < 0:
        raise RuleError(
            "bad-number", f"{min(numbers)} votes", "whole numbers from 0 up", "correct the tally", Place("tally")
        )
    cast = sum(numbers)
    if body is not None and cast > body.members - body.excluded:
        raise RuleError(
            "more-votes-than-members",
            f"{cast} votes by {body.members - body.excluded} members entitled to vote",
            "at most one vote a member",
            "check the tally, and who was entitled on the day",
            Place("tally"),
        )


def _denominator(majority: Majority, tally: Tally, body: Body | None) -> int:
    match majority.of:
        case Of.CAST:
            return tally.votes_for + tally.votes_against
        case Of.VOTING:
            return tally.votes_for + tally.votes_against + tally.abstentions
        case Of.PRESENT:
            return _given(None if body is None else body.present, "the number present")
        case Of.MEMBERS:
            held = _given(None if body is None else body.members, "the number of members")
            return held - (body.excluded if body else 0)
        case Of.FULL_SIZE:
            held = _given(None if body is None else body.full_size, "the full size of the body")
            vacant = body.vacant if body and majority.vacant is Vacant.ABSENT else 0
            return held - vacant - (body.excluded if body else 0)


def _given(number: int | None, what: str) -> int:
    if number is None:
        raise RuleError(
            "denominator-missing",
            f"a majority of {what}, which is not on record",
            what,
            "put it on record; until then nobody can say whether the motion was carried",
            Place("tally"),
        )
    return number


def _extra(majority: Majority, body: Body | None) -> int:
    """Vacant seats that count in favour."""
    return body.vacant if body and majority.of is Of.FULL_SIZE and majority.vacant is Vacant.FOR else 0


def votes_needed(majority: Majority, tally: Tally, body: Body | None = None) -> tuple[int, int]:
    """The fewest whole votes in favour that meet `majority`, and the denominator.

    Where the share is of votes cast, those against (and abstentions, if they count) stay as they are, so a vote
    more in favour also enlarges the denominator.
    """
    base = _denominator(majority, tally, body)
    share, extra = majority.share, _extra(majority, body)
    if majority.of in (Of.CAST, Of.VOTING) and share < 1:
        others = base - tally.votes_for
        exact = share * others / (1 - share)
    else:
        exact = share * base - extra
    least = floor(exact) + 1 if majority.strict else ceil(exact)
    return max(least, majority.least, 0), base


def _met(majority: Majority, tally: Tally, body: Body | None) -> bool:
    base = _denominator(majority, tally, body)
    votes = tally.votes_for + _extra(majority, body)
    if tally.votes_for < majority.least:
        return False
    # nobody for and nobody against carries nothing
    return votes > 0 and reaches(votes, majority.share, base, strict=majority.strict)


def reaches(votes: int, share: Fraction, base: int, *, strict: bool) -> bool:
    """Whether `votes` are at least (`strict`: more than) `share` of `base`, in whole numbers."""
    left, right = votes * share.denominator, share.numerator * base
    return left > right if strict else left >= right


def _turnout(tally: Tally, body: Body | None) -> Fraction | None:
    if body is None or body.members - body.excluded <= 0:
        return None
    return Fraction(tally.votes_for + tally.votes_against + tally.abstentions, body.members - body.excluded)


def _majority_for(rule: MotionRule, turnout: Fraction | None) -> Majority | None:
    if not rule.bands:
        return rule.majority
    share = turnout if turnout is not None else Fraction(_given(None, "the number of members"))
    for band in rule.bands:
        if share < band.turnout or (band.including and share == band.turnout):
            return band.majority
    return rule.majority


def quorate(quorum: Quorum, tally: Tally, body: Body | None) -> bool:
    """Did enough take part?"""
    if quorum.counts == "present":
        took_part = _given(None if body is None else body.present, "the number present")
    else:
        took_part = tally.votes_for + tally.votes_against + tally.abstentions
    if took_part < quorum.least:
        return False
    if not quorum.share:
        return True
    base = _denominator(Majority(quorum.share, quorum.of), tally, body)
    return took_part > quorum.share * base if quorum.strict else took_part >= quorum.share * base


class Sitting(Enum):
    """What a sitting's numbers mean for its quorum."""

    QUORATE = "quorate"
    NEVER = "never quorate"
    LAPSED = "quorum lapsed: the chair must adjourn"


def sitting_quorum(need: int, at_opening: int, now: int, *, persists: bool) -> Sitting:
    """A quorum that, once there, stays (`persists`, as in the PSF's bylaws 3.9), or ceases when people leave."""
    if at_opening < need:
        return Sitting.NEVER
    if persists or now >= need:
        return Sitting.QUORATE
    return Sitting.LAPSED
