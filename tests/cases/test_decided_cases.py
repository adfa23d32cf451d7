"""Real disputes come out as they were decided, by general rules: every case of `examples/cases` and its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from comitia.ask.judge import Judgment, judge
from comitia.charter.load import load
from comitia.count.catalogue import known_names
from comitia.judge.defects import DEFECTS
from comitia.record.acts import Act, Conceded, Disputed, Established
from comitia.record.faults import RecordFault
from comitia.record.times import Clock
from comitia.store.files import charter_texts, open_record

CASES = sorted(p.parent for p in (Path(__file__).parents[2] / "examples" / "cases").glob("*/expected.yaml"))


def judged(folder: Path) -> Judgment:
    charter = load(charter_texts(str(folder)), defects=frozenset(DEFECTS), rules=known_names())
    acts: list[Act] = []
    for entry in open_record(str(folder / "record.yaml"))():
        assert not isinstance(entry, RecordFault), str(entry)
        acts.append(entry)
    clock = Clock(ZoneInfo(charter.main.timezone))
    acts.sort(key=lambda act: clock.read(act.at).day)
    about = [act for act in acts if isinstance(act, Established | Conceded | Disputed)]
    return judge(charter, lambda: acts, clock, about=about)


def test_there_are_fourteen() -> None:
    assert len(CASES) == 14


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_verdict_and_reason_are_those_decided(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text())
    judgment = judged(folder)
    for one in (expected, *expected.get("also", ())):
        check(judgment, one)


def check(judgment: Judgment, expected: dict[str, Any]) -> None:
    ident = expected["act"]
    outcome = judgment.by_id[ident].outcome
    assert "rule failed" not in {f.code for f in outcome.findings}
    if "verdict" in expected:
        assert outcome.verdict == expected["verdict"]
    effects = judgment.effects(ident)
    for one in expected.get("effects", ()):
        assert effects[one["index"]].verdict == one["verdict"]
        if one.get("life"):
            assert effects[one["index"]].life == one["life"]
    if leading := expected.get("leading"):
        finding = next(f for f in outcome.findings if f.code == leading)
        if article := expected.get("article"):
            assert article in {cite.article for cite in finding.cites}
        if follows := expected.get("follows"):
            assert finding.follows is not None
            assert finding.follows.article == follows
    else:
        assert all(f.consequence == "none" for f in outcome.findings)
