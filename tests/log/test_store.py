"""The storage protocol is enough: a log in a dictionary, as a database would keep it, is written and verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from logkit import ORIGIN, Kit

from comitia.log.errors import Refusal
from comitia.log.history import HISTORY, split_history
from comitia.log.policy import parse_policy
from comitia.log.store import Store
from comitia.log.tiles import Edge
from comitia.log.verify import check_log
from comitia.log.writer import Writer


class Memory:
    """Nothing but the methods of the protocol."""

    def __init__(self) -> None:
        self.leaves: list[bytes] = []
        self.files: dict[str, bytes] = {}
        self.edge, self.waiting = Edge(), None

    def acquire(self) -> None: ...

    def close(self) -> None: ...

    def head(self) -> int:
        return len(self.leaves)

    def commit(self, first: int, leaves: Sequence[bytes]) -> None:
        if first != len(self.leaves):
            raise Refusal("two-writers", "memory", "another head", "this head", "stop one writer")
        self.leaves += leaves

    def settled(self) -> Edge:
        return self.edge.copy()

    def journal(self, start: int) -> Iterator[bytes]:
        return iter(self.leaves[start:])

    def settle(self, edge: Edge) -> None:
        self.edge = edge

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def write(self, path: str, data: bytes, *, repair: bool = False) -> None:
        assert repair or self.files.get(path, data) == data
        self.files[path] = data

    def pending(self) -> bytes | None:
        return self.waiting

    def set_pending(self, note: bytes, *, again: bool) -> None:
        self.waiting = note

    def publish(self, note: bytes) -> None:
        self.keep(note)
        self.files["checkpoint"], self.waiting = note, None

    def keep(self, note: bytes) -> None:
        self.files[HISTORY] = self.files.get(HISTORY, b"") + note + b"\n"

    def published(self) -> list[bytes]:
        return split_history(self.files.get(HISTORY, b""))


def test_a_log_in_memory_is_written_reopened_and_verified(kit: Kit) -> None:
    store: Store = Memory()
    for first, last in ((1, 200), (200, 300), (300, 301), (301, 900)):
        writer = Writer(store, kit.signer(), ORIGIN)
        writer.append([*([] if writer.size else [kit.opening()]), *(kit.act(n) for n in range(first, last))])
        assert writer.checkpoint().published
        if first != 200:
            writer.settle()
        writer.abandon()
    answer = check_log(store.read, parse_policy(kit.policy()))
    assert any(s.code == "acts-signed" and s.arguments["count"] == 900 for s in answer.statements)


def test_leaves_of_the_journal_come_back_from_any_start(kit: Kit) -> None:
    store = kit.store()
    leaves = [b"%d" % n for n in range(20)]
    for first, last in ((0, 1), (1, 8), (8, 8), (8, 20)):
        store.commit(first, leaves[first:last])
    for start in range(21):
        assert list(store.journal(start)) == leaves[start:]
    with pytest.raises(Refusal, match="two-writers"):
        store.commit(19, [b"x"])
    assert store.head() == 20
