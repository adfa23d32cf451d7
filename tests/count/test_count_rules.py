"""Rules on small contests, worked by hand: cycles, ties, thresholds, shares, and what each rule is for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from comitia.count import Ballots, Constraint, Outcome, RuleError, TieRule, at_most_each, count
from comitia.count.compare import comparable, compare, comparison_data, comparison_text
from comitia.count.countback import count_again, countback, next_in_order
from comitia.count.result import Action
from comitia.count.rules.party_list import list_ballots

# Tideman's capital of Tennessee: 42 Memphis, 26 Nashville, 15 Chattanooga, 17 Knoxville
TENNESSEE = Ballots.of("MNCK", [("MNCK", 42), ("NCKM", 26), ("CKNM", 15), ("KCNM", 17)])
CYCLE = Ballots.of("ABC", [("ABC", 8), ("BCA", 7), ("CAB", 6)])  # A over B 14:7, B over C 15:6, C over A 13:8


@pytest.mark.parametrize(
    ("rule", "winner"),
    [
        ("plurality", "M"),
        ("irv", "K"),
        ("borda", "N"),
        ("condorcet", "N"),
        ("schulze", "N"),
        ("ranked-pairs", "N"),
        ("copeland", "N"),
        ("minimax", "N"),
        ("schwartz", "N"),
        ("scottish-stv", "K"),
        ("wigm", "K"),
        ("meek-stv", "K"),
        ("warren-stv", "K"),
        ("ers97", "K"),
        ("approval", None),  # everybody approves of everybody
    ],
)
def test_one_seat(rule: str, winner: str | None) -> None:
    counted = count(rule, TENNESSEE, seats=1)
    if winner is None:
        assert counted.outcome is Outcome.TIED
    else:
        assert counted.winners == (winner,)


@pytest.mark.parametrize("rule", ["schulze", "ranked-pairs", "minimax"])
def test_a_cycle_is_broken_at_its_weakest_victory(rule: str) -> None:
    counted = count(rule, CYCLE, seats=1)
    assert counted.winners == ("A",)
    assert counted.notes[0].code == "no-condorcet-winner"


@pytest.mark.parametrize("rule", ["copeland", "schwartz"])
def test_a_cycle_of_three_is_a_tie_for_copeland_and_schwartz(rule: str) -> None:
    assert count(rule, CYCLE, seats=1).outcome is Outcome.TIED
    assert count(rule, CYCLE, seats=1, ties=TieRule(order=("B", "A", "C"))).winners == ("B",)


def test_condorcet_elects_nobody_in_a_cycle() -> None:
    assert count("condorcet", CYCLE, seats=1).outcome is Outcome.NOBODY


def test_ranked_pairs_says_when_equal_victories_matter() -> None:
    level = Ballots.of("ABC", [("ABC", 1), ("BCA", 1), ("CAB", 1)])
    assert count("ranked-pairs", level, seats=1).outcome is Outcome.TIED
    assert count("ranked-pairs", level, seats=1, ties=TieRule(order=("C", "A", "B"))).winners == ("C",)


def test_debian_drops_all_weakest_defeats_at_once() -> None:
    papers = [("ABCD", 8), ("BCAD", 7), ("CABD", 6)]
    counted = count("debian", Ballots.of("ABCD", papers), default="D")
    assert counted.winners == ("A",)
    dropped = [note for note in counted.notes if note.code == "defeat-dropped"]
    assert [note.candidates for note in dropped] == [(2, 0)]


def test_debian_option_dropped_for_its_ratio_changes_who_wins() -> None:
    # Debian 2008/003 in small: A beats B, but A fails 3:1 against the default option
    papers = Ballots.of("ABD", [("ABD", 5), ("BDA", 4)])
    assert count("debian", papers, default="D").winners == ("A",)
    assert count("debian", papers, default="D", majorities={"A": Fraction(3)}).winners == ("B",)
    assert count("schulze", papers, seats=1).winners == ("A",)


def test_an_absolute_majority_that_exhausted_papers_deny_ab_v_cd() -> None:
    # AB v CD [2001]: 1792 valid, 747, 713 and 332 first preferences; 44 of the 332 name nobody else
    papers = [("A", 747), ("B", 713), ("CA", 127), ("CB", 161), ("C", 44)]
    stuck = count("irv", Ballots.of("ABC", papers), majority="half of valid")
    assert stuck.stages[0].quota == 896
    assert [int(votes) for votes in stuck.stages[1].totals] == [874, 874, 0]
    assert stuck.outcome is Outcome.TIED
    first_stage_leader = TieRule(steps=("first difference",))
    assert count("irv", Ballots.of("ABC", papers), majority="half of valid", ties=first_stage_leader).winners == ("A",)


def test_two_rounds_by_a_second_poll_or_by_preferences() -> None:
    poll = count("two-round", TENNESSEE)
    assert (poll.outcome, poll.elected) == (Outcome.NOBODY, ())
    assert poll.notes[0].code == "second-round"
    assert [TENNESSEE.candidates[each] for each in poll.notes[0].candidates] == ["M", "N"]
    assert count("two-round", TENNESSEE, second="preferences").winners == ("N",)
    assert count("two-round", Ballots.of("AB", [("A", 3), ("B", 2)])).winners == ("A",)


def test_block_limited_and_approval_read_papers_as_sets() -> None:
    ballots = Ballots.of("ABCD", [("AB", 3), ("CD", 2), ("BD", 2), ("ABC", 4)])
    block = count("block", ballots, seats=2)
    assert (block.winners, block.valid) == (("B", "D"), 7)
    assert [(each.what, each.papers) for each in block.treatments] == [("too many marks", 4)]
    assert count("approval", ballots, seats=2).winners == ("B", "A")
    assert count("limited", Ballots.of("AB", [("A", 3), ("B", 2)]), seats=2).winners == ("A", "B")
    assert count("block", ballots, seats=2, ranked=True).winners == ("B", "A")


def test_borda_points_and_shared_ranks() -> None:
    assert [str(votes) for votes in count("borda", TENNESSEE, seats=1).stages[0].totals] == ["126", "194", "173", "107"]
    equal = Ballots.of("ABC", [("A=B", 2), ("C", 1)])
    assert count("borda", equal, seats=1, ties=TieRule(order=("A", "B", "C"))).stages[0].totals == (3, 3, 2)
    shared = count("borda", equal, seats=1, unranked="share", ties=TieRule(order=("A", "B", "C")))
    assert shared.stages[0].totals == (Fraction(7, 2), Fraction(7, 2), 2)
    dowdall = count("borda", TENNESSEE, seats=1, points="1/rank")
    assert dowdall.stages[0].totals[0] == Fraction(42) + Fraction(58, 4)


def _scores(*rows: tuple[tuple[int, ...], int]) -> Ballots:
    return Ballots(("A", "B", "C"), {}, dict(rows))


def test_star_run_off_turns_the_score_winner_down() -> None:
    # totals A 17, B 16, C 6; run-off: three papers prefer B, two A
    ballots = _scores(((5, 0, 0), 2), ((1, 4, 2), 1), ((3, 6, 2), 2))
    counted = count("star", ballots)
    assert counted.stages[0].totals == (17, 16, 6)
    assert counted.stages[1].totals == (2, 3, 0)
    assert counted.winners == ("B",)
    assert count("score", ballots, seats=1).winners == ("A",)


def test_bloc_star_takes_the_winner_out_and_counts_again() -> None:
    counted = count("star", _scores(((5, 4, 0), 3), ((0, 1, 5), 2)), seats=2)
    assert counted.winners == ("A", "B")
    assert [stage.action for stage in counted.stages] == [Action.TALLY, Action.RUN_OFF] * 2


def test_star_ties_go_to_preference_then_total_then_top_scores() -> None:
    level = _scores(((5, 4, 0), 1), ((3, 4, 0), 1))  # totals 8 and 8, one prefers each; A has the top score
    counted = count("star", level)
    assert counted.winners == ("A",)
    assert counted.ties[-1].how == "top scores"


@pytest.mark.parametrize(
    ("rule", "terms", "seats"),
    [
        # 53, 24, 23 thousand for seven seats; first four from the divisors 1, 2, 3 and 1, 3, 5
        ("dhondt", {}, [4, 2, 1]),
        ("sainte-lague", {}, [3, 2, 2]),
        ("sainte-lague", {"first_divisor": Fraction(7, 5)}, [3, 2, 2]),
        ("largest-remainder", {}, [4, 2, 1]),
        ("largest-remainder", {"quota": "droop"}, [4, 2, 1]),
        ("dhondt", {"threshold": Fraction(24, 100)}, [5, 2, 0]),
    ],
)
def test_party_lists(rule: str, terms: dict[str, Fraction], seats: list[int]) -> None:
    assert list(count(rule, list_ballots({"A": 53000, "B": 24000, "C": 23000}), seats=7, **terms).allocation) == seats


def test_a_tie_for_the_last_seat_of_a_list_needs_a_lot() -> None:
    level = list_ballots({"A": 10, "B": 10})
    assert count("dhondt", level, seats=3).outcome is Outcome.TIED
    assert list(count("dhondt", level, seats=3, ties=TieRule(order=("B", "A"))).allocation) == [1, 2]
    assert list(count("dhondt", level, seats=2).allocation) == [1, 1]


def test_small_quotas_give_no_seat_too_many() -> None:
    counted = count("largest-remainder", list_ballots({"A": 60, "B": 60}), seats=2, quota="imperiali")
    assert sum(counted.allocation) == 2


def test_ers97_defers_a_surplus_and_excludes_two_together() -> None:
    # quota 100 / 4 = 25; A's surplus of 1 could not lift D or E over the next: deferred, and D and E go at once
    papers = [("A", 26), ("BC", 24), ("CB", 24), ("F", 20), ("DB", 3), ("ED", 3)]
    counted = count("ers97", Ballots.of("ABCDEF", papers), seats=3)
    assert counted.stages[0].quota == 2500
    assert counted.stages[1].action is Action.EXCLUSION
    assert counted.stages[1].of == (3, 4)
    assert sum(counted.stages[-1].totals) + counted.stages[-1].non_transferable + counted.stages[-1].lost == 10000


def test_ers97_moves_only_the_last_batch_of_a_later_surplus() -> None:
    # quota 40/3 = 13.34; C goes, 6 papers lift B from 12 to 18; only those 6 papers carry B's surplus, all to D
    papers = [("A", 11), ("B", 12), ("CBD", 6), ("D", 11)]
    counted = count("ers97", Ballots.of("ABCD", papers), seats=2)
    assert counted.stages[0].quota == 1334
    surplus = next(stage for stage in counted.stages if stage.action is Action.SURPLUS)
    # 4.66 over six papers is 0.77 each, 4.62 in all, and 0.04 is the non-transferable difference
    assert [(move.target, move.papers, move.votes) for move in surplus.transfers] == [(3, 6, 462)]
    assert surplus.lost == 4
    assert counted.winners == ("B", "D")


def test_meek_keeps_what_it_needs_and_the_quota_falls() -> None:
    counted = count("meek-stv", Ballots.of("ABC", [("AB", 6), ("B", 2), ("C", 3)]), seats=2)
    assert counted.winners == ("A", "B")
    assert counted.stages[0].quota == 11 * 10**9 // 3 + 1
    # A keeps 0.61, B gets 6 x 0.39 = 2.33 and has 4.33
    assert counted.stages[1].totals[1] > 4 * 10**9


def test_exact_wigm_has_no_rounding_at_all() -> None:
    papers = [("AB", 7), ("BC", 3), ("CA", 3), ("DB", 1)]
    counted = count("wigm", Ballots.of("ABCD", papers), seats=2, places=None)
    assert counted.quota == Fraction(14, 3)
    assert counted.stages[1].totals[1] == 3 + 7 * Fraction(1, 3)
    assert all(stage.lost == 0 for stage in counted.stages)


def test_constraints_doom_guard_and_pass_over() -> None:
    papers = [("AB", 10), ("BA", 9), ("C", 4), ("D", 2)]
    one_each = at_most_each({"employer": ["A", "B"]})
    for rule in ("scottish-stv", "wigm", "meek-stv", "ers97"):
        counted = count(rule, Ballots.of("ABCD", papers), seats=2, constraints=one_each)
        assert counted.winners == ("A", "C"), rule
        assert any(note.code == "doomed" for note in counted.notes)
    at_least = [Constraint("women", frozenset("CD"), at_least=2)]
    for rule in ("scottish-stv", "meek-stv", "ers97", "schulze", "borda"):
        counted = count(rule, Ballots.of("ABCD", papers), seats=3, constraints=at_least)
        assert {"C", "D"} < set(counted.winners), rule
    assert count("plurality", Ballots.of("ABCD", papers), seats=2, constraints=one_each).winners == ("A", "C")


def test_overlapping_constraints_are_searched_not_guessed() -> None:
    both = [
        Constraint("north", frozenset("AB"), at_least=1),
        Constraint("women", frozenset("BC"), at_most=1),
        Constraint("young", frozenset("CD"), at_least=1),
    ]
    counted = count(
        "scottish-stv", Ballots.of("ABCD", [("B", 9), ("C", 8), ("A", 2), ("D", 1)]), seats=2, constraints=both
    )
    assert counted.winners == ("B", "D")
    with pytest.raises(RuleError, match="constraints-infeasible"):
        count("scottish-stv", CYCLE, seats=2, constraints=[Constraint("none", frozenset("ABC"), at_most=1)])


def test_a_vacant_seat_by_countback_by_counting_again_and_by_order() -> None:
    papers = [("AC", 10), ("BD", 8), ("C", 3), ("D", 4), ("AD", 2)]
    ballots = Ballots.of("ABCD", papers)
    first = count("scottish-stv", ballots, seats=2)
    assert first.winners == ("A", "B")
    # the twelve papers that elected A: ten name C next, two D
    followed = countback("scottish-stv", ballots, "A", ["C", "D"], seats=2)
    assert followed.winners == ("C",)
    assert [followed.votes(votes) for votes in followed.stages[0].totals] == [
        "0.00000",
        "0.00000",
        "10.00000",
        "2.00000",
    ]
    again = count_again("scottish-stv", ballots, "A", ["B"], seats=2)
    assert set(again.winners) == {"B", "C"}
    assert next_in_order(first) == ("C", "D")
    assert next_in_order(first, gone=["C"]) == ("D",)
    with pytest.raises(RuleError, match="not-elected"):
        countback("scottish-stv", ballots, "C", ["D"], seats=2)


def test_compare_explains_why_rules_differ() -> None:
    compared = compare(["irv", "plurality", "schulze"], TENNESSEE, seats=1)
    assert [each.winners for each in compared.counts] == [("K",), ("M",), ("N",)]
    text = comparison_text(compared)
    assert "58 papers prefer K to M" in text.replace("One to one, ", "") or "prefer M to K" in text
    assert comparison_data(compared)["differences"][1]["gained"] == ["N"]
    assert comparable(["irv", "star", "borda"], TENNESSEE, 2) == (["borda"], ["irv", "star"])
