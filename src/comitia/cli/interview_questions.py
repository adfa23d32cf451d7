"""The questions of the interview, in order: each in plain words, with a line of help, a default and its reader.

A reader takes the answer as typed and gives it in normal form, or raises `MisreadError` as the charter's own readers
do; most are those readers. A default may hang on what was answered before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from comitia.charter.cursor import MisreadError
from comitia.charter.errors import closest, quoted
from comitia.charter.parties import read_party
from comitia.charter.precedence import DAYS
from comitia.charter.reader import SENDING
from comitia.charter.saying import say
from comitia.charter.words import read_majority, read_quorum, read_range, read_span
from comitia.cli.interview_bodies import NONE, Answers, branches, officers, regions, whole
from comitia.cli.interview_text import ENTRENCHED, ROUTES

Read = Callable[[str, Answers], str]


@dataclass(frozen=True, slots=True)
class Question:
    """key: its name in a file of answers. asks, helps: a sentence each. when: whether it is asked, given the others."""

    key: str
    asks: str
    helps: str
    default: str | Callable[[Answers], str]
    read: Read
    when: Callable[[Answers], bool] = lambda _: True

    def default_for(self, a: Answers) -> str:
        return self.default if isinstance(self.default, str) else self.default(a)


# Readers


def _words(text: str, required: str = "a few words in one line") -> str:
    text = " ".join(text.split())
    if not text or len(text) > 100 or not text.isprintable():
        raise MisreadError(0, len(text), quoted(text) if text else "nothing", f"{required}, at most 100 characters")
    return text


def free(text: str, _: Answers) -> str:
    return _words(text)


def language(text: str, _: Answers) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise MisreadError(0, len(text), quoted(text), "a language code, such as `en`")
    return text


def timezone(text: str, _: Answers) -> str:
    from comitia.store.files import FileFault, zone_named

    try:
        zone_named(text)
    except FileFault as fault:
        near = re.search(r"did you mean `(.*)`", fault.advice)
        raise MisreadError(0, len(text), fault.found, fault.required, near[1] if near else "") from None
    return text


@dataclass(frozen=True, slots=True)
class one_of:  # noqa: N801  (reads like the other readers)
    """Reads one of some answers, by its words or its number."""

    options: Callable[[Answers], Sequence[str]]

    def __call__(self, text: str, a: Answers) -> str:
        known = self.options(a)
        low = " ".join(text.lower().split())
        if low.isdecimal() and 0 < int(low) <= len(known):
            return known[int(low) - 1]
        if low not in known:
            raise MisreadError(0, len(text), quoted(text), f"one of: {self.numbered(a)}", closest(low, known))
        return low

    def numbered(self, a: Answers) -> str:
        """The answers with their numbers, in one line."""
        return "; ".join(f"{n} {option}" for n, option in enumerate(self.options(a), 1))


def span(text: str, _: Answers) -> str:
    return say(read_span(text))


def span_or_none(text: str, a: Answers) -> str:
    return NONE if text.strip().lower() in (NONE, "no") else span(text, a)


def majority(text: str, _: Answers) -> str:
    return say(read_majority(text))


def quorum(text: str, _: Answers) -> str:
    return say(read_quorum(text))


def seats(text: str, _: Answers) -> str:
    found = read_range(text)
    if found.high == 0:
        raise MisreadError(0, len(text), quoted(text), "at least one seat")
    return say(found)


def number_of_members(text: str, _: Answers) -> str:
    party = read_party(text)
    if party.role != "number":
        raise MisreadError(0, len(text), quoted(text), "a number or a share of members, such as `one fifth of members`")
    return say(party)


def longer_than(key: str) -> Read:
    """A span longer than another: whoever must convene needs time for the notice."""

    def read(text: str, a: Answers) -> str:
        found = read_span(text)
        if _days(say(found)) <= _days(a[key]):
            required = f"longer than the notice of the meeting, {a[key]}: otherwise it can never be in time"
            raise MisreadError(0, len(text), quoted(text), required)
        return say(found)

    return read


def _plain_days(text: str) -> float:
    found = read_span(text)
    return float(found.count * DAYS[found.unit])


def _days(text: str) -> float:
    return _plain_days(text) + (1 if "clear" in text else 0)


def twice(key: str, least: int) -> Callable[[Answers], str]:
    """Twice a notice, in whole weeks."""
    return lambda a: f"{max(least, ceil(2 * round(_plain_days(a[key])) / 7) * 7)} days"


TAKEN: Final = (
    "committee", "general meeting", "conference", "branch meeting", "branch secretary", "regional committee",
    "appeals panel", "branch", "region", "association",
)  # fmt: skip
"""Names of the bodies, tiers and offices that the charter may have besides."""


def names_of_offices(text: str, _: Answers) -> str:
    names = [_words(name, "the name of an office between commas").lower() for name in text.split(",")]
    for name in names:
        if not re.fullmatch(r"[^\W\d_][\w' -]*", name):
            raise MisreadError(max(text.lower().find(name), 0), len(name), quoted(name), "a name made of letters")
        if name in TAKEN:
            found = f"{quoted(name)}, which names something else in these rules"
            raise MisreadError(max(text.lower().find(name), 0), len(name), found, "another name for the office")
        if names.count(name) > 1:
            raise MisreadError(text.lower().rfind(name), len(name), f"{quoted(name)} twice", "each office once")
    return ", ".join(names)


def _entries(text: str, required: str) -> list[tuple[str, str, int]]:
    """`name: words; name: words`, each with its column."""
    found: list[tuple[str, str, int]] = []
    column = 0
    for part in text.split(";"):
        name, colon, words = part.partition(":")
        start = column + len(part) - len(part.lstrip())
        if not colon or not name.strip() or not words.strip():
            raise MisreadError(min(start, max(len(text) - 1, 0)), len(part.strip()), quoted(part.strip()), required)
        name = " ".join(name.lower().split())
        if name in (known for known, *_ in found):
            raise MisreadError(start, len(name), f"{quoted(name)} twice", "each name once")
        found.append((name, words.strip(), column + len(part.partition(":")[0]) + 2))
        column += len(part) + 1
    return found


def grounds(text: str, _: Answers) -> str:
    entries = _entries(text, "grounds such as `fraud: misuse of the funds`, divided by semicolons")
    return "; ".join(f"{_words(name)}: {_words(words)}" for name, words, _ in entries)


def channels(text: str, _: Answers) -> str:
    told: list[str] = []
    for name, words, column in _entries(text, "ways such as `post: 3 days after posting`, divided by semicolons"):
        if words.lower() == "never":
            told.append(f"{name}: never")
            continue
        try:
            read_span(words, counted_from=SENDING)
        except MisreadError as error:
            raise MisreadError(column + error.column, error.width, error.found, error.required, error.meant) from None
        told.append(f"{name}: {words}")
    if all(one.endswith(": never") for one in told):
        raise MisreadError(0, len(text), "no way in which a notice can be served", "one at least that counts")
    return "; ".join(told)


# What may be chosen


def bodies(a: Answers) -> list[str]:
    return ["committee", whole(a)]


def conveners(a: Answers) -> list[str]:
    return ["committee", *officers(a)]


def admitting(a: Answers) -> list[str]:
    return [*(["branch meeting"] if branches(a) else ()), *bodies(a)]


def appealed(a: Answers) -> list[str]:
    return [body for body in (whole(a), "appeals panel", "committee") if body != a["expels"]]


def interpreting(a: Answers) -> list[str]:
    return [*bodies(a), "appeals panel"]


def decided_by_members(a: Answers) -> str:
    return "delegates" if a["meeting"] == "delegates" else "members"


Q = Question
GROUNDS: Final = (
    "serious breach: a serious breach of these rules; violence: violence or threats against members;"
    " fraud: misuse of the funds"
)
ON_NOTICE: Final = "In clear days, neither the day of service nor the day of the meeting counts."

QUESTIONS: Final[tuple[Question, ...]] = (
    Q("name", "What is the organisation called?", "Its full name, as it should stand above the rules.",
      "Our Association", free),
    Q("language", "In which language will its rules be kept?",
      "The paragraphs come in English, for you to translate; the rules mean the same.", "en", language),
    Q("timezone", "Whose clock counts?", "Area and city of the tz database, such as Europe/London.", "UTC",
      timezone),
    Q("shape", "Is it one unit, or does it have branches?", "one unit; branches; or branches and regions.",
      "one unit", one_of(lambda _: ("one unit", "branches", "branches and regions"))),
    Q("meeting", "Who meets to decide for the whole?", "all members; or delegates whom the branches elect.",
      "all members", one_of(lambda _: ("all members", "delegates")), branches),
    Q("meets", "How often must they meet at least?", "The longest time between two meetings, such as 12 months.",
      "12 months", span),
    Q("officers", "Which officers are there?", "Names divided by commas.", "chair, secretary, treasurer",
      names_of_offices),
    Q("officers elected by", "Who elects them?",
      "The committee from among its members, or the meeting that decides for the whole.",
      whole, one_of(bodies)),
    Q("convener", "Who convenes the meeting?", "The committee, or one of the officers.", "committee",
      one_of(conveners)),
    Q("notice", "With how much notice?", ON_NOTICE, "14 clear days", span),
    Q("quorum", "How many must be there?",
      "A number or a share: 25; one fifth of members; the greater of 10 and one tenth of members.",
      lambda a: "half of delegates" if a["meeting"] == "delegates" else "one fifth of members", quorum),
    Q("majority", "By what majority does it decide?",
      "simple, unanimous, or a share such as two thirds of votes cast.", "simple", majority),
    Q("requisition", "How many members may ask for a meeting?",
      "If nobody convenes it then, they convene it themselves.", "one fifth of members", number_of_members),
    Q("requisition within", "Within what time must it then be convened?", "Longer than the notice of the meeting.",
      twice("notice", 28), longer_than("notice")),
    Q("seats", "How many seats has the committee?", "A number or a range, such as 5 to 9.", "5 to 9", seats),
    Q("term", "For how long are committee and officers elected?", "A span of time, such as 12 months.", "12 months",
      span),
    Q("committee meets", "How often must the committee meet at least?", "The longest time between two meetings.",
      "2 months", span),
    Q("committee convener", "Who convenes the committee?", "The committee itself, or one of the officers.",
      "committee", one_of(conveners)),
    Q("committee notice", "With how much notice?", ON_NOTICE, "7 clear days", span),
    Q("committee quorum", "How many of the committee must be there?", "A number or a share, such as half of seats.",
      "half of seats", quorum),
    Q("committee requisition within", "Two members may ask for a meeting: within what time must it be convened?",
      "Longer than the notice.", twice("committee notice", 14), longer_than("committee notice")),
    Q("recall majority", "By what majority is a mandate ended before its time?", "By those who elected, on notice.",
      "two thirds of votes cast", majority),
    Q("region seats", "How many seats has a regional committee?", "A number or a range.", "3 to 7", seats, regions),
    Q("branch meets", "How often must a branch meet at least?", "The longest time between two meetings.", "1 month",
      span, branches),
    Q("branch notice", "With how much notice?", ON_NOTICE, "3 clear days", span, branches),
    Q("branch quorum", "How many must be there?", "A number or a share of the members of the branch.",
      "half of members", quorum, branches),
    Q("branch requisition within", "Two members may ask for a meeting: within what time must it be convened?",
      "Longer than the notice.", twice("branch notice", 7), longer_than("branch notice"), branches),
    Q("admits", "Who admits members?", "A body of those above.", lambda a: admitting(a)[0], one_of(admitting)),
    Q("candidature", "How long is one a candidate first?", "A span of time, or none.", NONE, span_or_none),
    Q("dues", "For which time are dues paid?", "1 month, 12 months, or none.", "1 month", span_or_none),
    Q("arrears", "How much may be owed before the vote rests?", "In time: 3 months means three months' dues.",
      lambda a: "12 months" if "year" in a["dues"] or a["dues"] == "12 months" else "3 months", span,
      lambda a: a["dues"] != NONE),
    Q("grounds", "On which grounds may a member be disciplined?",
      "Name and words of each, divided by semicolons. Nothing else is then a ground.",
      GROUNDS,
      grounds),
    Q("expels", "Who decides on expulsion?", "A body, after a charge in writing and a hearing.", "committee",
      one_of(bodies)),
    Q("answer time", "How long has a member to answer a charge?", "From its service to the hearing.",
      "14 clear days", span),
    Q("expulsion majority", "By what majority?", "With the manner of voting, if it matters.",
      "two thirds of members present, by secret ballot", majority),
    Q("appeal to", "To whom does an appeal go?",
      "A body that did not decide; an appeals panel would be elected for it.", lambda a: appealed(a)[0],
      one_of(appealed)),
    Q("appeal within", "Within what time?", "From the service of the written reasons.", "60 days", span),
    Q("heard within", "By when must it be heard?", "From its filing.", "90 days", span),
    Q("silence", "What if it is not heard in time?", "allowed: the member stays; or dismissed.", "allowed",
      one_of(lambda _: tuple(ROUTES))),
    Q("amendment majority", "By what majority are these rules amended?",
      "The meeting that decides for the whole amends them.",
      lambda a: f"two thirds of {decided_by_members(a)} present", majority),
    Q("amendment notice", "With how much notice?", "The notice carries the text.", "28 clear days", span),
    Q("entrenched", "What is harder to change?", "nothing; expulsion and appeal; or those and amendment itself.",
      "expulsion, appeal and amendment", one_of(lambda _: tuple(ENTRENCHED))),
    Q("entrenched majority", "By what majority is that changed?", "A larger one than the ordinary.",
      lambda a: f"three quarters of {decided_by_members(a)} present", majority,
      lambda a: a["entrenched"] != "nothing"),
    Q("meaning", "Who says what the rules mean in doubt?", "Its ruling counts from its day.", "committee",
      one_of(interpreting)),
    Q("service", "How are notices served, and when does each way count?",
      "Way and time of each, divided by semicolons; never for a way that does not count.",
      "in person: same day; post: 3 days after posting; e-mail: next day; text message: never", channels),
)  # fmt: skip
"""In the order of asking. What a question hangs on stands before it."""

KEYS: Final = {question.key: question for question in QUESTIONS}
