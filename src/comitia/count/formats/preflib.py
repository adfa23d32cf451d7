"""PrefLib's orders and categories: .soc .soi .toc .toi .cat (preflib.org, "Data Format", version 2)."""

from __future__ import annotations

import re

from comitia.count.ballots import Ballots, Mark, Ranking
from comitia.count.errors import Place, refuse
from comitia.count.formats.text import decode, strip_bom

_GROUP = re.compile(r"\{([^{}]*)\}|([^,{}]+)")
_META = re.compile(r"#\s*([A-Z][A-Z 0-9]*?)\s*:\s*(.*)")
_LINE = re.compile(r"\s*(\d{1,19})\s*:\s*(.*)")


def read_preflib(data: bytes, source: str = "ballots.soi", encoding: str = "utf-8", approve: int = 1) -> Ballots:
    """Ballots of a PrefLib file. Of categories (.cat), the first `approve` count as approved."""
    text = decode(strip_bom(data), encoding, source)
    meta: dict[str, tuple[str, int]] = {}
    papers: dict[Ranking, int] = {}
    uniques = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if line.startswith("#"):
            match = _META.match(line)
            if match:
                meta[match.group(1)] = (match.group(2).strip(), number)
            continue
        match = _LINE.match(line)
        if not match or not int(match.group(1)):
            raise refuse(
                Place(source, number, 1),
                "bad-line",
                f"`{line[:60]}`",
                "the number of papers, a colon, and the order, such as `12: 1,{2,3}`",
                "correct the line; if this is another format, say which with --from",
            )
        uniques += 1
        ranking = _ranking(match.group(2), Place(source, number, match.start(2) + 1), _number(meta, source))
        if "NUMBER CATEGORIES" in meta:
            approved = [each for mark in ranking[:approve] for each in (mark if isinstance(mark, tuple) else (mark,))]
            ranking = (tuple(approved) if len(approved) > 1 else approved[0],) if approved else ()
        papers[ranking] = papers.get(ranking, 0) + int(match.group(1))
    _agree(meta, "NUMBER VOTERS", sum(papers.values()), "papers", source)
    _agree(meta, "NUMBER UNIQUE ORDERS", uniques, "different orders", source)
    number = _number(meta, source)
    names = tuple(meta.get(f"ALTERNATIVE NAME {each + 1}", (f"Candidate {each + 1}", 0))[0] for each in range(number))
    return Ballots(names, papers, title=meta.get("TITLE", ("", 0))[0])


def _number(meta: dict[str, tuple[str, int]], source: str) -> int:
    text, line = meta.get("NUMBER ALTERNATIVES", ("", 1))
    if text.isdigit() and 0 < int(text[:7]) <= 10**6:
        return int(text)
    raise refuse(
        Place(source, line, 1),
        "bad-header",
        f"`{text}` as the number of alternatives" if text else "no number of alternatives",
        "a line `# NUMBER ALTERNATIVES: 5` before the orders",
        "ask for the file again; if this is another format, say which with --from",
    )


def _ranking(text: str, place: Place, number: int) -> Ranking:
    marks: list[Mark] = []
    for match in _GROUP.finditer(text):
        inside = match.group(1) if match.group(1) is not None else match.group(2)
        group = []
        for part in inside.split(","):
            part = part.strip()
            if not part:
                continue
            if not part.isdigit() or not 0 < int(part[:9]) <= number:
                raise refuse(
                    Place(place.source, place.line, place.column + match.start()),
                    "unknown-candidate",
                    f"`{part[:40]}`",
                    f"an alternative's number from 1 to {number}",
                    "check the number of alternatives in the heading, and this line",
                )
            group.append(int(part) - 1)
        if len(group) != 1:
            marks.append(tuple(group))
        else:
            marks.append(group[0])
    return tuple(marks)


def _agree(meta: dict[str, tuple[str, int]], key: str, found: int, what: str, source: str) -> None:
    if key in meta and meta[key][0] != str(found):
        raise refuse(
            Place(source, meta[key][1], 1),
            "count-disagrees",
            f"{found} {what}, where the heading says {meta[key][0]}",
            "a file that agrees with its own heading",
            "ask for the file again: it may have been cut or added to",
        )
