"""What of an act is kept for ever, and what can be erased: the split between the leaf and the vault.

The leaf keeps what rules are applied to. Three kinds of words go to the vault, because no rule reads them:

- `note` and `why`, of any act: words for people;
- the words of `particulars` and of `reasons`: the leaf keeps `true`, for that they were given is judged;
- `title` of what was reported or published. (A proposal's title stays: rules are chosen by it.)

Whatever else is known of a person, such as a name or an address, is handed in under `personal`, by person.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from comitia.log.errors import LogError
from comitia.log.leaf import canonical, parse_leaf
from comitia.log.vault import Vault

WORDS = ("note", "why")
SAID = ("particulars", "reasons")
TITLED = ("published", "reported")
_NO_NAMES = ("kind", "id", "at", "recorded")


def split(act: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """An act, without `personal`, as its leaf keeps it, and its words, by field. `joined` puts them together again."""
    kept: dict[str, Any] = {}
    words: dict[str, Any] = {}
    for name, value in act.items():
        if name == "values" and act.get("kind") == "corrected" and isinstance(value, dict):
            kept[name], said = split(value)
            words |= {name: said} if said else {}
        elif not isinstance(value, str) or not value:
            kept[name] = value
        elif name in WORDS or (name == "title" and act.get("kind") in TITLED):
            words[name] = value
        elif name in SAID:
            kept[name], words[name] = True, value
        else:
            kept[name] = value
    return kept, words


def joined(kept: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """The act as it was handed in."""
    nested = {name: {**kept[name], **value} for name, value in words.items() if isinstance(value, dict)}
    return {**kept, **words, **nested}


def part(act: dict[str, Any], vault: Vault) -> dict[str, Any]:
    """An entry for the log: what is kept of the act, with commitments to its words and to its personal payloads.

    Raises LogError, before anything is sealed, when a value cannot be kept.
    """
    personal = act.get("personal", {})
    if not isinstance(personal, dict):
        raise LogError(
            "personal", "$.personal", "something else than an object", "payloads by person id", "correct the act"
        )
    kept, words = split({key: value for key, value in act.items() if key != "personal"})
    entry: dict[str, Any] = {"act": kept}
    for payload in (entry, words, *personal.values()):  # refused before anything is kept
        canonical(payload)
    if words:
        entry["words"] = _text(vault.seal(words_of(kept), words))
    if personal:
        entry["personal"] = {person: _text(vault.seal(person, payload)) for person, payload in personal.items()}
    return entry


def whole(entry: dict[str, Any], vault: Vault) -> dict[str, Any]:
    """The act of an entry, with as many of its words and personal payloads as the vault still has."""
    act: dict[str, Any] = entry["act"]
    if "words" in entry and (opened := vault.open(base64.b64decode(entry["words"]))):
        act = joined(act, opened[1])
    personal = {person: vault.open(base64.b64decode(text)) for person, text in entry.get("personal", {}).items()}
    known = {person: opened[1] for person, opened in personal.items() if opened}
    return act | {"personal": known} if known else act


def acts_of(entries: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The entries that hold acts, in order; entries about the log itself are passed over."""
    for leaf in entries:
        entry = parse_leaf(leaf).payload
        if isinstance(entry.get("act"), dict):
            yield entry


def words_of(act: dict[str, Any]) -> str:
    """Under which name the vault keeps the key to the words of an act."""
    return f"words of the act {act.get('id', '')}"


def about(person: str, entries: Iterable[bytes]) -> list[str]:
    """The names under which the vault keeps the words of acts that concern a person, in order.

    Those are acts that name the person anywhere, and acts about an act that does (the notice of a decision, the answer
    to a question). No further: what is about an answer to a question about a decision may well be about somebody else.
    """
    naming: set[str] = set()
    found: dict[str, None] = {}
    for entry in acts_of(entries):
        act = entry["act"]
        names = set(_names({key: value for key, value in act.items() if key not in _NO_NAMES}))
        named = person in names or person in entry.get("personal", {})
        if named and isinstance(act.get("id"), str):
            naming.add(act["id"])
        if "words" in entry and (named or names & naming):
            found[words_of(act)] = None
    return list(found)


def _names(value: Any) -> Iterator[str]:
    """Every text in a value; of `member-a as secretary` both the whole and the person."""
    match value:
        case str():
            yield value
            yield value.partition(" as ")[0]
        case dict():
            yield from value
            for inner in value.values():
                yield from _names(inner)
        case list() | tuple():
            for inner in value:
                yield from _names(inner)


def _text(committed: bytes) -> str:
    return base64.b64encode(committed).decode()
