"""The verification kit: what a member needs to check receipts from a USB stick, in two files and a policy.

`comitia-verify.pyz` is a zipapp of just the files that verification imports; `verify.html` is one page that opens
without a network. Both are made the same, byte for byte, from the same version.
"""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path

from comitia.log.words import LANGUAGES, catalogue

MODULES = (
    "__init__",
    "checkpoint",
    "errors",
    "evidence",
    "history",
    "keys",
    "leaf",
    "merkle",
    "note",
    "policy",
    "receipt",
    "roster",
    "source",
    "standalone",
    "tiles",
    "trust",
    "verify",
    "words",
)
_MAIN = "import sys\nfrom comitia.log.standalone import main\nsys.exit(main())\n"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipapp() -> bytes:
    """The bytes of `comitia-verify.pyz`."""
    from comitia import __version__

    package = files("comitia.log")
    contents = {"__main__.py": _MAIN, "comitia/__init__.py": f'__version__ = "{__version__}"\n'}
    for name in MODULES:
        contents[f"comitia/log/{name}.py"] = package.joinpath(f"{name}.py").read_text(encoding="utf-8")
    for language in LANGUAGES:
        path = f"languages/{language}.json"
        contents[f"comitia/log/{path}"] = package.joinpath(path).read_text(encoding="utf-8")
    buffer = io.BytesIO(b"#!/usr/bin/env python3\n")
    buffer.seek(0, io.SEEK_END)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), contents[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def page() -> str:
    """The text of `verify.html`, with every language inside."""
    package = files("comitia.log").joinpath("page")
    text = package.joinpath("verify.html").read_text(encoding="utf-8")
    words = json.dumps({language: catalogue(language) for language in LANGUAGES}, ensure_ascii=False)
    parts = {
        "/*STYLE*/": package.joinpath("verify.css").read_text(encoding="utf-8"),
        "/*WORDS*/": "const WORDS = " + words.replace("</", "<\\/") + ";",
        "/*PROOF*/": package.joinpath("proof.js").read_text(encoding="utf-8"),
        "/*SHOW*/": package.joinpath("show.js").read_text(encoding="utf-8"),
    }
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return text


def write_kit(folder: Path, policy: bytes | None = None) -> list[Path]:
    """Write the kit's files into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"comitia-verify.pyz": zipapp(), "verify.html": page().encode()}
    if policy is not None:
        made["policy"] = policy
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]
