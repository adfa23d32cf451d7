"""Where a log lives, behind one small protocol, so that a database can stand in for the folder.

The journal is what was accepted: leaves by number, written in one transaction that is on the disk before anything is
signed. Tiles, bundles and checkpoints are public files that can be made again from the journal until they are
*settled*, that is, on the disk themselves. Only then does the journal let go of the leaves that they hold.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from comitia.log.disk import drop_folder, place, sync, write_all
from comitia.log.errors import LogError, Refusal
from comitia.log.history import HISTORY, PRIVATE, PUBLIC, split_history
from comitia.log.storage import told
from comitia.log.tiles import Edge, bundle, unbundle


class Store(Protocol):
    """What a writer needs. All of it is called by one writer at a time, which holds `acquire`."""

    def acquire(self) -> None:
        """Take the log for this writer. Raises Refusal `two-writers` when another has it."""

    def close(self) -> None: ...

    def head(self) -> int:
        """How many leaves the journal has accepted."""

    def commit(self, first: int, leaves: Sequence[bytes]) -> None:
        """Accept leaves `first`, `first` + 1, ... durably, all or none; `first` must be the head."""

    def settled(self) -> Edge:
        """The edge of the tree up to which public files are known to be on the disk."""

    def journal(self, start: int) -> Iterator[bytes]:
        """The accepted leaves from `start` on; `start` is not below the settled size."""

    def settle(self, edge: Edge) -> None:
        """Put every public file on the disk, then let the journal go of leaves below `edge.size`."""

    def read(self, path: str) -> bytes | None:
        """A public resource, or None."""

    def write(self, path: str, data: bytes, *, repair: bool = False) -> None:
        """Store a public resource. Other bytes at the same path are refused, unless a crash left them."""

    def pending(self) -> bytes | None:
        """A checkpoint that was signed and not yet published."""

    def set_pending(self, note: bytes, *, again: bool) -> None:
        """Keep a signed checkpoint. `again`: signing it again would give the same bytes."""

    def publish(self, note: bytes) -> None:
        """Keep a checkpoint for good, put it in place of the last one, and forget it as the pending one."""

    def keep(self, note: bytes) -> None:
        """Keep an older checkpoint in the history only."""

    def published(self) -> list[bytes]:
        """Every checkpoint ever published, in order."""


_SCHEMA = """
CREATE TABLE IF NOT EXISTS batch(first INTEGER PRIMARY KEY, count INTEGER NOT NULL, leaves BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO fact VALUES('head', 0);
"""
_MOVE_HEAD = "UPDATE fact SET value = ? WHERE name = 'head' AND value = ?"


class FolderStore:
    """A folder: `public` for any static web server, `private` with the journal and the writer's lock."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self.public, self.private = folder / PUBLIC, folder / PRIVATE
        if create:
            self.public.mkdir(parents=True, exist_ok=True)
            self.private.mkdir(mode=0o700, exist_ok=True)
        if not self.private.is_dir():
            raise LogError(
                "no-log", str(folder), "no log in this folder", "a folder made by `comitia log init`", "check the path"
            )
        self._root = str(self.public)
        self._lock: int | None = None
        self._history: int | None = None
        self._turn = threading.Lock()
        self._unsynced: set[str] = set()
        self._stale: set[str] = set()
        self._written: dict[str, int] = {}
        self._made: set[str] = set()
        with told(folder, "nothing was changed"):
            self._db = _open(self.private / "journal.sqlite")
            self._pending = self._fact("pending")

    def acquire(self) -> None:
        handle = os.open(self.private / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise _two_writers(str(self.folder), "another program is writing to this log") from None
        self._lock = handle

    def close(self) -> None:
        self._db.close()
        if self._history is not None:
            os.close(self._history)
            self._history = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def head(self) -> int:
        return int(self._fact("head") or 0)

    def commit(self, first: int, leaves: Sequence[bytes]) -> None:
        with self._turn, told(self.folder, "the leaves were not accepted"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self._db.execute(_MOVE_HEAD, (first + len(leaves), first)).rowcount != 1:
                    raise _two_writers(str(self.folder), f"leaf {first} is already taken; the head is {self.head()}")
                if leaves:
                    self._db.execute("INSERT INTO batch VALUES(?, ?, ?)", (first, len(leaves), bundle(leaves)))
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def settled(self) -> Edge:
        data = self._fact("edge")
        return Edge.load(bytes(data)) if data else Edge()

    def journal(self, start: int) -> Iterator[bytes]:
        rows = self._db.execute("SELECT first, leaves FROM batch WHERE first + count > ? ORDER BY first", (start,))
        for first, data in rows:
            if first > start:  # a gap: the writer counts and says so
                return
            leaves = unbundle(bytes(data), "journal")[start - first :]
            start += len(leaves)
            yield from leaves

    def settle(self, edge: Edge) -> None:
        with told(self.folder, "the journal keeps its leaves"):
            unsynced, self._unsynced = self._unsynced, set()
            unsynced = {path for path in unsynced if path.rpartition("/")[0] not in self._stale}
            self._drop_stale()
            try:
                sync(self._root, unsynced)
            except OSError:
                self._unsynced |= unsynced
                raise
            with self._turn, self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._set("edge", edge.dump())
                self._db.execute("DELETE FROM batch WHERE first + count <= ?", (edge.size & ~255,))
            self._written.clear()

    def read(self, path: str) -> bytes | None:
        try:
            return (self.public / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, data: bytes, *, repair: bool = False) -> None:
        if self._written.get(path) == hash(data):
            return
        target = f"{self._root}/{path}"
        if os.path.exists(target):  # noqa: PTH110  (no Path is made on this hot path)
            if Path(target).read_bytes() == data:
                self._note_written(path, data)
                return
            if not repair:
                raise _other_bytes(target)
        with told(self.folder, "the leaves are safe in the journal; nothing was published"):
            self._place(target, data, f"{self._root}/tile.new")
        self._note_written(path, data)
        if "/" in path and ".p/" not in path:
            self._stale.add(f"{path}.p")

    def _note_written(self, path: str, data: bytes) -> None:
        self._unsynced.add(path)
        self._written[path] = hash(data)

    def pending(self) -> bytes | None:
        return bytes(self._pending) if isinstance(self._pending, bytes) else None

    def set_pending(self, note: bytes, *, again: bool) -> None:
        if again and self._pending is None:
            return
        with self._turn, told(self.folder, "the checkpoint was signed and is signed again at the next try"):
            self._set("pending", note)
            self._pending = note

    def publish(self, note: bytes) -> None:
        with told(self.folder, "the checkpoint stays pending"):
            self.keep(note)
            self._place(f"{self._root}/checkpoint", note, f"{self._root}/checkpoint.new")
            self._unsynced.add("checkpoint")
            with self._turn:
                if self._pending == note:  # else a larger one is pending already, or none
                    self._db.execute("DELETE FROM fact WHERE name = 'pending'")
                    self._pending = None

    def keep(self, note: bytes) -> None:
        with told(self.folder, "the checkpoint was not added to the history"):
            if self._history is None:
                self._history = self._open_history()
            before = os.fstat(self._history).st_size
            try:
                write_all(self._history, note + b"\n")
            except OSError:
                os.ftruncate(self._history, before)
                raise

    def published(self) -> list[bytes]:
        return split_history(self.read(HISTORY) or b"")

    def _drop_stale(self) -> None:
        """Partial tiles go when the full tile is in place, and before they are synced: most never reach the disk."""
        for path in self._stale:
            drop_folder(f"{self._root}/{path}")
            self._made.discard(f"{self._root}/{path}")
        self._stale.clear()

    def _open_history(self) -> int:
        """The history to append to; what a crash cut off at its end is cut away."""
        handle = os.open(self.public / HISTORY, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        whole = sum(len(note) + 1 for note in self.published())
        os.ftruncate(handle, whole)
        self._unsynced.add(HISTORY)
        return handle

    def _place(self, target: str, data: bytes, temporary: str) -> None:
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            Path(parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        place(target, data, temporary)

    def _fact(self, name: str) -> bytes | int | None:
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set(self, name: str, value: bytes | int) -> None:
        self._db.execute("INSERT OR REPLACE INTO fact VALUES(?, ?)", (name, value))


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA busy_timeout=5000")
    database.execute("PRAGMA journal_mode=WAL")
    database.executescript(_SCHEMA)
    database.execute("PRAGMA synchronous=FULL")
    return database


def _two_writers(place: str, found: str) -> Refusal:
    return Refusal("two-writers", place, found, "one writer at a time", "stop the other writer, then try again")


def _other_bytes(place: str) -> Refusal:
    return Refusal(
        "resource-changed",
        place,
        "other bytes than those that belong at this path",
        "a published file never changes",
        "stop; keep a copy of the folder; run `comitia verify --log` on it and on a mirror, and compare",
    )
