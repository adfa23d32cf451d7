"""A conflict of interest is five separate questions; and what the rules say of pending matters and outside orders."""

from __future__ import annotations

import pytest
from charters import CHARGE, EXPULSION, GROUNDS, SECRETARY, charter, expelled, founded
from small import codes, judged, verdicts

COMPLAINT = "- {kind: filed, id: c1, at: 2021-02-01, by: c, type: complaint, to: committee}\n"
SEATED = "- kind: declared\n  id: e1\n  at: 2020-02-01\n  by: general meeting\n  effects:\n" + "".join(
    f"    - {{do: confer, what: mandate, to: {who}, of: committee}}\n" for who in "cdef"
)
PLENARY = "body: general meeting\ncomposed of: every member"


def conflict(flags: str) -> str:
    return f"conflict:\n  of: [complainant]\n  on: [oblige compensation]\n{flags}"


def compensated(tally: str, voting: str, sitting: str = "") -> str:
    return (
        f"- {{kind: decided, id: d1, at: 2021-03-01, by: committee, matter: c1, tally: {tally}, "
        f"voting: {voting}{sitting}, "
        "effects: [{do: oblige, what: compensation}]}\n"
    )


@pytest.mark.parametrize(
    ("flags", "found"), [("  counts in the denominator: no", set()), ("", {"majority not reached"})]
)
def test_whoever_has_the_conflict_may_be_left_out_of_the_denominator(flags: str, found: set[str]) -> None:
    committee = "body: committee\nelected by: general meeting\nmajority: more than half of members"
    rules = charter(PLENARY, committee, conflict(flags + "\n  may attend: yes"))
    record = founded() + SEATED + COMPLAINT + compensated("{yes: 2, no: 1}", "[d, e, f]")
    assert codes(judged(rules, record), "d1") == found


@pytest.mark.parametrize(
    ("flags", "found"),
    [("  counts for quorum: no", {"inquorate"}), ("", {"inquorate"}), ("  counts for quorum: yes", set())],
)
def test_whoever_has_the_conflict_may_not_count_for_the_quorum(flags: str, found: set[str]) -> None:
    committee = "body: committee\nelected by: general meeting\nconvened by: secretary\nquorum: 3\nmajority: simple"
    rules = charter(PLENARY, committee, SECRETARY, conflict(flags + "\n  may attend: yes"))
    meeting = (
        "- {kind: convened, id: m1, at: 2021-02-20, by: a court, body: committee, on: 2021-03-01, "
        "business: [compensation]}\n"
        "- {kind: sat, id: s1, at: 2021-03-01, sitting: m1, event: opened, present: [c, d, e]}\n"
    )
    act = compensated("{yes: 2, no: 0}", "[d, e]", ", sitting: m1, item: compensation")
    assert codes(judged(rules, founded() + SEATED + COMPLAINT + meeting + act), "d1") == found


def test_conflict_on_one_kind_of_business_is_none_on_another() -> None:
    rules = charter(PLENARY, "body: committee\nelected by: general meeting", conflict("  may vote: no"))
    other = compensated("{yes: 2, no: 1}", "[c, d, e]").replace("compensation}", "repairs}")
    assert codes(judged(rules, founded() + SEATED + COMPLAINT + other), "d1") == set()


# Pending matters


def version(number: int, days: int, pending: str) -> str:
    return charter(
        PLENARY, "body: committee", GROUNDS,
        EXPULSION.replace("  hearing:\n", f"  hearing:\n    at least: {days} clear days after service of the charge\n"),
        f"amendment:\n  by: general meeting\n  pending matters: {pending}",
        head=f"charter: Rules of an association\nversion: {number}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pending", "found"), [("the text they began under", set()), ("the new text", {"too little time to answer"})]
)
def test_pending_matter_follows_the_text_that_the_rules_say(pending: str, found: set[str]) -> None:
    texts = {"1.md": version(1, 7, pending), "2.md": version(2, 21, pending)}
    amended = (
        "- {kind: decided, id: n1, at: 2021-03-05, by: general meeting, tally: {yes: 5, no: 0}, "
        "effects: [{do: enact, what: charter, version: '2'}]}\n"
    )
    heard = (
        "- {kind: heard, id: h1, at: 2021-03-15, matter: c1, before: committee, panel: [c, d, e], respondent: heard}\n"
    )
    assert codes(judged(texts, founded() + CHARGE + amended + heard + expelled()), "d1") == found


# Outside orders, and what the notice must name


def test_outside_authority_orders_only_what_it_may() -> None:
    rules = charter("body: committee", "outside order:\n  by: [the registrar]\n  may: [annul]")
    decided = "- {kind: decided, id: d1, at: 2021-02-01, by: committee, effects: [{do: oblige, what: repairs}]}\n"
    order = "- {kind: ordered, id: o1, at: 2021-03-01, by: the registrar, effects: [{do: %s}]}\n"
    assert verdicts(judged(rules, founded() + decided + order % "annul, what: d1"), "o1") == ("valid",)
    beyond = judged(rules, founded() + decided + order % "oblige, what: levy")
    assert verdicts(beyond, "o1") == ("void",)
    assert codes(beyond, "o1") == {"no power"}


@pytest.mark.parametrize(("named", "found"), [("yes", {"vague notice"}), ("no", set())])
def test_decision_that_the_notice_must_name_needs_it_although_business_is_free(named: str, found: set[str]) -> None:
    rules = charter(
        PLENARY + "\nconvened by: secretary", SECRETARY, "sitting:\n  of: general meeting\n  business: free",
        f"decision: sale\neffect: oblige sale\nby: general meeting\nnamed in the notice: {named}",
    )  # fmt: skip
    record = (
        "- {kind: convened, id: m1, at: 2021-02-20, by: a court, body: general meeting, on: 2021-03-01, "
        "business: [repairs]}\n"
        "- {kind: sat, id: s1, at: 2021-03-01, sitting: m1, event: opened, present: 5}\n"
        "- {kind: decided, id: d1, at: 2021-03-01, by: general meeting, sitting: m1, item: sale, "
        "tally: {yes: 5, no: 0}, effects: [{do: oblige, what: sale}]}\n"
    )
    assert codes(judged(rules, founded() + record), "d1") == found
