"""What is said about acts: rulings, established and conceded facts, disputes, objections, referrals."""

from __future__ import annotations

from msgspec.structs import replace

from comitia.charter.vocabulary.discipline import Procedure
from comitia.charter.vocabulary.order import Concurrence, Interpretation
from comitia.judge.case import Case
from comitia.judge.deadlines import discharge_concurrences
from comitia.judge.defects import DEFECTS
from comitia.judge.effects import lapse_effects, move
from comitia.judge.parties import any_party, is_outside, say_parties
from comitia.judge.power import matches
from comitia.judge.state import Decision, Ending, Matter, Note, Proposal
from comitia.judge.terms import last_day
from comitia.judge.voting import required
from comitia.record.acts import Conceded, Disputed, Established, Objected, Referred, Ruled


def noted(case: Case, act: Established | Conceded | Disputed) -> None:
    """A fact about an act is established, conceded or disputed."""
    if isinstance(act, Established) and case.by.kind == "person" and not is_outside(case, case.by):
        case.find("no power", found=case.by.text, required=("a body, an office or an outside authority",))
        return
    _add_note(case, act.act, note_of(act, case.day))


KINDS_OF_NOTE = {Established: "established", Conceded: "conceded", Disputed: "disputed", Ruled: "ruled"}


def note_of(act: Established | Conceded | Disputed | Ruled, day: int) -> Note:
    """What an act says about another."""
    by = act.by if isinstance(act.by, str) else ""
    if isinstance(act, Ruled):
        finding = act.finding if isinstance(act.finding, str) else ""
        return Note("ruled", finding, True, by, day, act.id, act.article if isinstance(act.article, str) else "")
    fact = act.fact if isinstance(act.fact, str) else ""
    value = act.is_ if isinstance(act.is_, (str, int, float, bool)) else None
    return Note(KINDS_OF_NOTE[type(act)], fact, value, by, day, act.id)


def find_what_is_said(case: Case, about: str) -> None:
    """Find the defects of an act that others found who may: a ruling on meaning, a fact established or conceded.

    People judge meaning; the judge carries what they found. It holds from the start: a ruling declares what was so.
    """
    for note in case.notes(about):
        if note.fact not in DEFECTS or not note.value or note.kind == "disputed" or not _may_say(case, note):
            continue
        if all(f.code != note.fact for f in case.findings):
            article = case.law.articles.get(note.article)
            cites = (article.clauses[0].cite,) if article is not None and article.clauses else ()
            case.find(note.fact, *cites, cause=note.act)


def _may_say(case: Case, note: Note) -> bool:
    actor = case.ref(note.by)
    if note.kind == "conceded" or is_outside(case, actor):
        return True
    if note.kind == "ruled":
        return any(any_party(case, c.by, actor) for c in case.law.all(Interpretation))
    return actor.kind == "body" and actor.text != case.by.text


def _add_note(case: Case, about: str, note: Note) -> None:
    known = case.get(("notes", about)) or ()
    if note not in known:
        case.put(("notes", about), (*known, note))


def ruled(case: Case, act: Ruled) -> None:
    """Whoever may rule on meaning does so; the ruling counts from its date."""
    clauses = case.law.all(Interpretation)
    if not is_outside(case, case.by) and not any(any_party(case, c.by, case.by) for c in clauses):
        required_ = tuple(name for c in clauses for name in say_parties(c.by))
        case.find("no power", *(c.cite for c in clauses[:1]), found=case.by.text, required=required_)
        return
    if isinstance(act.article, str):
        known = case.get(("ruling", act.article)) or ()
        case.put(("ruling", act.article), (*known, (case.day, act.means if isinstance(act.means, str) else "", act.id)))
    if isinstance(act.act, str) and isinstance(act.finding, str):
        _add_note(case, act.act, note_of(act, case.day))


def objected(case: Case, act: Objected) -> None:
    """An objection, a veto, or something put in issue that was presumed."""
    if isinstance(act.issue, str):
        _add_note(case, act.to, Note("issue", act.issue, True, case.by.text, case.day))
        case.put(("issues", act.to), Ending(act.id, case.day, True))
        return
    decision = case.get(("decision", act.to))
    if not isinstance(decision, Decision):
        if not isinstance(case.get(("sitting", act.to)), object):
            case.fault("unknown act", name=act.to)
        return
    procedure = next((p for p in case.law.all(Procedure) if str(p.name) == decision.procedure), None)
    if (
        procedure is not None
        and decision.awaiting == "confirmation"
        and any_party(case, procedure.confirmed_by, case.by)
    ):
        lapse_effects(case, act.to)
        return
    for clause in case.law.all(Concurrence):
        if any(matches(p, e, case) for p in clause.effect for e in decision.effects):
            _object_under(case, act, clause, decision)


def _object_under(case: Case, act: Objected, clause: Concurrence, decision: Decision) -> None:
    """A veto or enough objections stop an effect; a refusal of what was to be approved or confirmed ends it."""
    stops = clause.kind in ("veto", "objection")
    if not any_party(case, clause.by, case.by):
        if stops:
            case.find("no power", clause.cite, found=case.by.text, required=say_parties(clause.by))
        return
    if clause.within is not None and case.day > last_day(decision.day, clause.within):
        case.find("too late", clause.cite, found=case.day, required=last_day(decision.day, clause.within))
        return
    raised = (case.get(("objections", act.to)) or 0) + 1
    case.put(("objections", act.to), raised)
    if not stops or clause.enough is None or required(case, clause.enough, None).reached_by(raised):
        discharge_concurrences(case, act.to)
        lapse_effects(case, act.to)


def referred(case: Case, act: Referred) -> None:
    """A matter, a proposal, a contact or a member is handed on."""
    matter = case.get(("matter", act.what))
    proposal = case.get(("proposal", act.what))
    if isinstance(matter, Matter):
        case.put(("matter", act.what), replace(matter, to=act.to))
    elif isinstance(proposal, Proposal):
        case.put(("proposal", act.what), replace(proposal, to=act.to))
    elif case.is_member(act.what) and case.unit(act.to) is not None:
        move(case, act.what, act.to)
