"""Equal application, drawn: one dot a member, filled if the ground would catch that member, respondents as squares."""

from __future__ import annotations

from zlib import crc32

from comitia.messages import Messages, plain
from comitia.render.case import Docket
from comitia.render.svg import drawing
from comitia.render.words import equal_sentences

STEP, ACROSS = 16, 20
MOST = 2000
"""Beyond so many members a picture of dots says no more than the sentence."""


def dots(docket: Docket, messages: Messages) -> str:
    """The drawing; "" where there is nobody to draw or far too many."""
    equal = docket.equal
    if equal is None or not equal.members or len(equal.members) > MOST:
        return ""
    caught, respondents = set(equal.caught), set(docket.respondents)
    paths: dict[str, list[str]] = {"in": [], "out": [], "in who": [], "out who": []}
    for n, who in enumerate(_mixed(equal.members)):
        x, y = n % ACROSS * STEP, n // ACROSS * STEP
        kind = ("in" if who in caught else "out") + (" who" if who in respondents else "")
        shape = (
            f"M{x + 3} {y + 3}h10v10h-10z" if who in respondents else f"M{x + 3} {y + 8}a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
        )
        paths[kind].append(shape)
    parts = [f'<path class="{kind}" d="{"".join(shapes)}"/>' for kind, shapes in paths.items() if shapes]
    rows = -(-len(equal.members) // ACROSS)
    title = plain(messages.words.say("equal-title", caught=len(caught), all=len(equal.members)))
    desc = " ".join(plain(s) for s in equal_sentences(docket, messages))
    return drawing("equal", ACROSS * STEP, rows * STEP, title, desc, parts, "dots-equal")


def _mixed(members: tuple[str, ...]) -> list[str]:
    """The members in an order that says nothing about them, the same each time."""
    return sorted(members, key=lambda who: (crc32(who.encode()), who))
