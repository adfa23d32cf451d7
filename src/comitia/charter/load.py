"""From texts to a charter: every text taken apart and read, then all of them held against each other.

    charter = load({"constitution.md": text, "implied-terms.md": terms})

Pure: file names are names only. All faults of all texts are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from comitia.charter.checks import Known, check
from comitia.charter.clause import Place
from comitia.charter.document import Document, take_apart
from comitia.charter.errors import CharterError, Fault, Source, quoted
from comitia.charter.front import Front, read_front
from comitia.charter.law import RANKS, Article, Charter, Instrument
from comitia.charter.reader import Reader


def load(texts: Mapping[str, str], *, defects: Set[str] = frozenset(), rules: Set[str] = frozenset()) -> Charter:
    """The charter made of these texts (file name -> text), by rank, and within one text by version.

    defects: the codes that a `defect` clause may name; empty: any. rules: the counting rules that an `election`
    clause may name; empty: any. Raises `CharterError` with every fault.
    """
    faults: list[Fault] = []
    sources: dict[str, Source] = {}
    instruments: list[Instrument] = []
    lost: list[tuple[str, str]] = []
    whole = True
    for file, text in texts.items():
        document = take_apart(file, text)
        sources[file] = document.source
        faults.extend(document.faults)
        whole = whole and not document.faults
        front = read_front(document.source, document.front, faults)
        instrument = read_instrument(document, front, faults, lost)
        if front is not None:
            instruments.append(instrument)
    instruments = _ordered(instruments)
    readable = len(instruments) == len(texts) and whole
    charter = Charter(tuple(instruments))
    if readable:
        charter, found = check(charter, sources, lost, Known(defects, rules))
        faults.extend(found)
    if faults:
        files = {file: n for n, file in enumerate(texts)}
        raise CharterError(sorted(faults, key=lambda f: (files.get(f.place.file, 0), f.place.line, f.place.column)))
    return charter


def read_instrument(
    document: Document, front: Front | None, faults: list[Fault], lost: list[tuple[str, str]]
) -> Instrument:
    """The articles of one text with their clauses. Clauses that could not be read are named in `lost`."""
    front = front or Front("", "", "charter")
    reader = Reader(document.source, faults)
    articles: list[Article] = []
    seen: dict[str, int] = {}
    for section in document.sections:
        if section.number in seen:
            line = document.source.line(section.line)
            faults.append(
                document.source.fault(
                    "article twice",
                    section.line,
                    1,
                    len(line),
                    f"article {quoted(section.number)} a second time; the first is on line {seen[section.number]}",
                    "each article number once in a text",
                    "Give one of the two another number.",
                )
            )
        seen.setdefault(section.number, section.line)
        clauses = [reader.clause(block, front.key, front.version, section.number) for block in section.blocks]
        place = Place(document.source.file, section.line)
        made = tuple(clause for clause in clauses if clause is not None)
        articles.append(
            Article(section.number, section.heading, section.prose, place, made, section.level, section.lead)
        )
    lost.extend(reader.lost)
    return Instrument(
        key=front.key, title=front.title, rank=front.rank, version=front.version, language=front.language,
        timezone=front.timezone, file=document.source.file, articles=tuple(articles),
        in_force_from=front.in_force_from, language_version=front.language_version, source=front.source,
        closing=document.closing,
    )  # fmt: skip


def _ordered(instruments: list[Instrument]) -> list[Instrument]:
    """By rank, then by first appearance of the text's name, then by version (`2` before `10`)."""
    first = {instrument.key: n for n, instrument in reversed(list(enumerate(instruments)))}
    return sorted(instruments, key=lambda i: (RANKS.index(i.rank), first[i.key], _natural(i.version)))


def _natural(version: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(part), "") if part.isascii() and part.isdigit() and len(part) < 10 else (1, 0, part)
        for part in re.split(r"(\d+)", version)
        if part
    )
