"""Which clauses speak of an election, and how many seats they fill: for the judge and for the count alike."""

from __future__ import annotations

from comitia.charter.law import Law
from comitia.charter.vocabulary.meeting import Election


def elections_in(law: Law, name: str) -> list[Election]:
    """The clauses on the election to a seat or office, the one that speaks first first; codes for any election last."""
    own = [e for e in law.all(Election) if name in e.of or str(e.name) == name]
    return own + [e for e in law.all(Election) if str(e.name) == "any election" and e not in own]


def seats_in(law: Law, clause: Election, name: str) -> int | None:
    """How many an election fills: one for an office, all of a body of one size; None where it is left open.

    name: the body or office; or the election's own, where the clause fills no more than one.
    """
    seat = name if name in clause.of else clause.of[0] if len(clause.of) == 1 else ""
    if seat in law.offices:
        return 1
    seats = law.said(seat, "seats")[0] if seat in law.bodies else None
    return int(seats.low) if seats is not None and seats.low == seats.high else None
