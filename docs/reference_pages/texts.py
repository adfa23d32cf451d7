"""The texts that ship with Comitia, as pages: every article an anchor, so that findings can link to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from comitia.charter.law import Article, Instrument
from comitia.charter.load import load
from comitia.charter.plain import plain
from comitia.charter.printer import print_clause


@lru_cache(maxsize=1)
def implied() -> Instrument:
    """The implied terms, loaded under the shortest charter there is."""
    text = files("comitia.charter").joinpath("implied-terms.md").read_text("utf-8")
    charter = load({"charter.md": "---\ncharter: none\n---\n\n# Nothing\n", "implied-terms.md": text})
    return next(i for i in charter.instruments if i.rank == "implied terms")


def implied_terms() -> str:
    """The page of the implied terms."""
    head = [
        "# Implied terms of associations",
        "",
        "What the law of associations supplies where an organisation's own rules are silent. It is an instrument like",
        "any other, of the lowest rank, and every organisation is judged with the same copy. Each article names the",
        "authority that it rests on. A constitution says otherwise wherever an article does not forbid it.",
        "",
    ]
    return "\n".join([*head, *_articles(implied(), "implied")])


def model_constitution(root: Path) -> str:
    """The page of the model constitution: prose, rule, and the rule in plain words, side by side."""
    file = root / "charters" / "national-section.md"
    terms = files("comitia.charter").joinpath("implied-terms.md").read_text("utf-8")
    charter = load({"charters/national-section.md": file.read_text("utf-8"), "implied-terms.md": terms})
    main = charter.main
    head = [
        "# The model constitution",
        "",
        f"*{main.title}*, version {main.version}: `charters/national-section.md`. It is a model, no organisation's own",
        "rules. Under each rule stands what Comitia reads in it, so that you can hold that against the paragraph.",
        "",
    ]
    return "\n".join([*head, *_articles(main, "model")])


def _articles(instrument: Instrument, prefix: str) -> Iterator[str]:
    for article in instrument.articles:
        level = "##" if "." not in article.number else "###"
        yield from (f"({anchor(prefix, article.number)})=", f"{level} {article.number} {article.heading}", "")
        if article.prose:
            yield from (article.prose, "")
        yield from clauses_of(article)


def clauses_of(article: Article) -> Iterator[str]:
    """The rules of an article, each followed by what Comitia reads in it."""
    for clause in article.clauses:
        said = plain(clause)
        yield from ("```rule", print_clause(clause).strip(), "```", "", f"*In plain words:* {said}", "")


def anchor(prefix: str, number: str) -> str:
    """The anchor of an article: `implied-3-4`."""
    return f"{prefix}-{number.replace('.', '-')}"


def state_keys() -> str:
    """The table of state keys, as the judge's own module documents it; a part of a page."""
    import comitia.judge.state as state

    lines = (state.__doc__ or "").splitlines()
    return "\n".join([*(line for line in lines if line.startswith("|")), ""])
