"""Slips that stand in the prose of real constitutions, found by their wording.

These look at English sentences; a text in another language is left alone, because none of the words occur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PART = r"(?:one|two|three|a|\d+)[ -](?:half|third|quarter|fifth|tenth)s?|half|\d+ ?%|\d+/\d+"

_SIMPLE: Final = re.compile(
    r"simple majority\W+(?:\w+\W+){0,6}?51(?:\.0)? ?(?:%|per ?cent)|51 ?(?:%|per ?cent)[^.]{0,40}simple majority", re.I
)
_AT_MOST: Final = re.compile(rf"(?:at most|no more than|not more than) ({_PART})", re.I)
_UNTIL_LESS: Final = re.compile(rf"until[^.]{{0,120}}?(?:less|fewer) than ({_PART})", re.I)
_CONFIRMS: Final = re.compile(
    r"(?:effective|valid|served|complete|counts?)[^.]{0,60}\b(?:only )?(?:when|if|once|after|until)\b[^.]{0,40}"
    r"\b(?:confirm|acknowledg)\w*[^.]{0,20}\breceipt",
    re.I,
)
_BEFORE_CLOSE: Final = re.compile(
    r"takes? effect[^.]{0,60}(?:as soon as|before|immediately|once)[^.]{0,80}(?:clos|end|majority|votes)", re.I
)
_VOID_AT_CLOSE: Final = re.compile(
    r"\b(?:void|invalid|no effect)\b[^.]{0,80}\b(?:quorum|turnout)\b"
    r"|\b(?:quorum|turnout)\b[^.]{0,80}\b(?:void|invalid|no effect)\b",
    re.I,
)
_YES_OVERTURNS: Final = re.compile(
    r"\b(?:yes|in favour)\b[^.]{0,60}\b(?:overturn|overrul|revers|reject|repeal|annul)\w*", re.I
)
_VOTE_WORDS: Final = re.compile(r"\b(?:vote|ballot|question|poll)", re.I)


def prose_lints(prose: str) -> Iterator[tuple[str, str, str]]:
    """Code, what is so, and what to do, for each slip in the prose of one article."""
    text = " ".join(prose.split())
    if _SIMPLE.search(text):
        yield (
            "two rules in one",
            "A simple majority and 51 % are two rules: 501 of 1,000 votes are only the one.",
            "Say `more than half of the votes cast`, or a percentage, and not both.",
        )
    most, less = _AT_MOST.search(text), _UNTIL_LESS.search(text)
    if most and less and most[1].lower() == less[1].lower():
        yield (
            "contradicts itself",
            f"At most {most[1]} is allowed, yet something goes on until it is less than {less[1]}.",
            "Use one bound in both sentences: exactly that share is allowed by the one and not by the other.",
        )
    if _CONFIRMS.search(text):
        yield (
            "receipt that can be refused",
            "Notice counts only when whoever receives it says so, so that anyone can defeat it.",
            "Let service count a stated time after sending, unless the message comes back.",
        )
    if _BEFORE_CLOSE.search(text) and _VOID_AT_CLOSE.search(text):
        yield (
            "effect before the close",
            "A vote takes effect before it closes, and is void if it closes without its quorum.",
            "Let it take effect when the vote has closed with its quorum.",
        )
    if any(_YES_OVERTURNS.search(s) and _VOTE_WORDS.search(s) for s in re.split(r"(?<=[.;])\s", text)):
        yield (
            "yes overturns",
            "A yes overturns: people who want things to stay must vote no, and some will not know it.",
            "Put the question so that a yes upholds, or print under it what a yes does.",
        )
