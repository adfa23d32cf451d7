"""A record judged in a stream, line by line, at growing sizes: cost per act and peak memory, each in its own process.

    python -m bench.stream                   100,000 and a million acts: about two minutes
    python -m bench.stream --big             ten million too
    python -m bench.stream --mix dues        one of the two mixes

Two mixes, generated under `charters/national-section.md` and written beside the other benchmark records:

dues   an organisation of fixed size that pays dues for as long as it takes. Its state does not grow, so that what
       grows with the record, if anything did, would show.
full   the whole life of an organisation of fixed size, of `bench.organisation`, without challenges. Every decision
       stays in the state, for later acts may annul it: memory grows with them, and not with the rest.

What is measured is `comitia judge --format jsonl` itself, its lines counted and dropped; beside it the same file only
decoded by msgspec, piece by piece.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from bench.judge import decode
from bench.measure import DATA, child, clock, machine, peak_mib, table, versions
from bench.organisation import CHARTER, FIRST_YEAR, record, write
from comitia.record.acts import AnyAct, Constituted, Paid

SIZES = (100_000, 1_000_000)
BIG = 10_000_000
MEMBERS = 900


def dues(acts: int) -> Iterator[AnyAct]:
    """A founding, and then members who pay, a month after the other."""
    who = [f"member-{n}" for n in range(MEMBERS)]
    yield Constituted(id="founding", at=f"{FIRST_YEAR}-01-01", unit="branch-1", tier="branch", members=tuple(who))
    for nth in range(acts - 1):
        month, turn = divmod(nth, MEMBERS)
        when = f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02}"
        yield Paid(id=f"paid-{nth}", at=f"{when}-{1 + turn * 28 // MEMBERS:02}", by=who[turn], through=when)


def full(acts: int) -> Iterator[AnyAct]:
    """The first so many acts of an organisation of fixed size."""
    return islice(record(MEMBERS, 8_000, challenged=0.0), acts)


MIXES = {"dues": dues, "full": full}


def file_of(mix: str, acts: int) -> Path:
    """The record of a size, written if it is not there yet."""
    path = DATA / f"stream-{mix}-{acts}.jsonl"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        write(part, MIXES[mix](acts))
        part.rename(path)
    return path


class Counted(io.RawIOBase):
    """Where the lines go: counted, and dropped."""

    lines = 0

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def, override]
        self.lines += bytes(data).count(b"\n")
        return len(data)


def stream(path: Path) -> dict[str, float]:
    """The command itself, in this process."""
    from comitia.ask import fold as folding
    from comitia.cli.stream import judge_in_stream

    folds: list[folding.Fold] = []
    begin = folding.Fold.__post_init__

    def watched(fold: folding.Fold) -> None:
        begin(fold)
        folds.append(fold)

    folding.Fold.__post_init__ = watched  # type: ignore[method-assign]
    out, stdout = Counted(), sys.stdout
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(out, 1 << 16))
    started = clock()
    try:
        judge_in_stream(str(CHARTER), str(path))
        seconds = clock() - started
        sys.stdout.flush()
    finally:
        sys.stdout = stdout
    return {"seconds": seconds, "lines": out.lines, "entries": len(folds[0].state), "MiB": peak_mib()}


JOBS = {"decode": decode, "stream": stream}


def measure(mix: str, acts: int) -> list[object]:
    """One row: a size of a mix."""
    path = file_of(mix, acts)
    base = child("bench.stream", "--job", "decode", path)
    found = child("bench.stream", "--job", "stream", path)
    assert base["acts"] == acts <= found["lines"]
    return [
        mix, f"{acts:,}", f"{path.stat().st_size / (1 << 20):.0f}", f"{found['seconds'] / acts * 1e6:.1f}",
        f"{found['seconds'] / base['seconds']:.1f}", f"{int(found['lines']):,}", f"{int(found['entries']):,}",
        f"{found['MiB']:.0f}",
    ]  # fmt: skip


HEAD = ("mix", "acts", "file MiB", "us/act", "x decode", "lines", "state entries", "peak MiB")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.stream", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--big", action="store_true", help="ten million acts too")
    parser.add_argument("--mix", choices=MIXES, action="append", help="only this mix")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of acts, in place of those")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(JOBS[given.job](given.file)))
        return
    sizes = given.sizes or [*SIZES, *([BIG] if given.big else [])]
    print(f"Judged in a stream. {versions('msgspec')}; {machine()}")
    print("Processor time. x: times decoding the same file with msgspec. peak MiB: of the whole process, imports too.")
    rows = chain.from_iterable([measure(mix, size) for size in sizes] for mix in given.mix or MIXES)
    print(table(HEAD, rows))


if __name__ == "__main__":
    main()
