"""The commands, one after the other, as a secretary would use them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from logkit import ORIGIN

from comitia.cli import main
from comitia.log.folder import make_log
from comitia.log.keys import load
from comitia.log.signer import KeySigner, SignedState, serve
from comitia.log.witness import Witness, server

ACTS = (
    '{"kind":"constituted","id":"c","at":"2011-01-01","unit":"union"}\n'
    '{"kind":"filed","id":"f1","at":"2011-02-01","by":"member-a","personal":{"member-7":{"name":"Member G"}}}\n'
)
Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a command line in an empty folder; `code` is the exit code that it must have."""
    monkeypatch.chdir(tmp_path)

    def run(line: str, code: int = 0) -> Result:
        result = CliRunner().invoke(main, line.split())
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def log(call: Call, tmp_path: Path) -> Path:
    call("log key sec.key --name secretary.union.example")
    call(f"log init log --origin {ORIGIN} --officer Secretary=sec.key")
    (tmp_path / "acts.jsonl").write_text(ACTS, encoding="utf-8")
    call("log append log acts.jsonl --key sec.key")
    return tmp_path / "log"


def test_from_an_act_to_a_receipt_that_holds(call: Call, log: Path, tmp_path: Path) -> None:
    status = call("log status log").output
    assert "accepted:  3 entries" in status
    assert "published: 3 entries" in status
    call("log receipt log 2 -o r.tlog-proof --qr r.svg")
    assert (tmp_path / "r.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert "It holds." in call("verify r.tlog-proof --policy log/policy").output
    assert "یہ درست ہے۔" in call("verify r.tlog-proof --policy log/policy --log log --language ur").output
    assert call("log receipt log 2").output.encode() == (tmp_path / "r.tlog-proof").read_bytes()
    assert "no-entry" in call("log receipt log 3", 2).output
    (tmp_path / "r.tlog-proof").write_bytes((tmp_path / "r.tlog-proof").read_bytes().replace(b"index 2", b"index 1"))
    assert "It does not hold." in call("verify r.tlog-proof --policy log/policy", 1).output


def test_what_is_accepted_and_not_published_is_said(call: Call, log: Path) -> None:
    call("log append log acts.jsonl --key sec.key --no-publish")
    assert "accepted:  5 entries" in call("log status log", 1).output
    assert "5 entries" in call("log checkpoint log").output
    call("log status log")


def test_export_mirror_import_and_writing_on(call: Call, log: Path, tmp_path: Path) -> None:
    call("log export log log.zip")
    call("verify --log log.zip --policy log/policy")
    assert "3 entries, 3 of them new." in call("log mirror log copy --policy log/policy").output
    log.rename(tmp_path / "lost")
    call("log import copy log --policy copy/policy")
    assert "none (a mirror)" in call("log status log").output
    assert "signer-address" in call("log append log acts.jsonl --key sec.key", 2).output
    (log / "private" / "signer").write_text("keys\t../log.signer/signed\t../log.signer/log.key\n", encoding="utf-8")
    call("log append log acts.jsonl --key sec.key")
    assert "2 of them new" in call("log mirror log copy --policy log/policy").output


def test_a_second_history_is_written_down_as_evidence(call: Call, log: Path, tmp_path: Path) -> None:
    call("log mirror log copy --policy log/policy")
    officers = [("Secretary", load(tmp_path / "sec.key"))]
    signer = "keys\t../forgotten\t../log.signer/log.key"
    make_log(tmp_path / "fork", ORIGIN, officers, signer, (log / "policy").read_bytes())
    (tmp_path / "other.jsonl").write_text(ACTS.replace("2011", "2012") * 2, encoding="utf-8")
    call("log append fork other.jsonl --key sec.key")
    call("verify --log fork --policy log/policy")  # whole in itself
    assert "split-view" in call("log mirror fork copy --policy log/policy", 1).output
    said = call("verify copy/evidence --policy log/policy").output
    assert "could still show a proof that one extends the other" in said
    evidence = (tmp_path / "copy" / "evidence").read_bytes()
    assert evidence.count(f"\n{ORIGIN}\n".encode()) == 2


def test_erasing_a_person(call: Call, log: Path) -> None:
    call("log receipt log 2 -o r.tlog-proof")
    assert "1 payloads are kept of member-7" in call("erase member-7 --log log --show").output
    assert "Act `erased` is entry 3." in call("erase member-7 --log log --key sec.key --yes").output
    assert "Nothing is kept of member-7." in call("erase member-7 --log log --key sec.key --yes", 1).output
    call("verify r.tlog-proof --log log --policy log/policy")


def test_a_log_with_a_signer_process_and_a_handover(call: Call, tmp_path: Path) -> None:
    call("log key sec.key --name secretary.union.example")
    call(f"log key log.key --name {ORIGIN}")
    call(f"log key new.key --name {ORIGIN}")

    def start(*keys: str) -> None:
        (tmp_path / "s").unlink(missing_ok=True)
        signer = KeySigner(ORIGIN, [load(tmp_path / name) for name in keys], SignedState(tmp_path / "signed"))
        threading.Thread(target=serve, args=(signer, tmp_path / "s"), daemon=True).start()
        while not (tmp_path / "s").exists():
            time.sleep(0.01)

    start("log.key")
    call(f"log init log --origin {ORIGIN} --officer Secretary=sec.key --signer s")
    old = (tmp_path / "log" / "policy").read_bytes()
    call("log rotate log --new-key new.key --old-key log.key --key sec.key")
    (tmp_path / "old-policy").write_bytes(old)
    (tmp_path / "acts.jsonl").write_text(ACTS, encoding="utf-8")
    start("new.key")
    call("log append log acts.jsonl --key sec.key")
    assert "handed over to a new key" in call("verify --log log --policy old-policy").output
    call("log receipt log 3 -o r.tlog-proof")
    call("verify r.tlog-proof --policy log/policy")
    assert "untrusted-log" in call("verify r.tlog-proof --policy old-policy", 1).output
    assert "rotate" in call("log rotate log --new-key new.key --key sec.key", 2).output


def test_a_log_with_a_witness_waits_for_it_and_then_publishes(call: Call, tmp_path: Path) -> None:
    vkey = call("log key w.key --name branch-1.example/witness --kind witness").output.strip()
    call("log key sec.key --name secretary.union.example")
    witness = Witness(tmp_path / "witness.sqlite", [load(tmp_path / "w.key")], {})
    with server(witness, "127.0.0.1", 0) as listening:
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        url = f"http://127.0.0.1:{listening.server_address[1]}"
        (tmp_path / "witnesses").write_text(f"witness w {vkey} {url}\nquorum w\n", encoding="utf-8")
        refused = call(f"log init log --origin {ORIGIN} --officer Secretary=sec.key --policy witnesses", 1).output
        assert "witness-refused" in refused
        assert "waits for witnesses" in refused
        assert "waiting for witnesses: a checkpoint of 1 entries" in call("log status log", 1).output
        log_key = load(tmp_path / "log.signer" / "log.key").public
        witness.follow({ORIGIN: [log_key]})
        assert "Published a checkpoint of 1 entries." in call("log checkpoint log").output
        listening.shutdown()
    (tmp_path / "logs.txt").write_text(f"{log_key}\n", encoding="utf-8")
    assert f"{ORIGIN}: size 1" in call("witness --logs logs.txt --show").output
    call("log receipt log 0 -o r.tlog-proof")
    assert "1 independent witnesses" in call("verify r.tlog-proof --policy log/policy").output


def test_officers_come_and_go(call: Call, log: Path) -> None:
    vkey = call("log officer log").output.strip().removeprefix("Secretary: ")
    call("log key deputy.key --name deputy.union.example")
    assert "acts-unsigned" in call("log append log acts.jsonl --key deputy.key", 2).output
    call("log officer log --add deputy.key --holder Deputy --key sec.key")
    call("log append log acts.jsonl --key deputy.key")
    call(f"log officer log --end {vkey} --key deputy.key")
    assert call("log officer log").output.startswith("Deputy: deputy.union.example+")
    assert "acts-unsigned" in call("log append log acts.jsonl --key sec.key", 2).output
    call("verify --log log --policy log/policy")
    deputy = call("log officer log").output.strip().removeprefix("Deputy: ")
    assert "of the last one" in call(f"log officer log --end {deputy} --key deputy.key", 1).output
    assert "--holder" in call("log officer log --add sec.key --key deputy.key", 2).output


@pytest.mark.parametrize("kept", ["", "{}", "no JSON", '{"size": 99}'])
def test_a_kept_roster_that_is_lost_or_wrong_is_worked_out_again(call: Call, log: Path, kept: str) -> None:
    path = log / "private" / "roster"
    call("log officer log")
    good = path.read_text(encoding="utf-8")
    path.write_text(kept, encoding="utf-8")
    call("log officer log")
    assert path.read_text(encoding="utf-8") == good
    path.write_text(good.replace('"size": 3', '"size": 4'), encoding="utf-8")
    call("log officer log")
    assert path.read_text(encoding="utf-8") == good


def test_the_kit_is_three_files(call: Call, log: Path) -> None:
    names = [Path(line).name for line in call("log kit kit --policy log/policy").output.splitlines()]
    assert names == ["comitia-verify.pyz", "verify.html", "policy"]


@pytest.mark.parametrize(("line", "code", "word"), [
    ("log status nowhere", 2, "no-log"),
    ("log append log absent.jsonl --key sec.key", 2, "absent.jsonl"),
    ("log append log acts.jsonl --key absent.key", 2, "key-file"),
    ("log init log --origin x --officer Secretary=sec.key", 2, "exists"),
    ("log key sec.key --name x", 2, "key-exists"),
    ("log key k --name has+plus", 2, "key-name"),
    ("log mirror nowhere copy --policy log/policy", 2, "no-log"),
    ("verify", 2, "give a receipt"),
    ("verify r --policy nowhere", 2, "no-file"),
    ("verify --log nowhere --policy log/policy", 2, "no-log"),
    ("erase member-7 --log nowhere", 2, "no-log"),
    ("witness --logs log/policy --key sec.key", 2, "vkey"),
])  # fmt: skip
def test_what_cannot_be_done_is_told_without_a_traceback(
    call: Call, log: Path, line: str, code: int, word: str
) -> None:
    assert word in call(line, code).output


def test_acts_that_cannot_be_kept_change_nothing(call: Call, log: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text(ACTS + json.dumps({"kind": "paid", "amount": 1.5}) + "\n", encoding="utf-8")
    assert "leaf-value" in call("log append log bad.jsonl --key sec.key", 2).output
    assert "accepted:  3 entries" in call("log status log").output


def test_every_command_has_help_with_an_example(call: Call) -> None:
    from comitia.cli.log import command

    for line in ("verify", "witness", "erase", "log", *(f"log {name}" for name in command.commands)):
        assert "Example" in call(f"{line} --help").output
