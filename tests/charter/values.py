"""Strategies for the values of the charter language, and for whole clauses, shared by the tests of this folder."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from comitia.charter.clause import FAMILIES, Cite, Condition, Name, Place
from comitia.charter.parties import KNOWN, OUTSIDE, ROLES
from comitia.charter.quantities import (
    Basis,
    EffectPattern,
    Majority,
    Manner,
    Party,
    Quorum,
    Range,
    Span,
    SpanUnit,
    Threshold,
    Verb,
    Window,
)
from comitia.charter.shape import Choice, Group, Kind, Named, One, OrWord, Several, keywords
from comitia.charter.words import EVENTS

counts = st.integers(0, 999_999_999)
parts = st.builds(Fraction, st.integers(1, 40), st.integers(1, 40))
spans = st.builds(Span, counts, st.sampled_from(get_args(SpanUnit)))
windows = st.builds(Window, spans, st.sampled_from(("", *EVENTS)))
bases = st.sampled_from([basis for basis in get_args(Basis) if basis])

thresholds = st.one_of(
    st.builds(Threshold, st.integers(1, 999_999).map(Fraction), st.just(""), st.booleans()),
    st.builds(Threshold, parts.filter(lambda p: p <= 1), bases, st.booleans(), st.just(False), st.booleans()),
    st.builds(Threshold, parts, bases, st.booleans(), st.just(True), st.booleans()),
)
several_thresholds = st.lists(thresholds, min_size=1, max_size=3).map(tuple)
majorities = st.builds(Majority, several_thresholds, st.sampled_from(get_args(Manner)))
quorums = st.builds(Quorum, several_thresholds)
ranges = st.tuples(counts, counts | st.none()).map(
    lambda t: Range(t[0], t[1]) if t[1] is None else Range(min(t[0], t[1]), max(t[0], t[1]))
)
names = st.sampled_from(["branch meeting", "CC sub-committee", "congress", "général", "head of the IT department"])
parties = st.one_of(
    st.sampled_from(sorted(set(ROLES.values()))).map(Party),
    st.builds(lambda name: Party("outside", name), st.sampled_from(sorted(OUTSIDE.values()))),
    st.builds(lambda number: Party("number", "", number), thresholds),
    st.builds(lambda name: Party("named", name), names),
)
effects = st.one_of(
    st.builds(EffectPattern, st.sampled_from(get_args(Verb)), st.sampled_from(("", "standing orders", *KNOWN))),
    st.builds(EffectPattern, st.sampled_from(get_args(Verb)), st.sampled_from(("", "mandate")), names),
)

VALUES: dict[type[Any], st.SearchStrategy[Any]] = {
    Span: spans, Window: windows, Threshold: thresholds, Majority: majorities, Quorum: quorums, Range: ranges,
    Party: parties, EffectPattern: effects,
}  # fmt: skip
"""Kind of quantity -> every value of it that words can say."""

words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=30
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
"""Any text on one line: quotes, colons, brackets, other scripts."""

conditions = st.sampled_from(
    ["member.age >= 16", "!(act.by in case.complainants)", "act.text != ' # '\n  || member.dues_owed_months % 2 == 1"]
)

_ANY = VALUES | {
    str: words, Name: words.map(Name), int: counts, bool: st.booleans(), Condition: conditions.map(Condition),
}  # fmt: skip

PLACE = Place("x.md", 1)


def of_kind(kind: Kind) -> st.SearchStrategy[Any]:
    """Values of a keyword's kind."""
    match kind:
        case One(of=cls):
            return _ANY[cls]
        case Choice(words=some):
            return st.sampled_from(some)
        case OrWord(of=cls, words=some):
            return _ANY[cls] | st.sampled_from(some)
        case Several(of=inner):
            return st.lists(of_kind(inner), min_size=1, max_size=3).map(tuple)
        case Named(of=inner):
            return st.dictionaries(words, of_kind(inner), min_size=1, max_size=3)
        case Group(of=cls):
            return group(cls)


def group(cls: type[Any], **more: Any) -> st.SearchStrategy[Any]:
    """Clauses or groups of a class: each keyword that may be left out sometimes is."""
    needed = {k.field: of_kind(k.kind) for k in keywords(cls) if k.required}
    free = {
        k.field: st.just(k.default) | of_kind(k.kind).map(lambda v, d=k.default: d if v in ("", ()) else v)
        for k in keywords(cls)
        if not k.required
    }
    return st.builds(cls, **needed, **free, **{name: st.just(value) for name, value in more.items()})


clauses = st.one_of([group(cls, cite=Cite("charter", "1", "1", PLACE)) for cls in FAMILIES.values()])


def without_places(value: Any) -> Any:
    """The value with every place taken out, to compare what was printed and read again."""
    if isinstance(value, Place):
        return "a place"
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((f.name, without_places(getattr(value, f.name))) for f in fields(value) if f.compare)
        return (type(value).__name__, *parts)
    if isinstance(value, tuple):
        return tuple(without_places(entry) for entry in value)
    if isinstance(value, dict):
        return tuple((name, without_places(entry)) for name, entry in value.items())
    return value
