"""Every right of a member is taken only by a procedure: the implied one, where the rules give a bare power."""

from __future__ import annotations

import pytest
from small import codes, judged

from comitia.judge.power import RIGHTS

RULES = """---
charter: Rules of a society
timezone: UTC
---

## 1 The committee
```rule
body: committee
```

## 2 Order
```rule
power: keep order
of: [committee]
effect: [{verb} {what}]
```
"""

FOUNDED = "- {id: u, kind: constituted, at: 2020-01-01, unit: society, members: [a, b, c]}\n"


@pytest.mark.parametrize("what", sorted(RIGHTS))
@pytest.mark.parametrize("verb", ["end", "suspend", "forbid"])
def test_a_right_taken_unheard_is_not_taken(verb: str, what: str) -> None:
    rules = RULES.format(verb=verb, what=what)
    act = (
        "- {id: d1, kind: decided, at: 2021-01-01, by: committee, tally: {yes: 3, no: 0}, "
        f"effects: [{{do: {verb}, what: {what}, to: a}}]}}\n"
    )
    assert {"charge missing", "hearing missing"} <= codes(judged(rules, FOUNDED + act), "d1")
