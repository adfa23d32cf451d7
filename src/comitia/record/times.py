"""When: the text of a time on record, read as a day of the organisation, and days counted as a charter counts them.

A record says when something happened in the words of whoever wrote it down: a day, an instant, a local time, a month,
a year, or `after` one of these. The fold needs a day it can compare. `Clock` reads each distinct text once; millions of
acts share few texts, so that a reading costs one look-up in a dict.

Days are proleptic ordinals (`datetime.date.toordinal`), seconds are UTC seconds since 1970-01-01. Nothing here looks at
a clock, and the time zone is handed in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

WEEKEND = frozenset({5, 6})
"""The weekdays that are no working days unless a charter says otherwise; 0 is Monday."""

DISTINCT_TEXTS = 1 << 16
"""How many readings a clock keeps; beyond that it starts anew, so that a log of instants does not fill memory."""


class Moment(NamedTuple):
    """When something happened, as far as the record says.

    day: the day in the organisation's zone, as an ordinal; where the text leaves it open, the first day it allows
    (`2011-03` -> 1 March, `2011` -> 1 January, `after 2011-12-28` -> 29 December).
    second: UTC seconds since 1970 where the text names an instant, else None.
    vague: whether the text leaves open which day it was (a month, a year, `after`).
    """

    day: int
    second: int | None = None
    vague: bool = False


class TimeFault(Exception):  # noqa: N818  (a fault of the record, not of the program)
    """A text that is no time. code: stable. found, required, advice: sentences, without place."""

    def __init__(self, code: str, found: str, required: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.found, self.required, self.advice = code, found, required, advice

    def __str__(self) -> str:
        return f"{self.code}: {self.found}\n  required: {self.required}\n  what to do: {self.advice}"


class Clock:
    """Reads the times of one organisation. zone: its time zone; None if it has named none.

    `read(text) -> Moment` raises TimeFault: `not-a-time`, `no-such-date`, `no-such-time`, `no-zone`, `twice`.
    Without a zone a day is a day as written and an instant has the day of its own offset.
    """

    __slots__ = ("read", "zone")

    read: Callable[[str], Moment]

    def __init__(self, zone: tzinfo | None = None) -> None:
        self.zone = zone
        self.read = _Readings(zone).__getitem__

    def later(self, moment: Moment, count: int, unit: str) -> Moment | None:
        """The moment `count` minutes, hours, days, weeks, months or years after another, or before it if negative.

        None where minutes or hours are counted from a day without a time of day: that is not known. Whole days keep
        the day and drop the time of day. Raises ValueError on a unit that is no length of time.
        """
        seconds = {"minutes": 60, "hours": 3600}.get(unit)
        if seconds is None:
            return Moment(add(moment.day, count, unit), None, moment.vague)
        if moment.second is None:
            return None
        second = moment.second + count * seconds
        return Moment(_local_day(second, self.zone), second, moment.vague)


class _Readings(dict[str, Moment]):
    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__()
        self.zone = zone

    def __missing__(self, text: str) -> Moment:
        moment = read_moment(text, self.zone)
        if len(self) >= DISTINCT_TEXTS:
            self.clear()
        self[text] = moment
        return moment


_FORM = re.compile(
    r"(?P<after>after )?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_FORMS = (
    "a day (2011-12-28), an instant (2011-12-28T19:30+05:00), a local time (2011-12-28T19:30), "
    "a month (2011-03), a year (2011), or `after` one of these"
)


def read_moment(text: str, zone: tzinfo | None) -> Moment:
    """Read one text, without a cache. Raises TimeFault."""
    moment = _usual(text, zone)
    return _told(text, zone) if moment is None else moment


def _usual(text: str, zone: tzinfo | None) -> Moment | None:
    """A day or an instant in its usual form, read by the standard library; None for all else, sound or not."""
    if text[4:5] != "-" or text[7:8] != "-" or not 1000 <= int(text[:4] if text[:4].isdecimal() else 0) <= 9998:
        return None
    try:
        if len(text) == 10:
            return Moment(date.fromisoformat(text).toordinal())
        if len(text) not in (16, 17, 19, 20, 22, 25) or text[10] != "T" or text[11:13] == "24":
            return None
        if "." in text or "," in text or (len(text) == 25 and text[16] != ":"):
            return None
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    if instant.tzinfo is not None:
        local = instant if zone is None else instant.astimezone(zone)
        return Moment(local.toordinal(), int(instant.timestamp()))
    first, second = instant.replace(tzinfo=zone), instant.replace(tzinfo=zone, fold=1)
    if zone is None or first.utcoffset() != second.utcoffset():
        return None
    return Moment(first.toordinal(), int(first.timestamp()))


def _told(text: str, zone: tzinfo | None) -> Moment:
    """Any text, by the forms a record may use, with what is wrong if it has none of them. Raises TimeFault."""
    form = _FORM.fullmatch(text)
    if form is None:
        raise TimeFault("not-a-time", f"`{_short(text)}`", _FORMS, _nearest(text))
    vague = form["after"] is not None
    year, month, day = int(form["year"]), form["month"], form["day"]
    if form["hour"] is not None:
        return _instant(text, form, zone, vague)
    if day is not None:
        return Moment(_ordinal(text, year, int(month), int(day)) + vague, None, vague)
    if month is not None:
        first = _ordinal(text, year, int(month), 1)
        return Moment(add(first, int(vague), "months"), None, True)
    return Moment(add(_ordinal(text, year, 1, 1), int(vague), "years"), None, True)


def add(day: int, count: int, unit: str, holidays: Collection[int] = (), weekend: Collection[int] = WEEKEND) -> int:
    """The day `count` units after a day, or before it if `count` is negative.

    unit: `days`, `weeks`, `months`, `years`, `clear days` or `working days`. A month later is the same day of the
    month, or that month's last day where it has no such day (31 January + 1 month = 28 or 29 February); a year is
    twelve months. Clear days lead to the first lawful day (`clear_days`). Working days leave out `weekend` (weekdays,
    0 is Monday) and `holidays` (days); the day itself never counts.
    Raises ValueError on another unit (minutes and hours need an instant: `Clock.later`) and OverflowError beyond the
    years 1 to 9999.
    """
    match unit:
        case "days":
            return _within(day + count)
        case "weeks":
            return _within(day + 7 * count)
        case "months":
            return _add_months(day, count)
        case "years":
            return _add_months(day, 12 * count)
        case "clear days":
            return clear_days(day, count) if count >= 0 else last_service(day, -count)
        case "working days":
            return _add_working_days(day, count, holidays, weekend)
        case _:
            raise ValueError(f"`{unit}` is no number of days")


def clear_days(service_day: int, n: int) -> int:
    """The first day on which an event may lawfully be held, `n` clear days after service.

    Neither the day of service nor the day of the event counts (Re Hector Whaling Ltd [1936] Ch 208).
    """
    return _within(service_day + n + 1)


def last_service(event_day: int, n: int) -> int:
    """The last day on which service leaves `n` clear days before an event: `clear_days` read backwards."""
    return _within(event_day - n - 1)


def working_day(day: int, holidays: Collection[int] = (), weekend: Collection[int] = WEEKEND) -> bool:
    """Whether a day is a working day. weekend: weekdays, 0 is Monday. holidays: days."""
    return (day + 6) % 7 not in weekend and day not in holidays


def day_text(day: int) -> str:
    """A day as the record writes it: `2011-12-28`."""
    return date.fromordinal(day).isoformat()


def _ordinal(text: str, year: int, month: int, day: int) -> int:
    """A day of the years 1000 to 9998: earlier is a slip of the pen, and what follows must fit the calendar too."""
    if not 1000 <= year <= 9998:
        required = "a year from 1000 to 9998"
    elif not 1 <= month <= 12:
        required = "a month from 01 to 12, after the year"
    elif not 1 <= day <= monthrange(year, month)[1]:
        required = f"a day of {year:04d}-{month:02d}, which has the days 01 to {monthrange(year, month)[1]}"
    else:
        return date(year, month, day).toordinal()
    advice = "correct the date; if the day is not on record, write the month or the year alone"
    raise TimeFault("no-such-date", f"`{text}`", required, advice)


def _instant(text: str, form: re.Match[str], zone: tzinfo | None, vague: bool) -> Moment:
    day = _ordinal(text, int(form["year"]), int(form["month"]), int(form["day"]))
    hour, minute, second = int(form["hour"]), int(form["minute"]), int(form["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        advice = "midnight at the end of a day is 00:00 of the next day"
        raise TimeFault("no-such-time", f"`{text}`", "a time of day from 00:00 to 23:59:59", advice)
    naive = datetime.fromordinal(day) + timedelta(hours=hour, minutes=minute, seconds=second)
    offset = form["offset"]
    if offset is None:
        stamp = _seconds(_in_zone(text, naive, zone))
    else:
        stamp = _seconds(naive.replace(tzinfo=_offset(text, offset)))
    return Moment(day if zone is None or offset is None else _local_day(stamp, zone), stamp, vague)


def _offset(text: str, offset: str) -> timezone:
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if hours > 23 or minutes > 59:
        raise TimeFault(
            "no-such-time", f"`{text}`", "an offset from UTC of at most 23:59", "correct what stands after the time"
        )
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if offset[0] == "-" else delta)


def _in_zone(text: str, naive: datetime, zone: tzinfo | None) -> datetime:
    if zone is None:
        raise TimeFault(
            "no-zone",
            f"`{text}`, a local time, and no time zone to read it in",
            "a time zone in the charter's head (timezone: Asia/Karachi), or an offset in the time itself",
            f"write `timezone:` in the charter, or write {text}+05:00 with the offset of the place",
        )
    first, second = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise TimeFault(
            "no-such-time",
            f"`{text}`, which the clocks of {zone} left out: they were put forward",
            "a time that there was",
            "correct the time, or write it with its offset from UTC",
        )
    raise TimeFault(
        "twice",
        f"`{text}`, which the clocks of {zone} showed twice: they were put back",
        "which of the two it was",
        f"write {text}{_offset_text(first)} for the first or {text}{_offset_text(second)} for the second",
    )


def _offset_text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")[16:]


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _seconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(seconds=1)


def _local_day(second: int, zone: tzinfo | None) -> int:
    return (_EPOCH + timedelta(seconds=second)).astimezone(zone or UTC).toordinal()


def _within(day: int) -> int:
    if not 1 <= day <= date.max.toordinal():
        raise OverflowError("the calendar ends with the years 1 and 9999")
    return day


def _add_months(day: int, count: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("the calendar ends with the years 1 and 9999")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


def _add_working_days(day: int, count: int, holidays: Collection[int], weekend: Collection[int]) -> int:
    if len(set(weekend)) >= 7:
        raise ValueError("no weekday is a working day")
    step = 1 if count >= 0 else -1
    left = abs(count)
    while left:
        day = _within(day + step)
        left -= working_day(day, holidays, weekend)
    return day


def _short(text: str) -> str:
    clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:60])
    return clean + ("…" if len(text) > 60 else "")


def _nearest(text: str) -> str:
    """What to do about a text that is no time: the right form where it can be guessed."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d.*", text, re.ASCII):
        return f"put T between day and time: {_short(text.replace(' ', 'T', 1))}"
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text, re.ASCII):
        year, month, day = text.split("-")
        return f"write months and days with two digits: {year}-{int(month):02d}-{int(day):02d}"
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{4}", text, re.ASCII):
        return f"write the year first, then month and day: {text[-4:]}-MM-DD"
    if re.search(r"T\d\d:\d\d:\d\d\.\d+", text):
        return "leave the fractions of the second out"
    return "write the time in one of these forms"
