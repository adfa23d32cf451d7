"""Records as JSON Lines: one act a line, read as fast as msgspec decodes, in memory that does not grow.

The bytes come in pieces, from wherever the caller takes them. A piece is decoded at once; only when something in it is
wrong is it read again line by line, so that one bad line costs its neighbours nothing and is named where it stands.

JSON leaves open what a key means that stands twice; decoders take the last. In a record that would be a silent loss.
So each piece is encoded again: if the bytes are the same, nothing stood twice; if not, the quotation marks are
counted. A key twice leaves marks in the text that its act does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from math import isfinite
from operator import length_hint, or_

import msgspec
from msgspec import UNSET, UnsetType

from comitia.record.acts import AnyAct
from comitia.record.faults import RecordFault
from comitia.record.fit import WRITTEN, act_of
from comitia.record.json_tree import parse
from comitia.record.nodes import SyntaxFault
from comitia.record.pieces import MAX_LINE, Pieces, not_utf8


class Head(msgspec.Struct, gc=False):
    """As much of an act as its place in the order of happening needs."""

    at: str
    recorded: str | UnsetType = UNSET
    act: str | UnsetType = UNSET


_HEADS = msgspec.json.Decoder(Head)
_DECODER: msgspec.json.Decoder[AnyAct] = msgspec.json.Decoder(reduce(or_, WRITTEN.values()))
_ENCODER = msgspec.json.Encoder()


class JsonLines:
    """The acts of a record in JSON Lines, and, where one cannot be read, the faults in its place.

    chunks: the bytes of the file, in pieces of any size. file: how faults name it. Read once, either as acts or as
    pieces. Memory is bounded by MAX_LINE and the caller's largest chunk. Lines end with LF or CRLF, blank lines are
    passed over, a byte order mark at the beginning too. After a fault the next line is read.
    """

    def __init__(self, chunks: Iterable[bytes], file: str) -> None:
        self.file = file
        self._pieces = Pieces(chunks, file)
        self._piece = JsonPiece(b"", 1, file)
        self._total = 0
        self._left: Iterator[AnyAct] = iter(())
        self._line = 0

    @property
    def line(self) -> int:
        """The line of the act or fault that was yielded last; 0 before the first."""
        if self._line or not self._total:
            return self._line
        return self._piece.line_of(self._total - length_hint(self._left) - 1)

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        for piece in self.pieces():
            acts = piece.decoded()
            if acts is None:
                for self._line, result in piece.acts():
                    yield result
            else:
                self._piece, self._total, self._left, self._line = piece, len(acts), iter(acts), 0
                yield from self._left

    def pieces(self) -> Iterator[JsonPiece]:
        """The same record in pieces of many lines, of which each says as much as is asked of it."""
        for data in self._pieces:
            if isinstance(data, RecordFault):
                yield JsonPiece(b"", data.line, self.file, data)
            else:
                piece = JsonPiece(data, self._pieces.line, self.file)
                yield piece
                self._pieces.line += piece.breaks()


class JsonPiece:
    """Some whole lines of a record. line: the number of the first. fault: why there is nothing else in it."""

    def __init__(self, data: bytes, line: int, file: str, fault: RecordFault | None = None) -> None:
        self.data, self.line, self.file, self.fault = data, line, file, fault
        self._canonical = 0
        self._lines: list[tuple[int, bytes]] = []

    def heads(self) -> list[Head] | None:
        """When each act happened and which act it is about; None if that takes reading the acts."""
        if self.fault:
            return None
        try:
            return _HEADS.decode_lines(self.data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def fetch(self, nth: int) -> tuple[int, AnyAct] | None:
        """The act of the nth head, counted from 0, with its line; None if more is wrong with it."""
        written = self._written()
        if nth >= len(written):
            return None
        number, line = written[nth]
        act = _quickly(line)
        return None if act is None else (number, act)

    def line_of(self, nth: int) -> int:
        """The line of the nth act, counted from 0."""
        return self._written()[nth][0]

    def _written(self) -> list[tuple[int, bytes]]:
        """The lines that are not blank, with their numbers."""
        if not self._lines:
            self._lines = [(n, line) for n, line in enumerate(self.data.split(b"\n"), self.line) if line.strip()]
        return self._lines

    def acts(self) -> Iterator[tuple[int, AnyAct | RecordFault]]:
        """Each act or fault with its line."""
        if self.fault:
            yield self.line, self.fault
            return
        lines = self.data.split(b"\n")
        for number, line in enumerate(lines, self.line):
            if line.strip(b" \t\r"):
                last = number == self.line + len(lines) - 1
                for result in read_line(line, number, self.file, last):
                    yield number, result

    def decoded(self) -> list[AnyAct] | None:
        """All acts, if every line holds exactly one, nothing stands twice in it and nothing else is wrong."""
        if self.fault:
            return None
        piece = self.data
        try:
            acts = _DECODER.decode_lines(piece)
            again = _ENCODER.encode_lines(acts)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if again == piece or again[:-1] == piece:
            self._canonical = len(acts)
            return acts
        # Every line break lies between a closing and an opening brace, and there is one fewer than acts.
        between = piece.count(b"\n") - piece.endswith(b"\n")
        borders = piece.count(b"}\n{") + piece.count(b"}\r\n{")
        whole = between == borders == len(acts) - 1
        return acts if whole and piece.count(b'"') == again.count(b'"') and b"\\u0022" not in piece else None

    def breaks(self) -> int:
        """How many line breaks the piece holds."""
        return self._canonical or self.data.count(b"\n")


def read_line(line: bytes, number: int, file: str, last: bool = False) -> list[AnyAct | RecordFault]:
    """The act on one line, or everything that is wrong with it. last: no line break follows, the file ends here."""
    act = _quickly(line)
    if act is not None:
        return [act]
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        return [not_utf8(line, error, number, file)]
    tree = parse(text.rstrip("\r"), number)
    if isinstance(tree, SyntaxFault):
        at_end = tree.column > len(text.rstrip("\r \t"))
        if last and at_end:
            tree = replace(
                tree,
                code="cut-off",
                found=f"the end of the file, in the middle of an act; {tree.required} was to come",
                required="a whole act on each line",
                advice="get the file again from where it came: the end is missing; what stands before was read",
            )
        return [RecordFault(tree.code, file, tree.line, tree.column, tree.found, tree.required, tree.advice)]
    act, faults = act_of(tree, file)
    return list(faults) if act is None else [act]


def _quickly(line: bytes) -> AnyAct | None:
    """The act on a line in which nothing is wrong; None if something is, or may be."""
    try:
        act: AnyAct = _DECODER.decode(line)
        json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return None
    return act


def _once(pairs: list[tuple[str, object]]) -> None:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a key stands twice")


def write_lines(acts: Iterable[AnyAct]) -> Iterator[bytes]:
    """Acts as JSON Lines, one line a piece, each ending with a line break.

    Raises ValueError on an act that no reader would take back: one over MAX_LINE bytes, or with a number not finite.
    """
    for act in acts:
        line = _ENCODER.encode(act) + b"\n"
        if b"null" in line or len(line) > MAX_LINE:
            check_writable(act, len(line))
        yield line


def check_writable(act: AnyAct, size: int) -> None:
    """Raise ValueError if an act of this many bytes could not be read back."""
    if size > MAX_LINE:
        raise ValueError(f"the act {act.id} takes {size:,} bytes; a record holds acts of at most {MAX_LINE:,}")
    values: list[object] = [msgspec.to_builtins(act)]
    while values:
        value = values.pop()
        if isinstance(value, float) and not isfinite(value):
            raise ValueError(f"the act {act.id} holds {value}, which is no number that a record can hold")
        if isinstance(value, dict | list | tuple):
            values.extend(value.values() if isinstance(value, dict) else value)
