"""From findings to a verdict: the gravest consequence that is shown or presumed; then what is unproven."""

from __future__ import annotations

from collections.abc import Iterable

from comitia.judge.findings import Finding, Verdict

GRAVITY: dict[str, int] = {"none": 0, "irregular": 1, "voidable": 3, "void": 5}
ORDER: tuple[Verdict, ...] = ("valid", "irregular", "inchoate", "voidable", "unproven", "void")
"""From the mildest to the gravest."""


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict that findings add up to.

    What is shown or presumed counts with its consequence. What is unproven or disputed and would make the act void or
    voidable leaves it unproven, unless it is void anyway.
    """
    worst, open_ = 0, False
    for finding in findings:
        gravity = GRAVITY[finding.consequence]
        if finding.status in ("shown", "presumed"):
            worst = max(worst, gravity)
        elif gravity >= 3:
            open_ = True
    if worst == 5:
        return "void"
    if open_:
        return "unproven"
    return "voidable" if worst == 3 else "irregular" if worst == 1 else "valid"


def severity(findings: Iterable[Finding]) -> int:
    """How grave a set of findings is, for choosing the route that serves an act best."""
    return ORDER.index(verdict_of(findings))


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of several verdicts; `valid` where there are none."""
    return max(verdicts, key=ORDER.index, default="valid")
