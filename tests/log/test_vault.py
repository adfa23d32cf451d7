"""The vault: commitments hide and bind, erasure is for good, and old proofs and verdicts stay as they were."""

from __future__ import annotations

import base64
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logkit import Kit

from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.folder import append_acts, erased_act, receipt_for
from comitia.log.leaf import make_leaf, parse_leaf
from comitia.log.policy import parse_policy
from comitia.log.source import open_source
from comitia.log.split import about, joined, part, split, whole
from comitia.log.tiles import entries_of
from comitia.log.vault import Vault, commitment, opens
from comitia.log.verify import check_log, check_receipt

CHARGE: dict[str, Any] = {
    "kind": "filed",
    "id": "f1",
    "at": "2011-02-01",
    "by": "member-a",
    "against": "member-7",
    "personal": {
        "member-7": {"name": "Member G", "particulars": "words about somebody"},
        "member-a": {"name": "Member A"},
    },
}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    folder = tmp_path / "vault"
    folder.mkdir()
    return Vault(folder)


def begun(kit: Kit) -> Any:
    writer = kit.writer()
    writer.append([kit.opening()])
    return writer


@given(st.binary(min_size=32, max_size=32), st.dictionaries(st.text("abc", max_size=3), st.integers(0, 9), max_size=3))
def test_a_commitment_opens_with_its_salt_and_payload_only(salt: bytes, payload: dict[str, int]) -> None:
    made = commitment(salt, payload)
    assert opens(made, salt, payload)
    assert not opens(made, bytes([salt[0] ^ 1]) + salt[1:], payload)
    assert not opens(made, salt, payload | {"d": 1})


def test_a_commitment_is_the_published_formula() -> None:
    import hmac
    from hashlib import sha256

    expected = hmac.new(b"s" * 32, b'comitia/commit/v1\0{"a":1,"b":"\xc3\xa9"}', sha256).digest()
    assert commitment(b"s" * 32, {"b": "é", "a": 1}) == expected
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"", {})


def test_the_same_payload_is_committed_to_differently_each_time(vault: Vault) -> None:
    one, other = vault.seal("member-7", {"number": "000123"}), vault.seal("member-7", {"number": "000123"})
    assert one != other
    assert vault.open(one)[1] == vault.open(other)[1] == {"number": "000123"}  # type: ignore[index]


def test_a_payload_changed_or_moved_in_the_vault_is_noticed(vault: Vault, tmp_path: Path) -> None:
    one, other = vault.seal("member-7", {"a": 1}), vault.seal("member-7", {"a": 2})
    with sqlite3.connect(tmp_path / "vault" / "vault.sqlite") as database:
        database.execute(
            "UPDATE payload SET (nonce, sealed) = (SELECT nonce, sealed FROM payload WHERE commitment = ?) "
            "WHERE commitment = ?",
            (one, other),
        )
    with pytest.raises(ProofError, match="vault"):
        vault.open(other)
    assert vault.open(one) is not None


def test_erasing_leaves_no_byte_of_key_or_payload_in_the_files(vault: Vault, tmp_path: Path) -> None:
    kept = vault.seal("member-a", {"name": "Member A"})
    gone = vault.seal("member-7", {"name": "Member G"})
    with sqlite3.connect(tmp_path / "vault" / "vault-keys.sqlite") as database:
        (secret,) = database.execute("SELECT key FROM person WHERE id = 'member-7'").fetchone()
    with sqlite3.connect(tmp_path / "vault" / "vault.sqlite") as database:
        (sealed,) = database.execute("SELECT sealed FROM payload WHERE person = 'member-7'").fetchone()
    assert vault.erase("member-7") == 1
    assert vault.erase("member-7") == 0
    assert vault.open(gone) is None
    assert vault.open(kept) is not None
    files = b"".join(path.read_bytes() for path in (tmp_path / "vault").iterdir())
    for secret_bytes in (secret, sealed, b"member-7", gone):
        assert secret_bytes not in files
    assert vault.persons() == [("member-a", 1)]


def test_a_backup_of_payloads_without_the_key_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    made = vault.seal("member-7", {"name": "Member G"})
    backup = (tmp_path / "vault" / "vault.sqlite").read_bytes()
    vault.erase("member-7")
    vault.close()
    (tmp_path / "vault" / "vault.sqlite").write_bytes(backup)
    again = Vault(tmp_path / "vault")
    assert again.open(made) is None
    again.seal("member-7", {"name": "another key"})
    with pytest.raises(ProofError, match="vault"):
        again.open(made)


def test_the_log_holds_no_personal_word_and_the_vault_gives_them_back(kit: Kit, vault: Vault) -> None:
    writer = begun(kit)
    numbers = append_acts(writer, vault, kit.roster(), [CHARGE], [kit.officer])
    writer.checkpoint()
    writer.close()
    public = b"".join(p.read_bytes() for p in (kit.folder / "log" / "public").rglob("*") if p.is_file())
    for word in (b"Member G", b"particulars", b"words about"):
        assert word not in public
    read = open_source(str(kit.folder / "log"))
    (entry,) = entries_of(read, numbers[0], numbers[0] + 1, numbers[0] + 1)
    payload = parse_leaf(entry).payload
    assert payload["act"] == {key: value for key, value in CHARGE.items() if key != "personal"}
    opened = {person: vault.open(base64.b64decode(c))[1] for person, c in payload["personal"].items()}  # type: ignore[index]
    assert opened == CHARGE["personal"]


def test_after_an_erasure_every_old_proof_holds_and_the_judge_reads_the_same_acts(kit: Kit, vault: Vault) -> None:
    """What must stay for the judge is everything outside `personal`: it never sees the vault, before or after."""
    policy, path = parse_policy(kit.policy()), str(kit.folder / "log")
    writer = begun(kit)
    append_acts(writer, vault, kit.roster(), [CHARGE, {"kind": "paid", "id": "p1", "at": "2011-03-01"}], [kit.officer])
    writer.checkpoint()
    writer.close()
    before = list(entries_of(open_source(path), 0, 3, 3))
    receipts = [receipt_for(open_source(path), n) for n in range(3)]
    writer = kit.writer()
    append_acts(writer, vault, kit.roster(), [erased_act("member-7", datetime(2012, 1, 1, tzinfo=UTC))], [kit.officer])
    writer.checkpoint()
    writer.close()
    vault.erase("member-7")
    after = list(entries_of(open_source(path), 0, 4, 4))
    assert after[:3] == before
    assert json.loads(parse_leaf(after[3]).note.text)["act"]["kind"] == "erased"
    for receipt in receipts:
        check_receipt(receipt, policy)
    check_log(open_source(path), policy)


def test_an_erased_act_is_one_that_the_record_knows() -> None:
    import msgspec

    from comitia.record.acts import Erased

    act = msgspec.convert(erased_act("member-7", datetime(2012, 1, 1, tzinfo=UTC)), Erased)
    assert (act.person, act.at) == ("member-7", "2012-01-01T00:00:00+00:00")


@pytest.mark.parametrize(("act", "place"), [
    ({"personal": []}, "$.personal"),
    ({"personal": {"member-7": {"amount": 1.5}}}, "$.amount"),
    ({"at": None, "personal": {"member-7": {"name": "Member G"}}}, "$.act.at"),
])  # fmt: skip
def test_an_act_that_cannot_be_kept_is_refused_before_anything_is_sealed(
    vault: Vault, act: dict[str, Any], place: str
) -> None:
    with pytest.raises(LogError) as refused:
        part(act, vault)
    assert refused.value.place == place
    assert vault.persons() == []


def test_a_clock_set_back_is_noticed_at_the_next_act(kit: Kit, vault: Vault) -> None:
    writer = begun(kit)

    def act(recorded: str) -> dict[str, Any]:
        return {"kind": "paid", "id": recorded, "at": "2000-01-01", "recorded": recorded}

    def put(*acts: dict[str, Any]) -> None:
        append_acts(writer, vault, kit.roster(), acts, [kit.officer])

    put(act("2012-03-01T10:00:00+00:00"))
    for earlier in ("2012-03-01T12:00:00+05:00", "2012-02-28", "2011-12-01T10:00:00+00:00"):
        with pytest.raises(Refusal, match="recorded-backwards"):
            put(act(earlier))
    put(act("2012-03-01"), act("a day in spring"), act("2012-03-02"))
    assert writer.size == 5
    writer.close()


TEXTS = st.text("ab ", max_size=3)
FIELDS = st.sampled_from(["note", "why", "title", "reasons", "particulars", "to", "name"])
ACTS = st.builds(
    lambda kind, fields, values: {"kind": kind, **fields} | ({"values": values} if values is not None else {}),
    st.sampled_from(["corrected", "reported", "proposed", "decided"]),
    st.dictionaries(FIELDS, TEXTS | st.booleans() | st.lists(TEXTS, max_size=2)),
    st.none() | st.dictionaries(FIELDS, TEXTS | st.booleans()),
)


@given(ACTS)
def test_an_act_and_its_words_make_the_act_again(act: dict[str, Any]) -> None:
    kept, words = split(act)
    assert joined(kept, words) == act
    assert split(kept) == (kept, {})


def test_the_words_of_a_correction_go_to_the_vault_like_those_of_the_act() -> None:
    act = {"kind": "corrected", "id": "k", "act": "d", "values": {"reasons": "for this and that", "by": "a body"}}
    assert split(act) == (
        act | {"values": {"reasons": True, "by": "a body"}},
        {"values": {"reasons": "for this and that"}},
    )


def test_words_about_a_person_are_found_in_acts_that_name_the_person_and_acts_about_those(
    kit: Kit, vault: Vault
) -> None:
    acts: list[dict[str, Any]] = [
        {"kind": "decided", "id": "d", "effects": [{"do": "end", "to": "member-7"}], "note": "about both"},
        {"kind": "served", "id": "s", "what": "d", "note": "on the door"},
        {"kind": "answered", "id": "a", "to": "s", "by": "member-a", "note": "no step further"},
        {"kind": "reported", "id": "r", "by": "member-7 as secretary", "title": "a report"},
        {"kind": "filed", "id": "f", "by": "member-a", "note": "of data beside", "personal": {"member-7": {"n": "G"}}},
        {"kind": "filed", "id": "member-7", "by": "member-a", "note": "an id is nobody's name"},
        {"kind": "decided", "id": "t", "effects": [{"do": "end", "to": "member-77"}], "note": "somebody else"},
    ]
    entries = [part(act, vault) for act in acts]
    leaves = [kit.opening(), *(make_leaf(entry, [kit.officer]) for entry in entries)]
    found = about("member-7", leaves)
    assert found == [f"words of the act {ident}" for ident in ("d", "s", "r", "f")]
    assert vault.erase("member-7", *found) == 5
    kept = [whole(entry, vault) for entry in entries]
    assert [act["id"] for act in kept if "note" in act or "title" in act] == ["a", "member-7", "t"]
    assert not any("personal" in act for act in kept)
