"""The fold runs in the order of happening, among what was recorded by the day asked about."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from comitia.record.acts import AnyAct, Corrected, Disputed, Reported, Retracted, Served, Voted
from comitia.record.faults import RecordFault
from comitia.record.json_lines import JsonLines, write_lines
from comitia.record.order import Contested, Entry, InOrder, Replaced, ordered
from comitia.record.survey import Listed
from comitia.record.times import Clock, Moment
from comitia.store.shelf import SpillingShelf

CLOCK = Clock()
DAYS = [f"2011-{month:02d}-{day:02d}" for month in (1, 2, 6, 12) for day in (1, 2, 28)]


def reported(id_: str, at: str, **fields: object) -> AnyAct:
    return Reported(id=id_, at=at, **fields)  # type: ignore[arg-type]


def in_order(acts: list[AnyAct], known_on: str | None = None) -> InOrder:
    day = None if known_on is None else CLOCK.read(known_on).day
    return ordered(lambda: Listed(acts), CLOCK, day)


def told(entries: Iterable[Entry]) -> list[str]:
    """Entries in short: `a`, `a replaced by c`, `c contested on a`, or a fault's code."""
    short: list[str] = []
    for entry in entries:
        match entry:
            case Replaced(entry=act, by=by):
                short.append(f"{act.id} replaced by {' '.join(one.id for one in by)}")
            case Contested(entry=act, by=one):
                short.append(f"{one.id} contested on {act.id}")
            case RecordFault(code=code):
                short.append(code)
            case _:
                short.append(entry.id)
    return short


def test_a_late_record_enters_at_the_end_of_its_day() -> None:
    acts = [reported("a", "2011-12-01"), reported("b", "2011-12-01"), reported("c", "2011-12-05")]
    acts.append(reported("late", "2011-12-01", recorded="2011-12-09"))
    assert told(in_order(acts)) == ["a", "b", "late", "c"]


def test_what_was_recorded_after_the_day_asked_about_is_not_known() -> None:
    acts = [
        reported("a", "2011-12-01"),
        reported("late", "2011-12-01", recorded="2011-12-09"),
        reported("b", "2011-12-05"),
    ]
    assert told(in_order(acts, "2011-12-08")) == ["a", "b"]
    assert told(in_order(acts, "2011-12-09")) == ["a", "late", "b"]


def test_instants_of_a_day_follow_the_clock_and_days_keep_the_order_of_record() -> None:
    acts = [
        reported("opened", "2011-12-01T19:00Z"),
        reported("x", "2011-12-01"),
        reported("first", "2011-12-01T18:00Z"),
    ]
    assert told(in_order(acts)) == ["first", "opened", "x"]


def test_a_slip_in_the_year_does_not_make_all_that_follows_late() -> None:
    acts = [reported(f"d{n}", f"2011-12-{n:02d}") for n in range(1, 29)]
    acts.insert(5, reported("slip", "2111-12-05"))
    order = in_order(acts)
    assert list(order.survey.held) == ["slip"]
    assert told(order)[-1] == "slip"


def test_a_retracted_entry_is_told_as_replaced_and_does_not_count() -> None:
    acts = [reported("a", "2011-12-01"), Retracted(id="r", at="2011-12-03", act="a"), reported("b", "2011-12-04")]
    assert told(in_order(acts)) == ["a replaced by r", "r", "b"]
    assert told(in_order(acts, "2011-12-02")) == ["a"]


def test_a_corrected_entry_stands_as_corrected() -> None:
    acts = [
        reported("a", "2011-12-01", title="wrong"),
        Corrected(id="c", at="2011-12-03", act="a", values={"title": "right"}),
    ]
    replaced, now, _ = in_order(acts)
    assert isinstance(replaced, Replaced)
    assert now == replaced.now == reported("a", "2011-12-01", title="right")


def test_a_corrected_day_moves_the_entry_there_even_to_an_earlier_one() -> None:
    acts = [reported("x", "2011-12-01"), reported("y", "2011-12-05"), reported("a", "2011-12-06")]
    acts.append(Corrected(id="c", at="2011-12-07", act="a", values={"at": "2011-12-02"}))
    assert told(in_order(acts)) == ["x", "a", "y", "a replaced by c", "c"]


def test_a_correction_by_somebody_else_is_for_the_judge() -> None:
    acts = [reported("a", "2011-12-01", by="member-a"), Retracted(id="r", at="2011-12-03", by="member-b", act="a")]
    assert told(in_order(acts)) == ["a", "r contested on a", "r"]
    allowed = ordered(lambda: Listed(acts), CLOCK, may_correct=lambda entry, amendment: True)
    assert told(allowed) == ["a replaced by r", "r"]


def test_a_retraction_taken_back_leaves_the_entry() -> None:
    acts = [reported("a", "2011-12-01"), Retracted(id="r", at="2011-12-03", act="a")]
    acts.append(Retracted(id="rr", at="2011-12-04", act="r"))
    assert told(in_order(acts)) == ["a", "r replaced by rr", "rr"]


def test_two_retractions_of_each_other_settle_in_the_order_of_record() -> None:
    acts: list[AnyAct] = [Retracted(id="p", at="2011-12-01", act="q"), Retracted(id="q", at="2011-12-02", act="p")]
    assert told(in_order(acts)) == ["p replaced by q", "q"]


def test_a_correction_that_the_kind_cannot_have_is_a_fault_and_changes_nothing() -> None:
    acts = [reported("a", "2011-12-01"), Corrected(id="c", at="2011-12-03", act="a", values={"tittle": "x"})]
    assert told(in_order(acts)) == ["a", "wrong-correction", "c"]
    acts[1] = Corrected(id="c", at="2011-12-03", act="a", values={"at": "yesterday"})
    assert told(in_order(acts)) == ["a", "wrong-correction", "c"]


def test_a_time_that_cannot_be_read_is_a_fault_in_its_place() -> None:
    acts = [reported("a", "2011-12-01"), reported("b", "2011-12-32"), reported("c", "2011-12-02", recorded="soon")]
    assert told(in_order(acts)) == ["a", "no-such-date", "not-a-time"]
    [_, fault, _] = in_order(acts)
    assert isinstance(fault, RecordFault)
    assert (fault.file, fault.line) == ("record", 2)


def test_two_acts_with_one_id_both_come_by_even_if_one_is_late() -> None:
    acts = [
        reported("a", "2011-12-01"),
        reported("b", "2011-12-05"),
        reported("a", "2011-12-01"),
        reported("b", "2011-12-02"),
    ]
    assert told(in_order(acts)) == ["a", "a", "b", "b"]


def test_acts_about_acts_are_known_before_they_come_by() -> None:
    acts = [Served(id="s", at="2011-12-01", what="x", on=("member-a",)), Disputed(id="d", at="2011-12-05", act="s")]
    assert [mention.act.id for mention in in_order(acts).survey.about["s"]] == ["d"]


def test_a_record_in_a_file_is_ordered_as_one_in_memory() -> None:
    acts: list[AnyAct] = [Voted(id=f"v{n}", at=DAYS[n // 400], poll="p") for n in range(4000)]
    acts[1500] = reported("late", "2011-01-02")
    acts[3000] = Retracted(id="r", at=DAYS[7], act="v17")
    data = b"".join(write_lines(acts))
    from_file = ordered(lambda: JsonLines([data], "r.jsonl"), CLOCK)
    assert list(from_file) == list(in_order(acts))


MOMENTS = st.sampled_from(
    [*DAYS, *(day + f"T{hour:02d}:00Z" for day in DAYS[:4] for hour in (8, 12, 20)), "2111-01-01"]
)
RECORDS = st.lists(st.tuples(MOMENTS, st.integers(0, 9)), max_size=30).map(
    lambda drawn: [reported(f"i{number}", at) for at, number in drawn]
)


@given(RECORDS)
def test_nothing_is_lost_and_nothing_comes_before_what_happened_earlier(acts: list[AnyAct]) -> None:
    numbered = [reported(f"{act.id}/{nth}", act.at) for nth, act in enumerate(acts)]
    out = [entry for entry in in_order(numbered) if isinstance(entry, Reported)]
    assert sorted(act.id for act in out) == sorted(act.id for act in numbered)
    moments = [CLOCK.read(act.at) for act in out]
    assert [m.day for m in moments] == sorted(m.day for m in moments)
    for day in {m.day for m in moments}:
        of_day = [
            (moment, int(act.id.split("/")[1])) for moment, act in zip(moments, out, strict=True) if moment.day == day
        ]
        seconds = [moment.second for moment, _ in of_day if moment.second is not None]
        assert seconds == sorted(seconds)
        days_only = [nth for moment, nth in of_day if moment == Moment(day)]
        assert days_only == sorted(days_only)


@given(RECORDS)
def test_duplicated_ids_change_nothing_about_the_order(acts: list[AnyAct]) -> None:
    numbered = [reported(f"{nth}", act.at) for nth, act in enumerate(acts)]
    assert [a.at for a in in_order(acts)] == [a.at for a in in_order(numbered)]  # type: ignore[union-attr]


@given(RECORDS, st.lists(st.tuples(st.integers(0, 9), MOMENTS), max_size=4))
def test_every_correction_of_a_day_is_followed_wherever_it_leads(
    acts: list[AnyAct], corrections: list[tuple[int, str]]
) -> None:
    numbered: list[AnyAct] = [reported(f"i{nth}", act.at) for nth, act in enumerate(acts)]
    stands = {act.id: act.at for act in numbered}
    for nth, (target, at) in enumerate(corrections):
        numbered.append(Corrected(id=f"c{nth}", at="2011-12-28", act=f"i{target}", values={"at": at}))
        if f"i{target}" in stands:
            stands[f"i{target}"] = at
    out = [entry for entry in in_order(numbered) if isinstance(entry, Reported)]
    assert {act.id: act.at for act in out} == stands
    assert len(out) == len(acts)
    days = [CLOCK.read(act.at).day for act in out]
    assert days == sorted(days)


@given(RECORDS, st.integers(1, 5))
def test_a_shelf_that_spills_gives_the_same_order(acts: list[AnyAct], in_memory: int) -> None:
    with SpillingShelf(in_memory) as shelf:
        spilled = list(ordered(lambda: Listed(acts), CLOCK, shelf=shelf))
    assert spilled == list(in_order(acts))
