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
    of: tuple[Party, ...] = word("of", "Who has it.", "[central committee]", says="{} has it.")
    effect: tuple[EffectPattern, ...] = word(
        "effect", "What it can bring about.", "[suspend standing orders]", default=(), says="It can {}."
    )
    never: tuple[EffectPattern, ...] = word(
        "never",
        "What it never covers.",
        "[end membership, suspend body]",
        default=(),
        says="It never covers: {}.",
    )
    over: str = word("over", "Over whom or what.", "a subordinate body", default="", says="Over {}.")
    majority: Majority | None = word(
        "majority", "By what majority.", "two thirds of seats", default=None, says="By {}."
    )
    when: Condition | None = word("when", "On what condition.", "act.urgent", default=None, says="Only where {}.")
    lasts: Span | None = word("lasts", "How long what was done lasts.", "30 days", default=None, says="For {}.")
    ratified_by: tuple[Party, ...] = word(
        "ratified by", "Who must ratify.", "central committee", default=(), says="{} must ratify."
    )
    ratified_within: Span | None = word(
        "ratified within",
        "By when; otherwise it lapses.",
        "30 days",
        default=None,
        says="Ratified within {}, or it lapses.",
    )
    delegable: Literal["no", "yes", "once"] = word(
        "delegable", "Whether it may be passed on.", "no", default="no", says="It may be delegated: {}."
    )
    suspended_while: str = word(
        "suspended while",
        "While what runs it rests.",
        "a vote of no confidence",
        default="",
        says="It rests while {} runs.",
    )
    emergency: bool = word(
        "emergency",
        "Whether it is an emergency power.",
        "yes",
        default=False,
        says="It is an emergency power.",
    )


@family("duty")
@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Clause):
    """What is owed, by whom, when, by when, and what silence leads to."""

    name: Name = word("", "Its name.", "reply to proposal")
    of: tuple[Party, ...] = word("of", "Who owes it.", "the body addressed", says="{} owes it.")
    when: Literal[
        "a proposal is submitted",
        "a question is asked",
        "a complaint is filed",
        "a decision is taken",
        "a meeting has closed",
        "a vacancy arises",
        "a mandate ends",
        "a report is due",
    ] = word("when", "What sets it running.", "a proposal is submitted", says="When {}.")
    by: tuple[Party, ...] = word(
        "if by", "Only if that came from these.", "[branch, five members]", default=(), says="If by {}."
    )
    within: Span = word("within", "By when.", "45 days", says="Within {}.")
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
        says="If not, {}.",
    )


@family("right")
@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Clause):
    """A protected right of members."""

    name: Name = word("", "Its name.", "publish dissent")
    of: tuple[Party, ...] = word("of", "Whose it is.", "any member", says="It belongs to {}.")
    where: str = word("in", "Where.", "internal bulletin", default="", says="In {}.")
    within: Window | None = word(
        "within", "By when it is given.", "30 days of submission", default=None, says="Within {}."
    )
    once_per: str = word("once per", "How often.", "issue", default="", says="Once per {}.")
    flags: Span | None = word(
        "flags discipline within",
        "How long discipline begun against its user is flagged.",
        "90 days",
        default=None,
        says="Discipline begun against the user within {} is flagged.",
    )
    access: tuple[Party, ...] = word("access", "Who may see.", "[any member]", default=(), says="Seen by {}.")


@family("concurrence")
@dataclass(frozen=True, slots=True, kw_only=True)
class Concurrence(Clause):
    """An effect that waits for somebody else: confirmation, approval, joint act; or that somebody may stop: veto, objection."""

    name: Name = word("", "Its name.", "confirmation of expulsions")
    effect: tuple[EffectPattern, ...] = word("effect", "Which effects.", "[end membership]", says="To {}:")
    decided_by: tuple[Party, ...] = word(
        "decided by", "Only when these decided.", "[branch]", default=(), says="Decided by {}."
    )
    kind: Literal["confirmation", "approval", "joint act", "veto", "objection", "ratification"] = word(
        "kind", "What it is.", "confirmation", says="{} is needed or possible."
    )
    by: tuple[Party, ...] = word("by", "Whose.", "[central committee]", says="By {}.")
    within: Span | None = word("within", "By when.", "1 month", default=None, says="Within {}.")
    enough: Threshold | None = word(
        "enough", "How many objections stop it.", "one tenth of members", default=None, says="Stopped by {}."
    )
    silence: Literal["it takes effect", "it lapses"] = word(
        "silence", "What silence means.", "it lapses", default="it lapses", says="Silence: {}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrenched:
    """Articles that need more."""

    articles: tuple[str, ...] = word("articles", "Which articles.", "[6.3, 9.1]", says="Articles {}:")
    majority: Majority | None = word(
        "majority", "Their majority.", "three quarters of delegates", default=None, says="By {}."
    )
    meetings: int = word(
        "successive meetings",
        "At how many successive meetings.",
        "2",
        default=1,
        says="At {} successive meetings.",
    )


@family("amendment")
@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Clause):
    """How an instrument is changed, and from when the change counts."""

    of: str = word("of", "Which instrument.", "charter", default="charter", says="Of the {}:")
    by: tuple[Party, ...] = word("by", "Who amends.", "congress", says="Only {} amends.")
    majority: Majority | None = word(
        "majority", "By what majority.", "two thirds of delegates present", default=None, says="By {}."
    )
    notice: Span | None = word("notice", "On what notice.", "60 clear days", default=None, says="On {}' notice.")
    with_text: bool = word(
        "with the text",
        "Whether the notice carries the text.",
        "yes",
        default=False,
        says="The notice carries the text.",
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
        says="It takes effect {}.",
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

    by: tuple[Party, ...] = word("by", "Who rules.", "control commission", says="{} rules on meaning.")
    final: bool = word("final", "Whether it is final.", "yes", default=False, says="Its ruling is final.")


@family("enabling")
@dataclass(frozen=True, slots=True, kw_only=True)
class Enabling(Clause):
    """Who may make rules under this instrument, on what, and what they may not touch."""

    of: str = word("of", "The rules that may be made.", "standing orders", says="For {}:")
    by: tuple[Party, ...] = word("by", "Who makes them.", "central committee", says="{} makes them.")
    on: tuple[str, ...] = word("on", "On which families of clauses.", "[sitting, service]", default=(), says="On {}.")
    not_on: tuple[str, ...] = word("not on", "On which not.", "[procedure, grounds]", default=(), says="Not on {}.")
    approved_by: tuple[Party, ...] = word(
        "approved by", "Who must approve them.", "congress", default=(), says="Approved by {}."
    )


@family("defect")
@dataclass(frozen=True, slots=True, kw_only=True)
class Defect(Clause):
    """What follows from a defect: the consequence, whom it protects, who may raise it until when, what cures it."""

    name: Name = word("", "The defect, by its code (see the list of findings).", "member not summoned")
    consequence: Consequence = word("consequence", "What follows.", "void", says="It makes the act {}.")
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
        says="It protects {}.",
    )
    raised_by: tuple[Party, ...] = word(
        "raised by",
        "Who may raise it; silent: those it protects.",
        "[any member]",
        default=(),
        says="{} may raise it.",
    )
    within: Window | None = word("within", "Until when.", "1 month of knowledge", default=None, says="Within {}.")
    waived: Literal["never", "by those protected", "by those protected, knowingly", "by all"] = word(
        "waived", "Who may waive it.", "by those protected", default="never", says="Waived: {}."
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
    ] = word("cured by", "What cures it.", "[step taken again]", default=(), says="Cured by {}.")
    excused: tuple[str, ...] = word(
        "excused by", "Facts that excuse it.", "[accident]", default=(), says="Excused by {}."
    )
    overridable: bool = word(
        "may be overridden",
        "Whether a charter may say otherwise.",
        "no",
        default=True,
        says="A charter may say otherwise: {}.",
    )


@family("proof")
@dataclass(frozen=True, slots=True, kw_only=True)
class Proof(Clause):
    """Who must show what, and what is presumed until put in issue."""

    name: Name = word("", "The fact.", "service of the charge")
    burden: Literal["whoever relies on it", "whoever denies it"] = word(
        "burden",
        "Who must show it.",
        "whoever relies on it",
        default="whoever relies on it",
        says="{} must show it.",
    )
    presumed: bool = word(
        "presumed",
        "Whether it is presumed until put in issue.",
        "yes",
        default=False,
        says="Presumed until put in issue: {}.",
    )
    standard: Literal["correctness", "some evidence", "rationality"] | None = word(
        "standard",
        "How a body's finding is reviewed.",
        "some evidence",
        default=None,
        says="Reviewed for {}.",
    )


@family("de facto")
@dataclass(frozen=True, slots=True, kw_only=True)
class DeFacto(Clause):
    """When the acts of somebody wrongly appointed stand."""

    of: tuple[Party, ...] = word("of", "Whose acts.", "[any body, officer]", says="The acts of {} stand.")
    although: tuple[Literal["a defect of appointment", "a vacancy", "a disqualification"], ...] = word(
        "although", "In spite of what.", "[a defect of appointment]", says="Although there was {}."
    )
    not_after: tuple[Literal["the term expired", "usurpation", "notice of the defect"], ...] = word(
        "not after",
        "What ends the protection.",
        "[the term expired]",
        default=("the term expired", "usurpation"),
        says="Not after {}.",
    )


@family("review")
@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Clause):
    """Who may challenge an act that is voidable, before whom, until when, and what is never too late."""

    of: tuple[str, ...] = word("of", "Which acts.", "[any decision]", says="Of {}:")
    by: tuple[Party, ...] = word("by", "Who may challenge.", "[any member]", says="{} may challenge.")
    to: tuple[Party, ...] = word("to", "Before whom.", "[control commission]", default=(), says="Before {}.")
    within: Window | None = word("within", "Until when.", "1 month of knowledge", default=None, says="Within {}.")
    exhaust: bool = word(
        "after internal appeal",
        "Whether appeals inside come first.",
        "yes",
        default=False,
        says="After the appeals inside.",
    )
    remedy: Literal["annul", "annul, not substitute", "declare", "order anew"] = word(
        "remedy", "What the forum may do.", "annul", default="annul", says="It may {}."
    )


@family("outside order")
@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideOrder(Clause):
    """Who outside may order the organisation, or bind it by award."""

    by: tuple[str, ...] = word("by", "Who.", "[a court, the certification officer]", says="{} may order.")
    may: tuple[Literal["annul", "stay", "oblige", "forbid", "convene", "validate", "appoint"], ...] = word(
        "may", "What.", "[annul, stay]", says="It may {}."
    )


@family("cure")
@dataclass(frozen=True, slots=True, kw_only=True)
class Cure(Clause):
    """What makes a defective act good, on what conditions, and since when."""

    name: Literal[
        "step taken again", "ratification", "rehearing", "rectification", "dispensation", "unanimous assent"
    ] = word("", "The kind of cure.", "ratification")
    by: tuple[Party, ...] = word("by", "Who can give it.", "[whoever holds it]", default=(), says="By {}.")
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
    ] = word("needs", "What it takes.", "[the defect named]", default=(), says="It needs {}.")
    since: Literal["from the start", "from now on"] = word(
        "counts", "Since when.", "from the start", default="from now on", says="It counts {}."
    )


@family("guarantee")
@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee(Clause):
    """A guarantee that the organisation asks its own constitution to keep; `check` looks for a way around it."""

    name: Name = word("", "Its name.", "no one is expelled unheard")
    never: Condition = word("never", "What must never be.", "", says="Never: {}.")


@family("not modelled")
@dataclass(frozen=True, slots=True, kw_only=True)
class NotModelled(Clause):
    """Says in place that the article is for people to judge, and why."""

    why: str = word("", "Why.", "people judge this", says="{}")
