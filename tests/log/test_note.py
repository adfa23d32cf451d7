"""Notes, keys and cosignatures: the published examples, round trips, and what must be refused."""

from __future__ import annotations

import stat
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logkit import key, refusal

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError
from comitia.log.evidence import SplitView
from comitia.log.growth import Growth
from comitia.log.keys import cosigned_message, generate, load, post_quantum_available, save, verify
from comitia.log.leaf import canonical, make_leaf, parse_leaf
from comitia.log.merkle import leaf_hash
from comitia.log.note import (
    COSIGNATURE_ED25519,
    COSIGNATURE_MLDSA44,
    Note,
    Signature,
    parse_note,
    parse_signature,
    parse_vkey,
    signed_by,
)

CHECKPOINT = Checkpoint("union.example/log", 3, leaf_hash(b"x"))


def test_a_note_signed_elsewhere_is_verified() -> None:
    # The example of c2sp.org/signed-note: its verifier key and its note.
    known = parse_vkey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    note = parse_note(
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONn"
        "cAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n".encode()
    )
    assert signed_by(note, [known], verify) == (known,)
    assert str(known).startswith("example.com/foo+530d903a+")


def test_signatures_by_unknown_keys_are_ignored_and_false_ones_by_known_keys_refuse_the_note() -> None:
    one, other = key("one.example"), key("other.example")
    note = Note(b"text\n", (one.sign(b"text\n"), other.sign(b"another text\n")))
    assert signed_by(note, [one.public], verify) == (one.public,)
    with pytest.raises(ProofError, match="note-signature"):
        signed_by(note, [one.public, other.public], verify)
    with pytest.raises(ProofError, match="note-signature"):
        signed_by(Note(b"changed\n", note.signatures[:1]), [one.public], verify)


@pytest.mark.parametrize("algorithm", [COSIGNATURE_ED25519, COSIGNATURE_MLDSA44])
def test_a_cosignature_holds_for_its_key_text_and_time_only(algorithm: int) -> None:
    assert post_quantum_available()
    witness = key("branch-1.example/witness", algorithm)
    made = witness.cosign(CHECKPOINT.text, 1_700_000_000)
    public = parse_vkey(str(witness.public))
    assert verify(public, CHECKPOINT.text, made.data)
    later = (1_700_000_001).to_bytes(8, "big") + made.data[8:]
    bigger = Checkpoint(CHECKPOINT.origin, 4, CHECKPOINT.root)
    assert not verify(public, CHECKPOINT.text, later)
    assert not verify(public, bigger.text, made.data)
    assert not verify(key("branch-2.example/witness", algorithm).public, CHECKPOINT.text, made.data)
    assert not verify(public, CHECKPOINT.text, bytes(8) + made.data[8:])
    assert not verify(public, CHECKPOINT.text, b"")


def test_what_cosigners_sign_is_what_the_specification_says() -> None:
    witness = key("w.example", COSIGNATURE_ED25519).public
    assert cosigned_message(witness, CHECKPOINT.text, 1_679_315_147) == (
        b"cosignature/v1\ntime 1679315147\n" + CHECKPOINT.text
    )
    post_quantum = key("w.example", COSIGNATURE_MLDSA44).public
    message = cosigned_message(post_quantum, CHECKPOINT.text, 7)
    expected = b"subtree/v1\n\0" + b"\x09w.example" + bytes(7) + b"\x07" + b"\x11union.example/log"
    assert message == expected + bytes(8) + (3).to_bytes(8, "big") + CHECKPOINT.root


def test_keys_keep_to_their_purpose() -> None:
    with pytest.raises(ValueError, match="signs checkpoints only"):
        key("w", COSIGNATURE_ED25519).sign(b"text\n")
    with pytest.raises(ValueError, match="does not cosign"):
        key("log").cosign(CHECKPOINT.text, 1)
    with pytest.raises(ValueError, match="needs a time"):
        key("w", COSIGNATURE_ED25519).cosign(CHECKPOINT.text, 0)


def test_a_secret_key_is_readable_by_its_owner_only_never_replaced_and_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "k"
    made = generate("secretary.union.example")
    save(made, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load(path) == made
    with pytest.raises(LogError, match="key-exists"):
        save(made, path)
    assert made.seed.hex() not in repr(made)
    path.chmod(0o600)
    path.write_text(str(made)[:-4] + "AAA=\n", encoding="utf-8")
    with pytest.raises(LogError, match="key-file") as refused:
        load(path)
    assert str(made)[20:40] not in str(refused.value)


NAMES = st.text(string.ascii_letters + string.digits + "./-_é中", min_size=1, max_size=20)
LINES = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=30)


@given(
    st.lists(LINES, min_size=1, max_size=5),
    st.lists(st.tuples(NAMES, st.binary(min_size=5, max_size=80)), min_size=1, max_size=5),
)
def test_a_note_is_read_as_it_was_written(lines: list[str], signatures: list[tuple[str, bytes]]) -> None:
    text = "".join(f"{line}\n" for line in lines).encode()
    note = Note(text, tuple(Signature(name, raw[:4], raw[4:]) for name, raw in signatures))
    assert parse_note(note.data) == note
    assert parse_signature(note.signatures[0].line[:-1]) == note.signatures[0]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    for parse in (parse_note, Checkpoint.parse, parse_leaf, Growth.parse, SplitView.parse):
        refused = refusal(lambda parse=parse: parse(data))  # type: ignore[misc]
        assert refused is None or (refused.code and refused.place)


VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(blacklist_categories=["Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(blacklist_categories=["Cs"]), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(st.characters(blacklist_categories=["Cs"]), max_size=5), VALUES, max_size=4))
def test_a_leaf_gives_its_payload_back(payload: dict[str, object]) -> None:
    leaf = parse_leaf(make_leaf(payload, [key("secretary.union.example")]))
    assert leaf.payload == payload
    assert canonical(payload) + b"\n" == leaf.note.text


def test_a_leaf_without_signature_or_beyond_its_size_is_refused() -> None:
    with pytest.raises(LogError, match="leaf-unsigned"):
        make_leaf({}, [])
    with pytest.raises(LogError, match="leaf-size"):
        make_leaf({"text": "x" * 65_500}, [key("secretary.union.example")])
