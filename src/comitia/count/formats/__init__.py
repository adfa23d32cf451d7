"""Ballot files in and out. Readers take bytes; opening files belongs to the caller."""

from __future__ import annotations

import re
from collections.abc import Callable

from comitia.count.ballots import Ballots
from comitia.count.errors import Place, refuse
from comitia.count.formats.blt import read_blt
from comitia.count.formats.cdf import read_cdf
from comitia.count.formats.packed import Run
from comitia.count.formats.preflib import read_preflib
from comitia.count.formats.table import read_csv
from comitia.count.formats.tally import read_debian, read_json_scores
from comitia.count.formats.write import write_blt, write_cdf, write_csv, write_preflib

READS = ("blt", "preflib", "csv-ranks", "csv-candidates", "csv-scores", "cdf", "debian", "json-scores")
WRITES: dict[str, Callable[[Ballots], bytes]] = {
    "blt": write_blt,
    "preflib": write_preflib,
    "csv": write_csv,
    "cdf": write_cdf,
}


def detect(data: bytes, source: str) -> str:
    """The format's name by the file's ending, else by how it begins. Raises BallotError where neither tells."""
    ending = source.rsplit(".", 1)[-1].lower()
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending in ("soc", "soi", "toc", "toi", "cat") or head.startswith((b"# FILE NAME", b"# TITLE", b"# NUMBER")):
        return "preflib"
    if ending == "blt" or re.match(rb"\d+[ \t]+\d+[ \t]*[\r\n#]", head):
        return "blt"
    if ending == "csv" or ending == "tsv":
        return (
            "csv-ranks" if re.search(rb"(?i)(rank|choice|preference)\W*\d", head.split(b"\n")[0]) else "csv-candidates"
        )
    if head[:1] == b"<" or b"CastVoteRecordReport" in head:
        return "cdf"
    if head[:1] == b"{":
        return "json-scores"
    if re.search(rb"(?m)^\s*V:\s", data[:65536]):
        return "debian"
    raise refuse(
        Place(source, 1, 1),
        "unknown-format",
        f"`{head[:40].splitlines()[0].decode('utf-8', 'replace')}`" if head else "an empty file",
        "ballots in one of: " + ", ".join(READS),
        "say which with --from",
    )


def read(
    data: bytes,
    source: str = "ballots",
    kind: str = "",
    encoding: str = "utf-8",
    contest: str = "",
    run: Run = map,
) -> Ballots:
    """Ballots of a file in any format. `run` maps over blocks of a large file (`packed.Run`). Raises BallotError."""
    kind = kind or detect(data, source)
    match kind:
        case "blt":
            return read_blt(data, source, encoding, run)
        case "preflib":
            return read_preflib(data, source, encoding)
        case "csv-ranks" | "csv-candidates" | "csv-scores":
            return read_csv(data, source, encoding, kind.removeprefix("csv-"))
        case "cdf":
            return read_cdf(data, source, contest)
        case "debian":
            return read_debian(data, source, encoding)
        case "json-scores":
            return read_json_scores(data, source, encoding)
    raise refuse(Place(source), "unknown-format", f"`{kind}`", "one of: " + ", ".join(READS), "correct --from")


__all__ = ["READS", "WRITES", "detect", "read", "read_csv", "write_blt"]
