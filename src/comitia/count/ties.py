"""Ties. A tie is broken by the steps that a constitution declares, in their order, and each break is logged.

Nothing here draws lots: a lot is an order that somebody declared, or the SHA-256 of a seed that was published
before the count. Where no declared step decides, the count stops and says between whom a lot is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from comitia.count.result import Tie, Votes

Step = Literal["previous stage", "first difference", "order", "seed"]
STEPS: tuple[Step, ...] = ("previous stage", "first difference", "order", "seed")


BY_WORDS: dict[str, tuple[Step, ...]] = {
    "previous stage": ("previous stage",),
    "first difference": ("first difference",),
    "first stage lead": ("first difference",),
}
"""What a constitution calls how a tie is broken -> its steps; a lot, a chair and other words are none of them."""


@dataclass(frozen=True, slots=True)
class TieRule:
    """The steps to take, in order; None takes the rule's own, then `order` and `seed` where they are given.

    `order` names candidates from most to least favoured: who stands first stays in, or is dealt with first.
    `seed` is any text published before the count.
    """

    steps: tuple[Step, ...] | None = None
    order: tuple[str, ...] = ()
    seed: str = ""


class OpenTie(Exception):  # noqa: N818  (it carries a result, not a fault)
    """No declared step decides. Caught by `count`, which returns what was counted so far."""

    def __init__(self, tie: Tie) -> None:
        super().__init__(tie.purpose)
        self.tie = tie


def lot_order(names: Sequence[str], seed: str) -> tuple[str, ...]:
    """Names ordered by the SHA-256 of seed, a line feed, and the name (UTF-8): anyone can draw it again."""
    return tuple(sorted(names, key=lambda name: (sha256(f"{seed}\n{name}".encode()).digest(), name)))


class TieBreaker:
    """Breaks ties for one count, and keeps the log."""

    def __init__(self, rule: TieRule, own_steps: tuple[Step, ...], names: Sequence[str]) -> None:
        steps = own_steps if rule.steps is None else rule.steps
        lots: tuple[Step, ...] = ("order",) if rule.order else ("seed",) if rule.seed else ()
        self.steps = steps + tuple(step for step in lots if step not in steps)
        self.names = names
        self.places: dict[str, dict[str, int]] = {
            "order": {name: place for place, name in enumerate(rule.order)},
            "seed": {name: place for place, name in enumerate(lot_order(names, rule.seed))} if rule.seed else {},
        }
        self.log: list[Tie] = []

    def pick(
        self,
        among: Sequence[int],
        *,
        most: bool,
        history: Sequence[Sequence[Votes]],
        stage: int,
        purpose: str,
        favoured: bool | None = None,
    ) -> int:
        """One of `among`: the one with most (or fewest) votes at the stage that tells them apart.

        `history` holds every candidate's votes at the end of each stage so far, oldest first. By lot, the
        favoured one is picked where `favoured` (by default: where `most`), else the least favoured.

        Raises OpenTie where no step decides.
        """
        if len(among) == 1:
            return among[0]
        left = sorted(among)
        for step in self.steps:
            left = self.narrow(left, step, most, history, most if favoured is None else favoured)
            if len(left) == 1:
                self.log.append(Tie(stage, purpose, tuple(sorted(among)), left[0], step))
                return left[0]
        tie = Tie(stage, purpose, tuple(sorted(among)), None, "lot needed")
        self.log.append(tie)
        raise OpenTie(tie)

    def narrow(
        self, left: list[int], step: Step, most: bool, history: Sequence[Sequence[Votes]], favoured: bool
    ) -> list[int]:
        """Those of `left` who remain level after one step."""
        if step in ("order", "seed"):
            places = self.places[step]
            if any(self.names[each] not in places for each in left):
                return left
            ordered = sorted(left, key=lambda each: places[self.names[each]])
            return [ordered[0] if favoured else ordered[-1]]
        stages = reversed(history) if step == "previous stage" else iter(history)
        for totals in stages:
            best = (max if most else min)(totals[each] for each in left)
            level = [each for each in left if totals[each] == best]
            if len(level) < len(left):
                # where the stage leaves several level, the statutes look on at the further stages among them
                left = level
                if len(left) == 1:
                    break
        return left

    def rank(
        self,
        among: Sequence[int],
        votes: Sequence[Votes],
        *,
        stage: int,
        purpose: str,
        seats: int | None = None,
    ) -> list[int]:
        """`among` in descending order of votes. A tie is broken only where it matters: across place `seats`."""
        out: list[int] = []
        for level in level_groups(among, votes):
            room = None if seats is None else seats - len(out)
            if len(level) == 1 or (room is not None and (room <= 0 or room >= len(level))):
                out.extend(level)
                continue
            rest = list(level)
            while rest and (seats is None or len(out) < seats):
                first = self.pick(rest, most=True, history=(), stage=stage, purpose=purpose)
                rest.remove(first)
                out.append(first)
            out.extend(rest)
        return out


def level_groups(among: Sequence[int], votes: Sequence[Votes]) -> list[list[int]]:
    """Candidates in descending order of votes, those with equal votes together."""
    groups: dict[Votes, list[int]] = {}
    for each in among:
        groups.setdefault(votes[each], []).append(each)
    return [groups[number] for number in sorted(groups, reverse=True)]
