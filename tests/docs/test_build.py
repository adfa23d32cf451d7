"""The documentation can be made: every page is read, every reference resolved, and a warning is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generate import ROOT, write


def test_documentation_is_made_without_a_warning(tmp_path: Path) -> None:
    assert write(ROOT / "docs" / "reference") > 100
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "dummy", "-d", str(tmp_path / "doctrees")]
    made = subprocess.run(
        [*command, "docs", str(tmp_path / "out")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""


def test_reference_is_written_and_cleared(tmp_path: Path) -> None:
    many = write(tmp_path)
    stale = tmp_path / "findings" / "a-code-of-yesterday.md"
    stale.write_text("# gone\n", "utf-8")
    assert write(tmp_path) == many
    assert not stale.exists()
    assert (tmp_path / "index.md").exists()
