"""The page in a real browser: it must say of each receipt what the program says."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.interop.report import Line
from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError
from comitia.log.keys import generate
from comitia.log.kit import page
from comitia.log.leaf import make_leaf
from comitia.log.merkle import inclusion_proof, leaf_hashes, root_of
from comitia.log.note import COSIGNATURE_ED25519, COSIGNATURE_MLDSA44, Note
from comitia.log.policy import parse_policy
from comitia.log.receipt import Receipt
from comitia.log.verify import check_receipt

MUTATIONS = 400
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def run() -> Iterator[Line]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        yield Line("the page in Chromium", missing="install the Debian package chromium")
        return
    cases = [*_whole(), *_changed()]
    with tempfile.TemporaryDirectory() as name:
        said = _asked(chromium, Path(name), cases)
    right = sum(ours == theirs for (_, _, ours), theirs in zip(cases, said, strict=True))
    kinds = ", ".join(f"{sum(ours == kind for *_, ours in cases)} {kind}" for kind in ("holds", "fails", "unreadable"))
    yield Line("the page in Chromium says what `comitia verify` says", right, len(cases), kinds)


def _material() -> tuple[list[Receipt], bytes]:
    log, officer = generate("union.example/log"), generate("secretary.union.example")
    witnesses = [generate(f"branch-{n}.example/witness", COSIGNATURE_ED25519) for n in (1, 2, 3)]
    quantum = generate("branch-4.example/witness", COSIGNATURE_MLDSA44)
    leaves = [make_leaf({"act": {"id": f"a{n}", "note": "«ریکارڈ»"}}, [officer]) for n in range(300)]
    hashes = leaf_hashes(leaves)
    text = Checkpoint("union.example/log", 300, root_of(hashes)).text
    cosigned = [key.cosign(text, 1_700_000_000) for key in (*witnesses[:2], quantum)]
    note = Note(text, (log.sign(text), *cosigned))

    def node(level: int, index: int) -> bytes:
        return root_of(hashes[index << level : (index + 1) << level])

    receipts = [Receipt(n, tuple(inclusion_proof(n, 300, node)), note, leaves[n]) for n in (0, 1, 255, 256, 299)]
    lines = [f"witness b{n} {key.public}" for n, key in enumerate([*witnesses, quantum], 1)]
    policy = "\n".join([f"log {log.public}", *lines, "group branches 2 b1 b2 b3", "quorum branches", ""])
    return receipts, policy.encode()


def _whole() -> list[tuple[bytes, bytes, str]]:
    receipts, policy = _material()
    found = [(receipt.data, policy, _said(receipt.data, policy)) for receipt in receipts]
    strict = policy.replace(b"branches 2", b"branches 3")
    return [*found, (receipts[0].data, strict, _said(receipts[0].data, strict))]


def _changed() -> list[tuple[bytes, bytes, str]]:
    """Single bytes changed at places drawn from a fixed seed, never inside the ML-DSA signature (not checked there)."""
    receipts, policy = _material()
    random.seed(6962)
    cases = []
    for _ in range(MUTATIONS):
        data = random.choice(receipts).data
        at = random.randrange(data.index("— branch-4".encode()))
        changed = data[:at] + bytes([data[at] ^ random.choice((1, 2, 32))]) + data[at + 1 :]
        cases.append((changed, policy, _said(changed, policy)))
    return cases


def _said(receipt: bytes, policy: bytes) -> str:
    try:
        check_receipt(Receipt.parse(receipt), parse_policy(policy))
    except ProofError:
        return "fails"
    except LogError:
        return "unreadable"
    return "holds"


def _asked(chromium: str, folder: Path, cases: list[tuple[bytes, bytes, str]]) -> list[str]:
    """What the page says of each case, from one run of the browser."""
    given = json.dumps([[base64.b64encode(part).decode() for part in case[:2]] for case in cases])
    script = (
        f"<script>(async () => {{ const said = []; for (const [r, p] of {given}) {{"
        " const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));"
        " try { await checkReceipt(bytes(r), bytes(p), null); said.push('holds'); }"
        " catch (error) { said.push(error.kind ?? String(error)); } }"
        " document.body.textContent = 'SAID ' + JSON.stringify(said) + ' END'; })();</script>"
    )
    path = folder / "page.html"
    path.write_text(page().replace("</body>", script + "</body>"), encoding="utf-8")
    flags = [*_FLAGS, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"]
    command = [chromium, *flags, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    found = re.search(r"SAID (\[.*\]) END", done.stdout, re.S)
    return list(json.loads(found.group(1))) if found else ["no answer"] * len(cases)
