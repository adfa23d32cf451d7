"""Reading a record: from bytes on disk to acts, against what merely decodes them. About two minutes.

    python -m bench.record_read                    100,000 and a million acts
    python -m bench.record_read --sizes 10k 10m --runs 1

Peers, in the same run on the same file: msgspec's own `decode_lines` into the same types, in pieces of 1 MiB and of
64 KiB (the smaller is faster: nothing that must decode the file can be faster still); and orjson with pydantic, the
same fields as a discriminated union, in an environment of its own:

    python -m venv bench/env-pydantic
    bench/env-pydantic/bin/pip install orjson==3.13.0 pydantic==2.14.3 msgspec==0.22.0

Rows of Comitia: `read` yields every act with its faults named and repeated keys refused; `read, other spacing` the same
record as `json.dumps` writes it; `survey` finds late entries and acts about acts; `in order` is survey and reading
together; `in order, 1 in 1,000 late` the same of a record in which so many acts were entered days after they happened.
Memory is the peak of a process that does this and nothing else, the interpreter and a loaded charter included.
"""

from __future__ import annotations

import argparse
import json
from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.measure import DATA, ROOT, child, clock, machine, medians, peak_mib, table, versions
from bench.organisation import CHARTER

if TYPE_CHECKING:
    from comitia.record.times import Clock

PEER = ROOT / "bench" / "env-pydantic" / "bin" / "python"
PIECES = {"msgspec decode_lines, 1 MiB": 1 << 20, "msgspec decode_lines, 64 KiB": 1 << 16}
YARDSTICK = "msgspec decode_lines, 1 MiB"


def exhaust(items: Iterable[object]) -> None:
    deque(items, maxlen=0)


# The record, and two other ways of writing it


def variant(path: Path, name: str, change: Callable[[list[bytes]], Iterable[bytes]]) -> Path:
    target = path.with_suffix(f".{name}.jsonl")
    if not target.exists():
        target.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    return target


def spaced(lines: list[bytes]) -> Iterable[bytes]:
    return (json.dumps(json.loads(line)).encode() + b"\n" for line in lines)


def late(lines: list[bytes]) -> Iterable[bytes]:
    """One entry in a thousand moved behind up to five thousand later ones."""
    random = Random(7)
    places = [(n + random.randrange(5000) if random.random() < 0.001 else n, n) for n in range(len(lines))]
    return (lines[n] for _, n in sorted(places))


# Jobs


def bare(path: Path, piece: int) -> None:
    import msgspec

    from comitia.record.acts import AnyAct

    decode_lines = msgspec.json.Decoder(AnyAct).decode_lines
    with path.open("rb") as file:
        while data := file.read(piece):
            exhaust(decode_lines(data + file.readline()))


def read(path: Path) -> None:
    from comitia.store.files import open_record

    with open_record(str(path)) as record:
        exhaust(record())


@cache
def calendar() -> Clock:
    """The clock of the zone that the record's charter names."""
    from comitia.charter.load import load
    from comitia.record.times import Clock
    from comitia.store.files import charter_texts, zone_named

    return Clock(zone_named(load(charter_texts(str(CHARTER))).main.timezone))


def surveyed(path: Path) -> None:
    from comitia.record.survey import survey
    from comitia.store.files import open_record

    with open_record(str(path)) as record:
        survey(record(), calendar())


def in_order(path: Path) -> None:
    from comitia.record.order import ordered
    from comitia.store.files import open_record

    with open_record(str(path)) as record:
        exhaust(ordered(record, calendar()))


def jobs(path: Path) -> dict[str, Callable[[], None]]:
    other, delayed = variant(path, "spaced", spaced), variant(path, "late", late)
    return {
        **{name: (lambda piece=piece: bare(path, piece)) for name, piece in PIECES.items()},
        "read": lambda: read(path),
        "read, other spacing": lambda: read(other),
        "survey": lambda: surveyed(path),
        "in order": lambda: in_order(path),
        "in order, 1 in 1,000 late": lambda: in_order(delayed),
    }


def timed_in_child(path: Path, job: str) -> float:
    return float(child("bench.record_read", "--job", job, path)["seconds"])


def one_job(path: Path, job: str) -> None:
    """Run one job once, and print what it took and held as JSON."""
    run = jobs(path)[job]
    calendar()
    started = clock()
    run()
    print(json.dumps({"seconds": clock() - started, "MiB": peak_mib()}))


def measure(size: str, runs: int) -> None:
    from bench.judge import file_of

    path, kinds = file_of(size, calm=False)
    acts = sum(kinds.values())
    names = list(jobs(path))
    print(f"\n{acts:,} acts, {path.stat().st_size:,} bytes; {runs} runs in turn, median of processor time\n")
    took = medians({name: (lambda name=name: timed_in_child(path, name)) for name in names}, runs)
    held = {name: child("bench.record_read", "--job", name, path)["MiB"] for name in names}
    if PEER.exists():
        took["orjson and pydantic"] = float(child("bench/record_pydantic.py", path, python=PEER)["seconds"])
    rows = [
        (
            name,
            f"{seconds / acts * 1e9:,.0f}",
            f"{seconds / took[YARDSTICK]:.2f}",
            f"{held[name]:.0f}" if name in held else "",
        )
        for name, seconds in took.items()
    ]
    print(table(("job", "ns an act", f"times {YARDSTICK}", "MiB"), rows))


def main() -> None:
    parser = argparse.ArgumentParser(description="Reading records, against decoding them.")
    parser.add_argument("--sizes", nargs="+", default=["100k", "1m"], help="10k, 100k, 1m, 10m")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--job", nargs=2, metavar=("JOB", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        one_job(Path(given.job[1]), given.job[0])
        return
    print(f"{versions('msgspec')}; {machine()}; data in {DATA.relative_to(ROOT)}")
    for size in given.sizes:
        measure(size, given.runs)


if __name__ == "__main__":
    main()
