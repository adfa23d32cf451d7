"""The ways out: for every defect, what is open, to whom, until when, and what silence then leads to."""

from __future__ import annotations

from dataclasses import dataclass

from comitia.ask.judge import Judgment
from comitia.charter.clause import Cite
from comitia.charter.vocabulary.discipline import Appeal
from comitia.charter.vocabulary.nullity import Review
from comitia.judge.parties import say_parties
from comitia.judge.power import appeal_from
from comitia.judge.state import Decision
from comitia.judge.terms import last_day


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way out of a defective act.

    kind: `nothing needed` (what is void needs no appeal), `appeal`, `challenge`, `cure`, `outside`. by: who; to: which
    body, in order. until: the last day; None: no last day. running: whether time runs (it does not while nothing has
    been served). heard_by: the last day for hearing it if it were brought today. silence: what follows if it is not.
    """

    kind: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    until: int | None
    running: bool
    heard_by: int | None
    silence: str
    cite: Cite | None
    open: bool = True
    window: tuple[int, str, str] = (0, "", "")


def remedies(judgment: Judgment, ident: str) -> list[Remedy]:
    """What is open against an act, on the last day of the judgment."""
    decision = judgment.state.get(("decision", ident))
    if not isinstance(decision, Decision):
        return []
    found: list[Remedy] = []
    effects = decision.outcomes
    if any(o.verdict == "void" for o in effects):
        concerned = tuple(dict.fromkeys(e.to for e in decision.effects if isinstance(e.to, str)))
        found.append(Remedy("nothing needed", concerned, (), None, False, None, "", None))
    found += _appeals(judgment, decision)
    if any(o.verdict in ("voidable", "unproven") for o in effects):
        found += _challenges(judgment, decision)
    found += _cures(judgment, decision)
    return found


def _appeals(judgment: Judgment, decision: Decision) -> list[Remedy]:
    case = judgment.case()
    clause = appeal_from(case, decision)
    if clause is None:
        clause = _appeal_by_effect(judgment, decision)
    if clause is None:
        return []
    heard = last_day(judgment.day, clause.heard.span) if clause.heard is not None else None
    window = (clause.within.span.count, clause.within.span.unit, clause.within.event)
    found: list[Remedy] = []
    for number, party in enumerate(clause.to):
        first = number == 0
        until = last_day(decision.served, clause.within.span) if first and decision.served is not None else None
        still = first and (until is None or judgment.day <= until)
        to = (party.name or party.role,)
        found.append(
            Remedy(
                "appeal",
                say_parties(clause.by),
                to,
                until,
                until is not None,
                heard,
                clause.silence,
                clause.cite,
                still,
                window,
            )
        )
    return found


def _appeal_by_effect(judgment: Judgment, decision: Decision) -> Appeal | None:
    """The appeal that the procedure gives, when the decision kept to no procedure at all."""
    from msgspec.structs import replace

    from comitia.charter.vocabulary.discipline import Procedure
    from comitia.judge.power import matches

    case = judgment.case()
    for procedure in case.law.all(Procedure):
        if any(matches(pattern, effect, case) for pattern in procedure.effect for effect in decision.effects):
            return appeal_from(case, replace(decision, procedure=str(procedure.name)))
    return None


def _challenges(judgment: Judgment, decision: Decision) -> list[Remedy]:
    case = judgment.case()
    found: list[Remedy] = []
    for review in case.law.all(Review):
        until = last_day(decision.day, review.within.span) if review.within is not None else None
        still = until is None or judgment.day <= until
        by, to = say_parties(review.by), say_parties(review.to)
        found.append(Remedy("challenge", by, to, until, until is not None, None, "", review.cite, still))
    return found


def _cures(judgment: Judgment, decision: Decision) -> list[Remedy]:
    """What those who acted can do: the cures that every defect of the act allows."""
    law = judgment.case().law
    allowed: set[str] | None = None
    for finding in decision.findings:
        if finding.consequence in ("void", "voidable"):
            clauses = law.defects.get(finding.code, ())
            these: set[str] = {*clauses[0].cured_by} if clauses else set()
            allowed = these if allowed is None else allowed & these
    return [Remedy("cure", (decision.by,), (), None, False, None, kind, None) for kind in sorted(allowed or ())]
