"""Results that others published: Debian, Minneapolis, Portland, Node.js, party lists; small ones of our own always."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from comitia.count import Ballots, Count, TieRule, count
from comitia.count.ballots import Handling, Policy, Ranking
from comitia.count.formats import read
from comitia.count.formats.table import read_rows
from comitia.count.rules.debian import debian_quorum_squared, print_root
from comitia.count.rules.party_list import list_ballots

from .shared import DATA, THERE

VOTES = json.loads((DATA / "debian_votes.json").read_text())["votes"] if THERE else []
SMALL_VOTE = {
    "id": "own-small-vote",
    "options": [{"n": 1, "label": "Adopt", "majority": {"required_ratio": 3}}, {"n": 2, "label": "Further discussion"}],
    "ballots_multiset": {"12": 224, "21": 129},
    "constitution_version_in_force_at_voting": "1.4",
    "developers": 1000,
    "quorum_3Q": 47.4,
    "published_beat_matrix_rows_without_diagonal": {"1": [224], "2": [129]},
    "published_winner_option": [2],
    "recount": {"winners": [2], "dropped": {"1": "224:129 < 3:1"}},
}


def _ranking(marks: str) -> Ranking:
    at: dict[str, list[int]] = {}
    for each, rank in enumerate(marks):
        if rank != "-":
            at.setdefault(rank, []).append(each)
    return tuple(tuple(at[rank]) if len(at[rank]) > 1 else at[rank][0] for rank in sorted(at))


@pytest.mark.parametrize("vote", VOTES or [SMALL_VOTE], ids=lambda vote: vote["id"])
def test_debian_matrix_drops_and_winner_or_those_of_an_own_small_vote(vote: dict[str, Any]) -> None:
    labels = tuple(f"{option['n']}. {option['label']}" for option in vote["options"])
    papers: dict[Ranking, int] = {}
    for marks, number in vote["ballots_multiset"].items():
        papers[_ranking(marks)] = papers.get(_ranking(marks), 0) + number
    ratios = {
        label: Fraction(option["majority"]["required_ratio"])
        for label, option in zip(labels, vote["options"], strict=True)
        if option.get("majority")
    }
    late = vote["constitution_version_in_force_at_voting"] >= "1.6"
    counted = count(
        "debian",
        Ballots(labels, papers),
        majorities=ratios,
        comparison="at least" if late else "above",
        quorum_squared=debian_quorum_squared(vote["developers"]) if vote["quorum_3Q"] else Fraction(0),
    )
    assert counted.pairwise is not None
    for number, row in (vote["published_beat_matrix_rows_without_diagonal"] or {}).items():
        ours = list(counted.pairwise.beats[int(number) - 1])
        del ours[int(number) - 1]
        assert ours == row
    dropped = {str(each + 1) for note in counted.notes if note.code.startswith("dropped") for each in note.candidates}
    assert dropped == set(vote["recount"]["dropped"])
    assert [each + 1 for each in counted.elected] == (vote["published_winner_option"] or vote["recount"]["winners"])


def test_debian_quorum_is_a_root_that_nothing_rounds() -> None:
    # 2010/002: 891 developers, 3Q = 44.7744346697979
    assert print_root(debian_quorum_squared(891), 12) == "44.774434669797"
    yes_44 = Ballots.of(["Y", "D"], [("YD", 44)])
    yes_45 = Ballots.of(["Y", "D"], [("YD", 45)])
    assert count("debian", yes_44, quorum_squared=debian_quorum_squared(891)).winners == ("D",)
    assert count("debian", yes_45, quorum_squared=debian_quorum_squared(891)).winners == ("Y",)


def test_debian_comparison_changed_with_version_1_6() -> None:
    exactly_three_to_one = Ballots.of(["Y", "D"], [("YD", 3), ("DY", 1)])
    ratio = {"majorities": {"Y": Fraction(3)}}
    assert count("debian", exactly_three_to_one, comparison="above", **ratio).winners == ("D",)
    assert count("debian", exactly_three_to_one, comparison="at least", **ratio).winners == ("Y",)


def _rounds_found(counted: Count, report: dict[str, Any], rounds: int | None = None) -> None:
    """Each round of an RCTab report, in order, among our stages: every tally and the threshold."""
    at = 0
    for wanted in report["results"][:rounds]:
        tally = {
            ("UWI" if name.startswith("Undecl") else name): Fraction(text) for name, text in wanted["tally"].items()
        }
        while at < len(counted.stages):
            stage = counted.stages[at]
            ours = {name: Fraction(stage.totals[each], counted.scale) for each, name in enumerate(counted.candidates)}
            if all(ours.get(name, 0) == votes for name, votes in tally.items()):
                break
            at += 1
        assert at < len(counted.stages), f"round {wanted['round']} is not among the stages"
        assert counted.stages[at].quota == int(wanted["threshold"]) * counted.scale


MAINE = Policy(Handling.STOP, Handling.PASS_OVER, Handling.STOP, skips=1)
SMALL_ROUNDS = {
    "results": [
        {"round": 1, "threshold": "5", "tally": {"A": "4", "B": "3", "C": "2"}},
        {"round": 2, "threshold": "5", "tally": {"A": "4", "B": "5"}},
    ]
}


def test_irv_rounds_of_minneapolis_mayor_or_of_an_own_small_contest() -> None:
    if THERE:
        ballots = read((DATA / "minneapolis2013/mayor.cvr.csv").read_bytes(), "mayor.csv")
        counted = count("irv", ballots, policy=MAINE, batch=True, first_out="UWI")
        report = json.loads((DATA / "minneapolis2013/mayor.rctab_report.json").read_text())
        assert len(report["results"]) == 33
        assert counted.winners == ("BETSY HODGES",)
    else:
        counted = count("irv", Ballots.of("ABC", [("A", 4), ("B", 3), ("CB", 2)]))
        report = SMALL_ROUNDS
    _rounds_found(counted, report)


def test_stv_rounds_of_minneapolis_park_board_or_of_an_own_small_contest() -> None:
    if THERE:
        ballots = read((DATA / "minneapolis2013/park_at_large.cvr.csv").read_bytes(), "park.csv")
        policy = Policy(Handling.STOP, Handling.PASS_OVER, Handling.PASS_OVER, skips=2)
        counted = count("wigm", ballots, seats=3, policy=policy, places=4, quota="droop", first_out="UWI")
        report = json.loads((DATA / "minneapolis2013/park_at_large.rctab_report.json").read_text())
        # round 11 only moves a surplus after the count is over
        _rounds_found(counted, report, rounds=10)
        assert set(counted.winners) == {"JOHN ERWIN", "ANNIE YOUNG", "MEG FORNEY"}
    else:
        counted = count("wigm", Ballots.of("ABC", [("A", 4), ("B", 3), ("CB", 2)]), quota="droop")
        _rounds_found(counted, SMALL_ROUNDS)


def test_irv_of_a_spreadsheet_portland_2015_or_own_rows() -> None:
    if THERE:
        from openpyxl import load_workbook

        book = load_workbook(DATA / "cdf/2015_portland_mayor__2015_portland_mayor_cvr.xlsx", read_only=True)
        ballots = read_rows(book.worksheets[0].iter_rows(values_only=True), "portland.xlsx")
        config = json.loads((DATA / "cdf/2015_portland_mayor__2015_portland_mayor_config.json").read_text())
        order = TieRule(order=tuple(each["name"] for each in config["candidates"]))
        name = "cdf/2015_portland_mayor__2015_portland_mayor_expected_detailed_report.json"
        report = json.loads((DATA / name).read_text())
        _rounds_found(count("irv", ballots, policy=MAINE, batch=True, ties=order), report)
    else:
        rows = [["Choice 1", "Choice 2"], *[["A", None]] * 4, *[["B", None]] * 3, *[["C", "B"]] * 2]
        _rounds_found(count("irv", read_rows(rows)), SMALL_ROUNDS)


POLLS = sorted((DATA / "nodejs_tsc").glob("*.json"))
OWN_POLL = json.dumps(
    {
        "votes": {
            "v1": {"a": 9007199254740994, "b": 9007199254740993},
            "v2": {"a": -100, "b": -101},
            "v3": {"b": 1, "a": 1},
        }
    }
)


@pytest.mark.parametrize("path", POLLS or [None], ids=lambda path: path.stem if path else "own-poll")
def test_schulze_on_scores_of_nodejs_polls_or_of_an_own_poll(path: Any) -> None:
    text = path.read_text() if path else OWN_POLL
    counted = count("schulze", read(text.encode(), "poll.json"), seats=1)
    wanted = json.loads(text)["outcome"]["winner(s)"] if path else ["a"]
    assert sorted(counted.candidates[each] for each in counted.ranking[0]) == sorted(wanted)


def test_a_number_above_two_to_the_53rd_stays_exact() -> None:
    assert count("schulze", read(OWN_POLL.encode(), "poll.json"), seats=1).winners == ("a",)


def test_slovak_council_2020_or_own_largest_remainders() -> None:
    if THERE:
        rows = [line.split(";") for line in (DATA / "party_list/sk_nr_2020.csv").read_text().splitlines()]
        votes = {row[0]: int(row[2]) for row in rows}
        coalitions = {row[0]: Fraction(7, 100) for row in rows if row[1] == "1"}
        wanted = [int(row[3]) for row in rows]
        terms = {"threshold": Fraction(5, 100), "thresholds": coalitions, "quota": "hagenbach-bischoff rounded"}
        counted = count("largest-remainder", list_ballots(votes), seats=150, **terms)
    else:
        # quota 10: A 47 has 4 and 7 left, B 31 has 3 and 1, C 22 has 2 and 2; the tenth seat is A's
        wanted = [5, 3, 2]
        counted = count("largest-remainder", list_ballots({"A": 47, "B": 31, "C": 22}), seats=10)
    assert list(counted.allocation) == wanted


# Czech Statistical Office, election of the Chamber of Deputies, October 2017: seats by party
CZECH_2017 = {
    "ANO": 78,
    "ODS": 25,
    "Piráti": 22,
    "SPD": 22,
    "ČSSD": 15,
    "KSČM": 15,
    "KDU-ČSL": 10,
    "TOP 09": 7,
    "STAN": 6,
}


def test_dhondt_in_regions_czech_chamber_2017_or_own_regions() -> None:
    if THERE:
        lines = (DATA / "party_list/cz_psp_2017.csv").read_text(encoding="utf-8").splitlines()
        regions = lines[0].split(";")[1:]
        table = {row.split(";")[0]: [int(cell) for cell in row.split(";")[1:]] for row in lines[1:]}
        seats, wanted = 200, CZECH_2017
    else:
        regions, seats = ["north", "south"], 10
        table = {"A": [62, 20], "B": [30, 60], "C": [4, 3]}
        # valid 96 and 83: 5 seats each; north A 4, B 1; south B 4, A 1; C is below five per cent
        wanted = {"A": 5, "B": 5}
    valid = sum(map(sum, table.values()))
    over = {party for party, row in table.items() if sum(row) * 20 >= valid}
    by_region = {region: sum(row[at] for row in table.values()) for at, region in enumerate(regions)}
    mandates = count("largest-remainder", list_ballots(by_region), seats=seats).allocation
    won: dict[str, int] = {}
    for at, number in enumerate(mandates):
        here = {party: row[at] for party, row in table.items() if party in over}
        for party, got in zip(here, count("dhondt", list_ballots(here), seats=number).allocation, strict=True):
            won[party] = won.get(party, 0) + got
    assert {party: number for party, number in won.items() if number} == wanted


def test_approval_totals_of_python_council_elections_or_own_totals() -> None:
    if not THERE:
        assert count("approval", list_ballots({"C1": 4, "C2": 9, "C3": 7}), seats=2).winners == ("C2", "C3")
        return
    elections = json.loads((DATA / "python_council_elections.json").read_text())["elections"]
    held = [each for each in elections if each["method"] == "approval"]
    assert len(held) == 7
    for election in held:
        table = {row["candidate"]: row["score"] for row in election["tables"][0]}
        # the same totals come from papers with one mark each; the order of the published table is the result
        order = [row["candidate"] for row in election["tables"][0]]
        counted = count("approval", list_ballots(table), seats=5, ties=TieRule(order=tuple(order)))
        assert list(counted.winners) == order[:5]


def test_common_data_format_json_two_files_and_xml_or_own_record() -> None:
    if not THERE:
        own = {
            "CVR": [],
            "Election": [{"Contest": [{"@id": "c", "Name": "Chair", "ContestSelection": [{"@id": "s"}]}]}],
        }
        assert read(json.dumps(own).encode(), "cvr.json", "cdf").candidates == ("s",)
        return
    papers: dict[Ranking, int] = {}
    for number in (1, 2):
        ballots = read((DATA / f"cdf/_shared__cdf_json__cdf_json_file{number}_cvr.json").read_bytes(), "c.json", "cdf")
        for ranking, times in ballots.papers.items():
            papers[ranking] = papers.get(ranking, 0) + times
    read_on = Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.PASS_OVER)
    counted = count("irv", Ballots(("A", "B", "C", "D"), papers), policy=read_on)
    assert [[int(votes) for votes in stage.totals] for stage in counted.stages] == [
        [10, 10, 6, 4],
        [12, 10, 8, 0],
        [16, 14, 0, 0],
    ]
    xml = (DATA / "cdf/nist_xml_cdf_2__nist_xml_cdf_2.xml").read_bytes()
    governor = read(xml, "cvr.xml", "cdf", contest="For Governor and Lieutenant Governor")
    assert (len(governor.candidates), governor.total, dict(governor.papers)) == (3, 1, {(): 1})
