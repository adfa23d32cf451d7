"""Articles as they are quoted: found by their citation, their prose as one run of words."""

from __future__ import annotations

from comitia.charter.clause import Cite
from comitia.charter.law import Article, Charter


def article_of(charter: Charter, cite: Cite) -> Article | None:
    """The article that is cited."""
    instrument = charter.version(cite.instrument, cite.version)
    if instrument is None:
        return None
    return next((article for article in instrument.articles if article.number == cite.article), None)


def prose(article: Article) -> str:
    """The prose of an article, lines run together."""
    return " ".join(article.prose.split())
