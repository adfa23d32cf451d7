"""The one rule against forks, used alike by signers and witnesses: a log may only extend what was seen of it.

Also the request in which a log asks either of them (c2sp.org/tlog-witness, `add-checkpoint`).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from comitia.log.checkpoint import Checkpoint, parse_number
from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.merkle import EMPTY_ROOT, verify_consistency
from comitia.log.note import decode_base64

MAX_PROOF = 63


@dataclass(frozen=True, slots=True)
class Head:
    """The size and root last signed or cosigned; (0, empty root) when none was."""

    size: int = 0
    root: bytes = EMPTY_ROOT


class Stale(Refusal):
    """The proof does not start where the other side stands; `size` says where that is (HTTP 409)."""

    def __init__(self, size: int, old: int) -> None:
        super().__init__(
            "stale-size",
            "request",
            f"a proof from size {old}",
            f"a proof from size {size}, the last one signed here",
            "ask again from that size; if your log is smaller than that, refill it from a mirror first",
        )
        self.size = size


@dataclass(frozen=True, slots=True)
class Growth:
    """A request to sign: the size last signed, a consistency proof from there, and what to sign (opaque here)."""

    old: int
    proof: tuple[bytes, ...]
    body: bytes

    @property
    def data(self) -> bytes:
        lines = [f"old {self.old}", *(base64.b64encode(step).decode() for step in self.proof)]
        return ("\n".join(lines) + "\n\n").encode() + self.body

    @classmethod
    def parse(cls, data: bytes) -> Growth:
        """Raises LogError `growth` (HTTP 400) with `line:column`."""
        top, blank, body = data.partition(b"\n\n")
        lines = top.decode("ascii", "replace").split("\n")
        if not blank or not lines[0].startswith("old "):
            raise _bad(1, "no `old SIZE` line, or no blank line below the proof", "`old SIZE`, hashes, a blank line")
        if len(lines) - 1 > MAX_PROOF:
            raise _bad(2, f"{len(lines) - 1} hashes", f"at most {MAX_PROOF}")
        old = parse_number(lines[0][4:], 1, 5)
        proof = []
        for number, line in enumerate(lines[1:], 2):
            try:
                proof.append(decode_base64(line))
            except LogError as error:
                raise _bad(number, error.found, error.required) from None
        return cls(old, tuple(proof), body)


def check_growth(last: Head, old: int, proof: Sequence[bytes], new: Checkpoint) -> Head:
    """The new head, when `new` extends `last`.

    Raises LogError when `old` exceeds the new size (HTTP 400), Stale when `old` is not the last size (409), and
    ProofError when the proof or the root does not fit (422). In that order: the specification's.
    """
    if old > new.size:
        raise _bad(1, f"an old size of {old} above the new size {new.size}", "an old size that is not larger")
    if old != last.size:
        raise Stale(last.size, old)
    if new.size == 0 and new.root != EMPTY_ROOT:
        raise _forked("another root than the empty tree's", "SHA-256 of nothing as the root of size 0")
    if old == 0:
        if proof:
            raise _forked("a proof from size 0", "no proof: everything extends the empty tree")
    else:
        verify_consistency(old, new.size, last.root, new.root, proof)
    return Head(new.size, new.root)


def _forked(found: str, required: str) -> ProofError:
    return ProofError("growth-root", "request", found, required, "do not sign; keep the request as evidence")


def _bad(line: int, found: str, required: str) -> LogError:
    return LogError("growth", f"{line}:1", found, required, "correct the request; see c2sp.org/tlog-witness")
