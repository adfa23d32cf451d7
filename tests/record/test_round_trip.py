"""What is written is read back exactly, in both forms, whatever stands in it and however the bytes are cut."""

from __future__ import annotations

from actkit import ACTS, faults_of
from hypothesis import given
from hypothesis import strategies as st

from comitia.record.acts import AnyAct, Effect, Paid, Proposed, Reported
from comitia.record.json_lines import JsonLines, write_lines
from comitia.record.yaml_list import YamlList
from comitia.record.yaml_write import write_yaml


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(st.lists(ACTS, max_size=4), st.integers(1, 64))
def test_json_lines_are_read_back_exactly_however_the_bytes_are_cut(acts: list[AnyAct], size: int) -> None:
    data = b"".join(write_lines(acts))
    assert list(JsonLines(cut(data, size), "r.jsonl")) == acts


@given(st.lists(ACTS, max_size=4), st.integers(1, 64))
def test_yaml_is_read_back_exactly_however_the_bytes_are_cut(acts: list[AnyAct], size: int) -> None:
    data = b"".join(write_yaml(acts))
    results = list(YamlList(cut(data, size), "r.yaml"))
    assert not faults_of(results), data.decode()
    assert results == acts


@given(st.lists(ACTS, max_size=4))
def test_both_forms_say_the_same(acts: list[AnyAct]) -> None:
    lines = JsonLines([b"".join(write_lines(acts))], "r.jsonl")
    assert list(YamlList([b"".join(write_yaml(lines))], "r.yaml")) == acts  # type: ignore[arg-type]


def test_yaml_is_written_for_people() -> None:
    acts: list[AnyAct] = [
        Proposed(
            id="p1",
            at="2011-12-28",
            by="member-a",
            effects=(Effect(do="end", what="membership", to="member-b", as_="expelled"),),
            facts={"urgent": True, "paper": "yes", "annexes": 3},
        ),
        Reported(id="r1", at="2011", title="Minutes: the year", note="First line\nsecond line\n"),
        Paid(id="d1", at="2012-01-05", by="member-a", through="2011-12"),
    ]
    assert b"".join(write_yaml(acts)).decode() == (
        "- id: p1\n"
        "  kind: proposed\n"
        "  at: 2011-12-28\n"
        "  by: member-a\n"
        '  facts: {urgent: true, paper: "yes", annexes: 3}\n'
        "  effects:\n"
        "    - {do: end, what: membership, to: member-b, as: expelled}\n"
        "\n"
        "- id: r1\n"
        "  kind: reported\n"
        "  at: 2011\n"
        "  note: |\n"
        "    First line\n"
        "    second line\n"
        '  title: "Minutes: the year"\n'
        "\n"
        "- id: d1\n"
        "  kind: paid\n"
        "  at: 2012-01-05\n"
        "  by: member-a\n"
        "  through: 2011-12\n"
    )
