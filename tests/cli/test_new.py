"""comitia new: a folder that judges cleanly from the first day."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from comitia.cli import main


def run(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_a_new_folder_is_a_sound_organisation(tmp_path: Path) -> None:
    folder = tmp_path / "our-union"
    told = run("new", str(folder), "--founded", "1998-05-01")
    assert "our-union is ready: constitution.md, record.yaml, README.md." in told
    charter, record = str(folder / "constitution.md"), str(folder / "record.yaml")
    assert CliRunner().invoke(main, ["charter", "lint", charter]).exit_code < 2, "advice at most"
    run("charter", "coverage", charter)
    assert "2 acts judged as of 1 May 1998: 2 valid." in run("judge", charter, record)
    assert "our-union" in (folder / "README.md").read_text("utf-8")


def test_the_whole_folder_can_be_named_twice(tmp_path: Path) -> None:
    run("new", str(tmp_path / "club"), "--founded", "2020-01-01")
    assert "2 valid" in run("judge", str(tmp_path / "club"), str(tmp_path / "club"))


def test_the_commands_in_its_readme_exist(tmp_path: Path) -> None:
    run("new", str(tmp_path / "club"))
    for line in (tmp_path / "club" / "README.md").read_text("utf-8").splitlines():
        if line.startswith("    comitia "):
            words = line.split("  ")[2].split() if line.startswith("    ") else []
            assert words[0] == "comitia"
            command = words[1:3] if words[1] == "charter" else words[1:2]
            run(*command, "--help")
