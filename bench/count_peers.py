"""What `bench/count.py` runs inside an environment of each peer: one job, one line of JSON.

    python bench/count_peers.py PEER JOB RUNS FILE [FILE ...]

JOB `file`: one BLT file with a line a ballot, to winners, by the peer's own reader where it has one, else by a loop
over lines. JOB `wards`: files of grouped rankings, read beforehand; only counting is timed. JOB `group`: the peer
merely groups the lines of a file. The best of RUNS is reported; imports are not timed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

Grouped = tuple[int, int, dict[tuple[int, ...], int]]
"""Candidates, seats, rankings with their papers."""


def grouped(path: str) -> Grouped:
    """A BLT file by the simplest loop."""
    lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    number, seats = map(int, lines[0].split())
    papers: dict[tuple[int, ...], int] = {}
    for line in lines[1:]:
        numbers = [int(token) for token in line.split()]
        if numbers == [0]:
            break
        ranking = tuple(each - 1 for each in numbers[1:-1])
        papers[ranking] = papers.get(ranking, 0) + numbers[0]
    return number, seats, papers


def votelib_count(held: Grouped) -> set[int]:
    import votelib.component.quota as quota
    import votelib.component.transfer as transfer
    import votelib.evaluate.sequential as sequential

    _, seats, papers = held
    evaluator = sequential.TransferableVoteSelector(quota_function=quota.droop, transferer=transfer.Gregory())
    return set(evaluator.evaluate(papers, seats))


def votelib_file(path: str) -> set[int]:
    import votelib.component.quota as quota
    import votelib.component.transfer as transfer
    import votelib.evaluate.sequential as sequential
    import votelib.io.blt as blt

    with Path(path).open(encoding="utf-8") as file:
        system = blt.load(file)
    votes, seats = (system.votes, system.n_seats) if hasattr(system, "votes") else system[:2]
    evaluator = sequential.TransferableVoteSelector(quota_function=quota.droop, transferer=transfer.Gregory())
    return {str(each) for each in evaluator.evaluate(votes, seats)}  # type: ignore[misc]


def pyrankvote_count(held: Grouped) -> set[int]:
    import pyrankvote

    number, seats, papers = held
    people = [pyrankvote.Candidate(str(each)) for each in range(number)]
    ballots = [
        pyrankvote.Ballot([people[each] for each in ranking]) for ranking, times in papers.items() for _ in range(times)
    ]
    result = pyrankvote.single_transferable_vote(people, ballots, seats)
    return {int(each.name) for each in result.get_winners()}


def stvpoll_count(held: Grouped) -> set[int]:
    from stvpoll.scottish_stv import ScottishSTV

    number, seats, papers = held
    poll = ScottishSTV(seats=seats, candidates=[str(each) for each in range(number)], random_in_tiebreaks=False)
    for ranking, times in papers.items():
        poll.add_ballot([str(each) for each in ranking], times)
    return {int(each) for each in poll.calculate().elected_as_tuple()}


def pref_voting_count(held: Grouped) -> set[int]:
    from pref_voting.profiles_with_ties import ProfileWithTies
    from pref_voting.proportional_methods import stv_scottish

    number, seats, papers = held
    rankings = [{each: rank for rank, each in enumerate(ranking, 1)} for ranking in papers]
    profile = ProfileWithTies(rankings, rcounts=list(papers.values()), candidates=list(range(number)))
    return set(stv_scottish(profile, num_seats=seats))


def pref_voting_schulze(held: Grouped) -> set[int]:
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.profiles_with_ties import ProfileWithTies

    number, _, papers = held
    rankings = [{each: rank for rank, each in enumerate(ranking, 1)} for ranking in papers]
    profile = ProfileWithTies(rankings, rcounts=list(papers.values()), candidates=list(range(number)))
    profile.use_extended_strict_preference()
    return set(beat_path(profile))


def votekit_count(held: Grouped) -> set[int]:
    from votekit import RankBallot
    from votekit.elections import FastSTV
    from votekit.pref_profile import RankProfile

    number, seats, papers = held
    ballots = [RankBallot(ranking=[{str(each)} for each in ranking], weight=times) for ranking, times in papers.items()]
    profile = RankProfile(ballots=ballots, candidates=[str(each) for each in range(number)])
    elected = FastSTV(profile, n_seats=seats, tiebreak="random", simultaneous=False).get_elected()
    return {int(each) for group in elected for each in group}


def duckdb_group(path: str) -> int:
    import duckdb

    query = (
        f"select line, count(*) from read_csv('{path}', header=false, columns={{'line': 'VARCHAR'}}, "
        "delim='\x01', quote='', escape='', auto_detect=false) group by line"
    )
    return len(duckdb.sql(query).fetchall())


def polars_group(path: str) -> int:
    import polars as pl

    lines = pl.scan_csv(path, has_header=False, separator="\x01", quote_char=None, new_columns=["line"])
    return lines.group_by("line").len().collect(engine="streaming").height


COUNTS: dict[str, Callable[[Grouped], set[int]]] = {
    "votelib": votelib_count,
    "pyrankvote": pyrankvote_count,
    "stvpoll": stvpoll_count,
    "pref_voting": pref_voting_count,
    "pref_voting schulze": pref_voting_schulze,
    "votekit": votekit_count,
}
FILES: dict[str, Callable[[str], set[int]]] = {"votelib": votelib_file}
GROUPS = {"duckdb": duckdb_group, "polars": polars_group}


def best(runs: int, job: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of several runs, and what the last one gave."""
    seconds = []
    found = None
    for _ in range(runs):
        started = time.perf_counter()
        found = job()
        seconds.append(time.perf_counter() - started)
    return min(seconds), found


def main() -> None:
    peer, job, runs, *paths = sys.argv[1:]
    out: dict[str, Any] = {"peer": peer, "version": version(peer.split()[0])}
    if job == "group":
        out["seconds"], out["unique"] = best(int(runs), lambda: GROUPS[peer](paths[0]))
    elif job == "file":
        read = FILES.get(peer, lambda path: COUNTS[peer](grouped(path)))
        out["seconds"], winners = best(int(runs), lambda: read(paths[0]))
        out["winners"] = sorted(map(str, winners))
    else:
        held = [grouped(path) for path in paths]
        COUNTS[peer](held[0])  # whatever is compiled or imported on first use is not timed
        out["seconds"], results = best(int(runs), lambda: [COUNTS[peer](each) for each in held])
        out["winners"] = [sorted(map(int, result)) for result in results]
    print(json.dumps(out))


if __name__ == "__main__":
    main()
