"""Laws of the judge, on acts of every kind at random over a small club."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from club import CLUB, FIRST_YEAR, first_year
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from random_acts import KINDS, acts
from small import acts_of, clock_of, loaded

import comitia.ask.fold
from comitia.ask.fold import Fold, Judged
from comitia.ask.judge import Judgment, judge
from comitia.judge.case import Bench
from comitia.judge.findings import Outcome
from comitia.judge.state import Changes, Key, Overlay, State
from comitia.judge.step import HANDLERS, step
from comitia.record.acts import Act

CHARTER = loaded(CLUB)
CLOCK = clock_of(CHARTER)
BASE = first_year()
BENCHES: dict[tuple[tuple[str, str], ...], Bench] = {}

many = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
more = acts()


def fold(record: tuple[Act, ...]) -> Judgment:
    return judge(CHARTER, lambda: record, CLOCK)


def step_on(state: State, act: Act) -> tuple[Outcome, Changes]:
    """One step by the law that the state says is in force."""
    law = state.get(("law",))
    bench = BENCHES.get(law)
    if bench is None:
        bench = BENCHES[law] = Bench(CHARTER, CHARTER.law(law), CLOCK)
    return step(bench, state, act, CLOCK.read(act.at))


def after_first_year() -> dict[Key, Any]:
    return dict(fold(BASE).state)


# Nothing raises, nothing is failed


@many
@given(more)
def test_step_judges_every_act_and_no_rule_fails(drawn: tuple[Act, ...]) -> None:
    judgment = fold(BASE + drawn)
    for row in judgment.rows:
        event(f"{type(row.act).__name__} {row.outcome.verdict}")
        failed = [finding.args for finding in row.outcome.findings if finding.code == "rule failed"]
        assert not failed, (row.act, failed)
    assert {row.act.id for row in judgment.rows} >= {act.id for act in drawn}


def test_every_kind_of_act_is_handled_and_drawn() -> None:
    assert set(KINDS) == set(HANDLERS)


# Folding


@many
@given(more)
def test_replay_gives_the_same(drawn: tuple[Act, ...]) -> None:
    one, other = fold(BASE + drawn), fold(BASE + drawn)
    assert one.rows == other.rows
    assert one.state == other.state


@many
@given(more, st.data())
def test_first_acts_are_judged_without_regard_to_later_ones(drawn: tuple[Act, ...], data: st.DataObject) -> None:
    """A verdict is of its day; what a later act reaches back to is told in that act's row, not in the earlier one."""
    record = BASE + drawn
    count = data.draw(st.integers(1, len(record)))
    part, whole = fold(record[:count]).rows, fold(record).rows
    assert part == whole[: len(part)]
    reaching = [row for row in whole[len(part) :] if row.fallen]
    if not reaching:
        assert lives(fold(record[:count])).keys() <= lives(fold(record)).keys()


def lives(judgment: Judgment) -> dict[str, Any]:
    return {key[1]: value.outcomes for key, value in judgment.state.items() if key[0] == "decision"}


@many
@given(more)
def test_acts_of_one_day_that_touch_nothing_in_common_may_change_places(drawn: tuple[Act, ...]) -> None:
    state = after_first_year()
    for first, second in pairwise(drawn):
        if CLOCK.read(first.at).day == CLOCK.read(second.at).day:
            _change_places(state, first, second)
        state.update(step_on(state, first)[1])


def _change_places(state: dict[Key, Any], first: Act, second: Act) -> None:
    forward, backward = dict(state), dict(state)
    touched: list[tuple[set[Key], set[Key]]] = []
    said: dict[str, list[Outcome]] = {first.id: [], second.id: []}
    for into, order in ((forward, (first, second)), (backward, (second, first))):
        for act in order:
            watched = Watched(into)
            outcome, changes = step_on(watched, act)
            touched.append((watched.read, set(changes)))
            said[act.id].append(outcome)
            into.update(changes)
    (read1, wrote1), (read2, wrote2) = touched[0], touched[1]
    if wrote1 & (read2 | wrote2) or wrote2 & (read1 | wrote1):
        event("touch something in common")
        return
    event(f"changed places; wrote {bool(wrote1)}, {bool(wrote2)}")
    assert forward == backward
    assert all(one == other for one, other in said.values())


class Watched:
    """A state that remembers what was read of it."""

    def __init__(self, base: State) -> None:
        self.base = base
        self.read: set[Key] = set()

    def get(self, key: Key, /) -> Any:
        self.read.add(key)
        return self.base.get(key)


def reaching(record: tuple[Act, ...]) -> Fold:
    whole = Fold(CHARTER, CLOCK, lambda: record)
    for _ in whole.run():
        pass
    event(f"reached back {len(whole.seeds)} times")
    return whole


@many
@given(more)
def test_after_reaching_back_all_is_as_if_it_had_been_so_all_along(drawn: tuple[Act, ...]) -> None:
    reached = reaching(BASE + drawn)
    straight = Fold(CHARTER, CLOCK, reached.source, dict(reached.seeds))
    for _ in straight.run():
        pass
    assert without_nothing(straight.state) == without_nothing(reached.state)


def without_nothing(state: Changes) -> Changes:
    """A value of None means that the entry is gone."""
    return {key: value for key, value in state.items() if value is not None}


@many
@given(more)
def test_snapshots_change_nothing(drawn: tuple[Act, ...]) -> None:
    """Folding again from the last day before is the same as folding again from the founding."""
    far = fold(BASE + drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comitia.ask.fold, "APART", 1)
        near = fold(BASE + drawn)
    assert near.rows == far.rows
    assert near.state == far.state


# The state


@many
@given(more)
def test_values_of_the_state_never_change(drawn: tuple[Act, ...]) -> None:
    """Values are frozen, and those that hold a mapping are never written to: they read the same for ever."""
    state = after_first_year()
    seen: dict[int, tuple[Any, str]] = {id(value): (value, repr(value)) for value in state.values()}
    for act in drawn:
        _, changes = step_on(state, act)
        for value in changes.values():
            assert_frozen(value)
            seen.setdefault(id(value), (value, repr(value)))
        state.update(changes)
    for value, before in seen.values():
        assert repr(value) == before


def assert_frozen(value: Any) -> None:
    """Numbers, text, and tuples and frozen structs of these; a mapping only inside a struct."""
    match value:
        case None | bool() | int() | float() | str():
            return
        case tuple():
            for item in value:
                assert_frozen(item)
        case Struct():
            assert type(value).__struct_config__.frozen, type(value)
            for name in value.__struct_fields__:
                inside = getattr(value, name)
                for item in inside.items() if isinstance(inside, dict) else (inside,):
                    assert_frozen(item)
        case _ if type(value).__name__ == "UnsetType":
            return
        case _:
            # clauses of the law are frozen dataclasses
            assert value.__dataclass_params__.frozen, type(value)


@many
@given(more, st.data())
def test_step_only_reads_the_state(drawn: tuple[Act, ...], data: st.DataObject) -> None:
    state = after_first_year()
    act = data.draw(st.sampled_from(drawn))
    before = dict(state)
    step_on(ReadOnly(state), act)
    assert state == before


class ReadOnly:
    """A state that can do nothing but `get`."""

    __slots__ = ("_base",)

    def __init__(self, base: State) -> None:
        self._base = base

    def get(self, key: Key, /) -> Any:
        return self._base.get(key)


@many
@given(more, st.data())
def test_overlay_gives_the_same_as_a_dict(drawn: tuple[Act, ...], data: st.DataObject) -> None:
    plain = after_first_year()
    base = dict(plain)
    split = data.draw(st.integers(0, len(drawn)))
    for act in drawn[:split]:
        base.update(step_on(base, act)[1])
        plain.update(step_on(plain, act)[1])
    kept = dict(base)
    overlay = Overlay(Overlay(base))
    for act in drawn[split:]:
        outcome, changes = step_on(overlay, act)
        expected, wanted = step_on(plain, act)
        assert (outcome, changes) == (expected, wanted)
        overlay.update(changes)
        plain.update(wanted)
    assert {key: overlay.get(key) for key in plain} == plain
    assert base == kept


def test_first_year_holds_what_the_random_acts_refer_to() -> None:
    judgment = fold(BASE)
    families = {key[0] for key in judgment.state}
    assert families >= {"sitting", "matter", "decision", "proposal", "poll", "deadline"}
    assert list(BASE) == acts_of(FIRST_YEAR) == sorted(BASE, key=lambda act: CLOCK.read(act.at))
    assert all(isinstance(row, Judged) for row in judgment.rows)
    with pytest.raises(AttributeError):
        judgment.state["person", "a"].until = 1
