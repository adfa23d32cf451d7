"""Each clause in plain words, so that a person can hold it against the paragraph above it.

Made from the sentence (`says`) of each keyword. In these sentences `{}` stands for the value, several values joined by
"and"; `{or}` for the same joined by "or"; of two sentences divided by `|` the first is for yes and the second for no,
and where they are divided by `||` the second is told only if it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from comitia.charter.clause import Clause, Condition
from comitia.charter.law import family_of
from comitia.charter.printer import said
from comitia.charter.quantities import EffectPattern, Majority, Party, Span, Threshold
from comitia.charter.saying import say
from comitia.charter.shape import Choice, Group, Keyword, Named, One, Several, head_of, keywords
from comitia.charter.words import SIMPLE, UNANIMOUS


@dataclass(frozen=True, slots=True)
class Plain:
    """A clause in plain words.

    title: what it is about. sentences: what it says. also: what silence means, unless another text speaks.
    """

    title: str
    sentences: tuple[str, ...]
    also: tuple[str, ...]

    def __str__(self) -> str:
        text = f"{self.title}. {' '.join(self.sentences)}".strip()
        return f"{text} Where no other text says otherwise: {' '.join(self.also)}" if self.also else text


def plain(clause: Clause) -> Plain:
    """The clause in English sentences."""
    head = head_of(type(clause))
    family = family_of(clause)
    name = getattr(clause, head.field) if head else None
    title = capital(family)
    sentences: list[str] = []
    if head is not None and isinstance(head.kind, One | Choice):
        title = f"{title}: {say(name)}"
    elif head is not None:
        sentences.extend(_keyword(head, name))
    sentences.extend(s for k in said(clause) if not k.head for s in _keyword(k, getattr(clause, k.field)))
    return Plain(title, tuple(sentences), tuple(_also(clause)))


def joined(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _keyword(keyword: Keyword, value: Any) -> Iterator[str]:
    """The sentences of one keyword and its value."""
    match keyword.kind:
        case Group():
            yield from _group(value)
        case Several(of=Group()):
            for group in value:
                yield from _group(group)
        case Named(of=Group()):
            for name, group in value.items():
                inner = " ".join(_group(group))
                yield f"{capital(name)}: {inner[:1].lower() + inner[1:]}" if inner else f"{capital(name)}."
        case Named():
            yield from (f"{capital(name)}: {_entry(entry)}." for name, entry in value.items())
        case _ if keyword.field == "grounds" and value == "open":
            yield "Any ground may be charged."
        case _:
            yield _sentence(keyword.says, value)


def _entry(value: Any) -> str:
    """An entry of a list by names: a text, or when service by a channel counts."""
    match value:
        case Span(count=0):
            return "served the same day"
        case Span():
            return f"served after {say(value)}"
        case _:
            return phrase(value)


def _group(group: Any) -> Iterator[str]:
    spoken = said(group)
    for keyword in keywords(type(group)):
        if keyword in spoken or _tells(keyword):
            yield from _keyword(keyword, getattr(group, keyword.field))


def _sentence(says: str, value: Any) -> str:
    """One sentence, with the value in its place."""
    yes, divided, no = says.partition("|")
    if divided and isinstance(value, bool):
        return capital(yes if value else no.removeprefix("|"))
    if isinstance(value, tuple):
        words = [phrase(entry) for entry in value]
        says = says.replace("{or}", joined(words, "or")).replace("{}", joined(words))
    else:
        says = says.replace("{or}", phrase(value)).replace("{}", phrase(value))
    return capital(says.replace("every 1 ", "every ").removesuffix(".").removesuffix(".") + ".")


def phrase(value: Any) -> str:
    """A value as it stands inside a sentence."""
    match value:
        case Party(role="named", name=name):
            return f"the {name}"
        case Majority(thresholds=thresholds, manner=manner):
            known: dict[tuple[Threshold, ...], str] = {(SIMPLE,): "a simple majority", (UNANIMOUS,): "all of the votes"}
            text = known.get(thresholds) or say(Majority(thresholds))
            return f"{text}, by {manner}" if manner else text
        case EffectPattern():
            return effect_phrase(value)
        case Threshold(basis=""):
            return f"{say(value)} member{'' if value.share == 1 else 's'}"
        case Condition():
            return f"`{' '.join(value.source.split())}`"
        case _:
            return say(value)


def effect_phrase(effect: EffectPattern) -> str:
    """An effect as it stands after "may": `end a membership`, `suspend the vote`."""
    what = {
        "": "anything", "membership": "a membership", "mandate": "a mandate", "unit": "a unit", "body": "a body",
        "vote": "the right to vote", "hold office": "the right to hold office",
        "stand for election": "the right to stand for election", "charter": "the constitution", "fine": "a fine",
    }.get(effect.what, effect.what)  # fmt: skip
    return f"{effect.verb} {what}{f' of the {effect.name}' if effect.name else ''}"


def _also(clause: Clause) -> Iterator[str]:
    """What the defaults of keywords say that a clause leaves out."""
    spoken = said(clause)
    for keyword in keywords(type(clause)):
        if keyword not in spoken and _tells(keyword):
            yield _sentence(keyword.says, keyword.default)


def _tells(keyword: Keyword) -> bool:
    """Whether the default of a keyword is worth a sentence."""
    if keyword.default is False:
        return "|" in keyword.says and "||" not in keyword.says
    return keyword.default not in (None, "", ()) and not (keyword.default == 1 and keyword.default is not True)
