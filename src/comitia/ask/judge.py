"""Was it valid? The whole record judged, and read as it stands at the end.

An act keeps the verdict it had on the day; what later became of its effects is told apart from it. What is disputed is
judged both ways.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import UNSET

from comitia.ask.fold import Fold, Judged, Source
from comitia.ask.suppose import SuppositionError, Suppositions, altered
from comitia.charter.law import Charter
from comitia.judge.case import Bench, Case
from comitia.judge.facts import note_of
from comitia.judge.findings import EffectOutcome, Verdict
from comitia.judge.state import Changes, Decision
from comitia.record.acts import Act, Conceded, Disputed, Established, Ruled
from comitia.record.times import Clock, Moment


@dataclass(frozen=True, slots=True)
class Turn:
    """An act whose verdict turns on a disputed one: its verdict if that is shown, and if it is not."""

    act: str
    on: str
    if_shown: Verdict
    if_not: Verdict


@dataclass
class Judgment:
    """A judged record. rows: acts in the order of happening, elapsed deadlines among them. state: where it ended.

    day: the day on which it is read. turns: the verdicts that turn on something disputed.
    """

    charter: Charter
    clock: Clock
    rows: list[Judged]
    state: Changes
    bench: Bench
    day: int
    turns: tuple[Turn, ...] = ()
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


AboutActs = Iterable[Act]
"""Acts about other acts that are on the record by the day asked about: facts established, conceded, disputed."""


def judge(
    charter: Charter,
    source: Source,
    clock: Clock,
    *,
    as_of: int | None = None,
    suppose: Suppositions | None = None,
    about: AboutActs = (),
) -> Judgment:
    """Judge a record. source: its acts in the order of happening, as known; as_of: the last day to look at.

    suppose: what to take as void, valid, absent or otherwise; the rest follows. about: what is established, conceded or
    disputed about acts; it holds for them from the start, since a fact is no younger than what it is about.
    """
    supposed = suppose or Suppositions()
    known = list(about)
    seeds = {**supposed.seeds(), **noted(known, clock)}
    fold = Fold(charter, clock, supposed.over(source), seeds, as_of)
    rows = list(fold.run())
    last = rows[-1].moment.day if rows else 1
    day = as_of if as_of is not None else max(last, int(fold.state.get(("clock",)) or last))
    judgment = Judgment(charter, clock, rows, fold.state, fold.bench, day)
    if suppose is None:
        judgment.turns = tuple(_turns(judgment, source, known, as_of))
    return judgment


def noted(about: AboutActs, clock: Clock) -> Changes:
    """The entries that stand in the state from the beginning for what is established, conceded or disputed."""
    seeds: Changes = {}
    for act in about:
        if isinstance(act, (Established, Conceded, Disputed)) or (isinstance(act, Ruled) and isinstance(act.act, str)):
            seeds["notes", act.act] = (*seeds.get(("notes", act.act), ()), note_of(act, clock.read(act.at).day))
    return seeds


MOST_DISPUTES = 16
"""So many disputed acts are judged both ways; each asks for a fold of its own."""


def _turns(judgment: Judgment, source: Source, about: list[Act], as_of: int | None) -> Iterable[Turn]:
    """The verdicts that turn on a disputed act: the record folded again without it, or with the fact as alleged."""
    for disputed in _open_disputes(judgment, about)[:MOST_DISPUTES]:
        other = _as_alleged(judgment, disputed)
        without = judge(judgment.charter, source, judgment.clock, as_of=as_of, suppose=other, about=about)
        for row in judgment.rows:
            against = without.by_id.get(row.act.id)
            if against is not None and against.outcome.verdict != row.outcome.verdict:
                yield Turn(row.act.id, disputed.act, row.outcome.verdict, against.outcome.verdict)


def _as_alleged(judgment: Judgment, disputed: Disputed) -> Suppositions:
    """The record as whoever disputes it says it was: without the act, or with the fact as alleged.

    An allegation that the field cannot hold leaves the whole act in dispute.
    """
    absent = Suppositions(absent=frozenset({disputed.act}))
    if not isinstance(disputed.fact, str) or disputed.is_ is UNSET:
        return absent
    alleged = {disputed.fact: disputed.is_}
    try:
        altered(judgment.by_id[disputed.act].act, alleged)
    except SuppositionError:
        return absent
    return Suppositions(values={disputed.act: alleged})


def _open_disputes(judgment: Judgment, about: list[Act]) -> list[Disputed]:
    settled = {
        (act.act, act.fact if act.fact != "happened" else "")
        for act in about
        if isinstance(act, (Established, Conceded))
    }
    found = [row.act for row in judgment.rows if isinstance(row.act, Disputed)]
    open_ = [d for d in found if (d.act, d.fact if isinstance(d.fact, str) else "") not in settled]
    return list({(d.act, str(d.fact)): d for d in open_ if d.act in judgment.by_id}.values())


def both_ways(
    charter: Charter, source: Source, clock: Clock, ident: str, *, as_of: int | None = None, about: AboutActs = ()
) -> tuple[Judgment, Judgment]:
    """Both sides of an act that is unproven: everything judged as if it were valid, and as if it were void."""
    known = list(about)
    valid, void = (
        judge(charter, source, clock, as_of=as_of, suppose=Suppositions(verdicts={ident: how}), about=known)
        for how in ("valid", "void")
    )
    return valid, void
