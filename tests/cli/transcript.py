"""Transcripts: a command as it would be typed, what it prints, and how it ends."""

from __future__ import annotations

import shlex
from pathlib import Path

from click.testing import CliRunner

from comitia.cli import main


def run(command: str, folder: Path) -> str:
    """What a command prints in a folder, and its exit code. Blanks at the ends of lines are dropped."""
    words = shlex.split(command.removeprefix("$ "))
    assert words[0] == "comitia"
    runner = CliRunner()
    with _Inside(folder):
        result = runner.invoke(
            main, words[1:], prog_name="comitia", env={"COLUMNS": "100", "TERM": "dumb"}, terminal_width=100
        )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    lines = [f"$ {shlex.join(words)}"]
    lines += [line.rstrip() for line in result.output.splitlines()]
    return "\n".join([*lines, f"[exit {result.exit_code}]"]) + "\n"


class _Inside:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        import os

        self.before = Path.cwd()
        os.chdir(self.folder)

    def __exit__(self, *_: object) -> None:
        import os

        os.chdir(self.before)


def held_to(path: Path, folder: Path) -> tuple[str, str]:
    """What a transcript says, and what its command prints now."""
    told = path.read_text("utf-8")
    return told, run(told.splitlines()[0], folder)
