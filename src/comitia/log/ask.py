"""How a log asks its witnesses, all at once, and collects cosignatures until its policy's quorum is reached."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from comitia.log.checkpoint import Checkpoint, parse_number
from comitia.log.errors import LogError, ProofError, Refusal, shown
from comitia.log.growth import Growth
from comitia.log.keys import verify
from comitia.log.note import Note, Signature, parse_signature, signed_by
from comitia.log.policy import Party, Policy
from comitia.log.writer import Asked

TIMEOUT = 10.0
MAX_ANSWER = 64 * 1024
Post = Callable[[str, bytes], tuple[int, bytes]]
Consistency = Callable[[int], list[bytes]]


def post(url: str, body: bytes) -> tuple[int, bytes]:
    """Status and body of an HTTP POST. Raises OSError when there is no answer."""
    if not url.startswith(("http://", "https://")):
        raise OSError("the address must start with http:// or https://")
    request = urllib.request.Request(url, data=body, headers={"Content-Type": "text/plain; charset=utf-8"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return answer.status, answer.read(MAX_ANSWER)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(MAX_ANSWER)
    except http.client.HTTPException as error:
        raise OSError(f"no HTTP answer ({type(error).__name__})") from None


class Witnesses:
    """The witnesses of a policy that have an address. Remembers where each of them stands."""

    def __init__(self, policy: Policy, post: Post = post) -> None:
        self._policy, self._post = policy, post
        self._parties = [party for party in policy.witnesses.values() if party.url]
        self._sizes: dict[str, int] = {}

    def __call__(self, note: Note, consistency: Consistency) -> Asked:
        """Ask each witness whose cosignature the note lacks. A refusal by one does not stop the others."""
        have = signed_by(note, [party.key for party in self._parties], verify)
        missing = [party for party in self._parties if party.key not in have]
        refusals: list[LogError] = []
        if missing:
            with ThreadPoolExecutor(len(missing)) as pool:
                answers = list(pool.map(lambda party: self._ask_one(party, note, consistency), missing))
            for answer in answers:
                if isinstance(answer, LogError):
                    refusals.append(answer)
                else:
                    note = note.adding(answer)
        keys = [party.key for party in self._policy.witnesses.values()]
        return Asked(note, self._policy.reached(signed_by(note, keys, verify)), tuple(refusals))

    def _ask_one(self, party: Party, note: Note, consistency: Consistency) -> list[Signature] | LogError:
        try:
            return self._cosignature(party, note, consistency)
        except LogError as error:
            return error
        except (OSError, ValueError) as error:
            found = f"no usable answer ({error})"
            return _refusal(party, "witness-away", found, "a witness that answers", "start it, or ask its operator")

    def _cosignature(self, party: Party, note: Note, consistency: Consistency) -> list[Signature]:
        size = Checkpoint.parse(note.text).size
        url = f"{(party.url or '').rstrip('/')}/add-checkpoint"
        old = self._sizes.get(party.name, 0)
        for _ in range(3):
            proof = tuple(consistency(old)) if 0 < old < size else ()
            status, body = self._post(url, Growth(old, proof, note.data).data)
            if status != 409:
                break
            old = parse_number(body.decode("ascii", "replace").rstrip("\n"), 1)
            if old > size:
                raise _refusal(
                    party,
                    "behind-the-witness",
                    f"it has cosigned {old} leaves; this log has {size}",
                    "every leaf that a witness saw",
                    "this looks like an old backup: stop, and refill the log from a mirror",
                )
        if status != 200:
            raise _not_cosigned(party, status, body)
        signatures = [parse_signature(line) for line in body.splitlines()]
        ours = [s for s in signatures if party.key.made(s)]
        if not ours or not all(verify(party.key, note.text, s.data) for s in ours):
            raise _refusal(
                party, "witness-signature", "no valid cosignature in its answer", "one by its key", "check the policy"
            )
        self._sizes[party.name] = size
        return ours[:1]


def _not_cosigned(party: Party, status: int, body: bytes) -> LogError:
    text = shown(body.strip(), 200)
    if status == 422:
        return ProofError(
            "witness-saw-another-history",
            party.url or party.name,
            f"the witness {party.name} refuses: what it saw is not extended ({text})",
            "one history for everybody",
            "stop publishing; compare with the witness's checkpoint: two signed histories are evidence of a split view",
        )
    return _refusal(
        party, "witness-refused", f"HTTP {status}: {text}", "HTTP 200 and a cosignature", "ask the witness's operator"
    )


def _refusal(party: Party, code: str, found: str, required: str, advice: str) -> Refusal:
    return Refusal(code, f"witness {party.name}", found, required, advice)
