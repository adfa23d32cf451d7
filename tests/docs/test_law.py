"""The page on the law is true: its modules and clauses exist, and nothing is called complete that is not."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from reference_pages import unread

from comitia.charter.clause import FAMILIES

PAGE = (Path(__file__).parents[2] / "docs" / "law.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|([^|]*)\| ([^|]+) \|$", PAGE, re.MULTILINE)
UNREAD = {family.strip("`") for family, _, _ in unread.unread_keywords()}


def test_all_twenty_one_points_are_there_once() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 22))
    for number, *_ in ROWS:
        assert len(re.findall(rf"^\*\*{number}\. ", PAGE, re.MULTILINE)) == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_point_names_what_exists(row: tuple[str, ...]) -> None:
    _, _, modules, clauses, state = row
    names = re.findall(r"`([\w.]+)`", modules)
    assert names
    assert all(find_spec(f"comitia.{name}") for name in names), names
    assert set(re.findall(r"`([^`]+)`", clauses)) <= set(FAMILIES)
    assert state in ("complete", "in place")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_complete_means_that_no_keyword_of_its_clauses_is_idle(row: tuple[str, ...]) -> None:
    number, _, _, clauses, state = row
    idle = set(re.findall(r"`([^`]+)`", clauses)) & UNREAD
    told = re.search(rf"^\*\*{number}\. .*?(?=^\*\*\d|^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert told is not None
    if state == "complete":
        assert not idle
        assert "*To come:*" not in told[0]
    else:
        assert "*To come:*" in told[0]
