"""What happens by itself, what counts from when, and what falls with what was annulled."""

from __future__ import annotations

import pytest
from charters import COMMITTEE, MEETING, SECRETARY, charter, elected, founded
from small import codes, findings, judged, lives, verdicts

from comitia.ask.suppose import Suppositions

PLENARY = "body: general meeting\ncomposed of: every member"
REVIEW = "power: annulment\nof: [general meeting]\neffect: [annul anything]"


def decided(by: str, effects: str, ident: str = "d1", at: str = "2021-03-01", extra: str = "") -> str:
    return f"- {{kind: decided, id: {ident}, at: {at}, by: {by}, effects: [{effects}]{extra}}}\n"


# Falling with the basis


CHAIN = charter(
    PLENARY, COMMITTEE, "office: steward\nappointed by: committee", "office: porter\nappointed by: [steward]", REVIEW
)
APPOINTED = decided("committee", "{do: confer, what: mandate, to: b, of: steward}", "d1", "2021-03-01")
BY_THE_STEWARD = decided("b as steward", "{do: confer, what: mandate, to: f, of: porter}", "d2", "2021-03-10")
ANNULLED = decided("general meeting", "{do: annul, what: d1}", "n1", "2021-05-01")


def test_annulled_from_the_start_takes_the_office_with_it() -> None:
    judgment = judged(CHAIN, founded() + elected("c committee", "d committee") + APPOINTED + ANNULLED)
    assert lives(judgment, "d1") == ("annulled",)
    assert judgment.case().holders("steward") == ()


def test_what_an_officer_in_fact_did_meanwhile_stands_by_reliance() -> None:
    judgment = judged(CHAIN, founded() + elected("c committee", "d committee") + APPOINTED + BY_THE_STEWARD + ANNULLED)
    assert lives(judgment, "d2") == ("in force",)
    assert judgment.case().holders("porter") == ("f",)


def test_what_rests_on_the_annulled_act_as_its_basis_falls_and_is_told() -> None:
    rules = charter(
        "tiers:\n  branch: {founded by: general meeting}\n  association: {of: branches}", PLENARY,
        "body: branch meeting\ntier: branch\ncomposed of: every member", REVIEW,
    )  # fmt: skip
    record = (
        "- {kind: constituted, id: u1, at: 2020-01-01, unit: association, tier: association, members: [a, b, c]}\n"
        + decided("general meeting", "{do: constitute, what: unit, to: branch-x, of: branch}")
        + decided("branch meeting/branch-x", "{do: oblige, what: repairs}", "d2", "2021-03-10")
    )
    before = judged(rules, record)
    assert codes(before, "d2") == set()
    after = judged(rules, record + ANNULLED)
    assert [fallen.act for fallen in after.by_id["n1"].fallen] == ["d2"]
    assert {outcome.verdict for outcome in after.effects("d2")} == {"void"}


def test_supposing_an_act_void_is_the_same_as_its_having_been_void() -> None:
    record = founded() + elected("c committee", "d committee") + APPOINTED + BY_THE_STEWARD
    supposed = judged(CHAIN, record, suppose=Suppositions(verdicts={"d1": "void"}))
    assert verdicts(supposed, "d1") == ("void",)
    assert "de facto" in {f.code for f in findings(supposed, "d2")}


def test_step_taken_again_counts_from_its_own_day() -> None:
    rules = charter(PLENARY, "body: committee", "decision: levy\neffect: oblige levy\nby: general meeting")
    record = founded() + decided("committee", "{do: oblige, what: levy}")
    again = judged(rules, record + decided("general meeting", "{do: oblige, what: levy}", "d2", "2021-04-01"))
    assert lives(again, "d1") == ("cured",)
    (effect,) = again.effects("d2")
    assert effect.from_day == again.by_id["d2"].moment.day


def test_annulling_twice_changes_nothing_more() -> None:
    record = founded() + elected("c committee", "d committee") + APPOINTED + ANNULLED
    again = decided("general meeting", "{do: annul, what: d1}", "n2", "2021-06-01")
    judgment = judged(CHAIN, record + again)
    assert codes(judgment, "n2") == {"not in force"}


# Mandates


def test_mandate_ends_with_its_term() -> None:
    rules = charter(PLENARY, "office: secretary\nelected by: general meeting\nterm: 12 months")
    record = founded() + elected("b secretary")
    assert judged(rules, record, as_of="2021-01-31").case().holders("secretary") == ("b",)
    assert judged(rules, record, as_of="2021-02-02").case().holders("secretary") == ()


def test_holder_stays_until_a_successor_is_elected_where_the_rules_say_so() -> None:
    rules = charter(PLENARY, "office: secretary\nelected by: general meeting\nterm: 12 months\nholdover: yes")
    record = founded() + elected("b secretary")
    assert judged(rules, record, as_of="2022-02-02").case().holders("secretary") == ("b",)
    later = decided("general meeting", "{do: confer, what: mandate, to: c, of: secretary}", at="2022-03-01")
    assert judged(rules, record + later).case().holders("secretary") == ("c",)


def test_re_elected_holder_begins_a_new_term() -> None:
    rules = charter(PLENARY, "office: secretary\nelected by: general meeting\nterm: 12 months")
    again = decided("general meeting", "{do: confer, what: mandate, to: b, of: secretary}", at="2021-01-15")
    judgment = judged(rules, founded() + elected("b secretary") + again, as_of="2021-06-01")
    assert judgment.case().holders("secretary") == ("b",)


def test_whoever_leaves_the_association_leaves_the_office() -> None:
    rules = charter(PLENARY, SECRETARY)
    resigned = "- {kind: resigned, id: x1, at: 2021-03-01, by: b}\n"
    assert judged(rules, founded() + elected("b secretary") + resigned).case().holders("secretary") == ()


def test_office_changes_hands_when_its_next_term_begins_and_not_on_election_day() -> None:
    rules = charter(PLENARY, SECRETARY)
    next_term = decided("general meeting", "{do: confer, what: mandate, to: c, of: secretary, from: 2021-04-01}")
    record = founded() + elected("b secretary") + next_term
    assert judged(rules, record, as_of="2021-03-15").case().holders("secretary") == ("b",)
    assert judged(rules, record, as_of="2021-04-02").case().holders("secretary") == ("c",)


def test_suspension_ends_by_itself() -> None:
    rules = charter(
        PLENARY, "body: committee",
        "interim measure: suspension\neffect: [suspend vote]\nby: [committee]\nlasts at most: 30 days",
    )  # fmt: skip
    suspended = decided("committee", "{do: suspend, what: vote, to: a, until: 2021-03-20}")
    poll = "- {kind: polled, id: p1, at: 2021-03-05, body: general meeting, opens: 2021-03-05, closes: 2021-04-30}\n"
    early = "- {kind: voted, id: v1, at: 2021-03-10, by: a, poll: p1}\n"
    late = "- {kind: voted, id: v2, at: 2021-03-25, by: a, poll: p1}\n"
    assert codes(judged(rules, founded() + suspended + poll + early), "v1") == {"not entitled to vote"}
    assert codes(judged(rules, founded() + suspended + poll + late), "v2") == set()


# Silence


QUESTION = "- {kind: filed, id: q1, at: 2021-03-01, by: a, type: question, to: committee}\n"
ANSWER = "- {{kind: answered, id: w1, at: 2021-03-20, {}by: committee, to: q1}}\n"


def test_answer_recorded_late_undoes_no_default_until_it_is_proved() -> None:
    late = ANSWER.format("recorded: 2021-06-01, ")
    rules = charter("body: committee")
    unproved = judged(rules, founded() + QUESTION + late, as_of="2021-06-02")
    assert "elapsed:answer a question:q1" in unproved.by_id
    proof = "- {kind: established, id: k1, at: 2021-06-02, by: committee, act: w1, fact: happened}\n"
    proved = judged(rules, founded() + QUESTION + late + proof, as_of="2021-06-03")
    assert "elapsed:answer a question:q1" not in proved.by_id


def test_what_was_not_yet_recorded_is_not_yet_known() -> None:
    late = ANSWER.format("recorded: 2021-06-01, ")
    judgment = judged(
        charter("body: committee"), founded() + QUESTION + late, known_on="2021-05-01", as_of="2021-05-01"
    )
    assert "w1" not in judgment.by_id


def test_meeting_asked_for_and_not_convened_is_overdue() -> None:
    rules = charter(MEETING + "requisition: {by: two members, convened within: 14 days}", SECRETARY)
    asked = (
        "- {kind: filed, id: r1, at: 2021-02-01, by: d, type: requisition, to: general meeting, body: general meeting, "
        "supporters: [d, e]}\n"
    )
    judgment = judged(rules, founded() + elected("b secretary") + asked, as_of="2021-03-01")
    assert codes(judgment, "elapsed:convene:r1") == {"duty overdue"}


def test_meeting_convened_upon_the_requisition_discharges_it() -> None:
    rules = charter(MEETING + "requisition: {by: two members, convened within: 14 days}", SECRETARY)
    asked = (
        "- {kind: filed, id: r1, at: 2021-02-01, by: d, type: requisition, to: general meeting, body: general meeting, "
        "supporters: [d, e]}\n"
    )
    convened = (
        "- {kind: convened, id: m1, at: 2021-02-10, by: b as secretary, body: general meeting, on: 2021-02-25, "
        "upon: r1}\n"
    )
    judgment = judged(rules, founded() + elected("b secretary") + asked + convened, as_of="2021-03-01")
    assert "elapsed:convene:r1" not in judgment.by_id


# Polls


MOTION = charter(
    PLENARY,
    "proposal: motion\nto: general meeting\nby: [any member]\ndiscussion: 2 weeks\nexpires: 2 months of the last act",
)


def moved(ident: str = "mo1", at: str = "2021-03-01") -> str:
    return f"- {{kind: proposed, id: {ident}, at: {at}, by: a, to: general meeting, title: motion}}\n"


def polled(at: str) -> str:
    return f"- {{kind: polled, id: p1, at: {at}, body: general meeting, what: mo1, opens: {at}}}\n"


def declared(at: str) -> str:
    return (
        f"- {{kind: declared, id: d1, at: {at}, poll: p1, tally: {{yes: 5, no: 1}}, "
        "effects: [{do: oblige, what: repairs}]}\n"
    )


@pytest.mark.parametrize(
    ("opened", "code"), [("2021-03-05", "too early"), ("2021-03-20", ""), ("2021-07-01", "no such motion")]
)
def test_what_is_wrong_with_a_poll_is_wrong_with_its_result(opened: str, code: str) -> None:
    judgment = judged(MOTION, founded() + moved() + polled(opened) + declared("2021-07-20"))
    assert codes(judgment, "d1") == ({code} if code else set())


def test_amendment_restarts_the_discussion_where_the_rules_say_so() -> None:
    rules = MOTION.replace("discussion: 2 weeks", "discussion: 2 weeks\nrestarts on amendment: yes")
    amended = "- {kind: proposed, id: mo2, at: 2021-03-12, by: b, to: general meeting, amends: mo1, title: motion}\n"
    record = founded() + moved() + amended + polled("2021-03-20")
    assert codes(judged(MOTION, record), "p1") == set()
    assert codes(judged(rules, record), "p1") == {"too early"}
