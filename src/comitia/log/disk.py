"""Files on a disk: each whole or not there at all, and many of them made durable together."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Collection

ONE_BY_ONE = 64
"""So many files are synced one by one; more of them with their whole file system, which is one wait and not many."""


def place(target: str, data: bytes, temporary: str) -> None:
    """Put a file in place by renaming, so that no reader meets half of it. It is not synced.

    `temporary` is on the same disk, and this thread's alone for the moment. One name for many files is cheaper than a
    name beside each: the file system makes the new file in a folder that it has at hand.
    """
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        write_all(handle, data)
    finally:
        os.close(handle)
    os.replace(temporary, target)  # noqa: PTH105  (no Path is made on this hot path)


def write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync(root: str, paths: Collection[str]) -> None:
    """Put files below the folder `root`, and every folder on the way to them, on the disk.

    Missing ones are passed over. Raises OSError when the disk did not take them.
    """
    folders = {root}
    for path in paths:
        while path := path.rpartition("/")[0]:
            folders.add(f"{root}/{path}")
    if len(paths) > ONE_BY_ONE and _REPORTS_ERRORS and len({os.stat(f).st_dev for f in folders}) == 1:  # noqa: PTH116
        _sync_file_system(root)
        return
    for path in paths:
        _sync_one(f"{root}/{path}")
    for folder in sorted(folders, key=len, reverse=True):
        _sync_one(folder)


def drop_folder(path: str) -> None:
    """Remove a folder of files, or as much of it as lets itself be removed."""
    shutil.rmtree(path, ignore_errors=True)


def _sync_one(path: str) -> None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:  # a partial tile that its full tile has replaced
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_file_system(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), folder)
    finally:
        os.close(handle)


def _reports_errors() -> bool:
    """Whether syncfs tells of data that could not be written: Linux 5.8 and later (syncfs(2))."""
    version = re.match(r"(\d+)\.(\d+)", os.uname().release) if sys.platform == "linux" else None
    return version is not None and tuple(map(int, version.groups())) >= (5, 8)


_REPORTS_ERRORS = _reports_errors()
