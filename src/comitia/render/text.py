"""Judgments as text for a terminal: tables and paragraphs. Colour only where there is any; the word always stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from comitia.ask.due import Owed
from comitia.ask.fold import Judged
from comitia.ask.judge import Judgment
from comitia.ask.remedies import Remedy, remedies
from comitia.ask.standing import Standing
from comitia.charter.clause import Cite
from comitia.judge.findings import Finding
from comitia.messages import Messages, capital, plain
from comitia.render.articles import article_of

MARKS = {
    "valid": "[ok]", "irregular": "[!]", "voidable": "[1/2]", "void": "[x]", "unproven": "[?]", "inchoate": "[..]",
}  # fmt: skip
STYLES = {
    "valid": "green", "irregular": "yellow", "voidable": "dark_orange", "void": "bold red", "unproven": "blue",
    "inchoate": "blue",
}  # fmt: skip
WIDTH = 100
"""Columns where there is no terminal to ask."""
SHARES = {"act": 5, "found": 4}
"""How the columns of acts share what room is left."""


def console(colour: bool | None = None) -> Console:
    """Where text goes: as wide as the terminal, 100 columns without one."""
    probe = Console()
    return probe if probe.is_terminal else Console(width=WIDTH, highlight=False, no_color=not colour)


def mark(messages: Messages, verdict: str, word: str = "") -> Text:
    """`[x] Void`: the mark, then always the word."""
    return Text(f"{MARKS[verdict]} {plain(word or messages.verdict(verdict))}", style=STYLES[verdict])


def worth_showing(row: Judged) -> bool:
    """Acts that assert an effect or about which something was found."""
    return bool(row.outcome.effects or row.outcome.findings)


def judgment_table(judgment: Judgment, messages: Messages, *, everything: bool = False) -> Iterator[RenderableType]:
    """The acts of a record, each with its verdict, its effects and what was found."""
    rows = [row for row in judgment.rows if everything or worth_showing(row)]
    table = _table(messages, "verdict", "day", "act", "found")
    for row in rows:
        table.add_row(
            _verdicts(judgment, messages, row), row.act.at, _act(messages, row),
            _titles(messages, row.outcome.findings),
        )  # fmt: skip
    if rows:
        yield table
    yield from turns_text(judgment, messages)
    yield Text(summary(judgment, messages))


def turns_text(judgment: Judgment, messages: Messages, ident: str = "") -> Iterator[RenderableType]:
    """The verdicts that turn on something disputed. ident: of this act only."""
    for turn in judgment.turns:
        if ident in ("", turn.act):
            words = (messages.verdict(v).lower() for v in (turn.if_shown, turn.if_not))
            shown, not_shown = words
            yield Text(
                plain(messages.words.say("turns-on", act=turn.act, on=turn.on, if_shown=shown, if_not=not_shown))
            )


def both_ways_text(messages: Messages, shown: Judgment, not_shown: Judgment) -> Iterator[RenderableType]:
    """What follows where an unproven act is shown, and where it is not: each act whose verdict differs."""
    for row in shown.rows:
        other = not_shown.by_id.get(row.act.id)
        if other is not None and other.outcome.verdict != row.outcome.verdict:
            words = [messages.verdict(r.outcome.verdict).lower() for r in (row, other)]
            said = messages.words.say("text-both-ways", act=row.act.id, if_shown=words[0], if_not=words[1])
            yield Text(plain(said))


def summary(judgment: Judgment, messages: Messages) -> str:
    """How many acts were judged, and how."""
    counts: dict[str, int] = {}
    for row in judgment.rows:
        counts[row.outcome.verdict] = counts.get(row.outcome.verdict, 0) + 1
    told = ", ".join(f"{counts[v]:,} {plain(messages.verdict(v)).lower()}" for v in MARKS if v in counts)
    day = messages.day(judgment.day)
    return plain(messages.words.say("text-summary", acts=len(judgment.rows), day=day, verdicts=told))


def explanation(
    judgment: Judgment, messages: Messages, row: Judged, more: Iterable[RenderableType] = ()
) -> Iterator[RenderableType]:
    """One act in full: each effect, what was found and required, the articles, what to do now; then more."""
    act = row.act
    yield Text(plain(messages.act(act)), style="bold")
    say = messages.words.say
    by = f", {say('by-whom', by=messages.ref(act.by))}" if isinstance(act.by, str) else ""
    yield Text(plain(f"{act.id}: {messages.when(row.moment, act.at)}{by}"))
    if isinstance(act.note, str):
        yield Text(plain(say("text-note", note=act.note)))
    yield Text()
    yield from effects(judgment, messages, row)
    if row.outcome.findings:
        yield _heading(say("text-found"))
        yield from (Padding(finding_text(messages, f, row), (0, 0, 0, 2), expand=False) for f in row.outcome.findings)
    yield from _articles(judgment, messages, row.outcome.findings)
    found = remedies(judgment, act.id)
    if found:
        yield _heading(say("text-now"))
        yield remedy_table(judgment, messages, found)
    yield from turns_text(judgment, messages, act.id)
    yield from more
    for fallen in row.fallen:
        yield Text(plain(say("text-fallen", act=fallen.act)), style="bold")
    yield Text()
    yield Text(say("page-closing"))


def effects(judgment: Judgment, messages: Messages, row: Judged) -> Iterator[RenderableType]:
    """Each effect with its verdict, and since when it has effect."""
    asserted = getattr(row.act, "effects", ())
    outcomes = judgment.effects(row.act.id) or row.outcome.effects
    if not outcomes:
        yield mark(messages, row.outcome.verdict)
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for effect, outcome in zip(asserted, outcomes, strict=False):
        word = plain(messages.outcome(outcome))
        day = outcome.from_day
        since = plain(messages.words.say("text-from", day=messages.day(day))) if day is not None else ""
        table.add_row(mark(messages, outcome.verdict, word), plain(messages.effect(effect)), since)
    yield table


def finding_text(messages: Messages, finding: Finding, row: Judged, *, follows: bool = True) -> Text:
    """One finding: its title, what was found and required, the articles, what follows."""
    text = Text()
    text.append(f"- {plain(messages.title(finding))}. ", style="bold")
    if finding.status != "shown":
        text.append(f"{plain(messages.status(finding)).capitalize()}: ")
    text.append(plain(messages.sentence(finding)))
    cites = ", ".join(plain(messages.names.article(c)) for c in finding.cites)
    if cites:
        text.append(f" {cites}")
    if finding.effect is not None and len(row.outcome.effects) > 1:
        text.append(" " + plain(messages.words.say("text-effect", number=finding.effect + 1)))
    if follows and finding.follows is not None:
        article = messages.names.article(finding.follows)
        consequence = messages.words.say(f"consequence-{finding.consequence}")
        makes_it = messages.words.say("text-makes-it", consequence=consequence, article=article)
        text.append(f"\n  {plain(makes_it)}", style="dim")
    if follows and finding.cause:
        text.append(f"\n  {plain(messages.words.say('text-through', act=finding.cause))}", style="dim")
    return text


def _articles(judgment: Judgment, messages: Messages, findings: Iterable[Finding]) -> Iterator[RenderableType]:
    """Every article cited, quoted once."""
    cites: dict[tuple[str, str, str], Cite] = {}
    for finding in findings:
        for cite in (*finding.cites, *((finding.follows,) if finding.follows else ())):
            cites.setdefault((cite.instrument, cite.version, cite.article), cite)
    if not cites:
        return
    yield _heading(messages.words.say("text-articles"))
    for cite in cites.values():
        article = article_of(judgment.charter, cite)
        if article is not None:
            head = f"{plain(messages.names.article(cite))}  {article.heading}"
            yield Padding(Text(head, style="bold"), (0, 0, 0, 2), expand=False)
            yield Padding(Text(" ".join(article.prose.split())), (0, 0, 1, 4), expand=False)


def remedy_table(judgment: Judgment, messages: Messages, found: list[Remedy]) -> Table:
    """The ways out: the route, the last day, when it must be heard, what silence leads to."""
    table = _table(messages, "route", "last-day", "heard", "silence")
    stage = 0
    for remedy in found:
        stage = stage + 1 if remedy.kind == "appeal" else 0
        cite = f" {plain(messages.names.article(remedy.cite))}" if remedy.cite is not None else ""
        route = Text(f"{plain(messages.remedy_title(remedy, max(stage - 1, 0)))}. ", style="bold")
        route.append(f"{plain(messages.remedy(remedy, max(stage - 1, 0)))}{cite}", style="not bold")
        table.add_row(
            route, plain(messages.last_day(remedy)), plain(messages.must_be_heard(remedy, judgment.day)),
            plain(messages.if_silent(remedy)),
        )  # fmt: skip
    return table


def standing_text(messages: Messages, standing: Standing) -> Iterator[RenderableType]:
    """Where a person stands."""
    say = messages.words.say
    message = "standing-not" if not standing.member else "standing-member"
    if standing.member and not standing.good_standing:
        message = "standing-member-owing"
    yield Text(plain(say(message, person=messages.ref(standing.person))), style="bold")
    lines = []
    if standing.since is not None:
        unit = f"{messages.ref(standing.unit)}, " if standing.unit else ""
        lines.append(f"{unit}{say('standing-since', day=messages.day(standing.since))}")
    if standing.until is not None and not standing.member:
        lines.append(f"{say('standing-ended', day=messages.day(standing.until))}: {standing.way}")
    if standing.told_otherwise:
        lines.append(say("standing-told", act=standing.told_otherwise))
    lines += [seat_line(messages, standing, n) for n in range(len(standing.seats))]
    if standing.member:
        lines.append(capital(say("standing-dues", months=standing.dues_owed)))
    lines += [say("text-resting", right=right) for right in standing.resting]
    for line in lines:
        yield Padding(Text(f"- {capital(plain(line))}"), (0, 0, 0, 2), expand=False)


def seat_line(messages: Messages, standing: Standing, number: int) -> str:
    """`Regional committee of Region S, elected since 23 December 2011`."""
    seat = standing.seats[number]
    line = messages.words.say(
        "standing-seat", seat=messages.ref(seat.of), manner=seat.manner, manner_n=int(bool(seat.manner)),
        since=messages.day(seat.since),
    )  # fmt: skip
    return capital(line if seat.jure else f"{line} ({messages.words.say('standing-seat-fact')})")


def owed_table(judgment: Judgment, messages: Messages, owed: list[Owed]) -> Table:
    """What is owed, overdue first."""
    table = _table(messages, "owed", "owed-by", "owed-to", "last-day", "silence")
    for one in owed:
        cite = f" {plain(messages.names.article(one.cite))}" if one.cite is not None else ""
        late = Text(f"{plain(messages.day(one.due))}\n")
        late.append(plain(messages.owed_time(one, judgment.day)), style="bold red" if one.overdue else "")
        table.add_row(
            f"{plain(messages.owed_kind(one.kind))}{cite}\n({one.about})", plain(messages.ref(one.by)),
            plain(messages.ref(one.to)), late, capital(plain(messages.silence(one.silence))) or "–",
        )  # fmt: skip
    return table


def _verdicts(judgment: Judgment, messages: Messages, row: Judged) -> RenderableType:
    outcomes = judgment.effects(row.act.id) or row.outcome.effects
    if not outcomes:
        return mark(messages, row.outcome.verdict)
    seen: dict[tuple[str, str], int] = {}
    for outcome in outcomes:
        key = (outcome.verdict, plain(messages.outcome(outcome)))
        seen[key] = seen.get(key, 0) + 1
    lines = Text()
    for n, ((verdict, word), count) in enumerate(seen.items()):
        lines.append("\n" if n else "")
        lines.append_text(mark(messages, verdict, word))
        lines.append(f" ×{count}" if count > 1 else "")
    return lines


def _act(messages: Messages, row: Judged) -> Text:
    text = Text(plain(messages.act(row.act)), style="bold")
    by = f", {messages.words.say('by-whom', by=messages.ref(row.act.by))}" if isinstance(row.act.by, str) else ""
    text.append(plain(f"\n{row.act.id}{by}"), style="not bold dim")
    return text


def _titles(messages: Messages, findings: tuple[Finding, ...]) -> Text:
    lines = []
    for finding in findings:
        cites = ", ".join(plain(messages.names.article(c)) for c in finding.cites)
        unproven = f" ({plain(messages.status(finding)).lower()})" if finding.status != "shown" else ""
        lines.append(f"{plain(messages.title(finding))}{unproven}{f', {cites}' if cites else ''}")
    return Text("\n".join(lines))


def _heading(text: str) -> RenderableType:
    return Group(Text(), Text(text, style="bold underline"))


def _table(messages: Messages, *heads: str) -> Table:
    """An empty table. heads: the names of its columns' messages."""
    from rich.box import SIMPLE_HEAD

    expand = any(head in SHARES for head in heads)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=expand)
    for head in heads:
        words = messages.words.say(f"column-{head}")
        table.add_column(words, overflow="fold", no_wrap=head in ("verdict", "day"), ratio=SHARES.get(head))
    return table
