"""What every clause has: its article, its place in the file, and the words it was read from.

A clause family is a frozen dataclass registered by `@family`. Its fields carry, through `word`, the keyword, one
sentence of documentation and an example: the reader, the printer, the plain words, the JSON Schema and the language
reference are all generated from these, so that a keyword stands once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field
from typing import Any, TypeVar

LANGUAGE_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, line and column, both from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Cite:
    """An article as it is cited: instrument, version, article number, and its place."""

    instrument: str
    version: str
    article: str
    place: Place

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}"


@dataclass(frozen=True, slots=True)
class Name:
    """The name that a clause gives to what it declares."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Condition:
    """A CEL expression, checked when the charter is loaded. `source` is its text as written."""

    source: str


C = TypeVar("C")

FAMILIES: dict[str, type[Any]] = {}
"""Family keyword (`body`, `procedure`, ...) -> the class that holds its clauses, in order of documentation."""


def family(keyword: str) -> Callable[[type[C]], type[C]]:
    """Register a clause class under the keyword that opens its rule."""

    def register(cls: type[C]) -> type[C]:
        FAMILIES[keyword] = cls
        return cls

    return register


def word(
    keyword: str, doc: str, example: str = "", *, default: Any = MISSING, says: str = "", judged: bool = True
) -> Any:
    """A keyword of a clause.

    keyword: as a secretary writes it; "" for the head (what follows the family's own keyword).
    doc: one sentence for the reference. example: a value as written. default: the value when the keyword is absent
    (none: it is required). says: the sentence in plain words, `{}` standing for the value. judged: whether the judge
    heeds it; a keyword that it does not heed yet is said to be so in the reference and by the linter.
    """
    metadata = {"keyword": keyword, "doc": doc, "example": example, "says": says, "judged": judged}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The common part of all clauses."""

    cite: Cite
    insists: frozenset[str] = frozenset()
    """Fields whose keyword was written although its value is what silence means: no lower text then speaks on them."""
    notwithstanding: tuple[str, ...] = word(
        "notwithstanding",
        "The articles that this one prevails over.",
        "[4.1]",
        default=(),
        says="It prevails over {}.",
    )
    unless: Condition | None = word(
        "unless",
        "A condition under which the clause does not apply.",
        "act.urgent",
        default=None,
        says="It does not apply where {}.",
    )
