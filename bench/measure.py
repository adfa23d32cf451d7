"""What the benchmarks share: medians of interleaved runs, runs in a process of their own, versions, tables."""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "out" / "bench"
"""Where generated records lie; they are made anew when missing."""


clock = time.process_time
"""Seconds of processor time of this process: what else the machine does disturbs it less than wall time."""


def timed(run: Callable[[], object]) -> float:
    """Seconds of processor time."""
    started = clock()
    run()
    return clock() - started


def medians(jobs: dict[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """The median of several runs of each job. Jobs take turns, so that a noisy minute hits them all."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    with progress() as bar:
        task = bar.add_task(", ".join(jobs), total=runs * len(jobs))
        for _ in range(runs):
            for name, job in jobs.items():
                taken[name].append(job())
                bar.advance(task)
    return {name: median(times) for name, times in taken.items()}


def progress() -> Progress:
    """A bar on the error stream, where that is a terminal."""
    console = Console(stderr=True)
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def child(module: str, *arguments: object, python: Path | None = None) -> dict[str, Any]:
    """Run a module or a script in a process of its own; it prints one line of JSON."""
    what = [str(module)] if module.endswith(".py") else ["-m", module]
    command = [str(python or sys.executable), *what, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def peak_mib() -> float:
    """The most memory this process has held so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024


def versions(*packages: str) -> str:
    """`msgspec 0.22.0, CPython 3.11.7`: what a figure was measured with."""
    known = []
    for package in packages:
        try:
            known.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            known.append(f"{package} (not installed)")
    return ", ".join([*known, f"{platform.python_implementation()} {platform.python_version()}"])


def machine() -> str:
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, load {load:.1f} at the start"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in plain text: the first column to the left, numbers to the right."""
    lines = [tuple(head), *(tuple(map(str, row)) for row in rows)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
    texts = [
        "  ".join(
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    return "\n".join([texts[0], "  ".join("-" * w for w in widths), *texts[1:]])
