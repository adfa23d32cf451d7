"""How the votes moved, drawn: a lane a candidate, a column a stage. SVG without script, repeated in words below it.

Height is votes; the dotted line is the quota; a bar is black from election on; a pale band stays, a blue band
passes on; a cross ends the excluded. Coordinates are whole numbers and tenths, so that two machines write the
same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from comitia.count.report import words
from comitia.count.result import Action, Count, Stage, Votes, print_votes

LEFT, RIGHT, TOP = 160, 186, 92
PAGE, LANE, BAR = 1120, 76, 13
NARROW, BROAD = 108, 152
"""The least and the greatest width of a column; between them, columns fill the page."""
TALLEST, LIFT = 52, 18
"""The tallest bar; and how far above the base line a number stands at least, clear of a gain beside it."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand. `lanes`: candidates from the top; the last lane is the non-transferable votes."""

    count: Count
    lanes: tuple[int, ...]
    unit: Fraction  # height of a vote (in the count's units), in pixels
    column: int

    def x(self, at: int) -> int:
        return LEFT + self.column // 2 + at * self.column

    def base(self, lane: int) -> int:
        return TOP + (lane + 1) * LANE - 10

    def height(self, votes: Votes) -> Fraction:
        return max(Fraction(0), Fraction(votes) * self.unit)

    @property
    def width(self) -> int:
        return self.x(len(self.count.stages) - 1) + RIGHT

    @property
    def depth(self) -> int:
        return TOP + (len(self.lanes) + 1) * LANE + 8


def coordinate(value: Fraction | int) -> str:
    """A coordinate: tenths at most."""
    tenths = round(Fraction(value) * 10)
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))


def flow_svg(count: Count) -> str:
    """The drawing of a count with stages that add up. Colours are the page's custom properties."""
    lanes = tuple(each for each in words.in_order(count) if each not in count.withdrawn)
    tallest = max([max(stage.totals, default=0) for stage in count.stages] + [1])
    fits = (PAGE - LEFT - RIGHT) * 2 // max(2 * len(count.stages) - 1, 1)
    column = min(max(fits, NARROW), BROAD)
    frame = _Frame(count, lanes, Fraction(TALLEST) / Fraction(tallest), column)
    parts = [
        f'<svg class="flow" role="img" aria-labelledby="flow-t flow-d" width="{frame.width}" '
        f'height="{frame.depth}" viewBox="0 0 {frame.width} {frame.depth}" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="flow-t">{escape(f"How the votes moved in {len(count.stages)} stages")}</title>',
        f'<desc id="flow-d">{escape(words.headline(count))} Every number stands in the table below.</desc>',
        *_heads(frame),
        *_lines(frame),
    ]
    for at in range(len(count.stages)):
        parts += _stays(frame, at)
    for at in range(1, len(count.stages)):
        parts += _moves(frame, at)
    for at in range(len(count.stages)):
        parts += _bars(frame, at)
    parts += _outcomes(frame)
    parts.append("</svg>")
    return "\n".join(parts)


def _wrap(text: str, width: int, lines: int) -> list[str]:
    out: list[str] = [""]
    for word in text.split():
        if out[-1] and len(out[-1]) + 1 + len(word) > width:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    if len(out) > lines:
        out = [*out[: lines - 1], out[lines - 1] + " ..."]
    return [line if len(line) <= width + 4 else line[: width + 2] + "..." for line in out]


def svg_text(x: Fraction | int, y: Fraction | int, text: str, kind: str) -> str:
    return f'<text x="{coordinate(x)}" y="{coordinate(y)}" class="{kind}">{escape(text)}</text>'


def _heads(frame: _Frame) -> list[str]:
    out = []
    for at, stage in enumerate(frame.count.stages):
        out.append(svg_text(frame.x(at), 18, str(stage.number), "no mid"))
        name = words.stage_name(frame.count, stage)
        for line, text in enumerate(_wrap(name, frame.column // 8, 3)):
            out.append(svg_text(frame.x(at), 37 + 16 * line, text, "soft mid"))
    out.append(f'<path class="rule" d="M0 {TOP - 8.5}H{frame.width}"/>')
    return out


def _lines(frame: _Frame) -> list[str]:
    out = []
    last = frame.x(len(frame.count.stages) - 1) + 22
    for lane, each in enumerate(frame.lanes):
        bottom = frame.base(lane) + 10
        what, _ = words.status(frame.count, each)
        lines = _wrap(frame.count.candidates[each], 18, 2)
        for line, text in enumerate(lines):
            y = frame.base(lane) - 10 - 17 * (len(lines) - 1 - line)
            out.append(svg_text(0, y, text, "name strong" if what == "elected" else "name"))
        out.append(f'<path class="hair" d="M0 {bottom}.5H{frame.width}"/>')
        quotas = [stage.quota for stage in frame.count.stages]
        if quotas[0] is not None and frame.height(max(q or 0 for q in quotas)) <= TALLEST + 4:
            points: list[str] = []
            for at, quota in enumerate(quotas):
                level = frame.base(lane) - frame.height(quota or 0)
                start = frame.x(at) - (22 if at == 0 else frame.column // 2)
                end = last if at == len(quotas) - 1 else frame.x(at) + frame.column // 2
                points.append(f"{'M' if not points else 'L'}{start} {coordinate(level)}H{end}")
            out.append(f'<path class="quota" d="{"".join(points)}"/>')
            if lane == 0:
                label = f"{words.quota_word(frame.count)} {short(frame.count, quotas[-1] or 0)}"
                out.append(svg_text(last + 6, frame.base(0) - frame.height(quotas[-1] or 0) + 4, label, "soft small"))
    lane = len(frame.lanes)
    out.append(svg_text(0, frame.base(lane) - 6, "Not transferable", "name"))
    out.append(f'<path class="hair" d="M0 {frame.base(lane) + 10}.5H{frame.width}"/>')
    return out


def short(count: Count, votes: Votes) -> str:
    """A number for the drawing: two decimals, cut; the table has them all."""
    places = 0 if Fraction(count.scale) == 1 and Fraction(votes).denominator == 1 else 2
    if count.scale > 1:
        places = min(2, len(str(count.scale)) - 1)
    return print_votes(votes, count.scale, places)


def _gone(count: Count, at: int) -> set[int]:
    return {each for stage in count.stages[: at + 1] for each in stage.excluded}


def _fallen(stage: Stage) -> Votes:
    return stage.non_transferable + max(stage.lost, 0)


def _band(x0: int, top0: Fraction, x1: int, top1: Fraction, thick0: Fraction, thick1: Fraction) -> str:
    """A band between two columns, by its upper edge and its thickness at either end."""
    half = (x0 + x1) // 2
    from_top, to_top = coordinate(top0), coordinate(top1)
    from_low, to_low = coordinate(top0 + thick0), coordinate(top1 + thick1)
    return (
        f"M{x0} {from_top}C{half} {from_top} {half} {to_top} {x1} {to_top}"
        f"V{to_low}C{half} {to_low} {half} {from_low} {x0} {from_low}Z"
    )


def _stays(frame: _Frame, at: int) -> list[str]:
    """Pale bands from this column to the next: what stays with everybody."""
    if at + 1 >= len(frame.count.stages):
        return []
    stage, after = frame.count.stages[at], frame.count.stages[at + 1]
    out = []
    pairs = [(lane, stage.totals[each], after.totals[each]) for lane, each in enumerate(frame.lanes)]
    pairs.append((len(frame.lanes), _fallen(stage), _fallen(after)))
    x0, x1 = frame.x(at) + BAR // 2, frame.x(at + 1) - BAR // 2
    for lane, now, then in pairs:
        kept = frame.height(min(now, then))
        if kept:
            top = frame.base(lane) - kept
            out.append(f'<path class="stay" d="M{x0} {coordinate(top)}H{x1}V{frame.base(lane)}H{x0}Z"/>')
    return out


def _moves(frame: _Frame, at: int) -> list[str]:
    """Blue bands that end in column `at`."""
    stage, before = frame.count.stages[at], frame.count.stages[at - 1]
    lane_of = {each: lane for lane, each in enumerate(frame.lanes)}
    x0, x1 = frame.x(at - 1) + BAR // 2, frame.x(at) - BAR // 2
    out: list[str] = []
    labels: list[str] = []
    arrived: dict[int, Fraction] = defaultdict(Fraction)
    left: dict[int, Fraction] = defaultdict(Fraction)
    bottom = len(frame.lanes)
    targets = sorted(
        (move for move in stage.transfers if move.votes),
        key=lambda move: (lane_of[move.source], bottom if move.target is None else lane_of[move.target]),
    )
    gained: dict[int, Votes] = defaultdict(int)
    for move in targets:
        lane = bottom if move.target is None else lane_of[move.target]
        gained[lane] += move.votes
    for move in targets:
        source = lane_of[move.source]
        lane = bottom if move.target is None else lane_of[move.target]
        thick = frame.height(move.votes)
        top0 = frame.base(source) - frame.height(before.totals[move.source]) + left[source]
        start = _fallen(before) if move.target is None else before.totals[move.target]
        top1 = frame.base(lane) - frame.height(start + gained[lane]) + arrived[lane]
        left[source] += thick
        arrived[lane] += thick
        least = max(thick, Fraction(7, 10))
        out.append(f'<path class="move" d="{_band(x0, top0, x1, top1, least, least)}"/>')
    for lane, votes in sorted(gained.items()):
        if lane < bottom and votes >= frame.count.scale:
            labels.append(svg_text(x1 - 5, frame.base(lane) - 1, "+" + short(frame.count, votes), "plus end"))
    return out + labels


def _bars(frame: _Frame, at: int) -> list[str]:
    count, stage = frame.count, frame.count.stages[at]
    before = count.stages[at - 1] if at else None
    gone = _gone(count, at)
    elected = {each for earlier in count.stages[: at + 1] for each in earlier.elected}
    x = frame.x(at) - BAR // 2
    out = []
    for lane, each in enumerate(frame.lanes):
        votes = stage.totals[each]
        if each in gone and not votes:
            continue
        tall = max(frame.height(votes), Fraction(1))
        kind = "bar in" if each in elected else "bar"
        out.append(_bar(x, frame.base(lane), tall, kind))
        if before is None or before.totals[each] != votes:
            weight = "num strong mid" if each in stage.elected else "num mid"
            y = frame.base(lane) - max(tall + 5, Fraction(LIFT))
            out.append(svg_text(frame.x(at), y, short(count, votes), weight))
        if at + 1 < len(count.stages) and each in count.stages[at + 1].excluded:
            out.append(_cross(frame.x(at) + 15, frame.base(lane) - 5))
    fallen = _fallen(stage)
    if fallen or at:
        lane = len(frame.lanes)
        tall = max(frame.height(fallen), Fraction(3))
        out.append(_bar(x, frame.base(lane), tall, "bar hollow"))
        if before is None or _fallen(before) != fallen:
            y = frame.base(lane) - max(tall + 5, Fraction(LIFT))
            out.append(svg_text(frame.x(at), y, short(count, fallen), "num mid"))
    return out


def _bar(x: int, base: int, tall: Fraction, kind: str) -> str:
    top = coordinate(base - tall)
    return f'<rect class="{kind}" x="{x}" y="{top}" width="{BAR}" height="{coordinate(tall)}"/>'


def _cross(x: int, y: int) -> str:
    return f'<path class="cross" d="M{x - 4} {y - 4}l8 8m0 -8l-8 8"/>'


def _outcomes(frame: _Frame) -> list[str]:
    out = []
    x = frame.x(len(frame.count.stages) - 1) + 34
    for lane, each in enumerate(frame.lanes):
        what, stage = words.status(frame.count, each)
        y = frame.base(lane) - 10
        if what == "elected":
            out.append(tick(x, y - 13))
            text = f"elected, stage {stage}" if len(frame.count.stages) > 1 else "elected"
            out.append(svg_text(x + 24, y, text, "name strong"))
        else:
            out.append(svg_text(x + 24, y, f"{what}, stage {stage}" if stage else what, "soft"))
    return out


def tick(x: int, y: int) -> str:
    """A disc with a tick cut out: the shape for 'valid', and for 'elected'."""
    return (
        f'<g transform="translate({x} {y})"><circle class="ok" cx="8" cy="8" r="8"/>'
        '<path class="cut" d="M4 8.4l2.7 2.7 5.2-5.6"/></g>'
    )


def has_flow(count: Count) -> bool:
    """Is there something to draw as a flow: stages that add up, not one tally?"""
    return bool(count.stages) and count.stages[0].action is Action.FIRST


def bars_svg(count: Count) -> str:
    """One bar a candidate, for rules with one tally. The longest bar is the whole width."""
    order = [each for each in words.in_order(count) if each not in count.withdrawn]
    totals = count.stages[0].totals
    most = max([totals[each] for each in order if totals[each] > 0] or [1])
    row, wide = 34, 520
    depth = len(order) * row + 12
    out = [
        f'<svg class="flow" role="img" aria-labelledby="bars-t" width="980" height="{depth}" '
        f'viewBox="0 0 980 {depth}" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="bars-t">{escape(words.headline(count))}</title>',
    ]
    for at, each in enumerate(order):
        what, _ = words.status(count, each)
        y = at * row
        votes = totals[each]
        long = max(Fraction(votes) * wide / Fraction(most), Fraction(1)) if votes > 0 else Fraction(1)
        strong = " strong" if what == "elected" else ""
        out.append(svg_text(0, y + 22, _wrap(count.candidates[each], 26, 1)[0], "name" + strong))
        kind = "bar in" if what == "elected" else "bar"
        out.append(f'<rect class="{kind}" x="226" y="{y + 9}" width="{coordinate(long)}" height="16"/>')
        label = count.votes(votes)
        if count.allocation:
            label += f" votes, {words.some(count.allocation[each], 'seat', 'seats')}"
        out.append(svg_text(236 + long, y + 22, label, "num" + strong))
        if what == "elected" and not count.allocation:
            out.append(tick(880, y + 9))
            out.append(svg_text(904, y + 22, "elected", "name strong"))
        out.append(f'<path class="hair" d="M0 {y + row}.5H980"/>')
    out.append("</svg>")
    return "\n".join(out)
