"""A log's folder, opened for work: its policy, its signer, its witnesses, its vault, and acts appended to it.

FOLDER/policy     what members trust (they get the same file)
FOLDER/public     what any static web server may serve: checkpoint, checkpoints, tile/
FOLDER/private    journal, vault and the address of the signer; never served
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from comitia.log.ask import Witnesses
from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, Refusal
from comitia.log.history import PRIVATE, PUBLIC
from comitia.log.keys import SigningKey, load
from comitia.log.leaf import make_leaf, parse_leaf
from comitia.log.note import Note
from comitia.log.policy import Policy, parse_policy
from comitia.log.receipt import Receipt
from comitia.log.roster import Roster, opened
from comitia.log.signer import KeySigner, SignedState, Signer, SocketSigner
from comitia.log.source import open_source
from comitia.log.split import about, part
from comitia.log.store import FolderStore
from comitia.log.tiles import Read, TileTree, entries_of
from comitia.log.trust import current_checkpoint
from comitia.log.vault import Vault
from comitia.log.writer import Published, Writer

POLICY, SIGNER, ROSTER = "policy", "signer", "roster"


def make_log(
    folder: Path, origin: str, officers: Sequence[tuple[str, SigningKey]], signer: str, policy: bytes
) -> Published:
    """Make a log whose first entry names its officers. `signer` is `socket PATH` or `keys STATE KEY...`."""
    if (folder / PUBLIC).exists():
        raise LogError("log-exists", str(folder), "a log in this folder", "a new folder", "choose another folder")
    parse_policy(policy)
    store = FolderStore(folder, create=True)
    store.close()
    (folder / POLICY).write_bytes(policy)
    (folder / PRIVATE / SIGNER).write_text(signer + "\n", encoding="utf-8")
    with writing(folder) as writer:
        keys = open_signer(folder, origin).keys()
        payload = opened(origin, [(holder, key.public) for holder, key in officers], keys)
        writer.append([make_leaf(payload, [key for _, key in officers])])
        return writer.checkpoint()


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """The log's writer, closed at the end. Raises Refusal when the log must not be written."""
    policy = read_policy(folder)
    origin = origin_of(policy, folder)
    ask = Witnesses(policy) if policy.witnesses else None
    writer = Writer(FolderStore(folder), open_signer(folder, origin), origin, ask)
    try:
        yield writer
    finally:
        writer.close()


def append_acts(
    writer: Writer, vault: Vault, roster: Roster, acts: Iterable[dict[str, Any]], keys: Sequence[SigningKey]
) -> range:
    """Append acts, signed by officers' keys; personal payloads go to the vault. Returns their numbers.

    Raises Refusal `acts-unsigned` when none of the keys is an officer's in force: nobody could verify such a log.
    """
    acts = list(acts)
    if not any(key.public in roster.holders for key in keys):
        raise Refusal(
            "acts-unsigned",
            writer.origin,
            f"keys of {', '.join(key.name for key in keys) or 'nobody'}, none of them an officer's in force",
            f"a key of: {', '.join(f'{holder} ({key.name})' for key, holder in roster.holders.items())}",
            "sign with one of those, or bring the new key in first with `comitia log officer`",
        )
    _not_backwards(_last_recorded(writer), acts)
    leaves = [make_leaf(part(act, vault), keys) for act in acts]
    first = writer.append(leaves)
    return range(first, first + len(leaves))


def kept_of(person: str, entries: Iterable[bytes], vault: Vault) -> list[tuple[str, int]]:
    """What the vault keeps of a person, by owner: the person's payloads, then the words of acts about the person."""
    kept = dict(vault.persons())
    return [(owner, kept[owner]) for owner in (person, *about(person, entries)) if owner in kept]


def entries_in(folder: Path, size: int) -> Iterator[bytes]:
    """The first `size` entries of the log in a folder."""
    return entries_of(open_source(str(folder)), 0, size, size)


def receipt_for(read: Read, index: int) -> Receipt:
    """A receipt for entry `index` under the current checkpoint, carrying the entry. Raises LogError `no-entry`."""
    note = current_checkpoint(read)
    size = Checkpoint.parse(note.text).size
    if not 0 <= index < size:
        raise LogError(
            "no-entry",
            f"entry {index}",
            f"a published log of {size} entries",
            f"a number from 0 to {size - 1}",
            "publish first with `comitia log checkpoint`, or give another number",
        )
    entry = next(entries_of(read, index, index + 1, size))
    return Receipt(index, tuple(TileTree(read, size).inclusion(index)), note, entry)


def roster_of(folder: Path, writer: Writer) -> Roster:
    """The keys in force at the end of the log just opened. What was worked out before is kept in `private/roster`."""
    path = folder / PRIVATE / ROSTER
    try:
        roster = Roster.load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, LogError):
        roster = Roster()
    if roster.size > writer.size:
        roster = Roster()
    read = open_source(str(folder))
    for entry in entries_of(read, roster.size, writer.size, writer.size):
        roster.admit(entry)
    path.write_text(roster.dump(), encoding="utf-8")
    return roster


def read_policy(folder: Path) -> Policy:
    """The policy in a log's folder. Raises LogError with the file's line."""
    path = folder / POLICY
    if not path.is_file():
        raise LogError("no-log", str(folder), "no policy file", "a folder made by `comitia log init`", "check the path")
    try:
        return parse_policy(path.read_bytes())
    except LogError as error:
        raise error.at(str(path)) from None


def origin_of(policy: Policy, folder: Path) -> str:
    names = {party.name for party in policy.logs}
    if len(names) != 1:
        raise LogError(
            "policy-log",
            str(folder / POLICY),
            f"{len(names)} logs",
            "the one log of this folder",
            "keep policies that trust several logs elsewhere",
        )
    return names.pop()


def open_signer(folder: Path, origin: str) -> Signer:
    """The signer that `private/signer` names: a socket, or keys in this process with their state file."""
    path = folder / PRIVATE / SIGNER
    words = path.read_text(encoding="utf-8").rstrip("\n").split("\t") if path.is_file() else []
    match words:
        case ["socket", socket]:
            return SocketSigner(folder / socket)
        case ["keys", state, *keys] if keys:
            return KeySigner(origin, [load(folder / key) for key in keys], SignedState(folder / state))
    raise LogError(
        "signer-address",
        str(path),
        "no address of a signer",
        "`socket PATH` or `keys STATE KEY...`, parted by tabs",
        "write it, or use a folder made by `comitia log init`; a mirror has no signer and cannot be written",
    )


def status(folder: Path) -> dict[str, Any]:
    """What an operator wants to know, read without taking the log."""
    store = FolderStore(folder)
    try:
        accepted, pending = store.head(), store.pending()
    finally:
        store.close()
    read = open_source(str(folder))
    note: Note | None = current_checkpoint(read) if read("checkpoint") else None
    published = Checkpoint.parse(note.text).size if note else 0
    waiting = Checkpoint.parse(Note(pending.partition(b"\n\n")[0] + b"\n", ()).text).size if pending else None
    return {"accepted": accepted, "published": published, "pending": waiting, "checkpoint": note}


def _last_recorded(writer: Writer) -> str | None:
    for leaf in reversed(writer.last_leaves()):
        try:
            act = parse_leaf(leaf).payload.get("act", {})
        except LogError:
            continue
        if isinstance(act, dict) and isinstance(act.get("recorded"), str):
            return str(act["recorded"])
    return None


def _not_backwards(last: str | None, acts: Iterable[dict[str, Any]]) -> None:
    """An act cannot be put on the record before the one above it: the sign of a clock that was set back."""
    for number, act in enumerate(acts, 1):
        now = act.get("recorded")
        if not isinstance(now, str):
            continue
        if last is not None and _earlier(now, last):
            raise Refusal(
                "recorded-backwards",
                f"act {number}",
                f"recorded {now}, after an act recorded {last}",
                "times of recording that never run backwards",
                "set this machine's clock right; an act that happened earlier keeps its own `at`",
            )
        last = now


def _earlier(one: str, other: str) -> bool:
    """Whether `one` is surely before `other`; texts that are no dates are left to the judge."""
    try:
        if "T" in one and "T" in other:
            first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
            if first.tzinfo and second.tzinfo:
                return first < second
        day, limit = date.fromisoformat(one[:10]), date.fromisoformat(other[:10])
    except ValueError:
        return False
    return day < limit


def erased_act(person: str, moment: datetime) -> dict[str, Any]:
    """The act that says that a person's data were destroyed."""
    at = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    return {"kind": "erased", "id": f"erased {person} {at}", "at": at, "recorded": at, "person": person}


def read_acts(data: bytes, place: str) -> list[dict[str, Any]]:
    """JSON Lines in UTF-8: one act a line. Raises LogError with `file:line:column`."""
    acts = []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{place}:{data[: error.start].count(10) + 1}:1"
        raise LogError("acts", where, "bytes that are not UTF-8", "UTF-8 text", "save it as UTF-8") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            act = json.loads(line)
        except json.JSONDecodeError as error:
            raise _bad_act(f"{place}:{number}:{error.colno}", error.msg.lower()) from None
        except (RecursionError, ValueError):
            raise _bad_act(f"{place}:{number}:1", "values nested too deeply, or a number too long") from None
        if not isinstance(act, dict):
            raise _bad_act(f"{place}:{number}:1", "no JSON object")
        acts.append(act)
    return acts


def _bad_act(place: str, found: str) -> LogError:
    return LogError("acts", place, found, "one JSON object a line", "correct that line, then run it again")
