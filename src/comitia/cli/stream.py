"""A record judged act by act and told line by line, without ever being held: `comitia judge --format jsonl`.

What stays in memory is the state of the organisation, what the first look at the record set aside (acts about acts,
where late acts stand), and one piece of the file. Where an act reaches back, the record is read again from there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import click

from comitia.cli.reading import SHOWN_AT_MOST, Sound

if TYPE_CHECKING:
    from comitia.ask.fold import Judged
    from comitia.ask.suppose import Suppositions
    from comitia.messages import Messages
    from comitia.record.acts import Act, AnyAct
    from comitia.record.faults import RecordFault
    from comitia.record.order import Entry
    from comitia.record.survey import Survey
    from comitia.record.times import Clock
    from comitia.store.files import RecordFiles


def judge_in_stream(
    charter: str,
    record: str,
    *,
    as_of: str | None = None,
    known_on: str | None = None,
    suppose: Iterable[str] = (),
    language: str = "en",
) -> int:
    """Judge a record and write a line of JSON for each act on standard output. Returns the exit code, as of `judge`."""
    from comitia.ask.fold import Fold
    from comitia.ask.judge import noted
    from comitia.ask.suppose import SuppositionError, Suppositions
    from comitia.cli.reading import charter_from, clock_for, progress, read_day, refuse, supposed_by
    from comitia.messages import Messages, Names
    from comitia.record.survey import survey
    from comitia.store.files import FileFault, open_record
    from comitia.store.shelf import SpillingShelf

    law = charter_from(charter)
    clock = clock_for(law)
    day = read_day(clock, as_of, "--as-of") if as_of else None
    known_day = read_day(clock, known_on, "--known-on") if known_on else None
    supposed = supposed_by(suppose)
    stdin = sys.stdin.buffer if record == "-" else None
    try:
        with open_record(record, stdin=stdin) as files, SpillingShelf() as shelf:
            _check_supposed(supposed, files)
            with progress(files.size, "Looking through") as files.progress:
                found = survey(Timely(files(), clock), clock, known_day, shelf)
            with progress(files.size, "Judging") as files.progress:
                source = Streamed(files, clock, known_day, found)
                given = supposed or Suppositions()
                seeds = {**given.seeds(), **noted(source.about(), clock)}
                fold = Fold(law, clock, given.over(source), seeds, day)
                lines = Lines(source, Messages(Names(law, fold.state, language), language))
                lines.write(fold.run())
                source.finish()
    except FileFault as fault:
        refuse(str(fault))
    except SuppositionError as error:
        refuse(f"--suppose: {error}")
    return 2 if source.faults or lines.faulty else int(lines.grave)


class Timely(Sound):
    """A reading of a record that tells, in its place, an act with a time that is none.

    Ids used twice are left to the judge, who keeps those that later acts may refer to: to know all of them would take
    memory for each act.
    """

    last: AnyAct | None = None
    """The act yielded last, whose place `file` and `line` are."""

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        from comitia.record.faults import RecordFault

        untimely = self.untimely
        for entry in self.reading:
            if isinstance(entry, RecordFault):
                yield entry
            else:
                self.last = entry
                yield untimely(entry) or entry


@dataclass
class Streamed:
    """The acts of a record in the order of happening, anew at each call, as far as the first that cannot be read.

    The first call is the one that tells: it prints that fault, and `finish` those after it. faults, before, left: how
    many entries could not be read, how many acts stand before the first of them, and after it.
    """

    files: RecordFiles
    clock: Clock
    known_on: int | None
    survey: Survey
    faults: int = 0
    before: int = 0
    left: int = 0
    reading: Timely | None = None
    entries: Iterator[Entry] | None = None

    def __call__(self) -> Iterator[Act]:
        if self.entries is not None:
            return _readable(iter(self._in_order(self._again)))
        self.entries = iter(self._in_order(self._first))
        return self._telling(self.entries)

    def about(self) -> Iterator[AnyAct]:
        """The acts about other acts."""
        return (mention.act for mentions in self.survey.about.values() for mention in mentions)

    def place_of(self, act: Act) -> str:
        """Where the act stands that was just given; for one that was late or corrected, only which record."""
        reading = self.reading
        if reading is not None and reading.last is act:
            return f"{reading.file}:{reading.line}"
        return reading.file if reading is not None else ""

    def finish(self) -> None:
        """Read what was not given any more, and tell what in it cannot be read."""
        from comitia.cli.reading import acts_counted
        from comitia.record.acts import Act
        from comitia.record.faults import RecordFault

        for entry in self.entries or ():
            if isinstance(entry, RecordFault):
                self._tell(entry)
            elif isinstance(entry, Act):
                self.left += bool(self.faults)
                self.before += not self.faults
        if self.faults:
            more = f" ({self.faults - SHOWN_AT_MOST} more not shown)" if self.faults > SHOWN_AT_MOST else ""
            click.echo(
                f"{self.faults} {'entry' if self.faults == 1 else 'entries'} could not be read{more}. "
                f"Judged above: {acts_counted(self.before)} before. Waiting: {acts_counted(self.left)} after.\n",
                err=True,
            )

    def _in_order(self, source: Any) -> Iterable[Entry]:
        from comitia.record.order import InOrder, same_hand

        return InOrder(source, self.clock, self.known_on, same_hand, self.survey)

    def _first(self) -> Timely:
        self.reading = Timely(self.files(), self.clock)
        return self.reading

    def _again(self) -> Timely:
        return Timely(replace(self.files, progress=None)(), self.clock)

    def _telling(self, entries: Iterator[Entry]) -> Iterator[Act]:
        from comitia.record.acts import Act
        from comitia.record.faults import RecordFault

        for entry in entries:
            if isinstance(entry, Act):
                self.before += 1
                yield entry
            elif isinstance(entry, RecordFault):
                self._tell(entry)
                return

    def _tell(self, fault: RecordFault) -> None:
        self.faults += 1
        if self.faults <= SHOWN_AT_MOST:
            sys.stdout.buffer.flush()
            click.echo(f"{fault}\n", err=True)


def _readable(entries: Iterator[Entry]) -> Iterator[Act]:
    """The acts before the first that cannot be read: what the first reading gave, given again."""
    from comitia.record.acts import Act
    from comitia.record.faults import RecordFault

    for entry in entries:
        if isinstance(entry, RecordFault):
            return
        if isinstance(entry, Act):
            yield entry


@dataclass
class Lines:
    """Writes judged acts, a line of JSON each. faulty: whether the judge found an entry itself at fault.

    grave: whether something is void, voidable or unproven.
    """

    source: Streamed
    messages: Messages
    faulty: int = 0
    grave: bool = False
    days: dict[int, str] = field(default_factory=dict)

    def write(self, rows: Iterable[Judged]) -> None:
        """Write each act as it is judged, and tell on the error stream what is wrong with an entry itself."""
        from msgspec.json import Encoder

        from comitia.cli.judge import GRAVE
        from comitia.judge.defects import FAULTS

        out, encode = sys.stdout.buffer, Encoder().encode
        for row in rows:
            out.write(encode(line_of(row)) + b"\n")
            outcome = row.outcome
            if outcome.findings:
                self.grave = self.grave or outcome.verdict in GRAVE
                for finding in outcome.findings:
                    if finding.code in FAULTS:
                        out.flush()
                        self._tell(row, finding)
        out.flush()

    def _tell(self, row: Judged, finding: Any) -> None:
        from comitia.cli.reading import tell_entry_fault

        self.faulty += 1
        if self.faulty <= SHOWN_AT_MOST:
            tell_entry_fault(self.source.place_of(row.act), row.act.id, finding, self.messages)


def line_of(row: Judged) -> dict[str, Any]:
    """An act as one line tells it: its verdict, effects and findings, and what it changed of earlier acts."""
    from comitia.record.times import day_text
    from comitia.render.data import finding_data, outcome_data

    act, outcome = row.act, row.outcome
    asserted = getattr(act, "effects", ())
    line: dict[str, Any] = {
        "id": act.id, "kind": act.__struct_config__.tag, "at": act.at, "day": day_text(row.moment.day),
        "verdict": outcome.verdict,
        "effects": [
            {**({"effect": asserted[n]} if n < len(asserted) else {}), **outcome_data(one)}
            for n, one in enumerate(outcome.effects)
        ],
        "findings": [finding_data(one) for one in outcome.findings],
    }  # fmt: skip
    if row.fallen:
        line["fallen"] = [
            {
                "act": one.act,
                "before": [outcome_data(effect) for effect in one.before],
                "after": [outcome_data(effect) for effect in one.after],
            }
            for one in row.fallen
        ]
    return line


ENOUGH = 10_000
"""So many ids are looked through at once for one that was meant."""


def _check_supposed(supposed: Suppositions | None, files: RecordFiles) -> None:
    """Refuse suppositions about acts that are not on the record; a pass of its own, since ids are not held."""
    from comitia.cli.reading import check_known
    from comitia.record.faults import did_you_mean

    wanted = supposed.acts() if supposed else set()
    missing = wanted - {ident for ident in _ids(files) if ident in wanted} if wanted else wanted
    if not missing:
        return
    first, near, some = min(missing), list[str](), list[str]()
    for ident in _ids(files):
        some.append(ident)
        if len(some) == ENOUGH:
            near.append(did_you_mean(first, some) or "")
            some.clear()
    check_known(first, [*near, *some], "--suppose")


def _ids(files: RecordFiles) -> Iterator[str]:
    return (ident for entry in files() if isinstance(ident := getattr(entry, "id", None), str))
