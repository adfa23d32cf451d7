"""Counting: every rule an organisation names, by its published definition, exact, with a full public report.

    from comitia.count import Ballots, count
    result = count("scottish-stv", Ballots.of("ABC", [("AB", 3), ("CB", 2)]), seats=2)
    result.winners

Stands alone: nothing here imports the judge, opens a file, reads a clock or draws a lot.
"""

from __future__ import annotations

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
