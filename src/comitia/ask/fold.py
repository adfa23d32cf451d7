"""Folding a record: every act through `step`, in the order of happening, time passing in between.

An annulment, or a cure from the start, reaches back: the record is folded again under the supposition that it had
been so all along, and only the differences are kept. That is the one machine for every "what if".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from msgspec import Struct

from comitia.charter.law import Charter
from comitia.judge.case import Bench, Case
from comitia.judge.findings import EffectOutcome, Outcome
from comitia.judge.state import Changes, Decision, Ending
from comitia.judge.step import VALID, step
from comitia.record.acts import Act, Elapsed
from comitia.record.times import Clock, Moment, day_text

LAW = ("law",)
LAWS = ("laws",)
ENDINGS = frozenset({"annulled", "cured", "issues"})

Source = Callable[[], Iterable[Act]]
"""Gives the acts anew each time it is called, in the order of happening."""


class Fallen(Struct, frozen=True, gc=False):
    """An earlier act whose effects a later act changed: what they were, what they are."""

    act: str
    before: tuple[EffectOutcome, ...]
    after: tuple[EffectOutcome, ...]


class Snapshot(Struct, frozen=True):
    """Where a fold stood at the end of a day: how many acts it had folded, the state, the versions still to come."""

    folded: int
    day: int
    state: Changes
    coming: tuple[tuple[int, str, str], ...]


APART = 20_000
"""So many acts lie at least between two snapshots, or as many as the state has entries."""
MOST_SNAPSHOTS = 8
"""So many snapshots are kept; older ones are thinned out."""


class Judged(Struct, frozen=True, gc=False):
    """An act, when it happened, and what the judge says. fallen: earlier decisions that changed with it."""

    act: Act
    moment: Moment
    outcome: Outcome
    fallen: tuple[Fallen, ...] = ()


@dataclass
class Fold:
    """One run over a record. `state` is what has been reached so far.

    seeds: entries that stand in the state from the beginning (suppositions). until: the last day to fold (as_of).
    """

    charter: Charter
    clock: Clock
    source: Source
    seeds: Changes = field(default_factory=dict)
    until: int | None = None
    state: Changes = field(default_factory=dict)
    depth: int = 0
    start: Snapshot | None = None
    benches: dict[tuple[tuple[str, str], ...], Bench] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.snapshots: list[Snapshot] = []
        if self.start is None:
            self._coming = _coming(self.charter, self.clock)
            first = _at_first(self.charter)
            self.state = {**self.seeds, LAW: first, LAWS: ((0, first),)}
        else:
            self._coming = list(self.start.coming)
            self.state = {**self.start.state, **self.seeds}
        self._bench = self._bench_now()

    def _bench_now(self) -> Bench:
        in_force = self.state[LAW]
        bench = self.benches.get(in_force)
        if bench is None:
            bench = self.benches[in_force] = Bench(self.charter, self.charter.law(in_force), self.clock)
        return bench

    @property
    def bench(self) -> Bench:
        """The law in force where the fold now stands, made ready."""
        return self._bench

    def run(self) -> Iterator[Judged]:
        """Judge the acts one by one, as far as `until`; elapsed deadlines come among them as acts of their own."""
        read, state, until = self.clock.read, self.state, self.until
        folded, today = (self.start.folded, self.start.day) if self.start is not None else (0, 0)
        next_snapshot = folded + APART
        for act in islice(self.source(), folded, None):
            moment = read(act.at)
            day = moment[0]
            folded += 1
            if day > today:
                if folded > next_snapshot:
                    self._keep_snapshot(folded - 1, today)
                    next_snapshot = folded + max(APART, len(state))
                if until is not None and day > until:
                    break
                yield from self.pass_time(day)
                today = day
            outcome, changes = step(self._bench, state, act, moment)
            if outcome is VALID and LAW not in changes:
                state.update(changes)
                yield Judged(act, moment, outcome)
            else:
                yield self._written(act, moment, outcome, changes)
        if until is not None:
            yield from self.pass_time(until)

    def _keep_snapshot(self, folded: int, day: int) -> None:
        """Keep the state at the end of a day, to fold again from there. Of many, every second old one is let go."""
        self.snapshots.append(Snapshot(folded, day, dict(self.state), tuple(self._coming)))
        if len(self.snapshots) > MOST_SNAPSHOTS:
            del self.snapshots[1 : MOST_SNAPSHOTS // 2 : 2]

    def before(self, day: int) -> Snapshot | None:
        """The last snapshot from before a day; None: begin at the founding."""
        first = [self.start] if self.start is not None else []
        return next((s for s in reversed([*first, *self.snapshots]) if s.day < day), None)

    # Time

    def pass_time(self, day: int) -> Iterator[Judged]:
        """Bring the state to the beginning of a day: what was due with the days before is taken up, in order."""
        state = self.state
        clock = state.get(("clock",))
        if clock is None:
            state["clock",] = day
            while self._coming and self._coming[0][0] <= day:
                self._take_effect(*self._coming.pop(0))
            return
        for passed in range(clock, day):
            done = 0
            while done < len(bucket := state.get(("due", passed)) or ()):
                ident = bucket[done]
                done += 1
                deadline = state.get(("deadline", ident))
                if deadline is None or deadline.done or deadline.due != passed:
                    continue
                yield self._elapse(ident, passed)
            if done:
                state.pop(("due", passed), None)
            while self._coming and self._coming[0][0] <= passed + 1:
                self._take_effect(*self._coming.pop(0))
        state["clock",] = max(clock, day)

    def _elapse(self, ident: str, passed: int) -> Judged:
        act = Elapsed(id=f"elapsed:{ident}", at=day_text(passed + 1), what=ident)
        moment = Moment(passed + 1)
        return self._written(act, moment, *step(self._bench, self.state, act, moment))

    def _written(self, act: Act, moment: Moment, outcome: Outcome, changes: Changes) -> Judged:
        """Write what an act changes, and follow it where it reaches back."""
        reaches_back = any(key[0] in ENDINGS for key in changes)
        before = {key: self.state.get(key) for key in changes} if reaches_back else {}
        self.state.update(changes)
        if LAW in changes:
            self._changed_law(moment.day)
        if not reaches_back:
            return Judged(act, moment, outcome)
        outcome, fallen = self._reach_back(act, outcome, changes, before)
        return Judged(act, moment, outcome, fallen)

    def _take_effect(self, day: int, key: str, version: str) -> None:
        in_force = dict(self.state[LAW])
        in_force[key] = version
        self.state[LAW] = tuple(in_force.items())
        self._changed_law(day)

    def _changed_law(self, day: int) -> None:
        """Another law is in force from a day on; which it was before stays on record, for conduct of that time."""
        self.state[LAWS] = (*self.state[LAWS], (day, self.state[LAW]))
        self._bench = self._bench_now()

    # Reaching back

    def _reach_back(
        self, act: Act, outcome: Outcome, changes: Changes, before: Changes
    ) -> tuple[Outcome, tuple[Fallen, ...]]:
        """Fold again what an annulment, or a cure from the start, changes from the day of the act that it hits."""
        endings: Changes = {
            key: value
            for key, value in changes.items()
            if key[0] in ENDINGS and isinstance(value, Ending) and value.from_start and key not in self.seeds
        }
        endings = {key: value for key, value in endings.items() if _stood(self.state, key)}
        if not endings or self.depth >= DEEPEST:
            return outcome, ()
        day = self.clock.read(act.at).day
        first = min(_day_of(self.state, key[1]) for key in endings)
        start = self.before(first)
        again = Fold(
            self.charter, self.clock, self.source, {**self.seeds, **endings}, day, {}, self.depth + 1, start,
            self.benches,
        )  # fmt: skip
        reached = None
        for judged in again.run():
            if judged.act.id == act.id:
                reached = judged
                break
        if reached is None or _rests_on(reached.outcome, outcome, {key[1] for key in endings}):
            case = Case(self._bench, self.state, act, self.clock.read(act.at))
            own = case.find("annuls its own ground", found=next(iter(endings))[1])
            self.state.update(before)
            return Outcome("void", (*outcome.findings, own), tuple(EffectOutcome("void") for _ in outcome.effects)), ()
        fallen = tuple(_differences(self.state, again.state, {key[1] for key in endings} | {act.id}))
        self.state.clear()
        self.state.update(again.state)
        self.seeds.update(endings)
        self.snapshots = [s for s in self.snapshots if s.day < first] + again.snapshots
        self._bench = self._bench_now()
        return outcome, fallen


DEEPEST = 8
"""How deeply annulments may reach back within one another before the fold stops following them."""


def _rests_on(reached: Outcome, before: Outcome, targets: set[str]) -> bool:
    """Whether an act, judged again without what it annuls, loses its own ground."""
    if reached.verdict == "void" and before.verdict != "void":
        return True
    return any(f.cause in targets and f.consequence in ("void", "voidable") for f in reached.findings)


def _stood(state: Changes, key: tuple[str, str]) -> bool:
    """Whether folding again can change anything: an annulled act had effect, or a cured one had none."""
    if key[0] == "issues":
        return any(k[0] == "decision" and isinstance(d, Decision) and d.sitting == key[1] for k, d in state.items())
    decision = state.get(("decision", key[1]))
    if not isinstance(decision, Decision):
        return False
    if key[0] == "annulled":
        return any(o.verdict not in ("void", "inchoate") for o in decision.outcomes)
    return any(o.verdict in ("void", "voidable", "unproven") for o in decision.outcomes)


def _day_of(state: Changes, ident: str) -> int:
    """The day of a decision, or on which a sitting was called."""
    decision = state.get(("decision", ident))
    return int(decision.day) if isinstance(decision, Decision) else int(state["sitting", ident].convened)


def _differences(before: Changes, after: Changes, leave_out: set[str]) -> Iterator[Fallen]:
    for key, old in before.items():
        if key[0] == "decision" and key[1] not in leave_out and isinstance(old, Decision):
            new = after.get(key)
            if isinstance(new, Decision) and new.outcomes != old.outcomes:
                yield Fallen(key[1], old.outcomes, new.outcomes)


def _at_first(charter: Charter) -> tuple[tuple[str, str], ...]:
    """The instruments in force from the beginning: the first version of each that names no later date."""
    return tuple(
        (key, version)
        for key, version in charter.first()
        if (instrument := charter.version(key, version)) is not None
        and (not instrument.in_force_from or instrument.rank == "charter")
    )


def _coming(charter: Charter, clock: Clock) -> list[tuple[int, str, str]]:
    """(day, key, version) of the versions that come into force on a stated date, in order."""
    return sorted((clock.read(i.in_force_from).day, i.key, i.version) for i in charter.instruments if i.in_force_from)
