"""A record in the order of happening, among what was known by a day: what the judge folds.

An act has two times: when it happened and when it was recorded. Acts in order stream through; the few that are not,
found by the survey, are held and enter at their day. A correction or retraction that was known by the day asked about
replaces or drops the entry it names, and the entry is told as replaced, for nothing leaves the record.

On one day, acts of which only the day is known keep the order of record, and instants follow one another by the clock.
A late act of which only the day is known enters at the end of its day; a late instant before the first later instant
of its day, or at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge

import msgspec
from msgspec import UNSET

from comitia.record.acts import AnyAct, Corrected, Retracted
from comitia.record.faults import RecordFault
from comitia.record.fit import act_of
from comitia.record.nodes import node_of
from comitia.record.survey import Key, Mention, Place, Reading, Shelf, Survey, known, survey
from comitia.record.times import Clock, Moment, TimeFault

Amendment = Corrected | Retracted
AMENDMENTS = (Corrected, Retracted)
_NEVER = date.max.toordinal() + 1
_SPECIAL = {RecordFault, Corrected, Retracted}


@dataclass(frozen=True, slots=True)
class Replaced:
    """An entry of the record that no longer counts. by: what replaced it. now: as it stands; None if retracted.

    It stands where the entry stood. `now` follows at once, or on its own day if that is another.
    """

    entry: AnyAct
    by: tuple[Amendment, ...]
    now: AnyAct | None


@dataclass(frozen=True, slots=True)
class Contested:
    """An amendment that took no effect, since who made it is not who may, or the entry was retracted: for the judge."""

    entry: AnyAct
    by: Amendment


MayCorrect = Callable[[AnyAct, Amendment], bool]
Entry = AnyAct | RecordFault | Replaced | Contested


def same_hand(entry: AnyAct, amendment: Amendment) -> bool:
    """Whether an amendment comes from whoever did what it amends, or nobody is named: the rule if no other is given."""
    return amendment.by is UNSET or entry.by is UNSET or amendment.by == entry.by


def ordered(
    source: Callable[[], Reading],
    clock: Clock,
    known_on: int | None = None,
    may_correct: MayCorrect = same_hand,
    shelf: Shelf | None = None,
) -> InOrder:
    """The acts of a record in the order of happening, among what was recorded by a day.

    source: gives the record anew each time it is called; it is called twice, and a third time if a correction changes
    when something happened. known_on: a day (ordinal), or None for all that is on record. may_correct: who may correct
    what. shelf: holds the acts out of order; in memory unless one is given.
    """
    return InOrder(source, clock, known_on, may_correct, survey(source(), clock, known_on, shelf))


class InOrder:
    """Iterate once. `survey.about` says which acts are about which, before they come by."""

    def __init__(
        self,
        source: Callable[[], Reading],
        clock: Clock,
        known_on: int | None,
        may_correct: MayCorrect,
        found: Survey,
    ) -> None:
        self.survey = found
        self._source, self._clock, self._known_on, self._may_correct = source, clock, known_on, may_correct
        self._amendments = _standing(found, may_correct)
        self._passed: set[Place] = set()
        self._moved: dict[Place, tuple[Key, AnyAct]] = {}

    def __iter__(self) -> Iterator[Entry]:
        if self.survey.orderly:
            yield from self._source()
            return
        self._find_moved()
        waiting = _Waiting(self.survey.shelf, self._moved)
        reading = self._source()
        read = self._clock.read
        marked = self.survey.held.keys() | self._amendments.keys()
        every = self._known_on is not None or self.survey.untimely
        for act in reading:
            if every or act.__class__ in _SPECIAL or act.id in marked:  # type: ignore[union-attr]
                yield from self._with_care(act, reading, waiting)
                continue
            moment = read(act.at)  # type: ignore[union-attr]
            if moment[0] >= waiting.day:
                yield from self._before(moment, waiting)
            yield act
        yield from self._before(None, waiting)

    def _with_care(self, act: AnyAct | RecordFault, reading: Reading, waiting: _Waiting) -> Iterator[Entry]:
        """An act that may be unknown yet, unreadable in its times, held, corrected or correcting; or a fault."""
        if isinstance(act, RecordFault):
            yield act
            return
        try:
            moment = self._clock.read(act.at)
            if not known(act, moment, self._clock, self._known_on):
                return
        except TimeFault as fault:
            yield time_fault(fault, reading)
            return
        held = self.survey.held.get(act.id, ())
        place = (
            (reading.file, reading.line) if held or act.id in self._amendments or act.__class__ in _SPECIAL else None
        )
        if place and place in held:
            self._passed.add(place)
            return
        if moment.day >= waiting.day:
            yield from self._before(moment, waiting)
        if place:
            yield from self._streamed(act, place)
        else:
            yield act

    def _before(self, moment: Moment | None, waiting: _Waiting) -> Iterator[Entry]:
        for key, place, act, final in waiting.before(moment):
            yield from [act] if final else self._entered(key, place, act)

    def _streamed(self, act: AnyAct, place: Place) -> Iterator[Entry]:
        later = [mention for mention in self._amendments.get(act.id, []) if mention.place not in self._passed]
        self._passed.add(place)
        yield from self._amended(act, place, later)

    def _entered(self, key: Key, place: Place, act: AnyAct) -> Iterator[Entry]:
        later = [mention for mention in self._amendments.get(act.id, []) if mention.nth > key.nth]
        yield from self._amended(act, place, later)

    def _amended(self, act: AnyAct, place: Place, amendments: list[Mention]) -> Iterator[Entry]:
        """An entry as it stands after the amendments recorded later, told as replaced if it is."""
        now, used, refused, faults = self._apply(act, amendments)
        if used:
            yield Replaced(act, tuple(used), now)
        if now is not None and place not in self._moved:
            yield now
        yield from (Contested(act, amendment) for amendment in refused)
        yield from faults

    def _apply(
        self, act: AnyAct, amendments: list[Mention]
    ) -> tuple[AnyAct | None, list[Amendment], list[Amendment], list[RecordFault]]:
        now: AnyAct | None = act
        used: list[Amendment] = []
        refused: list[Amendment] = []
        faults: list[RecordFault] = []
        for _, place, amendment in amendments:
            assert isinstance(amendment, Amendment)
            if not self._may_correct(act, amendment):
                refused.append(amendment)
            elif isinstance(amendment, Retracted):
                now = None
                used.append(amendment)
            elif now is None:
                refused.append(amendment)
            else:
                corrected = _corrected(now, amendment, place, self._clock)
                if isinstance(corrected, RecordFault):
                    faults.append(corrected)
                else:
                    now = corrected
                    used.append(amendment)
        return now, used, refused, faults

    def _find_moved(self) -> None:
        """Look up the entries whose time a correction changes: they enter at their new time, perhaps an earlier one."""
        wanted = {
            target
            for target, mentions in self._amendments.items()
            if any(isinstance(m.act, Corrected) and "at" in m.act.values for m in mentions)
        }
        if not wanted:
            return
        passed: set[Place] = set()
        reading = self._source()
        for nth, act in enumerate(reading):
            if isinstance(act, RecordFault) or not (act.id in wanted or isinstance(act, AMENDMENTS)):
                continue
            if not self._known(act):
                continue
            place = reading.file, reading.line
            later = [m for m in self._amendments.get(act.id, []) if m.place not in passed]
            passed.add(place)
            now = self._apply(act, later)[0] if act.id in wanted else None
            if now is not None and now.at != act.at:
                moment = self._clock.read(now.at)
                second = float("inf") if moment.second is None else moment.second
                self._moved[place] = Key(moment.day, 1, second, nth), now

    def _known(self, act: AnyAct) -> bool:
        try:
            return known(act, self._clock.read(act.at), self._clock, self._known_on)
        except TimeFault:
            return False


def time_fault(fault: TimeFault, reading: Reading) -> RecordFault:
    """A time that could not be read, where it stands."""
    return RecordFault(fault.code, reading.file, reading.line, 0, fault.found, fault.required, fault.advice)


class _Waiting:
    """The held acts in their order. day: the day of the next; beyond every calendar if there is none."""

    def __init__(self, shelf: Shelf, moved: dict[Place, tuple[Key, AnyAct]]) -> None:
        entering = sorted((key, place, act, True) for place, (key, act) in moved.items())
        held = ((key, place, act, False) for key, place, act in shelf.sorted())
        self._acts = merge(held, entering, key=lambda one: one[0])
        self._next = next(self._acts, None)
        self.day = self._next[0].day if self._next else _NEVER

    def before(self, moment: Moment | None) -> Iterator[tuple[Key, Place, AnyAct, bool]]:
        """The held acts that come before an act that streams, or all that are left; True if as corrected."""
        while self._next and (moment is None or _enters_before(self._next[0], moment)):
            yield self._next
            self._next = next(self._acts, None)
        self.day = self._next[0].day if self._next else _NEVER


def _enters_before(key: Key, moment: Moment) -> bool:
    """Whether a held act comes before an act that streams."""
    if key.day != moment.day:
        return key.day < moment.day
    return key.after == 0 or (moment.second is not None and key.second < moment.second)


def _standing(found: Survey, may_correct: MayCorrect) -> dict[str, list[Mention]]:
    """The corrections and retractions of each entry, in the order of record, without those taken back themselves.

    An amendment amends only what was recorded before it, so going from the last to the first settles each in turn.
    """
    mentions = sorted(
        mention for of_one in found.about.values() for mention in of_one if isinstance(mention.act, Amendment)
    )
    standing: dict[str, list[Mention]] = {}
    for mention in reversed(mentions):
        against = [m for m in standing.get(mention.act.id, []) if m.nth > mention.nth]
        if any(isinstance(m.act, Retracted) and may_correct(mention.act, m.act) for m in against):
            continue
        assert isinstance(mention.act.act, str)
        standing.setdefault(mention.act.act, []).insert(0, mention)
    return standing


def _corrected(act: AnyAct, correction: Corrected, place: Place, clock: Clock) -> AnyAct | RecordFault:
    """An act with the fields that a correction gives it, or why it cannot have them."""
    advice = "correct the correction, or retract the entry and record it anew"
    kind = str(type(act).__struct_config__.tag)
    wrong = sorted({"id", "kind"} & correction.values.keys())
    if wrong:
        found, required = f"`{wrong[0]}`", "other fields: what an act is, and its name, stay; retract the entry instead"
    else:
        values: dict[str, object] = {**msgspec.to_builtins(act), **correction.values}
        now, faults = act_of(node_of(values, place[1]), place[0])
        try:
            if now is not None:
                clock.read(now.at)
                return now
            found, required = faults[0].found, faults[0].required
        except TimeFault as fault:
            found, required = fault.found, fault.required
    found = f"`{correction.id}` corrects `{act.id}`, of the kind `{kind}`, with {found}"
    return RecordFault("wrong-correction", place[0], place[1], 0, found, required, advice)
