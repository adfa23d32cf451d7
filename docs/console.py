"""Runs the console blocks of a page, so that what a page shows is what happens.

    python docs/console.py docs/secretary/tutorial.md README.md     write the real output into the pages

A page is a story told in one empty folder. A `console` block holds commands (`$ comitia ...`) and their output; a line
`...` alone stands for lines left out. A `code-block` with the caption of a file is added to the end of that file; one
in `diff` changes the lines that it takes out for those that it puts in.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE)
CAPTION = re.compile(r"\A(?::[\w-]+:[^\n]*\n)*?:caption: (\S+)\n(?::[\w-]+:[^\n]*\n)*\n?")
LEFT_OUT = "..."
SAME = {"make demo": "comitia demo"}
"""What the Makefile runs under a name, for pages that show it."""


OUR_FAULT = ("Traceback", "rule-failed", "rule failed")
"""What a program prints only when it is broken; no page shows that."""


class PageError(Exception):
    """A page that cannot be run: a change that does not fit, a command that no page may run, a broken program."""


@dataclass
class Told:
    """One command of a page: what the page says that it prints, and what it printed."""

    command: str
    told: str
    printed: str

    @property
    def true(self) -> bool:
        """Whether the page tells the truth, lines left out apart."""
        told, printed = self.told.rstrip("\n").split("\n"), self.printed.rstrip("\n").split("\n")
        if LEFT_OUT not in told:
            return told == printed
        parts = "\n".join(["", *told, ""]).split(f"\n{LEFT_OUT}\n")
        pattern = "\n(?:.*\n)*?".join(re.escape(part) for part in parts)
        return re.fullmatch(pattern, "\n".join(["", *printed, ""])) is not None


def told(page: str, folder: Path) -> Iterator[Told]:
    """Everything that a page tells, done in `folder` (which is empty), in the order of the page."""
    here = folder
    for block in BLOCK.finditer(page):
        info, text = block["info"].strip(), block["text"]
        caption = CAPTION.match(text)
        if info == "console":
            for command, said in commands(text):
                if command.startswith("cd "):
                    here = here / command[3:].strip()
                    yield Told(command, said, "" if here.is_dir() else f"no folder {here.name}")
                else:
                    yield Told(command, said, run(command, here))
        elif caption and info.startswith("{code-block}"):
            body = text[caption.end() :]
            _write(here / caption[1], body, changing=info.endswith("diff"))


def commands(text: str) -> Iterator[tuple[str, str]]:
    """(command, output) pairs of a console block."""
    parts = re.split(r"^\$ (.*)\n?", text, flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def run(command: str, folder: Path) -> str:
    """What a command prints on both streams, without blanks at the ends of lines."""
    words = shlex.split(SAME.get(command, command))
    if not words or words[0] != "comitia":
        raise PageError(f"a page may run `comitia` and `cd`, not `{command}`")
    program = str(Path(sys.executable).with_name("comitia"))
    env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "FORCE_COLOR")} | {"NO_COLOR": "1"}
    done = subprocess.run(
        [program, *words[1:]], cwd=folder, env=env, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False,
    )  # fmt: skip
    if any(sign in done.stdout for sign in OUR_FAULT):
        raise PageError(f"`{command}` is broken:\n{done.stdout}")
    lines = (line.rstrip() for line in done.stdout.splitlines())
    return "\n".join(lines).strip("\n") + "\n" if done.stdout.strip() else ""


def _write(file: Path, body: str, *, changing: bool) -> None:
    if not changing:
        before = file.read_text("utf-8") if file.exists() else ""
        file.write_text(f"{before.rstrip()}\n\n{body}" if before.strip() else body, "utf-8")
        return
    taken = "".join(f"{line[1:]}\n" for line in body.splitlines() if line[:1] in "- ")
    put = "".join(f"{line[1:]}\n" for line in body.splitlines() if line[:1] in "+ ")
    text = file.read_text("utf-8")
    if text.count(taken) != 1:
        raise PageError(f"{file.name} holds these lines {text.count(taken)} times, not once:\n{taken}")
    file.write_text(text.replace(taken, put), "utf-8")


def refreshed(page: str) -> str:
    """The page with the real output in every console block from which nothing is left out."""
    with tempfile.TemporaryDirectory() as folder:
        results = iter(list(told(page, Path(folder))))

    def fresh(block: re.Match[str]) -> str:
        if block["info"].strip() != "console":
            return block[0]
        lines = []
        for _ in commands(block["text"]):
            one = next(results)
            keep = LEFT_OUT in one.told.split("\n") and one.true
            lines.append(f"$ {one.command}\n{one.told if keep else one.printed}")
        return f"{block['fence']}console\n{''.join(lines)}{block['fence']}"

    return BLOCK.sub(fresh, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text("utf-8")), "utf-8")
        print(f"{name}: as it really is")
