"""Writes `docs/reference/` from the code, so that no page of the reference can say what the code does not do.

    python docs/generate.py [FOLDER]

The charter language, the act kinds, the findings, the implied terms, the model constitution, the decided disputes, the
commands, and what is said but not judged yet: each is read from the module that is the one copy of it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))

from reference_pages import acts, cases, findings, speed, texts, unread  # noqa: E402


def pages() -> Iterator[tuple[str, str]]:
    """(file name, Markdown) of every generated page."""
    yield "index.md", INDEX
    yield "language.md", language()
    yield from acts.pages(ROOT)
    yield from findings.pages(ROOT)
    yield "implied-terms.md", texts.implied_terms()
    yield "model-constitution.md", texts.model_constitution(ROOT)
    yield "decided-disputes.md", cases.page(ROOT)
    yield "not-judged-yet.md", unread.page()
    yield "speed.md", speed.page(ROOT)
    yield "state-keys.inc", texts.state_keys()
    yield from commands()


INDEX = """# Reference

Every page here is written from the code each time the documentation is made.

```{toctree}
:maxdepth: 1

language
acts/index
findings/index
implied-terms
model-constitution
decided-disputes
commands/index
not-judged-yet
speed
```
"""


def language() -> str:
    """The charter language, as its own module tells it."""
    from comitia.charter.reference import reference

    return reference()


# The commands


def commands() -> Iterator[tuple[str, str]]:
    """One page a command, with the help of its subcommands, and their list."""
    from comitia.cli import COMMANDS, main

    lines = ["# Commands", "", "What `comitia --help` and the help of every command say.", "", "```text"]
    lines += [help_of(main, "comitia"), "```", "", "```{toctree}", ":maxdepth: 1", ""]
    yield "commands/index.md", "\n".join([*lines, *COMMANDS, "```", ""])
    for name, (module, _) in COMMANDS.items():
        command = import_module(module).command
        yield f"commands/{name}.md", "\n".join(command_page(command, f"comitia {name}"))


def command_page(command: click.Command, path: str, level: int = 1) -> Iterator[str]:
    """A command and those under it."""
    yield from (f"{'#' * level} `{path}`", "", "```text", help_of(command, path), "```", "")
    if isinstance(command, click.Group):
        for name in command.commands:
            yield from command_page(command.commands[name], f"{path} {name}", min(level + 1, 3))


def help_of(command: click.Command, path: str) -> str:
    """The text of `--help`, as wide as a page."""
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    return re.sub(r"[ \t]+$", "", command.get_help(context), flags=re.MULTILINE).strip()


def write(folder: Path) -> int:
    """Write the pages that changed, take away those that no longer exist; how many pages there are."""
    wanted = dict(pages())
    for name, text in wanted.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")
    for file in folder.rglob("*.md"):
        if str(file.relative_to(folder)) not in wanted:
            file.unlink()
    return len(wanted)


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "reference"
    print(f"{write(out)} pages of reference written to {out}")
