"""`comitia judge`: was each act valid, and why not?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from comitia.ask.judge import Judgment
    from comitia.cli.reading import Case

GRAVE = ("void", "voidable", "unproven")


@click.command(
    epilog="""Examples:

    \b
    comitia judge constitution.md record.yaml
    comitia judge constitution.md record.yaml --explain expulsion
    comitia judge constitution.md record.jsonl.gz --as-of 2012-02-06
    comitia judge constitution.md record.yaml --suppose expulsion=valid
    comitia judge constitution.md record.yaml --suppose meeting-3.present=7
    comitia judge . . --format html > judgment.html
    comitia judge constitution.md record.jsonl.gz --format jsonl | head
    """
)
@click.argument("charter", metavar="CHARTER")
@click.argument("record", metavar="RECORD")
@click.option("--all", "everything", is_flag=True, help="Every act, those too that change nothing.")
@click.option("--explain", metavar="ID", help="One act in full: articles, what was found, what to do now.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--as-of", metavar="DATE", help="Judge what happened up to this day, and let time pass until then.")
@click.option("--known-on", metavar="DATE", help="Judge only what was on record by this day.")
@click.option(
    "--suppose", multiple=True, metavar="ID=HOW", help="Take an act as void, valid or absent, or ID.FIELD=VALUE."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "html"]), default="text", show_default=True
)
def command(
    charter: str,
    record: str,
    everything: bool,
    explain: str | None,
    as_of: str | None,
    known_on: str | None,
    suppose: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """Judge a RECORD by its constitution: was each act valid, and why not?

    CHARTER is a Markdown file, or a folder of them. RECORD is a .yaml or .jsonl file (.gz too), a folder of them, or
    - for standard input. Each effect of an act is judged by itself, and every finding cites its article.

    With --format jsonl every act is written on a line of its own as it is judged, and the record is never held: for
    records of any length.

    \b
    Marks: [ok] valid   [!] irregular, and stands   [1/2] voidable   [x] void   [?] unproven   [..] not yet

    \b
    Exit codes: 0  everything stands
                1  something is void, voidable or unproven
                2  something could not be read; the message says where and what to do
    """
    from comitia.cli.reading import case_from, check_known, refuse

    if form == "jsonl":
        from comitia.cli.stream import judge_in_stream

        if explain is not None:
            advice = "take another format, or leave --explain out and look for the id in the lines"
            refuse(f"--explain: with `--format jsonl` every act is told, and none in full\n  what to do: {advice}")
        sys.exit(judge_in_stream(charter, record, as_of=as_of, known_on=known_on, suppose=suppose, language=language))
    case = case_from(charter, record, as_of=as_of, known_on=known_on, suppose=suppose, language=language)
    if explain is not None:
        check_known(explain, case.judgment.by_id, "--explain")
    if form == "json":
        _print_json(case, explain, everything)
    elif form == "html":
        from comitia.render.html import case_page, record_page

        page = case_page if explain is not None else record_page
        click.echo(page(case.judgment, case.messages, *([explain] if explain else [])), nl=False)
    else:
        from comitia.messages import plain

        if suppose:
            click.echo(plain(case.messages.words.say("text-supposed", suppositions=", ".join(suppose))))
        _print_text(case, explain, everything)
    sys.exit(2 if case.faulty else int(_grave(case.judgment, explain)))


def _grave(judgment: Judgment, explain: str | None) -> bool:
    rows = judgment.rows if explain is None else [judgment.by_id[explain]]
    return any(row.outcome.verdict in GRAVE for row in rows)


def _print_text(case: Case, explain: str | None, everything: bool) -> None:
    from comitia.render import text

    out = text.console()
    judgment, messages = case.judgment, case.messages
    if explain is not None:
        row = judgment.by_id[explain]
        unproven = row.outcome.verdict == "unproven"
        more = text.both_ways_text(messages, *case.both_ways(explain)) if unproven else ()
        parts = text.explanation(judgment, messages, row, more)
    else:
        parts = text.judgment_table(judgment, messages, everything=everything)
    for part in parts:
        out.print(part, soft_wrap=False)


def _print_json(case: Case, explain: str | None, everything: bool) -> None:
    import json

    from comitia.render.data import judgment_data
    from comitia.render.text import worth_showing

    judgment = case.judgment
    rows = [judgment.by_id[explain]] if explain else [r for r in judgment.rows if everything or worth_showing(r)]
    data = judgment_data(judgment, case.messages, rows, ways_out=explain is not None)
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
