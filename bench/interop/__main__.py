"""`make interop`: run every check that can run here, and say plainly which could not.

External data stays out of this repository. Put checkouts of the public repositories that `vectors.py` names into one
folder and name it: `COMITIA_VECTORS=~/vectors make interop`. The programs: Go with golang.org/x/mod (Debian packages
golang-go and golang-golang-x-mod-dev), a Python of at least 3.12 for `aics-witness` (installed into an environment of
its own), and Chromium (Debian package chromium).

Exit code 1 when a check failed; a check that could not run is listed, and is no failure unless --all is given.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.interop import browser, foreign_witness, go, vectors
from bench.interop.report import Line


def checks(folder: Path | None) -> Iterator[Line]:
    yield from vectors.run(folder)
    yield from go.run()
    yield from foreign_witness.run()
    yield from browser.run()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.interop", description=__doc__.split("\n")[0])
    parser.add_argument("--vectors", type=Path, default=os.environ.get("COMITIA_VECTORS"), help="folder of checkouts")
    parser.add_argument("--all", action="store_true", help="a check that could not run is a failure")
    options = parser.parse_args()
    lines = []
    for line in checks(Path(options.vectors) if options.vectors else None):
        print(line, flush=True)
        lines.append(line)
    failed = [line for line in lines if line.state == "FAILED" or (options.all and line.missing)]
    print(f"{sum(line.state == 'ok' for line in lines)} passed, {len(failed)} failed, "
          f"{sum(bool(line.missing) for line in lines)} not run")  # fmt: skip
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
