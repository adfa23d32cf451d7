"""Charters and records as files and folders, from standard input, compressed, missing or damaged."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from comitia.record.acts import AnyAct
from comitia.record.faults import RecordFault
from comitia.record.order import ordered
from comitia.record.times import Clock
from comitia.store.files import IMPLIED_TERMS, FileFault, charter_texts, open_record, zone_named

LINE = '{{"kind":"reported","id":"{}","at":"2011-12-{:02d}"}}\n'
ITEM = "- id: {}\n  kind: reported\n  at: 2011-12-{:02d}\n"


def ids(results: list[AnyAct | RecordFault]) -> list[str]:
    return [one.code if isinstance(one, RecordFault) else one.id for one in results]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2012").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.jsonl").write_text(LINE.format("a", 1))
    (tmp_path / "b.yaml").write_text(ITEM.format("b", 2))
    (tmp_path / "2012" / "c.jsonl.gz").write_bytes(gzip.compress(LINE.format("c", 3).encode()))
    (tmp_path / ".git" / "d.yaml").write_text("no record")
    (tmp_path / "notes.txt").write_text("no record")
    return tmp_path


def test_all_record_files_of_a_folder_are_read_in_the_order_of_their_paths_and_again(folder: Path) -> None:
    read: list[int] = []
    with open_record(str(folder), read.append) as record:
        assert ids(list(record())) == ids(list(record())) == ["c", "a", "b"]
        assert sum(read) == 2 * record.size


def test_a_folder_is_ordered_by_what_happened_not_by_file(folder: Path) -> None:
    with open_record(str(folder)) as record:
        assert [getattr(entry, "id", "") for entry in ordered(record, Clock())] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "data", [LINE.format("a", 1).encode(), ITEM.format("a", 1).encode(), gzip.compress(LINE.format("a", 1).encode())]
)
def test_standard_input_is_read_twice_whatever_form_it_has(data: bytes) -> None:
    with open_record("-", stdin=io.BytesIO(data)) as record:
        assert ids(list(record())) == ids(list(record())) == ["a"]
        reading = record()
        list(reading)
        assert (reading.file, reading.line) == ("<stdin>", 1)


def test_a_damaged_file_of_a_folder_costs_only_what_was_damaged(folder: Path) -> None:
    whole = gzip.compress("".join(LINE.format(n, 1 + n % 28) for n in range(3000)).encode())
    hurt = folder / "2012" / "c.jsonl.gz"
    hurt.write_bytes(whole[:3000] + b"\x00\xff" * 20 + whole[3040:])
    with open_record(str(folder)) as record:
        results = ids(list(record()))
    assert results[0] == "0"
    assert results[-2:] == ["a", "b"]
    assert "cut-off" in results


def test_members_of_a_gzip_file_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(LINE.format("a", 1).encode()) + gzip.compress(LINE.format("b", 1).encode()))
    with open_record(str(path)) as record:
        assert ids(list(record())) == ["a", "b"]


def test_a_charter_comes_with_the_implied_terms(tmp_path: Path) -> None:
    (tmp_path / "charter.md").write_bytes(b"\xef\xbb\xbf---\r\ncharter: Rules\r\n---\r\n")
    (tmp_path / "README.md").write_text("About this folder.")
    texts = charter_texts(str(tmp_path))
    assert list(texts) == [str(tmp_path / "charter.md"), IMPLIED_TERMS]
    assert texts[str(tmp_path / "charter.md")] == "---\ncharter: Rules\n---\n"
    assert texts[IMPLIED_TERMS].startswith("---\nimplied terms:")


def record_of(path: Path) -> list[AnyAct | RecordFault]:
    with open_record(str(path)) as record:
        return list(record())


def refused(make: Callable[[Path], None], opened: Callable[[Path], object], path: Path) -> str:
    make(path)
    with pytest.raises(FileFault) as fault:
        opened(path)
    return str(fault.value).replace(str(path.parent), "FOLDER")


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text("")
    assert refused(lambda path: None, record_of, tmp_path / "records.yaml") == (
        "FOLDER/records.yaml: no-such-file: nothing of that name\n"
        "  required: a record: .jsonl, .jsonl.gz, .yaml or .yml\n"
        "  what to do: did you mean `FOLDER/record.yaml`?"
    )


def test_a_folder_without_a_record(tmp_path: Path) -> None:
    assert refused(Path.mkdir, record_of, tmp_path / "empty") == (
        "FOLDER/empty: no-record: a folder without any\n"
        "  required: a record: .jsonl, .jsonl.gz, .yaml or .yml\n"
        "  what to do: put one there, or name another folder"
    )


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    assert refused(Path.touch, record_of, tmp_path / "record.xlsx") == (
        "FOLDER/record.xlsx: unknown-ending: a file ending in `.xlsx`\n"
        "  required: a record: .jsonl, .jsonl.gz, .yaml or .yml\n"
        "  what to do: name another file, or give this one the ending of what it is"
    )


def test_a_charter_in_another_encoding(tmp_path: Path) -> None:
    def latin(path: Path) -> None:
        path.write_bytes("---\ncharter: Satzung für alle\n---\n".encode("latin-1"))

    assert refused(latin, lambda path: charter_texts(str(path)), tmp_path / "charter.md") == (
        "FOLDER/charter.md:2:19: not-utf-8: the byte 0xfc, which is no UTF-8 text\n"
        "  required: text in UTF-8\n"
        "  what to do: save the file as UTF-8"
    )
    wide = refused(
        lambda path: path.write_bytes("---".encode("utf-16")) and None,
        lambda path: charter_texts(str(path)),
        tmp_path / "charter.md",
    )
    assert wide.startswith("FOLDER/charter.md: not-utf-8: text in UTF-16")


def test_a_folder_of_texts_without_a_head(tmp_path: Path) -> None:
    def readme_only(path: Path) -> None:
        path.mkdir()
        (path / "README.md").write_text("# Rules")

    told = refused(readme_only, lambda path: charter_texts(str(path)), tmp_path / "rules")
    assert told.startswith("FOLDER/rules: no-charter: 1 Markdown files, none with a head\n")


@pytest.mark.parametrize(
    ("name", "advice"), [("Asia/Karachee", "did you mean `Asia/Karachi`?"), ("../x", "take the name")]
)
def test_a_time_zone_that_does_not_exist(name: str, advice: str) -> None:
    with pytest.raises(FileFault) as fault:
        zone_named(name, "charter.md:4:11")
    assert str(fault.value).startswith(f"charter.md:4:11: unknown-zone: `{name}`\n")
    assert advice in str(fault.value)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.yaml"
    path.write_text("")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    with open_record(str(path)) as record:
        monkeypatch.setattr(Path, "open", forbidden)
        with pytest.raises(FileFault) as fault:
            list(record())
    assert (fault.value.code, fault.value.found) == ("unreadable", "Permission denied")


def test_a_disk_that_fails_midway_is_told_after_what_was_read() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            if not data:
                raise OSError(5, os.strerror(5))
            return data

    record = open_record("-", stdin=io.BytesIO(b""))
    record.spooled = Failing(LINE.format("a", 1).encode())
    assert ids(list(record())) == ["a", "cut-off"]
