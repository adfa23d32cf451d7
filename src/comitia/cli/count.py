"""`comitia count`: ballots in, a count out, by the rule that the constitution names."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from comitia.count.ballots import Ballots, Policy
    from comitia.count.constraints import Constraint
    from comitia.count.result import Count
    from comitia.count.ties import TieRule

LARGE = 1 << 23
"""Files above this size (bytes) show their progress, where somebody is watching."""

EPILOG = """\b
Examples:
  comitia count ward.blt --rule scottish-stv --seats 4
  comitia count ward.blt --rule scottish-stv --format html --output ward.html
  comitia count vote.blt --rule debian --term default="Further discussion" --term majorities."Option A"=3
  comitia count list.csv --rule dhondt --seats 15 --term threshold=5%
  comitia count ward.blt --rule irv --compare schulze --compare borda
  comitia count ward.blt --charter charters/ --election committee
  comitia count sheet.xlsx --convert blt --output sheet.blt
  zcat big.blt.gz | comitia count - --rule scottish-stv --from blt
  comitia count --list
"""


@click.command(epilog=EPILOG)
@click.argument("ballots", required=False, metavar="BALLOTS")
@click.option("--rule", "rule", metavar="NAME", help="The counting rule; --list shows them.")
@click.option("--charter", metavar="FILE", help="A constitution: rule, seats and ties as it says of --election.")
@click.option("--election", default="", metavar="NAME", help="Which election: its name, or the body or office elected.")
@click.option("--seats", type=int, metavar="N", help="How many are to be elected (default: what the file says).")
@click.option("--compare", multiple=True, metavar="NAME", help="Another rule to hold against --rule; repeat it.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "rctab"]), default="text", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write there, not to the terminal.")
@click.option("--convert", metavar="FORMAT", help="Write the ballots in blt, preflib, csv or cdf, and do not count.")
@click.option("--from", "kind", default="", metavar="FORMAT", help="The file's format, where its name does not tell.")
@click.option("--encoding", default="utf-8", metavar="NAME", help="The file's encoding.", show_default=True)
@click.option("--contest", default="", metavar="NAME", help="Which contest of a cast vote record file.")
@click.option("--term", "terms", multiple=True, metavar="NAME=VALUE", help="A term of the rule, such as places=5.")
@click.option("--withdrawn", multiple=True, metavar="CANDIDATE", help="Pass over this candidate; repeat it.")
@click.option("--constraints", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="YAML; see the docs.")
@click.option(
    "--ties",
    multiple=True,
    type=click.Choice(["previous stage", "first difference", "order", "seed"]),
    help="How ties are broken, step by step, instead of the rule's own way; repeat it.",
)
@click.option("--order", multiple=True, metavar="CANDIDATE", help="The order that breaks ties, most favoured first.")
@click.option("--seed", default="", metavar="TEXT", help="A seed, published before the count, that breaks ties.")
@click.option("--skipped", type=click.Choice(["pass over", "stop", "reject"]), help="Papers with an empty rank.")
@click.option("--repeated", type=click.Choice(["pass over", "stop", "reject"]), help="Papers that repeat a candidate.")
@click.option("--overvoted", type=click.Choice(["pass over", "stop", "reject", "equal"]), help="Several at one rank.")
@click.option("--list", "show", is_flag=True, help="List the rules and the formats.")
def command(ballots: str | None, show: bool, **options: Any) -> None:
    """Count an election or a vote. BALLOTS is a file, or - for standard input.

    \b
    Exit codes: 0  counted, and decided
                1  counted, and not decided: a lot is needed, nobody won, or seats stay empty
                2  the ballots, the rule or its terms cannot be used; the message says what to do
    """
    from comitia.count.errors import CountError

    if show:
        _list()
        return
    if ballots is None:
        raise click.UsageError("Name a ballot file, or - for standard input (or --list to see the rules).")
    try:
        sys.exit(_run(ballots, options))
    except CountError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def _run(path: str, options: dict[str, Any]) -> int:
    held = _read(path, options)
    if options["convert"]:
        _write(_converted(held, options["convert"]), options["output"])
        return 0
    if options["charter"]:
        from comitia.cli.election import by_charter

        by_charter(options)
    elif options["election"]:
        raise click.UsageError("--election names a clause of a constitution: give that with --charter.")
    rule = options["rule"]
    if not rule:
        raise click.UsageError("Name the counting rule with --rule or --charter (or --list to see the rules).")
    how = {
        "seats": options["seats"],
        "ties": _ties(options),
        "constraints": _constraints(options["constraints"]),
        "withdrawn": options["withdrawn"],
    }
    if options["compare"]:
        return _compare(path, held, [rule, *options["compare"]], how, options)
    from comitia.count.catalogue import count, find_rule

    with _busy(held.total, "Counting"):
        named = find_rule(rule)
        counted = count(
            named, held, policy=_policy(named.policy, options), **how, **_terms(named.terms, options["terms"])
        )
    _write(_drawn(counted, options["form"], _command(path, options)), options["output"])
    return 0 if counted.outcome.value == "decided" else 1


def _compare(path: str, held: Ballots, rules: list[str], how: dict[str, Any], options: dict[str, Any]) -> int:
    from comitia.count.compare import comparable, compare, comparison_data, comparison_text

    seats = how["seats"] or held.seats or 1
    fit, unfit = comparable(rules, held, seats)
    for name in unfit:
        click.echo(f"left out: `{name}` cannot count these ballots for {seats} seats", err=True)
    if not fit:
        raise click.UsageError("None of these rules can count these ballots.")
    compared = compare(fit, held, **how)
    match options["form"]:
        case "json":
            out = _json(comparison_data(compared))
        case "html":
            from comitia.count.report.versus import comparison_html

            out = comparison_html(compared, _command(path, options)).encode()
        case "rctab":
            raise click.UsageError("--compare writes text, json or html.")
        case _:
            out = comparison_text(compared).encode()
    _write(out, options["output"])
    return 0 if all(each.outcome.value == "decided" for each in compared.counts) else 1


def _read(path: str, options: dict[str, Any]) -> Ballots:
    from comitia.count.errors import Place, refuse
    from comitia.count.formats import read

    if path.lower().endswith((".xlsx", ".xlsm")):
        return _read_sheet(path, options["kind"])
    if path == "-":
        data = sys.stdin.buffer.read()
        name = "standard input"
    else:
        name = path
        try:
            data = _bytes(Path(path))
        except OSError as error:
            place = Place(path)
            found = error.strerror or "an error"
            raise refuse(
                place, "cannot-read", found, "a file that can be read", "check the name and who may read it"
            ) from None
    from concurrent.futures import ThreadPoolExecutor

    with _busy(len(data) // 12, "Grouping the papers"), ThreadPoolExecutor() as pool:
        run = pool.map if len(data) > LARGE else map
        return read(data, name, options["kind"], options["encoding"], options["contest"], run)


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size < LARGE or not sys.stderr.isatty():
        return path.read_bytes()
    from rich.console import Console
    from rich.progress import Progress

    parts = []
    with Progress(console=Console(stderr=True), transient=True) as progress, path.open("rb") as file:
        task = progress.add_task("Reading", total=size)
        while block := file.read(LARGE):
            parts.append(block)
            progress.advance(task, len(block))
    return b"".join(parts)


@contextmanager
def _busy(papers: int, what: str) -> Iterator[None]:
    """A moving line while a large count runs, where somebody is watching."""
    if papers < LARGE // 12 or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} ..."):
        yield


def _read_sheet(path: str, kind: str) -> Ballots:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    from comitia.count.errors import Place, refuse
    from comitia.count.formats.table import read_rows

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        required = "an Excel workbook (.xlsx) that can be opened"
        advice = "save it again as .xlsx, or export it as CSV"
        raise refuse(Place(path), "cannot-read", "a file that does not open", required, advice) from None
    return read_rows(sheet.iter_rows(values_only=True), path, kind.removeprefix("csv-"))


def _converted(held: Ballots, form: str) -> bytes:
    from comitia.count.errors import Place, refuse
    from comitia.count.formats import WRITES

    if form not in WRITES:
        required = "one of: " + ", ".join(WRITES)
        raise refuse(Place("--convert"), "unknown-format", f"`{form}`", required, "correct --convert")
    return WRITES[form](held)


def _drawn(counted: Count, form: str, run: str) -> bytes:
    match form:
        case "json":
            from comitia.count.report.data import as_data

            return _json(as_data(counted))
        case "rctab":
            from comitia.count.report.data import as_rctab

            return _json(as_rctab(counted))
        case "html":
            from comitia.count.report.html import as_html

            return as_html(counted, run).encode()
        case _:
            from comitia.count.report.text import as_text

            return as_text(counted).encode()


def _json(data: dict[str, Any]) -> bytes:
    import json

    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _write(data: bytes, output: str | None) -> None:
    if output:
        Path(output).write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _command(path: str, options: dict[str, Any]) -> str:
    """What anyone can type to count again."""
    from shlex import quote

    parts = ["comitia count", quote(Path(path).name if path != "-" else path), "--rule", options["rule"]]
    if options["seats"]:
        parts += ["--seats", str(options["seats"])]
    for name in ("compare", "terms", "withdrawn", "ties", "order"):
        for value in options[name]:
            parts += ["--term" if name == "terms" else f"--{name}", quote(value)]
    for name in ("seed", "skipped", "repeated", "overvoted", "constraints", "contest"):
        if options[name]:
            parts += [f"--{name}", quote(options[name])]
    return " ".join(parts)


def _ties(options: dict[str, Any]) -> TieRule:
    from comitia.count.ties import TieRule

    return TieRule(steps=options["ties"] or None, order=options["order"], seed=options["seed"])


def _policy(own: Policy, options: dict[str, Any]) -> Policy:
    from dataclasses import replace

    from comitia.count.ballots import Handling

    changed = {name: Handling(options[name]) for name in ("skipped", "repeated", "overvoted") if options[name]}
    return replace(own, **changed)  # type: ignore[arg-type]


def _terms(known: type, given: tuple[str, ...]) -> dict[str, Any]:
    """NAME=VALUE pairs; NAME.KEY=VALUE fills a mapping."""
    terms: dict[str, Any] = {}
    for pair in given:
        name, found, value = pair.partition("=")
        if not found:
            raise click.UsageError(f"--term {pair}: write NAME=VALUE, such as places=5.")
        name, dot, key = name.partition(".")
        if dot:
            terms.setdefault(name, {})[key] = _value(value)
        else:
            terms[name] = _value(value)
    return terms


def _value(text: str) -> Any:
    import re
    from fractions import Fraction

    words = {"true": True, "yes": True, "false": False, "no": False, "none": None}
    if text.lower() in words:
        return words[text.lower()]
    match = re.fullmatch(r"(-?\d{1,18})(?:(/\d{1,18})|(\.\d{1,18}))?(%?)", text)
    if not match or (match.group(2) and not int(match.group(2)[1:])):
        return text
    number = Fraction(match.group(1) + (match.group(2) or match.group(3) or ""))
    if match.group(4):
        return number / 100
    return number if match.group(2) or match.group(3) else int(text)


def _constraints(path: str | None) -> tuple[Constraint, ...]:
    if not path:
        return ()
    import yaml

    from comitia.count.constraints import Constraint
    from comitia.count.errors import Place, RuleError

    try:
        rows = yaml.safe_load(Path(path).read_bytes())
        return tuple(
            Constraint(
                str(row["name"]),
                frozenset(map(str, row["members"])),
                int(row.get("at least", 0)),
                None if row.get("at most") is None else int(row["at most"]),
            )
            for row in rows
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError, UnicodeDecodeError):
        raise RuleError(
            "bad-constraints",
            "a file that does not list constraints",
            "a list of `name`, `members`, and `at least` or `at most`",
            "see docs/count/constraints.md for an example",
            Place(path),
        ) from None


def _list() -> None:
    from comitia.count.catalogue import RULES
    from comitia.count.formats import READS, WRITES

    click.echo("Rules:")
    for rule in RULES.values():
        also = f" (also: {', '.join(rule.also)})" if rule.also else ""
        click.echo(f"  {rule.name:<18} {rule.title}{also}")
    click.echo(f"\nReads:  {', '.join(READS)}, xlsx\nWrites: {', '.join(WRITES)}")
