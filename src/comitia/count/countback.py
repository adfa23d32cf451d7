"""A seat falls vacant between elections: who follows, from the papers already cast?

Three rules are common. The papers that elected the one who left are counted again, at the value they had, among
those who stand (the countback of the Hare-Clark systems of Tasmania and the Australian Capital Territory). The
whole election is counted again without that candidate, the others keeping their seats. Or the next in order of
the last result follows. A by-election is an ordinary count of new papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import Any

from comitia.count.ballots import Ballots, Ranking
from comitia.count.catalogue import contest_of, count, find_rule
from comitia.count.constraints import Constraint
from comitia.count.errors import Place, RuleError
from comitia.count.report.words import in_order
from comitia.count.result import Count, Votes
from comitia.count.rules.gregory import Gregory, terms_of


def countback(rule: str, ballots: Ballots, vacated: str, standing: Iterable[str], *, seats: int, **how: Any) -> Count:
    """Count the papers that elected `vacated`, at their values, among `standing`, who did not win a seat.

    `rule` and `how` are those of the election. The count is by exclusion until somebody has more than half of the
    papers in play. Raises RuleError where `vacated` was not elected, or for a rule that moves no values.
    """
    named = find_rule(rule)
    terms = terms_of(named.name)
    if terms is None and named.name != "wigm":
        raise RuleError(
            "no-countback",
            f"a countback after `{rule}`",
            "a weighted inclusive Gregory rule: `scottish-stv` or `wigm`",
            "count the whole election again, or fill the seat with the next in order",
            Place("rule"),
        )
    contest = contest_of(rule, ballots, seats=seats, **how)
    engine = Gregory(contest, terms if terms is not None else contest.terms)
    engine.run()
    place = _elected_index(ballots, engine.elected, vacated)
    papers: dict[Ranking, int] = {}
    scale = _common(engine.elected_on[place]) if engine.exact else engine.scale
    for value, entries in engine.elected_on[place].items():
        for ranking, number in entries:
            papers[ranking] = papers.get(ranking, 0) + int(value * number * (scale if engine.exact else 1))
    held = replace(ballots, papers={ranking: worth for ranking, worth in papers.items() if worth}, seats=1)
    stay_out = set(ballots.candidates) - set(standing)
    counted = count("irv", held, seats=1, withdrawn=stay_out | {vacated}, ties=how.get("ties"))
    places = engine.terms.places if not engine.exact else None
    return replace(counted, rule="countback", scale=scale, places=places)


def _common(values: Iterable[Votes]) -> int:
    """The least number that makes every value whole."""
    return lcm(*(Fraction(value).denominator for value in values))


def _elected_index(ballots: Ballots, elected: Sequence[int], name: str) -> int:
    if name in ballots.candidates and ballots.candidates.index(name) in elected:
        return ballots.candidates.index(name)
    raise RuleError(
        "not-elected",
        f"`{name}` has left a seat",
        "the name of somebody whom this count elects",
        "check the name, and that rule, seats and ballots are those of the election",
        Place("vacated"),
    )


def count_again(rule: str, ballots: Ballots, vacated: str, sitting: Iterable[str], *, seats: int, **how: Any) -> Count:
    """Count the whole election again without `vacated`; those `sitting` are guarded and keep their seats."""
    keep = tuple(sitting)
    held = Constraint("sitting members", frozenset(keep), at_least=len(keep))
    constraints = (*how.pop("constraints", ()), held)
    withdrawn = {*how.pop("withdrawn", ()), vacated}
    return count(rule, ballots, seats=seats, constraints=constraints, withdrawn=withdrawn, **how)


def next_in_order(counted: Count, gone: Iterable[str] = ()) -> tuple[str, ...]:
    """Those who were not elected, from the one who came closest, without `gone`."""
    out = set(gone)
    order = [each for each in in_order(counted) if each not in counted.elected and each not in counted.withdrawn]
    return tuple(counted.candidates[each] for each in order if counted.candidates[each] not in out)
