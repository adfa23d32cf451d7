"""Logs read over HTTP, as any static web server offers them, and what a broken server gives."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from logkit import ORIGIN, Kit

from comitia.log.errors import LogError
from comitia.log.mirror import mirror
from comitia.log.policy import parse_policy
from comitia.log.source import open_source
from comitia.log.store import FolderStore
from comitia.log.verify import check_log


@contextmanager
def served(folder: Path, *, packed: bool = False) -> Iterator[str]:
    """A static web server for a folder; `packed` sends entries gzipped without being asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = folder / self.path.lstrip("/")
            if self.path == "/broken":
                self.send_error(500)
                return
            if not path.is_file():
                self.send_error(404)
                return
            data = path.read_bytes()
            self.send_response(200)
            if packed and "entries" in self.path:
                self.send_header("Content-Encoding", "gzip")
                data = gzip.compress(data)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}"
        listening.shutdown()


@pytest.mark.parametrize("packed", [False, True])
def test_a_log_on_the_web_is_verified_and_mirrored(kit: Kit, tmp_path: Path, packed: bool) -> None:
    writer = kit.writer()
    writer.append([kit.opening(), *(kit.act(n) for n in range(1, 600))])
    writer.checkpoint()
    writer.close()
    policy = parse_policy(kit.policy())
    with served(kit.folder / "log" / "public", packed=packed) as url:
        check_log(open_source(url), policy)
        done = mirror(open_source(f"{url}/"), FolderStore(tmp_path / "copy", create=True), policy, ORIGIN)
    assert done.now == 600
    check_log(open_source(str(tmp_path / "copy")), policy)


def test_what_a_server_does_not_have_is_not_there_and_what_fails_is_told(tmp_path: Path) -> None:
    with served(tmp_path) as url:
        read = open_source(url)
        assert read("checkpoint") is None
        with pytest.raises(LogError, match="log-away") as refused:
            read("broken")
        assert refused.value.place == f"{url}/broken"
    with pytest.raises(LogError, match="log-away"):
        read("checkpoint")


def test_an_answer_larger_than_any_resource_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bomb").mkdir()
    (tmp_path / "bomb" / "entries").write_bytes(bytes(1_000_000))
    monkeypatch.setattr("comitia.log.source.MAX_RESOURCE", 10_000)
    for packed in (False, True):
        with served(tmp_path, packed=packed) as url, pytest.raises(LogError, match="log-away") as refused:
            open_source(url)("bomb/entries")
        assert "larger than any" in refused.value.found
