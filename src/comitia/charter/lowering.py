"""A condition's text to a Python closure: a small parser over the part of CEL that a charter may use.

Comparisons, `&& || !`, `+ - * / %`, `? :`, `in`, lists, and the string functions startsWith, endsWith, contains, size.
Whatever else CEL knows (macros, maps, indexes, bytes, regular expressions) is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from comitia.charter.errors import quoted
from comitia.charter.operators import (
    RELATIONS,
    TEXT,
    ConditionFailed,
    add,
    divide,
    multiply,
    negate,
    remainder,
    size,
    subtract,
    truth,
)

Scope = Mapping[str, Any]
Code = Callable[[Scope], Any]

DEEPEST: Final = 40
"""No condition nests deeper."""


@dataclass(frozen=True, slots=True)
class Part:
    """One fault of a condition. line and column: from 1, within the condition."""

    line: int
    column: int
    width: int
    found: str
    required: str
    advice: str
    meant: str = ""


class ConditionError(Exception):
    """A condition that is no condition, or uses what a charter may not."""

    def __init__(self, *parts: Part) -> None:
        super().__init__("; ".join(part.found for part in parts))
        self.parts = parts


_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*)
  | (?P<float>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)
  | (?P<int>0[xX][0-9a-fA-F]+[uU]?|\d+[uU]?)
  | (?P<string>[rRbB]{0,2}(?:\"\"\"|\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<op>&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()\[\]{}])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

FUNCTIONS: Final = ("startsWith", "endsWith", "contains", "size")

_WORDS: Final = ("true", "false", "null", "in")

_ESCAPES: Final = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\",
                   "'": "'", '"': '"', "`": "`", "?": "?"}  # fmt: skip

_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))"
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str
    at: int


def tokens(source: str) -> list[Token]:
    return [
        Token(match.lastgroup or "", match.group(), match.start())
        for match in _TOKEN.finditer(source)
        if match.lastgroup != "space"
    ]


def names(source: str) -> list[tuple[str, int, int]]:
    """The qualified names that a condition reads, each with line and column (from 1). Functions are left out."""
    found: list[tuple[str, int, int]] = []
    stream = tokens(source)
    index = 0
    while index < len(stream):
        token = stream[index]
        if token.kind != "name" or token.text in _WORDS or (index and stream[index - 1].text == "."):
            index += 1
            continue
        parts = [token.text]
        index += 1
        while _text(stream, index) == "." and index + 1 < len(stream) and stream[index + 1].kind == "name":
            parts.append(stream[index + 1].text)
            index += 2
        if _text(stream, index) == "(":
            parts.pop()
        if parts:
            found.append((".".join(parts), *position(source, token.at)))
    return found


def position(source: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at)


def lower(source: str) -> tuple[Callable[[Scope], bool], tuple[str, ...]]:
    """The closure, and the variables it needs. Raises `ConditionError` for what is not in the subset."""
    lowering = _Lowering(source)
    code = lowering.ternary(0)
    lowering.end()
    needs = tuple(dict.fromkeys(name for name, _, _ in names(source)))

    def call(scope: Scope) -> bool:
        return truth(code(scope))

    return call, needs


def _text(stream: list[Token], index: int) -> str:
    return stream[index].text if index < len(stream) else ""


class _Lowering:
    """One pass over the tokens; each method reads one level of precedence and gives its code."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.stream = tokens(source)
        self.at = 0

    def peek(self) -> str:
        return _text(self.stream, self.at)

    def take(self, text: str) -> bool:
        if self.peek() == text and self.stream[self.at].kind != "string":
            self.at += 1
            return True
        return False

    def refuse(
        self, what: str, required: str = "comparisons, `&& || !`, arithmetic, `in`, lists and texts"
    ) -> ConditionError:
        at = self.stream[self.at].at if self.at < len(self.stream) else max(len(self.source) - 1, 0)
        line, column = position(self.source, at)
        advice = f"Use what conditions know: {', '.join(FUNCTIONS)}, and the operators of the language reference."
        return ConditionError(Part(line, column, max(len(self.peek()), 1), what, required, advice))

    def end(self) -> None:
        if self.at < len(self.stream):
            raise self.refuse(f"{quoted(self.peek())}, which conditions do not know")

    def expect(self, text: str) -> None:
        if not self.take(text):
            raise self.refuse(f"{quoted(self.peek())}" if self.peek() else "the end", f"{quoted(text)}")

    def ternary(self, depth: int) -> Code:
        if depth > DEEPEST:
            raise self.refuse(f"more than {DEEPEST} levels of brackets", "a simpler condition")
        test = self.either(depth)
        if not self.take("?"):
            return test
        yes = self.either(depth)
        self.expect(":")
        no = self.ternary(depth + 1)
        return lambda scope: yes(scope) if truth(test(scope)) else no(scope)

    def either(self, depth: int) -> Code:
        code = self.both(depth)
        while self.take("||"):
            code = _absorbing(code, self.both(depth), True)
        return code

    def both(self, depth: int) -> Code:
        code = self.relation(depth)
        while self.take("&&"):
            code = _absorbing(code, self.relation(depth), False)
        return code

    def relation(self, depth: int) -> Code:
        code = self.sum(depth)
        while self.peek() in RELATIONS and self.stream[self.at].kind in ("op", "name"):
            relate = RELATIONS[self.peek()]
            self.at += 1
            code = _binary(relate, code, self.sum(depth))
        return code

    def sum(self, depth: int) -> Code:
        code = self.product(depth)
        while self.peek() in ("+", "-") and self.stream[self.at].kind == "op":
            work = add if self.peek() == "+" else subtract
            self.at += 1
            code = _binary(work, code, self.product(depth))
        return code

    def product(self, depth: int) -> Code:
        code = self.unary(depth)
        while self.peek() in ("*", "/", "%") and self.stream[self.at].kind == "op":
            work = {"*": multiply, "/": divide, "%": remainder}[self.peek()]
            self.at += 1
            code = _binary(work, code, self.unary(depth))
        return code

    def unary(self, depth: int) -> Code:
        if self.take("!"):
            inner = self.deeper(depth)
            return lambda scope: not truth(inner(scope))
        if self.take("-"):
            if self.at < len(self.stream) and self.stream[self.at].kind in ("int", "float"):
                return self.number(-1)
            inner = self.deeper(depth)
            return lambda scope: negate(inner(scope))
        return self.member(depth)

    def deeper(self, depth: int) -> Code:
        if depth > DEEPEST:
            raise self.refuse(f"more than {DEEPEST} levels", "a simpler condition")
        return self.unary(depth + 1)

    def member(self, depth: int) -> Code:
        code = self.primary(depth)
        while True:
            if self.peek() == "[":
                raise self.refuse("`[` after a value: an entry of a list by its number")
            if not self.take("."):
                return code
            function = self.peek()
            if function not in FUNCTIONS:
                raise self.refuse(f"{quoted(function)}, which conditions do not know")
            self.at += 1
            self.expect("(")
            code = self.call(function, [code], depth)

    def call(self, function: str, arguments: list[Code], depth: int) -> Code:
        if not self.take(")"):
            arguments.append(self.ternary(depth + 1))
            while self.take(","):
                arguments.append(self.ternary(depth + 1))
            self.expect(")")
        if len(arguments) != (1 if function == "size" else 2):
            raise self.refuse(f"{quoted(function)} with {len(arguments)} values")
        if function == "size":
            return lambda scope, value=arguments[0]: size(value(scope))  # type: ignore[misc]
        return _binary(TEXT[function], *arguments)

    def primary(self, depth: int) -> Code:
        if self.at >= len(self.stream):
            raise self.refuse("the end of the condition", "a value")
        token = self.stream[self.at]
        match token.kind:
            case "int" | "float":
                return self.number(1)
            case "string":
                value = self.string(token)
                self.at += 1
                return lambda scope: value
            case "name":
                return self.name(token, depth)
            case _:
                pass
        if self.take("("):
            code = self.ternary(depth + 1)
            self.expect(")")
            return code
        if self.take("["):
            return self.list(depth)
        raise self.refuse(f"{quoted(token.text)}, which conditions do not know")

    def list(self, depth: int) -> Code:
        entries: list[Code] = []
        while not self.take("]"):
            entries.append(self.ternary(depth + 1))
            if not self.take(","):
                self.expect("]")
                break
        return lambda scope: [entry(scope) for entry in entries]

    def number(self, sign: int) -> Code:
        text = self.stream[self.at].text
        if text[-1] in "uU":
            raise self.refuse(f"{quoted(text)}, an unsigned number")
        number: int | float = sign * (
            float(text) if self.stream[self.at].kind == "float" else int(text, 0 if "x" in text.lower() else 10)
        )
        self.at += 1
        return lambda scope: number

    def name(self, token: Token, depth: int) -> Code:
        self.at += 1
        match token.text:
            case "true" | "false":
                truth = token.text == "true"
                return lambda scope: truth
            case "null":
                self.at -= 1
                raise self.refuse("`null`: what is not on record is found before the condition is asked")
            case _:
                pass
        if self.peek() == "(":
            if token.text != "size":
                self.at -= 1
                raise self.refuse(f"{quoted(token.text)}, which conditions do not know")
            self.at += 1
            return self.call("size", [], depth)
        name = token.text
        while self.peek() == "." and self.at + 2 <= len(self.stream) and _text(self.stream, self.at + 2) != "(":
            name += f".{_text(self.stream, self.at + 1)}"
            self.at += 2
        return lambda scope: scope[name]

    def string(self, token: Token) -> str:
        prefix = token.text[: len(token.text) - len(token.text.lstrip("rRbB"))]
        text = token.text[len(prefix) :]
        if "b" in prefix.lower() or text.startswith(('"""', "'''")):
            raise self.refuse(f"{quoted(token.text)}, bytes or a text in triple quotes", "a text in plain quotes")
        if "r" in prefix.lower():
            return text[1:-1]
        return _ESCAPE.sub(_unescape, text[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3] or match[4]
    if code:
        return chr(int(code, 16))
    return chr(int(match[5], 8)) if match[5] else _ESCAPES.get(match[6], match[6])


def _binary(work: Callable[[Any, Any], Any], left: Code, right: Code) -> Code:
    return lambda scope: work(left(scope), right(scope))


def _absorbing(left: Code, right: Code, decides: bool) -> Code:
    """`||` and `&&`: the value that decides wins even over an error on the other side."""

    def code(scope: Scope) -> bool:
        try:
            first = truth(left(scope))
        except ConditionFailed:
            if truth(right(scope)) is decides:
                return decides
            raise
        return first if first is decides else truth(right(scope))

    return code
