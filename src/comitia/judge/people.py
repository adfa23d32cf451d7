"""People and units: founding, the roll, dues, resignation, delegation. Dues are the commonest act there is."""

from __future__ import annotations

from msgspec import UNSET

from comitia.charter.law import spoken
from comitia.charter.vocabulary.order import Power
from comitia.charter.vocabulary.organisation import Tiers
from comitia.judge.case import Bench, Case
from comitia.judge.effects import add_unit, enact, end_membership, vacate
from comitia.judge.lapses import watch
from comitia.judge.months import month_of
from comitia.judge.parties import any_party, say_parties
from comitia.judge.roll import enter, is_plenary
from comitia.judge.sittings import next_meeting
from comitia.judge.state import Changes, Person, State
from comitia.record.acts import Constituted, Delegated, Enacted, Paid, Resigned


def constituted(case: Case, act: Constituted) -> None:
    """A unit, or the organisation itself, comes into being, with its first roll."""
    if case.get(("founded",)) is None:
        case.put(("founded",), case.day)
        case.put(("root",), act.unit)
    elif case.unit(act.unit) is not None:
        case.fault("same id", name=act.unit)
        return
    above = act.under if isinstance(act.under, str) else ("" if act.unit == case.root() else case.root())
    if above and case.unit(above) is None:
        case.fault("unknown unit", name=above)
        return
    _check_founder(case, act)
    name = act.name if isinstance(act.name, str) else act.unit
    for body in case.law.bodies:
        if act.tier == case.law.said(body, "tier")[0] and is_plenary(case, body):
            next_meeting(case, case.ref(f"{body}/{act.unit}"), act.id)
    add_unit(case, act.unit, act.tier if isinstance(act.tier, str) else "", above, name, case.day, act.id)
    month = month_of(case.day) - 1
    joined = case.own
    for person in act.members:
        if case.person(person) is not None:
            case.find("not eligible", persons=(person,), required=("not yet a member",))
            continue
        joined["person", person] = Person(act.unit, case.day, basis=act.id)
        joined["paid", person] = (act.unit, month)
        enter(case.state, joined, person, act.unit, month)
        watch(case, person)


def _check_founder(case: Case, act: Constituted) -> None:
    if act.unit == case.root() or not isinstance(act.tier, str):
        return
    for clause in case.law.all(Tiers):
        tier = clause.tiers.get(act.tier)
        if tier is None:
            continue
        if tier.founded_by and case.by.text and not any_party(case, tier.founded_by, case.by):
            case.find("no power", clause.cite, found=case.by.text, required=say_parties(tier.founded_by))
        if tier.members is not None and act.members and len(act.members) < tier.members.low:
            case.find("condition not met", clause.cite, found=len(act.members), required=tier.members.low)
        return
    if case.law.tiers:
        case.fault("unknown unit", name=act.tier)


def enacted(case: Case, act: Enacted) -> None:
    """An instrument, or a version of it, is put on record as adopted."""
    version = act.version if isinstance(act.version, str) else _next_version(case, act.instrument)
    enact(case, act.instrument, version)


def _next_version(case: Case, key: str) -> str:
    in_force = dict(case.get(("law",)) or ())
    versions = [i.version for i in case.bench.charter.instruments if i.key == key]
    return in_force.get(key) or (versions[0] if versions else "")


HORIZON = ("horizon",)


def dues_paid(bench: Bench, state: State, act: Paid) -> Changes | None:
    """Dues of a member, paid through a later month than before: what changes. None for every other payment.

    The commonest act of all, so it goes without a case: two counters of the unit's roll and the member's month.
    """
    get, person, through = state.get, act.by, act.through
    at = ("paid", person)
    known = get(at)
    if known is None or through is UNSET or bench.arrears_lapse:
        return None
    unit, before = known
    month = bench.months.get(through) or bench.month(through)
    if month is None or month <= before:
        return None
    left, entered = ("live", unit, before), ("live", unit, month)
    changes: Changes = {at: (unit, month), left: (get(left) or 0) - 1, entered: (get(entered) or 0) + 1}
    if month > (get(HORIZON) or 0):
        changes[HORIZON] = month
    return changes


def paid(case: Case, act: Paid) -> None:
    """Any other payment: a fine, a month paid before, by somebody who left, or by nobody on record."""
    if act.through is UNSET:
        return
    person = case.by.person
    member = case.person(person)
    month = case.bench.month(str(act.through))
    if member is None:
        case.fault("unknown person", name=case.by.text)
        return
    if month is None:
        case.fault("rule failed", what=f"`{act.through}` is no month")
        return
    known = case.get(("paid", person))
    if known is None or month <= known[1]:
        return
    unit, before = known
    case.put(("paid", person), (unit, month))
    if case.bench.arrears_lapse and (running := case.get(("deadline", f"lapse:{person}"))) is not None and running.done:
        watch(case, person)
    case.put(("live", unit, before), (case.get(("live", unit, before)) or 0) - 1)
    case.put(("live", unit, month), (case.get(("live", unit, month)) or 0) + 1)
    if month > (case.get(HORIZON) or 0):
        case.put(HORIZON, month)


def resigned(case: Case, act: Resigned) -> None:
    """Somebody resigns from membership, an office or a body; or died."""
    who = case.by.person
    if case.person(who) is None:
        case.fault("unknown person", name=case.by.text)
        return
    if act.start == "membership":
        end_membership(case, who, case.day, "death" if act.died else "resignation", act.id)
        return
    seat = case.ref(act.start)
    if case.mandate(seat.seat, who) is None:
        case.find("not in force", found=act.start)
        return
    vacate(case, seat.seat, who, act.id)


def delegated(case: Case, act: Delegated) -> None:
    """A power is passed on: a delegate cannot have more than the delegator."""
    clause = next((p for p in case.law.all(Power) if str(p.name) == act.power), None)
    if clause is None:
        clauses = case.seat_clauses(case.by.name)
        powers, at = spoken(clauses, "powers") if case.by.kind in ("body", "office") else ((), None)
        if act.power not in (powers or ()):
            case.find("no power", at.cite if at else None, found=case.by.text, required=(act.power,))
    elif not any_party(case, clause.of, case.by):
        if not _passes_on(case, act, clause):
            return
    elif clause.delegable == "no":
        case.find("not delegable", clause.cite, found=act.to)
        return
    until = case.time(act.until).day if isinstance(act.until, str) else None
    known = case.get(("delegated", act.to)) or ()
    case.put(("delegated", act.to), (*known, (act.power, until, case.by.text)))


def _passes_on(case: Case, act: Delegated, clause: Power) -> bool:
    """Whether a delegate may pass a power on: with leave, and not for longer than it was given."""
    names = [n for n in dict.fromkeys((case.by.text, case.by.seat, case.by.name)) if n]
    given = [until for n in names for name, until, _ in case.get(("delegated", n)) or () if name == act.power]
    if not given or clause.delegable != "yes":
        code = "not delegable" if given else "no power"
        case.find(code, clause.cite, found=case.by.text, required=say_parties(clause.of))
        return False
    until = case.time(act.until).day if isinstance(act.until, str) else None
    if all(end is not None and (until is None or until > end) for end in given):
        case.find("beyond the delegation", clause.cite, found=case.by.text, required=say_parties(clause.of))
        return False
    return True
