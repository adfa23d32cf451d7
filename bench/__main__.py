"""All benchmarks, or the ones named, one after the other; what they print is also kept in `bench/results.md`.

    python -m bench                      all of them
    python -m bench judge declare        these
    python -m bench declare -- --cases 18000     one of them, with options of its own
    python -m bench --list

Each is a module of its own with more to ask for: `python -m bench.judge --help`. Figures are ratios to a named peer in
the same run; on a busy machine run them again when it is quiet.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import ROOT, machine, versions

BENCHMARKS = {
    "judge": "judging a full record, from file to verdicts, beside decoding it",
    "declare": "nine constraints on the order of cases, beside checkers of Declare",
    "stream": "judging in a stream, line by line: cost per act and peak memory as records grow",
    "questions": "a quorum, a what if, an act put on record late",
    "start": "the demo and the imports",
    "record_read": "reading a record, beside decoding it and beside pydantic",
    "count": "counting ballots, beside other counting programs",
    "log": "the record's log: appends, proofs and verification, beside pymerkle",
}
"""Name -> what is measured."""

RESULTS = Path(__file__).with_name("results.md")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"which: {', '.join(BENCHMARKS)} (all)")
    parser.add_argument("--list", action="store_true", help="say what there is, and stop")
    ours, options = sys.argv[1:], list[str]()
    if "--" in ours:
        at = ours.index("--")
        ours, options = ours[:at], ours[at + 1 :]
    given = parser.parse_args(ours)
    if given.list:
        for name, what in BENCHMARKS.items():
            print(f"{name:12} {what}")
        return
    wrong = [name for name in given.names if name not in BENCHMARKS]
    if wrong:
        parser.error(f"no benchmark named {', '.join(wrong)}; there are {', '.join(BENCHMARKS)}")
    names = given.names or list(BENCHMARKS)
    if options and len(names) != 1:
        parser.error("options after -- belong to one benchmark; name it")
    failed = [name for number, name in enumerate(names, 1) if not run(name, options, f"{number} of {len(names)}")]
    print(f"\nKept in {RESULTS.relative_to(ROOT)}")
    if failed:
        sys.exit(f"not measured: {', '.join(failed)}")


def run(name: str, options: list[str], place: str) -> bool:
    """Run one benchmark, show what it prints, and keep it if it ended well."""
    print(f"\n== {name} ({place}): {BENCHMARKS[name]}\n", flush=True)
    started, lines = time.perf_counter(), list[str]()
    command = [sys.executable, "-m", f"bench.{name}", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        print(f"{name} ended with {process.returncode}")
        return False
    keep(name, options, "".join(lines), time.perf_counter() - started)
    return True


# What is kept


HEAD = """# Results of the benchmarks

Written by `python -m bench`; do not edit by hand. Each part names what it was measured with and on, and the command
that measures it again. Figures are ratios within one run. A machine that others work on shows more noise than ratios
can hide: differences of a fifth mean nothing.
"""


def keep(name: str, options: list[str], text: str, seconds: float) -> None:
    """Put the results of one benchmark in its place among those of the others."""
    parts = read_parts(RESULTS.read_text() if RESULTS.exists() else "")
    title = BENCHMARKS[name][0].upper() + BENCHMARKS[name][1:]
    command = " ".join(["python -m bench", name, *(["--", *options] if options else [])])
    made = f"`{command}`, {seconds / 60:.1f} minutes; {versions('comitia')}; {machine()}"
    parts[name] = f"## {name}\n\n{title}. {made}.\n\n```text\n{text.rstrip()}\n```\n"
    RESULTS.write_text("\n".join([HEAD, *(parts[one] for one in BENCHMARKS if one in parts)]))


def read_parts(text: str) -> dict[str, str]:
    """The parts of a results file by the name of the benchmark."""
    _, *parts = f"\n{text}".split("\n## ")
    return {part.split("\n", 1)[0].strip(): f"## {part.rstrip()}\n" for part in parts}


if __name__ == "__main__":
    main()
