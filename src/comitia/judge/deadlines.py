"""What is owed, by whom, by when, and what follows from silence. Refusing to act never defeats a right.

Deadlines lie in day buckets of the state. When a day has passed, what was due with it is taken up in order by an
`elapsed` act that the judge makes itself. Cancelling is lazy: only when a deadline comes up does anybody ask whether
it is still owed.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from comitia.charter.clause import Cite, Clause
from comitia.charter.vocabulary.discipline import Appeal, Procedure
from comitia.charter.vocabulary.order import Duty
from comitia.judge.case import Case
from comitia.judge.parties import any_party
from comitia.judge.power import appeal_from
from comitia.judge.state import Deadline, Decision, Matter, State
from comitia.judge.terms import last_day
from comitia.record.acts import Elapsed


def owe(
    case: Case, ident: str, kind: str, by: str, to: str, about: str, due: int, silence: str, clause: Clause
) -> None:
    """Set a deadline running."""
    case.put(
        ("deadline", ident),
        Deadline(kind, by, to, about, due, case.day, silence, clause.cite.article, clause.cite.instrument),
    )
    bucket = case.get(("due", due)) or ()
    case.put(("due", due), (*bucket, ident))


def discharge(case: Case, ident: str) -> bool:
    """What was owed has been done. False where nothing such was running."""
    deadline = case.get(("deadline", ident))
    if not isinstance(deadline, Deadline) or deadline.done:
        return False
    case.put(("deadline", ident), replace(deadline, done=True))
    return True


def discharge_concurrences(case: Case, target: str) -> None:
    """Whoever might have stopped or confirmed an act has no more to say."""
    for ident in (f"ratify:{target}", *(case.get(("concurs", target)) or ())):
        discharge(case, ident)


def late_record(case: Case, ident: str) -> bool:
    """Whether an act that would have discharged a deadline came on the record only after the default had followed.

    What a default on silence already gave stands until the late record is proved.
    """
    deadline = case.get(("deadline", ident))
    recorded = case.act.recorded
    if not isinstance(deadline, Deadline) or not isinstance(recorded, str):
        return False
    proved = any(
        note.kind in ("established", "conceded") and note.fact == "happened" for note in case.notes(case.act.id)
    )
    if case.time(recorded).day <= deadline.due or proved:
        return False
    case.note("late record", cause=deadline.about)
    return True


def elapsing(state: State, since: int, until: int) -> Iterator[tuple[int, str]]:
    """(day, id) of the deadlines that end with the days from `since` up to but not including `until`, in order."""
    for day in range(since, until):
        for ident in state.get(("due", day)) or ():
            yield day, ident


# What silence leads to


def elapsed(case: Case, act: Elapsed) -> None:
    """Time ran out on something owed."""
    deadline = case.get(("deadline", act.what))
    if not isinstance(deadline, Deadline) or deadline.done:
        return
    case.put(("deadline", act.what), replace(deadline, done=True))
    match deadline.kind:
        case "hear appeal":
            _appeal_unheard(case, act, deadline)
        case "takes effect":
            _takes_effect(case, deadline)
        case "ratify":
            _not_ratified(case, deadline)
        case "lapse":
            from comitia.judge.lapses import lapse_due

            lapse_due(case, act.what, deadline)
        case "term":
            _term_ended(case, deadline)
        case "rest":
            pass
        case "concur":
            _concurrence_lapsed(case, deadline)
        case _:
            _overdue(case, deadline)


def _cite(case: Case, deadline: Deadline) -> Cite | None:
    return case.law.cite(deadline.instrument, deadline.article)


def _overdue(case: Case, deadline: Deadline) -> None:
    case.find(
        "duty overdue",
        _cite(case, deadline),
        duty=deadline.kind,
        by=deadline.by,
        due=deadline.due,
        silence=deadline.silence,
    )
    if deadline.silence == "it goes on the agenda of the next higher body":
        case.note("by default", _cite(case, deadline), cause=deadline.about, silence=deadline.silence)
    if deadline.kind == "convene":
        matter = case.get(("matter", deadline.about))
        if isinstance(matter, Matter):
            case.put(("deadline", f"convene:{deadline.about}"), replace(deadline, done=False))


def _appeal_unheard(case: Case, act: Elapsed, deadline: Deadline) -> None:
    from comitia.judge.effects import annul_effects

    matter = case.get(("matter", deadline.about))
    if not isinstance(matter, Matter) or matter.closed:
        return
    cite = _cite(case, deadline)
    case.find("duty overdue", cite, duty=deadline.kind, by=deadline.by, due=deadline.due, silence=deadline.silence)
    match deadline.silence:
        case "the appeal is allowed":
            case.note("by default", cite, cause=deadline.about, silence=deadline.silence)
            annul_effects(case, matter.against, act.id, from_start=True)
            case.put(("matter", deadline.about), replace(matter, closed="allowed by default", closed_by=act.id))
        case "the appeal is dismissed":
            case.note("by default", cite, cause=deadline.about, silence=deadline.silence)
            case.put(("matter", deadline.about), replace(matter, closed="dismissed by default", closed_by=act.id))
        case "the appeal goes to the next body":
            case.note("by default", cite, cause=deadline.about, silence=deadline.silence)
            _next_stage(case, deadline, matter)
        case _:
            pass


def _next_stage(case: Case, deadline: Deadline, matter: Matter) -> None:
    decision = case.get(("decision", matter.against))
    clause = appeal_from(case, decision) if isinstance(decision, Decision) else None
    if clause is None or matter.stage + 1 >= len(clause.to):
        return
    moved = replace(matter, stage=matter.stage + 1, to=clause.to[matter.stage + 1].name)
    case.put(("matter", deadline.about), moved)
    if clause.heard is not None:
        owe(
            case, f"hear:{deadline.about}:{moved.stage}", "hear appeal", moved.to, matter.by, deadline.about,
            last_day(case.day, clause.heard.span), clause.silence, clause,
        )  # fmt: skip


ENDED = frozenset({"stayed", "annulled", "lapsed", "fallen"})


def _takes_effect(case: Case, deadline: Deadline) -> None:
    from comitia.judge.effects import take_effect

    decision = case.get(("decision", deadline.about))
    if isinstance(decision, Decision) and any(o.life not in ENDED for o in decision.outcomes):
        take_effect(case, deadline.about, decision)
        case.note("by default", _cite(case, deadline), cause=deadline.about)


def _not_ratified(case: Case, deadline: Deadline) -> None:
    from comitia.judge.effects import lapse_effects

    case.find("not ratified", _cite(case, deadline), by=deadline.by, due=deadline.due)
    lapse_effects(case, deadline.about)


def _others_open(case: Case, deadline: Deadline) -> bool:
    """Whether somebody else may still stop or confirm the same act."""
    others = [case.get(("deadline", ident)) for ident in case.get(("concurs", deadline.about)) or ()]
    return any(isinstance(d, Deadline) and not d.done and d != replace(deadline, done=True) for d in others)


def _concurrence_lapsed(case: Case, deadline: Deadline) -> None:
    from comitia.judge.effects import lapse_effects, take_effect

    decision = case.get(("decision", deadline.about))
    if not isinstance(decision, Decision):
        return
    case.note("by default", _cite(case, deadline), cause=deadline.about, silence=deadline.silence)
    if deadline.silence == "it takes effect":
        if not _others_open(case, deadline):
            take_effect(case, deadline.about, decision)
    else:
        lapse_effects(case, deadline.about)


def _term_ended(case: Case, deadline: Deadline) -> None:
    from comitia.judge.effects import vacate

    mandate = case.mandate(deadline.to, deadline.by)
    if mandate is None or mandate.until is None or mandate.until > deadline.due:
        return
    vacate(case, deadline.to, deadline.by, "term")


# What sets time running


def decision_served(case: Case, ident: str, decision: Decision, persons: tuple[str, ...], day: int) -> None:
    """The reasons were served: the time to appeal runs, and with it the time until the decision takes effect.

    A decision that is on record as giving no reasons starts neither.
    """
    if decision.reasons is False:
        return
    for person in persons:
        discharge(case, f"reasons:{ident}:{person}")
    if decision.served is None:
        decision = replace(decision, served=day)
        case.put(("decision", ident), decision)
    clause = appeal_from(case, decision)
    if decision.awaiting == "appeal":
        due = last_day(day, clause.within.span) if clause is not None else day
        procedure = next((p for p in case.law.all(Procedure) if str(p.name) == decision.procedure), None)
        source: Clause | None = clause or procedure
        if source is not None:
            owe(case, f"effect:{ident}", "takes effect", "", persons[0] if persons else "", ident, due, "", source)
    elif decision.awaiting == "service":
        from comitia.judge.effects import take_effect

        take_effect(case, ident, decision)


def run_duties(case: Case, trigger: str, to: str, about: str) -> None:
    """Set every duty running that is owed when something happens; of two of one name the higher."""
    seen: set[str] = set()
    for duty in case.law.all(Duty):
        if duty.when != trigger or (duty.by and not any_party(case, duty.by, case.by)) or str(duty.name) in seen:
            continue
        if not case.applies(duty):
            continue
        seen.add(str(duty.name))
        addressed = duty.of[0].role in ("the body addressed", "officer", "named", "body", "the body that decided")
        owe(
            case, f"{duty.name}:{about}", str(duty.name), to if addressed else "", case.by.person or case.by.text,
            about, last_day(case.day, duty.within), duty.otherwise, duty,
        )  # fmt: skip


def fulfil_duties(case: Case, about: str) -> Duty | None:
    """What was asked for was given: the duty it fulfils, if one was running."""
    for duty in case.law.all(Duty):
        ident = f"{duty.name}:{about}"
        if late_record(case, ident):
            continue
        if discharge(case, ident):
            return duty
    return None


__all__ = [
    "Appeal",
    "decision_served",
    "discharge",
    "elapsed",
    "elapsing",
    "fulfil_duties",
    "late_record",
    "owe",
    "run_duties",
]
