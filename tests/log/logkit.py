"""Logs small enough to read, made anew for each test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from comitia.log.errors import LogError
from comitia.log.keys import SigningKey
from comitia.log.leaf import make_leaf
from comitia.log.note import ED25519
from comitia.log.roster import Roster, opened
from comitia.log.signer import KeySigner, SignedState
from comitia.log.store import FolderStore
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
