"""The reference is complete: every command, every kind of act, every code, every clause family has its page."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from generate import ROOT, pages
from reference_pages import slug, unread

from comitia.charter.clause import FAMILIES
from comitia.cli import COMMANDS, main
from comitia.judge.defects import DEFECTS, FAULTS, NOTES
from comitia.record.acts import KINDS, Effect, Tally
from comitia.record.reference import field_notes


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    return dict(pages())


def test_every_command_is_documented(reference: dict[str, str]) -> None:
    context = click.Context(main)
    for name in COMMANDS:
        page = reference[f"commands/{name}.md"]
        command = main.get_command(context, name)
        assert isinstance(command, click.Command)
        assert (command.help or "").splitlines()[0] in page
        for below in command.commands if isinstance(command, click.Group) else ():
            assert f"`comitia {name} {below}`" in page


def test_every_command_gives_examples(reference: dict[str, str]) -> None:
    for name in COMMANDS:
        assert f"comitia {name}" in reference[f"commands/{name}.md"].partition("Example")[2], name


def test_every_kind_of_act_has_a_page_with_its_fields(reference: dict[str, str]) -> None:
    for kind, cls in KINDS.items():
        page = reference[f"acts/{kind}.md"]
        own = set(cls.__struct_encode_fields__) - {"id", "at", "by", "recorded", "note", "facts"}
        assert all(f"`{name}`" in page for name in own), kind
        assert "## An example" in page or kind == "elapsed"


def test_every_field_of_every_kind_is_explained() -> None:
    shown = {**KINDS, "effect": Effect, "tally": Tally}
    for kind, cls in shown.items():
        own = set(cls.__struct_encode_fields__) - {"id", "at", "by", "recorded", "note", "facts"}
        assert own <= set(field_notes(cls)), kind


@pytest.mark.parametrize("code", [*DEFECTS, *NOTES, *FAULTS])
def test_every_code_has_a_page(code: str, reference: dict[str, str]) -> None:
    page = reference[f"findings/{slug(code)}.md"]
    assert page.startswith(f"# {code}\n")
    assert "## An example" in page
    if code in DEFECTS:
        assert "## What follows" in page
        assert "Authority:" in page
    if code in FAULTS:
        assert "**What to do:** " in page


def test_every_clause_family_is_in_the_language(reference: dict[str, str]) -> None:
    for family in FAMILIES:
        assert f"### `{family}`" in reference["language.md"]


def test_what_is_not_judged_is_told(reference: dict[str, str]) -> None:
    page = reference["not-judged-yet.md"]
    for family, keyword, _ in unread.unread_keywords():
        assert f"| {family} | {keyword} |" in page
    assert "`grounds`" not in {family for family, _, _ in unread.unread_keywords()}
    assert not set(unread.unfound_codes()) & {"no power", "hearing missing", "cured", "unknown act"}


def test_every_benchmark_is_listed(reference: dict[str, str]) -> None:
    from bench.__main__ import BENCHMARKS

    assert all(f"`python -m bench {name}`" in reference["speed.md"] for name in BENCHMARKS)


def test_a_keyword_that_is_read_nowhere_would_be_listed() -> None:
    read = unread.names_read("procedure", "Procedure")
    assert read is not None
    assert "steps" in read
    assert "no such keyword" not in read
    assert unread.names_read("no such family", "NoSuchClause") is None


def test_every_module_of_the_documentation_is_made_from_code(reference: dict[str, str]) -> None:
    assert Path(ROOT / "docs" / "conf.py").exists()
    assert len(reference) > len(COMMANDS) + len(KINDS) + len(DEFECTS) + len(NOTES) + len(FAULTS)
