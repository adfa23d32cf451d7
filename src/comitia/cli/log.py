"""`comitia log`: keep a record that members can verify."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from comitia.cli.erase import command as erase
from comitia.cli.witness import command as witness

PATH = click.Path(path_type=Path)
FOLDER = click.argument("folder", type=PATH)
KEYS = click.option("--key", "keys", multiple=True, required=True, type=PATH, help="An officer's key; repeatable.")


@click.group(
    epilog="""Examples:

    \b
    comitia log key secretary.key --name secretary.union.example
    comitia log init ./log --origin union.example/log --officer "Secretary=secretary.key"
    comitia log append ./log acts.jsonl --key secretary.key
    comitia log checkpoint ./log
    comitia log receipt ./log 1 -o decision.tlog-proof
    comitia verify decision.tlog-proof --policy ./log/policy
    """
)
def command() -> None:
    """Keep a record that members can verify.

    Altering, removing or reordering a published act can be detected by anyone who holds an earlier receipt or
    checkpoint, without our server. A log cannot show an act that was never submitted.
    """


command.add_command(erase, "erase")
command.add_command(witness, "witness")


def _plain(run: Callable[..., None]) -> Callable[..., None]:
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


@command.command(epilog="Example: comitia log key secretary.key --name secretary.union.example")
@click.argument("file", type=PATH)
@click.option("--name", required=True, help="The key's name, like secretary.union.example; no spaces.")
@click.option("--kind", type=click.Choice(["note", "witness", "witness-pq"]), default="note", show_default=True,
              help="note: logs and officers (Ed25519). witness: Ed25519. witness-pq: ML-DSA-44.")  # fmt: skip
@_plain
def key(file: Path, name: str, kind: str) -> None:
    """Make a secret key in FILE and print its public line."""
    from comitia.log.keys import generate, save
    from comitia.log.note import COSIGNATURE_ED25519, COSIGNATURE_MLDSA44, ED25519

    types = {"note": ED25519, "witness": COSIGNATURE_ED25519, "witness-pq": COSIGNATURE_MLDSA44}
    made = generate(name, types[kind])
    save(made, file)
    click.echo(str(made.public))


@command.command(
    epilog="""Examples:

    \b
    comitia log init ./log --origin union.example/log --officer "Secretary=secretary.key"
    comitia log init ./log --origin union.example/log --officer "Secretary=secretary.key" \\
        --signer ../log-signer.sock --policy branches.policy
    """
)
@FOLDER
@click.option("--origin", required=True, help="The log's name for ever, like union.example/log.")
@click.option("--officer", "officers", multiple=True, required=True, metavar="HOLDER=KEYFILE", help="Repeatable.")
@click.option("--policy", type=PATH, help="Witnesses and quorum; the log's own line is added. Default: no witness.")
@click.option("--signer", type=PATH, help="The socket of a running signer. Default: a key beside the folder.")
@_plain
def init(folder: Path, origin: str, officers: tuple[str, ...], policy: Path | None, signer: Path | None) -> None:
    """Make a log in FOLDER. Its first entry names the officers whose signatures acts need.

    Without --signer, the log's key and the memory of what it signed are put into FOLDER.signer, beside the log:
    back the key up once, and never restore the file `signed` from a backup.
    """
    from comitia.log.folder import make_log
    from comitia.log.keys import generate, load, save
    from comitia.log.signer import SocketSigner

    named = [(holder, load(Path(file))) for holder, _, file in (text.rpartition("=") for text in officers)]
    if signer is not None:
        keys = SocketSigner(signer).keys()
        address = f"socket\t{signer.resolve()}"
    else:
        beside = folder.with_name(folder.name + ".signer")
        beside.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = generate(origin)
        save(made, beside / "log.key")
        keys = (made.public,)
        address = f"keys\t../{beside.name}/signed\t../{beside.name}/log.key"
    rest = policy.read_bytes() if policy else b"quorum none\n"
    text = "".join(f"log {key}\n" for key in keys).encode() + rest
    _tell(make_log(folder, origin, named, address, text))
    click.echo(f"Give members the file {folder / 'policy'}; serve {folder / 'public'} on the web.")


@command.command(epilog="Example: comitia log append ./log acts.jsonl --key secretary.key --key chair.key")
@FOLDER
@click.argument("acts", type=click.File("rb"))
@KEYS
@click.option("--publish/--no-publish", default=True, show_default=True, help="Publish a checkpoint at once.")
@_plain
def append(folder: Path, acts: Any, keys: tuple[Path, ...], publish: bool) -> None:
    """Append acts, one JSON object a line, signed with officers' keys.

    A field `personal` ({"member-7": {...}}) goes to the vault; the log holds a commitment to it.
    """
    from comitia.log.folder import append_acts, read_acts, writing
    from comitia.log.history import PRIVATE
    from comitia.log.keys import load
    from comitia.log.vault import Vault

    given = read_acts(acts.read(), acts.name)
    signing = [load(path) for path in keys]
    with writing(folder) as writer:
        vault = Vault(folder / PRIVATE)
        numbers = append_acts(writer, vault, given, signing)
        click.echo(f"Accepted {len(numbers)} acts: entries {numbers.start} to {numbers.stop - 1}.")
        if publish:
            _tell(writer.checkpoint())


@command.command(epilog="Example: comitia log checkpoint ./log")
@FOLDER
@_plain
def checkpoint(folder: Path) -> None:
    """Publish everything accepted: sign a checkpoint, ask the witnesses, put it in place on their quorum."""
    from comitia.log.folder import writing

    with writing(folder) as writer:
        _tell(writer.checkpoint())


@command.command(epilog="Example: comitia log receipt ./log 12 -o decision.tlog-proof --qr decision.svg")
@FOLDER
@click.argument("entry", type=int)
@click.option("-o", "--output", type=PATH, help="Default: the receipt is printed.")
@click.option("--qr", type=PATH, help="Also draw it as a QR code (SVG).")
@_plain
def receipt(folder: Path, entry: int, output: Path | None, qr: Path | None) -> None:
    """A receipt for ENTRY (its number): a file that proves offline that the act is in the log."""
    from comitia.log.errors import LogError
    from comitia.log.folder import receipt_for
    from comitia.log.source import open_source

    data = receipt_for(open_source(str(folder)), entry).data
    if output is not None:
        output.write_bytes(data)
    else:
        click.echo(data.decode(), nl=False)
    if qr is not None:
        import segno

        try:
            segno.make_qr(data, error="l").save(str(qr), scale=4, border=4)
        except segno.DataOverflowError:
            raise LogError(
                "qr-size", str(qr), f"a receipt of {len(data)} bytes", "at most 2,953 bytes", "give the file instead"
            ) from None


@command.command(epilog="Example: comitia log mirror https://log.union.example ./copy --policy policy")
@click.argument("source")
@FOLDER
@click.option("--policy", type=PATH, required=True, help="Whose log it must be, and which witnesses it needs.")
@_plain
def mirror(source: str, folder: Path, policy: Path) -> None:
    """Copy SOURCE (a folder, a zip file or a web address) into FOLDER; again later to bring it up to date.

    Takes over nothing that it has not checked. When the log shows another history than before, both signed
    checkpoints are written to FOLDER/evidence and the exit code is 1.
    """
    from rich.console import Console
    from rich.progress import Progress

    from comitia.log.folder import origin_of, read_policy
    from comitia.log.mirror import SplitFound
    from comitia.log.mirror import mirror as bring
    from comitia.log.source import open_source
    from comitia.log.store import FolderStore

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy").write_bytes(policy.read_bytes())
    trusted = read_policy(folder)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", total=None)
        try:
            done = bring(
                open_source(source), FolderStore(folder, create=True), trusted, origin_of(trusted, folder),
                lambda at, total: bar.update(task, completed=at, total=total),
            )  # fmt: skip
        except SplitFound as split:
            (folder / "evidence").write_bytes(split.view.data)
            raise
    click.echo(f"{done.now} entries, {done.now - done.before} of them new.")


@command.command(name="import", epilog="Example: comitia log import ./copy ./log --policy policy")
@click.argument("source")
@FOLDER
@click.option("--policy", type=PATH, required=True)
@click.pass_context
def import_(context: click.Context, source: str, folder: Path, policy: Path) -> None:
    """Refill a lost or outdated log from a mirror or an export, checked whole; then it can be written again.

    Put the address of the signer into FOLDER/private/signer afterwards (`comitia log status` shows what is missing).
    """
    context.invoke(mirror, source=source, folder=folder, policy=policy)


@command.command(epilog="Example: comitia log export ./log log-2026.zip")
@FOLDER
@click.argument("file", type=PATH)
@_plain
def export(folder: Path, file: Path) -> None:
    """Write the whole public log into one zip file, which `verify --log`, `mirror` and `import` read."""
    from rich.console import Console
    from rich.progress import Progress

    from comitia.log.history import PUBLIC
    from comitia.log.source import export as write

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Files", total=None)
        for done, total in write(folder / PUBLIC, file):
            bar.update(task, completed=done, total=total)
    click.echo(f"Wrote {file}.")


@command.command(epilog="Example: comitia log status ./log")
@FOLDER
@_plain
def status(folder: Path) -> None:
    """How many entries are accepted and published, what waits for witnesses, and who signs."""
    from comitia.log.folder import read_policy
    from comitia.log.folder import status as look
    from comitia.log.history import PRIVATE

    facts, policy = look(folder), read_policy(folder)
    click.echo(f"accepted:  {facts['accepted']} entries")
    click.echo(f"published: {facts['published']} entries")
    if facts["pending"]:
        click.echo(f"waiting for witnesses: a checkpoint of {facts['pending']} entries")
    click.echo(f"quorum:    {policy.quorum_in_words()}")
    signer = folder / PRIVATE / "signer"
    click.echo(f"signer:    {signer.read_text(encoding='utf-8').strip() if signer.is_file() else 'none (a mirror)'}")
    sys.exit(0 if facts["accepted"] == facts["published"] else 1)


@command.command(epilog="Example: comitia log signer --origin union.example/log --key log.key --socket log.sock")
@click.option("--origin", required=True)
@click.option("--key", "keys", multiple=True, required=True, type=PATH, help="During a handover: the old and the new.")
@click.option("--socket", required=True, type=PATH)
@click.option("--state", default=Path("signed"), show_default=True, type=PATH, help="Never restore it from a backup.")
@_plain
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


@command.command(epilog="Example: comitia log rotate ./log --new-key new.key --old-key log.key --key secretary.key")
@FOLDER
@click.option("--new-key", required=True, type=PATH, help="The log's new key (made with `comitia log key`).")
@click.option("--old-key", type=PATH, help="The key that it replaces. Leave out only when it is lost.")
@click.option("--lost", metavar="VKEY", help="The public line of the old key, when the key itself is lost.")
@KEYS
@_plain
def rotate(folder: Path, new_key: Path, old_key: Path | None, lost: str | None, keys: tuple[Path, ...]) -> None:
    """Hand the log over to a new key: puts the act on the record and the key's line into the policy.

    Afterwards let the signer hold both keys until every member has the new policy, then the new one alone.
    """
    from comitia.log.errors import LogError
    from comitia.log.folder import writing
    from comitia.log.keys import load
    from comitia.log.leaf import make_leaf
    from comitia.log.note import parse_vkey
    from comitia.log.roster import log_key

    if (old_key is None) == (lost is None):
        raise LogError("rotate", "--old-key", "both or neither of --old-key and --lost", "one of them", "give one")
    new, old = load(new_key), load(old_key) if old_key else None
    replaced = old.public if old else parse_vkey(lost or "")
    signing = [*(load(path) for path in keys), new, *([old] if old else [])]
    with writing(folder) as writer:
        number = writer.append([make_leaf(log_key(new.public, replaced, lost=old is None), signing)])
        _tell(writer.checkpoint())
    policy = folder / "policy"
    policy.write_bytes(f"log {new.public}\n".encode() + policy.read_bytes())
    click.echo(f"Entry {number} hands the log over. Give members the new {policy}; then let the signer hold {new_key}.")


@command.command(epilog="Example: comitia log kit ./kit --policy ./log/policy")
@FOLDER
@click.option("--policy", type=PATH, help="Put this policy beside them.")
@_plain
def kit(folder: Path, policy: Path | None) -> None:
    """Write what members need to check receipts offline: one Python file and one page for a browser."""
    from comitia.log.kit import write_kit

    for path in write_kit(folder, policy.read_bytes() if policy else None):
        click.echo(str(path))


def _tell(outcome: Any) -> None:
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
