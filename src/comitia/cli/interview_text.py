"""The charter that the answers of an interview make: article by article a paragraph for people, and its rule.

Pure: answers in, text out. Each quantity stands in the paragraph and in the rule in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import fill
from typing import Final

from comitia.charter.plain import capital, joined
from comitia.charter.printer import scalar
from comitia.cli.interview_bodies import (
    NONE,
    WIDTH,
    Answers,
    article,
    branch_article,
    branches,
    committee_article,
    many,
    meeting_article,
    officers,
    officers_article,
    panel_article,
    region_article,
    regions,
    units_article,
    whole,
)

ROUTES: Final = {
    "allowed": ("the appeal is allowed", "is allowed"),
    "dismissed": ("the appeal is dismissed", "is dismissed"),
}
"""What silence means -> as the rule says it, as the paragraph says it."""

ENTRENCHED: Final = {
    "nothing": (),
    "expulsion and appeal": ("6.2", "6.3"),
    "expulsion, appeal and amendment": ("6.2", "6.3", "7.1"),
}


def charter_text(a: Answers) -> str:
    """The charter, in Markdown, with a rule under each article."""
    head = [
        "---", f"charter: {scalar('Rules of ' + a['name'])}", "name: charter", "version: 1",
        f"language: {a['language']}", f"timezone: {a['timezone']}", "comitia charter language: 1", "---", "",
        fill(
            "Each article says in plain words what is meant; the block under it says the same to the machine. Change"
            " the words until they are yours, and each rule until it says what the words say.", WIDTH,
        ),
        "", f"# Rules of {a['name']}", "",
    ]  # fmt: skip
    parts: list[str] = []
    for title, articles in CHAPTERS:
        parts += [f"## {title}", ""]
        for write in articles:
            parts += write(a)
    return "\n".join([*head, *parts]).rstrip("\n") + "\n"


# 1 Membership


def _admission(a: Answers) -> list[str]:
    body = a["admits"]
    waits = a["candidature"] != NONE
    return article(
        "1.1", "Admission",
        [
            f"The {body} admits as a member, by simple majority, whoever accepts these rules.",
            f"Whoever asks to join is a candidate for {a['candidature']} first." if waits else "",
        ],
        ["admission:", f"  by: {body}", f"  candidature: {a['candidature']}" if waits else "", "  majority: simple"],
    )  # fmt: skip


def _dues(a: Answers) -> list[str]:
    if a["dues"] == NONE:
        return article("1.2", "Dues", ["Members pay no dues."], ["not modelled: there are no dues"])
    every = f"every {a['dues']}".replace("every 1 ", "every ")
    return article("1.2", "Dues", [f"Every member pays dues for {every}."], ["dues:", f"  every: {a['dues']}"])


def _standing(a: Answers) -> list[str]:
    rests = "does not vote and does not stand for election"
    if a["dues"] == NONE:
        prose = [f"A member who is not in good standing {rests}. Nothing but these rules takes good standing away."]
        return article("1.3", "Good standing", prose, ["good standing:", "  else suspends: [vote, stand for election]"])
    return article(
        "1.3", "Good standing",
        [
            f"A member who owes more than {a['arrears']} of dues remains a member, but {rests} until they are paid.",
            "Nothing else takes a member out of good standing; to be inactive does not.",
        ],
        ["good standing:", f"  dues owed at most: {a['arrears']}", "  else suspends: [vote, stand for election]"],
    )  # fmt: skip


def _ending(a: Answers) -> list[str]:
    return article(
        "1.4", "Ending",
        ["Membership ends by resignation, by death, or by expulsion under article 6.2, and in no other way."],
        ["membership ends by: [resignation, death, expulsion under 6.2]"],
    )  # fmt: skip


# 3 to 5


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"


def _by(channel: str) -> str:
    return channel if channel.startswith(("in ", "on ", "at ", "by ")) else f"by {channel}"


def _service(a: Answers) -> list[str]:
    ways = [channel.partition(": ")[::2] for channel in a["service"].split("; ")]
    told = [
        f"What is sent {_by(channel)} is no service."
        if when == "never"
        else f"{capital(_by(channel))} it is served {'the ' if when in ('same day', 'next day') else ''}{when}."
        for channel, when in ways
    ]
    return article(
        "3.1", "Service", ["A notice may be given in these ways.", *told],
        ["service:", *(f"  {scalar(channel)}: {scalar(when)}" for channel, when in ways)],
    )  # fmt: skip


def _sittings(a: Answers) -> list[str]:
    return article(
        "3.2", "Sittings",
        [
            "A body decides only on what its notice names. Whoever comes without objecting waives a defect of the"
            " notice to him or her. Days that are not called clear are days of the calendar; where days are clear,"
            " neither the day of service nor the day of the event counts."
        ],
        ["sitting:", "  of: any body", "  business: within the notice", "  attendance waives notice: yes"],
        ["time:", "  days: calendar days"],
    )  # fmt: skip


def _elections(a: Answers) -> list[str]:
    filled = ["committee", *(["regional committee"] if regions(a) else ()), *officers(a)]
    filled += ["branch secretary"] if branches(a) else []
    filled += ["appeals panel"] if panel_article(a) else []
    return article(
        "4.1", "Elections",
        [f"These are elected by secret ballot: {joined(filled)}. Any member may stand; a tie is broken by lot."],
        [
            "election: ordinary", f"of: {_listed(filled)}", "manner: secret ballot", "candidates: [any member]",
            "tie: lot",
        ],
    )  # fmt: skip


def _conflict(a: Answers) -> list[str]:
    return article(
        "5.1", "Conflicts of interest",
        [
            "Whoever brings a charge, gives evidence on it, or is charged, and the relatives of either side, do not sit"
            " in judgment on it and do not vote on it. They count neither for the quorum nor when a majority is"
            " reckoned."
        ],
        [
            "conflict:", "  of: [the complainant, the witnesses, the respondent, relatives of either]",
            "  on: [end membership]", "  counts for quorum: no", "  counts in the denominator: no", "  may vote: no",
            "  may sit in judgment: no",
        ],
    )  # fmt: skip


# 6 Discipline


def _grounds(a: Answers) -> list[str]:
    grounds = [ground.partition(": ")[::2] for ground in a["grounds"].split("; ")]
    return article(
        "6.1", "Grounds",
        [f"A member may be charged with nothing but {joined([words for _, words in grounds], 'or')}."],
        ["grounds:", *(f"  {scalar(name)}: {scalar(words)}" for name, words in grounds)],
    )  # fmt: skip


def _expulsion(a: Answers) -> list[str]:
    body, aside = a["expels"], "[the complainant, the witnesses, relatives of either]"
    return article(
        "6.2", "Expulsion",
        [
            "No member is expelled unless charged in writing, with particulars, on a ground of article 6.1, given at"
            f" least {a['answer time']} to answer, and heard by the {body}, where the member may attend, speak, be"
            " accompanied and call witnesses. Any member or body may bring the charge, which is served on the member.",
            f"The {body} decides by {many(a['expulsion majority'])}; neither the complainant nor a witness nor a"
            " relative of either sits or votes. Written reasons are served on the member within seven days.",
            "The expulsion takes effect when the time to appeal has run out. An appeal lies under article 6.3."
            " Whatever is decided otherwise is void.",
        ],
        [
            "procedure: expulsion", "effect: end membership", "against: a member", "grounds: 6.1", "steps:",
            "  charge:", "    by: [any member, any body]", "    states: [ground, particulars]",
            "    served on: the respondent", "  hearing:", f"    before: {body}",
            f"    at least: {a['answer time']} after service of the charge",
            "    respondent may: [attend, speak, be accompanied, call witnesses]", f"    not sitting: {aside}",
            "  decision:", f"    by: {body}", f"    majority: {scalar(a['expulsion majority'])}",
            f"    not voting: {aside}", f"    not sitting: {aside}", "    reasons within: 7 days",
            "takes effect: when the time to appeal has run out", "otherwise: void", "appeal: 6.3",
        ],
    )  # fmt: skip


def _appeal(a: Answers) -> list[str]:
    body, (silence, said) = a["appeal to"], ROUTES[a["silence"]]
    return article(
        "6.3", "Appeal",
        [
            f"The member may appeal to the {body} within {a['appeal within']} of the service of the reasons. Nobody who"
            f" took part in the decision hears the appeal. It is heard afresh within {a['heard within']} of its filing;"
            f" until then the decision is stayed. An appeal that is not heard in time {said}.",
            "The appeal may be dismissed, the decision quashed, made milder or sent back. The decision on it is final.",
        ],
        [
            "appeal: appeal against expulsion", "against: [6.2]", "by: the respondent",
            f"within: {a['appeal within']} after service of the reasons", f"to: {body}",
            f"heard within: {a['heard within']} after filing", "not sitting: whoever took part",
            "meanwhile: the decision is stayed", f"not heard in time: {silence}", "hearing: rehearing",
            "outcomes: [dismiss, quash, vary downwards, remit]", "final: yes",
        ],
    )  # fmt: skip


# 7 These rules


def _amendment(a: Answers) -> list[str]:
    body, articles = whole(a), ENTRENCHED[a["entrenched"]]
    more = a["entrenched majority"] if articles else ""
    return article(
        "7.1", "Amendment",
        [
            f"Only the {body} amends these rules, by {many(a['amendment majority'])}, with {a['amendment notice']} of"
            " notice that carries the text.",
            f"Articles {joined(articles)} are changed only by {many(more)}." if articles else "",
            "An amendment takes effect at the end of the sitting that made it. Matters already begun are finished under"
            " the text under which they began.",
        ],
        [
            "amendment:", "  of: charter", f"  by: {body}", f"  majority: {scalar(a['amendment majority'])}",
            f"  notice: {a['amendment notice']}", "  with the text: yes",
            *(["  entrenched:", f"    articles: [{', '.join(articles)}]", f"    majority: {scalar(more)}"]
              if articles else ()),
            "  takes effect: at the end of the sitting", "  pending matters: the text they began under",
        ],
    )  # fmt: skip


def _meaning(a: Answers) -> list[str]:
    body = a["meaning"]
    return article(
        "7.2", "What these rules mean",
        [f"In doubt the {body} says what these rules mean. Its ruling counts from its day, and is not final."],
        ["interpretation:", f"  by: {body}", "  final: no"],
    )  # fmt: skip


Writer = Callable[[Answers], list[str]]
CHAPTERS: Final[Sequence[tuple[str, Sequence[Writer]]]] = (
    ("1 Membership", (_admission, _dues, _standing, _ending)),
    (
        "2 Units, bodies and officers",
        (
            units_article,
            meeting_article,
            committee_article,
            officers_article,
            branch_article,
            region_article,
            panel_article,
        ),
    ),
    ("3 Notice and sittings", (_service, _sittings)),
    ("4 Elections", (_elections,)),
    ("5 Conflicts of interest", (_conflict,)),
    ("6 Discipline", (_grounds, _expulsion, _appeal)),
    ("7 These rules", (_amendment, _meaning)),
)
