"""Months as numbers, for dues: year * 12 + month - 1."""

from __future__ import annotations

from datetime import date


def month_of(day: int) -> int:
    """The month of a day (an ordinal), as year * 12 + month - 1."""
    at = date.fromordinal(day)
    return at.year * 12 + at.month - 1


def read_month(text: str) -> int | None:
    """`2011-12` as year * 12 + month - 1; None where the text is no month."""
    year, _, month = text.partition("-")
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        return None
    return int(year) * 12 + int(month) - 1
