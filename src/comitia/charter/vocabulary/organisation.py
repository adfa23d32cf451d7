"""Who there is: tiers and units, members, bodies, offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Condition, Name, family, word
from comitia.charter.quantities import Majority, Party, Quorum, Range, Span, Threshold, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One level of the organisation."""

    of: str = word(
        "of", "The tier that this one is made of.", "branches", default="", says="It is made up of {} units."
    )
    members: Range | None = word(
        "members", "How many members a unit needs.", "at least 3", default=None, says="It has {} members."
    )
    founded_by: tuple[Party, ...] = word(
        "founded by", "Who may constitute a unit.", "[central committee]", default=(), says="It is founded by {or}."
    )
    dissolved_by: tuple[Party, ...] = word(
        "dissolved by", "Who may dissolve a unit.", "[congress]", default=(), says="It is dissolved by {or}."
    )


@family("tiers")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers(Clause):
    """The levels of the organisation, from the smallest unit to the whole."""

    tiers: dict[str, Tier] = word("", "Each tier by its name.", "branch: {members: at least 3}")


@family("admission")
@dataclass(frozen=True, slots=True, kw_only=True)
class Admission(Clause):
    """How one becomes a member."""

    by: tuple[Party, ...] = word("by", "Who admits.", "branch", says="{or} admits members.")
    candidature: Span | None = word(
        "candidature",
        "How long one is a candidate first.",
        "3 months",
        default=None,
        says="One is a candidate for {} first.",
    )
    majority: Majority | None = word(
        "majority", "The majority that admits.", "simple", default=None, says="Admission takes {}."
    )
    sponsors: Threshold | None = word(
        "sponsors",
        "How many members must recommend.",
        "2 members",
        default=None,
        says="It needs the recommendation of {}.",
        judged=False,
    )


@family("good standing")
@dataclass(frozen=True, slots=True, kw_only=True)
class GoodStanding(Clause):
    """When a member may vote and stand. Arrears suspend these rights; they do not end membership."""

    dues_owed: Span | None = word(
        "dues owed at most",
        "How many months of dues may be owed.",
        "3 months",
        default=None,
        says="A member who owes more than {} of dues is not in good standing.",
    )
    when: Condition | None = word(
        "when",
        "Any further condition on the member.",
        "member.age >= 16",
        default=None,
        says="A member is in good standing only where {}.",
    )
    suspends: tuple[str, ...] = word(
        "else suspends",
        "The rights that rest meanwhile.",
        "[vote, stand for election]",
        default=("vote", "stand for election"),
        says="Meanwhile the member may not {or}.",
    )


@family("membership ends by")
@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(Clause):
    """The closed list of ways in which membership ends."""

    ways: tuple[str, ...] = word(
        "",
        "The ways; a procedure by its name.",
        "[resignation, death, expulsion]",
        says="Membership ends by {or}, and in no other way.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisition:
    """Members convene what officers do not."""

    by: Party = word("by", "How many may ask.", "one fifth of members", says="{or} may have it convened.")
    convened_within: Span = word(
        "convened within",
        "The time in which the convener must act.",
        "28 days",
        says="It must then be convened within {}.",
    )
    otherwise: Literal["the requisitioners convene it", "the next higher body convenes it"] = word(
        "else",
        "What follows when nobody convenes.",
        "the requisitioners convene it",
        default="the requisitioners convene it",
        says="If it is not, {}.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CoOption:
    """Seats filled by the body itself."""

    at_most: int | None = word("at most", "How many seats.", "2", default=None, says="It may co-opt {} at most.")
    until: str = word(
        "until", "How long.", "next regional aggregate", default="", says="Those co-opted sit until the {}."
    )
    majority: Majority | None = word(
        "majority", "By what majority.", "simple", default=None, says="Co-option takes {}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """How a mandate is ended before its term."""

    by: tuple[Party, ...] = word("by", "Who may recall.", "regional aggregate", says="Only {or} may recall.")
    majority: Majority | None = word(
        "majority", "By what majority.", "two thirds of votes cast", default=None, says="Recall takes {}."
    )
    notice: Span | None = word(
        "notice", "On what notice.", "14 clear days", default=None, says="Recall takes notice of {}."
    )
    grounds: tuple[str, ...] = word(
        "grounds", "On which grounds only.", "[neglect]", default=(), says="Recall is only for {or}."
    )


@family("body")
@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Clause):
    """A body: who sits in it, how they come to sit, and how it meets."""

    name: Name = word("", "Its name.", "regional committee")
    tier: str = word("tier", "The tier at which every unit has one.", "region", default="", says="Every {} has one.")
    composed_of: str = word(
        "composed of",
        "Who sits by right: every member, every member in good standing, or delegates of a tier.",
        "every member in good standing",
        default="",
        says="It is made of {}.",
    )
    elected_by: tuple[Party, ...] = word(
        "elected by", "Who elects it.", "regional aggregate", default=(), says="It is elected by {or}."
    )
    appointed_by: tuple[Party, ...] = word(
        "appointed by", "Who appoints it.", "central committee", default=(), says="It is appointed by {or}."
    )
    seats: Range | None = word("seats", "How many seats.", "5 to 11", default=None, says="It has {} seats.")
    term: Span | None = word("term", "How long a mandate lasts.", "12 months", default=None, says="A mandate lasts {}.")
    holdover: bool = word(
        "holdover",
        "Whether holders stay until a successor is elected.",
        "yes",
        default=False,
        says="Its holders stay until successors are elected.||Its holders do not stay after their term.",
    )
    meets: Span | None = word(
        "meets at least every",
        "The longest time between meetings.",
        "12 months",
        default=None,
        says="It meets at least every {}.",
    )
    convened_by: tuple[Party, ...] = word(
        "convened by", "Who convenes it.", "[regional secretary]", default=(), says="It is convened by {or}."
    )
    notice: Span | None = word(
        "notice", "The notice of a meeting.", "14 clear days", default=None, says="It meets on notice of {}."
    )
    notice_states: tuple[str, ...] = word(
        "notice states", "What the notice must state.", "[place, business]", default=(), says="The notice states {}."
    )
    quorum: Quorum | None = word(
        "quorum", "How many must be there.", "one third of members", default=None, says="Its quorum is {}."
    )
    quorum_lost: Literal["later business is void", "the meeting goes on", "the chair adjourns"] = word(
        "quorum lost",
        "What follows when members leave and the quorum is lost.",
        "the meeting goes on",
        default="later business is void",
        says="When the quorum is lost, {}.",
    )
    adjourned_quorum: Literal["the same", "those present"] = word(
        "adjourned quorum",
        "The quorum of the adjourned meeting.",
        "those present",
        default="the same",
        says="After an adjournment the quorum is {}.",
    )
    majority: Majority | None = word(
        "majority",
        "The majority for its decisions, where no other is stated.",
        "simple",
        default=None,
        says="It decides by {}.",
    )
    casting_vote: tuple[Party, ...] = word(
        "casting vote", "Who breaks a tie.", "chair", default=(), says="{or} has a casting vote."
    )
    chair: tuple[Party, ...] = word("chair", "Who presides.", "regional secretary", default=(), says="{or} presides.")
    requisition: Requisition | None = word(
        "requisition",
        "How members have it convened.",
        "{by: one fifth of members, convened within: 28 days}",
        default=None,
    )
    co_option: CoOption | None = word("co-option", "Seats it fills itself.", "{at most: 2}", default=None)
    recall: Recall | None = word("recall", "How its members are recalled.", "{by: regional aggregate}", default=None)
    powers: tuple[str, ...] = word(
        "powers",
        "The powers it has, and no others.",
        "[current business]",
        default=(),
        says="It has these powers and no others: {}.",
    )


@family("office")
@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Clause):
    """An office held by one person."""

    name: Name = word("", "Its name.", "regional secretary")
    tier: str = word("tier", "The tier at which every unit has one.", "region", default="", says="Every {} has one.")
    elected_by: tuple[Party, ...] = word(
        "elected by", "Who elects.", "regional committee", default=(), says="The holder is elected by {or}."
    )
    appointed_by: tuple[Party, ...] = word(
        "appointed by", "Who appoints.", "regional committee", default=(), says="The holder is appointed by {or}."
    )
    from_among: str = word(
        "from among",
        "From whom the holder is taken.",
        "regional committee",
        default="",
        says="The holder is taken from the {}.",
    )
    term: Span | None = word(
        "term", "How long the mandate lasts.", "12 months", default=None, says="The mandate lasts {}."
    )
    holdover: bool = word(
        "holdover",
        "Whether the holder stays until a successor is elected.",
        "yes",
        default=False,
        says="The holder stays until a successor is elected.||The holder does not stay after the term.",
    )
    consecutive_terms: int | None = word(
        "consecutive terms",
        "How many terms in a row.",
        "2",
        default=None,
        says="Nobody holds it for more than {} terms in a row.",
    )
    not_with: tuple[str, ...] = word(
        "not together with",
        "Offices that one person may not hold with it.",
        "[treasurer]",
        default=(),
        says="Nobody holds it together with the office of {or}.",
    )
    recall: Recall | None = word("recall", "How the holder is recalled.", "{by: regional committee}", default=None)
    acting: tuple[Party, ...] = word(
        "acting",
        "Who acts while it is vacant, in order.",
        "[deputy secretary]",
        default=(),
        says="While it is vacant, these act, in this order: {}.",
    )
    powers: tuple[str, ...] = word(
        "powers", "The powers of the office.", "[keep the record]", default=(), says="It has these powers: {}."
    )


@family("department")
@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Clause):
    """A department, committee of work, campaign or front: assigned people, no powers of its own."""

    name: Name = word("", "Its name.", "information technology")
    under: str = word("under", "The body it answers to.", "regional committee", says="It answers to the {}.")
    head: tuple[Party, ...] = word(
        "head", "Who heads it.", "head of department", default=(), says="It is headed by {or}.", judged=False
    )


@family("dues")
@dataclass(frozen=True, slots=True, kw_only=True)
class Dues(Clause):
    """What members pay, and for which time a payment counts."""

    every: Span = word("every", "The time that one payment covers.", "1 month", says="Dues are paid for every {}.")
    amount: str = word("amount", "How much.", "50", default="", says="Dues are {}.", judged=False)


@family("lapse")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse(Clause):
    """What ends by itself, without anybody deciding it."""

    name: Name = word("", "What lapses, and of whom.", "membership")
    when: Condition | None = word(
        "when",
        "The condition.",
        "member.dues_owed_months > 6",
        default=None,
        says="It ends by itself where {}.",
    )
    after: Window | None = word(
        "after", "Or: the time that must pass.", "6 weeks of arrears", default=None, says="It ends by itself after {}."
    )
    defences: tuple[Literal["own wrong of the organisation", "void basis", "debt in dispute", "accident"], ...] = word(
        "defences",
        "What prevents it.",
        "[own wrong of the organisation]",
        default=("own wrong of the organisation", "void basis", "debt in dispute"),
        says="It does not end in case of {or}.",
    )
    appeal: bool = word(
        "appeal", "Whether an appeal lies.", "yes", default=True, says="An appeal lies.|No appeal lies.", judged=False
    )


@family("succession")
@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Clause):
    """Who steps in by itself when an office or a seat falls vacant."""

    of: str = word("of", "The office or body.", "president", says="It is about a vacancy: {}.")
    by: tuple[Party, ...] = word("by", "Who succeeds, in order.", "[vice-president]", says="Next in line: {}.")
    within: Window | None = word(
        "within",
        "By when an election is held.",
        "3 months of the vacancy",
        default=None,
        says="An election is held within {}.",
        judged=False,
    )
