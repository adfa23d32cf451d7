"""A charter back to text: the prose as it stands, every clause in its normal form (remarks inside a rule are dropped).

Loading what is printed gives the same charter, but for the places of its clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from comitia.charter.clause import LANGUAGE_VERSION, Clause, Condition
from comitia.charter.law import Article, Charter, Instrument, family_of
from comitia.charter.saying import say
from comitia.charter.shape import Group, Keyword, Kind, Named, Several, head_of, keywords

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .'()/%-]*[A-Za-z0-9.)%]|[A-Za-z0-9]")
"""Text that YAML reads as itself everywhere."""


def print_charter(charter: Charter) -> dict[str, str]:
    """File name -> text, for each instrument."""
    return {instrument.file: print_instrument(instrument) for instrument in charter.instruments}


def print_instrument(instrument: Instrument) -> str:
    """One text: its head, then article by article the prose and the rules under it."""
    parts = ["---", *_head(instrument), "---", ""]
    for article in instrument.articles:
        parts.extend(_article(article))
    if instrument.closing:
        parts.extend((instrument.closing, ""))
    return "\n".join(parts)


def print_clause(clause: Clause) -> str:
    """The clause as it stands in a rule block, without its fence."""
    return "\n".join(_clause(clause)) + "\n"


def _head(instrument: Instrument) -> Iterator[str]:
    yield f"{instrument.rank}: {scalar(instrument.title)}"
    yield f"name: {scalar(instrument.key)}"
    yield f"version: {scalar(instrument.version)}"
    yield f"language: {scalar(instrument.language)}"
    yield f"timezone: {scalar(instrument.timezone)}"
    if instrument.in_force_from:
        yield f"in force from: {scalar(instrument.in_force_from)}"
    if instrument.source:
        yield f"source: {scalar(instrument.source)}"
    if instrument.language_version != LANGUAGE_VERSION:
        yield f"comitia charter language: {scalar(instrument.language_version)}"


def _article(article: Article) -> Iterator[str]:
    if article.lead:
        yield from (article.lead, "")
    yield from (f"{'#' * article.level} {article.number} {article.heading}".rstrip(), "")
    if article.prose:
        yield from (article.prose, "")
    if article.clauses:
        yield "```rule"
        for number, clause in enumerate(article.clauses):
            if number:
                yield "---"
            yield from _clause(clause)
        yield from ("```", "")


def _clause(clause: Clause) -> Iterator[str]:
    family, head = family_of(clause), head_of(type(clause))
    if head is None:
        lines = list(_keywords(clause))
        yield f"{family}:" if lines else f"{family}: {{}}"
        yield from _indented(lines)
        return
    yield from _entry(family, getattr(clause, head.field), head.kind)
    yield from _keywords(clause)


def _keywords(group: Any) -> Iterator[str]:
    """The lines of every keyword that says something, but for the head."""
    for keyword in said(group):
        if not keyword.head:
            yield from _entry(keyword.text, getattr(group, keyword.field), keyword.kind)


def said(group: Any) -> list[Keyword]:
    """The keywords under which a clause or group says more than silence would, or says it all the same."""
    insists = group.insists if isinstance(group, Clause) else ()
    return [
        k for k in keywords(type(group)) if k.required or getattr(group, k.field) != k.default or k.field in insists
    ]


def _entry(key: str, value: Any, kind: Kind) -> Iterator[str]:
    name = scalar(key)
    match kind:
        case Named(of=inner):
            yield f"{name}:"
            for entry, entry_value in value.items():
                yield from _indented(_entry(entry, entry_value, inner))
        case Group():
            lines = list(_keywords(value))
            yield f"{name}:" if lines else f"{name}: {{}}"
            yield from _indented(lines)
        case Several(of=Group()):
            yield f"{name}:"
            for group in value:
                lines = list(_keywords(group)) or ["{}"]
                yield f"  - {lines[0]}"
                yield from _indented(_indented(lines[1:]))
        case Several():
            words = [scalar(say(entry)) for entry in value]
            several = f"[{', '.join(words)}]"
            yield f"{name}: {words[0] if len(words) == 1 else several}"
        case _ if isinstance(value, Condition):
            yield from _condition(name, value.source)
        case _:
            yield f"{name}: {scalar(say(value))}"


def _condition(name: str, source: str) -> Iterator[str]:
    """A condition in a block, where nothing in it means anything to YAML."""
    if not all(c.isprintable() or c == "\n" for c in source):
        yield f"{name}: {_double_quoted(source)}"
        return
    yield f"{name}: |"
    yield from _indented(source.split("\n"))


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    yield from (f"  {line}" if line else "" for line in lines)


def scalar(text: str) -> str:
    """The text as YAML reads it back: plain where that is safe inside lists too, else in quotes."""
    if _SAFE.fullmatch(text) and "  " not in text and not text.startswith("---"):
        return text
    if all(c.isprintable() for c in text):
        quoted = f"'{text.replace(chr(39), chr(39) * 2)}'"
        node = yaml.compose(quoted, Loader=_LOADER)
        if node is not None and node.value == text:
            return quoted
    return _double_quoted(text)


def _double_quoted(text: str) -> str:
    special = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(
        special.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in text
    ) + '"'  # fmt: skip
