"""Receipts (c2sp.org/tlog-proof): a file, or a QR code, by which a member proves that an act is in the log.

Our receipts carry the leaf itself as `extra` data, so that one file is enough. The extra data is not authenticated by
the format; it is here, because the leaf hash of just these bytes must lead to the signed root.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint, parse_number
from comitia.log.errors import LogError, shown
from comitia.log.merkle import HASH_SIZE
from comitia.log.note import Note, decode_base64, parse_note

HEADER = "c2sp.org/tlog-proof@v1"
MAX_HASHES = 63
_NEXT = "fetch or copy the receipt again, whole and unchanged"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`extra` is the leaf's bytes or None; `path` goes from the leaf's sibling up to the root's child."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes | None = None

    @property
    def head(self) -> Checkpoint:
        return Checkpoint.parse(self.checkpoint.text)

    @property
    def data(self) -> bytes:
        lines = [HEADER]
        if self.extra is not None:
            lines.append("extra " + base64.b64encode(self.extra).decode())
        lines.append(f"index {self.index}")
        lines += [base64.b64encode(step).decode() for step in self.path]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint.data

    @classmethod
    def parse(cls, data: bytes) -> Receipt:
        """Read a receipt. Raises LogError `receipt`, `note` or `checkpoint` with `line:column`."""
        top, blank, rest = data.partition(b"\n\n")
        if not blank:
            raise _bad(1, "no blank line before the checkpoint", "the proof, a blank line, the checkpoint")
        try:
            lines = top.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise _bad(1, "bytes that are not ASCII above the checkpoint", "ASCII text") from None
        if lines[0] != HEADER:
            raise _bad(1, shown(lines[0]), f"`{HEADER}`")
        at, extra = 1, None
        if len(lines) > 1 and lines[1].startswith("extra "):
            extra, at = _base64(lines[1][6:], 2), 2
        if len(lines) <= at or not lines[at].startswith("index "):
            raise _bad(at + 1, shown(lines[at]) if len(lines) > at else "nothing", "`index` and the leaf's number")
        index = parse_number(lines[at][6:], at + 1, 7)
        if len(lines) - at - 1 > MAX_HASHES:
            raise _bad(at + 2, f"{len(lines) - at - 1} hashes", f"at most {MAX_HASHES}")
        path = tuple(_base64(line, at + 2 + n) for n, line in enumerate(lines[at + 1 :]))
        for n, step in enumerate(path):
            if len(step) != HASH_SIZE:
                raise _bad(at + 2 + n, f"a hash of {len(step)} bytes", f"{HASH_SIZE} bytes in base64")
        return cls(index, path, _checkpoint_note(rest, len(lines) + 1), extra)


def _checkpoint_note(data: bytes, above: int) -> Note:
    """The checkpoint below the proof; places are lines of the whole receipt."""
    try:
        note = parse_note(data)
        Checkpoint.parse(note.text)
    except LogError as error:
        line, _, column = error.place.partition(":")
        place = f"{int(line) + above}:{column}"
        raise LogError(error.code, place, error.found, error.required, error.advice) from None
    return note


def _base64(text: str, line: int) -> bytes:
    try:
        return decode_base64(text)
    except LogError as error:
        raise _bad(line, error.found, error.required) from None


def _bad(line: int, found: str, required: str) -> LogError:
    return LogError("receipt", f"{line}:1", found, required, _NEXT)
