"""Every refused input says exactly what its file in tests/bad/count says: NAME.*, NAME.args, NAME.message."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from comitia.cli.count import command
from comitia.count.errors import CountError

BAD = Path(__file__).parents[1] / "bad" / "count"
CASES = sorted(path for path in BAD.iterdir() if path.suffix not in (".args", ".message", ".yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_refused_with_its_exact_message(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD)
    given = path.with_suffix(".args")
    arguments = shlex.split(given.read_text()) if given.exists() else ["--rule", "irv"]
    result = CliRunner().invoke(command, [path.name, *arguments])
    expected = (BAD / f"{path.name}.message").read_text(encoding="utf-8")
    assert result.stderr == expected
    assert result.exit_code == 2
    assert result.stdout == ""


def test_every_message_says_place_found_required_and_what_to_do() -> None:
    for path in BAD.glob("*.message"):
        first, required, advice = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        assert first.count(": ") >= 2, path.name
        assert required.startswith("  required: "), path.name
        assert advice.startswith("  what to do: "), path.name


def test_a_file_that_is_not_there() -> None:
    result = CliRunner().invoke(command, ["no-such-file.blt", "--rule", "irv"])
    assert result.exit_code == 2
    assert result.stderr.startswith("no-such-file.blt: cannot-read: No such file or directory\n")


def test_an_error_keeps_its_parts_for_other_languages() -> None:
    from comitia.count.formats.blt import read_blt

    with pytest.raises(CountError) as caught:
        read_blt(b"3 1\n2 1 2 0\n5 1 4 0\n0\nA\nB\nC\n", "x.blt")
    error = caught.value
    assert (error.code, str(error.place), error.found) == ("unknown-candidate", "x.blt:3:5", "`4`")
