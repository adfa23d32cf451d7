"""What binds everybody: powers, duties, rights, concurrence, amendment, and what follows from a defect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Condition, Name, family, word
from comitia.charter.quantities import EffectPattern, Majority, Party, Span, Threshold, Window

Consequence = Literal["void", "voidable", "irregular", "none"]
Interest = Literal["respondent", "absentees", "electors", "members", "minority", "candidates", "the public", "nobody"]


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
    over: str = word("over", "Over whom or what.", "a subordinate body", default="", says="It is over {}.")
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
        "within", "By when it is given.", "30 days of submission", default=None, says="It is given within {}."
    )
    once_per: str = word("once per", "How often.", "issue", default="", says="It may be used once per {}.")
    flags: Span | None = word(
        "flags discipline within",
        "How long discipline begun against its user is flagged.",
        "90 days",
        default=None,
        says="Discipline begun against its user within {} is flagged.",
    )
    access: tuple[Party, ...] = word("access", "Who may see.", "[any member]", default=(), says="It is open to {}.")


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
        "final", "Whether it is final.", "yes", default=False, says="Its ruling is final.|Its ruling is not final."
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
        "approved by", "Who must approve them.", "congress", default=(), says="They must be approved by {or}."
    )


@family("defect")
@dataclass(frozen=True, slots=True, kw_only=True)
class Defect(Clause):
    """What follows from a defect: the consequence, whom it protects, who may raise it until when, what cures it."""

    name: Name = word("", "The defect, by its code (see the list of findings).", "member not summoned")
    consequence: Consequence = word("consequence", "What follows.", "void", says="What follows for the act: {}.")
    material: Literal["always", "if it may have changed the result"] = word(
        "falls",
        "Whether the margin matters.",
        "if it may have changed the result",
        default="always",
        says="The act falls {}.",
    )
    protects: Interest = word(
        "protects",
        "Whose interest the rule protects.",
        "respondent",
        default="members",
        says="Whom the rule protects: {}.",
    )
    raised_by: tuple[Party, ...] = word(
        "raised by",
        "Who may raise it; silent: those it protects.",
        "[any member]",
        default=(),
        says="{or} may raise it.",
    )
    within: Window | None = word(
        "within", "Until when.", "1 month of knowledge", default=None, says="It must be raised within {}."
    )
    waived: Literal["never", "by those protected", "by those protected, knowingly", "by all"] = word(
        "waived", "Who may waive it.", "by those protected", default="never", says="Who may waive it: {}."
    )
    cured_by: tuple[
        Literal[
            "step taken again",
            "ratification",
            "rehearing",
            "rectification",
            "dispensation",
            "unanimous assent",
        ],
        ...,
    ] = word("cured by", "What cures it.", "[step taken again]", default=(), says="It is cured by {or}.")
    excused: tuple[str, ...] = word(
        "excused by", "Facts that excuse it.", "[accident]", default=(), says="It is excused by {or}."
    )
    overridable: bool = word(
        "may be overridden",
        "Whether a charter may say otherwise.",
        "no",
        default=True,
        says="A charter may say otherwise.|No charter may say otherwise.",
    )


@family("proof")
@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Clause):
    """Who must show what, and what is presumed until put in issue."""

    name: Name = word("", "The fact.", "service of the charge")
    burden: Literal["whoever relies on it", "whoever denies it"] = word(
        "burden", "Who must show it.", "whoever relies on it", default="whoever relies on it", says="{} must show it."
    )
    presumed: bool = word(
        "presumed",
        "Whether it is presumed until put in issue.",
        "yes",
        default=False,
        says="It is presumed until put in issue.||It is not presumed.",
    )
    standard: Literal["correctness", "some evidence", "rationality"] | None = word(
        "standard",
        "How a body's finding is reviewed.",
        "some evidence",
        default=None,
        says="A body's finding on it is reviewed for {}.",
    )


@family("de facto")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeFacto(Clause):
    """When the acts of somebody wrongly appointed stand."""

    of: tuple[Party, ...] = word("of", "Whose acts.", "[any body, officer]", says="The acts of {} stand.")
    although: tuple[Literal["a defect of appointment", "a vacancy", "a disqualification"], ...] = word(
        "although", "In spite of what.", "[a defect of appointment]", says="They stand in spite of {or}."
    )
    not_after: tuple[Literal["the term expired", "usurpation", "notice of the defect"], ...] = word(
        "not after",
        "What ends the protection.",
        "[the term expired]",
        default=("the term expired", "usurpation"),
        says="This ends the protection: {or}.",
    )


@family("review")
@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Clause):
    """Who may challenge an act that is voidable, before whom, until when, and what is never too late."""

    of: tuple[str, ...] = word("of", "Which acts.", "[any decision]", says="It is about {}.")
    by: tuple[Party, ...] = word("by", "Who may challenge.", "[any member]", says="{or} may challenge.")
    to: tuple[Party, ...] = word(
        "to", "Before whom.", "[control commission]", default=(), says="The challenge goes to {or}."
    )
    within: Window | None = word(
        "within", "Until when.", "1 month of knowledge", default=None, says="It must be brought within {}."
    )
    exhaust: bool = word(
        "after internal appeal",
        "Whether appeals inside come first.",
        "yes",
        default=False,
        says="Appeals inside come first.||Appeals inside need not come first.",
    )
    remedy: Literal["annul", "annul, not substitute", "declare", "order anew"] = word(
        "remedy", "What the forum may do.", "annul", default="annul", says="The forum may {}."
    )


@family("outside order")
@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOrder(Clause):
    """Who outside may order the organisation, or bind it by award."""

    by: tuple[str, ...] = word("by", "Who.", "[a court, the certification officer]", says="Orders may come from {or}.")
    may: tuple[Literal["annul", "stay", "oblige", "forbid", "convene", "validate", "appoint"], ...] = word(
        "may", "What.", "[annul, stay]", says="An order may {or}."
    )


@family("cure")
@dataclass(frozen=True, slots=True, kw_only=True)
class Cure(Clause):
    """What makes a defective act good, on what conditions, and since when."""

    name: Literal[
        "step taken again", "ratification", "rehearing", "rectification", "dispensation", "unanimous assent"
    ] = word("", "The kind of cure.", "ratification")
    by: tuple[Party, ...] = word(
        "by", "Who can give it.", "[whoever holds it]", default=(), says="It is given by {or}."
    )
    needs: tuple[
        Literal[
            "the procedure the act needed",
            "the defect named",
            "others than before",
            "the respondent took part",
            "before the result",
            "all those protected",
        ],
        ...,
    ] = word("needs", "What it takes.", "[the defect named]", default=(), says="What it needs: {}.")
    since: Literal["from the start", "from now on"] = word(
        "counts", "Since when.", "from the start", default="from now on", says="It counts {}."
    )


@family("guarantee")
@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee(Clause):
    """A guarantee that the organisation asks its own constitution to keep; `check` looks for a way around it."""

    name: Name = word("", "Its name.", "no one is expelled unheard")
    never: Condition = word(
        "never", "What must never be.", "effect.what == 'membership' && !case.heard", says="This must never be: {}."
    )


@family("not modelled")
@dataclass(frozen=True, slots=True, kw_only=True)
class NotModelled(Clause):
    """Says in place that the article is for people to judge, and why."""

    why: str = word("", "Why.", "people judge this", says="{}.")
