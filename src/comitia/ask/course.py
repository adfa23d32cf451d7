"""What a procedure takes at its shortest: step after step, the first and the last lawful day, if it began on a day.

Counted by the same functions by which the judge counts, from the clauses of the procedure itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comitia.ask.judge import Judgment
from comitia.charter.clause import Cite
from comitia.charter.quantities import Span, Window
from comitia.charter.vocabulary.discipline import Appeal, Procedure, Step
from comitia.judge.case import Case
from comitia.judge.power import matches
from comitia.judge.state import Decision
from comitia.judge.terms import first_day, last_day


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing that the constitution requires. kind: `charge`, `time to answer`, `hearing`, `decision`,
    `written reasons`, `time to appeal`, `effect`, or the name of another step.

    first, last: the first and the last lawful day (last None: no end is set; equal: a moment). span: the length that
    its article names, if any.
    """

    kind: str
    first: int
    last: int | None
    span: Span | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Course:
    """The shortest lawful course of a procedure. began: the day of its first step; ends: when it takes effect."""

    procedure: Procedure
    began: int
    ends: int
    stages: tuple[Stage, ...]

    @property
    def days(self) -> int:
        return self.ends - self.began


def procedure_for(judgment: Judgment, ident: str) -> Procedure | None:
    """The procedure that an act needed for its effects, whether it kept to it or not."""
    decision = judgment.state.get(("decision", ident))
    if not isinstance(decision, Decision):
        return None
    case = judgment.case()
    for procedure in case.law.all(Procedure):
        if any(matches(pattern, effect, case) for pattern in procedure.effect for effect in decision.effects):
            return procedure
    return None


def shortest(judgment: Judgment, procedure: Procedure, began: int) -> Course:
    """The course of a procedure, as if its first step had been taken, and served, on a day."""
    case = judgment.case()
    stages = list(_steps(case, procedure, began))
    decided = max((s.first for s in stages if s.kind in ("hearing", "decision")), default=began)
    reasons = next((step.reasons for step in procedure.steps.values() if step.reasons is not None), None)
    if reasons is not None:
        stages.append(Stage("written reasons", decided, last_day(decided, reasons), reasons, procedure.cite))
    ends = decided
    appeal = _appeal(case, procedure)
    if appeal is not None:
        over = last_day(decided, appeal.within.span)
        stages.append(Stage("time to appeal", decided, over, appeal.within.span, appeal.cite))
        if procedure.takes_effect == "when the time to appeal has run out":
            ends = over + 1
    stages.append(Stage("effect", ends, ends, None, procedure.cite))
    return Course(procedure, began, ends, tuple(stages))


def _steps(case: Case, procedure: Procedure, began: int) -> Iterator[Stage]:
    reached = {"": began, "charge": began}
    now = began
    for name, step in procedure.steps.items():
        earliest = now if step.at_least is None else first_day(case, _from(reached, step.at_least), step.at_least.span)
        if step.at_least is not None and earliest > now:
            yield Stage("time to answer", _from(reached, step.at_least), earliest, step.at_least.span, procedure.cite)
        now = reached[name] = max(now, earliest)
        if name == "charge":
            yield Stage("charge", now, now, None, procedure.cite)
        else:
            yield Stage(name, now, _latest(procedure, step, name, reached), None, procedure.cite)


def _latest(procedure: Procedure, step: Step, name: str, reached: dict[str, int]) -> int | None:
    """The last day for a step; a hearing without one of its own must come before the last day for the decision."""
    window = step.at_most
    if window is None and name == "hearing" and "decision" in procedure.steps:
        window = procedure.steps["decision"].at_most
    return last_day(_from(reached, window), window.span) if window is not None else None


def _from(reached: dict[str, int], window: Window) -> int:
    """The day from which a window runs, on the shortest course."""
    return next((day for name, day in reached.items() if name and name in window.event), reached["charge"])


def _appeal(case: Case, procedure: Procedure) -> Appeal | None:
    from comitia.judge.power import appeal_from

    return appeal_from(case, Decision("", 0, (), (), (), procedure=str(procedure.name)))
