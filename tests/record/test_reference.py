"""The schema and the examples say what the reader takes."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from actkit import ACTS
from hypothesis import given

from comitia.record.acts import Act, AnyAct, Effect, Tally
from comitia.record.fit import WRITTEN, fields_of
from comitia.record.reference import examples, field_notes, schema


def fits(value: Any, part: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value is valid, by as much of JSON Schema as the schema of a record uses."""
    if "$ref" in part:
        return fits(value, whole["$defs"][part["$ref"].removeprefix("#/$defs/")], whole)
    if "anyOf" in part or "oneOf" in part:
        passed = [fits(value, one, whole) for one in part.get("anyOf") or part["oneOf"]]
        return any(passed) if "anyOf" in part else sum(passed) == 1
    if "const" in part or "enum" in part:
        return value in part.get("enum", [part.get("const")])
    match part["type"]:
        case "object":
            known, rest = part.get("properties", {}), part.get("additionalProperties")
            return (
                isinstance(value, dict)
                and set(part.get("required", ())) <= set(value)
                and all(
                    fits(one, known.get(name, rest), whole) if known.get(name, rest) else False
                    for name, one in value.items()
                )
            )
        case "array":
            return isinstance(value, list) and all(fits(one, part["items"], whole) for one in value)
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case other:
            raise AssertionError(other)


def plain(act: AnyAct) -> Any:
    return json.loads(msgspec.json.encode(act))


def test_there_is_an_example_of_every_kind() -> None:
    assert set(examples()) == set(WRITTEN)


@pytest.mark.parametrize("cls", [*WRITTEN.values(), Effect, Tally], ids=lambda cls: cls.__name__.lower())
def test_every_field_is_explained(cls: type[msgspec.Struct]) -> None:
    assert set(fields_of(cls)) <= set(field_notes(cls))


@given(ACTS)
def test_whatever_the_reader_takes_fits_the_schema(act: AnyAct) -> None:
    assert fits([plain(act)], schema(), schema())


def test_what_the_reader_refuses_does_not_fit() -> None:
    whole = schema()
    sound = plain(examples()["voted"])
    for wrong in ({"chioce": "x"}, {"poll": 3}, {"kind": "votd"}, {"kind": "elapsed"}, {"facts": {"x": {"y": 1}}}):
        assert not fits([{**sound, **wrong}], whole, whole), wrong
    for name in sound:
        if name in ("id", "at", "kind", "poll"):
            assert not fits([{k: v for k, v in sound.items() if k != name}], whole, whole)


def test_the_schema_is_json_and_names_what_a_record_names() -> None:
    whole = json.loads(json.dumps(schema()))
    assert set(whole["$defs"]) == {*WRITTEN, "effect", "tally"}
    served = whole["$defs"]["served"]
    assert served["description"] == "A notice, a charge or a decision is served."
    assert served["properties"]["what"]["description"] == "The id of the act served"
    assert all(name in served["properties"] for name in Act.__struct_fields__)
