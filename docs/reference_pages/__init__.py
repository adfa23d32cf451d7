"""What `generate.py` writes, by subject. Each page is made of what the code itself says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def slug(name: str) -> str:
    """A name as a file name: `member not summoned` -> `member-not-summoned`."""
    return name.replace(" ", "-").replace("'", "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown, with an empty line after it."""
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return [*lines, ""]
