"""Ballots out again: BLT, PrefLib, CSV in rank columns, NIST common data format. Deterministic, byte for byte."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from comitia.count.ballots import OVERVOTE, Ballots, Mark, Ranking
from comitia.count.errors import Place, refuse


def _members(mark: Mark) -> tuple[int, ...]:
    return mark if isinstance(mark, tuple) else (mark,)


def _sort_key(item: tuple[Ranking, int]) -> tuple[int, tuple[tuple[int, ...], ...]]:
    return -item[1], tuple(_members(mark) for mark in item[0])


def ordered(ballots: Ballots, unnamed: bool = False) -> list[tuple[Ranking, int]]:
    """Rankings, the most frequent first, then by candidates: the order never depends on the input's.

    Empty ranks after the last preference say nothing and are left out. Raises BallotError for ballots that score, and
    (unless `unnamed`) for ranks that were overvoted by nobody knows whom.
    """
    if ballots.scores and not ballots.papers:
        raise refuse(
            Place("ballots"),
            "scores-not-written",
            "ballots that score",
            "ballots that rank, for this format",
            "write csv-scores, or count with a rule for scores",
        )
    if any(OVERVOTE in ranking for ranking in ballots.papers) and not unnamed:
        raise refuse(
            Place("ballots"),
            "overvote-not-written",
            "ranks that were overvoted, where the file does not say by whom",
            "papers that name everybody they mark, for this format",
            "write csv, which can say `overvote`",
        )
    trimmed: dict[Ranking, int] = {}
    for ranking, number in ballots.papers.items():
        last = max((place + 1 for place, mark in enumerate(ranking) if mark != ()), default=0)
        trimmed[ranking[:last]] = trimmed.get(ranking[:last], 0) + number
    return sorted(trimmed.items(), key=_sort_key)


def write_blt(ballots: Ballots) -> bytes:
    """BLT, grouped. Shared ranks are written `1=2`, empty ranks `-`."""
    lines = [f"{len(ballots.candidates)} {ballots.seats or 1}"]
    if ballots.withdrawn:
        lines.append(" ".join(f"-{each + 1}" for each in ballots.withdrawn))
    for ranking, number in ordered(ballots):
        marks = ["=".join(str(each + 1) for each in _members(mark)) or "-" for mark in ranking]
        lines.append(" ".join([str(number), *marks, "0"]))
    lines.append("0")
    lines += [f'"{_quoted(name)}"' for name in ballots.candidates]
    lines.append(f'"{_quoted(ballots.title)}"')
    return ("\n".join(lines) + "\n").encode()


def _quoted(name: str) -> str:
    return name.replace('"', '\\"').replace("\n", " ")


def write_preflib(ballots: Ballots) -> bytes:
    """PrefLib: soc, soi, toc or toi, as the ballots are. Empty ranks are closed up: the format has none."""
    merged: dict[Ranking, int] = {}
    for ranking, number in ordered(ballots):
        kept = tuple(mark for mark in ranking if mark != ())
        merged[kept] = merged.get(kept, 0) + number
    rows = sorted(merged.items(), key=_sort_key)
    size = len(ballots.candidates)
    ties = any(isinstance(mark, tuple) for ranking, _ in rows for mark in ranking)
    complete = all(len({each for mark in ranking for each in _members(mark)}) == size for ranking, _ in rows)
    kind = ("t" if ties else "s") + "o" + ("c" if complete else "i")
    lines = [
        f"# TITLE: {ballots.title}",
        f"# DATA TYPE: {kind}",
        f"# NUMBER ALTERNATIVES: {size}",
        f"# NUMBER VOTERS: {sum(number for _, number in rows)}",
        f"# NUMBER UNIQUE ORDERS: {len(rows)}",
        *(f"# ALTERNATIVE NAME {each + 1}: {name}" for each, name in enumerate(ballots.candidates)),
    ]
    for ranking, number in rows:
        marks = []
        for mark in ranking:
            inside = ",".join(str(each + 1) for each in _members(mark))
            marks.append(f"{{{inside}}}" if isinstance(mark, tuple) else inside)
        lines.append(f"{number}: {','.join(marks)}")
    return ("\n".join(lines) + "\n").encode()


class _Lines:
    """What csv.writer writes to: a list of lines, no file."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> int:
        self.lines.append(line)
        return len(line)


def write_csv(ballots: Ballots) -> bytes:
    """CSV in rank columns with counts (or, for ballots that score, in candidate columns)."""
    out = _Lines()
    writer = csv.writer(out, lineterminator="\n")
    if ballots.scores and not ballots.papers:
        writer.writerow(["count", *ballots.candidates])
        rows = sorted(ballots.scores.items(), key=lambda item: (-item[1], str(item[0])))
        for row, number in rows:
            writer.writerow([number, *("" if score is None else score for score in row)])
        return "".join(out.lines).encode()
    width = max((len(ranking) for ranking in ballots.papers), default=1)
    writer.writerow(["count", *(f"rank{rank + 1}" for rank in range(width))])
    for ranking, number in ordered(ballots, unnamed=True):
        cells = []
        for mark in ranking:
            members = _members(mark)
            if len(members) > 1 and mark != OVERVOTE:
                raise refuse(
                    Place("ballots"),
                    "shared-rank-not-written",
                    "candidates who share a rank",
                    "at most one candidate a rank, for this format",
                    "write blt, preflib or cdf, which can hold shared ranks",
                )
            cells.append("overvote" if len(members) > 1 else ballots.candidates[members[0]] if members else "undervote")
        writer.writerow([number, *cells, *["undervote"] * (width - len(cells))])
    return "".join(out.lines).encode()


def write_cdf(ballots: Ballots) -> bytes:
    """NIST SP 1500-103 JSON, one record a paper."""
    report = {
        "@type": "CVR.CastVoteRecordReport",
        "CVR": list(_records(ballots)),
        "Election": [
            {
                "@id": "election-1",
                "@type": "CVR.Election",
                "Candidate": [
                    {"@id": f"candidate-{each + 1}", "@type": "CVR.Candidate", "Name": name}
                    for each, name in enumerate(ballots.candidates)
                ],
                "Contest": [
                    {
                        "@id": "contest-1",
                        "@type": "CVR.CandidateContest",
                        "Name": ballots.title or "Contest",
                        "VotesAllowed": ballots.seats or 1,
                        "ContestSelection": [
                            {
                                "@id": f"selection-{each + 1}",
                                "@type": "CVR.CandidateSelection",
                                "CandidateIds": [f"candidate-{each + 1}"],
                            }
                            for each in range(len(ballots.candidates))
                        ],
                    }
                ],
                "ElectionScopeId": "unit-1",
            }
        ],
        "GpUnit": [{"@id": "unit-1", "@type": "CVR.GpUnit", "Type": "other", "OtherType": "organisation"}],
        "ReportType": ["aggregated"],
        "Version": "1.0.0",
    }
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _records(ballots: Ballots) -> Iterator[dict[str, Any]]:
    number = 0
    for ranking, times in ordered(ballots):
        positions: dict[int, list[int]] = {}
        for rank, mark in enumerate(ranking, 1):
            for each in _members(mark):
                positions.setdefault(each, []).append(rank)
        selections = [
            {
                "@type": "CVR.CVRContestSelection",
                "ContestSelectionId": f"selection-{each + 1}",
                "SelectionPosition": [
                    {"@type": "CVR.SelectionPosition", "HasIndication": "yes", "NumberVotes": 1, "Rank": rank}
                    for rank in ranks
                ],
            }
            for each, ranks in positions.items()
        ]
        for _ in range(times):
            number += 1
            contest = {"@type": "CVR.CVRContest", "ContestId": "contest-1", "CVRContestSelection": selections}
            yield {
                "@type": "CVR.CVR",
                "CurrentSnapshotId": f"snapshot-{number}",
                "CVRSnapshot": [
                    {
                        "@id": f"snapshot-{number}",
                        "@type": "CVR.CVRSnapshot",
                        "CVRContest": [contest],
                        "Type": "original",
                    }
                ],
                "ElectionId": "election-1",
            }
