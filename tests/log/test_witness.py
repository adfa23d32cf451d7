"""Witnesses: the specification's status codes, quorum, a clock set back, races, and two histories shown as evidence."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from logkit import ORIGIN, Kit, key

from comitia.log.ask import Witnesses, post
from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError
from comitia.log.evidence import SplitView
from comitia.log.growth import Growth
from comitia.log.keys import SigningKey, cosigned_at, verify
from comitia.log.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from comitia.log.mirror import SplitFound, mirror
from comitia.log.note import COSIGNATURE_MLDSA44, Note, parse_note, parse_signature, signed_by
from comitia.log.policy import parse_policy
from comitia.log.source import open_source
from comitia.log.store import FolderStore
from comitia.log.verify import check_log
from comitia.log.witness import Witness, origin_hash, parse_logs, server

LEAVES = [leaf_hash(b"%d" % n) for n in range(20)]
OTHER = [*LEAVES[:4], leaf_hash(b"another act"), *LEAVES[5:]]


def note(size: int, leaves: list[bytes] = LEAVES, signer: SigningKey | None = None, origin: str = ORIGIN) -> Note:
    text = Checkpoint(origin, size, root_of(leaves[:size])).text
    return Note(text, ((signer or key(ORIGIN)).sign(text),))


def request(old: int, new: int, leaves: list[bytes] = LEAVES) -> bytes:
    proof = consistency_proof(old, new, lambda level, n: root_of(leaves[n << level : (n + 1) << level]))
    return Growth(old, tuple(proof), note(new, leaves).data).data


@pytest.fixture
def witness(tmp_path: Path, witness_keys: list[SigningKey]) -> Witness:
    pq = key("branch-1.example/witness", COSIGNATURE_MLDSA44)
    return Witness(tmp_path / "w.sqlite", [witness_keys[0], pq], {ORIGIN: [key(ORIGIN).public]}, lambda: 1_700_000_000)


def test_growth_is_cosigned_with_every_key_and_can_be_fetched(witness: Witness, witness_keys: list[SigningKey]) -> None:
    for old, new in ((0, 3), (3, 3), (3, 8)):
        answer = witness.add_checkpoint(request(old, new))
        assert answer.status == 200
        signatures = [parse_signature(line) for line in answer.body.splitlines()]
        pq = key("branch-1.example/witness", COSIGNATURE_MLDSA44)
        keys = [witness_keys[0].public, pq.public]
        assert signed_by(Note(note(new).text, tuple(signatures)), keys, verify) == tuple(keys)
        assert {cosigned_at(s.data) for s in signatures} == {1_700_000_000}
    kept = parse_note(witness.checkpoint(origin_hash(ORIGIN)).body)
    assert kept.text == note(8).text
    assert [s.name for s in kept.signatures] == [ORIGIN, "branch-1.example/witness", "branch-1.example/witness"]
    assert witness.checkpoint("0" * 64).status == 404


STATUS = {
    "no request": (b"", 400),
    "no checkpoint": (b"old 0\n\nnothing\n", 400),
    "old size above the new": (Growth(9, (), note(8).data).data, 400),
    "unknown log": (Growth(0, (), note(3, origin="other.example/log").data).data, 404),
    "no trusted signature": (Growth(0, (), note(3, signer=key("stranger")).data).data, 403),
    "false signature": (Growth(0, (), note(3).data.replace(b"\n3\n", b"\n4\n")).data, 403),
    "signature that is no base64": (Growth(0, (), note(3).data[:-5] + b"!\n").data, 403),
    "stale size": (request(0, 8), 409),
    "a size never seen": (request(4, 8), 409),
    "proof missing": (Growth(5, (), note(8).data).data, 422),
    "another history": (request(5, 8, OTHER), 422),
    "another root of the same size": (Growth(5, (), note(5, OTHER).data).data, 422),
}


@pytest.mark.parametrize("case", STATUS)
def test_refusals_have_the_status_of_the_specification(witness: Witness, case: str) -> None:
    assert witness.add_checkpoint(request(0, 5)).status == 200
    body, status = STATUS[case]
    answer = witness.add_checkpoint(body)
    assert answer.status == status
    if status == 409:
        assert (answer.body, answer.content_type) == (b"5\n", "text/x.tlog.size")
    assert [size for _, size, _ in witness.last()] == [5]


@pytest.mark.parametrize(("size", "root", "proof", "status"), [
    (0, EMPTY_ROOT, (), 200), (0, LEAVES[0], (), 422), (1, LEAVES[0], (LEAVES[0],), 422), (1, LEAVES[0], (), 200),
])  # fmt: skip
def test_from_nothing_a_proof_must_be_empty(
    witness: Witness, size: int, root: bytes, proof: tuple[bytes, ...], status: int
) -> None:
    text = Checkpoint(ORIGIN, size, root).text
    body = Note(text, (key(ORIGIN).sign(text),)).data
    assert witness.add_checkpoint(Growth(0, proof, body).data).status == status


def test_two_histories_are_kept_as_evidence(witness: Witness) -> None:
    witness.add_checkpoint(request(0, 5))
    witness.add_checkpoint(Growth(5, (), note(5, OTHER).data).data)
    witness.add_checkpoint(Growth(5, (), note(5, OTHER).data).data)
    (view,) = witness.evidence()
    witness.add_checkpoint(Growth(0, (), note(5, [*LEAVES[:4], LEAVES[9]]).data).data)  # stale, and yet two roots
    assert len(witness.evidence()) == 2
    assert view.conclusive
    assert view.signed([key(ORIGIN).public])
    assert SplitView.parse(view.data) == view


def test_a_clock_set_back_cosigns_nothing(tmp_path: Path, witness_keys: list[SigningKey]) -> None:
    now = [1_700_000_000.0]
    witness = Witness(tmp_path / "w", witness_keys[:1], {ORIGIN: [key(ORIGIN).public]}, lambda: now[0])
    assert witness.add_checkpoint(request(0, 5)).status == 200
    now[0] -= 3600
    answer = witness.add_checkpoint(request(5, 8))
    assert answer.status == 503
    assert b"clock-set-back" in answer.body
    now[0] += 7200
    assert witness.add_checkpoint(request(5, 8)).status == 200


def test_of_many_at_once_each_size_is_cosigned_for_one_history(witness: Witness) -> None:
    witness.add_checkpoint(request(0, 5))
    bodies = [request(5, n, leaves) for n in range(6, 12) for leaves in (LEAVES, [*LEAVES[:5], *OTHER[4:]])]
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda body=body: answers.append(witness.add_checkpoint(body).status))  # type: ignore[misc]
        for body in bodies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(200) == 1
    assert set(answers) == {200, 409}


def test_the_list_of_logs_takes_an_origin_that_is_not_the_keys_name() -> None:
    vkey = str(key("sum.example").public)
    logs = parse_logs(f"# followed\n{vkey}\n{vkey} go.sum database tree\n", "logs.txt")
    assert set(logs) == {"sum.example", "go.sum database tree"}
    with pytest.raises(LogError, match="vkey") as refused:
        parse_logs(f"{vkey}\nnonsense\n", "logs.txt")
    assert refused.value.place == "logs.txt:2:1"


@contextmanager
def running(witness: Witness) -> Iterator[str]:
    with server(witness, "127.0.0.1", 0) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()
        thread.join()


def policy_of(kit: Kit, keys: list[SigningKey], urls: list[str], quorum: int) -> bytes:
    lines = [f"witness b{n} {k.public} {url}" for n, (k, url) in enumerate(zip(keys, urls, strict=True), 1)]
    names = " ".join(f"b{n}" for n in range(1, len(keys) + 1))
    return kit.policy(*lines, f"group branches {quorum} {names}", "quorum branches")


def test_a_log_publishes_on_quorum_over_http_and_one_witness_may_be_away(
    kit: Kit, tmp_path: Path, witness_keys: list[SigningKey]
) -> None:
    logs = {ORIGIN: [kit.log_key.public]}
    one, two = (Witness(tmp_path / f"{n}.sqlite", [witness_keys[n]], logs) for n in (0, 1))
    with running(one) as first, running(two) as second:
        policy = parse_policy(policy_of(kit, witness_keys, [first, second, "http://127.0.0.1:9"], 2))
        writer = kit.writer(Witnesses(policy))
        writer.append([kit.opening()])
        outcome = writer.checkpoint()
        assert outcome.published
        assert [refusal.code for refusal in outcome.refusals] == ["witness-away"]
        # A fresh process does not know where its witnesses stand: it learns it from their 409.
        writer.close()
        writer = kit.writer(Witnesses(policy))
        writer.append([kit.act(n) for n in range(1, 300)])
        assert writer.checkpoint().published
        writer.close()
        assert [size for _, size, _ in one.last()] == [300]
        check_log(open_source(str(kit.folder / "log")), policy)
        with urllib.request.urlopen(f"{first}/{origin_hash(ORIGIN)}/checkpoint", timeout=5) as got:
            assert got.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert b"\n300\n" in got.read()
        for path, data, status in (("/elsewhere", b"x", 404), ("/add-checkpoint", b"x" * 300_000, 413)):
            with pytest.raises((urllib.error.HTTPError, OSError)) as refused:
                urllib.request.urlopen(f"{first}{path}", data=data, timeout=5)
            assert getattr(refused.value, "code", status) == status


def test_without_quorum_the_checkpoint_waits_and_is_published_later(
    kit: Kit, tmp_path: Path, witness_keys: list[SigningKey]
) -> None:
    witness = Witness(tmp_path / "0.sqlite", witness_keys[:1], {ORIGIN: [kit.log_key.public]})
    up = [False]

    def send(url: str, body: bytes) -> tuple[int, bytes]:
        if not up[0]:
            raise OSError("connection refused")
        answer = witness.add_checkpoint(body)
        return answer.status, answer.body

    policy = parse_policy(policy_of(kit, witness_keys[:1], ["http://w"], 1))
    writer = kit.writer(Witnesses(policy, send))
    writer.append([kit.opening()])
    outcome = writer.checkpoint()
    assert not outcome.published
    assert kit.store().read("checkpoint") is None
    waiting = kit.store().pending()
    writer.abandon()
    up[0] = True
    writer = kit.writer(Witnesses(policy, send))
    outcome = writer.checkpoint()
    assert outcome.published
    assert waiting is not None
    assert outcome.note.data.startswith(waiting)
    assert kit.store().pending() is None


def test_a_restored_old_backup_whose_signer_forgot_too_is_stopped_by_its_witness(
    kit: Kit, tmp_path: Path, witness_keys: list[SigningKey]
) -> None:
    witness = Witness(tmp_path / "0.sqlite", witness_keys[:1], {ORIGIN: [kit.log_key.public]})

    def send(url: str, body: bytes) -> tuple[int, bytes]:
        answer = witness.add_checkpoint(body)
        return answer.status, answer.body

    policy = parse_policy(policy_of(kit, witness_keys[:1], ["http://w"], 1))
    for folder, acts, code in (
        ("now", 5, None),
        ("old", 3, "behind-the-witness"),
        ("fork", 9, "witness-saw-another-history"),
    ):
        here = Kit(tmp_path / folder, kit.log_key, kit.officer)
        here.folder.mkdir()
        writer = here.writer(Witnesses(policy, send))
        writer.append([here.opening(), *(here.act(n + len(folder) * 100) for n in range(acts))])
        outcome = writer.checkpoint()
        assert [refusal.code for refusal in outcome.refusals] == ([code] if code else [])
        assert outcome.published == (code is None)
        writer.close()
    assert len(witness.evidence()) == 1


def test_an_answer_that_is_no_cosignature_is_not_counted(kit: Kit, witness_keys: list[SigningKey]) -> None:
    policy = parse_policy(policy_of(kit, witness_keys[:1], ["http://w"], 1))
    stranger = witness_keys[1].cosign(note(5).text, 7).line
    for status, body in ((200, b""), (200, stranger), (200, b"nonsense"), (409, b"x"), (500, b""), (302, b"")):
        asked = Witnesses(policy, lambda url, data, s=status, b=body: (s, b))(note(5), lambda old: [])  # type: ignore[misc]
        assert not asked.quorum
        assert len(asked.refusals) == 1
    with pytest.raises(OSError, match="must start with http"):
        post("file:///etc/passwd", b"")


def grown(kit: Kit, folder: Path, numbers: range) -> Path:
    here = Kit(folder, kit.log_key, kit.officer)
    folder.mkdir(exist_ok=True)
    writer = here.writer()
    if not writer.size:
        writer.append([here.opening()])
    writer.append([here.act(n) for n in numbers])
    writer.checkpoint()
    writer.close()
    return folder / "log"


def test_a_mirror_follows_and_a_second_history_is_shown_with_both_checkpoints(kit: Kit, tmp_path: Path) -> None:
    policy = parse_policy(kit.policy())
    log = grown(kit, tmp_path / "a", range(1, 300))
    copy = tmp_path / "copy"

    def bring(source: Path) -> tuple[int, int]:
        done = mirror(open_source(str(source)), FolderStore(copy, create=True), policy, ORIGIN)
        return done.before, done.now

    assert bring(log) == (0, 300)
    assert bring(log) == (300, 300)
    grown(kit, tmp_path / "a", range(300, 700))
    assert bring(log) == (300, 700)
    for path in sorted((log / "public").rglob("*")):
        if path.is_file() and ".p" not in path.parent.name and path.name != "checkpoints":
            assert (copy / "public" / path.relative_to(log / "public")).read_bytes() == path.read_bytes()
    check_log(open_source(str(copy)), policy)
    for other in (grown(kit, tmp_path / "b", range(1000, 1900)), grown(kit, tmp_path / "c", range(1000, 1100))):
        with pytest.raises(SplitFound, match="split-view") as found:
            bring(other)
        assert found.value.view.signed([kit.log_key.public])
    check_log(open_source(str(copy)), policy)


def test_a_mirror_takes_nothing_that_does_not_fit_the_signed_root(kit: Kit, tmp_path: Path) -> None:
    policy = parse_policy(kit.policy())
    log = grown(kit, tmp_path / "a", range(1, 300))
    bundle = log / "public" / "tile" / "entries" / "000"
    bundle.write_bytes(bundle.read_bytes().replace(b'"p7"', b'"p8"'))
    store = FolderStore(tmp_path / "copy", create=True)
    with pytest.raises(LogError, match="entries"):
        mirror(open_source(str(log)), store, policy, ORIGIN)
    assert FolderStore(tmp_path / "copy").head() == 0


def test_a_mirror_becomes_a_log_again_that_its_signer_accepts(kit: Kit, tmp_path: Path) -> None:
    log = grown(kit, tmp_path / "a", range(1, 300))
    store = FolderStore(tmp_path / "a" / "refilled", create=True)
    mirror(open_source(str(log)), store, parse_policy(kit.policy()), ORIGIN)
    (tmp_path / "a" / "log").rename(tmp_path / "a" / "lost")
    (tmp_path / "a" / "refilled").rename(tmp_path / "a" / "log")
    grown(kit, tmp_path / "a", range(300, 310))
    check_log(open_source(str(tmp_path / "a" / "log")), parse_policy(kit.policy()))
