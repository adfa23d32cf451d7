"""Full records of an organisation that does not exist, of any size: what the benchmarks judge.

The organisation lives under `charters/national-section.md`, as a real section would over years: it is founded, admits
and loses members, collects dues each month, holds its branch meetings and committees with notice, presence and minutes,
elects its officers and committees by ballot, answers proposals and questions (or does not), and now and then charges a
member. Most of it is done right; some meetings are inquorate or called at short notice, some answers never come, and
some decisions are challenged. The same size and seed give the same record, byte by byte.

    python -m bench.organisation 1000 6 record.jsonl      (members at the founding, years, file)
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from bench.matters import challenge, charge
from comitia.record.acts import (
    Answered,
    AnyAct,
    Constituted,
    Convened,
    Decided,
    Declared,
    Effect,
    Enacted,
    Filed,
    Paid,
    Polled,
    Proposed,
    Published,
    Referred,
    Reported,
    Resigned,
    Sat,
    Served,
    Tally,
    Voted,
)

CHARTER = Path(__file__).parent.parent / "charters" / "national-section.md"
PER_BRANCH, BRANCHES, AREAS = 18, 6, 5
"""Members to a branch, branches to an area, areas to a region."""

FIRST_YEAR = 1990
ORDINARY = ("leaflet", "collection", "hall", "study circle", "stall", "delegation", "contributions", "May Day")
CHANNELS = ("e-mail", "e-mail", "e-mail", "post", "in person")
CHALLENGED = 0.0005
"""The share of the decisions of branches that are challenged before the control commission."""

EVENING, NIGHT = 19 * 60, 21 * 60 + 30
"""Minutes of the day at which meetings open and close."""


def record(members: int, years: int, seed: int = 1, challenged: float = CHALLENGED) -> Iterator[AnyAct]:
    """The acts of an organisation in the order of happening. members: at its founding, kept about as many."""
    return Organisation(members, Random(seed), challenged).live(years)


def habit(who: str) -> int:
    """How a member pays: below 90 each month, below 96 each quarter, else now and then, and is often in arrears."""
    return int(who[7:]) * 2654435761 % 100


class Organisation:
    """The organisation as its record keeper sees it: who is where, and what is entered for which day."""

    def __init__(self, members: int, random: Random, challenged: float) -> None:
        self.random, self.challenged = random, challenged
        self.days: dict[date, list[tuple[int, AnyAct]]] = {}
        self.named = 0
        self.acts = 0
        branches = max(3, members // PER_BRANCH)
        self.branches = [f"branch-{n}" for n in range(branches)]
        self.areas = [f"area-{n}" for n in range(-(-branches // BRANCHES))]
        self.regions = [f"region-{n}" for n in range(-(-len(self.areas) // AREAS))]
        self.area = {b: self.areas[n // BRANCHES] for n, b in enumerate(self.branches)}
        self.region = {a: self.regions[n // AREAS] for n, a in enumerate(self.areas)}
        self.roll = {b: [self.new_member() for _ in range(members // branches)] for b in self.branches}
        self.holding: dict[str, list[str]] = {}
        self.proposals: dict[str, str] = {}

    # What the record keeper does

    def new_member(self) -> str:
        self.named += 1
        return f"member-{self.named}"

    def ident(self, kind: str) -> str:
        self.acts += 1
        return f"{kind}-{self.acts}"

    def put(self, day: date, act: AnyAct, minute: int = 0) -> None:
        """Enter an act on its day; of the acts of a day the earlier minute comes first."""
        self.days.setdefault(day, []).append((minute, act))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def live(self, years: int) -> Iterator[AnyAct]:
        """The record, month by month."""
        self.found(date(FIRST_YEAR, 1, 1))
        for month in range(12 * years):
            first = date(FIRST_YEAR + month // 12, month % 12 + 1, 1)
            if month:
                self.month(first, month)
            yield from self.until((first + timedelta(days=31)).replace(day=1))
        yield from self.until(date.max)

    def until(self, end: date) -> Iterator[AnyAct]:
        """What is entered before a day, in the order of happening."""
        for day in sorted(day for day in self.days if day < end):
            for _, act in sorted(self.days.pop(day), key=lambda entry: entry[0]):
                yield act

    def month(self, first: date, month: int) -> None:
        self.dues(first, month)
        for number, branch in enumerate(self.branches):
            if self.chance(0.92):
                self.branch_meeting(first, branch, yearly=number % 12 == month % 12)
            self.branch_life(first, branch)
        for number, area in enumerate(self.areas):
            if (number + month) % 3 == 0:
                self.committee(first, f"area committee/{area}", f"area committee/{area}")
        for number, region in enumerate(self.regions):
            if (number + month) % 2 == 0:
                self.committee(first, f"regional committee/{region}", self.officer("regional secretary", region))
            if (number + month) % 12 == 5:
                self.aggregate(first, region)
            if self.chance(0.02 * len(self.members_of(region)) / 100):
                charge(self, first, region)
        if month % 3 == 2:
            self.committee(first, "central committee", self.officer("general secretary", ""))
        self.committee(first, "CC sub-committee", self.officer("general secretary", ""), days=4)

    # The founding

    def found(self, day: date) -> None:
        self.put(day, Constituted(id="found", at=str(day), unit="section", tier="section"))
        self.put(day, Enacted(id="charter", at=str(day), by="congress", instrument="charter", version="1"))
        for unit in self.regions:
            self.put(day, Constituted(id=f"found-{unit}", at=str(day), unit=unit, tier="region", under="section"))
        for unit in self.areas:
            above = self.region[unit]
            self.put(day, Constituted(id=f"found-{unit}", at=str(day), unit=unit, tier="area", under=above))
        for unit, roll in self.roll.items():
            above, who = self.area[unit], tuple(roll)
            self.put(
                day, Constituted(id=f"found-{unit}", at=str(day), unit=unit, tier="branch", under=above, members=who)
            )
        some = self.random.sample([who for roll in self.roll.values() for who in roll], 11 + 5)
        self.elected(day, "congress", "central committee", some[:11])
        self.elected(day, "congress", "control commission", some[11:])
        self.elected(day, "central committee", "CC sub-committee", some[:5])
        self.elected(day, "central committee", "general secretary", some[:1])
        for region in self.regions:
            committee = self.random.sample(self.members_of(region), 7)
            self.elected(day, f"regional aggregate/{region}", f"regional committee/{region}", committee)
            self.elected(day, f"regional committee/{region}", f"regional secretary/{region}", committee[:1])
        for branch in self.branches:
            self.elected(day, f"branch meeting/{branch}", f"branch secretary/{branch}", self.roll[branch][:1])
        for area in self.areas:
            self.area_election(day, area)

    def members_of(self, region: str) -> list[str]:
        return [who for branch, area in self.area.items() if self.region[area] == region for who in self.roll[branch]]

    def area_election(self, day: date, area: str) -> None:
        """Each of the first five branches of an area elects one member of its committee."""
        seat = f"area committee/{area}"
        if seat in self.holding:
            self.stand_down(day, seat, [])
        self.holding[seat] = []
        for branch in [b for b in self.branches if self.area[b] == area][:5]:
            who = self.random.choice([who for who in self.roll[branch] if habit(who) < 96])
            self.elected(day, f"branch meeting/{branch}", seat, [who], keep=self.holding[seat])

    def stand_down(self, on: date, seat: str, elected: list[str]) -> None:
        for who in self.holding[seat]:
            if who not in elected:
                self.put(on, Resigned(id=self.ident("stand-down"), at=str(on), by=who, start=seat), EVENING + 50)

    def elected(self, day: date, by: str, seat: str, who: list[str], keep: list[str] | None = None) -> None:
        effects = tuple(Effect("confer", "mandate", to=one, of=seat, as_="elected") for one in who)
        self.put(
            day,
            Declared(id=self.ident("election"), at=str(day), by=by, effects=effects, manner="secret ballot"),
            EVENING + 60,
        )
        self.holding[seat] = [*(keep or ()), *who]

    def officer(self, office: str, unit: str) -> str:
        """An officer as acts name one: `member-7 as branch secretary/branch-3`."""
        seat = f"{office}/{unit}" if unit else office
        return f"{self.holding[seat][0]} as {seat}"

    # Dues

    def dues(self, first: date, month: int) -> None:
        """Nine in ten pay each month for the month before, some each quarter, some now and then."""
        before = (first - timedelta(days=1)).isoformat()[:7]
        days = [first + timedelta(days=n) for n in range(28)]
        for roll in self.roll.values():
            for who in roll:
                number, how = int(who[7:]), habit(who)
                if how < 90 or (how < 96 and month % 3 == 0) or (how >= 96 and self.chance(0.2)):
                    day = days[number * 7 % 28]
                    self.put(day, Paid(id=f"dues-{before}-{who[7:]}", at=str(day), by=who, through=before), 9 * 60)

    # Meetings

    def meeting(self, body: str, convenor: str, on: date, days: int, business: tuple[str, ...], present: object) -> str:
        """Convene, serve, open and close a meeting; what it does in between is for the caller. Returns its id."""
        sitting = self.ident("meeting")
        called = on - timedelta(days=days)
        channel = self.random.choice(CHANNELS)
        self.put(
            called,
            Convened(
                id=sitting,
                at=str(called),
                by=convenor,
                body=body,
                on=f"{on}T19:00",
                place="the hall",
                business=business,
            ),
        )
        notice = Served(
            id=f"{sitting}-notice", at=str(called), by=convenor, what=sitting, on="everyone entitled", channel=channel
        )
        self.put(called, notice)
        opened = Sat(id=f"{sitting}-opened", at=f"{on}T19:00", sitting=sitting, present=present, place="the hall")  # type: ignore[arg-type]
        self.put(on, opened, EVENING)
        self.put(on, Sat(id=f"{sitting}-closed", at=f"{on}T21:30", sitting=sitting, event="closed"), NIGHT)
        return sitting

    def decide(self, on: date, body: str, sitting: str, item: str, present: int, *effects: Effect) -> str:
        no = self.random.randrange(1 + present // 3)
        tally = Tally(yes=present - no, no=no, present=present)
        ident = self.ident("decision")
        act = Decided(
            id=ident, at=str(on), by=body, effects=effects, sitting=sitting, item=item, tally=tally,
            manner="show of hands",
        )  # fmt: skip
        self.put(on, act, EVENING + 30)
        return ident

    def branch_meeting(self, first: date, branch: str, yearly: bool) -> None:
        roll, body = self.roll[branch], f"branch meeting/{branch}"
        on = first + timedelta(days=self.random.randrange(10, 28))
        share = self.random.uniform(0.2, 0.5) if self.chance(0.03) else self.random.uniform(0.55, 0.85)
        present = tuple(self.random.sample(roll, max(2, round(share * len(roll)))))
        business = tuple(self.random.sample(ORDINARY, self.random.randrange(1, 4)))
        days = 2 if self.chance(0.01) else 10 if yearly else self.random.randrange(7, 10)
        lawful = share > 0.5 and days > 2
        admits = lawful and (self.chance(0.13) or len(roll) < PER_BRANCH - 5)
        yearly = yearly and lawful
        items = (*business, *(("admissions",) if admits else ()), *(("election",) if yearly else ()))
        secretary = self.officer("branch secretary", branch)
        sitting = self.meeting(body, secretary, on, days, items, present)
        for item in business:
            item = "any other business" if self.chance(0.01) else item
            what = Effect("oblige" if item == "contributions" else "permit", item)
            ident = self.decide(on, body, sitting, item, len(present), what)
            if self.chance(self.challenged):
                challenge(self, on, ident, self.random.choice(roll))
        if admits:
            who = self.new_member()
            entry = Effect("confer", "membership", to=who, of=branch, as_="admitted")
            self.decide(on, body, sitting, "admissions", len(present), entry)
            self.put(on, Reported(id=self.ident("card"), at=str(on), by=who, to=body), NIGHT)
            roll.append(who)
        if yearly:
            self.ballot(on, body, sitting, f"branch secretary/{branch}", list(present), list(present), 1)
        after = on + timedelta(days=2)
        area = f"area committee/{self.area[branch]}"
        minutes = Reported(id=f"{sitting}-minutes", at=str(after), by=secretary, to=area, what=sitting, title="minutes")
        self.put(after, minutes)

    def ballot(
        self, on: date, body: str, sitting: str, seat: str, candidates: list[str], voters: list[str], seats: int
    ) -> None:
        """An election by secret ballot: the poll announced, who voted, the result."""
        poll, announced = self.ident("poll"), on - timedelta(days=16 if seats > 1 else 10)
        opened = Polled(
            id=poll, at=str(announced), body=body, election=seat, candidates=tuple(candidates), opens=str(on),
            closes=str(on), manner="secret ballot", seats=seats,
        )  # fmt: skip
        self.put(announced, opened)
        candidates = [who for who in candidates if habit(who) < 96][: max(seats, 2)]
        for who in (who for who in voters if habit(who) < 96 or self.chance(0.001)):
            self.put(on, Voted(id=f"{poll}-{who[7:]}", at=str(on), by=who, poll=poll), EVENING + 40)
        if seats > 1:
            self.stand_down(on, seat, candidates[:seats])
        effects = tuple(Effect("confer", "mandate", to=who, of=seat, as_="elected") for who in candidates[:seats])
        result = Declared(
            id=f"{poll}-result", at=str(on), by=body, poll=poll, effects=effects, manner="secret ballot",
            tally=Tally(yes=len(voters), present=len(voters)),
        )  # fmt: skip
        self.put(on, result, EVENING + 60)
        self.holding[seat] = candidates[:seats]

    def committee(self, first: date, body: str, convenor: str, days: int = 16) -> None:
        seats = self.holding[body]
        on = first + timedelta(days=self.random.randrange(17, 28))
        present = tuple(self.random.sample(seats, max(1, len(seats) - self.random.randrange(3))))
        items = tuple(self.random.sample(ORDINARY, 4))
        sitting = self.meeting(body, convenor, on, days, items, present)
        for item in items[: self.random.randrange(2, 5)]:
            self.decide(on, body, sitting, item, len(present), Effect("permit", item))

    def aggregate(self, first: date, region: str) -> None:
        """The yearly meeting of a region: it elects its committee, and decides a proposal by ballot."""
        body, seat = f"regional aggregate/{region}", f"regional committee/{region}"
        members = self.members_of(region)
        on = first + timedelta(days=self.random.randrange(18, 28))
        voters = self.random.sample(members, max(1, round(self.random.uniform(0.34, 0.5) * len(members))))
        items = ("election of the committee", "report")
        sitting = self.meeting(body, f"regional committee/{region}", on, 17, items, len(voters))
        candidates = list(dict.fromkeys([*self.random.sample(self.holding[seat], 4), *voters[:12]]))
        self.ballot(on, body, sitting, seat, candidates, voters, 7)
        self.decide(on, body, sitting, "report", len(voters), Effect("permit", "report"))
        self.elected(on, seat, f"regional secretary/{region}", self.holding[seat][:1])
        for area in (a for a in self.areas if self.region[a] == region):
            self.area_election(on, area)

    # Between meetings

    def branch_life(self, first: date, branch: str) -> None:
        """Members come and go, ask, propose, publish and report."""
        roll, region = self.roll[branch], self.region[self.area[branch]]
        day, secretary = first + timedelta(days=self.random.randrange(28)), self.officer("regional secretary", region)
        if self.chance(0.12) and len(roll) > 8:
            leaver = self.random.choice(roll[2:])
            if not any(leaver in held for held in self.holding.values()):
                roll.remove(leaver)
                self.put(day, Resigned(id=self.ident("leaves"), at=str(day), by=leaver, died=self.chance(0.15)))
        for _ in range(self.random.randrange(3)):
            who = self.random.choice(roll)
            self.put(day, Reported(id=self.ident("report"), at=str(day), by=who, to=f"branch meeting/{branch}"))
        if self.chance(0.08):
            asked = Filed(
                id=self.ident("question"), at=str(day), by=self.random.choice(roll), type="question",
                to=f"regional secretary/{region}",
            )  # fmt: skip
            self.asked(day, asked, secretary, 9, 0.9)
        if self.chance(0.06):
            title = self.random.choice(ORDINARY)
            moved = Proposed(
                id=self.ident("proposal"), at=str(day), by=f"branch meeting/{branch}",
                to=f"regional committee/{region}", title=title, effects=(Effect("permit", title),),
            )  # fmt: skip
            self.asked(day, moved, f"regional committee/{region}", 30, 0.85)
        if self.chance(0.03):
            who, where = self.random.choice(roll), "internal bulletin"
            self.put(day, Published(id=self.ident("view"), at=str(day), by=who, where=where))
        if self.chance(0.02):
            self.put(day, Referred(id=self.ident("contact"), at=str(day), by=secretary, what="contact", to=branch))

    def asked(self, day: date, act: Filed | Proposed, by: str, days: int, share: float) -> None:
        """Enter a question or proposal, and mostly its answer."""
        self.put(day, act)
        if self.chance(share):
            on = day + timedelta(days=self.random.randrange(2, days))
            reply = Answered(id=f"{act.id}-answer", at=str(on), by=by, to=act.id, in_writing=True, reasons=True)
            self.put(on, reply)


def write(path: Path, acts: Iterable[AnyAct]) -> Counter[str]:
    """Write a record as JSON Lines; how many acts there are of each kind."""
    kinds: Counter[str] = Counter()
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as out:
        for act in acts:
            out.write(encode(act))
            out.write(b"\n")
            kinds[type(act).__struct_config__.tag] += 1  # type: ignore[index]
    return kinds


def main() -> None:
    parser = argparse.ArgumentParser("python -m bench.organisation", description="Write an invented record.")
    parser.add_argument("members", type=int, help="members at the founding")
    parser.add_argument("years", type=int)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    for kind, count in write(given.file, record(given.members, given.years)).most_common():
        print(f"{count:>10,}  {kind}")


if __name__ == "__main__":
    main()
