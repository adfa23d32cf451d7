"""The writer under everything that goes wrong: kills, a full disk, old backups, two writers, lost power."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from logkit import ORIGIN, Kit, Spy, begin, is_whole, key, refusal

from comitia.log.ask import Witnesses
from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import Refusal
from comitia.log.merkle import leaf_hashes, root_of
from comitia.log.note import COSIGNATURE_ED25519
from comitia.log.policy import parse_policy
from comitia.log.store import FolderStore
from comitia.log.vault import Vault
from comitia.log.witness import Witness
from comitia.log.writer import AskWitnesses, Writer

MAX_STEPS = 60
WITNESS = key("branch-1.example/witness", COSIGNATURE_ED25519)


def work(kit: Kit, acks: Path, step: Callable[[str], None], ask: AskWitnesses | None) -> None:
    """Two rounds across a tile's end; a line in `acks` for each leaf count that was acknowledged."""
    store = kit.store()
    writer = Writer(store, Spy(kit.signer(), kit.folder / "spy"), ORIGIN, ask, step)
    for first, last in ((250, 260), (260, 263)):
        writer.append([kit.act(n) for n in range(first, last)])
        with acks.open("a", encoding="utf-8") as file:
            file.write(f"{last}\n")
        writer.checkpoint()
    writer.close()


def asking(kit: Kit) -> Witnesses:
    """One witness, asked without a network; what it remembers is in a file, as in a process of its own."""
    lines = [f"witness w {WITNESS.public} http://w", "quorum w"]
    path, logs = kit.folder / "witness.sqlite", {ORIGIN: [kit.log_key.public]}

    def send(url: str, body: bytes) -> tuple[int, bytes]:
        witness = Witness(path, [WITNESS], logs)
        answer = witness.add_checkpoint(body)
        witness.close()
        return answer.status, answer.body

    return Witnesses(parse_policy(kit.policy(*lines)), send)


def killed_at(kit: Kit, number: int, acks: Path, ask: AskWitnesses | None) -> bool:
    """Run `work` in a process that is killed (SIGKILL) at its step `number`. False: it ended before that."""
    child = os.fork()
    if child == 0:
        count = 0

        def step(_: str) -> None:
            nonlocal count
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1

        try:
            work(kit, acks, step, ask)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("witnessed", [False, True], ids=["alone", "with a witness"])
def test_a_kill_at_every_step_loses_nothing_and_forks_nothing(tmp_path: Path, kit: Kit, witnessed: bool) -> None:
    steps, start = 0, tmp_path / "start"
    start.mkdir()
    begin(Kit(start, kit.log_key, kit.officer), 250)
    while True:
        folder = tmp_path / f"kill-{steps}"
        shutil.copytree(start, folder)
        here = Kit(folder, kit.log_key, kit.officer)
        acks = folder / "acks"
        acks.touch()
        ask = asking(here) if witnessed else None
        if not killed_at(here, steps, acks, ask):
            break
        acknowledged = max(map(int, acks.read_text(encoding="utf-8").split()), default=250)
        writer = here.writer(ask)
        have = writer.size
        assert have >= acknowledged
        everything = [here.opening(), *(here.act(n) for n in range(1, have))]
        assert writer.checkpoint().published  # what was accepted before the kill, or pending at its witness
        writer.append([here.act(1000)])
        assert writer.checkpoint().published
        writer.close()
        is_whole(here, [*everything, here.act(1000)])
        spied = (folder / "spy").read_bytes() if (folder / "spy").exists() else b""
        for text in spied.split(b"\n\n")[:-1]:
            signed = Checkpoint.parse(text + b"\n")
            assert root_of(leaf_hashes(everything[: signed.size])) == signed.root
        steps += 1
        assert steps < MAX_STEPS
    assert steps >= 20


@pytest.mark.parametrize("damage", [b"", b"\0" * 4096])
def test_files_that_lost_power_left_wrong_are_made_again(kit: Kit, damage: bytes) -> None:
    begin(kit, 3)
    writer = kit.writer()
    writer.append([kit.act(n) for n in range(3, 600)])
    writer.checkpoint()
    writer.abandon()
    for path in (kit.folder / "log" / "public").rglob("*"):
        if path.is_file():
            path.write_bytes(damage)
    writer = kit.writer()
    assert writer.checkpoint().published
    writer.close()
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 600))])


@pytest.mark.parametrize("number", range(14))
def test_a_full_disk_at_any_write_is_told_and_loses_nothing(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    begin(kit, 250)
    writer, real, count = kit.writer(), os.write, 0

    def full(handle: int, data: bytes) -> int:
        nonlocal count
        count += 1
        if count > number:
            real(handle, bytes(data)[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr("comitia.log.store.os.write", full)
    writer.append([kit.act(n) for n in range(250, 260)])
    refused = refusal(writer.checkpoint)
    assert (refused is not None) == (count > number)
    assert refused is None or (refused.code == "disk-full" and "free some space" in refused.advice)
    monkeypatch.setattr("comitia.log.store.os.write", real)
    assert writer.checkpoint().published
    writer.close()
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 260))])


def test_a_full_disk_in_the_journal_accepts_none_of_the_leaves(kit: Kit) -> None:
    begin(kit, 3)
    store = kit.store()
    store._db.execute("PRAGMA max_page_count=1")
    writer = Writer(store, kit.signer(), ORIGIN)
    with pytest.raises(Refusal, match="disk-full"):
        writer.append([b"x" * 60_000])
    assert writer.size == 3
    store._db.execute("PRAGMA max_page_count=100000")
    assert writer.append([kit.act(3)]) == 3
    writer.close()


def test_two_writers_cannot_have_one_log(kit: Kit) -> None:
    begin(kit, 3)
    writer = kit.writer()
    with pytest.raises(Refusal, match="two-writers"):
        kit.writer()
    writer.close()
    kit.writer().close()


def test_a_writer_without_the_lock_is_stopped_by_the_journal(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(kit, 3)
    monkeypatch.setattr(FolderStore, "acquire", lambda self: None)
    one, other = kit.writer(), kit.writer()
    one.append([kit.act(3)])
    with pytest.raises(Refusal, match="two-writers"):
        other.append([kit.act(4)])


def test_an_old_backup_is_refused_before_anything_is_accepted(kit: Kit) -> None:
    begin(kit, 3)
    old = {p: p.read_bytes() for p in (kit.folder / "log").rglob("*") if p.is_file()}
    writer = kit.writer()
    writer.append([kit.act(3)])
    writer.checkpoint()
    writer.close()
    for path, data in old.items():
        path.write_bytes(data)
    with pytest.raises(Refusal, match="behind-what-was-signed") as refused:
        kit.writer()
    assert "comitia log import" in refused.value.advice


def test_an_old_backup_that_grew_elsewhere_is_refused_by_the_signer(kit: Kit) -> None:
    begin(kit, 3)
    other = Kit(kit.folder / "other", kit.log_key, kit.officer)
    other.folder.mkdir()
    begin(other, 2)
    grown = other.writer()
    grown.append([kit.act(77), kit.act(78)])
    grown.checkpoint()
    grown.close()
    writer = Writer(other.store(), kit.signer(), ORIGIN)
    writer.append([kit.act(79)])
    with pytest.raises(Refusal, match="another-history"):
        writer.checkpoint()


def test_a_journal_with_a_gap_is_refused(kit: Kit) -> None:
    begin(kit, 3)
    writer = kit.writer()
    writer.append([kit.act(3)])
    writer.append([kit.act(4)])
    writer.abandon()
    with sqlite3.connect(kit.folder / "log" / "private" / "journal.sqlite") as database:
        database.execute("DELETE FROM batch WHERE first = 4")
    with pytest.raises(Refusal, match="journal-gap"):
        kit.writer()


def test_other_bytes_at_a_published_path_stop_the_writer(kit: Kit) -> None:
    begin(kit, 3)
    store = kit.store()
    store.write("tile/0/007", b"one")
    store.write("tile/0/007", b"one")
    with pytest.raises(Refusal, match="resource-changed"):
        store.write("tile/0/007", b"two")


def test_publishing_again_gives_the_same_checkpoint(kit: Kit) -> None:
    begin(kit, 3)
    writer = kit.writer()
    assert writer.checkpoint() == writer.checkpoint()
    writer.close()
    assert len(kit.store().published()) == 1


def test_a_long_log_settles_and_the_journal_lets_go(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comitia.log.writer.SETTLE_EVERY", 512)
    writer = kit.writer()
    writer.append([kit.opening()])
    for first in range(1, 1401, 100):
        writer.append([kit.act(n) for n in range(first, first + 100)])
        writer.checkpoint()
    assert len(list(kit.store().journal(0))) < 800
    assert not (kit.folder / "log" / "public" / "tile" / "0" / "000.p").exists()
    writer.close()
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 1401))])
    assert len(kit.store().published()) == 14


@pytest.mark.parametrize("name", ["journal.sqlite", "vault.sqlite", "vault-keys.sqlite"])
def test_a_damaged_database_is_told_without_a_traceback(kit: Kit, name: str) -> None:
    begin(kit, 3)
    private = kit.folder / "log" / "private"
    (private / name).write_bytes(b"no database at all " * 100)
    with pytest.raises(Refusal, match="storage"):
        kit.store() if name == "journal.sqlite" else Vault(private)
