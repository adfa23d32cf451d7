"""Answers in plain words, in the portal's languages. One catalogue for the command line and for the page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files

from comitia.log.verify import Answer, Statement

LANGUAGES = ("en", "es", "ur", "sd")
HEADINGS = ("proved", "note", "not-proved", "unless")


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    """The sentences of a language, by code. Raises KeyError for a language that there is none for."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = files("comitia.log").joinpath("languages", f"{language}.json").read_text(encoding="utf-8")
    sentences: dict[str, str] = json.loads(text)
    return sentences


def sentence(statement: Statement, language: str = "en") -> str:
    arguments = dict(statement.arguments)
    if "seconds" in arguments:
        moment = datetime.fromtimestamp(int(arguments.pop("seconds")), UTC)
        arguments["time"] = moment.strftime("%Y-%m-%d %H:%M UTC")
    return catalogue(language)[statement.code].format(**arguments)


def why(code: str, language: str = "en") -> str:
    """The sentence for a proof that does not hold, by the code of its refusal."""
    words = catalogue(language)
    family = "why-inclusion" if code.startswith("inclusion-") else f"why-{code}"
    return words.get(family, words["why-altered"])


def told(answer: Answer, language: str = "en") -> str:
    """A whole answer: a heading and its sentences, each on its line."""
    words = catalogue(language)
    lines = [words["holds"]]
    for heading in HEADINGS:
        sentences = [sentence(s, language) for s in answer.statements if s.heading == heading]
        if sentences:
            lines += ["", words[heading], *(f"  • {text}" for text in sentences)]
    return "\n".join(lines)
