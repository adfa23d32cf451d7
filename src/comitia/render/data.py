"""A judgment as data for other programs: codes and arguments as the judge gave them, and the sentences beside them."""

from __future__ import annotations

from typing import Any

from comitia.ask.due import Owed
from comitia.ask.fold import Judged
from comitia.ask.judge import Judgment
from comitia.ask.remedies import Remedy, remedies
from comitia.ask.standing import Standing
from comitia.charter.clause import Cite
from comitia.judge.findings import EffectOutcome, Finding
from comitia.messages import Messages, plain
from comitia.record.times import day_text


def judgment_data(judgment: Judgment, messages: Messages, rows: list[Judged], *, ways_out: bool) -> dict[str, Any]:
    """A judgment: which constitution, until which day, and its acts. ways_out: with the remedies of each."""
    main = judgment.charter.main
    return {
        "charter": {"title": main.title, "version": main.version},
        "as_of": day_text(judgment.day),
        "acts": [_act(judgment, messages, row, ways_out) for row in rows],
    }


def _act(judgment: Judgment, messages: Messages, row: Judged, ways_out: bool) -> dict[str, Any]:
    act = row.act
    asserted = getattr(act, "effects", ())
    outcomes = judgment.effects(act.id) or row.outcome.effects
    data: dict[str, Any] = {
        "id": act.id, "at": act.at, "day": day_text(row.moment.day), "by": act.by if isinstance(act.by, str) else None,
        "says": plain(messages.act(act)), "verdict": row.outcome.verdict,
        "effects": [
            {"says": plain(messages.effect(e)), **outcome_data(o)} for e, o in zip(asserted, outcomes, strict=False)
        ],
        "findings": [{**finding_data(f), "says": plain(messages.finding(f))} for f in row.outcome.findings],
        "changed": [fallen.act for fallen in row.fallen],
    }  # fmt: skip
    if ways_out:
        data["remedies"] = [_remedy(messages, r) for r in remedies(judgment, act.id)]
    return data


def outcome_data(outcome: EffectOutcome) -> dict[str, Any]:
    """What became of an effect, and since when it holds (null: not, or not yet)."""
    return {"verdict": outcome.verdict, "life": outcome.life, "from": _day(outcome.from_day)}


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding by its code, its articles and its arguments, without a sentence."""
    return {
        "code": finding.code, "status": finding.status, "consequence": finding.consequence,
        "protects": finding.protects, "effect": finding.effect, "articles": [_cite(c) for c in finding.cites],
        "follows": _cite(finding.follows) if finding.follows else None, "arguments": dict(finding.args),
        "raised_by": list(finding.raised_by), "until": _day(finding.until), "through": finding.cause or None,
        "earliest": _day(finding.not_before),
    }  # fmt: skip


def _cite(cite: Cite) -> dict[str, str]:
    return {"instrument": cite.instrument, "version": cite.version, "article": cite.article}


def _remedy(messages: Messages, remedy: Remedy) -> dict[str, Any]:
    return {
        "kind": remedy.kind, "by": list(remedy.by), "to": list(remedy.to), "until": _day(remedy.until),
        "running": remedy.running, "heard_by": _day(remedy.heard_by), "silence": remedy.silence, "open": remedy.open,
        "article": _cite(remedy.cite) if remedy.cite else None, "says": plain(messages.remedy(remedy)),
    }  # fmt: skip


def owed_data(owed: list[Owed]) -> list[dict[str, Any]]:
    """What is owed."""
    return [
        {
            "kind": o.kind, "by": o.by, "to": o.to, "about": o.about, "since": day_text(o.since),
            "due": day_text(o.due),
            "overdue": o.overdue, "silence": o.silence, "article": _cite(o.cite) if o.cite else None,
        }
        for o in owed
    ]  # fmt: skip


def standing_data(standing: Standing) -> dict[str, Any]:
    """Where a person stands."""
    return {
        "person": standing.person, "member": standing.member, "good_standing": standing.good_standing,
        "unit": standing.unit, "since": _day(standing.since), "until": _day(standing.until), "way": standing.way,
        "dues_owed": standing.dues_owed, "resting": list(standing.resting),
        "seats": [
            {
                "of": s.of, "since": day_text(s.since), "until": _day(s.until), "by": s.basis, "manner": s.manner,
                "in_law": s.jure,
            }
            for s in standing.seats
        ],
        "told_otherwise": standing.told_otherwise or None, "matters": list(standing.matters),
        "decisions": list(standing.decisions), "owed": owed_data(list(standing.owed)),
    }  # fmt: skip


def _day(day: int | None) -> str | None:
    return None if day is None else day_text(day)
