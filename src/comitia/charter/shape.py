"""What a clause family looks like, read off its fields: the one source of reader, printer, schema and reference."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from comitia.charter.clause import Clause


@dataclass(frozen=True, slots=True)
class One:
    """A single value in words: a quantity, a name, a text, a condition, a number, yes or no."""

    of: type[Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list of words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrWord:
    """A single value, or one of a few words instead: a span or `never`."""

    of: type[Any]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """A list; a single value stands for a list of one."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping from names to values."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Group:
    """A group of keywords of its own, such as a step."""

    of: type[Any]


_KEYWORDS: dict[type[Any], tuple[Keyword, ...]] = {}

Kind = One | Choice | OrWord | Several | Named | Group


@dataclass(frozen=True, slots=True)
class Keyword:
    """One keyword of a family or a group. `head`: it is what follows the family's own keyword."""

    field: str
    text: str
    kind: Kind
    required: bool
    default: Any
    doc: str
    example: str
    says: str
    judged: bool = True
    """Whether the judge heeds it already."""

    @property
    def head(self) -> bool:
        return self.text == ""


def keywords(cls: type[Any]) -> tuple[Keyword, ...]:
    """The keywords of a family or group in the order of writing: its own first, those common to all last."""
    found = _KEYWORDS.get(cls)
    if found is None:
        found = _KEYWORDS[cls] = _keywords(cls)
    return found


def _keywords(cls: type[Any]) -> tuple[Keyword, ...]:
    hints = get_type_hints(cls)
    found = [_keyword(field, hints[field.name]) for field in fields(cls) if "keyword" in field.metadata]
    common = {field.name for field in fields(Clause)}
    return tuple(sorted(found, key=lambda k: (not k.head, k.field in common and issubclass(cls, Clause))))


def head_of(cls: type[Any]) -> Keyword | None:
    """The keyword that stands after the family's own, if the family has one."""
    return next((keyword for keyword in keywords(cls) if keyword.head), None)


def _keyword(field: Field[Any], hint: Any) -> Keyword:
    meta = field.metadata
    required = field.default is MISSING
    return Keyword(
        field.name, meta["keyword"], kind_of(hint), required, None if required else field.default,
        meta["doc"], meta["example"], meta["says"], meta["judged"],
    )  # fmt: skip


def kind_of(hint: Any) -> Kind:
    """The kind of value that a type stands for."""
    origin = get_origin(hint)
    if origin is Literal:
        return Choice(tuple(str(word) for word in get_args(hint) if word != ""))
    if origin in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        if len(parts) == 1:
            return kind_of(parts[0])
        words = next(get_args(part) for part in parts if get_origin(part) is Literal)
        return OrWord(next(part for part in parts if get_origin(part) is not Literal), words)
    if origin is tuple:
        return Several(kind_of(get_args(hint)[0]))
    if origin is dict:
        return Named(kind_of(get_args(hint)[1]))
    if isinstance(hint, type) and is_dataclass(hint) and any("keyword" in field.metadata for field in fields(hint)):
        return Group(hint)
    return One(hint)
