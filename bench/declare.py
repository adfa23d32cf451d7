"""Nine constraints on the order of disciplinary cases: Comitia's judge beside checkers of Declare constraints.

    python -m bench.declare                    about 100,000 events of 18,000 cases, and about a million of 180,000
    python -m bench.declare --cases 18000
    python -m bench.declare --skip declare4py

All check the same events for the same constraints, and must find the same number of deviations from each; else the
benchmark stops. Comitia does more in that time: every act gets its verdict and the articles, deadlines fire, mandates
and memberships change. The peers live in environments of their own (`python -m bench.peers` makes them).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.discipline import CONSTRAINTS, events, founding
from bench.measure import DATA, ROOT, child, clock, machine, medians, table, versions
from bench.organisation import write
from bench.peers import python_of

CHARTER = ROOT / "bench" / "discipline.md"
END = "2020-01-01"
"""By then every deadline of the last case has passed."""

PEERS = {
    "pm4py": "pm4py",
    "projected": "pm4py",
    "declare4py": "declare4py",
    "fold": "",
    "duckdb": "pm4py",
    "polars": "pm4py",
}
"""Peer -> the environment that holds it; "" for this one."""

GOAL = 2.0


def files_of(cases: int) -> tuple[Path, Path, int]:
    """The acts as JSON Lines and the events as CSV, written if they are not there yet; and how many events."""
    record, log = DATA / f"discipline-{cases}.jsonl", DATA / f"discipline-{cases}.csv"
    if not log.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        found = list(events(cases))
        write(record, [*founding(cases), *(event.act for event in found)])
        with log.open("w", newline="") as file:
            csv.writer(file).writerows((event.case, event.activity) for event in found)
    with log.open() as file:
        return record, log, sum(1 for _ in file)


# Comitia


def comitia(record: Path, from_file: bool) -> dict[str, Any]:
    """Judge every act and count the deviations by what was found. from_file: decoding is part of the time."""
    from comitia.ask.fold import Fold
    from comitia.charter.load import load
    from comitia.judge.defects import DEFECTS
    from comitia.record.times import Clock
    from comitia.store.files import charter_texts, open_record

    charter = load(charter_texts(str(CHARTER)), defects=frozenset(DEFECTS))
    calendar = Clock()
    deviations: Counter[int] = Counter()
    judged_acts = cited = 0
    with open_record(str(record)) as opened:
        source: Callable[[], Any] = opened
        if not from_file:
            held = list(opened())
            source = lambda: iter(held)  # noqa: E731
        started = clock()
        for judged in Fold(charter, calendar, source, until=calendar.read(END).day).run():
            judged_acts += 1
            outcome = judged.outcome
            if outcome.findings:
                cited += len(outcome.findings)
                deviations.update(broken(judged.act, outcome.findings))
        seconds = clock() - started
    return {
        "seconds": seconds, "deviations": [deviations[n] for n in range(len(CONSTRAINTS))], "judged": judged_acts,
        "findings": cited, "label": "Comitia, from the file" if from_file else "Comitia, acts in memory",
    }  # fmt: skip


HEARING_ANEW = "2.3"
"""The article by which an appeal is heard."""


def broken(act: Any, findings: Any) -> list[int]:
    """Which constraints, by number, an act's findings say are broken.

    What is void for want of a charge could not be served either: only the charge counts then. An appeal against no
    decision is decided by nobody, so it breaks both constraints on appeals.
    """
    kind = type(act).__name__
    codes = {finding.code: finding for finding in findings}
    match kind:
        case "Decided" if "hearing missing" in codes and codes["hearing missing"].cites[0].article == HEARING_ANEW:
            return [8]
        case "Decided":
            late = "charge not served" in codes or "too little time to answer" in codes
            found = [0] if "charge missing" in codes else [1] if late else []
            return found + [2] * ("hearing missing" in codes) + [7] * ("matter closed" in codes)
        case "Elapsed" if "duty overdue" in codes:
            return [3] if codes["duty overdue"].args["duty"] == "written reasons" else [5]
        case "Filed" if "unknown act" in codes:
            return [4, 5]
        case "Answered" if "unknown act" in codes:
            return [6]
        case _:
            return []


# The report


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.declare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, nargs="+", default=[18_000, 180_000])
    parser.add_argument("--runs", type=int, help="of each; otherwise 3, over 50,000 cases 1")
    parser.add_argument("--skip", nargs="*", choices=PEERS, default=[], help="peers to leave out")
    parser.add_argument("--job", choices=("memory", "file"), help=argparse.SUPPRESS)
    parser.add_argument("file", nargs="?", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(comitia(given.file, given.job == "file")))
        return
    for cases in given.cases:
        compare(cases, given.runs or (3 if cases <= 50_000 else 1), given.skip)


def compare(cases: int, runs: int, skip: list[str]) -> None:
    """Run Comitia and the peers by turns, hold their deviations against one another, and print the table."""
    record, log, count = files_of(cases)
    found: dict[str, dict[str, Any]] = {}

    def ours(job: str) -> float:
        found[job] = child("bench.declare", "--job", job, record)
        return float(found[job]["seconds"])

    def peer(name: str) -> float:
        python = python_of(PEERS[name])
        found[name] = child("bench/declare_peers.py", name, log, json.dumps(CONSTRAINTS), python=python)
        return float(found[name]["seconds"])

    jobs: dict[str, Callable[[], float]] = {job: lambda job=job: ours(job) for job in ("memory", "file")}  # type: ignore[misc]
    jobs |= {name: lambda name=name: peer(name) for name in PEERS if name not in skip}  # type: ignore[misc]
    took = medians(jobs, runs)
    wanted = found["memory"]["deviations"]
    for name, one in found.items():
        if one["deviations"] != wanted:
            raise SystemExit(f"{name} found {one['deviations']} deviations, Comitia {wanted}")
    report(cases, count, runs, took, found)


def report(cases: int, count: int, runs: int, took: dict[str, float], found: dict[str, dict[str, Any]]) -> None:
    ours = found["memory"]
    print(f"Nine constraints, {count:,} events, {cases:,} cases. {versions('msgspec')}; {machine()}")
    print(
        f"Deviations, the same for all: {', '.join(map(str, ours['deviations']))}; {sum(ours['deviations']):,} in all"
    )
    print(f"Comitia judged {ours['judged']:,} acts, deadlines among them, with {ours['findings']:,} findings.")
    print(f"Processor time, medians of {runs}. x: times Comitia with the acts in memory.")
    rows = [
        (found[name]["label"], f"{seconds:.2f}", f"{seconds / count * 1e6:.2f}", f"{seconds / took['memory']:.2f}")
        for name, seconds in took.items()
    ]
    print(table(("", "seconds", "us/event", "x"), rows))
    if "pm4py" in took:
        print(f"Goal: at least {GOAL:.0f} times as fast as pm4py fed a DataFrame.\n")


if __name__ == "__main__":
    main()
