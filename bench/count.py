"""Speed of counting: `python -m bench.count` (about ten minutes; --quick for a tenth of the sizes).

Every figure is a ratio to a peer measured in the same run on the same machine, file in the page cache, imports not
timed, best of the runs. Peers live in environments of their own, which `--make` makes: votelib 0.4.0, pyrankvote
2.0.6, stvpoll 0.5.6, Polars 2.1.0, DuckDB 2.0.0; pref_voting 1.18.2; VoteKit 3.5.0. droop (GPL-3, not in the package
index) is used where --droop names a checkout of github.com/jklundell/droop. Wards are those of `../shared/data`
where they are, else wards made here; the winners of every peer are compared with ours and differences counted.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.measure import DATA, ROOT, child, machine, peak_mib, table, versions
from comitia.count import count
from comitia.count.formats import read
from comitia.count.formats.blt import read_blt
from comitia.count.formats.write import write_blt

ENVIRONMENTS = {
    "env-count": ["votelib==0.4.0", "pyrankvote==2.0.6", "stvpoll==0.5.6", "polars==2.1.0", "duckdb==2.0.0"],
    "env-prefvoting": ["pref-voting==1.18.2"],
    "env-votekit": ["votekit==3.5.0"],
}
HOME = {"pref_voting": "env-prefvoting", "pref_voting schulze": "env-prefvoting", "votekit": "env-votekit"}
PEERS = ["votelib", "pyrankvote", "stvpoll", "pref_voting", "votekit"]
SCRIPT = "bench/count_peers.py"
SHARED = ROOT.parent / "shared" / "data"


def make() -> None:
    """The environments of the peers, from the package index, by name and version."""
    for name, packages in ENVIRONMENTS.items():
        home = ROOT / "bench" / name
        if not (home / "bin" / "python").exists():
            print(f"making {home.name}: {', '.join(packages)}", file=sys.stderr)
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            subprocess.run([str(home / "bin" / "pip"), "install", "-q", *packages], check=True)


def peer(name: str, job: str, runs: int, *paths: Path) -> dict[str, Any] | None:
    """One peer's figure; None where its environment is not there or it fails, which is said."""
    python = ROOT / "bench" / HOME.get(name, "env-count") / "bin" / "python"
    if not python.exists():
        print(f"{name}: no environment (run with --make)", file=sys.stderr)
        return None
    try:
        return child(SCRIPT, name, job, runs, *paths, python=python)
    except RuntimeError as error:
        print(f"{name}: {str(error).strip().splitlines()[-1]}", file=sys.stderr)
        return None


def best(runs: int, job: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of several runs."""
    seconds = []
    found = None
    for _ in range(runs):
        started = time.perf_counter()
        found = job()
        seconds.append(time.perf_counter() - started)
    return min(seconds), found


def wards() -> list[Path]:
    """Grouped wards with quoted names, which every peer reads."""
    home = DATA / "wards"
    home.mkdir(parents=True, exist_ok=True)
    sources = sorted((SHARED / "scotland2017").glob("*.blt"))
    if not sources:
        return [_made_ward(home / f"made{each}.blt", each) for each in range(40)]
    out = []
    for source in sources:
        path = home / source.name
        if not path.exists():
            path.write_bytes(write_blt(read(source.read_bytes(), source.name)))
        out.append(path)
    return out


def _made_ward(path: Path, seed: int) -> Path:
    """Five thousand papers over eight candidates, with favourites."""
    if not path.exists():
        draw = random.Random(seed)
        papers: dict[tuple[int, ...], int] = {}
        for _ in range(5000):
            order = sorted(range(1, 9), key=lambda each: draw.random() ** (1 / (10 - each)), reverse=True)
            ranking = tuple(order[: draw.choice((1, 2, 3, 3, 4, 8))])
            papers[ranking] = papers.get(ranking, 0) + 1
        lines = ["8 4", *(f"{n} {' '.join(map(str, ranking))} 0" for ranking, n in papers.items()), "0"]
        path.write_text("\n".join([*lines, *(f'"Member {letter}"' for letter in "ABCDEFGH"), '"made"']) + "\n")
    return path


def listed(ballots: int) -> Path:
    """A ward blown up to a line a ballot: papers drawn again and again from the ward's own."""
    path = DATA / f"listed{ballots}.blt"
    if not path.exists():
        source = max(wards(), key=lambda ward: ward.stat().st_size if "glasgow_2017_ward3" in ward.name else 0)
        lines = source.read_text(encoding="utf-8").split("\n")
        end = lines.index("0")
        held = [line.split(" ", 1) for line in lines[1:end]]
        draw = random.Random(1)
        with path.open("w", encoding="utf-8") as file:
            file.write(lines[0] + "\n")
            for start in range(0, ballots, 100_000):
                some = draw.choices(held, [int(number) for number, _ in held], k=min(100_000, ballots - start))
                file.write("".join(f"1 {ranking}\n" for _, ranking in some))
            file.write("\n".join(lines[end:]))
    return path


def full_rankings(ballots: int) -> Path:
    """Random full rankings of ten candidates: what groups worst."""
    path = DATA / f"full{ballots}.blt"
    if not path.exists():
        draw = random.Random(2)
        order = list(range(1, 11))
        with path.open("w", encoding="utf-8") as file:
            file.write("10 3\n")
            for _ in range(ballots):
                draw.shuffle(order)
                file.write(f"1 {' '.join(map(str, order))} 0\n")
            file.write("0\n" + "".join(f'"Member {letter}"\n' for letter in "ABCDEFGHIJ") + '"full"\n')
    return path


def ours_from_file(path: Path, runs: int) -> tuple[float, Any]:
    """File to winners, Scottish."""

    def job() -> Any:
        data = path.read_bytes()
        with ThreadPoolExecutor() as pool:
            return count("scottish-stv", read_blt(data, path.name, run=pool.map))

    return best(runs, job)


def from_file(ballots: int, all_peers: bool) -> None:
    path = listed(ballots)
    seconds, counted = ours_from_file(path, 5)
    rows = [("Comitia", f"{seconds:.3f} s", "1.0", "")]
    for name in PEERS if all_peers else PEERS[:2]:
        found = peer(name, "file", 1 if name != "votelib" else 2, path)
        if found:
            same = len(found["winners"]) == len(counted.elected)
            rows.append((f"{name} {found['version']}", f"{found['seconds']:.2f} s", f"{found['seconds'] / seconds:.1f}",
                         "" if same else "another number of winners"))  # fmt: skip
    print(f"\nOne line a ballot, {ballots:,} ballots, file to winners\n{table(('', 'time', 'times ours', ''), rows)}")


def against_grouping(path: Path, what: str) -> None:
    seconds, counted = ours_from_file(path, 3)
    rows = [("Comitia, to winners", f"{seconds:.2f} s", "1.00")]
    for name in ("duckdb", "polars"):
        found = peer(name, "group", 3, path)
        if found:
            label = f"{name} {found['version']}, grouping lines only"
            rows.append((label, f"{found['seconds']:.2f} s", f"{seconds / found['seconds']:.2f}"))
    print(f"\n{what}: {counted.papers:,} ballots\n{table(('', 'time', 'ours / theirs'), rows)}")
    print(f"most memory held by this process: {peak_mib():,.0f} MiB")


def batches() -> None:
    paths = wards()
    held = [read(path.read_bytes(), path.name) for path in paths]
    papers = sum(each.total for each in held)
    seconds, results = best(5, lambda: [count("scottish-stv", each) for each in held])
    rows = [("Comitia", f"{papers / seconds:,.0f}", "1.0", "")]
    for name in PEERS:
        found = peer(name, "wards", 1, *paths)
        if found:
            wrong = sum(sorted(ours.elected) != theirs for ours, theirs in zip(results, found["winners"], strict=True))
            slower = f"{found['seconds'] / seconds:.1f}"
            rows.append((f"{name} {found['version']}", f"{papers / found['seconds']:,.0f}", slower,
                         f"another council in {wrong} wards" if wrong else "same councils"))  # fmt: skip
    head = ("", "ballots/s", "times ours", "")
    print(f"\n{len(paths)} wards, {papers:,} ballots grouped beforehand, counting only\n{table(head, rows)}")


def meek_against_droop(home: Path) -> None:
    """droop's meek-prf on the same wards, in this interpreter."""
    sys.path.insert(0, str(home))
    from droop.election import Election
    from droop.profile import ElectionProfile

    paths = wards()[::3]
    held = [read(path.read_bytes(), path.name) for path in paths]
    seconds, results = best(5, lambda: [count("meek-stv", each) for each in held])
    profiles = [ElectionProfile(str(path)) for path in paths]

    def theirs() -> list[list[int]]:
        out = []
        for path, profile in zip(paths, profiles, strict=True):
            election = Election(profile, {"rule": "meek-prf", "path": str(path)})
            election.count()
            out.append(sorted(each.cid - 1 for each in election.elected))
        return out

    slow, found = best(1, theirs)
    wrong = sum(sorted(ours.elected) != theirs for ours, theirs in zip(results, found, strict=True))
    rows = [("Comitia", f"{seconds:.3f} s", "1"), ("droop 0.14, meek-prf", f"{slow:.1f} s", f"{slow / seconds:.0f}")]
    print(f"\nMeek, {len(paths)} wards; {wrong} with other winners\n{table(('', 'time', 'times ours'), rows)}")


def minneapolis() -> None:
    """IRV and Schulze on the mayor of Minneapolis, 2013: 80,101 papers, 36 candidates."""
    source = SHARED / "minneapolis2013" / "mayor.cvr.csv"
    if not source.exists():
        print("\nMinneapolis: ../shared/data is not there", file=sys.stderr)
        return
    ballots = read(source.read_bytes(), source.name)
    path = DATA / "mayor.blt"
    tidy: dict[tuple[int, ...], int] = {}
    for ranking, number in ballots.papers.items():
        kept = tuple(dict.fromkeys(each for each in ranking if isinstance(each, int)))
        if kept:
            tidy[kept] = tidy.get(kept, 0) + number
    lines = [f"{len(ballots.candidates)} 1", *(f"{n} {' '.join(str(c + 1) for c in r)} 0" for r, n in tidy.items())]
    path.write_text("\n".join([*lines, "0", *(f'"{name}"' for name in ballots.candidates), '"mayor"']) + "\n")
    held = read(path.read_bytes(), path.name)
    rows = []
    for rule, name in (("irv", "votelib"), ("irv", "pyrankvote"), ("schulze", "pref_voting schulze")):
        seconds, _ = best(5, lambda rule=rule: count(rule, held))
        found = peer(name, "wards", 1, path)
        if found:
            label = f"{rule}: {name.split()[0]} {found['version']}"
            rows.append((label, f"{seconds:.3f} s", f"{found['seconds']:.2f} s", f"{found['seconds'] / seconds:.1f}"))
    print(f"\nMinneapolis, mayor 2013, {held.total:,} papers\n{table(('', 'ours', 'theirs', 'times ours'), rows)}")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--make", action="store_true", help="make the peers' environments first")
    given.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    given.add_argument("--all", action="store_true", help="also the peers that take a minute for a million ballots")
    given.add_argument("--droop", type=Path, help="a checkout of droop, for Meek")
    given.add_argument("--only", choices=["file", "group", "full", "wards", "meek", "minneapolis"])
    options = given.parse_args()
    if options.make:
        make()
    DATA.mkdir(parents=True, exist_ok=True)
    size = 10 if options.quick else 1
    jobs: dict[str, Callable[[], None]] = {
        "wards": batches,
        "file": lambda: from_file(1_000_000 // size, options.all),
        "group": lambda: against_grouping(listed(10_000_000 // size), "One line a ballot, few different"),
        "full": lambda: against_grouping(
            full_rankings(10_000_000 // size), "Full rankings of ten, nearly all different"
        ),
        "minneapolis": minneapolis,
    }
    if options.droop:
        jobs["meek"] = lambda: meek_against_droop(options.droop)
    print(f"{versions('comitia', 'numpy')}; {machine()}")
    for name, job in jobs.items():
        if options.only in (None, name):
            job()


if __name__ == "__main__":
    main()
