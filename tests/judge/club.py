"""A small club whose rules use nearly every family of clauses, and a year of its record.

CLUB           its texts: a charter in two versions, standing orders in two versions
FIRST_YEAR     acts to which later ones may refer: meetings, a charge, an appeal, a poll
"""

from __future__ import annotations

from small import acts_of

from comitia.record.acts import Act


def _rules(*blocks: str, head: str) -> str:
    articles = (
        f"## {n} Article {n}\nAs the rule says.\n\n```rule\n{b.strip()}\n```\n" for n, b in enumerate(blocks, 1)
    )
    return f"---\n{head}\n---\n\n" + "\n".join(articles)


_ARTICLES = (
    """
tiers:
  branch: {members: at least 2, founded by: general meeting, dissolved by: general meeting}
  club: {of: branches}""",
    """
body: general meeting
composed of: every member in good standing
convened by: secretary
notice: 14 clear days
notice states: [place, business]
quorum: one third of members
majority: simple
requisition: {by: two members, convened within: 14 days}""",
    """
body: committee
elected by: general meeting
seats: 2 to 4
term: 6 months
convened by: [secretary, two members]
notice: 3 clear days
quorum: half of seats filled
quorum lost: the meeting goes on
casting vote: chair
co-option: {at most: 1, majority: simple}
recall: {by: general meeting, majority: two thirds of votes cast, notice: 7 clear days}""",
    """
body: branch meeting
tier: branch
composed of: every member""",
    """
body: appeal board
appointed by: committee""",
    """
office: secretary
elected by: general meeting
term: 6 months
holdover: yes""",
    """
office: treasurer
appointed by: committee
not together with: [secretary]""",
    """
office: branch secretary
tier: branch
elected by: branch meeting""",
    """
department: press
under: committee""",
    """
admission:
  by: committee""",
    """
dues:
  every: 1 month""",
    """
good standing:
  dues owed at most: 2 months""",
    """
lapse: membership
after: 2 months of arrears""",
    """
membership ends by: [resignation, death, expulsion, membership]""",
    """
service:
  post: 3 days after posting
  text message: never""",
    """
decision: levy
effect: oblige levy
by: general meeting
majority: two thirds of votes cast, by ballot
turnout: one third of members""",
    """
election: committee
of: [committee, secretary]
by: general meeting
manner: secret ballot
notice: 7 days
nominations: {by: any member, posted for: 1 week}
tie: lot""",
    """
conflict:
  of: [mover]
  on: [oblige contract]
  may vote: no""",
    """
proposal: motion
to: general meeting
by: [any member]
supporters: 1
discussion: 1 week
restarts on amendment: yes
voting: 1 week
expires: 2 months of the last act
not again within: 1 month""",
    """
grounds:
  fraud: taking money
  disobedience: not following a decision""",
    """
procedure: expulsion
effect: end membership
grounds: '20'
steps:
  charge:
    by: [any member, committee]
    states: [ground, particulars]
    served on: respondent
  hearing:
    before: committee
    at least: 7 clear days after service of the charge
    respondent may: [attend, speak]
    not sitting: [complainant]
  decision:
    by: committee
    majority: simple
    at most: 60 days after the hearing
    reasons within: 7 days
takes effect: when the time to appeal has run out
appeal: '23'
charged within: 6 months of the conduct""",
    """
interim measure: suspension
effect: [suspend mandate, suspend vote]
by: [committee]
while: a charge is open
lasts at most: 30 days""",
    """
appeal: appeal against expulsion
against: ['21']
by: the respondent
within: 1 month of service of the decision
to: [appeal board, general meeting]
heard within: 30 days of filing
meanwhile: the decision is stayed
not heard in time: the appeal goes to the next body""",
    """
power: repairs
of: [committee]
effect: [oblige repairs]
when: act.amount / act.members <= 1000
delegable: once""",
    """
power: emergency
of: [committee]
effect: [suspend standing orders, oblige order]
never: [end membership]
ratified by: general meeting
ratified within: 14 days
emergency: yes""",
    """
concurrence: confirmation of contracts
effect: [oblige contract]
decided by: [committee]
kind: confirmation
by: [general meeting]
within: 14 days
silence: it takes effect""",
    """
concurrence: objection to rents
effect: [oblige rent]
kind: objection
by: [any member]
enough: two members
within: 7 days
silence: it takes effect""",
    """
duty: reply
of: [the body addressed]
when: a proposal is submitted
within: 14 days
else: it goes on the agenda of the next higher body""",
    """
right: publish dissent
of: [any member]
in: bulletin
flags discipline within: 30 days""",
    """
amendment:
  by: general meeting
  majority: two thirds of votes cast
  entrenched: {articles: ['31'], successive meetings: 2}""",
    """
interpretation:
  by: [committee]""",
    """
enabling:
  of: standing orders
  by: committee
  not on: [power]""",
)

CLUB = {
    "club.md": _rules(*_ARTICLES, head="charter: Rules of a club"),
    "club-2.md": _rules(*_ARTICLES[:-2], head="charter: Rules of a club\nversion: 2"),
    "orders.md": _rules(
        "sitting:\n  of: committee\n  business: free", head="rules: Standing orders\nname: standing orders"
    ),
    "orders-2.md": _rules(
        "power: fines\nof: [committee]\neffect: [oblige fine]",
        head="rules: Standing orders\nname: standing orders\nversion: 2",
    ),
}

FIRST_YEAR = """
- {kind: constituted, id: u1, at: 2020-01-01, unit: club, tier: club}
- {kind: constituted, id: u2, at: 2020-01-02, unit: branch-x, tier: branch, under: club, members: [a, b, c, d]}
- {kind: constituted, id: u3, at: 2020-01-02, unit: branch-y, tier: branch, under: club, members: [e, f, g]}
- kind: declared
  id: e1
  at: 2020-01-10
  by: general meeting
  manner: secret ballot
  effects:
    - {do: confer, what: mandate, to: b, of: secretary}
    - {do: confer, what: mandate, to: c, of: committee}
    - {do: confer, what: mandate, to: d, of: committee}
- {kind: decided, id: e2, at: 2020-01-11, by: committee, effects: [{do: confer, what: mandate, to: e, of: treasurer}]}
- {kind: paid, id: y1, at: 2020-01-12, by: a, through: 2020-04}
- {kind: proposed, id: mo1, at: 2020-01-15, by: a, to: general meeting, title: motion, supporters: [b]}
- {kind: polled, id: p1, at: 2020-01-25, body: general meeting, what: mo1, opens: 2020-01-25, closes: 2020-02-01}
- {kind: voted, id: v1, at: 2020-01-26, by: a, poll: p1, choice: 'yes'}
- {kind: convened, id: m1, at: 2020-02-01, by: b as secretary, body: committee, on: 2020-02-10, business: [repairs]}
- {kind: served, id: s1, at: 2020-02-01, by: b as secretary, what: m1, on: everyone entitled, channel: post}
- {kind: sat, id: o1, at: 2020-02-10, sitting: m1, event: opened, present: [c, d]}
- {kind: filed, id: c1, at: 2020-02-12, by: b, type: charge, against: a, grounds: [fraud], particulars: x}
- {kind: served, id: s2, at: 2020-02-12, by: b, what: c1, on: [a], channel: in person}
- {kind: heard, id: h1, at: 2020-02-25, matter: c1, before: committee, panel: [c, d], respondent: heard}
- kind: decided
  id: d1
  at: 2020-02-25
  by: committee
  matter: c1
  tally: {yes: 2, no: 0}
  voting: [c, d]
  reasons: proved
  effects: [{do: end, what: membership, to: a, as: expelled, ground: fraud}]
- {kind: served, id: s3, at: 2020-02-26, by: b, what: d1, on: [a], channel: in person}
- {kind: filed, id: a1, at: 2020-03-01, by: a, type: appeal, against: d1, to: appeal board}
- {kind: filed, id: q1, at: 2020-03-02, by: f, type: question, to: committee}
- {kind: decided, id: d2, at: 2020-03-03, by: committee, power: emergency, effects: [{do: oblige, what: order}]}
- kind: decided
  id: d3
  at: 2020-03-04
  by: committee
  effects: [{do: oblige, what: rent}, {do: oblige, what: contract}]
- kind: decided
  id: e3
  at: 2020-03-04
  by: committee
  effects: [{do: confer, what: mandate, to: f, of: branch secretary/branch-y}]
- {kind: decided, id: d4, at: 2020-03-05, by: f as branch secretary/branch-y, effects: [{do: oblige, what: order}]}
- {kind: convened, id: m2, at: 2020-03-05, by: g, body: general meeting, on: 2020-03-10, place: hall, business: [levy]}
"""
"""Every kind of reference that a later act may make has something to refer to."""


def first_year() -> tuple[Act, ...]:
    return tuple(acts_of(FIRST_YEAR))
