"""Verification as a stranger does it: any changed byte is noticed, and the answer is in plain words."""

from __future__ import annotations

import io
import re
import string
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from logkit import ORIGIN, Kit, key, refusal

from comitia.log.errors import LogError, ProofError
from comitia.log.evidence import SplitView
from comitia.log.folder import receipt_for
from comitia.log.keys import SigningKey
from comitia.log.kit import page, write_kit, zipapp
from comitia.log.leaf import make_leaf
from comitia.log.note import COSIGNATURE_ED25519, COSIGNATURE_MLDSA44, Note
from comitia.log.policy import Policy, parse_policy
from comitia.log.receipt import Receipt
from comitia.log.roster import log_key, officer_key, officer_key_ended
from comitia.log.source import export, open_source
from comitia.log.standalone import run
from comitia.log.tiles import Read
from comitia.log.verify import Statement, check_log, check_receipt, check_together
from comitia.log.words import LANGUAGES, catalogue, sentence, told

WITNESSES = [key(f"branch-{n}.example/witness", COSIGNATURE_ED25519) for n in (1, 2)]
PQ = key("branch-3.example/witness", COSIGNATURE_MLDSA44)


def written(kit: Kit, *batches: list[bytes]) -> Path:
    writer = kit.writer()
    for batch in batches:
        writer.append(batch)
        writer.checkpoint()
    writer.close()
    return kit.folder / "log"


@pytest.fixture
def log(kit: Kit) -> Path:
    return written(kit, [kit.opening()], [kit.act(n) for n in range(1, 6)], [kit.act(n) for n in range(6, 9)])


def quorum_policy(kit: Kit) -> Policy:
    parties = [f"witness b{n} {k.public}" for n, k in enumerate([*WITNESSES, PQ], 1)]
    return parse_policy(kit.policy(*parties, "group branches 2 b1 b2 b3", "quorum branches"))


def cosigned(receipt: Receipt, witnesses: Sequence[SigningKey] = (WITNESSES[0], PQ)) -> Receipt:
    signatures = [k.cosign(receipt.checkpoint.text, 1_700_000_000) for k in witnesses]
    return Receipt(receipt.index, receipt.path, receipt.checkpoint.adding(signatures), receipt.extra)


def test_a_receipt_reads_back_and_holds(kit: Kit, log: Path) -> None:
    for index in range(9):
        receipt = receipt_for(open_source(str(log)), index)
        assert Receipt.parse(receipt.data) == receipt
        answer = check_receipt(receipt, parse_policy(kit.policy()))
        assert answer.leaf == (kit.act(index) if index else kit.opening())
        assert Statement("proved", "included", {"index": index, "size": 9, "origin": ORIGIN}) in answer.statements
    with pytest.raises(LogError, match="no-entry"):
        receipt_for(open_source(str(log)), 9)


@pytest.mark.parametrize(
    ("witnesses", "every"), [(WITNESSES, 1), ([WITNESSES[0], PQ], 7)], ids=["Ed25519", "ML-DSA-44"]
)
def test_a_changed_byte_anywhere_in_a_receipt_is_refused(
    kit: Kit, log: Path, witnesses: list[SigningKey], every: int
) -> None:
    receipt, policy = cosigned(receipt_for(open_source(str(log)), 5), witnesses), quorum_policy(kit)
    data = receipt.data
    check_receipt(Receipt.parse(data), policy)
    for at in range(0, len(data), every):
        changed = data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :]
        assert refusal(lambda changed=changed: check_receipt(Receipt.parse(changed), policy)), at  # type: ignore[misc]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 400))
def test_any_bytes_are_read_as_a_receipt_or_a_policy_or_refused(data: bytes, start: int, stop: int) -> None:
    base = b"c2sp.org/tlog-proof@v1\nindex 0\n\nx.example\n1\n" + b"A" * 43 + b"=\n\n\xe2\x80\x94 x.example AAAAAAAA\n"
    for text in (data, base[:start] + data + base[stop:]):
        for parse in (Receipt.parse, parse_policy):
            refused = refusal(lambda parse=parse, text=text: parse(text))  # type: ignore[misc]
            assert refused is None or re.match(r"\d+:\d+", refused.place)


def test_what_a_policy_does_not_trust_does_not_hold(kit: Kit, log: Path) -> None:
    receipt = receipt_for(open_source(str(log)), 5)
    with pytest.raises(ProofError, match="quorum"):
        check_receipt(receipt, quorum_policy(kit))
    stranger = f"log {key('stranger.example/log').public}\nquorum none\n".encode()
    with pytest.raises(ProofError, match="untrusted-log"):
        check_receipt(receipt, parse_policy(stranger))
    with pytest.raises(ProofError, match="inclusion-root"):
        check_receipt(receipt, parse_policy(kit.policy()), kit.act(4))
    bare = Receipt(receipt.index, receipt.path, receipt.checkpoint)
    with pytest.raises(LogError, match="receipt-leaf"):
        check_receipt(bare, parse_policy(kit.policy()))
    assert check_receipt(bare, parse_policy(kit.policy()), kit.act(5))


def test_a_changed_byte_anywhere_in_a_log_is_refused(kit: Kit, log: Path) -> None:
    policy, public = parse_policy(kit.policy()), log / "public"
    files = {p.relative_to(public).as_posix(): p.read_bytes() for p in public.rglob("*") if p.is_file()}
    head = receipt_for(files.get, 0).head
    used = [f"tile/0/000.p/{head.size}", f"tile/entries/000.p/{head.size}", "checkpoint", "checkpoints"]
    check_log(files.get, policy)
    for name in used:
        for at in range(len(files[name])):
            data = files[name][:at] + bytes([files[name][at] ^ 1]) + files[name][at + 1 :]
            changed = files | {name: data}
            refused = refusal(lambda changed=changed: check_log(changed.get, policy))  # type: ignore[misc]
            assert refused, (name, at)


@pytest.mark.parametrize("change", ["removed", "swapped", "inserted", "cut"])
def test_entries_removed_swapped_inserted_or_cut_are_noticed(kit: Kit, log: Path, change: str) -> None:
    acts = [kit.opening(), *(kit.act(n) for n in range(1, 9))]
    match change:
        case "removed":
            acts = [*acts[:4], *acts[5:], kit.act(99)]
        case "swapped":
            acts[3], acts[4] = acts[4], acts[3]
        case "inserted":
            acts = [*acts[:4], kit.act(99), *acts[4:8]]
        case "cut":
            acts = acts[:8]
    forged = Kit(kit.folder / "forged", kit.log_key, kit.officer)
    forged.folder.mkdir()
    other = written(forged, acts)
    receipt = receipt_for(open_source(str(log)), 8)
    policy = parse_policy(kit.policy())
    check_log(open_source(str(other)), policy)  # a second history, whole in itself
    with pytest.raises(ProofError, match="split-view"):
        check_together(open_source(str(other)), receipt)
    check_together(open_source(str(log)), receipt)


def test_two_receipts_of_two_histories_contradict_each_other_without_any_log(
    kit: Kit, log: Path, tmp_path: Path
) -> None:
    fork = Kit(tmp_path / "fork", kit.log_key, kit.officer)
    fork.folder.mkdir()
    other = written(fork, [kit.opening(), *(kit.act(n) for n in range(101, 109))])
    more = Kit(tmp_path / "more", kit.log_key, kit.officer)
    more.folder.mkdir()
    longer = written(more, [kit.opening(), *(kit.act(n) for n in range(1, 12))])
    paths = {}
    for name, folder, index in (("mine", log, 3), ("same", log, 4), ("theirs", other, 3), ("longer", longer, 3)):
        paths[name] = str(tmp_path / name)
        Path(paths[name]).write_bytes(receipt_for(open_source(str(folder)), index).data)
    policy = str(tmp_path / "policy")
    Path(policy).write_bytes(kit.policy())

    def said(against: str) -> tuple[int, str]:
        return run(paths["mine"], policy, against=paths[against])

    assert "the same root at the same size" in said("same")[1]
    assert "another size of the record (12 entries)" in said("longer")[1]
    assert [said(name)[0] for name in ("same", "longer", "theirs")] == [0, 0, 1]
    assert catalogue("en")["why-split-view"] in said("theirs")[1]

    view = SplitView(*(Receipt.parse(Path(paths[name]).read_bytes()).checkpoint for name in ("mine", "theirs")))
    evidence = tmp_path / "evidence"
    evidence.write_bytes(view.data)
    assert run(str(evidence), policy)[0] == 1
    assert catalogue("en")["why-split-view"] in run(str(evidence), policy)[1]
    stranger = tmp_path / "stranger"
    stranger.write_bytes(f"log {key(ORIGIN + '/x').public}\nquorum none\n".encode())
    assert "untrusted-log" in run(str(evidence), str(stranger))[1]


def test_an_act_that_no_officer_in_force_signed_is_named(kit: Kit) -> None:
    stranger, deputy = key("stranger.example"), key("deputy.union.example")
    brought = make_leaf(officer_key("Deputy", deputy.public), [kit.officer, deputy])
    ended = make_leaf(officer_key_ended(kit.officer.public), [deputy])
    by_deputy = make_leaf({"act": {"kind": "paid"}}, [deputy])
    policy = parse_policy(kit.policy())
    good = written(kit, [kit.opening(), brought, by_deputy, ended, by_deputy])
    assert (
        Statement("proved", "acts-signed", {"count": 5, "keys": 1})
        in check_log(open_source(str(good)), policy).statements
    )
    for number, (bad, found) in enumerate([
        (make_leaf({"act": {}}, [stranger]), "no signature by an officer's key"),
        (make_leaf(officer_key("Stranger", stranger.public), [kit.officer]), "no signature by stranger"),
        (make_leaf(officer_key_ended(kit.officer.public), [kit.officer]), "or of the last one"),
        (make_leaf({"log": "unheard-of"}, [kit.officer]), "the word 'unheard-of'"),
        (Note(b'{"act":{}}\n', (kit.officer.sign(b'{"act":{"x":1}}\n'),)).data, "does not fit"),
        (b"no act at all", "no blank line"),
    ]):  # fmt: skip
        here = Kit(kit.folder / f"bad-{number}", kit.log_key, kit.officer)
        here.folder.mkdir()
        with pytest.raises(ProofError) as refused:
            check_log(open_source(str(written(here, [kit.opening(), bad]))), policy)
        assert refused.value.place.startswith("entry 1")
        assert found in refused.value.found


def test_a_log_handed_over_is_trusted_through_the_old_keys_signature_only(kit: Kit) -> None:
    new, policy = key("new key of " + ORIGIN.replace("/", ".")), parse_policy(kit.policy())
    new = type(new)(ORIGIN, new.algorithm, new.seed)
    for lost in (False, True):
        signers = [kit.officer, new, *([] if lost else [kit.log_key])]
        handover = make_leaf(log_key(new.public, kit.log_key.public, lost=lost), signers)
        here = Kit(kit.folder / str(lost), kit.log_key, kit.officer)
        here.folder.mkdir()
        written(here, [kit.opening(), handover])
        here.log_key = new
        folder = written(here, [kit.act(1)])
        if not lost:
            words = told(check_log(open_source(str(folder)), policy))
            assert f"Put it into your policy: {new.public}" in words
        else:
            with pytest.raises(ProofError, match="untrusted-log"):
                check_log(open_source(str(folder)), policy)
        renewed = parse_policy(f"log {new.public}\n".encode() + kit.policy())
        assert check_log(open_source(str(folder)), renewed)


def test_a_log_of_other_entries_is_checked_and_said_not_to_be_of_acts(kit: Kit) -> None:
    folder = written(kit, [b"one", b"two", b"three"])
    words = told(check_log(open_source(str(folder)), parse_policy(kit.policy())))
    assert "The entries are not signed acts" in words
    receipt = receipt_for(open_source(str(folder)), 1)
    assert "not an act of this kind" in told(check_receipt(receipt, parse_policy(kit.policy())))


def test_an_exported_log_is_verified_like_the_folder(kit: Kit, log: Path) -> None:
    target = kit.folder / "log.zip"
    steps = list(export(log / "public", target))
    assert steps[-1][0] == steps[-1][1]
    policy = parse_policy(kit.policy())
    assert check_log(open_source(str(target)), policy) == check_log(open_source(str(log)), policy)
    with pytest.raises(LogError, match="export-exists"):
        list(export(log / "public", target))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_says_every_sentence_with_the_same_facts() -> None:
    english = catalogue("en")
    for language in LANGUAGES:
        words = catalogue(language)
        assert words.keys() == english.keys()
        assert {code: fields(text) for code, text in words.items()} == {c: fields(t) for c, t in english.items()}
        assert words["direction"] == ("rtl" if language in ("ur", "sd") else "ltr")
        assert language == "en" or not set(words.values()) & set(english.values()) - {"ltr", "rtl"}
    with pytest.raises(KeyError):
        catalogue("xx")


def test_the_answer_names_the_witnesses_the_time_and_the_quorum(kit: Kit, log: Path) -> None:
    receipt = cosigned(receipt_for(open_source(str(log)), 5))
    words = told(check_receipt(receipt, quorum_policy(kit)))
    assert "2 independent witnesses countersigned it: b1, b3. The last did so at 2023-11-14 22:13 UTC." in words
    assert "which asks for: 2 of (b1, b2, b3)" in words
    assert "quantum" not in words  # one witness's key is post-quantum
    assert sentence(Statement("proved", "history", {"count": 3}), "es").startswith("Los 3 puntos de control")


def test_exit_codes_and_messages_of_the_command(kit: Kit, log: Path, tmp_path: Path) -> None:
    policy, receipt = tmp_path / "policy", tmp_path / "r.tlog-proof"
    policy.write_bytes(kit.policy())
    receipt.write_bytes(receipt_for(open_source(str(log)), 5).data)
    assert run(str(receipt), str(policy))[0] == 0
    assert run(str(receipt), str(policy), str(log), language="sd")[0] == 0
    code, text = run(None, None, str(log))
    assert code == 2
    assert "no-policy" in text
    (log / "policy").write_bytes(kit.policy())
    code, text = run(None, None, str(log))
    assert code == 0
    assert "taken from the log's own folder" in text
    receipt.write_bytes(receipt.read_bytes().replace(b"index 5", b"index 4"))
    code, text = run(str(receipt), str(policy), language="ur")
    assert code == 1
    assert text.startswith(catalogue("ur")["fails"])
    receipt.write_bytes(b"c2sp.org/tlog-proof@v1\nindex five\n\n")
    code, text = run(str(receipt), str(policy))
    assert code == 2
    assert f"{receipt}:2:7" in text
    assert run(str(tmp_path / "absent"), str(policy))[0] == 2
    assert run(None, str(policy), str(tmp_path / "absent"))[0] == 2


def test_the_zipapp_checks_a_receipt_with_python_and_cryptography_alone(kit: Kit, log: Path, tmp_path: Path) -> None:
    paths = write_kit(tmp_path / "kit", kit.policy())
    receipt = tmp_path / "r.tlog-proof"
    receipt.write_bytes(receipt_for(open_source(str(log)), 5).data)
    block = (
        "import sys, runpy\n"
        "class No:\n"
        "  def find_spec(self, name, *_):\n"
        "    if name.split('.')[0] in ('click', 'rich', 'rfc8785', 'msgspec', 'fcntl'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, No())\n"
        "sys.path = [p for p in sys.path if not p.endswith('src')]\n"
        f"sys.argv = ['x', {str(receipt)!r}, '--policy', {str(paths[2])!r}]\n"
        f"runpy.run_path({str(paths[0])!r}, run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", block], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("It holds.")
    names = zipfile.ZipFile(io.BytesIO(zipapp())).namelist()
    assert "comitia/log/verify.py" in names
    assert not [name for name in names if "writer" in name or "vault" in name]
    assert zipapp() == zipapp()


def test_the_page_is_whole_speaks_every_language_and_fetches_nothing() -> None:
    text = page()
    assert not re.search(r"/\*(STYLE|WORDS|PROOF|SHOW)\*/", text)
    assert not re.search(r"(?:src|href)\s*=|https?://|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", text)
    assert "default-src 'none'" in text
    for language in LANGUAGES:
        assert catalogue(language)["title"] in text
    used = set(re.findall(r'data-word="([a-z-]+)"', text)) | set(re.findall(r'say\("[a-z-]+", "([a-z-]+)"', text))
    assert len(used) > 20
    assert used <= catalogue("en").keys()


def test_a_folder_read_has_only_public_files(log: Path) -> None:
    read: Read = open_source(str(log))
    assert read("checkpoint") is not None
    assert read("../private/journal.sqlite") is None or not str(log).startswith("http")
