"""The closed set of act kinds: what somebody did, as it stands on the record.

An act is a frozen value tagged by its kind. The same classes read and write JSON Lines and YAML. A field that is
absent is UNSET, which is not "no": what is not on record is not known.

References are plain strings. A person or a unit is named by its id (`member-a`, `region-s`); a body or an office
by its name in the charter and, where every unit of a tier has one, the unit after a slash
(`regional committee/region-s`, `regional secretary/region-s`).

Times are text: a day (`2011-12-28`), an instant (`2011-12-28T19:30+05:00`), a local time in the charter's zone
(`2011-12-28T19:30`), a month or a year when no more is on record (`2011-03`, `2011`), or `after 2011-12-28`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from comitia.record.effects import Effect as Effect
from comitia.record.effects import Facts, Manner, Scalar
from comitia.record.effects import Tally as Tally


class Act(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"):
    """What all acts carry.

    id: unique in the record. at: when it happened. by: who did it. recorded: when it was put on the record (absent:
    when it happened). note: words for people, never judged. facts: further facts, for conditions.
    """

    id: str
    at: str
    by: str | UnsetType = UNSET
    recorded: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    facts: Facts | UnsetType = UNSET


class Constituted(Act, frozen=True, gc=False, tag="constituted", kw_only=True):
    """A unit, or the organisation itself, comes into being. unit: its id. tier: which tier of the charter it is of.

    members: its first roll. under: the unit above. name: what people call it.
    """

    unit: str
    tier: str | UnsetType = UNSET
    under: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    members: tuple[str, ...] = ()


class Enacted(Act, frozen=True, gc=False, tag="enacted", kw_only=True):
    """An instrument, or a version of it, is adopted at the founding or put on the record as adopted.

    instrument: its name (`charter`). version: which version, if there are several. sitting, tally: where and how it
    was adopted, if on record. from: when it takes effect, if later.
    """

    instrument: str
    version: str | UnsetType = UNSET
    start: str | UnsetType = field(default=UNSET, name="from")
    sitting: str | UnsetType = UNSET
    tally: Tally | UnsetType = UNSET


class Convened(Act, frozen=True, gc=False, tag="convened", kw_only=True):
    """A meeting is called. Its id is the sitting's. on: the day or instant of the meeting. business: its items.

    body: which body is to meet. place: where. upon: the requisition or order that it answers.
    """

    body: str
    on: str
    place: str | UnsetType = UNSET
    business: tuple[str, ...] | UnsetType = UNSET
    upon: str | UnsetType = UNSET


class Served(Act, frozen=True, gc=False, tag="served", kw_only=True):
    """A notice, a charge or a decision is served. what: the id of the act served. channel: how.

    on: the persons, or `everyone entitled`; omitted: who of them was left out, each with the cause
    (`accident`, `mistake`, `intent`, `unknown address`).
    """

    what: str
    on: tuple[str, ...] | Literal["everyone entitled"]
    channel: str | UnsetType = UNSET
    omitted: dict[str, str] = {}


class Sat(Act, frozen=True, gc=False, tag="sat", kw_only=True):
    """A moment of a sitting. sitting: the id of the convening act. event: what happened. present: how many, or who.

    chair: who presides. place: where it is, if it moved. until: to when it was adjourned.
    """

    sitting: str
    event: Literal["opened", "arrived", "left", "adjourned", "resumed", "closed"] = "opened"
    present: tuple[str, ...] | int | UnsetType = UNSET
    chair: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    until: str | UnsetType = UNSET


class Proposed(Act, frozen=True, gc=False, tag="proposed", kw_only=True):
    """A motion, amendment or proposal is moved. Its id is the proposal's. to: the body that is to decide or answer.

    title: what it is called. effects: what it would bring about. amends: the proposal it amends. supporters: who
    moved it together.
    """

    to: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    effects: tuple[Effect, ...] = ()
    amends: str | UnsetType = UNSET
    supporters: tuple[str, ...] = ()


class Supported(Act, frozen=True, gc=False, tag="supported", kw_only=True):
    """Somebody seconds, sponsors or signs. what: the proposal, requisition or call."""

    what: str


class Withdrew(Act, frozen=True, gc=False, tag="withdrew", kw_only=True):
    """Somebody withdraws a proposal, a charge, a candidacy, an objection or support. what: its id."""

    what: str


class Polled(Act, frozen=True, gc=False, tag="polled", kw_only=True):
    """A poll is opened. Its id is the poll's. election: the office or body to be filled. what: or the proposal put.

    body: who votes. candidates: who stands. seats: how many are to be filled. manner: how votes are given.
    opens, closes: days or instants. reopens: an earlier poll that is opened again, its ballots counted together.
    roll: how many are entitled. record_date: when the roll was frozen.
    """

    body: str | UnsetType = UNSET
    election: str | UnsetType = UNSET
    what: str | UnsetType = UNSET
    candidates: tuple[str, ...] = ()
    seats: int | UnsetType = UNSET
    opens: str | UnsetType = UNSET
    closes: str | UnsetType = UNSET
    manner: Manner | UnsetType = UNSET
    reopens: str | UnsetType = UNSET
    roll: int | UnsetType = UNSET
    record_date: str | UnsetType = UNSET


class Voted(Act, frozen=True, gc=False, tag="voted", kw_only=True):
    """Somebody votes in a poll. poll: its id. choice: what was chosen; absent where the ballot is secret."""

    poll: str
    choice: str | UnsetType = UNSET


class Declared(Act, frozen=True, gc=False, tag="declared", kw_only=True):
    """A result is declared. poll, sitting: the id of the poll, or of the sitting that voted.

    effects: what the result brings about. tally: the votes. rule: by which counting rule. manner: how votes were given.
    closed: when the voting ended. tie: how a tie was broken, if one was. seats: how many were to be filled.
    papers: each distinct paper as written, and how many are alike: `a > b = c` ranks, `a, b` approves, `a: 5, b: 3`
    scores, `blank` is blank.
    """

    poll: str | UnsetType = UNSET
    sitting: str | UnsetType = UNSET
    effects: tuple[Effect, ...] = ()
    tally: Tally | UnsetType = UNSET
    rule: str | UnsetType = UNSET
    manner: Manner | UnsetType = UNSET
    closed: str | UnsetType = UNSET
    tie: str | UnsetType = UNSET
    seats: int | UnsetType = UNSET
    papers: dict[str, int] | UnsetType = UNSET


class Decided(Act, frozen=True, gc=False, tag="decided", kw_only=True):
    """A body or an officer decides. effects: each is judged by itself.

    sitting, item: where, and under which item of the notice. matter: the id of the charge, appeal, proposal or
    question that it decides. voting: who took part in the vote. against: who is recorded against.
    tally: the votes. manner: how they were given. chair_decided: whether the chair's casting vote decided.
    reasons: whether written reasons were given, or their words. power: the power relied on.
    """

    effects: tuple[Effect, ...]
    sitting: str | UnsetType = UNSET
    item: str | UnsetType = UNSET
    matter: str | UnsetType = UNSET
    tally: Tally | UnsetType = UNSET
    manner: Manner | UnsetType = UNSET
    voting: tuple[str, ...] | UnsetType = UNSET
    against: tuple[str, ...] = ()
    chair_decided: bool | UnsetType = UNSET
    reasons: bool | str | UnsetType = UNSET
    power: str | UnsetType = UNSET


class Consented(Act, frozen=True, gc=False, tag="consented", kw_only=True):
    """Somebody agrees to an act, or waives a defect in it. to: its id. waives: the codes waived.

    knowingly: whether that person knew of the defect.
    """

    to: str
    waives: tuple[str, ...] = ()
    knowingly: bool = True


class Objected(Act, frozen=True, gc=False, tag="objected", kw_only=True):
    """Somebody objects to an act. to: its id. issue: a presumption put in issue. veto: whether it is one."""

    to: str
    issue: str | UnsetType = UNSET
    veto: bool = False


class Filed(Act, frozen=True, gc=False, tag="filed", kw_only=True):
    """Something is lodged that starts or moves a matter. Its id is the matter's, unless `matter` names another.

    type: what it is. against: the person charged or the act appealed from or challenged. to: the body or officer.
    matter: the matter that this moves, if it is no new one. body: which body is asked to meet. supporters: who joins.
    prompted_by: the ids of the acts that led to it.
    grounds, particulars: of a charge. conduct: when the conduct was. person, office: of a nomination.
    """

    type: Literal[
        "charge", "appeal", "challenge", "question", "complaint", "nomination", "requisition", "request", "defence"
    ]
    against: str | UnsetType = UNSET
    to: str | UnsetType = UNSET
    matter: str | UnsetType = UNSET
    grounds: tuple[str, ...] = ()
    particulars: bool | str | UnsetType = UNSET
    conduct: str | UnsetType = UNSET
    person: str | UnsetType = UNSET
    office: str | UnsetType = UNSET
    body: str | UnsetType = UNSET
    supporters: tuple[str, ...] = ()
    prompted_by: tuple[str, ...] = ()


class Answered(Act, frozen=True, gc=False, tag="answered", kw_only=True):
    """An answer to a charge, a question, a proposal or a complaint. to: its id. in_writing: whether it was written.

    reasons: whether it gives reasons, or their words.
    """

    to: str
    in_writing: bool | UnsetType = UNSET
    reasons: bool | str | UnsetType = UNSET


class Heard(Act, frozen=True, gc=False, tag="heard", kw_only=True):
    """A matter is heard. before: the body. panel: who sat. respondent: whether heard, absent by choice, or shut out.

    matter: its id. chair: who presided. sitting: in which sitting. charges: the ids of the charges heard.
    allowed: what the respondent could do. afresh: whether everything was heard anew. witnesses: who gave evidence.
    """

    matter: str
    before: str | UnsetType = UNSET
    panel: tuple[str, ...] = ()
    chair: str | UnsetType = UNSET
    respondent: Literal["heard", "absent", "shut out"] | UnsetType = UNSET
    allowed: tuple[str, ...] | UnsetType = UNSET
    afresh: bool = False
    charges: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    sitting: str | UnsetType = UNSET


class Ruled(Act, frozen=True, gc=False, tag="ruled", kw_only=True):
    """Whoever may rule on meaning does so. article: of which text; means: what it means; act: about which act.

    finding: what was found of that act.
    """

    article: str | UnsetType = UNSET
    means: str | UnsetType = UNSET
    act: str | UnsetType = UNSET
    finding: str | UnsetType = UNSET


class Established(Act, frozen=True, gc=False, tag="established", kw_only=True):
    """A fact is found by whoever may find it. act: which act it is about. fact: its name; is: its value."""

    act: str
    fact: str
    is_: Scalar = field(default=True, name="is")


class Conceded(Act, frozen=True, gc=False, tag="conceded", kw_only=True):
    """A fact is conceded by whom it harms. act: which act it is about. fact: its name. is: its value."""

    act: str
    fact: str
    is_: Scalar = field(default=True, name="is")


class Disputed(Act, frozen=True, gc=False, tag="disputed", kw_only=True):
    """Somebody disputes that an act happened, or a fact of it. act: its id. fact: the fact. is: its value instead."""

    act: str
    fact: str | UnsetType = UNSET
    is_: Scalar | UnsetType = field(default=UNSET, name="is")


class Ordered(Act, frozen=True, gc=False, tag="ordered", kw_only=True):
    """A court or another outside authority orders. effects: what it orders. act: the act it is about."""

    effects: tuple[Effect, ...] = ()
    act: str | UnsetType = UNSET


class Agreed(Act, frozen=True, gc=False, tag="agreed", kw_only=True):
    """A settlement. with: the other side. effects: what was agreed. matter: what it closes."""

    with_: tuple[str, ...] = field(default=(), name="with")
    effects: tuple[Effect, ...] = ()
    matter: str | UnsetType = UNSET


class Delegated(Act, frozen=True, gc=False, tag="delegated", kw_only=True):
    """A power is passed on. power: its name; to: whom; until: to when."""

    power: str
    to: str
    until: str | UnsetType = UNSET


class Resigned(Act, frozen=True, gc=False, tag="resigned", kw_only=True):
    """Somebody resigns. from: `membership`, or an office or body. died: whether it was death instead."""

    start: str = field(default="membership", name="from")
    died: bool = False


class Published(Act, frozen=True, gc=False, tag="published", kw_only=True):
    """Something is published, or submitted to be. where: the bulletin, the notice board. what: its id, if an act.

    title: its title.
    """

    where: str
    what: str | UnsetType = UNSET
    title: str | UnsetType = UNSET


class Reported(Act, frozen=True, gc=False, tag="reported", kw_only=True):
    """Somebody reports: an account, minutes, work done, a contact. to: whom. what: the act or matter it is about.

    title: the report's title.
    """

    to: str | UnsetType = UNSET
    what: str | UnsetType = UNSET
    title: str | UnsetType = UNSET


class Paid(Act, frozen=True, gc=False, tag="paid", kw_only=True):
    """Dues are paid, or a fine. through: the last month covered (`2011-12`). what: the decision that fined.

    amount: how much, with its currency.
    """

    through: str | UnsetType = UNSET
    what: str | UnsetType = UNSET
    amount: str | UnsetType = UNSET


class Referred(Act, frozen=True, gc=False, tag="referred", kw_only=True):
    """A matter, a proposal, a contact or a member is handed on. what: its id. to: the body or unit that gets it."""

    what: str
    to: str


class Elapsed(Act, frozen=True, gc=False, tag="elapsed", kw_only=True):
    """Time ran out on something owed. Made by the judge itself, never written by people. what: the deadline."""

    what: str


class Corrected(Act, frozen=True, gc=False, tag="corrected", kw_only=True):
    """An entry was wrong. act: which; values: the fields as they should stand."""

    act: str
    values: dict[str, Scalar | list[str] | dict[str, Scalar]]


class Retracted(Act, frozen=True, gc=False, tag="retracted", kw_only=True):
    """An entry should not be on the record: it did not happen. act: which. why: the reason."""

    act: str
    why: str | UnsetType = UNSET


class Erased(Act, frozen=True, gc=False, tag="erased", kw_only=True):
    """The personal data of somebody were destroyed. person: the id that stays."""

    person: str


AnyAct = (
    Constituted | Enacted | Convened | Served | Sat | Proposed | Supported | Withdrew | Polled | Voted | Declared
    | Decided | Consented | Objected | Filed | Answered | Heard | Ruled | Established | Conceded | Disputed
    | Ordered | Agreed | Delegated | Resigned | Published | Reported | Paid | Referred | Elapsed
    | Corrected | Retracted | Erased
)  # fmt: skip

KINDS: dict[str, type[Act]] = {str(kind.__struct_config__.tag): kind for kind in AnyAct.__args__}
"""Kind, as it is written, -> its class."""
