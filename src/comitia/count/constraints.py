"""Constraints on who may be elected together: at least or at most so many of a group.

Guard and doom, as in I. D. Hill, "STV with constraints", Voting matters 9 (1998), which follows the rule that
Sir Geoffrey Grey and Andrew Fitzgerald gave for church elections: a candidate without whom the constraints can
no longer be met is guarded (not excluded); one with whom they can no longer be met is doomed (excluded at once).
Both are found by asking whether a lawful completion exists, so overlapping groups need no special case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comitia.count.errors import Place, RuleError


@dataclass(frozen=True, slots=True)
class Constraint:
    """Of `members` (names), at least `at_least` and at most `at_most` (None: no limit) are to be elected."""

    name: str
    members: frozenset[str]
    at_least: int = 0
    at_most: int | None = None


def at_most_each(groups: Mapping[str, Iterable[str]], limit: int = 1) -> tuple[Constraint, ...]:
    """One constraint a group: no more than `limit` of each employer, region or workplace."""
    return tuple(Constraint(name, frozenset(groups[name]), 0, limit) for name in sorted(groups))


class Constraints:
    """The constraints of one contest, over candidates' indices. Falsy where there are none."""

    def __init__(self, constraints: Sequence[Constraint], names: Sequence[str]) -> None:
        self.given = tuple(constraints)
        self.bounds = tuple((each.at_least, each.at_most) for each in constraints)
        for each in constraints:
            _check(each, names)
        self.signature = tuple(tuple(name in each.members for each in constraints) for name in names)

    def __bool__(self) -> bool:
        return bool(self.given)

    def feasible(self, taken: Sequence[int], free: Sequence[int], seats: int) -> bool:
        """Can `taken`, with enough of `free` to fill `seats` in all (or all of them), meet every constraint?"""
        if not self.given:
            return True
        have = [sum(self.signature[each][k] for each in taken) for k in range(len(self.given))]
        kinds: dict[tuple[bool, ...], int] = {}
        for each in free:
            kinds[self.signature[each]] = kinds.get(self.signature[each], 0) + 1
        room = min(seats - len(taken), len(free))
        return room >= 0 and self._complete(tuple(have), tuple(sorted(kinds.items())), room)

    def _complete(self, have: tuple[int, ...], kinds: tuple[tuple[tuple[bool, ...], int], ...], room: int) -> bool:
        bounds = self.bounds

        @cache
        def search(have: tuple[int, ...], at: int, room: int) -> bool:
            if any(most is not None and n > most for n, (_, most) in zip(have, bounds, strict=True)):
                return False
            if at == len(kinds):
                return room == 0 and all(n >= least for n, (least, _) in zip(have, bounds, strict=True))
            signature, number = kinds[at]
            return any(
                search(tuple(n + take * inside for n, inside in zip(have, signature, strict=True)), at + 1, room - take)
                for take in range(min(number, room) + 1)
            )

        return search(have, 0, room)

    def guarded_and_doomed(
        self, elected: Sequence[int], continuing: Sequence[int], seats: int
    ) -> tuple[frozenset[int], frozenset[int]]:
        """Those who must stay in, and those who must go, among the continuing candidates."""
        if not self.given:
            return frozenset(), frozenset()
        guarded, doomed = set(), set()
        for each in continuing:
            rest = [other for other in continuing if other != each]
            if not self.feasible((*elected, each), rest, seats):
                doomed.add(each)
            elif not self._without(elected, rest, len(continuing), seats):
                guarded.add(each)
        return frozenset(guarded), frozenset(doomed)

    def _without(self, elected: Sequence[int], rest: Sequence[int], continuing: int, seats: int) -> bool:
        fillable = min(seats, len(elected) + continuing)
        return len(elected) + len(rest) >= fillable and self.feasible(elected, rest, seats)

    def require_feasible(self, candidates: Sequence[int], seats: int) -> None:
        """Raises RuleError where no choice of candidates can meet the constraints: before any vote is counted."""
        if self.feasible((), candidates, seats):
            return
        groups = "; ".join(
            f"`{each.name}`: {self._standing(k, candidates)} stand, {_wanted(each)}"
            for k, each in enumerate(self.given)
        )
        raise RuleError(
            "constraints-infeasible",
            f"no choice of {seats} among {len(candidates)} candidates meets every constraint ({groups})",
            "constraints that the candidates nominated can meet",
            "reopen nominations, or apply what the constitution says of a seat that cannot be filled",
            Place("constraints"),
        )

    def _standing(self, k: int, candidates: Sequence[int]) -> int:
        return sum(self.signature[each][k] for each in candidates)


def _wanted(each: Constraint) -> str:
    most = "" if each.at_most is None else f"at most {each.at_most}"
    least = f"at least {each.at_least}" if each.at_least else ""
    return " and ".join(part for part in (least, most) if part) or "any number wanted"


def _check(each: Constraint, names: Sequence[str]) -> None:
    unknown = sorted(each.members - set(names))
    if unknown:
        raise RuleError(
            "unknown-candidate",
            f"constraint `{each.name}` names `{unknown[0]}`, who is not a candidate",
            "names as they stand in the ballot file",
            "correct the name, or leave it out",
            Place("constraints"),
        )
    if each.at_least < 0 or (each.at_most is not None and each.at_most < each.at_least):
        raise RuleError(
            "bad-constraint",
            f"constraint `{each.name}` asks for at least {each.at_least} and at most {each.at_most}",
            "numbers from 0 up, the least no larger than the most",
            "correct the numbers",
            Place("constraints"),
        )
