"""Records as YAML for people: a list of acts, each beginning with `- `, read with the place of every word.

Only as much of YAML as a record needs: lists, fields and text, no tags, anchors or aliases. An unquoted word is what
its field makes of it, so that `yes`, `on` and `2011-12-28` stay text where text is asked for.

The file is cut into acts by their dashes before it is read. So memory is bounded by one act, and an act that is no
YAML costs its neighbours nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from comitia.record.acts import AnyAct
from comitia.record.faults import RecordFault, shown
from comitia.record.fit import act_of
from comitia.record.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, SyntaxFault
from comitia.record.pieces import MAX_LINE, lines_of
from comitia.record.survey import Whole

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DASH = re.compile(r"( *)-(?:[ \t]|$)")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LIST = "a list of acts, each beginning with a dash and a space, its fields indented under each other"


class YamlList:
    """The acts of a record in YAML, and, where one cannot be read, the faults in its place.

    chunks: the bytes of the file, in pieces of any size. file: how faults name it. Iterate once. Memory is bounded by
    the longest act (MAX_LINE bytes at most) and the caller's largest chunk.
    """

    def __init__(self, chunks: Iterable[bytes], file: str) -> None:
        self.file = file
        self.line = 0
        """The line on which the act or fault yielded last begins."""
        self._chunks = chunks

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        for item in self._items():
            for result in [item] if isinstance(item, RecordFault) else self._read(item):
                self.line = item.line
                yield result

    def pieces(self) -> Iterator[Whole]:
        """The same record as one piece; read it either so or by iterating."""
        yield Whole(self)

    def _read(self, item: _Item) -> list[AnyAct | RecordFault]:
        if item.size > MAX_LINE:
            found = f"an act of more than {MAX_LINE:,} bytes"
            advice = "keep long documents outside the record"
            return [RecordFault("too-long", self.file, item.line, 1, found, f"at most {MAX_LINE:,} bytes", advice)]
        if item.spoilt:
            return []
        if item.stray:
            return [self._stray(item.stray, item.lines[item.stray - item.line])]
        node = _parse("\n".join(item.lines) + "\n", item.line)
        if isinstance(node, SyntaxFault):
            return [RecordFault(node.code, self.file, node.line, node.column, node.found, node.required, node.advice)]
        act, faults = act_of(node, self.file)
        return list(faults) if act is None else [act]

    def _stray(self, line: int, text: str) -> RecordFault:
        column = len(text) - len(text.lstrip()) + 1
        if "\t" in text[: column - 1]:
            advice = "indent with spaces, not with tabs"
        elif _DASH.match(text):
            advice = "begin all acts in the same column"
        else:
            advice = "begin each act with `- ` and indent what belongs to it"
        return RecordFault("not-a-list", self.file, line, column, shown(text.strip()), _LIST, advice)

    def _items(self) -> Iterator[_Item | RecordFault]:
        """The lines of each act; what is no act, and lines that are no text, as faults."""
        cutter = _Cutter()
        for line in lines_of(self._chunks, self.file):
            if isinstance(line, RecordFault):
                cutter.spoil(line)
                yield line
                continue
            item, stray = cutter.take(*line)
            if item:
                yield item
            if stray:
                yield self._stray(*line)
        if cutter.item:
            yield cutter.item


class _Cutter:
    """Cuts lines into acts. indent: the column of the acts' dashes, -1 before the first."""

    def __init__(self) -> None:
        self.item: _Item | None = None
        self.indent = -1
        self.lost = False
        self.spoilt: RecordFault | None = None

    def spoil(self, fault: RecordFault) -> None:
        """The line that comes next is no text, or one too long was passed over."""
        if fault.code == "too-long" and self.item:
            self.item.size += MAX_LINE
        elif fault.code == "too-long":
            self.lost = True
        else:
            self.spoilt = fault

    def take(self, number: int, text: str) -> tuple[_Item | None, bool]:
        """The act that ends before this line, if one does; and whether the line belongs to none and is to be told."""
        content = text.strip()
        depth = len(text) - len(text.lstrip(" "))
        begins = _DASH.match(text) is not None and self.indent in (-1, depth)
        ends = content in ("---", "...") and depth <= max(self.indent, 0)
        before = self.item if begins or ends else None
        if begins:
            self.item, self.indent, self.lost = _Item(number), depth, False
        elif ends:
            self.item = None
        stray = False
        if self.item:
            if content and not content.startswith("#") and depth <= self.indent and not begins:
                self.item.stray = self.item.stray or number
            self.item.add(text)
            self.item.spoilt = self.item.spoilt or self.spoilt is not None
        elif content and not content.startswith(("#", "---", "...")) and not self.lost:
            self.lost = stray = True
        self.spoilt = None
        return before, stray


@dataclass(slots=True)
class _Item:
    """The lines of one act. stray: the first line indented as if outside, or 0. spoilt: a line is no text."""

    line: int
    lines: list[str] = field(default_factory=list)
    size: int = 0
    stray: int = 0
    spoilt: bool = False

    def add(self, text: str) -> None:
        self.size += len(text) + 1
        if self.size <= MAX_LINE:
            self.lines.append(text)


def _parse(text: str, line: int) -> Node | SyntaxFault:
    """The one item of a list. line: the number of the text's first line in the file."""
    control = _UNPRINTABLE.search(text)
    if control:
        before = text[: control.start()]
        place = line + before.count("\n"), control.start() - before.rfind("\n")
        found = shown(control.group())
        advice = "delete it, or write it as an escape between double quotation marks"
        return SyntaxFault("not-yaml", *place, found, "printable characters", advice)
    try:
        return _Builder(line).build(yaml.parse(text, Loader=_Loader))
    except _Refused as refused:
        return refused.fault
    except yaml.MarkedYAMLError as error:
        return _explained(error, text, line)


class _Refused(Exception):  # noqa: N818
    def __init__(self, fault: SyntaxFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Builder:
    """Makes nodes of the parser's events, without recursion."""

    def __init__(self, line: int) -> None:
        self.line = line

    def build(self, events: Iterable[Any]) -> Node:
        open_: list[tuple[Any, list[Node]]] = []
        for event in events:
            match event:
                case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                    self.plain(event)
                    if len(open_) > MAX_DEPTH:
                        self.refuse(
                            event, "too-deep", "a list or fields", f"at most {MAX_DEPTH} levels", "write it flatter"
                        )
                    open_.append((event, []))
                case yaml.ScalarEvent():
                    self.plain(event)
                    open_[-1][1].append(Scalar(event.value, *self.place(event), plain=not event.style))
                case yaml.AliasEvent():
                    self.refuse(
                        event, "not-yaml", f"`*{event.anchor}`", "the value itself", "write it out, or quote it"
                    )
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    start, children = open_.pop()
                    node = self.closed(start, children)
                    if not open_:
                        assert isinstance(node, Sequence)
                        return node.items[0]
                    open_[-1][1].append(node)
                case _:
                    pass
        raise AssertionError("an item begins with a dash")

    def closed(self, start: Any, children: list[Node]) -> Node:
        line, column = self.place(start)
        if isinstance(start, yaml.SequenceStartEvent):
            return Sequence(tuple(children), line, column)
        entries: list[tuple[Scalar, Node]] = []
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                place = key.line, key.column
                advice = "write fields as `name: value`; put text that begins with a bracket in quotation marks"
                raise _Refused(SyntaxFault("not-yaml", *place, "a list or fields as a name", "a name", advice))
            entries.append((key, value))
        return Mapping(tuple(entries), line, column)

    def plain(self, event: Any) -> None:
        if event.anchor is not None:
            self.refuse(
                event, "not-yaml", f"the anchor `&{event.anchor}`", "the value itself", "leave it out, or quote it"
            )
        if event.tag is not None:
            self.refuse(
                event, "not-yaml", f"the tag {shown(event.tag)}", "the value itself", "leave it out, or quote it"
            )

    def place(self, event: Any) -> tuple[int, int]:
        return self.line + event.start_mark.line, event.start_mark.column + 1

    def refuse(self, event: Any, code: str, found: str, required: str, advice: str) -> None:
        raise _Refused(SyntaxFault(code, *self.place(event), found, required, advice))


_ADVICE = {
    "mapping values are not allowed": "put text that holds a colon and a space in quotation marks",
    "found a tab": "indent with spaces, not with tabs",
    "cannot start any token": "put text that begins with this character in quotation marks, and indent with spaces",
    "unexpected end of stream": "close the quotation mark that was opened",
    "expected ',' or": "close the bracket, and separate what stands in it by commas",
    "did not find expected ',' or": "close the bracket, and separate what stands in it by commas",
    "could not find expected ':'": "write fields as `name: value`, with a space after the colon",
    "unknown escape": "use single quotation marks, or write a backslash as \\\\",
}


def _explained(error: yaml.MarkedYAMLError, text: str, line: int) -> SyntaxFault:
    mark = error.problem_mark or error.context_mark
    row, column = (mark.line, mark.column) if mark else (0, 0)
    problem = str(error.problem or error.context or "no YAML")
    advice = next((said for part, said in _ADVICE.items() if part in problem), None)
    rows = text.split("\n")
    rest = rows[row][column:] if row < len(rows) else ""
    found = f"{shown(rest, 30)} ({problem})" if rest.strip() else f"the end of the act ({problem})"
    required = "fields aligned under each other, each `name: value`"
    return SyntaxFault("not-yaml", line + row, column + 1, found, required, advice or "align the fields of the act")
