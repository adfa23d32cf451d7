"""Signed notes (c2sp.org/signed-note): text, a blank line, and signature lines by named keys.

A note is read strictly: only the one way of writing it is accepted, so that any changed byte is noticed.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from comitia.log.errors import LogError, ProofError, shown

MAX_NOTE = 1 << 20
MAX_SIGNATURES = 64
ED25519 = 0x01
COSIGNATURE_ED25519 = 0x04
COSIGNATURE_MLDSA44 = 0x06
KEY_SIZES = {ED25519: 32, COSIGNATURE_ED25519: 32, COSIGNATURE_MLDSA44: 1312}
ALGORITHMS = {
    ED25519: "Ed25519",
    COSIGNATURE_ED25519: "Ed25519 cosignature",
    COSIGNATURE_MLDSA44: "ML-DSA-44 cosignature",
}
_DASH = "— ".encode()
_SPACES = re.compile(r"\s", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line. `key_id` is 4 bytes; `data` is what follows it, in the algorithm's own form."""

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> bytes:
        return f"— {self.name} {base64.b64encode(self.key_id + self.data).decode()}\n".encode()


@dataclass(frozen=True, slots=True)
class Note:
    """`text` ends in a newline and does not include the blank line before the signatures."""

    text: bytes
    signatures: tuple[Signature, ...]

    @property
    def data(self) -> bytes:
        return self.text + b"\n" + b"".join(s.line for s in self.signatures)

    def adding(self, signatures: Iterable[Signature]) -> Note:
        known = set(self.signatures)
        return Note(self.text, self.signatures + tuple(s for s in signatures if s not in known))


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name and algorithm; `str` gives the vkey form `name+id+base64`."""

    name: str
    algorithm: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        head = self.name.encode() + b"\n" + bytes([self.algorithm])
        return sha256(head + self.public).digest()[:4]

    def __str__(self) -> str:
        material = base64.b64encode(bytes([self.algorithm]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{material}"

    def made(self, signature: Signature) -> bool:
        """Whether the line claims to be by this key (name and ID), which is not yet a proof that it is."""
        return signature.name == self.name and signature.key_id == self.key_id


Verify = Callable[[VerifierKey, bytes, bytes], bool]


def parse_vkey(text: str) -> VerifierKey:
    """Read a vkey. Raises LogError `vkey` when it is malformed or its ID does not belong to the key."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise _bad_vkey(text, "name+id+base64")
    name, key_id, material = parts
    check_key_name(name)
    raw = decode_base64(material)
    if not raw or raw[0] not in KEY_SIZES:
        raise _bad_vkey(text, "a key of type 1 (Ed25519), 4 or 6 (cosignatures)")
    key = VerifierKey(name, raw[0], raw[1:])
    if len(key.public) != KEY_SIZES[raw[0]]:
        raise _bad_vkey(text, f"{KEY_SIZES[raw[0]]} bytes of key for this type, not {len(key.public)}")
    if key_id != key.key_id.hex():
        raise _bad_vkey(text, f"the ID {key.key_id.hex()}, which this name and key have")
    return key


def check_key_name(name: str) -> None:
    if not name or "+" in name or _SPACES.search(name) or any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in name):
        raise LogError(
            "key-name",
            "key",
            shown(name),
            "a name without spaces or `+`",
            "choose a name like union.example/log",
        )


def parse_note(data: bytes) -> Note:
    """Read a note. Raises LogError with `line:column` of what is wrong."""
    if len(data) > MAX_NOTE:
        raise _bad(1, f"{len(data)} bytes", f"at most {MAX_NOTE} bytes")
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad(data.count(b"\n", 0, error.start) + 1, "bytes that are not UTF-8", "UTF-8 text") from None
    control = re.search(r"[\x00-\x09\x0b-\x1f]", decoded)
    if control:
        line = decoded.count("\n", 0, control.start()) + 1
        raise _bad(line, f"a control character {shown(control.group())}", "no control character but newline")
    text, blank, tail = data.rpartition(b"\n\n")
    if not blank:
        raise _bad(1, "no blank line before signatures", "text, a blank line, signature lines")
    first = text.count(b"\n") + 3
    if not tail.endswith(b"\n"):
        raise _bad(first, "no signature line ended by a newline", "at least one signature line, ended by a newline")
    lines = tail[:-1].split(b"\n")
    if len(lines) > MAX_SIGNATURES:
        raise _bad(first, f"{len(lines)} signatures", f"at most {MAX_SIGNATURES}")
    signatures = tuple(parse_signature(line, first + n) for n, line in enumerate(lines))
    return Note(text + b"\n", signatures)


def parse_signature(line: bytes, number: int = 1) -> Signature:
    """Read one signature line, without its newline."""
    if not line.startswith(_DASH):
        raise _bad(number, shown(line), "an em dash, a space, a key name, a space and base64")
    name, space, encoded = line[len(_DASH) :].decode().partition(" ")
    if not space or not name or "+" in name or _SPACES.search(name):
        raise _bad(number, shown(line), "a key name without spaces or `+`, a space and base64")
    try:
        raw = decode_base64(encoded)
    except LogError as error:
        raise _bad(number, error.found, error.required) from None
    if len(raw) < 5:
        raise _bad(number, f"a signature of {len(raw)} bytes", "four bytes of key ID and a signature")
    return Signature(name, raw[:4], raw[4:])


def decode_base64(text: str) -> bytes:
    """Standard base64 in its one canonical form; raises LogError `base64`."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = None
    if raw is None or base64.b64encode(raw).decode() != text:
        raise LogError("base64", "text", shown(text), "canonical base64 (RFC 4648, section 4)", "copy it again, whole")
    return raw


def signed_by(note: Note, keys: Sequence[VerifierKey], verify: Verify) -> tuple[VerifierKey, ...]:
    """The keys among `keys` that signed. A signature by a known key that does not verify refuses the note."""
    found: list[VerifierKey] = []
    for signature in note.signatures:
        for key in keys:
            if not key.made(signature):
                continue
            if not verify(key, note.text, signature.data):
                raise ProofError(
                    "note-signature",
                    f"signature of {key.name}",
                    "the signature does not fit the text",
                    "a valid signature, or none by this key",
                    "do not trust this file; keep it, and ask for it again from another place",
                )
            if key not in found:
                found.append(key)
    return tuple(found)


def _bad(line: int, found: str, required: str) -> LogError:
    return LogError("note", f"{line}:1", found, required, "fetch or copy the file again, whole and unchanged")


def _bad_vkey(text: str, required: str) -> LogError:
    return LogError("vkey", "key", shown(text), required, "copy the public key line again from its owner")
