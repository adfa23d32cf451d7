"""Shapes that drawings share: the mark of each verdict, a number as text. SVG without script or style of its own."""

from __future__ import annotations

from html import escape

MARKS: dict[str, str] = {
    "valid": '<circle class="v-valid" cx="8" cy="8" r="7.5"/><path class="cut" d="M4.5 8.2l2.4 2.5 4.6-5"/>',
    "irregular": '<path class="v-irregular" d="M8 .8L15.6 14.6H.4z"/><path class="cut" d="M8 5.4v4.4M8 11.4v1.8"/>',
    "voidable": '<path class="v-voidable line" d="M8 1l7 7-7 7-7-7z"/><path class="v-voidable" d="M8 1v14L1 8z"/>',
    "void": '<path class="v-void line" d="M1.2 1.2h13.6v13.6H1.2zM4.8 4.8l6.4 6.4m0-6.4l-6.4 6.4"/>',
    "unproven": '<circle class="v-unproven line gap" cx="8" cy="8" r="6.8"/>'
    '<path class="v-unproven line" d="M6 6.2c0-2.7 4-2.6 4 0 0 1.5-2 1.6-2 3.2M8 11v1.4"/>',
    "inchoate": '<circle class="v-unproven line" cx="8" cy="8" r="6.8"/><path class="v-unproven line" d="M8 4v4h3.4"/>',
}
"""Verdict -> its shape in a box of 16 by 16."""

FLAG = (
    '<svg class="m" viewBox="0 0 16 16" aria-hidden="true">'
    '<path class="flag" d="M2 15V1h1v1h10l-3 3.5L13 9H3v6z"/></svg>'
)
"""The pennant of what is overdue."""


def mark(verdict: str) -> str:
    """The mark of a verdict beside a word that says the same."""
    return f'<svg class="m" viewBox="0 0 16 16" aria-hidden="true">{MARKS[verdict]}</svg>'


def placed(verdict: str, x: float, y: float) -> str:
    """The mark of a verdict inside a drawing, its middle at a point."""
    ground = '<path class="halo" d="M-2-2h20v20H-2z"/>'
    return f'<g transform="translate({number(x - 8)} {number(y - 8)})">{ground}{MARKS[verdict]}</g>'


def number(value: float) -> str:
    """A coordinate: whole numbers and tenths."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """A line of text. kind: classes, such as `b` bold, `s` second ink, `e` ending at x, `c` centred on x."""
    cls = f' class="{kind}"' if kind else ""
    return f'<text x="{number(x)}" y="{number(y)}"{cls}>{escape(words, quote=False)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    step = f"h{number(x2 - x1)}" if y1 == y2 else f"L{number(x2)} {number(y2)}"
    return f'<path class="{kind}" d="M{number(x1)} {number(y1)}{step}"/>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"/>'


def drawing(name: str, width: int, height: int, title: str, desc: str, parts: list[str], kind: str = "") -> str:
    """A drawing with its name and description for whoever cannot see it."""
    return (
        f'<svg class="draw {kind}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title, quote=False)}</title>'
        f'<desc id="{name}-d">{escape(desc, quote=False)}</desc>{"".join(parts)}</svg>'
    )
