"""Leaves: what the log keeps of an act. A signed note whose text is one line of canonical JSON (RFC 8785).

Stored bytes are verified as they are and never made canonical again. Values are strings, booleans, integers within
2**53 - 1, arrays and objects: what every JSON reader in the world reads alike.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comitia.log.errors import LogError, shown
from comitia.log.keys import SigningKey
from comitia.log.note import Note, VerifierKey, parse_note
from comitia.log.tiles import MAX_ENTRY

MAX_INTEGER = (1 << 53) - 1
_NEXT = "correct the value that is named; long or private text belongs in the vault"


@dataclass(frozen=True, slots=True)
class Leaf:
    """`payload` is the JSON object; `note` is the signed note as stored."""

    payload: dict[str, Any]
    note: Note


def canonical(payload: Any) -> bytes:
    """RFC 8785 bytes. Raises LogError `leaf-value` for a value that a leaf cannot hold."""
    import rfc8785

    try:
        _check(payload, "$")
        return rfc8785.dumps(payload)
    except RecursionError:
        raise _bad("$", "values nested too deeply", "fewer than some hundred levels") from None
    except UnicodeEncodeError:
        raise _bad("$", "half of a surrogate pair", "text in whole characters") from None


def make_leaf(payload: dict[str, Any], keys: Sequence[SigningKey]) -> bytes:
    """A leaf signed by each of `keys` (one at least). Raises LogError `leaf-size` beyond 65,535 bytes."""
    if not keys:
        raise LogError("leaf-unsigned", "$", "no signing key", "one officer's key or more", "name a key with --key")
    text = canonical(payload) + b"\n"
    data = Note(text, tuple(key.sign(text) for key in keys)).data
    if len(data) > MAX_ENTRY:
        raise LogError("leaf-size", "$", f"{len(data)} bytes", f"at most {MAX_ENTRY} bytes with signatures", _NEXT)
    return data


def parse_leaf(data: bytes) -> Leaf:
    """Read a leaf. Raises LogError with its place; a key written twice in an object is refused."""
    note = parse_note(data)
    line = note.text[:-1].decode()
    try:
        payload = json.loads(line, object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float)
    except json.JSONDecodeError as error:
        raise _bad(f"{error.lineno}:{error.colno}", error.msg.lower(), "one line of JSON") from None
    except RecursionError:
        raise _bad("1:1", "values nested too deeply", "fewer than some hundred levels") from None
    except ValueError:
        raise _bad("1:1", "a number of thousands of digits", f"an integer within ±{MAX_INTEGER}") from None
    if not isinstance(payload, dict) or "\n" in line:
        raise _bad("1:1", shown(line), "one JSON object on one line")
    try:
        _check(payload, "$")
    except RecursionError:
        raise _bad("1:1", "values nested too deeply", "fewer than some hundred levels") from None
    return Leaf(payload, note)


def signers(leaf: Leaf, keys: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    """Which of `keys` signed the leaf. Raises ProofError when a signature of one of them does not fit."""
    from comitia.log.keys import verify
    from comitia.log.note import signed_by

    return signed_by(leaf.note, keys, verify)


def _check(value: Any, place: str) -> None:
    match value:
        case bool() | str():
            return
        case int():
            if abs(value) > MAX_INTEGER:
                raise _bad(place, f"the integer {value}", f"an integer within ±{MAX_INTEGER}")
        case list() | tuple():
            for number, item in enumerate(value):
                _check(item, f"{place}[{number}]")
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise _bad(place, f"the key {key!r}", "keys that are strings")
                _check(item, f"{place}.{key}")
        case _:
            found = "null" if value is None else f"{type(value).__name__} {shown(repr(value))}"
            raise _bad(place, found, "a string, boolean, integer, array or object (leave out what is unknown)")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _bad("1:1", f"the key {shown(twice)} twice in one object", "each key once")
    return made


def _no_float(text: str) -> Any:
    raise _bad("1:1", f"the number {shown(text)}", "integers only; write a decimal as a string")


def _bad(place: str, found: str, required: str) -> LogError:
    return LogError("leaf-value", place, found, required, _NEXT)
