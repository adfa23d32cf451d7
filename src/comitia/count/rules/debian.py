"""Debian's standard resolution procedure: ranked options, a default option, quorum and majority an option.

Debian Constitution, A.6 (Vote Counting), as amended on 21 June 2003 (1.1) and, for the comparison with the
default option, in 1.6. Plain Schulze is not this rule: options are dropped before the Schwartz set is sought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt
from typing import Literal

from comitia.count.ballots import Handling, Policy
from comitia.count.errors import Place, RuleError
from comitia.count.result import Action, Count, Note, Outcome, Stage, Votes
from comitia.count.rules.contest import Contest, Rule
from comitia.count.rules.pairwise import Beats, as_pairwise, matrix, schwartz_set, victories
from comitia.count.ties import OpenTie


@dataclass(frozen=True, slots=True)
class DebianTerms:
    """`default`: the default option's name ("" means the last). `majorities`: N of N:1, by option, 1 otherwise.

    `quorum_squared`: the square of the votes above the default option that an option needs; a square, because
    the quorum is a root that the constitution does not round (`debian_quorum_squared`).
    `comparison`: `above` the ratio (1.1 to 1.5), or `at least` the ratio and above 1:1 (from 1.6 on).
    """

    default: str = ""
    majorities: Mapping[str, Fraction] = field(default_factory=dict)
    quorum_squared: Fraction = Fraction(0)
    comparison: Literal["above", "at least"] = "at least"


def debian_quorum_squared(members: int, times: int = 3) -> Fraction:
    """(times x Q) squared, where Q is half the square root of the number of members."""
    return Fraction(times * times * members, 4)


def print_root(square: Fraction, places: int) -> str:
    """The square root in decimals, cut."""
    scaled = isqrt(square.numerator * 100**places // square.denominator)
    whole, rest = divmod(scaled, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def count_debian(contest: Contest) -> Count:
    """A.6: quorum, majority, then Schwartz sequential dropping. The default option can win."""
    terms: DebianTerms = contest.terms
    default = _default(contest, terms)
    beats = matrix(contest.reading.papers, len(contest.names), contest.hopeful)
    dropped, notes = _drop(contest, terms, beats, default)
    left = [each for each in contest.hopeful if each not in dropped]
    defeats = victories(beats, left)
    top = schwartz_set(defeats, left)
    while True:
        inside = [(a, b) for a, b in defeats if a in top and b in top]
        if not inside:
            break
        # a weakest defeat has no weaker: fewest for it, then most against it; all that are weakest go together
        weakest = min((beats[a][b], -beats[b][a]) for a, b in inside)
        gone = [(a, b) for a, b in inside if (beats[a][b], -beats[b][a]) == weakest]
        for a, b in gone:
            values = (("for", str(beats[a][b])), ("against", str(beats[b][a])))
            notes.append(Note("defeat-dropped", 1, (a, b), values))
        defeats = [pair for pair in defeats if pair not in gone]
        top = schwartz_set(defeats, left)
    return _finish(contest, beats, top, default, notes)


def _default(contest: Contest, terms: DebianTerms) -> int:
    name = terms.default or contest.names[-1]
    for given in (name, *terms.majorities):
        if given not in contest.names:
            raise RuleError(
                "unknown-option",
                f"`{given}` is not on the ballot",
                "an option as the ballot file writes it",
                "correct the name of the default option, or of the option with a majority",
                Place("rule"),
            )
    return contest.names.index(name)


def _drop(contest: Contest, terms: DebianTerms, beats: Beats, default: int) -> tuple[set[int], list[Note]]:
    dropped: set[int] = set()
    notes: list[Note] = []
    for each in contest.hopeful:
        if each == default:
            continue
        above, below = beats[each][default], beats[default][each]
        values = (("for", str(above)), ("against", str(below)))
        if above * above < terms.quorum_squared:
            need = print_root(terms.quorum_squared, 4)
            notes.append(Note("dropped-quorum", 1, (each,), (*values, ("required", need))))
            dropped.add(each)
            continue
        ratio = Fraction(terms.majorities.get(contest.names[each], Fraction(1)))
        if not _has_majority(terms, above, below, ratio):
            notes.append(Note("dropped-majority", 1, (each,), (*values, ("required", f"{ratio}:1"))))
            dropped.add(each)
    return dropped, notes


def _has_majority(terms: DebianTerms, above: int, below: int, ratio: Fraction) -> bool:
    if terms.comparison == "above":
        return above > ratio * below
    return above >= ratio * below and above > below


def _finish(contest: Contest, beats: Beats, top: list[int], default: int, notes: list[Note]) -> Count:
    outcome = None
    elected = list(top)
    if len(top) > 1:
        level: list[Votes] = [0] * len(contest.names)
        try:
            elected = contest.ties.rank(top, level, stage=1, purpose="casting vote", seats=1)[:1]
        except OpenTie:
            elected, outcome = [], Outcome.TIED
    if elected == [default]:
        notes.append(Note("default-option", 1, (default,)))
    totals: tuple[Votes, ...] = tuple(
        beats[each][default] if each in contest.hopeful else 0 for each in range(len(contest.names))
    )
    stage = Stage(1, Action.COMPARISON, (), totals, elected=tuple(elected))
    return contest.result(
        elected, [stage], outcome=outcome, notes=notes, pairwise=as_pairwise(beats), ranking=[top] if top else []
    )


DEBIAN = Rule(
    "debian",
    "Debian's A.6",
    "Debian Constitution, appendix A.6",
    "whole papers; a root compared by its square",
    "rankings",
    Policy(Handling.PASS_OVER, Handling.PASS_OVER, Handling.EQUAL),
    count_debian,
    DebianTerms,
    single=True,
    constrainable=False,
    also=("debian-a6", "schwartz-sequential-dropping", "cloneproof-ssd"),
)
