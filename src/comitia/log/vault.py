"""Personal payloads, apart from the log, under one key a person; erasing the key erases the person's data for good.
The words of an act have a key of their own in the same way.

The log holds `HMAC-SHA256(salt, "comitia/commit/v1\\0" || JCS(payload))` with a random salt of 32 bytes, never an
unsalted hash: member numbers and names can be guessed by the million in a second. Salt and payload lie here,
encrypted with AES-256-GCM under the person's key. The keys are in a file of their own, so that backups of the
payloads can be kept long and backups of the keys briefly.
"""

from __future__ import annotations

import hmac
import json
import os
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from comitia.log.errors import ProofError
from comitia.log.leaf import canonical
from comitia.log.storage import told

CONTEXT = b"comitia/commit/v1\0"
SALT = 32
_NONCE = 12


def commitment(salt: bytes, payload: Any) -> bytes:
    """32 bytes that hide the payload from whoever lacks the salt, and bind whoever published them to it."""
    if len(salt) != SALT:
        raise ValueError("a salt has 32 bytes")
    return hmac.digest(salt, CONTEXT + canonical(payload), sha256)


def opens(committed: bytes, salt: bytes, payload: Any) -> bool:
    """Whether salt and payload are what was committed to."""
    return hmac.compare_digest(commitment(salt, payload), committed)


class Vault:
    """Two SQLite files in a folder: `vault.sqlite` (encrypted payloads) and `vault-keys.sqlite` (keys by owner).

    An owner is a person, or the words of an act (`comitia.log.split`): what one key opens and one erasure destroys.
    """

    def __init__(self, folder: Path, random: Callable[[int], bytes] = os.urandom) -> None:
        self._random = random
        self._payloads = _open(
            folder / "vault.sqlite",
            "CREATE TABLE IF NOT EXISTS payload(commitment BLOB PRIMARY KEY, person TEXT NOT NULL, "
            "nonce BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID",
        )
        self._keys = _open(
            folder / "vault-keys.sqlite",
            "CREATE TABLE IF NOT EXISTS person(id TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID",
        )

    def close(self) -> None:
        self._payloads.close()
        self._keys.close()

    def seal(self, person: str, payload: Any) -> bytes:
        """Keep a payload of a person; returns the commitment to publish."""
        salt, nonce = self._random(SALT), self._random(_NONCE)
        committed = commitment(salt, payload)
        with told("vault", "the act was not put on the record"):
            sealed = AESGCM(self._key(person)).encrypt(nonce, salt + canonical(payload), _bound(committed, person))
            self._payloads.execute("INSERT INTO payload VALUES(?, ?, ?, ?)", (committed, person, nonce, sealed))
        return committed

    def open(self, committed: bytes) -> tuple[bytes, Any] | None:
        """Salt and payload, or None when they were erased. Raises ProofError `vault` when they were altered."""
        row = self._payloads.execute(
            "SELECT person, nonce, sealed FROM payload WHERE commitment = ?", (committed,)
        ).fetchone()
        key = row and self._keys.execute("SELECT key FROM person WHERE id = ?", (row[0],)).fetchone()
        if not row or not key:
            return None
        try:
            plain = AESGCM(bytes(key[0])).decrypt(bytes(row[1]), bytes(row[2]), _bound(committed, row[0]))
        except InvalidTag:
            raise _altered(committed) from None
        payload = json.loads(plain[SALT:])
        if not opens(committed, plain[:SALT], payload):
            raise _altered(committed)
        return plain[:SALT], payload

    def persons(self) -> list[tuple[str, int]]:
        """Each owner with a key, and how many payloads are kept."""
        counts = dict(self._payloads.execute("SELECT person, count(*) FROM payload GROUP BY person"))
        return [
            (person, counts.get(person, 0)) for (person,) in self._keys.execute("SELECT id FROM person ORDER BY id")
        ]

    def erase(self, *owners: str) -> int:
        """Destroy key, salts and payloads of persons or words; returns how many payloads there were. Safe to repeat.

        The keys go first: whatever a crash leaves behind after that cannot be read any more.
        """
        rows = [(owner,) for owner in owners]
        self._keys.executemany("DELETE FROM person WHERE id = ?", rows)
        _scrub(self._keys)
        count = self._payloads.executemany("DELETE FROM payload WHERE person = ?", rows).rowcount
        _scrub(self._payloads)
        return count

    def _key(self, person: str) -> bytes:
        row = self._keys.execute("SELECT key FROM person WHERE id = ?", (person,)).fetchone()
        if row:
            return bytes(row[0])
        key = self._random(32)
        self._keys.execute("INSERT INTO person VALUES(?, ?)", (person, key))
        return key


def _open(path: Path, schema: str) -> sqlite3.Connection:
    with told(path, "nothing was changed"):
        path.touch(mode=0o600)
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA busy_timeout=5000")
        database.execute("PRAGMA secure_delete=ON")
        database.execute("PRAGMA synchronous=FULL")
        database.execute(schema)
        return database


def _scrub(database: sqlite3.Connection) -> None:
    """Rewrite the file, so that no freed page keeps what was deleted. (What a disk keeps below files is its own.)"""
    database.execute("VACUUM")


def _bound(committed: bytes, person: str) -> bytes:
    return committed + person.encode()


def _altered(committed: bytes) -> ProofError:
    return ProofError(
        "vault",
        f"payload {committed.hex()[:16]}…",
        "a payload that is not what was committed to",
        "the payload as it was sealed",
        "restore the vault from a backup; the log itself is not affected",
    )
