"""Every code has a sentence; every argument in a sentence is passed by the judge; every argument passed is known."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import comitia
from comitia.judge.defects import DEFECTS, FAULTS, NOTES
from comitia.judge.findings import Consequence, EffectOutcome, Finding, Life, Status, Verdict
from comitia.messages import LANGUAGES, Messages, plain
from comitia.messages.bundle import Bundle, slug
from comitia.messages.sentences import ARGUMENTS, DAYS, message_of
from comitia.record import acts

SOURCE = Path(comitia.__file__).parent
CODES = [*DEFECTS, *NOTES, *FAULTS]
NOT_SAID = {"holds", "rule"}
"""What the judge passes for other programs alone."""
NOT_PASSED_ON = {
    "effect",
    "status",
    "otherwise",
    "cause",
    "not_before",
    "immaterial",
    "consequence",
    "cites",
    "follows",
}
"""Parameters of `find` that are no arguments of a sentence."""


def found_in_code() -> tuple[dict[str, set[str]], set[str]]:
    """Code -> the arguments passed with it, and the arguments passed where the code is not written out."""
    passed: dict[str, set[str]] = {}
    anywhere: set[str] = set()
    for file in [*(SOURCE / "judge").glob("*.py"), *(SOURCE / "ask").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in ("find", "note", "fault", "Finding"):
                names = _arguments(node)
                codes = [c.value for c in ast.walk(node.args[0]) if isinstance(c, ast.Constant) and c.value in CODES]
                for code in codes:
                    passed.setdefault(code, set()).update(names)
                if not codes or isinstance(node.args[0], ast.BoolOp):
                    anywhere |= names
    return passed, anywhere


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _arguments(call: ast.Call) -> set[str]:
    names = {k.arg for k in call.keywords if k.arg is not None and k.arg not in NOT_PASSED_ON}
    for keyword in call.keywords:
        if keyword.arg == "args" and isinstance(keyword.value, ast.Dict):
            names |= {str(key.value) for key in keyword.value.keys if isinstance(key, ast.Constant)}
    return names - {"args"}


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.found.add(node.id.name)


def used(language: str) -> dict[str, set[str]]:
    """Message -> the arguments that it uses, those to choose by under the names they belong to."""
    found: dict[str, set[str]] = {}
    for file in sorted((SOURCE / "messages" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                visitor = _Variables()
                visitor.visit(entry)
                found[entry.id.name] = {
                    v.removesuffix("-n").removesuffix("-day").removesuffix("-cure") for v in visitor.found
                }
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence_and_a_title(language: str) -> None:
    bundle = Bundle(language)
    assert [code for code in CODES if message_of(code) not in bundle] == []
    messages = Messages(language=language)
    for code in CODES:
        assert messages.title(Finding(code, args={"persons": ("ann",)}))
        assert messages.sentence(Finding(code))
    for code in FAULTS:
        assert messages.advice(Finding(code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_argument_in_a_sentence_is_passed_somewhere(language: str) -> None:
    passed, anywhere = found_in_code()
    messages = used(language)
    for code in CODES:
        wanted = messages[message_of(code)]
        assert wanted <= passed.get(code, set()) | anywhere, f"{code}: {wanted - passed.get(code, set()) - anywhere}"


def test_every_argument_that_is_passed_can_be_said() -> None:
    passed, anywhere = found_in_code()
    every = set().union(*passed.values()) | anywhere
    assert every - NOT_SAID <= set(ARGUMENTS)
    assert {code for code in passed if code in CODES}, "the search finds the judge's findings"


def test_no_sentence_is_left_over() -> None:
    known = {message_of(code) for code in CODES}
    families = ("finding-", "note-", "fault-")
    assert {m for m in used("en") if m.startswith(families)} <= known


def test_days_are_declared_for_codes_that_exist() -> None:
    assert set(DAYS) <= set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_life_status_and_kind_of_act_has_a_word(language: str) -> None:
    bundle, messages = Bundle(language), Messages(language=language)
    for verdict in get_args(Verdict):
        for life in get_args(Life):
            assert messages.outcome(EffectOutcome(verdict, life))
    for status in get_args(Status):
        assert f"status-{status}" in bundle
    for consequence in get_args(Consequence):
        assert f"consequence-{consequence}" in bundle
    for kind in get_args(acts.AnyAct):
        assert f"act-{kind.__struct_config__.tag}" in bundle


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_silence_leads_to_is_said_for_every_word_of_the_charter_language(language: str) -> None:
    from comitia.charter.vocabulary.discipline import Appeal
    from comitia.charter.vocabulary.order import Concurrence, Duty
    from comitia.charter.vocabulary.organisation import Requisition

    bundle = Bundle(language)
    for family, field in (
        (Appeal, "silence"),
        (Concurrence, "silence"),
        (Duty, "otherwise"),
        (Requisition, "otherwise"),
    ):
        for words in _choices(family, field):
            assert not words or f"silence-{slug(words)}" in bundle, words


def _choices(family: type, field: str) -> tuple[str, ...]:
    from typing import get_type_hints

    return get_args(get_type_hints(family)[field])


def test_languages_have_the_same_messages() -> None:
    english = used("en")
    for language in LANGUAGES:
        other = used(language)
        assert other.keys() == english.keys(), language
        for name, arguments in other.items():
            assert arguments <= english[name], f"{language}: {name}"


def test_a_plain_sentence_has_no_marks() -> None:
    said = Messages().finding(Finding("no power", args={"found": "board", "required": ("meeting",)}))
    assert said != plain(said) == "No power. Required: meeting. Acted: board."


def test_every_language_can_be_chosen_on_the_command_line() -> None:
    import click

    from comitia.cli import main

    for name in ("judge", "standing", "due", "demo"):
        command = main.get_command(click.Context(main), name)  # type: ignore[attr-defined]
        (option,) = [p for p in command.params if p.name == "language"]
        assert list(option.type.choices) == list(LANGUAGES)


def test_no_message_is_left_that_nothing_says() -> None:
    said = "".join(file.read_text("utf-8") for file in [*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/*.html")])
    by_code = (
        "finding-", "note-", "fault-", "act-", "silence-", "owed-", "role-", "cure-", "verdict-", "life-", "status-",
        "consequence-", "event-", "stage-", "need-", "done-", "effect-", "state-", "remedy-", "column-",
    )  # fmt: skip
    assert [m for m in used("en") if m not in said and not m.startswith(by_code)] == []


def test_everything_owed_has_a_name() -> None:
    from comitia.ask.due import HIDDEN

    kinds = set()
    for file in (SOURCE / "judge").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "owe" and len(node.args) > 2:
                kinds |= {c.value for c in ast.walk(node.args[2]) if isinstance(c, ast.Constant)}
    assert {"written reasons", "hear appeal"} <= kinds, "the search finds what is owed"
    for language in LANGUAGES:
        assert {k for k in kinds - HIDDEN if f"owed-{slug(k)}" not in Bundle(language)} == set()
