"""The page on how to say things in a record: every piece of it can be read, and every finding it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comitia.judge.defects import DEFECTS
from comitia.record.acts import Act, Ruled
from comitia.record.yaml_list import YamlList

PAGE = Path(__file__).parents[2] / "docs" / "secretary" / "recording.md"
PIECES = re.findall(r"^```record\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)


def test_page_has_its_pieces() -> None:
    assert len(PIECES) >= 9


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.split("\n")[0].removeprefix("- id: "))
def test_piece_can_be_read(piece: str) -> None:
    acts = list(YamlList([piece.encode()], "recording.md"))
    assert acts
    for act in acts:
        assert isinstance(act, Act), str(act)
        if isinstance(act, Ruled):
            assert act.finding in DEFECTS
