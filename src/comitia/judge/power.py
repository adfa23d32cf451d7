"""By which routes an effect can come about.

A route is one way in which the law lets an effect happen: a procedure, an interim measure, an election, a recall, an
appeal. Measures are told apart by their effect, never by what they were called. An act stands if any route carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar, cast

from comitia.charter.clause import Cite, Clause
from comitia.charter.election import elections_in
from comitia.charter.law import spoken
from comitia.charter.quantities import EffectPattern, Majority, Party, Span
from comitia.charter.vocabulary.discipline import Appeal, HouseOrder, InterimMeasure, Procedure
from comitia.charter.vocabulary.meeting import DecisionRule, Election
from comitia.charter.vocabulary.nullity import Cure, Review
from comitia.charter.vocabulary.order import Amendment, Concurrence, Enabling, Power
from comitia.charter.vocabulary.organisation import Admission
from comitia.judge.case import Case
from comitia.judge.state import Decision, Matter, Sitting
from comitia.record.acts import Decided, Effect

Kind = Literal[
    "procedure", "interim measure", "house order", "recall", "election", "appointment", "co-option", "admission",
    "amendment", "rules", "founding", "appeal", "review", "ratification", "concurrence", "decision", "power",
    "outside order", "general",
]  # fmt: skip

RIGHTS = frozenset({
    "vote", "stand for election", "hold office", "speak", "attend", "attendance", "all rights", "access", "benefits",
    "publish dissent",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Route:
    """One way by which an effect may come about."""

    kind: Kind
    clause: Clause | None
    by: tuple[Party, ...]
    majority: Majority | None = None
    notice: Span | None = None
    cites: tuple[Cite, ...] = ()

    @property
    def name(self) -> str:
        """The name of the clause, by which a decision remembers under what it was taken."""
        return str(getattr(self.clause, "name", "") or "")


def matches(pattern: EffectPattern, effect: Effect, case: Case) -> bool:
    """Whether an effect is of the kind a clause speaks of."""
    if pattern.verb != effect.do:
        return False
    what = effect.what
    if pattern.what in ("", what):
        pass
    elif not (pattern.what in ("right", "rights") and what in RIGHTS):
        return False
    if not pattern.name:
        return True
    of = case.ref(effect.of).name if isinstance(effect.of, str) else ""
    return pattern.name in (of, effect.as_ if isinstance(effect.as_, str) else "")


def takes_a_right(case: Case, effect: Effect) -> bool:
    """Whether an effect takes something from a member: a sanction by effect, whatever it is called."""
    if not isinstance(effect.to, str) or case.person(effect.to) is None or is_task(case, effect):
        return False
    if effect.do in ("end", "suspend"):
        return effect.what in ("membership", "mandate") or effect.what in RIGHTS
    return effect.do == "forbid" or (effect.do == "oblige" and effect.what in ("fine", "penalty"))


def is_task(case: Case, effect: Effect) -> bool:
    """Whether a mandate is a task in a department, which gives no rights."""
    return effect.what == "mandate" and isinstance(effect.of, str) and case.ref(effect.of).kind == "department"


def signature(case: Case, effect: Effect) -> tuple[str, ...]:
    """What of an effect decides which clauses speak of it; the same for thousands of effects of a record."""
    of = effect.of
    if isinstance(of, str):
        of = case.ref(of).name or of
    elif effect.what == "unit" and isinstance(effect.to, str) and (unit := case.unit(effect.to)) is not None:
        of = unit.tier
    else:
        of = ""
    return (effect.do, effect.what, of, effect.as_ if isinstance(effect.as_, str) else "")


def routes(case: Case, effect: Effect, matter: Matter | None) -> list[Route]:
    """All routes that the law knows to this effect, whoever acts."""
    found: list[Route] = []
    if effect.do in ABOUT_ACTS:
        if matter is not None and matter.type in ("appeal", "challenge"):
            found += _remedies(case, matter)
        if effect.do == "confirm":
            found += _to_a_confirmation(case, effect)
    relied = case.act.power if isinstance(case.act, Decided) and isinstance(case.act.power, str) else ""
    key = (*signature(case, effect), relied)
    known = case.bench.routes.get(key)
    if known is None:
        known = case.bench.routes[key] = _by_law(case, effect)
    return found + known


def _by_law(case: Case, effect: Effect) -> list[Route]:
    """The routes that depend on the law alone."""
    found: list[Route] = []
    match effect.do:
        case "confer" if effect.what == "mandate":
            found += _to_a_mandate(case, effect)
        case "confer" if effect.what == "membership":
            found += [Route("admission", c, c.by, c.majority, cites=(c.cite,)) for c in case.law.all(Admission)[:1]]
        case "enact" | "repeal":
            found += _to_a_text(case, effect)
        case "constitute" | "dissolve" if effect.what == "unit":
            found += _to_a_unit(case, effect)
        case "end" if effect.what == "mandate":
            found += _to_a_recall(case, effect)
    return found + _by_pattern(case, effect) + _by_procedure(case, effect)


MF = TypeVar("MF", bound=Clause)


def speaking_of(case: Case, family: type[MF], patterns: str, effect: Effect) -> tuple[MF, ...]:
    """The clauses of a family one of whose patterns (the field `patterns`) fits an effect; looked up once."""
    key = (family, patterns, *signature(case, effect))
    known = case.bench.matching.get(key)
    if known is None:
        found = (c for c in case.law.all(family) if any(matches(p, effect, case) for p in getattr(c, patterns)))
        known = case.bench.matching[key] = tuple(found)
    return cast("tuple[MF, ...]", known)


def decision_rules(case: Case, effect: Effect) -> tuple[DecisionRule, ...]:
    """The clauses on what a decision with this effect needs; looked up once."""
    key = (DecisionRule, *signature(case, effect))
    known = case.bench.matching.get(key)
    if known is None:
        known = tuple(rule for rule in case.law.all(DecisionRule) if matches(rule.effect, effect, case))
        case.bench.matching[key] = known
    return cast("tuple[DecisionRule, ...]", known)


def _remedies(case: Case, matter: Matter) -> list[Route]:
    found = [
        Route("review", c, c.to, cites=(c.cite,)) for c in case.law.all(Review) if c.to and matter.type == "challenge"
    ]
    if matter.type == "appeal":
        clause = appeal_clause(case, matter)
        if clause is not None:
            found.append(Route("appeal", clause, clause.to[: matter.stage + 1][-1:], cites=(clause.cite,)))
    return found


def appeal_clause(case: Case, matter: Matter) -> Appeal | None:
    """The clause under which an appeal runs: by the procedure or article of the decision appealed from."""
    decision = case.get(("decision", matter.against))
    return appeal_from(case, decision) if isinstance(decision, Decision) else None


def appeal_from(case: Case, decision: Decision) -> Appeal | None:
    """The appeal that lies from a decision, if any."""
    families: tuple[type[Clause], ...] = (Procedure, Power, InterimMeasure, DecisionRule)
    carried = (c for family in families for c in case.law.all(family))
    source = next((c for c in carried if str(getattr(c, "name", "")) == decision.procedure), None)
    named = source.appeal if isinstance(source, Procedure) else ""
    fallback: Appeal | None = None
    for clause in case.law.all(Appeal):
        for target in clause.against:
            if source is not None and (
                target in (decision.procedure, source.cite.article)
                or source.cite.article.startswith(target + ".")
                or named == clause.cite.article
            ):
                return clause
            if target.startswith("any decision") and fallback is None:
                fallback = clause
    return fallback


def elections_of(case: Case, name: str) -> list[Election]:
    """The clauses on the election to a seat or office, the one that speaks first first; codes for any election last."""
    return elections_in(case.law, name)


def _to_a_mandate(case: Case, effect: Effect) -> list[Route]:
    if not isinstance(effect.of, str):
        return []
    seat = case.ref(effect.of)
    clauses = case.seat_clauses(seat.name)
    found: list[Route] = []
    electing = spoken(clauses, "elected_by") if seat.kind in ("body", "office") else ((), None)
    rules = elections_of(case, seat.name)
    if rules:
        by, notice = spoken(rules, "by")[0] or electing[0], spoken(rules, "notice")[0]
        found.append(Route("election", rules[0], by, notice=notice, cites=(rules[0].cite,)))
    elif electing[1] is not None:
        found.append(Route("election", electing[1], electing[0], cites=(electing[1].cite,)))
    if seat.kind in ("body", "office"):
        by, clause = spoken(clauses, "appointed_by")
        if clause is not None:
            found.append(Route("appointment", clause, by, cites=(clause.cite,)))
    if seat.kind == "body":
        rule, clause = spoken(clauses, "co_option")
        if rule is not None and clause is not None:
            found.append(Route("co-option", clause, (Party("named", seat.name),), rule.majority, cites=(clause.cite,)))
    if seat.kind == "department" and clauses:
        under = clauses[0].under
        found.append(Route("appointment", clauses[0], (Party("named", under),), cites=(clauses[0].cite,)))
    return found


def _to_a_recall(case: Case, effect: Effect) -> list[Route]:
    if not isinstance(effect.of, str):
        return []
    seat = case.ref(effect.of)
    if seat.kind == "department":
        department = case.law.departments[seat.name][0]
        return [Route("appointment", department, (Party("named", department.under),), cites=(department.cite,))]
    rule, clause = case.law.said(seat.name, "recall")
    if rule is None or clause is None:
        return []
    return [Route("recall", clause, rule.by, rule.majority, rule.notice, (clause.cite,))]


def _to_a_text(case: Case, effect: Effect) -> list[Route]:
    found: list[Route] = []
    for clause in case.law.all(Amendment):
        if clause.of == effect.what:
            found.append(Route("amendment", clause, clause.by, clause.majority, clause.notice, (clause.cite,)))
    for enabling in case.law.all(Enabling):
        if enabling.of == effect.what:
            found.append(Route("rules", enabling, enabling.by, cites=(enabling.cite,)))
    return found


def _to_a_unit(case: Case, effect: Effect) -> list[Route]:
    from comitia.charter.vocabulary.organisation import Tiers

    of = effect.of if isinstance(effect.of, str) else ""
    known = case.unit(effect.to) if isinstance(effect.to, str) else None
    name = of or (known.tier if known else "")
    for clause in case.law.all(Tiers):
        tier = clause.tiers.get(name)
        if tier is not None:
            by = tier.founded_by if effect.do == "constitute" else tier.dissolved_by
            return [Route("founding", clause, by, cites=(clause.cite,))] if by else []
    return []


def _to_a_confirmation(case: Case, effect: Effect) -> list[Route]:
    found: list[Route] = []
    sitting = case.get(("sitting", effect.what))
    if isinstance(sitting, Sitting):
        by, clause = case.law.said(case.ref(sitting.body).name, "convened_by")
        own = Party("named", case.ref(sitting.body).name)
        return [Route("concurrence", clause, (*(by or ()), own), cites=(clause.cite,) if clause else ())]
    decision = case.get(("decision", effect.what))
    if not isinstance(decision, Decision):
        return found
    for clause in case.law.all(Concurrence):
        if clause.kind in ("confirmation", "approval", "ratification", "joint act") and any(
            matches(pattern, one, case) for pattern in clause.effect for one in decision.effects
        ):
            found.append(Route("concurrence", clause, clause.by, cites=(clause.cite,)))
    for procedure in case.law.all(Procedure):
        if procedure.confirmed_by and str(procedure.name) == decision.procedure:
            found.append(Route("concurrence", procedure, procedure.confirmed_by, cites=(procedure.cite,)))
    for power in case.law.all(Power):
        if power.ratified_by and decision.procedure == str(power.name):
            found.append(Route("concurrence", power, power.ratified_by, cites=(power.cite,)))
    if not found:
        cure = next((c for c in case.law.all(Cure) if c.name == "ratification"), None)
        cites = (cure.cite,) if cure else ()
        for one in _own_routes(case, decision):
            found.append(Route("ratification", cure, one.by, one.majority, one.notice, cites))
    return found


ABOUT_ACTS = frozenset({"annul", "confirm", "remit", "stay"})
"""Verbs whose effects are about other acts."""


def _own_routes(case: Case, decision: Decision) -> list[Route]:
    """The routes by which what was decided could have been decided: a ratification needs what the act needed.

    What a decision did about other acts can be ratified by whoever did it, and is not followed further.
    """
    found: list[Route] = []
    for effect in dict.fromkeys(decision.effects):
        if effect.do in ABOUT_ACTS:
            found.append(Route("ratification", None, (Party("named", case.ref(decision.by).name),)))
        else:
            found += routes(case, effect, None) or _own_business(case, decision, effect)
    return found


def _own_business(case: Case, decision: Decision, effect: Effect) -> list[Route]:
    """Business that no clause gives to anybody is ratified by all members, or by whoever elects the actor."""
    if takes_a_right(case, effect):
        return []
    plenary = [name for name in case.law.bodies if "every member" in str(case.law.said(name, "composed_of")[0] or "")]
    name = case.ref(decision.by).name
    electing = [p for word in ("elected_by", "appointed_by") for p in case.law.said(name, word)[0] or ()]
    parties = (*(Party("named", body) for body in plenary), *electing)
    return [Route("ratification", None, parties)] if parties else []


def holders_of_power(case: Case, decision: Decision) -> tuple[Party, ...]:
    """Whoever could have done what was decided: those who alone may ratify it."""
    return tuple(dict.fromkeys(party for route in _own_routes(case, decision) for party in route.by))


def _by_pattern(case: Case, effect: Effect) -> list[Route]:
    found: list[Route] = []
    for rule in decision_rules(case, effect):
        found.append(Route("decision", rule, rule.by, rule.majority, rule.notice, (rule.cite,)))
    relied = case.act.power if isinstance(case.act, Decided) else None
    for power in case.law.all(Power):
        covers = any(matches(pattern, effect, case) for pattern in power.effect)
        excluded = any(matches(pattern, effect, case) for pattern in power.never)
        if covers or (relied == str(power.name)) or (power.emergency and excluded):
            found.append(Route("power", power, power.of, power.majority, cites=(power.cite,)))
    return found


def _by_procedure(case: Case, effect: Effect) -> list[Route]:
    found: list[Route] = []
    for interim in case.law.all(InterimMeasure):
        if any(matches(pattern, effect, case) for pattern in interim.effect):
            found.append(Route("interim measure", interim, interim.by, cites=(interim.cite,)))
    for order in case.law.all(HouseOrder):
        if any(matches(pattern, effect, case) for pattern in order.effect):
            found.append(Route("house order", order, order.by, cites=(order.cite,)))
    own = [p for p in case.law.all(Procedure) if any(matches(pattern, effect, case) for pattern in p.effect)]
    charters = [p for p in own if case.law.rank(p) != "implied terms"]
    for procedure in charters:
        step = procedure.steps.get("decision")
        by = step.by if step else ()
        found.append(Route("procedure", procedure, by, step.majority if step else None, cites=(procedure.cite,)))
    return found


def implied_procedure(case: Case, effect: Effect) -> Procedure | None:
    """The steps that the implied terms give to a sanction for which the charter gives a power but no steps."""
    implied = (p for p in case.law.all(Procedure) if case.law.rank(p) == "implied terms")
    return next((p for p in implied if any(matches(pattern, effect, case) for pattern in p.effect)), None)
