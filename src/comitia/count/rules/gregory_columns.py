"""The same weighted inclusive Gregory count over columns: for millions of different rankings.

Only the sorting of papers differs from `Gregory`; quotas, values, order and report are its own. Numbers of papers
are whole numbers of 64 bits, values are Python's whole numbers or fractions: nothing is ever a float.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comitia.count.formats.packed import PackedPapers
from comitia.count.result import Action, Transfer, Votes
from comitia.count.rules.contest import Contest
from comitia.count.rules.gregory import Gregory, WigmTerms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]


class ColumnGregory(Gregory):
    """One count in progress; piles hold row numbers instead of rankings."""

    def __init__(self, contest: Contest, terms: WigmTerms, papers: PackedPapers) -> None:
        super().__init__(contest, terms)
        self.papers = papers
        self.rows: list[dict[Votes, list[Rows]]] = [{} for _ in self.alive]

    def _first_stage(self) -> None:
        import numpy as np

        everything = np.arange(len(self.papers.numbers), dtype=np.int64)
        papers, dead = self._sort(everything, self.scale)
        for each, number in enumerate(papers):
            self.totals[each] = number * self.scale
        self.non_transferable = dead * self.scale
        self._stage(Action.FIRST, (), ())

    def _sort(self, rows: Rows, value: Votes) -> tuple[list[int], int]:
        """Put rows to the first candidate still in whom they name; papers by candidate, and by nobody."""
        import numpy as np

        open_to = np.zeros(256, dtype=bool)
        open_to[: len(self.alive)] = self.alive
        papers = [0] * len(self.alive)
        for column in self.papers.columns:
            if not len(rows):
                break
            named = column[rows]
            taken = open_to[named]
            if not taken.any():
                continue
            who, whose = named[taken], rows[taken]
            for each in np.flatnonzero(np.bincount(who, minlength=256)).tolist():
                mine = whose[who == each]
                papers[each] += int(self.papers.numbers[mine].sum())
                self.rows[each].setdefault(value, []).append(mine)
            rows = rows[~taken]
        return papers, int(self.papers.numbers[rows].sum())

    def _move(self, source: int, surplus: Votes | None, total: Votes) -> list[Transfer]:
        import numpy as np

        papers = [0] * len(self.alive)
        votes: list[Votes] = [0] * len(self.alive)
        dead_papers = 0
        dead_votes: Votes = 0
        batches = sorted(self.rows[source].items(), reverse=True)
        self.rows[source] = {}
        for present, parts in batches:
            value = present if surplus is None else self._value(present, surplus, total)
            moved, dead = self._sort(np.concatenate(parts), value)
            for each, number in enumerate(moved):
                papers[each] += number
                votes[each] += number * value
            dead_papers += dead
            dead_votes += dead * value
        return self._credit(source, papers, votes, dead_papers, dead_votes)
