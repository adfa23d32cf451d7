"""`comitia demo`: the founding case, judged."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from comitia.messages import Messages
    from comitia.render.case import Docket

READ_ON = "2012-02-06"
"""The day on which the case is read. The report is of early 2012; it names no day."""


@click.command(
    epilog="""Examples:

    \b
    comitia demo
    comitia demo --as-of 2012-06-01
    comitia demo --out pages
    """
)
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--as-of", metavar="DATE", default=READ_ON, show_default=True, help="The day on which it is read.")
@click.option("--out", metavar="FOLDER", default="out", show_default=True, help="Where the page is written.")
def command(as_of: str, out: str, language: str) -> None:
    """Judge the founding case: three members expelled by text message.

    Prints what was void and why, where the members stand, what is open to them until when, and whom else the ground
    would have caught; and writes the same, drawn, as one page. Works without a network.

    \b
    Exit codes: 0  the case was judged
                2  something could not be read or written; the message says what
    """
    from rich.padding import Padding

    from comitia.cli.reading import case_from, refuse, shipped
    from comitia.messages import plain
    from comitia.render.case import docket, gravest
    from comitia.render.html import case_page
    from comitia.render.text import console

    folder = shipped("examples/founding-case")
    case = case_from(
        str(shipped("charters/national-section.md")), str(folder / "record.yaml"), as_of=as_of, language=language
    )
    judgment, messages = case.judgment, case.messages
    ident = gravest(judgment)
    if not ident:
        refuse(f"--as-of: nothing had been decided by {as_of}\n  what to do: give a later day")
    found, terminal = docket(judgment, ident), console()
    terminal.print(_opening(found, messages, case.acts), markup=False)
    for number, (heading, section) in enumerate(SECTIONS, 1):
        terminal.print(f"\n{number}  {heading(found, messages)}", style="bold", markup=False)
        for part in section(found, messages):
            terminal.print(Padding(part, (0, 0, 0, 3), expand=False))
    page = case_page(judgment, messages, ident)
    path = Path(out) / f"{folder.name}.html"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        refuse(f"{path}: {error.strerror}\n  what to do: name another folder with --out")
    size = len(page.encode()) / 1000
    click.echo("\n" + plain(messages.words.say("text-drawn", path=str(path), size=round(size))))
    sys.exit(2 if case.faulty else 0)


def _opening(docket: Docket, messages: Messages, acts: int) -> str:
    from comitia.messages import plain

    say, main = messages.words.say, docket.judgment.charter.main
    head = say("page-head", charter=main.title, version=main.version)
    read = say("page-read-on", day=messages.day(docket.judgment.day))
    return plain(f"{head}. {say('page-acts-on-record', count=acts)}, {read}.\n{say('model-note')}")


def _verdict_heading(docket: Docket, messages: Messages) -> str:
    from comitia.messages import plain
    from comitia.render import words

    return plain(f"{messages.act(docket.row.act)}\n   {words.ruling(docket, messages)}")


def _verdict(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    from comitia.render import text

    yield from text.effects(docket.judgment, messages, docket.row)
    for finding in docket.row.outcome.findings:
        yield text.finding_text(messages, finding, docket.row, follows=False)


def _standing_heading(docket: Docket, messages: Messages) -> str:
    return messages.words.say("heading-standing")


def _standing(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    from comitia.messages import plain
    from comitia.render import text, words

    for standing in docket.standings:
        yield from text.standing_text(messages, standing)
        for seat in standing.seats:
            kept = words.kept(docket, messages, seat.since)
            if kept:
                yield f"    {plain(kept)}"


def _others_heading(docket: Docket, messages: Messages) -> str:
    return messages.words.say("heading-acts")


def _others(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    """The acts around the decision about which something was found: how they were told, what was answered."""
    from rich.padding import Padding

    from comitia.messages import plain
    from comitia.render import text

    for row in docket.acts:
        if row.act.id == docket.row.act.id or not row.outcome.findings:
            continue
        line = text.mark(messages, row.outcome.verdict)
        line.append(f"  {plain(messages.act(row.act))}", style="default")
        yield line
        for finding in row.outcome.findings:
            yield Padding(text.finding_text(messages, finding, row, follows=False), (0, 0, 0, 4), expand=False)


def _ways_heading(docket: Docket, messages: Messages) -> str:
    return messages.words.say("heading-ways")


def _ways(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    from comitia.render import text

    yield text.remedy_table(docket.judgment, messages, list(docket.ways_out))
    if docket.owed:
        yield text.owed_table(docket.judgment, messages, list(docket.owed))


def _equal_heading(docket: Docket, messages: Messages) -> str:
    return messages.words.say("heading-equal")


def _equal(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    from comitia.messages import plain
    from comitia.render import words

    yield from (plain(sentence) for sentence in words.equal_sentences(docket, messages))


def _not_judged_heading(docket: Docket, messages: Messages) -> str:
    return messages.words.say("heading-not-judged")


def _not_judged(docket: Docket, messages: Messages) -> Iterator[RenderableType]:
    yield messages.words.say("page-closing")


Section = tuple[
    Callable[["Docket", "Messages"], str],
    Callable[["Docket", "Messages"], Iterator["RenderableType"]],
]

SECTIONS: tuple[Section, ...] = (
    (_verdict_heading, _verdict),
    (_standing_heading, _standing),
    (_others_heading, _others),
    (_ways_heading, _ways),
    (_equal_heading, _equal),
    (_not_judged_heading, _not_judged),
)
"""What a correct judgment says, in its order."""
