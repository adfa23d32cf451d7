"""`comitia new --interview`: a charter from answers, asked for on the terminal or read from a file.

Every answer is read by the charter's own readers, and then tried: the charter that it would make must load without a
fault and without a piece of advice. So the charter at the end is sound, whatever was answered on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

from comitia.charter.cursor import MisreadError
from comitia.charter.printer import scalar
from comitia.cli.interview_questions import KEYS, QUESTIONS, Question, one_of
from comitia.cli.interview_text import charter_text

if TYPE_CHECKING:
    from comitia.charter.law import Charter

FILE = "constitution.md"
LARGEST = 1 << 20
"""No file of answers is larger, in bytes."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class AnswerFault(Exception):  # noqa: N818  (a fault of what was given, not of the program)
    """An answer that cannot be used. column: from 0, within the answer."""

    def __init__(self, found: str, required: str, advice: str, column: int = 0) -> None:
        super().__init__(found)
        self.found, self.required, self.advice, self.column = found, required, advice, column

    def __str__(self) -> str:
        return f"{self.found}\n  required: {self.required}\n  what to do: {self.advice}"


@dataclass
class Interview:
    """The answers so far, in normal form; those not asked yet stand at their defaults."""

    answers: dict[str, str] = field(default_factory=dict)

    def take(self, question: Question, text: str) -> str:
        """Read an answer and keep it; its normal form. Raises AnswerFault, and then keeps nothing."""
        try:
            answer = question.read(text.strip(), self.answers)
        except MisreadError as error:
            advice = (
                f"did you mean `{error.meant}`?"
                if error.meant
                else "answer otherwise; without an answer the default holds"
            )
            raise AnswerFault(error.found, error.required, advice, error.column) from None
        if answer != question.default_for(self.answers):
            self._try({**self.answers, question.key: answer}, answer)
        self.answers[question.key] = answer
        return answer

    def take_default(self, question: Question) -> str:
        """Keep the default of a question."""
        self.answers[question.key] = question.default_for(self.answers)
        return self.answers[question.key]

    def finished(self) -> Charter:
        """The charter of all the answers. Raises AnswerFault if it would have a fault after all."""
        return _sound(self.answers)

    def _try(self, answers: dict[str, str], answer: str) -> None:
        for question in QUESTIONS:
            if question.key not in answers:
                answers[question.key] = question.default_for(answers)
        _sound(answers, answer)


def _sound(answers: dict[str, str], answer: str = "") -> Charter:
    """The charter that answers make, loaded; a fault or advice in it is the fault of the answer."""
    from comitia.charter.errors import CharterError
    from comitia.charter.lint import lint
    from comitia.charter.load import load
    from comitia.judge.defects import DEFECTS
    from comitia.store.files import IMPLIED_TERMS, implied_terms

    try:
        charter = load({FILE: charter_text(answers), IMPLIED_TERMS: implied_terms()}, defects=frozenset(DEFECTS))
    except CharterError as error:
        fault = error.faults[0]
        raise AnswerFault(
            f"`{answer}` would make rules with a fault: {fault.found}", fault.required, fault.advice
        ) from None
    for one in lint(charter):
        raise AnswerFault(f"`{answer}`: {one.sentence}", "rules without a gap or a contradiction", one.advice)
    return charter


def ask_all() -> Interview:
    """Ask every question on the terminal. Raises click.Abort when broken off."""
    interview = Interview()
    click.echo("An empty answer takes what stands in brackets. Ctrl-C breaks off, and nothing is written.\n", err=True)
    for number, question in enumerate(QUESTIONS, 1):
        if not question.when(interview.answers):
            interview.take_default(question)
            continue
        default = question.default_for(interview.answers)
        click.echo(f"\n{number}/{len(QUESTIONS)} {click.style(question.asks, bold=True)}\n  {question.helps}", err=True)
        if isinstance(question.read, one_of):
            click.echo(f"  Answer with words or a number: {question.read.numbered(interview.answers)}", err=True)
        while True:
            text = click.prompt("", default=default, prompt_suffix="> ", err=True, value_proc=str)
            try:
                interview.take(question, text)
                break
            except AnswerFault as fault:
                told = str(fault).replace("\n", "\n  ")
                click.echo(f"  not understood: {told}", err=True)
    return interview


def answered(path: Path) -> Interview:
    """The interview as a file answers it; what the file leaves out takes its default. Refuses a file with a fault."""
    from comitia.cli.reading import refuse

    given = dict(_given(path))
    interview = Interview()
    for question in QUESTIONS:
        if question.key not in given:
            interview.take_default(question)
            continue
        node, text = given[question.key]
        if not question.when(interview.answers):
            _refuse_at(path, node, "not asked", f"`{question.key}`, which these answers leave no room for",
                       "only what is asked", "leave it out, or change the answers above it")  # fmt: skip
        try:
            interview.take(question, text)
        except AnswerFault as fault:
            whole = isinstance(node, yaml.ScalarNode)
            _refuse_at(path, node, "answer-not-understood", f"{question.key}: {fault.found}", fault.required,
                       fault.advice, fault.column if whole else 0)  # fmt: skip
    try:
        interview.finished()
    except AnswerFault as fault:
        refuse(f"{path}: the answers do not agree: {fault}")
    return interview


def answers_text(interview: Interview) -> str:
    """The answers as a file that `--answers` reads, with the questions as remarks."""
    lines = ["# Answers of an interview; edit them, and run: comitia new FOLDER --answers THIS-FILE"]
    for question in QUESTIONS:
        if question.when(interview.answers):
            lines += [f"# {question.asks}", f"{question.key}: {scalar(interview.answers[question.key])}"]
    return "\n".join(lines) + "\n"


def _given(path: Path) -> Iterator[tuple[str, tuple[yaml.Node, str]]]:
    """The keys of a file of answers, each with its node and its text: composed, never loaded."""
    from comitia.cli.reading import refuse
    from comitia.record.faults import did_you_mean, shown

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            refuse(
                f"{path}: more than {LARGEST:,} bytes\n  required: a file of answers\n  what to do: name another file"
            )
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except OSError as error:
        refuse(f"{path}: {error.strerror}\n  required: a file of answers\n  what to do: correct the path")
    except UnicodeDecodeError:
        refuse(f"{path}: no UTF-8 text\n  required: text in UTF-8\n  what to do: save the file as UTF-8")
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        found = getattr(error, "problem", None) or "text that is no YAML"
        refuse(f"{place}: {found}\n  required: lines `question: answer`\n  what to do: put the answer in quotes")
    if not isinstance(node, yaml.MappingNode):
        refuse(
            f"{path}: no answers\n  required: lines `question: answer`\n  what to do: write for example: name: Our Club"
        )
    seen: set[str] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in KEYS:
            near = did_you_mean(name, KEYS)
            advice = f"did you mean `{near}`?" if near else f"take one of: {', '.join(KEYS)}"
            _refuse_at(path, key, "unknown-question", shown(name), "a question of the interview", advice)
        if name in seen:
            _refuse_at(path, key, "answered-twice", f"`{name}` a second time", "one answer each", "take one out")
        seen.add(name)
        yield name, (value, _text(path, name, value))


def _text(path: Path, name: str, node: yaml.Node) -> str:
    """An answer as it would be typed; a list is joined by commas, names with their words by semicolons."""
    plain = yaml.ScalarNode
    if isinstance(node, plain):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(one, plain) for one in node.value):
        return ", ".join(one.value for one in node.value)
    if isinstance(node, yaml.MappingNode) and all(isinstance(one, plain) for pair in node.value for one in pair):
        return "; ".join(f"{key.value}: {value.value}" for key, value in node.value)
    found, advice = f"{name}: a list within a list", "write it in one line, as it would be typed"
    _refuse_at(path, node, "answer-not-understood", found, "words, a list, or names with words", advice)
    raise AssertionError("refused")


def _refuse_at(path: Path, node: yaml.Node, code: str, found: str, required: str, advice: str, column: int = 0) -> None:
    from comitia.cli.reading import refuse

    mark = node.start_mark
    quote = int(isinstance(node, yaml.ScalarNode) and node.style in ("'", '"'))
    place = f"{path}:{mark.line + 1}:{mark.column + 1 + column + (quote if column else 0)}"
    refuse(f"{place}: {code.replace(' ', '-')}: {found}\n  required: {required}\n  what to do: {advice}")
