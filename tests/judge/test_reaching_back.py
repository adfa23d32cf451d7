"""Annulment, cure and silence: what a later act changes of the past, and what stands all the same (law of nullity)."""

from __future__ import annotations

from small import codes, judged, lives, verdicts

from comitia.ask.standing import standing

CLUB = """---
charter: Rules of a club
timezone: UTC
---

## 1 Bodies

### 1.1 The meeting
The general meeting is all members; the secretary convenes it on seven clear days' notice.

```rule
body: general meeting
composed of: every member
convened by: secretary
notice: 7 clear days
```

### 1.2 The committee
The meeting elects a committee of three.

```rule
body: committee
elected by: general meeting
seats: 3
convened by: secretary
quorum: 2
```

### 1.3 The secretary
The committee elects the secretary.

```rule
office: secretary
elected by: committee
```

### 1.4 The tribunal
```rule
body: tribunal
elected by: general meeting
convened by: secretary
```

## 2 Challenges

### 2.1 Review
A member may challenge a decision before the tribunal within three months.

```rule
review: decisions
of: [any decision]
by: [any member]
to: [tribunal]
within: 3 months of the decision
```

### 2.2 Appointments
What a person did in an office stands although the appointment was defective.

```rule
de facto:
of: [any body, officer]
although: [a defect of appointment]
```
"""
CLUB = CLUB.replace("review: decisions\nof:", "review:\n  of:").replace(
    "\nby: [any member]\nto: [tribunal]\nwithin", "\n  by: [any member]\n  to: [tribunal]\n  within"
)
CLUB = CLUB.replace("de facto:\nof:", "de facto:\n  of:").replace("\nalthough: [a", "\n  although: [a")

FOUNDING = """
- {id: u, kind: constituted, at: 2020-01-01, unit: club, members: [a, b, c, d, e, f, g, h]}
- id: e1
  kind: decided
  at: 2020-01-02
  by: general meeting
  effects:
    - {do: confer, what: mandate, to: f, of: tribunal}
    - {do: confer, what: mandate, to: g, of: tribunal}
"""

ELECTION = """
- id: m1
  kind: convened
  at: 2020-02-01
  by: committee
  body: general meeting
  on: 2020-02-05
  business: [election]
- {id: s1, kind: served, at: 2020-02-01, what: m1, on: everyone entitled, channel: in person}
- id: e2
  kind: decided
  at: 2020-02-05
  by: general meeting
  sitting: m1
  item: election
  tally: {yes: 5, no: 1}
  effects:
    - {do: confer, what: mandate, to: a, of: committee}
    - {do: confer, what: mandate, to: b, of: committee}
- id: e3
  kind: decided
  at: 2020-03-01
  by: committee
  effects: [{do: confer, what: mandate, to: c, of: secretary}]
- {id: m2, kind: convened, at: 2020-04-01, by: c as secretary, body: general meeting, on: 2020-05-01, business: [fees]}
- id: d1
  kind: decided
  at: 2020-05-01
  by: general meeting
  sitting: m2
  item: fees
  tally: {yes: 5, no: 1}
  effects: [{do: oblige, what: fees}]
"""

SHORT_IS_VOIDABLE = """
## 3 Notice

### 3.1 Short notice
Short notice makes a decision voidable.

```rule
defect: short notice
consequence: voidable
raised by: [any member]
within: 3 months of the decision
```

### 3.2 Convening by the committee
```rule
convening:
  of: any body
  by: [committee]
```
"""

CHALLENGE = """
- {id: ch, kind: filed, at: 2020-04-10, by: d, type: challenge, against: e2, to: tribunal}
- id: t1
  kind: decided
  at: 2020-06-01
  by: tribunal
  matter: ch
  effects: [{do: annul, what: e2}]
"""


def test_a_voidable_election_stands_until_it_is_challenged() -> None:
    judgment = judged(CLUB + SHORT_IS_VOIDABLE, FOUNDING + ELECTION)
    assert verdicts(judgment, "e2") == ("voidable", "voidable")
    assert lives(judgment, "e2") == ("in force", "in force")


def test_annulment_undoes_it_from_the_start_and_keeps_its_first_verdict() -> None:
    judgment = judged(CLUB + SHORT_IS_VOIDABLE, FOUNDING + ELECTION + CHALLENGE)
    assert verdicts(judgment, "e2") == ("voidable", "voidable")
    assert lives(judgment, "e2") == ("annulled", "annulled")
    where = standing(judgment, "a")
    assert where is not None
    assert [(s.of, s.jure) for s in where.seats] == [("committee", False)]


def test_what_a_de_facto_officer_did_stands() -> None:
    judgment = judged(CLUB + SHORT_IS_VOIDABLE, FOUNDING + ELECTION + CHALLENGE)
    assert verdicts(judgment, "d1") == ("valid",)
    assert lives(judgment, "d1") == ("in force",)


def test_supposing_the_election_void_shows_what_rests_on_it() -> None:
    from comitia.ask.suppose import Suppositions

    plain = judged(CLUB + SHORT_IS_VOIDABLE, FOUNDING + ELECTION)
    supposed = judged(CLUB + SHORT_IS_VOIDABLE, FOUNDING + ELECTION, suppose=Suppositions(verdicts={"e2": "void"}))
    assert verdicts(plain, "e2") == ("voidable", "voidable")
    assert verdicts(supposed, "e2") == ("void", "void")
    where = standing(supposed, "a")
    assert where is not None
    assert not any(seat.jure for seat in where.seats)


def test_an_annulment_that_would_undo_its_own_ground_has_no_effect() -> None:
    """The tribunal annuls the election by which it was itself elected."""
    record = FOUNDING.replace(
        "by: general meeting\n  effects", "by: general meeting\n  sitting: m0\n  item: election\n  effects", 1
    )
    convened = """
- {id: m0, kind: convened, at: 2020-01-01, by: committee, body: general meeting, on: 2020-01-02, business: [election]}
- {id: s0, kind: served, at: 2020-01-01, what: m0, on: everyone entitled, channel: in person}
"""
    founding, _, rest = record.partition("- id: e1")
    annulment = """
- {id: ch, kind: filed, at: 2020-02-10, by: d, type: challenge, against: e1, to: tribunal}
- id: t1
  kind: decided
  at: 2020-02-20
  by: f as tribunal
  matter: ch
  effects: [{do: annul, what: e1}]
"""
    charter = (CLUB + SHORT_IS_VOIDABLE).replace("although: [a defect of appointment]", "although: [a vacancy]")
    judgment = judged(charter, founding + convened + "- id: e1" + rest + annulment)
    assert "annuls its own ground" in codes(judgment, "t1")
    assert lives(judgment, "e1") == ("in force", "in force")


APPEAL = """---
charter: Rules of a union
timezone: UTC
---

## 1 Bodies
```rule
body: committee
```

### 1.2 The conference
```rule
body: conference
```

## 2 Discipline

### 2.1 Grounds
```rule
grounds:
  fraud: misuse of funds
```

### 2.2 Expulsion
```rule
procedure: expulsion
effect: end membership
grounds: 2.1
steps:
  charge: {states: [ground], served on: respondent}
  hearing: {at least: 7 clear days after service of the charge}
  decision: {by: committee, reasons within: 7 days}
takes effect: when the time to appeal has run out
appeal: 2.3
```

### 2.3 Appeal
```rule
appeal: to the conference
against: [2.2]
by: the respondent
within: 30 days of service of the reasons
to: conference
heard within: 60 days of filing
meanwhile: the decision is stayed
not heard in time: the appeal is allowed
```
"""

EXPULSION = """
- {id: u, kind: constituted, at: 2020-01-01, unit: union, members: [a, b, c, d]}
- {id: c1, kind: filed, at: 2021-01-01, by: b, type: charge, against: a, to: committee, grounds: [fraud]}
- {id: s1, kind: served, at: 2021-01-01, what: c1, on: [a], channel: in person}
- {id: h1, kind: heard, at: 2021-01-20, matter: c1, before: committee, panel: [c, d], respondent: heard}
- id: d1
  kind: decided
  at: 2021-01-20
  by: committee
  matter: c1
  voting: [c, d]
  tally: {yes: 2, no: 0}
  reasons: proved
  effects: [{do: end, what: membership, to: a, as: expelled, ground: fraud}]
"""
SERVED = "- {id: s2, kind: served, at: 2021-01-22, what: d1, on: [a], channel: in person}\n"
FILED = "- {id: a1, kind: filed, at: 2021-02-01, by: a, type: appeal, against: d1, to: conference}\n"


def member(judgment: object, who: str = "a") -> bool:
    where = standing(judgment, who)  # type: ignore[arg-type]
    assert where is not None
    return where.member


def test_the_decision_waits_for_the_time_to_appeal() -> None:
    judgment = judged(APPEAL, EXPULSION + SERVED, as_of="2021-02-21")
    assert verdicts(judgment, "d1") == ("inchoate",)
    assert member(judgment)


def test_it_takes_effect_by_itself_when_nobody_appeals() -> None:
    judgment = judged(APPEAL, EXPULSION + SERVED, as_of="2021-02-23")
    assert lives(judgment, "d1") == ("in force",)
    assert not member(judgment)


def test_where_reasons_are_never_served_the_time_never_runs() -> None:
    judgment = judged(APPEAL, EXPULSION, as_of="2023-01-01")
    assert verdicts(judgment, "d1") == ("inchoate",)
    assert member(judgment)


def test_an_appeal_not_heard_in_time_is_allowed() -> None:
    judgment = judged(APPEAL, EXPULSION + SERVED + FILED, as_of="2021-04-03")
    assert lives(judgment, "d1") == ("annulled",)
    assert member(judgment)


def test_until_then_the_decision_is_stayed() -> None:
    judgment = judged(APPEAL, EXPULSION + SERVED + FILED, as_of="2021-04-02")
    assert lives(judgment, "d1") == ("stayed",)
    assert member(judgment)


HEARD = (
    "- {id: h2, kind: heard, at: 2021-03-01, recorded: RECORDED, matter: a1, before: conference, panel: [d], "
    "respondent: heard}\n"
)


def test_a_hearing_put_on_record_after_the_default_does_not_undo_it() -> None:
    late = HEARD.replace("RECORDED", "2021-05-01")
    judgment = judged(APPEAL, EXPULSION + SERVED + FILED + late, as_of="2021-06-01")
    assert lives(judgment, "d1") == ("annulled",)


def test_unless_it_is_proved_that_it_happened() -> None:
    late = HEARD.replace("RECORDED", "2021-05-01")
    proof = "- {id: p1, kind: established, at: 2021-06-01, by: conference, act: h2, fact: happened}\n"
    judgment = judged(APPEAL, EXPULSION + SERVED + FILED + late + proof, as_of="2021-06-02")
    assert lives(judgment, "d1") == ("stayed",)


def test_a_hearing_recorded_in_time_counts() -> None:
    judgment = judged(APPEAL, EXPULSION + SERVED + FILED + HEARD.replace("RECORDED", "2021-03-02"), as_of="2021-06-01")
    assert lives(judgment, "d1") == ("stayed",)
