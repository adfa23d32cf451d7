"""Scottish STV against official count sheets where the data is beside the repository, and a small ward always."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from comitia.count import Ballots, Count, Outcome, TieRule, count
from comitia.count.formats import read
from comitia.count.result import Action

from .shared import DATA

SHEETS = sorted((DATA / "scotland2017").glob("*.official.json"))
SMALL = {
    "seats": 2,
    "valid": 21,
    "quota": 8,
    "candidates": [
        {"blt_index": 1, "status": "Elected", "at_stage": 1},
        {"blt_index": 2, "status": "Excluded", "at_stage": 3},
        {"blt_index": 3, "status": "Elected", "at_stage": 4},
        {"blt_index": 4, "status": "Excluded", "at_stage": 2},
    ],
    "stages_official": [
        ["10.00000", "4.00000", "5.00000", "2.00000"],
        ["8.00000", "6.00000", "5.00000", "2.00000"],
        ["8.00000", "6.00000", "7.00000", "0.00000"],
        ["8.00000", "0.00000", "7.00000", "0.00000"],
    ],
    "elected_blt_index": [1, 3],
}
SMALL_BLT = b"4 2\n10 1 2 0\n4 2 0\n5 3 0\n2 4 3 0\n0\nMember A\nMember B\nMember C\nMember D\nSmall\n"


def _agree(counted: Count, sheet: dict[str, Any]) -> list[str]:
    """Every published cell at its printed precision; what does not agree, in words."""
    wrong = []
    if sorted(each + 1 for each in counted.elected) != sorted(sheet["elected_blt_index"]):
        wrong.append(f"winners {counted.elected}")
    if counted.quota != sheet["quota"] * 10**5 or counted.valid != sheet["valid"]:
        wrong.append(f"quota {counted.quota}, valid {counted.valid}")
    if len(counted.stages) != len(sheet["stages_official"]):
        wrong.append(f"{len(counted.stages)} stages")
    for stage, cells in zip(counted.stages, sheet["stages_official"], strict=False):
        for person, cell in zip(sheet["candidates"], cells, strict=True):
            ours = Fraction(stage.totals[person["blt_index"] - 1], 10**5)
            places = len(cell.partition(".")[2])
            cut = Fraction(int(ours * 10**places), 10**places)
            rounded = Fraction(round(ours * 10**places), 10**places)
            if Fraction(cell) not in (cut, rounded):
                wrong.append(f"stage {stage.number}, {person['blt_index']}: {cell} and {counted.votes(ours * 10**5)}")
    return wrong


@pytest.mark.parametrize(
    "path", SHEETS or [None], ids=lambda path: path.name.split(".")[0] if path else "own-small-ward"
)
def test_every_cell_of_official_count_sheets_or_of_an_own_small_ward(path: Path | None) -> None:
    sheet = json.loads(path.read_text()) if path else SMALL
    data = path.with_name(path.name.replace(".official.json", ".blt")).read_bytes() if path else SMALL_BLT
    assert _agree(count("scottish-stv", read(data, "ward.blt")), sheet) == []


def test_a_small_ward_worked_by_hand() -> None:
    counted = count("scottish-stv", read(SMALL_BLT, "small.blt"))
    assert _agree(counted, SMALL) == []
    assert [stage.action for stage in counted.stages] == [
        Action.FIRST,
        Action.SURPLUS,
        Action.EXCLUSION,
        Action.EXCLUSION,
    ]
    # four papers for B and ten at 0.2 that name nobody else: 6 votes
    assert counted.stages[3].non_transferable == 6 * 10**5


def test_a_value_is_cut_after_five_decimals_and_the_loss_is_shown() -> None:
    # quota 5; A has 7, surplus 2; each paper passes on at 2/7 = 0.28571
    counted = count("scottish-stv", Ballots.of("ABCD", [("AB", 7), ("B", 3), ("C", 3), ("D", 1)]), seats=2)
    second = counted.stages[1]
    assert second.totals[1] == 3 * 10**5 + 7 * 28571
    assert second.lost == 2 * 10**5 - 7 * 28571 == 3


def test_no_stage_loses_a_vote() -> None:
    counted = count("scottish-stv", Ballots.of("ABCD", [("ABC", 7), ("BCD", 3), ("CA", 3), ("DB", 1)]), seats=2)
    for stage in counted.stages:
        assert sum(stage.totals) + stage.non_transferable + stage.lost == counted.valid * counted.scale


def test_a_tie_for_exclusion_looks_back_to_the_most_recent_stage_that_differs() -> None:
    # quota 8. A's surplus of 2 at 0.2 lifts B from 3 to 4, level with C; at stage 1 B had 3, C 4: B goes
    papers = [("AB", 5), ("AD", 5), ("B", 3), ("C", 4), ("D", 4)]
    counted = count("scottish-stv", Ballots.of("ABCD", papers), seats=2)
    tie = counted.ties[0]
    assert (tie.purpose, tie.among, tie.chosen, tie.how) == ("exclusion", (1, 2), 1, "previous stage")


def test_a_tie_at_all_stages_needs_a_lot_and_says_between_whom() -> None:
    ballots = Ballots.of("ABC", [("A", 5), ("B", 2), ("C", 2)])
    open_tie = count("scottish-stv", ballots, seats=2)
    assert open_tie.outcome is Outcome.TIED
    assert open_tie.elected == (0,)
    assert open_tie.ties[-1].among == (1, 2)
    assert count("scottish-stv", ballots, seats=2, ties=TieRule(order=("C", "B", "A"))).winners == ("A", "C")


def test_a_seed_draws_the_same_lot_for_everybody() -> None:
    ballots = Ballots.of("ABC", [("A", 5), ("B", 2), ("C", 2)])
    drawn = {count("scottish-stv", ballots, seats=2, ties=TieRule(seed="published 3 May")).winners for _ in range(3)}
    assert len(drawn) == 1
    other_way = Ballots.of("CBA", [("A", 5), ("B", 2), ("C", 2)])
    assert count("scottish-stv", other_way, seats=2, ties=TieRule(seed="published 3 May")).winners in drawn


@pytest.mark.parametrize(
    ("papers", "seats", "winners", "outcome"),
    [
        ([], 1, (), Outcome.TIED),  # no papers: nobody is ahead of anybody
        ([("A", 1)], 2, ("A", "B"), Outcome.DECIDED),  # as many as seats
        ([("A", 3), ("B", 2)], 5, ("A", "B"), Outcome.SHORT),  # more seats than candidates
        ([("A", 3)], 1, ("A",), Outcome.DECIDED),
    ],
)
def test_edges(papers: list[tuple[str, int]], seats: int, winners: tuple[str, ...], outcome: Outcome) -> None:
    counted = count("scottish-stv", Ballots.of("AB", papers), seats=seats)
    assert (counted.winners, counted.outcome) == (winners, outcome)


def test_one_candidate_and_all_exhausted() -> None:
    assert count("scottish-stv", Ballots.of("A", [("A", 3)])).winners == ("A",)
    counted = count("scottish-stv", Ballots.of("ABC", [("C", 3)]), withdrawn=["C"], ties=TieRule(order=("A", "B", "C")))
    assert counted.stages[0].non_transferable == 3 * 10**5
    assert counted.winners == ("A",)


def test_a_withdrawn_candidate_is_passed_over() -> None:
    ballots = Ballots.of("ABC", [("AB", 6), ("C", 5)])
    assert count("scottish-stv", ballots).winners == ("A",)
    assert count("scottish-stv", ballots, withdrawn=["A"]).winners == ("B",)
