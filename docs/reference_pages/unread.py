"""What a charter can say already and the judge does not weigh yet, found by reading the judge's source.

Names are looked for, not meanings: a keyword is listed when nothing of its field's name is read anywhere in the judge.
One that shares its name with another may be missing here, so the list is the least that is owed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

from comitia.charter import vocabulary  # noqa: F401  (registers the families)
from comitia.charter.clause import FAMILIES
from comitia.judge.defects import DEFECTS, FAULTS, NOTES
from reference_pages import slug, table

READERS = ("judge", "ask", "charter/law.py", "charter/precedence.py")
INERT = frozenset({"not modelled"})
"""Families that are meant to change no verdict."""


def page() -> str:
    """The page."""
    keywords, codes = unread_keywords(), unfound_codes()
    lines = ["# Said, but not judged yet", "", __doc__ or "", "## Keywords", ""]
    lines += ["These are read, checked, printed back and explained, and change no verdict yet.", ""]
    lines += table(("Clause", "Keyword", "What it says"), keywords)
    lines += [
        "## Findings",
        "",
        "These have a code, an article of the implied terms and a sentence, and are not found yet.",
        "",
    ]
    lines += [f"- [{code}](findings/{slug(code)}.md)" for code in codes]
    return "\n".join([*lines, ""])


def unread_keywords() -> list[tuple[str, str, str]]:
    """(family, keyword, what it says) of the keywords whose field nobody reads."""
    read, classes = names_read()
    found = []
    for family, cls in FAMILIES.items():
        for field in fields(cls):
            keyword = field.metadata.get("keyword")
            if keyword is None or family in INERT or field.name in ("notwithstanding", "unless"):
                continue
            if cls.__name__ not in classes and keyword == "" and not _reached(family, read):
                found.append((f"`{family}`", "(the whole clause)", " ".join((cls.__doc__ or "").split())))
            elif field.name not in read:
                found.append((f"`{family}`", f"`{keyword}`" if keyword else "(its value)", field.metadata["doc"]))
    return found


def _reached(family: str, read: set[str]) -> bool:
    """Whether the clauses of a family are asked for through the law: `law.bodies`, `law.offices`, `law.defects`."""
    plural = {"body": "bodies", "office": "offices", "department": "departments", "defect": "defects"}
    return plural.get(family, family) in read


def unfound_codes() -> list[str]:
    """The codes that no line of the judge finds, notes or faults."""
    said = _constants("judge", "ask")
    return [code for code in (*DEFECTS, *NOTES, *FAULTS) if code not in said]


def names_read() -> tuple[set[str], set[str]]:
    """Attributes and texts that the judge reads, and the names of classes that it knows."""
    read: set[str] = set()
    classes: set[str] = set()
    for tree in _trees(*READERS):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                read.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                read.add(node.value)
            elif isinstance(node, ast.Name):
                classes.add(node.id)
    return read, classes


def _constants(*where: str) -> set[str]:
    """Every text in the source but those of the lists of codes themselves."""
    return {
        node.value
        for tree in _trees(*where)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _trees(*where: str) -> Iterator[ast.Module]:
    package = Path(str(files("comitia")))
    for place in where:
        path = package / place
        for file in [path] if path.suffix == ".py" else sorted(path.rglob("*.py")):
            if file.name != "defects.py":
                yield ast.parse(file.read_text("utf-8"))
