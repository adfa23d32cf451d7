"""Drawings: bars of a year, the marks of verdicts, rails of a tree, labels that do not run into each other."""

from __future__ import annotations

import re
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from comitia.ask.pulse import Month
from comitia.judge.findings import Verdict
from comitia.messages import Messages
from comitia.render import svg
from comitia.render.text import MARKS as IN_TEXT
from comitia.render.timeline import _Label, _spread
from comitia.render.tree import _rails, bars


def test_every_verdict_has_a_shape_and_a_mark_in_text() -> None:
    assert set(svg.MARKS) == set(IN_TEXT) == set(get_args(Verdict))
    assert len(set(svg.MARKS.values())) == len(svg.MARKS)


def test_a_bar_is_as_high_as_the_share_present_hollow_without_quorum_and_a_dot_where_nobody_met() -> None:
    months = (Month("2019-01", 1, 1.0, True), Month("2019-02", 0, None, True), Month("2019-03", 1, 0.5, False))
    drawn = bars(Messages(), months)
    assert '<path class="full" d="M0 24v-24h7v24z"/>' in drawn
    assert '<path class="hollow" d="M22.5 23.5v-13h6v13z"/>' in drawn
    assert '<path class="none" d="M14.5 23h0"/>' in drawn
    assert "Meetings in 2 of twelve months" in drawn


def test_rails_lead_from_each_row_to_the_tier_above_it() -> None:
    depths = [0, 1, 2, 2, 1]
    assert _rails(depths, 0) == ""
    assert _rails(depths, 1) == '<i class="r r0 t"></i>'
    assert _rails(depths, 2) == '<i class="r r0"></i><i class="r r1 t"></i>'
    assert _rails(depths, 3) == '<i class="r r0"></i><i class="r r1 e"></i>'
    assert _rails(depths, 4) == '<i class="r r0 e"></i>'


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_every_row_has_at_most_one_rail_a_tier_and_its_own_bends(depths: list[int]) -> None:
    for at, depth in enumerate(depths):
        rails = re.findall(r'class="r r(\d)( [te])?"', _rails(depths, at))
        assert len(rails) <= depth
        assert [bool(bend) for _, bend in rails] == [False] * (len(rails) - 1) + [True] * bool(depth)


@given(st.lists(st.tuples(st.floats(0, 500), st.integers(1, 4)), max_size=12))
def test_labels_never_stand_on_one_another_and_never_above_their_place(given_: list[tuple[float, int]]) -> None:
    labels = sorted((_Label(y, (("words", ""),) * lines) for y, lines in given_), key=lambda label: label.y)
    places = _spread(labels)
    assert all(place >= label.y for place, label in zip(places, labels, strict=True))
    for n in range(len(labels) - 1):
        assert places[n + 1] >= places[n] + len(labels[n].lines) * 19


@given(st.floats(-5000, 5000))
def test_a_coordinate_is_written_in_tenths_at_most(value: float) -> None:
    assert re.fullmatch(r"-?\d+(\.[1-9])?", svg.number(value))


def test_words_in_a_drawing_are_escaped() -> None:
    assert svg.text(1, 2, "a < b & c", "b") == '<text x="1" y="2" class="b">a &lt; b &amp; c</text>'
