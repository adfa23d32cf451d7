"""Writes record.yaml: the acts that the report states, on a background that is invented.

The report states few acts and no names of others than the three members. A judgment needs bodies, mandates, notices and
meetings around them, and a roll against which a ground can be applied equally. They are laid out here, the same each
time: `python make_record.py` writes the file again, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

Act = dict[str, object]


def region_s(*numbers: int) -> list[str]:
    return [f"s{n:02}" for n in numbers]


def region_n(*numbers: int) -> list[str]:
    return [f"n{n:02}" for n in numbers]


BRANCHES = {
    "branch-station": ["member-a", "member-b", "member-c", *region_s(*range(1, 7))],
    "branch-mill": region_s(*range(7, 15)),
    "branch-harbour": region_s(*range(15, 23)),
    "branch-garden": region_s(*range(23, 31)),
    "branch-hill": region_s(*range(31, 38)),
    "branch-lake": region_n(*range(1, 10)),
    "branch-field": region_n(*range(10, 19)),
}
AREAS = dict(zip(BRANCHES, ["east", "east", "west", "west", "hills", "north", "north"], strict=True))
SECRETARIES = dict(zip(BRANCHES, [*region_s(2, 7, 15, 23, 31), *region_n(1, 10)], strict=True))
DELEGATES = dict(zip(BRANCHES, [*region_s(1, 8, 16, 24, 32), *region_n(1, 11)], strict=True))
LATER = {"member-b": "2006-03-11", "member-c": "2005-12-10"}
"""Those of the three who joined after the first branches were founded."""

ACTIVE = {
    "branch-station": ["member-a", "member-b", "member-c", *region_s(1, 2, 3)],
    "branch-mill": region_s(7, 8, 9, 10),
    "branch-harbour": region_s(15, 16),
    "branch-garden": region_s(23, 24, 25),
    "branch-hill": region_s(31, 32, 33, 34, 35),
}
"""Half of the members of Region S: those whose presence is on record in the second half of 2011."""

COMMITTEE = region_s(1, 2, 7, 15, 23, 31)
CENTRAL = [*region_n(1, 2, 3, 4, 5, 6, 7, 8, 10), *region_s(3, 24)]
SUB_COMMITTEE = [*region_n(1, 2, 3, 4), *region_s(3)]
CONTROL = region_n(16, 17, 18)
IN_ARREARS = region_s(6, 14, 30)
AGGREGATE = ["member-a", "member-c", *region_s(1, 2, 3, 7, 8, 9, 15, 23, 24, 31, 32, 33, 34, 35)]
"""Who was at the aggregate of 23 December 2011."""

REGIONAL_SECRETARY = "s01 as regional secretary/region-s"
GENERAL_SECRETARY = "n01 as general secretary"

SPRING = ["2011-04-05", "2011-05-10", "2011-06-07"]
AUTUMN = {
    "branch-station": ["2011-07-12", "2011-09-13", "2011-11-15"],
    "branch-mill": ["2011-08-16", "2011-10-18"],
    "branch-harbour": ["2011-09-20"],
    "branch-garden": ["2011-10-11"],
    "branch-hill": ["2011-07-19", "2011-08-23", "2011-09-27", "2011-10-25", "2011-11-22"],
}


def member(short: str) -> str:
    return short if short.startswith("member-") else f"member-{short}"


def roll(shorts: Sequence[str]) -> list[str]:
    return [member(short) for short in shorts]


def acting(text: str) -> str:
    """`s01 as regional secretary/region-s` with the id of the person."""
    person, between, office = text.partition(" as ")
    return f"{member(person)}{between}{office}" if between else text


def branch_secretary(branch: str) -> str:
    return f"{SECRETARIES[branch]} as branch secretary/{branch}"


def before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def mandate(to: str, of: str, manner: str = "elected") -> Act:
    return {"do": "confer", "what": "mandate", "to": member(to), "of": of, "as": manner}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body on a day; its id is that of the act that convenes it."""

    ident: str
    body: str
    day: str

    def called(self, by: str, notice: int, business: Sequence[str], present: Sequence[str]) -> Iterator[Act]:
        """Convened, served and opened as it should be. notice: how many days before it is sent out."""
        sent, ident = before(self.day, notice), self.ident
        call: Act = {"kind": "convened", "id": ident, "at": sent, "by": acting(by), "body": self.body, "on": self.day}
        yield call | {"place": "the usual place", "business": list(business)}
        letter: Act = {"kind": "served", "id": f"{ident}-notice", "at": sent, "by": acting(by), "what": ident}
        yield letter | {"on": "everyone entitled", "channel": "e-mail"}
        yield self.moment("opened") | {"present": roll(present)}

    def moment(self, event: str) -> Act:
        return {"kind": "sat", "id": f"{self.ident}-{event}", "at": self.day, "sitting": self.ident, "event": event}

    def decided(self, ident: str, item: str, present: int, effects: list[Act]) -> Act:
        act: Act = {"kind": "decided", "id": ident, "at": self.day, "by": self.body, "sitting": self.ident}
        tally: Act = {"yes": present, "no": 0, "present": present}
        return act | {"item": item, "manner": "secret ballot", "tally": tally, "effects": effects}

    def without_decision(self, by: str, notice: int, item: str, present: Sequence[str]) -> Iterator[Act]:
        yield from self.called(by, notice, [item], present)
        yield self.moment("closed")


def units() -> Iterator[Act]:
    """Tiers and first rolls."""

    def unit(at: str, ident: str, tier: str, under: str = "", members: Sequence[str] = (), **more: str) -> Act:
        act: Act = {"kind": "constituted", "id": f"found-{ident}", "at": at, "unit": ident, "tier": tier}
        if under:
            act["under"] = under
        return act | more | ({"members": roll(members)} if members else {})

    yield unit("2004-11-01", "section", "section")
    yield unit("2004-11-02", "region-s", "region", "section", name="Region S")
    yield unit("2004-11-02", "region-n", "region", "section", name="Region N")
    yield unit("2004-11-03", "area-east", "area", "region-s")
    yield unit("2004-11-03", "area-west", "area", "region-s")
    yield unit("2004-11-03", "area-north", "area", "region-n")
    for name, members in BRANCHES.items():
        if name != "branch-hill":
            yield unit("2004-11-06", name, "branch", f"area-{AREAS[name]}", [m for m in members if m not in LATER])
    for who, branch in (("member-c", "branch-station"), ("member-b", "branch-station")):
        yield {
            "kind": "decided",
            "id": f"admission-{who}",
            "at": LATER[who],
            "by": f"branch meeting/{branch}",
            "effects": [{"do": "confer", "what": "membership", "to": who, "of": branch, "as": "admitted"}],
            "note": NOTES[who],
        }
    yield unit("2009-05-02", "area-hills", "area", "region-s", by="regional committee/region-s", note=NOTES["area"])
    yield unit("2009-05-09", "branch-hill", "branch", "area-hills", BRANCHES["branch-hill"])


NOTES = {
    "member-b": "a member since 2006; formerly of the central committee, and how that ended the report does not say",
    "member-c": "a member for six years at the end of 2011",
    "area": "the new area that Member C founded",
}


def officers() -> Iterator[Act]:
    for branch, secretary in SECRETARIES.items():
        yield {
            "kind": "declared",
            "id": f"secretary-{branch}",
            "at": "2010-12-12",
            "by": f"branch meeting/{branch}",
            "manner": "secret ballot",
            "effects": [mandate(secretary, f"branch secretary/{branch}")],
        }


def dues(at: str, through: str, but: list[str]) -> Iterator[Act]:
    for members in BRANCHES.values():
        for who in members:
            if who not in but:
                ident = f"dues-{through}-{member(who)}"
                yield {"kind": "paid", "id": ident, "at": at, "by": member(who), "through": through}


def delegates() -> Iterator[Act]:
    for branch, members in BRANCHES.items():
        meeting = Meeting(f"{branch}-2011-02-08", f"branch meeting/{branch}", "2011-02-08")
        business = ["draft of the basic document", "delegate to the congress"]
        present = members[:6]
        yield from meeting.called(branch_secretary(branch), 8, business, present)
        effects = [mandate(DELEGATES[branch], "congress", "delegate")]
        yield meeting.decided(f"delegate-{branch}", business[1], len(present), effects)
        yield meeting.moment("closed")


def congress() -> Iterator[Act]:
    meeting = Meeting("congress-2011", "congress", "2011-03-19")
    business = ["basic document", "election of the central committee", "election of the control commission"]
    yield from meeting.called("central committee", 66, business, list(DELEGATES.values()))
    adopted: Act = {"kind": "enacted", "id": "basic-document", "at": meeting.day, "by": "congress"}
    yield adopted | {
        "instrument": "charter",
        "version": "1",
        "sitting": meeting.ident,
        "tally": {"yes": 7, "no": 0, "present": 7},
        "note": "the congress of 2011 adopts the basic document; the report gives the year, the day is invented",
    }
    yield meeting.decided("central-committee", business[1], 7, [mandate(m, "central committee") for m in CENTRAL])
    yield meeting.decided("control-commission", business[2], 7, [mandate(m, "control commission") for m in CONTROL])
    yield meeting.moment("closed")


def central_committee() -> Iterator[Act]:
    body = "central committee"
    meeting = Meeting("central-committee-2011-04-09", body, "2011-04-09")
    business = ["election of the general secretary", "election of the sub-committee"]
    yield from meeting.called(body, 19, business, CENTRAL)
    yield meeting.decided("general-secretary", business[0], 11, [mandate("n01", "general secretary")])
    yield meeting.decided("cc-sub-committee", business[1], 11, [mandate(m, "CC sub-committee") for m in SUB_COMMITTEE])
    yield meeting.moment("closed")
    meeting = Meeting("central-committee-2011-07-09", body, "2011-07-09")
    yield from meeting.called(GENERAL_SECRETARY, 19, ["assignments"], CENTRAL[:9])
    yield meeting.decided("it-department", "assignments", 9, [mandate("member-b", "IT department", "assigned")])
    yield meeting.moment("closed")
    meeting = Meeting("central-committee-2011-10-08", body, "2011-10-08")
    yield from meeting.without_decision(GENERAL_SECRETARY, 19, "reports", CENTRAL[:8])
    for day in ("2011-05-14", "2011-06-18", "2011-08-13", "2011-09-10", "2011-11-19"):
        meeting = Meeting(f"cc-sub-committee-{day}", "CC sub-committee", day)
        yield from meeting.without_decision(GENERAL_SECRETARY, 6, "current business", SUB_COMMITTEE)


def region() -> Iterator[Act]:
    body, item = "regional committee/region-s", "election of the regional committee"
    meeting = Meeting("aggregate-2011-04-16", "regional aggregate/region-s", "2011-04-16")
    present = [who for branch in ACTIVE for who in BRANCHES[branch][:5]]
    yield from meeting.called(body, 20, [item], present)
    yield meeting.decided("regional-committee", item, len(present), [mandate(m, body) for m in COMMITTEE])
    yield meeting.moment("closed")
    meeting, item = Meeting("regional-committee-2011-04-30", body, "2011-04-30"), "election of the regional secretary"
    yield from meeting.called(body, 12, [item], COMMITTEE)
    yield meeting.decided("regional-secretary", item, 6, [mandate("s01", "regional secretary/region-s")])
    yield meeting.moment("closed")
    for day in ("2011-06-25", "2011-08-27", "2011-10-29", "2011-12-03"):
        meeting = Meeting(f"regional-committee-{day}", body, day)
        yield from meeting.without_decision(REGIONAL_SECRETARY, 10, "reports", COMMITTEE[:5])


def other_region() -> Iterator[Act]:
    body, item = "regional committee/region-n", "election of the regional committee"
    meeting = Meeting("aggregate-n-2011-05-14", "regional aggregate/region-n", "2011-05-14")
    present = [who for branch in ("branch-lake", "branch-field") for who in BRANCHES[branch][:4]]
    yield from meeting.called(body, 20, [item], present)
    yield meeting.decided("regional-committee-n", item, len(present), [mandate(m, body) for m in present[:5]])
    yield meeting.moment("closed")


def branch_meetings() -> Iterator[Act]:
    def met(branch: str, day: str, present: Sequence[str]) -> Iterator[Act]:
        meeting = Meeting(f"{branch}-{day}", f"branch meeting/{branch}", day)
        return meeting.without_decision(branch_secretary(branch), 6, "reports", present)

    for branch, active in ACTIVE.items():
        for number, day in enumerate(SPRING):
            yield from met(branch, day, BRANCHES[branch][: 6 - number])
        for day in AUTUMN[branch]:
            yield from met(branch, day, active)
    for branch in ("branch-lake", "branch-field"):
        for day in ("2011-05-10", "2011-09-13", "2011-11-15"):
            yield from met(branch, day, BRANCHES[branch][:6])


def work() -> Iterator[Act]:
    yield {
        "kind": "published",
        "id": "web-site",
        "at": "2011-05-21",
        "by": "member-b",
        "where": "web site of Region S",
        "title": "the region's web site",
    }
    yield {
        "kind": "reported",
        "id": "contacts",
        "at": "2011-10-02",
        "by": "member-a",
        "to": "regional committee/region-s",
        "title": "contacts made through social networks",
        "note": "several thousand, some of them handed to sections in other countries",
    }


def december() -> Iterator[Act]:
    """What the report states of December 2011, and the notice of the aggregate."""
    item, body = "election to the regional committee", "regional committee/region-s"
    meeting = Meeting("aggregate-2011-12-23", "regional aggregate/region-s", "2011-12-23")
    yield from meeting.called(body, 18, [item], AGGREGATE)
    elected = meeting.decided("election-of-member-c", item, 16, [mandate("member-c", body) | {"votes": 12}])
    yield elected | {"tally": {"present": 16, "options": {"member-c": 12, "member-s08": 4}}}
    yield meeting.moment("closed")
    three = ["member-a", "member-b", "member-c"]
    end: Act = {"do": "end", "what": "membership", "to": "", "as": "expelled", "ground": "inactivity"}
    yield {
        "kind": "decided",
        "id": "expulsion",
        "at": "2011-12-28",
        "by": "CC sub-committee",
        "effects": [dict(end, to=who) for who in three],
        "note": "the report knows of no meeting, no charge, no notice, no hearing and no reasons",
    }
    yield {
        "kind": "served",
        "id": "text-message",
        "at": "2011-12-28T20:00",
        "by": acting(REGIONAL_SECRETARY),
        "what": "expulsion",
        "on": three,
        "channel": "text message",
        "note": "in the evening; the hour is invented",
    }
    for who, words, reasons in (
        ("member-a", "inactivity", "inactivity"),
        ("member-b", "you will be told in the RS meeting; which of them was told so, the report does not say", False),
    ):
        short = who.removeprefix("member-")
        yield {
            "kind": "filed",
            "id": f"question-{short}",
            "at": "after 2011-12-28",
            "by": who,
            "type": "question",
            "against": "expulsion",
            "to": "regional secretary/region-s",
        }
        yield {
            "kind": "answered",
            "id": f"answer-{short}",
            "at": "after 2011-12-28",
            "by": acting(REGIONAL_SECRETARY),
            "to": f"question-{short}",
            "in_writing": False,
            "reasons": reasons,
            "note": words,
        }


def acts() -> list[Act]:
    """All acts in the order of happening; on one day, in the order in which they are laid out."""
    laid_out = [
        *units(),
        *officers(),
        *dues("2011-01-05", "2010-12", []),
        *delegates(),
        *congress(),
        *central_committee(),
        *region(),
        *other_region(),
        *dues("2011-04-20", "2011-06", []),
        *branch_meetings(),
        *work(),
        *dues("2011-09-05", "2011-12", IN_ARREARS),
        *december(),
    ]
    return sorted(laid_out, key=when)


def when(act: Act) -> str:
    text = str(act["at"])
    return text.removeprefix("after ") + "~" if text.startswith("after ") else text


def written(value: object) -> str:
    """A value in one line of YAML."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(entry) for entry in value) + "]"
    text = str(value)
    return f'"{text}"' if ": " in text else text


def lines(act: Act) -> Iterator[str]:
    start = "- "
    for key, value in act.items():
        if key == "effects" and isinstance(value, list):
            yield f"  {key}:"
            yield from (f"    - {written(effect)}" for effect in value)
        else:
            yield f"{start}{key}: {written(value)}"
        start = "  "


HEAD = """\
# The founding case. Written by make_record.py; do not edit by hand.
# Of the report: the congress of 2011 and its basic document, the election of 23 December, the expulsion and the text
# message of 28 December, the answers given later, and what the notes say of Members A, B and C. All else is invented
# background: bodies, days, meetings, dues, and every other member.
"""


def main() -> None:
    text = HEAD + "".join("\n" + "\n".join(lines(act)) + "\n" for act in acts())
    Path(__file__).with_name("record.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
