"""What a charter may say but had better not: gaps, and sentences that turn against themselves.

A lint is advice; a charter with lints loads. Each is an ordinary function over the charter's clauses or its prose, in a
list. The slips of prose at the end of the list are taken from constitutions in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Final, TypeVar

from comitia.charter.clause import Clause, Place
from comitia.charter.errors import printable, quoted
from comitia.charter.law import Article, Charter, Instrument
from comitia.charter.precedence import DAYS
from comitia.charter.printer import said
from comitia.charter.prose import prose_lints
from comitia.charter.quantities import Majority, Span
from comitia.charter.saying import say
from comitia.charter.shape import keywords
from comitia.charter.vocabulary.discipline import Appeal, Grounds, Procedure
from comitia.charter.vocabulary.meeting import Convening, DecisionRule, Service
from comitia.charter.vocabulary.order import Amendment, Interpretation, Power
from comitia.charter.vocabulary.organisation import Body, Ending, GoodStanding, Office

C = TypeVar("C", bound=Clause)


@dataclass(frozen=True, slots=True)
class Lint:
    """One piece of advice: its stable code, where, what is so, and what to do."""

    code: str
    place: Place
    sentence: str
    advice: str

    def __str__(self) -> str:
        return f"{printable(str(self.place))}: {self.code}\n  found:    {self.sentence}\n  next:     {self.advice}"


def lint(charter: Charter) -> tuple[Lint, ...]:
    """Every lint of the charter, in the order of its texts."""
    found = [one for rule in RULES for one in rule(_Texts(charter))]
    order = {instrument.file: number for number, instrument in enumerate(charter.instruments)}
    return tuple(sorted(found, key=lambda one: (order.get(one.place.file, 0), one.place.line, one.code)))


def not_judged(charter: Charter) -> tuple[Lint, ...]:
    """For each clause, the keywords that are read and told but that the judge does not heed yet. Notes, not advice."""
    found: list[Lint] = []
    for clause in _Texts(charter).clauses:
        words = [word.text for group in _groups(clause) for word in said(group) if not word.judged]
        if words:
            names = ", ".join(quoted(word) for word in dict.fromkeys(words))
            found.append(_at(
                clause, "not judged yet", f"The judge does not heed this yet: {names}.",
                "Keep it: it is read and told. Until it is judged, people must see to it.",
            ))  # fmt: skip
    return tuple(found)


class _Texts:
    """The clauses of a charter, by family. Implied terms fill gaps, so they are left out where gaps are looked for."""

    def __init__(self, charter: Charter) -> None:
        self.charter = charter
        self.main = next(i for i in reversed(charter.instruments) if i.rank == "charter")
        self.articles: list[tuple[Instrument, Article]] = [
            (instrument, article)
            for instrument in charter.instruments
            if instrument.rank != "implied terms"
            for article in instrument.articles
        ]
        self.clauses: list[Clause] = [clause for _, article in self.articles for clause in article.clauses]

    def all(self, family: type[C]) -> list[C]:
        return [clause for clause in self.clauses if isinstance(clause, family)]

    def seats(self) -> list[Body | Office]:
        return [*self.all(Body), *self.all(Office)]


def _at(clause: Clause, code: str, sentence: str, advice: str) -> Lint:
    return Lint(code, clause.cite.place, sentence, advice)


def _nobody_convenes(texts: _Texts) -> Iterator[Lint]:
    covered = {clause.of for clause in texts.all(Convening)}
    for body in texts.all(Body):
        if not body.convened_by and not body.requisition and not covered & {str(body.name), "any body"}:
            yield _at(
                body, "no convener", f"The constitution names nobody who convenes the {body.name}.",
                "Say who does: `convened by: ...`, and who may require it: `requisition: ...`.",
            )  # fmt: skip
        elif not body.requisition and not covered & {str(body.name), "any body"}:
            yield _at(
                body, "no requisition", f"If whoever convenes the {body.name} will not, nobody else is named.",
                "Let members have it convened: `requisition: {by: one fifth of members, convened within: 28 days}`.",
            )  # fmt: skip


def _nobody_holds(texts: _Texts) -> Iterator[Lint]:
    filled = {str(b.name) for b in texts.all(Body) if b.elected_by or b.appointed_by or b.composed_of}
    filled |= {str(o.name) for o in texts.all(Office) if o.elected_by or o.appointed_by}
    seats = {str(clause.name) for clause in texts.seats()}
    powers = {str(power.name): power for power in texts.all(Power)}
    for power in texts.all(Power):
        names = [party.name for party in power.of if party.role == "named" and party.name in seats]
        if names and len(names) == len(power.of) and not set(names) & filled:
            yield _at(
                power, "power nobody holds",
                f"Nobody is ever elected or appointed to hold the power {quoted(str(power.name))}.",
                f"Say how the seats of the {names[0]} are filled.",
            )  # fmt: skip
    for seat in texts.seats():
        for name in seat.powers:
            power_clause = powers.get(name)
            if power_clause is None:
                yield _at(
                    seat, "power not described",
                    f"No clause says what the power {quoted(name)} of the {seat.name} covers.",
                    f"Add {quoted(f'power: {name}')} with what it covers and never covers.",
                )  # fmt: skip
            elif not any(p.role != "named" or p.name == str(seat.name) for p in power_clause.of):
                yield _at(
                    seat, "power of another",
                    f"The {seat.name} lists the power {quoted(name)}, whose clause gives it to others.",
                    "Name the same holders in both.",
                )  # fmt: skip


def _sanctions(texts: _Texts) -> Iterator[Lint]:
    appeals = texts.all(Appeal)
    for procedure in texts.all(Procedure):
        against = {str(procedure.name), procedure.cite.article, "any decision"}
        covered = any(
            target in against or procedure.cite.article.startswith(f"{target}.")
            for a in appeals
            for target in a.against
        )
        if not procedure.appeal and not covered:
            yield _at(
                procedure, "no appeal", f"No appeal lies against {quoted(str(procedure.name))}.",
                "Name the article of an appeal to a body that did not decide: `appeal: ...`.",
            )  # fmt: skip
        if "hearing" not in procedure.steps:
            yield _at(
                procedure, "no hearing", f"The procedure {quoted(str(procedure.name))} hears nobody.",
                "Add a step `hearing` before the decision, with time to prepare.",
            )  # fmt: skip
        if "charge" not in procedure.steps:
            yield _at(
                procedure, "no charge", f"In the procedure {quoted(str(procedure.name))} nothing is charged.",
                "Add a step `charge` that states ground and particulars and is served on the respondent.",
            )  # fmt: skip


def _same_forum(texts: _Texts) -> Iterator[Lint]:
    for procedure in texts.all(Procedure):
        decided = {p for step in procedure.steps.values() for p in (*step.by, *step.before) if p.role == "named"}
        for appeal in texts.all(Appeal):
            about = {str(procedure.name), procedure.cite.article}
            if not about & set(appeal.against) and procedure.appeal not in (appeal.cite.article, str(appeal.name)):
                continue
            if same := [party for party in appeal.to if party in decided or party.role == "the body that decided"]:
                yield _at(
                    appeal, "appeal to the same body",
                    f"The appeal against {quoted(str(procedure.name))} goes to the"
                    f" {same[0].name or 'body that decided'}, which had a part in it.",
                    "Name a body that takes no part in the procedure.",
                )  # fmt: skip


def _terms(texts: _Texts) -> Iterator[Lint]:
    for seat in texts.seats():
        if (seat.elected_by or seat.appointed_by) and seat.term is None:
            yield _at(
                seat, "term without end", f"A mandate as {seat.name} has no end.",
                "Say how long it lasts: `term: 12 months`.",
            )  # fmt: skip
        if (seat.elected_by or seat.appointed_by) and seat.recall is None:
            yield _at(
                seat, "no recall", f"Nobody may end a mandate as {seat.name} before its time.",
                "Say who may, and how: `recall: {by: ...}`. Without it nobody can.",
            )  # fmt: skip


def _numbers(texts: _Texts) -> Iterator[Lint]:
    for body in texts.all(Body):
        high = body.seats.high if body.seats else None
        counted = [t.share for t in body.quorum.thresholds if not t.basis] if body.quorum else []
        needed = max(counted, default=Fraction(0))
        if high is not None and needed > high:
            yield _at(
                body, "quorum above the seats",
                f"The quorum of the {body.name} is {needed}, and it has at most {high} seats.",
                "Lower the quorum, or state it as a share of the seats.",
            )  # fmt: skip
        if body.notice and body.requisition and _days(body.requisition.convened_within) <= _days(body.notice):
            yield _at(
                body, "notice longer than the time to convene",
                f"The {body.name} must be convened within {say(body.requisition.convened_within)}, on notice of"
                f" {say(body.notice)}: it can never be in time.",
                "Make the time to convene longer than the notice.",
            )  # fmt: skip
    for clause in texts.clauses:
        for majority in _majorities(clause):
            if any(t.share == Fraction(51, 100) for t in majority.thresholds):
                yield _at(
                    clause, "51 per cent",
                    "51 % is more than a simple majority: 501 votes of 1,000 are one, and are not 51 %.",
                    "Write `simple`, or `more than half of votes cast`.",
                )  # fmt: skip


def _yes_overturns(texts: _Texts) -> Iterator[Lint]:
    for rule in texts.all(DecisionRule):
        if rule.effect.verb == "annul":
            yield _at(
                rule, "yes overturns", f"In {quoted(str(rule.name))} a yes overturns what was decided.",
                "Put the question so that a yes upholds, or print under it what a yes does.",
            )  # fmt: skip


def _groups(group: object) -> Iterator[object]:
    """A clause and the groups of keywords in it."""
    yield group
    for keyword in keywords(type(group)):
        value = getattr(group, keyword.field)
        values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
        for entry in values:
            if is_dataclass(entry) and any("keyword" in field.metadata for field in fields(entry)):
                yield from _groups(entry)


SUGGESTED: Final[tuple[tuple[type[Clause], str, str, str], ...]] = (
    (Grounds, "no grounds", "No article lists the grounds of discipline.", "Add `grounds:`, as a closed list."),
    (Ending, "no list of endings", "No article says how membership ends.", "Add `membership ends by: [...]`."),
    (GoodStanding, "no good standing", "No article says who may vote and stand.", "Add `good standing:`."),
    (Service, "no service", "No article says how notices are served.", "Add `service:` with each channel."),
    (Amendment, "no amendment", "No article says how the constitution is changed.", "Add `amendment:`."),
    (Interpretation, "no interpretation", "Nobody says what the text means in doubt.", "Add `interpretation:`."),
)  # fmt: skip
"""Family without which a constitution has a gap: code, what is so, what to do."""


def _missing(texts: _Texts) -> Iterator[Lint]:
    place = Place(texts.main.file, 1)
    for family, code, sentence, advice in SUGGESTED:
        if not texts.all(family):
            yield Lint(code, place, sentence, advice)


def _prose(texts: _Texts) -> Iterator[Lint]:
    for _, article in texts.articles:
        for code, sentence, advice in prose_lints(article.prose):
            yield Lint(code, article.place, sentence, advice)


RULES: Final[Sequence[Callable[[_Texts], Iterator[Lint]]]] = (
    _nobody_convenes, _nobody_holds, _sanctions, _same_forum, _terms, _numbers, _yes_overturns, _missing,
    _prose,
)  # fmt: skip


def _majorities(clause: Clause) -> Iterator[Majority]:
    """Every majority in a clause, its groups included."""
    for group in _groups(clause):
        values = [getattr(group, keyword.field) for keyword in keywords(type(group))]
        yield from (value for value in values if isinstance(value, Majority))


def _days(span: Span) -> float:
    """Roughly how many days a span takes out of a calendar: clear days take one more than their number."""
    return span.count * DAYS[span.unit] + (1 if span.unit == "clear days" else 0)
