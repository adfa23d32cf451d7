"""`comitia log`: keep a record that members can verify."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from comitia.cli.erase import command as erase
from comitia.cli.log_keys import FOLDER, KEYS, PATH, key, officer, plain, rotate, signer, tell
from comitia.cli.witness import command as witness


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


for _keys in (key, signer, officer, rotate):
    command.add_command(_keys)
command.add_command(erase, "erase")
command.add_command(witness, "witness")


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
@plain
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
    tell(make_log(folder, origin, named, address, text))
    click.echo(f"Give members the file {folder / 'policy'}; serve {folder / 'public'} on the web.")


@command.command(epilog="Example: comitia log append ./log acts.jsonl --key secretary.key --key chair.key")
@FOLDER
@click.argument("acts", type=click.File("rb"))
@KEYS
@click.option("--publish/--no-publish", default=True, show_default=True, help="Publish a checkpoint at once.")
@plain
def append(folder: Path, acts: Any, keys: tuple[Path, ...], publish: bool) -> None:
    """Append acts, one JSON object a line, signed with officers' keys.

    A field `personal` ({"member-7": {...}}) goes to the vault; the log holds a commitment to it.
    """
    from comitia.log.folder import append_acts, read_acts, roster_of, writing
    from comitia.log.history import PRIVATE
    from comitia.log.keys import load
    from comitia.log.vault import Vault

    given = read_acts(acts.read(), acts.name)
    signing = [load(path) for path in keys]
    with writing(folder) as writer:
        vault = Vault(folder / PRIVATE)
        numbers = append_acts(writer, vault, roster_of(folder, writer), given, signing)
        click.echo(f"Accepted {len(numbers)} acts: entries {numbers.start} to {numbers.stop - 1}.")
        if publish:
            tell(writer.checkpoint())


@command.command(epilog="Example: comitia log checkpoint ./log")
@FOLDER
@plain
def checkpoint(folder: Path) -> None:
    """Publish everything accepted: sign a checkpoint, ask the witnesses, put it in place on their quorum."""
    from comitia.log.folder import writing

    with writing(folder) as writer:
        tell(writer.checkpoint())


@command.command(epilog="Example: comitia log receipt ./log 12 -o decision.tlog-proof --qr decision.svg")
@FOLDER
@click.argument("entry", type=int)
@click.option("-o", "--output", type=PATH, help="Default: the receipt is printed.")
@click.option("--qr", type=PATH, help="Also draw it as a QR code (SVG).")
@plain
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
@plain
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
@plain
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
@plain
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


@command.command(epilog="Example: comitia log kit ./kit --policy ./log/policy")
@FOLDER
@click.option("--policy", type=PATH, help="Put this policy beside them.")
@plain
def kit(folder: Path, policy: Path | None) -> None:
    """Write what members need to check receipts offline: one Python file and one page for a browser."""
    from comitia.log.kit import write_kit

    for path in write_kit(folder, policy.read_bytes() if policy else None):
        click.echo(str(path))
