"""`comitia erase`: destroy a person's data in the vault; every old proof still verifies."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click


@click.command(
    epilog="""Examples:

    \b
    comitia erase member-7 --log ./log --key secretary.key
    comitia erase member-7 --log ./log --show
    """
)
@click.argument("person")
@click.option("--log", "folder", required=True, type=click.Path(path_type=Path), help="The log's folder.")
@click.option("--key", "keys", multiple=True, type=click.Path(path_type=Path), help="An officer's key.")
@click.option("--show", is_flag=True, help="Show what is kept of this person, and destroy nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(person: str, folder: Path, keys: tuple[Path, ...], show: bool, yes: bool) -> None:
    """Destroy a person's data in the vault: key, salts and payloads, for good.

    With them go the words (notes, particulars, reasons, titles) of acts that name the person, and of acts about those.

    An act `erased` is put on the record first, then the data are destroyed. What stays in the log is the person's
    id and commitments that nobody can open any more: pseudonymous, not anonymous. Every old receipt still verifies,
    and the judge's verdicts stay as they are, because they never rest on what is in the vault.
    """
    from comitia.log.errors import LogError
    from comitia.log.folder import append_acts, entries_in, erased_act, kept_of, roster_of, status, writing
    from comitia.log.history import PRIVATE
    from comitia.log.keys import load
    from comitia.log.vault import Vault

    try:
        if not (folder / PRIVATE).is_dir():
            raise LogError("no-log", str(folder), "no log in this folder", "a log's folder", "check the path")
        vault = Vault(folder / PRIVATE)
        if show:
            _tell(person, kept_of(person, entries_in(folder, status(folder)["published"]), vault))
            return
        if not keys:
            raise click.UsageError("name an officer's key with --key: the act `erased` must be signed")
        with writing(folder) as writer:
            kept = kept_of(person, entries_in(folder, writer.size), vault)
            _tell(person, kept)
            if not kept:
                sys.exit(1)
            if not yes:
                click.confirm("Destroy them? This cannot be undone.", abort=True)
            acts, signing = [erased_act(person, datetime.now(UTC))], [load(path) for path in keys]
            numbers = append_acts(writer, vault, roster_of(folder, writer), acts, signing)
            published = writer.checkpoint().published
        count = vault.erase(*(owner for owner, _ in kept))
        click.echo(f"Act `erased` is entry {numbers[0]}{'' if published else ', not yet published'}.")
        click.echo(f"{count} payloads destroyed, with their salts and keys. Destroy old backups of the keys, too.")
    except LogError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _tell(person: str, kept: list[tuple[str, int]]) -> None:
    own = sum(count for owner, count in kept if owner == person)
    words = sum(owner != person for owner, _ in kept)
    click.echo(f"{own} payloads are kept of {person}, and the words of {words} acts." if kept else
               f"Nothing is kept of {person}.")  # fmt: skip
