"""Every internal link of the documentation leads somewhere: the file is there, and so is the anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from generate import pages
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GENERATED = {DOCS / "reference" / name: text for name, text in pages()}
WRITTEN = {
    page: page.read_text("utf-8")
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
    if not {"_build", "reference"} & set(page.relative_to(ROOT).parts)
}
PAGES = {**WRITTEN, **GENERATED}
TARGET = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)


def links(text: str) -> Iterator[str]:
    """The targets of links and pictures on a page, those in code left out."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        for inner in token.children or ():
            if inner.type == "link_open":
                yield str(inner.attrs["href"])
            elif inner.type == "image":
                yield str(inner.attrs["src"])


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page: its headings, and those written out."""
    text = PAGES[page]
    found = set(TARGET.findall(text))
    tokens = MarkdownIt("commonmark").parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            found.add(re.sub(r"[^\w\- ]", "", inline.content.lower()).strip().replace(" ", "-"))
    return frozenset(found)


EVERYWHERE = frozenset(target for text in PAGES.values() for target in TARGET.findall(text))


def broken(page: Path, link: str) -> str:
    """Why a link leads nowhere; "" if it leads somewhere or out of the project."""
    if re.match(r"[a-z]+:", link):
        return "" if link.startswith("https://") else "not https"
    path, _, anchor = link.partition("#")
    if not path:
        return "" if anchor in anchors(page) or anchor in EVERYWHERE else "no such anchor"
    target = (page.parent / path).resolve()
    if target not in PAGES and not target.exists():
        return "no such file"
    if anchor and target in PAGES and anchor not in anchors(target):
        return "no such anchor"
    return ""


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_written_page_links_to_what_is_there(page: Path) -> None:
    assert [(link, why) for link in links(PAGES[page]) if (why := broken(page, link))] == []


def test_generated_pages_link_to_what_is_there() -> None:
    assert [(p.name, link, why) for p in GENERATED for link in links(PAGES[p]) if (why := broken(p, link))] == []


def test_a_link_into_nothing_is_found_out() -> None:
    page = ROOT / "README.md"
    assert broken(page, "docs/nowhere.md") == "no such file"
    assert broken(page, "docs/secretary/acts.md#no-such-heading") == "no such anchor"
    assert broken(page, "docs/secretary/acts.md#times") == ""


def test_every_written_page_is_reached_from_the_index() -> None:
    index = (DOCS / "index.md").read_text("utf-8")
    listed = {DOCS / f"{line.strip()}.md" for line in index.splitlines() if re.fullmatch(r"[\w/-]+", line.strip())}
    for page in WRITTEN:
        if page.parent.name in ("member", "secretary", "engineer"):
            assert page in listed, page
