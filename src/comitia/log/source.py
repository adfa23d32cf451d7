"""Where a log is read from: a folder, a zip file made by `export`, or an address on the web."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from comitia.log.errors import LogError
from comitia.log.history import HISTORY, PUBLIC
from comitia.log.tiles import Read

MAX_RESOURCE = 256 * 65_537
_TIMEOUT = 30.0


def open_source(where: str) -> Read:
    """A reader of public resources by path. Raises LogError `no-log` when there is nothing to read."""
    if where.startswith(("http://", "https://")):
        return _web(where.rstrip("/"))
    path = Path(where)
    if path.is_dir():
        public = path / PUBLIC if (path / PUBLIC).is_dir() else path
        return lambda name: _file(public / name)
    if path.is_file() and zipfile.is_zipfile(path):
        archive = zipfile.ZipFile(path)
        names = set(archive.namelist())
        return lambda name: archive.read(name) if name in names else None
    raise LogError("no-log", where, "neither a folder, nor a zip file, nor a web address", "a log", "check the path")


def export(public: Path, target: Path) -> Iterator[tuple[int, int]]:
    """Write every public file into one zip file; yields (files done, files in all). Never over another file."""
    if target.exists():
        raise LogError("export-exists", str(target), "a file of this name", "a new file", "choose another name")
    files = sorted(path for path in public.rglob("*") if path.is_file() and path.suffix != ".new")
    partial = target.with_name(target.name + ".part")
    # The checkpoint is read first: what it covers was on the disk before it, so later growth does no harm.
    files.sort(key=lambda path: path.name not in ("checkpoint", HISTORY))
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, path in enumerate(files, 1):
            if path.exists():
                archive.write(path, path.relative_to(public).as_posix())
            yield number, len(files)
    partial.rename(target)


def _file(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _web(prefix: str) -> Read:
    def read(name: str) -> bytes | None:
        request = urllib.request.Request(f"{prefix}/{name}", headers={"Accept-Encoding": "identity"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
                data: bytes = answer.read(MAX_RESOURCE + 1)
                if answer.headers.get("Content-Encoding") == "gzip":  # which tlog-tiles allows without being asked
                    data = zlib.decompressobj(wbits=31).decompress(data, MAX_RESOURCE + 1)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (403, 404, 410):
                return None
            raise _away(f"{prefix}/{name}", f"HTTP {error.code}") from None
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise _away(f"{prefix}/{name}", str(error)) from None
        if len(data) > MAX_RESOURCE:
            raise _away(f"{prefix}/{name}", "an answer larger than any tile or bundle")
        return data

    return read


def _away(place: str, found: str) -> LogError:
    return LogError("log-away", place, found, "an answer from the log's server", "try again later, or another mirror")
