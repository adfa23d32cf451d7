"""A value as it stands in a file, with its place: what JSON and YAML have in common before an act is made of it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_DEPTH = 16
"""How deep lists and fields may be nested; acts need five."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. plain: YAML text without quotes, of which the field decides what it is; then value is str."""

    value: str | int | float | bool | None
    line: int
    column: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in the order of the file; a key that stands twice is here twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node = Scalar | Sequence | Mapping


def node_of(value: object, line: int) -> Node:
    """A value that stands in no file of its own, as a node. line: where it came from."""
    match value:
        case dict():
            return Mapping(tuple((Scalar(key, line, 0), node_of(one, line)) for key, one in value.items()), line, 0)
        case list() | tuple():
            return Sequence(tuple(node_of(one, line) for one in value), line, 0)
        case str() | int() | float() | bool() | None:
            return Scalar(value, line, 0)
        case _:
            raise TypeError(f"{type(value).__name__} in an act")


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Why a text is no JSON or YAML at all, before it is known in which file: the fields are RecordFault's."""

    code: str
    line: int
    column: int
    found: str
    required: str
    advice: str
