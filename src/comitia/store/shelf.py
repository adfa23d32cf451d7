"""Acts out of order, spilled to a temporary file: for a record of which a large part was written down late."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from typing import IO

import msgspec

from comitia.record.acts import AnyAct
from comitia.record.survey import Key, Place

IN_MEMORY = 100_000
"""So many acts are held in memory before they are spilled."""

Held = tuple[Key, Place, AnyAct]

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[tuple[int, int, float, int], Place, AnyAct])


class SpillingShelf:
    """A shelf (`comitia.record.survey.Shelf`) of bounded memory. Use it in a `with`: that deletes its files.

    in_memory: how many acts are held before a sorted run of them goes to a temporary file.
    """

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._held: list[Held] = []
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> SpillingShelf:
        return self

    def __exit__(self, *_: object) -> None:
        for run in self._runs:
            run.close()

    def put(self, key: Key, place: Place, act: AnyAct) -> None:
        self._held.append((key, place, act))
        if len(self._held) >= self._in_memory:
            self._spill()

    def sorted(self) -> Iterator[Held]:
        self._held.sort(key=itemgetter(0))
        return merge(*(_read(run) for run in self._runs), self._held, key=itemgetter(0))

    def _spill(self) -> None:
        self._held.sort(key=itemgetter(0))
        run = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the shelf)
        for one in self._held:
            data = _ENCODER.encode(one)
            run.write(len(data).to_bytes(4, "big") + data)
        self._runs.append(run)
        self._held = []


def _read(run: IO[bytes]) -> Iterator[Held]:
    """The acts of a run, from a place of its own: two readings of a shelf may go on at once."""
    at = 0
    while True:
        run.seek(at)
        if not (size := run.read(4)):
            return
        key, place, act = _DECODER.decode(run.read(int.from_bytes(size, "big")))
        at = run.tell()
        yield Key(*key), place, act
