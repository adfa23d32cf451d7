"""Cast vote records in the common data format of NIST SP 1500-103 (version 1.0), JSON and XML.

A file can hold many contests: name one by its name or id. Of each record the current snapshot counts. A selection
marked at several ranks stands at each of them; several selections at one rank are an overvote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree  # expat itself refuses entity bombs since 2.4.1

from comitia.count.ballots import Ballots, Mark, Ranking
from comitia.count.errors import Place, refuse
from comitia.count.formats.text import strip_bom

Node = dict[str, Any]


def read_cdf(data: bytes, source: str = "cvr.json", contest: str = "") -> Ballots:
    """Ballots of one contest of a cast vote record report, JSON or XML. Raises BallotError."""
    data = strip_bom(data)
    report = _from_xml(data, source) if data.lstrip()[:1] == b"<" else _from_json(data, source)
    try:
        return _ballots(report, source, contest)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        missing = f"a part without `{error.args[0]}`" if isinstance(error, KeyError) else "a part of another kind"
        raise refuse(
            Place(source),
            "bad-record",
            missing,
            "a CastVoteRecordReport of NIST SP 1500-103",
            "ask for the file again, or correct the record",
        ) from None


def _ballots(report: Node, source: str, contest: str) -> Ballots:
    chosen, election = _find_contest(report, contest, source)
    people = {each["@id"]: str(each.get("Name", each["@id"])) for each in _list(election, "Candidate")}
    names: dict[str, str] = {}
    for selection in _list(chosen, "ContestSelection"):
        ids = [str(each) for each in _list(selection, "CandidateIds")]
        label = " and ".join(people.get(each, each) for each in ids)
        names[selection["@id"]] = label or ("Write-in" if selection.get("IsWriteIn") else selection["@id"])
    index = {key: place for place, key in enumerate(names)}
    papers: dict[Ranking, int] = {}
    for number, record in enumerate(_list(report, "CVR"), 1):
        for one in _contests(record, chosen["@id"]):
            ranking = _ranking(one, index, source, number)
            papers[ranking] = papers.get(ranking, 0) + 1
    seats = chosen.get("VotesAllowed")
    return Ballots(
        _distinct(names.values()),
        papers,
        title=str(chosen.get("Name", "")),
        seats=int(seats) if isinstance(seats, int | str) and str(seats).isdigit() and int(seats) else None,
    )


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    out: list[str] = []
    for name in names:
        held, again = name, 1
        while held in out:
            again += 1
            held = f"{name} ({again})"
        out.append(held)
    return tuple(out)


def _list(node: Mapping[str, Any], key: str) -> list[Any]:
    value = node.get(key, [])
    return value if isinstance(value, list) else [value]


def _from_json(data: bytes, source: str) -> Node:
    try:
        report = json.loads(data)
    except (ValueError, RecursionError) as error:
        place = Place(source, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        raise refuse(place, "not-json", "text that is not JSON", "a JSON object", "ask for the file again") from None
    if not isinstance(report, dict) or "CVR" not in report:
        raise _no_records(source)
    return report


def _no_records(source: str) -> Exception:
    return refuse(
        Place(source, 1, 1),
        "no-papers",
        "no cast vote records (`CVR`)",
        "a CastVoteRecordReport of NIST SP 1500-103",
        "if this is another format, say which with --from",
    )


def _from_xml(data: bytes, source: str) -> Node:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314
    except ElementTree.ParseError as error:
        line, column = error.position
        raise refuse(
            Place(source, line, column + 1),
            "not-xml",
            "text that is not XML",
            "an XML document",
            "ask for the file again",
        ) from None
    report = _node(root)
    if "CVR" not in report:
        raise _no_records(source)
    return report


def _node(element: ElementTree.Element) -> Node:
    """An element as the JSON form would have it: attributes with @, children by name, always in lists."""
    out: Node = {}
    for key, value in element.attrib.items():
        name = key.rsplit("}", 1)[-1]
        out["@id" if name == "ObjectId" else "@" + name] = value
    for child in element:
        name = child.tag.rsplit("}", 1)[-1]
        simple = not len(child) and not child.attrib
        out.setdefault(name, []).append((child.text or "").strip() if simple else _node(child))
    for key, value in list(out.items()):
        # single texts read as texts, as in JSON
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) and key != "CandidateIds":
            out[key] = value[0]
    return out


def _find_contest(report: Node, wanted: str, source: str) -> tuple[Node, Node]:
    held = [(one, election) for election in _list(report, "Election") for one in _list(election, "Contest")]
    matching = [pair for pair in held if wanted in (pair[0].get("Name"), pair[0].get("@id"))] if wanted else held
    if len(matching) == 1:
        return matching[0]
    found = ", ".join(f"`{one.get('Name') or one.get('@id')}`" for one, _ in held[:8])
    raise refuse(
        Place(source),
        "which-contest",
        f"{len(held)} contests: {found}" if held else "no contest",
        f"one contest named `{wanted}`" if wanted else "one contest",
        "name one of them with --contest",
    )


def _contests(record: Node, contest: str) -> Iterator[Node]:
    current = record.get("CurrentSnapshotId")
    for snapshot in _list(record, "CVRSnapshot"):
        if current is None or snapshot.get("@id") == current:
            for one in _list(snapshot, "CVRContest"):
                if one.get("ContestId") == contest:
                    yield one


def _ranking(one: Node, index: Mapping[str, int], source: str, number: int) -> Ranking:
    at: dict[int, list[int]] = {}
    for selection in _list(one, "CVRContestSelection"):
        key = selection.get("ContestSelectionId")
        for position in _list(selection, "SelectionPosition"):
            if position.get("HasIndication") != "yes" or key is None:
                continue
            if key not in index:
                raise refuse(
                    Place(source),
                    "unknown-candidate",
                    f"the selection `{key}` in record {number}",
                    "a selection that the contest lists",
                    "ask for the file again, or correct the record",
                )
            rank = position.get("Rank", 1)
            at.setdefault(int(rank) if str(rank).isdigit() else 1, []).append(index[key])
    marks: list[Mark] = []
    for rank in range(1, max(at, default=0) + 1):
        here = at.get(rank, [])
        marks.append(here[0] if len(here) == 1 else tuple(here))
    return tuple(marks)
