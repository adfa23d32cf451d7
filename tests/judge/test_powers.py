"""Who may do what, on what conditions, for whom; and what is short of a power."""

from __future__ import annotations

import pytest
from charters import COMMITTEE, MEETING, SECRETARY, charter, elected, founded
from small import codes, findings, judged, lives, verdicts

PLENARY = "body: general meeting\ncomposed of: every member"
LEVY = "power: levy\nof: [committee]\neffect: [oblige levy]\n"


def decided(by: str, effects: str, ident: str = "d1", at: str = "2021-03-01", extra: str = "") -> str:
    return f"- {{kind: decided, id: {ident}, at: {at}, by: {by}, effects: [{effects}]{extra}}}\n"


OBLIGE = "{do: oblige, what: levy}"


def test_condition_whose_fact_is_not_on_record_leaves_the_act_unproven() -> None:
    rules = charter("body: committee", LEVY + "when: act.urgent")
    judgment = judged(rules, founded() + decided("committee", OBLIGE))
    assert judgment.by_id["d1"].outcome.verdict == "unproven"
    assert [f.status for f in findings(judgment, "d1") if f.code == "condition not met"] == ["unproven"]


def test_member_who_is_no_body_decides_nothing() -> None:
    judgment = judged(charter("body: committee", LEVY), founded() + decided("b", OBLIGE))
    assert codes(judgment, "d1") == {"no power"}


def test_delegate_acts_until_the_delegation_ends() -> None:
    rules = charter("body: committee", "office: treasurer\nappointed by: committee", LEVY + "delegable: once")
    passed_on = (
        "- {kind: delegated, id: g1, at: 2021-02-01, by: committee, power: levy, to: treasurer, until: 2021-03-31}\n"
    )
    assert codes(judged(rules, founded() + passed_on + decided("treasurer", OBLIGE)), "d1") == set()
    late = decided("treasurer", OBLIGE, at="2021-04-01")
    assert codes(judged(rules, founded() + passed_on + late), "d1") == {"no power"}


def test_person_who_holds_the_office_uses_what_was_delegated_to_it() -> None:
    rules = charter(
        "body: committee", PLENARY, "office: treasurer\nelected by: general meeting", LEVY + "delegable: once"
    )
    passed_on = "- {kind: delegated, id: g1, at: 2021-02-01, by: committee, power: levy, to: treasurer}\n"
    record = founded() + elected("c treasurer") + passed_on
    assert codes(judged(rules, record + decided("c as treasurer", OBLIGE)), "d1") == set()
    assert "no mandate" in codes(judged(rules, record + decided("d as treasurer", OBLIGE)), "d1")


def test_emergency_appointment_that_is_not_ratified_ends() -> None:
    rules = charter(
        PLENARY, "body: committee", "office: steward\nelected by: general meeting",
        """
        power: emergency appointment
        of: [committee]
        effect: [confer mandate of steward]
        ratified by: general meeting
        ratified within: 30 days
        """,
    )  # fmt: skip
    record = founded() + decided("committee", "{do: confer, what: mandate, to: b, of: steward}")
    assert judged(rules, record, as_of="2021-03-31").case().holders("steward") == ("b",)
    lapsed = judged(rules, record, as_of="2021-04-01")
    assert lapsed.case().holders("steward") == ()
    assert lives(lapsed, "d1") == ("lapsed",)


def test_ratified_in_time_stays_in_force() -> None:
    rules = charter(PLENARY, "body: committee", LEVY + "ratified by: general meeting\nratified within: 30 days")
    record = (
        founded()
        + decided("committee", OBLIGE)
        + decided("general meeting", "{do: confirm, what: d1}", "d2", "2021-03-20")
    )
    judgment = judged(rules, record, as_of="2021-06-01")
    assert codes(judgment, "d2") == set()
    assert lives(judgment, "d1") == ("confirmed",)


def test_confirmation_brings_what_waited_into_force_on_its_day() -> None:
    rules = charter(
        PLENARY, "body: committee",
        "concurrence: approval\neffect: [oblige levy]\ndecided by: [committee]\nkind: approval\nby: [general meeting]",
    )  # fmt: skip
    record = founded() + decided("committee", OBLIGE)
    waiting = judged(rules, record)
    assert verdicts(waiting, "d1") == ("inchoate",)
    approved = judged(rules, record + decided("general meeting", "{do: confirm, what: d1}", "d2", "2021-03-20"))
    (effect,) = approved.effects("d1")
    assert effect.from_day == approved.by_id["d2"].moment.day


# Ratification and the defect of power


SPECIAL = charter(
    PLENARY,
    "body: committee",
    "decision: sale\neffect: oblige sale\nby: general meeting\nmajority: two thirds of votes cast",
)


def ratified(tally: str) -> str:
    return decided("general meeting", "{do: confirm, what: d1}", "d2", "2021-03-20", f", tally: {tally}")


def test_ratification_needs_the_majority_that_the_act_needed() -> None:
    record = founded() + decided("committee", "{do: oblige, what: sale}")
    enough = judged(SPECIAL, record + ratified("{yes: 6, no: 1}"))
    assert lives(enough, "d1") == ("cured",)
    short = judged(SPECIAL, record + ratified("{yes: 4, no: 3}"))
    assert verdicts(short, "d2") == ("void",)
    assert lives(short, "d1") == ("",)


def test_ratified_act_counts_from_the_start() -> None:
    """What rested on it stands with it."""
    rules = charter(
        PLENARY, "body: committee", "office: secretary\nelected by: general meeting",
        "decision: repairs\neffect: oblige repairs\nby: [secretary]",
    )  # fmt: skip
    appointed = decided("committee", "{do: confer, what: mandate, to: b, of: secretary}", "e1", "2021-01-10")
    acted = decided("b as secretary", "{do: oblige, what: repairs}")
    ratifies = decided("general meeting", "{do: confirm, what: e1}", "r1", "2021-04-01")
    before = judged(rules, founded() + appointed + acted)
    assert "de facto" in {f.code for f in findings(before, "d1")}
    after = judged(rules, founded() + appointed + acted + ratifies)
    assert lives(after, "e1") == ("cured",)
    assert after.case().holders("secretary") == ("b",)


def test_officer_in_fact_is_no_longer_covered_once_the_defect_is_known() -> None:
    rules = charter(PLENARY, "body: committee", "office: secretary\nelected by: general meeting")
    appointed = decided("committee", "{do: confer, what: mandate, to: b, of: secretary}", "e1", "2021-01-10")
    known = "- {kind: conceded, id: k1, at: 2021-02-01, by: committee, act: e1, fact: defect of appointment}\n"
    acted = decided("b as secretary", "{do: oblige, what: repairs}")
    judgment = judged(rules, founded() + appointed + known + acted)
    assert codes(judgment, "d1") == {"defective appointment"}


# Conflicts, ties, counts


def test_holder_of_an_office_has_the_conflict_that_the_rules_give_the_office() -> None:
    rules = charter(
        PLENARY, COMMITTEE, SECRETARY.replace("secretary", "treasurer"),
        "conflict:\n  of: [treasurer]\n  on: [oblige contract]\n  may vote: no",
    )  # fmt: skip
    record = founded() + elected("b treasurer", "b committee", "c committee", "d committee")
    contract = decided(
        "committee", "{do: oblige, what: contract}", extra=", tally: {yes: 2, no: 1}, voting: [b, c, d], against: [d]"
    )
    assert "conflicted vote" in codes(judged(rules, record + contract), "d1")


def test_chair_breaks_a_tie_only_where_the_rules_say_so() -> None:
    tied = decided("committee", OBLIGE, extra=", tally: {yes: 2, no: 2}, chair_decided: true")
    assert codes(judged(charter("body: committee\nmajority: simple"), founded() + tied), "d1") == {"tie"}
    casting = charter("body: committee\nmajority: simple\ncasting vote: chair")
    assert codes(judged(casting, founded() + tied), "d1") == set()


def test_surplus_vote_that_could_change_nothing_is_immaterial() -> None:
    counted = decided("general meeting", OBLIGE, extra=", tally: {yes: 6, no: 1, present: 6}")
    judgment = judged(charter(PLENARY), founded() + counted)
    assert codes(judgment, "d1") == set()
    assert "immaterial" in {f.code for f in findings(judgment, "d1")}


@pytest.mark.parametrize("tally", ["{yes: 4, no: 3}", "{yes: 7, no: 0}"])
def test_skipped_ballot_is_void_whatever_the_margin(tally: str) -> None:
    rules = charter(
        PLENARY,
        "decision: levy\neffect: oblige levy\nby: general meeting\nmajority: more than half of votes cast, by ballot",
    )
    judgment = judged(
        rules, founded() + decided("general meeting", OBLIGE, extra=f", tally: {tally}, manner: show of hands")
    )
    assert verdicts(judgment, "d1") == ("void",)


# Units and their bodies


def test_body_of_one_branch_has_no_power_over_a_member_of_another() -> None:
    rules = charter(
        "tiers:\n  branch: {founded by: general meeting}\n  association: {of: branches}", PLENARY,
        "body: branch meeting\ntier: branch\ncomposed of: every member",
        "office: branch secretary\ntier: branch\nelected by: branch meeting",
    )  # fmt: skip
    units = "".join(
        f"- {{kind: constituted, id: u{n}, at: 2020-01-02, unit: branch-{c}, tier: branch, under: association, "
        f"members: {m}}}\n"
        for n, c, m in ((2, "x", "[p, q, r]"), (3, "y", "[s, t, v]"))
    )
    confer = "{do: confer, what: mandate, to: s, of: branch secretary/branch-%s}"
    root = "- {kind: constituted, id: u1, at: 2020-01-01, unit: association, tier: association}\n"
    other = judged(rules, root + units + decided("branch meeting/branch-x", confer % "x"))
    assert "not eligible" in codes(other, "d1") or "no power" in codes(other, "d1")
    foreign = judged(rules, root + units + decided("branch meeting/branch-x", confer % "y"))
    assert verdicts(foreign, "d1") == ("void",)
    own = judged(rules, root + units + decided("branch meeting/branch-y", confer % "y"))
    assert codes(own, "d1") == set()


def test_court_orders_and_nobody_else_outside() -> None:
    order = "- {kind: ordered, id: o1, at: 2021-03-01, by: %s, effects: [{do: annul, what: d1}]}\n"
    record = founded() + decided("committee", OBLIGE, at="2021-02-01")
    rules = charter("body: committee", LEVY)
    assert lives(judged(rules, record + order % "a court"), "d1") == ("annulled",)
    pretended = judged(rules, record + order % "a newspaper")
    assert verdicts(pretended, "o1") == ("void",)
    assert lives(pretended, "d1") == ("in force",)


def test_meeting_convened_by_a_court_is_a_meeting() -> None:
    rules = charter(MEETING, SECRETARY)
    record = founded() + (
        "- {kind: convened, id: m1, at: 2021-03-01, by: a court, body: general meeting, on: 2021-03-20, "
        "business: [levy]}\n"
        "- {kind: sat, id: s1, at: 2021-03-20, sitting: m1, event: opened, present: 5}\n"
    )
    act = decided("general meeting", OBLIGE, at="2021-03-20", extra=", sitting: m1, item: levy")
    assert codes(judged(rules, record + act), "d1") == set()
