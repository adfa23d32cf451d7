"""Papers as people write them down: `a > b = c` ranks, `a, b` approves, `a: 5, b: 3` scores.

A record keeps each distinct paper as it is written, with how many papers are alike. Names hold none of `>`, `=`, `,`
and `:` between spaces or at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from comitia.count.ballots import Ballots, Mark, Ranking, Scores
from comitia.count.catalogue import find_rule
from comitia.count.errors import BallotError, Place, RuleError, refuse
from comitia.count.rules.contest import Rule

Kind = Literal["blank", "one name", "rankings", "approvals", "scores"]

_SCORE = re.compile(r"(.*\S)\s*:\s*(-?\d{1,19})")


@dataclass(frozen=True, slots=True)
class Written:
    """Ballots read from papers as written. kinds: what the papers do; a paper with one name fits any rule."""

    ballots: Ballots
    kinds: frozenset[Kind]


def read_written(papers: Mapping[str, int], candidates: Sequence[str] = (), source: str = "papers") -> Written:
    """Papers as written -> how many are alike, as ballots.

    candidates: who stands, in the order of the report; empty: whoever a paper names, by name. An empty text or
    `blank` is a blank paper; `-` is an empty rank. Scores are whole numbers.

    Raises BallotError for a name that does not stand, a number of papers below 0, a paper that mixes the forms, and
    rankings beside scores.
    """
    rows = [(_one(text, number, Place(source, at)), number) for at, (text, number) in enumerate(papers.items(), 1)]
    names = tuple(candidates) or tuple(sorted({name for (_, ranks, _), _ in rows for rank in ranks for name in rank}))
    at = {name: n for n, name in enumerate(names)}
    kinds = frozenset(kind for (kind, _, _), _ in rows)
    if "scores" in kinds and kinds - {"scores", "blank"}:
        raise refuse(
            Place(source), "forms-mixed", "papers that score beside papers that do not", "papers of one form",
            "write every paper in the form that the rule counts",
        )  # fmt: skip
    ranked: dict[Ranking, int] = {}
    scored: dict[Scores, int] = {}
    for row, ((_, ranks, scores), number) in enumerate(rows, 1):
        for name in (name for rank in ranks for name in rank):
            if name not in at:
                raise _unknown(name, names, Place(source, row))
        if "scores" in kinds:
            given = dict(zip((rank[0] for rank in ranks), scores, strict=True))
            key = tuple(given.get(name) for name in names)
            scored[key] = scored.get(key, 0) + number
        else:
            ranking = tuple(_mark(tuple(at[name] for name in rank)) for rank in ranks)
            ranked[ranking] = ranked.get(ranking, 0) + number
    return Written(Ballots(names, ranked, scored), kinds)


def rule_for(name: str, written: Written) -> Rule:
    """The rule of that name, if it counts papers of this form.

    Raises RuleError for an unknown rule, and where papers approve but the rule needs rankings, or the other way about.
    """
    rule = find_rule(name)
    form = next((form for form, kinds in _COUNTS.items() if form in written.kinds and rule.kind not in kinds), None)
    if form is None:
        return rule
    needed = {"marks": "papers that approve", "scores": "papers that score"}.get(rule.kind, "papers that rank")
    raise RuleError(
        "wrong-form", f"`{rule.name}` with papers in the form of {form}", needed,
        "name the rule by which these papers were to be counted", Place("papers"),
    )  # fmt: skip


_COUNTS = {"approvals": ("marks",), "scores": ("scores", "rankings")}
"""Form of the papers -> the kinds of rule that count it; a ranking is also counted as marks for those it names."""


def _one(text: str, number: int, place: Place) -> tuple[Kind, list[tuple[str, ...]], list[int]]:
    """One paper: its form, the names at each rank (a name each where it approves or scores), and the scores."""
    if number < 0:
        raise refuse(
            place, "bad-number", f"{number} papers", "a whole number from 0 up", "correct the number of papers"
        )
    if text.strip() in ("", "blank"):
        return "blank", [], []
    parts = [part.strip() for part in text.split(",")]
    scores = [_SCORE.fullmatch(part) for part in parts]
    found = [(match[1].strip(), int(match[2])) for match in scores if match]
    if found and len(found) == len(parts):
        _check_once([name for name, _ in found], text, place)
        return "scores", [(name,) for name, _ in found], [score for _, score in found]
    if found or (len(parts) > 1 and re.search(r"[>=]", text)):
        raise _not_understood(text, place)
    if len(parts) > 1:
        if "" in parts:
            raise _not_understood(text, place)
        _check_once(parts, text, place)
        return "approvals", [(name,) for name in parts], []
    ranks = [() if rank.strip() == "-" else tuple(n.strip() for n in rank.split("=")) for rank in text.split(">")]
    if any("" in rank for rank in ranks):
        raise _not_understood(text, place)
    return ("rankings" if len(ranks) > 1 or len(ranks[0]) != 1 else "one name"), ranks, []


def _mark(rank: tuple[int, ...]) -> Mark:
    return rank[0] if len(rank) == 1 else rank


def _check_once(names: Sequence[str], text: str, place: Place) -> None:
    if len(set(names)) < len(names):
        raise refuse(
            place, "name-twice", f"`{text}`, which names somebody twice", "each name once",
            "write down what the paper says, or count it as blank",
        )  # fmt: skip


def _not_understood(text: str, place: Place) -> BallotError:
    return refuse(
        place, "bad-paper", f"`{text}`", "`a > b = c` to rank, `a, b` to approve, or `a: 5, b: 3` to score",
        "write the paper in one of these forms",
    )  # fmt: skip


def _unknown(name: str, names: Sequence[str], place: Place) -> BallotError:
    near = get_close_matches(name, names, 1)
    return refuse(
        place, "unknown-candidate", f"`{name}`", "somebody who stands: " + ", ".join(f"`{each}`" for each in names),
        f"did you mean `{near[0]}`?" if near else "correct the name, or the list of candidates",
    )  # fmt: skip
