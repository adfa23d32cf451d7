"""A constitution as one page: its own words on the left, beside them what the machine understood, in plain words.

A secretary reads both and sees whether they say the same. An article without a rule says so, in a dashed box.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from comitia.charter.coverage import Coverage, coverage
from comitia.charter.law import Article, Charter
from comitia.charter.plain import plain
from comitia.charter.vocabulary.order import NotModelled
from comitia.messages import Messages
from comitia.render.html import environment


def constitution_page(charter: Charter, messages: Messages) -> str:
    """The page: the organisation's own texts, article by article. The implied terms are left out."""
    texts = [_text(n, each) for n, each in enumerate(coverage(charter)) if each.instrument.rank != "implied terms"]
    main = charter.main
    values = {
        "lang": messages.language,
        "css": Markup(_style()),  # noqa: S704
        "title": main.title,
        "texts": texts,
        "say": messages.words.say,
        "foot": f"{main.title}, {main.file}",
    }
    page: str = environment().get_template("constitution.html").render(values)
    return page


def _text(number: int, covered: Coverage) -> dict[str, Any]:
    instrument = covered.instrument
    have, could = covered.share
    articles = [_article(number, article) for article in instrument.articles]
    parts = [a for a in articles if a["level"] == min(each["level"] for each in articles)]
    return {
        "title": instrument.title,
        "version": instrument.version,
        "language": instrument.language,
        "have": have,
        "could": could,
        "parts": parts if len(parts) > 1 else articles,
        "articles": articles,
    }


def _article(text: int, article: Article) -> dict[str, Any]:
    left_to_people = [c.why for c in article.clauses if isinstance(c, NotModelled)]
    return {
        "id": f"t{text}-{article.number}",
        "number": article.number,
        "heading": article.heading,
        "level": article.level,
        "prose": Markup(_markdown().render(article.prose)),  # noqa: S704
        "rules": [plain(c) for c in article.clauses if not isinstance(c, NotModelled)],
        "for_people": left_to_people,
        "bare": not article.prose.strip() and not article.clauses,
    }


@lru_cache
def _markdown() -> MarkdownIt:
    """Markdown without HTML of its own: a constitution's text cannot bring markup onto the page."""
    return MarkdownIt("commonmark", {"html": False}).disable("image")


@lru_cache
def _style() -> str:
    folder = files("comitia.render") / "templates"
    return "".join((folder / name).read_text("utf-8").replace("\n", "") for name in ("page.css", "constitution.css"))
