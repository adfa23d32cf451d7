"""Counting: every rule an organisation names, by its published definition, exact, with a full public report.

    from comitia.count import Ballots, count
    result = count("scottish-stv", Ballots.of("ABC", [("AB", 3), ("CB", 2)]), seats=2)
    result.winners

Stands alone: nothing here imports the judge, opens a file, reads a clock or draws a lot.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from comitia.count.ballots import Ballots
    from comitia.count.catalogue import RULES, count, find_rule
    from comitia.count.constraints import Constraint, at_most_each
    from comitia.count.errors import BallotError, CountError, RuleError
    from comitia.count.result import Count, Outcome
    from comitia.count.ties import TieRule

__all__ = [
    "RULES",
    "BallotError",
    "Ballots",
    "Constraint",
    "Count",
    "CountError",
    "Outcome",
    "RuleError",
    "TieRule",
    "at_most_each",
    "count",
    "find_rule",
]

_IN = {
    "Ballots": "ballots", "RULES": "catalogue", "count": "catalogue", "find_rule": "catalogue",
    "Constraint": "constraints", "at_most_each": "constraints", "BallotError": "errors", "CountError": "errors",
    "RuleError": "errors", "Count": "result", "Outcome": "result", "TieRule": "ties",
}  # fmt: skip
"""Name -> the module it is in; read only when it is asked for, so that a motion needs no election rule."""


def __getattr__(name: str) -> Any:
    if name in _IN:
        return getattr(import_module(f"comitia.count.{_IN[name]}"), name)
    raise AttributeError(name)
