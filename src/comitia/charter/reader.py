"""From the text of a rule to a clause: YAML nodes read by the shape of the clause family, strictly.

YAML is used for its layout alone. Tags, anchors and aliases are refused, no scalar is ever turned into a number, a
date or a truth value by YAML, and a keyword is handed out once, so that whatever is left over is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import yaml

from comitia.charter.clause import FAMILIES, Cite, Clause, Condition, Name, Place
from comitia.charter.cursor import MisreadError
from comitia.charter.document import Block
from comitia.charter.errors import Fault, Source, closest, listed, quoted
from comitia.charter.expressions import ConditionError, compile_expression
from comitia.charter.layout import Layout, parse
from comitia.charter.parties import read_effect, read_party
from comitia.charter.quantities import EffectPattern, Majority, Party, Quorum, Range, Span, Threshold, Window
from comitia.charter.shape import Choice, Group, Keyword, Kind, Named, One, OrWord, Several, head_of, keywords
from comitia.charter.vocabulary import meeting, organisation
from comitia.charter.words import (
    read_majority,
    read_number,
    read_quorum,
    read_range,
    read_span,
    read_threshold,
    read_window,
)

READERS: Final[Mapping[type[Any], tuple[str, Callable[[str], Any]]]] = {
    Span: ("span of time", read_span),
    Window: ("time limit", read_window),
    Threshold: ("number or share", read_threshold),
    Majority: ("majority", read_majority),
    Quorum: ("quorum", read_quorum),
    Range: ("number or range", read_range),
    Party: ("party", read_party),
    EffectPattern: ("effect", read_effect),
    int: ("number", read_number),
    str: ("text", str),
    Name: ("name", Name),
}
"""Type -> what it is called in a message, and its reader."""

FAILED: Final = object()
"""Stands for a value that could not be read; its fault has been collected."""

SENDING: Final = ("posting", "sending", "publication", "delivery")


class Reader:
    """Reads the rules of one text. Faults go to `faults`; a clause with a fault is not made.

    `lost` keeps the family and name of clauses that could not be made, so that references to them are not faults too.
    """

    def __init__(self, source: Source, faults: list[Fault]) -> None:
        self.source = source
        self.faults = faults
        self.lost: list[tuple[str, str]] = []
        self.names: list[Place] = []

    def clause(self, block: Block, instrument: str, version: str, article: str) -> Clause | None:
        """The clause of one rule, or None where it has faults."""
        layout = Layout(self.source, block)
        node = parse(layout, self.faults)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode) or not node.value:
            self._fault(
                layout, node, "not a rule", "something else than keywords with their values",
                f"a family of clauses and its name, such as {quoted('body: regional committee')}",
                "Begin with the family's keyword and a colon.",
            )  # fmt: skip
            return None
        entries = dict(self._entries(layout, node))
        family = self._family(layout, entries)
        if family is None:
            return None
        key, value = entries.pop(family)
        place = Place(self.source.file, *layout.where(key))
        before = len(self.faults)
        values = self._body(layout, family, key, value, entries)
        if len(self.faults) > before:
            name = value.value if isinstance(value, yaml.ScalarNode) else ""
            self.lost.append((family, name))
            return None
        insists = frozenset(k.field for k in keywords(FAMILIES[family]) if values.get(k.field, FAILED) == k.default)
        made: Clause = FAMILIES[family](cite=Cite(instrument, version, article, place), insists=insists, **values)
        return made

    def _family(self, layout: Layout, entries: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> str | None:
        """The keyword that opens the rule, which must be its first."""
        first = next(iter(entries), None)
        if first is None:
            return None
        if first in FAMILIES:
            return first
        key = entries[first][0]
        other = next((keyword for keyword in entries if keyword in FAMILIES), None)
        if other is not None:
            self._fault(
                layout, key, "rule begins elsewhere", f"{quoted(first)} before {quoted(other)}",
                f"{quoted(other)} on the first line of the rule",
                f"Move the line {quoted(other + ': ...')} to the top.",
            )  # fmt: skip
            return None
        meant = closest(first, FAMILIES)
        families = "" if meant else f": {listed(list(FAMILIES), limit=99)}"
        self._fault(
            layout, key, "unknown clause", quoted(first), f"a family of clauses{families}",
            "See the language reference for what each family says, or leave it as prose with `not modelled: why`.",
            meant,
        )  # fmt: skip
        return None

    def _body(
        self,
        layout: Layout,
        family: str,
        key: yaml.Node,
        value: yaml.Node,
        entries: dict[str, tuple[yaml.Node, yaml.Node]],
    ) -> dict[str, Any]:
        """The field values of a clause: its head, and its other keywords."""
        cls = FAMILIES[family]
        head = head_of(cls)
        values: dict[str, Any] = {}
        if head is not None:
            values[head.field] = self._value(layout, value, head.kind, family, cls)
            return values | self._fields(layout, key, cls, entries, family)
        if not isinstance(value, yaml.MappingNode):
            self._fault(
                layout, value if value.value else key, "keywords expected",
                quoted(value.value) if value.value and isinstance(value, yaml.ScalarNode) else "no keywords",
                f"the keywords of {quoted(family)} on the lines below it, moved in by two spaces",
                "Move the lines that belong to it in by two spaces.",
            )  # fmt: skip
            return values
        return self._fields(layout, key, cls, entries | dict(self._entries(layout, value)), family)

    def _fields(
        self,
        layout: Layout,
        key: yaml.Node,
        cls: type[Any],
        entries: dict[str, tuple[yaml.Node, yaml.Node]],
        what: str,
    ) -> dict[str, Any]:
        """The values of a family's or a group's keywords; every entry must be one of them."""
        known = {keyword.text: keyword for keyword in keywords(cls) if not keyword.head}
        values: dict[str, Any] = {}
        for text, (node, value) in entries.items():
            keyword = known.get(text)
            if keyword is None:
                self._unknown(layout, node, value, text, what, known)
            else:
                values[keyword.field] = self._value(layout, value, keyword.kind, text, cls)
        for keyword in known.values():
            if keyword.required and keyword.text not in entries:
                self._fault(
                    layout, key, "keyword missing", f"{quoted(what)} without {quoted(keyword.text)}",
                    f"{quoted(keyword.text)}: {keyword.doc[0].lower()}{keyword.doc[1:]}",
                    f"Add a line such as {quoted(f'{keyword.text}: {keyword.example}')}.",
                )  # fmt: skip
        return values

    def _unknown(
        self, layout: Layout, node: yaml.Node, value: yaml.Node, text: str, what: str, known: Mapping[str, Keyword]
    ) -> None:
        meant = "" if text in FAMILIES else closest(text, known)
        if text in FAMILIES:
            advice = "If a new rule begins here, put a line `---` above it."
        elif text.startswith("by ") and not value.value:
            advice = "A comma ends a value inside braces: write the keywords on lines of their own, without braces."
        elif meant:
            advice = f"Write {quoted(meant)}, or see the keywords of {quoted(what)} in the language reference."
        else:
            advice = f"Write one of its keywords, or leave it to the prose: {listed(list(known), limit=99)}."
        self._fault(
            layout, node, "unknown keyword", quoted(text), f"a keyword of {quoted(what)}", advice, meant
        )  # fmt: skip

    def _entries(self, layout: Layout, node: yaml.MappingNode) -> Iterator[tuple[str, tuple[yaml.Node, yaml.Node]]]:
        """Keyword -> (its node, its value), each once."""
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                self._fault(
                    layout, key, "keyword not understood", "a list or a group where a keyword stands", "a keyword",
                    "Write the keyword in plain words, followed by a colon.",
                )  # fmt: skip
                continue
            text = " ".join(key.value.split())
            if text in seen:
                self._fault(
                    layout, key, "keyword twice", f"{quoted(text)} a second time", "each keyword once",
                    "Delete one of the two, or join their values in one list: `[first, second]`.",
                )  # fmt: skip
                continue
            seen.add(text)
            yield text, (key, value)

    def _value(self, layout: Layout, node: yaml.Node, kind: Kind, keyword: str, owner: type[Any]) -> Any:
        """A value of that kind, or FAILED."""
        match kind:
            case Several(of=inner):
                return self._several(layout, node, inner, keyword, owner)
            case Named(of=inner):
                return self._named(layout, node, inner, keyword, owner)
            case Group(of=cls):
                if not isinstance(node, yaml.MappingNode):
                    example = next((k.text for k in keywords(cls)), "")
                    return self._fault(
                        layout, node, "keywords expected", self._seen(node),
                        f"a group of keywords under {quoted(keyword)}",
                        f"Write its keywords in braces or on lines moved in: {quoted(f'{{{example}: ...}}')}.",
                    )  # fmt: skip
                return self._group(layout, node, cls, keyword)
            case One() | Choice() | OrWord():
                return self._scalar(layout, node, kind, keyword, owner)

    def _group(self, layout: Layout, node: yaml.MappingNode, cls: type[Any], keyword: str) -> Any:
        before = len(self.faults)
        values = self._fields(layout, node, cls, dict(self._entries(layout, node)), keyword)
        return FAILED if len(self.faults) > before else cls(**values)

    def _several(self, layout: Layout, node: yaml.Node, kind: Kind, keyword: str, owner: type[Any]) -> Any:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if not nodes:
            return self._fault(
                layout, node, "empty list", "an empty list", f"at least one entry under {quoted(keyword)}",
                "Leave the keyword out if nothing is meant.",
            )  # fmt: skip
        values = [self._value(layout, entry, kind, keyword, owner) for entry in nodes]
        return FAILED if FAILED in values else tuple(values)

    def _named(self, layout: Layout, node: yaml.Node, kind: Kind, keyword: str, owner: type[Any]) -> Any:
        if not isinstance(node, yaml.MappingNode) or not node.value:
            return self._fault(
                layout, node, "names expected", self._seen(node), f"names with their values under {quoted(keyword)}",
                f"Write each on a line of its own, moved in: {quoted('name: value')}.",
            )  # fmt: skip
        found: dict[str, Any] = {}
        for name, (key, value) in self._entries(layout, node):
            if isinstance(kind, Group) and isinstance(value, yaml.ScalarNode) and not value.value:
                found[name] = self._group(layout, yaml.MappingNode("", [], key.start_mark, key.end_mark), kind.of, name)
            else:
                found[name] = self._value(layout, value, kind, name, owner)
        return FAILED if FAILED in found.values() else found

    def _scalar(
        self, layout: Layout, node: yaml.Node, kind: One | Choice | OrWord, keyword: str, owner: type[Any]
    ) -> Any:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            return self._fault(
                layout, node, "value expected", self._seen(node), f"one value for {quoted(keyword)}",
                f"Write, for example, {quoted(self._example(owner, keyword))}.",
            )  # fmt: skip
        text = " ".join(node.value.split())
        if not isinstance(kind, One) and text in kind.words:
            return text
        if isinstance(kind, Choice):
            return self._fault(
                layout, node, "word not known here", quoted(text), f"one of {listed(kind.words, limit=40)}",
                f"Write one of these words after {quoted(keyword + ':')}.", closest(text, kind.words),
            )  # fmt: skip
        if kind.of is Condition:
            return self._condition(layout, node)
        if kind.of is bool:
            return self._yes_or_no(layout, node, text, keyword)
        called, read = READERS[kind.of]
        if owner is meeting.Service and kind.of is Span:
            read = lambda words: read_span(words, counted_from=SENDING)  # noqa: E731
        try:
            return read(text)
        except MisreadError as error:
            line, column = layout.within(node, error.column)
            also = f", or {listed(kind.words)}" if isinstance(kind, OrWord) else ""
            self.faults.append(
                self.source.fault(
                    f"{called} not understood",
                    line,
                    column,
                    error.width,
                    error.found,
                    error.required + also,
                    f"Write it, for example, as {quoted(self._example(owner, keyword))}.",
                    error.meant,
                )
            )
            return FAILED

    def _condition(self, layout: Layout, node: yaml.ScalarNode) -> Any:
        """A CEL expression, compiled here so that its faults have a place."""
        comment = layout.comment_after(node)
        if comment is not None:
            return self._fault(
                layout, node, "condition cut short", f"{quoted(comment)} after the condition, read as a remark",
                "a condition without ` #`, or in a block under `|`",
                "Write `|` after the keyword, and the condition on the next line.",
            )  # fmt: skip
        source = node.value.strip()
        try:
            compile_expression(source)
        except ConditionError as error:
            for part in error.parts:
                line, column = layout.within_lines(node, part.line, part.column)
                self.faults.append(
                    self.source.fault(
                        "condition not understood",
                        line,
                        column,
                        part.width,
                        part.found,
                        part.required,
                        part.advice,
                        part.meant,
                    )
                )
            return FAILED
        return Condition(source)

    def _yes_or_no(self, layout: Layout, node: yaml.Node, text: str, keyword: str) -> Any:
        if text in ("yes", "no"):
            return text == "yes"
        meant = "yes" if text.lower() in ("true", "on", "y") else "no" if text.lower() in ("false", "off", "n") else ""
        return self._fault(
            layout, node, "yes or no expected", quoted(text), "`yes` or `no`",
            f"Write {quoted(keyword + ': yes')} or {quoted(keyword + ': no')}.", meant or closest(text, ["yes", "no"]),
        )  # fmt: skip

    def _example(self, owner: type[Any], keyword: str) -> str:
        found = next((k for k in keywords(owner) if k.text == keyword or k.head), None)
        found = next((k for k in keywords(owner) if k.text == keyword), found)
        if found is None:
            return f"{keyword}: ..."
        return f"{keyword}: {found.example}" if found.text == keyword and found.example else found.example

    def _seen(self, node: yaml.Node) -> str:
        match node:
            case yaml.MappingNode():
                return "a group of keywords"
            case yaml.SequenceNode():
                return "a list"
            case _:
                return quoted(node.value) if node.value else "nothing"

    def _fault(
        self, layout: Layout, node: yaml.Node, code: str, found: str, required: str, advice: str, meant: str = ""
    ) -> Any:
        line, column = layout.where(node)
        self.faults.append(self.source.fault(code, line, column, layout.width(node), found, required, advice, meant))
        return FAILED


def declared(lost: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Family and name of clauses that were meant, although they could not be read."""
    families = {"body": organisation.Body, "office": organisation.Office}
    yield from ((family, name) for family, name in lost if family in families or name)
