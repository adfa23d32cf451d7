"""The entry itself: an id used twice, an entry that refers to itself, a correction by somebody who may not make it."""

from __future__ import annotations

from comitia.judge.case import Case
from comitia.judge.power import ABOUT_ACTS
from comitia.judge.state import Decision, Matter, Proposal, Sitting
from comitia.record.acts import KINDS, Act, Agreed, Corrected, Decided, Declared, Effect, Ordered, Retracted

KEPT = {
    "proposed": "proposal",
    "convened": "sitting",
    "filed": "matter",
    "decided": "decision",
    "declared": "decision",
    "polled": "poll",
    "ordered": "decision",
    "agreed": "decision",
}
"""Kinds of act that are kept under their id, and the family of the state in which."""

REFERENCES = ("what", "act", "amends", "upon", "reopens", "sitting", "poll")

LOOKED_AT: dict[type[Act], tuple[str, tuple[str, ...]]] = {
    kind: (KEPT.get(tag, ""), tuple(name for name in REFERENCES if name in kind.__struct_fields__))
    for tag, kind in KINDS.items()
}
"""Kind of act -> the family in which it is kept under its id ("" for none), and its fields that refer to acts."""


def faulty(case: Case, act: Act) -> bool:
    """Find what is wrong with an entry as an entry; it is then not judged further."""
    family, references = LOOKED_AT[type(act)]
    if family and case.state.get((family, act.id)) is not None:
        case.fault("same id", name=act.id)
        return True
    for name in references:
        if getattr(act, name) == act.id:
            case.fault("circular reference", name=act.id)
            return True
    return isinstance(act, WITH_EFFECTS) and any(_is_faulty(case, act.id, effect) for effect in act.effects)


WITH_EFFECTS = (Decided, Declared, Ordered, Agreed)


def _is_faulty(case: Case, ident: str, effect: Effect) -> bool:
    """Whether an effect on another act names none, or the act itself."""
    if effect.do not in ABOUT_ACTS:
        return False
    if effect.what == ident:
        case.fault("circular reference", name=ident)
        return True
    if case.get(("decision", effect.what)) is None and case.get(("sitting", effect.what)) is None:
        case.fault("unknown act", name=effect.what)
        return True
    return False


def corrected(case: Case, act: Corrected | Retracted) -> None:
    """An entry is corrected or retracted: by whoever made it, or whoever keeps the record.

    What it changes is done where the record is read: the entry is judged as corrected, or not at all.
    """
    made_by = entered_by(case, act.act)
    if made_by is not None and not may_correct(case, made_by):
        case.fault("not yours to correct", name=act.act)


def entered_by(case: Case, ident: str) -> str | None:
    """Who made an entry, where the state still knows it."""
    for family in dict.fromkeys(KEPT.values()):
        found = case.get((family, ident))
        match found:
            case Sitting():
                return found.convenor
            case Matter() | Proposal() | Decision():
                return found.by
            case _:
                pass
    return None


def may_correct(case: Case, made_by: str) -> bool:
    author, actor = case.ref(made_by), case.by
    if (
        actor.text == made_by
        or (author.person and actor.person == author.person)
        or (author.seat and actor.seat == author.seat)
    ):
        return True
    powers = case.law.said(actor.name, "powers")[0] if actor.kind in ("body", "office") else ()
    return "keep the record" in (powers or ())
