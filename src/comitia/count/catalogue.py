"""Every rule by its name, and `count`, which is how the judge, the command line and a library's user call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from difflib import get_close_matches
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from comitia.count.ballots import Ballots, Policy, as_rankings, read_papers
from comitia.count.constraints import Constraint, Constraints
from comitia.count.errors import Place, RuleError
from comitia.count.result import Count
from comitia.count.rules import condorcet, debian, ers97, gregory, irv, marks, meek, party_list, scores
from comitia.count.rules.contest import Contest, Rule
from comitia.count.ties import TieBreaker, TieRule

RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        marks.PLURALITY,
        marks.BLOCK,
        marks.LIMITED,
        irv.TWO_ROUND,
        marks.APPROVAL,
        scores.SCORE,
        scores.STAR,
        marks.BORDA,
        irv.IRV,
        condorcet.CONDORCET,
        condorcet.SCHULZE,
        condorcet.RANKED_PAIRS,
        condorcet.COPELAND,
        condorcet.MINIMAX,
        condorcet.SCHWARTZ,
        debian.DEBIAN,
        gregory.SCOTTISH,
        gregory.WIGM,
        ers97.ERS97,
        meek.MEEK,
        meek.WARREN,
        party_list.DHONDT,
        party_list.SAINTE_LAGUE,
        party_list.LARGEST_REMAINDER,
    )
}


def count(
    rule: str | Rule,
    ballots: Ballots,
    *,
    seats: int | None = None,
    ties: TieRule | None = None,
    constraints: Sequence[Constraint] = (),
    withdrawn: Iterable[str] = (),
    policy: Policy | None = None,
    **terms: Any,
) -> Count:
    """Count `ballots` by `rule`.

    `seats` defaults to what the ballot file says, else 1. `withdrawn` names candidates to pass over as if they
    had never stood. `policy` replaces how the rule reads papers that depart from 1, 2, 3. `terms` are the rule's
    own (see its page), such as `places=5`. Ballots that score are read as rankings by rules that need rankings.

    Raises RuleError for an unknown rule or term, for seats or constraints that cannot be, and for ballots of the
    wrong kind. Bad papers never raise: each is handled by the rule's policy and counted in `treatments`.
    """
    contest = contest_of(
        rule, ballots, seats=seats, ties=ties, constraints=constraints, withdrawn=withdrawn, policy=policy, **terms
    )
    return (rule if isinstance(rule, Rule) else find_rule(rule)).counts(contest)


def contest_of(
    rule: str | Rule,
    ballots: Ballots,
    *,
    seats: int | None = None,
    ties: TieRule | None = None,
    constraints: Sequence[Constraint] = (),
    withdrawn: Iterable[str] = (),
    policy: Policy | None = None,
    **terms: Any,
) -> Contest:
    """What a rule is given to count. Raises what `count` raises."""
    named = rule if isinstance(rule, Rule) else find_rule(rule)
    if named.kind != "scores" and ballots.scores and not ballots.papers:
        ballots = replace(ballots, papers=as_rankings(ballots.scores), scores={})
    seats = seats if seats is not None else ballots.seats if ballots.seats is not None else 1
    _check(named, ballots, seats, constraints)
    gone = _indices(ballots, withdrawn) | set(ballots.withdrawn)
    hopeful = tuple(each for each in range(len(ballots.candidates)) if each not in gone)
    held = Constraints(constraints, ballots.candidates)
    held.require_feasible(hopeful, seats)
    return Contest(
        ballots=ballots,
        reading=read_papers(ballots, policy or named.policy),
        seats=seats,
        hopeful=hopeful,
        withdrawn=tuple(sorted(gone)),
        ties=TieBreaker(_tie_rule(ties or TieRule(), ballots), named.ties, ballots.candidates),
        constraints=held,
        terms=_terms(named, terms),
        rule=named.name,
    )


def known_names() -> frozenset[str]:
    """Every name by which a rule can be found, as a constitution may write it."""
    return frozenset(RULES) | {name for rule in RULES.values() for name in rule.also}


def find_rule(name: str) -> Rule:
    """The rule of that name, or of a name it goes by elsewhere. Raises RuleError with the nearest names."""
    key = name.strip().lower().replace("_", "-").replace(" ", "-")
    if key in RULES:
        return RULES[key]
    for rule in RULES.values():
        if key in rule.also:
            return rule
    names = [*RULES, *(each for rule in RULES.values() for each in rule.also)]
    near = get_close_matches(key, names, 3)
    raise RuleError(
        "unknown-rule",
        f"`{name}` is not a rule",
        "one of " + ", ".join(sorted(RULES)),
        f"did you mean {' or '.join(f'`{each}`' for each in near)}?"
        if near
        else "name the rule that the constitution names",
        Place("rule"),
    )


def _tie_rule(given: TieRule, ballots: Ballots) -> TieRule:
    for name in given.order:
        if name not in ballots.candidates:
            near = get_close_matches(name, ballots.candidates, 1)
            raise RuleError(
                "unknown-candidate",
                f"`{name}` in the order that breaks ties is not a candidate",
                "names as they stand in the ballot file",
                f"did you mean `{near[0]}`?" if near else "correct the name, or leave it out",
                Place("order"),
            )
    if ballots.tie_order and not given.order and not given.seed:
        return TieRule(given.steps, tuple(ballots.candidates[each] for each in ballots.tie_order))
    return given


def _terms(rule: Rule, given: dict[str, Any]) -> Any:
    known = [each.name for each in fields(rule.terms)]
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise RuleError(
                "unknown-term",
                f"`{rule.name}` has no term `{name}`",
                f"one of {', '.join(known)}" if known else "no terms: the rule leaves nothing to choose",
                f"did you mean `{near[0]}`?" if near else "leave it out, or name another rule",
                Place("rule"),
            )
    hints = get_type_hints(rule.terms)
    return rule.terms(**{name: _fitting(rule, name, value, hints[name]) for name, value in given.items()})


def _fitting(rule: Rule, name: str, value: Any, hint: Any) -> Any:
    """A term's value, where it is of the kind that the rule wants; whole numbers serve as fractions."""
    kinds = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    for kind in kinds:
        if get_origin(kind) is Literal and value in get_args(kind):
            return value
        if get_origin(kind) is Mapping and isinstance(value, Mapping):
            return {str(key): _fitting(rule, f"{name}.{key}", each, Fraction) for key, each in value.items()}
        if kind is Fraction and isinstance(value, int | Fraction) and not isinstance(value, bool) and value >= 0:
            return Fraction(value)
        if kind is int and type(value) is int and (value >= 0 or name == "bottom"):
            return value
        if kind in (bool, str, NoneType) and type(value) is kind:
            return value
        if kind is str and type(value) is int:
            return str(value)
    raise RuleError(
        "bad-term",
        f"`{name}` of `{rule.name}` as `{value}`",
        " or ".join(_wanted(kind) for kind in kinds),
        "correct the term; the rule's page in the docs says what each means",
        Place("rule"),
    )


def _wanted(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f"`{each}`" for each in get_args(kind))
    names = {int: "a whole number from 0 up", Fraction: "a number from 0 up, such as 3, 2/3 or 5%", bool: "yes or no"}
    return names.get(kind, "none" if kind is NoneType else "a name" if kind is str else "NAME.KEY=VALUE pairs")


def _indices(ballots: Ballots, names: Iterable[str]) -> set[int]:
    out = set()
    for name in names:
        if name not in ballots.candidates:
            near = get_close_matches(name, ballots.candidates, 1)
            raise RuleError(
                "unknown-candidate",
                f"`{name}` is to be withdrawn, but is not a candidate",
                "a name as it stands in the ballot file",
                f"did you mean `{near[0]}`?" if near else "check the spelling against the ballot file",
                Place("withdrawn"),
            )
        out.add(ballots.candidates.index(name))
    return out


def _check(rule: Rule, ballots: Ballots, seats: int, constraints: Sequence[Constraint]) -> None:
    if seats < 1:
        raise RuleError(
            "bad-seats", f"{seats} seats", "a whole number from 1 up", "say how many are to be elected", Place("seats")
        )
    if rule.single and seats != 1:
        raise RuleError(
            "one-seat-rule",
            f"`{rule.name}` for {seats} seats",
            "one seat: the rule elects one",
            "name a rule for several seats, such as `scottish-stv`, or count one seat",
            Place("seats"),
        )
    if constraints and not rule.constrainable:
        raise RuleError(
            "no-constraints",
            f"constraints with `{rule.name}`",
            "a rule that can honour constraints",
            "leave them out, or name another rule",
            Place("constraints"),
        )
    if rule.kind == "scores" and not ballots.scores and ballots.papers:
        raise RuleError(
            "scores-needed",
            f"`{rule.name}` with ballots that rank",
            "ballots that give each candidate a score",
            "name a rule for rankings, or give the file with the scores",
            Place("ballots"),
        )


__all__ = ["RULES", "count", "find_rule", "known_names"]
