"""RFC 6962 trees, against the definition written out, and everything that a proof must refuse."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comitia.log.errors import ProofError
from comitia.log.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [leaf_hash(b"act %d" % n) for n in range(300)]


def defined_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


def defined_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if index < split:
        return [*defined_path(index, leaves[:split]), defined_root(leaves[split:])]
    return [*defined_path(index - split, leaves[split:]), defined_root(leaves[:split])]


def defined_subproof(old: int, leaves: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word."""
    if old == len(leaves):
        return [] if whole else [defined_root(leaves)]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    if old <= split:
        return [*defined_subproof(old, leaves[:split], whole), defined_root(leaves[split:])]
    return [*defined_subproof(old - split, leaves[split:], False), defined_root(leaves[:split])]


def node(level: int, index: int) -> bytes:
    return defined_root(LEAVES[index << level : (index + 1) << level])


def test_known_hashes_of_nothing() -> None:
    # RFC 6962 defines both; their values are those of SHA-256 of the empty string and of one zero byte.
    assert EMPTY_ROOT.hex().startswith("e3b0c44298fc1c14")
    assert leaf_hash(b"").hex().startswith("6e340b9cffb37a98")


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33])
def test_every_proof_of_a_small_tree_is_the_defined_one_and_holds(size: int) -> None:
    root = root_of(LEAVES[:size])
    assert root == defined_root(LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(index, size, node)
        assert proof == defined_path(index, LEAVES[:size])
        verify_inclusion(LEAVES[index], index, size, proof, root)
    for old in range(1, size + 1):
        proof = consistency_proof(old, size, node)
        assert proof == defined_subproof(old, LEAVES[:size])
        verify_consistency(old, size, root_of(LEAVES[:old]), root, proof)


@given(st.data())
def test_no_changed_inclusion_proof_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(index, size, node), root_of(LEAVES[:size])
    changes = [
        (LEAVES[index], index + 1, size, proof, root),
        (LEAVES[index], index, size, [*proof, root], root),
        (LEAVES[index], index, size, [root, *proof], root),
        (LEAVES[index], size, size, proof, root),
        (LEAVES[index], -1, size, proof, root),
        (leaf_hash(b"another act"), index, size, proof, root),
        (LEAVES[index], index, size, proof, leaf_hash(b"another root")),
        (LEAVES[index], index, size, [step[:31] for step in proof] or [b""], root),
    ]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        bit = data.draw(st.integers(0, 255))
        flipped = (int.from_bytes(proof[at], "big") ^ (1 << bit)).to_bytes(32, "big")
        changes += [
            (LEAVES[index], index, size, proof[:-1], root),
            (LEAVES[index], index, size, [*proof[:at], flipped, *proof[at + 1 :]], root),
        ]
    for change in changes:
        with pytest.raises(ProofError):
            verify_inclusion(*change)


@given(st.data())
def test_no_changed_consistency_proof_holds(data: st.DataObject) -> None:
    new = data.draw(st.integers(2, 300))
    old = data.draw(st.integers(1, new - 1))
    proof = consistency_proof(old, new, node)
    one, other = root_of(LEAVES[:old]), root_of(LEAVES[:new])
    at = data.draw(st.integers(0, len(proof) - 1))
    flipped = bytes([proof[at][0] ^ 1]) + proof[at][1:]
    for change in [
        (old, new, other, one, proof),
        (old, new, one, other, proof[:-1]),
        (old, new, one, other, [*proof, other]),
        (old, new, one, other, [*proof[:at], flipped, *proof[at + 1 :]]),
        (old, new, leaf_hash(b"x"), other, proof),
        (old, new, one, leaf_hash(b"x"), proof),
        (0, new, EMPTY_ROOT, other, []),
        (new, old, other, one, proof),
        (new, new, other, other, proof),
        (old, new, one[:31], other, proof),
    ]:
        with pytest.raises(ProofError):
            verify_consistency(*change)


def test_two_roots_of_one_size_are_not_consistent() -> None:
    with pytest.raises(ProofError, match="consistency-root"):
        verify_consistency(3, 3, LEAVES[0], LEAVES[1], [])


def test_a_leaf_beyond_the_tree_has_no_proof() -> None:
    with pytest.raises(ValueError, match="leaf 8 is not in a tree of 8 leaves"):
        inclusion_proof(8, 8, node)
    with pytest.raises(ValueError, match="does not extend"):
        consistency_proof(9, 8, node)
