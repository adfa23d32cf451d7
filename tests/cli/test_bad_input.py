"""Bad input: each case is a folder in tests/bad/cli with what was given, and expected.txt: command, message, exit 2."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from transcript import held_to  # noqa: E402

BAD = HERE.parent / "bad" / "cli"
CASES = sorted(path for path in BAD.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_bad_input_is_told_with_its_place_and_what_to_do(case: Path) -> None:
    told, now = held_to(case / "expected.txt", case)
    assert now == told
    assert told.endswith("[exit 2]\n")
    assert "Traceback" not in told
    assert any(word in told for word in ("what to do:", "next:", "Try 'comitia", "Try '"))
