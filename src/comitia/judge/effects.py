"""What an effect does to the state when it counts in law, and what is kept when people only acted on it.

Nothing is patched in place here beyond the effect itself: what depends on an annulled act is found by folding the
record anew under the supposition that the act is void.
"""

from __future__ import annotations

from msgspec.structs import replace

from comitia.charter.law import Law
from comitia.charter.vocabulary.organisation import Succession
from comitia.judge.case import Case
from comitia.judge.lapses import arrears_lapse, conditional_lapse, watch
from comitia.judge.months import month_of
from comitia.judge.power import RIGHTS
from comitia.judge.roll import enter, people
from comitia.judge.state import Decision, Ending, Mandate, Person, Rest, Unit
from comitia.record.acts import Effect
from comitia.record.times import add


def apply(case: Case, effect: Effect, act: str, *, manner: str = "", day: int | None = None) -> None:
    """Write an effect that counts in law, from `day` on (default: the day of the act)."""
    on = case.day if day is None else day
    to = effect.to if isinstance(effect.to, str) else ""
    match effect.what:
        case "membership" | "candidature":
            _on_membership(case, effect, to, on, act)
        case "mandate" if effect.do in ("confer", "end"):
            _on_mandate(case, effect, to, on, act, manner)
        case "unit" | "body":
            _on_unit_or_body(case, effect, to, on, act)
        case _:
            _on_right_text_or_act(case, effect, to, on, act)


def _on_membership(case: Case, effect: Effect, to: str, on: int, act: str) -> None:
    match effect.do, effect.what:
        case "confer", "candidature":
            case.put(("candidate", to), on)
        case "confer", _:
            _admit(case, to, effect.of if isinstance(effect.of, str) else case.by.unit or case.by.text, on, act)
        case "end", _:
            end_membership(case, to, on, effect.as_ if isinstance(effect.as_, str) else "ended", act)
        case _:
            _on_right_text_or_act(case, effect, to, on, act)


def _on_mandate(case: Case, effect: Effect, to: str, on: int, act: str, manner: str) -> None:
    if effect.do == "end":
        for seat in _seats(case, effect, to):
            vacate(case, seat, to, act, on)
    elif isinstance(effect.of, str):
        _confer(case, effect, to, on, act, manner)


def _on_unit_or_body(case: Case, effect: Effect, to: str, on: int, act: str) -> None:
    match effect.do, effect.what:
        case "constitute", "unit":
            _constitute(case, effect, to, on, act)
        case "dissolve", "unit" if (unit := case.unit(to)) is not None:
            case.put(("unit", to), replace(unit, until=on))
        case "suspend" | "dissolve", "body":
            until = case.time(effect.until).day if isinstance(effect.until, str) else None
            case.put(("at rest", case.ref(to).seat or to), (effect.do, on, until, act))
        case "restore", "body":
            case.put(("at rest", case.ref(to).seat or to), None)
        case _:
            pass


def _on_right_text_or_act(case: Case, effect: Effect, to: str, on: int, act: str) -> None:
    match effect.do:
        case "suspend":
            until = case.time(effect.until).day if isinstance(effect.until, str) else None
            _suspend(case, to, effect.what, effect, on, until, act)
        case "restore":
            _restore(case, to, effect.what, act)
        case "enact" if isinstance(effect.version, str):
            enact(case, effect.what, effect.version)
        case "stay":
            stay(case, effect.what)
        case "annul":
            annul_effects(case, effect.what, act, from_start=True)
        case _:
            pass


def apply_in_fact(case: Case, effect: Effect, act: str) -> None:
    """Write what people will act on although it has no effect in law."""
    to = effect.to if isinstance(effect.to, str) else ""
    if effect.do == "end" and effect.what == "membership":
        person = case.person(to)
        if person is not None:
            case.put(("person", to), replace(person, facto_until=case.day, facto_basis=act))
    elif effect.do == "constitute" and effect.what == "unit":
        _unfounded(case, to, act)
    elif effect.do == "confer" and effect.what == "mandate" and isinstance(effect.of, str):
        seat = case.ref(effect.of).seat
        if case.mandate(seat, to) is None:
            case.put(
                ("mandate", seat, to), Mandate(case.day, _term_end(case, seat, case.day), act, "in fact", jure=False)
            )
            _listed(case, ("acting", seat), to)
            _listed(case, ("held", to), seat)


def _unfounded(case: Case, unit: str, act: str) -> None:
    if unit and case.unit(unit) is None:
        case.put(("unit in fact", unit), act)


def _listed(case: Case, key: tuple[str, str], value: str) -> None:
    known = case.get(key) or ()
    if value not in known:
        case.put(key, (*known, value))


def _unlisted(case: Case, key: tuple[str, str], value: str) -> None:
    known = case.get(key) or ()
    if value in known:
        case.put(key, tuple(v for v in known if v != value))


# Membership


def _admit(case: Case, who: str, unit: str, day: int, act: str) -> None:
    if case.is_member(who):
        move(case, who, unit)
        return
    month = month_of(day) - 1
    case.put(("person", who), Person(unit, day, basis=act))
    case.put(("paid", who), (unit, month))
    enter(case.state, case.own, who, unit, month)
    watch(case, who)


def end_membership(case: Case, who: str, day: int, way: str, act: str) -> None:
    """Membership ends with `day`; so do the mandates that need it."""
    person = case.person(who)
    if person is None or person.until is not None:
        return
    unit, paid = case.get(("paid", who)) or (person.unit, month_of(person.since) - 1)
    case.put(("person", who), replace(person, until=day, way=way, basis=act, paid=paid))
    case.put(("paid", who), None)
    enter(case.state, case.own, who, unit, paid, -1)
    for seat in case.get(("held", who)) or ():
        vacate(case, seat, who, act, day)


def move(case: Case, who: str, unit: str) -> None:
    """A member is handed over to another unit, with the dues paid."""
    person, known = case.person(who), case.get(("paid", who))
    if person is None or known is None or person.unit == unit:
        return
    enter(case.state, case.own, who, person.unit, known[1], -1)
    enter(case.state, case.own, who, unit, known[1])
    case.put(("person", who), replace(person, unit=unit))
    case.put(("paid", who), (unit, known[1]))


def _suspend(case: Case, who: str, what: str, effect: Effect, day: int, until: int | None, act: str) -> None:
    right = what if what in RIGHTS else "all rights" if what == "membership" else what
    if what == "mandate" and isinstance(effect.of, str):
        right = f"mandate:{effect.of}"
    known = case.get(("rests", who)) or ()
    case.put(("rests", who), (*known, Rest(right, day, until, act)))


def _restore(case: Case, who: str, what: str, act: str) -> None:
    if what == "membership":
        person = case.person(who)
        if person is not None and person.until is not None:
            unit, paid = person.unit, person.paid
            case.put(("paid", who), (unit, paid))
            case.put(("person", who), replace(person, until=None, way="", basis=act, facto_until=None, facto_basis=""))
            enter(case.state, case.own, who, unit, paid)
        elif person is not None and person.facto_until is not None:
            case.put(("person", who), replace(person, facto_until=None, facto_basis=""))
        return
    known = case.get(("rests", who)) or ()
    case.put(
        ("rests", who),
        tuple(
            replace(r, until=case.day - 1) if r.right in (what, f"mandate:{what}") and r.until is None else r
            for r in known
        ),
    )


# Mandates


def _confer(case: Case, effect: Effect, who: str, day: int, act: str, manner: str) -> None:
    seat = case.ref(str(effect.of)).seat
    if isinstance(effect.start, str):
        day = max(day, case.time(effect.start).day)
    until = case.time(effect.until).day if isinstance(effect.until, str) else _term_end(case, seat, day)
    name = effect.as_ if isinstance(effect.as_, str) else manner or "elected"
    for before in case.holders(seat):
        if before != who and (case.ref(seat).kind == "office" or term_is_over(case, seat, before)):
            vacate(case, seat, before, act, day)
    case.put(("mandate", seat, who), Mandate(day, until, act, name, terms=terms_before(case, seat, who) + 1))
    _listed(case, ("holders", seat), who)
    _unlisted(case, ("acting", seat), who)
    _listed(case, ("held", who), seat)


def term_is_over(case: Case, seat: str, who: str) -> bool:
    """Whether a holder's term has run out or ends today: he only held over until a successor came."""
    mandate = case.mandate(seat, who)
    return mandate is not None and mandate.until is not None and mandate.until <= case.day


def terms_before(case: Case, seat: str, who: str) -> int:
    """How many terms in a row somebody has held a seat just before today; 0 after a break or a recall."""
    before = case.mandate(seat, who)
    if before is None or not before.jure or before.ended_by not in ("", "term"):
        return 0
    last = before.ended if before.ended is not None else before.until
    return before.terms if last is None or last >= case.day - 1 else 0


def _term_end(case: Case, seat: str, day: int) -> int | None:
    span, _ = case.law.said(case.ref(seat).name, "term") if case.ref(seat).kind in ("body", "office") else (None, None)
    return None if span is None else add(day, span.count, span.unit)


def _seats(case: Case, effect: Effect, who: str) -> tuple[str, ...]:
    if isinstance(effect.of, str):
        return (case.ref(effect.of).seat,)
    return tuple(case.get(("held", who)) or ())


def vacate(case: Case, seat: str, who: str, by: str, day: int | None = None) -> None:
    """A mandate ends."""
    mandate = case.mandate(seat, who)
    if mandate is None or mandate.ended is not None:
        return
    case.put(("mandate", seat, who), replace(mandate, ended=case.day if day is None else day, ended_by=by))
    _unlisted(case, ("holders", seat), who)
    _unlisted(case, ("acting", seat), who)
    _unlisted(case, ("held", who), seat)
    if mandate.jure:
        succeed(case, seat, by)


def succeed(case: Case, seat: str, by: str) -> None:
    """Who steps in by itself when an office falls vacant: the first in line who is there."""
    ref = case.ref(seat)
    for clause in case.law.all(Succession):
        if clause.of != ref.name:
            continue
        for party in clause.by:
            own = f"{party.name}/{ref.unit}" if ref.unit else party.name
            for who in (*case.holders(own), *case.holders(party.name)):
                case.put(("mandate", seat, who), Mandate(case.day, _term_end(case, seat, case.day), by, "succession"))
                _listed(case, ("holders", seat), who)
                _listed(case, ("held", who), seat)
                case.note("by default", clause.cite, silence="succession", persons=(who,))
                return


# Units and texts


def _constitute(case: Case, effect: Effect, unit: str, day: int, act: str) -> None:
    if case.unit(unit) is not None or not unit:
        return
    above = effect.until if False else (case.by.unit or case.root())
    tier = effect.of if isinstance(effect.of, str) else ""
    add_unit(case, unit, tier, above, effect.as_ if isinstance(effect.as_, str) else unit, day, act)


def add_unit(case: Case, unit: str, tier: str, above: str, name: str, day: int, act: str) -> None:
    case.put(("unit", unit), Unit(tier, above, name, day, basis=act))
    _listed(case, ("units", tier), unit)
    if above:
        _listed(case, ("below", above), unit)


def enact(case: Case, key: str, version: str) -> None:
    """A version of an instrument comes into force."""
    if case.bench.charter.version(key, version) is None:
        case.find("version never adopted", found=f"{key} {version}")
        return
    in_force = dict(case.get(("law",)) or ())
    in_force[key] = version
    law = case.bench.charter.law(tuple(in_force.items()))
    if not _within_its_power(case, law, key):
        return
    case.put(("law",), tuple(in_force.items()))
    if not (*arrears_lapse(case.law), *conditional_lapse(case.law)):
        for who in people(case, case.root()):
            watch(case, who, law)


def _within_its_power(case: Case, law: Law, key: str) -> bool:
    """Find the clauses of a text that have no effect; False where nothing of it is left."""
    hit = [one for one in law.silenced if one.clause.cite.instrument == key]
    clauses = sum(len(a.clauses) for i in law.instruments if i.key == key for a in i.articles)
    nothing_left = bool(hit) and sum(one.wholly for one in hit) == clauses
    for one in hit:
        otherwise = "" if nothing_left else "irregular"
        case.find(one.code, one.by, one.clause.cite, found=one.clause.cite.article, otherwise=otherwise)
    return not nothing_left


# The later life of effects


def mark(case: Case, target: str, life: str, effects: tuple[int, ...] | None = None) -> None:
    """Give effects of an earlier decision a later life, which is told apart from their verdict."""
    decision = case.get(("decision", target))
    if not isinstance(decision, Decision):
        return
    outcomes = tuple(
        replace(o, life=life) if effects is None or i in effects else o for i, o in enumerate(decision.outcomes)
    )
    case.put(("decision", target), replace(decision, outcomes=outcomes))


def annul_effects(case: Case, target: str, by: str, *, from_start: bool, effects: tuple[int, ...] = ()) -> None:
    """Annul a decision, or some of its effects. What was in force falls from the start; whoever folds does that."""
    decision = case.get(("decision", target))
    if not isinstance(decision, Decision):
        return
    hit = effects or tuple(range(len(decision.effects)))
    case.put(("annulled", target), Ending(by, case.day, from_start, hit))
    mark(case, target, "annulled", hit)
    for number in hit:
        effect = decision.effects[number]
        if isinstance(effect.to, str) and effect.do == "end" and effect.what == "membership":
            _restore(case, effect.to, "membership", by)


def lapse_effects(case: Case, target: str) -> None:
    """What needed ratifying or confirming was not: it lapses, and what it had changed is undone from now on."""
    decision = case.get(("decision", target))
    if not isinstance(decision, Decision):
        return
    mark(case, target, "lapsed")
    for effect in decision.effects:
        undo(case, effect, target)


def undo(case: Case, effect: Effect, act: str) -> None:
    """Undo, from now on, what an effect had changed."""
    to = effect.to if isinstance(effect.to, str) else ""
    match effect.do, effect.what:
        case "end", "membership":
            _restore(case, to, "membership", act)
        case "confer", "mandate" if isinstance(effect.of, str):
            vacate(case, case.ref(effect.of).seat, to, act)
        case "suspend" | "dissolve", "body":
            case.put(("at rest", case.ref(to).seat or to), None)
        case "suspend", _:
            known = case.get(("rests", to)) or ()
            case.put(("rests", to), tuple(replace(r, until=case.day) if r.basis == act else r for r in known))
        case _:
            pass


def stay(case: Case, target: str) -> None:
    """A decision is stayed: what it had changed rests until the stay ends."""
    decision = case.get(("decision", target))
    if not isinstance(decision, Decision):
        return
    for effect, outcome in zip(decision.effects, decision.outcomes, strict=True):
        if outcome.life == "in force":
            undo(case, effect, target)
    mark(case, target, "stayed")


def resume(case: Case, target: str, decision: Decision) -> None:
    """The stay is over and the decision stands: its effects count from today."""
    for effect, outcome in zip(decision.effects, decision.outcomes, strict=True):
        if outcome.life == "stayed" and outcome.verdict not in ("void", "inchoate"):
            apply(case, effect, target)


def take_effect(case: Case, target: str, decision: Decision) -> None:
    """What waited takes effect today, unless it was stayed, annulled or void meanwhile."""
    outcomes = list(decision.outcomes)
    for number, (effect, outcome) in enumerate(zip(decision.effects, decision.outcomes, strict=True)):
        if outcome.verdict == "void" or outcome.life in ("annulled", "lapsed", "stayed", "fallen"):
            continue
        apply(case, effect, target)
        outcomes[number] = replace(
            outcome,
            verdict="valid" if outcome.verdict == "inchoate" else outcome.verdict,
            life="in force",
            from_day=case.day,
        )
    case.put(("decision", target), replace(decision, outcomes=tuple(outcomes), awaiting=""))
