"""In what capacity somebody acted: by a mandate in law, by one in fact, after its end, or by none."""

from __future__ import annotations

from comitia.charter.law import spoken
from comitia.charter.vocabulary.nullity import DeFacto
from comitia.judge.case import Case, Ref, cite_of


def check_holder(case: Case, actor: Ref) -> None:
    """Find what is wrong with the mandate of a person who acts as an office or for a body.

    The acts of a de facto officer stand where a clause says so; not after the term expired, and never a usurper's.
    """
    if actor.kind not in ("body", "office"):
        return
    clauses = case.seat_clauses(actor.name)
    cite = cite_of(clauses[0]) if clauses else None
    mandate = case.mandate(actor.seat, actor.person)
    if mandate is None and _acts_in_vacancy(case, actor):
        return
    if mandate is None:
        case.find("no mandate", cite, found=actor.person, required=actor.seat)
        return
    if mandate.ended is not None:
        case.find("mandate expired", cite, found=mandate.ended, persons=(actor.person,))
        return
    holdover, _ = spoken(clauses, "holdover")
    if mandate.until is not None and case.day > mandate.until and not holdover:
        case.find("mandate expired", cite, found=mandate.until, persons=(actor.person,))
        return
    if not mandate.jure:
        rule = next(iter(case.law.all(DeFacto)), None)
        known = rule is not None and "notice of the defect" in rule.not_after and _is_known(case, mandate.basis)
        if rule is not None and "a defect of appointment" in rule.although and not known:
            case.note("de facto", rule.cite, cause=mandate.basis)
        else:
            case.find("defective appointment", cite, persons=(actor.person,), cause=mandate.basis)


def _is_known(case: Case, basis: str) -> bool:
    """Whether the defect of an appointment was known before today: annulled, conceded, established or ruled."""
    ending = case.get(("annulled", basis))
    if ending is not None and ending.day < case.day:
        return True
    return any(n.kind in ("conceded", "established", "ruled") and n.day < case.day for n in case.notes(basis))


def _acts_in_vacancy(case: Case, actor: Ref) -> bool:
    """Whether an office is vacant and the person is the first in the line of those who act meanwhile."""
    if case.holders(actor.seat):
        return False
    for party in case.law.said(actor.name, "acting")[0] or ():
        own = f"{party.name}/{actor.unit}" if actor.unit else party.name
        first = (*case.holders(own), *case.holders(party.name))
        if first:
            return actor.person in first
    return False
