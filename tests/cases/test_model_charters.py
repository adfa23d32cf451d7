"""The model charters load, say where they come from, leave no article without a rule or a reason, and judge.

The linter's advice about them is listed here: where a model follows a real text, a gap of that text stays a gap.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from small import codes, findings, judged, loaded, verdicts

from comitia.charter.lint import lint
from comitia.charter.printer import print_instrument
from comitia.charter.vocabulary.meeting import Election
from comitia.charter.vocabulary.order import NotModelled

CHARTERS = Path(__file__).parents[2] / "charters"
DEBIAN = [path.relative_to(CHARTERS).as_posix() for path in sorted((CHARTERS / "debian").glob("*.md"))]
FOLLOWS_A_TEXT = {"no good standing": 1, "no grounds": 1, "no list of endings": 1}
ORGANISATIONS: dict[tuple[str, ...], dict[str, int]] = {
    ("national-section.md",): {},
    ("worker-co-operative.md",): {},
    ("trade-union.md",): {},
    # the law's clause on a body has its term alone; the rules below it say who convenes
    ("trade-union.md", "trade-union-law.md"): {"no convener": 2},
    ("pep-13.md",): FOLLOWS_A_TEXT | {"term without end": 1},
} | {(name,): FOLLOWS_A_TEXT | {"no requisition": 3, "term without end": 3} for name in DEBIAN}
"""The texts of each model -> the linter's advice, apart from notes on what is not judged yet."""


def texts(*names: str) -> dict[str, str]:
    return {name: (CHARTERS / name).read_text() for name in names}


def test_every_model_is_here() -> None:
    there = {path.relative_to(CHARTERS).as_posix() for path in CHARTERS.rglob("*.md")}
    assert there == {name for names in ORGANISATIONS for name in names}
    assert len(DEBIAN) == 8


@pytest.mark.parametrize("names", ORGANISATIONS, ids=lambda names: "+".join(names))
def test_loads_and_the_linter_says_of_it_what_is_expected(names: tuple[str, ...]) -> None:
    advice = Counter(one.code for one in lint(loaded(texts(*names))) if one.code != "not judged yet")
    assert advice == ORGANISATIONS[names]


@pytest.mark.parametrize("name", sorted({name for names in ORGANISATIONS for name in names} - {"national-section.md"}))
def test_is_called_a_model_and_names_its_source(name: str) -> None:
    alone = ("trade-union.md", name) if name.endswith("law.md") else (name,)
    instrument = next(i for i in loaded(texts(*alone)).instruments if i.articles[0].place.file == name)
    assert instrument.title.startswith("Model")
    assert instrument.source
    assert "This is a model" in (CHARTERS / name).read_text()
    bare = [article.number for article in instrument.articles if article.prose and not article.clauses]
    assert bare == [], "every article has a rule, or says why not"
    reasons = [clause.why for a in instrument.articles for clause in a.clauses if isinstance(clause, NotModelled)]
    assert all(len(why) > 20 for why in reasons)


@pytest.mark.parametrize("names", ORGANISATIONS, ids=lambda names: "+".join(names))
def test_printed_it_reads_back_as_the_same(names: tuple[str, ...]) -> None:
    def printed(texts: dict[str, str]) -> dict[str, str]:
        own = (i for i in loaded(texts).instruments if i.rank != "implied terms")
        return {i.articles[0].place.file: print_instrument(i) for i in own}

    once = printed(texts(*names))
    assert printed(once) == once


def test_versions_of_debian_make_one_charter_with_its_dates() -> None:
    charter = loaded(texts(*DEBIAN))
    own = [i for i in charter.instruments if i.rank == "charter"]
    assert [(i.version, i.in_force_from) for i in own] == [
        ("1.0", "1998-12-02"), ("1.1", "2003-06-21"), ("1.2", "2003-10-29"), ("1.3", "2006-09-24"),
        ("1.4", "2007-10-07"), ("1.5", "2015-01-09"), ("1.6", "2015-12-13"), ("1.7", "2016-08-14"),
    ]  # fmt: skip


# Small cases


def founded(tier: str, *members: str, at: str = "2025-01-01") -> str:
    return (
        f"- {{kind: constituted, id: u1, at: {at}, unit: the-{tier}, tier: {tier}, members: [{', '.join(members)}]}}\n"
    )


def conferred(ident: str, at: str, by: str, of: str, who: str, extra: str = "") -> str:
    effects = ", ".join(f"{{do: confer, what: mandate, to: {each}, of: {of}}}" for each in who)
    return f"- {{kind: declared, id: {ident}, at: {at}, by: {by}, {extra}effects: [{effects}]}}\n"


TEAM = founded("project", *"abcdefghij") + conferred(
    "e1", "2025-01-10", "core team", "steering council", "abcde", "rule: star, manner: electronic vote, "
)
CHARGED = """
- {kind: filed, id: c1, at: 2025-03-01, by: i, type: charge, against: j, grounds: [breach], particulars: x}
- {kind: served, id: s1, at: 2025-03-01, by: i, what: c1, on: [j], channel: public channel}
- {kind: heard, id: h1, at: 2025-03-20, matter: c1, before: steering council, panel: [a, b, c, d, e],
   respondent: heard}
"""


def ejected(by: str, yes: int, no: int) -> str:
    return (
        f"- {{kind: decided, id: d1, at: 2025-03-20, by: {by}, matter: c1, power: ejection, reasons: proved, "
        f"voting: [a, b, c, d, e], tally: {{yes: {yes}, no: {no}}}, effects: [{{do: end, what: membership, to: j}}]}}\n"
    )


CALL = "- {kind: proposed, id: n1, at: 2025-03-18, by: f, to: core team, title: vote of no confidence}\n"


@pytest.mark.parametrize(
    ("yes", "no", "before", "found"),
    [
        (4, 1, "", set()),
        (3, 2, "", {"majority not reached"}),
        (4, 1, CALL, {"power resting"}),
    ],
)
def test_pep_13_ejection(yes: int, no: int, before: str, found: set[str]) -> None:
    record = TEAM + CHARGED + before + ejected("steering council", yes, no)
    assert codes(judged(texts("pep-13.md"), record), "d1") == found


def test_pep_13_ejection_without_a_charge_is_void_by_the_implied_terms() -> None:
    record = TEAM + ejected("steering council", 5, 0).replace("matter: c1, ", "")
    assert "charge missing" in codes(judged(texts("pep-13.md"), record), "d1")


@pytest.mark.parametrize(("yes", "no", "verdict"), [(66, 34, "void"), (67, 33, "valid")])
def test_pep_13_amendment_takes_two_thirds(yes: int, no: int, verdict: str) -> None:
    vote = (
        "- {kind: proposed, id: p1, at: 2025-02-01, by: a, to: core team, title: amendment}\n"
        "- {kind: polled, id: q1, at: 2025-02-01, body: core team, what: p1, opens: 2025-02-01, closes: 2025-02-15}\n"
        f"- {{kind: declared, id: d1, at: 2025-02-15, by: core team, poll: q1, tally: {{yes: {yes}, no: {no}}}, "
        "effects: [{do: enact, what: charter, version: '1'}]}\n"
    )
    assert verdicts(judged(texts("pep-13.md"), TEAM + vote), "d1") == (verdict,)


MEETING = """
- kind: convened
  id: m1
  at: {at}
  by: board
  body: general meeting
  on: 2025-03-20
  place: the hall
  business: [articles]
- {{kind: served, id: s1, at: {at}, what: m1, on: everyone entitled, channel: in person{omitted}}}
- {{kind: sat, id: o1, at: 2025-03-20, sitting: m1, event: opened, present: {present}, place: the hall}}
- kind: decided
  id: d1
  at: 2025-03-20
  by: general meeting
  sitting: m1
  item: articles
  tally: {{yes: {yes}, no: {no}, present: {present}}}
  effects: [{effect}]
"""


def met(effect: str, yes: int, no: int, *, present: int = 8, at: str = "2025-02-20", omitted: str = "") -> set[str]:
    record = founded("co-operative", *"abcdefghij") + MEETING.format(
        effect=effect, yes=yes, no=no, present=present, at=at, omitted=f", omitted: {{{omitted}}}" if omitted else ""
    )
    return codes(judged(texts("worker-co-operative.md"), record), "d1")


SPECIAL = "{do: enact, what: special resolution}"
ARTICLES = "{{do: enact, what: charter, version: '1', articles: ['{}']}}"


@pytest.mark.parametrize(
    ("yes", "no", "more", "found"),
    [
        (6, 2, {}, set()),
        (5, 3, {}, {"majority not reached"}),
        (4, 0, {"present": 4}, {"inquorate"}),
        (6, 2, {"at": "2025-03-06"}, {"short notice"}),
        (6, 2, {"at": "2025-03-05"}, set()),
        (6, 2, {"omitted": "j: accident"}, set()),
        (6, 2, {"omitted": "j: mistake"}, {"member not summoned"}),
    ],
)
def test_co_operative_special_resolution(yes: int, no: int, more: dict[str, object], found: set[str]) -> None:
    assert met(SPECIAL, yes, no, **more) - {"vague notice"} == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("article", "yes", "present", "found"),
    [("4.1", 8, 8, set()), ("10.1", 9, 9, {"entrenched"}), ("10.1", 10, 10, set())],
)
def test_co_operative_entrenched_articles_take_all_members(
    article: str, yes: int, present: int, found: set[str]
) -> None:
    assert met(ARTICLES.format(article), yes, 0, present=present) == found


def union(*changes: tuple[str, str]) -> dict[str, str]:
    """The union's rules under the law, some words of the rules changed."""
    both = texts("trade-union.md", "trade-union-law.md")
    for old, new in changes:
        assert old in both["trade-union.md"]
        both["trade-union.md"] = both["trade-union.md"].replace(old, new)
    return both


def elected(days: int, law: dict[str, str], manner: str = "secret ballot") -> tuple[set[str], set[str]]:
    """What is found about the election of a branch secretary on so many days' notice, and which texts require it."""
    record = (
        "- {kind: constituted, id: u1, at: 2024-01-01, unit: the-union, tier: union}\n"
        "- {kind: constituted, id: u2, at: 2024-01-02, unit: north, tier: region, under: the-union}\n"
        "- {kind: constituted, id: u3, at: 2024-01-03, unit: docks, tier: branch, under: north, "
        "members: [a, b, c, d, e, f, g, h, i, j]}\n"
        f"- {{kind: polled, id: q1, at: 2025-03-01, body: branch meeting/docks, election: branch secretary/docks, "
        f"opens: 2025-03-{1 + days}, closes: 2025-03-30, manner: {manner}}}\n"
        f"- {{kind: declared, id: d1, at: 2025-03-30, by: branch meeting/docks, poll: q1, manner: {manner}, "
        "tally: {options: {a: 7, b: 3}}, effects: [{do: confer, what: mandate, to: a, of: branch secretary/docks, "
        "votes: 7}]}\n"
    )
    judgment = judged(law, record)
    found = [f for f in findings(judgment, "d1") if f.consequence != "none"]
    return {f.code for f in found}, {cite.instrument for f in found for cite in f.cites}


def test_law_above_the_rules_lengthens_a_short_notice_and_shortens_a_long_term() -> None:
    short = union(("notice: 15 days", "notice: 10 days"), ("term: 3 years", "term: 4 years"))
    charter = loaded(short)
    law = charter.law(tuple((i.key, i.version) for i in charter.instruments))
    span, clause = law.said("branch secretary", "term")
    assert (span.count, clause.cite.instrument) == (3, "union law")
    assert elected(12, short) == ({"poll notice short"}, {"union law"})
    assert elected(12, texts("trade-union.md")) == ({"poll notice short"}, {"charter"})


def test_rules_that_give_more_than_the_law_are_followed() -> None:
    longer = union(("notice: 15 days", "notice: 25 days"))
    assert elected(20, longer) == ({"poll notice short"}, {"charter"})
    assert elected(16, union()) == (set(), set())
    charter = loaded(union())
    law = charter.law(tuple((i.key, i.version) for i in charter.instruments))
    notice = {str(e.name): e.notice.count for e in law.all(Election) if e.notice is not None}
    assert notice["national elections"] == 20


def test_law_asks_for_the_secret_ballot() -> None:
    assert elected(20, union(), "show of hands")[0] == {"ballot skipped"}


EXPULSION = """
- {kind: constituted, id: u1, at: 2024-01-01, unit: the-union, tier: union}
- {kind: constituted, id: u2, at: 2024-01-02, unit: north, tier: region, under: the-union}
- {kind: constituted, id: u3, at: 2024-01-03, unit: docks, tier: branch, under: north,
   members: [a, b, c, d, e, f, g, h, i, j]}
- {kind: declared, id: e1, at: 2024-02-01, by: branch meeting/docks, manner: secret ballot, effects: [
   {do: confer, what: mandate, to: a, of: regional council/north},
   {do: confer, what: mandate, to: b, of: regional council/north},
   {do: confer, what: mandate, to: c, of: regional council/north},
   {do: confer, what: mandate, to: d, of: regional council/north},
   {do: confer, what: mandate, to: e, of: regional council/north}]}
- {kind: filed, id: c1, at: 2025-03-01, by: i, type: charge, against: j, grounds: [fraud], particulars: x,
   conduct: 2025-02-01}
- {kind: served, id: s1, at: 2025-03-01, by: i, what: c1, on: [j], channel: in person}
- {kind: heard, id: h1, at: %(heard)s, matter: c1, before: regional council/north, panel: [a, b, c, d, e],
   respondent: heard, allowed: [attend, speak, be accompanied, call witnesses]}
- kind: decided
  id: d1
  at: %(heard)s
  by: regional council/north
  matter: c1
  voting: [a, b, c, d, e]
  tally: {yes: %(yes)d, no: %(no)d, present: 5}
  manner: secret ballot
  reasons: proved
  effects: [{do: end, what: membership, to: j, as: expelled, ground: fraud}]
"""


@pytest.mark.parametrize(
    ("heard", "yes", "found"),
    [
        ("2025-03-23", 4, set()),
        ("2025-03-22", 4, {"too little time to answer"}),
        ("2025-03-23", 3, {"majority not reached"}),
    ],
)
def test_union_expulsion(heard: str, yes: int, found: set[str]) -> None:
    judgment = judged(union(), EXPULSION % {"heard": heard, "yes": yes, "no": 5 - yes})
    assert codes(judgment, "d1") == found
    assert verdicts(judgment, "d1") == (("void",) if found else ("inchoate",)), "an appeal can still be brought"


COMMITTEE = """
- {kind: constituted, id: u1, at: 2016-09-01, unit: project, tier: project, members: [a, b, c, d, e, f, g]}
- {kind: declared, id: e1, at: 2016-09-02, by: developers, manner: electronic vote, rule: debian,
   tally: {entitled: 7, present: 7}, effects: [{do: confer, what: mandate, to: a, of: project leader}]}
- {kind: decided, id: e2, at: 2016-09-03, by: a as project leader, effects: [
   {do: confer, what: mandate, to: b, of: technical committee},
   {do: confer, what: mandate, to: c, of: technical committee},
   {do: confer, what: mandate, to: d, of: technical committee},
   {do: confer, what: mandate, to: e, of: technical committee},
   {do: confer, what: mandate, to: f, of: delegates}]}
"""


@pytest.mark.parametrize(("yes", "no", "verdict"), [(3, 1, "valid"), (2, 1, "void")])
def test_debian_committee_overrules_a_developer_by_three_to_one(yes: int, no: int, verdict: str) -> None:
    decided = (
        "- {kind: decided, id: d1, at: 2016-10-01, by: technical committee, "
        f"tally: {{yes: {yes}, no: {no}}}, effects: [{{do: oblige, what: technical course, to: g}}]}}\n"
    )
    assert verdicts(judged(texts(*DEBIAN), COMMITTEE + decided), "d1") == (verdict,)


@pytest.mark.parametrize(("by", "found"), [("delegates", "charge missing"), ("a as project leader", "no power")])
def test_debian_expulsion_is_for_delegates_and_not_unheard(by: str, found: str) -> None:
    decided = (
        f"- {{kind: decided, id: d1, at: 2016-10-01, by: {by}, voting: [f], tally: {{yes: 1, no: 0}}, "
        "effects: [{do: end, what: membership, to: g}]}\n"
    )
    judgment = judged(texts(*DEBIAN), COMMITTEE + decided)
    assert verdicts(judgment, "d1") == ("void",)
    assert found in codes(judgment, "d1")
