"""Quantities in words: what is read, what is printed, what is refused and where."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from values import effects, majorities, parties, quorums, ranges, spans, thresholds, windows

from comitia.charter.cursor import MisreadError
from comitia.charter.parties import read_effect, read_party
from comitia.charter.quantities import EffectPattern, Majority, Party, Quorum, Range, Span, Threshold, Window
from comitia.charter.saying import say
from comitia.charter.words import (
    SIMPLE,
    read_majority,
    read_number,
    read_quorum,
    read_range,
    read_span,
    read_threshold,
    read_window,
)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("14 clear days", Span(14, "clear days")),
        ("fourteen clear days", Span(14, "clear days")),
        ("1 month", Span(1, "months")),
        ("a month", Span(1, "months")),
        ("twenty-one working days", Span(21, "working days")),
        ("one hundred and five hours", Span(105, "hours")),
        ("same day", Span(0, "days")),
        ("the next day", Span(1, "days")),
    ],
)
def test_spans(text: str, span: Span) -> None:
    assert read_span(text) == span


def test_a_span_may_name_what_it_is_counted_from_only_where_that_is_asked_for() -> None:
    assert read_span("3 days after posting", counted_from=("posting",)) == Span(3, "days")
    with pytest.raises(MisreadError):
        read_span("3 days after posting")


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("60 days of service of the reasons", Window(Span(60, "days"), "service of the reasons")),
        ("14 clear days after service of the charge", Window(Span(14, "clear days"), "service of the charge")),
        ("7 days before the poll", Window(Span(7, "days"), "the poll")),
        ("6 weeks of arrears", Window(Span(6, "weeks"), "arrears")),
        ("3 months of the vacancy", Window(Span(3, "months"), "the vacancy")),
        ("30 days", Window(Span(30, "days"), "")),
    ],
)
def test_windows(text: str, window: Window) -> None:
    assert read_window(text) == window


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        ("5", Threshold(Fraction(5), "")),
        ("2 members", Threshold(Fraction(2), "")),
        ("one third of members", Threshold(Fraction(1, 3), "members")),
        ("2/3 of the votes cast", Threshold(Fraction(2, 3), "votes cast")),
        ("75 % of seats", Threshold(Fraction(3, 4), "seats")),
        ("33.3% of seats", Threshold(Fraction(333, 1000), "seats")),
        ("more than half of votes cast", SIMPLE),
        ("two thirds of those present", Threshold(Fraction(2, 3), "members present")),
        ("one fifth of all members", Threshold(Fraction(1, 5), "all members")),
        ("half the square root of members", Threshold(Fraction(1, 2), "members", root=True)),
        ("the square root of members", Threshold(Fraction(1), "members", root=True)),
        ("three quarters of members, rounded up", Threshold(Fraction(3, 4), "members", rounded_up=True)),
    ],
)
def test_thresholds(text: str, threshold: Threshold) -> None:
    assert read_threshold(text) == threshold


def test_half_is_not_more_than_half() -> None:
    assert read_threshold("half of votes cast") != read_threshold("more than half of votes cast")


@pytest.mark.parametrize(
    ("text", "majority"),
    [
        ("simple", Majority((SIMPLE,))),
        ("unanimous", Majority((Threshold(Fraction(1), "votes"),))),
        ("simple, by ballot", Majority((SIMPLE,), "ballot")),
        (
            "two thirds of members present, by secret ballot",
            Majority((Threshold(Fraction(2, 3), "members present"),), "secret ballot"),
        ),
        (
            "two thirds of votes cast and half of members",
            Majority((Threshold(Fraction(2, 3), "votes cast"), Threshold(Fraction(1, 2), "members"))),
        ),
    ],
)
def test_majorities(text: str, majority: Majority) -> None:
    assert read_majority(text) == majority


def test_quorums_and_ranges() -> None:
    assert read_quorum("the greater of 2 and half of members") == Quorum(
        (Threshold(Fraction(2), ""), Threshold(Fraction(1, 2), "members"))
    )
    assert read_range("5 to 11") == Range(5, 11)
    assert read_range("at least three") == Range(3, None)
    assert read_range("at most 2") == Range(0, 2)
    assert read_range("7") == Range(7, 7)
    assert read_number("twelve") == 12


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("any member", Party("member")),
        ("every member", Party("member")),
        ("the respondent", Party("respondent")),
        ("witnesses", Party("witness")),
        ("relatives of either", Party("relatives")),
        ("regional committee", Party("named", "regional committee")),
        ("a branch", Party("named", "branch")),
        ("five members", Party("number", "", Threshold(Fraction(5), ""))),
        ("one fifth of members", Party("number", "", Threshold(Fraction(1, 5), "members"))),
        ("a court", Party("outside", "court")),
        ("nobody", Party("nobody")),
    ],
)
def test_parties(text: str, party: Party) -> None:
    assert read_party(text) == party


def test_effects() -> None:
    assert read_effect("end membership") == EffectPattern("end", "membership")
    assert read_effect("end mandate of the regional committee") == EffectPattern("end", "mandate", "regional committee")
    assert read_effect("expulsion") == EffectPattern("end", "membership")
    assert read_effect("suspend") == EffectPattern("suspend", "")


@given(spans)
def test_spans_read_back(value: Span) -> None:
    assert read_span(say(value)) == value


@given(windows)
def test_windows_read_back(value: Window) -> None:
    assert read_window(say(value)) == value


@given(thresholds)
def test_thresholds_read_back(value: Threshold) -> None:
    assert read_threshold(say(value)) == value


@given(majorities)
def test_majorities_read_back(value: Majority) -> None:
    assert read_majority(say(value)) == value


@given(quorums)
def test_quorums_read_back(value: Quorum) -> None:
    assert read_quorum(say(value)) == value


@given(ranges)
def test_ranges_read_back(value: Range) -> None:
    assert read_range(say(value)) == value


@given(parties)
def test_parties_read_back(value: Party) -> None:
    assert read_party(say(value)) == value


@given(effects)
def test_effects_read_back(value: EffectPattern) -> None:
    assert read_effect(say(value)) == value


READERS = (
    read_span, read_window, read_threshold, read_majority, read_quorum, read_range, read_party, read_effect,
    read_number,
)  # fmt: skip

_WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "two thirds half of members more than the square root and , by secret ballot at least 5 14 % / "
        "days clear after before poll service charge end mandate any a simple 75 0 same zero hundred rounded up all",
    )
)


@given(st.lists(_WORDS, max_size=9).map(" ".join) | st.text(max_size=40), st.sampled_from(READERS))
def test_any_words_are_read_or_refused_at_a_place_within_them(text: str, reader: Callable[[str], object]) -> None:
    fault: MisreadError | None = None
    try:
        value = reader(text)
    except MisreadError as error:
        fault = error
    if fault is None:
        assert reader(say(value)) == value
    else:
        assert 0 <= fault.column <= len(text)
        assert fault.width >= 1
        assert fault.found
        assert fault.required


@pytest.mark.parametrize(
    ("reader", "text", "column", "meant"),
    [
        (read_span, "14 clean days", 3, "clear days"),
        (read_span, "forteen days", 0, "fourteen"),
        (read_majority, "simpel", 0, "simple"),
        (read_majority, "two thrids of votes cast", 4, "thirds"),
        (read_majority, "two thirds of vote cast", 14, "votes cast"),
        (read_majority, "simple, by secret balot", 11, "secret ballot"),
        (read_window, "60 days of servce of the reasons", 11, "service of the reasons"),
        (read_effect, "end membershp", 4, "membership"),
        (read_effect, "suspnd vote", 0, "suspend"),
    ],
)
def test_a_wrong_word_is_shown_where_it_stands(
    reader: Callable[[str], object], text: str, column: int, meant: str
) -> None:
    with pytest.raises(MisreadError) as caught:
        reader(text)
    assert (caught.value.column, caught.value.meant) == (column, meant)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_threshold, "two thirds"),
        (read_threshold, "0"),
        (read_threshold, "3/0 of members"),
        (read_threshold, "5/4 of members"),
        (read_threshold, "150 % of members"),
        (read_range, "11 to 5"),
        (read_quorum, "the greater of 2"),
        (read_span, "9999999999 days"),
        (read_party, "the"),
        (read_party, ""),
    ],
)
def test_what_no_quantity_can_be_is_refused(reader: Callable[[str], object], text: str) -> None:
    with pytest.raises(MisreadError):
        reader(text)
