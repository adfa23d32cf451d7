"""Declared results held against the papers, by the rule of the election's clause; who votes and who may stand."""

from __future__ import annotations

from itertools import permutations

import pytest
from charters import charter, founded
from hypothesis import given, settings
from hypothesis import strategies as st
from small import codes, findings, judged, verdicts

from comitia.ask.judge import Judgment
from comitia.count import RULES, Ballots, TieRule, count
from comitia.judge.findings import Finding

MEETING = "body: general meeting\ncomposed of: every member\nconvened by: any member"
COMMITTEE = "body: committee\nelected by: general meeting\nconvened by: any member"
SECRETARY = "office: secretary\nelected by: general meeting"
STANDING = "good standing:\n  dues owed at most: 3 months", "dues:\n  every: 1 month"


def rules(*words: str, of: str = "secretary") -> str:
    return charter(
        MEETING, COMMITTEE, SECRETARY, *STANDING,
        "\n".join((f"election: {of}", f"of: [{of}]", "by: general meeting", *words)),
    )  # fmt: skip


def poll(of: str = "secretary", extra: str = "") -> str:
    return (
        f"- {{kind: polled, id: p1, at: 2021-03-01, body: general meeting, election: {of}, candidates: [a, b, c, d], "
        f"opens: 2021-03-10, closes: 2021-03-17{extra}}}\n"
    )


def result(elected: str, papers: dict[str, int] | None = None, *, of: str = "secretary", extra: str = "") -> str:
    """`b c` elected by these papers."""
    effects = ", ".join(f"{{do: confer, what: mandate, to: {who}, of: {of}}}" for who in elected.split())
    written = "" if papers is None else "  papers: {" + ", ".join(f'"{p}": {n}' for p, n in papers.items()) + "}\n"
    return f"- kind: declared\n  id: d1\n  at: 2021-03-18\n  poll: p1\n{written}{extra}  effects: [{effects}]\n"


def found(judgment: Judgment, code: str, act: str = "d1") -> Finding:
    return next(f for f in findings(judgment, act) if f.code == code)


# Counted by the clause's rule

IRV = {"a > c": 4, "b": 3, "c > b": 2}
"""a leads; c goes out first, and c's papers elect b."""


def test_person_whom_the_rule_elects_stands() -> None:
    judgment = judged(rules("rule: irv"), founded() + poll() + result("b", IRV))
    assert verdicts(judgment, "d1") == ("valid",)


def test_leader_of_the_first_count_is_not_elected_by_the_alternative_vote() -> None:
    judgment = judged(rules("rule: alternative-vote"), founded() + poll() + result("a", IRV))
    said = found(judgment, "result not as counted")
    assert verdicts(judgment, "d1") == ("void",)
    assert (said.args["found"], said.args["required"], said.args["rule"]) == ("a", ("b",), "irv")
    assert [cite.article for cite in said.cites] == ["6"]


def test_same_papers_by_plurality_elect_the_leader() -> None:
    assert verdicts(judged(rules("rule: plurality"), founded() + poll() + result("a", IRV)), "d1") == ("valid",)


def test_of_several_only_the_one_not_counted_falls() -> None:
    papers = {"a > b": 9, "b": 1, "c": 3, "d": 1}
    record = founded() + poll("committee", ", seats: 2") + result("a c", papers, of="committee")
    judgment = judged(rules("rule: scottish-stv", of="committee"), record)
    by_rule = count("scottish-stv", Ballots.of("abcd", [("ab", 9), ("b", 1), ("c", 3), ("d", 1)]), seats=2).winners
    assert set(by_rule) == {"a", "b"}
    assert verdicts(judgment, "d1") == ("valid", "void")


@pytest.mark.parametrize(
    ("rule", "papers"), [("approval", {"a, b": 3, "b": 2, "blank": 1}), ("score", {"a: 1, b: 4": 2})]
)
def test_approvals_and_scores_are_counted(rule: str, papers: dict[str, int]) -> None:
    for elected, verdict in (("b", "valid"), ("a", "void")):
        judgment = judged(rules(f"rule: {rule}"), founded() + poll() + result(elected, papers))
        assert verdicts(judgment, "d1") == (verdict,)


def test_papers_that_each_name_one_need_no_named_rule() -> None:
    assert verdicts(judged(rules(), founded() + poll() + result("b", {"a": 3, "b": 2})), "d1") == ("void",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.permutations("abcd"), min_size=1, max_size=9))
def test_law_after_a_lot_stands_whoever_some_lot_elects_and_nobody_else(orders: list[list[str]]) -> None:
    ballots = Ballots.of("abcd", [("".join(order), 1) for order in orders])
    could = {count("irv", ballots, ties=TieRule(order=lot)).winners[0] for lot in permutations("abcd")}
    papers = {" > ".join(order): orders.count(order) for order in orders}
    for who in "abcd":
        record = founded() + poll() + result(who, papers, extra="  tie: lot\n")
        judgment = judged(rules("rule: irv", "tie: lot"), record)
        assert verdicts(judgment, "d1") == ("valid" if who in could else "void",)


# What cannot be counted is unproven


@pytest.mark.parametrize(
    ("words", "papers", "reason"),
    [
        (("rule: star",), {"a > b": 2}, "scores-needed"),
        (("rule: irv",), {"a, b": 2}, "wrong-form"),
        (("rule: approval",), {"a: 5, b: 3": 2}, "wrong-form"),
        (("rule: irv",), {"a > e": 2}, "unknown-candidate"),
        (("rule: irv",), {"a > b, c": 2}, "bad-paper"),
        (("rule: irv",), {"a": -2}, "bad-number"),
        (("rule: dhondt",), {"a": 2, "b": 1}, "lists"),
        ((), {"a > b": 2}, "no-rule-named"),
    ],
)
def test_papers_that_the_rule_cannot_count_leave_the_result_unproven(
    words: tuple[str, ...], papers: dict[str, int], reason: str
) -> None:
    judgment = judged(rules(*words), founded() + poll() + result("a", papers))
    said = found(judgment, "result not as counted")
    assert (said.status, said.args["reason"]) == ("unproven", reason)
    assert verdicts(judgment, "d1") == ("unproven",)


def test_rule_for_one_seat_cannot_count_two() -> None:
    record = founded() + poll("committee", ", seats: 2") + result("a b", IRV, of="committee")
    judgment = judged(rules("rule: irv", of="committee"), record)
    assert found(judgment, "result not as counted").args["reason"] == "one-seat-rule"
    assert verdicts(judgment, "d1") == ("unproven", "unproven")


def test_papers_of_two_offices_in_one_result_cannot_be_counted() -> None:
    record = founded() + poll() + (
        "- {kind: declared, id: d1, at: 2021-03-18, poll: p1, papers: {a: 2, b: 1}, effects: ["
        "{do: confer, what: mandate, to: a, of: secretary}, {do: confer, what: mandate, to: b, of: committee}]}\n"
    )  # fmt: skip
    judgment = judged(rules("rule: irv"), record)
    assert found(judgment, "result not as counted").args["reason"] == "several-offices"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(RULES)),
    st.dictionaries(
        st.sampled_from(
            ["a", "a > b", "b = c", "- > a", "a > a", "a, b", "a: 5, b: -3", "blank", "", ">", "a: x", "e"]
        ),
        st.sampled_from([-1, 0, 1, 2, 10**18]),
        max_size=4,
    ),
    st.sampled_from(["", ", seats: 0", ", seats: 2", ", seats: 9"]),
)
def test_law_whatever_is_on_the_papers_the_judge_has_an_answer(rule: str, papers: dict[str, int], seats: str) -> None:
    record = founded() + poll("committee", seats) + result("a b", papers, of="committee")
    judgment = judged(rules(f"rule: {rule}", of="committee"), record)
    assert len(verdicts(judgment, "d1")) == 2
    assert "rule failed" not in codes(judgment, "d1")


# Ties

LEVEL = {"a": 4, "b": 4, "c": 1}


def test_lot_that_is_not_on_record_leaves_the_result_unproven() -> None:
    judgment = judged(rules("rule: plurality", "tie: lot"), founded() + poll() + result("a", LEVEL))
    assert found(judgment, "result not as counted").args["reason"] == "lot-needed"
    assert verdicts(judgment, "d1") == ("unproven",)


@pytest.mark.parametrize(("elected", "verdict"), [("a", "valid"), ("b", "valid"), ("c", "void")])
def test_lot_on_record_may_elect_whoever_stood_level_and_nobody_else(elected: str, verdict: str) -> None:
    record = founded() + poll() + result(elected, LEVEL, extra="  tie: lot\n")
    assert verdicts(judged(rules("rule: plurality", "tie: lot"), record), "d1") == (verdict,)


def test_lot_cannot_have_fallen_both_ways() -> None:
    papers = {"a": 4, "b": 2, "c": 2}
    record = founded() + poll("committee", ", seats: 2")
    law = rules("rule: plurality", "tie: lot", of="committee")
    fine = judged(law, record + result("a c", papers, of="committee", extra="  tie: lot\n"))
    both = judged(law, record + result("a b c", papers, of="committee", extra="  tie: lot\n"))
    assert verdicts(fine, "d1") == ("valid", "valid")
    assert verdicts(both, "d1") == ("valid", "void", "void")


def test_tie_that_the_clause_breaks_needs_no_lot() -> None:
    """b and c stand level in the end; c led at the first stage."""
    papers = {"a": 6, "c": 4, "b": 3, "d > b": 1}
    first = rules("rule: irv", "tie: first stage lead")
    assert verdicts(judged(first, founded() + poll() + result("a", papers)), "d1") == ("valid",)
    level = {"a > b": 5, "b": 4, "c > b": 1}
    assert verdicts(judged(first, founded() + poll() + result("a", level)), "d1") == ("valid",)
    assert verdicts(judged(rules("rule: irv"), founded() + poll() + result("a", level)), "d1") == ("unproven",)


# Seats


def test_more_elected_than_seats_by_the_tally_alone() -> None:
    record = founded() + poll("committee", ", seats: 2")
    tally = "  tally: {options: {a: 5, b: 4, c: 3}}\n"
    judgment = judged(rules("rule: plurality", of="committee"), record + result("a b c", of="committee", extra=tally))
    said = found(judgment, "result not as counted")
    assert (said.args["found"], said.args["required"]) == (3, 2)
    assert verdicts(judgment, "d1") == ("valid", "valid", "void")


def test_more_elected_than_seats_without_numbers_leaves_none_of_them() -> None:
    record = founded() + poll("committee", ", seats: 2") + result("a b c", of="committee")
    judgment = judged(rules("rule: scottish-stv", of="committee"), record)
    assert verdicts(judgment, "d1") == ("void", "void", "void")


def test_an_office_has_one_seat() -> None:
    judgment = judged(rules("rule: plurality"), founded() + poll() + result("a b", {"a": 3, "b": 2}))
    assert verdicts(judgment, "d1") == ("valid", "void")


def test_result_for_other_seats_than_the_poll_was_opened_for() -> None:
    record = founded() + poll("committee", ", seats: 2") + result("a", of="committee", extra="  seats: 1\n")
    said = found(judged(rules("rule: irv", of="committee"), record), "result not as counted")
    assert (said.args["found"], said.args["required"]) == (1, 2)


def test_fewer_declared_than_elected_leaves_those_declared() -> None:
    record = founded() + poll("committee", ", seats: 2") + result("a", {"a": 3, "b": 2}, of="committee")
    assert verdicts(judged(rules("rule: plurality", of="committee"), record), "d1") == ("valid",)


# Whether a fault could have changed the result

PAID = "".join(f"- {{kind: paid, id: y{who}, at: 2021-01-05, by: {who}, through: 2021-12}}\n" for who in "abcdef")


def votes(who: str) -> str:
    return "".join(f"- {{kind: voted, id: v{w}, at: 2021-03-11, by: {w}, poll: p1}}\n" for w in who)


@pytest.mark.parametrize(
    ("rule", "papers", "margin", "holds", "falls"),
    [
        ("plurality", {"a": 4, "b": 2}, 2, "exact", False),
        ("plurality", {"a": 4, "b": 3}, 1, "exact", True),
        ("irv", {"a": 5, "b": 2}, 3, "bound", False),
        ("irv", {"a > b": 3, "b > a": 2, "c > a": 1, "d > a": 1}, 0, "bound", True),
        ("schulze", {"a > b": 6, "b > a": 1}, None, "indication", True),
        ("scottish-stv", {"a": 6, "b": 1}, 5, "indication", True),
    ],
)
def test_one_vote_too_many_fells_what_it_could_have_changed(
    rule: str, papers: dict[str, int], margin: int | None, holds: str, falls: bool
) -> None:
    """One member in arrears voted."""
    record = founded() + PAID + poll() + votes("abcdefg") + result("a", papers, extra="  tie: lot\n")
    judgment = judged(rules(f"rule: {rule}", "tie: lot"), record)
    said = found(judgment, "roll fault")
    assert ("roll fault" in codes(judgment, "d1")) is falls
    assert (said.args["found"], said.args["holds"]) == (1, holds)
    if margin is not None:
        assert said.args["margin"] == margin


def test_by_a_lot_one_vote_always_could_have_changed_it() -> None:
    record = founded() + PAID + poll() + votes("abcdefg") + result("a", {"a": 3, "b": 3}, extra="  tie: lot\n")
    judgment = judged(rules("rule: plurality", "tie: lot"), record)
    assert found(judgment, "roll fault").args["margin"] == 0
    assert verdicts(judgment, "d1") == ("void",)


def test_tally_of_first_preferences_shows_nothing_under_a_rule_that_transfers() -> None:
    record = founded() + PAID + poll() + votes("abcdefg") + result("a", extra="  tally: {options: {a: 6, b: 1}}\n")
    assert codes(judged(rules("rule: irv"), record), "d1") == {"roll fault"}
    assert codes(judged(rules("rule: plurality"), record), "d1") == set()


@pytest.mark.parametrize(
    ("papers", "falls"), [({"a": 6, "b": 2}, False), ({"a": 5, "b": 3}, False), ({"a": 4, "b": 4}, True)]
)
def test_more_papers_than_voters(papers: dict[str, int], falls: bool) -> None:
    record = founded() + poll(extra=", roll: 7") + result("a", papers, extra="  tie: lot\n")
    judgment = judged(rules("rule: plurality", "tie: lot"), record)
    said = found(judgment, "impossible count")
    assert (said.args["found"], said.args["required"]) == (8, 7)
    assert ("impossible count" in codes(judgment, "d1")) is falls


# Who votes

LATE = (
    "- {kind: decided, id: x1, at: 2021-03-05, by: committee, "
    "effects: [{do: confer, what: membership, to: z, of: association}]}\n"
)
ADMITS = "admission:\n  by: [committee]"


def vote_of(who: str, *words: str, extra: str = "", more: tuple[str, ...] = ()) -> set[str]:
    law = charter(
        MEETING, COMMITTEE, SECRETARY, ADMITS, *more,
        "\n".join(("election: secretary", "of: [secretary]", "by: general meeting", *words)),
    )  # fmt: skip
    return codes(judged(law, founded() + LATE + poll(extra=extra) + votes(who)), f"v{who}")


def test_whoever_was_admitted_after_the_roll_was_frozen_has_no_vote() -> None:
    assert vote_of("z") == set()
    assert vote_of("z", "record date: 7 days before the poll") == {"not entitled to vote"}
    assert vote_of("z", "record date: 5 days before the poll") == set()
    assert vote_of("a", "record date: 7 days before the poll") == set()


def test_roll_is_frozen_on_the_day_announced_where_the_clause_is_silent() -> None:
    assert vote_of("z", extra=", record_date: 2021-03-04") == {"not entitled to vote"}
    assert vote_of("z", extra=", record_date: 2021-03-05") == set()


def test_such_a_vote_is_a_fault_of_the_roll() -> None:
    law = charter(
        MEETING, COMMITTEE, SECRETARY, ADMITS,
        "election: secretary\nof: [secretary]\nby: general meeting\nrecord date: 7 days before the poll",
    )  # fmt: skip
    record = founded() + LATE + poll() + votes("az")
    assert codes(judged(law, record + result("a", {"a": 1, "b": 1}, extra="  tie: lot\n")), "d1") >= {"roll fault"}
    assert "roll fault" not in codes(judged(law, record + result("a", {"a": 2})), "d1")


def test_electors_are_those_whom_the_clause_names() -> None:
    owing = (
        "good standing:\n  dues owed at most: 3 months\n  else suspends: [stand for election]",
        "dues:\n  every: 1 month",
    )
    assert vote_of("a", "electors: every member", more=owing) == set()
    assert vote_of("a", "electors: every member of the committee") == {"not entitled to vote"}


def test_electors_in_good_standing_owe_no_dues_whatever_else_arrears_suspend() -> None:
    law = charter(
        MEETING, COMMITTEE, SECRETARY,
        "good standing:\n  dues owed at most: 3 months\n  else suspends: [stand for election]", STANDING[1],
        "election: secretary\nof: [secretary]\nby: general meeting\nelectors: every member in good standing",
    )  # fmt: skip
    judgment = judged(law, founded() + PAID + poll() + votes("ag"))
    assert codes(judgment, "va") == set()
    assert codes(judgment, "vg") == {"not entitled to vote"}


# Who stands, and how long nominations are open


def test_only_those_may_be_elected_who_may_stand() -> None:
    seat = (
        "- {kind: declared, id: e1, at: 2021-01-01, by: general meeting, "
        "effects: [{do: confer, what: mandate, to: b, of: committee}]}\n"
    )
    law = rules("rule: plurality", "candidates: [committee]")
    assert codes(judged(law, founded() + seat + poll() + result("b", {"b": 2})), "d1") == set()
    judgment = judged(law, founded() + seat + poll() + result("a", {"a": 2}))
    assert codes(judgment, "d1") == {"not eligible"}
    assert found(judgment, "not eligible").args["required"] == ("committee",)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("{nominations opened: 2021-02-10, nominations closed: 2021-02-24}", ""),
        ("{nominations opened: 2021-02-10, nominations closed: 2021-02-20}", "nominations defective"),
        ("{nominations opened: 2021-03-01}", "nominations defective"),
        ("{nominations opened: 2021-02-20}", ""),
    ],
)
def test_nominations_are_open_as_long_as_the_clause_says(facts: str, code: str) -> None:
    law = rules("rule: plurality", "nominations: {open for: 2 weeks}")
    record = founded() + poll(extra=f", facts: {facts}") + result("a", {"a": 2})
    assert codes(judged(law, record), "d1") == ({code} if code else set())
