"""Where a log lives, behind one small protocol, so that a database can stand in for the folder.

The journal is what was accepted: leaves by number, written in one transaction that is on the disk before anything is
signed. Tiles, bundles and checkpoints are public files that can be made again from the journal until they are
*settled*, that is, on the disk themselves. Only then does the journal let go of the leaves that they hold.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, Refusal
from comitia.log.note import parse_note
from comitia.log.tiles import Edge, spread


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
        """Keep a checkpoint for good, put it in place of the last one, and forget the pending one."""


PUBLIC, PRIVATE = "public", "private"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS leaf(number INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO fact VALUES('head', 0);
"""


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
        self._lock: int | None = None
        self._unsynced: set[str] = set()
        self._stale: set[str] = set()
        self._made: set[Path] = set()
        self._db = sqlite3.connect(self.private / "journal.sqlite", isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA busy_timeout=5000")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.executescript(_SCHEMA)
        self._db.execute("PRAGMA synchronous=FULL")

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
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def head(self) -> int:
        return int(self._fact("head") or 0)

    def commit(self, first: int, leaves: Sequence[bytes]) -> None:
        with _told(self.folder, "the leaves were not accepted"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if self.head() != first:
                    raise _two_writers(str(self.folder), f"leaf {first} is already taken; the head is {self.head()}")
                self._db.executemany("INSERT INTO leaf VALUES(?, ?)", enumerate(leaves, first))
                self._set("head", first + len(leaves))
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def settled(self) -> Edge:
        data = self._fact("edge")
        return Edge.load(bytes(data)) if data else Edge()

    def journal(self, start: int) -> Iterator[bytes]:
        for (data,) in self._db.execute("SELECT bytes FROM leaf WHERE number >= ? ORDER BY number", (start,)):
            yield bytes(data)

    def settle(self, edge: Edge) -> None:
        with _told(self.folder, "the journal keeps its leaves"):
            folders = set()
            for path in self._unsynced:
                _sync(self.public / path)
                folders |= set((self.public / path).parents)
            for folder in folders:
                if self.public in (folder, *folder.parents):
                    _sync(folder)
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._set("edge", edge.dump())
                self._db.execute("DELETE FROM leaf WHERE number < ?", (edge.size & ~255,))
            self._unsynced.clear()
        for path in self._stale:
            shutil.rmtree(self.public / path, ignore_errors=True)
        self._stale.clear()

    def read(self, path: str) -> bytes | None:
        try:
            return (self.public / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, data: bytes, *, repair: bool = False) -> None:
        target = self.public / path
        if target.exists():
            if target.read_bytes() == data:
                self._unsynced.add(path)
                return
            if not repair:
                raise _other_bytes(str(target))
        with _told(self.folder, "the leaves are safe in the journal; nothing was published"):
            self._place(target, data)
        self._unsynced.add(path)
        if "/" in path and ".p/" not in path:
            self._stale.add(f"{path}.p")

    def pending(self) -> bytes | None:
        data = self._fact("pending")
        return bytes(data) if data else None

    def set_pending(self, note: bytes, *, again: bool) -> None:
        if again:
            return
        with _told(self.folder, "the checkpoint was signed and is signed again at the next try"):
            self._set("pending", note)

    def publish(self, note: bytes) -> None:
        size = Checkpoint.parse(parse_note(note).text).size
        self.write(checkpoint_path(size), note, repair=True)
        with _told(self.folder, "the checkpoint stays pending"):
            self._place(self.public / "checkpoint", note)
            if self._fact("pending"):
                self._db.execute("DELETE FROM fact WHERE name = 'pending'")

    def _place(self, target: Path, data: bytes) -> None:
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        temporary = f"{target}.new"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        os.replace(temporary, target)  # noqa: PTH105  (no Path is made on this hot path)

    def _fact(self, name: str) -> bytes | int | None:
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def _set(self, name: str, value: bytes | int) -> None:
        self._db.execute("INSERT OR REPLACE INTO fact VALUES(?, ?)", (name, value))


def checkpoint_path(size: int) -> str:
    """Where a published checkpoint is kept for good."""
    return f"checkpoints/{spread(size)}"


class _told:  # noqa: N801  (a context manager read as a word)
    """Turns what the disk or the database says into a refusal that says what is safe."""

    def __init__(self, folder: Path, safe: str) -> None:
        self.folder, self.safe = folder, safe

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        if full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error)):
            raise Refusal(
                "disk-full",
                str(self.folder),
                f"no room on the disk; {self.safe}",
                "free space for the journal and the public files",
                "free some space and run the same command again; delete nothing inside the log's folder",
            ) from error
        if isinstance(error, (OSError, sqlite3.Error)):
            raise Refusal(
                "storage",
                str(self.folder),
                f"{type(error).__name__}: {error}; {self.safe}",
                "a disk that can be written",
                "check the disk and the folder's permissions, then run the same command again",
            ) from error


def _sync(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:  # a partial tile that its full tile has replaced
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
