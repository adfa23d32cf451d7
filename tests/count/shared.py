"""Where fetched data is, when it is there. Tests that use it also have small data of their own."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
THERE = DATA.is_dir()
