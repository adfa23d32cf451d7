"""Go's own sumdb packages read our tiles and check our proofs, at the sizes where mistakes live."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.interop.report import Line
from comitia.log.keys import generate
from comitia.log.merkle import leaf_hash
from comitia.log.signer import KeySigner, SignedState
from comitia.log.store import FolderStore
from comitia.log.tiles import TileTree
from comitia.log.writer import Writer

SIZES = (1, 2, 255, 256, 257, 1_000, 70_000)
GOPATH = Path("/usr/share/gocode")
ORIGIN = "union.example/log"
_SOURCE = Path(__file__).with_name("reader.go")


def run() -> Iterator[Line]:
    if not shutil.which("go") or not (GOPATH / "src/golang.org/x/mod/sumdb").is_dir():
        yield Line("Go x/mod/sumdb", missing="install the Debian packages golang-go and golang-golang-x-mod-dev")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = {"GO111MODULE": "off", "GOPATH": str(GOPATH), "GOCACHE": str(folder / "cache"), "GOFLAGS": ""}
        program = folder / "reader"
        subprocess.run(["go", "build", "-o", program, _SOURCE], env=os.environ | settings, check=True)
        for size in SIZES:
            yield _at(size, program, folder / str(size))


def _at(size: int, program: Path, folder: Path) -> Line:
    """A log of this size, all its inclusion proofs, and consistency proofs from old sizes of every shape."""
    folder.mkdir()
    key = generate(ORIGIN)
    entries = [b"entry %d of %d" % (n, size) for n in range(size)]
    store = FolderStore(folder / "log", create=True)
    writer = Writer(store, KeySigner(ORIGIN, [key], SignedState(folder / "signed")), ORIGIN)
    writer.append(entries)
    writer.checkpoint()
    tree = TileTree(store.read, size)
    old_sizes = sorted({1, 2, 3, 255, 256, 257, 511, 512, 65_536, size // 2, size - 1, size} & set(range(1, size + 1)))
    with (folder / "proofs").open("wb") as file:
        for n, entry in enumerate(entries):
            file.write(_record(b"r", n, leaf_hash(entry), tree.inclusion(n)))
        for old in old_sizes:
            file.write(_record(b"t", old, tree.root_at(old), tree.consistency(old)))
    writer.close()
    command = [program, folder / "log" / "public", str(key.public), folder / "proofs"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wanted = f"{size} entries, {size} inclusion proofs, {len(old_sizes)} consistency proofs accepted"
    total = size + len(old_sizes)
    said = done.stdout.strip()
    return Line(f"Go x/mod/sumdb, size {size}", total if said == wanted else 0, total, "" if said == wanted else said)


def _record(kind: bytes, number: int, subject: bytes, proof: list[bytes]) -> bytes:
    return kind + struct.pack(">IB", number, len(proof)) + subject + b"".join(proof)
