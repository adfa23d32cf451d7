"""Every code that the judge can say has an example in examples/findings that provokes it, and a twin done right.

A file holds the texts (```charter), the acts (```record), what is found (```expected) and the same acts done right
(```twin). `findings` names every code that has a consequence, and the code of the file itself, be it only a note.
The twin is valid and has no such code, unless `twin` says what it is otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from small import codes, findings, judged, lives

from comitia.ask.judge import Judgment
from comitia.judge.defects import DEFECTS, FAULTS, NOTES

FOLDER = Path(__file__).parents[2] / "examples" / "findings"
CODES = (*DEFECTS, *NOTES, *FAULTS)
KEYWORDS = {"act", "verdict", "findings", "effects", "lives", "article", "follows", "as of", "twin"}
FENCED = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One file, taken apart. texts: file name -> text of the charter's instruments."""

    code: str
    texts: dict[str, str]
    record: str
    twin: str
    expected: dict[str, Any]

    def judged(self, record: str) -> Judgment:
        return judged(self.texts, record, as_of=self.expected.get("as of"))


@cache
def example(code: str) -> Example:
    text = (FOLDER / f"{code.replace(' ', '-')}.md").read_text("utf-8")
    heading = text.split("\n", 1)[0].removeprefix("# ")
    blocks: dict[str, list[str]] = {}
    for _, kind, inside in FENCED.findall(text):
        blocks.setdefault(kind, []).append(inside)
    (record,), (twin,), (expected,) = blocks["record"], blocks["twin"], blocks["expected"]
    texts = {f"{heading} {n}.md": charter for n, charter in enumerate(blocks["charter"], 1)}
    return Example(heading, texts, record, twin, yaml.load(expected, yaml.BaseLoader))


def found(judgment: Judgment, act: str, code: str) -> set[str]:
    """The codes found about an act that have a consequence, and `code` if it was found at all."""
    return codes(judgment, act) | {finding.code for finding in findings(judgment, act) if finding.code == code}


@pytest.mark.parametrize("code", CODES)
def test_example_is_judged_as_its_file_says(code: str) -> None:
    case = example(code)
    expected, act = case.expected, case.expected["act"]
    judgment = case.judged(case.record)
    outcome = judgment.by_id[act].outcome
    assert found(judgment, act, code) == set(expected["findings"])
    assert outcome.verdict == expected["verdict"]
    if "effects" in expected:
        assert [effect.verdict for effect in outcome.effects] == expected["effects"]
    if "lives" in expected:
        assert list(lives(judgment, act)) == expected["lives"]
    finding = next(finding for finding in outcome.findings if finding.code == code)
    if "article" in expected:
        assert [cite.article for cite in finding.cites][:1] == [expected["article"]]
    if code in DEFECTS:
        assert finding.follows is not None, "no article says what follows from it"
    if "follows" in expected:
        assert finding.follows is not None
        assert finding.follows.article == expected["follows"]


@pytest.mark.parametrize("code", CODES)
def test_twin_is_free_of_the_code(code: str) -> None:
    case = example(code)
    otherwise = case.expected.get("twin", {})
    act = otherwise.get("act", case.expected["act"])
    judgment = case.judged(case.twin)
    row = judgment.by_id.get(act)
    if otherwise.get("verdict") == "absent":
        assert row is None
        return
    assert row is not None
    assert code not in {finding.code for finding in row.outcome.findings}
    assert row.outcome.verdict == otherwise.get("verdict", "valid")
    assert codes(judgment, act) == set(otherwise.get("findings", ()))


@pytest.mark.parametrize("code", CODES)
def test_file_is_complete(code: str) -> None:
    case = example(code)
    assert case.code == code
    assert code in case.expected["findings"]
    assert set(case.expected) <= KEYWORDS
    assert set(case.expected["findings"]) <= set(CODES)


def test_every_code_has_its_file_and_every_file_a_code() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {code.replace(" ", "-") for code in CODES}
