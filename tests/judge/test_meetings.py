"""Who convenes, whom the notice reaches, who is there, and what that does to decisions."""

from __future__ import annotations

from charters import COMMITTEE, MEETING, SECRETARY, charter, elected, founded
from small import codes, findings, judged, verdicts

RULES = charter(MEETING + "notice: 14 clear days\nquorum: half of members", SECRETARY, COMMITTEE)
OFFICERS = founded() + elected("b secretary", "c committee", "d committee", "e committee")


def meeting(by: str = "b as secretary", on: str = "2021-03-20", extra: str = "") -> str:
    return (
        f"- {{kind: convened, id: m1, at: 2021-03-01, by: {by}, body: general meeting, on: {on}, business: [repairs]"
        f"{extra}}}\n"
    )


def notice(on: str = "everyone entitled", at: str = "2021-03-01", omitted: str = "{}", ident: str = "s1") -> str:
    return (
        f"- {{kind: served, id: {ident}, at: {at}, by: b as secretary, what: m1, on: {on}, channel: in person, "
        f"omitted: {omitted}}}\n"
    )


def sat(present: str, event: str = "opened", ident: str = "o1", at: str = "2021-03-20") -> str:
    return f"- {{kind: sat, id: {ident}, at: {at}, sitting: m1, event: {event}, present: {present}}}\n"


def decided(tally: str = "{yes: 5, no: 0}", at: str = "2021-03-20", ident: str = "d1") -> str:
    return (
        f"- {{kind: decided, id: {ident}, at: {at}, by: general meeting, sitting: m1, item: repairs, tally: {tally}, "
        "effects: [{do: oblige, what: repairs}]}\n"
    )


def test_one_member_of_five_does_not_convene_while_the_secretary_can() -> None:
    judgment = judged(RULES, founded(5) + elected("b secretary") + meeting(by="d") + sat("5") + decided())
    assert codes(judgment, "d1") == {"wrong convenor"}


def test_usurper_of_the_secretary_convenes_nothing() -> None:
    judgment = judged(RULES, OFFICERS + meeting(by="d as secretary") + sat("5") + decided())
    assert judgment.by_id["d1"].outcome.verdict == "void"


def test_secretary_whose_term_is_over_convenes_nothing() -> None:
    rules = charter(MEETING, SECRETARY + "term: 12 months")
    judgment = judged(rules, founded() + elected("b secretary") + meeting() + sat("5") + decided())
    assert judgment.by_id["d1"].outcome.verdict == "void"


def test_secretary_held_over_until_a_successor_is_elected_convenes() -> None:
    rules = charter(MEETING, SECRETARY + "term: 12 months\nholdover: yes")
    judgment = judged(rules, founded() + elected("b secretary") + meeting() + sat("5") + decided())
    assert codes(judgment, "d1") == set()


def test_mistake_is_no_accident() -> None:
    rules = charter(
        MEETING,
        SECRETARY,
        "defect: member not summoned\nconsequence: void\nexcused by: [accident]\ncured by: [unanimous assent]",
    )
    assert codes(judged(rules, OFFICERS + meeting() + notice(omitted="{g: mistake}") + sat("5") + decided()), "d1") == {
        "member not summoned"
    }
    assert not codes(judged(rules, OFFICERS + meeting() + notice(omitted="{g: accident}") + sat("5") + decided()), "d1")


def test_whoever_comes_and_does_not_object_waives_a_defect_of_the_own_notice() -> None:
    record = OFFICERS + meeting() + notice(omitted="{g: mistake}") + sat("[a, b, c, d, g]") + decided()
    assert codes(judged(RULES, record), "d1") == set()


def test_attendance_of_others_waives_nothing_for_the_member_left_out() -> None:
    record = OFFICERS + meeting() + notice(omitted="{g: mistake}") + sat("[a, b, c, d, e, f]") + decided()
    assert codes(judged(RULES, record), "d1") == {"member not summoned"}


def test_later_notice_to_the_member_left_out_counts_from_its_own_day() -> None:
    late = notice(on="[g]", at="2021-03-10", ident="s2")
    record = OFFICERS + meeting() + notice(omitted="{g: mistake}") + late + sat("5") + decided()
    assert codes(judged(RULES, record), "d1") == {"short notice"}


def test_notice_served_on_each_by_name_leaves_out_who_is_not_named() -> None:
    record = OFFICERS + meeting() + notice(on="[a, b, c, d, e, f]") + sat("5") + decided()
    (finding,) = [f for f in findings(judged(RULES, record), "d1") if f.code == "member not summoned"]
    assert finding.args["persons"] == ("g",)


def test_quorum_is_lost_as_well_where_only_numbers_are_on_record() -> None:
    record = OFFICERS + meeting() + sat("5") + sat("3", "left", "o2") + decided("{yes: 2, no: 0}")
    assert codes(judged(RULES, record), "d1") == {"quorum lost"}


def test_what_was_decided_before_the_quorum_was_lost_stands() -> None:
    record = OFFICERS + meeting() + sat("[a, b, c, d]") + decided("{yes: 4, no: 0}") + sat("[c, d]", "left", "o2")
    judgment = judged(RULES, record + decided("{yes: 2, no: 0}", ident="d2"))
    assert verdicts(judgment, "d1") == ("valid",)
    assert codes(judgment, "d2") == {"quorum lost"}


def test_quorum_may_persist_where_the_rules_say_so() -> None:
    rules = charter(MEETING + "quorum: half of members\nquorum lost: the meeting goes on", SECRETARY)
    record = OFFICERS + meeting() + sat("[a, b, c, d]") + sat("[c, d]", "left", "o2") + decided("{yes: 2, no: 0}")
    assert codes(judged(rules, record), "d1") == set()


def test_adjourned_meeting_goes_on_with_those_present_where_the_rules_say_so() -> None:
    adjourned = sat("3", "adjourned", "o2") + sat("3", "resumed", "o3", "2021-03-27")
    record = OFFICERS + meeting() + sat("3") + adjourned + decided("{yes: 3, no: 0}", "2021-03-27")
    assert codes(judged(RULES, record), "d1") == {"inquorate"}
    shrinks = charter(MEETING + "quorum: half of members\nadjourned quorum: those present", SECRETARY)
    assert codes(judged(shrinks, record), "d1") == set()


def test_resumed_meeting_is_the_same_meeting_with_the_same_business() -> None:
    adjourned = sat("5", "adjourned", "o2") + sat("5", "resumed", "o3", "2021-03-27")
    record = OFFICERS + meeting() + notice() + sat("5") + adjourned + decided(at="2021-03-27")
    assert codes(judged(RULES, record), "d1") == set()


def test_deciding_days_after_the_meeting_is_deciding_outside_it() -> None:
    record = OFFICERS + meeting() + sat("5") + decided(at="2021-03-25")
    assert codes(judged(RULES, record), "d1") == {"sitting closed"}


def test_presumption_of_a_regular_meeting_falls_when_put_in_issue() -> None:
    issue = "- {kind: objected, id: x1, at: 2021-03-19, by: f, to: m1, issue: notice}\n"
    record = OFFICERS + meeting() + issue + sat("5") + decided()
    judgment = judged(RULES, record)
    assert judgment.by_id["d1"].outcome.verdict == "unproven"
    assert judged(RULES, OFFICERS + meeting() + sat("5") + decided()).by_id["d1"].outcome.verdict == "valid"


def test_requisitioners_convene_what_was_not_convened_in_time() -> None:
    rules = charter(MEETING + "requisition: {by: two members, convened within: 14 days}", SECRETARY)
    asked = (
        "- {kind: filed, id: r1, at: 2021-02-01, by: d, type: requisition, to: general meeting, body: general meeting, "
        "supporters: [d, e]}\n"
    )
    own = meeting(by="d", extra=", upon: r1")
    assert codes(judged(rules, OFFICERS + asked + own + sat("5") + decided()), "d1") == set()
    soon = own.replace("2021-03-01", "2021-02-05")
    assert codes(judged(rules, OFFICERS + asked + soon + sat("5") + decided()), "d1") == {"wrong convenor"}
