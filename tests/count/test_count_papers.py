"""Papers as they are written down, and whoever a lot may elect."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comitia.count import BallotError, Ballots, RuleError, TieRule, count
from comitia.count.lots import whichever_way
from comitia.count.papers import read_written, rule_for


def test_three_ways_to_write_a_paper() -> None:
    ranked = read_written({"a > b = c": 3, "b": 2, "c > - > a": 1, "blank": 1}, "abc").ballots
    assert ranked.papers == {(0, (1, 2)): 3, (1,): 2, (2, (), 0): 1, (): 1}
    approved = read_written({"a, b": 3, "c": 2}, "abc").ballots
    assert approved.papers == {(0, 1): 3, (2,): 2}
    scored = read_written({"a: 5, b: 3": 3, "b: -1": 2, "": 1}, "ab").ballots
    assert scored.scores == {(5, 3): 3, (None, -1): 2, (None, None): 1}


def test_without_a_list_whoever_is_named_stands_in_the_order_of_names() -> None:
    assert read_written({"Member C > Member A": 1, "Member B": 1}).ballots.candidates == (
        "Member A", "Member B", "Member C",
    )  # fmt: skip


@given(st.dictionaries(st.permutations("abcd").map(tuple), st.integers(1, 9), min_size=1, max_size=6))
def test_law_rankings_as_written_are_the_ballots(orders: dict[tuple[str, ...], int]) -> None:
    written = read_written({" > ".join(order): number for order, number in orders.items()}, "abcd").ballots
    assert written.papers == Ballots.of("abcd", [("".join(order), n) for order, n in orders.items()]).papers


WHAT = "what to do: write the paper in one of these forms"
FORMS = "required: `a > b = c` to rank, `a, b` to approve, or `a: 5, b: 3` to score"


@pytest.mark.parametrize(
    ("papers", "message"),
    [
        ({"a": 1, "a > b, c": 1}, f"papers:2: bad-paper: `a > b, c`\n  {FORMS}\n  {WHAT}"),
        ({"a >": 1}, f"papers:1: bad-paper: `a >`\n  {FORMS}\n  {WHAT}"),
        ({"a,, b": 1}, f"papers:1: bad-paper: `a,, b`\n  {FORMS}\n  {WHAT}"),
        ({"a: 5, b": 1}, f"papers:1: bad-paper: `a: 5, b`\n  {FORMS}\n  {WHAT}"),
        (
            {"a, a": 1},
            "papers:1: name-twice: `a, a`, which names somebody twice\n  required: each name once\n"
            "  what to do: write down what the paper says, or count it as blank",
        ),
        (
            {"a": -1},
            "papers:1: bad-number: -1 papers\n  required: a whole number from 0 up\n"
            "  what to do: correct the number of papers",
        ),
        (
            {"a > bc": 1},
            "papers:1: unknown-candidate: `bc`\n  required: somebody who stands: `a`, `b`, `c`\n"
            "  what to do: did you mean `c`?",
        ),
        (
            {"a: 5": 1, "a > b": 1},
            "papers: forms-mixed: papers that score beside papers that do not\n  required: papers of one form\n"
            "  what to do: write every paper in the form that the rule counts",
        ),
    ],
)
def test_paper_that_cannot_be_read_is_refused_with_its_place(papers: dict[str, int], message: str) -> None:
    with pytest.raises(BallotError) as caught:
        read_written(papers, "abc")
    assert str(caught.value) == message


def test_rule_that_needs_another_form_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        rule_for("irv", read_written({"a, b": 1}))
    assert str(caught.value) == (
        "papers: wrong-form: `irv` with papers in the form of approvals\n  required: papers that rank\n"
        "  what to do: name the rule by which these papers were to be counted"
    )
    assert rule_for("schulze", read_written({"a: 5, b: 3": 1})).name == "schulze"
    assert rule_for("approval", read_written({"a": 1})).name == "approval"


def test_every_fall_of_the_lot_is_tried() -> None:
    ballots = Ballots.of("abc", [("a", 4), ("bc", 3), ("c", 3)])
    ways = whichever_way(lambda order: count("irv", ballots, ties=TieRule(order=order)))
    assert ways is not None
    assert {way.winners for way in ways} == {("a",), ("c",)}


def test_without_a_tie_there_is_one_way() -> None:
    ballots = Ballots.of("ab", [("a", 2), ("b", 1)])
    ways = whichever_way(lambda order: count("irv", ballots, ties=TieRule(order=order)))
    assert ways is not None
    assert [way.winners for way in ways] == [("a",)]


def test_too_many_ways_are_given_up() -> None:
    ballots = Ballots.of("abcdefg", [(letter, 1) for letter in "abcdefg"])
    assert whichever_way(lambda order: count("irv", ballots, ties=TieRule(order=order))) is None
