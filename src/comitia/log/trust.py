"""When a checkpoint is to be trusted: signed by a log of the policy, and cosigned by the policy's quorum."""

from __future__ import annotations

from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError
from comitia.log.keys import cosigned_at, verify
from comitia.log.note import COSIGNATURE_MLDSA44, Note, VerifierKey, parse_note, signed_by
from comitia.log.policy import Policy
from comitia.log.tiles import Read


@dataclass(frozen=True, slots=True)
class Trusted:
    """A checkpoint that fits the policy. `times` are the cosignatures' (seconds since 1970), by witness name."""

    checkpoint: Checkpoint
    log_keys: tuple[VerifierKey, ...]
    times: dict[str, int]


def trust(note: Note, policy: Policy, more_log_keys: tuple[VerifierKey, ...] = ()) -> Trusted:
    """Check a checkpoint against a policy. Raises ProofError `untrusted-log`, `note-signature` or `quorum`.

    `more_log_keys` are keys that took over from a trusted one by an act in the log itself.
    """
    checkpoint = Checkpoint.parse(note.text)
    keys = policy.log_keys(checkpoint.origin)
    keys += tuple(key for key in more_log_keys if key not in keys)
    by_log = signed_by(note, keys, verify)
    if not by_log:
        raise ProofError(
            "untrusted-log",
            checkpoint.origin,
            "no signature by a key that your policy names for this log",
            f"a signature by one of: {', '.join(f'{k.name}+{k.key_id.hex()}' for k in keys) or 'no key is named'}",
            "check that the policy file is your organisation's and up to date (a key may have been replaced)",
        )
    times: dict[str, int] = {}
    cosigned = []
    for party in policy.witnesses.values():
        for signature in note.signatures:
            if party.key.made(signature):
                signed_by(Note(note.text, (signature,)), [party.key], verify)
                cosigned.append(party.key)
                times[party.name] = cosigned_at(signature.data)
    if not policy.reached(cosigned):
        raise ProofError(
            "quorum",
            checkpoint.origin,
            f"{len(times)} known witnesses countersigned ({', '.join(times) or 'none'})",
            f"the policy's quorum: {policy.quorum_in_words()}",
            "ask for a receipt made after the witnesses answered; do not accept it without them",
        )
    return Trusted(checkpoint, by_log, times)


def trusted_checkpoint(read: Read, policy: Policy, origin: str) -> tuple[Note, Checkpoint, tuple[VerifierKey, ...]]:
    """The current checkpoint of a log, checked. Raises LogError when there is none or it is another log's."""
    note = current_checkpoint(read)
    found = Checkpoint.parse(note.text).origin
    if found != origin:
        raise ProofError(
            "other-log", "checkpoint", f"the log {found}", f"the log {origin}", "check the address and the policy"
        )
    trusted = trust(note, policy)
    return note, trusted.checkpoint, trusted.log_keys


def current_checkpoint(read: Read) -> Note:
    data = read("checkpoint")
    if data is None:
        raise LogError(
            "no-checkpoint",
            "checkpoint",
            "no published checkpoint",
            "a log that has published",
            "run `comitia log checkpoint`, or check the address",
        )
    return parse_note(data)


def is_post_quantum(key: VerifierKey) -> bool:
    return key.algorithm == COSIGNATURE_MLDSA44
