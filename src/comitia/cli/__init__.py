"""The command line. Each command lives in a file of its own and is imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from comitia import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "judge": ("comitia.cli.judge", "Judge a record by its constitution: was each act valid, and why not?"),
    "standing": ("comitia.cli.standing", "What a person is and holds, and what is open to that person."),
    "due": ("comitia.cli.due", "What is owed, by whom, by when, and what silence leads to."),
    "charter": ("comitia.cli.charter", "Check, show, explain or describe a constitution."),
    "new": ("comitia.cli.new", "Start a folder from a model constitution."),
    "demo": ("comitia.cli.demo", "The founding case, judged."),
    "count": ("comitia.cli.count", "Count an election or a vote by the rule the constitution names."),
    "log": ("comitia.cli.log", "Keep a record that members can verify."),
    "verify": ("comitia.cli.verify", "Check a receipt, or a whole log, without trusting anybody."),
    "witness": ("comitia.cli.witness", "Countersign a log's growth, for a branch or another organisation."),
    "erase": ("comitia.cli.erase", "Erase a person's data from the vault; every old proof still verifies."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="comitia")
def main() -> None:
    """Comitia: your constitution as text that runs.

    \b
    Exit codes: 0  done, nothing void or overdue was found
                1  done, and something is void, voidable or overdue
                2  the input could not be read; the message says where and what to do
    """
