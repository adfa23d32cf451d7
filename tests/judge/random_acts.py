"""Acts of every kind at random, over the ids, people and bodies of the club (`club.py`).

acts()         a strategy: up to so many acts after the club's first year, in the order of happening
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import fields

from comitia.record import acts as kinds
from comitia.record.acts import Act, Effect, Tally

KINDS: tuple[type[Act], ...] = tuple(sorted(Act.__subclasses__(), key=lambda kind: kind.__name__))

PEOPLE = ("a", "b", "c", "d", "e", "f", "g", "visitor-x")
UNITS = ("club", "branch-x", "branch-y", "branch-z")
SEATS = (
    "general meeting", "committee", "appeal board", "secretary", "treasurer", "press", "branch meeting/branch-x",
    "branch secretary/branch-x", "branch meeting/branch-z", "senate",
)  # fmt: skip
EARLIER = (
    "u2", "e1", "e2", "e3", "mo1", "p1", "m1", "c1", "h1", "d1", "a1", "q1", "d2", "d3", "d4", "m2", "x0", "x1", "x2",
    "x3", "x4", "x5", "x6", "x7", "nothing",
)  # fmt: skip
WORDS = (
    "levy", "repairs", "contract", "rent", "order", "standing orders", "charter", "fraud", "disobedience", "rudeness",
    "fine", "membership", "notice", "own wrong", "bulletin", "motion", "emergency", "lot", "1", "21", "happened",
    "charge not served", "short notice", "member not summoned", "in person", "post", "text message", "accident",
)  # fmt: skip
EFFECTS = ("membership", "mandate", "vote", "hold office", "unit", "body", *WORDS[:11], *EARLIER)

person = st.sampled_from(PEOPLE)
seat = st.sampled_from(SEATS)
word = st.sampled_from(WORDS)
earlier = st.sampled_from(EARLIER)
actor = st.one_of(
    person, seat, st.just("a court"), st.builds("{} as {}".format, person, st.sampled_from(SEATS[3:5] + SEATS[7:8]))
)
anybody = st.one_of(person, seat, st.sampled_from(UNITS))
time = st.sampled_from(
    (
        "2020-03-01",
        "2020-03-11",
        "2020-03-20",
        "2020-04-01",
        "2020-04-15",
        "2020-05",
        "2020",
        "2020-07-01",
        "2021-01-01",
    )
)
scalar = st.one_of(st.booleans(), st.integers(-1, 3), word)
people = st.lists(person, max_size=4, unique=True).map(tuple)
words = st.lists(word, max_size=3, unique=True).map(tuple)
number = st.integers(0, 7)
facts = st.fixed_dictionaries(
    {}, optional={"amount": number, "members": st.integers(1, 7), "urgent": st.booleans(), "nominations posted": time}
)
tally = st.builds(
    Tally,
    **{name: st.one_of(st.just(UNSET), number) for name in ("yes", "no", "abstain", "blank", "present", "entitled")},
    options=st.one_of(st.just(UNSET), st.dictionaries(person, number, max_size=3)),
)
effect = st.builds(
    Effect,
    do=st.sampled_from(
        ("confer", "end", "suspend", "restore", "constitute", "dissolve", "enact", "repeal", "oblige", "forbid",
         "permit", "stay", "annul", "confirm", "remit")
    ),
    what=st.sampled_from(EFFECTS),
    to=st.one_of(st.just(UNSET), anybody),
    of=st.one_of(st.just(UNSET), seat, st.just("branch")),
    as_=st.one_of(st.just(UNSET), word),
    ground=st.one_of(st.just(UNSET), word),
    start=st.one_of(st.just(UNSET), time),
    until=st.one_of(st.just(UNSET), time),
    votes=st.one_of(st.just(UNSET), number),
    version=st.one_of(st.just(UNSET), st.sampled_from(("1", "2", "3"))),
    articles=st.one_of(st.just(UNSET), st.sampled_from((("31",), ("2",)))),
)  # fmt: skip
sensible = st.one_of(
    st.builds(Effect, do=st.just("oblige"), what=st.sampled_from(WORDS[:5])),
    st.builds(Effect, do=st.just("confer"), what=st.just("mandate"), to=person, of=st.sampled_from(SEATS[1:8])),
    st.builds(Effect, do=st.just("end"), what=st.just("mandate"), to=person, of=st.sampled_from(SEATS[1:8])),
    st.builds(Effect, do=st.just("end"), what=st.just("membership"), to=person, ground=st.just("fraud")),
    st.builds(Effect, do=st.sampled_from(("confer", "restore")), what=st.just("membership"), to=person),
    st.builds(Effect, do=st.just("suspend"), what=st.sampled_from(("mandate", "vote")), to=person, of=seat, until=time),
    st.builds(Effect, do=st.sampled_from(("annul", "confirm", "remit", "stay")), what=earlier),
    st.builds(Effect, do=st.just("enact"), what=st.just("charter"), version=st.just("2"), articles=st.just(("31",))),
    st.builds(Effect, do=st.just("enact"), what=st.just("standing orders"), version=st.sampled_from(("1", "2"))),
    st.builds(
        Effect,
        do=st.sampled_from(("constitute", "dissolve")),
        what=st.just("unit"),
        to=st.sampled_from(UNITS),
        of=st.just("branch"),
    ),
)
"""Effects that some clause of the club knows."""
effects = st.lists(st.one_of(sensible, effect), max_size=3).map(tuple)
reasons = st.one_of(st.booleans(), word)

FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "recorded": time, "note": st.just("-"), "facts": facts, "by": actor, "unit": st.sampled_from(UNITS),
    "tier": st.sampled_from(("branch", "club", "region")), "under": st.sampled_from(UNITS), "name": word,
    "members": people,
    "instrument": st.sampled_from(("charter", "standing orders", "law")), "version": st.sampled_from(("1", "2", "3")),
    "sitting": earlier, "tally": tally, "body": seat, "place": st.sampled_from(("hall", "school")), "business": words,
    "upon": earlier, "what": st.one_of(earlier, word), "channel": word, "chair": person,
    "present": st.one_of(people, number),
    "omitted": st.dictionaries(person, word, max_size=2), "until": time, "to": st.one_of(earlier, anybody),
    "title": st.sampled_from(("motion", "levy")), "effects": effects, "amends": earlier, "supporters": people,
    "election": seat, "candidates": people, "seats": number, "opens": time, "closes": time, "roll": number,
    "record_date": time, "poll": earlier, "choice": word, "rule": word, "closed": time, "tie": word, "item": word,
    "matter": earlier, "voting": people, "against": people, "chair_decided": st.booleans(),
    "reasons": reasons,
    "power": word, "waives": words, "knowingly": st.booleans(), "issue": word, "veto": st.booleans(), "grounds": words,
    "particulars": reasons, "conduct": time, "person": person, "office": seat, "prompted_by": people,
    "in_writing": st.booleans(), "before": seat, "panel": people, "allowed": st.just(("attend", "speak")),
    "afresh": st.booleans(), "charges": words, "article": word, "means": word, "act": st.one_of(earlier, person),
    "finding": word, "fact": word, "is_": scalar, "with_": people, "died": st.booleans(), "where": word,
    "through": st.sampled_from(("2020-02", "2020-03", "2020-06", "2020-12")), "amount": word, "why": word,
    "values": st.dictionaries(st.sampled_from(("at", "by", "title")), word, max_size=1), "start": time,
    "manner": st.sampled_from(
        ("show of hands", "ballot", "secret ballot", "postal ballot", "electronic vote", "acclamation")
    ), "reopens": earlier, "witnesses": people,
}  # fmt: skip
"""Field -> what may stand in it, where all kinds of act use it alike."""

OWN: dict[tuple[type[Act], str], st.SearchStrategy[Any]] = {
    (kinds.Convened, "on"): time,
    (kinds.Served, "on"): st.one_of(people, st.just("everyone entitled")),
    (kinds.Sat, "event"): st.sampled_from(("opened", "arrived", "left", "adjourned", "resumed", "closed")),
    (kinds.Filed, "against"): st.one_of(person, earlier),
    (kinds.Filed, "type"): st.sampled_from(
        ("charge", "appeal", "challenge", "question", "complaint", "nomination", "requisition", "request", "defence")
    ),
    (kinds.Heard, "respondent"): st.sampled_from(("heard", "absent", "shut out")),
    (kinds.Resigned, "start"): st.one_of(st.just("membership"), seat),
    (kinds.Elapsed, "what"): st.sampled_from(
        ("hear:a1:0", "ratify:d2", "concur:d3", "reply:mo1", "answer a question:q1", "lapse:a", "lapse:e", "effect:d1")
    ),
}  # fmt: skip


def _strategy(kind: type[Act]) -> st.SearchStrategy[Callable[[str, str], Act]]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    further: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields(kind):
        if field.name not in ("id", "at"):
            values = OWN.get((kind, field.name), FIELDS.get(field.name, _by_type(field.type)))
            (needed if field.required else further)[field.name] = values
    chosen = st.fixed_dictionaries(needed, optional=further)
    return chosen.map(lambda given: lambda ident, at: kind(id=ident, at=at, **given))


def _by_type(type_: Any) -> st.SearchStrategy[Any]:
    """For a field of which nothing more is known: something of its type."""
    members = getattr(type_, "__args__", (type_,))
    if bool in members:
        return st.booleans()
    if any(getattr(member, "__origin__", None) is tuple for member in (*members, type_)):
        return st.one_of(people, words)
    return st.one_of(earlier, person, word)


def _turning(by: str, do: str, what: str) -> Callable[[str, str], Act]:
    ordered = kinds.Ordered if by == "a court" else kinds.Decided
    return lambda ident, at: ordered(id=ident, at=at, by=by, effects=(Effect(do=do, what=what),))  # type: ignore[arg-type]


TURNING: st.SearchStrategy[Callable[[str, str], Act]] = st.builds(
    _turning,
    st.sampled_from(("a court", "branch meeting/branch-y")),
    st.sampled_from(("annul", "confirm")),
    st.sampled_from(("e1", "e2", "e3", "d1", "d2", "d3", "d4", "x0", "x1")),
)
"""Acts that undo or make good what was done: these reach back."""


def acts(most: int = 8, days: tuple[str, ...] = ("2020-03-11", "2020-03-20", "2020-04-15", "2020-07-01")) -> Any:
    """More acts after the first year, in the order of happening, with the ids x0, x1, ..."""
    every_kind = st.sampled_from(KINDS).flatmap(_strategy)
    one = st.integers(0, 3).flatmap(lambda drawn: every_kind if drawn else TURNING)
    dated = st.lists(st.tuples(one, st.sampled_from(days)), min_size=1, max_size=most)
    return dated.map(
        lambda drawn: tuple(
            make(f"x{n}", at) for n, (make, at) in enumerate(sorted(drawn, key=lambda made_at: made_at[1]))
        )
    )
