"""Logs small enough to read, made anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError
from comitia.log.growth import Growth
from comitia.log.keys import SigningKey
from comitia.log.leaf import make_leaf
from comitia.log.note import ED25519, Signature, parse_note
from comitia.log.policy import parse_policy
from comitia.log.roster import Roster, opened
from comitia.log.signer import KeySigner, SignedState
from comitia.log.source import open_source
from comitia.log.store import FolderStore
from comitia.log.tiles import entries_of
from comitia.log.verify import check_log
from comitia.log.writer import AskWitnesses, Writer

ORIGIN = "union.example/log"


def key(name: str, algorithm: int = ED25519) -> SigningKey:
    """The same key for the same name, every time."""
    return SigningKey(name, algorithm, sha256(f"test key {name}".encode()).digest())


@dataclass
class Kit:
    """A log's folder with its keys; `writer()` opens it as a fresh process would."""

    folder: Path
    log_key: SigningKey
    officer: SigningKey

    def writer(self, ask: AskWitnesses | None = None, step: Callable[[str], None] = lambda _: None) -> Writer:
        return Writer(self.store(), self.signer(), ORIGIN, ask, step)

    def store(self) -> FolderStore:
        return FolderStore(self.folder / "log", create=True)

    def signer(self) -> KeySigner:
        return KeySigner(ORIGIN, [self.log_key], SignedState(self.folder / "signed"))

    def opening(self) -> bytes:
        return make_leaf(opened(ORIGIN, [("Secretary", self.officer.public)], [self.log_key.public]), [self.officer])

    def roster(self) -> Roster:
        roster = Roster()
        roster.admit(self.opening())
        return roster

    def act(self, number: int) -> bytes:
        return make_leaf({"act": {"kind": "paid", "id": f"p{number}", "at": "2011-01-01"}}, [self.officer])

    def policy(self, *lines: str) -> bytes:
        return "".join(f"{line}\n" for line in (f"log {self.log_key.public}", *(lines or ["quorum none"]))).encode()


def refusal(run: Callable[[], object]) -> LogError | None:
    """What `run` was refused with, or None when it was not."""
    try:
        run()
    except LogError as error:
        return error
    return None


class Spy:
    """A signer that notes every text it signed in a file, before the signature leaves."""

    def __init__(self, inner: KeySigner, path: Path) -> None:
        self._inner, self._path = inner, path
        self.keys, self.last = inner.keys, inner.last

    def sign(self, growth: Growth) -> tuple[Signature, ...]:
        signatures = self._inner.sign(growth)
        with self._path.open("ab") as file:
            file.write(growth.body + b"\n")
        return signatures


def begin(kit: Kit, count: int) -> None:
    writer = kit.writer()
    writer.append([kit.opening(), *(kit.act(n) for n in range(1, count))])
    writer.checkpoint()
    writer.close()


def published(kit: Kit) -> Checkpoint:
    data = kit.store().read("checkpoint")
    assert data is not None
    return Checkpoint.parse(parse_note(data).text)


def is_whole(kit: Kit, expected: list[bytes]) -> None:
    """The published log is just these entries, and verifies as a stranger would verify it."""
    read = open_source(str(kit.folder / "log"))
    head = published(kit)
    assert list(entries_of(read, 0, head.size, head.size)) == expected
    check_log(read, parse_policy(kit.policy()))
