"""Holding a value with places against the kinds of acts: every fault is named where it stands.

msgspec decodes fast and stops at the first thing that is wrong, without saying where in the file. So what it refuses
is held, once more and slowly, against the same schema (`acts.py`, read through `msgspec.inspect`), and YAML, whose
unquoted words are text, numbers or yes-or-no depending on the field, is read through it always.
"""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect as shape

from comitia.record.acts import KINDS, Act, AnyAct, Elapsed
from comitia.record.faults import RecordFault, did_you_mean, shown
from comitia.record.nodes import Mapping, Node, Scalar, Sequence

WRITTEN = {name: kind for name, kind in KINDS.items() if kind is not Elapsed}
"""The kinds that a record may hold, by name: all but the one that the judge makes itself."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,4299}", re.ASCII)
_NUMBER = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,3})?", re.ASCII)
_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
_CALLED = {"expel": "end", "exclu": "end", "recall": "end", "remov": "end", "dismiss": "end", "elect": "confer"}
_CALLED |= {"admit": "confer", "appoint": "confer", "co-opt": "confer", "found": "constitute", "adopt": "enact"}
"""What people call an effect, by how the word begins -> its verb."""

_NOTHING = ("", "~", "null")
"""Unquoted YAML texts that stand for nothing."""

_ABSENT = object()


def act_of(node: Node, file: str) -> tuple[AnyAct | None, list[RecordFault]]:
    """The act that a value says, or None and everything that is wrong with it. file: named in the faults."""
    fitting = _Fitting(file)
    kind, values = fitting.act(node)
    if fitting.faults or kind is None:
        return None, fitting.faults
    try:
        return msgspec.convert(values, KINDS[kind], strict=True), []  # type: ignore[return-value]
    except msgspec.ValidationError as error:
        fitting.fault("wrong-type", node, str(error), f"the fields of `{kind}`", "correct the act")
        return None, fitting.faults


@cache
def fields_of(cls: type[msgspec.Struct]) -> dict[str, shape.Field]:
    """The fields of a kind of act, of an effect or a tally, by their names in the file, in order; without `kind`."""
    info = shape.type_info(cls)
    assert isinstance(info, shape.StructType)
    return {field.encode_name: field for field in info.fields}


def words_of(kind: shape.Type) -> str:
    """What a field takes, in words: `text`, `a whole number`, `a list of effects`."""
    match kind:
        case shape.StrType():
            return "text"
        case shape.IntType():
            return "a whole number"
        case shape.FloatType():
            return "a number"
        case shape.BoolType():
            return "true or false"
        case shape.LiteralType(values=values):
            return "one of: " + ", ".join(map(str, values)) if len(values) > 1 else f"`{values[0]}`"
        case shape.VarTupleType(item_type=item) | shape.ListType(item_type=item):
            return "a list of " + {"text": "texts"}.get(words_of(item), words_of(item).removeprefix("an ") + "s")
        case shape.DictType(value_type=value):
            return f"named values, each {words_of(value)}"
        case shape.StructType(cls=cls):
            name = cls.__name__.lower()
            return f"an {name}" if name[0] in "aeiou" else f"a {name}"
        case shape.UnionType():
            parts = [words_of(one) for one in alternatives(kind)]
            return ", ".join(parts[:-1]) + " or " + parts[-1] if len(parts) > 1 else parts[0]
        case _:
            return "a value"


def alternatives(kind: shape.Type) -> list[shape.Type]:
    """The types that a field may take; absence (`UNSET`) is no value."""
    if not isinstance(kind, shape.UnionType):
        return [kind]
    return [one for one in kind.types if not (isinstance(one, shape.CustomType) and one.cls is msgspec.UnsetType)]


class _Fitting:
    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[RecordFault] = []

    def fault(self, code: str, node: Node, found: str, required: str, advice: str) -> None:
        self.faults.append(RecordFault(code, self.file, node.line, node.column, found, required, advice))

    def act(self, node: Node) -> tuple[str | None, dict[str, Any]]:
        if not isinstance(node, Mapping):
            advice = "write each act as fields with their values, `kind`, `id` and `at` among them"
            self.fault("not-an-act", node, _found(node), "an act with its fields", advice)
            return None, {}
        stated = next((value for key, value in node.entries if key.value == "kind"), None)
        if stated is None:
            self.once(node)
            self.fault("missing-field", node, "an act without `kind`", _one_of_kinds(), "say what kind of act it is")
            return None, {}
        kind = stated.value if isinstance(stated, Scalar) else None
        if kind == "elapsed":
            advice = "leave it out; if something happened when the time ran out, record that"
            self.fault(
                "judges-kind", stated, "`elapsed`, which the judge makes when time runs out", _one_of_kinds(), advice
            )
            return None, {}
        if not isinstance(kind, str) or kind not in WRITTEN:
            self.once(node)
            near = did_you_mean(kind, WRITTEN) if isinstance(kind, str) else None
            advice = f"did you mean `{near}`?" if near else "choose the kind that says what somebody did"
            self.fault("unknown-kind", stated, _found(stated), _one_of_kinds(), advice)
            return None, {}
        values = self.struct(node, KINDS[kind], kind)
        return kind, values

    def once(self, node: Mapping) -> None:
        """Faults for keys that stand twice."""
        first: dict[object, Scalar] = {}
        for key, _ in node.entries:
            if key.value in first:
                there = first[key.value]
                found = f"{shown(str(key.value))} a second time; the first is at {there.line}:{there.column}"
                self.fault("repeated-field", key, found, "each name once", "keep the right one and delete the other")
            else:
                first[key.value] = key

    def struct(self, node: Mapping, cls: type[msgspec.Struct], name: str) -> dict[str, Any]:
        self.once(node)
        fields = fields_of(cls)
        is_act = issubclass(cls, Act)
        values: dict[str, Any] = {}
        misspelt: set[str | None] = set()
        for key, value in node.entries:
            field = fields.get(str(key.value))
            if field is not None:
                values[field.encode_name] = self.value(value, field.type, field.encode_name, field.required)
            elif not (is_act and key.value == "kind"):
                misspelt.add(self.unknown_field(key, name, [*fields, *(["kind"] if is_act else [])], is_act))
        for field in fields.values():
            if field.required and field.encode_name not in values and field.encode_name not in misspelt:
                found = f"`{name}` without `{field.encode_name}`"
                required = f"`{field.encode_name}`: {words_of(field.type)}"
                self.fault("missing-field", node, found, required, _MISSING.get(field.encode_name, "add it"))
        return values

    def unknown_field(self, key: Scalar, name: str, known: list[str], is_act: bool) -> str | None:
        """A fault for a field that is none; the field that was probably meant."""
        near = did_you_mean(str(key.value), known)
        advice = f"did you mean `{near}`?" if near else "leave it out, or tell it in `note`"
        if not near and is_act:
            advice = "leave it out, or put it under `facts` (for conditions) or into `note` (for people)"
        found = f"{shown(str(key.value))}, which `{name}` does not have"
        self.fault("unknown-field", key, found, "one of: " + ", ".join(known), advice)
        return near

    def value(self, node: Node, kind: shape.Type, name: str, needed: bool = False) -> Any:
        kinds = alternatives(kind)
        for one in kinds:
            match node, one:
                case Mapping(), shape.StructType(cls=cls):
                    return self.struct(node, cls, cls.__name__.lower())
                case Mapping(), shape.DictType(value_type=of):
                    self.once(node)
                    return {str(key.value): self.value(value, of, str(key.value)) for key, value in node.entries}
                case Sequence(), shape.VarTupleType(item_type=of) | shape.ListType(item_type=of):
                    return [self.value(item, of, name) for item in node.items]
                case _:
                    pass
        if isinstance(node, Scalar):
            fitted = (
                plain_value(node.value, kinds) if node.plain and isinstance(node.value, str) else _typed(node, kinds)
            )
            if fitted is not _ABSENT:
                return fitted
        self.misfit(node, kind, name, needed)
        return None

    def misfit(self, node: Node, kind: shape.Type, name: str, needed: bool) -> None:
        kinds = alternatives(kind)
        text = node.value if isinstance(node, Scalar) else None
        choices = [str(v) for one in kinds if isinstance(one, shape.LiteralType) for v in one.values]
        required = f"`{name}`: {words_of(kind)}"
        if choices and isinstance(text, str) and len(kinds) == 1:
            near = did_you_mean(text, choices)
            advice = (
                f"did you mean `{near}`?" if near else "choose one of these words" + ("" if needed else ", or none")
            )
            verb = next((verb for stem, verb in _CALLED.items() if name == "do" and text.startswith(stem)), None)
            if verb:
                advice = f"write `do: {verb}`, and what people call it under `as`"
            self.fault("unknown-value", node, _found(node), required, advice)
            return
        self.fault("wrong-type", node, _found(node), required, _wrong_type_advice(node, kinds, name, needed))


def plain_value(text: str, kinds: list[shape.Type]) -> Any:
    """What unquoted YAML text is in a field of these types: yes or no before numbers, numbers before text.

    A field that takes text alone keeps `yes`, `2011` and `2011-12-28` as text. An object that is none of the types
    comes back where the text fits none of them.
    """
    sorts = {type(kind) for kind in kinds}
    if text in _NOTHING:
        return _ABSENT
    if shape.BoolType in sorts and text in _YES_OR_NO:
        return _YES_OR_NO[text]
    if shape.IntType in sorts and _INTEGER.fullmatch(text):
        return int(text)
    if shape.FloatType in sorts and _NUMBER.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return _text(text, kinds)


def _text(text: str, kinds: list[shape.Type]) -> Any:
    for kind in kinds:
        if isinstance(kind, shape.StrType) or (isinstance(kind, shape.LiteralType) and text in kind.values):
            return text
    return _ABSENT


def _typed(node: Scalar, kinds: list[shape.Type]) -> Any:
    """A value whose type the file itself says (JSON, quoted YAML), where the field takes it."""
    value = node.value
    sorts = {type(kind) for kind in kinds}
    match value:
        case str():
            return _text(value, kinds)
        case bool():
            return value if shape.BoolType in sorts else _ABSENT
        case int() if shape.IntType in sorts:
            return value
        case int() | float() if shape.FloatType in sorts and math.isfinite(value):
            return float(value)
        case _:
            return _ABSENT


def _found(node: Node) -> str:
    match node:
        case Mapping():
            return "named values"
        case Sequence():
            return "a list"
        case Scalar(value=None) | Scalar(value="" | "~" | "null", plain=True):
            return "nothing"
        case Scalar(value=bool(value)):
            return f"`{'true' if value else 'false'}`"
        case Scalar(value=str(text)):
            return shown(text)
        case Scalar(value=float(number)) if not math.isfinite(number):
            return "a number too large to keep"
        case Scalar(value=number):
            return f"`{number}`, a number"


def _wrong_type_advice(node: Node, kinds: list[shape.Type], name: str, needed: bool) -> str:
    takes_list = any(isinstance(kind, shape.VarTupleType | shape.ListType) for kind in kinds)
    match node:
        case Scalar(value=None) | Scalar(value="" | "~" | "null", plain=True):
            return _MISSING.get(name, f"say what it is: `{name}` is needed" if needed else f"leave `{name}` out")
        case Scalar(value=str(text)) if takes_list:
            return f"put it in brackets, also if it is one alone: [{shown(text)[1:-1]}]"
        case Scalar() if any(isinstance(kind, shape.StrType) for kind in kinds):
            return "put it in quotation marks"
        case _:
            return f"write it as required{'' if needed else f', or leave `{name}` out'}"


def _one_of_kinds() -> str:
    return "one of: " + ", ".join(WRITTEN)


_MISSING = {
    "at": "add the day; if it is not on record, the month or the year (2011-03, 2011)",
    "id": "add a name that no other act of the record has",
}
