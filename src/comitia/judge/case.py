"""The case before the judge: one act, the law of its day, the state, and what is being written about them.

`Bench` is a law made ready once; `Case` lives for one act. Reads go through what the act itself has already changed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import UNSET

from comitia.charter.clause import Cite, Clause
from comitia.charter.law import Charter, Law
from comitia.charter.vocabulary.organisation import Lapse
from comitia.judge.findings import Consequence, Finding, Status, Value
from comitia.judge.knowledge import condition, known
from comitia.judge.months import read_month
from comitia.judge.state import Changes, Key, Mandate, Note, Person, State, Unit
from comitia.record.acts import Act
from comitia.record.times import Clock, Moment, add

REOPENED = "opened again before the result"
"""The excuse of a poll that was closed early and rectified in time."""


class Ref(NamedTuple):
    """Who a reference means: `member-d`, `regional committee/region-s`, `member-d as regional secretary/region-s`."""

    text: str
    person: str
    seat: str
    name: str
    unit: str
    kind: str  # body, office, department, person


NOBODY = Ref("", "", "", "", "", "")


class Bench:
    """A law made ready to judge by. Kept by whoever folds: one for each combination of versions."""

    def __init__(self, charter: Charter, law: Law, clock: Clock) -> None:
        self.charter = charter
        self.law = law
        self.clock = clock
        self._refs: dict[str, Ref] = {}
        self.months: dict[str, int | None] = {}
        self.routes: dict[tuple[str, ...], Any] = {}
        self.matching: dict[tuple[Any, ...], Any] = {}
        self.arrears_lapse = any(c.after is not None and "arrears" in c.after.event for c in law.all(Lapse))

    def month(self, text: str) -> int | None:
        """A month as a number (year * 12 + month - 1); None where the text is no month."""
        if text not in self.months:
            if len(self.months) > 10_000:
                self.months.clear()
            self.months[text] = read_month(text)
        return self.months[text]

    def ref(self, text: str) -> Ref:
        found = self._refs.get(text)
        if found is None:
            if len(self._refs) > 100_000:
                self._refs.clear()
            found = self._refs[text] = self._read(text)
        return found

    def _read(self, text: str) -> Ref:
        person, between, rest = text.partition(" as ")
        seat = rest if between else text
        name, _, unit = seat.partition("/")
        law = self.law
        kind = (
            "body" if name in law.bodies
            else "office" if name in law.offices
            else "department" if name in law.departments
            else ""
        )  # fmt: skip
        if kind:
            return Ref(text, person if between else "", seat, name, unit, kind)
        return Ref(text, person if between else text, "", name if "/" in seat or between else "", unit, "person")


class Case:
    """One act being judged."""

    __slots__ = ("act", "bench", "by", "counts", "day", "findings", "law", "moment", "own", "sizes", "state")

    def __init__(self, bench: Bench, state: State, act: Act, moment: Moment) -> None:
        self.bench = bench
        self.law = bench.law
        self.state = state
        self.act = act
        self.moment = moment
        self.day = moment.day
        self.own: Changes = {}
        self.findings: list[Finding] = []
        self.sizes: dict[str, int] = {}
        self.counts: dict[str, Any] = {}
        self.by = NOBODY if act.by is UNSET else bench.ref(act.by)

    def get(self, key: Key) -> Any:
        own = self.own
        return own[key] if key in own else self.state.get(key)

    def put(self, key: Key, value: Any) -> None:
        self.own[key] = value

    def ref(self, text: str) -> Ref:
        return self.bench.ref(text)

    def time(self, text: str) -> Moment:
        return self.bench.clock.read(text)

    # What is found

    def find(
        self,
        code: str,
        *cites: Cite | None,
        effect: int | None = None,
        status: Status = "shown",
        otherwise: str = "",
        persons: tuple[str, ...] = (),
        cause: str = "",
        excuse: str = "",
        immaterial: bool = False,
        not_before: int | None = None,
        **args: Value,
    ) -> Finding:
        """Find a defect: what follows from it is read from the `defect` clauses of the law of the day.

        otherwise: what the rule that was broken says itself, which counts unless the implied term may not be
        overridden. excuse: a fact that may excuse. immaterial: the breach could not have changed the result.
        """
        finding = self.defect(
            code, cites, effect, status, otherwise, persons, cause, excuse, immaterial, not_before, args
        )
        self.findings.append(finding)
        if finding.consequence == "none" and (excuse or immaterial):
            why = "immaterial" if immaterial else "excused"
            cited = (finding.follows,) if finding.follows is not None else ()
            self.findings.append(
                Finding(why, cites=cited, follows=finding.follows, effect=effect, args={"defect": code}, cause=cause)
            )
        return finding

    def defect(
        self,
        code: str,
        cites: tuple[Cite | None, ...],
        effect: int | None,
        status: Status,
        otherwise: str,
        persons: tuple[str, ...],
        cause: str,
        excuse: str,
        immaterial: bool,
        not_before: int | None,
        args: dict[str, Value],
    ) -> Finding:
        consequence: Consequence = "irregular"
        protects, follows, raised, until = "", None, tuple[str, ...](), None
        for clause in self.law.defects.get(code, ()):
            if clause.excused and excuse not in clause.excused and clause.consequence == "none":
                continue
            if not self.applies(clause):
                continue
            consequence, protects, follows = clause.consequence, clause.protects, clause.cite
            if otherwise and clause.overridable:
                consequence = otherwise  # type: ignore[assignment]
            if excuse and (excuse in clause.excused or (excuse == REOPENED and "rectification" in clause.cured_by)):
                consequence = "none"
            if immaterial and clause.material != "always":
                consequence = "none"
            raised = tuple(sorted({party.name or party.role for party in clause.raised_by}))
            if clause.within is not None and consequence == "voidable":
                until = add(self.day, clause.within.span.count, clause.within.span.unit)
            break
        if persons:
            args["persons"] = persons
        if excuse:
            args["excuse"] = excuse
        return Finding(
            code, status, consequence, protects, tuple(c for c in cites if c is not None), follows, effect, args,
            raised, until, cause, not_before,
        )  # fmt: skip

    def note(self, code: str, *cites: Cite | None, effect: int | None = None, cause: str = "", **args: Value) -> None:
        """Say something that takes nothing away."""
        kept = tuple(c for c in cites if c is not None)
        self.findings.append(Finding(code, cites=kept, effect=effect, args=args, cause=cause))

    def fault(self, code: str, **args: Value) -> None:
        """Something is wrong with the entry itself."""
        self.findings.append(Finding(code, consequence="void", args=args))

    # Conditions

    def condition(self, source: str, **about: Any) -> bool | None:
        """Whether a condition holds; None where a fact that it needs is not on record.

        about: the person, matter or effect that the condition is about.
        """
        return condition(source, known(self, **about))

    def applies(self, clause: Clause | None, **about: Any) -> bool:
        """Whether a clause applies: not where its `unless` is shown to hold."""
        return clause is None or clause.unless is None or self.condition(clause.unless.source, **about) is not True

    # Reading the record

    def notes(self, about: str) -> tuple[Note, ...]:
        """What was established, conceded, disputed or ruled about an act or a person."""
        return self.get(("notes", about)) or ()

    def law_on(self, day: int) -> Law:
        """The law in force on an earlier day, by which conduct of that day is judged."""
        in_force = next((law for since, law in reversed(self.get(("laws",)) or ()) if since <= day), None)
        return self.law if in_force is None else self.bench.charter.law(in_force)

    def person(self, who: str) -> Person | None:
        found: Person | None = self.get(("person", who))
        return found

    def is_member(self, who: str) -> bool:
        person = self.person(who)
        return person is not None and person.since <= self.day and (person.until is None or self.day <= person.until)

    def unit(self, name: str) -> Unit | None:
        found: Unit | None = self.get(("unit", name))
        return found

    def root(self) -> str:
        return self.get(("root",)) or ""

    def within(self, unit: str, top: str) -> bool:
        """Whether a unit is `top` or lies under it."""
        seen = 0
        while unit and seen < 50:
            if unit == top:
                return True
            above = self.unit(unit)
            unit, seen = (above.under if above else ""), seen + 1
        return False

    def holders(self, seat: str) -> tuple[str, ...]:
        return self.get(("holders", seat)) or ()

    def mandate(self, seat: str, who: str) -> Mandate | None:
        found = self.get(("mandate", seat, who))
        return found if isinstance(found, Mandate) else None

    def body_clauses(self, name: str) -> tuple[Any, ...]:
        return self.law.bodies.get(name, ())

    def seat_clauses(self, name: str) -> tuple[Any, ...]:
        """The clauses of a body or an office, or of a department."""
        return self.law.seat(name)


def cite_of(clause: Clause | None) -> Cite | None:
    return None if clause is None else clause.cite
