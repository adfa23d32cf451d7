"""Tables, one paper a row: ranks as columns, candidates as columns, or scores. Spreadsheets come as rows, too.

Rank columns:       count,rank1,rank2,rank3      names in the cells
Candidate columns:  count,Member A,Member B      ranks in the cells (or scores, in the format csv-scores)

A `count` column is optional. Columns before the first rank column are passed over: precinct, style, paper number.
In rank columns an empty cell or `undervote` is an empty rank, and `overvote` a rank with several marks.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence

from comitia.count.ballots import OVERVOTE, Ballots, Mark, Ranking, Scores
from comitia.count.errors import BallotError, Place, refuse
from comitia.count.formats.text import decode, strip_bom

_RANK = re.compile(r"(?i)^(?:.*\b)?(?:rank|choice|preference|pref)\W*(\d+)(?:\s*\(\d+\))?$")
_COUNT = frozenset({"count", "papers", "ballots", "weight", "number"})
_SKIPPED = frozenset({"", "undervote", "skipped", "blank", "-"})
LARGEST = 10**18

Row = Sequence[object]


def read_csv(data: bytes, source: str = "ballots.csv", encoding: str = "utf-8", kind: str = "") -> Ballots:
    """Ballots of a CSV file (comma, semicolon or tab). `kind`: "ranks", "candidates", "scores", or "" to look."""
    text = decode(strip_bom(data), encoding, source)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    try:
        return read_rows(reader, source, kind)
    except csv.Error as error:
        raise refuse(
            Place(source, reader.line_num, 1),
            "bad-row",
            f"a row that is not CSV ({error})",
            "cells divided by commas, in quotation marks where they hold one",
            "correct the row, or ask for the file again",
        ) from None


def read_rows(rows: Iterable[Row], source: str = "ballots", kind: str = "") -> Ballots:
    """Ballots of a table whose first row holds the headings. Line numbers count from that row."""
    iterator = iter(rows)
    try:
        heads = ["" if cell is None else str(cell).strip() for cell in next(iterator)]
    except StopIteration:
        raise _empty(source) from None
    if not any(heads):
        raise _empty(source)
    ranks = [column for column, head in enumerate(heads) if _RANK.match(head)]
    counts = [column for column, head in enumerate(heads) if head.lower() in _COUNT]
    count = counts[0] if counts else None
    kind = kind or ("ranks" if ranks else "candidates")
    if kind == "ranks":
        if not ranks:
            raise refuse(
                Place(source, 1, 1),
                "no-rank-columns",
                f"the headings `{', '.join(heads[:6])}`",
                "headings such as rank1, rank2 or Choice 1, Choice 2",
                "name the columns so, or say --from csv-candidates if each column is a candidate",
            )
        return _rank_columns(iterator, ranks, count, source, len(heads))
    columns = [column for column, head in enumerate(heads) if head and column != count]
    return _candidate_columns(iterator, heads, columns, count, source, kind == "scores")


def _empty(source: str) -> BallotError:
    return refuse(
        Place(source, 1, 1),
        "empty-file",
        "nothing",
        "a first line with the headings of the columns",
        "check that this is the ballot file, and that it was copied whole",
    )


def _cell(row: Row, column: int) -> str:
    value = row[column] if column < len(row) else ""
    return "" if value is None else str(value).strip()


def _papers(row: Row, count: int | None, place: Place) -> int:
    if count is None:
        return 1
    text = _cell(row, count)
    if text.isascii() and text.isdigit() and 0 < int(text[:19]) <= LARGEST and len(text) <= 19:
        return int(text)
    raise refuse(
        Place(place.source, place.line, count + 1),
        "bad-number",
        f"`{text}` papers",
        f"a whole number from 1 to {LARGEST}",
        "correct the number of papers in this row",
    )


def _rank_columns(rows: Iterable[Row], ranks: list[int], count: int | None, source: str, width: int) -> Ballots:
    found: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(rows, 2):
        if not any(_cell(row, column) for column in range(len(row))):
            continue
        _check_width(row, width, Place(source, line))
        key = tuple(_cell(row, column) for column in ranks)
        found[key] = found.get(key, 0) + _papers(row, count, Place(source, line))
    special = {name for key in found for name in key if name.lower() in _SKIPPED or name.lower() == "overvote"}
    names = tuple(sorted({name for key in found for name in key} - special))
    if not names:
        raise refuse(
            Place(source, 2, 1),
            "no-candidates",
            "no name in any rank column",
            "at least one paper that names a candidate",
            "check that the right columns are headed rank1, rank2 and so on",
        )
    index: dict[str, Mark] = {name: place for place, name in enumerate(names)}
    for name in special:
        index[name] = OVERVOTE if name.lower() == "overvote" else ()
    papers: dict[Ranking, int] = {}
    for key, number in found.items():
        ranking = tuple(index[name] for name in key)
        papers[ranking] = papers.get(ranking, 0) + number
    return Ballots(names, papers)


def _check_width(row: Row, width: int, place: Place) -> None:
    if len(row) > width and any(_cell(row, column) for column in range(width, len(row))):
        raise refuse(
            Place(place.source, place.line, width + 1),
            "row-too-long",
            f"{len(row)} cells",
            f"at most {width}, as many as there are headings",
            "put names that hold a comma in quotation marks",
        )


def _candidate_columns(
    rows: Iterable[Row], heads: list[str], columns: list[int], count: int | None, source: str, score: bool
) -> Ballots:
    names = tuple(heads[column] for column in columns)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise refuse(
            Place(source, 1, heads.index(twice) + 1),
            "same-name",
            f"two columns are headed `{twice}`",
            "names that tell the candidates apart",
            "add what the ballot paper added: a middle name, a branch, a number",
        )
    papers: dict[Ranking, int] = {}
    scores: dict[Scores, int] = {}
    for line, row in enumerate(rows, 2):
        if not any(_cell(row, column) for column in range(len(row))):
            continue
        _check_width(row, len(heads), Place(source, line))
        number = _papers(row, count, Place(source, line))
        values = tuple(_whole(row, column, Place(source, line, column + 1), score) for column in columns)
        if score:
            scores[values] = scores.get(values, 0) + number
        else:
            ranking = from_ranks(values)
            papers[ranking] = papers.get(ranking, 0) + number
    return Ballots(names, papers, scores)


def _whole(row: Row, column: int, place: Place, score: bool) -> int | None:
    text = _cell(row, column)
    if text in ("", "-"):
        return None
    text = text.removesuffix(".0")
    if re.fullmatch(r"-?\d{1,30}" if score else r"[1-9]\d{0,5}", text):
        return int(text)
    raise refuse(
        place,
        "bad-score" if score else "bad-rank",
        f"`{text[:40]}`",
        "a whole number" if score else "a rank: 1, 2, 3 and so on, or nothing",
        "correct this cell"
        if score
        else "correct this cell; if the numbers are scores and not ranks, say --from csv-scores",
    )


def from_ranks(values: Scores) -> Ranking:
    """Ranks by candidate to candidates by rank, with empty and shared ranks kept."""
    at: dict[int, list[int]] = {}
    for each, rank in enumerate(values):
        if rank is not None:
            at.setdefault(rank, []).append(each)
    marks: list[Mark] = []
    expected = 1
    for rank in sorted(at):
        marks += [()] * min(rank - expected, 1000)
        marks.append(tuple(at[rank]) if len(at[rank]) > 1 else at[rank][0])
        expected = rank + 1
    return tuple(marks)
