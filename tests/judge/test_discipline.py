"""Charges, hearings, appeals, and the same for everybody: what takes a right, and what gives it back."""

from __future__ import annotations

import pytest
from charters import (
    APPEAL,
    CHARGE,
    COMMITTEE,
    EXPELLED,
    EXPULSION,
    GROUNDS,
    HEARING,
    MEETING,
    charter,
    expelled,
    founded,
)
from small import codes, findings, judged, lives, verdicts

RULES = charter("body: committee", GROUNDS, EXPULSION, "body: general meeting\ncomposed of: every member", APPEAL)
SERVED = "- {kind: served, id: s2, at: 2021-03-16, by: b, what: d1, on: [a], channel: in person}\n"
APPEALED = "- {kind: filed, id: a1, at: 2021-04-01, by: a, type: appeal, against: d1, to: general meeting}\n"


def appeal_decided(do: str = "confirm", at: str = "2021-05-01", voting: str = "[f, g]") -> str:
    return (
        f"- {{kind: decided, id: d2, at: {at}, by: general meeting, matter: a1, voting: {voting}, "
        f"effects: [{{do: {do}, what: d1}}]}}\n"
    )


def test_expulsion_by_the_book_ends_the_membership() -> None:
    judgment = judged(RULES, founded() + EXPELLED, as_of="2021-03-16")
    assert codes(judgment, "d1") == set()
    assert not judgment.case().is_member("a")


def test_three_expulsions_are_three_effects() -> None:
    """The one that was not charged falls; the others stand."""
    charges = "".join(
        f"- {{kind: filed, id: c{n}, at: 2021-03-01, by: b, type: charge, against: {who}, to: committee, "
        f"grounds: [fraud], particulars: x}}\n"
        f"- {{kind: served, id: s{n}, at: 2021-03-01, by: b, what: c{n}, on: [{who}], channel: in person}}\n"
        f"- {{kind: heard, id: h{n}, at: 2021-03-15, matter: c{n}, before: committee, panel: [c, d, e], "
        f"respondent: heard}}\n"
        for n, who in ((1, "a"), (3, "g"))
    )
    decided = (
        "- kind: decided\n  id: d1\n  at: 2021-03-15\n  by: committee\n  voting: [c, d, e]\n  reasons: proved\n"
        "  effects:\n"
        + "".join(f"    - {{do: end, what: membership, to: {who}, as: expelled, ground: fraud}}\n" for who in "afg")
    )
    judgment = judged(RULES, founded() + charges + decided)
    assert verdicts(judgment, "d1") == ("valid", "void", "valid")
    assert {f.effect for f in findings(judgment, "d1") if f.code == "charge missing"} == {1}


def test_void_decision_does_not_close_the_matter() -> None:
    record = founded() + CHARGE + expelled() + HEARING + expelled("d2", "2021-03-20")
    judgment = judged(RULES, record)
    assert codes(judgment, "d1") == {"hearing missing"}
    assert codes(judgment, "d2") == set()


def test_second_charge_on_the_same_facts_is_barred_after_a_decision_on_the_merits() -> None:
    first = CHARGE.replace("particulars: x}", "particulars: x, conduct: 2021-01-10}")
    acquitted = (
        "- {kind: decided, id: d0, at: 2021-03-15, by: committee, matter: c1, reasons: not proved, effects: []}\n"
    )
    again = (first + HEARING).replace("c1", "c2").replace("s1", "s3").replace("h1", "h2").replace("2021-03", "2021-05")
    record = founded() + first + HEARING + acquitted + again + expelled("d1", "2021-05-20", matter="c2")
    assert codes(judged(RULES, record), "d1") == {"matter closed"}


def test_ground_is_one_of_the_day_of_the_conduct() -> None:
    """Conduct is judged by the version of the day it was done."""
    old = charter("body: committee", "grounds:\n  fraud: taking money", EXPULSION)
    new = charter(
        "body: committee",
        GROUNDS,
        EXPULSION,
        head="charter: Rules of an association\nversion: 2\nin force from: 2021-02-01",
    )
    charge = CHARGE.replace("[fraud], particulars: x}", "[disobedience], particulars: x, conduct: %s}")
    after = expelled(ground="disobedience")
    texts = {"1.md": old, "2.md": new}
    before_the_change = judged(texts, founded() + charge % "2020-12-01" + HEARING + after)
    assert codes(before_the_change, "d1") == {"ground not listed"}
    after_the_change = judged(texts, founded() + charge % "2021-02-10" + HEARING + after)
    assert codes(after_the_change, "d1") == set()


@pytest.mark.parametrize("way", ["not renewed", "struck off", "transferred to the supporters"])
def test_measure_is_a_sanction_by_its_effect_whatever_it_is_called(way: str) -> None:
    decided = (
        f"- {{kind: decided, id: d1, at: 2021-03-15, by: committee, effects: "
        f"[{{do: end, what: membership, to: a, as: {way}}}]}}\n"
    )
    judgment = judged(RULES, founded() + decided)
    assert verdicts(judgment, "d1") == ("void",)
    assert {"charge missing", "hearing missing"} <= codes(judgment, "d1")


def test_body_without_power_over_a_member_cannot_suspend_the_vote() -> None:
    decided = (
        "- {kind: decided, id: d1, at: 2021-03-15, by: general meeting, effects: [{do: suspend, what: vote, to: a}]}\n"
    )
    judgment = judged(RULES, founded() + decided)
    assert verdicts(judgment, "d1") == ("void",)
    assert "no power" in codes(judgment, "d1")


def test_respondent_who_stays_away_by_choice_has_had_the_chance() -> None:
    record = founded() + CHARGE + HEARING.replace("respondent: heard", "respondent: absent") + expelled()
    assert codes(judged(RULES, record), "d1") == set()


def test_complainant_who_votes_is_judge_in_own_cause() -> None:
    record = (
        founded() + CHARGE + HEARING.replace("[c, d, e]", "[b, d, e]") + expelled().replace("[c, d, e]", "[b, d, e]")
    )
    assert "judge in own cause" in codes(judged(RULES, record), "d1")


def test_witness_who_sits_is_judge_in_own_cause() -> None:
    record = founded() + CHARGE + HEARING.replace("respondent: heard", "respondent: heard, witnesses: [c]") + expelled()
    assert codes(judged(RULES, record), "d1") == {"judge in own cause"}


# Waivers


def waives(code: str, by: str = "a", knowingly: bool = True) -> str:
    return (
        f"- {{kind: consented, id: w1, at: 2021-03-20, by: {by}, to: d1, waives: [{code}], "
        f"knowingly: {'true' if knowingly else 'false'}}}\n"
    )


BIASED = founded() + CHARGE + HEARING.replace("[c, d, e]", "[b, c, d, e]") + expelled()


def test_respondent_may_waive_bias_knowingly() -> None:
    assert lives(judged(RULES, BIASED + waives("judge in own cause")), "d1") == ("cured",)


def test_respondent_who_did_not_know_waived_nothing() -> None:
    assert lives(judged(RULES, BIASED + waives("judge in own cause", knowingly=False)), "d1") == ("",)


def test_judge_cannot_waive_what_protects_the_respondent() -> None:
    assert lives(judged(RULES, BIASED + waives("judge in own cause", by="b")), "d1") == ("",)


def test_hearing_cannot_be_waived_for_what_no_consent_can_add() -> None:
    record = founded() + CHARGE.replace("[fraud]", "[rudeness]") + HEARING + expelled(ground="rudeness")
    assert lives(judged(RULES, record + waives("ground not listed")), "d1") == ("",)


# Appeals


def test_quashed_on_appeal_falls_from_the_start() -> None:
    judgment = judged(RULES, founded() + EXPELLED + SERVED + APPEALED + appeal_decided("annul"))
    assert verdicts(judgment, "d2") == ("valid",)
    assert lives(judgment, "d1") == ("annulled",)
    assert judgment.case().is_member("a")


def test_member_votes_while_the_appeal_stays_the_expulsion() -> None:
    rules = charter(
        "body: committee", GROUNDS, EXPULSION, "body: general meeting\ncomposed of: every member",
        APPEAL + "meanwhile: the decision is stayed",
    )  # fmt: skip
    judgment = judged(rules, founded() + EXPELLED + SERVED + APPEALED, as_of="2021-04-10")
    assert lives(judgment, "d1") == ("stayed",)
    assert judgment.case().is_member("a")


def test_appeal_not_heard_in_time_is_allowed_where_silence_means_that() -> None:
    rules = charter(
        "body: committee", GROUNDS, EXPULSION, "body: general meeting\ncomposed of: every member",
        APPEAL + "heard within: 30 days of filing\nnot heard in time: the appeal is allowed",
    )  # fmt: skip
    judgment = judged(rules, founded() + EXPELLED + SERVED + APPEALED, as_of="2021-06-01")
    assert lives(judgment, "d1") == ("annulled",)
    assert judgment.case().is_member("a")
    assert "by default" in {f.code for f in findings(judgment, "elapsed:hear:a1:0")}


def test_expulsion_takes_effect_when_the_time_to_appeal_has_run_out() -> None:
    rules = charter(
        "body: committee", GROUNDS, EXPULSION + "takes effect: when the time to appeal has run out",
        "body: general meeting\ncomposed of: every member", APPEAL,
    )  # fmt: skip
    record = founded() + EXPELLED + SERVED
    assert judged(rules, record, as_of="2021-04-10").case().is_member("a")
    ended = judged(rules, record, as_of="2021-04-20")
    assert lives(ended, "d1") == ("in force",)
    assert not ended.case().is_member("a")


def test_appeal_in_time_keeps_the_expulsion_from_taking_effect() -> None:
    rules = charter(
        "body: committee", GROUNDS, EXPULSION + "takes effect: when the time to appeal has run out",
        "body: general meeting\ncomposed of: every member", APPEAL + "meanwhile: the decision is stayed",
    )  # fmt: skip
    record = founded() + EXPELLED + SERVED + APPEALED
    judgment = judged(rules, record, as_of="2021-04-20")
    assert judgment.case().is_member("a")
    assert "by default" not in {f.code for row in judgment.rows for f in row.outcome.findings}


def test_full_rehearing_by_others_cures_from_its_own_day() -> None:
    heard = (
        "- {kind: heard, id: h2, at: 2021-05-01, matter: a1, before: general meeting, panel: [f, g], "
        "respondent: heard, afresh: true}\n"
    )
    judgment = judged(RULES, BIASED + SERVED + APPEALED + heard + appeal_decided())
    assert codes(judgment, "d2") == set()
    assert lives(judgment, "d1") == ("cured",)


@pytest.mark.parametrize("do", ["stay", "annul", "remit", "confirm"])
def test_body_that_is_no_forum_cannot_touch_a_decision(do: str) -> None:
    rules = charter(
        "body: committee",
        GROUNDS,
        EXPULSION,
        MEETING.replace("convened by: secretary\n", ""),
        COMMITTEE.replace("committee", "choir"),
    )
    record = (
        founded()
        + EXPELLED
        + f"- {{kind: decided, id: d2, at: 2021-05-01, by: choir, effects: [{{do: {do}, what: d1}}]}}\n"
    )
    judgment = judged(rules, record)
    assert verdicts(judgment, "d2") == ("void",)
    assert lives(judgment, "d1") == ("in force",)


def test_body_without_power_does_not_restore_an_expelled_member() -> None:
    rules = charter("body: committee", GROUNDS, EXPULSION, "body: choir")
    record = (
        founded()
        + EXPELLED
        + ("- {kind: decided, id: d2, at: 2021-05-01, by: choir, effects: [{do: restore, what: membership, to: a}]}\n")
    )
    judgment = judged(rules, record)
    assert verdicts(judgment, "d2") == ("void",)
    assert not judgment.case().is_member("a")
