"""A split view: two checkpoints signed by one log that cannot both be of one history. Kept and shown as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError
from comitia.log.keys import verify
from comitia.log.note import Note, VerifierKey, parse_note, signed_by

HEADER = b"comitia split view v1\n\n"


@dataclass(frozen=True, slots=True)
class SplitView:
    """Two notes of one origin. `conclusive` when they show two roots for one size; otherwise the log still may
    produce a consistency proof between them, and has not."""

    first: Note
    second: Note

    @property
    def heads(self) -> tuple[Checkpoint, Checkpoint]:
        return Checkpoint.parse(self.first.text), Checkpoint.parse(self.second.text)

    @property
    def conclusive(self) -> bool:
        one, other = self.heads
        return one.origin == other.origin and one.size == other.size and one.root != other.root

    def signed(self, keys: Sequence[VerifierKey]) -> bool:
        """Whether the log's keys signed both: without that it is no evidence against the log."""
        return bool(signed_by(self.first, keys, verify)) and bool(signed_by(self.second, keys, verify))

    @property
    def data(self) -> bytes:
        """Both checkpoints, whole, in one file."""
        return HEADER + self.first.data + b"\n" + self.second.data

    @classmethod
    def parse(cls, data: bytes) -> SplitView:
        blocks = data.removeprefix(HEADER).split(b"\n\n")
        if not data.startswith(HEADER) or len(blocks) != 4:
            raise LogError(
                "evidence", "1:1", "something else than two checkpoints", "a file written as evidence", "copy it again"
            )
        first = parse_note(blocks[0] + b"\n\n" + blocks[1] + b"\n")
        return cls(first, parse_note(blocks[2] + b"\n\n" + blocks[3]))
