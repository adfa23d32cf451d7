"""The sentences of a language (Project Fluent), formatted with numbers, dates and lists as that language writes them.

What is put into a sentence is isolated (Unicode FSI ... PDI), so that a clause number keeps its order inside a
right-to-left sentence. `plain` takes the isolates out, for places that know no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource

LANGUAGES: dict[str, str] = {"en": "en-GB", "es": "es"}
"""Language -> the locale by which its numbers, dates and lists are written."""

FSI, PDI = "\u2068", "\u2069"


class MissingMessageError(KeyError):
    """There is no such message, or an argument it needs was not given. A fault of the program, found by its tests."""


class Bundle:
    """The messages of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no messages in `{language}`; there are: {', '.join(LANGUAGES)}")
        self.language = language
        self.locale = LANGUAGES[language]
        self._bundle = FluentBundle([self.locale], use_isolating=True)
        folder = files("comitia.messages") / language
        self._unread: dict[str, str] = {}
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".ftl"):
                self._unread.update(_entries(file.read_text("utf-8")))

    def __contains__(self, message: str) -> bool:
        return message in self._unread or bool(self._bundle.has_message(message))

    def say(self, message: str, /, attribute: str = "", **arguments: Any) -> str:
        """A message, or one of its attributes. Underscores in the names of arguments stand for hyphens."""
        if message in self._unread:
            self._bundle.add_resource(FluentResource(self._unread.pop(message)))
        if not self._bundle.has_message(message):
            raise MissingMessageError(message)
        found = self._bundle.get_message(message)
        pattern = found.attributes.get(attribute) if attribute else found.value
        if pattern is None:
            raise MissingMessageError(f"{message}.{attribute}")
        text, errors = self._bundle.format_pattern(pattern, {k.replace("_", "-"): v for k, v in arguments.items()})
        if errors:
            raise MissingMessageError(f"{message}: {errors[0]}")
        return str(text)

    def list(self, items: Iterable[str], style: str = "standard") -> str:
        """`A, B and C`; style `or`: `A, B or C`."""
        parts = [f"{FSI}{item}{PDI}" for item in items]
        return str(format_list(parts, style=style, locale=self.locale.replace("-", "_"))) if parts else ""  # type: ignore[arg-type]

    def day(self, day: int) -> str:
        return self.say("date", day=date.fromordinal(day))


def _entries(text: str) -> dict[str, str]:
    """The messages of a file, each as it is written: few of them are needed at a time, and reading one takes time."""
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", text):
        name, equals, _ = entry.partition(" = ")
        if equals and not entry.startswith("#"):
            found[name] = entry + "\n"
    return found


@lru_cache
def bundle(language: str) -> Bundle:
    """The bundle of a language, read once."""
    return Bundle(language)


def plain(text: str) -> str:
    """The text without the marks that isolate what was put into it."""
    return text.replace(FSI, "").replace(PDI, "")


def capital(text: str) -> str:
    """The text with a capital at its start, marks passed over."""
    for n, character in enumerate(text):
        if character not in (FSI, PDI):
            return text[:n] + character.upper() + text[n + 1 :]
    return text


def slug(text: str) -> str:
    """A code as the name of a message: `no power` -> `no-power`."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def arguments_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts, with `<name>_n` beside each to choose by: how many, the number itself, 0 for nothing, 1 for words."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        out[name] = value
        out[f"{name}_n"] = value if isinstance(value, int) else int(bool(value))
    return out
