"""Acts written as YAML for people: one act a paragraph, short effects on one line, long words as blocks.

A text goes without quotes exactly where the reading rule (`fit.plain_value`) would read it back as the same text, so
that writing and reading cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import inspect as shape

from comitia.record.acts import AnyAct
from comitia.record.fit import alternatives, fields_of, plain_value
from comitia.record.json_lines import check_writable

WIDTH = 100
"""Columns: what is longer than this is not put on one line."""

_SAFE = re.compile(r"[\w/](?:[\w ./()'+-]|:(?=[\w/.]))*(?<! )", re.ASCII)
_BLOCK = re.compile(
    r"(?![ \n])[\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+(?<![ \n])\n?"
)
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_TEXT: list[shape.Type] = [shape.StrType()]
_LONGEST_KEY = 900  # YAML wants longer names marked with a question mark


def write_yaml(acts: Iterable[AnyAct]) -> Iterator[bytes]:
    """Acts as a YAML list in UTF-8, one act a piece, a blank line between two.

    Raises ValueError on an act that no reader would take back: one over MAX_LINE bytes, or with a number not finite.
    """
    first = True
    for act in acts:
        lines = _block(_fields(act), "  ")
        lines[0] = "- " + lines[0][2:]
        text = "".join(line + "\n" for line in lines).encode()
        check_writable(act, len(text))
        yield text if first else b"\n" + text
        first = False


_Field = tuple[str, Any, list[shape.Type]]


def _fields(act: AnyAct) -> list[_Field]:
    values = msgspec.to_builtins(act)
    types = fields_of(type(act))
    rest = [(name, values[name], alternatives(types[name].type)) for name in types if name in values and name != "id"]
    return [("id", values["id"], _TEXT), ("kind", values["kind"], _TEXT), *rest]


def _block(fields: list[_Field], indent: str) -> list[str]:
    """Fields under each other."""
    lines: list[str] = []
    for name, value, kinds in fields:
        key = _key(name) + ":"
        flow = _flow(value, kinds)
        if isinstance(value, str) and "\n" in value and _BLOCK.fullmatch(value) and shape.StrType in map(type, kinds):
            lines.append(f"{indent}{key} |{'' if value.endswith(chr(10)) else '-'}")
            lines.extend(indent + "  " + line if line else "" for line in value.removesuffix("\n").split("\n"))
        elif not isinstance(value, list | tuple | dict) or _fits(value, len(indent + key + flow)):
            lines.append(f"{indent}{key} {flow}")
        elif isinstance(value, dict):
            lines.extend([indent + key, *_block(_inside(value, kinds), indent + "  ")])
        else:
            lines.append(indent + key)
            for item in value:
                lines.extend(_item(item, _items(kinds), indent + "  "))
    return lines


def _item(item: Any, kinds: list[shape.Type], indent: str) -> list[str]:
    flow = _flow(item, kinds)
    if isinstance(item, dict) and item and len(indent + flow) + 2 >= WIDTH:
        lines = _block(_inside(item, kinds), indent + "  ")
        return [indent + "- " + lines[0].removeprefix(indent + "  "), *lines[1:]]
    return [f"{indent}- {flow}"]


def _fits(value: list[Any] | tuple[Any, ...] | dict[str, Any], width: int) -> bool:
    """Whether a list or mapping stands on one line. Effects go on a line each, even where two would fit."""
    if isinstance(value, dict) and any(len(name) > _LONGEST_KEY for name in value):
        return True
    return not value or (
        width < WIDTH and not (isinstance(value, list | tuple) and any(isinstance(i, dict) for i in value))
    )


def _flow(value: Any, kinds: list[shape.Type]) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _word(value, kinds)
        case list() | tuple():
            return "[" + ", ".join(_flow(item, _items(kinds)) for item in value) + "]"
        case dict():
            pairs = (f"{_key(name)}: {_flow(one, types)}" for name, one, types in _inside(value, kinds))
            return "{" + ", ".join(pairs) + "}"
        case _:
            raise TypeError(f"{type(value).__name__} in an act")


def _inside(value: dict[str, Any], kinds: list[shape.Type]) -> list[_Field]:
    for kind in kinds:
        match kind:
            case shape.StructType(cls=cls):
                types = fields_of(cls)
                return [(name, one, alternatives(types[name].type)) for name, one in value.items()]
            case shape.DictType(value_type=of):
                return [(name, one, alternatives(of)) for name, one in value.items()]
            case _:
                pass
    raise TypeError("named values where none are taken")


def _items(kinds: list[shape.Type]) -> list[shape.Type]:
    for kind in kinds:
        if isinstance(kind, shape.VarTupleType | shape.ListType):
            return alternatives(kind.item_type)
    raise TypeError("a list where none is taken")


def _word(text: str, kinds: list[shape.Type]) -> str:
    return text if _SAFE.fullmatch(text) and plain_value(text, kinds) is text else _quoted(text)


def _key(name: str) -> str:
    if len(name) > _LONGEST_KEY:
        return f"? {_quoted(name)} "
    return name if _SAFE.fullmatch(name) and ":" not in name else _quoted(name)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or (c if _printable(c) else _escaped(ord(c))) for c in text) + '"'


def _printable(char: str) -> bool:
    return char.isprintable() and char != "\ufeff"


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
