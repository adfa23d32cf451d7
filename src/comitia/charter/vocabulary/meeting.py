"""How they meet and decide: service of notices, time, convening, sittings, decisions, elections, conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from comitia.charter.clause import Clause, Condition, Name, family, word
from comitia.charter.quantities import EffectPattern, Majority, Manner, Party, Quorum, Span, Threshold, Window


@family("service")
@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Clause):
    """By which channels a notice is served, and when it counts as served: a span, or never."""

    channels: dict[str, Span | Literal["never"]] = word(
        "", "Each channel and when service takes effect.", "post: 3 days after posting"
    )


@family("time")
@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Clause):
    """How time is counted."""

    days: Literal["calendar days", "clear days"] = word(
        "days", "What `days` of notice means.", "clear days", default="calendar days", says="Days of notice are {}."
    )
    blackout: tuple[str, ...] = word(
        "blackout",
        "Days on which nothing may open or close.",
        "[17 December to 10 January]",
        default=(),
        says="Nothing opens or closes on {or}.",
    )
    grace: Span | None = word(
        "grace",
        "How far a time limit may be missed.",
        "8 hours",
        default=None,
        says="A time limit may be missed by {}.",
    )


@family("convening")
@dataclass(frozen=True, slots=True, kw_only=True)
class Convening(Clause):
    """Who may convene a body when those who should do not."""

    of: str = word("of", "The body, or any body.", "any body", default="any body", says="It is about {}.")
    by: tuple[Party, ...] = word(
        "by", "Who may convene in the end.", "[one fifth of members]", says="{or} may convene it."
    )
    when: Literal["always", "nobody else convenes"] = word(
        "when", "When.", "nobody else convenes", default="always", says="When: {}."
    )


@family("sitting")
@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRules(Clause):
    """How a sitting runs where its body's clause is silent."""

    of: str = word("of", "The body, or any body.", "any body", default="any body", says="It is about {}.")
    quorum: Quorum | None = word(
        "quorum", "How many must be there.", "half of members", default=None, says="The quorum is {}."
    )
    majority: Majority | None = word(
        "majority", "What a decision needs.", "simple", default=None, says="Decisions take {}."
    )
    notice: Span | None = word(
        "notice", "The notice of a meeting.", "7 clear days", default=None, says="Meetings are on notice of {}."
    )
    business: Literal["within the notice", "free"] = word(
        "business",
        "Whether decisions must lie within the notice.",
        "within the notice",
        default="within the notice",
        says="Business is {}.",
    )
    attendance_waives: bool = word(
        "attendance waives notice",
        "Whether coming without objecting waives a defect of one's own notice.",
        "yes",
        default=False,
        says="Who comes and does not object waives a defect of the notice to him or her.||Coming waives no defect of the notice.",
    )
    adjourned_notice: Window | None = word(
        "adjourned notice",
        "New notice when the adjournment is that long.",
        "7 clear days of an adjournment",
        default=None,
        says="An adjourned meeting takes new notice of {}.",
        judged=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What a vote needs at one level of turnout."""

    turnout: Threshold = word(
        "below",
        "Turnout below this share of those entitled.",
        "15 % of members",
        says="This is so where fewer than {} vote.",
    )
    majority: Majority | Literal["lost"] = word(
        "needs",
        "The majority needed then, or `lost`.",
        "more than three quarters of votes cast",
        says="What it then takes: {}.",
    )


@family("decision")
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule(Clause):
    """What a kind of decision needs, where it differs from the body's ordinary majority."""

    name: Name = word("", "What is decided.", "change of contributions")
    effect: EffectPattern = word("effect", "Its effect.", "oblige contributions", says="It is a decision to {}.")
    by: tuple[Party, ...] = word(
        "by", "Who decides.", "delegate meeting", default=(), says="It is taken by {or} alone."
    )
    majority: Majority | None = word(
        "majority",
        "The majority and the manner of voting.",
        "two thirds of votes cast, by ballot",
        default=None,
        says="It takes {}.",
    )
    turnout: Threshold | None = word(
        "turnout", "How many must vote.", "one third of members", default=None, says="At least {} must vote."
    )
    bands: tuple[Band, ...] = word(
        "turnout bands",
        "Other majorities at lower turnouts, the lowest first.",
        "[{below: 5 % of members, needs: lost}]",
        default=(),
        says="",
    )
    outright: Majority | None = word(
        "carried outright by",
        "A majority that carries it whatever the turnout.",
        "more than half of members",
        default=None,
        says="Whatever the turnout, {} carries it.",
    )
    lost_outright: Majority | None = word(
        "lost outright by",
        "Votes against that lose it whatever the turnout.",
        "half of members",
        default=None,
        says="Whatever the turnout, {} against lose it.",
    )
    without_turnout: Literal["lost", "void", "second vote"] = word(
        "without turnout",
        "What too low a turnout means: lost, void, or neither, with a second vote.",
        "second vote",
        default="lost",
        says="Too low a turnout means: {}.",
        judged=False,
    )
    vacant_seats: Literal["against", "abstain", "in favour", "not counted"] = word(
        "vacant seats",
        "How a vacant seat counts in a majority of seats.",
        "abstain",
        default="against",
        says="In a majority of seats a vacant seat counts: {}.",
    )
    notice: Span | None = word("notice", "Its notice.", "21 clear days", default=None, says="It takes notice of {}.")
    within_agenda: bool = word(
        "named in the notice",
        "Whether the notice must name it.",
        "yes",
        default=False,
        says="The notice must name it.||The notice need not name it.",
    )
    tie: Literal["lost", "chair decides", "lot", "second vote"] | None = word(
        "tie", "What a tie means.", "lost", default=None, says="A tie means: {}."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominations:
    """How candidates come forward."""

    by: tuple[Party, ...] = word(
        "by", "Who nominates.", "[two members]", default=(), says="Candidates are nominated by {or}."
    )
    open_for: Span | None = word(
        "open for",
        "How long nominations are open.",
        "3 weeks",
        default=None,
        says="Nominations are open for {}.",
    )
    posted_for: Span | None = word(
        "posted for",
        "How long they are posted before the poll.",
        "3 weeks",
        default=None,
        says="They are posted for {} before the poll.",
    )


@family("election")
@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Clause):
    """How a body or an office is elected."""

    name: Name = word("", "What is elected.", "committee")
    of: tuple[str, ...] = word(
        "of", "The bodies or offices elected.", "[president, secretary]", says="It fills these: {}."
    )
    by: tuple[Party, ...] = word("by", "Who elects.", "regional aggregate", default=(), says="It is held by {or}.")
    manner: Manner = word("manner", "How votes are given.", "secret ballot", default="", says="The vote is by {}.")
    rule: str = word("rule", "The counting rule.", "scottish-stv", default="", says="Votes are counted by the rule {}.")
    notice: Span | None = word("notice", "Notice of the poll.", "15 days", default=None, says="It takes notice of {}.")
    nominations: Nominations | None = word(
        "nominations", "How candidates come forward.", "{posted for: 3 weeks}", default=None
    )
    candidates: tuple[Party, ...] = word(
        "candidates", "Who may stand.", "[any member]", default=(), says="{or} may stand."
    )
    electors: str = word(
        "electors", "Who votes.", "every member in good standing", default="", says="The electors are {}."
    )
    record_date: Window | None = word(
        "record date",
        "When the roll is frozen.",
        "7 days before the poll",
        default=None,
        says="The roll is frozen {}.",
    )
    tie: str = word("tie", "How a tie is broken.", "first stage lead", default="", says="A tie is broken by {}.")
    quorum: Quorum | None = word(
        "quorum", "How many must vote.", "one third of members", default=None, says="At least {} must vote."
    )


@family("conflict")
@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Clause):
    """A conflict of interest: five separate questions about whoever has one."""

    of: tuple[Party, ...] = word("of", "Who has the conflict.", "[complainant, witness]", says="It concerns {or}.")
    on: tuple[EffectPattern, ...] = word(
        "on", "On which business.", "[end membership]", default=(), says="It concerns a decision to {or}."
    )
    may_attend: bool = word(
        "may attend",
        "May such a person attend?",
        "no",
        default=True,
        says="They may attend.|They may not attend.",
        judged=False,
    )
    may_speak: bool = word(
        "may speak",
        "May such a person speak?",
        "yes",
        default=True,
        says="They may speak.|They may not speak.",
        judged=False,
    )
    counts_for_quorum: bool = word(
        "counts for quorum",
        "Counts for the quorum?",
        "no",
        default=True,
        says="They count for the quorum.|They do not count for the quorum.",
    )
    counts_in_majority: bool = word(
        "counts in the denominator",
        "Counts in the denominator?",
        "no",
        default=True,
        says="They count in the denominator of a majority.|They do not count in the denominator of a majority.",
    )
    may_vote: bool = word(
        "may vote", "May such a person vote?", "no", default=False, says="They may vote.|They may not vote."
    )
    may_sit: bool = word(
        "may sit in judgment",
        "May such a person be one of those who hear and decide?",
        "no",
        default=True,
        says="They may sit in judgment.|They may not sit in judgment.",
    )


@family("credentials")
@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials(Clause):
    """Which delegates have a seat, and what doubtful seats do to a decision."""

    of: str = word("of", "The body.", "congress", says="It is about the {}.")
    delegates: str = word(
        "delegates",
        "Whom they stand for.",
        "one for every ten members of a branch",
        says="Its delegates: {}.",
        judged=False,
    )
    elected_by: tuple[Party, ...] = word(
        "elected by", "Who elects them.", "branch meeting", default=(), says="They are elected by {or}.", judged=False
    )
    doubtful: Literal["count again without them"] = word(
        "doubtful seats",
        "What happens to a decision taken with them.",
        "count again without them",
        default="count again without them",
        says="Where seats are doubtful: {}.",
    )


@family("proposal")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRule(Clause):
    """How a motion or proposal comes forward, and when it dies."""

    name: Name = word("", "Which proposals.", "general resolution")
    to: tuple[Party, ...] = word("to", "The body that decides.", "developers", default=(), says="It goes to {or}.")
    supporters: Threshold | None = word(
        "supporters", "How many must support it.", "5 members", default=None, says="It needs the support of {}."
    )
    by: tuple[Party, ...] = word("by", "Who may propose.", "[any member]", default=(), says="{or} may propose.")
    discussion: Span | None = word(
        "discussion", "Time between proposal and vote.", "2 weeks", default=None, says="It is discussed for {}."
    )
    restarts: bool = word(
        "restarts on amendment",
        "Whether an accepted amendment restarts it.",
        "yes",
        default=False,
        says="An accepted amendment restarts the discussion.||No amendment restarts the discussion.",
    )
    voting: Span | None = word(
        "voting", "How long the vote is open.", "2 weeks", default=None, says="The vote is open for {}."
    )
    expires: Window | None = word(
        "expires", "When it dies of inactivity.", "4 weeks of the last act", default=None, says="It expires {}."
    )
    again: Span | None = word(
        "not again within",
        "How soon after a defeat it may come back.",
        "3 months",
        default=None,
        says="After a defeat it does not come back within {}.",
    )
    when: Condition | None = word(
        "when", "A further condition.", "act.text != ''", default=None, says="It goes forward only where {}."
    )
