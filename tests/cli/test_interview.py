"""comitia new --interview: answers make a charter that is sound; what cannot be read is told, and nothing is lost."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from comitia.charter.law import Charter
from comitia.charter.load import load
from comitia.cli import main
from comitia.cli.interview import AnswerFault, Interview
from comitia.cli.interview_questions import KEYS, QUESTIONS, Question
from comitia.cli.interview_text import charter_text
from comitia.store.files import charter_texts

CLUB = """
name: Riverside Rowing Club
timezone: Europe/London
officers: [captain, secretary]
convener: secretary
committee convener: captain
officers elected by: committee
quorum: the greater of 10 and one tenth of members
dues: 12 months
expels: general meeting
expulsion majority: three quarters of votes cast, by secret ballot
meaning: appeals panel
"""
UNION = """
name: "Dockers' Union: North"
language: es
timezone: Europe/Madrid
shape: branches and regions
meeting: delegates
meets: 2 years
notice: 60 clear days
requisition: 100 members
term: 2 years
candidature: 3 months
arrears: six months
grounds:
  strike breaking: to break a strike that the union called
  fraud: misuse of the funds
silence: dismissed
entrenched: nothing
"""
COOPERATIVE = """
name: Baker's co-operative
timezone: Africa/Nairobi
shape: branches
requisition: two members
seats: 3
committee quorum: 2
dues: none
answer time: 21 days
appeal to: appeals panel
amendment majority: two thirds of members and three quarters of votes cast
service: {by hand: same day, post: 5 days after posting}
"""
OTHERS = {"club": CLUB, "union": UNION, "cooperative": COOPERATIVE}


def run(*words: object, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def answered(tmp_path: Path, text: str) -> Path:
    """The folder that answers in a file make."""
    (tmp_path / "in.txt").write_text(text, "utf-8")
    result = run("new", tmp_path / "made", "--answers", tmp_path / "in.txt", "--founded", "2020-01-01")
    assert result.exit_code == 0, result.output
    return tmp_path / "made"


def sound(folder: Path) -> Charter:
    """The charter of a folder, without a fault, without advice, every article with its rule, its record judged."""
    charter, record = folder / "constitution.md", folder / "record.yaml"
    linted = run("charter", "lint", charter)
    assert linted.output == "No fault, and no advice.\n"
    assert run("charter", "coverage", charter).exit_code == 0
    assert "2 acts judged as of 1 January 2020: 2 valid." in run("judge", charter, record).output
    assert run("judge", folder, folder).exit_code == 0, "the folder is an organisation"
    return load(charter_texts(str(charter)))


def prose_and_rules(charter: Charter) -> None:
    own = [article for article in charter.main.articles if article.clauses]
    assert len(own) >= 17
    assert all(article.prose for article in own)


def test_the_defaults_make_a_sound_charter(tmp_path: Path) -> None:
    result = run("new", tmp_path / "made", "--interview", "--founded", "2020-01-01", typed="\n" * 60)
    assert result.exit_code == 0, result.output
    prose_and_rules(sound(tmp_path / "made"))
    assert "README.md" in result.stdout
    assert "| `answers.txt` |" in (tmp_path / "made" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", OTHERS)
def test_three_organisations_get_the_charter_they_answered(name: str, tmp_path: Path) -> None:
    charter = sound(answered(tmp_path, OTHERS[name]))
    prose_and_rules(charter)
    text = (tmp_path / "made" / "constitution.md").read_text("utf-8")
    said = {
        "club": (
            "The secretary convenes the general meeting with 14 clear days of notice",
            "quorum: the greater of 10 and one tenth of members",
            "elects from among its members for 12 months each of these officers: captain and secretary",
            "The member may appeal to the appeals panel",
            "body: appeals panel",
            "dues owed at most: 12 months",
        ),
        "union": (
            "language: es",
            "charter: 'Rules of Dockers'' Union: North'",
            "body: conference",
            "of: regions",
            "body: regional committee",
            "candidature: 3 months",
            "An appeal that is not heard in time is dismissed.",
            "strike breaking: to break a strike that the union called",
            "convened within: 126 days",
        ),
        "cooperative": (
            "Members pay no dues.",
            "of: branches",
            "seats: 3\n",
            "By hand it is served the same day.",
            "majority: two thirds of members and three quarters of votes cast",
            "admission:\n  by: branch meeting",
        ),
    }[name]
    flat = " ".join(text.split())
    for one in said:
        assert " ".join(one.split()) in flat, one
    assert ("entrenched" in text) == (name != "union")
    assert ("branch secretary" in text) == (name != "club")


@pytest.mark.parametrize("name", OTHERS)
def test_the_kept_answers_make_the_same_charter_again(name: str, tmp_path: Path) -> None:
    first = answered(tmp_path, OTHERS[name])
    (tmp_path / "again").mkdir()
    second = answered(tmp_path / "again", (first / "answers.txt").read_text("utf-8"))
    for file in ("constitution.md", "answers.txt"):
        assert (first / file).read_bytes() == (second / file).read_bytes()


def test_typed_answers_make_what_the_same_answers_in_a_file_make(tmp_path: Path) -> None:
    typed = {"name": "Riverside", "notice": "21 clear days", "requisition within": "6 weeks"}
    asked = [q.key for q in QUESTIONS if q.key not in ("meeting", "region seats") and not q.key.startswith("branch ")]
    lines = "".join(f"{typed.get(key, '')}\n" for key in asked)
    assert run("new", tmp_path / "typed", "--interview", typed=lines).exit_code == 0
    filed = answered(tmp_path, "".join(f"{key}: {text}\n" for key, text in typed.items()))
    assert (tmp_path / "typed" / "constitution.md").read_text() == (filed / "constitution.md").read_text()


def test_a_bad_answer_is_told_and_asked_again(tmp_path: Path) -> None:
    bad = ["Club", "english", "en", "Europe/Lundon", "Europe/London", "bramches", "one unit", "12 munths", "12 months"]
    result = run("new", tmp_path / "made", "--interview", "--founded", "2020-01-01", typed="\n".join(bad) + "\n" * 60)
    assert result.exit_code == 0
    assert result.stderr.count("not understood") == 4
    for told in ("did you mean `Europe/London`?", "did you mean `branches`?", "did you mean `months`?"):
        assert told in result.stderr
    assert "a language code, such as `en`" in result.stderr
    sound(tmp_path / "made")


def test_an_answer_that_would_make_a_contradiction_is_told_and_asked_again(tmp_path: Path) -> None:
    answers = [""] * [q.key for q in QUESTIONS if q.key != "meeting"].index("requisition within")
    result = run("new", tmp_path / "made", "--interview", "--founded", "2020-01-01",
                 typed="\n".join([*answers, "7 days", "30 days"]) + "\n" * 60)  # fmt: skip
    assert result.exit_code == 0
    assert result.stderr.count("not understood") == 1
    assert "longer than the notice of the meeting, 14 clear days" in result.stderr
    assert "convened within: 30 days" in (tmp_path / "made" / "constitution.md").read_text()


def test_ctrl_c_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def broken_off(*_: object, default: str, **__: object) -> str:
        asked.append(default)
        if len(asked) == 12:
            raise click.Abort
        return default

    monkeypatch.setattr(click, "prompt", broken_off)
    result = run("new", tmp_path / "made", "--interview")
    assert result.exit_code == 1
    assert len(asked) == 12
    assert not (tmp_path / "made").exists()


def test_an_end_of_the_input_writes_nothing(tmp_path: Path) -> None:
    result = run("new", tmp_path / "made", "--interview", typed="Club\n\n")
    assert result.exit_code == 1
    assert not (tmp_path / "made").exists()


def test_a_full_folder_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("")
    result = run("new", tmp_path, "--interview", typed="")
    assert result.exit_code == 2
    assert "what is" not in result.stderr.lower()


def test_a_fault_in_a_file_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("name: Club\nnotice: 14 dais\n")
    result = run("new", tmp_path / "made", "--answers", tmp_path / "in.txt")
    assert result.exit_code == 2
    assert f"{tmp_path / 'in.txt'}:2:12: answer-not-understood: notice: `dais`" in result.stderr
    assert not (tmp_path / "made").exists()


def test_every_question_has_a_default_that_its_own_reader_takes_and_a_line_of_help() -> None:
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        default = question.default_for(answers)
        answers[question.key] = question.read(default, answers)
        assert answers[question.key] == default
        assert question.asks.endswith("?")
        assert 10 < len(question.helps) < 120
        assert "\n" not in question.helps
    assert len(KEYS) == len(QUESTIONS)
    assert charter_text(answers).startswith("---\ncharter: Rules of Our Association\n")


CHOICES = {
    "shape": ("one unit", "branches", "branches and regions"),
    "meeting": ("all members", "delegates"),
    "expels": ("committee", "2"),
    "appeal to": ("1", "2"),
    "meaning": ("1", "2", "3"),
    "admits": ("1", "2"),
    "officers elected by": ("1", "2"),
    "dues": ("none", "1 month", "1 year"),
    "entrenched": ("1", "2", "3"),
    "silence": ("1", "2"),
    "notice": ("same day", "3 working days", "90 clear days"),
    "candidature": ("none", "3 months"),
    "officers": ("secretary", "president, vice-president, cashier's clerk"),
}


@given(st.fixed_dictionaries({}, optional={key: st.sampled_from(options) for key, options in CHOICES.items()}))
@settings(max_examples=25, deadline=None)
def test_whatever_is_chosen_the_charter_is_sound(chosen: dict[str, str]) -> None:
    interview = Interview()
    for question in QUESTIONS:
        if question.key in chosen and question.when(interview.answers):
            interview.answers[question.key] = question.read(chosen[question.key], interview.answers)
        else:
            interview.take_default(question)
    assert len(interview.finished().main.articles) > 17


def test_the_charter_judges(tmp_path: Path) -> None:
    folder = answered(tmp_path, CLUB)
    (folder / "record.yaml").write_text("""
- {kind: constituted, id: founding, at: 2020-01-01, unit: association, tier: association, members: [ann, ben, cyd]}
- {kind: decided, id: out, at: 2020-03-01, by: committee, effects: [{do: end, what: membership, to: ben, as: expelled}]}
""")
    result = run("judge", folder, folder, "--explain", "out")
    assert result.exit_code == 1
    for told in ("No power", "Required: general meeting", "No charge", "6.2"):
        assert told in result.output, told
    assert "good standing" in run("standing", folder, folder, "ben").output.lower()


PIECES = [
    "14",
    "clear",
    "days",
    "two",
    "thirds",
    "of",
    "members",
    ";",
    ":",
    ",",
    "never",
    "same",
    "day",
    "-",
    "---",
    "#",
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    "%",
    "1",
    "0",
]
WORDS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))


@given(st.sampled_from(QUESTIONS), WORDS)
@settings(max_examples=150, deadline=None)
def test_any_answer_is_taken_or_told_and_the_charter_stays_sound(question: Question, text: str) -> None:
    interview = Interview()
    for one in QUESTIONS[: QUESTIONS.index(question)]:
        interview.take_default(one)
    fault: AnswerFault | None = None
    try:
        interview.take(question, text)
    except AnswerFault as told:
        fault = told
    assert (fault is None) == (question.key in interview.answers)
    if fault is not None:
        assert re.fullmatch(r".+\n  required: .+\n  what to do: .+", str(fault), re.DOTALL)
    else:
        assert interview.answers[question.key].isprintable()


@given(
    st.one_of(
        st.binary(max_size=80), WORDS.map(lambda text: f"name: {text}\nquorum: {text}".encode("utf-8", "replace"))
    )
)
@settings(max_examples=80, deadline=None)
def test_any_file_of_answers_is_taken_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.txt"
        path.write_bytes(data)
        result = run("new", Path(folder) / "made", "--answers", path)
        assert result.exit_code in (0, 2)
        assert (Path(folder) / "made").exists() == (result.exit_code == 0)
        assert (result.exit_code == 0) == ("what to do: " not in result.stderr)
