"""Every candidate against every other: the matrix that Condorcet's rules and Debian's share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from comitia.count.ballots import Ranking
from comitia.count.result import Pairwise

Beats = Sequence[Sequence[int]]


def matrix(papers: Mapping[Ranking, int], number: int, standing: Collection[int]) -> list[list[int]]:
    """`beats[a][b]`: papers that rank a above b. Whom a paper leaves out, it ranks below all that it names."""
    beats = [[0] * number for _ in range(number)]
    everybody = set(standing)
    for ranking, times in papers.items():
        below = set(everybody)
        for mark in ranking:
            level = mark if isinstance(mark, tuple) else (mark,)
            below.difference_update(level)
            for above in level:
                if above in everybody:
                    row = beats[above]
                    for each in below:
                        row[each] += times
    return beats


def as_pairwise(beats: Beats) -> Pairwise:
    """The matrix as a report keeps it."""
    return Pairwise(tuple(tuple(row) for row in beats))


def condorcet_winner(beats: Beats, standing: Sequence[int]) -> int | None:
    """Who beats every other one to one, if anybody does."""
    for each in standing:
        if all(beats[each][other] > beats[other][each] for other in standing if other != each):
            return each
    return None


def reach(defeats: Iterable[tuple[int, int]], standing: Iterable[int]) -> dict[int, set[int]]:
    """Whom each candidate defeats, directly or through others."""
    direct: dict[int, set[int]] = {each: set() for each in standing}
    for above, below in defeats:
        direct[above].add(below)
    out: dict[int, set[int]] = {}
    for each in direct:
        seen: set[int] = set()
        todo = list(direct[each])
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(direct[at] - seen)
        out[each] = seen
    return out


def schwartz_set(defeats: Iterable[tuple[int, int]], standing: Sequence[int]) -> list[int]:
    """Those whom nobody defeats, directly or through others, whom they do not so defeat in turn."""
    far = reach(defeats, standing)
    return [a for a in standing if all(a not in far[b] or b in far[a] for b in standing if b != a)]


def victories(beats: Beats, standing: Sequence[int]) -> list[tuple[int, int]]:
    """(a, b) for every a that more papers rank above b than below it."""
    return [(a, b) for a in standing for b in standing if a != b and beats[a][b] > beats[b][a]]


def smith_set(beats: Beats, standing: Sequence[int]) -> list[int]:
    """The smallest set of candidates each of whom beats everybody outside it."""
    not_beaten = [(a, b) for a in standing for b in standing if a != b and beats[a][b] >= beats[b][a]]
    far = reach(not_beaten, standing)
    size = max((len(far[each] | {each}) for each in standing), default=0)
    return [each for each in standing if len(far[each] | {each}) == size]
