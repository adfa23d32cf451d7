"""Quantities printed as words, each in one normal form: reading what `say` prints gives the same value again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from comitia.charter.clause import Condition, Name
from comitia.charter.parties import OUTSIDE, ROLES
from comitia.charter.quantities import EffectPattern, Majority, Party, Quorum, Range, Span, Threshold, Window
from comitia.charter.words import BEFORE, PARTS, SIMPLE, UNANIMOUS

_NAMES: Final = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_PART_NAMES: Final = {number: part for part, number in reversed(PARTS.items()) if number > 2} | {4: "quarter"}
_ROLE_NAMES: Final = {role: words for words, role in ROLES.items()}
_OUTSIDE_NAMES: Final = {name: words for words, name in OUTSIDE.items()}


def say(value: Any) -> str:
    """The value in words. Takes every kind of value that a keyword can hold, except groups and lists."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | str():
            return str(value)
        case Name():
            return value.text
        case Condition():
            return value.source
        case Span():
            return _span(value)
        case Window():
            return _window(value)
        case Threshold():
            return _threshold(value)
        case Majority():
            return _majority(value)
        case Quorum(thresholds=(one,)):
            return _threshold(one)
        case Quorum():
            return f"the greater of {' and '.join(_threshold(t) for t in value.thresholds)}"
        case Range():
            return _range(value)
        case Party():
            return _party(value)
        case EffectPattern():
            return _effect(value)
        case _:
            raise TypeError(f"no words for {value!r}")


def share_words(share: Fraction) -> str:
    """`half`, `two thirds`, `7/16`."""
    if share == Fraction(1, 2):
        return "half"
    above, below = _NAMES.get(share.numerator), _PART_NAMES.get(share.denominator)
    if above is None or below is None:
        return f"{share.numerator}/{share.denominator}"
    return f"{above} {below}{'s' if share.numerator > 1 else ''}"


def _span(span: Span) -> str:
    if span == Span(0, "days"):
        return "same day"
    unit = span.unit.removesuffix("s") if span.count == 1 else span.unit
    return f"{span.count} {unit}"


def _window(window: Window) -> str:
    if not window.event:
        return _span(window.span)
    return f"{_span(window.span)} {'before' if window.event in BEFORE else 'after'} {window.event}"


def _threshold(threshold: Threshold) -> str:
    more = "more than " if threshold.strict else ""
    if not threshold.basis:
        return f"{more}{threshold.share}"
    share, ending = threshold.share, ", rounded up" if threshold.rounded_up else ""
    if threshold.root:
        many = "" if share == 1 else f"{share} times " if share.denominator == 1 else f"{share_words(share)} of "
        if share == Fraction(1, 2):
            many = "half "
        return f"{more}{many}the square root of {threshold.basis}{ending}"
    part = "all" if share == 1 else share_words(share)
    return f"{more}{part} of {threshold.basis}{ending}"


def _majority(majority: Majority) -> str:
    known: dict[tuple[Threshold, ...], str] = {(SIMPLE,): "simple", (UNANIMOUS,): "unanimous"}
    words = known.get(majority.thresholds) or " and ".join(_threshold(t) for t in majority.thresholds)
    return f"{words}, by {majority.manner}" if majority.manner else words


def _range(bounds: Range) -> str:
    if bounds.high is None:
        return f"at least {bounds.low}"
    if bounds.low == bounds.high:
        return str(bounds.low)
    return f"at most {bounds.high}" if bounds.low == 0 else f"{bounds.low} to {bounds.high}"


def _party(party: Party) -> str:
    if party.role == "number" and party.number is not None:
        words = _threshold(party.number)
        if party.number.basis:
            return words
        return f"{words} {'member' if party.number.share == 1 else 'members'}"
    if party.role == "named":
        return party.name
    if party.role == "outside":
        return _OUTSIDE_NAMES[party.name]
    return _ROLE_NAMES[party.role]


def _effect(effect: EffectPattern) -> str:
    what = f" {effect.what}" if effect.what else " anything" if effect.name else ""
    return f"{effect.verb}{what}{f' of {effect.name}' if effect.name else ''}"
