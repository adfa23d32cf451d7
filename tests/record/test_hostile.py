"""Input that means harm, or looks like it: no traceback, no hang, bounded memory, and all sound lines are read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator

import pytest
from actkit import ACTS, faults_of
from hypothesis import given
from hypothesis import strategies as st

from comitia.record.acts import AnyAct, Paid, Reported
from comitia.record.faults import RecordFault
from comitia.record.json_lines import JsonLines, read_line, write_lines
from comitia.record.pieces import MAX_LINE
from comitia.record.yaml_list import YamlList

LINE = b'{"kind":"reported","id":"a","at":"2011-12-01"}\n'
ITEM = b"- id: a\n  kind: reported\n  at: 2011-12-01\n"
SHAPES = [(JsonLines, LINE), (YamlList, ITEM)]


def peak(readings: Iterable[object]) -> int:
    tracemalloc.start()
    for _ in readings:
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def a_long_line(start: bytes, end: bytes, megabytes: int) -> Iterator[bytes]:
    yield start
    for _ in range(megabytes * 16):
        yield b"x" * (1 << 16)
    yield end


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hundred_megabytes_on_one_line_are_passed_over_without_holding_them(
    shape: tuple[type[JsonLines], bytes],
) -> None:
    reader, sound = shape
    results = list(reader(a_long_line(sound + b'{"id":"', b'"}\n' + sound, 100), "long"))
    assert [getattr(one, "code", "read") for one in results if getattr(one, "code", "") != "not-a-list"] in (
        ["read", "too-long", "read"],
        ["too-long", "too-long", "read"],
    )
    assert peak(reader(a_long_line(sound, b"\n" + sound, 100), "long")) < 8 * MAX_LINE


def test_the_message_for_a_line_that_is_too_long() -> None:
    [_, fault, _] = JsonLines([LINE, b'{"id":"', b"x" * 2_000_000, b'"}\n', LINE], "long.jsonl")
    assert str(fault) == (
        "long.jsonl:2:1: too-long: a line of 2,000,009 bytes\n"
        "  required: at most 1,048,576 bytes a line, one act on each\n"
        "  what to do: put each act on a line of its own, and keep long documents outside the record"
    )


def test_an_act_of_many_lines_is_refused_when_it_grows_past_a_megabyte() -> None:
    lines = [ITEM, b"- id: b\n  note: |\n", *[b"    and so on and so on\n"] * 60_000, ITEM]
    first, fault, last = YamlList(lines, "long.yaml")
    assert isinstance(fault, RecordFault)
    assert (fault.code, fault.line) == ("too-long", 4)
    assert first == last


def test_memory_does_not_grow_with_the_record() -> None:
    short, long = (peak(JsonLines([LINE * 2000] * many, "r.jsonl")) for many in (2, 40))
    assert long < short * 1.5


@given(st.binary(max_size=300) | st.binary(max_size=80).map(lambda b: LINE + b + b"\n" + LINE), st.integers(1, 40))
def test_any_bytes_are_acts_or_faults_of_either_reader(data: bytes, size: int) -> None:
    for reader, _ in SHAPES:
        cut = [data[at : at + size] for at in range(0, len(data), size)]
        whole = list(reader([data], "any"))
        assert list(reader(cut, "any")) == whole
        for fault in faults_of(whole):
            assert fault.line > 0
            assert fault.found
            assert fault.required
            assert fault.advice


@given(st.lists(ACTS, min_size=1, max_size=3), st.data())
def test_one_byte_changed_costs_at_most_the_acts_beside_it(acts: list[AnyAct], data: st.DataObject) -> None:
    lines = [line for act in acts for line in (*write_lines([act]), LINE)]
    hurt = data.draw(st.integers(0, len(acts) - 1)) * 2
    at = data.draw(st.integers(0, len(lines[hurt]) - 1))
    byte = data.draw(st.binary(min_size=1, max_size=1))
    lines[hurt] = lines[hurt][:at] + byte + lines[hurt][at + 1 :]
    results = list(JsonLines([b"".join(lines)], "r.jsonl"))
    assert results.count(Reported(id="a", at="2011-12-01")) >= len(acts) - 1
    assert all(act in results for act in acts[: hurt // 2] + acts[hurt // 2 + 1 :])


def test_what_the_decoder_takes_last_is_a_fault_here_however_it_is_written() -> None:
    twice = [
        b'{"kind":"paid","id":"a","at":"2011","id":"b"}',
        b'{"kind": "paid", "id": "a", "at": "2011", "at": "2012"}',
        b'{"kind":"paid","id":"a","at":"2011","note":"\\u0022\\u0022","note":"x"}',
        b'{"kind":"paid","id":"a","at":"2011","facts":{"x":1,"x":1}}',
        b'{"kind":"paid","id":"a","at":"2011","\\u0061t":"2012"}',
    ]
    for line in twice:
        [fault] = JsonLines([line + b"\n"], "r.jsonl")
        assert isinstance(fault, RecordFault), line
        assert fault.code == "repeated-field"


def test_files_written_by_other_programs_are_read_too() -> None:
    spaced = (
        b'{"at": "2011", "id": "a", "kind": "paid"}\r\n{"id": "b", "at": "2011", "kind": "paid", "note": "\\u0022"}\n'
    )
    defaults = b'{"kind":"proposed","id":"c","at":"2011","effects":[],"supporters":[]}\n\n'
    assert [getattr(act, "id", act) for act in JsonLines([spaced + defaults], "r.jsonl")] == ["a", "b", "c"]


def test_an_act_over_several_lines_or_two_on_one_is_refused_wherever_it_stands() -> None:
    for data in (b'{"kind":"paid",\n"id":"a","at":"2011"}\n', LINE[:-1] + LINE, LINE + LINE[:-1] + LINE[:-1]):
        assert faults_of(list(JsonLines([data], "r.jsonl"))), data


def test_what_could_not_be_read_back_is_not_written() -> None:
    for act in (Paid(id="a", at="2011", facts={"x": float("nan")}), Paid(id="a", at="2011", note="x" * MAX_LINE)):
        with pytest.raises(ValueError, match="the act a"):
            list(write_lines([act]))


def test_the_slow_reading_of_a_line_agrees_with_the_fast_one() -> None:
    line = next(write_lines([Paid(id="a", at="2011", facts={"x": 1.5, "y": ["z"]})]))
    assert read_line(line, 1, "r.jsonl") == list(JsonLines([line], "r.jsonl"))
