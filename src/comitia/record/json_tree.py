"""JSON read with places, for the lines that the fast decoder refused, so that a fault can say where.

Follows RFC 8259. Keys that stand twice are kept, since RFC 8259 leaves open what they mean and a record may not.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder

from comitia.record.faults import shown
from comitia.record.nodes import MAX_DEPTH, Mapping, Node, Scalar, Sequence, SyntaxFault

_SPACE = re.compile(r"[ \t\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
_MOST_DIGITS = 4300
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_STRING = JSONDecoder()
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(text: str, line: int) -> Node | SyntaxFault:
    """The value on one line, or why it is none. line: its number in the file; columns count characters from 1."""
    parser = _Parser(text, line)
    try:
        node = parser.value(0)
        parser.skip()
        if parser.at < len(text):
            parser.refuse("the end of the line", "write each act on a line of its own")
        return node
    except _Refused as refused:
        return refused.fault


class _Refused(Exception):  # noqa: N818
    def __init__(self, fault: SyntaxFault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Parser:
    def __init__(self, text: str, line: int) -> None:
        self.text, self.line, self.at = text, line, 0

    def skip(self) -> str:
        """Pass over white space; the next character, "" at the end of the line."""
        match = _SPACE.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.text[self.at : self.at + 1]

    def refuse(self, required: str, advice: str, code: str = "not-json", at: int | None = None) -> None:
        at = self.at if at is None else at
        word = re.match(r"\w+|.?", self.text[at:], re.DOTALL)
        found = shown(word.group()) if word and word.group() else "the end of the line"
        raise _Refused(SyntaxFault(code, self.line, at + 1, found, required, advice))

    def value(self, depth: int) -> Node:
        start = self.skip()
        if depth > MAX_DEPTH:
            self.refuse(f"at most {MAX_DEPTH} levels", "write the act flatter", "too-deep")
        match start:
            case "{":
                return self.mapping(depth)
            case "[":
                return self.sequence(depth)
            case '"':
                return self.string()
            case _:
                return self.number_or_word()

    def mapping(self, depth: int) -> Mapping:
        column = self.at + 1
        self.at += 1
        entries: list[tuple[Scalar, Node]] = []
        while True:
            if self.skip() == "}" and not entries:
                break
            if self.skip() != '"':
                self.refuse("a field's name in quotation marks", "put names in double quotation marks")
            key = self.string()
            if self.skip() != ":":
                self.refuse("a colon after the field's name", 'write fields as "name": value')
            self.at += 1
            entries.append((key, self.value(depth + 1)))
            if self.ends("}", "a comma or the closing brace `}`"):
                break
        self.at += 1
        return Mapping(tuple(entries), self.line, column)

    def sequence(self, depth: int) -> Sequence:
        column = self.at + 1
        self.at += 1
        items: list[Node] = []
        while not (self.skip() == "]" and not items):
            items.append(self.value(depth + 1))
            if self.ends("]", "a comma or the closing bracket `]`"):
                break
        self.at += 1
        return Sequence(tuple(items), self.line, column)

    def ends(self, closing: str, required: str) -> bool:
        following = self.skip()
        if following == ",":
            self.at += 1
            return False
        if following != closing:
            self.refuse(required, "separate what stands together by commas, and close every bracket")
        return True

    def string(self) -> Scalar:
        start = self.at
        try:
            value, self.at = _STRING.raw_decode(self.text, start)
        except JSONDecodeError as error:
            if "Unterminated" in error.msg:
                self.refuse(
                    "a closing quotation mark", "close the text with a double quotation mark", at=len(self.text)
                )
            self.refuse(
                "text without control characters, and escapes that JSON has",
                "write a line break as \\n, a tab as \\t, a backslash as \\\\",
                at=min(error.pos, len(self.text)),
            )
        if _SURROGATE.search(value):
            self.refuse("characters of Unicode", "escapes \\ud800 to \\udfff come in pairs", at=start)
        return Scalar(value, self.line, start + 1)

    def number_or_word(self) -> Scalar:
        column = self.at + 1
        match = _NUMBER.match(self.text, self.at)
        if match is not None:
            self.at = match.end()
            digits = match.group()
            whole = match[1] is None and match[2] is None and len(digits) <= _MOST_DIGITS
            return Scalar(int(digits) if whole else float(digits), self.line, column)
        for word, value in _WORDS.items():
            if re.compile(word + r"\b").match(self.text, self.at):
                self.at += len(word)
                return Scalar(value, self.line, column)
        self.refuse(
            "a value: text in quotation marks, a number, true, false, a list or fields",
            "put text in double quotation marks",
        )
        raise AssertionError
