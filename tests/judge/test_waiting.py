"""Effects that wait, bodies at rest, what a court forbids, and lapses on a condition."""

from __future__ import annotations

from small import codes, judged, lives, verdicts

from comitia.ask.standing import standing

HEAD = """---
charter: Rules of a society
{}timezone: UTC
---

## 1 Bodies
```rule
body: assembly
composed of: every member
convened by: assembly
```

## 2 The council
```rule
body: council
elected by: assembly
```

## 3 Amendment
```rule
amendment:
  of: charter
  by: assembly
  majority: two thirds of votes cast
  takes effect: {}
```
"""

RECALL = """
## 4 Recall
```rule
decision: recall
effect: end mandate
by: {}
```
"""

FOUNDED = """
- {id: u, kind: constituted, at: 2020-01-01, unit: society, members: [a, b, c, d]}
- id: e
  kind: declared
  at: 2020-01-02
  by: assembly
  effects: [{do: confer, what: mandate, to: a, of: council}, {do: confer, what: mandate, to: b, of: council}]
- {id: m, kind: convened, at: 2021-01-01, by: assembly, body: assembly, on: 2021-02-01, business: [amendment, recall]}
- {id: o, kind: sat, at: 2021-02-01, sitting: m, present: 4}
"""
AMENDED = """
- id: d1
  kind: decided
  at: 2021-02-01
  by: assembly
  sitting: m
  item: amendment
  tally: {yes: 4, no: 0}
  effects: [{do: enact, what: charter, version: "2"}]
"""
RECALLED = """
- id: d2
  kind: decided
  at: 2021-02-01
  by: council
  tally: {yes: 1, no: 0}
  effects: [{do: end, what: mandate, to: a, of: council}]
"""
CLOSED = "- {id: x, kind: sat, at: 2021-02-01, sitting: m, event: closed}\n"


def versions(takes_effect: str) -> dict[str, str]:
    return {
        "1.md": HEAD.format("", takes_effect) + RECALL.format("assembly"),
        "2.md": HEAD.format("version: 2\n", takes_effect) + RECALL.format("council"),
    }


def test_an_amendment_in_force_on_declaration_can_be_used_at_the_same_meeting() -> None:
    judgment = judged(versions("on declaration"), FOUNDED + AMENDED + RECALLED + CLOSED)
    assert verdicts(judgment, "d2") == ("valid",)


def test_one_that_takes_effect_at_the_end_of_the_sitting_cannot() -> None:
    judgment = judged(versions("at the end of the sitting"), FOUNDED + AMENDED + RECALLED + CLOSED)
    assert codes(judgment, "d2") == {"no power"}
    assert lives(judgment, "d1") == ("in force",)


def test_nor_is_it_in_force_before_the_sitting_is_closed() -> None:
    judgment = judged(versions("at the end of the sitting"), FOUNDED + AMENDED)
    assert verdicts(judgment, "d1") == ("inchoate",)


def test_one_that_needs_notice_waits_for_it() -> None:
    rules = versions("after notice")
    assert verdicts(judged(rules, FOUNDED + AMENDED + CLOSED), "d1") == ("inchoate",)
    served = "- {id: s, kind: served, at: 2021-03-01, what: d1, on: everyone entitled, channel: in person}\n"
    assert lives(judged(rules, FOUNDED + AMENDED + CLOSED + served), "d1") == ("in force",)


SUSPEND = """
## 4 Suspension of the council
```rule
power: suspend the council
of: [assembly]
effect: [suspend body]
```
"""


def test_a_body_at_rest_does_nothing() -> None:
    suspended = (
        "- {id: d1, kind: decided, at: 2021-02-02, by: assembly, tally: {yes: 4, no: 0}, "
        "effects: [{do: suspend, what: body, to: council, until: 2021-06-30}]}\n"
    )
    act = (
        "- {{id: {0}, kind: decided, at: {1}, by: council, tally: {{yes: 2, no: 0}}, "
        "effects: [{{do: oblige, what: levy}}]}}\n"
    )
    record = FOUNDED + suspended + act.format("d2", "2021-03-01") + act.format("d3", "2021-07-01")
    judgment = judged(HEAD.format("", "on declaration") + SUSPEND, record)
    assert codes(judgment, "d2") == {"not in force"}
    assert codes(judgment, "d3") == set()


def test_what_a_court_forbids_cannot_be_done() -> None:
    order = "- {id: c, kind: ordered, at: 2021-02-02, by: a court, effects: [{do: forbid, what: levy, to: council}]}\n"
    act = (
        "- {id: d2, kind: decided, at: 2021-03-01, by: council, tally: {yes: 2, no: 0}, "
        "effects: [{do: oblige, what: levy}]}\n"
    )
    assert codes(judged(HEAD.format("", "on declaration"), FOUNDED + order + act), "d2") == {"power excluded"}


LAPSE = """
## 5 Arrears
```rule
dues:
  every: 1 month
---
lapse: membership
when: member.dues_owed_months > 6
```
"""


def test_membership_lapses_when_its_condition_is_met_and_not_before() -> None:
    paid = (
        "- {id: p, kind: paid, at: 2020-01-05, by: a, through: 2020-01}\n"
        "- {id: p2, kind: paid, at: 2020-01-05, by: b, through: 2021-12}\n"
    )
    record = FOUNDED.split("- {id: m,")[0] + paid
    before = standing(judged(HEAD.format("", "on declaration") + LAPSE, record, as_of="2020-08-31"), "a")
    after = standing(judged(HEAD.format("", "on declaration") + LAPSE, record, as_of="2020-10-02"), "a")
    other = standing(judged(HEAD.format("", "on declaration") + LAPSE, record, as_of="2020-10-02"), "b")
    assert before is not None
    assert after is not None
    assert other is not None
    assert (before.member, after.member, other.member) == (True, False, True)
    assert after.way == "lapse"
