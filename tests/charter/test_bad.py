"""Every mistake in tests/bad/charter, with the exact message that a person gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from comitia.charter.errors import CharterError
from comitia.charter.load import load

FOLDER = Path(__file__).parents[1] / "bad" / "charter"
DEFECTS = frozenset({"short notice", "no power", "inquorate"})
RULES = frozenset({"scottish-stv", "plurality", "irv"})

MISTAKES = sorted(path.stem for path in FOLDER.glob("*.md") if not path.stem.endswith(".second"))


def message(name: str) -> str:
    """What loading the text of that name says, all texts of the name together."""
    texts = {
        path.name: path.read_text()
        for path in sorted(FOLDER.glob(f"{name}.md")) + sorted(FOLDER.glob(f"{name}.second.md"))
    }
    with pytest.raises(CharterError) as caught:
        load(texts, defects=DEFECTS, rules=RULES)
    return f"{caught.value}\n"


def test_there_are_many() -> None:
    assert len(MISTAKES) >= 60


@pytest.mark.parametrize("name", MISTAKES)
def test_the_message_is_exactly_this(name: str) -> None:
    assert message(name) == (FOLDER / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", MISTAKES)
def test_every_message_has_all_its_parts(name: str) -> None:
    for part in message(name).rstrip("\n").split("\n\n"):
        assert all(f"\n  {label}:" in part for label in ("found", "required", "next"))
