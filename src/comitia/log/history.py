"""Names of a log's public files, and the history of its published checkpoints."""

from __future__ import annotations

PUBLIC, PRIVATE = "public", "private"
HISTORY = "checkpoints"


def split_history(data: bytes) -> list[bytes]:
    """The notes of a history: each is a text, a blank line, signatures, a blank line. A cut-off end is left out."""
    blocks = data.split(b"\n\n")
    return [text + b"\n\n" + lines + b"\n" for text, lines in zip(blocks[0:-1:2], blocks[1:-1:2], strict=False)]
