"""Charters and records as files: opened, named and handed to the core as text and bytes.

A folder with a charter and a record in it is a complete organisation. The core does no input or output; this is where
it happens for files. What cannot be opened is told as one `FileFault`, with what to do next.
"""

from __future__ import annotations

import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo, available_timezones

from comitia.record.acts import AnyAct
from comitia.record.faults import RecordFault, did_you_mean, shown
from comitia.record.json_lines import JsonLines
from comitia.record.survey import Listed, Piece
from comitia.record.yaml_list import YamlList

CHUNK = 1 << 18
"""Bytes read from a file at once."""

SIP = 1 << 9
"""Bytes of a gzip file inflated at once."""

STDIN = "-"
IMPLIED_TERMS = "implied-terms.md"
"""The name under which the implied terms of associations, which ship with Comitia, stand among the charter's texts."""

_ENDINGS = (".jsonl", ".jsonl.gz", ".yaml", ".yml")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"

Part = JsonLines | YamlList | Listed
Progress = Callable[[int], None]
"""Called with the number of bytes read since the last call."""


class FileFault(Exception):  # noqa: N818  (a fault of what was given, not of the program)
    """A file or folder that cannot be used. code: stable. place: the path, with line and column where there are any.

    Codes: `no-such-file`, `unreadable`, `no-record`, `unknown-ending`, `no-charter`, `not-utf-8`, `unknown-zone`.
    """

    def __init__(self, code: str, place: str, found: str, required: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.place, self.found, self.required, self.advice = code, place, found, required, advice

    def __str__(self) -> str:
        return f"{self.place}: {self.code}: {self.found}\n  required: {self.required}\n  what to do: {self.advice}"


@dataclass
class RecordFiles:
    """A record that can be read as often as one likes: each call reads all of its files anew, in order.

    size: bytes on disk, all files together; `progress` sums up to it at each reading. Close it, or use it in a `with`:
    a record from standard input lies in a temporary file until then.
    """

    paths: tuple[Path, ...]
    size: int
    progress: Progress | None = None
    spooled: IO[bytes] | None = None

    def __call__(self) -> RecordReading:
        return RecordReading(self)

    def __enter__(self) -> RecordFiles:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self.spooled:
            self.spooled.close()


@dataclass
class RecordReading:
    """One reading of a record: its acts, and faults where one cannot be read. Iterate once."""

    record: RecordFiles
    _reader: Part | None = field(default=None, init=False)

    @property
    def file(self) -> str:
        """The file that the act or fault yielded last stands in."""
        return self._reader.file if self._reader else ""

    @property
    def line(self) -> int:
        """The line on which the act or fault yielded last begins."""
        return self._reader.line if self._reader else 0

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        for part in self._parts():
            self._reader = part
            yield from part

    def pieces(self) -> Iterator[Piece]:
        """The same reading in pieces, for a survey; read it either so or by iterating."""
        for part in self._parts():
            yield from part.pieces()

    def _parts(self) -> Iterator[Part]:
        if self.record.spooled:
            self.record.spooled.seek(0)
            yield from self._read("<stdin>", self.record.spooled)
        for path in self.record.paths:
            try:
                stream = path.open("rb")
            except OSError as error:
                raise _unreadable(path, error) from None
            with stream:
                yield from self._read(str(path), stream)

    def _read(self, name: str, stream: IO[bytes]) -> Iterator[Part]:
        faults: list[RecordFault] = []
        head = stream.read(4)
        stream.seek(0)
        chunks = _chunks(stream, name, self.record.progress, faults)
        if head[:2] == _GZIP:
            chunks = _unzipped(chunks, name, faults)
        elif head[:2] in _UTF16:
            found, advice = "text in UTF-16", "save the file as UTF-8"
            yield Listed([RecordFault("not-utf-8", name, 1, 1, found, "text in UTF-8", advice)], name)
            return
        lines = name.endswith((".jsonl", ".jsonl.gz")) or (name == "<stdin>" and _looks_like_json(stream, head))
        yield JsonLines(chunks, name) if lines else YamlList(chunks, name)
        if faults:
            yield Listed(faults, name)


def open_record(path: str, progress: Progress | None = None, stdin: IO[bytes] | None = None) -> RecordFiles:
    """A record from a file, from all record files of a folder and the folders in it, or from `-`, standard input.

    The files of a folder are read in the order of their paths; what begins with a dot is passed over. Standard input
    (`stdin`, a binary stream) is spooled to a temporary file, since a record is read twice; JSON Lines, YAML and gzip
    are told apart by how it begins. Raises FileFault.
    """
    if path == STDIN:
        if stdin is None:
            raise ValueError("`-` needs a stream to read")
        spooled = tempfile.TemporaryFile()  # noqa: SIM115  (kept open until RecordFiles.close)
        shutil.copyfileobj(stdin, spooled, CHUNK)
        return RecordFiles((), spooled.tell(), progress, spooled)
    paths = _files(Path(path), _ENDINGS, "no-record", "a record: .jsonl, .jsonl.gz, .yaml or .yml")
    return RecordFiles(paths, sum(file.stat().st_size for file in paths), progress)


def charter_texts(path: str) -> dict[str, str]:
    """The texts of a charter, by the names that faults and citations give them, the implied terms among them.

    path: one Markdown file, or a folder whose .md files are all read that begin with a head between `---` lines;
    other Markdown, such as a README, is passed over. Raises FileFault.
    """
    named = Path(path)
    paths = _files(named, (".md",), "no-charter", "a charter: Markdown (.md) that begins with a head between --- lines")
    texts = {str(file): _text(file) for file in paths}
    if named.is_dir():
        texts = {name: text for name, text in texts.items() if text.startswith("---")}
        if not texts:
            found = f"{len(paths)} Markdown files, none with a head"
            advice = "begin the charter with a line ---, then charter:, language: and timezone:, then another line ---"
            raise FileFault("no-charter", path, found, "a text that begins with a head between --- lines", advice)
    return {**texts, IMPLIED_TERMS: implied_terms()}


def implied_terms() -> str:
    """The *Implied terms of associations*, as they ship with this version."""
    return (resources.files("comitia.charter") / IMPLIED_TERMS).read_text("utf-8")


def zone_named(name: str, place: str = "the charter") -> ZoneInfo:
    """A time zone by its name in the tz database (`Asia/Karachi`). place: where it is named. Raises FileFault."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = did_you_mean(name, available_timezones())
        advice = f"did you mean `{near}`?" if near else "take the name of the nearest large city: Europe/Berlin"
        found, required = shown(name), "the name of a time zone in the tz database, such as Asia/Karachi"
        raise FileFault("unknown-zone", place, found, required, advice) from None


def _files(path: Path, endings: Sequence[str], code: str, required: str) -> tuple[Path, ...]:
    if path.is_dir():
        try:
            inside = sorted(p for p in path.rglob("*") if p.is_file() and p.name.endswith(tuple(endings)))
        except OSError as error:
            raise _unreadable(path, error) from None
        inside = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
        if not inside:
            raise FileFault(code, str(path), "a folder without any", required, "put one there, or name another folder")
        return tuple(inside)
    if not path.exists():
        near = _neighbour(path)
        advice = f"did you mean `{near}`?" if near else "correct the path"
        raise FileFault("no-such-file", str(path), "nothing of that name", required, advice)
    if not path.name.endswith(tuple(endings)):
        advice = "name another file, or give this one the ending of what it is"
        raise FileFault("unknown-ending", str(path), f"a file ending in `{path.suffix}`", required, advice)
    return (path,)


def _neighbour(path: Path) -> str | None:
    try:
        near = did_you_mean(path.name, [p.name for p in path.parent.iterdir()])
    except OSError:
        return None
    return str(path.parent / near) if near else None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None
    required = "text in UTF-8"
    if data[:2] in _UTF16:
        raise FileFault("not-utf-8", str(path), "text in UTF-16", required, "save the file as UTF-8")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        place = f"{path}:{line}:{len(before) - before.rfind(chr(10))}"
        found = f"the byte 0x{data[error.start]:02x}, which is no UTF-8 text"
        raise FileFault("not-utf-8", place, found, required, "save the file as UTF-8") from None


def _unreadable(path: Path, error: OSError) -> FileFault:
    found = error.strerror or "it cannot be read"
    return FileFault(
        "unreadable", str(path), found, "a file that can be read", "see who may read it, and where it lies"
    )


def _chunks(stream: IO[bytes], name: str, progress: Progress | None, faults: list[RecordFault]) -> Iterator[bytes]:
    """The bytes of a stream, from a place of its own: two readings of standard input may go on at once."""
    at = 0
    while True:
        try:
            stream.seek(at)
            chunk = stream.read(CHUNK)
        except OSError as error:
            advice = "copy the file to a sound disk; what stands before was read"
            found = f"{error.strerror or 'an error'} while reading"
            faults.append(RecordFault("cut-off", name, 0, 0, found, "a file that can be read to its end", advice))
            return
        if not chunk:
            return
        at += len(chunk)
        if progress:
            progress(len(chunk))
        yield chunk


def _unzipped(chunks: Iterator[bytes], name: str, faults: list[RecordFault]) -> Iterator[bytes]:
    """The contents of a gzip file, in bounded pieces; what follows damage is lost and told.

    What a call inflated before it met damage is lost with it, so little is given to each call.
    """
    inflater = zlib.decompressobj(wbits=31)
    for rest in (chunk[at : at + SIP] for chunk in chunks for at in range(0, len(chunk), SIP)):
        while rest:
            if inflater.eof:
                inflater = zlib.decompressobj(wbits=31)
            try:
                inflated = inflater.decompress(rest, CHUNK)
            except zlib.error:
                faults.append(_damaged(name, "a damaged gzip file"))
                return
            if inflated:
                yield inflated
            rest = inflater.unconsumed_tail or inflater.unused_data
    if not inflater.eof:
        faults.append(_damaged(name, "a gzip file whose end is missing"))


def _damaged(name: str, found: str) -> RecordFault:
    advice = "get the file again from where it came; what stands before the damage was read"
    return RecordFault("cut-off", name, 0, 0, found, "a whole gzip file", advice)


def _looks_like_json(stream: IO[bytes], head: bytes) -> bool:
    stream.seek(0)
    start = stream.read(CHUNK)
    stream.seek(0)
    if head[:2] == _GZIP:
        try:
            start = zlib.decompressobj(wbits=31).decompress(start, CHUNK)
        except zlib.error:
            return True
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
