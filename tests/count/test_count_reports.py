"""Reports and the command: deterministic, complete, readable; files and standard input; exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from comitia.cli.count import command
from comitia.count import RULES, Ballots, TieRule, count
from comitia.count.report.data import as_data, as_rctab
from comitia.count.report.html import as_html
from comitia.count.report.text import as_text
from comitia.count.rules.party_list import list_ballots

BLT = b"4 2\n10 1 2 0\n4 2 0\n5 3 0\n2 4 3 0\n0\nMember A\nMember B\nMember C\nMember D\nRegional committee\n"
TEXT = """\
Regional committee
==================

Elected: Member A and Member C.
21 valid papers for two seats. The quota was 8.00000. Four stages decided it.

Rule: Scottish STV. Papers: 21, valid 21, invalid 0.

                         1        2        3        4
Member A          10.00000  8.00000  8.00000  8.00000  [ok] elected, stage 1
Member C           5.00000  5.00000  7.00000  7.00000  [ok] elected, stage 4
Member B           4.00000  6.00000  6.00000        -  excluded, stage 4
Member D           2.00000  2.00000        -        -  excluded, stage 3
Not transferable   0.00000  0.00000  0.00000  6.00000
Quota              8.00000  8.00000  8.00000  8.00000

1. First preferences. Member A is elected.
2. Surplus of Member A. The surplus of Member A passes on: 2.00000 to Member B.
3. Exclusion of Member D. Member D is excluded, and the papers pass on: 2.00000 to Member C.
4. Exclusion of Member B. Member B is excluded. 6.00000 could not be passed on: the papers name nobody else who is still in. Member C is elected. No more candidates are left than seats: Member C fills what is left.
"""  # noqa: E501


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.blt"
    path.write_bytes(BLT)
    return path


def _run(*arguments: str, given: bytes | None = None) -> tuple[int, bytes, str]:
    result = CliRunner().invoke(command, list(arguments), input=given)
    return result.exit_code, result.stdout_bytes, result.stderr


def test_the_text_report_word_for_word(ward: Path) -> None:
    assert _run(str(ward), "--rule", "scottish-stv") == (0, TEXT.encode(), "")


def test_ballots_from_standard_input_give_the_same_bytes(ward: Path) -> None:
    piped = _run("-", "--rule", "scottish-stv", "--format", "json", given=BLT)
    from_file = _run(str(ward), "--rule", "scottish-stv", "--format", "json")
    assert piped == from_file == _run(str(ward), "--rule", "scottish-stv", "--format", "json")


def test_the_json_report_holds_every_number_as_text(ward: Path) -> None:
    code, out, _ = _run(str(ward), "--rule", "scottish-stv", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["elected"] == ["Member A", "Member C"]
    assert data["quota"] == "8.00000"
    assert data["stages"][1]["transfers"] == [{"from": "Member A", "to": "Member B", "papers": 10, "votes": "2.00000"}]
    assert data["candidates"][1] == {"name": "Member B", "status": "excluded", "stage": 4}


def test_the_rctab_report_has_its_rounds(ward: Path) -> None:
    _, out, _ = _run(str(ward), "--rule", "wigm", "--format", "rctab", "--term", "quota=droop")
    rounds = json.loads(out)["results"]
    assert rounds[0]["tally"] == {"Member A": "10", "Member B": "4", "Member C": "5", "Member D": "2"}
    assert rounds[0]["tallyResults"][0] == {"elected": "Member A", "transfers": {"Member B": "2"}}
    assert rounds[1]["tallyResults"][0]["eliminated"] == "Member D"


def _svgs(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", page, re.S)]


def test_the_page_draws_each_stage_and_escapes_names(tmp_path: Path) -> None:
    ballots = Ballots(('A "<script>"', "B & C", "D"), {(0, 1): 6, (1,): 3, (2, 1): 2}, title="<Ward>")
    page = as_html(count("scottish-stv", ballots, seats=2), "comitia count x")
    assert "<script>" not in page.replace("<script>&quot;", "")
    assert "&lt;Ward&gt;" in page
    flow = next(svg for svg in _svgs(page) if svg.get("class") == "flow")
    texts = ["".join(each.itertext()) for each in flow.iter("{http://www.w3.org/2000/svg}text")]
    assert {"1", "2", "first", "Not transferable", "B & C"} <= set(texts) | set(" ".join(texts).split())
    assert len(list(flow.iter("{http://www.w3.org/2000/svg}desc"))) == 1
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def _scored() -> Ballots:
    return Ballots(("A", "B", "C"), {}, {(5, 3, 0): 3, (1, 4, 5): 2})


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_all_four_reports_twice_the_same(rule: str) -> None:
    def once() -> tuple[str, str, str, str]:
        ballots = Ballots.of("ABC", [("ABC", 5), ("BC", 4), ("CB", 3), ("A=B", 1), ("-C", 1)])
        if RULES[rule].kind == "scores":
            ballots = _scored()
        elif rule in ("dhondt", "sainte-lague", "largest-remainder"):
            ballots = list_ballots({"A": 5, "B": 4, "C": 3})
        counted = count(rule, ballots, seats=1 if RULES[rule].single else 2, ties=TieRule(seed="s"))
        return (
            as_text(counted),
            json.dumps(as_data(counted)),
            json.dumps(as_rctab(counted)),
            as_html(counted, "comitia count x"),
        )

    text, data, _, page = first = once()
    assert first == once()
    assert RULES[rule].title in text
    assert json.loads(data)["rule"] == rule
    assert all(svg.tag.endswith("svg") for svg in _svgs(page))


def test_treated_papers_are_counted_in_the_report() -> None:
    ballots = Ballots.of("AB", [("A", 5), ("-B", 2), ("A=B", 1), ("", 3), ("AA", 1)])
    text = as_text(count("scottish-stv", ballots, seats=1))
    assert "Papers: 12, valid 6, invalid 6." in text
    assert "Two papers have an empty rank: read up to it." in text
    assert "One paper has several candidates at one rank: read up to it." in text
    assert "One paper has a candidate more than once: read up to it." in text
    assert "Three papers have no preference at all: not counted." in text


def test_a_tie_is_told_and_exits_with_1(tmp_path: Path) -> None:
    path = tmp_path / "tie.blt"
    path.write_bytes(b"2 1\n3 1 0\n3 2 0\n0\nMember A\nMember B\n")
    code, out, _ = _run(str(path), "--rule", "irv")
    assert code == 1
    assert b"A lot is needed between Member A and Member B." in out
    code, out, _ = _run(str(path), "--rule", "irv", "--order", "Member B", "--order", "Member A")
    assert (code, b"Elected: Member B." in out, b"by the order declared beforehand" in out) == (0, True, True)
    assert _run(str(path), "--rule", "irv", "--seed", "x")[0] == 0


def test_compare_convert_output_and_list(ward: Path, tmp_path: Path) -> None:
    code, out, err = _run(str(ward), "--rule", "scottish-stv", "--compare", "meek", "--compare", "irv")
    assert (code, err) == (0, "left out: `irv` cannot count these ballots for 2 seats\n")
    assert b"Scottish STV and Meek STV" in out
    page = _run(str(ward), "--rule", "scottish-stv", "--compare", "block", "--format", "html")[1].decode()
    assert "Why they differ" in page
    assert page.count('scope="row"') == 4
    target = tmp_path / "out.csv"
    assert _run(str(ward), "--convert", "csv", "--output", str(target))[0] == 0
    again = _run(str(target), "--rule", "scottish-stv", "--seats", "2")
    assert b"Elected: Member A and Member C." in again[1]
    assert b"scottish-stv" in _run("--list")[1]


def test_terms_constraints_and_policy_from_the_command_line(ward: Path, tmp_path: Path) -> None:
    rules = tmp_path / "groups.yaml"
    rules.write_text("- {name: branch, members: [Member A, Member C], at most: 1}\n")
    code, out, _ = _run(str(ward), "--rule", "scottish-stv", "--constraints", str(rules))
    assert (code, b"Elected: Member A and Member B." in out) == (0, True)
    odd = tmp_path / "odd.blt"
    odd.write_bytes(b"2 1\n3 1 0\n5 1=2 0\n0\nMember A\nMember B\n")
    assert b"5 valid" not in _run(str(odd), "--rule", "irv")[1]
    assert b"invalid 5" in _run(str(odd), "--rule", "irv", "--overvoted", "reject")[1]
    exact = json.loads(_run(str(ward), "--rule", "wigm", "--term", "places=none", "--format", "json")[1])
    assert exact["quota"] == "7"


@pytest.mark.parametrize("arguments", [[], ["x.blt"], ["x.blt", "--rule", "wigm", "--term", "places"]])
def test_wrong_usage_is_told_plainly(arguments: list[str], ward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ward.parent)
    ward.rename(ward.with_name("x.blt"))
    code, out, err = _run(*arguments)
    assert (code, out) == (2, b"")
    assert "Error: " in err
    assert "Traceback" not in err
