"""A witness (c2sp.org/tlog-witness): countersigns only what extends what it saw. It receives hashes, no member data.

`Witness` decides and remembers; `serve` puts it on HTTP. Checking the old size and storing the new one is one SQLite
transaction, committed before the cosignature leaves.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from comitia.log.checkpoint import Checkpoint
from comitia.log.errors import LogError, ProofError, Refusal
from comitia.log.evidence import SplitView
from comitia.log.growth import Growth, Head, Stale, check_growth
from comitia.log.keys import SigningKey, verify
from comitia.log.note import Note, VerifierKey, parse_note, parse_vkey, signed_by
from comitia.log.storage import told

MAX_BODY = 256 * 1024
TEXT, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen(
  origin TEXT PRIMARY KEY, origin_hash TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, root BLOB NOT NULL,
  note BLOB NOT NULL, seconds INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS evidence(
  number INTEGER PRIMARY KEY, origin TEXT NOT NULL, ours BLOB NOT NULL, theirs BLOB NOT NULL UNIQUE);
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: status code, content type and body."""

    status: int
    body: bytes
    content_type: str = TEXT


class Witness:
    """`keys` cosign (Ed25519 or ML-DSA-44); `logs` maps an origin to the keys trusted for it."""

    def __init__(
        self,
        database: Path | str,
        keys: Sequence[SigningKey],
        logs: Mapping[str, Sequence[VerifierKey]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys, self._logs, self._clock = tuple(keys), dict(logs), clock
        self._lock = threading.Lock()
        with told(database, "nothing was signed"):
            self._db = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA busy_timeout=5000")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        self._db.close()

    def follow(self, logs: Mapping[str, Sequence[VerifierKey]]) -> None:
        """Follow these logs from now on, and no others. What was seen is kept."""
        self._logs = dict(logs)

    def add_checkpoint(self, request: bytes) -> Answer:
        """POST /add-checkpoint, with the specification's status codes: 200, 400, 403, 404, 409 or 422."""
        try:
            growth = Growth.parse(request)
            checkpoint = Checkpoint.parse(growth.body.rpartition(b"\n\n")[0] + b"\n")
        except LogError as error:
            return _refused(400, error)
        keys = self._logs.get(checkpoint.origin)
        if keys is None:
            return _refused(404, _unknown_log(checkpoint.origin))
        try:
            note = parse_note(growth.body)
            signed = signed_by(note, keys, verify)
        except LogError as error:
            return _refused(403, error)
        if not signed:
            return _refused(403, _unsigned(checkpoint.origin))
        try:
            with self._lock, told(checkpoint.origin, "nothing was signed"):
                return self._cosign(growth, note, checkpoint, signed)
        except Stale as error:
            return Answer(409, b"%d\n" % error.size, SIZE)
        except ProofError as error:
            return _refused(422, error)
        except LogError as error:
            return _refused(503 if isinstance(error, Refusal) else 400, error)

    def checkpoint(self, origin_hash: str) -> Answer:
        """GET /<origin hash>/checkpoint: the last cosigned checkpoint, with our cosignatures."""
        row = self._db.execute("SELECT note FROM seen WHERE origin_hash = ?", (origin_hash,)).fetchone()
        return Answer(200, bytes(row[0])) if row else Answer(404, b"no checkpoint of this log was cosigned here\n")

    def last(self) -> list[tuple[str, int, int]]:
        """For each log: origin, size and time (seconds since 1970) of the last cosignature."""
        return list(self._db.execute("SELECT origin, size, seconds FROM seen ORDER BY origin"))

    def evidence(self) -> list[SplitView]:
        """Checkpoints that were signed by their log and do not fit what this witness saw before."""
        rows = self._db.execute("SELECT ours, theirs FROM evidence ORDER BY number")
        return [SplitView(parse_note(bytes(ours)), parse_note(bytes(theirs))) for ours, theirs in rows]

    def _cosign(self, growth: Growth, note: Note, checkpoint: Checkpoint, signed: Sequence[VerifierKey]) -> Answer:
        seconds = int(self._clock())
        self._db.execute("BEGIN IMMEDIATE")
        try:
            row = self._db.execute(
                "SELECT size, root, note, seconds FROM seen WHERE origin = ?", (checkpoint.origin,)
            ).fetchone()
            last = Head(row[0], bytes(row[1])) if row else Head()
            if row and seconds < row[3]:
                raise _clock_set_back(checkpoint.origin, seconds, row[3])
            try:
                head = check_growth(last, growth.old, growth.proof, checkpoint)
            except (ProofError, Stale) as error:
                same_size = checkpoint.size == last.size and checkpoint.root != last.root
                if row and (same_size or isinstance(error, ProofError)):
                    self._keep_evidence(checkpoint.origin, bytes(row[2]), note)
                raise
            ours = tuple(key.cosign(note.text, seconds) for key in self._keys)
            by_log = tuple(s for s in note.signatures if any(key.made(s) for key in signed))
            kept = Note(note.text, by_log + ours).data
            self._db.execute(
                "INSERT OR REPLACE INTO seen VALUES(?, ?, ?, ?, ?, ?)",
                (checkpoint.origin, origin_hash(checkpoint.origin), head.size, head.root, kept, seconds),
            )
        finally:
            # On a refusal the evidence, and nothing else, was written.
            self._db.execute("COMMIT")
        return Answer(200, b"".join(signature.line for signature in ours))

    def _keep_evidence(self, origin: str, ours: bytes, theirs: Note) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO evidence(origin, ours, theirs) VALUES(?, ?, ?)", (origin, ours, theirs.data)
        )


def origin_hash(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()


def parse_logs(data: str, place: str) -> dict[str, list[VerifierKey]]:
    """A witness's list of logs: one `VKEY [ORIGIN]` a line; the origin is the key's name unless it is given."""
    logs: dict[str, list[VerifierKey]] = {}
    for number, line in enumerate(data.splitlines(), 1):
        vkey, _, origin = line.strip().partition(" ")
        if not vkey or vkey.startswith("#"):
            continue
        try:
            key = parse_vkey(vkey)
        except LogError as error:
            raise LogError(error.code, f"{place}:{number}:1", error.found, error.required, error.advice) from None
        logs.setdefault(origin.strip() or key.name, []).append(key)
    return logs


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server for a witness, not yet running. Submission and monitoring prefixes are the same."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version, sys_version = "comitia-witness", ""
        timeout = 30

        def do_POST(self) -> None:
            length = self.headers.get("Content-Length", "")
            if not (length.isascii() and length.isdigit() and len(length) < 10):
                self.close_connection = True
                return self._send(Answer(411, b"a Content-Length is required\n"))
            if int(length) > MAX_BODY:
                self.close_connection = True
                return self._send(Answer(413, b"a request has at most 262144 bytes\n"))
            body = self.rfile.read(int(length))
            if self.path.rstrip("/").endswith("/add-checkpoint"):
                return self._send(witness.add_checkpoint(body))
            return self._send(Answer(404, b"POST /add-checkpoint is what there is\n"))

        def do_GET(self) -> None:
            parts = self.path.strip("/").split("/")
            if len(parts) >= 2 and parts[-1] == "checkpoint":
                return self._send(witness.checkpoint(parts[-2]))
            return self._send(Answer(404, b"GET /<SHA-256 of the origin in hex>/checkpoint is what there is\n"))

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a witness keeps no list of who asked."""

    return ThreadingHTTPServer((host, port), Handler)


def _refused(status: int, error: LogError) -> Answer:
    return Answer(status, f"{error}\n".encode())


def _unknown_log(origin: str) -> Refusal:
    advice = "ask the witness's operator to add the log's key"
    return Refusal("unknown-log", "request", f"the unknown log {origin}", "a log this witness follows", advice)


def _unsigned(origin: str) -> Refusal:
    found = "no signature by a key that is trusted for this log: invalid signature"
    return Refusal("unsigned", "request", found, f"a signature of {origin}", "sign with the log's own key")


def _clock_set_back(origin: str, now: int, last: int) -> Refusal:
    return Refusal(
        "clock-set-back",
        origin,
        f"a clock at {now}, before the last cosignature at {last} (seconds since 1970)",
        "a clock that does not run backwards",
        "set the witness's clock right; nothing was signed, and asking again later is safe",
    )
