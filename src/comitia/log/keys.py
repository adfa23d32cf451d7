"""Keys that sign: Ed25519 for logs and officers, Ed25519 and ML-DSA-44 cosignatures for witnesses.

A secret key is one line in a file that only its owner can read: `PRIVATE+KEY+name+id+base64(type || seed)`, the form
that other note signers use.
"""

from __future__ import annotations

import base64
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, shown
from comitia.log.note import (
    COSIGNATURE_ED25519,
    COSIGNATURE_MLDSA44,
    ED25519,
    KEY_SIZES,
    Signature,
    VerifierKey,
    check_key_name,
    decode_base64,
)

PREFIX = "PRIVATE+KEY+"
_MAX_TIME = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A secret key. `seed` is 32 bytes for every algorithm; it never appears in a repr."""

    name: str
    algorithm: int
    seed: bytes = field(repr=False)

    @property
    def public(self) -> VerifierKey:
        return _public(self.name, self.algorithm, self.seed)

    def sign(self, text: bytes) -> Signature:
        """A plain note signature (Ed25519 only)."""
        if self.algorithm != ED25519:
            raise ValueError("a cosigning key signs checkpoints only; use cosign")
        return Signature(self.name, self.public.key_id, _ed25519(self.seed).sign(text))

    def cosign(self, text: bytes, seconds: int) -> Signature:
        """A timestamped cosignature (c2sp.org/tlog-cosignature) on a checkpoint's text; `seconds` since 1970."""
        if not 0 < seconds <= _MAX_TIME:
            raise ValueError(f"a cosignature needs a time between 1 and 2**63 - 1, not {seconds}")
        message = cosigned_message(self.public, text, seconds)
        match self.algorithm:
            case 0x04:
                signature = _ed25519(self.seed).sign(message)
            case 0x06:
                signature = _mldsa44(self.seed).sign(message)
            case _:
                raise ValueError("a note key does not cosign; make a witness key")
        return Signature(self.name, self.public.key_id, struct.pack(">Q", seconds) + signature)

    def __str__(self) -> str:
        material = base64.b64encode(bytes([self.algorithm]) + self.seed).decode()
        return f"{PREFIX}{self.name}+{self.public.key_id.hex()}+{material}"


def generate(name: str, algorithm: int = ED25519, random: Callable[[int], bytes] = os.urandom) -> SigningKey:
    check_key_name(name)
    return SigningKey(name, algorithm, random(32))


def verify(key: VerifierKey, text: bytes, data: bytes) -> bool:
    """Whether `data` is a signature of `key` on a note's text, plain or cosigned by the key's algorithm."""
    try:
        match key.algorithm:
            case 0x01:
                _ed25519_public(key.public).verify(data, text)
            case 0x04 | 0x06:
                seconds = cosigned_at(data)
                message = cosigned_message(key, text, seconds)
                if key.algorithm == COSIGNATURE_ED25519:
                    _ed25519_public(key.public).verify(data[8:], message)
                else:
                    _mldsa44_public(key.public).verify(data[8:], message)
            case _:
                return False
    except (InvalidSignature, ValueError, LogError):
        return False
    return True


def cosigned_at(data: bytes) -> int:
    """The time of a cosignature, in seconds since 1970. Raises ValueError when there is none."""
    if len(data) < 8:
        raise ValueError("no timestamp")
    seconds = int(struct.unpack(">Q", data[:8])[0])
    if not 0 < seconds <= _MAX_TIME:
        raise ValueError("a checkpoint's cosignature must have a time")
    return seconds


def cosigned_message(key: VerifierKey, text: bytes, seconds: int) -> bytes:
    """What a cosigner signs: with Ed25519 the text under a header, with ML-DSA-44 a structure of its facts."""
    if key.algorithm == COSIGNATURE_ED25519:
        return b"cosignature/v1\ntime %d\n" % seconds + text
    checkpoint = Checkpoint.parse(text)
    name, origin = key.name.encode(), checkpoint.origin.encode()
    if not 1 <= len(name) <= 255 or not 1 <= len(origin) <= 255:
        raise ValueError("names and origins have 1 to 255 bytes")
    return (
        b"subtree/v1\n\0"
        + bytes([len(name)])
        + name
        + struct.pack(">Q", seconds)
        + bytes([len(origin)])
        + origin
        + struct.pack(">QQ", 0, checkpoint.size)
        + checkpoint.root
    )


def load(path: Path) -> SigningKey:
    """Read a secret key file. Raises LogError `key-file`, never showing the secret."""
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _bad_file(path, f"a file that cannot be read ({type(error).__name__})", "a secret key file") from None
    parts = text.removeprefix(PREFIX).split("+", 2)
    if not text.startswith(PREFIX) or len(parts) != 3:
        raise _bad_file(path, "something else than a secret key", f"one line starting with {PREFIX}")
    try:
        material = decode_base64(parts[2])
        check_key_name(parts[0])
    except LogError:
        raise _bad_file(path, "a damaged secret key", "name, ID and base64, joined by `+`") from None
    if len(material) != 33 or material[0] not in KEY_SIZES:
        raise _bad_file(path, "a key of another size or type", "a type byte and 32 bytes of seed")
    key = SigningKey(parts[0], material[0], material[1:])
    if key.public.key_id.hex() != parts[1]:
        raise _bad_file(path, f"the ID {shown(parts[1])}", f"{key.public.key_id.hex()}, the ID of this key")
    return key


def save(key: SigningKey, path: Path) -> None:
    """Write a secret key, readable by its owner only. Never over an existing file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise LogError(
            "key-exists",
            str(path),
            "a file of this name",
            "a new file",
            "choose another name; never replace a key",
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{key}\n")
        file.flush()
        os.fsync(file.fileno())


def post_quantum_available() -> bool:
    """ML-DSA-44 depends on how the cryptography library was built."""
    try:
        _mldsa44(b"\0" * 32)
    except UnsupportedAlgorithm:
        return False
    return True


@lru_cache(maxsize=4096)
def _public(name: str, algorithm: int, seed: bytes) -> VerifierKey:
    if algorithm == COSIGNATURE_MLDSA44:
        return VerifierKey(name, algorithm, _mldsa44(seed).public_key().public_bytes_raw())
    return VerifierKey(name, algorithm, _ed25519(seed).public_key().public_bytes_raw())


@lru_cache(maxsize=4096)
def _ed25519(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=4096)
def _mldsa44(seed: bytes) -> MLDSA44PrivateKey:
    return MLDSA44PrivateKey.from_seed_bytes(seed)


@lru_cache(maxsize=4096)
def _ed25519_public(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


@lru_cache(maxsize=4096)
def _mldsa44_public(public: bytes) -> MLDSA44PublicKey:
    return MLDSA44PublicKey.from_public_bytes(public)


def _bad_file(path: Path, found: str, required: str) -> LogError:
    return LogError("key-file", str(path), found, required, "use the file that `comitia log key` wrote, or a backup")
