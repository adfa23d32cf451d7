"""The documentation's commands exist with the options it gives them, and every code it explains is one that is used."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from comitia.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "log").glob("*.md"))
LINES = [
    (page.name, line)
    for page in PAGES
    for line in re.findall(
        r"(?:^\$ |`)(comitia (?:log|verify|witness|erase)[^`\n]*)", page.read_text(encoding="utf-8"), re.M
    )
]


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_documented_command_is_one_with_these_options(page: str, line: str) -> None:
    command: click.Command = main
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert {word for word in words if word.startswith("--")} <= known


def test_there_are_documented_commands() -> None:
    assert len(LINES) > 20


def test_every_refusal_that_operators_are_told_of_exists() -> None:
    text = (ROOT / "docs" / "log" / "operators.md").read_text(encoding="utf-8")
    table = text.split("## Messages")[1].split("## Backup")[0]
    codes = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", table))
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "comitia" / "log").glob("*.py"))
    assert len(codes) >= 12
    assert {code for code in codes if f'"{code}"' not in source} == set()
