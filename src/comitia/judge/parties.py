"""Who is meant: whether somebody is the party that a clause names, in general or in a matter."""

from __future__ import annotations

from comitia.charter.quantities import Party
from comitia.charter.vocabulary.nullity import OutsideOrder
from comitia.judge.case import Case, Ref
from comitia.judge.state import Decision, Matter, Sitting

OF_A_MATTER = frozenset({"respondent", "complainant", "witness", "relatives", "mover", "author", "the body addressed"})
"""Parties that there are only in a matter."""


def is_party(
    case: Case, party: Party, actor: Ref, matter: Matter | None = None, decision: Decision | None = None
) -> bool:
    """Whether an actor is the party that a clause names."""
    match party.role:
        case "named":
            return _is_named(case, party.name, actor)
        case "member":
            return bool(actor.person) and case.is_member(actor.person)
        case "body":
            return actor.kind == "body"
        case "officer":
            return actor.kind == "office"
        case "number":
            return _is_number(case, party, actor)
        case "everyone entitled":
            return True
        case "whoever holds it":
            return bool(actor.seat)
        case "outside":
            return is_outside(case, actor) and party.name in ("", actor.text, actor.text.split(" ", 1)[-1])
        case "the body that decided":
            return decision is not None and actor.text == decision.by
        case "whoever took part":
            return decision is not None and (actor.text == decision.by or actor.person in decision.took_part)
        case _:
            return matter is not None and _is_party_to(case, party, actor, matter)


def _is_party_to(case: Case, party: Party, actor: Ref, matter: Matter) -> bool:
    """Whether an actor has the part in a matter that a clause names."""
    match party.role:
        case "respondent":
            return actor.person == matter.against
        case "complainant":
            return actor.text in (matter.by, *matter.prompted)
        case "witness":
            return actor.person in matter.witnesses
        case "relatives":
            return _is_relative(case, actor.person, matter)
        case "mover" | "author":
            return actor.text == matter.by
        case "the body addressed":
            return actor.seat == case.ref(matter.to).seat
        case _:
            return False


def any_party(
    case: Case, parties: tuple[Party, ...], actor: Ref, matter: Matter | None = None, decision: Decision | None = None
) -> bool:
    return any(is_party(case, party, actor, matter, decision) for party in parties)


def say_parties(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """The parties, for a sentence."""
    return tuple(party.name or party.role for party in parties)


def holds_or_is(case: Case, party: Party, person: str, matter: Matter | None) -> bool:
    """Whether a person is the party a clause names, or holds the office or seat that it names.

    For conflicts and tribunals only: who acts in an office must say so.
    """
    if is_party(case, party, case.ref(person), matter):
        return True
    return party.role == "named" and any(case.ref(s).name == party.name for s in case.get(("held", person)) or ())


def is_outside(case: Case, actor: Ref) -> bool:
    """Whether an actor is one of the outside authorities that the law knows."""
    return any(actor.text in clause.by for clause in case.law.all(OutsideOrder))


def _is_named(case: Case, name: str, actor: Ref) -> bool:
    if actor.name == name or actor.text == name or (name == "chair" and _presides(case, actor)):
        return True
    if name not in case.law.tiers:
        return False
    unit = case.unit(actor.text)
    if unit is not None:
        return unit.tier == name
    if actor.kind == "body":
        tier, _ = case.law.said(actor.name, "tier")
        composed, _ = case.law.said(actor.name, "composed_of")
        return tier == name and "every" in str(composed)
    return False


def _presides(case: Case, actor: Ref) -> bool:
    """Whether an actor is the chair of the sitting in which an act is done: on record, or by the body's clause."""
    ident = getattr(case.act, "sitting", None)
    sitting = case.get(("sitting", ident)) if isinstance(ident, str) else None
    if not isinstance(sitting, Sitting):
        return False
    if sitting.chair:
        return sitting.chair in (actor.person, actor.text)
    return any(
        _is_named(case, p.name, actor) for p in case.law.said(case.ref(sitting.body).name, "chair")[0] or () if p.name
    )


def _is_number(case: Case, party: Party, actor: Ref) -> bool:
    from comitia.judge.voting import required

    supporters = getattr(case.act, "supporters", ())
    threshold = party.number
    if threshold is None:
        return False
    asked = len({*supporters, actor.person} - {""})
    body = getattr(case.act, "body", "") or getattr(case.act, "to", "")
    return required(case, threshold, case.ref(body) if isinstance(body, str) and body else None).reached_by(asked)


def _is_relative(case: Case, person: str, matter: Matter) -> bool:
    """Whether somebody is on record as a relative of the respondent or of a complainant."""
    parties = {matter.against, matter.by, *matter.prompted}
    return any(n.fact == "relative of" and n.value in parties for n in case.notes(person)) or any(
        n.fact == "relative of" and n.value == person for party in parties if party for n in case.notes(party)
    )
