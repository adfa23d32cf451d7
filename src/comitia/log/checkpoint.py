"""Checkpoints (c2sp.org/tlog-checkpoint): a log's origin, size and root, in the text of a signed note."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from comitia.log.errors import LogError, shown
from comitia.log.merkle import HASH_SIZE
from comitia.log.note import decode_base64

MAX_SIZE = (1 << 63) - 1
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself at one moment. `size` counts leaves; `root` is 32 bytes."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return ("\n".join(lines) + "\n").encode()

    @classmethod
    def parse(cls, text: bytes) -> Checkpoint:
        """Read a note's text as a checkpoint. Raises LogError `checkpoint` with `line:column`."""
        try:
            lines = text.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            raise _bad(1, "bytes that are not UTF-8", "UTF-8 text") from None
        if lines.pop() != "" or len(lines) < 3:
            raise _bad(len(lines), f"{len(lines)} lines", "origin, size and root, each ended by a newline")
        for number, line in enumerate(lines, 1):
            if not line:
                raise _bad(number, "an empty line", "no empty line")
        size = parse_number(lines[1], 2)
        try:
            root = decode_base64(lines[2])
        except LogError as error:
            raise _bad(3, error.found, error.required) from None
        if len(root) != HASH_SIZE:
            raise _bad(3, f"a root of {len(root)} bytes", f"{HASH_SIZE} bytes in base64")
        return cls(lines[0], size, root, tuple(lines[3:]))


def parse_number(text: str, line: int, column: int = 1) -> int:
    """A decimal without leading zeroes, at most 2**63 - 1."""
    if not _NUMBER.fullmatch(text) or int(text) > MAX_SIZE:
        raise LogError(
            "checkpoint",
            f"{line}:{column}",
            shown(text),
            "a decimal number without leading zeroes, at most 2**63 - 1",
            "fetch or copy the file again, whole and unchanged",
        )
    return int(text)


def _bad(line: int, found: str, required: str) -> LogError:
    return LogError("checkpoint", f"{line}:1", found, required, "fetch or copy the file again, whole and unchanged")
