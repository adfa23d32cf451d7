"""Debian tally sheets (`V: 21-3 ...`, a rank an option), and polls kept as JSON scores a voter."""

from __future__ import annotations

import json
import re

from comitia.count.ballots import Ballots, Ranking, Scores
from comitia.count.errors import Place, refuse
from comitia.count.formats.table import from_ranks
from comitia.count.formats.text import decode, strip_bom

_VOTE = re.compile(r"\s*V:\s*(\S+)")
_OPTION = re.compile(r".*\bOption\s+(\d+)\s*-*>+:?\s*(.*\S)")
_RANKS = "-123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read_debian(data: bytes, source: str = "tally.txt", encoding: str = "utf-8") -> Ballots:
    """A Debian tally sheet. Names come from its `Option n----->: name` lines, else they are `Option n`."""
    text = decode(strip_bom(data), encoding, source)
    options: dict[int, str] = {}
    papers: dict[Ranking, int] = {}
    width = 0
    for number, line in enumerate(text.splitlines(), 1):
        match = _VOTE.match(line)
        if not match:
            option = _OPTION.match(line)
            if option and not papers:
                options[int(option.group(1))] = option.group(2).strip()
            continue
        vote = match.group(1).upper()
        width = width or len(vote)
        wrong = next((at for at, letter in enumerate(vote) if letter not in _RANKS), None)
        if wrong is not None or len(vote) != width:
            raise refuse(
                Place(source, number, match.start(1) + 1 + (wrong or 0)),
                "bad-vote",
                f"`{match.group(1)}`",
                f"{width} ranks, one an option: 1 to 9, then A to Z, or - for none",
                "correct the line, or ask for the sheet again",
            )
        ranking = from_ranks(tuple(None if letter == "-" else _RANKS.index(letter) for letter in vote))
        papers[ranking] = papers.get(ranking, 0) + 1
    if not papers:
        raise refuse(
            Place(source, 1, 1),
            "no-papers",
            "no line that begins with `V:`",
            "a tally sheet with a line a voter",
            "if this is another format, say which with --from",
        )
    return Ballots(tuple(options.get(each + 1, f"Option {each + 1}") for each in range(width)), papers)


def read_json_scores(data: bytes, source: str = "poll.json", encoding: str = "utf-8") -> Ballots:
    """A poll: {"votes": {voter: {option: whole number}}}. Numbers of any size are kept exactly."""
    text = decode(strip_bom(data), encoding, source)
    try:
        poll = json.loads(text, parse_float=lambda number: number)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise refuse(
            Place(source, line, column), "not-json", "text that is not JSON", "a JSON object", "ask for the file again"
        ) from None
    votes = poll.get("votes") if isinstance(poll, dict) else None
    if not isinstance(votes, dict) or not all(isinstance(row, dict) for row in votes.values()):
        raise refuse(
            Place(source, 1, 1),
            "no-papers",
            "no object `votes` with an object a voter",
            '{"votes": {"voter": {"option": 1}}}',
            "if this is another format, say which with --from",
        )
    names = tuple(dict.fromkeys(name for row in votes.values() for name in row))
    scores: dict[Scores, int] = {}
    for voter, row in votes.items():
        for name, score in row.items():
            if not isinstance(score, int) or isinstance(score, bool):
                raise refuse(
                    Place(source),
                    "bad-score",
                    f"`{score}` for `{name}`, on paper {list(votes).index(voter) + 1}",
                    "a whole number",
                    "correct this paper",
                )
        key = tuple(row.get(name) for name in names)
        scores[key] = scores.get(key, 0) + 1
    return Ballots(names, {}, scores, title=str(poll.get("description", "")))
