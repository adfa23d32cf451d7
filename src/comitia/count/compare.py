"""The same ballots under several rules: who would sit, and why the rules differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from comitia.count.ballots import Ballots, as_rankings, read_papers
from comitia.count.catalogue import count, find_rule
from comitia.count.report import words
from comitia.count.result import Action, Count
from comitia.count.rules.condorcet import EQUAL
from comitia.count.rules.pairwise import matrix


@dataclass(frozen=True, slots=True)
class Difference:
    """Under `rule`, `gained` sit and `lost` do not, where the first rule elects `lost`; `why` are sentences."""

    rule: str
    gained: tuple[int, ...]
    lost: tuple[int, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Counts of the same ballots, the first of which the others are held against."""

    counts: tuple[Count, ...]
    differences: tuple[Difference, ...]


def compare(rules: Sequence[str], ballots: Ballots, **how: Any) -> Comparison:
    """Count by each rule. Rules for one seat are left out of a comparison for several, by `comparable`."""
    counts = tuple(count(rule, ballots, **how, **_as_ranked(rule)) for rule in rules)
    papers = ballots.papers or as_rankings(ballots.scores)
    read = read_papers(Ballots(ballots.candidates, papers), EQUAL).papers
    beats = matrix(read, len(ballots.candidates), range(len(ballots.candidates)))
    first = counts[0]
    return Comparison(counts, tuple(_difference(first, other, beats) for other in counts[1:]))


def _as_ranked(rule: str) -> dict[str, Any]:
    """Rules for marks take the first preferences of papers that rank."""
    return {"ranked": True} if "ranked" in {each.name for each in fields(find_rule(rule).terms)} else {}


def comparable(rules: Sequence[str], ballots: Ballots, seats: int) -> tuple[list[str], list[str]]:
    """The rules that can count these ballots for so many seats, and those that cannot."""
    yes: list[str] = []
    no: list[str] = []
    for name in rules:
        rule = find_rule(name)
        fits = not (rule.single and seats != 1) and (rule.kind != "scores" or bool(ballots.scores))
        (yes if fits else no).append(name)
    return yes, no


def _difference(first: Count, other: Count, beats: list[list[int]]) -> Difference:
    gained = tuple(each for each in other.elected if each not in first.elected)
    lost = tuple(each for each in first.elected if each not in other.elected)
    why = []
    for each in lost:
        why.append(_fate(other, each))
    for up in gained:
        why.append(_fate(first, up))
        for down in lost:
            one, two = first.candidates[up], first.candidates[down]
            why.append(
                f"One to one, {beats[up][down]} papers prefer {one} to {two}, and {beats[down][up]} {two} to {one}."
            )
    return Difference(other.rule, gained, lost, tuple(why))


def _fate(counted: Count, each: int) -> str:
    """What became of a candidate under a rule that does not elect it."""
    name, title = counted.candidates[each], words.title(counted)
    what, stage = words.status(counted, each)
    if what == "excluded":
        before = counted.stages[stage - 2] if stage > 1 else counted.stages[0]
        mine = before.totals[each]
        left = [
            other
            for other in range(len(counted.candidates))
            if other != each and not any(other in earlier.excluded for earlier in counted.stages[:stage])
        ]
        above = [other for other in left if before.totals[other] >= mine]
        nearest = min(above, key=lambda other: before.totals[other], default=None)
        short = ""
        if nearest is not None:
            gap = counted.votes(before.totals[nearest] - mine)
            short = f", {gap} behind {counted.candidates[nearest]}"
        return f"Under {title}, {name} is excluded at stage {stage} with {counted.votes(mine)} votes{short}."
    if counted.stages and counted.stages[-1].action is not Action.COMPARISON:
        return f"Under {title}, {name} ends with {counted.votes(counted.stages[-1].totals[each])}, not elected."
    return f"Under {title}, {name} is not elected."


def comparison_text(comparison: Comparison) -> str:
    """The comparison as plain text."""
    counts = comparison.counts
    order = sorted(
        {each for counted in counts for each in counted.elected},
        key=lambda each: (-sum(each in counted.elected for counted in counts), each),
    )
    names = [counts[0].candidates[each] for each in order]
    wide = max([len(name) for name in names] + [10])
    out = ["The same ballots under several rules", ""]
    for number, counted in enumerate(counts, 1):
        out.append(f"{number}. {words.title(counted)}: {words.headline(counted)}")
    out += ["", " " * wide + "".join(f"{number:>4}" for number in range(1, len(counts) + 1))]
    for each, name in zip(order, names, strict=True):
        marks = "".join("   *" if each in counted.elected else "   ." for counted in counts)
        out.append(f"{name:<{wide}}{marks}".rstrip())
    for difference in comparison.differences:
        title = words.title(next(counted for counted in counts if counted.rule == difference.rule))
        out += ["", f"{words.title(counts[0])} and {title}:"]
        if not difference.gained and not difference.lost:
            out.append("  the same are elected.")
        out += [f"  {sentence}" for sentence in difference.why]
    return "\n".join(out) + "\n"


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison in plain types."""
    names = comparison.counts[0].candidates
    return {
        "format": "comitia comparison",
        "version": 1,
        "counts": [
            {"rule": counted.rule, "outcome": counted.outcome.value, "elected": list(counted.winners)}
            for counted in comparison.counts
        ],
        "differences": [
            {
                "rule": each.rule,
                "gained": [names[who] for who in each.gained],
                "lost": [names[who] for who in each.lost],
                "why": list(each.why),
            }
            for each in comparison.differences
        ],
    }
