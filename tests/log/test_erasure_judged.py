"""The founding case in a log, a person erased from it, and judged again: nothing that the judge says may change.

What must stay for that is in the leaf: ids, kinds, days, who did what to whom in which office, effects with their
grounds, tallies, presence, services and their channels, and that reasons and particulars were given. What may go is
what a person reads and no rule does: notes, the words of reasons and particulars, titles of reports and publications,
names and addresses. Names that units are called by may go as well, and stay all the same: they are nobody's data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from click.testing import CliRunner

from comitia.ask.due import due
from comitia.ask.judge import judge
from comitia.ask.remedies import remedies
from comitia.ask.standing import standing
from comitia.charter.law import Charter
from comitia.charter.load import load
from comitia.cli import main
from comitia.judge.defects import DEFECTS
from comitia.log.folder import entries_in, status
from comitia.log.policy import parse_policy
from comitia.log.source import open_source
from comitia.log.split import acts_of, split, whole
from comitia.log.vault import Vault
from comitia.log.verify import check_log
from comitia.record.acts import KINDS, AnyAct
from comitia.record.faults import RecordFault
from comitia.record.times import Clock
from comitia.store.files import charter_texts, open_record

ROOT = Path(__file__).parents[2]
ERASED = "member-a"
DAY = "2012-02-06"
ASKED = ("expulsion", "election-of-member-c", "text-message")
Record = list[dict[str, Any]]


@cache
def charter() -> Charter:
    return load(charter_texts(str(ROOT / "charters" / "national-section.md")), defects=frozenset(DEFECTS))


@cache
def record() -> tuple[dict[str, Any], ...]:
    """The case, with contact data of Member A beside one act."""
    read = open_record(str(ROOT / "examples" / "founding-case" / "record.yaml"))()
    acts: Record = [json.loads(msgspec.json.encode(act)) for act in read if not isinstance(act, RecordFault)]
    for act in acts:
        if act["id"] == "question-a":
            act["personal"] = {ERASED: {"name": "Member A", "e-mail": "a@example.org"}}
    return tuple(acts)


def said(acts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Everything that the judge says of a record on one day: verdicts, findings, effects, standings, what is owed."""
    law = charter()
    clock = Clock(ZoneInfo(law.main.timezone))
    bare = [{key: value for key, value in act.items() if key != "personal"} for act in acts]
    read: list[AnyAct] = [msgspec.convert(act, KINDS[act["kind"]]) for act in bare]  # type: ignore[misc]
    read.sort(key=lambda act: clock.read(act.at).day)
    judged = judge(law, lambda: read, clock, as_of=clock.read(DAY).day)
    persons = sorted({key[1] for key in judged.state if key[0] == "person"})
    return {
        "outcomes": {row.act.id: (row.moment, row.outcome, row.fallen) for row in judged.rows},
        "effects": {row.act.id: judged.effects(row.act.id) for row in judged.rows},
        "standings": {person: standing(judged, person) for person in persons},
        "remedies": {ident: remedies(judged, ident) for ident in ASKED if ident in judged.by_id},
        "owed": due(judged, done=True),
        "turns": judged.turns,
    }


def test_what_the_judge_says_is_the_same_before_and_after_an_erasure(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)

    def call(line: str) -> str:
        result = CliRunner().invoke(main, line.split())
        assert result.exit_code == 0, result.output
        return result.output

    Path("acts.jsonl").write_text("".join(json.dumps(act) + "\n" for act in record()), encoding="utf-8")
    call("log key sec.key --name secretary.union.example")
    call("log init log --origin union.example/log --officer Secretary=sec.key")
    call("log append log acts.jsonl --key sec.key")
    assert rebuilt(Path("log")) == list(record())
    before = said(rebuilt(Path("log")))

    assert "1 payloads are kept of member-a, and the words of 4 acts." in call(f"erase {ERASED} --log log --show")
    call(f"erase {ERASED} --log log --key sec.key --yes")
    remains = rebuilt(Path("log"))
    assert remains.pop()["kind"] == "erased"
    gone = {act["id"]: set(act) - set(left) for act, left in zip(record(), remains, strict=True) if act != left}
    assert gone == {
        "contacts": {"note", "title"},
        "expulsion": {"note"},
        "text-message": {"note"},
        "question-a": {"personal"},
        "answer-a": {"note"},
    }
    assert next(act for act in remains if act["id"] == "answer-a")["reasons"] is True
    assert "answered" in {act["kind"] for act in remains if act.get("note")}  # what Member B was told stays
    everything = b"".join(path.read_bytes() for path in Path("log").rglob("*") if path.is_file())
    for word in (b"no charge, no notice", b"a@example.org", b"contacts made"):
        assert word not in everything

    assert said(remains) == before
    assert len(before["outcomes"]) > 400
    assert {before["effects"]["expulsion"][n].verdict for n in range(3)} == {"void"}
    check_log(open_source("log"), parse_policy(Path("log/policy").read_bytes()))


def rebuilt(folder: Path) -> Record:
    """The acts of a log with what its vault still has."""
    vault = Vault(folder / "private")
    acts = [whole(entry, vault) for entry in acts_of(entries_in(folder, status(folder)["published"]))]
    vault.close()
    return acts


def without(acts: Iterable[dict[str, Any]], goes: Callable[[str, str], bool]) -> Record:
    return [{name: value for name, value in act.items() if not goes(act["kind"], name)} for act in acts]


def test_all_words_of_all_people_may_go() -> None:
    everything = said(record())
    assert said(split(act)[0] for act in record()) == everything
    assert said(without(record(), lambda kind, name: (kind, name) == ("constituted", "name"))) == everything


def test_that_reasons_and_particulars_were_given_is_judged_and_their_words_are_not() -> None:
    """A charge and reasons in words, put into the case: with them some findings go; with their words alone none do."""
    charge: dict[str, Any] = {"kind": "filed", "id": "charge", "at": "2011-12-27", "by": "member-n16", "type": "charge"}
    charge |= {
        "against": ERASED,
        "to": "CC sub-committee",
        "grounds": ["inactivity"],
        "particulars": "since the spring",
    }
    given: Record = [
        act | ({"matter": "charge", "reasons": "was not seen again"} if act["id"] == "expulsion" else {})
        for act in record()
    ]
    kept = [split(act)[0] for act in [*given, charge]]
    assert [act for act in kept if act["id"] in ("expulsion", "charge")] == [
        {name: value for name, value in next(a for a in given if a["id"] == "expulsion").items() if name != "note"}
        | {"reasons": True},
        charge | {"particulars": True},
    ]
    full = said([*given, charge])
    assert said(kept) == full
    assert full["outcomes"]["expulsion"] != said(record())["outcomes"]["expulsion"]
    for name, ident in (("reasons", "expulsion"), ("particulars", "charge")):
        denied = [act | ({name: False} if act["id"] == ident else {}) for act in kept]
        assert said(denied) != full


@pytest.mark.parametrize(("kind", "field"), [
    ("answered", "in_writing"), ("constituted", "members"), ("constituted", "tier"), ("constituted", "under"),
    ("convened", "business"), ("convened", "by"), ("convened", "place"), ("decided", "by"), ("decided", "manner"),
    ("declared", "by"), ("declared", "effects"), ("declared", "manner"), ("filed", "by"), ("filed", "to"),
    ("paid", "by"), ("paid", "through"), ("served", "channel"),
])  # fmt: skip
def test_what_must_stay_for_the_verdicts_to_stay(kind: str, field: str) -> None:
    """Besides what an act cannot be read without: its kind, id and day, what it is about, and its effects."""
    assert said(without(record(), lambda k, name: (k, name) == (kind, field))) != said(record())


@pytest.mark.parametrize("field", ["to", "of", "as", "ground"])
def test_what_must_stay_of_an_effect(field: str) -> None:
    acts = [act | {"effects": [e | {field: "x"} if field in e else e for e in act.get("effects", ())]}
            if "effects" in act else act for act in record()]  # fmt: skip
    assert said(acts) != said(record())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_of_no_kind_of_act_goes_more_than_is_said_here(kind: str) -> None:
    may_go = {"note", "why", "reasons", "particulars"} | ({"title"} if kind in ("reported", "published") else set())
    fields = {field.encode_name for field in msgspec.structs.fields(KINDS[kind])}
    kept, words = split({"kind": kind, **dict.fromkeys(fields, "words")})
    assert set(words) == may_go & fields
    assert {name for name in words if name in kept} == {"reasons", "particulars"} & fields
