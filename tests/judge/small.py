"""Small cases: a few lines of charter, a few acts, and what the judge says of them.

    judgment = judged(CHARTER, RECORD)
    assert codes(judgment, "d1") == {"short notice"}

The implied terms of associations stand under every charter, unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from comitia.ask.judge import Judgment, judge
from comitia.ask.suppose import Suppositions
from comitia.charter.law import Charter
from comitia.charter.load import load
from comitia.count.catalogue import known_names
from comitia.judge.defects import DEFECTS
from comitia.judge.findings import Finding
from comitia.record.acts import Act, AnyAct
from comitia.record.faults import RecordFault
from comitia.record.order import ordered
from comitia.record.survey import Listed
from comitia.record.times import Clock
from comitia.record.yaml_list import YamlList
from comitia.store.files import IMPLIED_TERMS, implied_terms


def judged(
    charter: str | Mapping[str, str],
    record: str,
    *,
    as_of: str | None = None,
    known_on: str | None = None,
    suppose: Suppositions | None = None,
) -> Judgment:
    """A record judged by a charter, as the command line judges it.

    charter: its text, or file name -> text where there are several instruments. record: acts as YAML, in any order;
    they are folded in the order of happening, corrected where they were corrected.
    as_of: the last day to look at. known_on: only what was recorded by that day. suppose: a supposition.
    Raises CharterError, and AssertionError where an act cannot be read.
    """
    law = loaded(charter)
    clock = clock_of(law)
    known = None if known_on is None else clock.read(known_on).day
    as_written = acts_of(record)
    in_order = ordered(lambda: Listed(as_written), clock, known)
    acts = [entry for entry in in_order if isinstance(entry, Act)]
    about = [mention.act for mentions in in_order.survey.about.values() for mention in mentions]
    until = None if as_of is None else clock.read(as_of).day
    return judge(law, lambda: acts, clock, as_of=until, suppose=suppose, about=about)


def loaded(charter: str | Mapping[str, str]) -> Charter:
    """The charter made of one text or of several, with the implied terms under it."""
    texts = {"charter.md": charter} if isinstance(charter, str) else charter
    return _loaded(tuple(texts.items()))


@lru_cache(maxsize=256)
def _loaded(texts: tuple[tuple[str, str], ...]) -> Charter:
    return load({**dict(texts), IMPLIED_TERMS: implied_terms()}, defects=frozenset(DEFECTS), rules=known_names())


def clock_of(charter: Charter) -> Clock:
    """The clock in the charter's time zone."""
    zone = charter.main.timezone
    return Clock(ZoneInfo(zone) if zone else None)


def acts_of(record: str) -> list[AnyAct]:
    """The acts of a record in YAML, as they stand. Raises AssertionError where one cannot be read."""
    acts: list[AnyAct] = []
    for entry in YamlList([record.encode()], "record.yaml"):
        assert not isinstance(entry, RecordFault), str(entry)
        acts.append(entry)
    return acts


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
