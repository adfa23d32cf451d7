"""Enough? Thresholds over any denominator, in exact fractions; manner of voting; strangers and conflicts struck.

No rounding unless the clause rounds up; a threshold with a square root is compared by squares.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from msgspec import UNSET, Struct

from comitia.charter.clause import Cite
from comitia.charter.quantities import Basis, Majority, Quorum, Threshold
from comitia.charter.vocabulary.meeting import DecisionRule
from comitia.count import motion
from comitia.count.errors import RuleError
from comitia.judge.case import Case, Ref
from comitia.judge.roll import entitled, members
from comitia.judge.state import Sitting
from comitia.record.acts import Tally

MANNERS: dict[str, frozenset[str]] = {
    "": frozenset(),
    "show of hands": frozenset(
        {"show of hands", "acclamation", "ballot", "secret ballot", "postal ballot", "electronic vote"}
    ),
    "ballot": frozenset({"ballot", "secret ballot", "postal ballot", "electronic vote"}),
    "secret ballot": frozenset({"secret ballot", "postal ballot"}),
    "postal ballot": frozenset({"postal ballot"}),
    "electronic vote": frozenset({"electronic vote"}),
}
"""Manner required -> the manners that satisfy it."""


class Required(Struct, frozen=True, gc=False):
    """A threshold applied to a base. base is None when the base is not on record."""

    threshold: Threshold
    base: int | None

    def reached_by(self, count: int) -> bool:
        """Whether a count reaches it; False where the base is not on record."""
        threshold = self.threshold
        if threshold.basis and self.base is None:
            return False
        top, bottom, base = threshold.share.numerator, threshold.share.denominator, self.base or 0
        if not threshold.basis:
            left, right = count * bottom, top
        elif threshold.root:
            left, right = count * count * bottom * bottom, top * top * base
        elif threshold.rounded_up:
            left, right = count, -(-top * base // bottom)
        else:
            left, right = count * bottom, top * base
        return left > right if threshold.strict else left >= right

    @property
    def least(self) -> int:
        """The least whole number that reaches it."""
        threshold, base = self.threshold, self.base or 0
        top, bottom = threshold.share.numerator, threshold.share.denominator
        if threshold.root:
            least = isqrt(top * top * base // (bottom * bottom))
            return least if self.reached_by(least) else least + 1
        least = -(-top // bottom) if not threshold.basis else -(-top * base // bottom)
        return least if self.reached_by(least) else least + 1


def required(
    case: Case, threshold: Threshold, body: Ref | None, tally: Tally | None = None, sitting: Sitting | None = None
) -> Required:
    """A threshold with its base, as far as the record knows it."""
    return Required(threshold, _base(case, threshold.basis, body, tally, sitting))


def _base(case: Case, basis: Basis, body: Ref | None, tally: Tally | None, sitting: Sitting | None) -> int | None:
    match basis:
        case "":
            return None
        case "members" | "seats filled" | "delegates":
            return _size(case, body, tally)
        case "seats":
            return _full_size(case, body, tally)
        case "all members":
            return members(case, (body.unit if body else "") or case.root())
        case _:
            pass
    yes, no, abstain = (_number(tally, "yes"), _number(tally, "no"), _number(tally, "abstain"))
    present = _number(tally, "present")
    if present is None and sitting is not None:
        present = sitting.present
    match basis:
        case "votes cast":
            return None if yes is None else yes + (no or 0)
        case "votes":
            return None if yes is None else yes + (no or 0) + (abstain or 0)
        case "members present" | "delegates present":
            if present is not None:
                return present
            return None if yes is None else yes + (no or 0) + (abstain or 0)
        case _:  # members except the respondent
            size = _size(case, body, tally)
            return None if size is None else size - 1


def _size(case: Case, body: Ref | None, tally: Tally | None) -> int | None:
    on_record = _number(tally, "entitled")
    if on_record is not None:
        return on_record
    if body is None:
        return members(case, case.root())
    if body.kind != "body":
        return None
    return entitled(case, body) or None


def _full_size(case: Case, body: Ref | None, tally: Tally | None) -> int | None:
    if body is not None:
        seats, _ = case.law.said(body.name, "seats")
        if seats is not None and seats.high == seats.low:
            return int(seats.low)
    return _size(case, body, tally)


def _number(tally: Tally | None, name: str) -> int | None:
    if tally is None:
        return None
    value = getattr(tally, name)
    return None if value is UNSET else int(value)


def quorum_needed(case: Case, quorum: Quorum, body: Ref, tally: Tally | None, sitting: Sitting | None) -> int | None:
    """How many must be there; None where what it is a share of is not on record."""
    most = 0
    for threshold in quorum.thresholds:
        need = required(case, threshold, body, tally, sitting)
        if threshold.basis and need.base is None:
            return None
        most = max(most, need.least)
    return most


def check_majority(
    case: Case,
    majority: Majority,
    cites: tuple[Cite | None, ...],
    tally: Tally | None,
    body: Ref,
    sitting: Sitting | None,
    *,
    rule: DecisionRule | None = None,
    effect: int | None = None,
    yes: int | None = None,
    otherwise: str = "",
    tie_decided: bool = False,
    short: str = "",
    left_out: int = 0,
) -> None:
    """Find what is wrong with a count: too few, a tie, or no count where a special majority must be shown.

    left_out: how many of the body a conflict leaves out of the denominator.
    rule: the clause with bands, outright majorities and vacant seats, if one speaks. yes: the votes in favour where
    they differ from the tally's (votes struck). short: the defect that too few votes are, if not
    `majority not reached`. The sum itself is done by `comitia.count.motion`.
    """
    in_favour = yes if yes is not None else _number(tally, "yes")
    if in_favour is not None and rule is None and all(_plainly(t, tally, in_favour) for t in majority.thresholds):
        return
    special = any(t.basis != "votes cast" or t.share != Fraction(1, 2) for t in majority.thresholds)
    for threshold in majority.thresholds:
        if in_favour is None or (threshold.basis not in OF and threshold.basis):
            if special:
                case.find("count not on record", *cites, effect=effect, status="unproven", otherwise=otherwise)
            return
        if not threshold.basis or threshold.root:
            need = required(case, threshold, body, tally, sitting)
            if not need.reached_by(in_favour):
                case.find(
                    short or "majority not reached", *cites, effect=effect, otherwise=otherwise, found=in_favour,
                    required=need.least, basis=threshold.basis,
                )  # fmt: skip
            continue
        try:
            decision = _decide(case, threshold, rule, tally, in_favour, body, sitting, left_out)
        except RuleError:
            case.find("count not on record", *cites, effect=effect, status="unproven", otherwise=otherwise)
            continue
        _tell(
            case,
            decision,
            cites,
            effect,
            otherwise,
            in_favour,
            tie_decided,
            short or "majority not reached",
            threshold.basis,
        )


def _plainly(threshold: Threshold, tally: Tally | None, yes: int) -> bool:
    """Whether the votes cast alone show that a threshold is reached; the commonest case, without the whole sum."""
    if threshold.basis not in ("votes cast", "votes"):
        return False
    others = (_number(tally, "no") or 0) + ((_number(tally, "abstain") or 0) if threshold.basis == "votes" else 0)
    return yes > 0 and motion.reaches(yes, threshold.share, yes + others, strict=threshold.strict)


OF: dict[str, motion.Of] = {
    "votes cast": motion.Of.CAST,
    "votes": motion.Of.VOTING,
    "members present": motion.Of.PRESENT,
    "delegates present": motion.Of.PRESENT,
    "members": motion.Of.MEMBERS,
    "delegates": motion.Of.MEMBERS,
    "all members": motion.Of.MEMBERS,
    "seats filled": motion.Of.MEMBERS,
    "members except the respondent": motion.Of.MEMBERS,
    "seats": motion.Of.FULL_SIZE,
}
"""Denominator, as a charter names it -> as a motion counts it."""

VACANT = {
    "against": motion.Vacant.AGAINST,
    "abstain": motion.Vacant.ABSTAIN,
    "in favour": motion.Vacant.FOR,
    "not counted": motion.Vacant.ABSENT,
}


def _decide(
    case: Case,
    threshold: Threshold,
    rule: DecisionRule | None,
    tally: Tally | None,
    yes: int,
    body: Ref,
    sitting: Sitting | None,
    left_out: int,
) -> motion.Decision:
    """The sum. Raises RuleError where the denominator is not on record."""
    bands: tuple[motion.Band, ...] = ()
    outright = lost = None
    vacant = motion.Vacant.AGAINST
    if rule is not None:
        vacant = VACANT[rule.vacant_seats]
        bands = tuple(
            motion.Band(b.turnout.share, _of_motion(b.majority, vacant), b.turnout.strict) for b in rule.bands
        )
        outright, lost = _of_motion(rule.outright, vacant), _of_motion(rule.lost_outright, vacant)
    asked = motion.MotionRule(_majority(threshold, vacant), None, bands, outright, lost, "tied")
    votes = motion.Tally(yes, _number(tally, "no") or 0, _number(tally, "abstain") or 0, _number(tally, "blank") or 0)
    return motion.decide(asked, votes, _voters(case, threshold, tally, body, sitting, left_out))


def _majority(threshold: Threshold, vacant: motion.Vacant) -> motion.Majority:
    return motion.Majority(threshold.share, OF[threshold.basis], threshold.strict, vacant=vacant)


def _of_motion(majority: Majority | str | None, vacant: motion.Vacant) -> motion.Majority | None:
    return _majority(majority.thresholds[0], vacant) if isinstance(majority, Majority) else None


def _voters(
    case: Case, threshold: Threshold, tally: Tally | None, body: Ref, sitting: Sitting | None, left_out: int
) -> motion.Body:
    """Who could vote, as far as the record knows."""
    present = _base(case, "members present", body, tally, sitting)
    if threshold.basis == "all members":
        size = _base(case, "all members", body, tally, sitting)
    else:
        size = _size(case, body, tally)
    full = _full_size(case, body, tally)
    vacant = max(0, full - entitled(case, body)) if full is not None and body.kind == "body" else 0
    excluded = max(left_out, 1 if threshold.basis == "members except the respondent" else 0)
    cast = sum(_number(tally, name) or 0 for name in ("yes", "no", "abstain", "blank"))
    if size is None and OF[threshold.basis] is motion.Of.MEMBERS:
        raise RuleError("denominator-missing", "", "the number of members", "put it on record", None)
    return motion.Body(max(size or 0, cast + excluded), present, full, vacant, excluded)


def _tell(
    case: Case, decision: motion.Decision, cites: tuple[Cite | None, ...], effect: int | None, otherwise: str, yes: int,
    tie_decided: bool, short: str, basis: str,
) -> None:  # fmt: skip
    match decision.decided:
        case motion.Decided.CARRIED:
            return
        case motion.Decided.TIED:
            if not tie_decided:
                case.find("tie", *cites, effect=effect, otherwise=otherwise, votes=yes)
        case _:
            code = "turnout too low" if "turnout-too-low" in decision.reasons else short
            case.find(
                code, *cites, effect=effect, otherwise=otherwise, found=yes, required=decision.needed, basis=basis
            )  # fmt: skip


def check_tally(case: Case, tally: Tally | None, effect: int | None = None) -> None:
    """More votes than voters is no count."""
    if tally is None:
        return
    if tally.present is UNSET and tally.entitled is UNSET:
        return
    cast = sum(_number(tally, name) or 0 for name in ("yes", "no", "abstain", "blank"))
    for name in ("present", "entitled"):
        most = _number(tally, name)
        if most is not None and cast > most:
            yes, no = _number(tally, "yes"), _number(tally, "no")
            carried = yes is not None and yes - (cast - most) > (no or 0)
            case.find("impossible count", effect=effect, found=cast, required=most, immaterial=carried)
            return


def check_manner(
    case: Case, needed: str, used: str | None, *cites: Cite | None, effect: int | None = None, otherwise: str = ""
) -> None:
    """Find a ballot or secrecy skipped. An unrecorded manner, where a ballot is required, must be shown."""
    if not needed or (used is not None and used in MANNERS.get(needed, frozenset())):
        return
    if used is None:
        case.find("count not on record", *cites, effect=effect, status="unproven", otherwise=otherwise, manner=needed)
        return
    secret = needed in ("secret ballot", "postal ballot") and used in MANNERS["ballot"]
    case.find(
        "secrecy skipped" if secret else "ballot skipped", *cites, effect=effect, otherwise=otherwise,
        found=used, required=needed,
    )  # fmt: skip
