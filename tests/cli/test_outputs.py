"""Each main command on a small club, held to a transcript: its first line is the command, its last the exit code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from transcript import held_to  # noqa: E402

TRANSCRIPTS = sorted((HERE / "outputs").glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda p: p.stem)
def test_a_command_prints_what_its_transcript_says(path: Path) -> None:
    told, now = held_to(path, HERE)
    assert now == told


def test_every_command_that_judges_has_a_transcript() -> None:
    commands = {path.read_text("utf-8").splitlines()[0].split()[2] for path in TRANSCRIPTS}
    assert {"judge", "standing", "due", "charter"} <= commands
