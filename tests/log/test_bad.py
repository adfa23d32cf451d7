"""Every kind of input that cannot be read, with the exact message. Each is a file with its message beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError
from comitia.log.evidence import SplitView
from comitia.log.folder import read_acts
from comitia.log.growth import Growth
from comitia.log.leaf import parse_leaf
from comitia.log.note import parse_note, parse_vkey
from comitia.log.policy import parse_policy
from comitia.log.receipt import Receipt

BAD = Path(__file__).parents[1] / "bad" / "log"
CASES = sorted(path for path in BAD.iterdir() if path.suffix != ".expected")
PARSERS: dict[str, Callable[[bytes], object]] = {
    ".note": parse_note,
    ".checkpoint": Checkpoint.parse,
    ".receipt": Receipt.parse,
    ".policy": parse_policy,
    ".leaf": parse_leaf,
    ".growth": Growth.parse,
    ".evidence": SplitView.parse,
    ".vkey": lambda data: parse_vkey(data.decode()),
    ".acts": lambda data: read_acts(data, "FILE"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_bad_input_is_told_with_its_place_and_what_to_do(case: Path) -> None:
    with pytest.raises(LogError) as refused:
        PARSERS[case.suffix](case.read_bytes())
    assert f"{refused.value}\n" == case.with_name(case.name + ".expected").read_text(encoding="utf-8")


def test_there_is_a_bad_example_for_every_parser() -> None:
    assert {path.suffix for path in CASES} == set(PARSERS)
