"""Deciding without a vote: consent where enough have agreed and nobody objects, and lazy consensus by silence.

Rust RFC 3392 (a leadership council consents when all but two have reviewed, nobody objects, ten days have run);
the Apache Software Foundation's lazy consensus (silence for 72 hours is consent).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from comitia.count.errors import Place, RuleError


class Consented(Enum):
    """Where a proposal stands."""

    ADOPTED = "adopted"
    BLOCKED = "blocked by objection"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class ConsentRule:
    """`all_but`: how many of those entitled may be silent (None: all may). `wait`: how long it must stay open.

    `objections`: how many it takes to block. `outvoted`: objections stop blocking once this many consent (None:
    never). The unit of `wait` is the caller's: hours or days.
    """

    all_but: int | None = None
    wait: int = 0
    objections: int = 1
    outvoted: int | None = None


def consent(rule: ConsentRule, *, entitled: int, agreed: int, objected: int, waited: int) -> Consented:
    """Where a proposal stands after `waited`.

    Raises RuleError where more have spoken than are entitled.
    """
    if agreed < 0 or objected < 0 or agreed + objected > entitled:
        raise RuleError(
            "more-votes-than-members",
            f"{agreed} who consent and {objected} who object, of {entitled}",
            "at most one answer a member",
            "check the answers, and who was entitled",
            Place("consent"),
        )
    blocked = objected >= rule.objections and not (rule.outvoted is not None and agreed >= rule.outvoted)
    if blocked:
        return Consented.BLOCKED
    enough = rule.all_but is None or agreed >= entitled - rule.all_but
    return Consented.ADOPTED if enough and waited >= rule.wait else Consented.WAITING
