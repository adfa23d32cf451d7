"""Speed of the record: `python -m bench.log` (some minutes; --quick for a tenth of the sizes).

Every figure is a ratio to something measured in the same run on the same machine: pymerkle 7.0.0's in-memory tree,
bare SHA-256 calls of `hashlib`, bare Ed25519 verifications of `cryptography`, and the syncs of the same disk. What
needs no disk is measured in the process's own seconds, ours and the peer's, so that other work on the machine matters
less. COMITIA_BENCH_DISK names a folder on the disk to be measured; with one in memory, files cost nothing but the syncs
that are made to take their time.

The peer has an environment of its own (it is GPL-3 and never imported here):

    python -m venv bench/env-pymerkle
    bench/env-pymerkle/bin/pip install pymerkle==7.0.0
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from comitia.log.checkpoint import Checkpoint
from comitia.log.keys import generate, verify
from comitia.log.leaf import make_leaf
from comitia.log.merkle import leaf_hash, leaf_hashes, verify_inclusion
from comitia.log.note import parse_note
from comitia.log.policy import parse_policy
from comitia.log.roster import opened
from comitia.log.signer import KeySigner, SignedState
from comitia.log.source import open_source
from comitia.log.store import FolderStore
from comitia.log.tiles import Edge, TileTree
from comitia.log.verify import check_log
from comitia.log.writer import Writer

ORIGIN = "union.example/log"
PEER = Path(__file__).parent / "env-pymerkle" / "bin" / "python"
BATCH = 100


def timed(run: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of work: of this process's own time where nothing waits for a disk, else by the wall clock."""
    started = clock()
    run()
    return clock() - started


def tree_figures(size: int, proofs: int) -> tuple[dict[str, float], str]:
    """Leaves a second appended, proofs made and checked; and what hashlib alone allows for the appends."""
    entries = [b"%0200d" % n for n in range(size)]

    def bare() -> None:
        leaf = bytes(201)
        pair = bytes(65)
        for _ in range(size):
            sha256(leaf).digest()
        for _ in range(size - 1):
            sha256(pair).digest()

    allowed = size / min(timed(bare) for _ in range(3))
    edge, files = Edge(), dict[str, bytes]()

    def append() -> None:
        for at in range(0, size, 4096):
            for tile in edge.extend(leaf_hashes(entries[at : at + 4096])):
                files[tile.path] = tile.data

    appended = size / timed(append)
    files |= {tile.path: tile.data for tile in edge.partial()}
    tree = TileTree(files.get, size)
    random.seed(1)
    indexes = [random.randrange(size) for _ in range(proofs)]
    for index in indexes:
        tree.inclusion(index)  # warm, as the peer's is
    made: list[list[bytes]] = []
    proving = timed(lambda: made.extend(tree.inclusion(index) for index in indexes))
    leaves, root = [leaf_hash(entries[index]) for index in indexes], tree.root()

    def check() -> None:
        for leaf, index, proof in zip(leaves, indexes, made, strict=True):
            verify_inclusion(leaf, index, size, proof, root)

    figures = {"append": appended, "allowed": allowed, "prove": proofs / proving, "verify": proofs / timed(check)}
    return figures, root.hex()


def peer_figures(size: int, proofs: int) -> dict[str, Any] | None:
    if not PEER.exists():
        return None
    command = [str(PEER), Path(__file__).with_name("log_pymerkle.py").as_posix(), str(size), str(proofs)]
    figures: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return figures


def whole_log(size: int, folder: Path) -> tuple[float, float]:
    """Acts a second of `verify --log`, and of the bare SHA-256 and Ed25519 work that it contains."""
    officer, log = generate("secretary.union.example"), generate(ORIGIN)
    leaves = [make_leaf(opened(ORIGIN, [("Secretary", officer.public)], [log.public]), [officer])]
    leaves += [
        make_leaf({"act": {"id": f"p{n}", "kind": "paid", "at": "2011-01-01"}}, [officer]) for n in range(1, size)
    ]
    writer = Writer(FolderStore(folder / "v", create=True), KeySigner(ORIGIN, [log], SignedState(folder / "s")), ORIGIN)
    writer.append(leaves)
    writer.checkpoint()
    writer.close()
    policy = parse_policy(f"log {log.public}\nquorum none\n".encode())
    ours = timed(lambda: check_log(open_source(str(folder / "v")), policy))
    text = leaves[1].split(b"\n\n")[0] + b"\n"
    signature = officer.sign(text).data

    def bare() -> None:
        for leaf in leaves:
            sha256(leaf).digest()
            sha256(b"x" * 65).digest()
            verify(officer.public, text, signature)

    return size / ours, size / timed(bare)


def fsyncs(folder: Path, count: int = 300) -> float:
    """Appends of 4 KiB with fsync, a second."""
    with (folder / "f").open("wb", buffering=0) as file:

        def run() -> None:
            for _ in range(count):
                file.write(b"x" * 4096)
                os.fsync(file.fileno())

        return count / timed(run, time.perf_counter)


class Slow:
    """A store or signer state whose durable step takes at least `seconds`, as on a slower disk, and is counted."""

    def __init__(self, inner: FolderStore | SignedState, step: str, seconds: float) -> None:
        self._inner, self._step, self._seconds = inner, step, seconds
        self.took: list[float] = []

    def __getattr__(self, name: str) -> object:
        found = getattr(self._inner, name)
        if name != self._step:
            return found

        def slowed(*arguments: object) -> object:
            started = time.perf_counter()
            result = found(*arguments)
            time.sleep(max(0.0, self._seconds - (time.perf_counter() - started)))
            self.took.append(time.perf_counter() - started)
            return result

        return slowed


def durable(size: int, folder: Path, seconds: float = 0.0) -> dict[str, float]:
    """Acts a second with a checkpoint for every 100, never for more: one thread appends, three publish in turn.

    `wait` is what the durable steps really took, in seconds: on a busy machine a made wait is longer than asked for.
    """
    folder.mkdir()
    entries = [b"%0200d" % n for n in range(size)]
    log = generate(ORIGIN)
    state = Slow(SignedState(folder / "s"), "advance", seconds)
    store = Slow(FolderStore(folder / "log", create=True), "commit", seconds)
    ready, taken = threading.Semaphore(0), threading.Semaphore(0)  # taken: at the opening, and for each size
    writer = Writer(
        store,  # type: ignore[arg-type]
        KeySigner(ORIGIN, [log], state),  # type: ignore[arg-type]
        ORIGIN,
        step=lambda name: taken.release() if name == "tiles" else None,
    )

    turns = threading.Semaphore(size // BATCH)

    def publish() -> None:
        while turns.acquire(blocking=False):
            ready.acquire()
            writer.checkpoint()

    def run() -> None:
        publishers = [threading.Thread(target=publish) for _ in range(3)]
        for thread in publishers:
            thread.start()
        for at in range(0, size, BATCH):
            taken.acquire()
            writer.append(entries[at : at + BATCH])
            ready.release()
        for thread in publishers:
            thread.join()

    own = time.process_time()
    took = timed(run, time.perf_counter)
    own = time.process_time() - own
    sizes = [Checkpoint.parse(parse_note(note).text).size for note in store.published()]  # type: ignore[operator]
    assert sizes == list(range(BATCH, size + 1, BATCH)), "a checkpoint was not of 100 acts"
    writer.close()
    waits = store.took + state.took
    return {"acts": size / took, "wait": sum(waits) / len(waits), "own": own * BATCH / size}


def main() -> None:
    sys.setswitchinterval(0.0002)  # a thread back from the disk does not wait 5 ms for its turn
    parser = argparse.ArgumentParser(prog="python -m bench.log", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    size = 100_000 if parser.parse_args().quick else 1_000_000
    (ours, root), peer = tree_figures(size, size // 50), peer_figures(size, size // 50)
    print(f"append, in memory:     {ours['append']:12,.0f}/s  {ours['append'] / ours['allowed']:.0%} of hashlib alone")
    print(f"inclusion proof, warm: {ours['prove']:12,.0f}/s")
    print(f"verification:          {ours['verify']:12,.0f}/s")
    if peer is None:
        print("pymerkle: not run; see the head of bench/log.py for its environment")
    else:
        assert peer["root"] == root, "the two trees differ"
        peer["append"] = max(peer["append one by one"], peer["append in bulk"])
        for name in ("append", "prove", "verify"):
            print(f"  {name}: {ours[name] / peer[name]:.1f} times pymerkle {peer['version']} ({peer[name]:,.0f}/s)")
    with tempfile.TemporaryDirectory(dir=os.environ.get("COMITIA_BENCH_DISK")) as name:
        folder = Path(name)
        checked, allowed = whole_log(size // 20, folder)
        print(f"verify --log: {checked:,.0f} acts/s, {checked / allowed:.0%} of bare SHA-256 and Ed25519 (one process)")
        print(f"the disk: {fsyncs(folder):,.0f} fsyncs/s")
        for title, seconds in (("durable", 0.0), ("durable, each durable step made to take 1 ms", 0.001)):
            rates = durable(size // 10, folder / str(seconds), seconds)
            print(f"{title}: {rates['acts']:,.0f} acts/s, {BATCH} a checkpoint; "
                  f"{rates['acts'] * rates['wait']:.0f} acts in the time of one sync ({rates['wait'] * 1000:.2f} ms); "
                  f"{rates['own'] * 1000:.2f} ms of its own time a checkpoint")  # fmt: skip


if __name__ == "__main__":
    main()
