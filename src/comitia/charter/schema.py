"""The JSON Schema of the clauses, for editors that complete and check a rule while it is written.

It describes what YAML shows of a rule: keywords, lists, groups, closed lists of words. Whether the words of a quantity
can be read, and whether names are declared, only loading the charter tells.
"""

from __future__ import annotations

from typing import Any, Final

from comitia.charter.clause import FAMILIES, LANGUAGE_VERSION, Condition, Name
from comitia.charter.quantities import EffectPattern, Majority, Party, Quorum, Range, Span, Threshold, Window
from comitia.charter.shape import Choice, Group, Keyword, Kind, Named, One, OrWord, Several, head_of, keywords

TEXTS: Final[dict[type[Any], tuple[str, tuple[str, ...]]]] = {
    str: ("Text.", ()),
    Name: ("A name.", ()),
    int: ("A whole number, in words or figures.", ("2", "two")),
    Span: ("A span of time.", ("14 clear days", "3 months", "same day")),
    Window: ("A span of time, and from when.", ("60 days after service of the reasons", "7 days before the poll")),
    Threshold: ("A number or a share.", ("5", "one third of members", "more than half of votes cast")),
    Majority: ("A majority, and the manner of voting.", ("simple", "two thirds of votes cast, by secret ballot")),
    Quorum: ("How many must be there.", ("one third of members", "the greater of 2 and half of members")),
    Range: ("A number, or from how many to how many.", ("7", "5 to 11", "at least 3", "at most 2")),
    Party: ("Who.", ("any member", "the respondent", "regional committee", "five members")),
    EffectPattern: ("An effect.", ("end membership", "suspend vote", "confer mandate of regional committee")),
    Condition: ("A condition in CEL.", ("member.dues_owed_months <= 3",)),
}  # fmt: skip
"""Type of value -> what it is, and examples."""


def schema() -> dict[str, Any]:
    """The schema of one rule (JSON Schema, draft 7, which editors read)."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"A rule of a Comitia charter, language version {LANGUAGE_VERSION}",
        "anyOf": [_family(family, cls) for family, cls in FAMILIES.items()],
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, Any]:
    texts = {
        f"value: {cls.__name__.lower()}": {
            "type": ["string", "integer"] if cls in (int, Range, Threshold, Quorum, str, Name) else "string",
            "description": doc,
            **({"examples": list(examples)} if examples else {}),
        }
        for cls, (doc, examples) in TEXTS.items()
    }
    groups = {f"group: {cls.__name__.lower()}": _object(cls) for cls in groups_of_all()}
    return texts | {"value: bool": {"enum": ["yes", "no", True, False], "description": "Yes or no."}} | groups


def groups_of_all() -> list[type[Any]]:
    """Every group of keywords that some family uses, in order of use."""
    found: list[type[Any]] = []
    for cls in FAMILIES.values():
        for keyword in keywords(cls):
            kind: Kind = keyword.kind
            while isinstance(kind, Several | Named):
                kind = kind.of
            if isinstance(kind, Group) and kind.of not in found:
                found.append(kind.of)
    return found


def _family(family: str, cls: type[Any]) -> dict[str, Any]:
    head = head_of(cls)
    doc = _first_line(cls)
    if head is None:
        return {
            "type": "object",
            "description": doc,
            "required": [family],
            "additionalProperties": False,
            "properties": {family: _object(cls)},
        }
    rule = _object(cls)
    properties = {family: _value(head.kind) | {"description": f"{doc} {head.doc}"}} | rule["properties"]
    return rule | {"description": doc, "required": [family, *rule.get("required", ())], "properties": properties}


def _object(cls: type[Any]) -> dict[str, Any]:
    plain = [keyword for keyword in keywords(cls) if not keyword.head]
    made: dict[str, Any] = {
        "type": "object",
        "description": _first_line(cls),
        "additionalProperties": False,
        "properties": {keyword.text: _keyword(keyword) for keyword in plain},
    }
    required = [keyword.text for keyword in plain if keyword.required]
    return made | ({"required": required} if required else {})


def _keyword(keyword: Keyword) -> dict[str, Any]:
    value = _value(keyword.kind)
    doc = {"description": keyword.doc} | ({"examples": [keyword.example]} if keyword.example else {})
    return {"allOf": [value], **doc} if "$ref" in value else value | doc


def _value(kind: Kind) -> dict[str, Any]:
    match kind:
        case One(of=cls):
            return {"$ref": f"#/definitions/value: {cls.__name__.lower()}"}
        case Choice(words=words):
            return {"enum": list(words)}
        case OrWord(of=cls, words=words):
            return {"anyOf": [{"enum": list(words)}, _value(One(cls))]}
        case Several(of=inner):
            return {"anyOf": [_value(inner), {"type": "array", "minItems": 1, "items": _value(inner)}]}
        case Named(of=inner):
            value = _value(inner)
            if isinstance(inner, Group):
                value = {"anyOf": [value, {"type": "null"}]}
            return {"type": "object", "minProperties": 1, "additionalProperties": value}
        case Group(of=cls):
            return {"$ref": f"#/definitions/group: {cls.__name__.lower()}"}


def _first_line(cls: type[Any]) -> str:
    return (cls.__doc__ or "").strip().split("\n")[0]
