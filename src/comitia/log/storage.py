"""What a disk or a database says when it fails, told as a refusal that says what is safe."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from comitia.log.errors import Refusal


class told:  # noqa: N801  (a context manager, read as a word)
    """Turns what the disk or the database says into a refusal that says what is safe."""

    def __init__(self, place: Path | str, safe: str) -> None:
        self._place, self._safe = place, safe

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        if full or (isinstance(error, sqlite3.OperationalError) and "full" in str(error)):
            raise Refusal(
                "disk-full",
                str(self._place),
                f"no room on the disk; {self._safe}",
                "free space for the journal and the public files",
                "free some space and run the same command again; delete nothing inside the log's folder",
            ) from error
        if isinstance(error, (OSError, sqlite3.Error)):
            raise Refusal(
                "storage",
                str(self._place),
                f"{type(error).__name__}: {error}; {self._safe}",
                "a disk that can be written",
                "check the disk and the folder's permissions, then run the same command again",
            ) from error
