"""Tiles (c2sp.org/tlog-tiles): the tree in static files of 256 hashes, and its growing right edge.

A tile of level L holds hashes of complete subtrees of 256**L leaves. `Edge` is what a writer keeps in memory: the
hashes that do not fill a tile yet. `TileTree` reads any node of a tree of known size from tile files.
"""

from __future__ import annotations

import struct
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from comitia.log.errors import LogError, ProofError
from comitia.log.merkle import (
    EMPTY_ROOT,
    HASH_SIZE,
    consistency_proof,
    fold_once,
    inclusion_proof,
    node_hash,
    ragged_edge,
)

WIDTH = 256
KEEP = 4096
MAX_ENTRY = 65_535
_LENGTH = struct.Struct(">H").pack
Read = Callable[[str], bytes | None]
FullTiles = OrderedDict[tuple[int, int], list[bytes]]
Rows = dict[tuple[int, int], list[bytes]]


@dataclass(frozen=True, slots=True)
class Tile:
    """`data` is `width` hashes of 32 bytes; a full tile has 256. `inner`: the seven rows above them, where known."""

    level: int
    index: int
    data: bytes
    inner: tuple[bytes, ...] = ()

    @property
    def width(self) -> int:
        return len(self.data) // HASH_SIZE

    @property
    def path(self) -> str:
        return tile_path(self.level, self.index, self.width)


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/<index>[.p/<width>]`; level `entries` names the bundle of the entries themselves."""
    suffix = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{spread(index)}{suffix}"


def spread(number: int) -> str:
    """1234067 as x001/x234/067, so that no folder grows beyond a thousand names."""
    parts = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03d}")
    return "/".join(reversed(parts))


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries, each after its length as a big-endian uint16."""
    return b"".join(packed(entries))


def packed(entries: Iterable[bytes]) -> list[bytes]:
    """Each entry as it stands in a bundle."""
    return [_LENGTH(len(entry)) + entry for entry in entries]


def unbundle(data: bytes, place: str) -> list[bytes]:
    """The entries of a bundle. Raises LogError `bundle` when it is cut off."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or end > len(data):
            raise LogError(
                "bundle", place, f"a bundle that ends within entry {len(entries)}", "whole entries", "copy it again"
            )
        entries.append(data[at + 2 : end])
        at = end
    return entries


@dataclass(slots=True)
class Edge:
    """The right edge of a growing tree: for each tile level, the tile that is not full, with its inner hashes.

    `tiles[level][row]` holds the complete subtrees of height `row` (0 to 7) within that tile, so that every hash of
    the tree is computed once.
    """

    size: int = 0
    tiles: list[list[list[bytes]]] = field(default_factory=list)

    def extend(self, hashes: Sequence[bytes]) -> list[Tile]:
        """Take more leaf hashes; the tiles that they complete, in order."""
        done: list[Tile] = []
        at, end = 0, len(hashes)
        if not self.tiles and end:
            self.tiles.append(_no_rows())
        while at < end:
            rows = self.tiles[0]
            chunk = hashes[at : at + WIDTH - len(rows[0])]
            at += len(chunk)
            self.size += len(chunk)
            _grow(rows, chunk)
            if len(rows[0]) == WIDTH:
                self._complete(0, done)
        return done

    def _complete(self, level: int, done: list[Tile]) -> None:
        rows = self.tiles[level]
        index = (self.size >> (8 * (level + 1))) - 1
        data, *inner = map(b"".join, rows)
        done.append(Tile(level, index, data, tuple(inner)))
        self.tiles[level] = _no_rows()
        if len(self.tiles) == level + 1:
            self.tiles.append(_no_rows())
        above = self.tiles[level + 1]
        _grow(above, fold_once(rows[7]))
        if len(above[0]) == WIDTH:
            self._complete(level + 1, done)

    def partial(self) -> list[Tile]:
        """The partial tiles of the tree as it is now."""
        return [
            Tile(level, self.size >> (8 * (level + 1)), b"".join(rows[0]))
            for level, rows in enumerate(self.tiles)
            if rows[0]
        ]

    def partial_rows(self) -> Rows:
        """The partial tiles with their inner hashes, as a `TileTree` keeps them."""
        return {
            (level, self.size >> (8 * (level + 1))): [b"".join(row) for row in rows]
            for level, rows in enumerate(self.tiles)
            if rows[0]
        }

    def root(self) -> bytes:
        """The root of the tree as it is now: from the lowest subtree without a partner up."""
        carry: bytes | None = None
        for rows in self.tiles:
            for row in rows:
                if len(row) & 1:
                    carry = row[-1] if carry is None else node_hash(row[-1], carry)
        return EMPTY_ROOT if carry is None else carry

    def copy(self) -> Edge:
        return Edge(self.size, [[list(row) for row in rows] for rows in self.tiles])

    def dump(self) -> bytes:
        """Bytes from which `load` makes the same edge again."""
        kept = [struct.pack(">H", len(rows[0])) + b"".join(rows[0]) for rows in self.tiles]
        return struct.pack(">Q", self.size) + b"".join(kept)

    @classmethod
    def load(cls, data: bytes) -> Edge:
        edge, at = cls(int.from_bytes(data[:8], "big")), 8
        while at < len(data):
            end = at + 2 + HASH_SIZE * int.from_bytes(data[at : at + 2], "big")
            edge.tiles.append(_no_rows())
            _grow(edge.tiles[-1], [data[n : n + HASH_SIZE] for n in range(at + 2, end, HASH_SIZE)])
            at = end
        return edge


def _no_rows() -> list[list[bytes]]:
    return [[] for _ in range(8)]


def _grow(rows: list[list[bytes]], hashes: Sequence[bytes]) -> None:
    """Add hashes to a tile's lowest row, and every inner hash that becomes complete."""
    rows[0].extend(hashes)
    for below, row in pairwise(rows):
        start, end = 2 * len(row), len(below) & ~1
        if start == end:
            return
        row.extend(fold_once(below[start:end]))


class TileTree:
    """A tree of a fixed size, read through tiles.

    Keeps full tiles with their inner hashes (16 KiB each, the last 4,096 of them) in `full`, which trees of other
    sizes of the same log may share. `partial` gives the rows of partial tiles, where they are known.
    """

    def __init__(self, read: Read, size: int, full: FullTiles | None = None, partial: Rows | None = None) -> None:
        self.size = size
        self._read = read
        self._full: FullTiles = OrderedDict() if full is None else full
        self._partial: Rows = {} if partial is None else partial
        self._edge: list[bytes] | None = None

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree. Raises ProofError when its tile is missing or of another width."""
        row = level & 7
        key = (level >> 3, index >> (8 - row))
        rows = self._full.get(key) or self._partial.get(key) or self._load(*key)
        at = (index & ((1 << (8 - row)) - 1)) * HASH_SIZE
        return rows[row][at : at + HASH_SIZE]

    def root(self) -> bytes:
        return self._ragged()[-1] if self.size else EMPTY_ROOT

    def root_at(self, size: int) -> bytes:
        """The root that this tree had at an earlier size."""
        if size > self.size:
            raise ValueError(f"a tree of {self.size} leaves had no size {size}")
        return ragged_edge(size, self.node)[-1] if size else EMPTY_ROOT

    def inclusion(self, index: int) -> list[bytes]:
        return inclusion_proof(index, self.size, self.node, self._ragged())

    def consistency(self, old: int) -> list[bytes]:
        """From an older size to this tree's."""
        return consistency_proof(old, self.size, self.node, self._ragged() if self.size else None)

    def _ragged(self) -> list[bytes]:
        if self._edge is None:
            self._edge = ragged_edge(self.size, self.node)
        return self._edge

    def _load(self, level: int, index: int) -> list[bytes]:
        data = read_tile(self._read, level, index, self.size)
        rows = [data]
        hashes: Sequence[bytes] = [data[n : n + HASH_SIZE] for n in range(0, len(data), HASH_SIZE)]
        for _ in range(7):
            hashes = fold_once(hashes[: len(hashes) & ~1])
            rows.append(b"".join(hashes))
        if len(data) == WIDTH * HASH_SIZE:
            keep_full(self._full, level, index, rows)
        else:
            self._partial[level, index] = rows
        return rows


def keep_full(full: FullTiles, level: int, index: int, rows: list[bytes]) -> None:
    """Keep a full tile's rows for proofs, and let the oldest go beyond 4,096 of them."""
    full[level, index] = rows
    if len(full) > KEEP:
        full.popitem(last=False)


def width_of(level: int, index: int, size: int) -> int:
    """How many hashes tile `index` of `level` has in a tree of `size` leaves (0: no such tile)."""
    return max(0, min(WIDTH, (size >> (8 * level)) - index * WIDTH))


def read_tile(read: Read, level: int, index: int, size: int) -> bytes:
    """The tile as it is in a tree of `size`; a full one stands in for a partial one that is no longer kept."""
    width = width_of(level, index, size)
    path = tile_path(level, index, width)
    data = read(path)
    if data is None and width < WIDTH:
        data = read(tile_path(level, index))
        data = data[: width * HASH_SIZE] if data else data
    if data is None or len(data) != width * HASH_SIZE:
        found = "no such tile" if data is None else f"{len(data)} bytes"
        raise ProofError(
            "tile", path, found, f"{width} hashes of 32 bytes", "fetch the log again, or fill it from a mirror"
        )
    return data


def read_bundle(read: Read, index: int, size: int) -> list[bytes]:
    """The entries of bundle `index` in a tree of `size` leaves."""
    width = width_of(0, index, size)
    path = tile_path("entries", index, width)
    data = read(path)
    if data is None and width < WIDTH:
        data = read(tile_path("entries", index))
    entries = None if data is None else unbundle(data, path)[:width]
    if entries is None or len(entries) != width:
        found = "no such bundle" if entries is None else f"{len(entries)} entries"
        raise ProofError("bundle", path, found, f"{width} entries", "fetch the log again, or fill it from a mirror")
    return entries


def entries_of(read: Read, start: int, stop: int, size: int) -> Iterator[bytes]:
    """Entries `start` to `stop` (exclusive) of a log of `size` leaves."""
    for index in range(start // WIDTH, -(-stop // WIDTH)):
        entries = read_bundle(read, index, size)
        yield from entries[max(0, start - index * WIDTH) : stop - index * WIDTH]
