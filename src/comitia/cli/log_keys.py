"""The commands about keys below `comitia log`, and what all of its commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

PATH = click.Path(path_type=Path)
FOLDER = click.argument("folder", type=PATH)
KEYS = click.option("--key", "keys", multiple=True, required=True, type=PATH, help="An officer's key; repeatable.")


def plain(run: Callable[..., None]) -> Callable[..., None]:
    """Refusals as plain sentences: exit code 1 for what does not hold, 2 for what cannot be read or done."""

    @wraps(run)
    def wrapped(*arguments: Any, **options: Any) -> None:
        from comitia.log.errors import LogError, ProofError

        try:
            run(*arguments, **options)
        except LogError as error:
            click.echo(str(error), err=True)
            sys.exit(1 if isinstance(error, ProofError) else 2)
        except OSError as error:
            told = LogError(
                "file", str(error.filename), error.strerror or str(error), "a file or folder that can be used",
                "check the path and its permissions, then run it again",
            )  # fmt: skip
            click.echo(str(told), err=True)
            sys.exit(2)

    return wrapped


def tell(outcome: Any) -> None:
    """Say what was published, and each witness that did not cosign."""
    from comitia.log.checkpoint import Checkpoint

    size = Checkpoint.parse(outcome.note.text).size
    for refusal in outcome.refusals:
        click.echo(str(refusal), err=True)
    if outcome.published:
        click.echo(f"Published a checkpoint of {size} entries.")
        return
    click.echo(f"The checkpoint of {size} entries waits for witnesses; run `comitia log checkpoint` again.", err=True)
    sys.exit(1)


@click.command(epilog="Example: comitia log key secretary.key --name secretary.union.example")
@click.argument("file", type=PATH)
@click.option("--name", required=True, help="The key's name, like secretary.union.example; no spaces.")
@click.option("--kind", type=click.Choice(["note", "witness", "witness-pq"]), default="note", show_default=True,
              help="note: logs and officers (Ed25519). witness: Ed25519. witness-pq: ML-DSA-44.")  # fmt: skip
@plain
def key(file: Path, name: str, kind: str) -> None:
    """Make a secret key in FILE and print its public line."""
    from comitia.log.keys import generate, save
    from comitia.log.note import COSIGNATURE_ED25519, COSIGNATURE_MLDSA44, ED25519

    types = {"note": ED25519, "witness": COSIGNATURE_ED25519, "witness-pq": COSIGNATURE_MLDSA44}
    made = generate(name, types[kind])
    save(made, file)
    click.echo(str(made.public))


@click.command(epilog="Example: comitia log signer --origin union.example/log --key log.key --socket log.sock")
@click.option("--origin", required=True)
@click.option("--key", "keys", multiple=True, required=True, type=PATH, help="During a handover: the old and the new.")
@click.option("--socket", required=True, type=PATH)
@click.option("--state", default=Path("signed"), show_default=True, type=PATH, help="Never restore it from a backup.")
@plain
def signer(origin: str, keys: tuple[Path, ...], socket: Path, state: Path) -> None:
    """Run the signer: the process, best under a user of its own, that holds the log's key and signs only growth."""
    from comitia.log.keys import load
    from comitia.log.signer import KeySigner, SignedState, serve

    signs = KeySigner(origin, [load(path) for path in keys], SignedState(state))
    click.echo(f"signing for {origin} on {socket}; last signed: {signs.last()} entries")
    sys.stdout.flush()
    try:
        serve(signs, socket)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


@click.command(
    epilog="""Examples:

    \b
    comitia log officer ./log --add deputy.key --holder Deputy --key secretary.key
    comitia log officer ./log --end secretary.union.example+4fe51064+AV3A... --key deputy.key
    comitia log officer ./log
    """
)
@FOLDER
@click.option("--add", type=PATH, help="The key file of a new officer, who signs this entry, too.")
@click.option("--holder", help="Who holds the new key: an office or a person's id.")
@click.option("--end", metavar="VKEY", help="The public line of a key that ends.")
@click.option("--key", "keys", multiple=True, type=PATH, help="The key of an officer in force.")
@plain
def officer(folder: Path, add: Path | None, holder: str | None, end: str | None, keys: tuple[Path, ...]) -> None:
    """Bring in an officer's key, end one, or list those in force."""
    from comitia.log.errors import LogError
    from comitia.log.folder import roster_of, writing
    from comitia.log.keys import load
    from comitia.log.leaf import make_leaf
    from comitia.log.note import parse_vkey
    from comitia.log.roster import officer_key, officer_key_ended

    if (add is not None or end is not None or keys) and (
        (add is None) == (end is None) or not keys or (add is not None and not holder)
    ):
        raise LogError(
            "officer", "--add", "not one change with its signer", "--add with --holder, or --end; and --key",
            "give one of them, and the key of an officer in force",
        )  # fmt: skip
    with writing(folder) as writer:
        roster = roster_of(folder, writer)
        if not keys:
            for known, name in roster.holders.items():
                click.echo(f"{name}: {known}")
            return
        signing = [load(path) for path in keys]
        if add is not None:
            new = load(add)
            leaf = make_leaf(officer_key(holder or "", new.public), [*signing, new])
        else:
            leaf = make_leaf(officer_key_ended(parse_vkey(end or "")), signing)
        roster.admit(leaf)  # refused here, and not by every reader later
        number = writer.append([leaf])
        tell(writer.checkpoint())
        click.echo(f"Entry {number} says so.")


@click.command(epilog="Example: comitia log rotate ./log --new-key new.key --old-key log.key --key secretary.key")
@FOLDER
@click.option("--new-key", required=True, type=PATH, help="The log's new key (made with `comitia log key`).")
@click.option("--old-key", type=PATH, help="The key that it replaces. Leave out only when it is lost.")
@click.option("--lost", metavar="VKEY", help="The public line of the old key, when the key itself is lost.")
@KEYS
@plain
def rotate(folder: Path, new_key: Path, old_key: Path | None, lost: str | None, keys: tuple[Path, ...]) -> None:
    """Hand the log over to a new key: puts the act on the record and the key's line into the policy.

    Afterwards let the signer hold both keys until every member has the new policy, then the new one alone.
    """
    from comitia.log.errors import LogError
    from comitia.log.folder import roster_of, writing
    from comitia.log.keys import load
    from comitia.log.leaf import make_leaf
    from comitia.log.note import parse_vkey
    from comitia.log.roster import log_key

    if (old_key is None) == (lost is None):
        raise LogError("rotate", "--old-key", "both or neither of --old-key and --lost", "one of them", "give one")
    new, old = load(new_key), load(old_key) if old_key else None
    replaced = old.public if old else parse_vkey(lost or "")
    signing = [*(load(path) for path in keys), new, *([old] if old else [])]
    leaf = make_leaf(log_key(new.public, replaced, lost=old is None), signing)
    with writing(folder) as writer:
        roster_of(folder, writer).admit(leaf)  # refused here, and not by every reader later
        number = writer.append([leaf])
        tell(writer.checkpoint())
    policy = folder / "policy"
    policy.write_bytes(f"log {new.public}\n".encode() + policy.read_bytes())
    click.echo(f"Entry {number} hands the log over. Give members the new {policy}; then let the signer hold {new_key}.")
