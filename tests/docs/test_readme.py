"""The README: its two commands are those of the Makefile, and the output it shows is the real one."""

from __future__ import annotations

import re
from pathlib import Path

from console import SAME, told

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_output_of_the_demo_is_the_real_one(tmp_path: Path) -> None:
    (step,) = told(README, tmp_path)
    assert step.command == "make demo"
    assert step.true, f"{step.printed}\nwrite the real output into the page with: python docs/console.py README.md"
    assert (tmp_path / "out" / "founding-case.html").exists()


def test_make_demo_runs_what_the_page_was_made_with() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^demo: .*\n\t@\$\(BIN\)/comitia demo$", makefile, re.MULTILINE)
    assert SAME == {"make demo": "comitia demo"}


def test_it_names_both_commands_and_the_licence() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("demo", "test"):
        assert f"make {target} " in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert (ROOT / "LICENSE").read_text("utf-8").lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")


def test_changelog_names_the_version_of_the_language() -> None:
    from comitia.charter.clause import LANGUAGE_VERSION

    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"The charter language, version {LANGUAGE_VERSION}" in changes
    assert changes.startswith("# Changelog")
