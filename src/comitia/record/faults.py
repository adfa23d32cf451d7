"""What a reader of the record refuses, as a value: it stands in the stream where the act would have stood."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

CODES: dict[str, str] = {
    "not-utf-8": "the file holds bytes that are no UTF-8 text",
    "too-long": "one line, or one act, is longer than a megabyte",
    "cut-off": "the file ends in the middle of an act",
    "not-json": "a line of a .jsonl record is no JSON",
    "not-yaml": "an act of a .yaml record is no YAML, or uses what records do not use: tags, anchors, aliases",
    "not-a-list": "a .yaml record is not a list of acts",
    "not-an-act": "what stands there is no act with fields",
    "too-deep": "lists or fields are nested deeper than any act needs",
    "unknown-kind": "there is no such kind of act",
    "judges-kind": "a kind of act that the judge makes itself and nobody writes",
    "unknown-field": "this kind of act has no such field",
    "repeated-field": "one field stands twice in one act",
    "missing-field": "a field that this kind of act needs is absent",
    "wrong-type": "a field holds another sort of value than it should",
    "unknown-value": "a field that takes one of few words holds another",
    "wrong-correction": "a correction gives an act fields that its kind cannot have",
    "not-a-time": "a text that should say when says it in no known form",
    "no-such-date": "a date that no calendar has",
    "no-such-time": "a time of day that there was not",
    "no-zone": "a local time, and no time zone to read it in",
    "twice": "a local time that the clocks showed twice",
}
"""Every code of a fault, and what it means."""


@dataclass(frozen=True, slots=True)
class RecordFault:
    """One thing in a record that could not be read.

    code: stable, one of CODES. file: as the caller named it. line, column: from 1, columns counted in characters; 0
    where there is none to name. found, required: what stands there, what should. advice: what to do next.
    """

    code: str
    file: str
    line: int
    column: int
    found: str
    required: str
    advice: str

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.code}: {self.found}\n  required: {self.required}\n  what to do: {self.advice}"


def did_you_mean(word: str, among: Iterable[str]) -> str | None:
    """The known word that a misspelt one most resembles, if any does."""
    known = {one.lower(): one for one in among}
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)
    return known[near[0]] if near else None


def shown(text: str, limit: int = 60) -> str:
    """Foreign text made safe to print: unprintable characters escaped, in backticks, cut to `limit` characters."""
    clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[:limit])
    return f"`{clean}{'…' if len(text) > limit else ''}`"
