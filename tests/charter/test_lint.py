"""What a charter had better not say: one case for each lint, and the model, which has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from comitia.charter.clause import FAMILIES
from comitia.charter.lint import lint, not_judged
from comitia.charter.load import load
from comitia.charter.shape import keywords

MODEL = (Path(__file__).parents[2] / "charters" / "national-section.md").read_text()

REQUISITION = (
    "requisition:\n  by: one third of members\n  convened within: 90 days\n  else: the requisitioners convene it\n"
)
RECALL = "recall:\n  by: regional aggregate\n  majority: two thirds of votes cast\n  notice: 14 clear days\n"


def codes(text: str, **more: str) -> set[str]:
    return {one.code for one in lint(load({"model.md": text, **more}))}


def with_prose(sentence: str) -> str:
    return f"{MODEL}\n### 10.1 More\n\n{sentence}\n"


def changed(old: str, new: str) -> str:
    assert old in MODEL
    return MODEL.replace(old, new)


def test_the_model_has_no_lints() -> None:
    assert codes(MODEL) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("appeal: 6.5\n", "", None),
        ("hearing:\n    before", "meeting:\n    before", "no hearing"),
        ("to: [control commission, congress]", "to: [regional committee, congress]", "appeal to the same body"),
        ("seats: 5 to 11\nterm: 12 months\n", "seats: 5 to 11\n", "term without end"),
        ("2 clear days\nquorum: more than half of seats", "2 clear days\nquorum: 8", "quorum above the seats"),
        ("convened within: 28 days", "convened within: 10 days", "notice longer than the time to convene"),
        ("powers: [current business,", "powers: [decree, current business,", "power not described"),
        ("of: [central committee, CC sub-committee]\neffect", "of: [central committee]\neffect", "power of another"),
        ("elected by: congress\nseats: 11 to 25", "seats: 11 to 25", "power nobody holds"),
        ("two thirds of delegates present", "51 % of delegates present", "51 per cent"),
        (RECALL, "", "no recall"),
        (REQUISITION, "", "no requisition"),
        ("guarantee:", "decision: review of an expulsion\neffect: annul\n---\nguarantee:", "yes overturns"),
    ],
)  # fmt: skip
def test_a_clause_that_goes_wrong_is_found(old: str, new: str, code: str | None) -> None:
    assert codes(changed(old, new)) == ({code} if code else set())


def test_a_sanction_that_nothing_appeals_against_is_found() -> None:
    text = changed("appeal: 6.5\n", "").replace("against: [6.3]", "against: [9.1]")
    assert codes(text) == {"no appeal"}


def test_a_body_convened_only_by_an_implied_term_is_found() -> None:
    text = changed("convened by: central committee\nnotice: 60 clear days", "notice: 60 clear days").replace(
        "requisition:\n  by: one third of members\n  convened within: 90 days\n  else: the requisitioners convene it\n",
        "",
    )
    terms = "---\nimplied terms: T\n---\n\n## 1 Convening\n\n```rule\nconvening:\n  by: one fifth of members\n```\n"
    assert codes(text, **{"terms.md": terms}) == {"no convener"}


@pytest.mark.parametrize(
    ("family", "code"),
    [
        ("grounds:", "no grounds"),
        ("good standing:", "no good standing"),
        ("service:", "no service"),
        ("amendment:", "no amendment"),
        ("membership ends by:", "no list of endings"),
    ],
)
def test_a_gap_is_found(family: str, code: str) -> None:
    start = MODEL.index(f"```rule\n{family}")
    end = MODEL.index("```\n", start + 3) + 4
    text = (MODEL[:start] + MODEL[end:]).replace("grounds: 6.1", "grounds: open")
    assert code in codes(text)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Decisions are by simple majority (51 %) of those voting.", "two rules in one"),
        ("At most one third may be of one unit; others wait until it holds less than one third.", "contradicts itself"),
        ("Notice is effective only when the recipient confirms its receipt.", "receipt that can be refused"),
        (
            "It takes effect as soon as there is a majority, before the vote closes. Without a quorum it is void.",
            "effect before the close",
        ),
        ("A yes vote overturns the decision of the board.", "yes overturns"),
    ],
)  # fmt: skip
def test_a_sentence_that_turns_against_itself_is_found(sentence: str, code: str) -> None:
    assert codes(with_prose(sentence)) == {code}


@pytest.mark.parametrize(
    "sentence",
    [
        "Decisions are by simple majority. Dissolution takes 51 signatures.",
        "At most one third of seats may be of one unit, until fewer than half are filled.",
        "Notice counts on the third day after posting. The secretary confirms receipt of replies.",
        "The result takes effect when the vote has closed. Without a quorum it is void.",
        "A member who votes in favour may speak. The court may annul.",
    ],
)
def test_a_sentence_that_only_sounds_like_it_is_left_alone(sentence: str) -> None:
    assert codes(with_prose(sentence)) == set()


def test_what_the_judge_does_not_heed_yet_is_told_apart_from_advice() -> None:
    notes = not_judged(load({"model.md": MODEL}))
    unheeded = {keyword.text for cls in FAMILIES.values() for keyword in keywords(cls) if not keyword.judged}
    assert {one.code for one in notes} <= {"not judged yet"}
    assert bool(notes) == bool(unheeded)
    assert all(any(f"`{word}`" in one.sentence for word in unheeded) for one in notes)


def test_a_lint_says_where_and_what_to_do() -> None:
    (one,) = lint(load({"model.md": changed("seats: 5 to 11\nterm: 12 months\n", "seats: 5 to 11\n")}))
    assert one.place.line == MODEL[: MODEL.index("body: regional committee")].count("\n") + 1
    assert str(one) == (
        f"model.md:{one.place.line}:1: term without end\n"
        "  found:    A mandate as regional committee has no end.\n"
        "  next:     Say how long it lasts: `term: 12 months`."
    )
