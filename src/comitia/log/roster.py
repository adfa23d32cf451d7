"""Whose signatures an act needs. Entries with the word `log` at their top speak of the log itself, and say it.

`opened` is the first entry: it names the log, its keys and the first officers' keys, and is signed by all of those
officers. `officer-key` brings in a key (signed by it and by an officer), `officer-key-ended` ends one, `log-key`
hands the log over to another key (signed by the new key, an officer and, unless it is lost, the old key).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from comitia.log.errors import LogError, ProofError
from comitia.log.leaf import Leaf, parse_leaf, signers
from comitia.log.note import VerifierKey, parse_vkey

OPENED, OFFICER_KEY, OFFICER_KEY_ENDED, LOG_KEY = "opened", "officer-key", "officer-key-ended", "log-key"


def opened(origin: str, officers: Iterable[tuple[str, VerifierKey]], log_keys: Iterable[VerifierKey]) -> dict[str, Any]:
    """The first entry's payload; `officers` are (holder, key)."""
    return {
        "log": OPENED,
        "origin": origin,
        "officers": [{"holder": holder, "vkey": str(key)} for holder, key in officers],
        "log_keys": [str(key) for key in log_keys],
    }


def officer_key(holder: str, key: VerifierKey) -> dict[str, Any]:
    return {"log": OFFICER_KEY, "holder": holder, "vkey": str(key)}


def officer_key_ended(key: VerifierKey) -> dict[str, Any]:
    return {"log": OFFICER_KEY_ENDED, "vkey": str(key)}


def log_key(new: VerifierKey, old: VerifierKey, *, lost: bool = False) -> dict[str, Any]:
    return {"log": LOG_KEY, "vkey": str(new), "replaces": str(old), "lost": lost}


@dataclass(frozen=True, slots=True)
class Handover:
    """Entry `index` gave the log from one key to another; `lost`: the old key could not sign it."""

    index: int
    old: VerifierKey
    new: VerifierKey
    lost: bool


class Roster:
    """The keys in force after the entries seen so far. Feed it every entry, in order."""

    def __init__(self) -> None:
        self.holders: dict[VerifierKey, str] = {}
        self.log_keys: tuple[VerifierKey, ...] = ()
        self.log_keys_ever: tuple[VerifierKey, ...] = ()
        self.handovers: list[Handover] = []
        self.size = 0

    def copy(self) -> Roster:
        return Roster.load(self.dump())

    def dump(self) -> str:
        """JSON from which `load` makes the same roster again."""
        return json.dumps(
            {
                "size": self.size,
                "holders": [[str(key), holder] for key, holder in self.holders.items()],
                "log_keys": [str(key) for key in self.log_keys],
                "log_keys_ever": [str(key) for key in self.log_keys_ever],
                "handovers": [[h.index, str(h.old), str(h.new), h.lost] for h in self.handovers],
            }
        )

    @classmethod
    def load(cls, text: str) -> Roster:
        facts, roster = json.loads(text), cls()
        roster.size = facts["size"]
        roster.holders = {parse_vkey(key): holder for key, holder in facts["holders"]}
        roster.log_keys = tuple(map(parse_vkey, facts["log_keys"]))
        roster.log_keys_ever = tuple(map(parse_vkey, facts["log_keys_ever"]))
        roster.handovers = [
            Handover(index, parse_vkey(old), parse_vkey(new), lost) for index, old, new, lost in facts["handovers"]
        ]
        return roster

    def admit(self, entry: bytes) -> Leaf:
        """Check one entry's signatures and take over what it says of keys. Raises ProofError with its number."""
        try:
            leaf = parse_leaf(entry)
            self._take(leaf)
        except LogError as error:
            place = f"entry {self.size}"
            place += f", {error.place}" if error.place[:1].isdigit() or error.place.startswith("$") else ""
            raise ProofError(error.code, place, error.found, error.required, error.advice) from None
        self.size += 1
        return leaf

    def _take(self, leaf: Leaf) -> None:
        word = leaf.payload.get("log")
        if self.size == 0:
            if word != OPENED:
                raise _refused("an entry that does not open the log", "the entry `opened` as number 0")
            return self._open(leaf)
        by = signers(leaf, tuple(self.holders))
        if not by:
            raise _refused("no signature by an officer's key in force", "one at least")
        match word:
            case None:
                return None
            case "officer-key":
                key = _key(leaf, "vkey")
                _also(leaf, key)
                self.holders[key] = _text(leaf, "holder")
            case "officer-key-ended":
                if self.holders.pop(_key(leaf, "vkey"), None) is None or not self.holders:
                    raise _refused("the end of a key that is not in force, or of the last one", "another key in force")
            case "log-key":
                new, old = _key(leaf, "vkey"), _key(leaf, "replaces")
                _also(leaf, new)
                if old not in self.log_keys:
                    raise _refused("the end of a log key that is not in force", "a log key in force")
                lost = leaf.payload.get("lost") is True
                if not lost:
                    _also(leaf, old)
                self.log_keys = (*(key for key in self.log_keys if key != old), new)
                self.log_keys_ever += (new,)
                self.handovers.append(Handover(self.size, old, new, lost))
            case _:
                raise _refused(f"the word {word!r} at `log`", "a word that this version knows")
        return None

    def _open(self, leaf: Leaf) -> None:
        officers, log_keys = leaf.payload.get("officers"), leaf.payload.get("log_keys")
        if not isinstance(officers, list) or not isinstance(log_keys, list) or not officers or not log_keys:
            raise _refused("no officers or no log keys", "`officers` and `log_keys`, one at least of each")
        for officer in officers:
            if not isinstance(officer, dict) or not all(isinstance(officer.get(k), str) for k in ("holder", "vkey")):
                raise _refused("an officer without holder or key", "`holder` and `vkey` for each officer")
            key = parse_vkey(officer["vkey"])
            _also(leaf, key)
            self.holders[key] = officer["holder"]
        self.log_keys = self.log_keys_ever = tuple(parse_vkey(str(key)) for key in log_keys)


def _also(leaf: Leaf, key: VerifierKey) -> None:
    if not signers(leaf, (key,)):
        raise _refused(f"no signature by {key.name}", "a signature by each key that this entry speaks of")


def _key(leaf: Leaf, name: str) -> VerifierKey:
    return parse_vkey(_text(leaf, name))


def _text(leaf: Leaf, name: str) -> str:
    value = leaf.payload.get(name)
    if not isinstance(value, str):
        raise _refused(f"no text at `{name}`", f"`{name}`, a text")
    return value


def _refused(found: str, required: str) -> ProofError:
    advice = "do not trust this log as it is; compare it with a mirror and ask its keepers"
    return ProofError("entry", "entry", found, required, advice)
