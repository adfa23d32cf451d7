"""What binds everybody: powers, duties, rights, concurrence, amendment, rules made under the text, guarantees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Condition, Name, family, word
from comitia.charter.quantities import EffectPattern, Majority, Party, Span, Threshold, Window


@family("power")
@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Clause):
    """Who may do what, on what conditions, and what it never covers."""

    name: Name = word("", "Its name.", "declare emergency")
    of: tuple[Party, ...] = word("of", "Who has it.", "[central committee]", says="It belongs to {}.")
    effect: tuple[EffectPattern, ...] = word(
        "effect", "What it can bring about.", "[suspend standing orders]", default=(), says="It covers this: to {or}."
    )
    never: tuple[EffectPattern, ...] = word(
        "never",
        "What it never covers.",
        "[end membership, suspend body]",
        default=(),
        says="It never covers this: to {or}.",
    )
    over: str = word(
        "over", "Over whom or what.", "a subordinate body", default="", says="It is over {}.", judged=False
    )
    majority: Majority | None = word(
        "majority", "By what majority.", "two thirds of seats", default=None, says="It takes {}."
    )
    when: Condition | None = word(
        "when", "On what condition.", "act.urgent", default=None, says="It holds only where {}."
    )
    lasts: Span | None = word(
        "lasts", "How long what was done lasts.", "30 days", default=None, says="What is done lasts {}."
    )
    ratified_by: tuple[Party, ...] = word(
        "ratified by", "Who must ratify.", "central committee", default=(), says="It must be ratified by {or}."
    )
    ratified_within: Span | None = word(
        "ratified within",
        "By when; otherwise it lapses.",
        "30 days",
        default=None,
        says="If it is not ratified within {}, it lapses.",
    )
    delegable: Literal["no", "yes", "once"] = word(
        "delegable", "Whether it may be passed on.", "no", default="no", says="It may be delegated: {}."
    )
    suspended_while: str = word(
        "suspended while",
        "While what runs it rests.",
        "a vote of no confidence",
        default="",
        says="It rests during {}.",
    )
    emergency: bool = word(
        "emergency",
        "Whether it is an emergency power.",
        "yes",
        default=False,
        says="It is an emergency power.||It is no emergency power.",
    )


@family("duty")
@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Clause):
    """What is owed, by whom, when, by when, and what silence leads to."""

    name: Name = word("", "Its name.", "reply to proposal")
    of: tuple[Party, ...] = word("of", "Who owes it.", "the body addressed", says="It is owed by {or}.")
    when: Literal[
        "a proposal is submitted",
        "a question is asked",
        "a complaint is filed",
        "a decision is taken",
        "a meeting has closed",
        "a vacancy arises",
        "a mandate ends",
        "a report is due",
    ] = word("when", "What sets it running.", "a proposal is submitted", says="It arises when {}.")
    by: tuple[Party, ...] = word(
        "if by",
        "Only if that came from these.",
        "[branch, five members]",
        default=(),
        says="It arises only if that came from {or}.",
    )
    within: Span = word("within", "By when.", "45 days", says="It is due within {}.")
    must: tuple[Literal["in writing", "with reasons"], ...] = word(
        "how", "In what form.", "[in writing, with reasons]", default=(), says="It is done {}."
    )
    otherwise: Literal[
        "it is overdue",
        "it goes on the agenda of the next higher body",
        "it is allowed",
        "it is refused",
        "the asker may complain",
    ] = word(
        "else",
        "What silence leads to.",
        "it goes on the agenda of the next higher body",
        default="it is overdue",
        says="If it is not done, {}.",
    )


@family("right")
@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Clause):
    """A protected right of members."""

    name: Name = word("", "Its name.", "publish dissent")
    of: tuple[Party, ...] = word("of", "Whose it is.", "any member", says="It belongs to {}.")
    where: str = word("in", "Where.", "internal bulletin", default="", says="Its place is the {}.")
    within: Window | None = word(
        "within",
        "By when it is given.",
        "30 days of submission",
        default=None,
        says="It is given within {}.",
        judged=False,
    )
    once_per: str = word(
        "once per", "How often.", "issue", default="", says="It may be used once per {}.", judged=False
    )
    flags: Span | None = word(
        "flags discipline within",
        "How long discipline begun against its user is flagged.",
        "90 days",
        default=None,
        says="Discipline begun against its user within {} is flagged.",
    )
    access: tuple[Party, ...] = word(
        "access", "Who may see.", "[any member]", default=(), says="It is open to {}.", judged=False
    )


@family("concurrence")
@dataclass(frozen=True, slots=True, kw_only=True)
class Concurrence(Clause):
    """An effect that waits for somebody else: confirmation, approval, joint act; or that somebody may stop: veto, objection."""

    name: Name = word("", "Its name.", "confirmation of expulsions")
    effect: tuple[EffectPattern, ...] = word(
        "effect", "Which effects.", "[end membership]", says="It is about a decision to {or}."
    )
    decided_by: tuple[Party, ...] = word(
        "decided by", "Only when these decided.", "[branch]", default=(), says="It is about decisions of {or}."
    )
    kind: Literal["confirmation", "approval", "joint act", "veto", "objection", "ratification"] = word(
        "kind", "What it is.", "confirmation", says="What it is: {}."
    )
    by: tuple[Party, ...] = word("by", "Whose.", "[central committee]", says="It is given by {or}.")
    within: Span | None = word("within", "By when.", "1 month", default=None, says="It is given within {}.")
    enough: Threshold | None = word(
        "enough", "How many objections stop it.", "one tenth of members", default=None, says="It takes {}."
    )
    silence: Literal["it takes effect", "it lapses"] = word(
        "silence", "What silence means.", "it lapses", default="it lapses", says="Silence means that {}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrenched:
    """Articles that need more."""

    articles: tuple[str, ...] = word(
        "articles", "Which articles.", "[6.3, 9.1]", says="These articles are entrenched: {}."
    )
    majority: Majority | None = word(
        "majority", "Their majority.", "three quarters of delegates", default=None, says="Their amendment takes {}."
    )
    meetings: int = word(
        "successive meetings",
        "At how many successive meetings.",
        "2",
        default=1,
        says="Their amendment takes {} successive meetings.",
    )


@family("amendment")
@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Clause):
    """How an instrument is changed, and from when the change counts."""

    of: str = word("of", "Which instrument.", "charter", default="charter", says="It is about the {}.")
    by: tuple[Party, ...] = word("by", "Who amends.", "congress", says="Only {or} may amend it.")
    majority: Majority | None = word(
        "majority", "By what majority.", "two thirds of delegates present", default=None, says="An amendment takes {}."
    )
    notice: Span | None = word(
        "notice", "On what notice.", "60 clear days", default=None, says="An amendment takes notice of {}."
    )
    with_text: bool = word(
        "with the text",
        "Whether the notice carries the text.",
        "yes",
        default=False,
        says="The notice carries the text.||The notice need not carry the text.",
        judged=False,
    )
    entrenched: Entrenched | None = word(
        "entrenched",
        "Articles that need more.",
        "{articles: [9.1], majority: three quarters of delegates}",
        default=None,
    )
    takes_effect: Literal["on declaration", "at the end of the sitting", "after notice", "at the date stated"] = word(
        "takes effect",
        "From when.",
        "at the end of the sitting",
        default="on declaration",
        says="An amendment takes effect {}.",
    )
    pending: Literal["the new text", "the text they began under"] = word(
        "pending matters",
        "Which text governs pending matters.",
        "the text they began under",
        default="the new text",
        says="Pending matters follow {}.",
    )


@family("interpretation")
@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation(Clause):
    """Who rules on what the text means. A ruling counts from its date."""

    by: tuple[Party, ...] = word("by", "Who rules.", "control commission", says="{or} rules on what the text means.")
    final: bool = word(
        "final",
        "Whether it is final.",
        "yes",
        default=False,
        says="Its ruling is final.|Its ruling is not final.",
        judged=False,
    )


@family("enabling")
@dataclass(frozen=True, slots=True, kw_only=True)
class Enabling(Clause):
    """Who may make rules under this instrument, on what, and what they may not touch."""

    of: str = word("of", "The rules that may be made.", "standing orders", says="It is about {}.")
    by: tuple[Party, ...] = word("by", "Who makes them.", "central committee", says="They are made by {or}.")
    on: tuple[str, ...] = word(
        "on", "On which families of clauses.", "[sitting, service]", default=(), says="They may be about {or}."
    )
    not_on: tuple[str, ...] = word(
        "not on", "On which not.", "[procedure, grounds]", default=(), says="They may not be about {or}."
    )
    approved_by: tuple[Party, ...] = word(
        "approved by",
        "Who must approve them.",
        "congress",
        default=(),
        says="They must be approved by {or}.",
        judged=False,
    )


@family("guarantee")
@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee(Clause):
    """A guarantee that the organisation asks its own constitution to keep; `check` looks for a way around it."""

    name: Name = word("", "Its name.", "no one is expelled unheard")
    never: Condition = word(
        "never",
        "What must never be.",
        "effect.what == 'membership' && !case.heard",
        says="This must never be: {}.",
        judged=False,
    )


@family("not modelled")
@dataclass(frozen=True, slots=True, kw_only=True)
class NotModelled(Clause):
    """Says in place that the article is for people to judge, and why."""

    why: str = word("", "Why.", "people judge this", says="{}.")
