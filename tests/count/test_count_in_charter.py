"""`comitia count --charter`: rule, seats and ties from the election's clause."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comitia.cli.count import command

CHARTER = """---
charter: Rules of a club
---

## 1 Meeting
All members form the meeting. It elects a committee of two and the secretary.

```rule
body: meeting
composed of: every member
convened by: secretary
```

```rule
body: committee
elected by: meeting
convened by: secretary
seats: 2
```

```rule
office: secretary
elected by: meeting
```

## 2 Elections

```rule
election: committee
of: [committee]
rule: scottish-stv
```

```rule
election: secretary
of: [secretary]
rule: alternative-vote
tie: first stage lead
```
"""
BALLOTS = '4 3\n5 1 2 0\n4 2 0\n1 3 2 0\n0\n"Member A"\n"Member B"\n"Member C"\n"Member D"\n"Club"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "club.md").write_text(CHARTER)
    (tmp_path / "papers.blt").write_text(BALLOTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["papers.blt", "--charter", "club.md", *arguments])


def test_rule_and_seats_are_the_clause_s(folder: Path) -> None:
    counted = json.loads(run("--election", "committee", "--format", "json").stdout)
    assert (counted["rule"], counted["seats"]) == ("scottish-stv", 2)


def test_an_office_is_one_seat_whatever_the_file_says(folder: Path) -> None:
    counted = json.loads(run("--election", "secretary", "--format", "json").stdout)
    assert (counted["rule"], counted["seats"]) == ("irv", 1)


def test_tie_is_broken_as_the_clause_says(folder: Path) -> None:
    """A and B stand level with five each in the end; A led at the first stage."""
    result = run("--election", "secretary")
    assert result.exit_code == 0
    assert "Elected: Member A." in result.stdout
    assert CliRunner().invoke(command, ["papers.blt", "--rule", "irv", "--seats", "1"]).exit_code == 1


def test_seats_on_the_command_line_go_before_the_clause_s(folder: Path) -> None:
    assert json.loads(run("--election", "committee", "--seats", "1", "--format", "json").stdout)["seats"] == 1


def test_other_rule_than_the_constitution_s_is_refused(folder: Path) -> None:
    result = run("--election", "secretary", "--rule", "borda")
    assert result.exit_code == 2
    assert "The constitution names the rule `alternative-vote`: leave out --rule borda." in result.stderr
    assert run("--election", "secretary", "--rule", "irv").exit_code == 0


def test_which_election_must_be_said_where_there_are_several(folder: Path) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stderr == (
        "club.md: unknown-election: 2 elections, and none is named\n  required: one of: committee, secretary\n"
        "  what to do: name it with --election\n"
    )


def test_rule_that_nobody_knows_is_a_fault_of_the_constitution(folder: Path) -> None:
    (folder / "club.md").write_text(CHARTER.replace("rule: scottish-stv", "rule: scottish-sty"))
    result = run("--election", "committee")
    assert result.exit_code == 2
    assert "club.md:31:7: counting rule not known" in result.stderr
    assert "did you mean `scottish-stv`?" in result.stderr
