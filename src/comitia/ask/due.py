"""What is owed, by whom, by when, and what further silence leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comitia.ask.judge import Judgment
from comitia.charter.clause import Cite
from comitia.judge.state import Deadline


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed. due: the last day for it. overdue: days since then, 0 if still in time. done: whether it was."""

    kind: str
    by: str
    to: str
    about: str
    since: int
    due: int
    overdue: int
    silence: str
    cite: Cite | None
    done: bool

    @property
    def left(self) -> int:
        """Days left; negative when overdue."""
        return -self.overdue if self.overdue else 0


HIDDEN = frozenset({"term", "takes effect", "lapse", "rest"})
"""Deadlines that nobody owes anything under: they only fire."""


def due(judgment: Judgment, *, who: str = "", done: bool = False) -> list[Owed]:
    """Everything owed at the end of a judgment, overdue first, then by date. who: only what concerns this reference."""
    return sorted(
        (owed for owed in _all(judgment) if (done or not owed.done) and (not who or who in (owed.by, owed.to))),
        key=lambda o: (-o.overdue, o.due, o.kind, o.about),
    )


def _all(judgment: Judgment) -> Iterator[Owed]:
    for key, value in judgment.state.items():
        if key[0] != "deadline" or not isinstance(value, Deadline) or value.kind in HIDDEN:
            continue
        fulfilled = value.done and f"elapsed:{key[1]}" not in judgment.by_id
        overdue = 0 if fulfilled else max(0, judgment.day - value.due)
        yield Owed(
            value.kind, value.by, value.to, value.about, value.since, value.due, overdue, value.silence,
            cite_of(judgment, value), fulfilled,
        )  # fmt: skip


def cite_of(judgment: Judgment, deadline: Deadline) -> Cite | None:
    """The article under which something is owed."""
    for instrument in judgment.charter.instruments:
        if instrument.key == deadline.instrument:
            for article in instrument.articles:
                if article.number == deadline.article:
                    return Cite(instrument.key, instrument.version, article.number, article.place)
    return None
