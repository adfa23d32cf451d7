"""Whoever a lot may elect: a count that stops at a tie, taken on in each way in which the lot may fall.

A result that was declared after a lot is the counted one if some fall of the lot leads to it. Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from comitia.count.result import Count, Outcome

MOST = 120
"""So many counts are made before it is given up: every order of five who stand level."""


def whichever_way(counts: Callable[[tuple[str, ...]], Count], most: int = MOST) -> tuple[Count, ...] | None:
    """Every count that the lots may lead to, each once for whom it elects; None where there are too many to try.

    counts: counts the election with ties broken by an order of candidates, the most favoured first. It is called with
    an empty order first.
    """
    waiting: list[tuple[str, ...]] = [()]
    found: dict[frozenset[str], Count] = {}
    made = 0
    while waiting:
        order = waiting.pop()
        if made == most:
            return None
        counted = counts(order)
        made += 1
        if counted.outcome is not Outcome.TIED:
            found.setdefault(frozenset(counted.winners), counted)
            continue
        level = next((tie.among for tie in reversed(counted.ties) if tie.chosen is None), ())
        new = [counted.candidates[each] for each in level if counted.candidates[each] not in order]
        if not new or len(new) > 5:
            return None
        waiting.extend(_with(order, new))
    return tuple(found.values())


def _with(order: tuple[str, ...], new: list[str]) -> list[tuple[str, ...]]:
    """Every order that keeps the old one and has the new names somewhere in it."""
    orders: list[tuple[str, ...]] = list(permutations(new)) if not order else [order]
    for name in new if order else ():
        orders = [(*one[:at], name, *one[at:]) for one in orders for at in range(len(one) + 1)]
    return orders
