"""Small cases: a few lines of charter, a few acts, and what the judge says of them.

    judgment = judged(CHARTER, RECORD)
    assert codes(judgment, "d1") == {"short notice"}

The implied terms of associations stand under every charter, unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from comitia.ask.judge import Judgment, Suppositions, judge
from comitia.charter.law import Charter
from comitia.charter.load import load
from comitia.judge.defects import DEFECTS
from comitia.judge.findings import Finding
from comitia.record.acts import Act
from comitia.record.faults import RecordFault
from comitia.record.times import Clock
from comitia.record.yaml_list import YamlList
from comitia.store.files import IMPLIED_TERMS, implied_terms


def judged(
    charter: str | Mapping[str, str],
    record: str,
    *,
    as_of: str | None = None,
    suppose: Suppositions | None = None,
) -> Judgment:
    """A record judged by a charter.

    charter: its text, or file name -> text where there are several instruments. record: acts as YAML, in any order;
    they are folded in the order of happening, those of one day in the order in which they stand.
    as_of: the last day to look at. suppose: act id -> `void`, `valid` or `absent`.
    Raises CharterError, and AssertionError where an act cannot be read.
    """
    law = loaded(charter)
    clock = clock_of(law)
    acts = in_order(clock, acts_of(record))
    until = None if as_of is None else clock.read(as_of).day
    return judge(law, lambda: acts, clock, as_of=until, suppose=suppose)


def loaded(charter: str | Mapping[str, str]) -> Charter:
    """The charter made of one text or of several, with the implied terms under it."""
    texts = {"charter.md": charter} if isinstance(charter, str) else charter
    return _loaded(tuple(texts.items()))


@lru_cache(maxsize=256)
def _loaded(texts: tuple[tuple[str, str], ...]) -> Charter:
    return load({**dict(texts), IMPLIED_TERMS: implied_terms()}, defects=frozenset(DEFECTS))


def clock_of(charter: Charter) -> Clock:
    """The clock in the charter's time zone."""
    zone = charter.main.timezone
    return Clock(ZoneInfo(zone) if zone else None)


def acts_of(record: str) -> list[Act]:
    """The acts of a record in YAML, as they stand. Raises AssertionError where one cannot be read."""
    acts: list[Act] = []
    for entry in YamlList([record.encode()], "record.yaml"):
        assert not isinstance(entry, RecordFault), str(entry)
        acts.append(entry)
    return acts


def in_order(clock: Clock, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Acts in the order of happening; those of one day stay in the order in which they stand."""
    return tuple(sorted(acts, key=lambda act: clock.read(act.at).day))


def findings(judgment: Judgment, act: str) -> tuple[Finding, ...]:
    """What was found about an act."""
    return judgment.by_id[act].outcome.findings


def codes(judgment: Judgment, act: str) -> set[str]:
    """The codes found about an act that have a consequence: no notes, nothing excused, waived or immaterial."""
    return {finding.code for finding in findings(judgment, act) if finding.consequence != "none"}


def verdicts(judgment: Judgment, act: str) -> tuple[str, ...]:
    """The verdict of each effect of an act on the day it was done."""
    return tuple(effect.verdict for effect in judgment.by_id[act].outcome.effects)


def lives(judgment: Judgment, act: str) -> tuple[str, ...]:
    """What became of each effect of an act in the end: `in force`, `annulled`, `cured`, ..."""
    return tuple(effect.life for effect in judgment.effects(act))
