"""How long it takes to begin: `comitia demo` after installation, and the imports.

    python -m bench.start

Wall time, since a person waits, and processor time, which a busy machine disturbs less; beside an interpreter that does
nothing. Which modules the time of an import goes to
is read from `python -X importtime`.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.measure import machine, progress, table, versions

RUNS = 15
COMITIA = Path(sys.executable).with_name("comitia")
LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| ( *)(\S+)")
SHOWN = 8


def waited(command: list[str]) -> tuple[float, float]:
    """Seconds until a command has ended, and of processor time that it took. Raises RuntimeError if it fails."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports(module: str) -> list[tuple[str, int]]:
    """The modules whose own code takes longest while one is imported, in microseconds."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"], capture_output=True, text=True, check=True
    )
    found = [(name, int(own)) for own, _, _, name in LINE.findall(done.stderr)]
    return sorted(found, key=lambda entry: -entry[1])[:SHOWN]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.start", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder, progress() as bar:
        python = sys.executable
        commands = {
            "python -c pass": [python, "-c", "pass"],
            "import comitia": [python, "-c", "import comitia"],
            "import comitia.cli": [python, "-c", "import comitia.cli"],
            "import comitia.ask.judge": [python, "-c", "import comitia.ask.judge"],
            "comitia --help": [str(COMITIA), "--help"],
            "comitia demo": [str(COMITIA), "demo", "--out", folder],
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for _ in bar.track(range(runs), description="Starting"):
            for name, command in commands.items():
                taken[name].append(waited(command))
    print(f"Medians of {runs}. {versions('click', 'rich')}; {machine()}")
    middle = {name: tuple(median(one) for one in zip(*times, strict=True)) for name, times in taken.items()}
    nothing = middle["python -c pass"][1]
    rows = [
        (name, f"{wall * 1e3:.0f}", f"{used * 1e3:.0f}", f"{used / nothing:.1f}")
        for name, (wall, used) in middle.items()
    ]
    print(table(("", "wall ms", "processor ms", "x nothing"), rows))
    print("Goals: comitia demo under 2,000 ms; import comitia under 150 ms.\n")
    for module in ("comitia.cli", "comitia.ask.judge"):
        longest = ", ".join(f"{name} {own / 1e3:.1f}" for name, own in imports(module))
        print(f"Longest within import {module}, ms: {longest}")


if __name__ == "__main__":
    main()
