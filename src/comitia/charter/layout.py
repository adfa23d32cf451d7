"""The YAML layout of a rule: nodes with their places, everything refused that YAML would do by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from comitia.charter.document import Block
from comitia.charter.errors import Fault, Source, quoted

DEEPEST: Final = 12
"""No clause nests deeper."""

LONGEST_RULE: Final = 100_000
"""Characters. No rule is longer."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_HINTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("mapping values are not allowed", "a second colon in one value, or a line moved in too far",
     "Put a value that holds a colon in quotes, or on the lines below after `|`; start keywords in one column."),
    ("found character '\\t'", "a tab", "Move lines in with spaces."),
    ("did not find expected key", "something that is no `keyword: value`",
     "Start every keyword in the same column, and write a colon and a space after it."),
    ("could not find expected ':'", "a line without a colon", "Write a colon and a space after the keyword."),
    ("did not find expected ',' or ']'", "a list without its end", "Close the list with `]`."),
    ("did not find expected ',' or '}'", "a group without its end", "Close the group with `}`."),
    ("found unexpected end of stream", "a quotation without its end", "Close the quotation."),
    ("cannot start any token", "a character that can begin no value", "Put the value in quotes."),
    ("did not find expected node content", "nothing where a value should stand",
     "Write the value, or take the comma out."),
    ("control characters are not allowed", "a character that does not print", "Delete it."),
)  # fmt: skip
"""What the parser says -> what that means, and what to do."""

_CONDITION: Final = re.compile(r"\s*(?:when|unless|never):\s*")
"""A line that holds a condition."""

_BEGUN_ABOVE: Final = ("could not find expected ':'", "did not find expected ','", "found unexpected end of stream")
"""Faults that are shown where the thing at fault begins, not where it is missed."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the nodes of a rule stand in the file."""

    source: Source
    block: Block

    def where(self, node: yaml.Node) -> tuple[int, int]:
        """Line and column, from 1, at which a node begins."""
        return self.block.line + node.start_mark.line, node.start_mark.column + 1

    def width(self, node: yaml.Node) -> int:
        """How many characters of its first line a node takes."""
        start, end = node.start_mark, node.end_mark
        if end.line == start.line:
            return max(int(end.column - start.column), 1)
        line = self.source.line(self.block.line + start.line).rstrip()
        return max(len(line) - int(start.column), 1)

    def within(self, node: yaml.ScalarNode, offset: int) -> tuple[int, int]:
        """The place of a character inside a value, as near as its style of quotation lets one say."""
        line, column = self.where(node)
        if node.start_mark.line != node.end_mark.line or node.style in ("|", ">"):
            return line, column
        return line, column + offset + (1 if node.style in ("'", '"') else 0)

    def within_lines(self, node: yaml.ScalarNode, line: int, column: int) -> tuple[int, int]:
        """The same for a value in lines: `line` and `column` count from 1 inside the value."""
        if node.style not in ("|", ">"):
            return self.within(node, column - 1)
        number = self.block.line + node.start_mark.line + 1
        while not self.source.line(number).strip() and number < len(self.source.lines):
            number += 1
        indent = len(self.source.line(number)) - len(self.source.line(number).lstrip())
        if node.style == ">":
            return number, indent + 1
        return number + line - 1, indent + column

    def comment_after(self, node: yaml.ScalarNode) -> str | None:
        """What YAML drops as a remark after a plain value."""
        if node.style:
            return None
        rest = self.source.line(self.block.line + node.end_mark.line)[node.end_mark.column :].strip()
        return rest if rest.startswith("#") else None


def parse(layout: Layout, faults: list[Fault]) -> yaml.Node | None:
    """The nodes of a rule; None, and a fault, where there are none."""
    text = layout.block.text
    if len(text) > LONGEST_RULE:
        _fault(layout, faults, 0, 0, "rule too long", f"{len(text)} characters", f"at most {LONGEST_RULE}",
               "Divide it into several rules.")  # fmt: skip
        return None
    try:
        if not _plain(layout, faults):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, column, found, advice = _explained(layout, error)
        _fault(
            layout, faults, line, column, "layout not understood", found, "`keyword: value`, one on each line", advice
        )
        return None
    except (yaml.YAMLError, ValueError) as error:
        _fault(layout, faults, 0, 0, "layout not understood", quoted(" ".join(str(error).split()), 100),
               "text that prints, as `keyword: value`", "Delete the character that does not belong there.")  # fmt: skip
        return None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        _fault(layout, faults, 0, 0, "empty rule", "a rule block with nothing in it", "a clause",
               "Write the clause, or delete the block.")  # fmt: skip
        return None
    assert isinstance(node, yaml.Node)
    return node


def _explained(layout: Layout, error: yaml.MarkedYAMLError) -> tuple[int, int, str, str]:
    """Line and column (from 0) of what the parser could not read, what it is, and what to do."""
    problem = str(error.problem or error)
    begun = any(said in problem for said in _BEGUN_ABOVE)
    mark = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    written, above = (layout.source.line(layout.block.line + number) for number in (line, line - 1))
    below = "Write `|` after the colon, and the value on the next line, moved in."
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return line, written.index("\t"), "a tab", "Move lines in with spaces."
    if condition := _CONDITION.match(written):
        return line, condition.end(), "a condition with characters that mean something to the layout", below
    if sign := re.search(r":\s+([!&*%@`])", written):
        return line, sign.start(1), f"a value that begins with {quoted(sign[1])}", below
    if "mapping values are not allowed" in problem and line and above.strip():
        start = len(above) - len(above.lstrip())
        if ":" not in above:
            return line - 1, start, "a line without a colon", "Write a colon and a space after the keyword."
        if glued := re.match(r"\s*[^:\[{'\"]+:(?=\S)", above):
            return line - 1, glued.end() - 1, "a colon without a space after it", "Write a space after the colon."
    return (
        line,
        column,
        *next(
            ((found, advice) for said, found, advice in _HINTS if said in problem),
            (quoted(problem, 100), "Start every keyword in the same column, with a colon and a space after it."),
        ),
    )


def _plain(layout: Layout, faults: list[Fault]) -> bool:
    """Whether the text uses only what a charter may: no tags, anchors or aliases, not too deep, one document."""
    depth = documents = 0
    for event in yaml.parse(layout.block.text, Loader=_LOADER):
        mark = event.start_mark
        assert mark is not None
        refused = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            refused = "`&` or `*`, which make one value stand for another"
        elif getattr(event, "tag", None) is not None:
            refused = "`!` at the start of a value"
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            refused = "a second document" if documents > 1 or event.version or event.tags else ""
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            refused = f"more than {DEEPEST} levels" if depth > DEEPEST else ""
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if refused:
            advice = "Write the value out; put a condition that begins with `!` on the lines below, after `|`."
            _fault(layout, faults, mark.line, mark.column, "not part of the language", refused,
                   "words, lists and groups", advice)  # fmt: skip
            return False
    return True


def _fault(
    layout: Layout, faults: list[Fault], line: int, column: int, code: str, found: str, required: str, advice: str
) -> None:
    last = len(layout.source.lines)
    number = min(layout.block.line + line, last) if last else layout.block.line
    faults.append(layout.source.fault(code, number, column + 1, 1, found, required, advice))
