"""Pages: sound HTML, no script, no request, drawings that are described, tables with heads, small."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from comitia.cli import main

ROOT = Path(__file__).parents[2]
CLUB = ROOT / "tests" / "cli"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DRAWN = {"path", "circle", "rect"}


class Sound(HTMLParser):
    """Collects what an HTML page is made of, and fails on what is not closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("p", "h1", "h2", "h3") and "p" in self.open:
            self.faults.append(f"<{tag}> inside <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-3:]}")
        else:
            self.open.pop()


def page(*words: str) -> str:
    result = CliRunner().invoke(main, [*words, "--format", "html"])
    assert result.exit_code in (0, 1), result.output
    return result.stdout


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    assert CliRunner().invoke(main, ["demo", "--out", str(folder)]).exit_code == 0
    return (folder / "founding-case.html").read_text("utf-8")


@pytest.fixture(
    scope="module", params=["founding case", "case", "record", "case with a charge", "constitution", "in Spanish"]
)
def any_page(request: pytest.FixtureRequest, founding: str) -> str:
    annamunthodo = ROOT / "examples" / "cases" / "annamunthodo"
    match request.param:
        case "case":
            return page("judge", str(CLUB / "club.md"), str(CLUB / "record.yaml"), "--explain", "out")
        case "record":
            return page("judge", str(CLUB / "club.md"), str(CLUB / "record.yaml"))
        case "constitution":
            return page("charter", "words", str(CLUB / "club.md"))
        case "in Spanish":
            return page(
                "judge", str(CLUB / "club.md"), str(CLUB / "record.yaml"), "--explain", "out", "--language", "es"
            )
        case "case with a charge":
            return page("judge", str(annamunthodo), str(annamunthodo / "record.yaml"), "--explain", "d1")
        case _:
            return founding


def parsed(text: str) -> Sound:
    reader = Sound()
    reader.feed(text)
    reader.close()
    return reader


def test_every_element_is_closed_where_it_should_be(any_page: str) -> None:
    reader = parsed(any_page)
    assert reader.faults == []
    assert reader.open == []


def test_ids_are_unique_and_links_lead_somewhere(any_page: str) -> None:
    reader = parsed(any_page)
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [str(attrs["href"]) for tag, attrs in reader.tags if tag == "a"]
    assert links
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    for _, attrs in reader.tags:
        for name in str(attrs.get("aria-labelledby") or "").split():
            assert name in ids


def test_it_runs_nothing_and_asks_for_nothing(any_page: str) -> None:
    tags = {tag for tag, _ in parsed(any_page).tags}
    assert not tags & {"script", "iframe", "object", "link", "img", "form"}
    assert "url(" not in any_page
    assert "@import" not in any_page
    assert not re.search(r"\son\w+=", any_page)
    assert len(any_page.encode()) < 60_000


def test_it_names_its_language_and_lets_one_skip_to_the_case(any_page: str) -> None:
    reader = parsed(any_page)
    assert ("html", {"lang": "es" if "En qué situación" in any_page else "en"}) in reader.tags
    assert ("a", {"class": "skip", "href": "#case"}) in reader.tags
    assert any(tag == "main" and attrs.get("id") == "case" for tag, attrs in reader.tags)
    assert sum(tag == "h1" for tag, _ in reader.tags) == 1


def test_headings_go_down_one_level_at_a_time(any_page: str) -> None:
    levels = [int(tag[1]) for tag, _ in parsed(any_page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_is_described_or_hidden(any_page: str) -> None:
    for drawing in re.findall(r"<svg.*?</svg>", any_page, re.DOTALL):
        if 'aria-hidden="true"' not in drawing:
            assert re.search(r"<title[^>]*>[^<]+</title>", drawing), drawing[:120]
            assert 'role="img"' in drawing
    assert all("<desc" in drawing for drawing in re.findall(r'<svg class="draw.*?</svg>', any_page, re.DOTALL))


def test_every_table_has_heads_for_its_columns_and_rows(any_page: str) -> None:
    for table in re.findall(r"<table.*?</table>", any_page, re.DOTALL):
        assert 'scope="col"' in table
        body = table.partition("<tbody>")[2]
        assert body.count('<th scope="row"') == body.count("<tr>") > 0
        assert all(
            row.count("<td") == table.count('scope="col"') - 1 for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
        )


def test_no_mark_of_a_verdict_stands_without_its_word(any_page: str) -> None:
    for before, after in re.findall(r'(<p class="verdict [^>]*>).*?</svg>\s*([^<]*)', any_page):
        assert after.strip(), before


def test_nothing_on_the_page_is_a_mark_of_isolation(any_page: str) -> None:
    assert "\u2068" not in any_page
    assert "\u2069" not in any_page
    assert any_page.count("<bdi>") == any_page.count("</bdi>")


def test_drawings_stay_inside_their_frames(any_page: str) -> None:
    for drawing in re.findall(r'<svg class="draw.*?</svg>', any_page, re.DOTALL):
        width, height = (float(n) for n in re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing).groups())  # type: ignore[union-attr]
        for x, y, kind in re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)"(?: class="([^"]*)")?', drawing):
            assert 0 <= float(x) <= width, kind
            assert 0 <= float(y) <= height, kind


def test_the_page_of_the_founding_case_says_what_the_terminal_says(founding: str) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", founding.partition("<body>")[2]))
    for words in (
        "Void. Member A, Member B and Member C are members, and were throughout.",
        "76 days at the shortest. Nothing of this is on record.",
        "No hearing. The respondent was not heard. 6.3",
        "33 days overdue",
        "Conferred 5 days before the decision, and held all the same.",
        "On 7 May 2012: the appeal is allowed.",
        "20 of the 40 members of Region S",
        "None of the respondents is among them.",
        "frozen",
        "It never judges opinions.",
    ):
        assert words in text, words


def test_two_renderings_are_the_same_to_the_byte() -> None:
    words = ("judge", str(CLUB / "club.md"), str(CLUB / "record.yaml"), "--explain", "out")
    assert page(*words) == page(*words)


def test_words_from_a_record_cannot_become_markup(tmp_path: Path) -> None:
    record = (CLUB / "record.yaml").read_text("utf-8").replace("ground: idleness", 'ground: "<script>x</script>"')
    (tmp_path / "record.yaml").write_text(record, "utf-8")
    hostile = page("judge", str(CLUB / "club.md"), str(tmp_path / "record.yaml"), "--explain", "out")
    assert "<script" not in hostile
    assert "&lt;script&gt;" in hostile


def test_a_quoted_article_says_its_language_where_it_is_not_the_page_s() -> None:
    words = ("judge", str(CLUB / "club.md"), str(CLUB / "record.yaml"), "--explain", "out")
    assert '<q lang="en">' in page(*words, "--language", "es")
    assert "<q>" in page(*words)


def test_a_constitution_has_its_words_and_beside_them_its_rules() -> None:
    law = page("charter", "words", str(CLUB / "club.md"))
    assert "decides by two thirds of the votes cast" in law.replace("\n", " ")
    assert "<b>Procedure: expulsion</b>" in law
    assert "8 of <bdi>9</bdi> articles" in law or "<bdi>8</bdi> of <bdi>9</bdi> articles have a rule." in law
    assert "what is polite is for people to judge" in law.partition("Not modelled")[2]


def test_a_constitution_cannot_bring_markup_onto_its_page(tmp_path: Path) -> None:
    text = (CLUB / "club.md").read_text("utf-8")
    hostile = text.replace(
        "Members are polite to one another.", "Members <script>x</script> ![p](http://x/y.png) are polite."
    )
    (tmp_path / "club.md").write_text(hostile, "utf-8")
    law = page("charter", "words", str(tmp_path / "club.md"))
    assert "<script" not in law
    assert "<img" not in law
    assert "&lt;script&gt;" in law
