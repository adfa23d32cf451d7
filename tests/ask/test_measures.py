"""Equal application, the shortest course of a procedure, the pulse of a body: small cases with known answers."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from measured_club import day, judged

from comitia.ask.course import procedure_for, shortest
from comitia.ask.equal import absent_throughout
from comitia.ask.pulse import organisation, twelve_months, vigour
from comitia.charter.quantities import Span

MEETING = """
- {kind: convened, id: may, at: 2019-05-01, by: committee, body: general meeting, on: 2019-05-11, business: [outing]}
- {kind: served, id: may-notice, at: 2019-05-01, by: committee, what: may, on: everyone entitled, channel: in person}
- {kind: sat, id: may-opened, at: 2019-05-11, sitting: may, present: [ann, ben]}
- {kind: sat, id: dan-came, at: 2019-05-11, sitting: may, event: arrived, present: [dan]}
- {kind: sat, id: ben-left, at: 2019-05-11, sitting: may, event: left, present: [ben]}
"""
EXPULSION = """
- kind: decided
  id: out
  at: 2019-06-03
  by: committee
  effects:
    - {do: end, what: membership, to: dan, as: expelled, ground: idleness}
"""


# Equal application


def test_whoever_came_to_no_meeting_would_be_caught() -> None:
    found = absent_throughout(judged(MEETING), "club", day("2019-05-01"), day("2019-05-31"))
    assert found.members == ("ann", "ben", "cyd", "dan", "eve", "fay")
    assert found.caught == ("cyd", "eve", "fay")


def test_a_meeting_outside_the_days_looked_at_counts_for_nobody() -> None:
    found = absent_throughout(judged(MEETING), "club", day("2019-05-12"), day("2019-05-31"))
    assert found.caught == found.members


def test_the_first_and_the_last_day_are_looked_at_too() -> None:
    found = absent_throughout(judged(MEETING), "club", day("2019-05-11"), day("2019-05-11"))
    assert "ann" not in found.caught


def test_a_roll_that_is_only_a_number_tells_nothing_of_anybody() -> None:
    found = absent_throughout(judged(MEETING.replace("[ann, ben]", "5")), "club", day("2019-05-01"), day("2019-05-31"))
    assert found.caught == ("ann", "ben", "cyd", "eve", "fay")


def test_whoever_had_left_before_is_not_counted() -> None:
    record = MEETING + "- {kind: resigned, id: gone, at: 2019-05-20, by: fay}\n"
    found = absent_throughout(judged(record, "2019-06-01"), "club", day("2019-05-01"), day("2019-05-31"))
    assert "fay" not in found.members


# The shortest course


def test_the_shortest_course_counts_as_the_judge_counts() -> None:
    judgment = judged(EXPULSION)
    procedure = procedure_for(judgment, "out")
    assert procedure is not None
    course = shortest(judgment, procedure, day("2019-06-03"))
    firsts = {stage.kind: stage.first for stage in course.stages}
    lasts = {stage.kind: stage.last for stage in course.stages}
    # seven clear days: neither 3 June nor the day of the hearing counts
    assert firsts["hearing"] == firsts["decision"] == day("2019-06-11")
    assert lasts["written reasons"] == day("2019-06-16")
    assert lasts["time to appeal"] == day("2019-06-25")
    assert course.ends == day("2019-06-26")
    assert course.days == 23


def test_the_shortest_course_keeps_the_law_it_is_made_from() -> None:
    """A charge served and a hearing held on the days of the course leave no complaint about time; a day less does."""
    for heard, enough in (("2019-06-11", True), ("2019-06-10", False)):
        record = f"""
- {{kind: filed, id: charge, at: 2019-06-03, by: ann, type: charge, against: dan, grounds: [theft], particulars: yes}}
- {{kind: served, id: charged, at: 2019-06-03, by: ann, what: charge, on: [dan], channel: in person}}
- {{kind: heard, id: hearing, at: {heard}, by: general meeting, matter: charge, respondent: heard}}
- kind: decided
  id: out
  at: {heard}
  by: general meeting
  matter: charge
  tally: {{yes: 5, no: 0, present: 6}}
  effects:
    - {{do: end, what: membership, to: dan, as: expelled, ground: theft}}
"""
        codes = {finding.code for finding in judged(record).by_id["out"].outcome.findings}
        assert ("too little time to answer" in codes) is not enough


def test_an_act_that_needs_no_procedure_has_no_course() -> None:
    assert procedure_for(judged(MEETING), "may") is None


# Pulse


@pytest.mark.parametrize(
    ("last", "today", "every", "state"),
    [
        ("2019-05-11", "2019-07-11", Span(1, "months"), "active"),
        ("2019-05-11", "2019-07-12", Span(1, "months"), "fading"),
        ("2019-05-11", "2019-11-11", Span(1, "months"), "fading"),
        ("2019-05-11", "2019-11-12", Span(1, "months"), "frozen"),
        ("2019-05-11", "2020-05-11", Span(12, "months"), "active"),
        ("2019-05-11", "2019-05-19", Span(4, "clear days"), "active"),
        ("2019-05-11", "2019-05-20", Span(4, "clear days"), "fading"),
    ],
)
def test_a_body_is_active_fading_or_frozen(last: str, today: str, every: Span, state: str) -> None:
    assert vigour(day(last), day(today), every) == state


def test_a_body_that_never_met_is_frozen() -> None:
    assert vigour(None, day("2019-05-11"), Span(1, "months")) == "frozen"


@given(st.integers(700_000, 760_000), st.integers(0, 2000), st.integers(0, 2000), st.integers(1, 24))
def test_a_body_never_comes_alive_by_waiting(last: int, wait: int, more: int, months: int) -> None:
    order = ["active", "fading", "frozen"]
    every = Span(months, "months")
    assert order.index(vigour(last, last + wait, every)) <= order.index(vigour(last, last + wait + more, every))


@given(st.integers(700_000, 760_000))
def test_twelve_months_end_with_the_month_of_the_day_and_leave_no_gap(today: int) -> None:
    months = twelve_months(today)
    assert len(months) == 12
    assert months[-1][0] <= today < months[-1][1]
    assert all(before[1] == after[0] for before, after in pairwise(months))


def test_the_tree_has_the_bodies_of_each_unit_with_their_meetings() -> None:
    (club,) = organisation(judged(MEETING, "2019-06-01"), day("2019-06-01"))
    assert (club.unit, club.depth, club.members) == ("club", 0, 6)
    meeting, committee, panel = club.bodies
    assert (meeting.body, meeting.meetings, meeting.state) == ("general meeting", 1, "active")
    (month,) = [m for m in meeting.months if m.meetings]
    assert month.name == "2019-05"
    # three came, of whom one had left before another arrived
    assert month.quorate == (round(month.share * 6) >= 3 if month.share is not None else False)
    assert (committee.size, committee.seats, committee.state) == (0, (3, 3), "frozen")
    assert panel.meetings == 0


def test_a_meeting_after_the_day_looked_at_is_not_seen() -> None:
    (club,) = organisation(judged(MEETING), day("2019-05-10"))
    assert club.bodies[0].meetings == 0
