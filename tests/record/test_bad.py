"""Every kind of input that cannot be read, with the exact message, and what of the record is read all the same.

Each case is a file in tests/bad/record with a .txt beside it: a line for each act that is read, and each fault in full.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from comitia.record.faults import CODES, RecordFault
from comitia.record.order import Contested, Replaced, ordered
from comitia.record.times import Clock
from comitia.store.files import RecordReading, open_record

BAD = Path(__file__).parents[1] / "bad" / "record"
CASES = sorted(path for path in BAD.iterdir() if path.suffix != ".txt")


def told(case: Path) -> str:
    clock = Clock(None if case.name.startswith("no-zone") else ZoneInfo("Europe/Berlin"))
    lines: list[str] = []
    with open_record(str(case)) as record:
        for entry in ordered(record, clock):
            if isinstance(entry, RecordFault):
                lines.append(str(entry).replace(str(case), case.name))
            elif not isinstance(entry, Replaced | Contested):
                lines.append(f"{entry.id} is read")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_bad_input_is_told_with_its_place_and_what_to_do(case: Path) -> None:
    assert told(case) == case.with_name(case.name + ".txt").read_text(encoding="utf-8")


def test_every_code_has_a_bad_example() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in BAD.glob("*.txt"))
    # a line of more than a megabyte is made by test_hostile, not kept here
    assert {code for code in CODES if f": {code}: " not in texts} == {"too-long"}


def test_reading_says_where_it_stands() -> None:
    with open_record(str(BAD / "unknown-field.yaml")) as record:
        reading = RecordReading(record)
        assert [reading.line for _ in reading] == [2, 2, 8]
        assert reading.file.endswith("unknown-field.yaml")
