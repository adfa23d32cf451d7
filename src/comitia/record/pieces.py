"""Bytes that come in pieces of any size, cut at line breaks: what both readers of records begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comitia.record.faults import RecordFault

PIECE = 1 << 17
"""Bytes read at once: small enough for the acts of a piece to stay in the processor's cache."""

MAX_LINE = 1 << 20
"""The longest line, and the longest act, in bytes, that is read."""

_BOM = b"\xef\xbb\xbf"


class Pieces:
    """Whole lines, about PIECE bytes together; a line over MAX_LINE is passed over unread and becomes a fault.

    line: the number of the first line of the piece that was yielded last. Whoever reads a piece adds the line breaks
    that it holds, since often they are known without counting. A byte order mark at the beginning is left out.
    """

    def __init__(self, chunks: Iterable[bytes], file: str) -> None:
        self.file = file
        self.line = 1
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes | RecordFault]:
        held = bytearray()
        skipped = 0
        for bit in _bits(self._chunks):
            if skipped:
                head, newline, bit = bit.partition(b"\n")
                skipped += len(head)
                if not newline:
                    continue
                yield self._too_long(skipped)
                self.line += 1
                skipped = 0
            end = bit.rfind(b"\n") + 1
            if end:
                piece = bytes(held) + bit[:end]
                held[:] = bit[end:]
                long = piece.find(b"\n") if len(piece) > MAX_LINE else 0
                if long > MAX_LINE:
                    yield self._too_long(long)
                    self.line += 1
                    piece = piece[long + 1 :]
                if piece:
                    yield piece
            else:
                held += bit
            if len(held) > MAX_LINE:
                skipped = len(held)
                held.clear()
        if skipped:
            yield self._too_long(skipped)
        elif held:
            yield bytes(held)

    def _too_long(self, size: int) -> RecordFault:
        return RecordFault(
            "too-long",
            self.file,
            self.line,
            1,
            f"a line of {size:,} bytes",
            f"at most {MAX_LINE:,} bytes a line, one act on each",
            "put each act on a line of its own, and keep long documents outside the record",
        )


def lines_of(chunks: Iterable[bytes], file: str) -> Iterator[tuple[int, str] | RecordFault]:
    """The lines of a text with their numbers, without their breaks.

    A line that is no text comes twice: as a fault, and with the bytes that are none escaped. A line that is too long
    comes as a fault alone.
    """
    pieces = Pieces(chunks, file)
    for piece in pieces:
        if isinstance(piece, RecordFault):
            yield piece
            continue
        lines = piece.removesuffix(b"\n").split(b"\n")
        for number, line in enumerate(lines, pieces.line):
            try:
                yield number, line.decode().removesuffix("\r")
            except UnicodeDecodeError as error:
                yield not_utf8(line, error, number, file)
                yield number, line.decode(errors="backslashreplace").removesuffix("\r")
        pieces.line += len(lines)


def not_utf8(line: bytes, error: UnicodeDecodeError, number: int, file: str) -> RecordFault:
    """The fault of a line that is no UTF-8. number: the line's."""
    column = len(line[: error.start].decode()) + 1
    return RecordFault(
        "not-utf-8",
        file,
        number,
        column,
        f"the byte 0x{line[error.start]:02x}, which is no UTF-8 text",
        "text in UTF-8",
        "save the file as UTF-8; if it came from a spreadsheet or a mail, export it again as UTF-8",
    )


def _bits(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in bits of at most PIECE, a byte order mark at the beginning left out."""
    head: bytes | None = b""
    for chunk in chunks:
        if head is not None:
            head += chunk
            if len(head) < len(_BOM):
                continue
            chunk, head = head.removeprefix(_BOM), None
        if len(chunk) <= PIECE:
            yield chunk
        else:
            yield from (chunk[at : at + PIECE] for at in range(0, len(chunk), PIECE))
    if head:
        yield head
