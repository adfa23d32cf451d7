"""comitia judge --format jsonl: what a stream tells is what the whole record tells, and the record is never held."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from comitia.cli import main

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CLUB = str(HERE / "club.md")
SECTION, FOUNDING = str(ROOT / "charters" / "national-section.md"), str(ROOT / "examples" / "founding-case")
CASES = sorted((ROOT / "examples" / "cases").glob("*/record.yaml"))

FOUNDED = (
    '{"kind":"constituted","id":"founding","at":"2019-01-01","unit":"club","tier":"club","members":["ann","ben"]}\n'
)


def streamed(charter: str, record: str, *options: str, given: bytes = b"", code: int | None = None) -> list[Any]:
    """The lines that a stream writes."""
    result = CliRunner().invoke(main, ["judge", charter, record, "--format", "jsonl", *options], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert code is None or result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def whole(charter: str, record: str, *options: str) -> list[Any]:
    """The acts as `--format json --all` tells them."""
    result = CliRunner().invoke(main, ["judge", charter, record, "--format", "json", "--all", *options])
    return list(json.loads(result.stdout)["acts"])


def without_says(act: dict[str, Any]) -> list[Any]:
    return [{key: value for key, value in one.items() if key != "says"} for one in act["findings"]]


def held_alike(lines: list[Any], acts: list[Any]) -> None:
    """The same acts in the same order, with the same verdicts and findings, reaching back to the same acts."""
    assert [line["id"] for line in lines] == [act["id"] for act in acts]
    for line, act in zip(lines, acts, strict=True):
        assert line["verdict"] == act["verdict"], line["id"]
        assert line["findings"] == without_says(act), line["id"]
        assert line["day"] == act["day"]
        assert [one["act"] for one in line.get("fallen", ())] == act["changed"]


@pytest.mark.parametrize("record", CASES, ids=lambda path: path.parent.name)
def test_a_decided_dispute_is_judged_alike_in_a_stream(record: Path) -> None:
    charter = str(record.parent)
    held_alike(streamed(charter, charter), whole(charter, charter))


def test_the_founding_case_is_judged_alike_with_elapsed_deadlines_among_its_acts() -> None:
    lines = streamed(SECTION, FOUNDING, code=1)
    held_alike(lines, whole(SECTION, FOUNDING))
    kinds = {line["kind"] for line in lines}
    assert {"decided", "elapsed", "constituted"} <= kinds


@pytest.mark.parametrize(
    "options", [("--as-of", "2019-05-20"), ("--known-on", "2019-06-05"), ("--suppose", "may=absent")]
)
@pytest.mark.parametrize("name", ["record", "late", "disputed", "unproven"])
def test_days_and_suppositions_are_honoured(name: str, options: tuple[str, str]) -> None:
    record = str(HERE / f"{name}.yaml")
    if options[0] == "--suppose" and name != "record":
        options = ("--suppose", "founding=valid")
    held_alike(streamed(CLUB, record, *options), whole(CLUB, record, *options))


def test_an_effect_is_told_with_its_verdict_its_life_and_what_was_asserted() -> None:
    out = next(line for line in streamed(CLUB, str(HERE / "record.yaml"), code=1) if line["id"] == "out")
    (effect,) = out["effects"]
    assert effect == {
        "effect": {"do": "end", "what": "membership", "to": "dan", "as": "expelled", "ground": "idleness"},
        "verdict": "void", "life": "", "from": None,
    }  # fmt: skip


BRANCHES = """---
charter: Rules
version: 1
language: en
timezone: Europe/Madrid
---

## 1 Branches
The general meeting founds branches and annuls what should not stand.
```rule
tiers:
  branch: {founded by: general meeting}
  association: {of: branches}
---
body: general meeting
composed of: every member
---
body: branch meeting
tier: branch
composed of: every member
---
power: annulment
of: [general meeting]
effect: [annul anything]
```
"""
ANNULLED = """
- {kind: constituted, id: u1, at: 2020-01-01, unit: association, tier: association, members: [ann, ben, cyd]}
- kind: decided
  id: new-branch
  at: 2021-03-01
  by: general meeting
  effects: [{do: constitute, what: unit, to: branch-x, of: branch}]
- {kind: decided, id: repairs, at: 2021-03-10, by: branch meeting/branch-x, effects: [{do: oblige, what: repairs}]}
- {kind: decided, id: undone, at: 2021-05-01, by: general meeting, effects: [{do: annul, what: new-branch}]}
- {kind: resigned, id: gone, at: 2021-06-01, by: cyd}
"""


@pytest.fixture
def annulled(tmp_path: Path) -> tuple[str, str]:
    """A record in which an act reaches back: with the branch falls what the branch decided."""
    (tmp_path / "branches.md").write_text(BRANCHES)
    (tmp_path / "annulled.yaml").write_text(ANNULLED)
    return str(tmp_path / "branches.md"), str(tmp_path / "annulled.yaml")


def test_what_an_act_changed_of_earlier_acts_is_told_before_and_after(annulled: tuple[str, str]) -> None:
    lines = {line["id"]: line for line in streamed(*annulled)}
    (fallen,) = lines["undone"]["fallen"]
    assert fallen["act"] == "repairs"
    assert [effect["verdict"] for effect in fallen["before"]] == ["valid"] == [lines["repairs"]["verdict"]]
    assert [effect["verdict"] for effect in fallen["after"]] == ["void"]
    assert not any("fallen" in line for ident, line in lines.items() if ident != "undone")
    held_alike(list(lines.values()), whole(*annulled))


def test_standard_input_is_read_again_where_an_act_reaches_back(annulled: tuple[str, str]) -> None:
    charter, record = annulled
    assert streamed(charter, "-", given=Path(record).read_bytes()) == streamed(charter, record)


def test_gzip_is_read_alike(tmp_path: Path) -> None:
    lines = "".join(paid(n) for n in range(50))
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress((FOUNDED + lines).encode()))
    (tmp_path / "r.jsonl").write_text(FOUNDED + lines)
    packed = streamed(CLUB, str(tmp_path / "r.jsonl.gz"), code=0)
    assert packed == streamed(CLUB, str(tmp_path / "r.jsonl"), code=0)
    assert len(packed) == 51


def test_a_late_act_enters_at_its_day(tmp_path: Path) -> None:
    late = '{"kind":"resigned","id":"gone","at":"2019-02-01","by":"ben","recorded":"2019-04-01"}\n'
    between = '{"kind":"paid","id":"p","at":"2019-03-01","by":"ann","through":"2019-03"}\n'
    (tmp_path / "r.jsonl").write_text(FOUNDED + between + late)
    path = str(tmp_path / "r.jsonl")
    assert [line["id"] for line in streamed(CLUB, path)] == ["founding", "gone", "p"]
    assert [line["id"] for line in streamed(CLUB, path, "--known-on", "2019-03-15")] == ["founding", "p"]


def test_judging_stops_at_the_first_entry_that_cannot_be_read_and_every_fault_is_told(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(FOUNDED + "nonsense\n" + paid(1) + "more nonsense\n" + paid(2))
    result = CliRunner().invoke(main, ["judge", CLUB, str(path), "--format", "jsonl"])
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["founding"]
    assert f"{path}:2" in result.stderr
    assert f"{path}:4" in result.stderr
    assert "2 entries could not be read. Judged above: the one act before. Waiting: the 2 acts after." in result.stderr


def test_a_fault_after_the_last_day_looked_at_is_told_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(FOUNDED + paid(1) + "nonsense\n")
    assert len(streamed(CLUB, str(path), "--as-of", "2019-01-01", code=2)) == 1


def paid(nth: int, months: int = 24, many: int = 600) -> str:
    """A payment of dues, a line of a record: one of so many, spread evenly over months."""
    month, day = divmod(nth * 25 * months // many, 25)
    when = f"{2019 + month // 12}-{month % 12 + 1:02}"
    data = {"kind": "paid", "id": f"p{nth}", "at": f"{when}-{day + 1:02}", "by": "ann", "through": when}
    return msgspec.json.encode(data).decode() + "\n"


def peak_of(path: Path) -> int:
    """The most memory that judging a record in a stream allocates, in bytes, its output left out."""
    from comitia.ask.fold import Fold
    from comitia.cli.reading import charter_from, clock_for
    from comitia.cli.stream import Streamed, line_of
    from comitia.record.survey import survey
    from comitia.store.files import open_record

    charter = charter_from(CLUB)
    clock = clock_for(charter)
    tracemalloc.start()
    try:
        with open_record(str(path)) as files:
            source = Streamed(files, clock, None, survey(files(), clock))
            count = sum(line_of(row)["kind"] != "elapsed" for row in Fold(charter, clock, source).run())
        assert count == path.read_bytes().count(b"\n")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_record(tmp_path: Path) -> None:
    peaks = []
    for many in (6_000, 24_000):
        path = tmp_path / f"{many}.jsonl"
        path.write_text(FOUNDED + "".join(paid(n, 60, many) for n in range(many)))
        peaks.append(peak_of(path))
    assert peaks[1] < 1.3 * peaks[0]
