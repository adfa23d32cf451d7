"""A mirror: a whole copy of a log that takes over nothing it has not checked. Also how a lost log is refilled.

The new checkpoint's signatures are checked first, then the tree up to its root from what we have plus the leaf hashes
offered, and then every entry against its leaf hash. What does not extend our copy is kept as evidence, not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError
from comitia.log.evidence import SplitView
from comitia.log.growth import Growth
from comitia.log.history import HISTORY, split_history
from comitia.log.merkle import HASH_SIZE, leaf_hashes
from comitia.log.note import Note, Signature, VerifierKey, parse_note
from comitia.log.policy import Policy
from comitia.log.store import Store
from comitia.log.tiles import WIDTH, Read, TileTree, read_bundle, read_tile
from comitia.log.trust import trusted_checkpoint
from comitia.log.writer import Writer

Progress = Callable[[int, int], None]


class SplitFound(ProofError):  # noqa: N818  (named for what was found)
    """The log shows another history than the one it showed before. `view` holds both signed checkpoints."""

    def __init__(self, view: SplitView) -> None:
        one, other = view.heads
        super().__init__(
            "split-view",
            one.origin,
            f"a checkpoint of size {other.size} that does not extend the one of size {one.size} kept here",
            "one history, only ever extended",
            "keep both checkpoints; publish them; ask the log's keepers and the witnesses for an explanation",
        )
        self.view = view


@dataclass(frozen=True, slots=True)
class Mirrored:
    """How many leaves there were before and are now."""

    before: int
    now: int


class _Given:
    """Signs nothing itself: hands over the signatures of a checkpoint that was checked."""

    def __init__(self, note: Note | None, keys: tuple[VerifierKey, ...]) -> None:
        self._note, self._keys = note, keys

    def keys(self) -> tuple[VerifierKey, ...]:
        return self._keys

    def last(self) -> int:
        return 0

    def sign(self, growth: Growth) -> tuple[Signature, ...]:
        assert self._note is not None
        assert growth.body == self._note.text
        return self._note.signatures


def mirror(
    read: Read, store: Store, policy: Policy, origin: str, progress: Progress = lambda done, all_: None
) -> Mirrored:
    """Bring `store` up to the log behind `read`. Raises SplitFound, ProofError or LogError; then nothing changed."""
    note, checkpoint, keys = trusted_checkpoint(read, policy, origin)
    writer = Writer(store, _Given(note, keys), origin)
    try:
        before = writer.size
        ours = store.read("checkpoint")
        if ours is not None and checkpoint.size <= max(before, Checkpoint.parse(parse_note(ours).text).size):
            _same_history(writer.tree(), parse_note(ours), note)
            return Mirrored(before, before)
        expected = _hashes(read, before, checkpoint)
        edge = writer.edge()
        for chunk in _chunks(expected):
            edge.extend(chunk)
        if edge.root() != checkpoint.root:
            raise _split_or_wrong_tiles(read, ours, note)
        for first, entries in _entries(read, before, checkpoint.size):
            if leaf_hashes(entries) != expected[first - before : first - before + len(entries)]:
                raise _wrong_entries(origin, first)
            writer.append(entries)
            progress(first + len(entries), checkpoint.size)
        writer.settle()
        _take_history(read, store, writer.tree())
        writer.checkpoint()
    finally:
        writer.close()
    return Mirrored(before, checkpoint.size)


def _same_history(tree: TileTree, ours: Note, theirs: Note) -> None:
    """A smaller or equal checkpoint must be of a tree that ours went through."""
    checkpoint = Checkpoint.parse(theirs.text)
    if tree.root_at(checkpoint.size) != checkpoint.root:
        raise SplitFound(SplitView(ours, theirs))


def _split_or_wrong_tiles(read: Read, ours: bytes | None, theirs: Note) -> ProofError:
    """Our leaves and those offered do not lead to the signed root: another history, or only wrong tiles?"""
    new = Checkpoint.parse(theirs.text)
    if ours is None or TileTree(read, new.size).root() != new.root:
        return _wrong_tiles(new.origin)
    return SplitFound(SplitView(parse_note(ours), theirs))


def _hashes(read: Read, start: int, checkpoint: Checkpoint) -> list[bytes]:
    hashes: list[bytes] = []
    for index in range(start // WIDTH, -(-checkpoint.size // WIDTH)):
        data = read_tile(read, 0, index, checkpoint.size)
        skip = max(0, start - index * WIDTH)
        hashes += [data[at : at + HASH_SIZE] for at in range(skip * HASH_SIZE, len(data), HASH_SIZE)]
    return hashes


def _chunks(hashes: list[bytes]) -> Iterator[list[bytes]]:
    for at in range(0, len(hashes), 1 << 16):
        yield hashes[at : at + (1 << 16)]


def _entries(read: Read, start: int, size: int) -> Iterator[tuple[int, list[bytes]]]:
    """Bundles from leaf `start` on, a few together: (number of the first entry, entries)."""
    first, batch = start, list[bytes]()
    for index in range(start // WIDTH, -(-size // WIDTH)):
        batch += read_bundle(read, index, size)[max(0, start - index * WIDTH) :]
        if len(batch) >= 16 * WIDTH:
            yield first, batch
            first, batch = first + len(batch), []
    if batch:
        yield first, batch


def _take_history(read: Read, store: Store, tree: TileTree) -> None:
    """Older checkpoints, those only that are of this history."""
    have = set(store.published())
    for data in split_history(read(HISTORY) or b""):
        try:
            checkpoint = Checkpoint.parse(parse_note(data).text)
        except LogError:
            continue
        if data not in have and 0 < checkpoint.size < tree.size:
            if tree.root_at(checkpoint.size) == checkpoint.root:
                store.keep(data)


def _wrong_tiles(origin: str) -> ProofError:
    found = "tiles that do not lead to the signed root"
    return ProofError("tiles", origin, found, "tiles of the signed tree", "nothing was taken; try another mirror")


def _wrong_entries(origin: str, first: int) -> ProofError:
    found = f"entries from number {first} on that do not hash to their tile"
    return ProofError("entries", origin, found, "the entries of the tree", "try another mirror")
