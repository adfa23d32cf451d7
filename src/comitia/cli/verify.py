"""`comitia verify`: check a receipt, or a whole log, without trusting anybody."""

from __future__ import annotations

import sys

import click

EXAMPLES = """
    \b
    comitia verify expelled.tlog-proof --policy policy
    comitia verify --log ./log --policy policy
    comitia verify --log https://log.union.example --policy policy
    comitia verify expelled.tlog-proof --log ./log --policy policy --language ur
    comitia verify mine.tlog-proof --against yours.tlog-proof --policy policy
    comitia verify copy/evidence --policy policy
"""


@click.command(epilog=f"Examples:\n{EXAMPLES}")
@click.argument("receipt", required=False, metavar="[RECEIPT]")
@click.option("--policy", metavar="FILE", help="What you trust: get it from somebody you know.")
@click.option("--log", "log", metavar="LOG", help="A whole log: its folder, a zip file of it, or its web address.")
@click.option("--leaf", metavar="FILE", help="The entry's bytes, if the receipt does not carry them.")
@click.option("--against", metavar="FILE", help="Another receipt: do the two contradict each other?")
@click.option("--language", type=click.Choice(["en", "es", "ur", "sd"]), default="en", show_default=True)
def command(
    receipt: str | None, policy: str | None, log: str | None, leaf: str | None, language: str, against: str | None
) -> None:
    """Check a receipt, or a whole log, without trusting anybody.

    Says in plain words what is proved, what is not, and what would have to be true for it to be wrong. With a
    receipt and a log, also whether the receipt belongs to that log. RECEIPT may also be a file of evidence that a
    mirror or a witness wrote: two checkpoints of one record.

    \b
    Exit codes: 0  it holds
                1  it does not hold
                2  something could not be read; the message says what and where
    """
    if receipt is None and log is None:
        raise click.UsageError("give a receipt, or a log with --log, or both")
    from rich.console import Console
    from rich.progress import Progress

    from comitia.log.standalone import run

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", total=None, visible=log is not None)
        code, text = run(
            receipt,
            policy,
            log,
            leaf,
            language,
            against,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    click.echo(text, err=code != 0)
    sys.exit(code)
