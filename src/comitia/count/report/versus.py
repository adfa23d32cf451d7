"""A comparison as a page: a row a candidate, a column a rule, and why they differ. The same look as a count's page."""

from __future__ import annotations

from html import escape

from comitia.count.compare import Comparison
from comitia.count.report import words
from comitia.count.report.drawing import tick
from comitia.count.report.style import STYLE


def comparison_html(comparison: Comparison, command: str = "") -> str:
    """The page. `command`: what anyone can run to compare again."""
    counts = comparison.counts
    title = escape(counts[0].title or "The same ballots")
    heads = "".join(f'<th scope="col">{escape(words.title(each))}</th>' for each in counts)
    run = f"<aside><h2>Count it yourself</h2><pre>{escape(command)}</pre></aside>" if command else ""
    rulings = "".join(f"<li><b>{escape(words.title(each))}.</b> {escape(words.headline(each))}</li>" for each in counts)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}: several rules</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        f'<div class="top"><div><h1><bdi>{title}</bdi>: several rules</h1><ol>{rulings}</ol></div>{run}</div>',
        "<section><h2>Who would sit</h2>",
        '<div class="scroll" tabindex="0" role="region" aria-label="Who would sit"><table><thead><tr>'
        f'<th scope="col">Candidate</th>{heads}</tr></thead><tbody>{"".join(_rows(comparison))}</tbody></table></div>',
        "</section>",
        *_differences(comparison),
        "<footer>Comitia judges form, competence, time and equal application. It never judges opinions.</footer>",
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _rows(comparison: Comparison) -> list[str]:
    counts = comparison.counts
    order = sorted(
        range(len(counts[0].candidates)), key=lambda each: (-sum(each in one.elected for one in counts), each)
    )
    mark = f'<svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true">{tick(0, 0)}</svg> elected'
    rows = []
    for each in order:
        cells = "".join(f"<td>{mark if each in one.elected else ''}</td>" for one in counts)
        rows.append(f'<tr><th scope="row"><bdi>{escape(counts[0].candidates[each])}</bdi></th>{cells}</tr>')
    return rows


def _differences(comparison: Comparison) -> list[str]:
    first = words.title(comparison.counts[0])
    out = ["<section><h2>Why they differ</h2>"]
    for each, counted in zip(comparison.differences, comparison.counts[1:], strict=True):
        why = " ".join(each.why) or "The same are elected."
        out.append(f"<p><b>{escape(first)} and {escape(words.title(counted))}.</b> {escape(why)}</p>")
    return [*out, "</section>"]
