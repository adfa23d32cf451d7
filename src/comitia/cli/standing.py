"""`comitia standing`: what a person is and holds, and what is open to that person."""

from __future__ import annotations

import sys

import click


@click.command(
    epilog="""Examples:

    \b
    comitia standing constitution.md record.yaml member-a
    comitia standing constitution.md record.yaml member-c --as-of 2012-02-06
    comitia standing . . member-a --format json
    """
)
@click.argument("charter", metavar="CHARTER")
@click.argument("record", metavar="RECORD")
@click.argument("person", metavar="PERSON")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
@click.option("--as-of", metavar="DATE", help="Where the person stood at the end of this day.")
@click.option("--known-on", metavar="DATE", help="By what was on record by this day.")
@click.option(
    "--suppose", multiple=True, metavar="ID=HOW", help="Take an act as void, valid or absent, or ID.FIELD=VALUE."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    charter: str,
    record: str,
    person: str,
    as_of: str | None,
    known_on: str | None,
    suppose: tuple[str, ...],
    form: str,
    language: str,
) -> None:
    """What PERSON is and holds, what is owed either way, and what is open to that person.

    \b
    Exit codes: 0  a member in good standing, against whom nothing void stands
                1  not so, or something void, voidable or overdue concerns this person
                2  something could not be read; the message says where and what to do
    """
    from comitia.ask.remedies import remedies
    from comitia.ask.standing import people, standing
    from comitia.cli.reading import case_from, check_known

    case = case_from(charter, record, as_of=as_of, known_on=known_on, suppose=suppose, language=language)
    judgment, messages = case.judgment, case.messages
    check_known(person, people(judgment), "PERSON", "person")
    found = standing(judgment, person)
    assert found is not None
    doubtful = [
        d for d in found.decisions if any(o.verdict in ("void", "voidable", "unproven") for o in judgment.effects(d))
    ]
    if form == "json":
        import json

        from comitia.render.data import standing_data

        click.echo(json.dumps(standing_data(found), ensure_ascii=False, indent=2))
    else:
        from comitia.messages import plain
        from comitia.render import text

        out = text.console()
        for part in text.standing_text(messages, found):
            out.print(part)
        for ident in doubtful:
            out.print()
            row = judgment.by_id[ident]
            out.print(text.mark(messages, row.outcome.verdict), end=" ")
            out.print(f"{plain(messages.act(row.act))} ({ident})", markup=False)
            out.print(text.remedy_table(judgment, messages, remedies(judgment, ident)))
        if found.owed:
            out.print()
            out.print(text.owed_table(judgment, messages, list(found.owed)))
    fine = found.member and found.good_standing and not doubtful and not any(o.overdue for o in found.owed)
    sys.exit(2 if case.faulty else int(not fine))
