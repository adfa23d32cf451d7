"""One self-contained page: of a case, or of a record. No script, no request; light and dark, paper and phone.

The head says the outcome in a sentence; then come the drawing, the acts one by one with their articles, where the
members stand, the ways out, whom else the ground would catch, and the organisation.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from comitia.ask.due import Owed
from comitia.ask.fold import Judged
from comitia.ask.judge import Judgment
from comitia.charter.clause import Cite
from comitia.charter.law import Article
from comitia.messages import Messages, capital
from comitia.messages.bundle import FSI, PDI
from comitia.render import words
from comitia.render.articles import article_of, prose
from comitia.render.case import Docket, docket
from comitia.render.dots import dots
from comitia.render.svg import FLAG, mark
from comitia.render.timeline import tall, time_line, wide
from comitia.render.tree import tree

QUOTED_AT_ONE_ACT = 4
LISTED_AT_MOST = 200
"""So many acts with findings stand on the page of a record; all are in the text and the data."""


def case_page(judgment: Judgment, messages: Messages, ident: str) -> str:
    """The page of the case about one act. ident: the act's id, which must be on the record."""
    case = docket(judgment, ident)
    page = _Page(judgment, messages)
    row = case.row
    values = {
        "title": f"{page.plain(messages.act(row.act))} · {judgment.charter.main.title}",
        "heading": page.html(messages.act(row.act)),
        "ruling": {
            "mark": Markup(mark(row.outcome.verdict)),  # noqa: S704
            "verdict": row.outcome.verdict,
            "word": page.html(words.outcome(case, messages)),
            "sentence": page.html(words.ruling(case, messages)),
        },
        "standfirst": page.html(words.standfirst(case, messages)),
        "steps": page.steps(case),
        "facts": page.facts(case),
        "line": page.line(case),
        "acts_heading": messages.words.say("heading-acts"),
        "acts": [page.act(each) for each in case.acts],
        "standings": page.standings(case),
        "routes": page.routes(case),
        "route_quotes": page.route_quotes(case),
        "equal": page.equal(case),
        "tree": tree(judgment, messages, case.day),
        "left": page.html(messages.words.say("page-case", act=ident)),
    }
    return page.render(values)


def record_page(judgment: Judgment, messages: Messages) -> str:
    """The page of a whole record: every act about which something was found, and the organisation."""
    page = _Page(judgment, messages)
    found = [row for row in judgment.rows if row.outcome.findings]
    say = messages.words.say
    values = {
        "title": f"{say('page-record')} · {judgment.charter.main.title}",
        "heading": say("page-record"),
        "standfirst": page.html(_counts(judgment, messages)),
        "acts_heading": say("heading-findings"),
        "acts": [page.act(each) for each in found[:LISTED_AT_MOST]],
        "quiet": say("record-quiet") if len(found) <= LISTED_AT_MOST else "",
        "tree": tree(judgment, messages, judgment.day),
        "left": page.html(words_of_record(judgment, messages)),
    }
    return page.render(values)


def words_of_record(judgment: Judgment, messages: Messages) -> str:
    """`442 acts on record`: how many people wrote; deadlines that ran out are not counted."""
    written = sum(not row.act.id.startswith("elapsed:") for row in judgment.rows)
    return messages.words.say("page-acts-on-record", count=written)


def _counts(judgment: Judgment, messages: Messages) -> str:
    counts: dict[str, int] = {}
    for row in judgment.rows:
        counts[row.outcome.verdict] = counts.get(row.outcome.verdict, 0) + 1
    told = messages.words.list(f"{n} {messages.verdict(v).lower()}" for v, n in sorted(counts.items()))
    return messages.words.say("record-standfirst", acts=len(judgment.rows), verdicts=told)


class _Page:
    """What the template is given. Articles are quoted once, beside the first act that breaks them, and linked after."""

    def __init__(self, judgment: Judgment, messages: Messages) -> None:
        self.judgment = judgment
        self.messages = messages
        self.quoted: dict[tuple[str, str], str] = {}

    def render(self, values: dict[str, Any]) -> str:
        say, main = self.messages.words.say, self.judgment.charter.main
        read = say("page-read-on", day=self.messages.day(self.judgment.day))
        version = say("page-head", charter=main.title, version=main.version)
        common = {
            "lang": self.messages.language,
            "css": Markup(_style()),  # noqa: S704
            "flag": Markup(FLAG),  # noqa: S704
            "organisation_name": main.title,
            "right": self.html(capital(read)),
            "foot": self.html(f"{version} · {words_of_record(self.judgment, self.messages)} · {read}"),
            "cites": self.cites,
            "say": self._say,
        }
        page: str = environment().get_template("page.html").render({**common, **values})
        return re.sub(r"\n\s*\n+", "\n", page)

    def _say(self, message: str) -> Markup:
        return self.html(self.messages.words.say(message))

    def html(self, text: str) -> Markup:
        return isolated(text)

    def plain(self, text: str) -> str:
        return text.replace(FSI, "").replace(PDI, "")

    # Parts

    def cites(self, cites: tuple[Cite, ...]) -> Markup:
        """` 6.3, 8.1`: article numbers, linked to where they are quoted."""
        parts = []
        for cite in cites:
            number = escape(self.plain(self.messages.names.article(cite)))
            where = self.quoted.get((cite.instrument, cite.article))
            parts.append(f'<a href="#{where}"><bdi>{number}</bdi></a>' if where else f"<bdi>{number}</bdi>")
        return Markup((" " + ", ".join(parts)) if parts else "")  # noqa: S704

    def act(self, row: Judged) -> dict[str, Any]:
        """One act with its findings, and the articles they cite that were not quoted before."""
        act, messages = row.act, self.messages
        outcomes = self.judgment.effects(act.id) or row.outcome.effects
        mixed = len({(o.verdict, o.life) for o in outcomes}) > 1
        effects = zip(getattr(act, "effects", ()), outcomes, strict=False) if mixed else ()
        by = messages.words.say("by-whom", by=messages.the(act.by)) if isinstance(act.by, str) else ""
        return {
            "when": self.html(messages.when(row.moment, act.at)),
            "verdict": row.outcome.verdict,
            "word": self.html(messages.verdict(row.outcome.verdict)),
            "mark": Markup(mark(row.outcome.verdict)),  # noqa: S704
            "heading": self.html(messages.act(act)),
            "by": self.html(by),
            "quiet": not row.outcome.findings and not mixed,
            "quotes": [self._quote(cite, article) for cite, article in self._to_quote(row)],
            "effects": [
                {
                    "mark": Markup(mark(o.verdict)),  # noqa: S704
                    "verdict": o.verdict,
                    "word": self.html(messages.outcome(o)),
                    "text": self.html(messages.effect(e)),
                }
                for e, o in effects
            ],
            "findings": [
                {
                    "mark": "" if f.status == "shown" else Markup(mark("unproven")),  # noqa: S704
                    "title": self.html(messages.title(f)),
                    "sentence": self.html(messages.sentence(f)),
                    "cites": f.cites,
                }
                for f in row.outcome.findings
            ],
        }

    def _to_quote(self, row: Judged) -> list[tuple[Cite, Article]]:
        new: dict[tuple[str, str], tuple[Cite, Article]] = {}
        for finding in row.outcome.findings:
            for cite in finding.cites:
                key = (cite.instrument, cite.article)
                article = article_of(self.judgment.charter, cite)
                if key not in self.quoted and key not in new and article is not None:
                    new[key] = (cite, article)
        return list(new.values())[:QUOTED_AT_ONE_ACT]

    def _quote(self, cite: Cite, article: Article) -> dict[str, Any]:
        where = self.quoted[cite.instrument, cite.article] = f"a{len(self.quoted) + 1}"
        heading = self.messages.words.say("article-heading", number=self.messages.names.article(cite))
        return {
            "id": where,
            "heading": self.html(heading),
            "prose": prose(article),
            "length": len(article.prose),
            "lang": self._language(cite),
        }

    def _language(self, cite: Cite) -> str:
        """The language of a quoted text, where it is not the page's."""
        instrument = self.judgment.charter.version(cite.instrument, cite.version)
        language = instrument.language if instrument is not None else ""
        return "" if language == self.messages.language else language

    def steps(self, case: Docket) -> list[dict[str, Any]]:
        """What is owed, and who may do what now."""
        say, messages = self.messages.words.say, self.messages
        together: dict[Any, list[Owed]] = {}
        for owed in case.owed:
            together.setdefault((owed.by, owed.kind, owed.cite, owed.due), []).append(owed)
        steps = [
            {
                "who": self.html(f"{capital(messages.ref(o.by))}:"),
                "what": self.html(self._owed_to(same)),
                "cites": (o.cite,) if o.cite else (),
                "late": self.html(messages.owed_time(o, case.judgment.day)) if o.overdue else "",
            }
            for same in together.values()
            for o in same[:1]
        ]
        names = messages.words.list(messages.ref(p) for p in case.respondents)
        for remedy in case.ways_out:
            if remedy.kind in ("appeal", "challenge") and remedy.open:
                to = say("next-to", to=messages.words.list((messages.the(t) for t in remedy.to), "or"))
                who = names or messages.words.list((messages.the(b) for b in remedy.by), "or")
                steps.append({
                    "who": self.html(say("next-may", by=who)), "what": self.html(to),
                    "cites": (remedy.cite,) if remedy.cite else (), "late": "",
                })  # fmt: skip
        return steps

    def _owed_to(self, same: list[Owed]) -> str:
        """What is owed, and to whom where it is owed to several."""
        what = self.messages.owed_kind(same[0].kind).lower()
        if len(same) == 1:
            return what
        to = self.messages.words.list(self.messages.ref(o.to) for o in same)
        return f"{what}, {self.messages.words.say('owed-to-several', to=to)}"

    def facts(self, case: Docket) -> list[tuple[Markup, Markup]]:
        """Who, by whom, whose power it was, under which constitution."""
        say, messages, act = self.messages.words.say, self.messages, case.row.act
        main = self.judgment.charter.main
        power = next((f for f in case.row.outcome.findings if f.code == "no power"), None)
        holders = power.args.get("required", ()) if power is not None else ()
        facts: list[tuple[str, str]] = []
        if case.respondents:
            names = messages.words.list(messages.ref(p) for p in case.respondents)
            facts.append((say("fact-respondents", count=len(case.respondents)), names))
        if isinstance(act.by, str):
            facts.append((say("fact-decided-by"), messages.ref(act.by)))
        if isinstance(holders, tuple) and holders:
            facts.append((say("fact-power-with"), messages.words.list((messages.ref(h) for h in holders), "or")))
        if case.grounds:
            facts.append((say("fact-ground"), ", ".join(case.grounds)))
        facts.append((say("fact-judged-under"), say("fact-version", charter=main.title, version=main.version)))
        return [(self.html(name), self.html(capital(value))) for name, value in facts]

    def line(self, case: Docket) -> dict[str, Any] | None:
        """The time line, drawn for a desk and for a phone."""
        drawn = time_line(case, self.messages)
        if drawn is None:
            return None
        began = self.messages.day(drawn.course.began)
        return {
            "title": drawn.title,
            "wide": Markup(wide(drawn)),  # noqa: S704
            "tall": Markup(tall(drawn)),  # noqa: S704
            "legend": self.html(self.messages.words.say("line-legend", day=began)),
        }

    def standings(self, case: Docket) -> list[dict[str, Any]]:
        """Where each respondent stands."""
        from comitia.render.text import seat_line

        rows = []
        for standing in case.standings:
            word = "in-good-standing" if standing.good_standing else "not-in-good-standing"
            rows.append({
                "person": self.html(self.messages.ref(standing.person)),
                "standing": self._say(word if standing.member else "no-member"),
                "since": self.html(self.messages.day(standing.since)) if standing.since is not None else "–",
                "seats": [
                    {
                        "text": self.html(seat_line(self.messages, standing, n)),
                        "kept": self.html(words.kept(case, self.messages, seat.since)),
                    }
                    for n, seat in enumerate(standing.seats)
                ],
            })  # fmt: skip
        return rows

    def routes(self, case: Docket) -> list[dict[str, Any]]:
        """The ways out."""
        messages, stage, rows = self.messages, 0, []
        for remedy in case.ways_out:
            stage = stage + 1 if remedy.kind == "appeal" else 0
            rows.append({
                "title": self.html(messages.remedy_title(remedy, max(stage - 1, 0))),
                "text": self.html(messages.remedy(remedy, max(stage - 1, 0))),
                "cites": (remedy.cite,) if remedy.cite else (),
                "last": self.html(messages.last_day(remedy)),
                "heard": self.html(messages.must_be_heard(remedy, self.judgment.day)),
                "silence": self.html(messages.if_silent(remedy)),
            })  # fmt: skip
        return rows

    def route_quotes(self, case: Docket) -> list[dict[str, Any]]:
        """The articles that open the ways out, where no act broke them."""
        cites = {(r.cite.instrument, r.cite.article): r.cite for r in case.ways_out if r.cite is not None}
        new = [(cite, article_of(self.judgment.charter, cite)) for key, cite in cites.items() if key not in self.quoted]
        return [self._quote(cite, article) for cite, article in new if article is not None]

    def equal(self, case: Docket) -> dict[str, Any] | None:
        """Whom else the ground would catch."""
        if case.equal is None:
            return None
        return {
            "dots": Markup(dots(case, self.messages)),  # noqa: S704
            "sentences": self.html(" ".join(words.equal_sentences(case, self.messages))),
        }


@lru_cache
def environment() -> Any:
    """The templates of pages, everything escaped that is not marked as safe."""
    from jinja2 import Environment, PackageLoader

    made = Environment(loader=PackageLoader("comitia.render"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["isolated"] = isolated
    return made


def isolated(text: str) -> Markup:
    """A sentence for a page: its isolates become <bdi>."""
    return Markup(escape(text, quote=False).replace(FSI, "<bdi>").replace(PDI, "</bdi>"))  # noqa: S704


@lru_cache
def _style() -> str:
    return (files("comitia.render") / "templates" / "page.css").read_text("utf-8").replace("\n", "")


__all__ = ["case_page", "record_page"]
