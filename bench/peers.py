"""Environments of their own for the peers of the benchmarks: made from the package index by name and pinned version.

    python -m bench.peers                 all that are missing
    python -m bench.peers pm4py

They lie under `bench/env-*`, which git ignores. Their licences (pm4py: AGPL-3.0; Declare4Py: MIT; DuckDB, Polars: MIT)
are no matter here, since nothing of them is imported by Comitia.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import venv
from pathlib import Path

from rich.console import Console

PACKAGES = {
    "pm4py": ("pm4py==2.7.23.11", "duckdb==2.0.0", "polars==2.1.0"),
    "declare4py": ("Declare4Py==2.2.0", "pm4py==2.7.23.11"),
    "pymerkle": ("pymerkle==7.0.0",),
}
"""Environment -> what is installed in it."""


def folder_of(name: str) -> Path:
    return Path(__file__).parent / f"env-{name}"


def python_of(name: str) -> Path | None:
    """The interpreter of an environment, which is made first if it is missing; None for this one."""
    if not name:
        return None
    python = folder_of(name) / "bin" / "python"
    if not python.exists():
        make(name)
    return python


def make(name: str) -> None:
    """Make an environment. Raises SystemExit when the packages cannot be had, with what to do."""
    folder = folder_of(name)
    with Console(stderr=True).status(f"Making {folder.name}: {', '.join(PACKAGES[name])}"):
        venv.create(folder, with_pip=True)
        command = [str(folder / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", *PACKAGES[name]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        (folder / "bin" / "python").unlink(missing_ok=True)
        raise SystemExit(
            f"{folder}: {done.stderr.strip()}\n"
            f"  required: {', '.join(PACKAGES[name])} from the package index\n"
            f"  what to do: see the network, or leave this peer out (python -m bench.declare --skip ...)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"which: {', '.join(PACKAGES)} (all)")
    names = parser.parse_args().names
    wrong = [name for name in names if name not in PACKAGES]
    if wrong:
        parser.error(f"no environment named {', '.join(wrong)}; there are {', '.join(PACKAGES)}")
    for name in names or PACKAGES:
        print(f"{name}: {python_of(name)}", file=sys.stdout)


if __name__ == "__main__":
    main()
