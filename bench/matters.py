"""Matters of the organisation that does not exist: charges through hearing to appeal, and decisions challenged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from comitia.record.acts import Answered, Decided, Effect, Filed, Heard, Served, Tally

if TYPE_CHECKING:
    from bench.organisation import Organisation

COMMISSION = "control commission"
GROUNDS = ("violence", "fraud", "serious breach")
HEARD, DECIDED = 19 * 60 + 20, 19 * 60 + 45
"""Minutes of the day at which a committee hears and decides; it meets at 19:00."""


def challenge(org: Organisation, day: date, ident: str, who: str) -> None:
    """A decision is challenged before the control commission; half of the challenges succeed."""
    filed, decided = day + timedelta(days=org.random.randrange(3, 25)), day + timedelta(days=60)
    matter = org.ident("challenge")
    org.put(filed, Filed(id=matter, at=str(filed), by=who, type="challenge", against=ident, to=COMMISSION))
    judgment(org, decided, COMMISSION, matter, Effect("annul" if org.chance(0.5) else "confirm", ident))


def judgment(org: Organisation, on: date, body: str, matter: str, effect: Effect) -> str:
    """A committee sits in judgment: convened, served, heard, decided with reasons."""
    panel = tuple(org.holding[body])
    sitting = org.meeting(body, body, on, 10, ("a matter of discipline",), panel)
    heard = Heard(
        id=f"{matter}-hearing", at=str(on), matter=matter, before=body, panel=panel, respondent="heard",
        allowed=("attend", "speak", "be accompanied", "call witnesses"), afresh=True, sitting=sitting,
    )  # fmt: skip
    org.put(on, heard, HEARD)
    decided = Decided(
        id=f"{matter}-decision", at=str(on), by=body, effects=(effect,), sitting=sitting,
        item="a matter of discipline", matter=matter, tally=Tally(yes=len(panel), no=0, present=len(panel)),
        manner="secret ballot", voting=panel, reasons=True,
    )  # fmt: skip
    org.put(on, decided, DECIDED)
    return decided.id


def charge(org: Organisation, first: date, region: str) -> None:
    """A charge through service, answer and hearing to a decision, and often on to the control commission."""
    body, commission = f"regional committee/{region}", COMMISSION
    barred = {who for held in org.holding.values() for who in held}
    members = [who for who in org.members_of(region) if who not in barred]
    if len(members) < 2:
        return
    accused, accuser = org.random.sample(members, 2)
    day, matter, ground = first + timedelta(days=3), org.ident("charge"), org.random.choice(GROUNDS)
    filed = Filed(
        id=matter, at=str(day), by=accuser, type="charge", against=accused, to=body, grounds=(ground,),
        particulars=True, conduct=str(day - timedelta(days=20)),
    )  # fmt: skip
    org.put(day, filed)
    org.put(day, Served(id=f"{matter}-served", at=str(day), what=matter, on=(accused,), channel="in person"))
    answer = day + timedelta(days=9)
    org.put(answer, Answered(id=f"{matter}-answer", at=str(answer), by=accused, to=matter))
    on = day + timedelta(days=12 if org.chance(0.05) else 25)
    effect = Effect("end", "membership", to=accused, as_="expelled", ground=ground)
    decision = judgment(org, on, body, matter, effect)
    told = on + timedelta(days=3)
    org.put(told, Served(id=f"{decision}-served", at=str(told), what=decision, on=(accused,), channel="in person"))
    if org.chance(0.6):
        appealed, appeal = told + timedelta(days=20), org.ident("appeal")
        lodged = Filed(
            id=appeal, at=str(appealed), by=accused, type="appeal", against=decision, to=commission,
        )  # fmt: skip
        org.put(appealed, lodged)
        quashed = org.chance(0.5)
        judgment(
            org, appealed + timedelta(days=40), commission, appeal, Effect("annul" if quashed else "confirm", decision)
        )
