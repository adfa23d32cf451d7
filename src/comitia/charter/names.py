"""The names that a charter declares, and how a reference finds the one it means.

A reference may be in the plural or differ in capitals (`branches`, `cc sub-committee`); the clause then holds the
declared name, so that the judge compares names and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from comitia.charter.clause import FAMILIES, Clause
from comitia.charter.errors import closest
from comitia.charter.law import RANKS, Instrument
from comitia.charter.vocabulary import discipline, meeting, order, organisation

ALWAYS: Final[dict[str, tuple[str, ...]]] = {
    "seat": ("chair",),
    "way": ("resignation", "death", "dissolution"),
    "any": ("any body",),
    "rank": RANKS,
}
"""Kind of name -> names that need no declaration."""


@dataclass(slots=True)
class Declared:
    """The names of all instruments by kind: body, office, department, tier, procedure, appeal, grounds, article, ...

    forms: for the kinds asked for together, each form of a name -> the name; made when first asked for.
    """

    of: dict[str, set[str]] = field(default_factory=dict)
    forms: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def add(self, kind: str, *names: str) -> None:
        self.of.setdefault(kind, set()).update(names)

    def known(self, kinds: Iterable[str]) -> list[str]:
        return sorted(set().union(*(self.of.get(kind, set()) for kind in kinds)))

    def find(self, text: str, kinds: Sequence[str]) -> str | None:
        """The declared name of one of these kinds that the text means, or None."""
        if any(text in self.of.get(kind, ()) for kind in kinds):
            return text
        forms = self.forms.get(tuple(kinds))
        if forms is None:
            known = sorted(self.known(kinds), key=lambda name: (-len(_forms(name)), name))
            forms = self.forms[tuple(kinds)] = {form: name for name in known for form in reversed(_forms(name))}
        return next((forms[form] for form in _forms(text) if form in forms), None)

    def near(self, text: str, kinds: Sequence[str]) -> str:
        return closest(text, self.known(kinds))


def gather(instruments: Iterable[Instrument], lost: Iterable[tuple[str, str]]) -> Declared:
    """Every name declared anywhere, with those of clauses that could not be read (`lost`)."""
    declared = Declared({kind: set(names) for kind, names in ALWAYS.items()})
    for instrument in instruments:
        declared.add("instrument", instrument.key)
        for article in instrument.articles:
            declared.add("article", article.number)
            for clause in article.clauses:
                for kind, name in _names(clause):
                    declared.add(kind, name)
    for family, name in lost:
        kind = _KINDS.get(FAMILIES[family], "")
        if kind and name:
            declared.add(kind, name)
    return declared


_KINDS: Final[dict[type[Any], str]] = {
    organisation.Body: "body",
    organisation.Office: "office",
    organisation.Department: "department",
    discipline.Procedure: "procedure",
    discipline.Appeal: "appeal",
    organisation.Lapse: "lapse",
    order.Power: "power",
    order.Right: "right",
    meeting.ProposalRule: "proposal",
}


def _names(clause: Clause) -> Iterator[tuple[str, str]]:
    """Kind and name of everything that a clause declares."""
    match clause:
        case organisation.Tiers():
            for name in clause.tiers:
                yield "tier", name
        case discipline.Grounds():
            yield "grounds", clause.cite.article
            for name in clause.grounds:
                yield "ground", name
        case _:
            kind = _KINDS.get(type(clause))
            if kind:
                yield kind, str(getattr(clause, "name"))  # noqa: B009  (not every family has a name)
    if isinstance(clause, discipline.Appeal):
        yield "appeal article", clause.cite.article
    if isinstance(clause, discipline.Procedure):
        yield "procedure article", clause.cite.article


def _forms(text: str) -> tuple[str, ...]:
    """The text in lower case, and what its singular may be."""
    words = text.lower().split()
    low = " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
    forms = [low]
    if low.endswith("ies"):
        forms.append(low[:-3] + "y")
    if low.endswith(("ches", "shes", "sses", "xes")):
        forms.append(low[:-2])
    if low.endswith("s") and not low.endswith("ss"):
        forms.append(low[:-1])
    return tuple(forms)
