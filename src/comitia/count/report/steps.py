"""The same count drawn for a phone: stages run down the page, bars run to the right. Not a shrunken flow."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from comitia.count.report import words
from comitia.count.report.drawing import coordinate, short, svg_text
from comitia.count.result import Count, Votes

WIDTH, ROW, START, LONGEST = 343, 26, 128, 140


def steps_svg(count: Count) -> str:
    """One figure a stage: everybody still in, the gain in blue, what was given away dotted, the quota upright."""
    tallest = max([max(stage.totals, default=0) for stage in count.stages] + [1])
    unit = Fraction(LONGEST) / Fraction(tallest)
    order = [each for each in words.in_order(count) if each not in count.withdrawn]
    out = []
    gone: set[int] = set()
    for at, stage in enumerate(count.stages):
        name = words.stage_name(count, stage)
        shown = [each for each in order if each not in gone]
        gone |= set(stage.excluded)
        before = count.stages[at - 1].totals if at else stage.totals
        rows = [_row(count, at, place, each, before[each], unit) for place, each in enumerate(shown)]
        depth = len(shown) * ROW + 4
        if stage.quota is not None and stage.quota * unit <= LONGEST:
            x = coordinate(START + stage.quota * unit)
            rows.insert(0, f'<path class="quota" d="M{x} 0V{depth}"/>')
        out.append(
            f"<figure><figcaption>{stage.number}. {escape(name[:1].upper() + name[1:])}</figcaption>"
            f'<svg class="flow" role="img" aria-label="{escape(_label(count, at))}" width="{WIDTH}" height="{depth}" '
            f'viewBox="0 0 {WIDTH} {depth}" xmlns="http://www.w3.org/2000/svg">{"".join(rows)}</svg></figure>'
        )
    return "\n".join(out)


def _label(count: Count, at: int) -> str:
    return " ".join(words.stage_sentences(count, count.stages[at])) or "Votes at this stage."


def _row(count: Count, at: int, place: int, each: int, before: Votes, unit: Fraction) -> str:
    stage = count.stages[at]
    now = stage.totals[each]
    y = place * ROW
    elected = any(each in earlier.elected for earlier in count.stages[: at + 1])
    strong = " strong" if elected else ""
    name = count.candidates[each]
    name = name if len(name) <= 16 else name[:15] + "..."
    kept = min(now, before) * unit
    parts = [svg_text(0, y + 18, name, "small" + strong)]
    parts.append(_bar(START, y, max(kept, Fraction(1)), "bar in" if elected else "bar"))
    if now > before:
        parts.append(_bar(START + kept, y, (now - before) * unit, "gain"))
    elif now < before:
        parts.append(_bar(START + kept, y, (before - now) * unit, "loss"))
    text = "excluded" if each in stage.excluded else short(count, now)
    parts.append(svg_text(WIDTH, y + 18, text, "small end" + strong))
    return "".join(parts)


def _bar(x: Fraction | int, y: int, wide: Fraction, kind: str) -> str:
    return f'<rect class="{kind}" x="{coordinate(x)}" y="{y + 6}" width="{coordinate(wide)}" height="14"/>'
