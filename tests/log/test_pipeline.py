"""Several threads at one log: in order at every step, whole after a kill, and the journal kept until files are safe."""

from __future__ import annotations

import errno
import os
import signal
import threading
from pathlib import Path

import pytest
from logkit import ORIGIN, Kit, Spy, begin, is_whole

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import Refusal
from comitia.log.merkle import leaf_hashes, root_of
from comitia.log.note import parse_note
from comitia.log.writer import Asked, Writer


def test_one_thread_may_append_while_another_publishes(kit: Kit) -> None:
    writer = kit.writer()
    writer.append([kit.opening()])
    done = threading.Event()

    def publish() -> None:
        while not done.is_set():
            writer.checkpoint()

    publisher = threading.Thread(target=publish)
    publisher.start()
    for number in range(1, 400):
        writer.append([kit.act(number)])
    done.set()
    publisher.join()
    writer.checkpoint()
    writer.close()
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 400))])


def test_threads_that_publish_together_publish_every_size_in_order(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comitia.log.writer.SETTLE_EVERY", 256)
    order: list[str] = []
    writer = kit.writer(step=lambda name: order.append(name))
    writer.append([kit.opening()])
    ready = threading.Semaphore(0)

    def publish() -> None:
        for _ in range(15):
            ready.acquire()
            assert writer.checkpoint().published

    publishers = [threading.Thread(target=publish) for _ in range(4)]
    for publisher in publishers:
        publisher.start()
    for number in range(1, 601):
        writer.append([kit.act(number)])
        if number % 10 == 0:
            ready.release()
    for publisher in publishers:
        publisher.join()
    writer.close()
    count = order.count("publish")
    assert order.count("sign") == count == len(kit.store().published())
    steps = [name for name in order if name in ("publish", "published")]
    assert steps == ["publish", "published"] * count
    sizes = [Checkpoint.parse(parse_note(note).text).size for note in kit.store().published()]
    assert sizes == sorted(set(sizes))
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 601))])


def test_a_size_that_waited_for_witnesses_waits_no_more_when_a_larger_one_is_published_without(kit: Kit) -> None:
    begin(kit, 3)
    writer = kit.writer(lambda note, proof: Asked(note, quorum=False))
    writer.append([kit.act(3)])
    assert not writer.checkpoint().published
    writer.close()
    assert kit.store().pending() is not None
    writer = kit.writer()
    writer.append([kit.act(4)])
    assert writer.checkpoint().published
    writer.close()
    assert kit.store().pending() is None
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 5))])


def test_a_checkpoint_that_is_put_in_place_leaves_a_larger_one_pending(kit: Kit) -> None:
    store = kit.store()
    for note in (b"one", b"two"):
        store.set_pending(note, again=False)
    store.publish(b"one")
    assert (store.pending(), store.read("checkpoint")) == (b"two", b"one")
    store.publish(b"two")
    assert (store.pending(), kit.store().pending(), store.read("checkpoint")) == (None, None, b"two")


@pytest.mark.parametrize("together", [False, True], ids=["one by one", "the whole file system"])
def test_a_disk_that_fails_while_settling_lets_the_journal_keep_its_leaves(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, together: bool
) -> None:
    def fails(place: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("comitia.log.disk.ONE_BY_ONE", 0 if together else 10**6)
    monkeypatch.setattr("comitia.log.disk._REPORTS_ERRORS", True)
    writer = kit.writer()
    writer.append([kit.opening(), *(kit.act(n) for n in range(1, 300))])
    writer.checkpoint()
    with monkeypatch.context() as broken:
        broken.setattr("comitia.log.disk._sync_file_system" if together else "comitia.log.disk._sync_one", fails)
        with pytest.raises(Refusal, match="storage"):
            writer.settle()
    assert len(list(kit.store().journal(0))) == 300
    writer.settle()
    assert len(list(kit.store().journal(256))) == 44
    writer.close()
    is_whole(kit, [kit.opening(), *(kit.act(n) for n in range(1, 300))])


def in_threads(kit: Kit, kill_at: int, acks: Path) -> None:
    """Append 40 times while three threads publish; the process is killed at step `kill_at`, wherever they are."""
    turn, count = threading.Lock(), 0

    def step(_: str) -> None:
        nonlocal count
        with turn:
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    writer = Writer(kit.store(), Spy(kit.signer(), kit.folder / "spy"), ORIGIN, step=step)
    done = threading.Event()

    def publish() -> None:
        while not done.is_set():
            writer.checkpoint()

    threads = [threading.Thread(target=publish) for _ in range(3)]
    for thread in threads:
        thread.start()
    for first in range(240, 640, 10):
        writer.append([kit.act(n) for n in range(first, first + 10)])
        with acks.open("a", encoding="utf-8") as file:
            file.write(f"{first + 10}\n")
    done.set()
    for thread in threads:
        thread.join()
    writer.checkpoint()
    writer.close()


@pytest.mark.parametrize("kill_at", [*range(12, 36), 50, 71, 93, 118])
def test_a_kill_while_threads_publish_loses_nothing_and_forks_nothing(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, kill_at: int
) -> None:
    monkeypatch.setattr("comitia.log.writer.SETTLE_EVERY", 64)
    begin(kit, 240)
    acks = kit.folder / "acks"
    acks.touch()
    child = os.fork()
    if child == 0:
        try:
            in_threads(kit, kill_at, acks)
        finally:
            os._exit(0)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    acknowledged = max(map(int, acks.read_text(encoding="utf-8").split()), default=240)
    writer = kit.writer()
    assert writer.size >= acknowledged
    everything = [kit.opening(), *(kit.act(n) for n in range(1, writer.size))]
    assert writer.checkpoint().published
    writer.close()
    is_whole(kit, everything)
    spied = (kit.folder / "spy").read_bytes() if (kit.folder / "spy").exists() else b""
    sizes = []
    for text in spied.split(b"\n\n")[:-1]:
        signed = Checkpoint.parse(text + b"\n")
        assert root_of(leaf_hashes(everything[: signed.size])) == signed.root
        sizes.append(signed.size)
    assert sizes == sorted(sizes)
