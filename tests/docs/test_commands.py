"""Every command that a page names exists, with the options that the page gives it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from comitia.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md"] + [
    page for name in ("member", "secretary", "engineer", "adr") for page in sorted((ROOT / "docs" / name).glob("*.md"))
]
SAID = [
    (page.name, line.strip())
    for page in PAGES
    for line in re.findall(
        r"(?:`|^\$ |^\.venv/bin/|^)(comitia(?: [^`\n:]*)?)(?:$|`)", page.read_text("utf-8"), re.MULTILINE
    )
]


@pytest.mark.parametrize(("page", "line"), SAID)
def test_command_on_a_page_exists(page: str, line: str) -> None:
    command: click.Command = main
    words = line.split()[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        found = command.get_command(click.Context(command), name)
        assert found is not None, f"{page}: no command `{name}`"
        command = found
    known = {"--help", "-h"} | {option for p in command.params for option in (*p.opts, *p.secondary_opts)}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known, page


def test_pages_name_the_commands_of_a_member_and_a_secretary() -> None:
    named = {line.split()[1] for _, line in SAID if len(line.split()) > 1}
    assert {"judge", "standing", "due", "charter", "new", "demo"} <= named
