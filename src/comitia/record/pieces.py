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
        for chunk, start, stop in _windows(self._chunks):
            if skipped:
                line_end = chunk.find(b"\n", start, stop)
                skipped += (stop if line_end < 0 else line_end) - start
                if line_end < 0:
                    continue
                yield self._too_long(skipped)
                skipped, start = 0, line_end + 1
            end = chunk.rfind(b"\n", start, stop) + 1 or start
            if end > start:
                first = chunk.find(b"\n", start, stop)
                if len(held) + first - start > MAX_LINE:
                    yield self._too_long(len(held) + first - start)
                    start = first + 1
                    held.clear()
                if end > start:
                    yield b"".join((held, memoryview(chunk)[start:end]))
                held.clear()
            if len(held) + stop - end > MAX_LINE:
                skipped = len(held) + stop - end
                held.clear()
            elif stop > end:
                held += memoryview(chunk)[end:stop]
        if skipped:
            yield self._too_long(skipped)
        elif held:
            yield bytes(held)

    def _too_long(self, size: int) -> RecordFault:
        self.line += 1
        return RecordFault(
            "too-long",
            self.file,
            self.line - 1,
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


def _windows(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Parts of at most PIECE bytes of each chunk; a byte order mark at the beginning is left out."""
    head: bytes | None = b""
    for chunk in chunks:
        start = 0
        if head is not None:
            chunk = head + chunk
            if len(chunk) < len(_BOM):
                head = chunk
                continue
            start, head = (len(_BOM) if chunk.startswith(_BOM) else 0), None
        for at in range(start, len(chunk), PIECE):
            yield chunk, at, min(at + PIECE, len(chunk))
    if head:
        yield head, 0, len(head)
