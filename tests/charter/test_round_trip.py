"""What is printed reads back as the same: single clauses of every family, and whole charters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from values import clauses, without_places, words

from comitia.charter.clause import Clause
from comitia.charter.document import Block, take_apart
from comitia.charter.errors import CharterError, Source
from comitia.charter.load import load
from comitia.charter.plain import plain
from comitia.charter.printer import print_charter, print_clause
from comitia.charter.reader import Reader

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "charters" / "national-section.md"


def read(text: str) -> Clause | None:
    faults: list[object] = []
    clause = Reader(Source.of("x.md", text), faults).clause(Block(1, text), "charter", "1", "1")  # type: ignore[arg-type]
    assert not faults, f"{text}\n{faults}"
    return clause


@settings(max_examples=400, deadline=None)
@given(clauses)
def test_every_clause_that_can_be_is_printed_so_that_it_reads_back(clause: Clause) -> None:
    assert without_places(read(print_clause(clause))) == without_places(clause)


@settings(max_examples=150, deadline=None)
@given(clauses)
def test_every_clause_has_plain_words(clause: Clause) -> None:
    told = plain(clause)
    assert told.title
    for sentence in (*told.sentences, *told.also):
        assert sentence.endswith(".")
        assert not any(hole in sentence for hole in ("{}", "{or}")) or "{" in print_clause(clause)


def test_the_model_constitution_reads_back() -> None:
    charter = load({"model.md": MODEL.read_text()})
    printed = print_charter(charter)
    again = load(printed)
    assert without_places(again) == without_places(charter)
    assert print_charter(again) == printed


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a folder that have a head."""
    texts = {path.name: path.read_text() for path in sorted(folder.glob("*.md"))}
    return {name: text for name, text in texts.items() if text.startswith("---\n")}


TERMS = (ROOT / "src" / "comitia" / "charter" / "implied-terms.md").read_text()
CASES = {folder.name: texts_of(folder) for folder in sorted((ROOT / "examples" / "cases").iterdir()) if folder.is_dir()}


def test_there_are_cases_to_read() -> None:
    assert len(CASES) >= 5


@pytest.mark.parametrize("name", CASES)
def test_the_texts_of_every_case_read_back(name: str) -> None:
    charter = load(CASES[name] | {"terms.md": TERMS})
    assert without_places(load(print_charter(charter))) == without_places(charter)


def test_what_stands_between_articles_stays_where_it_is() -> None:
    text = (
        "---\ncharter: 'A title, with: a colon'\n---\nA preamble.\n\n# Part one\n\n## 1 First\n\nProse.\n\n"
        "```rule\nnot modelled: a\n```\n\nMore prose.\n\n### Remarks\n\nA remark.\n\n# Part two\n\n## 2 Second\n\n"
        "```text\nan example\n```\n\n# Annex\n\nThe end.\n"
    )
    charter = load({"a.md": text})
    first, second = charter.main.articles
    assert first.lead == "A preamble.\n\n# Part one"
    assert first.prose == "Prose.\n\nMore prose.\n\n### Remarks\n\nA remark."
    assert second.lead == "# Part two"
    assert charter.main.closing == "# Annex\n\nThe end."
    assert without_places(load(print_charter(charter))) == without_places(charter)


_LINES = st.sampled_from(
    ["", "# Part", "## 1 One", "### 1.1 Two", "## 2", "#### Note", "Text.", "- an item", "  more", "> said", "---",
     "===",
     "```rule", "not modelled: x", "```", "~~~", "```text", "<!-- a -->", "<!--", "-->",
     "<div>", "1. first", "    code"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES | words, max_size=25).map("\n".join))
def test_whatever_loads_reads_back_from_its_print(body: str) -> None:
    try:
        charter = load({"a.md": f"---\ncharter: x\n---\n{body}"})
    except CharterError:
        return
    assert without_places(load(print_charter(charter))) == without_places(charter)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.lists(_LINES | words, max_size=12).map("\n".join))
def test_any_text_is_taken_apart_without_losing_a_line_of_it(text: str) -> None:
    document = take_apart("x.md", text)
    assert all(1 <= fault.place.line <= len(document.source.lines) for fault in document.faults)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system_count_the_same(newline: str) -> None:
    charter = load({"model.md": MODEL.read_text().replace("\n", newline)})
    assert without_places(charter) == without_places(load({"model.md": MODEL.read_text()}))
