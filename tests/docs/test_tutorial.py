"""Every command of the pages for secretaries is run, page by page in an empty folder, and prints what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from console import refreshed, told

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "secretary" / "tutorial.md"
PAGES = [page for page in sorted((ROOT / "docs").glob("*/*.md")) if "```console\n$ comitia" in page.read_text("utf-8")]
TOLD = [page for page in PAGES if page.parent.name in ("member", "secretary", "engineer")]
"""The pages that tell a story from an empty folder."""


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.stem)
def test_page_prints_what_it_says(page: Path, tmp_path: Path) -> None:
    for step in told(page.read_text("utf-8"), tmp_path):
        again = f"python docs/console.py {page.relative_to(ROOT)}"
        assert step.true, f"$ {step.command}\n{step.printed}\nwrite the real output into the page with: {again}"


def test_tutorial_is_among_them() -> None:
    assert TUTORIAL in TOLD


def test_tutorial_shows_the_verbs_of_a_secretary() -> None:
    page = TUTORIAL.read_text("utf-8")
    for command in ("new", "charter lint", "charter words", "judge", "due"):
        assert f"$ comitia {command} " in page
    assert "--explain" in page


def test_page_that_tells_an_untruth_is_found_out(tmp_path: Path) -> None:
    page = "```console\n$ comitia --version\ncomitia, version 99\n```\n"
    (step,) = told(page, tmp_path)
    assert not step.true
    assert "version 99" not in refreshed(page)


def test_lines_may_be_left_out_but_not_changed(tmp_path: Path) -> None:
    shown = "```console\n$ comitia --help\n...\nCommands:\n...\n```\n"
    (step,) = told(shown, tmp_path)
    assert step.true
    (step,) = told(shown.replace("Commands:", "Orders:"), tmp_path)
    assert not step.true
