"""Articles from which the small cases of these tests make their charters."""

from __future__ import annotations

from textwrap import dedent

MEETING = """
body: general meeting
composed of: every member
convened by: secretary
"""
SECRETARY = """
office: secretary
elected by: general meeting
"""
COMMITTEE = """
body: committee
elected by: general meeting
"""
GROUNDS = """
grounds:
  fraud: taking money
  disobedience: not following a decision
"""
EXPULSION = """
procedure: expulsion
effect: end membership
steps:
  charge:
    states: [ground, particulars]
    served on: respondent
  hearing:
    respondent may: [attend, speak]
  decision:
    by: committee
"""
APPEAL = """
appeal: appeal against expulsion
against: [expulsion]
by: the respondent
within: 1 month of service of the decision
to: general meeting
"""


def charter(*rules: str, head: str = "charter: Rules of an association") -> str:
    """A charter with one article for each rule, numbered from 1."""
    articles = (
        f"## {n} Article {n}\nAs the rule says.\n\n```rule\n{dedent(r).strip()}\n```\n" for n, r in enumerate(rules, 1)
    )
    return f"---\n{head}\n---\n\n" + "\n".join(articles)


def founded(many: int = 7) -> str:
    """The founding, with so many members: a, b, c, ..."""
    members = ", ".join("abcdefghijklmnopqrstuvwxyz"[:many])
    return f"- {{kind: constituted, id: u1, at: 2020-01-01, unit: association, members: [{members}]}}\n"


def elected(*pairs: str) -> str:
    """An election by the general meeting: `b secretary`, `c committee`."""
    effects = "".join(
        "    - {{do: confer, what: mandate, to: {}, of: {}}}\n".format(*pair.split(" ", 1)) for pair in pairs
    )
    return f"- kind: declared\n  id: e1\n  at: 2020-02-01\n  by: general meeting\n  effects:\n{effects}"


CHARGE = """
- {kind: filed, id: c1, at: 2021-03-01, by: b, type: charge, against: a, grounds: [fraud], particulars: x}
- {kind: served, id: s1, at: 2021-03-01, by: b, what: c1, on: [a], channel: in person}
"""
HEARING = """
- {kind: heard, id: h1, at: 2021-03-15, matter: c1, before: committee, panel: [c, d, e], respondent: heard}
"""


def expelled(
    ident: str = "d1", at: str = "2021-03-15", who: str = "a", ground: str = "fraud", matter: str = "c1"
) -> str:
    """The committee expels."""
    return f"""
- kind: decided
  id: {ident}
  at: {at}
  by: committee
  matter: {matter}
  voting: [c, d, e]
  reasons: proved
  effects: [{{do: end, what: membership, to: {who}, as: expelled, ground: {ground}}}]
"""


EXPELLED = CHARGE + HEARING + expelled()
