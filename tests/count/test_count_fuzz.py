"""Nothing that anybody hands in makes a traceback: readers refuse or read, rules count or say that they cannot."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from comitia.count import RULES, Ballots, Constraint, CountError, Outcome, TieRule, count
from comitia.count.ballots import OVERVOTE, Ranking
from comitia.count.formats import READS, read
from comitia.count.report.html import as_html
from comitia.count.report.text import as_text

NAMES = ("Member A", "Member B", "Member C", "Member D")
GOOD = {
    "blt": b'3 2\n-3\n28 1 2 0\n1 2=1 - 0\n(x) 2 0\n0\n"Member A"\n"Member B"\n"Member C"\n"Title"\n',
    "preflib": b"# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 5\n# ALTERNATIVE NAME 1: A\n3: 1,{2,3}\n2: 2\n",
    "csv-ranks": b"count,rank1,rank2\n3,Member A,Member B\n2,overvote,\n",
    "csv-candidates": b"Member A;Member B\n1;2\n;1\n",
    "csv-scores": b"Member A,Member B\n5,-2\n,1\n",
    "cdf": b'{"CVR": [{"CurrentSnapshotId": "s", "CVRSnapshot": [{"@id": "s", "CVRContest": [{"ContestId": "c", '
    b'"CVRContestSelection": [{"ContestSelectionId": "x", "SelectionPosition": [{"HasIndication": "yes", "Rank": 1}]'
    b'}]}]}]}], "Election": [{"Candidate": [{"@id": "k", "Name": "A"}], "Contest": [{"@id": "c", "ContestSelection": '
    b'[{"@id": "x", "CandidateIds": ["k"]}]}]}]}',
    "debian": b"Option 1---->: Yes\nV: 12 a\nV: -1 b\n",
    "json-scores": b'{"votes": {"v1": {"a": 3, "b": 1}, "v2": {"b": 9007199254740994}}}',
}


@st.composite
def spoilt(draw: st.DrawFn, kind: str) -> bytes:
    """A good file with a few bytes changed, cut or doubled."""
    data = bytearray(GOOD[kind])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(["put", "cut", "change", "double"])):
            case "put":
                data[at:at] = draw(st.binary(max_size=4))
            case "cut":
                del data[at : at + draw(st.integers(0, 20))]
            case "change":
                data[at : at + 1] = draw(st.sampled_from([b"0", b"9", b"-", b"\n", b"\xff", b'"', b"{", b",", b" "]))
            case _:
                data += data[at:]
    return bytes(data)


@given(st.sampled_from(READS).flatmap(lambda kind: st.tuples(st.just(kind), spoilt(kind))))
@settings(max_examples=600, deadline=None)
def test_a_spoilt_file_is_read_or_refused(given_file: tuple[str, bytes]) -> None:
    kind, data = given_file
    ballots: Ballots | CountError
    try:
        ballots = read(data, "spoilt", kind)
    except CountError as error:
        ballots = error
    if isinstance(ballots, CountError):
        assert ballots.found
        assert ballots.required
        assert ballots.advice
    else:
        assert all(number > 0 for number in ballots.papers.values())


MARK = st.one_of(st.integers(0, 3), st.sampled_from([(), (0, 1), (1, 2, 3), OVERVOTE]))
PAPERS = st.dictionaries(st.lists(MARK, max_size=5).map(tuple), st.integers(1, 50), max_size=6)
SCORES = st.dictionaries(st.tuples(*[st.one_of(st.none(), st.integers(0, 5))] * 4), st.integers(1, 20), max_size=5)
GROUPS = st.lists(
    st.builds(
        Constraint,
        st.sampled_from(["north", "women"]),
        st.frozensets(st.sampled_from(NAMES), min_size=1),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(0, 2)),
    ),
    max_size=2,
)


@given(
    st.sampled_from(sorted(RULES)),
    PAPERS,
    SCORES,
    st.integers(1, 5),
    GROUPS,
    st.sets(st.sampled_from(NAMES), max_size=3),
    st.booleans(),
)
@settings(max_examples=600, deadline=None)
def test_every_rule_counts_or_says_that_it_cannot(
    rule: str,
    papers: dict[Ranking, int],
    scores: dict[tuple[int | None, ...], int],
    seats: int,
    groups: list[Constraint],
    withdrawn: set[str],
    lots: bool,
) -> None:
    scored = RULES[rule].kind == "scores"
    ballots = Ballots(NAMES, {} if scored else papers, scores if scored else {})
    try:
        counted = count(
            rule,
            ballots,
            seats=1 if RULES[rule].single else seats,
            constraints=groups if RULES[rule].constrainable else (),
            withdrawn=withdrawn,
            ties=TieRule(seed="s") if lots else None,
        )
    except CountError:
        return
    names = set(counted.winners)
    assert not names & withdrawn
    assert len(counted.elected) == len(names) <= (seats if not counted.allocation else 4)
    assert counted.valid + counted.invalid == counted.papers == ballots.total
    if counted.outcome is Outcome.DECIDED and not counted.allocation:
        for group in groups if RULES[rule].constrainable else ():
            inside = len(names & group.members)
            assert group.at_least <= inside
            assert group.at_most is None or inside <= group.at_most
    if lots:
        assert counted.outcome is not Outcome.TIED
    assert as_text(counted)
    assert as_html(counted)
