"""Judging a full record of a real charter, from file to verdicts, against merely decoding that file with msgspec.

    python -m bench.judge                      10,000, 100,000 and a million acts: about three minutes
    python -m bench.judge --sizes 10k 100k
    python -m bench.judge --sizes 10m --runs 1
    python -m bench.judge --by-kind            what an act of each kind costs

The record is that of `bench.organisation`, under `charters/national-section.md`; its mix is printed. The peer decodes
the same lines with the same types, in pieces of 64 KiB that it drops at once: nothing that must decode the file can be
faster. Every job runs in a process of its own, whose peak memory is told.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.measure import DATA, child, clock, machine, medians, peak_mib, table, versions
from bench.organisation import CHALLENGED, CHARTER, record, write

SIZES = {"10k": (140, 4), "100k": (900, 6), "500k": (3_450, 8), "1m": (5_400, 10), "10m": (36_000, 15)}
"""Name of a size -> members at the founding, years."""

PIECE = 1 << 16
GOAL = 6.0


def file_of(size: str, calm: bool = False) -> tuple[Path, Counter[str]]:
    """The record of a size, written if it is not there yet, and how many acts it has of each kind."""
    path = DATA / f"national-section-{size}{'-calm' if calm else ''}.jsonl"
    mix = path.with_suffix(".mix.json")
    if not mix.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        members, years = SIZES[size]
        kinds = write(path, record(members, years, challenged=0.0 if calm else CHALLENGED))
        mix.write_text(json.dumps(kinds))
    return path, Counter(json.loads(mix.read_text()))


# Jobs, each in a process of its own


def decode(path: Path) -> dict[str, float]:
    """Every line decoded into its act by msgspec, a piece at a time; the median of several passes if they are short."""
    import msgspec

    from comitia.record.acts import AnyAct

    decode_lines = msgspec.json.Decoder(AnyAct).decode_lines

    def once() -> int:
        count = 0
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                count += len(decode_lines(piece + file.readline()))
        return count

    return repeated(once)


def repeated(once: Callable[[], int]) -> dict[str, float]:
    """The median of several passes where one takes less than a fifth of a second; the first warms up."""
    count, took = 0, list[float]()
    while not took or (len(took) < 9 and took[0] < 0.2):
        started = clock()
        count = once()
        took.append(clock() - started)
    return {"seconds": median(took), "acts": count}


def read(path: Path) -> dict[str, float]:
    """Every act read as Comitia reads it: each fault would be named, no key may stand twice."""
    from comitia.store.files import open_record

    with open_record(str(path)) as opened:
        return repeated(lambda: sum(1 for _ in opened()))


def judge(path: Path, surveyed: bool = False) -> dict[str, float]:
    """Every act judged, and every verdict looked at. surveyed: late entries looked for first."""
    from comitia.ask.fold import Fold
    from comitia.charter.load import load
    from comitia.judge.defects import DEFECTS
    from comitia.record.order import ordered
    from comitia.record.times import Clock
    from comitia.store.files import charter_texts, open_record, zone_named

    charter = load(charter_texts(str(CHARTER)), defects=frozenset(DEFECTS))
    calendar = Clock(zone_named(charter.main.timezone))
    empty = peak_mib()
    verdicts: Counter[str] = Counter()
    acts = elapsed = findings = fallen = 0
    started = clock()
    with open_record(str(path)) as opened:
        fold = Fold(charter, calendar, (lambda: ordered(opened, calendar)) if surveyed else opened)  # type: ignore[arg-type, return-value]
        for judged in fold.run():
            outcome = judged.outcome
            verdicts[outcome.verdict] += 1
            for finding in outcome.findings:
                findings += 1
                if finding.code == "rule failed":
                    raise RuntimeError(f"{judged.act.id}: a rule could not be applied: {finding.args}")
            fallen += len(judged.fallen)
            acts += 1
            elapsed += judged.act.id.startswith("elapsed:")
    seconds = clock() - started
    return {
        "seconds": seconds, "acts": acts - elapsed, "entries": len(fold.state), "MiB": peak_mib() - empty,
        "elapsed": elapsed, "findings": findings, "fallen": fallen, **verdicts,
    }  # fmt: skip


def by_kind(path: Path) -> dict[str, list[float]]:
    """Microseconds of `step` for an act of each kind, and how many there were; the timer's own cost included."""
    from comitia.ask import fold as folding
    from comitia.charter.load import load
    from comitia.judge.defects import DEFECTS
    from comitia.judge.step import step
    from comitia.record.times import Clock
    from comitia.store.files import charter_texts, open_record, zone_named

    spent: Counter[str] = Counter()
    counted: Counter[str] = Counter()

    def watched(*given):  # type: ignore[no-untyped-def]
        started = clock()
        found = step(*given)
        kind = type(given[2]).__name__.lower()
        spent[kind] += clock() - started  # type: ignore[assignment]
        counted[kind] += 1
        return found

    vars(folding)["step"] = watched
    charter = load(charter_texts(str(CHARTER)), defects=frozenset(DEFECTS))
    with open_record(str(path)) as opened:
        for _ in folding.Fold(charter, Clock(zone_named(charter.main.timezone)), opened).run():  # type: ignore[arg-type]
            pass
    return {kind: [seconds / counted[kind] * 1e6, counted[kind], seconds] for kind, seconds in spent.most_common()}


JOBS = {"decode": decode, "read": read, "judge": judge, "ordered": lambda path: judge(path, True), "by-kind": by_kind}


# The report


def measure(size: str, runs: int, calm: bool) -> list[object]:
    """One row of the table: a size judged, and what it costs beside decoding."""
    path, mix = file_of(size, calm)
    last: dict[str, dict[str, float]] = {}

    def job(name: str) -> float:
        last[name] = child("bench.judge", "--job", name, path)
        return last[name]["seconds"]

    took = medians({name: lambda name=name: job(name) for name in ("decode", "read", "judge", "ordered")}, runs)  # type: ignore[misc]
    found, acts = last["judge"], mix.total()
    assert last["decode"]["acts"] == last["read"]["acts"] == found["acts"] == last["ordered"]["acts"] == acts
    base = took["decode"]
    return [
        f"{acts:,}", f"{base / acts * 1e6:.2f}", f"{took['read'] / base:.1f}", f"{took['judge'] / base:.1f}",
        f"{took['ordered'] / base:.1f}", f"{took['judge'] / acts * 1e6:.2f}", f"{int(found['entries']):,}",
        f"{found['MiB']:.0f}", f"{found['MiB'] * (1 << 20) / found['entries']:.0f}",
        f"{path.stat().st_size / (1 << 20):.0f}", str(runs),
    ]  # fmt: skip


HEAD = (
    "acts", "decode us/act", "read x", "judge x", "with survey x", "judge us/act", "state entries", "peak MiB",
    "bytes/entry", "file MiB", "runs",
)  # fmt: skip
RUNS = {"10k": 5, "100k": 5, "500k": 1, "1m": 1, "10m": 1}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.judge", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["10k", "100k", "1m"])
    parser.add_argument("--runs", type=int, help="of each job; otherwise 5, for sizes over 100k 1")
    parser.add_argument("--calm", action="store_true", help="no decision is challenged, so nothing is folded again")
    parser.add_argument("--by-kind", action="store_true", help="what an act of each kind costs, at the first size")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(JOBS[given.job](given.file)))
        return
    print(f"Judging, file in, verdicts out. {versions('msgspec')}; {machine()}")
    path, mix = file_of(given.sizes[-1], given.calm)
    print(f"Mix: {', '.join(f'{kind} {count / mix.total():.1%}' for kind, count in mix.most_common())}\n")
    if given.by_kind:
        path, _ = file_of(given.sizes[0], given.calm)
        rows = [
            (kind, f"{n:,.0f}", f"{us:.1f}", f"{seconds:.2f}")
            for kind, (us, n, seconds) in child("bench.judge", "--job", "by-kind", path).items()
        ]
        print(table(("kind", "judged", "us each", "seconds"), rows))
        return
    print("x: times the processor time of decoding the same file with msgspec; medians.")
    print(table(HEAD, [measure(size, given.runs or RUNS[size], given.calm) for size in given.sizes]))
    print(f"Goal: judge within {GOAL:.0f} x. A challenge that succeeds has the record folded again; see --calm.")


if __name__ == "__main__":
    main()
