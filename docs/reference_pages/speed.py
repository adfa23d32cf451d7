"""What is measured, by which script, and the figures that were last kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from reference_pages import table


def page(root: Path) -> str:
    """The list of benchmarks, then the results as `make bench` wrote them, if any are kept."""
    sys.path.insert(0, str(root))
    from bench.__main__ import BENCHMARKS

    lines = ["# Speed", ""]
    lines += [
        "Every figure comes from a script in `bench/` that anybody can run again, as a ratio to a named peer in the"
    ]
    lines += ["same run. `make bench` runs them all; on a busy machine run them again when it is quiet.", ""]
    rows = [(f"`python -m bench {name}`", what) for name, what in BENCHMARKS.items()]
    lines += table(("Run", "What is measured"), rows)
    results = root / "bench" / "results.md"
    if not results.exists():
        return "\n".join([*lines, "No results are kept in this copy.", ""])
    return "\n".join([*lines, "## The figures last kept", "", *_below(results.read_text("utf-8")), ""])


def _below(text: str) -> Iterator[str]:
    """A page as part of another: without its title, its headings one level lower, its blocks of text as they are."""
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if fenced or not line.startswith("#"):
            yield line
        elif not line.startswith("# "):
            yield f"#{line}"
