"""Published test vectors, read from checkouts that the reader provides.

git clone https://github.com/transparency-dev/merkle              (inclusion and consistency vectors)
git clone https://github.com/transparency-dev/tessera             (a small log: checkpoints and tiles)
git clone https://github.com/FiloSottile/torchwood                (litewitness's script; a sum.golang.org checkpoint)
git clone https://github.com/cyberphone/json-canonicalization     (JCS input and output)
"""

from __future__ import annotations

import base64
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.interop.report import Line
from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import ProofError
from comitia.log.keys import generate, verify
from comitia.log.merkle import leaf_hashes, verify_consistency, verify_inclusion
from comitia.log.note import COSIGNATURE_ED25519, ED25519, VerifierKey, parse_note, parse_vkey, signed_by
from comitia.log.tiles import Edge, bundle, read_bundle, tile_path
from comitia.log.witness import Witness

CHECKOUTS = {
    "merkle": "transparency-dev/merkle",
    "tessera": "transparency-dev/tessera",
    "torchwood": "FiloSottile/torchwood",
    "json-canonicalization": "cyberphone/json-canonicalization",
}


def run(folder: Path | None) -> Iterator[Line]:
    sections: list[tuple[str, str, Callable[[Path], Iterator[Line]]]] = [
        ("merkle", "RFC 6962 proof vectors", merkle),
        ("tessera", "Tessera's test log", tessera),
        ("torchwood", "litewitness's script and a sum.golang.org checkpoint", torchwood),
        ("json-canonicalization", "RFC 8785 vectors", jcs),
    ]
    for name, title, section in sections:
        checkout = folder / name if folder else None
        if checkout is None or not checkout.is_dir():
            where = f"git clone https://github.com/{CHECKOUTS[name]} into a folder named in COMITIA_VECTORS"
            yield Line(title, missing=where)
        else:
            yield from section(checkout)


def merkle(checkout: Path) -> Iterator[Line]:
    """transparency-dev/merkle testdata: each vector says whether a proof must be refused."""
    for kind, check in (("inclusion", _inclusion), ("consistency", _consistency)):
        files = sorted((checkout / "testdata" / kind).rglob("*.json"))
        right = sum(_agrees(check, json.loads(path.read_bytes())) for path in files)
        yield Line(f"transparency-dev/merkle {kind}", right, len(files))


def _agrees(check: Callable[[dict[str, Any]], None], vector: dict[str, Any]) -> bool:
    try:
        check(vector)
    except ProofError:
        return bool(vector["wantErr"])
    return not vector["wantErr"]


def _bytes(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def _proof(vector: dict[str, Any]) -> list[bytes]:
    return [_bytes(step) for step in vector["proof"] or []]


def _inclusion(v: dict[str, Any]) -> None:
    verify_inclusion(_bytes(v["leafHash"]), v["leafIdx"], v["treeSize"], _proof(v), _bytes(v["root"]))


def _consistency(v: dict[str, Any]) -> None:
    verify_consistency(v["size1"], v["size2"], _bytes(v["root1"]), _bytes(v["root2"]), _proof(v))


def tessera(checkout: Path) -> Iterator[Line]:
    """Tessera's log at each of its sizes: signature, root, and every tile and bundle, byte for byte."""
    log = checkout / "testdata" / "log"
    script = (checkout / "testdata" / "build_log.sh").read_text(encoding="utf-8")
    found = re.search(r'LOG_PUBLIC_KEY="([^"]+)"', script)
    assert found is not None
    key = parse_vkey(found.group(1))
    roots = tiles = same = signed = 0
    checkpoints = [path for path in log.glob("checkpoint*") if path.is_file()]
    for path in checkpoints:
        note = parse_note(path.read_bytes())
        head = Checkpoint.parse(note.text)
        signed += signed_by(note, [key], verify) == (key,)
        entries = [
            entry
            for index in range(-(-head.size // 256))
            for entry in read_bundle(lambda name: _file(log / name), index, head.size)
        ]
        edge = Edge()
        full = edge.extend(leaf_hashes(entries))
        roots += edge.root() == head.root
        ours = {tile.path: tile.data for tile in [*full, *edge.partial()]}
        if entries:
            ours[tile_path("entries", 0, len(entries))] = bundle(entries)
        tiles += len(ours)
        same += sum(_file(log / name) == data for name, data in ours.items())
    yield Line("Tessera checkpoints: signature", signed, len(checkpoints))
    yield Line("Tessera checkpoints: root", roots, len(checkpoints))
    yield Line("Tessera tiles and bundles, byte for byte", same, tiles)


def _file(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def torchwood(checkout: Path) -> Iterator[Line]:
    """litewitness's own script, asked of our witness."""
    folder = checkout / "cmd" / "litewitness" / "testdata"
    script = (folder / "litewitness.txt").read_text(encoding="utf-8")
    found = re.search(r"-key=([0-9a-f]{64})", script)
    origin = re.search(r"stdout (sigsum\.org/\S+)", script)
    assert found is not None
    assert origin is not None
    key = VerifierKey(origin.group(1), ED25519, bytes.fromhex(found.group(1)))
    yield _asked("litewitness's script", script, {key.name: [key]}, moved={403: 404})
    script = (folder / "sumdb.txt").read_text(encoding="utf-8")
    vkey = re.search(r"-key (sum\.golang\.org\S+)", script)
    assert vkey is not None
    yield _asked("a sum.golang.org checkpoint", script, {"go.sum database tree": [parse_vkey(vkey.group(1))]}, moved={})


_REQUEST = re.compile(
    r"add-checkpoint\n```\n(.*?)```\nHTTP (\d+)\n\[Asserts\]\nbody (contains|==) \"(.*?)\"\n", re.DOTALL
)


def _asked(name: str, script: str, logs: dict[str, list[VerifierKey]], moved: dict[int, int]) -> Line:
    """Each request of the script: its status, its whole body where the script gives it, a cosignature on 200.

    The words of refusals are each program's own. A 403 for an unknown log has become 404 in the specification.
    """
    cases = _REQUEST.findall(script)
    right, notes = 0, []
    with tempfile.TemporaryDirectory() as folder:
        key = generate("example.com/witness", COSIGNATURE_ED25519)
        witness = Witness(Path(folder) / "w.sqlite", [key], logs)
        for body, status, relation, text in cases:
            wanted = int(status)
            answer = witness.add_checkpoint(body.encode())
            said = answer.body.decode()
            if text == "unknown log" and wanted in moved:
                notes.append(f"unknown log is {moved[wanted]}, as tlog-witness now requires; {wanted} in the script")
                wanted = moved[wanted]
            fits = said == text.replace("\\n", "\n") if relation == "==" else wanted != 200 or text in said
            right += answer.status == wanted and fits
        witness.close()
    return Line(name, right, len(cases), "; ".join(notes))


def jcs(checkout: Path) -> Iterator[Line]:
    """The library that makes leaves canonical, on the RFC's author's own vectors."""
    import rfc8785

    files = sorted((checkout / "testdata" / "input").glob("*.json"))
    right = 0
    for path in files:
        wanted = (checkout / "testdata" / "output" / path.name).read_bytes()
        right += rfc8785.dumps(json.loads(path.read_bytes())) == wanted
    yield Line("RFC 8785 (JCS) vectors", right, len(files))
