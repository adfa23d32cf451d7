"""Questions asked of a large record: a quorum, a "what if", an act put on record late.

    python -m bench.questions                      all three: about two minutes
    python -m bench.questions quorum

quorum     How many of 40,000 members in 300 branches of a region may vote today, beside asking each of them.
what-if    100,000 acts judged as if one decision in their middle had been void, beside judging them as they are.
late       500,000 acts, and one more that happened in their middle: judged again from the last snapshot before it,
           and from the founding.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import msgspec

from bench.judge import decode, file_of
from bench.measure import DATA, child, clock, machine, progress, table, timed, versions
from bench.organisation import CHARTER

UNITS = (15, 20, 133)
"""Areas of the region, branches to an area, members to a branch."""


def court() -> tuple[Any, Any]:
    """The charter and its clock."""
    from comitia.charter.load import load
    from comitia.judge.defects import DEFECTS
    from comitia.record.times import Clock
    from comitia.store.files import charter_texts, zone_named

    charter = load(charter_texts(str(CHARTER)), defects=frozenset(DEFECTS))
    return charter, Clock(zone_named(charter.main.timezone))


# Quorum


def region() -> Iterator[Any]:
    """A region with its branches; one member in ten has not paid for half a year."""
    from comitia.record.acts import Constituted, Paid

    areas, branches, members = UNITS
    yield Constituted(id="s", at="2020-01-01", unit="section", tier="section")
    yield Constituted(id="r", at="2020-01-01", unit="region", tier="region", under="section")
    for area in range(areas):
        yield Constituted(id=f"a{area}", at="2020-01-01", unit=f"area-{area}", tier="area", under="region")
        for n in range(branches):
            unit, roll = f"branch-{area}-{n}", tuple(f"member-{area}-{n}-{who}" for who in range(members))
            above = f"area-{area}"
            yield Constituted(id=unit, at="2020-01-01", unit=unit, tier="branch", under=above, members=roll)
    for who in range(areas * branches * members):
        name = f"member-{who // members // branches}-{who // members % branches}-{who % members}"
        through = "2019-12" if who % 10 == 0 else f"2020-0{3 + who % 4}"
        yield Paid(id=f"p{who}", at="2020-07-05", by=name, through=through)


def quorum() -> dict[str, float]:
    """Seconds for the count from the rolls, and for asking every member."""
    from comitia.ask.fold import Fold
    from comitia.judge.case import Case
    from comitia.judge.roll import in_good_standing, people, voters
    from comitia.record.acts import Established

    charter, calendar = court()
    acts = list(region())
    fold = Fold(charter, calendar, lambda: iter(acts))
    for _ in fold.run():
        pass
    about = Established(id="", at="2020-07-06", act="", fact="")

    def counted() -> int:
        return voters(Case(fold.bench, fold.state, about, calendar.read("2020-07-06")), "region")

    def asked() -> int:
        case = Case(fold.bench, fold.state, about, calendar.read("2020-07-06"))
        return sum(in_good_standing(case, who) for who in people(case, "region"))

    assert counted() == asked() > 0
    one_by_one = [timed(asked) for _ in range(3)]
    times = [timed(counted) for _ in range(101)]
    return {"voters": counted(), "count": median(times), "scan": median(one_by_one)}


def report_quorum() -> None:
    found = child("bench.questions", "--job", "quorum")
    areas, branches, members = UNITS
    print(
        f"quorum: {found['voters']:,.0f} of {areas * branches * members:,} members in {areas * branches} branches may "
        f"vote: counted in {found['count'] * 1e3:.2f} ms, {found['scan'] / found['count']:.0f} times as fast as asking "
        f"each ({found['scan'] * 1e3:.0f} ms). Goal: under 1 ms."
    )


# What if


def what_if() -> dict[str, float]:
    """Seconds for 100,000 acts as they are, and as if a decision in their middle were void."""
    from comitia.ask.fold import Fold
    from comitia.ask.judge import judge
    from comitia.ask.suppose import Suppositions
    from comitia.record.acts import Decided
    from comitia.store.files import open_record

    charter, calendar = court()
    path, mix = file_of("100k", calm=True)
    with open_record(str(path)) as opened:
        acts: list[Any] = list(opened())
    source: Callable[[], Any] = lambda: iter(acts)  # noqa: E731
    target = next(act for act in acts[len(acts) // 2 :] if isinstance(act, Decided) and _admits(act))
    supposed = Suppositions(verdicts={target.id: "void"})
    started = clock()
    plain = judge(charter, source, calendar)
    as_is = clock() - started
    started = clock()
    other = judge(charter, source, calendar, suppose=supposed)
    whole = clock() - started
    changed = sum(1 for row in plain.rows if other.by_id[row.act.id].outcome.verdict != row.outcome.verdict)
    fold = Fold(charter, calendar, source)
    for _ in fold.run():
        pass
    started = clock()
    again = Fold(charter, calendar, source, supposed.seeds(), start=fold.before(calendar.read(target.at).day))
    after = sum(1 for _ in again.run())
    part = clock() - started
    assert changed > 1, "nothing follows from the supposition"
    assert again.state.get(("decision", target.id)) == other.state.get(("decision", target.id))
    return {
        "acts": mix.total(), "as it is": as_is, "whole": whole, "part": part, "refolded": after, "changed": changed,
        "decode": decode(path)["seconds"],
    }  # fmt: skip


def _admits(act: Any) -> bool:
    return any(effect.do == "confer" and effect.what == "membership" for effect in act.effects)


def report_what_if() -> None:
    found = child("bench.questions", "--job", "what-if")
    print(f"what if: {found['acts']:,} acts, an admission in their middle supposed void")
    print(f"{found['changed']:.0f} verdicts turn")
    rows = [
        ("judged as it is", found["as it is"], found["acts"]),
        ("supposed, from the founding", found["whole"], found["acts"]),
        ("supposed, from a snapshot", found["part"], found["refolded"]),
    ]
    print(_times(rows, found["decode"]))
    print("Goal: under 1 second.")


# A late act


def late() -> dict[str, float]:
    """Seconds to judge 500,000 acts anew because one came late, from the founding and from a snapshot."""
    from comitia.ask.fold import Fold
    from comitia.record.acts import Decided
    from comitia.record.order import ordered
    from comitia.store.files import open_record

    charter, calendar = court()
    path, mix = file_of("500k", calm=True)
    with open_record(str(path)) as opened:
        middle = next(act for n, act in enumerate(opened()) if n > mix.total() // 2 and isinstance(act, Decided))
        whole: Callable[[], Any] = opened
        first = Fold(charter, calendar, whole)
        started = clock()
        for _ in first.run():
            pass
        once = clock() - started
    lines = DATA / "late.jsonl"
    act = msgspec.structs.replace(middle, id="late", recorded="2030-01-01", sitting=msgspec.UNSET)
    lines.write_bytes(path.read_bytes() + msgspec.json.encode(act) + b"\n")
    with open_record(str(lines)) as opened:
        started = clock()

        def in_order() -> Any:
            return ordered(opened, calendar)

        again = Fold(charter, calendar, in_order, start=first.before(calendar.read(act.at).day))
        after = sum(1 for _ in again.run())
        part = clock() - started
    assert again.state.get(("decision", "late")) is not None
    assert after >= mix.total() // 2
    lines.unlink()
    return {"acts": mix.total(), "once": once, "part": part, "refolded": after, "decode": decode(path)["seconds"]}


def report_late() -> None:
    found = child("bench.questions", "--job", "late")
    print(f"late: {found['acts']:,} acts, and one more that happened in their middle")
    rows = [
        ("judged from the founding", found["once"], found["acts"]),
        ("put in order, judged from a snapshot", found["part"], found["refolded"]),
    ]
    print(_times(rows, found["decode"]))
    print("Goal: under 2 seconds.")


def _times(rows: list[tuple[str, float, float]], base: float) -> str:
    head = ("", "seconds", "acts judged", "x decoding all")
    return table(head, [(name, f"{t:.2f}", f"{acts:,.0f}", f"{t / base:.1f}") for name, t, acts in rows])


JOBS = {"quorum": (quorum, report_quorum), "what-if": (what_if, report_what_if), "late": (late, report_late)}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.questions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help=f"which: {', '.join(JOBS)} (all)")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        print(json.dumps(JOBS[given.job][0]()))
        return
    wrong = [name for name in given.names if name not in JOBS]
    if wrong:
        parser.error(f"no question named {', '.join(wrong)}; there are {', '.join(JOBS)}")
    print(f"Processor time. {versions('msgspec')}; {machine()}\n")
    with progress() as bar:
        for name in bar.track(given.names or list(JOBS), description="Questions"):
            JOBS[name][1]()
            print()


if __name__ == "__main__":
    main()
