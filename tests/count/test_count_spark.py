"""Grouping on many machines: parts that are counted apart and added up are one count.

The Spark job itself runs in local-cluster mode where `bench/env-spark` has been made (bench/count_spark.py says how);
the law that it rests on, and the steps of the job, are tested without it always.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from comitia.count import BallotError, count
from comitia.count.formats.blt import read_blt, read_grouped
from comitia.count.formats.grouping import group_lines, merge
from comitia.count.report.text import as_text

ROOT = Path(__file__).resolve().parents[2]
SPARK = ROOT / "bench" / "env-spark" / "bin" / "python"
LINES = [
    f"1 {n % 3 + 1} {(n * n + n) % 3 + 1} 0" if n % 3 != (n * n + n) % 3 else f"2 {n % 3 + 1} 0" for n in range(900)
]
CONTEST = b'3 2\n0\n"Member A"\n"Member B"\n"Member C"\n"Delegates"\n'
WHOLE = "\n".join(["3 2", *LINES, "0", '"Member A"', '"Member B"', '"Member C"', '"Delegates"', ""]).encode()


def test_parts_added_up_are_the_whole() -> None:
    parts = [Counter(line.encode() for line in LINES[at::7]) for at in range(7)]
    together = read_grouped(CONTEST, merge(parts))
    assert together == read_blt(WHOLE)
    assert count("scottish-stv", together).stages == count("scottish-stv", read_blt(WHOLE)).stages
    assert merge(parts) == group_lines("\n".join(LINES).encode(), 0, len("\n".join(LINES)))


def test_a_fault_in_a_part_is_refused() -> None:
    with pytest.raises(BallotError, match="unknown-candidate: `9`"):
        read_grouped(CONTEST, {b"1 9 0": 3})


def test_the_job_in_local_cluster_mode_or_its_steps_without_spark(tmp_path: Path) -> None:
    (tmp_path / "contest.blt").write_bytes(CONTEST)
    for part in range(4):
        (tmp_path / f"part-{part:05}").write_text("".join(f"{line}\n" for line in LINES[part::4]))
    expected = as_text(count("scottish-stv", read_blt(WHOLE)))
    if SPARK.exists():
        job = [str(SPARK), "bench/count_spark.py", str(tmp_path), "--rule", "scottish-stv"]
        done = subprocess.run(
            [*job, "--master", "local-cluster[2,1,1024]"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "src"},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.stdout == expected, done.stderr[-2000:]
        return
    sys.path.insert(0, str(ROOT))
    try:
        from bench.count_spark import count_lines
    finally:
        sys.path.remove(str(ROOT))
    counted: Counter[bytes] = Counter()
    for part in sorted(tmp_path.glob("part-*")):
        for line, number in count_lines(part.read_text().splitlines()):
            counted[line.encode()] += number
    assert as_text(count("scottish-stv", read_grouped(CONTEST, counted))) == expected
