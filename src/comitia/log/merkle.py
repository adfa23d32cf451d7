"""RFC 6962 Merkle trees: hashes, roots, inclusion and consistency proofs, and how they are checked.

Pure functions on `hashlib`. A tree is read through `node(level, index)`: the hash of the complete subtree over the
leaves [index * 2**level, (index + 1) * 2**level). Where those hashes are kept is not this file's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from comitia.log.errors import ProofError

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()
Node = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256(0x00 || entry), RFC 6962 section 2.1."""
    return sha256(b"\0" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    return [sha256(b"\0" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right), RFC 6962 section 2.1."""
    return sha256(b"\x01" + left + right).digest()


def fold_once(hashes: Sequence[bytes]) -> list[bytes]:
    """One level up. A last hash without a partner is promoted unchanged."""
    pairs = iter(hashes)
    above = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
    if len(hashes) % 2:
        above.append(hashes[-1])
    return above


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of a list of leaf hashes."""
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > 1:
        hashes = fold_once(hashes)
    return hashes[0]


def ragged_edge(size: int, node: Node) -> list[bytes]:
    """At each level, the hash of the last subtree of a tree of `size` > 0 leaves, complete or not."""
    last = size - 1
    edge = [node(0, last)]
    level = 0
    while last:
        edge.append(node_hash(node(level, last - 1), edge[-1]) if last & 1 else edge[-1])
        last >>= 1
        level += 1
    return edge


def inclusion_proof(
    index: int, size: int, node: Node, edge: Sequence[bytes] | None = None, level: int = 0
) -> list[bytes]:
    """PATH(index, D[size]), RFC 6962 section 2.1.1, from the sibling of the leaf up to the child of the root.

    `edge` is `ragged_edge(size, node)` when the caller has it already; `level` > 0 starts from the node
    `index` of that level instead of a leaf. Raises ValueError when `index` is not in the tree.
    """
    last = (size - 1) >> level
    if not 0 <= index <= last:
        raise ValueError(f"leaf {index} is not in a tree of {size} leaves")
    if edge is None:
        edge = ragged_edge(size, node)
    proof = []
    while last:
        if index & 1:
            proof.append(node(level, index - 1))
        elif index + 1 == last:
            proof.append(edge[level])
        elif index < last:
            proof.append(node(level, index + 1))
        index >>= 1
        last >>= 1
        level += 1
    return proof


def consistency_proof(old: int, new: int, node: Node, edge: Sequence[bytes] | None = None) -> list[bytes]:
    """PROOF(old, D[new]), RFC 6962 section 2.1.2. Empty when `old` is 0 or equals `new`."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} leaves does not extend one of {old}")
    if old in (0, new):
        return []
    level = (old & -old).bit_length() - 1
    index = (old >> level) - 1
    path = inclusion_proof(index, new, node, edge, level)
    return path if index == 0 else [node(level, index), *path]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raises ProofError unless `proof` shows that `leaf` (a leaf hash) is number `index` of the tree `root`."""
    if not 0 <= index < size:
        raise _refused("inclusion-index", f"leaf number {index}", f"a number below the tree's size, {size}")
    turns = (index ^ (size - 1)).bit_length()
    length = turns + (index >> turns).bit_count()
    if len(proof) != length:
        raise _refused("inclusion-length", f"{len(proof)} hashes", f"{length} hashes for leaf {index} of {size}")
    _check_sizes("inclusion-hash", proof, leaf, root)
    if _climb(leaf, index, turns, proof) != root:
        raise _refused("inclusion-root", "the proof leads to another root", "the root that was signed")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raises ProofError unless `proof` shows that the tree `new_root` only extends the tree `old_root`.

    `old` must be at least 1: that everything extends the empty tree needs no proof, and shows nothing.
    """
    if not 1 <= old <= new:
        raise _refused("consistency-size", f"from {old} to {new} leaves", "1 <= old size <= new size")
    if old == new:
        if proof:
            raise _refused("consistency-length", f"{len(proof)} hashes", "none: the sizes are equal")
        if old_root != new_root:
            raise _refused("consistency-root", "two roots for one size", "one root for one size")
        return
    _check_sizes("consistency-hash", proof, old_root, new_root)
    level = (old & -old).bit_length() - 1
    index, last = (old >> level) - 1, (new - 1) >> level
    turns = (index ^ last).bit_length()
    length = turns + (index >> turns).bit_count() + (index > 0)
    if len(proof) != length:
        raise _refused("consistency-length", f"{len(proof)} hashes", f"{length} hashes from {old} to {new}")
    seed, path = (proof[0], proof[1:]) if index else (old_root, proof)
    if _climb_left(seed, index, turns, path) != old_root:
        raise _refused("consistency-root", "the proof leads to another old root", "the root seen before")
    if _climb(seed, index, turns, path) != new_root:
        raise _refused("consistency-root", "the proof leads to another new root", "the root that was signed")


def _climb(seed: bytes, index: int, turns: int, path: Sequence[bytes]) -> bytes:
    """Up to the root: `turns` steps inside the tree, then along its right border."""
    hashed = sha256
    for step in path[:turns]:
        seed = hashed(b"\x01" + step + seed if index & 1 else b"\x01" + seed + step).digest()
        index >>= 1
    for step in path[turns:]:
        seed = hashed(b"\x01" + step + seed).digest()
    return seed


def _climb_left(seed: bytes, index: int, turns: int, path: Sequence[bytes]) -> bytes:
    """The same climb using only what lies to the left: the root of the older tree."""
    for step in path[:turns]:
        if index & 1:
            seed = node_hash(step, seed)
        index >>= 1
    for step in path[turns:]:
        seed = node_hash(step, seed)
    return seed


def _check_sizes(code: str, proof: Sequence[bytes], *others: bytes) -> None:
    for value in (*others, *proof):
        if len(value) != HASH_SIZE:
            raise _refused(code, f"a hash of {len(value)} bytes", f"hashes of {HASH_SIZE} bytes")


def _refused(code: str, found: str, required: str) -> ProofError:
    advice = "do not accept this; ask for a fresh receipt, keep this file, and compare with another member"
    return ProofError(code, "proof", found, required, advice)
