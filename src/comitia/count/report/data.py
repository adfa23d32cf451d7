"""A count as data: Comitia's JSON, and a report in the shape that RCTab writes. Numbers are exact texts."""

from __future__ import annotations

from typing import Any

from comitia.count.report import words
from comitia.count.result import Action, Count, Stage, Votes

VERSION = 1


def as_data(count: Count) -> dict[str, Any]:
    """Everything that a report holds, in plain types. Votes are texts, so that no reader rounds them."""
    return {
        "format": "comitia count",
        "version": VERSION,
        "title": count.title,
        "rule": count.rule,
        "terms": dict(count.terms),
        "seats": count.seats,
        "outcome": count.outcome.value,
        "elected": list(count.winners),
        "allocation": {count.candidates[each]: seats for each, seats in enumerate(count.allocation)},
        "papers": {"total": count.papers, "valid": count.valid, "invalid": count.invalid},
        "treatments": [
            {"what": each.what, "handling": each.how.value, "papers": each.papers} for each in count.treatments
        ],
        "candidates": [_candidate(count, each) for each in range(len(count.candidates))],
        "quota": None if count.quota is None else count.votes(count.quota),
        "stages": [_stage(count, stage) for stage in count.stages],
        "ties": [
            {
                "stage": tie.stage,
                "purpose": tie.purpose,
                "among": [count.candidates[each] for each in tie.among],
                "chosen": None if tie.chosen is None else count.candidates[tie.chosen],
                "how": tie.how,
            }
            for tie in count.ties
        ],
        "notes": [
            {
                "code": note.code,
                "stage": note.stage,
                "candidates": [count.candidates[each] for each in note.candidates],
                "values": dict(note.values),
            }
            for note in count.notes
        ],
        "pairwise": None if count.pairwise is None else [list(row) for row in count.pairwise.beats],
        "ranking": [[count.candidates[each] for each in level] for level in count.ranking],
    }


def _candidate(count: Count, each: int) -> dict[str, Any]:
    what, stage = words.status(count, each)
    return {"name": count.candidates[each], "status": what, "stage": stage or None}


def _stage(count: Count, stage: Stage) -> dict[str, Any]:
    return {
        "number": stage.number,
        "action": stage.action.value,
        "of": [count.candidates[each] for each in stage.of],
        "totals": {count.candidates[each]: count.votes(votes) for each, votes in enumerate(stage.totals)},
        "non_transferable": count.votes(stage.non_transferable),
        "lost": count.votes(stage.lost),
        "quota": None if stage.quota is None else count.votes(stage.quota),
        "transfers": [
            {
                "from": count.candidates[move.source],
                "to": None if move.target is None else count.candidates[move.target],
                "papers": move.papers,
                "votes": count.votes(move.votes),
            }
            for move in stage.transfers
        ],
        "elected": [count.candidates[each] for each in stage.elected],
        "excluded": [count.candidates[each] for each in stage.excluded],
    }


def as_rctab(count: Count) -> dict[str, Any]:
    """Rounds as RCTab's detailed report has them (jsonFormatVersion 1): a round's action stands with its tally."""
    rounds = []
    gone: set[int] = set(count.withdrawn)
    for at, stage in enumerate(count.stages):
        gone |= set(stage.excluded)
        after = count.stages[at + 1] if at + 1 < len(count.stages) else None
        results: list[dict[str, Any]] = [
            {"elected": count.candidates[each], "transfers": _moves(count, after, each)} for each in stage.elected
        ]
        if after is not None and after.action is Action.EXCLUSION:
            results += [
                {"eliminated": count.candidates[each], "transfers": _moves(count, after, each)} for each in after.of
            ]
        rounds.append(
            {
                "inactiveBallots": {"exhaustedChoices": _plain(count, stage.non_transferable)},
                "round": stage.number,
                "tally": {
                    name: _plain(count, stage.totals[each])
                    for each, name in sorted(enumerate(count.candidates), key=lambda item: item[1])
                    if each not in gone
                },
                "tallyResults": results,
                "threshold": None if stage.quota is None else _plain(count, stage.quota),
            }
        )
    return {
        "config": {"contest": count.title, "date": "", "generatedBy": "Comitia", "jurisdiction": "", "office": ""},
        "jsonFormatVersion": "1",
        "results": rounds,
        "summary": {
            "finalThreshold": rounds[-1]["threshold"] if rounds else None,
            "numCandidates": len(count.candidates),
            "numWinners": count.seats,
            "totalNumBallots": str(count.papers),
            "undervotes": sum(each.papers for each in count.treatments if each.what == "blank"),
        },
    }


def _plain(count: Count, votes: Votes) -> str:
    text = count.votes(votes)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _moves(count: Count, after: Stage | None, source: int) -> dict[str, str]:
    if after is None:
        return {}
    return {
        "exhausted" if move.target is None else count.candidates[move.target]: _plain(count, move.votes)
        for move in after.transfers
        if move.source == source
    }
