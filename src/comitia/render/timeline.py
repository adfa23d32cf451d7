"""The time line of a case, drawn twice: as wide as a desk, and running down for a phone.

Above, what the constitution requires at its shortest, as if the first step had been taken on the day of the act; below,
what is on record. Everything drawn is also said in words beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from comitia.ask.course import Course, Stage
from comitia.ask.fold import Judged
from comitia.messages import Messages, capital, plain
from comitia.record.times import add, day_text
from comitia.render import words
from comitia.render.case import Docket
from comitia.render.svg import box, drawing, line, number, placed, text

At = Callable[[int], float]
"""Where a day stands, along the line."""

WIDE, LEFT, RIGHT, ROW = 1120, 228, 912, 38
PHONE, AXIS, LANE, BAR = 288, 58, 16, 11
LETTERS = 7.6
"""Pixels a letter takes, about, at the size of drawings."""
MOST_CELLS = 60
"""Clear days are drawn as cells, one a day, as long as there are no more."""


@dataclass(frozen=True)
class Line:
    """What both drawings share. first, last: the days at its two ends. events: acts on record, deadlines left out."""

    docket: Docket
    messages: Messages
    course: Course
    first: int
    last: int
    events: tuple[Judged, ...]

    def short(self, day: int) -> str:
        return plain(words.short(self.messages, day))

    def say(self, message: str, **values: Any) -> str:
        return plain(self.messages.words.say(message, **values))

    @property
    def article(self) -> str:
        return plain(self.messages.names.article(self.course.procedure.cite))

    @property
    def taken(self) -> int:
        """Days from the first act of the case to the act itself."""
        return max(0, self.docket.day - min(e.moment.day for e in self.events))

    @property
    def title(self) -> str:
        return self.say("line-title", days=self.course.days, taken=self.taken)

    @property
    def desc(self) -> str:
        required = "; ".join(f"{self.name(s)}: {self.note(s)}" for s in self.course.stages)
        record = "; ".join(f"{self.head(e)}: {self.day(e)}, {self.verdict(e)}" for e in self.events)
        return self.say("line-desc", required=required, record=record)

    def name(self, stage: Stage) -> str:
        return plain(words.stage_name(self.messages, stage))

    def done(self, stage: Stage) -> str:
        return plain(words.done(self.docket, self.messages, stage))

    def day(self, event: Judged) -> str:
        return plain(self.messages.when(event.moment, event.act.at))

    def verdict(self, event: Judged) -> str:
        return plain(self.messages.verdict(event.outcome.verdict))

    def head(self, event: Judged) -> str:
        return plain(self.messages.act(event.act))

    def note(self, stage: Stage) -> str:
        """What the constitution gives for a stage: `14 clear days`, `between 12 January and 26 February`."""
        say, span = self.messages.words.say, stage.span
        if stage.kind == "effect":
            said = say("bar-from", day=words.short(self.messages, stage.first))
        elif stage.kind == "written reasons" and span is not None:
            said = say("bar-within", span=self.messages.span(span.count, span.unit))
        elif span is not None:
            said = self.messages.span(span.count, span.unit)
        elif stage.last is None or stage.last == stage.first:
            said = say("bar-moment", day=words.short(self.messages, stage.first))
        else:
            first, last = (words.short(self.messages, d) for d in (stage.first, stage.last))
            said = say("bar-between", first=first, last=last)
        return plain(said)


def time_line(docket: Docket, messages: Messages) -> Line | None:
    """The time line of a case; None where the act needed no procedure."""
    if docket.course is None:
        return None
    events = tuple(e for e in docket.acts if not e.act.id.startswith("elapsed:"))[:MOST_EVENTS]
    days = [docket.course.began, docket.course.ends, *(e.moment.day for e in events)]
    return Line(docket, messages, docket.course, min(days), max(days), events)


MOST_EVENTS = 24


# A desk


def wide(line_: Line) -> str:
    """The drawing for a desk: a row a stage, time from left to right."""
    unit = (RIGHT - LEFT - 70) / max(line_.last - line_.first, 1)

    def at(day: int) -> float:
        return LEFT + 12 + (day - line_.first) * unit

    stages, events = _merged(line_.course.stages), line_.events
    top = 64
    middle = top + len(stages) * ROW + 46
    bottom = middle + 40 + len(events) * ROW
    parts = [*_months(line_, at, bottom), *_today(line_, at, bottom)]
    parts.append(text(0, 50, line_.say("line-required", article=line_.article), "b halo"))
    parts.append(text(WIDE, 50, line_.say("line-done"), "b e"))
    for n, stage in enumerate(stages):
        parts += _wide_stage(line_, stage, at, top + n * ROW, unit)
    parts += _dimension(
        at(line_.course.began), at(line_.course.ends), middle - 26, line_.say("line-shortest", days=line_.course.days)
    )
    parts.append(line(0, middle, WIDE, middle, "ink"))
    parts.append(text(0, middle + 26, line_.say("line-record"), "b"))
    start = min(e.moment.day for e in events)
    parts.append(line(at(start), middle + 10, at(start), bottom, "hair"))
    taken = line_.say("line-taken", taken=line_.taken)
    if line_.taken * unit > 80:
        parts += _dimension(at(start), at(line_.docket.day), middle + 21, taken)
    else:
        parts += [
            line(at(start), middle + 14, at(start), middle + 28, "ink"),
            text(at(line_.docket.day) + 10, middle + 26, taken, "b"),
        ]
    for n, event in enumerate(events):
        parts += _wide_event(line_, event, at, middle + 40 + n * ROW)
    return drawing("wide", WIDE, bottom + 8, line_.title, line_.desc, parts, "wide")


def _merged(stages: tuple[Stage, ...]) -> list[Stage]:
    """The stages to draw: a decision in the same window as its hearing is drawn with it."""
    kept: list[Stage] = []
    for stage in stages:
        before = kept[-1] if kept else None
        if stage.kind == "decision" and before and before.kind == "hearing" and before.first == stage.first:
            continue
        kept.append(stage)
    return kept


def _months(line_: Line, at: At, bottom: float) -> list[str]:
    parts = [line(0, 26, WIDE, 26, "ink thin")]
    day = line_.first - int(day_text(line_.first)[8:]) + 1
    year, reached = "", -1000.0
    every = max(1, round((line_.last - line_.first) / 31 / 7))
    while day <= line_.last:
        x = max(at(day), float(LEFT + 12))
        label = plain(words.month(line_.messages, day, year=day_text(day)[:4] != year and day > line_.first))
        if day >= line_.first:
            parts.append(line(x, 10, x, bottom, "hair"))
        after = at(add(day, every, "months"))
        if after - x > len(label) * 7.5 and x > reached:
            parts.append(text(x + 6, 18, label, "s"))
            year = day_text(day)[:4] if day > line_.first else year
        day = add(day, every, "months")
    return parts


def _today(line_: Line, at: At, bottom: float) -> list[str]:
    day = line_.docket.judgment.day
    if not line_.first < day < line_.last:
        return []
    label = line_.say("line-today", day=line_.short(day))
    return [line(at(day), 30, at(day), bottom, "dots"), text(at(day) + 6, 44, label, "s halo")]


def _wide_stage(line_: Line, stage: Stage, at: At, y: float, unit: float) -> list[str]:
    base = y + ROW / 2
    parts = [
        line(0, y, WIDE, y, "hair"),
        text(0, base + 5, line_.name(stage)),
        text(156, base + 5, plain(line_.messages.names.article(stage.cite)), "s"),
        text(WIDE, base + 5, line_.done(stage), "b e"),
    ]
    x, note = at(stage.first), line_.note(stage)
    if stage.kind == "effect":
        return [*parts, box(x - 1.5, base - 9, 3, 18, "solid"), _beside(x, base, note)]
    if stage.last is None or stage.last == stage.first:
        return [
            *parts,
            f'<circle class="open" cx="{number(x)}" cy="{number(base)}" r="6"/>',
            text(x + 14, base + 5, note, "halo"),
        ]
    first = stage.first + 1 if _cells(stage) else stage.first
    x, width = at(first), at(stage.last) - at(first)
    parts.append(box(x, base - 10, width, 20, "open"))
    if _cells(stage):
        parts.append(_ticks(x, base, unit, stage.last - first))
    room = len(note) * 7.4
    if width > room + 16 and not _cells(stage):
        return [*parts, text(x + width / 2, base + 5, note, "c halo in")]
    return [*parts, text(x + width + 8, base + 5, note, "halo")]


def _beside(x: float, base: float, note: str) -> str:
    """Bold words to the left of a point, or to its right where there is no room."""
    if x - 10 - len(note) * LETTERS > LEFT:
        return text(x - 10, base + 5, note, "b e halo")
    return text(x + 10, base + 5, note, "b halo")


def _cells(stage: Stage) -> bool:
    return stage.span is not None and stage.span.unit == "clear days" and stage.span.count <= MOST_CELLS


def _ticks(x: float, base: float, unit: float, count: int) -> str:
    path = "".join(f"M{number(x + n * unit)} {number(base - 10)}v20" for n in range(1, count))
    return f'<path class="thin" d="{path}"/>'


def _dimension(x1: float, x2: float, y: float, label: str) -> list[str]:
    half, middle = len(label) * LETTERS / 2 + 6, (x1 + x2) / 2
    if x2 - x1 < half * 2 + 16:
        path = f"M{number(x1)} {number(y - 6)}v12M{number(x1)} {number(y)}H{number(x2)}v-6v12"
        return [f'<path class="ink" d="{path}"/>', text(x2 + 10, y + 5, label, "b halo")]
    ends = f"M{number(x1)} {number(y - 6)}v12M{number(x2)} {number(y - 6)}v12"
    path = f"{ends}M{number(x1)} {number(y)}H{number(middle - half)}M{number(middle + half)} {number(y)}H{number(x2)}"
    return [f'<path class="ink" d="{path}"/>', text(middle, y + 5, label, "b c halo")]


def _wide_event(line_: Line, event: Judged, at: At, y: float) -> list[str]:
    base, verdict = y + ROW / 2, event.outcome.verdict
    x = at(event.moment.day)
    parts = [line(0, y, WIDE, y, "hair"), text(0, base + 5, _cut(line_.head(event), 28))]
    if event.moment.vague:
        end = at(min(max(line_.docket.judgment.day, event.moment.day + 1), line_.last))
        note = line_.say("line-somewhere")
        parts += [line(x + 14, base, end, base, "dots"), text(end + 8, base + 5, note, "s halo")]
    else:
        parts.append(text(x + 16, base + 5, line_.short(event.moment.day), "halo"))
    parts.append(placed(verdict, x, base))
    return [*parts, text(WIDE, base + 5, plain(line_.messages.verdict(verdict)), f"b e t-{verdict}")]


def _cut(words_: str, most: int) -> str:
    return words_ if len(words_) <= most else words_[: most - 1].rstrip() + "…"


# A phone


@dataclass(frozen=True)
class _Label:
    """Words beside the phone's line. y: where they would stand; lines: (words, class)."""

    y: float
    lines: tuple[tuple[str, str], ...]


def tall(line_: Line) -> str:
    """The drawing for a phone: time runs down, a lane a bar, words on the right."""
    stages = _merged(line_.course.stages)
    days = [line_.docket.day, line_.course.began, line_.course.ends, *(s.last for s in stages if s.last is not None)]
    first, last = min(days), max(days)
    unit = min(max(430 / max(last - first, 1), 0.4), 14)

    def at(day: int) -> float:
        return 20 + (day - first) * unit

    parts: list[str] = [line(AXIS, at(first), AXIS, at(last), "axis")]
    labels = [_event_label(line_, at)]
    lanes: list[int] = []
    for stage in stages:
        if stage.last is not None and stage.last > stage.first:
            parts += _tall_bar(stage, lanes, at, unit)
        label = _stage_label(line_, stage, at)
        if label is not None:
            labels.append(label)
    x = AXIS + 18 + len(lanes) * LANE
    labels = [_wrapped(label, int((PHONE - x) / LETTERS)) for label in labels]
    ends = at(line_.course.ends)
    parts.append(line(AXIS, ends, AXIS + 12 + len(lanes) * LANE, ends, "solid-line"))
    parts += _tall_days(line_, stages, at)
    parts += _tall_labels(labels, x)
    parts.append(placed(line_.docket.row.outcome.verdict, AXIS, at(line_.docket.day)))
    height = int(max(_lowest(labels), at(last)) + 16)
    return drawing("tall", PHONE, height, line_.title, line_.desc, parts, "tall")


def _tall_bar(stage: Stage, lanes: list[int], at: At, unit: float) -> list[str]:
    assert stage.last is not None
    first = stage.first + 1 if _cells(stage) else stage.first
    free = next((n for n, until in enumerate(lanes) if until <= first), None)
    if free is None:
        lanes.append(stage.last)
        free = len(lanes) - 1
    else:
        lanes[free] = stage.last
    x, y, height = AXIS + 14 + free * LANE, at(first), (stage.last - first) * unit
    parts = [box(x, y, BAR, height, "open")]
    if _cells(stage):
        path = "".join(f"M{x} {number(y + n * unit)}h{BAR}" for n in range(1, stage.last - first))
        parts.append(f'<path class="thin" d="{path}"/>')
    return parts


def _event_label(line_: Line, at: At) -> _Label:
    """The acts of the first day, whose verdicts are the case."""
    row = line_.docket.row
    same = [e for e in line_.events if e.moment.day == row.moment.day and not e.moment.vague]
    verdict = plain(line_.messages.verdict(row.outcome.verdict))
    lines = [(f"{verdict}: {line_.head(row)}", f"b t-{row.outcome.verdict}")]
    lines += [
        (f"{plain(line_.messages.verdict(e.outcome.verdict))}: {line_.head(e)}", f"t-{e.outcome.verdict}")
        for e in same if e.act.id != row.act.id
    ]  # fmt: skip
    return _Label(at(row.moment.day), tuple(lines[:4]))


def _stage_label(line_: Line, stage: Stage, at: At) -> _Label | None:
    if stage.kind == "effect":
        return _Label(
            at(stage.first),
            ((capital(line_.say("line-shortest", days=line_.course.days)), "b"), (line_.done(stage), "s")),
        )
    if stage.kind == "charge":
        return _Label(at(stage.first), ((line_.name(stage), ""), (line_.done(stage), "s")))
    half = stage.first if stage.last is None else (stage.first * 2 + stage.last) // 3
    counted = stage.kind in ("time to answer", "time to appeal")
    name = capital(plain(words.need(line_.messages, stage))) if counted else line_.name(stage)
    return _Label(at(half), ((name, ""), (line_.done(stage), "s")))


def _tall_days(line_: Line, stages: list[Stage], at: At) -> list[str]:
    days = {line_.docket.day, line_.course.ends}
    days |= {s.last for s in stages if s.last is not None and s.kind in ("time to answer", "hearing")}
    parts, reached = [], -100.0
    for day in sorted(days):
        y = at(day)
        if y - reached < 17:
            continue
        reached = y
        parts += [line(AXIS - 5, y, AXIS, y, "axis"), text(AXIS - 10, y + 5, line_.short(day), "e")]
    return parts


def _tall_labels(labels: list[_Label], x: float) -> list[str]:
    parts = []
    for label, y in zip(_sorted(labels), _spread(labels), strict=True):
        parts += [
            text(x, y + 5 + n * 19, words_, f"{kind} halo".strip()) for n, (words_, kind) in enumerate(label.lines)
        ]
    return parts


def _wrapped(label: _Label, most: int) -> _Label:
    """The label with its lines broken between words."""
    lines = [(part, kind) for words_, kind in label.lines for part in wrap(words_, max(most, 12))]
    return _Label(label.y, tuple(lines))


def _sorted(labels: list[_Label]) -> list[_Label]:
    return sorted(labels, key=lambda label: label.y)


def _spread(labels: list[_Label]) -> list[float]:
    """Where the labels stand, each below the one before it."""
    places: list[float] = []
    free = 0.0
    for label in _sorted(labels):
        y = max(label.y, free)
        places.append(y)
        free = y + len(label.lines) * 19 + 8
    return places


def _lowest(labels: list[_Label]) -> float:
    return max(y + len(label.lines) * 19 for label, y in zip(_sorted(labels), _spread(labels), strict=True))


__all__ = ["Line", "tall", "time_line", "wide"]
