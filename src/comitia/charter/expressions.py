"""Conditions: CEL expressions, checked by a library when the charter is loaded, and lowered once to a closure.

CEL absorbs errors (`act.missing > 1 || true` is true), so an expression names the variables that it `needs`: whoever
evaluates it looks first whether they are on record, and what is not is never taken for false.

The closure follows the CEL specification (https://github.com/google/cel-spec): whole numbers of 64 bits that overflow
loudly, division toward zero, `&&` and `||` that absorb an error on either side. It is held against the library's own
evaluator in a differential test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from comitia.charter.errors import closest, quoted
from comitia.charter.lowering import ConditionError as ConditionError
from comitia.charter.lowering import Part, lower, names
from comitia.charter.operators import ConditionFailed as ConditionFailed

VARIABLES: Final[dict[str, tuple[str, str]]] = {
    "member.dues_owed_months": ("int", "How many months of dues the member owes."),
    "member.since_months": ("int", "How many whole months the member has been a member."),
    "member.age": ("int", "The member's age in years, where it is on record."),
    "member.unit": ("string", "The id of the member's unit."),
    "member.offices": ("list", "The offices and seats that the member holds."),
    "member.good_standing": ("bool", "Whether the member is in good standing."),
    "act.by": ("string", "Who did it: a person's id, or a body or office."),
    "act.at": ("string", "When it was done."),
    "act.kind": ("string", "The kind of the act."),
    "act.urgent": ("bool", "Whether the act is on record as urgent."),
    "act.text": ("string", "The text of a proposal."),
    "act.amount": ("int", "The amount of money it is about."),
    "case.respondent": ("string", "The person charged."),
    "case.complainants": ("list", "Who brought or prompted the charge."),
    "case.witnesses": ("list", "Who gave evidence."),
    "case.ground": ("string", "The ground charged."),
    "case.charged": ("bool", "Whether a charge was served on the respondent."),
    "case.heard": ("bool", "Whether the respondent was heard, or stayed away by choice."),
    "effect.do": ("string", "The verb of the effect: `end`, `confer`, ..."),
    "effect.what": ("string", "What the effect concerns: `membership`, `mandate`, ..."),
}
"""Variable -> (type, what it is). Further facts of an act may be read as `act.<fact>` by any name, of any type."""

OPEN: Final = "act."
"""Names that begin so need no entry: an act may carry facts of any name."""

LONGEST: Final = 2_000
"""Characters. No condition is longer."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition made ready. needs: the variables it reads; `call` takes their values and says whether it holds.

    `call` raises `ConditionFailed` where CEL gives an error: division by zero, overflow, a value of the wrong type.
    """

    source: str
    needs: tuple[str, ...]
    call: Callable[[Mapping[str, Any]], bool]


@lru_cache(maxsize=4096)
def compile_expression(source: str) -> Expression:
    """The expression, checked and lowered. Raises `ConditionError` with line and column of each fault."""
    if len(source) > LONGEST:
        raise ConditionError(
            Part(1, 1, 1, f"{len(source)} characters", f"a condition of at most {LONGEST} characters",
                 "Divide the condition over several clauses.")
        )  # fmt: skip
    call, needs = lower(source)
    used = names(source)
    _check_names(used)
    _check_types(source, {name for name, _, _ in used})
    return Expression(source, needs, call)


def _check_names(used: list[tuple[str, int, int]]) -> None:
    parts = []
    for name, line, column in used:
        near = closest(name, VARIABLES)
        open_fact = name.startswith(OPEN) and name.count(".") == 1 and len(name) > len(OPEN)
        if name in VARIABLES or (open_fact and not _slip(name, near)):
            continue
        parts.append(
            Part(line, column, len(name), quoted(name), "a variable that conditions can read, or a fact `act.<name>`",
                 "See the list of variables in the language reference.", near)
        )  # fmt: skip
    if parts:
        raise ConditionError(*parts)


def _slip(name: str, near: str) -> bool:
    """Whether the name of a fact is a slip of the pen for a known variable."""
    return bool(near) and len(name) > 8 and name[:5] == near[:5] and abs(len(name) - len(near)) <= 1


def _check_types(source: str, used: set[str]) -> None:
    """Syntax and types, by the library."""
    from cel_expr_python import cel

    types = {
        "int": cel.Type.INT,
        "bool": cel.Type.BOOL,
        "string": cel.Type.STRING,
        "list": cel.Type.List(cel.Type.STRING),
    }
    variables = {name: types[VARIABLES[name][0]] if name in VARIABLES else cel.Type.DYN for name in used}
    try:
        result = cel.NewEnv(variables=variables).compile(source).return_type().name()
    except RuntimeError as error:
        raise ConditionError(*_parts(source, str(error))) from None
    if result not in ("BOOL", "DYN"):
        raise ConditionError(
            Part(1, 1, len(source.split("\n")[0]), f"a value of type {result.lower()}", "a condition: true or false",
                 "Compare the value with something, as in `member.age >= 16`.")
        )  # fmt: skip


def _parts(source: str, said: str) -> list[Part]:
    """The library's faults in our form."""
    lines = source.split("\n")
    parts = []
    for match in re.finditer(r"<input>:(\d+):(\d+): ([^\n]*)", said):
        line, column = min(int(match[1]), len(lines)), int(match[2])
        advice = "Join comparisons with `&&`, `||` and `!`; put texts in quotes."
        text = match[3].removesuffix(" [INVALID_ARGUMENT]")
        slip = re.match(r"found no matching overload for '(.*)' applied to '(.*)'", text)
        if slip:
            operator = slip[1].replace("_", "").replace("@", "")
            text = f"{quoted(operator)} between {slip[2].strip('()').replace(', ', ' and ')}"
            parts.append(Part(line, column, len(operator), text, "two values of one type that can be compared so",
                              "Compare a number with a number, and a text in quotes with a text."))  # fmt: skip
            continue
        unknown = re.match(r"undeclared reference to '([^']*)'", text)
        if unknown:
            text = f"{quoted(unknown[1])}, which is no function"
        expected = text.find(" expecting ")
        text = text[:expected] if expected > 0 else text
        parts.append(Part(line, column, 1, text, "a condition in CEL", advice))
    return parts or [
        Part(1, 1, 1, quoted(" ".join(said.split()), 120), "a condition in CEL", "Simplify the condition.")
    ]
