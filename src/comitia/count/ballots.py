"""Ballots as they are counted: unique rankings, each with the number of papers that bear it.

Grouping happens once, at reading. Every rule then runs over the uniques, of which a ward of any size has few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

Mark = int | tuple[int, ...]
"""What stands at one rank: a candidate's index; `()` a rank left empty; `(a, b)` several at the same rank."""

OVERVOTE: Mark = (-1, -2)
"""A rank that a file only says was overvoted, not by whom."""

Ranking = tuple[Mark, ...]
Strict = tuple[int, ...]
Scores = tuple[int | None, ...]
"""A score for each candidate, in the order of the candidates; None where the paper says nothing."""


class Handling(Enum):
    """What a rule does where a paper departs from 1, 2, 3: read on, stop reading there, reject it, or keep it."""

    PASS_OVER = "pass over"  # noqa: S105
    STOP = "stop"
    REJECT = "reject"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Policy:
    """How a rule reads papers: `skipped` and `repeated` and `overvoted` ranks.

    `EQUAL` is only meant for `overvoted`: the candidates share the rank.
    `skips` is the number of ranks in a row that may be empty before `skipped` applies.
    """

    skipped: Handling = Handling.PASS_OVER
    repeated: Handling = Handling.PASS_OVER
    overvoted: Handling = Handling.PASS_OVER
    skips: int = 0


@dataclass(frozen=True, slots=True)
class Treatment:
    """`papers` papers departed from 1, 2, 3 in the way `what` names, and were handled as `how` says."""

    what: str
    how: Handling
    papers: int


@dataclass(frozen=True, slots=True)
class Ballots:
    """Papers of one contest.

    `papers` maps a ranking to the number of papers that bear it; `scores` does the same for papers that give
    scores. `plain` says that the reader has seen to it that every ranking is strict: no empty rank, no shared
    rank, nobody twice, and none is blank. `withdrawn` are candidates whom the file itself marks as withdrawn,
    `tie_order` the order that it declares for ties.
    """

    candidates: tuple[str, ...]
    papers: Mapping[Ranking, int]
    scores: Mapping[Scores, int] = field(default_factory=dict)
    seats: int | None = None
    title: str = ""
    withdrawn: tuple[int, ...] = ()
    tie_order: tuple[int, ...] = ()
    plain: bool = False
    notes: tuple[Treatment, ...] = ()

    @property
    def total(self) -> int:
        """The number of papers, blank ones included."""
        return sum(self.papers.values()) + sum(self.scores.values())

    @classmethod
    def of(cls, candidates: Iterable[str], lines: Iterable[tuple[str, int]], seats: int | None = None) -> Ballots:
        """Ballots written small, for tests and examples: `Ballots.of("ABC", [("AB", 3), ("CA", 2)])`.

        Every character is a candidate's whole name; `=` joins the next candidate to the rank before, `-` leaves
        a rank empty.
        """
        names = tuple(candidates)
        papers: dict[Ranking, int] = {}
        for text, number in lines:
            ranking = _small(text, names)
            papers[ranking] = papers.get(ranking, 0) + number
        return cls(names, papers, seats=seats)


def _small(text: str, names: tuple[str, ...]) -> Ranking:
    marks: list[Mark] = []
    shared = False
    for letter in text:
        if letter == "=":
            shared = True
        elif letter == "-":
            marks.append(())
        elif shared:
            before = marks.pop()
            marks.append((*(before if isinstance(before, tuple) else (before,)), names.index(letter)))
            shared = False
        else:
            marks.append(names.index(letter))
    return tuple(marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """Ballots as a rule reads them: valid papers, the invalid ones' number, and every treatment, counted."""

    papers: Mapping[Ranking, int]
    valid: int
    invalid: int
    treatments: tuple[Treatment, ...]


def read_papers(ballots: Ballots, policy: Policy) -> Reading:
    """Apply a rule's policy to every paper. A paper with no preference left is invalid."""
    if ballots.plain:
        return Reading(ballots.papers, sum(ballots.papers.values()), 0, ballots.notes)
    out: dict[Ranking, int] = {}
    handled: dict[tuple[str, Handling], int] = {}
    invalid = blank = 0
    for ranking, number in ballots.papers.items():
        if _is_strict(ranking):
            read: Ranking | None = ranking
        else:
            read, what = _read_one(ranking, policy)
            for each in what:
                handled[each] = handled.get(each, 0) + number
        if read:
            out[read] = out.get(read, 0) + number
        elif any(mark != () for mark in ranking):
            invalid += number
        else:
            blank += number
    treatments = [Treatment(what, how, number) for (what, how), number in sorted(handled.items(), key=_by_what)]
    if blank:
        treatments.append(Treatment("blank", Handling.REJECT, blank))
    return Reading(out, sum(out.values()), invalid + blank, (*ballots.notes, *treatments))


def _by_what(item: tuple[tuple[str, Handling], int]) -> tuple[str, str]:
    return item[0][0], item[0][1].value


def _is_strict(ranking: Ranking) -> bool:
    return all(type(mark) is int for mark in ranking) and len(set(ranking)) == len(ranking)


def _read_one(ranking: Ranking, policy: Policy) -> tuple[Ranking | None, set[tuple[str, Handling]]]:
    """One paper under a policy: what is left of it (None: rejected), and what had to be handled."""
    marks: list[Mark] = []
    seen: set[int] = set()
    what: set[tuple[str, Handling]] = set()
    empty = 0
    last = max((place for place, mark in enumerate(ranking) if mark != ()), default=-1)
    # empty ranks after the last preference say nothing
    for mark in ranking[: last + 1]:
        at_rank = set(mark) if isinstance(mark, tuple) else {mark}
        fault = _fault(at_rank, seen, empty, policy)
        empty = empty + 1 if not at_rank else 0
        how = _handling(fault, policy)
        if fault:
            what.add((fault, how))
        if how is Handling.REJECT:
            return None, what
        if how is Handling.STOP:
            break
        if mark == OVERVOTE:
            continue
        new = tuple(sorted(at_rank - seen))
        if new and how is Handling.EQUAL:
            marks.append(new if len(new) > 1 else new[0])
            seen.update(new)
    return tuple(marks), what


def _fault(at_rank: set[int], seen: set[int], empty: int, policy: Policy) -> str:
    if not at_rank:
        return "skipped rank" if empty + 1 > policy.skips else "skipped rank allowed"
    if len(at_rank) > 1:
        return "overvoted rank"
    return "repeated candidate" if at_rank <= seen else ""


def _handling(fault: str, policy: Policy) -> Handling:
    match fault:
        case "":
            return Handling.EQUAL
        case "skipped rank allowed":
            return Handling.PASS_OVER
        case "skipped rank":
            return policy.skipped
        case "overvoted rank":
            return policy.overvoted
        case _:
            return policy.repeated


def as_rankings(scores: Mapping[Scores, int]) -> dict[Ranking, int]:
    """Scores read as rankings: higher first, equal scores share a rank, no score no rank."""
    out: dict[Ranking, int] = {}
    for row, number in scores.items():
        groups: dict[int, list[int]] = {}
        for each, score in enumerate(row):
            if score is not None:
                groups.setdefault(score, []).append(each)
        ranking = tuple(
            tuple(groups[score]) if len(groups[score]) > 1 else groups[score][0]
            for score in sorted(groups, reverse=True)
        )
        out[ranking] = out.get(ranking, 0) + number
    return out


def without(papers: Mapping[Ranking, int], gone: Iterable[int]) -> dict[Ranking, int]:
    """The same papers with some candidates struck out everywhere; a paper left empty stays, as `()`."""
    struck = frozenset(gone)
    if not struck:
        return dict(papers)
    out: dict[Ranking, int] = {}
    for ranking, number in papers.items():
        kept: list[Mark] = []
        for mark in ranking:
            if isinstance(mark, tuple):
                left = tuple(each for each in mark if each not in struck)
                if len(left) > 1:
                    kept.append(left)
                elif left:
                    kept.append(left[0])
            elif mark not in struck:
                kept.append(mark)
        key = tuple(kept)
        out[key] = out.get(key, 0) + number
    return out
