"""One page a finding: what is found, what follows and by whose authority, and a record that provokes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from comitia.charter.law import Article
from comitia.charter.vocabulary.nullity import Defect
from comitia.judge.defects import DEFECTS, FAULTS, NOTES
from comitia.judge.findings import Finding
from comitia.messages import Messages, plain
from comitia.messages.bundle import Bundle
from comitia.messages.sentences import message_of
from reference_pages import slug
from reference_pages.texts import anchor, clauses_of, implied

INTRO = """# Findings

Whatever Comitia finds has a code: a few words that never change their meaning. A *defect* takes something away from an
act; what exactly, a `defect` clause says, of your charter or of the [implied terms](../implied-terms.md). A *note*
explains and takes nothing away. A *fault* is about the entry: the act could not be judged as it was written down.
"""


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """The list of findings, and their pages."""
    lines = [INTRO]
    for title, codes in (("Defects", DEFECTS), ("Notes", NOTES), ("Faults of an entry", FAULTS)):
        lines += [f"## {title}", "", "```{toctree}", ":hidden:", "", *(slug(c) for c in codes), "```", ""]
        lines += [f"[{code}]({slug(code)}.md)\n: {text}.\n" for code, text in codes.items()]
    yield "findings/index.md", "\n".join(lines)
    words = Bundle("en")
    for code, text in DEFECTS.items():
        yield f"findings/{slug(code)}.md", _page(root, words, code, text, "defect")
    for code, text in NOTES.items():
        yield f"findings/{slug(code)}.md", _page(root, words, code, text, "note")
    for code, text in FAULTS.items():
        yield f"findings/{slug(code)}.md", _page(root, words, code, text, "fault")


def _page(root: Path, words: Bundle, code: str, text: str, sort: str) -> str:
    title = plain(Messages().title(Finding(code)))
    lines = [f"# {code}", "", f"**What is found:** {text}.", "", f"**In a judgment it stands as:** {title}", ""]
    if sort == "defect":
        lines += _what_follows(code)
    elif sort == "note":
        lines += ["A note. It explains a verdict and takes nothing away from the act.", ""]
    else:
        lines += ["A fault of the entry, not of the act. The act is not judged further, nothing is lost, and whatever",
                  "does not depend on it is judged as usual.", ""]  # fmt: skip
        lines += [f"**What to do:** {words.say(message_of(code), 'advice')}", ""]
    return "\n".join([*lines, *_example(root, code)])


def _what_follows(code: str) -> Iterator[str]:
    article, clause = defect_clause(code)
    where = f"[Implied terms {article.number}, {article.heading}](#{anchor('implied', article.number)})"
    yield from ("## What follows", "")
    if clause.overridable:
        yield f"{where}. Your charter may say otherwise by a `defect` clause of its own."
    else:
        yield f"{where}. No charter may say otherwise."
    yield from ("", *(f"> {line}" for line in article.prose.splitlines()), "")
    yield from clauses_of(article)


def defect_clause(code: str) -> tuple[Article, Defect]:
    """The article of the implied terms on a defect, and its clause."""
    for article in implied().articles:
        for clause in article.clauses:
            if isinstance(clause, Defect) and str(clause.name) == code:
                return article, clause
    raise LookupError(f"the implied terms have no article on the defect `{code}`")


def _example(root: Path, code: str) -> Iterator[str]:
    """The record that provokes the finding, and, where there is one, its twin that does not. A test judges both."""
    file = root / "examples" / "findings" / f"{slug(code)}.md"
    if not file.exists():
        return
    _, _, body = file.read_text("utf-8").partition("\n")
    yield from ("## An example", "", body.strip(), "")
