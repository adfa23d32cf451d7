"""Each kind of cure: who can give it, what it takes, and since when it counts."""

from __future__ import annotations

import pytest
from charters import CHARGE, EXPULSION, GROUNDS, HEARING, SECRETARY, charter, elected, expelled, founded
from small import codes, findings, judged, lives, verdicts

RULES = charter(
    "body: general meeting\ncomposed of: every member\nconvened by: secretary\nnotice: 14 clear days", SECRETARY,
    "office: treasurer\nelected by: general meeting",
)  # fmt: skip
SHORT = (
    "- {kind: convened, id: m1, at: 2021-03-01, by: b as secretary, body: general meeting, on: 2021-03-10, "
    "business: [election]}\n"
    "- {kind: served, id: s1, at: 2021-03-01, by: b as secretary, what: m1, on: everyone entitled, "
    "channel: in person}\n"
    "- {kind: sat, id: o1, at: 2021-03-10, sitting: m1, event: opened, present: 3}\n"
    "- {kind: decided, id: d1, at: 2021-03-10, by: general meeting, sitting: m1, item: election, "
    "effects: [{do: confer, what: mandate, to: c, of: treasurer}]}\n"
)
RECORD = founded() + elected("b secretary") + SHORT


def assents(who: str) -> str:
    return "".join(
        f"- {{kind: consented, id: w{w}, at: 2021-03-20, by: {w}, to: d1, waives: [short notice]}}\n" for w in who
    )


def test_court_dispenses_and_the_election_counts_from_the_start() -> None:
    order = "- {kind: ordered, id: r1, at: 2021-05-01, by: a court, effects: [{do: confirm, what: d1}]}\n"
    assert judged(RULES, RECORD).case().holders("treasurer") == ()
    validated = judged(RULES, RECORD + order)
    assert lives(validated, "d1") == ("cured",)
    assert validated.case().holders("treasurer") == ("c",)
    assert validated.effects("d1")[0].from_day == validated.by_id["d1"].moment.day


@pytest.mark.parametrize(("who", "life"), [("abcdefg", "cured"), ("abcdef", ""), ("b", "")])
def test_short_notice_is_waived_by_everybody_entitled_or_not_at_all(who: str, life: str) -> None:
    judgment = judged(RULES, RECORD + assents(who))
    assert lives(judgment, "d1") == (life,)
    assert judgment.case().holders("treasurer") == (("c",) if life else ())


def test_settlement_gives_membership_back() -> None:
    rules = charter("body: committee", GROUNDS, EXPULSION)
    settled = (
        "- {kind: agreed, id: g1, at: 2021-05-01, by: committee, with: [a], matter: c1, "
        "effects: [{do: restore, what: membership, to: a}]}\n"
    )
    record = founded() + CHARGE + HEARING + expelled()
    assert not judged(rules, record, as_of="2021-04-01").case().is_member("a")
    assert judged(rules, record + settled).case().is_member("a")


def test_matter_that_was_settled_is_not_decided_afterwards() -> None:
    rules = charter("body: committee", GROUNDS, EXPULSION)
    settled = "- {kind: agreed, id: g1, at: 2021-03-05, by: committee, with: [a], matter: c1}\n"
    judgment = judged(rules, founded() + CHARGE + settled + HEARING + expelled())
    assert codes(judgment, "d1") == {"matter closed"}


def test_missing_reasons_are_made_good_by_serving_them() -> None:
    """A duty to give them: the decision stands meanwhile."""
    rules = charter("body: committee", GROUNDS, EXPULSION + "    reasons within: 7 days\n")
    record = founded() + CHARGE + HEARING + expelled()
    served = "- {kind: served, id: s9, at: 2021-03-18, by: b, what: d1, on: [a], channel: in person}\n"
    late = judged(rules, record, as_of="2021-04-01")
    assert codes(late, "elapsed:reasons:d1:a") == {"duty overdue"}
    assert verdicts(late, "d1") == ("valid",)
    assert "elapsed:reasons:d1:a" not in judged(rules, record + served, as_of="2021-04-01").by_id


def test_skipped_ballot_is_ratified_by_a_ballot_only() -> None:
    rules = charter(
        "body: general meeting\ncomposed of: every member",
        "decision: levy\neffect: oblige levy\nby: general meeting\nmajority: more than half of votes cast, by ballot",
    )
    levied = (
        "- {kind: decided, id: d1, at: 2021-03-01, by: general meeting, manner: show of hands, tally: {yes: 5, no: 1}, "
        "effects: [{do: oblige, what: levy}]}\n"
    )
    ratified = (
        "- {kind: decided, id: d2, at: 2021-04-01, by: general meeting, manner: %s, tally: {yes: 5, no: 1}, "
        "effects: [{do: confirm, what: d1}]}\n"
    )
    by_ballot = judged(rules, founded() + levied + ratified % "ballot")
    assert lives(by_ballot, "d1") == ("cured",)
    by_hands = judged(rules, founded() + levied + ratified % "show of hands")
    assert verdicts(by_hands, "d2") == ("void",)
    assert lives(by_hands, "d1") == ("",)


def test_voidable_act_may_be_challenged_for_a_month_by_any_member() -> None:
    rules = charter(
        "body: general meeting\ncomposed of: every member\nconvened by: secretary\nnotice states: [place]", SECRETARY
    )
    meeting = SHORT.replace("confer, what: mandate, to: c, of: treasurer", "oblige, what: repairs")
    judgment = judged(rules, founded() + elected("b secretary") + meeting)
    (finding,) = [f for f in findings(judgment, "d1") if f.consequence == "voidable"]
    assert finding.raised_by == ("member",)
    assert finding.until is not None
    assert finding.until - judgment.by_id["d1"].moment.day == 31
    challenge = "- {kind: filed, id: ch1, at: 2021-%s, by: f, type: challenge, against: d1, to: a court}\n"
    record = founded() + elected("b secretary") + meeting
    assert codes(judged(rules, record + challenge % "04-10"), "ch1") == set()
    assert codes(judged(rules, record + challenge % "04-11"), "ch1") == {"appeal late"}


@pytest.mark.parametrize("by", ["secretary", "chair"])
def test_house_order_ends_with_the_sitting(by: str) -> None:
    rules = charter(
        "body: general meeting\ncomposed of: every member\nconvened by: secretary\nchair: secretary", SECRETARY,
        f"house order:\n  by: [{by}]\n  effect: [suspend attendance]",
    )  # fmt: skip
    ordered = (
        "- {kind: decided, id: d1, at: 2021-03-10, by: b as secretary, sitting: m1, "
        "effects: [{do: suspend, what: attendance, to: a}]}\n"
    )
    closed = "- {kind: sat, id: o2, at: 2021-03-10, sitting: m1, event: closed}\n"
    opening = SHORT[: SHORT.index("- {kind: decided")].replace("present: 3", "present: 3, chair: b")
    during = judged(rules, founded() + elected("b secretary") + opening + ordered)
    assert verdicts(during, "d1") == ("valid",)
    after = judged(rules, founded() + elected("b secretary") + opening + ordered + closed, as_of="2021-03-12")
    (rest,) = after.state.get(("rests", "a"), ())
    assert rest.until == after.by_id["d1"].moment.day
