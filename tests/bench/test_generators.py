"""The records that the benchmarks judge: the same each time, in order, mostly lawful; and deviations told alike."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from bench.declare import CHARTER, END, broken  # noqa: E402
from bench.declare_peers import with_fold  # noqa: E402
from bench.discipline import CONSTRAINTS, events, founding  # noqa: E402
from bench.organisation import CHARTER as SECTION  # noqa: E402
from bench.organisation import record  # noqa: E402

from comitia.ask.fold import Fold, Judged  # noqa: E402
from comitia.charter.load import load  # noqa: E402
from comitia.judge.defects import DEFECTS  # noqa: E402
from comitia.record.acts import AnyAct  # noqa: E402
from comitia.record.times import Clock  # noqa: E402
from comitia.store.files import charter_texts, zone_named  # noqa: E402


def judged(charter: Path, acts: list[AnyAct], until: str | None = None) -> list[Judged]:
    law = load(charter_texts(str(charter)), defects=frozenset(DEFECTS))
    clock = Clock(zone_named(law.main.timezone))
    last = None if until is None else clock.read(until).day
    return list(Fold(law, clock, lambda: iter(acts), until=last).run())


@pytest.fixture(scope="module")
def section() -> list[AnyAct]:
    return list(record(150, 3))


def test_the_same_size_and_seed_give_the_same_record(section: list[AnyAct]) -> None:
    assert list(record(150, 3)) == section
    assert list(record(150, 3, seed=2)) != section


def test_acts_come_in_the_order_of_happening_each_with_an_id_of_its_own(section: list[AnyAct]) -> None:
    clock = Clock(zone_named("Asia/Karachi"))
    days = [clock.read(act.at).day for act in section]
    assert days == sorted(days)
    assert len({act.id for act in section}) == len(section)


def test_most_of_what_a_section_does_is_lawful_and_every_rule_can_be_applied(section: list[AnyAct]) -> None:
    rows = judged(SECTION, section)
    codes = Counter(finding.code for row in rows for finding in row.outcome.findings)
    verdicts = Counter(row.outcome.verdict for row in rows)
    assert not codes["rule failed"]
    assert not codes["unknown act"]
    assert {"inquorate", "short notice", "duty overdue"} <= codes.keys()
    assert 0 < verdicts["void"] < len(rows) / 50
    assert verdicts["valid"] > len(rows) * 0.95


def test_comitia_finds_the_deviations_that_a_plain_pass_counts() -> None:
    found = list(events(1200))
    rows = judged(CHARTER, [*founding(1200), *(event.act for event in found)], END)
    told = Counter(n for row in rows for n in broken(row.act, row.outcome.findings))
    _, counted, _ = with_fold([(event.case, event.activity) for event in found], CONSTRAINTS)
    assert min(counted) > 0
    assert [told[n] for n in range(len(CONSTRAINTS))] == counted
