"""When: texts read as days of the organisation, and days counted as a charter counts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comitia.record import times
from comitia.record.times import Clock, Moment, TimeFault, add, clear_days, day_text, last_service, working_day

KARACHI = Clock(ZoneInfo("Asia/Karachi"))
BERLIN = Clock(ZoneInfo("Europe/Berlin"))
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.toordinal)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first_day", "vague"),
    [
        ("2011-12-28", "2011-12-28", False),
        ("2011-03", "2011-03-01", True),
        ("2011", "2011-01-01", True),
        ("after 2011-12-28", "2011-12-29", True),
        ("after 2011-12", "2012-01-01", True),
        ("after 2011", "2012-01-01", True),
    ],
)
def test_a_text_that_leaves_the_day_open_counts_from_the_first_day_it_allows(
    text: str, first_day: str, vague: bool
) -> None:
    assert Clock().read(text) == Moment(day(first_day), None, vague)


@pytest.mark.parametrize(
    ("text", "local_day", "utc"),
    [
        ("2011-12-28T19:30", "2011-12-28", "2011-12-28T14:30:00+00:00"),
        ("2011-12-28T19:30:05+05:00", "2011-12-28", "2011-12-28T14:30:05+00:00"),
        ("2011-12-28T20:00Z", "2011-12-29", "2011-12-28T20:00:00+00:00"),
        ("2011-12-28T23:30-08:00", "2011-12-29", "2011-12-29T07:30:00+00:00"),
    ],
)
def test_an_instant_has_the_day_of_the_organisations_own_zone(text: str, local_day: str, utc: str) -> None:
    moment = KARACHI.read(text)
    assert moment == Moment(day(local_day), int(datetime.fromisoformat(utc).timestamp()))


def test_after_an_instant_is_vague_but_not_another_day() -> None:
    assert KARACHI.read("after 2011-12-28T19:30") == KARACHI.read("2011-12-28T19:30")._replace(vague=True)


def test_without_a_zone_an_instant_has_the_day_of_its_own_offset() -> None:
    assert Clock().read("2011-12-28T23:30-08:00").day == day("2011-12-28")


@pytest.mark.parametrize(
    ("clock", "text", "code"),
    [
        (Clock(), "2011-12-28T19:30", "no-zone"),
        (BERLIN, "2011-03-27T02:30", "no-such-time"),
        (BERLIN, "2011-10-30T02:30", "twice"),
        (BERLIN, "2011-02-29", "no-such-date"),
        (BERLIN, "2011-12-28T24:00", "no-such-time"),
        (BERLIN, "yesterday", "not-a-time"),
        (BERLIN, "٢٠١١-١٢-٢٨", "not-a-time"),
        (BERLIN, "2011-12-28\n", "not-a-time"),
    ],
)
def test_a_text_that_names_no_moment_is_refused(clock: Clock, text: str, code: str) -> None:
    with pytest.raises(TimeFault) as refused:
        clock.read(text)
    assert refused.value.code == code


def test_the_advice_for_a_time_shown_twice_leads_to_two_instants_an_hour_apart() -> None:
    first, second = BERLIN.read("2011-10-30T02:30+02:00"), BERLIN.read("2011-10-30T02:30+01:00")
    assert (first.second, first.day) == ((second.second or 0) - 3600, second.day)


@given(
    st.text(max_size=30)
    | st.from_regex(r"(after )?[0-9]{4}(-[0-9]{2}){0,2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?")
)
def test_any_text_is_a_moment_or_a_fault_that_says_what_to_do(text: str) -> None:
    fault: TimeFault | None = None
    moment = Moment(0)
    try:
        moment = BERLIN.read(text)
    except TimeFault as refused:
        fault = refused
    if fault is None:
        assert 1 <= moment.day <= date.max.toordinal()
    else:
        assert all([fault.code, fault.found, fault.required, fault.advice])


TIMES = st.from_regex(
    r"(after )?[0-9]{4}-[0-9W]{2}-?[0-9]{1,2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?([.,][0-9]{1,6})?"
    r"(Z|z|[+-][0-9]{2}(:?[0-9]{2}(:[0-9]{2})?)?)?)?",
    fullmatch=True,
)
SOUND = st.tuples(st.dates(date(1000, 1, 1), date(9998, 12, 31)), st.times()).map(lambda t: f"{t[0]}T{t[1]:%H:%M}")
ZONES = [None, ZoneInfo("Europe/Berlin"), ZoneInfo("America/St_Johns")]


@given(
    TIMES | SOUND | st.tuples(SOUND, st.sampled_from(["Z", ":59", ":07Z", "+05:30", ":00-11:15"])).map("".join),
    st.sampled_from(ZONES),
)
def test_the_short_way_of_reading_says_what_the_long_one_says(text: str, zone: tzinfo | None) -> None:
    def read(how: Callable[[str, tzinfo | None], Moment]) -> object:
        try:
            return how(text, zone)
        except TimeFault as fault:
            return fault.code

    assert read(times.read_moment) == read(times._told)


def test_a_reading_is_kept_and_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "DISTINCT_TEXTS", 3)
    clock = Clock()
    assert clock.read("2011-12-28") is clock.read("2011-12-28")
    for number in range(1, 29):
        clock.read(f"2011-12-{number:02d}")
    assert len(clock.read.__self__) <= 3  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("start", "count", "unit", "end"),
    [
        ("2011-12-28", 3, "days", "2011-12-31"),
        ("2011-12-28", 2, "weeks", "2012-01-11"),
        ("2011-01-31", 1, "months", "2011-02-28"),
        ("2012-01-31", 1, "months", "2012-02-29"),
        ("2011-03-31", -1, "months", "2011-02-28"),
        ("2011-11-30", 3, "months", "2012-02-29"),
        ("2012-02-29", 1, "years", "2013-02-28"),
        ("2011-12-01", 14, "clear days", "2011-12-16"),
        ("2011-12-16", -14, "clear days", "2011-12-01"),
        ("2011-12-29", 3, "working days", "2012-01-03"),
        ("2012-01-03", -3, "working days", "2011-12-29"),
    ],
)
def test_spans_are_counted_as_lawyers_count_them(start: str, count: int, unit: str, end: str) -> None:
    assert day_text(add(day(start), count, unit)) == end


def test_working_days_leave_out_holidays_and_the_weekend_of_the_place() -> None:
    new_year = frozenset({day("2012-01-02")})
    assert day_text(add(day("2011-12-30"), 1, "working days", new_year)) == "2012-01-03"
    friday_and_saturday = {4, 5}
    assert day_text(add(day("2011-12-29"), 1, "working days", (), friday_and_saturday)) == "2012-01-01"
    with pytest.raises(ValueError, match="no weekday"):
        add(day("2011-12-29"), 1, "working days", (), range(7))


def test_fourteen_clear_days_lie_wholly_between_service_and_meeting() -> None:
    served, meets = day("2011-12-01"), clear_days(day("2011-12-01"), 14)
    assert len(range(served + 1, meets)) == 14
    assert last_service(meets, 14) == served


@given(DAYS, st.integers(0, 400))
def test_clear_days_and_last_service_are_inverse(start: int, count: int) -> None:
    assert last_service(clear_days(start, count), count) == start


@given(DAYS, st.integers(-300, 300))
def test_a_month_keeps_the_day_of_the_month_or_takes_the_last(start: int, count: int) -> None:
    begin, end = date.fromordinal(start), date.fromordinal(add(start, count, "months"))
    assert (end.year - begin.year) * 12 + end.month - begin.month == count
    last_of_month = (end + timedelta(days=1)).day == 1
    assert end.day == begin.day or (end.day < begin.day and last_of_month)


@given(DAYS, st.integers(1, 60), st.sets(st.integers(0, 6), max_size=6), st.sets(st.integers(0, 40)))
def test_so_many_working_days_lie_in_the_span(start: int, count: int, weekend: set[int], off: set[int]) -> None:
    holidays = {start + n for n in off}
    end = add(start, count, "working days", holidays, weekend)
    assert sum(working_day(one, holidays, weekend) for one in range(start + 1, end + 1)) == count
    assert working_day(end, holidays, weekend)


def test_hours_need_a_time_of_day() -> None:
    assert KARACHI.later(KARACHI.read("2011-12-28"), 72, "hours") is None
    assert KARACHI.later(KARACHI.read("2011-12-28T23:30"), 1, "hours") == KARACHI.read("2011-12-29T00:30")
    assert KARACHI.later(KARACHI.read("2011-12-28T23:30"), 3, "days") == Moment(day("2011-12-31"))
    with pytest.raises(ValueError, match="fortnights"):
        KARACHI.later(KARACHI.read("2011-12-28"), 1, "fortnights")


def test_the_calendar_has_ends() -> None:
    for unit in ("days", "weeks", "months", "years", "clear days"):
        with pytest.raises(OverflowError):
            add(date.max.toordinal(), 1, unit)
