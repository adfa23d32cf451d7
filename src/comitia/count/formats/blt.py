"""BLT, the ballot format of Hill, Wichmann and Woodall ("Algorithm 123", The Computer Journal 30:3, 1987).

    3 2            candidates, seats
    -3             candidate 3 has withdrawn (optional)
    28 1 2 0       28 papers rank 1, then 2
    1 2 0          ... or a line a ballot: weight 1
    0              end of the papers
    "Member A"     a name each, quoted or not
    "Member B"
    "Member C"
    "The title"

Also read: `1=2` (a shared rank), `-` (an empty rank), `(id)` in place of the weight, `# comments`, a byte order
mark, and the options `[nick a b c]`, `[withdrawn 3]`, `[tie 2 1 3]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comitia.count.ballots import Ballots, Mark, Ranking
from comitia.count.errors import Place, refuse
from comitia.count.formats.grouping import group_lines, line_number
from comitia.count.formats.packed import FEW, PackedPapers, Run, group_packed, unpack
from comitia.count.formats.text import decode, strip_bom

if TYPE_CHECKING:
    from comitia.count.formats.packed import Counts, Keys

_END = re.compile(rb"(?m)^[ \t]*0[ \t\r]*(?:#[^\n]*)?$")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
LARGEST = 10**18
"""A weight above this is refused: more papers than the world has people is a slip, not a count."""


@dataclass
class _Head:
    """What stands before the papers."""

    source: str
    number: int
    seats: int
    withdrawn: list[int] = field(default_factory=list)
    tie: list[int] = field(default_factory=list)
    index: dict[bytes, int] = field(default_factory=dict)
    nicknamed: bool = False


def read_blt(data: bytes, source: str = "ballots.blt", encoding: str = "utf-8", run: Run = map) -> Ballots:
    """Ballots of one BLT file, grouped. `run` maps over blocks of a large file (`packed.Run`).

    Raises BallotError with line and column.
    """
    data = strip_bom(data)
    head, start = _read_head(data, source)
    end, after = _find_end(data, start, source)
    packed = None if head.nicknamed else group_packed(data, start, end, head.number, run)
    if packed is None:
        lines = group_lines(data, start, end) if end > start else {}
        papers: Mapping[Ranking, int]
        papers, plain = _parse(lines, head, data, start)
    else:
        papers, plain = _unpack(*packed, head, data, start)
    names, title = _read_names(data, after, head, encoding)
    return Ballots(
        names,
        papers,
        seats=head.seats,
        title=title,
        withdrawn=tuple(sorted(set(head.withdrawn))),
        tie_order=tuple(head.tie),
        plain=plain and (isinstance(papers, PackedPapers) or () not in papers),
    )


def read_grouped(contest: bytes, lines: Mapping[bytes, int], source: str = "contest.blt") -> Ballots:
    """Ballots of lines that were grouped elsewhere, such as on many machines.

    `contest` is a BLT file that may hold no papers: its heading, options, `0` and names. `lines` are papers as BLT
    writes them, each with the number of times that it occurred. Raises BallotError.
    """
    data = strip_bom(contest)
    head, start = _read_head(data, source)
    end, after = _find_end(data, start, source)
    papers, plain = _parse(group_lines(data, start, end) if end > start else {}, head, data, start)
    more, more_plain = _parse(dict(lines), head, data, start)
    for ranking, number in more.items():
        papers[ranking] = papers.get(ranking, 0) + number
    names, title = _read_names(data, after, head, "utf-8")
    withdrawn = tuple(sorted(set(head.withdrawn)))
    plain = plain and more_plain and () not in papers
    return Ballots(names, papers, {}, head.seats, title, withdrawn, tuple(head.tie), plain)


def _unpack(
    keys: Keys, counts: Counts, other: dict[bytes, int], head: _Head, data: bytes, start: int
) -> tuple[Mapping[Ranking, int], bool]:
    """Packed rankings as the rules want them: tuples, or columns where there are very many."""
    if len(keys) > FEW and not other:
        columns = PackedPapers(keys, counts)
        if columns.within(head.number):
            return columns, True
    papers, plain = _parse(other, head, data, start)
    for ranking, number in unpack(keys, counts).items():
        if any(each >= head.number for each in ranking if isinstance(each, int)):
            line = b" ".join([b"1", *(str(int(each) + 1).encode() for each in ranking if isinstance(each, int)), b"0"])
            _unusual(line, head, data, start)
        if len(set(ranking)) != len(ranking):
            plain = False
        papers[ranking] = papers.get(ranking, 0) + number
    return papers, plain


def _parse(lines: dict[bytes, int], head: _Head, data: bytes, start: int) -> tuple[dict[Ranking, int], bool]:
    """Unique lines to rankings, and whether all are plain."""
    papers: dict[Ranking, int] = {}
    plain = True
    lookup = head.index.__getitem__
    for line, times in lines.items():
        tokens = line.split()
        try:
            weight = int(tokens[0])
            ranking: Ranking = tuple(map(lookup, tokens[1:-1]))
            if tokens[-1] != b"0" or not 0 < weight <= LARGEST or len(tokens) < 2 or tokens[0][:1] == b"+":
                raise ValueError
            if len(set(ranking)) != len(ranking):
                plain = False
        except (KeyError, ValueError, IndexError):
            unusual = _unusual(line, head, data, start)
            if unusual is None:
                continue
            weight, ranking = unusual
            plain = False
        papers[ranking] = papers.get(ranking, 0) + weight * times
    return papers, plain


def _read_head(data: bytes, source: str) -> tuple[_Head, int]:
    at = 0
    number = 0
    head: _Head | None = None
    while at < len(data):
        stop = data.find(b"\n", at)
        stop = len(data) if stop < 0 else stop
        number += 1
        line = data[at:stop].split(b"#")[0].strip()
        place = Place(source, number, 1)
        if not line:
            pass
        elif head is None:
            head = _first_line(line, place)
        elif line[:1] == b"[" or (line[:1] == b"-" and line[1:2].isdigit()):
            _option(line, head, place)
        else:
            return head, at
        at = stop + 1
    if head is None:
        raise refuse(
            Place(source, 1, 1),
            "empty-file",
            "nothing",
            "a first line with the number of candidates and the number of seats",
            "check that this is the ballot file, and that it was copied whole",
        )
    return head, len(data)


def _first_line(line: bytes, place: Place) -> _Head:
    tokens = line.split()
    if len(tokens) != 2 or not all(token.isdigit() for token in tokens) or len(tokens[0]) > 6 or len(tokens[1]) > 6:
        raise refuse(
            place,
            "bad-header",
            f"`{line[:60].decode('utf-8', 'replace')}`",
            "the number of candidates and the number of seats, such as `5 2`",
            "if this is another format, say which with --from",
        )
    number, seats = map(int, tokens)
    if not number or not seats:
        raise refuse(
            place,
            "bad-header",
            f"{number} candidates and {seats} seats",
            "at least one of each",
            "correct the first line",
        )
    index = {str(each + 1).encode(): each for each in range(number)}
    return _Head(place.source, number, seats, index=index)


def _option(line: bytes, head: _Head, place: Place) -> None:
    if line[:1] == b"-":
        for token in line.split():
            if token[:1] != b"-" or token[1:] not in head.index:
                raise _unknown(token, head, place)
            head.withdrawn.append(head.index[token[1:]])
        return
    word, *rest = line.strip(b"[] \t").split()
    if word == b"nick" and len(rest) == head.number:
        head.index = {token: each for each, token in enumerate(rest)}
        head.nicknamed = True
    elif word in (b"withdrawn", b"tie"):
        for token in rest:
            if token not in head.index:
                raise _unknown(token, head, place)
            (head.withdrawn if word == b"withdrawn" else head.tie).append(head.index[token])
    else:
        raise refuse(
            place,
            "unknown-option",
            f"`{line[:60].decode('utf-8', 'replace')}`",
            "one of [withdrawn ...], [tie ...], or [nick ...] with a short name for each candidate",
            "remove the line if it means nothing for the count",
        )


def _find_end(data: bytes, start: int, source: str) -> tuple[int, int]:
    """Where the papers end, and where the names begin."""
    if start >= len(data):
        raise _truncated(data, source)
    at = data.find(b"\n0\n", start - 1)
    # the quick search finds the plain case; a comment or a carriage return needs the slower one
    other = (
        _END.search(data, start, len(data) if at < 0 else at + 1)
        if at < 0 or b"\r" in data[start : start + 4096]
        else None
    )
    if other is not None:
        return max(start, other.start() - 1) if other.start() > start else start, other.end() + 1
    if at < 0:
        raise _truncated(data, source)
    return max(at, start) if at >= start else start, at + 3


def _truncated(data: bytes, source: str) -> Exception:
    return refuse(
        Place(source, data.count(b"\n") + 1, 1),
        "truncated",
        "the end of the file among the papers",
        "a line with only `0` after the last paper, and then the names",
        "ask for the file again: papers may be missing",
    )


def _unknown(token: bytes, head: _Head, place: Place) -> Exception:
    return refuse(
        place,
        "unknown-candidate",
        f"`{token[:40].decode('utf-8', 'replace')}`",
        f"a candidate's number from 1 to {head.number}",
        "check the number of candidates in the first line, and this paper",
    )


def _unusual(line: bytes, head: _Head, data: bytes, start: int) -> tuple[int, Ranking] | None:
    """A line that is not simply `weight candidates 0`; None where it holds no paper."""
    text = line.split(b"#")[0]
    if not text.strip():
        return None

    def place(token_at: int = 0) -> Place:
        return Place(head.source, line_number(data, start, line), token_at + 1)

    found = [(match.start(), match.group()) for match in re.finditer(rb"\([^)]*\)|\S+", text)]
    if found[-1][1] != b"0":
        raise refuse(
            place(found[-1][0]),
            "paper-without-end",
            f"`{found[-1][1][:40].decode('utf-8', 'replace')}` at the end of a paper",
            "every paper on one line, ending in 0",
            "add the 0, or ask for the file again if the line was cut",
        )
    first = found[0][1]
    weight = 1 if first[:1] == b"(" else _weight(first, place(found[0][0]))
    marks: list[Mark] = []
    for at, token in found[1:-1]:
        if token == b"-":
            marks.append(())
            continue
        shared = []
        for part in token.split(b"="):
            if part not in head.index:
                raise _unknown(part, head, place(at))
            shared.append(head.index[part])
        marks.append(tuple(shared) if len(shared) > 1 else shared[0])
    return weight, tuple(marks)


def _weight(token: bytes, place: Place) -> int:
    if token.isdigit() and 0 < int(token[:19]) <= LARGEST and len(token) <= 19:
        return int(token)
    raise refuse(
        place,
        "bad-number",
        f"`{token[:40].decode('utf-8', 'replace')}` papers",
        f"a whole number from 1 to {LARGEST}",
        "correct the number of papers on this line",
    )


def _read_names(data: bytes, after: int, head: _Head, encoding: str) -> tuple[tuple[str, ...], str]:
    first = data.count(b"\n", 0, min(after, len(data))) + 1
    text = decode(data[after:], encoding, head.source, first)
    names: list[str] = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        quoted = _QUOTED.findall(line) if line.startswith('"') else []
        names += [name.replace('\\"', '"') for name in quoted] if quoted else [line.strip('"')]
    last = Place(head.source, first + text.count("\n"), 1)
    if len(names) < head.number:
        raise refuse(
            last,
            "too-few-names",
            f"{len(names)} names for {head.number} candidates",
            "a name for each candidate, then the title",
            "ask for the file again: it may have been cut",
        )
    if len(names) > head.number + 1:
        raise refuse(
            last,
            "too-many-names",
            f"{len(names)} lines of names for {head.number} candidates",
            "a name for each candidate, then at most a title",
            "check the number of candidates in the first line",
        )
    held = tuple(names[: head.number])
    twice = next((name for name in held if held.count(name) > 1), None)
    if twice is not None:
        raise refuse(
            last,
            "same-name",
            f"two candidates are called `{twice}`",
            "names that tell the candidates apart",
            "add what the ballot paper added: a middle name, a branch, a number",
        )
    return held, names[head.number] if len(names) > head.number else ""
