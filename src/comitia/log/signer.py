"""The signer: holds the log's secret keys apart from the program that writes, and signs only growth.

It remembers the last head it signed and asks for a consistency proof from there, as a witness does. So neither a
broken writer nor an old backup of the log's folder can make it sign a second history.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.growth import Growth, Head, Stale, check_growth
from comitia.log.keys import SigningKey
from comitia.log.note import ED25519, Signature, VerifierKey, parse_signature, parse_vkey

_SLOT = struct.Struct(">QQ32s")
_SLOT_SIZE = 512
_MAX_REQUEST = 1 << 20


class Signer(Protocol):
    """What a writer asks for signatures."""

    def keys(self) -> tuple[VerifierKey, ...]: ...

    def last(self) -> int:
        """The size last signed."""

    def sign(self, growth: Growth) -> tuple[Signature, ...]:
        """Sign the checkpoint text `growth.body`. Raises Stale, ProofError or LogError, as `check_growth`."""


class SignedState:
    """The last head signed, on the disk before a signature leaves: two slots written in turn, each with its sum.

    Several processes may open one file; `locked` gives it to one at a time and reads it anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._turn, self.head = 0, Head()
        self._known = b""
        with self.locked():
            pass

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file against other signers. Raises Refusal `signer-state` when it is damaged."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            self._read()
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def advance(self, head: Head) -> None:
        """Remember a head, durably. Only while locked."""
        if head == self.head and self._turn:
            return
        slot = _SLOT.pack(self._turn + 1, head.size, head.root)
        os.pwrite(self._file, slot + sha256(slot).digest(), ((self._turn + 1) % 2) * _SLOT_SIZE)
        os.fdatasync(self._file)
        self._turn, self.head = self._turn + 1, head

    def _read(self) -> None:
        data = os.pread(self._file, 2 * _SLOT_SIZE, 0)
        if data and data == self._known:
            return
        if not data:
            os.pwrite(self._file, b"\0" * (2 * _SLOT_SIZE), 0)
            os.fsync(self._file)
        slots = [slot for at in (0, _SLOT_SIZE) if (slot := _parse_slot(data[at : at + _SLOT.size + 32]))]
        if any(data) and not slots:
            raise Refusal(
                "signer-state",
                str(self._path),
                "a file that no longer holds what was last signed",
                "the signer's own file, unchanged",
                "ask your witnesses for the last size they cosigned; docs/log/operators.md, `lost signer state`",
            )
        self._turn, self.head = max(slots, key=lambda slot: slot[0], default=(0, Head()))
        self._known = data

    def close(self) -> None:
        os.close(self._file)


def _parse_slot(data: bytes) -> tuple[int, Head] | None:
    if len(data) < _SLOT.size + 32 or sha256(data[: _SLOT.size]).digest() != data[_SLOT.size :]:
        return None
    turn, size, root = _SLOT.unpack(data[: _SLOT.size])
    return turn, Head(size, root)


class KeySigner:
    """Signs in this process with the keys given, for one origin: Ed25519 plainly, ML-DSA-44 as a cosignature."""

    def __init__(
        self,
        origin: str,
        keys: Sequence[SigningKey],
        state: SignedState,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._origin, self._keys, self._state, self._clock = origin, tuple(keys), state, clock

    def keys(self) -> tuple[VerifierKey, ...]:
        return tuple(key.public for key in self._keys)

    def last(self) -> int:
        with self._state.locked():
            return self._state.head.size

    def sign(self, growth: Growth) -> tuple[Signature, ...]:
        checkpoint = Checkpoint.parse(growth.body)
        if checkpoint.origin != self._origin or checkpoint.extensions:
            raise LogError(
                "signer-origin",
                "request",
                f"a checkpoint of {checkpoint.origin}",
                f"one of {self._origin}, without extension lines",
                "ask the signer that holds that log's key",
            )
        with self._state.locked():
            self._state.advance(check_growth(self._state.head, growth.old, growth.proof, checkpoint))
        return tuple(
            key.sign(growth.body) if key.algorithm == ED25519 else key.cosign(growth.body, int(self._clock()))
            for key in self._keys
        )


class SocketSigner:
    """Asks a signer process over a Unix socket; one request a connection."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def keys(self) -> tuple[VerifierKey, ...]:
        return tuple(parse_vkey(line) for line in self._ask(b"keys\n").decode().splitlines())

    def last(self) -> int:
        return int(self._ask(b"last\n"))

    def sign(self, growth: Growth) -> tuple[Signature, ...]:
        return tuple(parse_signature(line) for line in self._ask(growth.data).splitlines())

    def _ask(self, request: bytes) -> bytes:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(30)
                connection.connect(str(self._path))
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: connection.recv(65536), b""))
        except OSError as error:
            raise Refusal(
                "signer-away",
                str(self._path),
                f"no answer from the signer ({error.strerror or error})",
                "a running signer on this socket",
                "start it with `comitia log signer`; what was appended is safe and will be signed then",
            ) from None
        status, _, body = answer.partition(b"\n")
        match status:
            case b"200":
                return body
            case b"409":
                size, _, old = body.partition(b" ")
                raise Stale(int(size), int(old))
            case _:
                kind = ProofError if status == b"422" else Refusal
                code, place, found, required, advice = (body.decode("utf-8", "replace").split("\0") + [""] * 5)[:5]
                raise kind(code or "signer", place or str(self._path), found, required, advice)


def answer(signer: KeySigner, request: bytes) -> bytes:
    """What the signer process answers to one request."""
    try:
        if request == b"keys\n":
            return b"200\n" + "".join(map("{}\n".format, signer.keys())).encode()
        if request == b"last\n":
            return b"200\n%d" % signer.last()
        growth = Growth.parse(request)
        return b"200\n" + b"".join(signature.line for signature in signer.sign(growth))
    except Stale as stale:
        return b"409\n%d %d" % (stale.size, growth.old)
    except LogError as error:
        status = b"422" if isinstance(error, ProofError) else b"400"
        parts = (error.code, error.place, error.found, error.required, error.advice)
        return status + b"\n" + "\0".join(parts).encode()


def serve(signer: KeySigner, path: Path, *, requests: int | None = None) -> None:
    """Answer on a Unix socket that only this user's programs reach, for ever or for so many requests."""
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        mask = os.umask(0o117)
        try:
            listener.bind(str(path))
        finally:
            os.umask(mask)
        listener.listen()
        try:
            while requests is None or requests > 0:
                connection, _ = listener.accept()
                with connection:
                    _serve_one(signer, connection)
                requests = None if requests is None else requests - 1
        finally:
            path.unlink(missing_ok=True)


def _serve_one(signer: KeySigner, connection: socket.socket) -> None:
    connection.settimeout(10)
    request = b""
    try:
        while len(request) <= _MAX_REQUEST and (part := connection.recv(65536)):
            request += part
        connection.sendall(answer(signer, request))
    except OSError:  # the asker went away or was slow; the next one is served
        return
