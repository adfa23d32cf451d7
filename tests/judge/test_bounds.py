"""Records made to break the judge: acts that refer to themselves, to each other, or through very many others."""

from __future__ import annotations

import pytest
from charters import charter, founded
from small import codes, judged

from comitia.judge import power
from comitia.judge.case import Case
from comitia.judge.state import Matter
from comitia.record.acts import Effect

RULES = charter("body: general meeting\ncomposed of: every member", "body: committee")


def decided(ident: str, do: str, what: str, day: int = 1) -> str:
    return (
        f"- {{kind: decided, id: {ident}, at: 2021-03-{day:02}, by: general meeting, "
        f"effects: [{{do: {do}, what: {what}}}]}}\n"
    )


@pytest.mark.parametrize("do", ["confirm", "annul", "remit", "stay"])
def test_effect_on_the_act_itself_is_circular(do: str) -> None:
    judgment = judged(RULES, founded() + decided("x1", do, "x1"))
    assert codes(judgment, "x1") == {"circular reference"}


def test_order_on_itself_is_circular() -> None:
    order = "- {kind: ordered, id: x1, at: 2021-03-01, by: a court, effects: [{do: confirm, what: x1}]}\n"
    assert codes(judged(RULES, founded() + order), "x1") == {"circular reference"}


def test_acts_that_confirm_each_other_are_judged_to_the_end() -> None:
    record = (
        founded()
        + decided("x1", "confirm", "x2")
        + decided("x2", "confirm", "x1", 2)
        + decided("x3", "confirm", "x2", 3)
    )
    judgment = judged(RULES, record)
    assert codes(judgment, "x1") == {"unknown act"}
    assert all("rule failed" not in codes(judgment, ident) for ident in ("x1", "x2", "x3"))


def test_very_long_chain_of_confirmations_is_judged_to_the_end() -> None:
    record = founded() + decided("x0", "oblige", "repairs")
    record += "".join(decided(f"x{n}", "confirm", f"x{n - 1}") for n in range(1, 1500))
    judgment = judged(RULES, record)
    assert "rule failed" not in {finding.code for row in judgment.rows for finding in row.outcome.findings}


def test_confirmations_of_many_confirmations_do_not_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten effects on each of four levels are forty questions for their routes and a few more, not ten thousand."""
    asked = 0
    routes = power.routes

    def counted(case: Case, effect: Effect, matter: Matter | None) -> list[power.Route]:
        nonlocal asked
        asked += 1
        return list(routes(case, effect, matter))

    monkeypatch.setattr(power, "routes", counted)
    effects = ", ".join(["{{do: confirm, what: x{0}}}"] * 10)
    record = founded() + decided("x0", "oblige", "repairs")
    for n in range(1, 5):
        record += f"- {{kind: decided, id: x{n}, at: 2021-03-02, by: committee, effects: [{effects.format(n - 1)}]}}\n"
    assert len(judged(RULES, record).rows) == 6
    assert asked < 500


def test_units_under_each_other_in_a_circle_are_refused() -> None:
    record = founded() + (
        "- {kind: constituted, id: u2, at: 2021-01-01, unit: p, under: q}\n"
        "- {kind: constituted, id: u3, at: 2021-01-02, unit: q, under: p}\n"
        "- {kind: constituted, id: u4, at: 2021-01-03, unit: r, under: r}\n"
    )
    judgment = judged(RULES, record)
    assert codes(judgment, "u2") == {"unknown unit"}
    assert codes(judgment, "u3") == {"unknown unit"}
    assert codes(judgment, "u4") in ({"unknown unit"}, {"circular reference"})


def test_annulments_of_annulments_end() -> None:
    rules = charter(
        "body: general meeting\ncomposed of: every member",
        "power: annulment\nof: [general meeting]\neffect: [annul anything]",
    )
    record = founded() + decided("x0", "oblige", "repairs")
    record += "".join(decided(f"x{n}", "annul", f"x{n - 1}", 1 + n) for n in range(1, 13))
    judgment = judged(rules, record)
    assert len(judgment.rows) == 14
