"""Is this the record? Checks a receipt, or a whole log, offline, and answers in statements that `words` puts plainly.

An answer says what is proved, what is not, and what would have to be true for it to be wrong. This file and what it
imports need only the standard library and `cryptography`: they are the zipapp.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError
from comitia.log.evidence import SplitView
from comitia.log.history import HISTORY, split_history
from comitia.log.keys import verify
from comitia.log.leaf import parse_leaf
from comitia.log.merkle import leaf_hash, leaf_hashes, verify_inclusion
from comitia.log.note import Note, VerifierKey, parse_note, signed_by
from comitia.log.policy import NONE, Policy
from comitia.log.receipt import Receipt
from comitia.log.roster import Roster
from comitia.log.tiles import WIDTH, Edge, Read, TileTree, read_bundle, read_tile, tile_path
from comitia.log.trust import Trusted, current_checkpoint, is_post_quantum, trust

PROVED, NOT_PROVED, UNLESS, NOTE = "proved", "not-proved", "unless", "note"
Progress = Callable[[int, int], None]
Value = str | int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence as data: a code with its arguments, under one of the four headings above."""

    heading: str
    code: str
    arguments: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. It exists only when everything held; what fails raises ProofError instead."""

    statements: tuple[Statement, ...]
    leaf: bytes | None = None


def check_receipt(receipt: Receipt, policy: Policy, leaf: bytes | None = None) -> Answer:
    """Check a receipt, with the leaf that it carries or the one given. Raises ProofError or LogError."""
    entry = leaf if leaf is not None else receipt.extra
    if entry is None:
        raise LogError(
            "receipt-leaf", "receipt", "no act in the receipt", "the act's bytes", "give them with --leaf FILE"
        )
    trusted = trust(receipt.checkpoint, policy)
    head = trusted.checkpoint
    verify_inclusion(leaf_hash(entry), receipt.index, head.size, receipt.path, head.root)
    statements = [
        Statement(PROVED, "included", {"index": receipt.index, "size": head.size, "origin": head.origin}),
        *_signed(trusted, policy),
    ]
    try:
        names = ", ".join(signature.name for signature in parse_leaf(entry).note.signatures)
        statements.append(Statement(NOTE, "act-names-signers", {"names": names}))
    except LogError:
        statements.append(Statement(NOTE, "not-an-act", {}))
    return Answer((*statements, *_limits(trusted, policy)), entry)


def check_log(read: Read, policy: Policy, progress: Progress = lambda done, total: None) -> Answer:
    """Check a whole log: every entry, tile, older checkpoint and signature. Raises ProofError or LogError."""
    note = current_checkpoint(read)
    head = Checkpoint.parse(note.text)
    notes = _older(read, head)
    older = {size: [Checkpoint.parse(note.text) for note in some] for size, some in notes.items()}
    edge, roster, foreign = Edge(), Roster(), False
    for index in range(-(-head.size // WIDTH)):
        entries = read_bundle(read, index, head.size)
        foreign = foreign or (index == 0 and not _opens(entries[0]))
        _same_tile(read, index, head.size, b"".join(leaf_hashes(entries)))
        for stop in [*sorted(s for s in older if edge.size < s <= edge.size + len(entries)), None]:
            take = len(entries) if stop is None else stop - index * WIDTH
            for tile in edge.extend(leaf_hashes(entries[edge.size - index * WIDTH : take])):
                if tile.level and read_tile(read, tile.level, tile.index, head.size) != tile.data:
                    raise _wrong("tile", tile.path, "hashes that do not follow from the entries")
            if stop is not None:
                _same_root(edge, older[stop])
        if not foreign:
            for entry in entries:
                roster.admit(entry)
        progress(edge.size, head.size)
    _same_root(edge, [head])
    for tile in edge.partial():
        if tile.level and read_tile(read, tile.level, tile.index, head.size) != tile.data:
            raise _wrong("tile", tile.path, "hashes that do not follow from the entries")
    trusted = _trust_through_handovers(note, policy, roster)
    _history_signed(notes, (*policy.log_keys(head.origin), *trusted.log_keys, *roster.log_keys_ever), policy)
    statements = [
        Statement(PROVED, "whole", {"size": head.size, "origin": head.origin}),
        *_signed(trusted, policy),
        Statement(PROVED, "history", {"count": sum(map(len, older.values()))}),
    ]
    if foreign:
        statements.append(Statement(NOTE, "not-acts", {}))
    else:
        statements.append(Statement(PROVED, "acts-signed", {"count": roster.size, "keys": len(roster.holders)}))
    for handover in roster.handovers:
        code = "log-key-lost" if handover.lost else "log-key-replaced"
        statements.append(Statement(NOTE, code, {"index": handover.index, "vkey": str(handover.new)}))
    return Answer((*statements, *_limits(trusted, policy)))


def check_together(read: Read, receipt: Receipt) -> None:
    """Whether a receipt's checkpoint belongs to the history of a log at hand. Raises ProofError `split-view`."""
    head, current = receipt.head, current_checkpoint(read)
    now = Checkpoint.parse(current.text)
    if now.size < head.size or TileTree(read, now.size).root_at(head.size) != head.root:
        raise split(SplitView(receipt.checkpoint, current))


def compare(receipt: Receipt, other: Receipt) -> Statement:
    """What two receipts that hold say of each other. Raises ProofError `split-view` when they contradict."""
    if receipt.head.origin != other.head.origin:
        raise LogError("other-log", "receipt", f"the log {other.head.origin}", receipt.head.origin, "compare alike")
    view = SplitView(receipt.checkpoint, other.checkpoint)
    if view.conclusive:
        raise split(view)
    if receipt.head.size == other.head.size:
        return Statement(NOTE, "against-same", {})
    return Statement(NOTE, "against-open", {"size": other.head.size})


def check_evidence(view: SplitView, policy: Policy) -> Statement:
    """Whether both checkpoints of a split view are the log's. Raises ProofError `split-view` when it is conclusive."""
    for note in (view.first, view.second):
        origin = Checkpoint.parse(note.text).origin
        if not signed_by(note, policy.log_keys(origin), verify):
            raise ProofError(
                "untrusted-log", origin, "a checkpoint that the log's key did not sign", "both signed", "no evidence"
            )
    if view.conclusive:
        raise split(view)
    return Statement(NOTE, "evidence-open", {})


def split(view: SplitView) -> ProofError:
    one, other = view.heads
    return ProofError(
        "split-view",
        one.origin,
        f"signed checkpoints of sizes {one.size} and {other.size} that are not of one history",
        "one history, only ever extended",
        "keep both files; show them to other members, the keepers and the witnesses",
    )


def _trust_through_handovers(note: Note, policy: Policy, roster: Roster) -> Trusted:
    """Trust the policy's keys, and those to which a trusted key handed over by its own signature in the log.

    A handover because the old key was lost carries no such signature: then the policy itself must be renewed.
    """
    known = list(policy.log_keys(Checkpoint.parse(note.text).origin))
    for handover in roster.handovers:
        if handover.old in known and not handover.lost:
            known.append(handover.new)
    return trust(note, policy, tuple(known))


def _signed(trusted: Trusted, policy: Policy) -> list[Statement]:
    keys = ", ".join(f"{key.name}+{key.key_id.hex()}" for key in trusted.log_keys)
    found = [Statement(PROVED, "signed-by-log", {"keys": keys})]
    if trusted.times:
        arguments: dict[str, Value] = {"count": len(trusted.times), "names": ", ".join(trusted.times)}
        found.append(Statement(PROVED, "witnessed", arguments | {"seconds": max(trusted.times.values())}))
    if policy.quorum != NONE:
        found.append(Statement(PROVED, "quorum", {"quorum": policy.quorum_in_words()}))
    return found


def _limits(trusted: Trusted, policy: Policy) -> list[Statement]:
    limits = [Statement(NOT_PROVED, "true", {}), Statement(NOT_PROVED, "complete", {})]
    if policy.quorum == NONE:
        limits.append(Statement(NOT_PROVED, "same-for-all", {}))
        limits.append(Statement(UNLESS, "log-key-misused", {}))
    else:
        limits.append(Statement(UNLESS, "quorum-misused", {"quorum": policy.quorum_in_words()}))
    limits.append(Statement(UNLESS, "hash-broken", {}))
    limits.append(Statement(UNLESS, "other-policy", {}))
    if not any(map(is_post_quantum, (*trusted.log_keys, *(p.key for p in policy.witnesses.values())))):
        limits.append(Statement(UNLESS, "quantum", {}))
    return limits


def _older(read: Read, head: Checkpoint) -> dict[int, list[Note]]:
    """Every checkpoint of the history by size; all must be of this log. Some may be newer than `head` by now."""
    found: dict[int, list[Note]] = {}
    for note in map(parse_note, _whole_history(read)):
        checkpoint = Checkpoint.parse(note.text)
        if checkpoint.origin != head.origin:
            raise _wrong("history", HISTORY, f"a checkpoint of {checkpoint.origin}")
        found.setdefault(checkpoint.size, []).append(note)
    return found


def _whole_history(read: Read) -> list[bytes]:
    """The history's notes. A log being written may be read in the middle of a note: then it is read again."""
    for _ in range(3):
        data = read(HISTORY) or b""
        notes = split_history(data)
        if sum(len(note) + 1 for note in notes) == len(data):
            return notes
    raise _wrong("history", HISTORY, "a history that is cut off or has something between its checkpoints")


def _history_signed(notes: dict[int, list[Note]], log_keys: tuple[VerifierKey, ...], policy: Policy) -> None:
    """Each older checkpoint carries a signature of a key that the log had, and no false one of a known key."""
    witnesses = [party.key for party in policy.witnesses.values()]
    for note in (note for some in notes.values() for note in some):
        signed_by(note, witnesses, verify)
        if not signed_by(note, log_keys, verify):
            raise _wrong("history", HISTORY, f"an unsigned checkpoint: {Checkpoint.parse(note.text).size}")


def _opens(entry: bytes) -> bool:
    try:
        return "log" in parse_leaf(entry).payload
    except LogError:
        return False


def _same_tile(read: Read, index: int, size: int, hashes: bytes) -> None:
    if read_tile(read, 0, index, size) != hashes:
        raise _wrong("tile", tile_path(0, index), "leaf hashes that do not follow from the entries")


def _same_root(edge: Edge, checkpoints: list[Checkpoint]) -> None:
    for checkpoint in checkpoints:
        if edge.root() != checkpoint.root:
            raise _wrong("root", f"checkpoint of size {checkpoint.size}", "a root that is not that of the entries")


def _wrong(code: str, place: str, found: str) -> ProofError:
    required = "what follows from the entries of this log"
    advice = "the log was altered or damaged: keep this copy, fetch it again from a mirror, and compare"
    return ProofError(code, place, found, required, advice)
