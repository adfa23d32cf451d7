"""The reference of the charter language as Markdown, generated from the vocabulary: a keyword is documented once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args

from comitia.charter.clause import FAMILIES, LANGUAGE_VERSION
from comitia.charter.expressions import VARIABLES
from comitia.charter.front import KEYWORDS
from comitia.charter.parties import MANNER_NAMES, OUTSIDE, ROLES
from comitia.charter.quantities import Basis, SpanUnit, Verb
from comitia.charter.saying import say
from comitia.charter.schema import TEXTS, groups_of_all
from comitia.charter.shape import Choice, Group, Keyword, Kind, Named, One, OrWord, Several, head_of, keywords
from comitia.charter.vocabulary import discipline, meeting, nullity, order, organisation
from comitia.charter.words import EVENTS, MANNERS

CHAPTERS: Final = (
    (organisation, "Who there is"),
    (meeting, "How they meet and decide"),
    (discipline, "What may be done to a member, and how"),
    (order, "What binds everybody"),
    (nullity, "What follows when something is wrong"),
)

NOT_YET: Final[tuple[tuple[str, str], ...]] = (
    ("Third outcomes", "a question with more outcomes than yes and no, each with what follows from it"),
    ("A second notice", "a new notice when the date of a meeting is changed"),
    ("Caps by affiliation", "at most so many seats for people of one employer or unit"),
    ("Stay by sponsors", "a decision that rests while so many members ask for a vote on it"),
    ("Units as supporters", "so many branches or regions that ask for something together; members can be counted"),
    ("Objection without a vote", "consent to a proposal by silence; a `concurrence` is about decisions only"),
)  # fmt: skip
"""What rules of real organisations say and this language cannot say yet, by name."""


def reference() -> str:
    """The whole reference."""
    return "\n".join([*_opening(), *_families(), *_groups(), *_values(), *_conditions(), *_not_yet()]) + "\n"


def _opening() -> Iterator[str]:
    yield "# The charter language"
    yield ""
    yield f"Version {LANGUAGE_VERSION} of the language. This page is generated from the vocabulary itself."
    yield ""
    yield "A text is Markdown. Its head, between two lines `---`, says what it is:"
    yield ""
    yield from _table(("Keyword", "What it says"), [(f"`{keyword}`", doc) for keyword, doc in KEYWORDS.items()])
    yield "A heading with a number is an article; a block marked `rule` under it holds clauses, divided by lines `---`."
    yield "Every clause begins with the keyword of its family. A single value may stand where a list may stand."
    yield ""


def _families() -> Iterator[str]:
    for module, title in CHAPTERS:
        yield from (f"## {title}", "")
        for family, cls in FAMILIES.items():
            if cls.__module__ == module.__name__:
                yield from _family(family, cls)


def _family(family: str, cls: type[Any]) -> Iterator[str]:
    yield from (f"### `{family}`", "", _doc(cls), "")
    yield from ("```yaml", *_example(family, cls), "```", "")
    yield from _keywords(cls)


def _groups() -> Iterator[str]:
    yield from ("## Groups of keywords", "")
    for cls in groups_of_all():
        yield from (f"(group-{cls.__name__.lower()})=", f"### {_group_name(cls)}", "", _doc(cls), "")
        yield from _keywords(cls)


def _example(family: str, cls: type[Any]) -> Iterator[str]:
    """The shortest clause of a family: its head and the keywords that are required."""
    head = head_of(cls)
    needed = [k for k in keywords(cls) if k.required and not k.head]
    shown = needed or [k for k in keywords(cls) if not k.head and k.example][:1]
    indent = "  "
    if head is None:
        yield f"{family}:"
    elif isinstance(head.kind, Named):
        yield from (f"{family}:", f"  {head.example}")
        shown = needed
    else:
        yield f"{family}: {head.example}"
        indent = ""
        shown = needed
    for keyword in shown:
        if isinstance(keyword.kind, Named):
            yield from (f"{indent}{keyword.text}:", f"{indent}  {keyword.example}")
        elif isinstance(keyword.kind, One) and keyword.kind.of.__name__ == "Condition":
            yield from (f"{indent}{keyword.text}: |", f"{indent}  {keyword.example}")
        else:
            yield f"{indent}{keyword.text}: {keyword.example}"


def _keywords(cls: type[Any]) -> Iterator[str]:
    rows = [
        (f"`{keyword.text}`" if keyword.text else "(after the family)", _kind(keyword.kind), _silence(keyword),
         _doc_of(keyword), f"`{keyword.example}`" if keyword.example else "")
        for keyword in keywords(cls)
    ]  # fmt: skip
    yield from _table(("Keyword", "Value", "Silent means", "What it says", "Example"), rows)


def _doc_of(keyword: Keyword) -> str:
    return keyword.doc if keyword.judged else f"{keyword.doc} *Read and told; not judged yet.*"


def _silence(keyword: Keyword) -> str:
    """What follows when a keyword is left out."""
    if keyword.required:
        return "(required)"
    match keyword.default:
        case None | "" | ():
            return "nothing"
        case tuple() as several:
            return ", ".join(f"`{say(entry)}`" for entry in several)
        case value:
            return f"`{say(value)}`"


def _kind(kind: Kind) -> str:
    match kind:
        case One(of=cls) if cls is bool:
            return "`yes` or `no`"
        case One(of=cls):
            text = TEXTS[cls][0].removesuffix(".")
            return text[0].lower() + text[1:]
        case Choice(words=words):
            return "one of " + ", ".join(f"`{word}`" for word in words)
        case OrWord(of=cls, words=words):
            return f"{_kind(One(cls))}, or {', '.join(f'`{word}`' for word in words)}"
        case Several(of=inner):
            return f"list: {_kind(inner)}"
        case Named(of=inner):
            return f"by names: {_kind(inner)}"
        case Group(of=cls):
            return f"[group](#group-{cls.__name__.lower()})"


def _values() -> Iterator[str]:
    yield from ("## Values in words", "")
    rows = [
        (doc.removesuffix("."), ", ".join(f"`{example}`" for example in examples))
        for doc, examples in TEXTS.values()
        if examples
    ]
    yield from _table(("What", "Examples"), rows)
    lists = (
        ("Units of time", get_args(SpanUnit)),
        ("Events from which time is counted", EVENTS),
        ("Of what a share is taken", tuple(basis for basis in get_args(Basis) if basis)),
        ("Manners of voting", MANNERS),
        ("Who, besides the names that the charter declares", (*ROLES, *OUTSIDE)),
        ("Verbs of effects", get_args(Verb)),
    )
    for title, words in lists:
        yield from (f"**{title}:** {', '.join(f'`{word}`' for word in words)}.", "")
    yield from ("**Names of effects:**", "")
    effects = [(f"`{name}`", f"`{say(effect)}`") for name, effect in MANNER_NAMES.items()]
    yield from _table(("Written", "Means"), effects)


def _conditions() -> Iterator[str]:
    yield from ("## Conditions", "")
    yield "A condition is an expression of the Common Expression Language (CEL), best written in a block under `|`."
    yield "It may compare (`== != < <= > >=`, `in`), join (`&& || !`), reckon (`+ - * / %`), choose (`? :`), and ask of"
    yield "texts `startsWith`, `endsWith`, `contains` and `size`. What is not on record never counts as false: the"
    yield "finding is then unproven. It reads these variables, and the facts of the act as `act.<name>`:"
    yield ""
    yield from _table(
        ("Variable", "Type", "What it is"), [(f"`{name}`", kind, doc) for name, (kind, doc) in VARIABLES.items()]
    )


def _not_yet() -> Iterator[str]:
    yield from ("## What cannot be said yet", "")
    yield from (f"- **{name}**: {what}." for name, what in NOT_YET)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| " + " | ".join("---" for _ in head) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _doc(cls: type[Any]) -> str:
    return " ".join((cls.__doc__ or "").split())


def _group_name(cls: type[Any]) -> str:
    name = "".join(f" {c.lower()}" if c.isupper() else c for c in cls.__name__).strip()
    return name.capitalize().replace("Co option", "Co-option")
