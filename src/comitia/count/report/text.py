"""A count as plain text: for a terminal, a letter, minutes."""

from __future__ import annotations

from comitia.count.report import words
from comitia.count.result import Action, Count, Outcome

WIDTH = 100


def as_text(count: Count) -> str:
    """The whole report. Ends with a line feed."""
    head = count.title or "Count"
    lines = [head, "=" * min(len(head), WIDTH), "", words.headline(count), words.standfirst(count), ""]
    lines.append(f"Rule: {words.title(count)}. Papers: {count.papers}, valid {count.valid}, invalid {count.invalid}.")
    lines += [words.treatment_sentence(each) for each in count.treatments]
    if count.withdrawn:
        lines.append(f"Withdrawn: {words.names(count, count.withdrawn)}.")
    lines.append("")
    if count.stages:
        lines += _table(count)
    if count.pairwise is not None:
        lines += ["", *_matrix(count)]
    told = [(stage, sentences) for stage in count.stages if (sentences := words.stage_sentences(count, stage))]
    if told:
        lines.append("")
    for stage, sentences in told:
        lines.append(f"{stage.number}. {_capital(words.stage_name(count, stage))}. {' '.join(sentences)}")
    lost = words.losses(count)
    lines += ["", lost] if lost else []
    if count.outcome is Outcome.TIED:
        lines += ["", "To finish: declare the order with --order, or publish a seed and give it with --seed."]
    return "\n".join(lines) + "\n"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(count: Count) -> list[str]:
    order = words.in_order(count)
    seats = bool(count.allocation)
    heads = [str(stage.number) for stage in count.stages] if len(count.stages) > 1 else [words.measure(count)]
    rows: list[tuple[str, list[str], str]] = []
    for each in order:
        cells = [cell(count, at, each) for at in range(len(count.stages))]
        what, stage = words.status(count, each)
        mark = "[ok] elected" + (f", stage {stage}" if len(count.stages) > 1 else "") if what == "elected" else what
        if what == "excluded":
            mark += f", stage {stage}"
        if seats:
            mark = words.some(count.allocation[each], "seat", "seats") if count.allocation[each] else ""
        rows.append((count.candidates[each], cells, mark))
    if _adds_up(count):
        rows.append(("Not transferable", [count.votes(stage.non_transferable) for stage in count.stages], ""))
        if any(stage.lost for stage in count.stages):
            rows.append(("Rounding", [count.votes(stage.lost) for stage in count.stages], ""))
        if any(stage.quota is not None for stage in count.stages):
            quotas = ["" if stage.quota is None else count.votes(stage.quota) for stage in count.stages]
            rows.append((_capital(words.quota_word(count)), quotas, ""))
    name = min(max(len(row[0]) for row in rows), 40)
    widths = [max(len(head), *(len(row[1][at]) for row in rows)) for at, head in enumerate(heads)]
    out = []
    per = max(1, (WIDTH - name - 24) // (max(widths) + 2))
    for start in range(0, len(heads), per):
        span = range(start, min(start + per, len(heads)))
        out.append(" " * name + "".join("  " + heads[at].rjust(widths[at]) for at in span))
        for label, cells, mark in rows:
            line = label[:name].ljust(name) + "".join("  " + cells[at].rjust(widths[at]) for at in span)
            out.append((line + "  " + mark if span.stop == len(heads) else line).rstrip())
        out.append("")
    return out[:-1]


def cell(count: Count, at: int, each: int) -> str:
    """A candidate's votes at a stage; '-' once excluded."""
    stage = count.stages[at]
    gone = any(each in earlier.excluded for earlier in count.stages[: at + 1])
    if each in count.withdrawn or (gone and not stage.totals[each]):
        return "-"
    return count.votes(stage.totals[each])


def _adds_up(count: Count) -> bool:
    return count.stages[0].action is Action.FIRST


def _matrix(count: Count) -> list[str]:
    assert count.pairwise is not None
    order = [each for each in words.in_order(count) if each not in count.withdrawn]
    beats = count.pairwise.beats
    width = max(3, *(len(str(beats[a][b])) for a in order for b in order)) if order else 3
    name = min(max((len(count.candidates[each]) for each in order), default=0), 40)
    out = ["Papers that prefer the one on the left to the one above:"]
    out.append(" " * (name + 4) + "".join(f"  {at + 1:>{width}}" for at in range(len(order))))
    for at, a in enumerate(order):
        cells = "".join("  " + ("" if a == b else str(beats[a][b])).rjust(width) for b in order)
        out.append(f"{at + 1:>3} {count.candidates[a][:name]:<{name}}{cells}".rstrip())
    return out
