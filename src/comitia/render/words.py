"""The sentences of a case: its outcome, what was required and what was missing, whom else the ground would catch."""

from __future__ import annotations

from datetime import date

from comitia.ask.course import Stage
from comitia.judge.state import Decision, Matter
from comitia.messages import Messages, capital
from comitia.messages.bundle import slug
from comitia.record.acts import Filed
from comitia.render.case import Docket

MISSING: dict[str, tuple[str, ...]] = {
    "charge": ("charge missing", "charge not served"),
    "time to answer": ("too little time to answer",),
    "hearing": ("hearing missing", "shut out"),
    "written reasons": ("reasons missing",),
}
"""Stage of a procedure -> the findings that say it was left out."""


def ruling(docket: Docket, messages: Messages) -> str:
    """The outcome in a sentence, for those it hit."""
    verdict = docket.row.outcome.verdict
    outcomes = docket.judgment.effects(docket.row.act.id)
    cured = next((o for o in outcomes if o.life == "cured"), None)
    if cured is not None:
        since = messages.day(cured.from_day) if cured.from_day is not None else ""
        return messages.words.say("ruling-cured", day=since, day_n=int(bool(since)))
    members = [s.person for s in docket.standings if s.member]
    if verdict != "void" or not docket.standings or not _of_membership(docket):
        return messages.words.say("ruling-act", verdict=verdict)
    persons = messages.words.list(messages.ref(p) for p in members)
    if len(members) == len(docket.standings):
        return messages.words.say("ruling-throughout", persons=persons, count=len(members))
    if not members:
        return messages.words.say("ruling-nobody")
    return messages.words.say("ruling-members", persons=persons, count=len(members), all=len(docket.standings))


def outcome(docket: Docket, messages: Messages) -> str:
    """`Void`, `Void, cured`: the verdict, with its later life where all effects share it."""
    said = {messages.outcome(o) for o in docket.judgment.effects(docket.row.act.id)}
    return said.pop() if len(said) == 1 else messages.verdict(docket.row.outcome.verdict)


def _of_membership(docket: Docket) -> bool:
    """Whether the act meant to end somebody's membership."""
    return any(e.do == "end" and e.what == "membership" for e in getattr(docket.row.act, "effects", ()))


def standfirst(docket: Docket, messages: Messages) -> str:
    """What was done, what was required before it, and what of that is on record."""
    say = messages.words.say
    by = messages.the(docket.row.act.by) if isinstance(docket.row.act.by, str) else ""
    parts = [say("standfirst-decided", day=messages.day(docket.day), by=by, by_n=int(bool(by)))]
    course = docket.course
    if course is None:
        return parts[0]
    needed = [stage for stage in course.stages if stage.kind not in ("decision", "effect")]
    missing = [stage for stage in needed if left_out(docket, stage)]
    could = [stage for stage in needed if stage.kind in MISSING]
    article = messages.names.article(course.procedure.cite)
    stages = messages.words.list(need(messages, stage) for stage in needed)
    parts.append(say("standfirst-course", article=article, stages=stages, days=course.days))
    if missing and len(missing) == len(could):
        parts.append(say("standfirst-missing-all"))
    elif missing:
        parts.append(say("standfirst-missing", stages=messages.words.list(need(messages, s) for s in missing)))
    else:
        parts.append(say("standfirst-complete"))
    faults = [messages.title(f) for f in docket.row.outcome.findings if f.consequence in ("void", "voidable")]
    if faults and not missing:
        parts.append(say("standfirst-falls", titles=messages.words.list(dict.fromkeys(t.lower() for t in faults))))
    return " ".join(parts)


def left_out(docket: Docket, stage: Stage) -> bool:
    """Whether a stage was left out, by what the judge found."""
    codes = MISSING.get(stage.kind, ())
    return any(f.code in codes and f.status == "shown" for f in docket.row.outcome.findings)


def need(messages: Messages, stage: Stage) -> str:
    """A stage as something required: `14 clear days to answer`."""
    message = f"need-{slug(stage.kind)}"
    if message not in messages.words:
        return stage.kind
    span = messages.span(stage.span.count, stage.span.unit) if stage.span else ""
    return messages.words.say(message, span=span)


def stage_name(messages: Messages, stage: Stage) -> str:
    message = f"stage-{slug(stage.kind)}"
    return messages.words.say(message) if message in messages.words else capital(stage.kind)


def done(docket: Docket, messages: Messages, stage: Stage) -> str:
    """What was done of a stage: `none served`, `held 3 June`."""
    say, day = messages.words.say, _done_day(docket, stage)
    message = f"done-{slug(stage.kind)}"
    if message not in messages.words:
        return say("done-other")
    if stage.kind in ("decision", "effect"):
        return say(message, day=short(messages, docket.day))
    suffix = {"hearing": "held", "time to appeal": "brought"}.get(stage.kind, "served")
    if day is not None and f"{message}-{suffix}" in messages.words:
        return say(f"{message}-{suffix}", day=short(messages, day))
    if stage.kind == "time to answer" and not left_out(docket, stage):
        return say("done-time-to-answer-served")
    return say(message)


def _done_day(docket: Docket, stage: Stage) -> int | None:
    state = docket.judgment.state
    decision = state.get(("decision", docket.row.act.id))
    if not isinstance(decision, Decision):
        return None
    matter = state.get(("matter", decision.matter))
    match stage.kind:
        case "charge":
            return matter.served if isinstance(matter, Matter) else None
        case "hearing":
            return matter.heard if isinstance(matter, Matter) else None
        case "written reasons":
            return decision.served
        case "time to appeal":
            appeals = [r for r in docket.acts if isinstance(r.act, Filed) and r.act.type == "appeal"]
            return appeals[0].moment.day if appeals else None
        case _:
            return None


def equal_sentences(docket: Docket, messages: Messages) -> list[str]:
    """Whom the ground would catch if it were applied to everybody."""
    equal, say = docket.equal, messages.words.say
    if equal is None:
        return []
    spared = [p for p in docket.respondents if p not in equal.caught]
    how = "none" if not spared else "all" if len(spared) == len(docket.respondents) else "some"
    return [
        say(
            "equal-caught", grounds=", ".join(docket.grounds), caught=len(equal.caught), all=len(equal.members),
            unit=messages.ref(equal.unit), since=messages.day(equal.since), until=messages.day(equal.until),
        ),
        say("equal-spared", spared=how, persons=messages.words.list(messages.ref(p) for p in spared)),
    ]  # fmt: skip


KEPT = 31
"""A seat conferred so many days before a decision, at most, is worth a word beside it."""


def kept(docket: Docket, messages: Messages, since: int) -> str:
    """What is worth saying of a seat that was conferred shortly before the decision."""
    days = docket.day - since
    return messages.words.say("seat-kept", days=days) if 0 <= days <= KEPT else ""


def short(messages: Messages, day: int, *, year: bool = False) -> str:
    """A day in few letters, for drawings: `28 Dec`."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMd" if year else "MMMd", date.fromordinal(day), locale=_locale(messages)))


def month(messages: Messages, day: int, *, year: bool) -> str:
    """A month, for drawings: `January 2012`, `February`."""
    from babel.dates import format_date

    return str(format_date(date.fromordinal(day), "LLLL y" if year else "LLLL", locale=_locale(messages)))


def month_year(messages: Messages, text: str) -> str:
    """`2011-02` -> Feb 2011."""
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMM", date.fromisoformat(f"{text}-01"), locale=_locale(messages)))


def _locale(messages: Messages) -> str:
    return messages.words.locale.replace("-", "_")
