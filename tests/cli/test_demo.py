"""comitia demo says what a correct judgment of the founding case says, point by point."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comitia.cli import main


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("demo")
    return CliRunner().invoke(main, ["demo", "--out", str(folder)]), folder / "founding-case.html"


def said(demo: tuple[Result, Path]) -> str:
    return re.sub(r"\s+", " ", demo[0].output)


def test_three_expulsions_are_void_each_defect_with_its_article(demo: tuple[Result, Path]) -> None:
    text = said(demo)
    assert demo[0].exit_code == 0
    for member in "ABC":
        assert f"[x] Void Expelled: Member {member}" in text
    for defect, article in (
        ("No power", "6.3, 2.9"),
        ("No charge", "6.3"),
        ("Too little time to answer", "6.3"),
        ("No such ground", "6.1, 6.3"),
        ("No hearing", "6.3"),
        ("No written reasons", "6.3"),
    ):
        assert re.search(rf"- {defect}\. (?:(?! - ).)*? {re.escape(article)} ", text), defect


def test_all_three_stand_and_one_holds_the_seat_won_five_days_before(demo: tuple[Result, Path]) -> None:
    text = said(demo)
    for member in "ABC":
        assert f"Member {member} is a member in good standing." in text
    assert "Regional committee of Region S, elected since 23 December 2011" in text
    assert "Conferred 5 days before the decision" in text


def test_the_text_message_is_no_notice_of_a_charge(demo: tuple[Result, Path]) -> None:
    assert "Sent by text message: expulsion" in said(demo)
    assert "It tells of a decision that has no effect, and is no notice of a charge." in said(demo)


def test_the_ways_of_appeal_have_dates_and_silence_has_its_consequence(demo: tuple[Result, Path]) -> None:
    page = re.sub(r"</?bdi>", "", demo[1].read_text("utf-8"))
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "To the control commission, by the respondent." in page
    assert "60 days after service of the reasons. None on record: not running." in page
    assert "if brought on 6 February 2012: by 6 May 2012" in page
    assert "On 7 May 2012: the appeal is allowed." in page
    assert "33 days overdue" in said(demo)


def test_the_ground_would_catch_half_of_the_region_and_none_of_the_three(demo: tuple[Result, Path]) -> None:
    text = said(demo)
    assert "would end the membership of 20 of the 40 members of Region S" in text
    assert "None of the respondents is among them." in text


def test_opinions_are_not_judged(demo: tuple[Result, Path]) -> None:
    assert "It never judges opinions." in said(demo)


def test_the_page_is_written_small_and_self_contained(demo: tuple[Result, Path]) -> None:
    page = demo[1].read_text("utf-8")
    assert demo[1].stat().st_size < 60_000
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert str(demo[1]) in demo[0].output.replace("\n", "")


def test_before_any_decision_there_is_no_case_to_show(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["demo", "--as-of", "2004-11-20", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "give a later day" in result.output


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, no folder", "utf-8")
    result = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "name another folder with --out" in result.output
