"""The organisation as a table whose first column is a tree: who is in it, who holds it, and whether it is alive."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from comitia.ask.due import Owed, due
from comitia.ask.judge import Judgment
from comitia.ask.pulse import Branching, Month, Office, Pulse, organisation
from comitia.messages import Messages, capital
from comitia.messages.bundle import FSI, PDI
from comitia.render import words
from comitia.render.svg import number

DEEPEST = 5
BAR, GAP, TALL = 7, 4, 24
SHOWN_AT_MOST = 300
"""So many rows stand on a page."""


def tree(judgment: Judgment, messages: Messages, day: int) -> dict[str, Any] | None:
    """The table for the template; None where no unit is on record."""
    units = organisation(judgment, day)
    if not units:
        return None
    late = _late(judgment, day)
    rows = [(depth, unit, pulse) for unit in units for depth, pulse in _lines(unit)][:SHOWN_AT_MOST]
    states = [pulse.state for unit in units for pulse in unit.bodies]
    months = next((pulse.months for unit in units for pulse in unit.bodies), ())
    first, last = (words.month_year(messages, m.name) for m in (months[0], months[-1])) if months else ("", "")
    say = messages.words.say
    depths = [depth for depth, _, _ in rows]
    return {
        "heading": _html(say("heading-organisation", day=messages.day(day))),
        "standfirst": _html(say(
            "organisation-standfirst", all=len(states), active=states.count("active"), fading=states.count("fading"),
            frozen=states.count("frozen"),
        )),
        "pulse": _html(say("column-pulse", first=first, last=last)),
        "rows": [
            _row(messages, unit, pulse, depth, _rails(depths, n), late) for n, (depth, unit, pulse) in enumerate(rows)
        ],
    }  # fmt: skip


def _lines(unit: Branching) -> list[tuple[int, Pulse | None]]:
    """A unit with its first body, then its other bodies under it."""
    first: Pulse | None = unit.bodies[0] if unit.bodies else None
    depth = min(unit.depth, DEEPEST)
    return [(depth, first), *((min(depth + 1, DEEPEST), pulse) for pulse in unit.bodies[1:])]


Late = dict[str, list[tuple[Owed, int]]]
"""Body or office -> what it owes, or is owed as a meeting of its own, and for how many days it is overdue."""


def _late(judgment: Judgment, day: int) -> Late:
    """What was overdue on a day and has not been done since."""
    found: Late = {}
    for owed in due(judgment):
        if owed.due < day and owed.since <= day:
            found.setdefault(owed.to if owed.kind == "meeting" else owed.by, []).append((owed, day - owed.due))
    return found


def _row(
    messages: Messages, unit: Branching, pulse: Pulse | None, depth: int, rails: str, late: Late
) -> dict[str, Any]:
    is_unit = pulse is None or pulse is unit.bodies[0]
    body = capital(pulse.body) if pulse is not None else ""
    held = [_seats(messages, pulse)] if pulse is not None and pulse.seats is not None else []
    if is_unit:
        held += [_office(messages, office) for office in unit.offices]
    owing = [pulse.seat] if pulse is not None else []
    if is_unit:
        owing += [office.seat for office in unit.offices]
    return {
        "owed": [_overdue(messages, one, days) for seat in owing for one, days in late.get(seat, ())],
        "depth": depth,
        "indent": f" d{depth}" if depth else "",
        "rails": Markup(rails),  # noqa: S704
        "is_unit": is_unit,
        "name": _html(capital(messages.ref(unit.unit))) if is_unit else body,
        "sub": body if is_unit else "",
        "bars": Markup(bars(messages, pulse.months)) if pulse is not None else "",  # noqa: S704
        "state": pulse.state if pulse is not None else "",
        "state_word": messages.words.say(f"state-{pulse.state}") if pulse is not None else "",
        "last": _html(_last(messages, pulse)) if pulse is not None else "",
        "size": unit.members if is_unit else pulse.size if pulse is not None else "",
        "held": held,
    }


def _last(messages: Messages, pulse: Pulse) -> str:
    if pulse.state == "active":
        return ""
    if pulse.last is None:
        return messages.words.say("state-never-met")
    return messages.words.say("state-last-met", day=words.short(messages, pulse.last))


def _seats(messages: Messages, pulse: Pulse) -> dict[str, Any]:
    assert pulse.seats is not None
    low, high = pulse.seats
    message = "seats-held" if low != high else "seats-held-exact"
    return {
        "text": _html(messages.words.say(message, held=pulse.size, low=low, high=high)),
        "vacant": pulse.size < low,
    }


def _overdue(messages: Messages, owed: Owed, days: int) -> dict[str, Any]:
    return {
        "what": _html(messages.owed_kind(owed.kind)),
        "late": _html(messages.words.say("owed-late", days=days)),
    }


def _office(messages: Messages, office: Office) -> dict[str, Any]:
    name = capital(office.name)
    if not office.holders:
        return {"text": _html(messages.words.say("office-vacant", office=name)), "vacant": True}
    holder = messages.words.list(messages.ref(h) for h in office.holders)
    return {"text": _html(messages.words.say("office-held", office=name, holder=holder)), "vacant": False}


def bars(messages: Messages, months: tuple[Month, ...]) -> str:
    """Twelve months: a bar where a meeting was, its height the share present; hollow if inquorate; a dot if none."""
    full, hollow, none = [], [], []
    for n, month in enumerate(months):
        x = n * (BAR + GAP)
        if not month.meetings:
            none.append(f"M{number(x + 3.5)} {TALL - 1}h0")
            continue
        height = round(4 + (TALL - 4) * (1.0 if month.share is None else month.share))
        if month.quorate:
            full.append(f"M{x} {TALL}v-{height}h{BAR}v{height}z")
        else:
            hollow.append(f"M{x + 0.5} {TALL - 0.5}v-{height - 1}h{BAR - 1}v{height - 1}z")
    drawn = (("full", full), ("hollow", hollow), ("none", none))
    paths = "".join(f'<path class="{kind}" d="{"".join(d)}"/>' for kind, d in drawn if d)
    width = len(months) * (BAR + GAP) - GAP
    title = messages.words.say("pulse-title", months=sum(bool(m.meetings) for m in months))
    title = title.replace(FSI, "").replace(PDI, "")
    return (
        f'<svg class="pulse" width="{width}" height="{TALL}" viewBox="0 0 {width} {TALL}" role="img">'
        f"<title>{title}</title>{paths}</svg>"
    )


def _rails(depths: list[int], at: int) -> str:
    """The lines that lead to a row: for each tier above it, whether it goes on, ends here, or has ended before."""
    rails = []
    depth = depths[at]
    for tier in range(1, depth + 1):
        later = next((d for d in depths[at + 1 :] if d <= tier), 0)
        goes_on = later == tier
        if tier == depth:
            rails.append(f'<i class="r r{tier - 1} {"t" if goes_on else "e"}"></i>')
        elif goes_on:
            rails.append(f'<i class="r r{tier - 1}"></i>')
    return "".join(rails)


def _html(text: str) -> Markup:
    from html import escape

    return Markup(escape(text, quote=False).replace(FSI, "<bdi>").replace(PDI, "</bdi>"))  # noqa: S704
