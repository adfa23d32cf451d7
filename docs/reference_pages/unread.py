"""What a charter can say already and the judge does not weigh yet.

Most of it the vocabulary marks itself. The rest is found by reading the judge's source: a keyword is listed, too, when
its field's name is read in no module that knows its clause. Names are looked for, not meanings, so one that shares its
name with another there may be missing from the list: it is the least that is owed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from comitia.charter import vocabulary  # noqa: F401  (registers the families)
from comitia.charter.clause import FAMILIES
from comitia.charter.shape import Group, Kind, Named, Several, keywords
from comitia.judge.defects import DEFECTS, FAULTS, NOTES
from reference_pages import slug, table

READERS = ("judge", "ask", "charter/law.py", "charter/precedence.py")
INERT = frozenset({"not modelled"})
"""Families that are meant to change no verdict."""

THROUGH_THE_LAW = {
    "body": "bodies", "office": "offices", "department": "departments", "tiers": "tiers", "service": "service",
    "defect": "defects",
}  # fmt: skip
"""Families whose clauses are asked for by name, through a property of the law, anywhere in the judge."""

READ_BY_NAME = frozenset({("conflict", "counts for quorum"), ("conflict", "counts in the denominator")})
"""Keywords that are read through a field's name handed on as a text, which reading the source does not see."""

EVERY_CLAUSE = ("notwithstanding", "unless")
"""Keywords of every clause."""


@dataclass(frozen=True, slots=True)
class Module:
    """What a module of the judge reads: attributes and texts; the names that it uses; and what it gives.

    asked: texts given to `spoken` or `rule_of`. gives: function -> the names in the annotation of its result.
    """

    name: str
    read: frozenset[str]
    names: frozenset[str]
    asked: frozenset[str]
    gives: dict[str, frozenset[str]]


def page() -> str:
    """The page."""
    keywords, codes = unread_keywords(), unfound_codes()
    lines = ["# Said, but not judged yet", "", __doc__ or "", "## Keywords", ""]
    lines += ["These are read, checked, printed back and explained, and change no verdict yet.", ""]
    lines += table(("Clause", "Keyword", "What it says"), keywords)
    lines += ["## Findings", ""]
    lines += ["Every code that has a page is found.", ""] if not codes else []
    lines += ["These have a code, an article of the implied terms and a sentence, and are not found yet.", ""] * bool(
        codes
    )
    lines += [f"- [{code}](findings/{slug(code)}.md)" for code in codes]
    return "\n".join([*lines, ""])


def unread_keywords() -> list[tuple[str, str, str]]:
    """(family, keyword, what it says) of the keywords that change no verdict: those marked so, and those found so."""
    listed = []
    if {module.name for module in modules(*READERS) if "unless" in module.read} <= {"case", "precedence"}:
        listed.append(("every clause but `defect`", "`unless`", "A condition under which the clause does not apply."))
    for family, cls in FAMILIES.items():
        if family in INERT:
            continue
        read = names_read(family, cls.__name__)
        if read is None:
            listed.append((f"`{family}`", "(the whole clause)", " ".join((cls.__doc__ or "").split())))
            continue
        for keyword in keywords(cls):
            idle = keyword.text and keyword.text not in EVERY_CLAUSE and keyword.field not in read
            if not keyword.judged or (idle and (family, keyword.text) not in READ_BY_NAME):
                listed.append((f"`{family}`", f"`{keyword.text}`", keyword.doc))
            group = group_of(keyword.kind)
            below = keywords(group) if group else ()
            listed += [
                (f"`{family}`", f"`{keyword.text}`: `{one.text}`" if keyword.text else f"`{one.text}`", one.doc)
                for one in below
                if not one.judged
            ]
    return listed


def group_of(kind: Kind) -> type[Any] | None:
    """The group of keywords that a value is, or a list or mapping holds."""
    match kind:
        case Group(of=cls):
            return cls
        case Named(of=inner) | Several(of=inner):
            return group_of(inner)
        case _:
            return None


def names_read(family: str, name: str) -> set[str] | None:
    """What is read in the modules that know a family of clauses, or are given one; None if no module knows it."""
    everywhere = modules(*READERS)
    through = THROUGH_THE_LAW.get(family)
    if through is not None and any(through in module.read for module in everywhere):
        return set().union(*(module.read for module in everywhere))
    givers = {function for module in everywhere for function, gives in module.gives.items() if name in gives}
    knowing = [module for module in everywhere if name in module.names or givers & module.names]
    if not knowing:
        return None
    asked = set().union(*(module.asked for module in everywhere)) if family == "sitting" else set()
    return asked.union(*(module.read for module in knowing))


def unfound_codes() -> list[str]:
    """The codes that no line of the judge finds, notes or faults."""
    said = set().union(*(module.read for module in modules(*READERS)))
    return [code for code in (*DEFECTS, *NOTES, *FAULTS) if code not in said]


@cache
def modules(*where: str) -> tuple[Module, ...]:
    """The modules in these places, but for the list of codes itself."""
    return tuple(_module(file) for file in _files(*where) if file.name != "defects.py")


def _module(file: Path) -> Module:
    read: set[str] = set()
    names: set[str] = set()
    asked: set[str] = set()
    gives: dict[str, frozenset[str]] = {}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Attribute(attr=name, value=value):
                read.add(name)
                if isinstance(value, ast.Name) and value.id in ("organisation", "meeting", "discipline", "order"):
                    names.add(name)
            case ast.Constant(value=str(text)):
                read.add(text)
            case ast.Name(id=name):
                names.add(name)
            case ast.Call(func=ast.Name(id="spoken" | "rule_of"), args=given):
                asked |= {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
            case ast.FunctionDef(name=name, returns=returns) if returns is not None:
                gives[name] = frozenset(n.id for n in ast.walk(returns) if isinstance(n, ast.Name))
            case _:
                pass
    return Module(file.stem, frozenset(read), frozenset(names), frozenset(asked), gives)


def _files(*where: str) -> Iterator[Path]:
    package = Path(str(files("comitia")))
    for place in where:
        path = package / place
        yield from [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))
