"""comitia judge: its formats say the same, its exit codes are as documented, standard input is read like a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from comitia.cli import main

HERE = Path(__file__).parent
CHARTER, RECORD = str(HERE / "club.md"), str(HERE / "record.yaml")


def judged(*options: str, code: int) -> str:
    result = CliRunner().invoke(main, ["judge", CHARTER, RECORD, *options])
    assert result.exit_code == code, result.output
    return result.stdout


def test_json_carries_codes_arguments_and_sentences() -> None:
    data = json.loads(judged("--format", "json", code=1))
    out = next(act for act in data["acts"] if act["id"] == "out")
    assert out["verdict"] == "void"
    assert out["effects"] == [{"says": "Expelled: dan", "verdict": "void", "life": "", "from": None}]
    charge = next(f for f in out["findings"] if f["code"] == "charge missing")
    assert charge["articles"] == [{"instrument": "charter", "version": "1", "article": "3.1"}]
    assert charge["follows"]["instrument"] == "implied terms"
    assert charge["says"] == "No charge. Required: a charge in writing. None is on record."
    time = next(f for f in out["findings"] if f["code"] == "too little time to answer")
    assert time["arguments"] == {"found": 0, "required": 7, "unit": "clear days"}


def test_text_json_and_html_name_the_same_findings() -> None:
    data = json.loads(judged("--format", "json", "--explain", "out", code=1))
    text, html = (judged("--explain", "out", "--format", form, code=1) for form in ("text", "html"))
    titles = [finding["says"].partition(".")[0] for finding in data["acts"][0]["findings"]]
    assert len(titles) == 7
    for title in titles:
        assert f"- {title}." in text
        assert f"<strong>{title}.</strong>" in html


def test_without_a_void_act_the_exit_code_is_0() -> None:
    judged("--as-of", "2019-05-31", code=0)


def test_the_exit_code_of_an_explained_act_is_about_that_act() -> None:
    judged("--explain", "may", code=0)
    judged("--explain", "out", code=1)


def test_a_field_can_be_supposed_otherwise() -> None:
    shown = json.loads(judged("--explain", "may-opened", "--format", "json", code=0))
    other = json.loads(
        judged("--explain", "may-opened", "--suppose", "may-opened.present=2", "--format", "json", code=0)
    )
    assert shown["acts"][0]["id"] == other["acts"][0]["id"] == "may-opened"


def test_a_record_from_standard_input_is_judged_like_a_file() -> None:
    piped = CliRunner().invoke(main, ["judge", CHARTER, "-"], input=Path(RECORD).read_bytes())
    assert piped.exit_code == 1
    assert piped.stdout == judged(code=1)


def test_output_without_a_terminal_has_no_colour_and_no_progress() -> None:
    result = CliRunner().invoke(main, ["judge", CHARTER, RECORD])
    assert "\x1b" not in result.output
    assert result.stderr == ""


@pytest.mark.parametrize("command", ["judge", "standing", "due", "new", "demo", "charter"])
def test_help_has_examples_and_exit_codes(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert "Exit codes:" in result.output
    assert f"comitia {command}" in result.output


def test_help_of_every_charter_command_is_there() -> None:
    for name in ("lint", "show", "words", "coverage", "schema"):
        result = CliRunner().invoke(main, ["charter", name, "--help"])
        assert result.exit_code == 0
        assert name in result.output
