"""The writer: accepts leaves, grows the tree, and publishes checkpoints, in an order in which a crash forks nothing.

1. The leaves and their numbers are on the disk in the journal, in one transaction.
2. Tiles and bundles are stored; never other bytes at one path.
3. The signer signs the checkpoint, having seen that it extends the last one; it is kept as pending.
4. Witnesses are asked.
5. On their quorum the checkpoint is kept for good and put in place of the last one.

Several threads may call `checkpoint`: while one size is put in place, the next is signed, and the files of the one
after that are stored. Each size goes through all steps in this order, and at no step overtakes the one below it.

At start the edge of the tree is computed again from the journal, and files that a crash left wrong are made again.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.growth import Growth, Stale
from comitia.log.keys import verify
from comitia.log.merkle import leaf_hashes
from comitia.log.note import Note, parse_note, signed_by
from comitia.log.signer import Signer
from comitia.log.store import Store
from comitia.log.tiles import (
    MAX_ENTRY,
    WIDTH,
    Edge,
    FullTiles,
    TileTree,
    entries_of,
    keep_full,
    packed,
    tile_path,
    unbundle,
)

SETTLE_EVERY = 64 * WIDTH
Steps = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the witnesses answered: the note with their cosignatures, whether they are the quorum, what failed."""

    note: Note
    quorum: bool
    refusals: tuple[LogError, ...] = ()


AskWitnesses = Callable[[Note, Callable[[int], list[bytes]]], Asked]


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of `checkpoint`: `note` is published when `published`, else it waits for witnesses."""

    note: Note
    published: bool
    refusals: tuple[LogError, ...] = ()


@dataclass(slots=True)
class _Snapshot:
    """The log at one size: what is published while new leaves are accepted. `tail`: leaves as a bundle holds them."""

    edge: Edge
    tail: list[bytes]

    def partial_files(self) -> list[tuple[str, bytes]]:
        files = [(tile.path, tile.data) for tile in self.edge.partial()]
        if self.tail:
            files.append((tile_path("entries", self.edge.size // WIDTH, len(self.tail)), b"".join(self.tail)))
        return files


class Writer:
    """One log's only writer. Threads may append while others publish, in a pipeline of three.

    `step` is called with a word before each step, for tests that stop it there.
    """

    def __init__(
        self,
        store: Store,
        signer: Signer,
        origin: str,
        ask: AskWitnesses | None = None,
        step: Steps = lambda _: None,
    ) -> None:
        self.origin = origin
        self._store, self._signer, self._ask, self._step = store, signer, ask, step
        self._keys = signer.keys()
        self._unwritten: deque[tuple[str, bytes]] = deque()
        self._tail: list[bytes] = []
        self._full: FullTiles = OrderedDict()
        self._published = -1
        self._agreed: Asked | None = None
        self._current: Note | None = None
        self._growing, self._storing, self._signing, self._publishing = Lock(), Lock(), Lock(), Lock()
        store.acquire()
        try:
            self._edge = store.settled()
            self._settled = self._edge.size
            self._replay(self._seen())
            if (last := signer.last()) > self._edge.size:
                raise _old_backup(origin, self._edge.size, last)
        except BaseException:
            store.close()
            raise

    @property
    def size(self) -> int:
        """Leaves accepted, published or not."""
        return self._edge.size

    def append(self, leaves: Sequence[bytes]) -> int:
        """Accept leaves; returns the number of the first. They are durable when this returns.

        Raises Refusal `two-writers`, `disk-full` or `storage`: then none of them was accepted.
        """
        for leaf in leaves:
            if len(leaf) > MAX_ENTRY:
                raise LogError(
                    "leaf-size", "leaf", f"{len(leaf)} bytes", f"at most {MAX_ENTRY} bytes", "put long text elsewhere"
                )
        with self._growing:
            first = self._edge.size
            self._step("journal")
            self._store.commit(first, leaves)
            self._step("accepted")
            self._grow(leaves)
        return first

    def checkpoint(self) -> Published:
        """Publish all that was accepted. Can be called again after any refusal; nothing is lost meanwhile."""
        self._storing.acquire()  # each turn is held until the next one is ours: sizes cannot overtake one another
        try:
            now = self._snapshot()
            self._write_files(now)
            if now.edge.size - self._settled >= SETTLE_EVERY:
                self._settle(now)
            self._signing.acquire()
        finally:
            self._storing.release()
        try:
            asked = self._agree(now)
            if not asked.quorum:
                return Published(asked.note, published=False, refusals=asked.refusals)
            self._publishing.acquire()
        finally:
            self._signing.release()
        try:
            self._publish(asked.note, now.edge.size)
        finally:
            self._publishing.release()
        return Published(asked.note, published=True, refusals=asked.refusals)

    def settle(self) -> None:
        """Put the public files on the disk and let the journal go of what they hold."""
        with self._storing:
            now = self._snapshot()
            self._write_files(now)
            self._settle(now)

    def close(self) -> None:
        """Settle and let go of the log."""
        try:
            self.settle()
        finally:
            self._store.close()

    def abandon(self) -> None:
        """Let go of the log as a crash would."""
        self._store.close()

    def tree(self) -> TileTree:
        """The tree of everything accepted, for proofs. Needs the files of `checkpoint` or `settle`."""
        return self._tree(self._snapshot().edge)

    def last_leaves(self) -> list[bytes]:
        """The last leaves accepted, up to 256 or as many as there are."""
        with self._growing:
            if self._tail or not self._edge.size:
                return unbundle(b"".join(self._tail), "tail")
        return list(entries_of(self._store.read, self.size - WIDTH, self.size, self.size))

    def edge(self) -> Edge:
        """A copy of the right edge of the tree of everything accepted."""
        return self._snapshot().edge

    def _snapshot(self) -> _Snapshot:
        with self._growing:
            return _Snapshot(self._edge.copy(), list(self._tail))

    def _tree(self, edge: Edge) -> TileTree:
        return TileTree(self._store.read, edge.size, self._full, edge.partial_rows())

    def _grow(self, leaves: Sequence[bytes]) -> None:
        for tile in self._edge.extend(leaf_hashes(leaves)):
            self._unwritten.append((tile.path, tile.data))
            keep_full(self._full, tile.level, tile.index, [tile.data, *tile.inner])
        first_bundle = (self._edge.size - len(leaves)) // WIDTH
        self._tail.extend(packed(leaves))
        for start in range(0, len(self._tail) - WIDTH + 1, WIDTH):
            path = tile_path("entries", first_bundle + start // WIDTH)
            self._unwritten.append((path, b"".join(self._tail[start : start + WIDTH])))
        del self._tail[: len(self._tail) & ~(WIDTH - 1)]

    def _write_files(self, now: _Snapshot, *, repair: bool = False) -> None:
        self._step("tiles")
        while self._unwritten:
            self._store.write(*self._unwritten[0], repair=repair)
            self._unwritten.popleft()
            self._step("tile")
        for path, data in now.partial_files():
            self._store.write(path, data, repair=repair)
            self._step("tile")

    def _agree(self, now: _Snapshot) -> Asked:
        """A checkpoint of this size, signed and with the witnesses' quorum, unless they refused."""
        size = now.edge.size
        if self._agreed is None and size == self._published:
            current = self._store.read("checkpoint")
            if current is not None and self._is_ours(note := parse_note(current), size):
                self._agreed, self._current = Asked(note, quorum=True), note
        if self._agreed is not None and Checkpoint.parse(self._agreed.note.text).size == size:
            return self._agreed
        note = self._signed(now)
        self._step("witnesses")
        asked = self._ask(note, self._tree(now.edge).consistency) if self._ask else Asked(note, quorum=True)
        if asked.note != note:
            self._store.set_pending(asked.note.data, again=False)
        if asked.quorum:
            self._agreed = asked
        return asked

    def _publish(self, note: Note, size: int) -> None:
        if note == self._current:
            return
        self._step("publish")
        self._store.publish(note.data)
        self._current, self._published = note, size
        self._step("published")

    def _signed(self, now: _Snapshot) -> Note:
        size = now.edge.size
        pending = self._store.pending()
        if pending is not None and self._is_ours(note := parse_note(pending), size):
            return note
        tree = self._tree(now.edge)
        text = Checkpoint(self.origin, size, now.edge.root()).text
        self._step("sign")
        last = self._signer.last()
        if last > size:
            raise _old_backup(self.origin, size, last)
        try:
            signatures = self._signer.sign(Growth(last, tuple(tree.consistency(last)), text))
        except Stale as stale:
            raise _old_backup(self.origin, size, stale.size) from None
        except ProofError as error:
            raise _other_history(self.origin, error) from None
        note = Note(text, signatures)
        self._step("pending")
        self._store.set_pending(note.data, again=self._ask is None)
        return note

    def _settle(self, now: _Snapshot) -> None:
        """Only when the files of `now` are stored, and while no other thread stores any."""
        self._step("settle")
        self._store.settle(now.edge)
        self._settled = now.edge.size

    def _is_ours(self, note: Note, size: int) -> bool:
        """Whether a checkpoint is of just this size and carries every key that the signer has."""
        if Checkpoint.parse(note.text).size != size:
            return False
        return len(signed_by(note, self._keys, verify)) == len(self._keys)

    def _replay(self, seen: Sequence[Checkpoint]) -> None:
        """Grow from the settled edge by what the journal holds; make again what a crash may have left wrong.

        What was `seen` (published or pending) must be found on the way, with the same root.
        """
        kept = self._edge.size % WIDTH
        leaves = self._store.journal(self._edge.size - kept)
        self._tail.extend(packed(islice(leaves, kept)))
        while batch := list(islice(leaves, 4096)):
            self._grow(batch)
        self._write_files(self._snapshot(), repair=True)
        if len(self._tail) != self._edge.size % WIDTH or self._edge.size != self._store.head():
            raise Refusal(
                "journal-gap",
                self.origin,
                f"{self._edge.size} leaves where the journal says {self._store.head()}",
                "every accepted leaf",
                "do not write; keep the folder as it is and refill a new one from a mirror (`comitia log import`)",
            )
        for checkpoint in seen:
            if checkpoint.size > self._edge.size:
                raise _old_backup(self.origin, self._edge.size, checkpoint.size)
            if self.tree().root_at(checkpoint.size) != checkpoint.root:
                raise _other_history(self.origin, None)

    def _seen(self) -> list[Checkpoint]:
        """What is published and what is pending. A checkpoint file that lost power left unreadable is made again."""
        seen: list[Checkpoint] = []
        current = _readable(self._store.read("checkpoint"))
        if current is not None:
            self._published = current.size
            seen.append(current)
        pending = _readable(self._store.pending())
        return seen if pending is None else [*seen, pending]


def _readable(data: bytes | None) -> Checkpoint | None:
    try:
        return None if data is None else Checkpoint.parse(parse_note(data).text)
    except LogError:
        return None


def _old_backup(origin: str, have: int, signed: int) -> Refusal:
    return Refusal(
        "behind-what-was-signed",
        origin,
        f"a log of {have} leaves, and a signature on {signed} leaves",
        "every leaf that was ever signed",
        "this looks like an old backup; writing on would fork the log. Refill it from a mirror: "
        "`comitia log import MIRROR FOLDER`",
    )


def _other_history(origin: str, error: ProofError | None) -> Refusal:
    return Refusal(
        "another-history",
        origin,
        "a tree that does not extend the one last signed" + (f" ({error.found})" if error else ""),
        "the same leaves in the same order",
        "do not write; keep this folder as evidence, and refill a new one from a mirror",
    )
