"""The fast reader gives what the ordinary one gives, with numpy and without, and takes odd lines to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comitia.count import BallotError, count
from comitia.count.formats import packed
from comitia.count.formats.blt import read_blt
from comitia.count.formats.packed import PackedPapers

NAMES = "\n".join(f"Member {letter}" for letter in "ABCDEFGHIJKLMNO")


def _file(lines: list[str], candidates: int) -> bytes:
    names = NAMES.split("\n")[:candidates]
    return "\n".join([f"{candidates} 2", *lines, "0", *names, ""]).encode()


def _both(monkeypatch: pytest.MonkeyPatch, data: bytes) -> tuple[object, object]:
    monkeypatch.setattr(packed, "WORTHWHILE", 0)
    fast = read_blt(data, "x.blt")
    monkeypatch.setattr(packed, "WORTHWHILE", 1 << 60)
    return fast, read_blt(data, "x.blt")


papers = st.integers(1, 15).flatmap(
    lambda number: st.tuples(
        st.just(number),
        st.lists(
            st.permutations(range(1, number + 1)).flatmap(lambda o: st.integers(0, number).map(lambda n: o[:n])),
            min_size=1,
            max_size=40,
        ),
    )
)


@given(papers, st.sampled_from(["", "3 1 0", "1 -  1 0", "(id) 1 0", "1  1 0", "# nothing", "", "1 1 1 0"]))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_packed_papers_are_the_ordinary_ones(
    monkeypatch: pytest.MonkeyPatch, held: tuple[int, list[list[int]]], odd: str
) -> None:
    number, rankings = held
    lines = [" ".join(["1", *map(str, ranking), "0"]) for ranking in rankings]
    lines.insert(len(lines) // 2, odd)
    fast, slow = _both(monkeypatch, _file(lines, number))
    assert fast == slow


@pytest.mark.parametrize("few", [0, 200_000], ids=["columns", "tuples"])
def test_columns_count_as_tuples_do(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    orders = [(1, 2, 3), (2, 3, 1), (2, 1), (3,), (4, 1, 2), (1, 4, 3, 2)]
    lines = [" ".join(["1", *map(str, orders[n * n % 6]), "0"]) for n in range(500)]
    data = _file(lines, 4)
    monkeypatch.setattr(packed, "WORTHWHILE", 0)
    monkeypatch.setattr("comitia.count.formats.blt.FEW", few)
    fast = read_blt(data, "x.blt")
    assert isinstance(fast.papers, PackedPapers) is (few == 0)
    monkeypatch.setattr(packed, "WORTHWHILE", 1 << 60)
    slow = read_blt(data, "x.blt")
    assert dict(fast.papers.items()) == dict(slow.papers)
    assert fast.papers[0, 1, 2] == slow.papers[0, 1, 2]
    for rule in ("scottish-stv", "wigm", "meek-stv", "schulze", "ers97", "borda"):
        assert count(rule, fast, seats=2).stages == count(rule, slow, seats=2).stages, rule
    assert count("wigm", fast, seats=2, places=None).stages == count("wigm", slow, seats=2, places=None).stages


def test_blocks_in_a_pool_are_merged_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"1 {n % 3 + 1} {(n + 1) % 3 + 1} 0" for n in range(3000)]
    monkeypatch.setattr(packed, "WORTHWHILE", 0)
    monkeypatch.setattr(packed, "BLOCK", 100)
    with ThreadPoolExecutor(4) as pool:
        pooled = read_blt(_file(lines, 3), "x.blt", run=pool.map)
    assert pooled == read_blt(_file(lines, 3), "x.blt")
    assert dict(pooled.papers) == {(0, 1): 1000, (1, 2): 1000, (2, 0): 1000}


def test_without_numpy_the_ordinary_reader_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _file(["1 1 2 0"] * 50, 3)
    monkeypatch.setattr(packed, "WORTHWHILE", 0)
    monkeypatch.setattr(packed, "find_spec", lambda name: None)
    assert dict(read_blt(data, "x.blt").papers) == {(0, 1): 50}


def test_a_fault_deep_in_a_large_file_is_named_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "WORTHWHILE", 0)
    lines = ["1 1 2 0"] * 70_000
    lines[65_432] = "1 2 4 0"
    with pytest.raises(BallotError, match=r"^big\.blt:65434:5: unknown-candidate: `4`"):
        read_blt(_file(lines, 3), "big.blt")
    lines[65_432] = "1 2 3"
    with pytest.raises(BallotError, match=r"^big\.blt:65434:5: paper-without-end: `3`"):
        read_blt(_file(lines, 3), "big.blt")
