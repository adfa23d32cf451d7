"""Ten million papers, a line each, in half a second: whole lines to one 64-bit number, exactly, with numpy.

A paper `1 3 5 2 0` of a contest with at most fifteen candidates is four bits a preference, so its whole ranking
fits into a number, and equal rankings are equal numbers: no hash, no chance. Every byte is checked on the way;
whatever is not weight 1 and such preferences is left to the ordinary reader. Needs numpy (`comitia[fast]`);
without it the ordinary reader does everything, with the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from comitia.count.ballots import Ranking

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Counts = NDArray[np.int64]

Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""What maps a function over independent pieces, in order: `map`, or a thread pool's `map`."""

WORTHWHILE = 1 << 20
"""Below so many bytes the ordinary reader is as fast."""
MOST = 15
BLOCK = 1 << 19
FEW = 200_000
"""Up to so many different rankings, plain tuples serve every rule best."""


def group_packed(
    data: bytes, start: int, end: int, number: int, run: Run = map
) -> tuple[Keys, Counts, dict[bytes, int]] | None:
    """Different rankings as numbers (first preference in the lowest four bits), their counts, and other lines.

    `run` maps a function over blocks: `map`, or a pool's, since blocks are independent and merged in their order.
    None where this reader is of no use: no numpy, a small file, too many candidates, or other lines throughout.
    """
    if end - start < WORTHWHILE or number > MOST:
        return None
    if find_spec("numpy") is None:
        return None
    if any(data.find(48 + each, start, end) >= 0 for each in range(10, number + 1)):
        return None
    parts = list(run(_pack, _blocks(data, start, end, number)))
    other: Counter[bytes] = Counter()
    for part in parts:
        other.update(part.other)
    if sum(other.values()) * 2 > sum(part.lines for part in parts):
        return None
    keys, counts = _merge([part for part in parts if len(part.keys)])
    if _has_holes(keys):
        return None  # a 0 between preferences: the ordinary reader says where
    return keys, counts, {_as_written(line, number): times for line, times in other.items()}


def _blocks(data: bytes, start: int, end: int, number: int) -> Iterator[tuple[bytes, int]]:
    """Whole lines, about BLOCK bytes at a time."""
    while start < end:
        cut = data.find(b"\n", start + BLOCK, end)
        stop = end if cut < 0 else cut
        yield data[start:stop], number
        start = stop + 1


def _as_written(line: bytes, number: int) -> bytes:
    for each in range(10, number + 1):
        line = line.replace(b"%c" % (48 + each), b"%d" % each)
    return line


class _Part(NamedTuple):
    """One block: numbers with counts (None: each once), the lines left over, and how many lines there were."""

    keys: Keys
    counts: Counts | None
    other: dict[bytes, int]
    lines: int


def _pack(given: tuple[bytes, int]) -> _Part:
    """Pack a block. A line is pairs of bytes: `1 `, a pair a preference (character and space), then `0` and its end."""
    import numpy as np

    block, number = given
    # candidates 10 to 15 become the characters that follow 9 in ASCII, so that each takes one byte
    for each in range(10, number + 1):
        block = block.replace(b" %d " % each, b" %c " % (48 + each))
    text = np.frombuffer(block + b"\n" + bytes(80), dtype=np.uint8)
    ends = np.flatnonzero(text == 10)
    starts = np.empty_like(ends)
    starts[0] = 0
    np.add(ends[:-1], 1, out=starts[1:])
    pairs = (ends - starts + 1) >> 1
    words = np.ndarray((len(text) - 7,), dtype="<u8", buffer=text, strides=(1,))
    # by pairs in a word (five stand for more): where the preferences are, what is checked, and what it must be
    names, check, shape = _tables()
    keys = np.zeros(len(ends), dtype=np.uint64)
    # the weight must be 1; that it is a digit and a space is checked with the rest
    good = (pairs >= 2) & (pairs <= 17) & (text[starts] == 49)
    here: NDArray[np.int64] | slice = slice(None)
    at, left = starts, pairs
    for word in range(5):
        rest = np.minimum(left, 5)
        found = words[at]
        right = (found & check[rest]) == shape[rest]
        nibbles = found & names[rest]
        nibbles |= nibbles >> np.uint64(12)
        nibbles |= nibbles >> np.uint64(24)
        nibbles &= np.uint64(0xFFFF)
        if word == 0:
            keys |= nibbles >> np.uint64(4)
            good &= right
        else:
            keys[here] |= nibbles << np.uint64(16 * word - 4)
            good[here] &= right
        further = np.flatnonzero(left > 4)
        if not len(further):
            break
        here = further if word == 0 else here[further]  # type: ignore[index]
        at, left = at[further] + 8, left[further] - 4
    other: Counter[bytes] = Counter()
    for line in np.flatnonzero(~good).tolist():
        other[block[starts[line] : ends[line]]] += 1
    ordered = np.sort(keys[good] if other else keys)
    return _Part(*_runs(ordered), other, len(ends))


def _tables() -> tuple[Keys, Keys, Keys]:
    import numpy as np

    names, check, shape = [0], [0], [0]
    for pairs in range(1, 6):
        whole = min(pairs - 1, 4)  # of five or more, four are in this word and none of them is the last
        end = 0 if pairs > 4 else 0xFFFF << 16 * whole
        last = 0 if pairs > 4 else 0x0A30 << 16 * whole
        names.append(sum(0x000F << 16 * lane for lane in range(whole)))
        check.append(sum(0xFFF0 << 16 * lane for lane in range(whole)) | end)
        shape.append(sum(0x2030 << 16 * lane for lane in range(whole)) | last)
    return tuple(np.array(each, dtype=np.uint64) for each in (names, check, shape))  # type: ignore[return-value]


def _runs(ordered: Keys) -> tuple[Keys, Counts | None]:
    """Sorted numbers as unique ones with counts; as they are, where few are equal."""
    import numpy as np

    if not len(ordered):
        return ordered, None
    new = np.empty(len(ordered), dtype=bool)
    new[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    first = np.flatnonzero(new)
    if len(first) * 3 > len(ordered):
        return ordered, None
    return ordered[first], np.diff(np.append(first, len(ordered)))


def _has_holes(keys: Keys) -> bool:
    """Is there a number with a 0 below another preference?"""
    import numpy as np

    filled = keys | (keys >> np.uint64(1))
    filled |= filled >> np.uint64(2)
    filled &= np.uint64(0x1111111111111111)  # one bit a preference
    return bool(((filled >> np.uint64(4)) & ~filled).any())


def _merge(parts: list[_Part]) -> tuple[Keys, Counts]:
    """Unique numbers of all blocks, ascending, with their counts."""
    import numpy as np

    raw = [part.keys for part in parts if part.counts is None]
    held = [(part.keys, part.counts) for part in parts if part.counts is not None]
    if raw:
        ordered = np.sort(np.concatenate(raw))
        first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        held.append((ordered[first], np.diff(np.append(first, len(ordered)))))
    if not held:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    if len(held) == 1:
        return held[0]
    keys = np.concatenate([keys for keys, _ in held])
    counts = np.concatenate([counts for _, counts in held])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.add.reduceat(counts, first)


class PackedPapers(Mapping[Ranking, int]):
    """Very many different rankings, held as columns; to rules that look no closer, an ordinary mapping.

    `columns[k][i]` is the candidate whom ranking i puts at rank k + 1, 255 for none; `numbers[i]` its papers.
    """

    def __init__(self, keys: Keys, counts: Counts) -> None:
        import numpy as np

        self.numbers = counts
        self.columns: list[NDArray[np.uint8]] = []
        for rank in range(16):
            nibble = ((keys >> np.uint64(4 * rank)) & np.uint64(15)).astype(np.uint8)
            if not nibble.any():
                break
            self.columns.append(nibble - np.uint8(1))
        self._places: dict[Ranking, int] | None = None

    def within(self, number: int) -> bool:
        """No candidate's number above `number`, nobody twice, no empty paper: plain rankings."""
        import numpy as np

        seen = np.zeros(len(self.numbers), dtype=np.uint16)
        for column in self.columns:
            named = column != 255
            if (column[named] >= number).any():
                return False
            bit = np.where(named, np.uint16(1) << np.minimum(column, 15).astype(np.uint16), np.uint16(0))
            if (seen & bit).any():
                return False
            seen |= bit
        return bool(seen.all())

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[Ranking]:
        for row in zip(*(column.tolist() for column in self.columns), strict=True):
            yield tuple(each for each in row if each != 255)

    def __getitem__(self, ranking: Ranking) -> int:
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self)}
        return int(self.numbers[self._places[ranking]])

    def items(self):  # type: ignore[no-untyped-def]  # a list is what Mapping's view would be turned into anyway
        """Rankings with their papers, made in one go."""
        return list(zip(self, self.numbers.tolist(), strict=True))

    def values(self):  # type: ignore[no-untyped-def]
        """Numbers of papers."""
        return self.numbers.tolist()


def unpack(keys: Keys, counts: Counts) -> dict[Ranking, int]:
    """Few rankings as tuples."""
    out: dict[Ranking, int] = {}
    for key, number in zip(keys.tolist(), counts.tolist(), strict=True):
        ranking = []
        while key:
            ranking.append((key & 15) - 1)
            key >>= 4
        out[tuple(ranking)] = number
    return out
