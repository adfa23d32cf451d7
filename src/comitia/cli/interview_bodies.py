"""How answers become articles: what all articles share, and those on units, bodies and offices."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import Final

from comitia.charter.plain import joined, phrase
from comitia.charter.printer import scalar
from comitia.charter.words import read_majority, read_quorum

Answers = Mapping[str, str]
"""The key of a question -> its answer in normal form."""

WIDTH: Final = 112
NONE: Final = "none"


def article(number: str, heading: str, prose: Sequence[str], *rules: Sequence[str]) -> list[str]:
    """One article: its heading, its sentences as a paragraph, its rules."""
    said = fill(" ".join(sentence for sentence in prose if sentence), WIDTH)
    block = "\n---\n".join("\n".join(line for line in rule if line) for rule in rules)
    return [f"### {number} {heading}", "", said, "", "```rule", block, "```", ""]


def many(text: str) -> str:
    """A majority inside a sentence: `a simple majority`, `two thirds of the votes cast, by secret ballot`."""
    return _of_the(phrase(read_majority(text)))


def enough(text: str) -> str:
    """A quorum inside a sentence: `one fifth of the members`."""
    return _of_the(phrase(read_quorum(text)))


def _of_the(text: str) -> str:
    return re.sub(r"\bof (?=votes|members|seats|delegates)", "of the ", text)


def whole(a: Answers) -> str:
    """The body that decides for the whole: the general meeting, or the conference of delegates."""
    return "conference" if a["meeting"] == "delegates" else "general meeting"


def officers(a: Answers) -> list[str]:
    return [name.strip() for name in a["officers"].split(",")]


def branches(a: Answers) -> bool:
    return a["shape"] != "one unit"


def regions(a: Answers) -> bool:
    return a["shape"] == "branches and regions"


def units_article(a: Answers) -> list[str]:
    """The tiers: one unit, branches, or branches and regions."""
    top, founds = whole(a), f"The {whole(a)} constitutes and dissolves"
    rule = ["tiers:"]
    if branches(a):
        rule += ["  branch:", "    members: at least 3", "    founded by: committee", f"    dissolved by: {top}"]
    if regions(a):
        rule += ["  region:", "    of: branches", "    founded by: committee", f"    dissolved by: {top}"]
    made = "regions" if regions(a) else "branches" if branches(a) else ""
    rule += ["  association:", f"    of: {made}" if made else "", f"    founded by: {top}", f"    dissolved by: {top}"]
    prose = {
        "": [f"The association has no branches. {founds} it."],
        "branches": [
            "Every member belongs to a branch of at least three members. The committee founds branches, and the"
            f" {top} dissolves them. The branches together are the association. {founds} the association."
        ],
        "regions": [
            "Every member belongs to a branch of at least three members. Branches make up regions, and the regions"
            f" together are the association. The committee founds branches and regions, and the {top} dissolves them."
            f" {founds} the association."
        ],
    }[made]
    return article("2.1", "Units", prose, rule)


def _requisition(by: str, within: str) -> list[str]:
    return ["requisition:", f"  by: {by}", f"  convened within: {within}", "  else: the requisitioners convene it"]


def meeting_article(a: Answers) -> list[str]:
    """The body that decides for the whole."""
    delegates = a["meeting"] == "delegates"
    body, who = whole(a), "delegates of branches" if delegates else "every member of the association"
    meets = f"at least every {a['meets']}".replace("every 1 ", "every ")
    opening = (
        f"Delegates whom the branch meetings elect, one for every ten members of a branch, meet in conference {meets}."
        if delegates
        else f"All members meet in general meeting {meets}."
    )
    rules = [[
        f"body: {body}", "tier: association", f"composed of: {who}", f"meets at least every: {a['meets']}",
        f"convened by: {a['convener']}", f"notice: {a['notice']}", "notice states: [place, business]",
        f"quorum: {a['quorum']}", f"majority: {scalar(a['majority'])}",
        *_requisition(a["requisition"], a["requisition within"]),
    ]]  # fmt: skip
    if delegates:
        rules.append([
            f"credentials:\n  of: {body}", "  delegates: one for every ten members of a branch",
            "  elected by: branch meeting", "  doubtful seats: count again without them",
        ])  # fmt: skip
    return article(
        "2.2", f"The {body}",
        [
            opening,
            f"The {a['convener']} convenes the {body} with {a['notice']} of notice, stating place and business.",
            f"The quorum is {enough(a['quorum'])}, and the {body} decides by {many(a['majority'])}.",
            f"It must be convened when {a['requisition']} ask for it; if it is not convened within"
            f" {a['requisition within']}, they convene it themselves.",
            "Where it is doubtful whether delegates had a seat, the votes are counted again without them."
            if delegates else "",
        ],
        *rules,
    )  # fmt: skip


def _recall(a: Answers, by: str, notice: str) -> list[str]:
    return ["recall:", f"  by: {by}", f"  majority: {scalar(a['recall majority'])}", f"  notice: {notice}"]


def _recalled(a: Answers, by: str, notice: str) -> str:
    return f"Only the {by} may end a mandate before its time: by {many(a['recall majority'])}, with {notice} of notice."


def _elected(a: Answers, number: str, name: str, by: str, seats: str, notice: str, within: str) -> list[str]:
    """A body that is elected, convenes itself or is convened by whom the answers name, and can be required to meet."""
    convener = a["committee convener"] if name == "committee" else name
    tier = "region" if name == "regional committee" else "association"
    own = "convenes itself" if convener == name else f"is convened by the {convener}"
    elect = "The branch meetings of a region elect" if by == "branch meeting" else f"The {by} elects"
    recall_notice = a["notice"] if by == whole(a) else notice
    every = a["committee meets"] if name != "appeals panel" else "12 months"
    return article(
        number, f"The {name}",
        [
            f"{elect} {'an' if name[0] in 'aeiou' else 'a'} {name} of {seats} members for {a['term']}; they"
            " stay until successors are elected.",
            f"It meets at least every {every} and {own}, with {notice} of notice.".replace("every 1 ", "every "),
            f"The quorum is {enough(a['committee quorum'])}, and it decides by a simple majority.",
            f"Any two of its members may have it convened, and convene it themselves after {within}.",
            _recalled(a, f"{by} that elected" if by == "branch meeting" else by, recall_notice),
        ],
        [
            f"body: {name}", f"tier: {tier}", f"elected by: {by}", f"seats: {seats}", f"term: {a['term']}",
            "holdover: yes", f"meets at least every: {every}", f"convened by: {convener}", f"notice: {notice}",
            f"quorum: {a['committee quorum']}", "majority: simple", *_requisition("two members", within),
            *_recall(a, by, recall_notice),
        ],
    )  # fmt: skip


def committee_article(a: Answers) -> list[str]:
    """The committee that it elects."""
    return _elected(
        a, "2.3", "committee", whole(a), a["seats"], a["committee notice"], a["committee requisition within"]
    )


def officers_article(a: Answers) -> list[str]:
    """The officers, one clause each."""
    by, names = a["officers elected by"], officers(a)
    among = by == "committee"
    notice = a["committee notice"] if among else a["notice"]
    rules = [
        [
            f"office: {name}", "tier: association", f"elected by: {by}", "from among: committee" if among else "",
            f"term: {a['term']}", "holdover: yes", *_recall(a, by, notice),
        ]
        for name in names
    ]  # fmt: skip
    return article(
        "2.4", "The officers",
        [
            f"The {by} elects {'from among its members ' if among else ''}for {a['term']} each of these officers:"
            f" {joined(names)}. They stay until successors are elected.",
            _recalled(a, by, notice),
        ],
        *rules,
    )  # fmt: skip


def branch_article(a: Answers) -> list[str]:
    """The branch meeting and its secretary; nothing where there are no branches."""
    if not branches(a):
        return []
    notice, within = a["branch notice"], a["branch requisition within"]
    every = f"every {a['branch meets']}".replace("every 1 ", "every ")
    return article(
        "2.5", "The branch meeting and the branch secretary",
        [
            f"The members of a branch meet at least {every}. The branch secretary convenes the meeting with {notice} of"
            f" notice. The quorum is {enough(a['branch quorum'])}, and the meeting decides by a simple majority.",
            f"Two members may ask for a meeting; if it is not convened within {within}, they convene it themselves.",
            f"The branch meeting elects the branch secretary for {a['term']}, who stays until a successor is elected.",
            _recalled(a, "branch meeting", notice),
        ],
        [
            "body: branch meeting", "tier: branch", "composed of: every member of the branch",
            f"meets at least every: {a['branch meets']}", "convened by: branch secretary", f"notice: {notice}",
            f"quorum: {a['branch quorum']}", "majority: simple", *_requisition("two members", within),
        ],
        [
            "office: branch secretary", "tier: branch", "elected by: branch meeting", f"term: {a['term']}",
            "holdover: yes", *_recall(a, "branch meeting", notice),
        ],
    )  # fmt: skip


def region_article(a: Answers) -> list[str]:
    """The regional committee; nothing where there are no regions."""
    if not regions(a):
        return []
    return _elected(
        a, "2.6", "regional committee", "branch meeting", a["region seats"], a["committee notice"],
        a["committee requisition within"],
    )  # fmt: skip


def panel_article(a: Answers) -> list[str]:
    """The appeals panel; nothing where no answer names it."""
    if "appeals panel" not in (a["appeal to"], a["meaning"]):
        return []
    return _elected(
        a, "2.7", "appeals panel", whole(a), "3 to 5", a["committee notice"], a["committee requisition within"]
    )
