"""What follows when something is wrong: defects, proof, acts that stand all the same, review, outside orders, cure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Name, family, word
from comitia.charter.quantities import Party, Window

Consequence = Literal["void", "voidable", "irregular", "none"]
Interest = Literal["respondent", "absentees", "electors", "members", "minority", "candidates", "the public", "nobody"]


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
        "burden",
        "Who must show it.",
        "whoever relies on it",
        default="whoever relies on it",
        says="{} must show it.",
        judged=False,
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
        "remedy", "What the forum may do.", "annul", default="annul", says="The forum may {}.", judged=False
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
