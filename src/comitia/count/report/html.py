"""A count as one page: the outcome in a sentence, the drawing, every stage in words, every number. No script."""

from __future__ import annotations

from html import escape

from comitia.count.catalogue import RULES
from comitia.count.report import words
from comitia.count.report.drawing import bars_svg, flow_svg, has_flow, tick
from comitia.count.report.steps import steps_svg
from comitia.count.report.style import STYLE
from comitia.count.report.text import cell
from comitia.count.result import Count, Outcome


def as_html(count: Count, command: str = "", also: str = "") -> str:
    """The page. `command`: what anyone can run to count again. `also`: more HTML before the end of the page."""
    head = f"<bdi>{escape(count.title)}</bdi>: the count" if count.title else "The count"
    name = f"{escape(count.title)}: the count" if count.title else "The count"
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>",
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        '<div class="top"><div>',
        f"<h1>{head}</h1>",
        _ruling(count),
        f'<p class="stand">{escape(words.standfirst(count))}</p>',
        "</div>",
        _aside(count, command),
        "</div>",
        _facts(count),
    ]
    if has_flow(count):
        flow = _scroll(flow_svg(count), "How the votes moved")
        steps = f'<div class="narrow">{steps_svg(count)}</div>'
        parts += ["<section><h2>How the votes moved</h2>", f'<div class="wide">{flow}{_legend(count)}</div>', steps]
    elif count.stages:
        what = "The votes" if words.measure(count) == "votes" else words.measure(count).capitalize()
        parts += [f"<section><h2>{what}</h2>", _scroll(bars_svg(count), what)]
    if count.stages:
        parts += ["</section>", *_told(count), *_numbers(count)]
    parts += [*_matrix(count), also]
    parts.append(
        "<footer>Comitia judges form, competence, time and equal application. It never judges opinions.</footer>"
    )
    parts.append("</main>\n</body>\n</html>\n")
    return "\n".join(part for part in parts if part)


def _ruling(count: Count) -> str:
    mark = ""
    if count.outcome is Outcome.DECIDED and count.elected:
        mark = f'<svg class="mark" width="24" height="24" viewBox="0 0 16 16" aria-hidden="true">{tick(0, 0)}</svg>'
    return f'<p class="ruling">{mark}<span>{escape(words.headline(count))}</span></p>'


def _aside(count: Count, command: str) -> str:
    lines = []
    if count.ties:
        lines += [words.tie_sentence(count, tie) for tie in count.ties]
    else:
        lines.append("No tie arose. Nothing was drawn by lot.")
    lost = words.losses(count)
    lines += [lost] if lost else []
    run = f"<p>The same ballots give the same result on any machine:</p><pre>{escape(command)}</pre>" if command else ""
    notes = "".join(f'<p class="note">{escape(line)}</p>' for line in lines)
    return f"<aside><h2>Count it yourself</h2>{run or '<p>The same ballots give the same result.</p>'}{notes}</aside>"


def _facts(count: Count) -> str:
    rule = RULES.get(count.rule)
    papers = f"{count.valid:,} valid, {count.invalid:,} invalid"
    facts = [("Papers", papers), ("Seats", str(count.seats)), ("Rule", words.title(count))]
    if count.quota is not None:
        facts.append((words.quota_word(count).capitalize(), count.votes(count.quota)))
    if rule is not None:
        facts.append(("Arithmetic", rule.arithmetic))
    if count.withdrawn:
        facts.append(("Withdrawn", words.names(count, count.withdrawn)))
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts)
    treated = "".join(f"<li>{escape(words.treatment_sentence(each))}</li>" for each in count.treatments)
    return f'<dl class="facts">{cells}</dl>' + (f'<ul class="note">{treated}</ul>' if treated else "")


def _scroll(inside: str, label: str) -> str:
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}">{inside}</div>'


def _legend(count: Count) -> str:
    flows = any(stage.transfers for stage in count.stages)
    moves = "blue bands pass on" if flows else "a new bar shows the new sum"
    return (
        '<p class="note">Each lane is a candidate, each column a stage; the height of a bar is its votes, and the '
        "dotted line the quota or majority. Dark bars are elected. Pale bands stay with a candidate, "
        f"{moves}. A number is printed where it changes; a cross marks the last column of somebody excluded.</p>"
    )


def _told(count: Count) -> list[str]:
    items = []
    for stage in count.stages:
        sentences = words.stage_sentences(count, stage)
        if sentences:
            name = words.stage_name(count, stage)
            items.append(
                f'<li value="{stage.number}"><b>{escape(name[:1].upper() + name[1:])}.</b> '
                f"{escape(' '.join(sentences))}</li>"
            )
    title = "Stage by stage" if len(count.stages) > 1 else "In words"
    return [f"<section><h2>{title}</h2><ol>", *items, "</ol></section>"] if items else []


def _numbers(count: Count) -> list[str]:
    heads = (
        [str(stage.number) for stage in count.stages] if len(count.stages) > 1 else [words.measure(count).capitalize()]
    )
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    rows = []
    for each in words.in_order(count):
        cells = []
        for at, stage in enumerate(count.stages):
            kind = ' class="strong"' if each in stage.elected else ""
            cells.append(f"<td{kind}>{escape(cell(count, at, each))}</td>")
        seats = f"<td>{count.allocation[each]}</td>" if count.allocation else ""
        name = escape(count.candidates[each])
        rows.append(f'<tr><th scope="row"><bdi>{name}</bdi></th>{"".join(cells)}{seats}</tr>')
    if has_flow(count):
        sums = [
            ("Not transferable", [stage.non_transferable for stage in count.stages]),
            ("Rounding", [stage.lost for stage in count.stages]),
            ("Total", [sum(stage.totals) + stage.non_transferable + stage.lost for stage in count.stages]),
        ]
        for label, values in sums:
            if label != "Rounding" or any(values):
                cells = [f"<td>{count.votes(value)}</td>" for value in values]
                rows.append(f'<tr class="sum"><th scope="row">{label}</th>{"".join(cells)}</tr>')
    seats_head = '<th scope="col">Seats</th>' if count.allocation else ""
    table = (
        f'<table><thead><tr><th scope="col">Candidate</th>{head}{seats_head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    note = '<p class="note">Bold: the stage at which the candidate was elected.</p>' if len(count.stages) > 1 else ""
    return ["<section><h2>Every number</h2>", _scroll(table, "Every number"), note, "</section>"]


def _matrix(count: Count) -> list[str]:
    if count.pairwise is None:
        return []
    order = [each for each in words.in_order(count) if each not in count.withdrawn]
    beats = count.pairwise.beats
    head = "".join(f'<th scope="col">{at + 1}</th>' for at in range(len(order)))
    rows = []
    for at, a in enumerate(order):
        cells = []
        for b in order:
            kind = ' class="strong"' if a != b and beats[a][b] > beats[b][a] else ""
            cells.append("<td></td>" if a == b else f"<td{kind}>{beats[a][b]}</td>")
        name = f"{at + 1}. {escape(count.candidates[a])}"
        rows.append(f'<tr><th scope="row"><bdi>{name}</bdi></th>{"".join(cells)}</tr>')
    table = (
        f'<table><thead><tr><th scope="col">Preferred to</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'
    )
    said = "Papers that prefer the one on the left to the one above. Bold: more than the other way."
    note = f'<p class="note">{said}</p>'
    return ["<section><h2>One to one</h2>", _scroll(table, "One to one"), note, "</section>"]
