"""Lines to unique lines with counts, before anything is parsed: a big ballot file repeats few lines very often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

BLOCK = 1 << 22


def group_lines(data: bytes, start: int, end: int) -> dict[bytes, int]:
    """Unique lines of data[start:end], without line ends, and how often each occurs, in order of appearance."""
    counts: Counter[bytes] = Counter()
    for block in _blocks(data, start, end):
        counts.update(block.split(b"\n"))
    return dict(counts)


def _blocks(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """Pieces of about BLOCK bytes that end at line ends; no line is lost or cut."""
    while start < end:
        stop = end
        if end - start > BLOCK:
            cut = data.find(b"\n", start + BLOCK, end)
            stop = end if cut < 0 else cut
        yield data[start:stop]
        start = stop + 1


def line_number(data: bytes, start: int, line: bytes) -> int:
    """The number (from 1) of the first line equal to `line` at or after offset `start`."""
    at = start
    while True:
        at = data.find(line, at)
        if at < 0:
            return 0
        after = at + len(line)
        if (at == 0 or data[at - 1 : at] == b"\n") and data[after : after + 1] in (b"\n", b""):
            return data.count(b"\n", 0, at) + 1
        at += 1


def merge(parts: Iterable[dict[bytes, int]]) -> dict[bytes, int]:
    """Counts of several pieces of a file, or of several machines, added up."""
    out: dict[bytes, int] = {}
    for part in parts:
        for line, number in part.items():
            out[line] = out.get(line, 0) + number
    return out
