"""`comitia new`: start a folder from a model constitution."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from comitia.charter.law import Charter

README = """# {title}

| file | what it is |
| --- | --- |
| `constitution.md` | your constitution: each article in your words, and under it the same for the machine |
| `record.yaml` | what has been done, one act after another; nothing is ever taken out |{more}

Change the words of `constitution.md` until they are yours, and each rule until it says what the words say.

    comitia charter lint constitution.md      is it sound?
    comitia charter words constitution.md     does each rule say what its paragraph says?
    comitia judge constitution.md record.yaml was everything valid?
    comitia due constitution.md record.yaml   what is owed, by whom, by when?

Keep the folder under version control, and put every act on the record on the day it is done.
"""

ANSWERS = """
| `answers.txt` | your answers in the interview; `comitia new OTHER-FOLDER --answers answers.txt` runs it again |"""
"""A further row of the table, after an interview."""

RECORD = """# The record. Each act stands for itself: what was done, when, and by whom. Correct an act by a later act.

- kind: constituted
  id: founding
  at: {day}
  unit: {unit}
  tier: {tier}

- kind: enacted
  id: constitution
  at: {day}
  instrument: {key}
  version: "{version}"
"""


@click.command(
    epilog="""Examples:

    \b
    comitia new our-union
    comitia new our-union --model national-section --founded 1998-05-01
    comitia new our-club --interview
    comitia new our-club --answers answers.yaml
    """
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--model", metavar="NAME", default="national-section", show_default=True, help="Which model to start from."
)
@click.option("--founded", metavar="DATE", help="The day of the founding. Silent: today.")
@click.option("--interview", is_flag=True, help="Ask in plain words, and write a constitution from the answers.")
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An interview answered by a YAML file; what it leaves out takes its default.",
)
def command(folder: Path, model: str, founded: str | None, interview: bool, answers: Path | None) -> None:
    """Start FOLDER with a constitution, and with a record that holds the founding and nothing else.

    The constitution is a model, to be changed; or, with --interview, one made of your answers.

    \b
    Exit codes: 0  the folder is there
                1  broken off in the interview; nothing was written
                2  it could not be made; the message says why and what to do
    """
    from comitia.cli.reading import clock_for, read_day, refuse
    from comitia.record.times import day_text

    if folder.exists() and any(folder.iterdir()):
        refuse(f"{folder}: there is something in this folder already\n  what to do: name a new folder, or an empty one")
    if interview or answers is not None:
        if click.get_current_context().get_parameter_source("model") is click.core.ParameterSource.COMMANDLINE:
            refuse("--model: an interview starts from no model\n  what to do: leave out --model, or --interview")
        charter, files = _asked(answers)
    else:
        charter, files = _modelled(model)
    day = read_day(clock_for(charter), founded, "--founded") if founded else date.today().toordinal()  # noqa: DTZ011
    main, tier = charter.main, top_tier(charter)
    files["record.yaml"] = RECORD.format(
        day=day_text(day), unit=tier.replace(" ", "-"), tier=tier, key=main.key, version=main.version
    )
    more = ANSWERS if "answers.txt" in files else ""
    files["README.md"] = README.format(title=folder.resolve().name, more=more)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        refuse(f"{error.filename or folder}: {error.strerror}\n  what to do: name a folder that you may write in")
    click.echo(f"{folder} is ready: {', '.join(files)}.")
    click.echo(f"Next: comitia charter words {folder / 'constitution.md'}")


def _modelled(model: str) -> tuple[Charter, dict[str, str]]:
    """A model constitution, and the file that it makes."""
    from comitia.cli.reading import charter_from, refuse, shipped
    from comitia.record.faults import did_you_mean

    texts = {path.stem: path for path in sorted(shipped("charters").glob("*.md"))}
    models = {name: path for name, path in texts.items() if "\ncharter: " in path.read_text("utf-8")[:400]}
    if model not in models:
        near = did_you_mean(model, models)
        advice = f"did you mean `{near}`?" if near else f"take one of: {', '.join(models)}"
        refuse(f"--model: there is no model `{model}`\n  what to do: {advice}")
    return charter_from(str(models[model])), {"constitution.md": models[model].read_text("utf-8")}


def _asked(answers: Path | None) -> tuple[Charter, dict[str, str]]:
    """A constitution made of answers, and the files that they make. With the answers, so that it can be made anew."""
    from comitia.cli.interview import answered, answers_text, ask_all
    from comitia.cli.interview_text import charter_text

    interview = ask_all() if answers is None else answered(answers)
    texts = {"constitution.md": charter_text(interview.answers), "answers.txt": answers_text(interview)}
    return interview.finished(), texts


def top_tier(charter: Charter) -> str:
    """The tier that no other tier is made of: the whole organisation."""
    tiers = charter.law(charter.first()).tiers
    made_of = {tier.of for tier in tiers.values()}
    tops = [name for name in tiers if name not in made_of]
    return tops[-1] if tops else "organisation"
