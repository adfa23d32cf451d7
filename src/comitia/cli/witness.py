"""`comitia witness`: countersign a log's growth, for a branch or another organisation."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(
    epilog="""Examples:

    \b
    comitia log key witness.key --name branch-1.example/witness --kind witness
    comitia witness --key witness.key --logs logs.txt --listen 127.0.0.1:7380
    comitia witness --logs logs.txt --show
    """
)
@click.option("--logs", "logs", required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="The logs to follow: one `VKEY [ORIGIN]` a line.")  # fmt: skip
@click.option("--key", "keys", multiple=True, type=click.Path(path_type=Path), help="A witness key; may be repeated.")
@click.option("--state", default=Path("witness.sqlite"), show_default=True, type=click.Path(path_type=Path),
              help="Where it remembers what it saw. Never restore it from an old backup.")  # fmt: skip
@click.option("--listen", default="127.0.0.1:7380", show_default=True, metavar="HOST:PORT")
@click.option("--show", is_flag=True, help="Show what was cosigned, and evidence of split views, and stop.")
def command(logs: Path, keys: tuple[Path, ...], state: Path, listen: str, show: bool) -> None:
    """Countersign a log's growth, for a branch or another organisation.

    A witness receives sizes and hashes, never acts or members' data. It cosigns a checkpoint only when the log
    proves that it extends the last one cosigned here. A log that shows two histories is refused, and both
    checkpoints are kept as evidence.
    """
    from comitia.log import keys as key_files
    from comitia.log.errors import LogError
    from comitia.log.note import ED25519
    from comitia.log.witness import Witness, parse_logs, server

    try:
        followed = parse_logs(logs.read_text(encoding="utf-8"), str(logs))
        signing = [key_files.load(path) for path in keys]
        for key in signing:
            if key.algorithm == ED25519:
                raise LogError(
                    "witness-key", key.name, "a key for notes", "a key made with --kind witness", "make a witness key"
                )
        witness = Witness(state, signing, followed)
        if show:
            _show(witness)
            return
        if not signing:
            raise click.UsageError("name a key with --key")
        host, _, port = listen.rpartition(":")
        if not port.isdigit():
            raise click.UsageError("--listen takes HOST:PORT")
        with server(witness, host, int(port)) as listening:
            for key in signing:
                click.echo(f"key: {key.public}")
            click.echo(f"listening on http://{host}:{listening.server_address[1]} for {len(followed)} logs")
            sys.stdout.flush()
            listening.serve_forever()
    except LogError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"{listen}: {error.strerror}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


def _show(witness: object) -> None:
    from datetime import UTC, datetime

    from comitia.log.witness import Witness

    assert isinstance(witness, Witness)
    for origin, size, seconds in witness.last():
        moment = datetime.fromtimestamp(seconds, UTC)
        click.echo(f"{origin}: size {size}, cosigned {moment:%Y-%m-%d %H:%M UTC}")
    views = witness.evidence()
    for view in views:
        verdict = "two roots for one size" if view.conclusive else "no proof that one extends the other"
        click.echo(f"\nEvidence ({verdict}):\n{view.data.decode()}")
    sys.exit(1 if views else 0)
