"""Spans as the law of the day counts them: the first lawful day after, the last lawful day within."""

from __future__ import annotations

from datetime import date

from comitia.charter.law import spoken
from comitia.charter.quantities import Span
from comitia.charter.vocabulary.meeting import Time
from comitia.judge.case import Case
from comitia.record.times import add


def first_day(case: Case, start: int, span: Span) -> int:
    """The first day on which something may happen that must be at least a span after `start`.

    Clear days leave out both the day of service and the day of the event.
    """
    unit = span.unit
    if unit == "days" and spoken(case.law.all(Time), "days")[0] == "clear days":
        unit = "clear days"
    if unit == "clear days":
        return start + span.count + 1
    return add(start, span.count, unit)


def last_day(start: int, span: Span) -> int:
    """The last day on which something may happen that must be within a span of `start`."""
    unit = "days" if span.unit == "clear days" else span.unit
    return add(start, span.count, unit)


def days_given(case: Case, start: int, end: int, span: Span) -> int:
    """How many days of the span's unit lie between, for a sentence (whole days for weeks and months)."""
    between = end - start
    clear = span.unit == "clear days" or (span.unit == "days" and spoken(case.law.all(Time), "days")[0] == "clear days")
    return max(0, between - 1 if clear else between)


SECONDS = {"minutes": 60, "hours": 3600, "days": 86_400, "clear days": 86_400, "weeks": 604_800}


def by_the_clock(case: Case, start: int | None, end: int | None, span: Span, *, least: bool) -> bool | None:
    """Whether two instants keep a span, give or take the grace: at least it, or at most it.

    None where the law gives no grace, an instant is not on record, or the span is no fixed length of time; then days
    are counted. A day is 24 hours here, whatever the clock of the place does.
    """
    grace, _ = spoken(case.law.all(Time), "grace")
    if grace is None or start is None or end is None or span.unit not in SECONDS or grace.unit not in SECONDS:
        return None
    passed, asked = end - start, span.count * SECONDS[span.unit]
    slack = grace.count * SECONDS[grace.unit]
    return bool(passed >= asked - slack if least else passed <= asked + slack)


def check_blackout(case: Case, *days: int | None) -> None:
    """Nothing opens or closes on a day that the rules keep free: `17 December to 10 January`."""
    clause = next((c for c in case.law.all(Time) if c.blackout), None)
    if clause is None:
        return
    for day in days:
        for period in clause.blackout:
            if day is not None and _falls_in(day, period):
                case.find("other breach", clause.cite, found=day, required=(period,))


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _falls_in(day: int, period: str) -> bool:
    first, _, last = period.partition(" to ")
    start, end = _month_day(first), _month_day(last or first)
    on = date.fromordinal(day)
    at = (on.month, on.day)
    return start <= at <= end if start <= end else at >= start or at <= end


def _month_day(text: str) -> tuple[int, int]:
    """`17 December` as (12, 17). Raises ValueError where it is no such day."""
    number, _, month = text.strip().partition(" ")
    return MONTHS.index(month.strip()) + 1, int(number)
