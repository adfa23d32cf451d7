"""A charter shown: in plain words, as a schema, as a reference, and by what it covers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from values import clauses

from comitia.charter.clause import FAMILIES, Clause
from comitia.charter.coverage import coverage
from comitia.charter.document import Block
from comitia.charter.errors import Fault, Source
from comitia.charter.expressions import VARIABLES
from comitia.charter.load import load
from comitia.charter.plain import plain
from comitia.charter.printer import print_clause
from comitia.charter.reader import Reader
from comitia.charter.reference import reference
from comitia.charter.schema import groups_of_all, schema
from comitia.charter.shape import Group, Named, Several, keywords

MODEL = (Path(__file__).parents[2] / "charters" / "national-section.md").read_text()
SCHEMA = schema()


def clause(text: str) -> Clause:
    faults: list[Fault] = []
    read = Reader(Source.of("x.md", text), faults).clause(Block(1, text), "charter", "1", "1")
    assert read is not None, faults
    return read


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "body: aggregate\ncomposed of: every member\nmeets at least every: 1 month\nnotice: 14 clear days\n"
            "quorum: one third of members\nrequisition: {by: one fifth of members, convened within: 28 days}",
            "Body: aggregate. It is made of every member. It meets at least every month. It meets on notice of 14 "
            "clear days. Its quorum is one third of members. One fifth of members may have it convened. It must then "
            "be convened within 28 days. If it is not, the requisitioners convene it. "
            "Where no other text says otherwise: When the quorum is lost, later business is void. After an adjournment "
            "the quorum is the same.",
        ),
        (
            "membership ends by: [resignation, death, expulsion]",
            "Membership ends by. Membership ends by resignation, death or expulsion, and in no other way.",
        ),
        (
            "service:\n  in person: same day\n  post: 3 days after posting\n  text message: never",
            "Service. In person: served the same day. Post: served after 3 days. Text message: never.",
        ),
        (
            "power: declare emergency\nof: [central committee]\nnever: [expulsion, suspension of a body]\n"
            "majority: simple, by ballot",
            "Power: declare emergency. It belongs to the central committee. It never covers this: to end a membership "
            "or suspend a body. It takes a simple majority, by ballot. "
            "Where no other text says otherwise: It may be delegated: no.",
        ),
        (
            "conflict:\n  of: the complainant\n  may attend: no",
            "Conflict. It concerns the complainant. They may not attend. "
            "Where no other text says otherwise: They may speak. They count for the quorum. "
            "They count in the denominator of a majority. They may not vote. They may sit in judgment.",
        ),
    ],
)
def test_a_clause_in_plain_words(rule: str, words: str) -> None:
    assert str(plain(clause(rule))) == words


def test_what_is_written_is_told_as_said_although_silence_would_mean_the_same() -> None:
    told = plain(clause("body: committee\nholdover: no\nquorum lost: later business is void"))
    assert told.sentences == (
        "Its holders do not stay after their term.",
        "When the quorum is lost, later business is void.",
    )


def test_every_keyword_of_every_family_has_a_sentence() -> None:
    for cls in [*FAMILIES.values(), *groups_of_all()]:
        for keyword in keywords(cls):
            assert keyword.doc.endswith((".", "?")), (cls, keyword)
            inner = keyword.kind.of if isinstance(keyword.kind, Several) else keyword.kind
            assert keyword.says or isinstance(inner, Group | Named) or keyword.head, (cls, keyword)


def test_every_example_of_every_keyword_can_be_read() -> None:
    """The reference shows them; so they must be right."""
    for family, cls in FAMILIES.items():
        for keyword in keywords(cls):
            if keyword.head or not keyword.example:
                continue
            text = _smallest(family, cls, keyword.text, keyword.example)
            clause(text)


def _smallest(family: str, cls: type[Any], more: str, example: str) -> str:
    """A clause with its required keywords and one more, all as their examples have them."""
    shown = {k.text: k.example for k in keywords(cls) if k.required and not k.head} | {more: example}
    by_names = {k.text for k in keywords(cls) if type(k.kind).__name__ == "Named"}
    head = next((k for k in keywords(cls) if k.head), None)
    lines = [f"{key}:\n    {value}" if key in by_names else f"{key}: {value}" for key, value in shown.items()]
    if head is None:
        return f"{family}:\n" + "\n".join(f"  {line}" for line in lines)
    value = f"\n  {head.example}" if type(head.kind).__name__ == "Named" else f" {head.example}"
    return "\n".join([f"{family}:{value}", *lines])


def test_what_no_clause_models_is_listed_and_what_says_so_is_listed_apart() -> None:
    text = MODEL + "\n## 10 Songs\n\n### 10.1 Singing\n\nMembers sing.\n"
    (told,) = coverage(load({"model.md": text}))
    assert [article.number for article in told.silent] == ["10.1"]
    assert [article.number for article in told.for_people] == ["6.2", "7.1"]
    assert told.share == (len(told.modelled), len(told.modelled) + 3)
    assert "6.3" in [article.number for article in told.modelled]


def _valid(value: Any, rule: dict[str, Any]) -> bool:
    """Whether a value meets the part of JSON Schema that `schema` uses; an unknown keyword is an error."""
    known = {
        "$ref": lambda r: _valid(value, SCHEMA["definitions"][r.removeprefix("#/definitions/")]),
        "anyOf": lambda r: any(_valid(value, one) for one in r),
        "allOf": lambda r: all(_valid(value, one) for one in r),
        "enum": lambda r: value in r,
        "type": lambda r: any(_is(value, one) for one in ([r] if isinstance(r, str) else r)),
        "required": lambda r: isinstance(value, dict) and set(r) <= set(value),
        "properties": lambda r: all(_valid(v, r[k]) for k, v in value.items() if k in r),
        "additionalProperties": lambda r: (
            set(value) <= set(rule["properties"]) if r is False else all(_valid(v, r) for v in value.values())
        ),
        "items": lambda r: not isinstance(value, list) or all(_valid(one, r) for one in value),
        "minItems": lambda r: not isinstance(value, list) or len(value) >= r,
        "minProperties": lambda r: not isinstance(value, dict) or len(value) >= r,
    }
    notes = {"description", "examples", "title", "$schema", "definitions"}
    order = sorted(rule.items(), key=lambda item: item[0] != "type")
    return all(known[name](part) for name, part in order if name not in notes)


def _is(value: Any, kind: str) -> bool:
    types: dict[str, Any] = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    return isinstance(value, types[kind])


def _words(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


@settings(max_examples=150, deadline=None)
@given(clauses)
def test_every_clause_meets_the_schema(made: Clause) -> None:
    assert _valid(_words(print_clause(made)), SCHEMA)


@pytest.mark.parametrize(
    "rule",
    [
        "bdoy: meeting",
        "body: meeting\nquorom: 5",
        "body: meeting\nquorum lost: whatever",
        "body: meeting\nconvened by: []",
        "admission:\n  candidature: 3 months",
        "requisition: {by: any member}",
        "dues:\nevery: 1 month",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(rule: str) -> None:
    faults: list[Fault] = []
    assert Reader(Source.of("x.md", rule), faults).clause(Block(1, rule), "charter", "1", "1") is None
    assert not _valid(_words(rule), SCHEMA)


def test_the_schema_is_json_and_names_every_family() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert {name for one in SCHEMA["anyOf"] for name in one["required"][:1]} == set(FAMILIES)


def test_the_reference_holds_every_family_keyword_variable_and_link() -> None:
    text = reference()
    for family, cls in FAMILIES.items():
        assert f"### `{family}`\n" in text
        for keyword in keywords(cls):
            assert not keyword.text or f"| `{keyword.text}` |" in text
    for name in VARIABLES:
        assert f"| `{name}` |" in text
    targets = set(re.findall(r"^\((group-\w+)\)=$", text, re.MULTILINE))
    assert set(re.findall(r"\(#(group-\w+)\)", text)) == targets


def test_every_shortest_clause_in_the_reference_can_be_read() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", reference(), re.DOTALL)
    assert len(blocks) == len(FAMILIES)
    for block in blocks:
        clause(block)
