"""Where does a person stand: membership, mandates, rights, what is owed either way, the matters that concern him."""

from __future__ import annotations

from dataclasses import dataclass

from comitia.ask.due import Owed, due
from comitia.ask.judge import Judgment
from comitia.judge.roll import dues_owed, in_good_standing, rests
from comitia.judge.state import Decision, Mandate, Matter, Person


@dataclass(frozen=True, slots=True)
class Seat:
    """A mandate: the seat or office, since when, until when, by which act, in law or only in fact."""

    of: str
    since: int
    until: int | None
    basis: str
    manner: str
    jure: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A person on a day. told_otherwise: the act by which people were told that membership had ended, if it had not."""

    person: str
    member: bool
    good_standing: bool
    unit: str
    since: int | None
    until: int | None
    way: str
    dues_owed: int
    resting: tuple[str, ...]
    seats: tuple[Seat, ...]
    told_otherwise: str
    matters: tuple[str, ...]
    decisions: tuple[str, ...]
    owed: tuple[Owed, ...]


RIGHTS = ("vote", "stand for election", "hold office", "speak", "attend")


def standing(judgment: Judgment, who: str) -> Standing | None:
    """The standing of a person at the end of a judgment; None if the person is not on the record."""
    state, case = judgment.state, judgment.case()
    person = state.get(("person", who))
    if not isinstance(person, Person):
        return None
    seats = [
        Seat(seat, m.since, m.until, m.basis, m.manner, m.jure)
        for seat in state.get(("held", who)) or ()
        if isinstance(m := state.get(("mandate", seat, who)), Mandate) and m.ended is None
    ]
    member = case.is_member(who)
    told = person.facto_basis if member and person.facto_until is not None else ""
    matters = tuple(m for m in state.get(("against", who)) or () if isinstance(state.get(("matter", m)), Matter))
    decisions = tuple(
        key[1] for key, value in state.items()
        if key[0] == "decision" and isinstance(value, Decision) and any(e.to == who for e in value.effects)
    )  # fmt: skip
    return Standing(
        who, member, in_good_standing(case, who), person.unit, person.since, person.until, person.way,
        dues_owed(case, who), tuple(r for r in RIGHTS if rests(case, who, r)), tuple(seats), told, matters, decisions,
        tuple(due(judgment, who=who)),
    )  # fmt: skip


def people(judgment: Judgment) -> list[str]:
    """Everybody on the record, by id."""
    return sorted(key[1] for key in judgment.state if key[0] == "person")
