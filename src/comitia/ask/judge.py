"""Was it valid? The whole record judged, and read as it stands at the end.

An act keeps the verdict it had on the day; what later became of its effects is told apart from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from comitia.ask.fold import Fold, Judged, Source
from comitia.charter.law import Charter
from comitia.judge.case import Bench, Case
from comitia.judge.findings import EffectOutcome
from comitia.judge.state import Changes, Decision
from comitia.record.acts import Act, Established
from comitia.record.times import Clock, Moment


@dataclass
class Judgment:
    """A judged record. rows: acts in the order of happening, elapsed deadlines among them. state: where it ended."""

    charter: Charter
    clock: Clock
    rows: list[Judged]
    state: Changes
    bench: Bench
    day: int
    by_id: dict[str, Judged] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {row.act.id: row for row in self.rows}

    def effects(self, ident: str) -> tuple[EffectOutcome, ...]:
        """What became of an act's effects in the end: its verdicts and their later life."""
        decision = self.state.get(("decision", ident))
        if isinstance(decision, Decision):
            return decision.outcomes
        row = self.by_id.get(ident)
        return row.outcome.effects if row is not None else ()

    def case(self) -> Case:
        """A case to ask the state by the law of the last day: for standing, remedies, what is owed."""
        return Case(self.bench, self.state, Established(id="", at="", act="", fact=""), Moment(self.day))


Suppositions = Mapping[str, str]
"""Act id -> `void`, `valid` or `absent`."""


def judge(
    charter: Charter, source: Source, clock: Clock, *, as_of: int | None = None, suppose: Suppositions | None = None
) -> Judgment:
    """Judge a record. source: its acts in the order of happening; as_of: the last day to look at.

    suppose: acts taken as void, as valid, or as never done; the rest follows.
    """
    supposed = dict(suppose or {})
    seeds: Changes = {("suppose", act): how for act, how in supposed.items() if how != "absent"}
    absent = {act for act, how in supposed.items() if how == "absent"}

    def supposing() -> Iterator[Act]:
        return (act for act in source() if act.id not in absent)

    fold = Fold(charter, clock, supposing if absent else source, seeds, as_of)
    rows = list(fold.run())
    last = rows[-1].moment.day if rows else 1
    day = as_of if as_of is not None else int(fold.state.get(("clock",)) or last)
    return Judgment(charter, clock, rows, fold.state, fold.bench, day)


def whether_shown(
    charter: Charter, source: Source, clock: Clock, ident: str, *, as_of: int | None = None
) -> tuple[Judgment, Judgment]:
    """Both sides of an act that is unproven: everything judged as if it were valid, and as if it were void."""
    return (
        judge(charter, source, clock, as_of=as_of, suppose={ident: "valid"}),
        judge(charter, source, clock, as_of=as_of, suppose={ident: "void"}),
    )
