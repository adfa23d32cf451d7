"""A map-reduce of counts on Spark: partitioned ballot files in, the different papers out, one count.

    PYTHONPATH=src bench/env-spark/bin/python bench/count_spark.py FOLDER --rule scottish-stv [--master URL]

FOLDER holds `contest.blt` (a BLT file without papers) and parts `part-*` with a paper a line, as BLT writes it. Each
partition counts equal lines where it lies; the sums are added by key; only different lines reach the driver, which
hands them to the same counter as any file. The environment: `python -m venv bench/env-spark`,
`bench/env-spark/bin/pip install pyspark==4.3.0`, and Java 17 or later. `--master local-cluster[2,1,1024]` runs two
workers in processes of their own on this machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from operator import add
from pathlib import Path


def count_lines(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The map step: equal lines of one partition, counted. Needs nothing but Python on a worker."""
    from collections import Counter

    return iter(Counter(lines).items())


def grouped(parts: str, master: str) -> dict[bytes, int]:
    """Different lines of all parts, with how often each occurs."""
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master(master).appName("comitia count").config("spark.ui.enabled", "false").getOrCreate()
    )
    try:
        spark.sparkContext.setLogLevel("ERROR")
        counted = spark.sparkContext.textFile(parts).mapPartitions(count_lines).reduceByKey(add).collect()
    finally:
        spark.stop()
    return {line.encode(): number for line, number in counted}


def main() -> int:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("folder", type=Path)
    given.add_argument("--rule", required=True)
    given.add_argument("--seats", type=int)
    given.add_argument("--master", default="local[*]")
    options = given.parse_args()

    from comitia.count import CountError, count
    from comitia.count.formats.blt import read_grouped
    from comitia.count.report.text import as_text

    contest = options.folder / "contest.blt"
    try:
        lines = grouped(str(options.folder.resolve() / "part-*"), options.master)
        ballots = read_grouped(contest.read_bytes(), lines, str(contest))
        sys.stdout.write(as_text(count(options.rule, ballots, seats=options.seats)))
    except CountError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
