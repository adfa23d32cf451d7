"""Laws that hold for every contest, tried on many small ones that Hypothesis makes up."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from comitia.count import RULES, Ballots, Outcome, TieRule, count
from comitia.count.ballots import Handling, Policy, Ranking, read_papers
from comitia.count.formats import read
from comitia.count.formats.write import write_blt, write_cdf, write_csv, write_preflib
from comitia.count.margin import margin
from comitia.count.rules.condorcet import CondorcetTerms, schulze_order
from comitia.count.rules.pairwise import condorcet_winner, matrix

NAMES = ("Member A", "Member B", "Member C", "Member D")
RANKED = [name for name, rule in RULES.items() if rule.kind == "rankings" and name not in ("debian",)]
FLOWS = ["scottish-stv", "wigm", "ers97", "meek-stv", "warren-stv", "irv"]
CONDORCET = ["condorcet", "schulze", "ranked-pairs", "copeland", "minimax", "schwartz"]


@st.composite
def contests(draw: st.DrawFn, least: int = 1) -> Ballots:
    """Up to eight different strict rankings of four candidates, each by up to thirty papers."""
    rankings = draw(
        st.lists(
            st.permutations(range(4)).flatmap(lambda order: st.integers(1, 4).map(lambda n: tuple(order[:n]))),
            min_size=least,
            max_size=8,
            unique=True,
        )
    )
    papers: dict[Ranking, int] = {tuple(ranking): draw(st.integers(1, 30)) for ranking in rankings}
    return Ballots(NAMES, papers)


def _seats(rule: str, wanted: int) -> int:
    return 1 if RULES[rule].single else wanted


def _renamed(ballots: Ballots, order: list[int]) -> Ballots:
    """The same contest with its candidates listed in another order."""
    place = {old: new for new, old in enumerate(order)}
    papers = {tuple(place[each] for each in ranking): n for ranking, n in ballots.papers.items()}  # type: ignore[index]
    return Ballots(tuple(ballots.candidates[old] for old in order), papers)


@given(contests(), st.sampled_from(RANKED), st.integers(1, 3), st.permutations(range(4)))
@settings(max_examples=150, deadline=None)
def test_neutrality_the_order_of_the_candidates_decides_nothing(
    ballots: Ballots, rule: str, seats: int, order: list[int]
) -> None:
    lots = TieRule(seed="neutral")
    one = count(rule, ballots, seats=_seats(rule, seats), ties=lots)
    other = count(rule, _renamed(ballots, order), seats=_seats(rule, seats), ties=lots)
    assert set(one.winners) == set(other.winners)
    assert dict(zip(one.candidates, one.allocation, strict=False)) == dict(
        zip(other.candidates, other.allocation, strict=False)
    )


@given(contests(), st.sampled_from(RANKED), st.integers(1, 3), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_anonymity_and_grouping_the_order_of_the_papers_decides_nothing(
    ballots: Ballots, rule: str, seats: int, shuffled: object
) -> None:
    listed = [ranking for ranking, number in ballots.papers.items() for _ in range(number)]
    shuffled.shuffle(listed)  # type: ignore[attr-defined]
    lines = [" ".join(["1", *(str(each + 1) for each in ranking), "0"]) for ranking in listed]  # type: ignore[operator]
    text = "\n".join([f"4 {seats}", *lines, "0", *NAMES, ""])
    one = count(rule, ballots, seats=_seats(rule, seats))
    other = count(rule, read(text.encode(), "listed.blt"), seats=_seats(rule, seats))
    assert (one.elected, one.outcome, one.stages, one.ties) == (other.elected, other.outcome, other.stages, other.ties)


@given(contests(), st.sampled_from(FLOWS), st.integers(1, 3))
@settings(max_examples=200, deadline=None)
def test_no_vote_is_lost_between_stages(ballots: Ballots, rule: str, seats: int) -> None:
    counted = count(rule, ballots, seats=_seats(rule, seats), ties=TieRule(seed="x"))
    for stage in counted.stages:
        assert sum(stage.totals) + stage.non_transferable + stage.lost == counted.valid * counted.scale
        assert all(votes >= 0 for votes in stage.totals)


@given(contests(), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_transfers_explain_every_change_of_a_total(ballots: Ballots, seats: int) -> None:
    for rule in ("scottish-stv", "wigm", "ers97"):
        counted = count(rule, ballots, seats=seats, ties=TieRule(seed="x"))
        for before, after in zip(counted.stages, counted.stages[1:], strict=False):
            for each in range(4):
                gained = sum(move.votes for move in after.transfers if move.target == each)
                if each not in after.of:
                    assert after.totals[each] - before.totals[each] == gained


@given(contests())
@settings(max_examples=150, deadline=None)
def test_a_condorcet_winner_wins_where_the_rule_promises_it(ballots: Ballots) -> None:
    beats = matrix(ballots.papers, 4, range(4))
    winner = condorcet_winner(beats, range(4))
    for rule in CONDORCET:
        counted = count(rule, ballots, seats=1)
        if winner is not None:
            assert counted.elected == (winner,), rule
        elif rule == "condorcet":
            assert counted.outcome is Outcome.NOBODY


def _paths_slowly(beats: list[list[int]]) -> list[list[int]]:
    """Schulze's order by another way: the strength of the strongest path, by trying every simple path."""

    def strongest(a: int, b: int, seen: frozenset[int]) -> int:
        best = 0
        for by in range(4):
            if by in seen or beats[a][by] <= beats[by][a]:
                continue
            link = beats[a][by]
            best = max(best, link if by == b else min(link, strongest(by, b, seen | {by})))
        return best

    pairs = permutations(range(4), 2)
    power = {pair: strongest(*pair, frozenset({pair[0]})) for pair in pairs}
    left, out = list(range(4)), []
    while left:
        top = [a for a in left if not any(power[b, a] > power[a, b] for b in left if b != a)]
        out.append(top)
        left = [each for each in left if each not in top]
    return out


@given(contests(least=2))
@settings(max_examples=150, deadline=None)
def test_two_ways_to_schulze_agree(ballots: Ballots) -> None:
    beats = matrix(ballots.papers, 4, range(4))
    assert schulze_order(beats, range(4), CondorcetTerms()) == _paths_slowly(beats)


def _meek_slowly(ballots: Ballots, seats: int, order: tuple[str, ...]) -> set[int] | None:
    """The PR Foundation's rule, step by step over every paper, without any grouping."""
    scale, omega = 10**9, 1000
    keep = dict.fromkeys(range(4), scale)
    hopeful, elected = set(range(4)), set()
    while len(elected) < seats and len(elected) + len(hopeful) > seats:
        before = None
        while True:
            votes = dict.fromkeys(range(4), 0)
            for ranking, number in ballots.papers.items():
                weight = scale
                for each in ranking:
                    part = -(-weight * keep[each] // scale)  # type: ignore[index]
                    votes[each] += part * number  # type: ignore[index]
                    weight -= part
            quota = sum(votes.values()) // (seats + 1) + 1
            new = {each for each in hopeful if votes[each] >= quota}
            if new:
                if len(elected | new) > seats:
                    return None  # more reach the quota than there are seats: only with no papers at all
                elected |= new
                hopeful -= new
                break
            surplus = max(0, sum(votes[each] - quota for each in elected))
            if surplus < omega or (before is not None and surplus >= before):
                low = min(votes[each] for each in hopeful)
                level = [each for each in hopeful if votes[each] <= low + surplus]
                gone = max(level, key=lambda each: order.index(NAMES[each]))
                hopeful.remove(gone)
                keep[gone] = 0
                break
            before = surplus
            for each in elected:
                raised = -(-keep[each] * quota // scale)
                keep[each] = -(-raised * scale // votes[each])
    return elected | (hopeful if len(elected) < seats else set())


@given(contests(), st.integers(1, 3))
@settings(max_examples=150, deadline=None)
def test_two_ways_to_meek_agree(ballots: Ballots, seats: int) -> None:
    slow = _meek_slowly(ballots, seats, NAMES)
    if slow is not None:
        assert set(count("meek-stv", ballots, seats=seats, ties=TieRule(order=NAMES)).elected) == slow


MARKS = st.one_of(st.integers(0, 3), st.just(()), st.just((0, 2)), st.just((1, 2, 3)))
POLICIES = st.builds(
    Policy, *[st.sampled_from([Handling.PASS_OVER, Handling.STOP, Handling.REJECT])] * 3, st.integers(0, 2)
)


@given(st.dictionaries(st.lists(MARKS, max_size=6).map(tuple), st.integers(1, 9), max_size=6), POLICIES)
@settings(max_examples=200, deadline=None)
def test_no_paper_is_skipped_silently(papers: dict[Ranking, int], policy: Policy) -> None:
    ballots = Ballots(NAMES, papers)
    reading = read_papers(ballots, policy)
    assert reading.valid + reading.invalid == ballots.total
    assert all(len(set(ranking)) == len(ranking) for ranking in reading.papers)
    departed = sum(n for ranking, n in papers.items() if not _plain(ranking))
    assert sum(each.papers for each in reading.treatments) >= departed


def _plain(ranking: Ranking) -> bool:
    kept = list(ranking)
    while kept and kept[-1] == ():
        kept.pop()
    return bool(kept) and all(isinstance(mark, int) for mark in kept) and len(set(kept)) == len(kept)


@given(st.dictionaries(st.lists(MARKS, min_size=1, max_size=5).map(tuple), st.integers(1, 5), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_blt_and_the_common_data_format_keep_every_mark(papers: dict[Ranking, int]) -> None:
    ballots = Ballots(NAMES, papers, seats=2, title="A vote")
    again = read(write_blt(ballots), "again.blt")
    assert (again.candidates, again.seats, again.title) == (NAMES, 2, "A vote")
    assert write_blt(again) == write_blt(ballots)
    record = read(write_cdf(ballots), "again.json", "cdf")
    assert write_cdf(record) == write_cdf(read(write_cdf(record), "b.json", "cdf"))
    assert record.total == ballots.total


@given(contests())
@settings(max_examples=60, deadline=None)
def test_formats_keep_strict_ballots(ballots: Ballots) -> None:
    for writer, name in ((write_blt, "a.blt"), (write_preflib, "a.soi"), (write_cdf, "a.json"), (write_csv, "a.csv")):
        again = read(writer(ballots), name, "cdf" if name.endswith("json") else "")
        by_name: dict[tuple[str, ...], int] = {}
        for ranking, number in again.papers.items():
            key = tuple(again.candidates[each] for each in ranking if isinstance(each, int))
            by_name[key] = by_name.get(key, 0) + number
        wanted = {tuple(NAMES[each] for each in r): n for r, n in ballots.papers.items()}  # type: ignore[misc,index]
        assert by_name == wanted, name


@given(contests(), st.integers(0, 3), st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_fewer_papers_than_the_margin_change_nothing_in_plurality_and_irv(
    ballots: Ballots, who: int, extra: int
) -> None:
    for rule in ("plurality", "irv"):
        counted = count(rule, ballots, seats=1)
        if counted.outcome is Outcome.DECIDED and margin(counted).votes > extra:
            papers = dict(ballots.papers)
            papers[(who,)] = papers.get((who,), 0) + extra
            assert count(rule, Ballots(NAMES, papers), seats=1).elected == counted.elected


@given(contests(), st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_exact_and_four_decimal_wigm_share_first_preferences_and_quota(ballots: Ballots, seats: int) -> None:
    exact = count("wigm", ballots, seats=seats, places=None, ties=TieRule(seed="x"))
    four = count("wigm", ballots, seats=seats, ties=TieRule(seed="x"))
    assert [Fraction(votes) for votes in exact.stages[0].totals] == [
        Fraction(votes, four.scale) for votes in four.stages[0].totals
    ]
    assert 0 <= Fraction(four.quota or 0, four.scale) - Fraction(exact.quota or 0) <= Fraction(1, 10**4)
