"""A constitution and a record read for a command: every fault printed with its place, and what can be judged, judged.

What stands before the first fault of a record is judged; what stands after it waits, because an act that could not be
read may change what follows. Nothing is written anywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from comitia.ask.judge import Judgment
    from comitia.ask.suppose import Suppositions
    from comitia.charter.law import Charter
    from comitia.judge.findings import Finding
    from comitia.messages import Messages
    from comitia.record.acts import AnyAct
    from comitia.record.faults import RecordFault
    from comitia.record.survey import Piece
    from comitia.record.times import Clock
    from comitia.store.files import Progress, RecordReading

SHOWN_AT_MOST = 20
"""So many faults of a record are shown; the rest are counted."""


@dataclass
class Case:
    """What a command was given, judged. faulty: whether anything could not be read or understood (exit code 2)."""

    judgment: Judgment
    messages: Messages
    acts: int
    faulty: bool = False
    read: Entries = field(default_factory=lambda: Entries())

    def both_ways(self, ident: str) -> tuple[Judgment, Judgment]:
        """The record judged as if an act were shown, and as if it were not."""
        from comitia.ask.judge import both_ways

        judgment, read = self.judgment, self.read
        return both_ways(
            judgment.charter, lambda: iter(read.acts), judgment.clock, ident, as_of=judgment.day, about=read.about
        )


@dataclass
class Entries:
    """The acts of a record in the order of happening, as far as the first fault.

    about: the acts about other acts. left: how many acts after the first fault were not judged.
    """

    acts: list[AnyAct] = field(default_factory=list)
    about: list[AnyAct] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    left: int = 0


def refuse(text: str) -> NoReturn:
    """Say why the input cannot be used, and end with exit code 2."""
    click.echo(text, err=True)
    raise SystemExit(2)


def charter_from(path: str) -> Charter:
    """The charter in a file or folder; its faults are printed, all of them, and end the command."""
    from comitia.charter.errors import CharterError
    from comitia.charter.load import load
    from comitia.count.catalogue import known_names
    from comitia.judge.defects import DEFECTS
    from comitia.store.files import FileFault, charter_texts

    try:
        return load(charter_texts(path), defects=frozenset(DEFECTS), rules=known_names())
    except FileFault as fault:
        refuse(str(fault))
    except CharterError as error:
        many = len(error.faults)
        refuse(f"{error}\n\n{many} {'fault' if many == 1 else 'faults'}. The constitution was not loaded.")


def clock_for(charter: Charter) -> Clock:
    """The clock of the zone that the charter names."""
    from comitia.record.times import Clock
    from comitia.store.files import FileFault, zone_named

    try:
        return Clock(zone_named(charter.main.timezone, charter.main.file) if charter.main.timezone else None)
    except FileFault as fault:
        refuse(str(fault))


def read_day(clock: Clock, text: str, option: str) -> int:
    """A day given on the command line."""
    from comitia.record.times import TimeFault

    try:
        return clock.read(text).day
    except TimeFault as fault:
        refuse(f"{option}: {fault}")


def entries(path: str, clock: Clock, known_on: int | None) -> Entries:
    """The acts of a record in the order of happening, as far as they were on record by a day."""
    from comitia.record.acts import Act
    from comitia.record.faults import RecordFault
    from comitia.record.order import ordered
    from comitia.store.files import FileFault, open_record

    found = Entries()
    try:
        stdin = sys.stdin.buffer if path == "-" else None
        with open_record(path, stdin=stdin) as record, progress(record.size) as record.progress:
            in_order = ordered(lambda: Sound(record(), clock), clock, known_on)
            for entry in in_order:
                if isinstance(entry, RecordFault):
                    found.faults.append(str(entry))
                elif isinstance(entry, Act) and found.faults:
                    found.left += 1
                elif isinstance(entry, Act):
                    found.acts.append(entry)
            found.about = [m.act for mentions in in_order.survey.about.values() for m in mentions]
    except FileFault as fault:
        refuse(str(fault))
    return found


TIMES = ("on", "start", "until", "opens", "closes", "record_date", "conduct", "closed")
"""The fields of acts that hold a time, beside when they happened and were recorded."""


class Sound:
    """A reading of a record that tells, in its place, an act that can be read and not judged: an id used twice, or a
    time that is none."""

    def __init__(self, reading: RecordReading, clock: Clock) -> None:
        self.reading = reading
        self.clock = clock

    @property
    def file(self) -> str:
        return self.reading.file

    @property
    def line(self) -> int:
        return self.reading.line

    def pieces(self) -> Iterator[Piece]:
        return self.reading.pieces()

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        from comitia.record.faults import RecordFault

        seen: dict[str, str] = {}
        for entry in self.reading:
            yield entry if isinstance(entry, RecordFault) else self._refused(entry, seen) or entry

    def _refused(self, act: AnyAct, seen: dict[str, str]) -> RecordFault | None:
        from comitia.record.faults import RecordFault, shown

        if act.id in seen:
            found = f"a second act with the id {shown(act.id)}; the first is at {seen[act.id]}"
            advice = "give one of the two another id; if it is the same act recorded twice, take one out"
            return RecordFault("same-id", self.file, self.line, 0, found, "an id of its own for each act", advice)
        seen[act.id] = f"{self.file}:{self.line}"
        return self.untimely(act)

    def untimely(self, act: AnyAct) -> RecordFault | None:
        """The fault of an act with a time that is none."""
        from comitia.record.acts import Resigned, Sat, Served
        from comitia.record.faults import RecordFault
        from comitia.record.times import TimeFault

        for name in TIMES:
            text = getattr(act, name, None)
            if not isinstance(text, str) or (name, type(act)) in (("start", Resigned), ("on", Served), ("until", Sat)):
                continue
            try:
                self.clock.read(text)
            except TimeFault as fault:
                return RecordFault(fault.code, self.file, self.line, 0, fault.found, fault.required, fault.advice)
        return None


def case_from(
    charter: str,
    record: str,
    *,
    as_of: str | None = None,
    known_on: str | None = None,
    suppose: Iterable[str] = (),
    language: str = "en",
) -> Case:
    """A charter and a record judged, with every fault printed."""
    from comitia.ask.judge import judge
    from comitia.ask.suppose import SuppositionError
    from comitia.messages import Messages, Names

    law = charter_from(charter)
    clock = clock_for(law)
    day = read_day(clock, as_of, "--as-of") if as_of else None
    read = entries(record, clock, read_day(clock, known_on, "--known-on") if known_on else None)
    _print_faults(read)
    supposed = supposed_by(suppose)
    for ident in sorted(supposed.acts()) if supposed else ():
        check_known(ident, {act.id for act in read.acts}, "--suppose")
    try:
        with _spinner(len(read.acts)):
            judgment = judge(law, lambda: iter(read.acts), clock, as_of=day, suppose=supposed, about=read.about)
    except SuppositionError as error:
        refuse(f"--suppose: {error}")
    messages = Messages(Names(law, judgment.state, language), language)
    wrong = _print_entry_faults(judgment, messages, record)
    return Case(judgment, messages, len(read.acts), bool(read.faults) or wrong, read)


def _print_faults(read: Entries) -> None:
    for fault in read.faults[:SHOWN_AT_MOST]:
        click.echo(f"{fault}\n", err=True)
    if read.faults:
        many = len(read.faults)
        more = f" ({many - SHOWN_AT_MOST} more not shown)" if many > SHOWN_AT_MOST else ""
        click.echo(
            f"{many} {'entry' if many == 1 else 'entries'} could not be read{more}. "
            f"Judged below: {acts_counted(len(read.acts))} before. Waiting: {acts_counted(read.left)} after.\n",
            err=True,
        )


def acts_counted(count: int) -> str:
    """A number of acts in words."""
    return "no act" if not count else "the one act" if count == 1 else f"the {count:,} acts"


def _print_entry_faults(judgment: Judgment, messages: Messages, record: str) -> bool:
    """Print what is wrong with entries themselves, by what the judge found, each with its place in the record."""
    from comitia.judge.defects import FAULTS

    faults = [(row.act.id, f) for row in judgment.rows for f in row.outcome.findings if f.code in FAULTS]
    places = _places(record, {ident for ident, _ in faults}) if faults else {}
    for ident, fault in faults[:SHOWN_AT_MOST]:
        tell_entry_fault(places.get(ident, record), ident, fault, messages)
    return bool(faults)


def tell_entry_fault(place: str, ident: str, fault: Finding, messages: Messages) -> None:
    """Print what the judge found wrong with an entry itself, with its place and what to do."""
    from comitia.messages import plain

    code = fault.code.replace(" ", "-")
    click.echo(
        f"{place}: {code}: act {ident}: {plain(messages.sentence(fault))}\n"
        f"  what to do: {plain(messages.advice(fault))}\n",
        err=True,
    )


def _places(record: str, wanted: set[str]) -> dict[str, str]:
    """Where the acts with these ids stand, by a second reading."""
    from comitia.store.files import open_record

    places: dict[str, str] = {}
    if record == "-":
        return places
    with open_record(record) as opened:
        reading = opened()
        for entry in reading:
            ident = getattr(entry, "id", None)
            if ident in wanted:
                places.setdefault(str(ident), f"{reading.file}:{reading.line}")
    return places


def supposed_by(given: Iterable[str]) -> Suppositions | None:
    """The suppositions of `--suppose`, None where there are none; whether the record has their acts is not asked."""
    from comitia.ask.suppose import SuppositionError, read_suppositions

    texts = list(given)
    if not texts:
        return None
    try:
        return read_suppositions(texts)
    except SuppositionError as error:
        refuse(f"--suppose: {error}")


def check_known(ident: str, known: Iterable[str], option: str, what: str = "act") -> None:
    """Refuse an id that nothing on the record has, with the nearest that something has."""
    from comitia.record.faults import did_you_mean

    known = list(known)
    if ident not in known:
        near = did_you_mean(ident, known)
        advice = f"did you mean `{near}`?" if near else "see the ids with: comitia judge CHARTER RECORD --all"
        refuse(f"{option}: no {what} `{ident}` is on the record\n  what to do: {advice}")


@contextmanager
def progress(size: int, says: str = "Reading") -> Iterator[Progress | None]:
    """A bar on the terminal for a long reading, on the error stream; nothing otherwise."""
    if size < LONG or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(says, total=size)
        yield lambda count: bar.advance(task, count)


@contextmanager
def _spinner(acts: int) -> Iterator[None]:
    if acts < LONG // 1000 or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"Judging {acts:,} acts"):
        yield


LONG = 4 << 20
"""A record of so many bytes takes long enough for people to wonder."""


def shipped(name: str) -> Path:
    """A file or folder that ships with Comitia: in the installed package, or in a checkout of it."""
    package = Path(__file__).resolve().parent.parent
    for root in (package / "_data", package.parent.parent):
        if (root / name).exists():
            return root / name
    refuse(
        f"`{name}` does not ship with this installation\n  what to do: install comitia again, or run it from a checkout"
    )
