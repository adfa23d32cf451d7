"""What one clause cannot know alone: that the names it uses are declared, and that clauses do not contradict.

`check` gives the charter back with every reference in its declared form, and the faults found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Final

from comitia.charter.clause import FAMILIES, Clause
from comitia.charter.errors import Fault, Source, closest, listed, quoted
from comitia.charter.law import Charter, family_of
from comitia.charter.names import Declared, gather
from comitia.charter.quantities import EffectPattern, Party
from comitia.charter.shape import Group, Kind, Named, One, Several, keywords
from comitia.charter.structure import check_structure
from comitia.charter.vocabulary import discipline, meeting, nullity, order, organisation

MOST: Final = 200
"""So many faults between clauses are collected."""

SEATS: Final = ("body", "office", "department", "seat")

REFERENCES: Final[dict[tuple[type[Any], str], tuple[str, ...]]] = {
    (Clause, "notwithstanding"): ("article",),
    (organisation.Tier, "of"): ("tier",),
    (organisation.Body, "tier"): ("tier",),
    (organisation.Office, "tier"): ("tier",),
    (organisation.Office, "from_among"): ("body", "tier"),
    (organisation.Office, "not_with"): ("office", "body"),
    (organisation.Department, "under"): ("body",),
    (organisation.Succession, "of"): ("office", "body"),
    (meeting.Convening, "of"): ("body", "any"),
    (meeting.SittingRules, "of"): ("body", "any"),
    (meeting.Credentials, "of"): ("body",),
    (meeting.Election, "of"): ("body", "office"),
    (discipline.Procedure, "grounds"): ("grounds",),
    (discipline.Procedure, "appeal"): ("appeal article", "appeal"),
    (order.Amendment, "of"): ("instrument", "rank"),
    (order.Entrenched, "articles"): ("article",),
}
"""A keyword whose text refers to something declared, and the kinds of thing it may refer to."""

CALLED: Final = {
    "body": "a body", "office": "an office", "department": "a department", "tier": "a tier", "article": "an article",
    "grounds": "an article that lists grounds", "appeal article": "the article of an appeal, or its name",
    "seat": "the chair",
    "appeal": "an appeal", "instrument": "an instrument", "rank": "a rank", "any": "`any body`",
    "procedure": "a procedure",
    "lapse": "a lapse", "way": "a way to leave", "procedure article": "an article that holds a procedure",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Names from outside the charter that its clauses may use: defects and counting rules. Empty: any name."""

    defects: Set[str] = frozenset()
    rules: Set[str] = frozenset()


def check(
    charter: Charter, sources: Mapping[str, Source], lost: Sequence[tuple[str, str]], known: Known
) -> tuple[Charter, list[Fault]]:
    """The charter with its references resolved, and every fault found between its clauses."""
    faults: list[Fault] = []
    declared = gather(charter.instruments, lost)
    instruments = []
    for instrument in charter.instruments:
        articles = []
        for article in instrument.articles:
            clauses = tuple(
                _Resolver(clause, declared, sources[instrument.file], faults, known).clause()
                for clause in article.clauses
            )
            articles.append(replace(article, clauses=clauses))
        instruments.append(replace(instrument, articles=tuple(articles)))
    resolved = Charter(tuple(instruments))
    check_structure(resolved, sources, faults, lost)
    return resolved, faults


class _Resolver:
    """Resolves the references of one clause."""

    def __init__(self, clause: Clause, declared: Declared, source: Source, faults: list[Fault], known: Known) -> None:
        self.whole, self.declared, self.source, self.faults, self.known = clause, declared, source, faults, known

    def clause(self) -> Clause:
        match self.whole:
            case nullity.Defect(name=name) if self.known.defects and str(name) not in self.known.defects:
                self._fault(
                    str(name), "defect not known", "a defect of the list of findings",
                    "Take a code from the list of findings.", closest(str(name), self.known.defects),
                )  # fmt: skip
            case order.Enabling(on=on, not_on=not_on):
                for family in (*on, *not_on):
                    if family not in FAMILIES:
                        self._fault(
                            family, "unknown clause", "a family of clauses",
                            "See the language reference.", closest(family, FAMILIES),
                        )  # fmt: skip
            case organisation.Body(composed_of=who) if who:
                self._composition(who, "Write who sits by right in one of these forms.")
            case meeting.Election(rule=rule, electors=electors):
                self._election(rule, electors)
            case _:
                pass
        made: Clause = self._group(self.whole)
        return made

    def _group(self, group: Any) -> Any:
        """A clause, or a group in one, with every reference in its declared form."""
        changes: dict[str, Any] = {}
        for keyword in keywords(type(group)):
            value = getattr(group, keyword.field)
            if value is None or value == keyword.default:
                continue
            new = self._special(group, keyword.field, value)
            if new is None:
                owner = Clause if keyword.field == "notwithstanding" else type(group)
                new = self._value(value, keyword.kind, REFERENCES.get((owner, keyword.field)))
            if new != value:
                changes[keyword.field] = new
        return replace(group, **changes) if changes else group

    def _value(self, value: Any, kind: Kind, kinds: tuple[str, ...] | None) -> Any:
        match kind:
            case Several(of=inner):
                return tuple(self._value(entry, inner, kinds) for entry in value)
            case Named(of=inner):
                return {name: self._value(entry, inner, kinds) for name, entry in value.items()}
            case Group():
                return self._group(value)
            case One() if isinstance(value, Party) and value.role == "named":
                return replace(value, name=self._find(value.name, (*SEATS, "tier")))
            case One() if isinstance(value, EffectPattern) and value.name:
                return replace(value, name=self._find(value.name, SEATS))
            case One() if kinds is not None:
                return self._find(str(value), kinds)
            case _:
                return value

    def _special(self, group: Any, field: str, value: Any) -> Any:
        """References whose words are more than a name; None for all others."""
        match group, field:
            case discipline.Procedure(), "grounds" if value == "open":
                return value
            case discipline.Appeal(), "against":
                return tuple(self._appealed(text) for text in value)
            case organisation.Ending(), "ways":
                return tuple(self._way(text) for text in value)
            case _:
                return None

    def _appealed(self, text: str) -> str:
        if text == "any decision":
            return text
        bare = re.sub(r"^(any )?decisions? under (article )?", "", text)
        if any(number.startswith(bare + ".") for number in self.declared.known(["article"])):
            return bare
        return self._find(bare, ("procedure", "appeal", "article"), shown=text)

    def _way(self, text: str) -> str:
        bare, under, article = text.partition(" under ")
        if under:
            self._find(article.removeprefix("article "), ("procedure article",), shown=article)
        return self._find(bare, ("way", "procedure", "lapse"), shown=bare)

    def _election(self, rule: str, electors: str) -> None:
        if rule and self.known.rules and rule not in self.known.rules:
            self._fault(
                rule, "counting rule not known", "a counting rule that there is",
                "See the list with `comitia count --list`.", closest(rule, self.known.rules),
            )  # fmt: skip
        if electors:
            self._composition(electors, "Write who votes in one of these forms.")

    def _composition(self, who: str, advice: str) -> None:
        """`every member`, `every member in good standing`, each perhaps `of the <tier>`, or `delegates of <tier>`."""
        match = re.fullmatch(
            r"(every member|every member in good standing|delegates)(?: of (?:the |every )?(.+))?", who
        )
        if match is None:
            known = ["every member", "every member in good standing", "delegates of branches"]
            self._fault(
                who, "composition not understood", listed(known), advice, closest(who, known),
            )  # fmt: skip
        elif match[2]:
            self._find(match[2], ("tier", "body"))

    def _find(self, text: str, kinds: tuple[str, ...], shown: str = "") -> str:
        found = self.declared.find(text, kinds)
        if found is not None:
            return found
        if self._full():
            return text
        called = [
            CALLED[kind]
            for kind in kinds
            if kind not in ("seat", "rank", "any") and not (kind == "appeal" and len(kinds) == 2)
        ]
        what = " or ".join([", ".join(called[:-1]), called[-1]] if len(called) > 1 else called)
        article = "article" in what
        code = "article not found" if article else f"{kinds[0]} not declared"
        advice = "Declare it with a clause of its own, or use the name of one that is declared."
        if article:
            advice = "Write the number of the article in which it stands."
        elif re.search(r",| and | or | then ", text):
            advice = "If several are meant, put them in a list: `[first, second]`."
        self._fault(
            shown or text, code, f"{what} {'in these texts' if article else 'that a clause declares'}", advice,
            self.declared.near(text, kinds),
        )  # fmt: skip
        return text

    def _full(self) -> bool:
        """Whether there are so many faults that nobody will read another."""
        return len(self.faults) >= MOST

    def _fault(self, text: str, code: str, required: str, advice: str, meant: str = "") -> None:
        line, column = locate(self.source, self.whole.cite.place.line, text)
        found = f"{quoted(text)} in {quoted(family_of(self.whole))}"
        self.faults.append(self.source.fault(code, line, column, len(text), found, required, advice, meant))


def locate(source: Source, line: int, text: str) -> tuple[int, int]:
    """Line and column of the text in the rule that begins on that line; the rule's first line if it is not found."""
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    for number in range(line, len(source.lines) + 1):
        written = source.line(number)
        if number > line and re.match(r"\s*(```|~~~|---\s*$)", written):
            break
        colon = written.find(":") + 1
        match = pattern.search(written, colon) or pattern.search(written)
        if match:
            return number, match.start() + 1
    written = source.line(line)
    return line, len(written) - len(written.lstrip()) + 1
