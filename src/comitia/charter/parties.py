"""Who may act, and which effects a clause speaks of, read from words: `any member`, `end membership`."""

from __future__ import annotations

from typing import Final, get_args

from comitia.charter.cursor import Cursor, MisreadError
from comitia.charter.errors import closest, quoted
from comitia.charter.quantities import EffectPattern, Party, Role, Verb
from comitia.charter.words import starts_like_a_number, threshold_here

ROLES: Final[dict[str, Role]] = {
    "any member": "member",
    "any body": "body",
    "any officer": "officer",
    "the respondent": "respondent",
    "the complainant": "complainant",
    "the witnesses": "witness",
    "relatives of either": "relatives",
    "the mover": "mover",
    "the author": "author",
    "the body addressed": "the body addressed",
    "the body that decided": "the body that decided",
    "whoever took part": "whoever took part",
    "everyone entitled": "everyone entitled",
    "whoever holds it": "whoever holds it",
    "nobody": "nobody",
}
"""The words for each role, in the normal form; `a`, `the`, `any`, `every` and the plural may differ."""

OUTSIDE: Final[dict[str, str]] = {
    "anybody outside": "",
    "a court": "court",
    "an arbitrator": "arbitrator",
    "the certification officer": "certification officer",
    "the registrar": "registrar",
}
"""The words for those outside who may order, and their names."""

ARTICLES: Final = ("the", "a", "an", "any", "every", "each", "its", "all")

_ALSO: Final[dict[str, Role]] = {
    "members": "member", "bodies": "body", "officers": "officer", "respondents": "respondent",
    "complainants": "complainant", "witness": "witness", "relatives": "relatives", "relative": "relatives",
    "movers": "mover", "authors": "author", "no one": "nobody",
}  # fmt: skip

_BARE: Final[dict[str, Role]] = {
    words.split(" ", 1)[1] if words.split()[0] in ARTICLES else words: role for words, role in ROLES.items()
} | _ALSO

_OUTSIDE_BARE: Final[dict[str, str]] = {
    words.split(" ", 1)[1] if words.split()[0] in ARTICLES else words: name for words, name in OUTSIDE.items()
}

KNOWN: Final[tuple[str, ...]] = ("membership", "mandate", "unit", "body", "vote", "hold office", "stand for election")
"""What effects commonly concern; others are rights of members, instruments and duties by their names."""

MANNER_NAMES: Final[dict[str, EffectPattern]] = {
    "admission": EffectPattern("confer", "membership"),
    "expulsion": EffectPattern("end", "membership"),
    "election": EffectPattern("confer", "mandate"),
    "recall": EffectPattern("end", "mandate"),
    "amendment": EffectPattern("enact", "charter"),
    "suspension of a body": EffectPattern("suspend", "body"),
    "suspension of a unit": EffectPattern("suspend", "unit"),
    "dissolution of a body": EffectPattern("dissolve", "body"),
    "dissolution of a unit": EffectPattern("dissolve", "unit"),
}
"""What people call an effect, and the effect."""


def read_party(text: str) -> Party:
    """`any member`, `the respondent`, `regional committee`, `five members`, `one fifth of members`, `a branch`."""
    name = _bare(" ".join(text.split()))
    if starts_like_a_number(text) or starts_like_a_number(name):
        cursor = Cursor(text if starts_like_a_number(text) else name)
        threshold = threshold_here(cursor)
        cursor.end("nothing more: so many members, or a share of them")
        return Party("number", "", threshold)
    if not name:
        raise MisreadError(0, max(len(text), 1), "no name", "who: a body, an office, `any member`, `five members`")
    bare = name.lower()
    if bare in _BARE:
        return Party(_BARE[bare])
    if bare in _OUTSIDE_BARE:
        return Party("outside", _OUTSIDE_BARE[bare])
    return Party("named", name)


def is_role(name: str) -> bool:
    """Whether a name is a word for a role, so that a clause which uses it means the role."""
    bare = _bare(" ".join(name.split())).lower()
    return bare in _BARE or bare in _OUTSIDE_BARE


def read_effect(text: str) -> EffectPattern:
    """`end membership`, `suspend vote`, `confer mandate of regional committee`, `enact charter`, `expulsion`."""
    named = MANNER_NAMES.get(text.strip().lower())
    if named is not None:
        return named
    cursor = Cursor(text)
    verbs = get_args(Verb)
    required = f"an effect, such as `end membership`: first one of {', '.join(verbs)}"
    verb = cursor.expect((*verbs,), required)
    column = cursor.column
    what, _, name = cursor.rest().partition(" of ")
    what, name = _bare(what), _bare(name)
    near = closest(what, KNOWN)
    if near and near != what and _alike(near, what):
        raise MisreadError(column, len(what), quoted(what), "what the effect concerns", near)
    return EffectPattern(next(v for v in verbs if v == verb), "" if what == "anything" else what, name)


def _bare(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in ARTICLES:
        words.pop(0)
    return " ".join(words)


def _alike(near: str, what: str) -> bool:
    return near[:1] == what[:1].lower() and abs(len(near) - len(what)) <= 2
