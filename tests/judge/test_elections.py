"""Elections: office by office, seat by seat, vote by vote."""

from __future__ import annotations

import pytest
from charters import charter, founded
from small import codes, findings, judged, verdicts

PLENARY = "body: general meeting\ncomposed of: every member"
OFFICES = "office: president\nelected by: general meeting", "office: treasurer\nelected by: general meeting"
STANDING = "good standing:\n  dues owed at most: 3 months", "dues:\n  every: 1 month"
ELECTION = "election: officers\nof: [president, treasurer]\nby: general meeting\nmanner: ballot"
RULES = charter(PLENARY, *OFFICES, *STANDING, ELECTION)

PAID = "".join(f"- {{kind: paid, id: y{who}, at: 2021-01-05, by: {who}, through: 2021-12}}\n" for who in "abcdef")
POLL = (
    "- {kind: polled, id: p1, at: 2021-03-01, body: general meeting, election: president, manner: ballot, "
    "opens: 2021-03-10, closes: 2021-03-17}\n"
)


def votes(who: str) -> str:
    return "".join(f"- {{kind: voted, id: v{w}, at: 2021-03-11, by: {w}, poll: p1}}\n" for w in who)


def declared(*results: str, options: str, extra: str = "") -> str:
    """`b president 5`: who, office, votes."""
    effects = "".join(
        "    - {{do: confer, what: mandate, to: {}, of: {}, votes: {}}}\n".format(*r.split()) for r in results
    )
    return (
        f"- kind: declared\n  id: d1\n  at: 2021-03-18\n  poll: p1\n  tally: {{options: {options}}}\n{extra}"
        f"  effects:\n{effects}"
    )


def test_fault_of_the_roll_fells_only_the_seat_whose_margin_it_covers() -> None:
    """One voter in arrears: whoever won by two votes stands, whoever won by one does not."""
    rules = charter(
        PLENARY, "body: committee\nelected by: general meeting\nseats: 2", *STANDING,
        "election: committee\nof: [committee]\nby: general meeting\nmanner: ballot",
    )  # fmt: skip
    result = declared("b committee 5", "c committee 4", options="{b: 5, c: 4, d: 3}")
    record = founded() + PAID + POLL.replace("president", "committee")
    assert verdicts(judged(rules, record + votes("abcdefg") + result), "d1") == ("valid", "void")
    assert verdicts(judged(rules, record + votes("abcdef") + result), "d1") == ("valid", "valid")


@pytest.mark.parametrize("manner", ["show of hands", "acclamation"])
def test_election_without_the_ballot_falls_whatever_the_margin(manner: str) -> None:
    result = declared("b president 7", options="{b: 7, c: 0}", extra=f"  manner: {manner}\n")
    judgment = judged(RULES, founded() + PAID + POLL + result)
    assert codes(judgment, "d1") == {"ballot skipped"}


def test_secret_ballot_is_a_ballot() -> None:
    result = declared("b president 7", options="{b: 7, c: 0}", extra="  manner: secret ballot\n")
    assert codes(judged(RULES, founded() + PAID + POLL + result), "d1") == set()


def test_member_in_arrears_cannot_be_elected_and_the_others_stand() -> None:
    result = declared("g president 5", "c treasurer 5", options="{g: 5, c: 5}")
    judgment = judged(RULES, founded() + PAID + POLL + result)
    assert verdicts(judgment, "d1") == ("void", "valid")
    assert {f.effect for f in findings(judgment, "d1") if f.code == "not eligible"} == {0}


def test_member_of_another_unit_holds_no_office_of_this_one() -> None:
    rules = charter(
        "tiers:\n  branch:\n  association: {of: branches}",
        "body: branch meeting\ntier: branch\ncomposed of: every member",
        "office: branch secretary\ntier: branch\nelected by: branch meeting",
    )
    record = (
        "- {kind: constituted, id: u1, at: 2020-01-01, unit: association, tier: association}\n"
        "- {kind: constituted, id: u2, at: 2020-01-02, unit: branch-x, tier: branch, under: association, "
        "members: [p, q]}\n"
        "- {kind: constituted, id: u3, at: 2020-01-02, unit: branch-y, tier: branch, under: association, "
        "members: [s, t]}\n"
        "- kind: declared\n  id: d1\n  at: 2021-03-01\n  by: branch meeting/branch-x\n  effects:\n"
        "    - {do: confer, what: mandate, to: s, of: branch secretary/branch-x}\n"
    )
    assert codes(judged(rules, record), "d1") == {"not eligible"}


def test_co_option_has_its_own_limit() -> None:
    rules = charter(PLENARY, "body: committee\nelected by: general meeting\nco-option: {at most: 1}")
    record = founded() + (
        "- {kind: declared, id: e1, at: 2021-01-01, by: general meeting, "
        "effects: [{do: confer, what: mandate, to: b, of: committee}]}\n"
        "- kind: decided\n  id: d1\n  at: 2021-03-01\n  by: committee\n  effects:\n"
        "    - {do: confer, what: mandate, to: c, of: committee, as: co-opted}\n"
        "    - {do: confer, what: mandate, to: d, of: committee, as: co-opted}\n"
    )
    judgment = judged(rules, record)
    assert verdicts(judgment, "d1") == ("valid", "void")
    assert codes(judgment, "d1") == {"no vacancy"}


def test_seat_given_up_may_be_filled() -> None:
    rules = charter(PLENARY, "body: committee\nelected by: general meeting\nseats: 1")
    confer = (
        "- {{kind: declared, id: {}, at: {}, by: general meeting, "
        "effects: [{{do: confer, what: mandate, to: {}, of: committee}}]}}\n"
    )
    first, second = confer.format("e1", "2021-01-01", "b"), confer.format("d1", "2021-03-01", "c")
    assert codes(judged(rules, founded() + first + second), "d1") == {"no vacancy"}
    given_up = "- {kind: resigned, id: x1, at: 2021-02-01, by: b, from: committee}\n"
    assert codes(judged(rules, founded() + first + given_up + second), "d1") == set()


def test_whoever_resigned_from_the_association_does_not_vote() -> None:
    resigned = "- {kind: resigned, id: x1, at: 2021-03-05, by: a}\n"
    assert codes(judged(RULES, founded() + PAID + POLL + resigned + votes("a")), "va") == {"not entitled to vote"}


def test_payment_restores_the_vote_at_once() -> None:
    paid = "- {kind: paid, id: y9, at: 2021-03-09, by: g, through: 2021-03}\n"
    assert codes(judged(RULES, founded() + PAID + POLL + votes("g")), "vg") == {"not entitled to vote"}
    assert codes(judged(RULES, founded() + PAID + POLL + paid + votes("g")), "vg") == set()


def test_arrears_suspend_rights_and_end_no_membership() -> None:
    judgment = judged(RULES, founded() + PAID, as_of="2025-01-01")
    assert judgment.case().is_member("g")


@pytest.mark.parametrize(("tie", "code"), [("lot", ""), ("the chair", "tie")])
def test_tie_is_broken_only_as_the_rules_say(tie: str, code: str) -> None:
    rules = charter(PLENARY, *OFFICES, ELECTION + "\ntie: lot")
    result = declared("b president 3", options="{b: 3, c: 3}", extra=f"  tie: {tie}\n")
    assert codes(judged(rules, founded() + POLL + result), "d1") == ({code} if code else set())


def test_consecutive_terms_are_limited() -> None:
    rules = charter(PLENARY, "office: president\nelected by: general meeting\nterm: 12 months\nconsecutive terms: 2")
    confer = (
        "- {{kind: declared, id: e{0}, at: {0}-01-10, by: general meeting, "
        "effects: [{{do: confer, what: mandate, to: b, of: president}}]}}\n"
    )
    record = founded() + confer.format(2021) + confer.format(2022)
    assert codes(judged(rules, record), "e2022") == set()
    assert codes(judged(rules, record + confer.format(2023)), "e2023") == {"not eligible"}


def test_delegates_from_a_unit_that_was_never_constituted_are_not_counted() -> None:
    rules = charter(
        "tiers:\n  branch: {founded by: conference}\n  association: {of: branches}",
        "body: branch meeting\ntier: branch\ncomposed of: every member",
        "body: conference\ncomposed of: delegates of branches\nelected by: branch meeting",
        "credentials:\n  of: conference\n  delegates: one for each branch",
    )
    units = "- {kind: constituted, id: u1, at: 2020-01-01, unit: association, tier: association}\n" + "".join(
        f"- {{kind: constituted, id: u{n}, at: 2020-01-02, unit: branch-{c}, tier: branch, under: association, "
        f"members: [{m}]}}\n"
        for n, c, m in ((2, "x", "p, q"), (3, "y", "s, t"), (4, "z", "v, w"))
    )
    seats = "".join(
        f"- {{kind: declared, id: e{who}, at: 2020-02-01, by: branch meeting/branch-{c}, "
        f"effects: [{{do: confer, what: mandate, to: {who}, of: conference}}]}}\n"
        for c, who in (("x", "p"), ("y", "s"), ("z", "v"), ("none", "w"))
    )
    decided = (
        "- {kind: decided, id: d1, at: 2021-03-01, by: conference, tally: {yes: %s, no: %s}, voting: [p, s, v, w], "
        "against: [%s], effects: [{do: oblige, what: levy}]}\n"
    )
    hanging = judged(rules, units + seats + decided % (2, 2, "p, s"))
    assert "void" in verdicts(hanging, "d1")
    by_the_doubtful = judged(rules, units + seats + decided % (3, 1, "p"))
    assert codes(by_the_doubtful, "d1") == set()
