"""What ends by itself: arrears, missed meetings, a condition; with the defences that prevent it.

A lapse is not a decision, so nobody is heard; for that very reason nobody profits from his own wrong by it.
"""

from __future__ import annotations

from datetime import date

from comitia.charter.law import Law
from comitia.charter.vocabulary.organisation import Lapse
from comitia.judge.case import Case
from comitia.judge.roll import dues_owed
from comitia.judge.state import Deadline
from comitia.record.times import add

DEFENCES: dict[str, tuple[str, ...]] = {
    "own wrong of the organisation": ("own wrong", "mistake of the organisation"),
    "void basis": ("void basis",),
    "debt in dispute": ("debt in dispute",),
    "accident": ("accident",),
}
"""Defence -> the facts, established or conceded, that make it out."""


def arrears_lapse(law: Law) -> tuple[Lapse, ...]:
    """The clauses under which membership ends by arrears."""
    return tuple(c for c in law.all(Lapse) if c.after is not None and "arrears" in c.after.event)


def watch(case: Case, person: str, law: Law | None = None) -> None:
    """Set the lapses of membership by arrears running for a member. Asked again only when one comes up."""
    from comitia.judge.deadlines import owe

    for clause in arrears_lapse(law or case.law):
        due = _arrears_end(case, person, clause)
        if due is not None:
            owe(case, f"lapse:{person}", "lapse", person, "", person, due, "membership ends", clause)
    watch_condition(case, person, law)


def conditional_lapse(law: Law) -> tuple[Lapse, ...]:
    """The clauses under which membership ends by itself on a condition; asked once a month for each member."""
    return tuple(c for c in law.all(Lapse) if c.when is not None and str(c.name) == "membership")


def watch_condition(case: Case, person: str, law: Law | None = None) -> None:
    """Ask at the end of the month whether the condition of a lapse holds for a member."""
    from comitia.judge.deadlines import owe

    for clause in conditional_lapse(law or case.law):
        on = date.fromordinal(case.day)
        due = add(date(on.year, on.month, 1).toordinal(), 1, "months") - 1
        owe(case, f"lapse-when:{person}", "lapse", person, "", person, due, "membership ends", clause)


def _arrears_end(case: Case, person: str, clause: Lapse) -> int | None:
    """The last day on which membership is safe: the arrears allowed after the end of the first unpaid month."""
    assert clause.after is not None
    known = case.get(("paid", person))
    if known is None:
        return None
    year, month = divmod(int(known[1]) + 2, 12)
    return add(date(year, month + 1, 1).toordinal(), clause.after.span.count, clause.after.span.unit) - 1


def lapse_due(case: Case, ident: str, deadline: Deadline) -> None:
    """Arrears have lasted long enough, unless they were paid or a defence is made out."""
    person = deadline.by
    clause = next((c for c in case.law.all(Lapse) if c.cite.article == deadline.article), None)
    if clause is None or not case.is_member(person):
        return
    if clause.when is not None:
        if case.condition(clause.when.source, person=person) is not True:
            watch_condition(case, person)
            return
    else:
        due = _arrears_end(case, person, clause)
        if due is not None and due > deadline.due:
            watch(case, person)
            return
        if dues_owed(case, person) == 0:
            return
    for defence in clause.defences:
        for note in case.notes(person):
            if note.fact in DEFENCES[defence] and note.kind in ("established", "conceded") and note.value:
                case.find("own wrong", clause.cite, persons=(person,), found=note.fact)
                return
    from comitia.judge.effects import end_membership

    end_membership(case, person, case.day, "lapse", ident)
    case.note("by default", clause.cite, silence="membership ends", persons=(person,))
