"""The signer by itself: it signs growth and nothing else, and does not forget."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from logkit import ORIGIN, Kit, key

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.growth import Growth, Stale
from comitia.log.keys import verify
from comitia.log.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root_of
from comitia.log.note import COSIGNATURE_MLDSA44, Note, signed_by
from comitia.log.policy import parse_policy
from comitia.log.signer import KeySigner, SignedState, SocketSigner, answer, serve
from comitia.log.trust import trust
from comitia.log.writer import Writer

LEAVES = [leaf_hash(b"%d" % n) for n in range(20)]


def head(size: int, leaves: list[bytes] = LEAVES, origin: str = ORIGIN) -> bytes:
    return Checkpoint(origin, size, root_of(leaves[:size])).text


def growth(old: int, new: int, leaves: list[bytes] = LEAVES) -> Growth:
    proof = consistency_proof(old, new, lambda level, n: root_of(leaves[n << level : (n + 1) << level]))
    return Growth(old, tuple(proof), head(new, leaves))


def test_growth_is_signed_and_a_request_reads_back(kit: Kit) -> None:
    signer = kit.signer()
    for old, new in ((0, 3), (3, 3), (3, 8), (8, 20)):
        request = growth(old, new)
        assert Growth.parse(request.data) == request
        note = Note(request.body, signer.sign(request))
        assert signed_by(note, signer.keys(), verify) == signer.keys()
    assert signer.last() == 20


def test_a_second_history_is_not_signed_even_after_a_restart(kit: Kit) -> None:
    kit.signer().sign(growth(0, 8))
    signer = kit.signer()
    other = [*LEAVES[:7], leaf_hash(b"another act"), *LEAVES[8:]]
    for forged in (Growth(8, (), head(8, other)), growth(8, 12, other), Growth(8, (), head(12))):
        with pytest.raises(ProofError):
            signer.sign(forged)
    with pytest.raises(Stale) as stale:
        signer.sign(growth(0, 12, other))
    assert stale.value.size == 8
    with pytest.raises(LogError, match="growth"):
        signer.sign(Growth(8, (), head(5)))
    assert signer.last() == 8


def test_two_signers_with_one_memory_do_not_sign_two_histories(kit: Kit) -> None:
    one, other = kit.signer(), kit.signer()  # as after copying a folder whose signer stayed the same
    one.sign(growth(0, 8))
    forged = [*LEAVES[:7], leaf_hash(b"another act"), *LEAVES[8:]]
    with pytest.raises(Stale):
        other.sign(growth(0, 8, forged))
    with pytest.raises(ProofError):
        other.sign(Growth(8, (), head(8, forged)))
    assert other.last() == 8


def test_a_post_quantum_key_signs_beside_the_other(tmp_path: Path) -> None:
    keys = [key(ORIGIN), key(ORIGIN, COSIGNATURE_MLDSA44)]
    signer = KeySigner(ORIGIN, keys, SignedState(tmp_path / "signed"), lambda: 1_700_000_000)
    note = Note(head(3), signer.sign(growth(0, 3)))
    assert signed_by(note, signer.keys(), verify) == signer.keys()
    policy = parse_policy("".join(map("log {}\n".format, signer.keys())).encode() + b"quorum none\n")
    assert trust(note, policy).log_keys == signer.keys()


def test_only_this_log_and_no_extension_lines_are_signed(kit: Kit) -> None:
    signer = kit.signer()
    for body in (head(3, origin="other.example/log"), head(3) + b"an extension\n"):
        with pytest.raises(LogError, match="signer-origin"):
            signer.sign(Growth(0, (), body))
    with pytest.raises(ProofError, match="growth-root"):
        signer.sign(Growth(0, (), Checkpoint(ORIGIN, 0, LEAVES[0]).text))
    assert signer.sign(Growth(0, (), Checkpoint(ORIGIN, 0, EMPTY_ROOT).text))


def test_a_torn_write_of_the_state_leaves_the_state_before(kit: Kit) -> None:
    signer = kit.signer()
    signer.sign(growth(0, 3))
    signer.sign(growth(3, 8))
    path = kit.folder / "signed"
    data = bytearray(path.read_bytes())
    data[:40] = b"\xff" * 40  # the slot of turn 2
    path.write_bytes(bytes(data))
    assert kit.signer().last() == 3
    path.write_bytes(b"\xff" * len(data))
    with pytest.raises(Refusal, match="signer-state"):
        kit.signer()


def test_a_signer_process_is_asked_over_its_socket(kit: Kit, tmp_path: Path) -> None:
    socket = tmp_path / "s"
    server = threading.Thread(target=serve, args=(kit.signer(), socket), kwargs={"requests": 9}, daemon=True)
    server.start()
    while not socket.exists():
        time.sleep(0.01)
    signer = SocketSigner(socket)
    writer = Writer(kit.store(), signer, ORIGIN)  # asks twice: keys and last size
    writer.append([kit.opening()])
    assert writer.checkpoint().published  # twice: last size and signature
    writer.close()
    assert signer.last() == 1
    one = Checkpoint(ORIGIN, 1, leaf_hash(kit.opening()))
    with pytest.raises(Stale):
        signer.sign(growth(0, 3))
    with pytest.raises(ProofError, match="consistency-root"):
        signer.sign(growth(1, 3))
    with pytest.raises(Refusal, match="growth"):
        signer.sign(Growth(2, (), one.text))
    assert signer.sign(Growth(1, (), one.text))
    server.join(5)
    with pytest.raises(Refusal, match="signer-away"):
        signer.last()


def test_nonsense_gets_an_answer_and_no_signature(kit: Kit) -> None:
    signer = kit.signer()
    for request in (b"", b"\n\n", b"old 0\n\n", b"old x\n\n" + head(1), b"\xff" * 100, b"keys"):
        assert answer(signer, request).startswith(b"400\n")
    assert signer.last() == 0


def test_two_keys_sign_during_a_handover(tmp_path: Path) -> None:
    keys = [key(ORIGIN), key("the new key")]
    signer = KeySigner(ORIGIN, keys, SignedState(tmp_path / "signed"))
    assert [s.name for s in signer.sign(growth(0, 3))] == [ORIGIN, "the new key"]
