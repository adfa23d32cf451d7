"""Whatever the text: a charter or faults with a place; no other error, no hang, and messages of a bounded length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comitia.charter.coverage import coverage
from comitia.charter.errors import CharterError
from comitia.charter.lint import lint
from comitia.charter.load import load
from comitia.charter.plain import plain

MODEL = (Path(__file__).parents[2] / "charters" / "national-section.md").read_text()
HEAD = "---\ncharter: A club\n---\n\n## 1 First\n\n"


def loads(text: str) -> bool:
    """Whether the text is a charter. If it is, everything that can be asked of a charter can be asked of it."""
    try:
        charter = load({"a.md": text})
    except CharterError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        for fault in refused.faults:
            assert 1 <= fault.place.line <= lines
            assert fault.place.column >= 1
            assert fault.found
            assert fault.required
            assert fault.advice
        assert len(str(refused)) <= 1_000 + len(refused.faults) * 3_000
        return False
    lint(charter)
    coverage(charter)
    for article in charter.main.articles:
        assert all(str(plain(clause)) for clause in article.clauses)
    return True


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    loads(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_under_a_head(text: str) -> None:
    loads(HEAD + text)


_PIECES = st.sampled_from(
    ["body", "office", "quorum", "notice", "by", ": ", ":", "\n", "\n  ", "[", "]", "{", "}", ", ", "- ", "|", "|\n  ",
     "one third", " of members", "14 clear days", "yes", "'", '"', "!", "&a", "*a", "#", " # ", "---\n", "\t", "steps",
     "charge", "when", "member.age > 3", "procedure", "effect", "end membership", "regional committee", "? ", "0", "é"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_any_rule(text: str) -> None:
    loads(f"{HEAD}```rule\n{text}\n```\n")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_model_with_a_piece_cut_out_or_put_elsewhere(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MODEL)))
    end = min(len(MODEL), start + data.draw(st.integers(0, 60)))
    into = data.draw(st.integers(0, len(MODEL)))
    text = MODEL[:start] + MODEL[end:]
    loads(text)
    loads(text[:into] + MODEL[start:end] + text[into:])


RULE, END = "```rule\n", "\n```\n"


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (f"{RULE}not modelled: {'[' * 90_000}{END}", False),
        (f"{RULE}{'- ' * 40_000}{END}", False),
        (f"{RULE}{'? ' * 40_000}{END}", False),
        (">" * 100_000, True),
        ("\n".join(" " * (2 * i) + "- a" for i in range(400)), True),
        ("a" * 3_900_000, True),
        ("a" * 4_100_000, False),
        ("[a]: b\n" * 5_000, True),
        ("<div>\n" * 20_000, True),
        ("`" * 300_000, False),
        ("\x00" * 50_000, True),
        ("\r" * 100_000, True),
        (f"{RULE}body: {'x' * 200_000}{END}", False),
        (f"{RULE}body: x\nconvened by: [{', '.join(f'nobody {i}' for i in range(5_000))}]{END}", False),
        (f"{RULE}body: x\nquorum: {'one ' * 20_000}{END}", False),
        (f"{RULE}lapse: x\nwhen: |\n  {'!' * 1_900}true{END}", False),
        (f"{RULE}a: &a [x]\nb: [*a, *a]{END}", False),
        (f"{RULE}body: \ud800{END}", False),
        ("## 2 x\n" * 5_000, False),
    ],
    ids=lambda value: f"{value[:24]!r}" if isinstance(value, str) else "",
)
def test_texts_made_to_hurt(text: str, good: bool) -> None:
    assert loads(HEAD + text) is good
