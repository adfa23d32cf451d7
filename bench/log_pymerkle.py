"""The same work in pymerkle's in-memory tree; run by bench/log.py in pymerkle's own environment, never imported."""

from __future__ import annotations

import json
import random
import sys
import time

import pymerkle
from pymerkle import InmemoryTree, verify_inclusion


def main(size: int, proofs: int) -> None:
    entries = [b"%0200d" % n for n in range(size)]
    started = time.process_time()
    one = InmemoryTree(algorithm="sha256")
    for entry in entries:
        one.append_entry(entry)
    each = time.process_time() - started
    del one
    started = time.process_time()
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(entries)
    bulk = time.process_time() - started
    root = tree.get_root()
    random.seed(1)
    indexes = [random.randrange(1, size + 1) for _ in range(proofs)]
    for index in indexes[: proofs // 4]:
        tree.prove_inclusion(index, size)  # warm
    started = time.process_time()
    made = [tree.prove_inclusion(index, size) for index in indexes]
    proving = time.process_time() - started
    leaves = [tree.get_leaf(index) for index in indexes]
    started = time.process_time()
    for index, leaf, proof in zip(indexes, leaves, made, strict=True):
        verify_inclusion(leaf, root, proof, index=index, size=size)
    verifying = time.process_time() - started
    json.dump(
        {
            "version": pymerkle.__version__,
            "append one by one": size / each,
            "append in bulk": size / bulk,
            "prove": proofs / proving,
            "verify": proofs / verifying,
            "root": root.hex(),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
