"""Sentences as people read them: what was required and found, dates and lists as the language writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comitia.ask.due import Owed
from comitia.ask.remedies import Remedy
from comitia.charter.clause import Cite, Place
from comitia.charter.law import Charter, Instrument
from comitia.judge.findings import EffectOutcome, Finding
from comitia.judge.state import Deadline, Person, Unit
from comitia.messages import Messages, Names, capital, plain
from comitia.messages.bundle import FSI, PDI, MissingMessageError
from comitia.record import acts
from comitia.record.acts import Effect
from comitia.record.times import Moment, read_moment


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


MAIN = Instrument(
    key="charter", title="Rules", rank="charter", version="1", language="en", timezone="", file="r.md", articles=()
)
STATE: dict[tuple[Any, ...], Any] = {
    ("person", "member-a"): Person("region-s", 1),
    ("person", "member-b"): Person("region-s", 1),
    ("person", "m77"): Person("region-s", 1),
    ("unit", "region-s"): Unit("region", "", "the South", 1),
    ("unit", "branch-hill"): Unit("branch", "region-s", "branch-hill", 1),
    ("deadline", "reasons:out"): Deadline("written reasons", "board", "member-a", "out", 9, 1, "", "3.1", "charter"),
}
MESSAGES = Messages(Names(Charter((MAIN,)), STATE))


def say(code: str, **args: Any) -> str:
    return plain(MESSAGES.finding(Finding(code, args=args)))


@pytest.mark.parametrize(
    ("code", "args", "sentence"),
    [
        ("no power", {"found": "board/region-s", "required": ("committee", "panel")},
         "No power. Required: committee or panel. Acted: board of the South."),
        ("no power", {"found": "board", "required": ("nobody",)}, "No power. Board has no power to bring this about."),
        ("short notice", {"found": 6, "required": 14, "unit": "clear days", "persons": ("member-a",), "count": 1},
         "Short notice. Required: 14 clear days. Given to Member A: 6 clear days."),
        ("short notice", {"found": 0, "required": 5, "unit": "clear days", "count": 1},
         "Short notice. Required: 5 clear days. Given: none."),
        ("short notice", {"found": 20, "required": 1, "unit": "months", "persons": ("member-a",), "count": 3},
         "Short notice. Required: one month. Given to 3 members: 20 days."),
        ("too little time to answer", {"found": 0, "required": 14, "unit": "clear days"},
         "Too little time to answer. Required: 14 clear days. Given: none."),
        ("reasons missing", {"required": day("2012-01-04")},
         "No written reasons. Owed by 4 January 2012. None is on record."),
        ("reasons missing", {"required": ("in writing", "with reasons")},
         "No written reasons. Required: in writing and with reasons."),
        ("member not summoned", {"persons": ()},
         "Summons not shown. That everyone entitled was summoned is not shown."),
        ("member not summoned", {"persons": ("member-a",), "count": 1, "excuse": "accident"},
         "Not summoned. Member A was not summoned, by accident."),
        ("majority not reached", {"found": 7, "required": 8, "basis": "members present"},
         "Majority not reached. Required: 8 (members present). In favour: 7."),
        ("majority not reached", {"found": 1234, "required": 2345, "basis": ""},
         "Majority not reached. Required: 2,345 votes. In favour: 1,234."),
        ("tie", {"votes": 5}, "Tie. 5 for and 5 against: a tie is lost."),
        ("tie", {"found": "casting vote", "required": "lot"},
         "Tie. The tie was broken by casting vote. Required: lot."),
        ("duty overdue", {"duty": "written reasons", "by": "board", "due": day("2012-01-04"), "silence": ""},
         "Overdue. Written reasons: owed by board until 4 January 2012."),
        ("duty overdue", {"duty": "reply", "by": "board", "due": day("2012-01-04"), "silence": "it is allowed"},
         "Overdue. Reply: owed by board until 4 January 2012. What follows: it is allowed."),
        ("appeal late", {"found": day("2020-03-02"), "required": day("2020-02-29")},
         "Appeal late. Last day: 29 February 2020. Brought on 2 March 2020."),
        ("cure without power", {"found": "ratification", "required": ("no power", "hearing missing")},
         "No power to cure. A ratification does not cure: no power and hearing missing."),
        ("cure without power", {"found": "board", "required": ("meeting",)},
         "No power to cure. Required: meeting. Acted: board."),
        ("immaterial", {"defect": "inquorate"}, "Immaterial. No quorum: it could not have changed the result."),
        ("unknown act", {"name": "x9"},
         "Unknown act. It refers to “x9”, and no act with this id stands on the record before it."),
    ],
)  # fmt: skip
def test_findings(code: str, args: dict[str, Any], sentence: str) -> None:
    assert say(code, **args) == sentence


def test_a_count_of_votes_as_large_as_a_day_is_no_date() -> None:
    assert say("majority not reached", found=734506, required=734507, basis="") == (
        "Majority not reached. Required: 734,507 votes. In favour: 734,506."
    )


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("member-a", "Member A"),
        ("m77", "m77"),
        ("region-s", "the South"),
        ("branch-hill", "Branch Hill"),
        ("regional committee/region-s", "regional committee of the South"),
        ("member-b as secretary/region-s", "Member B as secretary of the South"),
        ("CC sub-committee", "CC sub-committee"),
        ("nobody-on-record", "nobody-on-record"),
        ("either/or", "either/or"),
    ],
)
def test_references(reference: str, words: str) -> None:
    assert plain(MESSAGES.ref(reference)) == words


def test_a_body_takes_the_article_and_a_person_does_not() -> None:
    assert plain(MESSAGES.the("control commission")) == "the control commission"
    assert plain(MESSAGES.the("respondent")) == "the respondent"
    assert plain(MESSAGES.the("member-a")) == "Member A"


def test_articles_of_another_text_carry_its_name() -> None:
    place = Place("r.md", 1)
    assert plain(MESSAGES.names.article(Cite("charter", "1", "6.3", place))) == "6.3"
    assert plain(MESSAGES.names.article(Cite("implied terms", "1", "7.4", place))) == "implied terms 7.4"


def test_what_is_put_into_a_sentence_is_isolated_and_isolates_are_closed() -> None:
    said = MESSAGES.finding(Finding("appeal late", args={"found": day("2020-03-02"), "required": day("2020-02-29")}))
    assert said.count(FSI) == said.count(PDI) > 0
    assert capital(f"{FSI}board{PDI} met") == f"{FSI}Board{PDI} met"


@pytest.mark.parametrize(
    ("act", "heading"),
    [
        (acts.Decided(id="d", at="2020", effects=(
            Effect("end", "membership", to="member-a", as_="expelled"),
            Effect("end", "membership", to="member-b", as_="expelled"))), "Expelled: Member A and Member B"),
        (acts.Decided(id="d", at="2020", effects=(
            Effect("confer", "mandate", to="member-a", of="board", as_="elected"),)), "Elected, board: Member A"),
        (acts.Decided(id="d", at="2020", effects=(Effect("annul", "d0"),)), "Annul d0"),
        (acts.Decided(id="d", at="2020", effects=()), "Decision"),
        (acts.Convened(id="c", at="2020", body="board", on="2020-03-01"), "Meeting called: board, for 1 March 2020"),
        (acts.Served(id="s", at="2020", what="d", on=("member-a",), channel="text message"), "Sent by text message: d"),
        (acts.Served(id="s", at="2020", what="d", on=("member-a",), channel="in person"), "Handed over: d"),
        (acts.Served(id="s", at="2020", what="d", on=("member-a",)), "Service of d"),
        (acts.Answered(id="a", at="2020", to="q", reasons="inactivity"), "Answer to q: “inactivity”"),
        (acts.Answered(id="a", at="2020", to="q", reasons=False), "Answer to q"),
        (acts.Filed(id="f", at="2020", type="appeal", against="d"), "Appeal against d"),
        (acts.Elapsed(id="elapsed:reasons:out", at="2020", what="reasons:out"),
         "Time ran out: Written reasons (board)"),
    ],
)  # fmt: skip
def test_headings_of_acts(act: acts.Act, heading: str) -> None:
    assert plain(MESSAGES.act(act)) == heading


def test_of_many_names_the_first_stand_in_a_heading_and_the_rest_are_counted() -> None:
    effects = tuple(Effect("confer", "mandate", to=f"p{n}", of="board", as_="elected") for n in range(11))
    act = acts.Declared(id="d", at="2020", effects=effects)
    assert plain(MESSAGES.act(act)) == "Elected, board: p0, p1, p2, p3 and 7 more"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2011-12-28", "28 December 2011"),
        ("2011-12-28T20:00", "28 December 2011"),
        ("after 2011-12-28", "after 28 December 2011, day not on record"),
        ("2011-03", "2011-03, day not on record"),
    ],
)
def test_days(text: str, words: str) -> None:
    from zoneinfo import ZoneInfo

    assert plain(MESSAGES.when(read_moment(text, ZoneInfo("Asia/Karachi")), text)) == words


def test_a_later_life_is_a_word_after_the_verdict() -> None:
    assert MESSAGES.outcome(EffectOutcome("valid", "stayed")) == "Valid, stayed"
    assert MESSAGES.outcome(EffectOutcome("void", "")) == "Void"
    assert MESSAGES.outcome(EffectOutcome("valid", "in force")) == "Valid"


APPEAL = Remedy(
    "appeal", ("respondent",), ("panel",), day("2020-03-01"), True, day("2020-04-01"), "the appeal is allowed", None,
    True, (14, "days", "service of the reasons"),
)  # fmt: skip


def test_a_way_out_says_whom_until_when_and_what_silence_leads_to() -> None:
    assert plain(MESSAGES.remedy(APPEAL)) == "To the panel, by the respondent."
    assert plain(MESSAGES.last_day(APPEAL)) == "1 March 2020"
    assert plain(MESSAGES.must_be_heard(APPEAL, day("2020-02-20"))) == "if brought on 20 February 2020: by 1 April 2020"
    assert plain(MESSAGES.if_silent(APPEAL)) == "On 2 April 2020: the appeal is allowed."


def test_time_that_does_not_run_is_said_not_to_run() -> None:
    waiting = Remedy("appeal", ("respondent",), ("panel",), None, False, None, "", None, True, APPEAL.window)
    assert plain(MESSAGES.last_day(waiting)) == ("14 days after service of the reasons. None on record: not running.")
    assert plain(MESSAGES.if_silent(waiting)) == "The constitution does not say."


@pytest.mark.parametrize(
    ("overdue", "due", "words"),
    [
        (33, "2020-01-04", "33 days overdue"),
        (1, "2020-02-05", "one day overdue"),
        (0, "2020-02-06", "last day"),
        (0, "2020-02-09", "3 days left"),
    ],
)
def test_what_is_owed_says_how_long_it_has_been_or_how_long_there_is(overdue: int, due: str, words: str) -> None:
    owed = Owed("written reasons", "board", "member-a", "out", 1, day(due), overdue, "", None, False)
    assert plain(MESSAGES.owed_time(owed, day("2020-02-06"))) == words


def test_a_missing_message_is_a_loud_fault_of_the_program() -> None:
    with pytest.raises(MissingMessageError):
        MESSAGES.words.say("no-such-message")
    with pytest.raises(MissingMessageError):
        MESSAGES.words.say("life-void", day=Moment(1))


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no messages in `tlh`"):
        Messages(language="tlh")
