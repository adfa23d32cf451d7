"""What the judge says: findings, the outcome of each effect, the outcome of an act. Data, never prose."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from comitia.charter.clause import Cite

Status = Literal["shown", "presumed", "disputed", "unproven"]
Consequence = Literal["void", "voidable", "irregular", "none"]
Verdict = Literal["valid", "irregular", "voidable", "unproven", "inchoate", "void"]
Life = Literal["", "in force", "stayed", "annulled", "confirmed", "cured", "lapsed", "superseded", "moot", "fallen"]

Value = str | int | tuple[str, ...]


class Finding(Struct, frozen=True, gc=False):
    """One thing found about an act or one of its effects.

    code: of `defects`. cites: the articles that require, the nearest first. follows: the article that says what
    follows from the breach.
    effect: which effect it hits, from 0; None: all of them. args: what was found and required, for the sentence.
    raised_by, until: who may raise it, and the last day (ordinal; None: no limit, or not running). cause: the id of
    the act from which the defect is inherited.
    """

    code: str
    status: Status = "shown"
    consequence: Consequence = "none"
    protects: str = ""
    cites: tuple[Cite, ...] = ()
    follows: Cite | None = None
    effect: int | None = None
    args: dict[str, Value] = {}
    raised_by: tuple[str, ...] = ()
    until: int | None = None
    cause: str = ""
    not_before: int | None = None


class EffectOutcome(Struct, frozen=True, gc=False):
    """What became of one effect. from_day: since when it has effect; None: not (yet)."""

    verdict: Verdict
    life: Life = ""
    from_day: int | None = None


class Outcome(Struct, frozen=True, gc=False):
    """What the judge says of one act: its findings, each effect, and the gravest verdict of them.

    effects is empty for acts that assert none; their verdict is then `verdict`.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    effects: tuple[EffectOutcome, ...] = ()
