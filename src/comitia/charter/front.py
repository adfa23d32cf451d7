"""The head of a text: what it is called, its rank, its version, its language and time zone, and from when it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import yaml

from comitia.charter.clause import LANGUAGE_VERSION
from comitia.charter.document import Block
from comitia.charter.errors import Fault, Source, closest, listed, quoted
from comitia.charter.law import RANKS, Rank
from comitia.charter.layout import Layout, parse

KEYWORDS: Final[dict[str, str]] = {
    "law": "The title of a law above the constitution.",
    "charter": "The title of the constitution.",
    "rules": "The title of rules made under the constitution.",
    "fallback code": "The title of a code that fills gaps.",
    "implied terms": "The title of terms implied where all else is silent.",
    "name": "The name by which acts refer to this text; silent: its rank.",
    "version": "Which version of the text this is; silent: 1.",
    "language": "The language of its prose, such as `en`.",
    "timezone": "The time zone in which its days are counted, such as `Europe/London`.",
    "in force from": "The day from which it counts, if not the day of its adoption.",
    "comitia charter language": "The version of the language in which its rules are written.",
    "source": "Where the text was published.",
}
"""Keyword of the head -> what it says."""


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a text as read."""

    key: str
    title: str
    rank: Rank
    version: str = "1"
    language: str = "en"
    timezone: str = "UTC"
    in_force_from: str = ""
    language_version: str = LANGUAGE_VERSION
    source: str = ""


_NEXT: Final = "Begin the file with lines such as `---`, `charter: Constitution of ...`, `language: en`, `---`."


def read_front(source: Source, block: Block | None, faults: list[Fault]) -> Front | None:
    """The head, or None and faults."""
    if block is None or not block.text.strip():
        if not any(fault.place.file == source.file for fault in faults):
            faults.append(
                source.fault("no head", 1, 1, 1, "a text that does not say what it is",
                             f"a head that names the text: {listed(list(RANKS))}, with its title", _NEXT)
            )  # fmt: skip
        return None
    return _Head(source, Layout(source, block), faults).read()


class _Head:
    def __init__(self, source: Source, layout: Layout, faults: list[Fault]) -> None:
        self.source, self.layout, self.faults = source, layout, faults
        self.nodes: dict[str, tuple[yaml.Node, yaml.Node]] = {}

    def read(self) -> Front | None:
        node = parse(self.layout, self.faults)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, "head not understood", "something else than `keyword: value`", "keywords", _NEXT)
            return None
        for key, value in node.value:
            self._entry(key, value)
        ranks = [rank for rank in RANKS if rank in self.nodes]
        if len(ranks) != 1:
            at = self.nodes[ranks[1]][0] if ranks else node
            self._fault(
                at, "rank unclear", f"{listed(ranks, 'and')}" if ranks else "no rank and title",
                f"exactly one of {listed(list(RANKS))}, with the title",
                "Say once what this text is, for example `charter: Constitution of ...`.",
            )  # fmt: skip
            return None
        rank = ranks[0]
        return Front(
            self._text("name") or rank, self._text(rank), rank, self._text("version") or "1",
            self._checked_language(), self._checked_zone(), self._checked_day(), self._checked_version(),
            self._text("source"),
        )  # fmt: skip

    def _entry(self, key: yaml.Node, value: yaml.Node) -> None:
        text = key.value if isinstance(key, yaml.ScalarNode) else ""
        if text not in KEYWORDS:
            self._fault(
                key, "unknown keyword", quoted(text) if text else "no keyword", "a keyword of the head",
                f"Write one of {listed(list(KEYWORDS), limit=99)}.", closest(text, KEYWORDS),
            )  # fmt: skip
        elif text in self.nodes:
            self._fault(key, "keyword twice", f"{quoted(text)} a second time", "each keyword once", "Delete one.")
        elif not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            self._fault(
                value if value.start_mark.index < value.end_mark.index else key, "value expected", "no single value",
                f"a value for {quoted(text)}: {KEYWORDS[text][0].lower()}{KEYWORDS[text][1:]}",
                "Write it after the colon, in one line.",
            )  # fmt: skip
            self.nodes[text] = (key, yaml.ScalarNode("", "?", key.start_mark, key.end_mark))
        else:
            self.nodes[text] = (key, value)

    def _text(self, keyword: str) -> str:
        entry = self.nodes.get(keyword)
        return " ".join(entry[1].value.split()) if entry else ""

    def _checked_language(self) -> str:
        text = self._text("language") or "en"
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
            self._fault(
                self.nodes["language"][1], "language not understood", quoted(text), "a language code, such as `en`",
                "Write the code of the language in which the prose is written.",
            )  # fmt: skip
        return text

    def _checked_zone(self) -> str:
        text = self._text("timezone") or "UTC"
        try:
            ZoneInfo(text)
        except (KeyError, ValueError, OSError):
            self._fault(
                self.nodes["timezone"][1], "time zone not known", quoted(text),
                "a time zone of the tz database, such as `Europe/London`",
                "Write the area and the city whose clock counts.", closest(text, available_timezones()),
            )  # fmt: skip
        return text

    def _checked_day(self) -> str:
        text = self._text("in force from")
        try:
            return text and date.fromisoformat(text).isoformat()
        except ValueError:
            self._fault(
                self.nodes["in force from"][1], "day not understood", quoted(text), "a day such as `2011-12-28`",
                "Write year, month and day with hyphens.",
            )  # fmt: skip
            return ""

    def _checked_version(self) -> str:
        text = self._text("comitia charter language") or LANGUAGE_VERSION
        if text != LANGUAGE_VERSION:
            self._fault(
                self.nodes["comitia charter language"][1], "language version not known", quoted(text),
                f"{quoted(LANGUAGE_VERSION)}, the version of the language that is read here",
                "Use a release of Comitia that reads that version, or translate the rules to this one.",
            )  # fmt: skip
        return text

    def _fault(self, node: yaml.Node, code: str, found: str, required: str, advice: str, meant: str = "") -> None:
        line, column = self.layout.where(node)
        self.faults.append(
            self.source.fault(code, line, column, self.layout.width(node), found, required, advice, meant)
        )
