"""Python's council elections as far as their totals allow: periods, turnout, who was elected, the election put right.

The elections are read from `../shared/data` when it is there; one small election of our own always runs. Published are
totals alone: no ballots, so that approval is counted from totals, and STAR is not counted again; no employers, so that
nothing is said of the cap of two; the days when phases ended by the clock of a place, read as days.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from small import codes, findings, judged, lives, verdicts

from comitia.ask.judge import Judgment
from comitia.count import count
from comitia.count.rules.party_list import list_ballots

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "python_council_elections.json"
MODEL = (ROOT / "charters" / "pep-13.md").read_text()
OWN: dict[str, Any] = {
    "pep": 0,
    "eligible": 30,
    "ballots": 21,
    "nomination_raw": "March 1, 2020 through March 14, 2020 12:00 UTC",
    "voting_raw": "March 16, 2020 12:00 UTC through March 30, 2020",
    "method": "approval",
    "tables": [[{"candidate": f"C{n}", "score": 20 - 2 * n} for n in range(1, 8)]],
}
ELECTIONS: list[dict[str, Any]] = json.loads(DATA.read_text())["elections"] if DATA.is_file() else []
ALL = [OWN, *ELECTIONS]
EVERY = pytest.mark.parametrize("election", ALL, ids=lambda e: f"pep-{e['pep']}" if e["pep"] else "own election")


def days(raw: str) -> tuple[str, str]:
    """The first and the last day of `November 1, 2019 through November 16, 2019 12:00 UTC`."""
    first, last = re.findall(r"[A-Z][a-z]+ \d+, \d{4}", raw)
    return tuple(datetime.strptime(day, "%B %d, %Y").strftime("%Y-%m-%d") for day in (first, last))  # type: ignore[return-value]  # noqa: DTZ007


def text_of(election: dict[str, Any]) -> str:
    """The model as it stood: the council was elected by approval until 10 December 2024, and by STAR since."""
    if election["method"].startswith("STAR"):
        return MODEL
    return MODEL.replace("rule: star", "rule: approval").replace(
        "in force from: 2024-12-10", "in force from: 2018-12-16"
    )


def totals(election: dict[str, Any]) -> dict[str, int]:
    return {row["candidate"]: row["score"] for row in election["tables"][0]}


def record(election: dict[str, Any], elected: list[str], *more: dict[str, Any], **changes: Any) -> str:
    votes, (opens, closes) = totals(election), days(election["voting_raw"])
    star = election["method"].startswith("STAR")
    mandate: dict[str, Any] = {"do": "confer", "what": "mandate", "of": "steering council"}
    effects = [mandate | {"to": who} for who in elected]
    if not star:
        effects = [effect | {"votes": votes[effect["to"]]} for effect in effects]
    acts: list[dict[str, Any]] = [
        {"kind": "constituted", "id": "u1", "at": "2018-12-16", "unit": "project", "tier": "project",
         "members": list(votes)},
        {"kind": "polled", "id": "q1", "at": days(election["nomination_raw"])[1], "body": "core team",
         "election": "steering council", "candidates": list(votes), "seats": 5, "opens": opens, "closes": closes,
         "manner": "electronic vote", "roll": election["eligible"]},
        *more,
        {"kind": "declared", "id": "d1", "at": closes, "by": "core team", "poll": "q1", "manner": "electronic vote",
         "rule": "star" if star else "approval", "effects": effects,
         "tally": {"entitled": election["eligible"], "present": election["ballots"]}
         | ({} if star else {"options": votes})} | changes,
    ]  # fmt: skip
    return yaml.safe_dump(acts, sort_keys=False)


def by_votes(election: dict[str, Any]) -> list[str]:
    """Candidates by their totals, the first first."""
    votes = totals(election)
    return sorted(votes, key=lambda who: (-votes[who], int(who[1:])))


def judgment_of(election: dict[str, Any], elected: list[str], *more: dict[str, Any], **changes: Any) -> Judgment:
    return judged({"pep-13.md": text_of(election)}, record(election, elected, *more, **changes))


@EVERY
def test_five_with_the_most_votes_are_elected(election: dict[str, Any]) -> None:
    """Approval from totals. In the STAR election the totals are scores: each of the five won its runoff."""
    first = by_votes(election)[:5]
    if election["method"] == "approval":
        counted = count("approval", list_ballots(totals(election)), seats=5)
        assert sorted(counted.winners) == sorted(first)
    else:
        assert len(election["star_runoffs"]) == 5
        assert all(won > lost for won, lost, _ in election["star_runoffs"])
        assert {sum(runoff) for runoff in election["star_runoffs"]} == {election["ballots"]}
    judgment = judgment_of(election, first)
    assert codes(judgment, "d1") == set()
    assert set(lives(judgment, "d1")) == {"in force"}


@EVERY
def test_election_past_somebody_with_more_votes_is_not_as_counted(election: dict[str, Any]) -> None:
    """The sixth in place of the first. Under STAR the judge does not compare totals, which do not decide."""
    order = by_votes(election)
    votes = totals(election)
    judgment = judgment_of(election, [*order[1:5], order[5]])
    found = {f.effect for f in findings(judgment, "d1") if f.code == "result not as counted"}
    if election["method"] == "approval":
        assert found == {n for n, who in enumerate([*order[1:5], order[5]]) if votes[who] < votes[order[0]]}
    else:
        assert found == set()


@EVERY
def test_six_are_too_many_for_five_seats(election: dict[str, Any]) -> None:
    judgment = judgment_of(election, by_votes(election)[:6])
    assert codes(judgment, "d1") & {"no vacancy", "result not as counted"}
    assert verdicts(judgment, "d1")[5] == "void"


@EVERY
def test_wrong_counting_rule_of_the_day_is_found(election: dict[str, Any]) -> None:
    """STAR before December 2024, or approval after it."""
    other = "approval" if election["method"].startswith("STAR") else "star"
    judgment = judgment_of(election, by_votes(election)[:5], rule=other)
    assert "result not as counted" in codes(judgment, "d1")


@EVERY
def test_each_phase_lasts_one_to_two_weeks_or_a_day_more_by_the_clock(election: dict[str, Any]) -> None:
    """Reckoned here: an election has no time of voting in the language. December 2019 to 2021 had 15 days of either."""
    spans = []
    for raw in (election["nomination_raw"], election["voting_raw"]):
        first, last = (datetime.fromisoformat(day) for day in days(raw))
        spans.append((last - first).days)
    long = election["pep"] in (8101, 8102, 8103)
    assert all(7 <= span <= (15 if long else 14) for span in spans), spans
    assert not long or max(spans) == 15
    assert election["ballots"] <= election["eligible"]


@pytest.mark.parametrize("reopened", [True, False])
def test_poll_closed_early_and_opened_again_for_the_others(reopened: bool) -> None:
    """As in December 2023: closed before the announced time; a day more for those who had not voted puts it right."""
    election = next((e for e in ELECTIONS if e["pep"] == 8105), OWN)
    opens, closes = days(election["voting_raw"])
    early = datetime.fromisoformat(closes).replace(day=int(closes[-2:]) - 1).strftime("%Y-%m-%d")
    again = {"kind": "polled", "id": "q2", "at": closes, "body": "core team", "election": "steering council",
             "opens": closes, "closes": closes, "manner": "electronic vote", "reopens": "q1"}  # fmt: skip
    assert opens < early < closes
    judgment = judgment_of(election, by_votes(election)[:5], *([again] if reopened else []), closed=early)
    if reopened:
        assert codes(judgment, "d1") == set()
        assert set(lives(judgment, "d1")) == {"cured"}
    else:
        assert codes(judgment, "d1") == {"closed early"}
