"""`comitia charter`: check, show, explain or describe a constitution."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comitia.charter.law import Article, Charter, Instrument


@click.group(
    epilog="""Examples:

    \b
    comitia charter lint constitution.md
    comitia charter words constitution.md --article 6.3
    comitia charter words constitution.md --format html > constitution.html
    comitia charter coverage constitution.md
    comitia charter schema > rule.schema.json
    """
)
def command() -> None:
    """Check, show, explain or describe a constitution.

    \b
    Exit codes: 0  done
                1  done, and there is advice (lint), or an article that neither has a rule nor says so (coverage)
                2  the constitution has faults, or could not be read; every fault is shown with its place
    """


FILE = click.argument("charter", metavar="FILE")
ARTICLE = click.option("--article", metavar="NUMBER", help="Only this article.")


@command.command("lint")
@FILE
def lint(charter: str) -> None:
    """Faults, and advice: gaps, contradictions, sentences that turn against themselves."""
    from comitia.charter.lint import lint as lint_charter
    from comitia.cli.reading import charter_from

    found = lint_charter(charter_from(charter))
    for one in found:
        click.echo(f"{one}\n")
    click.echo(f"{_counted(len(found), 'piece')} of advice." if found else "No fault, and no advice.")
    sys.exit(int(bool(found)))


@command.command("show")
@FILE
@ARTICLE
def show(charter: str, article: str | None) -> None:
    """The constitution printed back: its prose, and its rules in one normal form."""
    from comitia.charter.printer import print_clause, print_instrument
    from comitia.cli.reading import charter_from

    law = charter_from(charter)
    if article is None:
        for instrument in _own(law):
            click.echo(print_instrument(instrument), nl=False)
        return
    for instrument, found in _articles(law, article):
        click.echo(f"{instrument.title}\n\n{found.number} {found.heading}\n\n{found.prose}")
        for clause in found.clauses:
            click.echo(f"\n{print_clause(clause)}")


@command.command("words")
@FILE
@ARTICLE
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["en", "es"]), default="en", help="Of the page's own words.")
def words(charter: str, article: str | None, form: str, language: str) -> None:
    """Each rule in plain words, under the paragraph that it must agree with; as a page, beside it."""
    from comitia.charter.plain import plain
    from comitia.cli.reading import charter_from

    if form == "html":
        from comitia.messages import Messages
        from comitia.render.constitution import constitution_page

        click.echo(constitution_page(charter_from(charter), Messages(language=language)), nl=False)
        return

    for instrument, found in _articles(charter_from(charter), article):
        if article is not None:
            click.echo(f"{instrument.title}\n")
        click.echo(click.style(f"{found.number} {found.heading}", bold=True))
        for line in _wrapped(" ".join(found.prose.split()), 4):
            click.echo(line)
        for clause in found.clauses:
            for line in _wrapped(f"> {plain(clause)}", 4, 6):
                click.echo(line)
        if not found.clauses and found.prose:
            click.echo("    > No rule models this article, and it does not say so.")
        click.echo()


@command.command("coverage")
@FILE
def coverage(charter: str) -> None:
    """Which articles have a rule, which say that people judge them, and which say neither."""
    from comitia.charter.coverage import coverage as covered
    from comitia.cli.reading import charter_from

    law = charter_from(charter)
    own = {id(instrument) for instrument in _own(law)}
    silent = 0
    for each in covered(law):
        if id(each.instrument) not in own:
            continue
        have, could = each.share
        click.echo(
            f"{each.instrument.title}, version {each.instrument.version}: {have} of {could} articles have a rule."
        )
        for head, articles in (("For people to judge", each.for_people), ("No rule, and does not say so", each.silent)):
            for one in articles:
                click.echo(f"  {head}: {one.number} {one.heading} ({one.place.file}:{one.place.line})")
        silent += len(each.silent)
    if silent:
        click.echo(
            "What to do: give such an article a rule, or write in a rule block: not modelled: why people judge it"
        )
    sys.exit(int(bool(silent)))


@command.command("schema")
def schema() -> None:
    """The JSON Schema of one rule, which editors read."""
    import json

    from comitia.charter.schema import schema as described

    click.echo(json.dumps(described(), ensure_ascii=False, indent=2))


def _own(charter: Charter) -> list[Instrument]:
    """The organisation's own texts: all but the implied terms."""
    return [i for i in charter.instruments if i.rank != "implied terms"]


def _articles(charter: Charter, number: str | None) -> Iterator[tuple[Instrument, Article]]:
    """The articles that have prose or rules; or the one of a number, wherever it stands."""
    from comitia.cli.reading import refuse
    from comitia.record.faults import did_you_mean

    every = [(i, a) for i in charter.instruments for a in i.articles]
    if number is None:
        yield from ((i, a) for i, a in every if i.rank != "implied terms" and (a.prose or a.clauses))
        return
    found = [(i, a) for i, a in every if a.number == number][:1]
    if not found:
        near = did_you_mean(number, [a.number for _, a in every])
        advice = f"did you mean {near}?" if near else "see the numbers with: comitia charter words FILE"
        refuse(f"--article: there is no article `{number}`\n  what to do: {advice}")
    yield from found


def _wrapped(text: str, indent: int, hanging: int | None = None) -> list[str]:
    import textwrap

    rest = " " * (indent if hanging is None else hanging)
    return textwrap.wrap(text, 100, initial_indent=" " * indent, subsequent_indent=rest)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
