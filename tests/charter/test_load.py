"""Charters loaded from several texts: rank, versions, declared names, and what is refused between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from comitia.charter.clause import FAMILIES
from comitia.charter.errors import CharterError
from comitia.charter.law import Charter, spoken
from comitia.charter.load import load
from comitia.charter.printer import print_charter
from comitia.charter.quantities import Party
from comitia.charter.vocabulary.discipline import Appeal, Procedure
from comitia.charter.vocabulary.order import Power
from comitia.charter.vocabulary.organisation import Body, Ending, Tiers

MODEL = (Path(__file__).parents[2] / "charters" / "national-section.md").read_text()


def charter(*rules: str, head: str = "charter: A club") -> str:
    """A text with one article for each rule."""
    articles = "\n".join(f"## {n} Article\n\n```rule\n{rule}\n```\n" for n, rule in enumerate(rules, 1))
    return f"---\n{head}\n---\n\n{articles}"


def codes(*texts: str) -> list[str]:
    with pytest.raises(CharterError) as caught:
        load({f"{n}.md": text for n, text in enumerate(texts)})
    return [fault.code for fault in caught.value.faults]


MEETING = "body: meeting\ncomposed of: every member\nconvened by: chair"


def test_the_model_constitution_loads_and_every_clause_knows_where_it_stands() -> None:
    loaded = load({"model.md": MODEL})
    lines = MODEL.splitlines()
    clauses = [clause for article in loaded.main.articles for clause in article.clauses]
    assert len(clauses) > 40
    for clause in clauses:
        written = lines[clause.cite.place.line - 1]
        assert any(written.startswith(f"{family}:") for family, cls in FAMILIES.items() if type(clause) is cls)


def test_a_clause_belongs_to_the_article_in_which_it_stands() -> None:
    loaded = load({"model.md": MODEL})
    law = loaded.law(loaded.first())
    (expulsion,) = (p for p in law.all(Procedure) if str(p.name) == "expulsion")
    assert (expulsion.cite.article, expulsion.appeal) == ("6.3", "6.5")
    assert str(expulsion.cite) == "charter 6.3"


def test_instruments_stand_by_rank_and_then_by_version() -> None:
    texts = {
        "terms.md": charter(head="implied terms: Terms"),
        "ten.md": charter(MEETING, head="charter: A club\nversion: 10"),
        "orders.md": charter(head="rules: Standing orders\nname: standing orders"),
        "two.md": charter(MEETING, head="charter: A club\nversion: 2"),
        "act.md": charter(head="law: An act"),
    }
    loaded = load(texts)
    assert [(i.key, i.version) for i in loaded.instruments] == [
        ("law", "1"), ("charter", "2"), ("charter", "10"), ("standing orders", "1"), ("implied terms", "1"),
    ]  # fmt: skip
    assert loaded.first() == (("law", "1"), ("charter", "2"), ("standing orders", "1"), ("implied terms", "1"))


def test_the_order_in_which_texts_are_given_does_not_matter_for_rank() -> None:
    texts = {"terms.md": charter(head="implied terms: Terms"), "club.md": charter(MEETING)}
    assert load(texts).instruments == load(dict(reversed(texts.items()))).instruments


def test_names_are_held_in_their_declared_form() -> None:
    loaded = load({
        "club.md": charter(
            MEETING + "\ntier: Branches",
            "tiers:\n  branch: {members: at least 3}\n  region: {of: branches, founded by: the Meeting}",
            "power: current business\nof: [Meetings]\nnever: [end mandate of the MEETING]",
        )
    })  # fmt: skip
    law = loaded.law(loaded.first())
    assert law.all(Body)[0].tier == "branch"
    (tiers,) = law.all(Tiers)
    assert (tiers.tiers["region"].of, tiers.tiers["region"].founded_by) == ("branch", (Party("named", "meeting"),))
    (power,) = law.all(Power)
    assert (power.of, power.never[0].name) == ((Party("named", "meeting"),), "meeting")


def test_ways_and_appeals_may_be_named_by_their_article() -> None:
    loaded = load({"model.md": MODEL.replace("against: [6.3]", "against: any decision under article 6")})
    law = loaded.law(loaded.first())
    assert law.all(Ending)[0].ways == ("resignation", "death", "expulsion")
    assert law.all(Appeal)[0].against == ("6",)


def test_a_block_may_hold_several_rules() -> None:
    loaded = load({"club.md": charter(f"{MEETING}\n---\n\ntime:\n  days: clear days\n---\n")})
    assert len(loaded.main.articles[0].clauses) == 2


def test_somebody_must_be_able_to_convene_each_body() -> None:
    alone = charter("body: meeting\ncomposed of: every member")
    assert codes(alone) == ["nobody can convene it"]
    load({"club.md": alone, "terms.md": charter("convening:\n  by: one fifth of members", head="implied terms: T")})
    load({"club.md": charter("body: meeting\nrequisition: {by: two members, convened within: 7 days}")})


def test_two_clauses_on_one_thing_need_one_that_prevails() -> None:
    first, second = f"{MEETING}\nnotice: 7 days", f"{MEETING}\nnotice: 14 days"
    assert codes(charter(first, second)) == ["two clauses on one thing"]
    load({"club.md": charter(first, f"{second}\nnotwithstanding: [1]")})


def test_a_higher_and_a_lower_rank_may_both_speak() -> None:
    load({"club.md": charter(MEETING), "orders.md": charter(MEETING, head="rules: Standing orders")})


def test_two_versions_of_a_text_do_not_contradict_each_other() -> None:
    load({"a.md": charter(MEETING), "b.md": charter(MEETING, head="charter: A club\nversion: 2")})


def test_texts_of_one_rank_may_contradict_each_other() -> None:
    one, two = (charter("time:\n  days: clear days", head=f"rules: R\nname: {name}") for name in ("first", "second"))
    assert codes(charter(MEETING), one, two) == ["two clauses on one thing"]


def test_the_same_ground_channel_or_tier_twice_is_one_thing_twice() -> None:
    assert codes(charter(MEETING, "grounds:\n  fraud: a", "grounds:\n  fraud: b")) == ["two clauses on one thing"]
    assert codes(charter(MEETING, "service:\n  post: 3 days", "service:\n  post: never")) == [
        "two clauses on one thing"
    ]
    load({"club.md": charter(MEETING, "service:\n  post: 3 days", "service:\n  e-mail: next day")})


def test_a_fault_in_one_clause_is_not_told_again_for_those_that_name_it() -> None:
    assert codes(charter("body: meeting\nconvened by: chair\nquorom: 5", "office: secretary\nelected by: meeting")) == [
        "unknown keyword"
    ]


def test_all_faults_of_all_texts_are_told_in_the_order_of_the_texts() -> None:
    first = charter("body: meeting\nconvened by: chair\nquorom: 5\nnotice: 3 dyas")
    second = charter("service:\n  post: soon", head="rules: R\ntimezone: Nowhere/Nothing")
    assert codes(first, second) == [
        "unknown keyword", "span of time not understood", "time zone not known", "span of time not understood",
    ]  # fmt: skip


def test_an_undeclared_defect_is_refused_only_where_the_list_is_known() -> None:
    text = charter(MEETING, "defect: bad weather\nconsequence: void")
    load({"club.md": text})
    with pytest.raises(CharterError, match="defect not known"):
        load({"club.md": text}, defects=frozenset({"short notice"}))


def test_what_a_higher_text_writes_down_is_not_left_to_a_lower_one_even_if_silence_would_mean_it() -> None:
    lower = charter("body: meeting\nquorum lost: the meeting goes on", head="rules: Standing orders")
    silent = load({"club.md": charter(MEETING), "orders.md": lower})
    spoken_for = load({"club.md": charter(f"{MEETING}\nquorum lost: later business is void"), "orders.md": lower})
    for loaded, expected in ((silent, "the meeting goes on"), (spoken_for, "later business is void")):
        law = loaded.law(loaded.first())
        assert spoken(law.bodies["meeting"], "quorum_lost")[0] == expected
    again = load(print_charter(spoken_for))
    assert spoken(again.law(again.first()).bodies["meeting"], "quorum_lost")[0] == "later business is void"


def test_nothing_at_all_is_refused() -> None:
    with pytest.raises(CharterError, match="no constitution"):
        load({})


def test_what_is_loaded_is_frozen_and_equal_to_itself() -> None:
    assert load({"model.md": MODEL}) == load({"model.md": MODEL})
    assert isinstance(load({"model.md": MODEL}), Charter)
