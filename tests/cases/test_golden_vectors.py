"""Numbers whose answer the source itself gives, through the judge where its words can say the rule, else the count.

Each test names its source. The numbers are copied here; what the charter language cannot say yet is said in the test.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from charters import charter, founded
from small import codes, findings, judged

from comitia.count import Ballots, Outcome, TieRule, count
from comitia.count.motion import Band, Body, Decided, Majority, MotionRule, Of, Quorum, Tally, decide, votes_needed
from comitia.count.rules.debian import debian_quorum_squared, print_root
from comitia.count.rules.party_list import list_ballots

MEETING = "body: assembly\ncomposed of: every member\nconvened by: any member"
DATA = Path(__file__).parents[3] / "shared" / "data" / "debian_votes.json"
SMALL = {
    "id": "own small vote",
    "options": [{"majority": {"required_ratio": 3}}, {}],
    "ballots_multiset": {"12": 75, "21": 25, "11": 5},
    "constitution_version_in_force_at_voting": "1.6",
    "developers": 400,
    "quorum_3Q": 30.0,
    "published_beat_matrix_rows_without_diagonal": {"1": [75], "2": [25]},
    "published_winner_option": [1],
}


def put_to_the_vote(rule: str, tally: str, *, body: str = "assembly", clauses: tuple[str, ...] = ()) -> set[str]:
    """The codes found about a decision by these rules and with these votes."""
    rules = charter(MEETING, *clauses, f"decision: question\neffect: permit change\n{rule}")
    decided = (
        f"- {{kind: decided, id: d1, at: 2021-03-15, by: {body}, tally: {{{tally}}}, effects: [{{do: permit, "
        "what: change}]}\n"
    )
    return codes(judged(rules, founded() + decided), "d1")


@pytest.mark.parametrize(
    ("votes", "found"),
    [("yes: 8, no: 4, abstain: 9", set()), ("yes: 5, no: 3, abstain: 4", {"majority not reached"})],
)
def test_php_yes_is_twice_no_and_abstentions_do_not_count(votes: str, found: set[str]) -> None:
    """php/policies, feature-proposals.rst: yes >= 2 x no, abstain ignored; 8/4/9 accepted, 5/3/4 not accepted."""
    assert put_to_the_vote("majority: two thirds of votes cast", votes) == found


def test_php_secondary_vote() -> None:
    """php/policies: plurality; Foo 5, Bar 4, Baz 8, Abstain 9 -> Baz."""
    votes = list_ballots({"Foo": 5, "Bar": 4, "Baz": 8, "Abstain": 9})
    assert count("plurality", votes, withdrawn=["Abstain"]).winners == ("Baz",)


def proposed_and_polled(rule: str, proposed: str, opens: str, between: str = "") -> set[str]:
    rules = charter(MEETING, "time:\n  days: calendar days", f"proposal: feature\nto: assembly\n{rule}")
    record = (
        founded()
        + f"- {{kind: proposed, id: p1, at: '{proposed}', by: a, to: assembly, title: feature}}\n{between}"
        + f"- {{kind: polled, id: q1, at: '{opens}', body: assembly, what: p1, opens: '{opens}'}}\n"
    )
    return codes(judged(rules, record), "q1")


@pytest.mark.parametrize(("opens", "found"), [("2025-03-14", {"too early"}), ("2025-03-15", set())])
def test_php_minor_change_on_day_three_of_fourteen_leaves_eleven_days(opens: str, found: set[str]) -> None:
    """php/policies: cooldown of 14 days, a minor change on day 3 -> a vote may be called 11 days after that change.

    A minor change has 7 days of its own, which end earlier; the language has one time of discussion, and no second.
    """
    minor = "- {kind: proposed, id: p2, at: '2025-03-04', by: a, to: assembly, amends: p1}\n"
    assert proposed_and_polled("discussion: 14 days", "2025-03-01", opens, minor) == found


INTENT = "discussion: 2 days\nexpires: 7 days of the last act"


@pytest.mark.parametrize(
    ("announced", "opens"), [("2025-03-01T10:00", "2025-03-03T07:00"), ("2025-03-01T10:00", "2025-03-08T13:00")]
)
def test_php_intent_to_vote_within_the_grace(announced: str, opens: str) -> None:
    """php/policies: 2 to 7 days before opening with 8 hours of grace either way; 45 hours and 7 days 3 hours allowed.

    Without a clause on grace the judge counts whole days, so that both lie within; the next test has the hours.
    """
    assert proposed_and_polled(INTENT, announced, opens) == set()


@pytest.mark.parametrize(
    ("announced", "opens"), [("2025-03-01T01:00", "2025-03-02T22:00"), ("2025-03-01T23:00", "2025-03-09T02:00")]
)
def test_php_grace_in_hours_over_midnight(announced: str, opens: str) -> None:
    """The same 45 hours, and the same 7 days 3 hours, from another hour of the day."""
    rules = charter(
        MEETING, "time:\n  days: calendar days\n  grace: 8 hours", f"proposal: feature\nto: assembly\n{INTENT}"
    )
    record = (
        founded()
        + f"- {{kind: proposed, id: p1, at: '{announced}', by: a, to: assembly, title: feature}}\n"
        + f"- {{kind: polled, id: q1, at: '{opens}', body: assembly, what: p1, opens: '{opens}'}}\n"
    )
    assert codes(judged(rules, record), "q1") == set()


COUNCIL = "body: council\nelected by: assembly\nseats: 5"


@pytest.mark.parametrize(("votes", "found"), [("yes: 3, no: 2", {"majority not reached"}), ("yes: 4, no: 1", set())])
def test_pep_13_two_thirds_of_five(votes: str, found: set[str]) -> None:
    """PEP 13: two thirds of a council of five; 3:2 fails, 4:1 passes."""
    rule = "by: council\nmajority: two thirds of seats"
    assert put_to_the_vote(rule, votes, body="council", clauses=(COUNCIL,)) == found


STEERING = "body: council\nelected by: assembly\nseats: 7"


@pytest.mark.parametrize(("yes", "found"), [(5, {"majority not reached"}), (6, set())])
def test_kubernetes_three_quarters_of_seven_are_six(yes: int, found: set[str]) -> None:
    """kubernetes/steering, charter.md: three quarters of the fixed seven are 5.25, rounded up to 6."""
    rule = "by: council\nmajority: three quarters of seats, rounded up"
    assert put_to_the_vote(rule, f"yes: {yes}, no: {7 - yes}", body="council", clauses=(STEERING,)) == found
    assert votes_needed(Majority(Fraction(3, 4), Of.FULL_SIZE), Tally(0, 0), Body(7, full_size=7)) == (6, 7)


def test_ab_v_cd_tie_of_the_second_stage() -> None:
    """AB v CD [2001] IRLR 808: 1792 valid papers, 747, 713, 332; 44 exhausted; 874 each; leader of the first stage."""
    papers = Ballots.of("ABC", [("AC", 747), ("BC", 713), ("CA", 127), ("CB", 161), ("C", 44)])
    silent = count("irv", papers, majority="half of valid", ties=TieRule(steps=()))
    assert [int(stage.quota or 0) for stage in silent.stages[:1]] == [896]
    assert list(silent.stages[0].totals) == [747, 713, 332]
    assert sorted(silent.stages[1].totals)[-2:] == [874, 874]
    assert silent.outcome is Outcome.TIED
    filled = count("irv", papers, majority="half of valid", ties=TieRule(steps=("first difference",)))
    assert filled.winners == ("A",)


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ("yes: 224, no: 129", {"majority not reached"}),  # 2008/003: dropped
        ("yes: 198, no: 36", set()),  # 2003/0003, option A
        ("yes: 164, no: 60", {"majority not reached"}),  # option B
        ("yes: 158, no: 68", {"majority not reached"}),  # option C
    ],
)
def test_debian_three_to_one(votes: str, found: set[str]) -> None:
    """Debian votes 2008/003 and 2003/0003: 3:1 is more than three quarters under versions 1.1 to 1.5."""
    assert put_to_the_vote("majority: more than three quarters of votes cast", votes) == found


def test_debian_quorum_of_2010_002() -> None:
    """Debian vote 2010/002: 891 developers, 3Q = 44.7744346697979; nothing is rounded."""
    assert print_root(debian_quorum_squared(891), 13).startswith("44.77443466979")
    rule = "majority: simple\nturnout: three halves of the square root of members"
    assert put_to_the_vote(rule, "yes: 44, no: 0, entitled: 891") == {"turnout too low"}
    assert put_to_the_vote(rule, "yes: 45, no: 0, entitled: 891") == set()


VOTES = json.loads(DATA.read_text())["votes"] if DATA.is_file() else []


@pytest.mark.parametrize("vote", VOTES or [SMALL], ids=lambda vote: vote["id"])
def test_debian_recount_equals_what_was_published_or_an_own_small_vote(vote: dict[str, Any]) -> None:
    """Debian's published tallies: every matrix and every winner equal, none differs (here: the half at hand)."""
    names = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(vote["options"])]
    ratios = {
        name: Fraction((option.get("majority") or {}).get("required_ratio", 1))
        for name, option in zip(names[:-1], vote["options"], strict=False)
    }
    counted = count(
        "debian",
        Ballots.of(names, [(in_order(marks, names), number) for marks, number in vote["ballots_multiset"].items()]),
        majorities=ratios,
        comparison="at least" if vote["constitution_version_in_force_at_voting"] >= "1.6" else "above",
        quorum_squared=debian_quorum_squared(vote["developers"]) if vote["quorum_3Q"] else Fraction(0),
    )
    assert counted.pairwise is not None
    rows = vote["published_beat_matrix_rows_without_diagonal"] or {}
    for number, row in rows.items():
        ours = list(counted.pairwise.beats[int(number) - 1])
        del ours[int(number) - 1]
        assert ours == row
    winners = vote["published_winner_option"] or vote["recount"]["winners"]
    assert [names.index(name) + 1 for name in counted.winners] == winners


def in_order(marks: str, names: str) -> str:
    """Ranks given to options (`2-1`: the second unranked) as names in their order (`CA`), equals joined by `=`."""
    ranks = sorted({mark for mark in marks if mark != "-"})
    return "".join("=".join(n for n, m in zip(names, marks, strict=True) if m == rank) for rank in ranks)


W3C = """
majority: more than half of votes cast
turnout bands:
  - {below: 5 % of members, needs: lost}
  - {below: 15 % of members, needs: more than three quarters of votes cast}
  - {below: 20 % of members, needs: more than two thirds of votes cast}
"""


@pytest.mark.parametrize(
    ("yes", "no", "found"),
    [
        (4, 0, {"turnout too low"}),
        (12, 2, set()),
        (10, 4, {"majority not reached"}),
        (13, 6, set()),
        (12, 7, {"majority not reached"}),
        (11, 9, set()),
        (10, 10, {"tie"}),
    ],
)
def test_w3c_turnout_bands(yes: int, no: int, found: set[str]) -> None:
    """w3c/process: under 5 % fails; up to 15 % more than 3:1; under 20 % more than 2:1; from 20 % on more than 1:1.

    The band is `from 5 % to 15 %`, 15 included, and the language says `below`: exactly 15 % is in the next test.
    """
    assert put_to_the_vote(W3C, f"yes: {yes}, no: {no}, entitled: 100") == found


@pytest.mark.parametrize(("yes", "decided"), [(12, Decided.CARRIED), (11, Decided.LOST)])
def test_w3c_turnout_of_exactly_fifteen_per_cent_needs_more_than_three_times(yes: int, decided: Decided) -> None:
    bands = (
        Band(Fraction(5, 100), None),
        Band(Fraction(15, 100), Majority.times(3, strict=True), including=True),
        Band(Fraction(20, 100), Majority.times(2, strict=True)),
    )
    rule = MotionRule(Majority.more_than_half(), bands=bands)
    assert decide(rule, Tally(yes, 15 - yes), Body(100)).decided is decided


def test_arch_without_quorum_neither_and_the_second_time_lost() -> None:
    """archlinux/tu-bylaws: 66 % must vote; otherwise neither carried nor lost, a second vote, and then lost."""
    quorum = Quorum(Fraction(66, 100), without=Decided.NEITHER, rounds=2)
    rule = MotionRule(
        Majority.more_than_half(), quorum=quorum, outright=Majority.more_than_half(Of.MEMBERS),
        lost_outright=Majority(Fraction(1, 2), Of.MEMBERS),
    )  # fmt: skip
    few = Tally(20, 5, 5)
    assert decide(rule, few, Body(60)).decided is Decided.NEITHER
    assert decide(rule, few, Body(60), round_number=2).decided is Decided.LOST
    said = "majority: simple\nturnout: 66 % of members\nwithout turnout: second vote\n"
    assert put_to_the_vote(said, "yes: 20, no: 5, abstain: 5, entitled: 60") == {"turnout too low"}


def test_psf_electronic_vote_without_a_third_is_void() -> None:
    """psf/bylaws 3.9: an electronic vote that closes without one third of the members is void."""
    rule = "majority: simple\nturnout: one third of members\nwithout turnout: void"
    assert put_to_the_vote(rule, "yes: 20, no: 5, entitled: 90") == {"turnout too low"}
    assert put_to_the_vote(rule, "yes: 20, no: 5, abstain: 5, entitled: 90") == set()


@pytest.mark.parametrize(("what", "found"), [("the meeting goes on", set()), ("the chair adjourns", {"quorum lost"})])
def test_quorum_that_persists_and_quorum_that_ceases(what: str, found: set[str]) -> None:
    """psf/bylaws 3.9: who leaves undoes no quorum; co-operative model articles: the chair must adjourn."""
    rules = charter(f"{MEETING}\nquorum: 4\nquorum lost: {what}\nmajority: simple")
    record = (
        founded()
        + """
- {kind: convened, id: m1, at: 2021-03-01, body: assembly, on: 2021-03-15, business: [change]}
- {kind: served, id: s1, at: 2021-03-01, what: m1, on: everyone entitled}
- {kind: sat, id: o1, at: "2021-03-15T10:00", sitting: m1, event: opened, present: 5}
- {kind: sat, id: l1, at: "2021-03-15T11:00", sitting: m1, event: left, present: 3}
- kind: decided
  id: d1
  at: "2021-03-15T12:00"
  by: assembly
  sitting: m1
  item: change
  tally: {yes: 2, no: 0, present: 2}
  effects: [{do: permit, what: change}]
"""
    )
    judgment = judged(rules, record)
    assert codes(judgment, "d1") & {"quorum lost", "inquorate"} == found
    assert not any(finding.code == "rule failed" for finding in findings(judgment, "d1"))


def test_co_operative_tie_is_lost() -> None:
    """Co-operative model articles: no casting vote; a tie is lost."""
    assert put_to_the_vote("majority: simple\ntie: lost", "yes: 7, no: 7") == {"tie"}
    assert decide(MotionRule(Majority.more_than_half()), Tally(7, 7)).decided is Decided.LOST
