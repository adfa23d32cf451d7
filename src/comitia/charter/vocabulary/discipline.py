"""What may be done to a member, and how: grounds, procedures and their steps, interim measures, appeals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Condition, Name, family, word
from comitia.charter.quantities import EffectPattern, Majority, Party, Span, Threshold, Window


@family("grounds")
@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds(Clause):
    """The closed list of grounds on which a member may be charged."""

    grounds: dict[str, str] = word("", "Each ground by its name, with its words.", "fraud: misuse of the funds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a procedure."""

    by: tuple[Party, ...] = word(
        "by", "Who takes it.", "[any member, any body]", default=(), says="It is taken by {or}."
    )
    before: tuple[Party, ...] = word(
        "before", "Before whom.", "regional committee", default=(), says="It is before {or}."
    )
    states: tuple[Literal["ground", "particulars", "date", "witnesses", "reasons"], ...] = word(
        "states", "What it must state.", "[ground, particulars]", default=(), says="It states {}."
    )
    served_on: tuple[Party, ...] = word(
        "served on", "On whom it is served.", "respondent", default=(), says="It is served on {}."
    )
    at_least: Window | None = word(
        "at least",
        "The shortest time after another step.",
        "14 clear days after service of the charge",
        default=None,
        says="It comes at least {}.",
    )
    at_most: Window | None = word(
        "at most",
        "The longest time after another step.",
        "60 days after service of the charge",
        default=None,
        says="It comes at most {}.",
    )
    respondent_may: tuple[Literal["attend", "speak", "be accompanied", "call witnesses", "answer in writing"], ...] = (
        word(
            "respondent may",
            "The respondent's rights.",
            "[attend, speak]",
            default=(),
            says="The respondent may {}.",
        )
    )
    majority: Majority | None = word(
        "majority",
        "The majority and manner.",
        "two thirds of members present, by secret ballot",
        default=None,
        says="It takes {}.",
    )
    not_voting: tuple[Party, ...] = word(
        "not voting", "Who may not vote.", "[complainant, witnesses]", default=(), says="These do not vote: {}."
    )
    not_sitting: tuple[Party, ...] = word(
        "not sitting", "Who may not sit.", "[complainant]", default=(), says="These do not sit: {}."
    )
    panel: Threshold | None = word(
        "panel", "How many hear it.", "3", default=None, says="It is heard by {}.", judged=False
    )
    reasons: Span | None = word(
        "reasons within",
        "How soon written reasons are served on the respondent.",
        "7 days",
        default=None,
        says="Reasons in writing are served within {}.",
    )


@family("procedure")
@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Clause):
    """The steps without which a measure has no effect."""

    name: Name = word("", "Its name.", "expulsion")
    effect: tuple[EffectPattern, ...] = word(
        "effect", "The effects that only this procedure has.", "end membership", says="Without it nobody may {or}."
    )
    against: str = word("against", "Whom it concerns.", "a member", default="a member", says="It is against {}.")
    grounds: str = word(
        "grounds",
        "The article that lists the grounds, or `open`.",
        "6.1",
        default="",
        says="Its grounds are those of article {}.",
    )
    steps: dict[str, Step] = word(
        "steps", "The steps in order: charge, hearing, decision, and any other.", "charge: {by: any member}"
    )
    takes_effect: Literal[
        "at once", "on service of the decision", "when the time to appeal has run out", "on confirmation"
    ] = word(
        "takes effect",
        "When the decision takes effect.",
        "when the time to appeal has run out",
        default="at once",
        says="The decision takes effect {}.",
    )
    confirmed_by: tuple[Party, ...] = word(
        "confirmed by", "Who must confirm it.", "conference", default=(), says="It must be confirmed by {or}."
    )
    at_most: Span | None = word(
        "lasts at most", "The longest measure.", "2 years", default=None, says="The measure lasts {} at most."
    )
    otherwise: Literal["void", "voidable", "irregular"] = word(
        "otherwise",
        "What a skipped step means.",
        "void",
        default="void",
        says="If a step is skipped, the measure is {}.",
    )
    appeal: str = word("appeal", "The article of the appeal.", "6.5", default="", says="An appeal lies under {}.")
    limit: Window | None = word(
        "charged within",
        "How long after the conduct a charge may be brought.",
        "6 months of the conduct",
        default=None,
        says="The charge must be brought within {}.",
    )


@family("interim measure")
@dataclass(frozen=True, slots=True, kw_only=True)
class InterimMeasure(Clause):
    """A measure that may be taken before a hearing, within limits."""

    name: Name = word("", "Its name.", "suspension from office")
    effect: tuple[EffectPattern, ...] = word("effect", "Its effect.", "suspend mandate", says="It may {or}.")
    by: tuple[Party, ...] = word("by", "Who takes it.", "regional committee", says="It is taken by {or}.")
    ground: tuple[Literal["a charge is open", "an inquiry is open", "urgency"], ...] = word(
        "while", "What must be there.", "a charge is open", default=(), says="It is taken only in case of this: {or}."
    )
    at_most: Span | None = word(
        "lasts at most", "Its cap.", "30 days", default=None, says="It lasts {} at most, and then lapses."
    )
    review: Window | None = word(
        "reviewed within",
        "When it is reviewed.",
        "14 days",
        default=None,
        says="It is reviewed within {}.",
        judged=False,
    )
    renewable: bool = word(
        "renewable", "Whether it may be renewed.", "no", default=False, says="It may be renewed.|It may not be renewed."
    )


@family("house order")
@dataclass(frozen=True, slots=True, kw_only=True)
class HouseOrder(Clause):
    """What keeps order in a sitting, until the sitting ends."""

    by: tuple[Party, ...] = word("by", "Who gives it.", "chair", says="It is given by {or}.")
    effect: tuple[EffectPattern, ...] = word(
        "effect", "Its effect.", "suspend attendance", says="It may {or} until the sitting ends."
    )


@family("appeal")
@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Clause):
    """To whom a member may turn against a decision, and what silence then means."""

    name: Name = word("", "Its name.", "appeal against discipline")
    against: tuple[str, ...] = word(
        "against", "The procedures or articles it is against.", "[6.3]", says="It is against decisions under {or}."
    )
    by: tuple[Party, ...] = word("by", "Who may appeal.", "the respondent", says="{or} may appeal.")
    within: Window = word(
        "within", "Until when.", "60 days of service of the reasons", says="It must be brought within {}."
    )
    to: tuple[Party, ...] = word(
        "to",
        "The bodies, one after the other.",
        "[control commission, congress]",
        says="It goes, in this order, to {}.",
    )
    heard: Window | None = word(
        "heard within", "By when it is heard.", "90 days of filing", default=None, says="It is heard within {}."
    )
    not_sitting: tuple[Party, ...] = word(
        "not sitting", "Who may not hear it.", "whoever took part", default=(), says="These do not hear it: {}."
    )
    meanwhile: Literal["the decision is stayed", "the decision stands"] = word(
        "meanwhile",
        "What holds until then.",
        "the decision is stayed",
        default="the decision stands",
        says="Meanwhile {}.",
    )
    silence: Literal["the appeal is allowed", "the appeal is dismissed", "the appeal goes to the next body", ""] = word(
        "not heard in time",
        "What silence means.",
        "the appeal is allowed",
        default="",
        says="If it is not heard in time, {}.",
    )
    hearing: Literal["rehearing", "review"] = word(
        "hearing", "Whether all is heard afresh.", "rehearing", default="review", says="It is a {}."
    )
    outcomes: tuple[Literal["dismiss", "quash", "vary downwards", "vary", "remit"], ...] = word(
        "outcomes",
        "What the body may do.",
        "[dismiss, quash, remit]",
        default=("dismiss", "quash", "remit"),
        says="The body may {or}.",
    )
    final: bool = word(
        "final",
        "Whether the last body's decision closes the matter.",
        "yes",
        default=True,
        says="The last decision is final.|The last decision is not final.",
        judged=False,
    )


@family("reopening")
@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening(Clause):
    """When a closed matter may be opened again."""

    grounds: tuple[str, ...] = word(
        "grounds",
        "On which grounds.",
        "[new evidence, fraud]",
        says="A closed matter is reopened only on {or}.",
        judged=False,
    )
    by: tuple[Party, ...] = word(
        "by", "Who may ask.", "[the respondent]", default=(), says="{or} may ask for it.", judged=False
    )
    within: Window | None = word(
        "within",
        "Until when.",
        "1 year of the decision",
        default=None,
        says="This must be asked within {}.",
        judged=False,
    )
    again: Literal["barred after a decision on the merits", "free"] = word(
        "second charge",
        "Whether the same facts may be charged again.",
        "barred after a decision on the merits",
        default="barred after a decision on the merits",
        says="A second charge on the same facts is {}.",
    )
    when: Condition | None = word(
        "when",
        "A further condition.",
        "act.new_evidence",
        default=None,
        says="It is reopened only where {}.",
        judged=False,
    )
