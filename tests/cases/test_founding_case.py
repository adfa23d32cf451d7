"""The founding case: what a correct judgment says, point by point."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from comitia.ask.due import due
from comitia.ask.judge import Judgment, judge
from comitia.ask.remedies import remedies
from comitia.ask.standing import standing
from comitia.charter.load import load
from comitia.count.catalogue import known_names
from comitia.judge.defects import DEFECTS
from comitia.record.acts import Decided, Served
from comitia.record.faults import RecordFault
from comitia.record.times import Clock, day_text
from comitia.store.files import charter_texts, open_record

ROOT = Path(__file__).parents[2]
MEMBERS = ("member-a", "member-b", "member-c")


@cache
def judgment() -> Judgment:
    charter = load(
        charter_texts(str(ROOT / "charters" / "national-section.md")), defects=frozenset(DEFECTS), rules=known_names()
    )
    clock = Clock(ZoneInfo(charter.main.timezone))
    acts = [
        a
        for a in open_record(str(ROOT / "examples" / "founding-case" / "record.yaml"))()
        if not isinstance(a, RecordFault)
    ]
    acts.sort(key=lambda act: clock.read(act.at).day)
    return judge(charter, lambda: acts, clock, as_of=clock.read("2012-02-06").day)


def expulsion() -> str:
    return next(
        row.act.id
        for row in judgment().rows
        if isinstance(row.act, Decided) and any(e.what == "membership" and e.do == "end" for e in row.act.effects)
    )


def test_three_expulsions_are_void_each_by_itself() -> None:
    effects = judgment().effects(expulsion())
    assert [e.verdict for e in effects] == ["void", "void", "void"]


def test_each_defect_is_found_and_cites_its_article() -> None:
    found = {f.code: {c.article for c in f.cites} for f in judgment().by_id[expulsion()].outcome.findings}
    assert found["no power"] == {"6.3", "2.9"}
    assert found["power excluded"] == {"8.1"}
    assert found["charge missing"] == {"6.3"}
    assert found["too little time to answer"] == {"6.3"}
    assert found["hearing missing"] == {"6.3"}
    assert found["ground not listed"] == {"6.1", "6.3"}
    assert found["reasons missing"] == {"6.3"}
    assert found["count not on record"] == {"6.3"}


def test_the_vote_is_unproven_not_void() -> None:
    vote = next(f for f in judgment().by_id[expulsion()].outcome.findings if f.code == "count not on record")
    assert vote.status == "unproven"


def test_all_three_are_members_in_good_standing() -> None:
    for who in MEMBERS:
        where = standing(judgment(), who)
        assert where is not None
        assert (where.member, where.good_standing) == (True, True)
        assert where.told_otherwise == expulsion()


def test_member_c_holds_the_seat_won_five_days_before() -> None:
    where = standing(judgment(), "member-c")
    assert where is not None
    seat = next(s for s in where.seats if s.of.startswith("regional committee"))
    assert (day_text(seat.since), seat.jure) == ("2011-12-23", True)


def test_the_text_message_is_no_service() -> None:
    message = next(row for row in judgment().rows if isinstance(row.act, Served) and row.act.channel == "text message")
    assert {f.code for f in message.outcome.findings} == {"no service", "notice of a void act"}


def test_the_appeal_is_open_and_its_time_does_not_run() -> None:
    appeals = [r for r in remedies(judgment(), expulsion()) if r.kind == "appeal"]
    assert [r.to for r in appeals] == [("control commission",), ("congress",)]
    assert (appeals[0].running, appeals[0].until) == (False, None)
    assert appeals[0].silence == "the appeal is allowed"
    assert day_text(appeals[0].heard_by or 0) == "2012-05-06"


def test_written_reasons_are_overdue() -> None:
    owed = next(o for o in due(judgment()) if o.kind == "written reasons" and o.about == expulsion())
    assert (day_text(owed.due), owed.overdue) == ("2012-01-04", 33)
