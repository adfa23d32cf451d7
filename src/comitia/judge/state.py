"""The state: a flat mapping from keys to small frozen values, and nothing else.

A key is a tuple whose first entry names the family. The judge needs only `get` and `update` of whatever holds it, so
the same code runs on a dict, on an overlay and on rows of a database. A value of None means "gone".

Two layers of nullity: entries hold what the law says (`jure`); what people acted on without right is kept beside it
and marked (`facto`), with the act from which it came.

| key | value |
| --- | --- |
| ("clock",) | the last day folded, as an ordinal |
| ("founded",) | the day of the founding |
| ("law",) | the instruments in force: (key, version) pairs |
| ("laws",) | which instruments were in force from which day: (day, pairs) |
| ("root",) | the unit that is the whole organisation |
| ("unit", id) | Unit |
| ("units", tier) | ids of the units of a tier |
| ("below", unit) | ids of the units directly below |
| ("person", id) | Person |
| ("paid", person) | of a member: (unit, last month paid for as year * 12 + month - 1) |
| ("roll", unit) | how many members |
| ("rolled", unit, n) | the n-th person ever entered on the roll |
| ("live", unit, month) | how many members of the unit have paid through that month |
| ("horizon",) | the furthest month paid for; absent while no dues are on record |
| ("candidate", person) | the day on which candidature began |
| ("rests", person) | rights suspended: Rest |
| ("mandate", seat, person) | Mandate |
| ("at rest", seat) | a body dissolved or suspended: (verb, since, until, act) |
| ("closing", sitting) | decisions that take effect when it ends |
| ("holders", seat) | persons who hold the seat or office, by law |
| ("acting", seat) | persons who hold it only in fact |
| ("held", person) | seats and offices of a person, in law or in fact |
| ("sitting", id) | Sitting |
| ("service", act) | Service |
| ("served", act, person) | the day from which service on that person counts |
| ("orders", sitting) | house orders given in it |
| ("matter", id) | Matter |
| ("against", person) | ids of matters that concern the person |
| ("decision", id) | Decision |
| ("proposal", id) | Proposal |
| ("poll", id) | Poll |
| ("voted", person) | ids of open polls in which the person has voted |
| ("deadline", id) | Deadline |
| ("due", day) | ids of the deadlines that end with that day |
| ("used", person) | protected rights used: (right, day, act) |
| ("notes", act) | what was later established, conceded or disputed about an act |
| ("waived", act) | (person, codes) of those who consented |
| ("running", name) | the act by which something runs that makes a power rest |
| ("lost", to, title) | the day on which a proposal was last lost |
| ("unit in fact", unit) | the act without effect that was to constitute it |
| ("delegated", ref) | powers passed on: (power, until, from) |
| ("tried", ...) | an effect tried in vain: (act, number) |
| ("concurs", act) | deadlines for vetoes, objections, confirmations of an act |
| ("amendments", proposal) | proposals that amend it |
| ("passed", instrument, version) | at how many meetings an entrenched change has passed |
| ("bound", what, to) | what an order or settlement binds to: (verb, act) |
| ("ruling", article) | rulings on its meaning: (day, meaning, act) |
| ("objections", act) | how many objected |
| ("entered", unit) | how many were ever entered on the roll |
| ("suppose", act) | `void`, `valid`: a supposition |
| ("issues", sitting) | Ending: by whom and when its regularity was put in issue |
| ("annulled", act) | Ending |
| ("cured", act) | Ending |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from msgspec import Struct

from comitia.judge.findings import EffectOutcome, Finding
from comitia.record.acts import Effect

Key = tuple[Any, ...]
Changes = dict[Key, Any]


class State(Protocol):
    """What the judge needs of whatever holds the state."""

    def get(self, key: Key, /) -> Any: ...


class Unit(Struct, frozen=True, gc=False):
    tier: str
    under: str
    name: str
    since: int
    until: int | None = None
    basis: str = ""


class Person(Struct, frozen=True, gc=False):
    """A member, or somebody who was. until: the last day of membership in law. facto_until: what people acted on.

    paid: of somebody who left, the last month paid for.
    """

    unit: str
    since: int
    until: int | None = None
    way: str = ""
    basis: str = ""
    facto_until: int | None = None
    facto_basis: str = ""
    paid: int = 0


class Rest(Struct, frozen=True, gc=False):
    """A right that rests, from and until which day, by which act."""

    right: str
    since: int
    until: int | None
    basis: str


class Mandate(Struct, frozen=True, gc=False):
    """A seat or office held by a person. jure: by law; else only in fact. until: the last day of the term.

    terms: which term in a row it is.
    """

    since: int
    until: int | None
    basis: str
    manner: str
    jure: bool = True
    ended: int | None = None
    ended_by: str = ""
    terms: int = 1


class Sitting(Struct, frozen=True, gc=False):
    """A meeting, from its notice to its close. findings: what is wrong with it, inherited by what it decides."""

    body: str
    day: int
    convened: int
    place: str
    business: tuple[str, ...] | None
    convenor: str
    findings: tuple[Finding, ...] = ()
    opened: int | None = None
    present: int | None = None
    who: tuple[str, ...] | None = None
    ever: tuple[str, ...] = ()
    most: int = 0
    chair: str = ""
    adjourned: bool = False
    closed: bool = False
    at: str = ""
    moved: str = ""


class Service(Struct, frozen=True, gc=False):
    """How an act was served. day: from when service on everyone entitled counts; None: not on everyone."""

    day: int | None
    omitted: dict[str, str] = {}
    no_service: tuple[str, ...] = ()
    first: int | None = None
    persons: int = 0


class Matter(Struct, frozen=True, gc=False):
    """A charge, an appeal, a challenge, a question or a complaint, from its filing to its close."""

    type: str
    by: str
    against: str
    to: str
    day: int
    body: str = ""
    grounds: tuple[str, ...] = ()
    particulars: bool | None = None
    conduct: int | None = None
    prompted: tuple[str, ...] = ()
    served: int | None = None
    heard: int | None = None
    heard_by: str = ""
    respondent: str = ""
    panel: tuple[str, ...] = ()
    chair: str = ""
    afresh: bool = False
    allowed: tuple[str, ...] | None = None
    witnesses: tuple[str, ...] = ()
    answered: int | None = None
    closed: str = ""
    closed_by: str = ""
    stage: int = 0
    findings: tuple[Finding, ...] = ()
    law: tuple[tuple[str, str], ...] = ()


class Decision(Struct, frozen=True, gc=False):
    """A decision that later acts may appeal, confirm, annul or rest on."""

    by: str
    day: int
    effects: tuple[Effect, ...]
    outcomes: tuple[EffectOutcome, ...]
    findings: tuple[Finding, ...]
    matter: str = ""
    sitting: str = ""
    took_part: tuple[str, ...] = ()
    served: int | None = None
    reasons: bool | None = None
    procedure: str = ""
    awaiting: str = ""


class Proposal(Struct, frozen=True, gc=False):
    by: str
    to: str
    day: int
    last: int
    effects: tuple[Effect, ...]
    supporters: tuple[str, ...] = ()
    ended: str = ""
    title: str = ""
    amended: int | None = None
    amended_at: int | None = None
    moved_at: int | None = None
    last_at: int | None = None


class Poll(Struct, frozen=True, gc=False):
    """A poll, from its opening to its result. faults: votes cast against the rules. record_date: the day of its roll.

    nominations: on which days they were opened, closed and posted, as the poll's facts say.
    """

    body: str
    election: str
    what: str
    day: int
    opens: int | None
    closes: int | None
    manner: str
    roll: int | None
    cast: int = 0
    seats: int | None = None
    candidates: tuple[str, ...] = ()
    faults: int = 0
    posted: int | None = None
    ended: bool = False
    reopened: str = ""
    findings: tuple[Finding, ...] = ()
    record_date: int | None = None
    nominations: tuple[tuple[str, str], ...] = ()


class Deadline(Struct, frozen=True, gc=False):
    """Something owed. kind: what. by: who owes it; to: to whom. about: the act or matter. silence: what follows."""

    kind: str
    by: str
    to: str
    about: str
    due: int
    since: int
    silence: str
    article: str
    instrument: str
    done: bool = False


class Ending(Struct, frozen=True, gc=False):
    """An act was annulled or cured: by which act, on which day, and whether from the start."""

    by: str
    day: int
    from_start: bool
    effects: tuple[int, ...] = ()


class Note(Struct, frozen=True, gc=False):
    """What was later said about an act. kind: established, conceded, disputed, ruled.

    act: the id of the act that says it; article: of the text that a ruling is about.
    """

    kind: str
    fact: str
    value: str | int | float | bool | None
    by: str
    day: int
    act: str = ""
    article: str = ""


class Overlay:
    """A state that reads through to another and keeps its own changes."""

    __slots__ = ("base", "own")

    def __init__(self, base: State, own: Changes | None = None) -> None:
        self.base = base
        self.own: Changes = {} if own is None else own

    def get(self, key: Key, /) -> Any:
        if key in self.own:
            return self.own[key]
        return self.base.get(key)

    def update(self, changes: Mapping[Key, Any]) -> None:
        self.own.update(changes)
