"""Conditions: held against the evaluator of the CEL library itself, over every operator that a charter may use."""

from __future__ import annotations

from typing import Any

import pytest
from cel_expr_python import cel
from hypothesis import given, settings
from hypothesis import strategies as st

from comitia.charter.expressions import VARIABLES, ConditionError, ConditionFailed, compile_expression

NUMBERS = ["member.dues_owed_months", "member.age", "act.amount"]
TEXTS = ["act.by", "case.ground"]
LISTS = ["case.complainants", "case.witnesses"]
TRUTHS = ["case.heard", "act.urgent"]

_TYPES = {"int": cel.Type.INT, "bool": cel.Type.BOOL, "string": cel.Type.STRING, "list": cel.Type.List(cel.Type.STRING)}
LIBRARY = cel.NewEnv(
    variables={name: _TYPES[kind] for name, (kind, _) in VARIABLES.items()} | {"act.fact": cel.Type.DYN}
)

_small = st.integers(-3, 40)
_edge = st.sampled_from([2**63 - 1, -(2**63), 2**62])
_words = st.sampled_from(["", "a", "member-a", "member-b", "é", "日本"])


def _quoted(text: str) -> str:
    return f"'{text}'"


def _paired(operators: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda a, op, b: f"({a} {op} {b})", inner, st.sampled_from(operators), inner)


whole = st.recursive(
    st.sampled_from(NUMBERS) | (_small | _edge).map(str),
    lambda inner: _paired(["+", "-", "*", "/", "%"], inner) | inner.map(lambda a: f"-({a})"),
    max_leaves=4,
)
text = st.recursive(
    st.sampled_from(TEXTS) | _words.map(_quoted),
    lambda inner: _paired(["+"], inner),
    max_leaves=3,
)
many = st.sampled_from(LISTS) | st.lists(text, max_size=3).map(lambda entries: f"[{', '.join(entries)}]")

_compare = ["==", "!=", "<", "<=", ">", ">="]
atoms = st.one_of(
    st.sampled_from(["true", "false", *TRUTHS]),
    _paired(_compare, whole),
    _paired(_compare, text),
    _paired(["==", "!="], many),
    st.builds(lambda a, b: f"({a} in {b})", text, many),
    st.builds(lambda a, b: f"({a} in [{', '.join(b)}])", whole, st.lists(whole, max_size=3)),
    st.builds(lambda a, f, b: f"{a}.{f}({b})", text, st.sampled_from(["startsWith", "endsWith", "contains"]), text),
    st.builds(lambda a, n: f"(size({a}) > {n})", text | many, _small),
    st.builds(lambda a, n: f"({a}.size() == {n})", text | many, _small),
    st.builds(lambda n: f"(act.fact == {n})", whole | text | many),
    st.builds(lambda n: f"(act.fact < {n})", whole | text),
)


def _chained(operators: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Without brackets, so that precedence decides."""
    more = st.lists(st.tuples(st.sampled_from(operators), inner), min_size=1, max_size=4)
    return st.builds(lambda first, rest: first + "".join(f" {op} {e}" for op, e in rest), inner, more)


_plain_numbers = st.sampled_from(["member.age", "-1", "2", "- 3", "act.amount", "7"])
sums = _chained(["+", "-", "*", "/", "%"], _plain_numbers)
conditions = st.recursive(
    atoms | _paired(["<", "==", ">="], sums),
    lambda inner: st.one_of(
        _paired(["&&", "||", "==", "!="], inner),
        inner.map(lambda a: f"!({a})"),
        _chained(["&&", "||"], inner).map(lambda a: f"({a})"),
        st.builds(lambda a, b, c, d: f"({a} || {b} ? {c} : {d})", inner, inner, inner, inner),
        st.builds(lambda a, b, c: f"({a} ? {b} : {c})", inner, inner, inner),
    ),
    max_leaves=6,
)

scopes = st.fixed_dictionaries(
    dict.fromkeys(NUMBERS, _small | _edge)
    | dict.fromkeys(TEXTS, _words)
    | {name: st.lists(_words, max_size=3) for name in LISTS}
    | dict.fromkeys(TRUTHS, st.booleans())
    | {"act.fact": _small | _words | st.booleans() | st.lists(_words, max_size=2)}
)


@settings(max_examples=400, deadline=None)
@given(conditions, scopes)
def test_the_closure_answers_as_the_library_does(source: str, scope: dict[str, Any]) -> None:
    """Same truth where the library has an answer; no answer where it has none."""
    expected = LIBRARY.compile(source).eval(data=scope).plain_value()
    expression = compile_expression(source)
    assert set(expression.needs) <= set(scope)
    try:
        answer: object = expression.call(scope)
    except ConditionFailed:
        answer = None
    assert answer == (expected if isinstance(expected, bool) else None), f"{source} with {scope}: {expected}"


def test_what_a_condition_needs_is_named_even_where_it_would_be_absorbed() -> None:
    expression = compile_expression("act.rare > 1 || true")
    assert expression.needs == ("act.rare",)


@pytest.mark.parametrize(
    ("source", "line", "column", "found"),
    [
        ("member.dues <= 3", 1, 1, "`member.dues`"),
        ("member.age > 1\n && nope.x", 2, 5, "`nope.x`"),
        ("member.age > 'a'", 1, 12, "`>` between int and string"),
        ("member.age", 1, 1, "a value of type int"),
        ("[1, 2].all(x, x > 1)", 1, 8, "`all`, which conditions do not know"),
        ("'a'.matches('b')", 1, 5, "`matches`, which conditions do not know"),
        ("[1, 2][0] == 1", 1, 7, "`[` after a value: an entry of a list by its number"),
        ("1u == 1u", 1, 1, "`1u`, an unsigned number"),
        ("b'a' == b'a'", 1, 1, "`b'a'`, bytes or a text in triple quotes"),
        ("act.x == null", 1, 10, "`null`: what is not on record is found before the condition is asked"),
        ("act.text == 'a' &&", 1, 18, None),
        ("act.urgent2 && act.urgnt", 1, 16, "`act.urgnt`"),
    ],
)
def test_a_wrong_condition_is_shown_where_it_is_wrong(source: str, line: int, column: int, found: str | None) -> None:
    with pytest.raises(ConditionError) as caught:
        compile_expression(source)
    part = caught.value.parts[-1]
    assert (part.line, part.column) == (line, column)
    assert found is None or part.found == found


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="!&|()[]{}.,<>=+-*/%?:'\"\\ au1xin\n", max_size=60) | st.text(max_size=60))
def test_any_text_is_a_condition_or_is_refused(source: str) -> None:
    refused: ConditionError | None = None
    try:
        compile_expression(source)
    except ConditionError as error:
        refused = error
    assert refused is None or all(part.found and part.line >= 1 and part.column >= 1 for part in refused.parts)


def test_deep_nesting_is_refused_and_not_followed() -> None:
    for source in ("(" * 900 + "true" + ")" * 900, "!" * 1500 + "true", "-" * 1500 + "1 == 1", "[" * 900):
        with pytest.raises(ConditionError):
            compile_expression(source)
