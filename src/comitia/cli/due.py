"""`comitia due`: what is owed, by whom, by when, and what silence leads to."""

from __future__ import annotations

import sys

import click


@click.command(
    epilog="""Examples:

    \b
    comitia due constitution.md record.yaml --as-of 2012-02-06
    comitia due constitution.md record.yaml --by "regional secretary/region-s"
    comitia due . . --format json
    """
)
@click.argument("charter", metavar="CHARTER")
@click.argument("record", metavar="RECORD")
@click.option("--by", "who", default="", metavar="WHO", help="Only what this body, office or person owes or is owed.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--as-of", metavar="DATE", help="What was owed at the end of this day. Silent: the record's last day.")
@click.option("--known-on", metavar="DATE", help="By what was on record by this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    charter: str, record: str, who: str, as_of: str | None, known_on: str | None, form: str, language: str
) -> None:
    """What is owed, by whom, by when, and what silence leads to. Overdue first.

    \b
    Exit codes: 0  nothing is overdue
                1  something is overdue
                2  something could not be read; the message says where and what to do
    """
    from comitia.ask.due import due
    from comitia.cli.reading import case_from

    case = case_from(charter, record, as_of=as_of, known_on=known_on, language=language)
    owed = due(case.judgment, who=who)
    if form == "json":
        import json

        from comitia.render.data import owed_data

        click.echo(json.dumps(owed_data(owed), ensure_ascii=False, indent=2))
    elif owed:
        from comitia.render import text

        text.console().print(text.owed_table(case.judgment, case.messages, owed))
    else:
        from comitia.messages import plain

        messages = case.messages
        click.echo(plain(messages.words.say("text-nothing-owed", day=messages.day(case.judgment.day))))
    sys.exit(2 if case.faulty else int(any(one.overdue for one in owed)))
