"""The decided disputes that Comitia is tested on, on one page."""

from __future__ import annotations

import re
from pathlib import Path


def page(root: Path) -> str:
    """The introduction of `examples/cases`, then each case."""
    folder = root / "examples" / "cases"
    intro = (folder / "README.md").read_text("utf-8").replace("# Real disputes", "# Decided disputes", 1)
    intro = re.sub(r"\]\(([\w-]+)/README\.md\)", r"](#case-\1)", intro)
    lines = [intro.rstrip(), ""]
    for name in dict.fromkeys(re.findall(r"\(#case-([\w-]+)\)", intro)):
        text = (folder / name / "README.md").read_text("utf-8")
        lines += [
            f"(case-{name})=",
            re.sub(r"^# ", "## ", text, count=1).rstrip(),
            "",
            f"*`examples/cases/{name}`*",
            "",
        ]
    return "\n".join(lines)
