"""A witness that somebody else wrote (`aics-witness`) cosigns our growth and refuses our forgeries, over HTTP."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.interop.report import Line
from comitia.log.ask import Witnesses, post
from comitia.log.checkpoint import Checkpoint
from comitia.log.growth import Growth
from comitia.log.keys import SigningKey, generate
from comitia.log.merkle import consistency_proof, leaf_hash, root_of
from comitia.log.note import Note
from comitia.log.policy import parse_policy

PACKAGE = "aics-witness==0.1.0"
ORIGIN = "union.example/log"
_LEAVES = [leaf_hash(b"%d" % n) for n in range(30)]
_FORGED = [*_LEAVES[:3], leaf_hash(b"another act"), *_LEAVES[4:]]


def run() -> Iterator[Line]:
    program = _installed()
    if program is None:
        yield Line(PACKAGE, missing="it needs Python 3.12: put it on the path or name it in COMITIA_PYTHON312")
        return
    with tempfile.TemporaryDirectory() as name, _running(program, Path(name)) as (url, vkey, key):
        yield from _held_against(url, vkey, key)


def _held_against(url: str, vkey: str, key: SigningKey) -> Iterator[Line]:
    policy = parse_policy(f"log {key.public}\nwitness w {vkey} {url}\nquorum w\n".encode())
    ask = Witnesses(policy)
    grown = 0
    sizes = (1, 2, 7, 7, 8, 19, 30)
    for size in sizes:
        asked = ask(_note(size, key), lambda old, size=size: _proof(old, size))  # type: ignore[misc]
        grown += asked.quorum
    yield Line(f"{PACKAGE} cosigns our growth", grown, len(sizes))
    cases = {
        "a forged history": (Growth(30, (), _note(30, key, _FORGED).data), 422),
        "a proof of other leaves": (Growth(30, tuple(_proof(3, 30)), _note(31, key, [*_FORGED, _LEAVES[0]]).data), 422),
        "a stale size": (Growth(19, tuple(_proof(19, 30)), _note(30, key).data), 409),
        "a stranger's signature": (Growth(30, (), _note(30, generate(ORIGIN)).data), 403),
        "an old size above the new": (Growth(30, (), _note(19, key).data), 400),
    }
    right, wrong = 0, []
    for name, (growth, wanted) in cases.items():
        status, _ = post(f"{url}/add-checkpoint", growth.data)
        right += status == wanted
        wrong += [] if status == wanted else [f"{name}: {status}, not {wanted}"]
    detail = "; ".join(wrong) or "422 to a forged history, 409 to a stale size"
    yield Line(f"{PACKAGE} refuses", right, len(cases), detail)


def _note(size: int, key: SigningKey, leaves: list[bytes] = _LEAVES) -> Note:
    text = Checkpoint(ORIGIN, size, root_of(leaves[:size])).text
    return Note(text, (key.sign(text),))


def _proof(old: int, new: int) -> list[bytes]:
    return consistency_proof(old, new, lambda level, n: root_of(_LEAVES[n << level : (n + 1) << level]))


def _installed() -> Path | None:
    """The program in an environment of its own, made once."""
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "comitia-interop" / PACKAGE
    program = home / "bin" / "aics-witness"
    if program.exists():
        return program
    for python in (os.environ.get("COMITIA_PYTHON312", ""), "python3.14", "python3.13", "python3.12"):
        found = shutil.which(python) if python else None
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            subprocess.run([found, "-m", "venv", home], check=True)
            subprocess.run(
                [home / "bin" / "python", "-m", "pip", "install", "-q", PACKAGE], check=True, capture_output=True
            )
            return program
    return None


@contextmanager
def _running(program: Path, folder: Path) -> Iterator[tuple[str, str, SigningKey]]:
    key = generate(ORIGIN)
    config = ["--config", str(folder / "witness.json")]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = subprocess.run(
        [program, "init", *config, "--name", "witness.example/w", "--listen", f"127.0.0.1:{port}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = re.search(r"witness\.example/w\+\S+", begun.stdout)
    assert found is not None, begun.stdout
    subprocess.run(
        [program, "add-log", *config, "--origin", ORIGIN, "--vkey", str(key.public)], check=True, capture_output=True
    )
    serving = subprocess.Popen([program, "serve", *config], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", found.group(0), key
    finally:
        serving.terminate()
        serving.wait(10)
