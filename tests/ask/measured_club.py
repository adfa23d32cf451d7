"""The small club of tests/cli, with a record given as a few lines of YAML."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from comitia.ask.judge import Judgment, judge
from comitia.charter.law import Charter
from comitia.charter.load import load
from comitia.judge.defects import DEFECTS
from comitia.record.acts import Act
from comitia.record.times import Clock
from comitia.record.yaml_list import YamlList
from comitia.store.files import charter_texts

CHARTER = Path(__file__).parent.parent / "cli" / "club.md"
FOUNDING = """
- {kind: constituted, id: founding, at: 2019-01-05, unit: club, tier: club, members: [ann, ben, cyd, dan, eve, fay]}
"""


def charter() -> Charter:
    return load(charter_texts(str(CHARTER)), defects=frozenset(DEFECTS))


def judged(record: str, as_of: str | None = None) -> Judgment:
    """The record, after the founding, judged."""
    clock = Clock(ZoneInfo("Europe/Madrid"))
    acts = [act for act in YamlList([(FOUNDING + record).encode()], "record.yaml") if isinstance(act, Act)]
    return judge(charter(), lambda: iter(acts), clock, as_of=clock.read(as_of).day if as_of else None)


def day(text: str) -> int:
    return Clock(ZoneInfo("Europe/Madrid")).read(text).day
