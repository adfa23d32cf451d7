"""Quantities read from words: `14 clear days`, `two thirds of votes cast, by secret ballot`, `any member`.

Each reader takes the whole text of a value and gives a frozen value of `quantities`, or raises `MisreadError` with the
column at which the words stop making sense. `comitia.charter.saying.say` prints a value back in its normal form.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, get_args

from comitia.charter.cursor import Cursor, MisreadError
from comitia.charter.errors import quoted
from comitia.charter.quantities import (
    Basis,
    Majority,
    Manner,
    Quorum,
    Range,
    Span,
    SpanUnit,
    Threshold,
    Window,
)

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBERS: Final[dict[str, int]] = (
    {word: n for n, word in enumerate(_SMALL)}
    | {word: (n + 2) * 10 for n, word in enumerate(_TENS)}
    | {f"{t}-{_SMALL[u]}": (n + 2) * 10 + u for n, t in enumerate(_TENS) for u in range(1, 10)}
    | {"hundred": 100}
)

PARTS: Final[dict[str, int]] = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip

_PLURAL_PARTS: Final = tuple(part if part.endswith("s") else f"{part}s" for part in PARTS if part != "half")
_NOUNS: Final = ("members", "member", "delegates", "delegate", "seats", "persons", "votes")

UNITS: Final[dict[str, SpanUnit]] = {
    "minute": "minutes", "hour": "hours", "day": "days", "clear day": "clear days", "working day": "working days",
    "business day": "working days", "week": "weeks", "month": "months", "year": "years",
} | {unit: unit for unit in get_args(SpanUnit)} | {"business days": "working days"}  # fmt: skip

BASES: Final[dict[str, Basis]] = {basis: basis for basis in get_args(Basis) if basis} | {
    "those present": "members present",
    "those voting": "votes cast",
    "members voting": "votes cast",
    "members entitled to vote": "members",
    "members in good standing": "members",
    "all the members": "all members",
    "all the delegates": "delegates",
    "delegates present": "delegates present",
}

MANNERS: Final[tuple[str, ...]] = tuple(manner for manner in get_args(Manner) if manner)

BEFORE: Final[tuple[str, ...]] = ("the poll", "the meeting")
"""Events that one counts back from."""

EVENTS: Final[tuple[str, ...]] = (
    "service of the charge", "service of the decision", "service of the reasons", "service of the notice", "service",
    "the charge", "the hearing", "the decision", "the answer", "the conduct", "the complaint", "the vacancy",
    "the last act", "the declaration", "the adjournment", "the end of the meeting", "the end of the internal appeal",
    "arrears", "filing", "submission", "publication", "knowledge", "conviction", *BEFORE,
)  # fmt: skip
"""What a span can be counted from."""

A_SPAN: Final = "a span of time, such as `14 clear days` or `3 months`"
A_SHARE: Final = "a number or a share, such as `5`, `one third of members` or `more than half of votes cast`"


def read_number(text: str) -> int:
    """A whole number in words or figures: `14`, `fourteen`, `twenty-one`."""
    cursor = Cursor(text)
    number = _number(cursor)
    if number is None:
        raise cursor.misread("a whole number, such as `2` or `two`", NUMBERS)
    cursor.end()
    return number


def read_span(text: str, *, counted_from: tuple[str, ...] = ()) -> Span:
    """`14 clear days`, `same day`, `next day`, `a month`; `counted_from` may follow `after`: `3 days after posting`."""
    cursor = Cursor(text)
    span = _span(cursor)
    if counted_from and cursor.take("after"):
        cursor.expect(counted_from, f"what it is counted from: {' or '.join(counted_from)}")
    cursor.end()
    return span


def read_window(text: str) -> Window:
    """`60 days of service of the reasons`, `14 clear days after service of the charge`, `7 days before the poll`."""
    cursor = Cursor(text)
    span = _span(cursor)
    if cursor.done:
        return Window(span, "")
    word = cursor.expect(("of", "after", "from", "before"), "`after`, `of` or `before`, and from when")
    known = BEFORE if word == "before" else tuple(event for event in EVENTS if event not in BEFORE)
    short = {event.removeprefix("the "): event for event in known}
    cursor.take("the", "an", "a")
    event = cursor.expect(short, "an event to count from, such as `service of the charge` or `the decision`")
    cursor.end()
    return Window(span, short[event])


def read_threshold(text: str) -> Threshold:
    """`5`, `one third of members`, `more than half of votes cast`, `half the square root of members`."""
    cursor = Cursor(text)
    threshold = threshold_here(cursor)
    cursor.end()
    return threshold


def read_majority(text: str) -> Majority:
    """`simple`, `unanimous`, or thresholds joined by `and`; then, if need be, `, by secret ballot`."""
    cursor = Cursor(text)
    thresholds: tuple[Threshold, ...]
    if cursor.take("simple majority", "simple", "a simple majority"):
        thresholds = (SIMPLE,)
    elif cursor.take("unanimous", "unanimity"):
        thresholds = (UNANIMOUS,)
    else:
        thresholds = (_of_majority(cursor),)
    while cursor.take("and"):
        thresholds += (_of_majority(cursor),)
    manner: Manner = ""
    if not cursor.done:
        cursor.take(",")
        cursor.expect(("by",), "nothing more, or the manner of voting: `by secret ballot`")
        taken = cursor.expect(MANNERS, f"a manner of voting: {', '.join(MANNERS)}")
        manner = next(m for m in get_args(Manner) if m == taken)
    cursor.end()
    return Majority(thresholds, manner)


def read_quorum(text: str) -> Quorum:
    """A threshold, or `the greater of 2 and half of members`."""
    cursor = Cursor(text)
    greater = cursor.take("the greater of", "the greatest of", "greater of")
    thresholds: tuple[Threshold, ...] = (threshold_here(cursor),)
    while greater and cursor.take("and", ","):
        thresholds += (threshold_here(cursor),)
    cursor.end()
    if greater and len(thresholds) == 1:
        raise cursor.misread("`and`, then a second number or share")
    return Quorum(thresholds)


def read_range(text: str) -> Range:
    """`5 to 11`, `at least 3`, `at most 2`, `7`."""
    cursor = Cursor(text)
    required = "a number or a range: `7`, `5 to 11`, `at least 3`, `at most 2`"
    bound = cursor.take("at least", "at most")
    number = _number(cursor)
    if number is None:
        raise cursor.misread(required, ("at least", "at most"))
    high: int | None = number
    if not bound and cursor.take("to"):
        start = cursor.column
        high = _number(cursor)
        if high is None:
            raise cursor.misread("the larger number of the range")
        if high < number:
            raise MisreadError(start, len(text) - start, f"{high}, less than {number}", "the larger number second")
    cursor.end("nothing more, or `to` and the larger number")
    match bound:
        case "at least":
            return Range(number, None)
        case "at most":
            return Range(0, number)
        case _:
            return Range(number, high)


SIMPLE: Final = Threshold(Fraction(1, 2), "votes cast", strict=True)
UNANIMOUS: Final = Threshold(Fraction(1), "votes")


def starts_like_a_number(text: str) -> bool:
    """Whether the words open with a number or a share, as in `five members`, and are no name."""
    cursor = Cursor(text)
    if cursor.take("more than", "at least", "the square root"):
        return True
    cursor.take("a", "an")
    word = cursor.peek()
    return word.isdigit() or word in NUMBERS or word in PARTS or (word == "all" and cursor.peek(1) == "of")


def threshold_here(cursor: Cursor) -> Threshold:
    """A threshold, read where the cursor stands."""
    cursor.take("at least")
    strict = bool(cursor.take("more than"))
    start = cursor.column
    if cursor.take("the square root of"):
        return _ended(cursor, Threshold(Fraction(1), _basis(cursor), strict, root=True))
    share, whole = _share(cursor)
    if cursor.take("of the square root of", "times the square root of", "the square root of"):
        return _ended(cursor, Threshold(share, _basis(cursor), strict, root=True))
    if whole and cursor.peek() != "of":
        if not cursor.take(*_NOUNS) and not cursor.done and cursor.peek() not in (",", "and"):
            raise cursor.misread("nothing more, a part such as `thirds`, or `members`", (*_PLURAL_PARTS, *_NOUNS))
        return Threshold(share, "", strict)
    if share > 1:
        width = max(cursor.column - start, 1)
        raise MisreadError(start, width, "more than the whole", "a share of at most the whole, such as `two thirds`")
    if cursor.peek() in ("plus", "+1", "+"):
        raise cursor.misread("`more than half of` something: half plus one is another number where the whole is odd")
    cursor.expect(("of", "the"), "`of`, and of what: `of votes cast`, `of members`, `of seats`")
    return _ended(cursor, Threshold(share, _basis(cursor), strict))


def _ended(cursor: Cursor, threshold: Threshold) -> Threshold:
    if cursor.take(", rounded up", "rounded up"):
        return Threshold(threshold.share, threshold.basis, threshold.strict, threshold.root, True)
    return threshold


def _of_majority(cursor: Cursor) -> Threshold:
    start = cursor.at
    try:
        return threshold_here(cursor)
    except MisreadError:
        if cursor.peek() == "absolute":
            raise cursor.misread("more than half of what: `more than half of members`, `of seats`") from None
        if cursor.at == start:
            known = ("simple", "unanimous", *NUMBERS, *PARTS, "more than")
            raise cursor.misread("a majority: `simple`, `unanimous`, or `two thirds of votes cast`", known) from None
        raise


def _share(cursor: Cursor) -> tuple[Fraction, bool]:
    """A share or a whole number; the second says whether it is a bare whole number."""
    start, article = cursor.column, cursor.take("a", "an")
    if cursor.take("half"):
        return Fraction(1, 2), False
    if cursor.take("all"):
        return Fraction(1), False
    if article:
        number: int | None = 1
    elif _decimal(cursor.peek()) and cursor.peek(1) in ("%", "percent", "per"):
        percent = Fraction(cursor.next())
        cursor.expect(("%", "percent", "per cent"), "`%`")
        return _positive(percent / 100, start), False
    else:
        number = _number(cursor)
    if number is None:
        raise cursor.misread(A_SHARE, (*NUMBERS, *PARTS, "more than", "at least"))
    if cursor.take("/"):
        below = _number(cursor)
        if not below:
            raise cursor.misread("the number below the line of the fraction")
        return _positive(Fraction(number, below), start), False
    part = cursor.peek()
    if part not in PARTS and part.removesuffix("s") in PARTS:
        part = part.removesuffix("s")
    if part in PARTS:
        cursor.next()
        return _positive(Fraction(number, PARTS[part]), start), False
    if article:
        raise cursor.misread("a part, such as `third` or `quarter`", PARTS)
    return _positive(Fraction(number), start), True


def _positive(share: Fraction, column: int) -> Fraction:
    if share <= 0:
        raise MisreadError(column, 1, "nothing", "a number or a share above zero")
    return share


def _basis(cursor: Cursor) -> Basis:
    cursor.take("the", "its", "their")
    required = f"of what: {', '.join(basis for basis in get_args(Basis) if basis)}"
    return BASES[cursor.expect(BASES, required)]


def _span(cursor: Cursor) -> Span:
    if cursor.take("the same day", "same day"):
        return Span(0, "days")
    if cursor.take("the next day", "next day"):
        return Span(1, "days")
    number = 1 if cursor.take("a", "an") else _number(cursor)
    if number is None:
        raise cursor.misread(A_SPAN, (*NUMBERS, "same day", "next day"))
    unit = cursor.expect(UNITS, f"a unit of time: {', '.join(get_args(SpanUnit))}")
    return Span(number, UNITS[unit])


def _number(cursor: Cursor) -> int | None:
    """A whole number where the cursor stands, or None and the cursor unmoved."""
    start, column, word = cursor.at, cursor.column, cursor.peek()
    if word.isascii() and word.isdigit():
        cursor.next()
        if len(word) > 9:
            raise MisreadError(column, len(word), quoted(word), "a number below one thousand million")
        return int(word)
    if word not in NUMBERS:
        return None
    number = NUMBERS[cursor.next()]
    if cursor.take("hundred"):
        number *= 100
        if cursor.take("and") and cursor.peek() not in NUMBERS:
            cursor.at -= 1
        elif cursor.peek() in NUMBERS:
            number += NUMBERS[cursor.next()]
    return number if cursor.at > start else None


def _decimal(word: str) -> bool:
    return word.isascii() and word.count(".") <= 1 and word.replace(".", "", 1).isdigit() and len(word) <= 9
