"""Whether the clauses hold together: no two on one thing, no circle of tiers or appeals, no body without a convener."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from comitia.charter import precedence
from comitia.charter.clause import Clause, Place
from comitia.charter.errors import Fault, Source, quoted
from comitia.charter.law import Charter, Instrument, family_of
from comitia.charter.parties import is_role
from comitia.charter.vocabulary import discipline, meeting, nullity, order, organisation

_SEVERAL: Final = (
    meeting.Convening, meeting.Conflict, discipline.HouseOrder, nullity.Review, nullity.DeFacto, nullity.OutsideOrder,
    order.Interpretation, order.NotModelled,
)  # fmt: skip
"""Families of which one text may hold several that are not told apart by a name."""


def check_structure(
    charter: Charter, sources: Mapping[str, Source], faults: list[Fault], lost: Sequence[tuple[str, str]]
) -> None:
    """Adds the faults between clauses and between texts to `faults`."""
    _check_texts(charter, sources, faults)
    _check_conflicts(charter, sources, faults)
    _check_tiers(charter, sources, faults)
    _check_appeals(charter, sources, faults)
    if not any(family == "convening" for family, _ in lost):
        _check_names(charter, sources, faults)
        _check_conveners(charter, sources, faults)


def contested(clause: Clause) -> tuple[str, ...]:
    """The things of which one rank holds one clause of this family each: two on one of them contradict each other."""
    match clause:
        case organisation.Tiers():
            return tuple(clause.tiers)
        case discipline.Grounds():
            return tuple(clause.grounds)
        case meeting.Service():
            return tuple(clause.channels)
        case clause if isinstance(clause, _SEVERAL):
            return ()
        case _:
            return precedence.identity(clause)


def _check_names(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    """A body or office whose name is a word for a role would never be meant by that word."""
    for instrument in charter.instruments:
        for clause in (c for a in instrument.articles for c in a.clauses):
            if isinstance(clause, organisation.Body | organisation.Office) and is_role(str(clause.name)):
                faults.append(_at(
                    clause, sources, "name is a role", f"{quoted(str(clause.name))} as the name of a body or office",
                    "a name that is no word for a role, such as `members` for any members",
                    "Give it a name of its own, such as `members' meeting`, here and where it is named.",
                ))  # fmt: skip


def _check_texts(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    seen: dict[tuple[str, str], Instrument] = {}
    mains: dict[str, Instrument] = {}
    for instrument in charter.instruments:
        other = seen.setdefault((instrument.key, instrument.version), instrument)
        if other is not instrument:
            faults.append(_on_head(
                instrument, sources, "version twice",
                f"{quoted(instrument.key)} version {quoted(instrument.version)}, as in {other.file}",
                "each version of a text once", "Give one of them another `version:`, or another `name:`.",
            ))  # fmt: skip
        if instrument.rank == "charter":
            main = mains.setdefault("charter", instrument)
            if main.key != instrument.key:
                faults.append(_on_head(
                    instrument, sources, "two constitutions", f"{quoted(instrument.title)} beside {quoted(main.title)}",
                    "one constitution, in one or more versions", "Give both the same `name:`, or one another rank.",
                ))  # fmt: skip
    if not mains:
        file = next(iter(sources), "")
        faults.append(Fault(
            "no constitution", Place(file, 1), "texts of which none is the constitution",
            "one text with `charter:` in its head",
            "Begin the constitution with `---`, `charter: its title`, `---`.",
            sources[file].line(1) if file else "",
        ))  # fmt: skip


def _on_head(
    instrument: Instrument, sources: Mapping[str, Source], code: str, found: str, required: str, advice: str
) -> Fault:
    source = sources[instrument.file]
    line = next((n for n, text in enumerate(source.lines, 1) if text.startswith(f"{instrument.rank}:")), 1)
    return source.fault(code, line, 1, len(source.line(line)), found, required, advice)


def _at(clause: Clause, sources: Mapping[str, Source], code: str, found: str, required: str, advice: str) -> Fault:
    place = clause.cite.place
    source = sources[place.file]
    width = len(source.line(place.line).strip())
    return source.fault(code, place.line, place.column, width, found, required, advice)


def _check_conflicts(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    """Two clauses of one family on one thing in one rank, neither of which says that it prevails."""
    seen: dict[tuple[str, str, str], tuple[Instrument, Clause]] = {}
    for instrument in charter.instruments:
        for clause in (clause for article in instrument.articles for clause in article.clauses):
            for about in contested(clause):
                key = (instrument.rank, family_of(clause), about)
                other_text, other = seen.setdefault(key, (instrument, clause))
                versions = other_text.key == instrument.key and other_text is not instrument
                if other is clause or versions or clause.notwithstanding or other.notwithstanding:
                    continue
                faults.append(_at(
                    clause, sources, "two clauses on one thing",
                    f"{quoted(f'{key[1]}: {about}')} here and at {other.cite.place}",
                    "one clause on one thing in one rank",
                    f"Join them, or say which prevails: `notwithstanding: [{other.cite.article}]`.",
                ))  # fmt: skip


def _check_tiers(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    for instrument in charter.instruments:
        for clause in _of(instrument, organisation.Tiers):
            circle = _circle({name: tier.of for name, tier in clause.tiers.items()})
            if circle:
                faults.append(_at(
                    clause, sources, "circle of tiers", f"{quoted(circle[0])}, which in the end is made of itself",
                    "tiers that are each made of smaller ones", "Take the `of` of the smallest unit out.",
                ))  # fmt: skip


def _check_appeals(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    for instrument in charter.instruments:
        appeals = {clause.cite.article: clause for clause in _of(instrument, discipline.Appeal)}
        names = {str(clause.name): number for number, clause in appeals.items()}
        onward = {
            number: next((names.get(text, text) for text in clause.against if names.get(text, text) in appeals), "")
            for number, clause in appeals.items()
        }
        circle = _circle(onward)
        if circle:
            faults.append(_at(
                appeals[circle[0]], sources, "circle of appeals",
                f"an appeal against decisions on itself, by way of {' and '.join(circle)}",
                "appeals that end somewhere", "Name under `against` the procedures, not the appeals.",
            ))  # fmt: skip


def _circle(onward: Mapping[str, str]) -> list[str]:
    """The first names that lead back to themselves, each to the next; [] if all end somewhere."""
    ended: set[str] = set()
    for start in onward:
        path: dict[str, None] = {}
        here = start
        while here in onward and here not in ended and here not in path:
            path[here] = None
            here = onward[here]
        if here in path:
            walked = list(path)
            return walked[walked.index(here) :]
        ended.update(path)
    return []


def _check_conveners(charter: Charter, sources: Mapping[str, Source], faults: list[Fault]) -> None:
    clauses = [c for i in charter.instruments for a in i.articles for c in a.clauses]
    covered = {clause.of for clause in clauses if isinstance(clause, meeting.Convening)}
    if "any body" in covered:
        return
    convened = {
        str(clause.name)
        for clause in clauses
        if isinstance(clause, organisation.Body) and (clause.convened_by or clause.requisition)
    }
    for clause in clauses:
        if isinstance(clause, organisation.Body) and str(clause.name) not in covered | convened:
            faults.append(_at(
                clause, sources, "nobody can convene it", f"{quoted(str(clause.name))}, which nobody can convene",
                "for every body somebody who can convene it in the end",
                "Add `convened by: ...`, `requisition: ...`, or a `convening` clause for any body.",
            ))  # fmt: skip
            convened.add(str(clause.name))


def _of(instrument: Instrument, family: type[Any]) -> list[Any]:
    return [c for article in instrument.articles for c in article.clauses if isinstance(c, family)]
