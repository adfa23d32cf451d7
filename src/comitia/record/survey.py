"""The first look at a record: which of its acts stand out of order, and which are about other acts.

The fold runs in the order of happening; a record is in the order of writing. Mostly the two agree. So the record is
looked through once, reading only when each act happened, and what disagrees is set aside: late acts, written down after
acts that happened later; and leaps, a few acts that stand before all that follows, mostly a slip in a year. Only these
are held, not the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from msgspec import UNSET

from comitia.record.acts import AnyAct, Conceded, Corrected, Disputed, Established, Ordered, Retracted, Ruled
from comitia.record.faults import RecordFault
from comitia.record.json_lines import Head
from comitia.record.times import Clock, Moment, TimeFault

About = Corrected | Retracted | Established | Conceded | Disputed | Ruled | Ordered
ABOUT = (Corrected, Retracted, Established, Conceded, Disputed, Ruled, Ordered)

LEAP = 31
"""So many days nobody wrote anything, if the next act stands where it should; then it may be a slip of the pen."""

WITNESSES = 256
"""So many acts at or after a leap show that time did pass."""


class Piece(Protocol):
    """Part of a record: heads of its acts, or None if that takes reading them; its acts and faults with their lines."""

    file: str

    def heads(self) -> list[Head] | None: ...

    def fetch(self, nth: int) -> tuple[int, AnyAct] | None: ...

    def acts(self) -> Iterable[tuple[int, AnyAct | RecordFault]]: ...


class Reading(Protocol):
    """One reading of a record. file, line: where what was yielded last stands."""

    @property
    def file(self) -> str: ...

    @property
    def line(self) -> int: ...

    def __iter__(self) -> Iterator[AnyAct | RecordFault]: ...

    def pieces(self) -> Iterable[Piece]: ...


Place = tuple[str, int]
"""File and line."""


class Key(NamedTuple):
    """Where a held act enters: its day; 0 before that day's other acts, 1 after; its second; its number on record."""

    day: int
    after: int
    second: float
    nth: int


class Shelf(Protocol):
    """Holds acts that stand out of order. The one here keeps them in memory; a caller may bring one that spills."""

    def put(self, key: Key, place: Place, act: AnyAct) -> None: ...

    def sorted(self) -> Iterator[tuple[Key, Place, AnyAct]]: ...


class MemoryShelf:
    """A shelf in memory, for the few acts that an orderly record has out of order."""

    def __init__(self) -> None:
        self._held: list[tuple[Key, Place, AnyAct]] = []

    def put(self, key: Key, place: Place, act: AnyAct) -> None:
        self._held.append((key, place, act))

    def sorted(self) -> Iterator[tuple[Key, Place, AnyAct]]:
        self._held.sort(key=lambda one: one[0])
        return iter(self._held)


class Mention(NamedTuple):
    """An act about another: how many acts were recorded before it, its place, and the act."""

    nth: int
    place: Place
    act: About


@dataclass
class Survey:
    """What the first look found.

    held: the places of the acts on the shelf, by id. about: the acts about each act, by its id, in the order of
    record: what corrects, retracts, establishes, concedes, disputes, rules or orders. orderly: nothing is held,
    corrected, unreadable or not yet known, so that the record can be streamed as it is. untimely: there are times that
    cannot be read.
    """

    shelf: Shelf
    held: dict[str, set[Place]] = field(default_factory=dict)
    about: dict[str, list[Mention]] = field(default_factory=dict)
    orderly: bool = True
    untimely: bool = False

    def hold(self, moment: Moment, nth: int, place: Place, act: AnyAct, after: int = 1) -> None:
        """Put an act on the shelf, to enter at its day."""
        self.held.setdefault(act.id, set()).add(place)
        second = float("inf") if moment.second is None else moment.second
        self.shelf.put(Key(moment.day, after if moment.second is None else 1, second, nth), place, act)
        self.orderly = False


def survey(reading: Reading, clock: Clock, known_on: int | None = None, shelf: Shelf | None = None) -> Survey:
    """Look a record through once. known_on: leave out what was recorded after that day.

    Memory grows with the acts out of order and the acts about acts, not with the record.
    """
    looking = _Looking(Survey(shelf or MemoryShelf()), clock, known_on)
    for piece in reading.pieces():
        heads = piece.heads()
        if heads is None:
            for line, act in piece.acts():
                if not isinstance(act, RecordFault):
                    looking.see(head_of(act), _Given(piece.file, line, act))
        else:
            nth = 0
            while nth < len(heads):
                if not looking.leap:
                    nth = looking.pass_over(heads, nth)
                if nth < len(heads):
                    looking.see(heads[nth], _Fetched(piece, nth))
                    nth += 1
    looking.settle()
    return looking.found


def head_of(act: AnyAct) -> Head:
    """The head of an act already read."""
    return Head(act.at, act.recorded, act.act if isinstance(act, ABOUT) else UNSET)


def known(act: AnyAct | Head, moment: Moment, clock: Clock, known_on: int | None) -> bool:
    """Whether an act that happened then was on the record by a day; absent `recorded`, it was when it happened.

    Raises TimeFault where `recorded` is no time, whatever the day.
    """
    recorded = moment if act.recorded is UNSET else clock.read(act.recorded)
    return known_on is None or recorded.day <= known_on


class _Given(NamedTuple):
    """An act that was read already."""

    file: str
    line: int
    act: AnyAct

    def get(self) -> tuple[Place, AnyAct] | None:
        return (self.file, self.line), self.act


class _Fetched(NamedTuple):
    """An act that is read if it is needed."""

    piece: Piece
    nth: int

    def get(self) -> tuple[Place, AnyAct] | None:
        found = self.piece.fetch(self.nth)
        return found and ((self.piece.file, found[0]), found[1])


class _Seen(NamedTuple):
    moment: Moment
    nth: int
    source: _Given | _Fetched


@dataclass(slots=True)
class _Leap:
    """A jump ahead that may be a slip: the acts at or after it, and those that are late if it stands."""

    day: int
    top: int
    witnesses: list[_Seen] = field(default_factory=list)
    contradicted: list[_Seen] = field(default_factory=list)


class _Looking:
    def __init__(self, found: Survey, clock: Clock, known_on: int | None) -> None:
        self.found, self.clock, self.known_on = found, clock, known_on
        self.day, self.second, self.nth = 0, float("-inf"), 0
        self.leap: _Leap | None = None

    def pass_over(self, heads: list[Head], start: int) -> int:
        """Pass over heads that stand in order and are about no other act; the number of the first that is not so."""
        read, known_on, day, second = self.clock.read, self.known_on, self.day, self.second
        nth = start - 1
        try:
            for nth, head in enumerate(heads[start:] if start else heads, start):  # noqa: B007  (used after the loop)
                moment = read(head.at)
                if known_on is not None or head.recorded is not UNSET:
                    if not known(head, moment, self.clock, known_on):
                        self.found.orderly = False
                        continue
                if head.act is not UNSET:
                    break
                if moment[0] != day:
                    if not day < moment[0] <= day + LEAP:
                        break
                    day, second = moment[0], float("-inf")
                if moment[1] is not None:
                    if moment[1] < second:
                        break
                    second = moment[1]
            else:
                nth += 1
        except TimeFault:
            pass
        self.day, self.second = day, second
        self.nth += nth - start
        return nth

    def see(self, head: Head, source: _Given | _Fetched) -> None:
        try:
            moment = self.clock.read(head.at)
            if not known(head, moment, self.clock, self.known_on):
                self.found.orderly = False
                return
        except TimeFault:
            self.found.untimely, self.found.orderly = True, False
            return
        self.nth += 1
        if head.act is not UNSET:
            self.mention(source)
        self.place(_Seen(moment, self.nth, source))

    def mention(self, source: _Given | _Fetched) -> None:
        found = source.get()
        if found and isinstance(found[1], ABOUT) and found[1].act is not UNSET:
            place, act = found
            self.found.about.setdefault(found[1].act, []).append(Mention(self.nth, place, found[1]))
            self.found.orderly = self.found.orderly and not isinstance(act, Corrected | Retracted)

    def hold(self, seen: _Seen, after: int = 1) -> None:
        found = seen.source.get()
        if found:
            self.found.hold(seen.moment, seen.nth, *found, after)

    def place(self, seen: _Seen) -> None:
        day = seen.moment.day
        if self.leap and day > self.leap.top + LEAP:
            self.settle()
        if self.leap is None:
            if day > self.day + LEAP:
                self.leap = _Leap(day, day, [seen])
            elif self.late(seen.moment):
                self.hold(seen)
            return
        if day >= self.leap.day:
            self.leap.witnesses.append(seen)
            self.leap.top = max(self.leap.top, day)
        elif day < self.day:
            self.hold(seen)
        else:
            self.leap.contradicted.append(seen)
        if len(self.leap.witnesses) >= WITNESSES:
            self.settle()
        elif len(self.leap.contradicted) > len(self.leap.witnesses):
            leap, self.leap = self.leap, None
            for one in leap.witnesses:
                self.hold(one, after=0)
            for one in leap.contradicted:
                self.place(one)

    def late(self, moment: Moment) -> bool:
        """Whether a moment lies before one already passed; if not, pass it."""
        if moment.day < self.day:
            return True
        if moment.day > self.day:
            self.day, self.second = moment.day, float("-inf")
        if moment.second is not None:
            if moment.second < self.second:
                return True
            self.second = moment.second
        return False

    def settle(self) -> None:
        """Take an open leap for what it says: time passed."""
        if self.leap is None:
            return
        leap, self.leap = self.leap, None
        for one in sorted(leap.contradicted + leap.witnesses, key=lambda seen: seen.nth):
            if self.late(one.moment):
                self.hold(one)


class Listed:
    """A record that is not in a file: acts from memory or a table, numbered from 1 in place of lines."""

    def __init__(self, acts: Iterable[AnyAct | RecordFault], file: str = "record") -> None:
        self.file = file
        self.line = 0
        self._acts = acts

    def __iter__(self) -> Iterator[AnyAct | RecordFault]:
        for act in self._acts:
            self.line += 1
            yield act

    def pieces(self) -> Iterator[Whole]:
        yield Whole(self)


class Whole:
    """A reading taken as one piece, for forms of record that have no faster way."""

    def __init__(self, reading: Reading) -> None:
        self.file = reading.file
        self._reading = reading

    def heads(self) -> list[Head] | None:
        return None

    def fetch(self, nth: int) -> tuple[int, AnyAct] | None:
        raise AssertionError("what has no heads is read whole")

    def acts(self) -> Iterator[tuple[int, AnyAct | RecordFault]]:
        for act in self._reading:
            yield self._reading.line, act
