"""Trust policies (c2sp.org/tlog-policy): which logs and witnesses a member trusts, and how many must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comitia.log.errors import LogError, shown
from comitia.log.note import COSIGNATURE_ED25519, COSIGNATURE_MLDSA44, ED25519, VerifierKey, parse_vkey

NONE = "none"
LOG_KEYS = (ED25519, COSIGNATURE_MLDSA44)
WITNESS_KEYS = (COSIGNATURE_ED25519, COSIGNATURE_MLDSA44)
_NEXT = "correct the line; the form is described in docs/log/policy.md"


@dataclass(frozen=True, slots=True)
class Party:
    """A log or a witness: its name in the policy, its key and, where somebody is to talk to it, its address."""

    name: str
    key: VerifierKey
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Witnessed when at least `threshold` of its members (witnesses or groups) are."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A parsed policy. `quorum` names a witness or a group, or is `none`."""

    logs: tuple[Party, ...]
    witnesses: Mapping[str, Party]
    groups: Mapping[str, Group]
    quorum: str

    def log_keys(self, origin: str) -> tuple[VerifierKey, ...]:
        return tuple(party.key for party in self.logs if party.name == origin)

    def reached(self, keys: Iterable[VerifierKey]) -> bool:
        """Whether cosignatures by just these keys are the quorum."""
        have = set(keys)
        return self.quorum == NONE or self._witnessed(self.quorum, have)

    def _witnessed(self, name: str, have: set[VerifierKey]) -> bool:
        if name in self.witnesses:
            return self.witnesses[name].key in have
        group = self.groups[name]
        return sum(self._witnessed(member, have) for member in group.members) >= group.threshold

    def quorum_in_words(self) -> str:
        return "no witness" if self.quorum == NONE else self._in_words(self.quorum)

    def _in_words(self, name: str) -> str:
        if name in self.witnesses:
            return name
        group = self.groups[name]
        inner = ", ".join(self._in_words(member) for member in group.members)
        return f"{group.threshold} of ({inner})"


def parse_policy(data: bytes) -> Policy:
    """Read a policy file. Raises LogError `policy` with `line:column`."""
    reader = _Reader()
    for number, raw in enumerate(data.split(b"\n"), 1):
        bad = next((b for b in raw if (b < 0x20 and b != 9) or b == 0x7F), None)
        if bad is not None:
            raise _bad(number, f"a control character 0x{bad:02x}", "no control character but tab and newline")
        # Octets above 0x7f are opaque by the specification; surrogate escapes keep them apart and whole.
        words = raw.decode("utf-8", "surrogateescape").replace("\t", " ").split(" ")
        words = [word for word in words if word]
        if words and not words[0].startswith("#"):
            reader.line(number, words)
    return reader.policy()


class _Reader:
    def __init__(self) -> None:
        self.logs: list[Party] = []
        self.witnesses: dict[str, Party] = {}
        self.groups: dict[str, Group] = {}
        self.used: set[str] = set()
        self.quorum: str | None = None

    def line(self, number: int, words: list[str]) -> None:
        match words:
            case ["log", vkey, *rest] if len(rest) <= 1:
                key = self._key(number, vkey, LOG_KEYS, [p.key for p in self.logs])
                self.logs.append(Party(key.name, key, rest[0] if rest else None))
            case ["witness", name, vkey, *rest] if len(rest) <= 1:
                self._new_name(number, name)
                key = self._key(number, vkey, WITNESS_KEYS, [p.key for p in self.witnesses.values()])
                self.witnesses[name] = Party(name, key, rest[0] if rest else None)
            case ["group", name, threshold, *members] if members:
                self._new_name(number, name)
                self.groups[name] = self._group(number, threshold, members)
            case ["quorum", name]:
                if self.quorum is not None:
                    raise _bad(number, "a second quorum line", "exactly one quorum line")
                if name != NONE and name not in self.witnesses and name not in self.groups:
                    raise _bad(number, shown(name), "`none`, or a witness or group defined above")
                self.quorum = name
            case [word, *_]:
                raise _bad(
                    number,
                    f"a line starting with {shown(word)}",
                    "`log VKEY [URL]`, `witness NAME VKEY [URL]`, `group NAME K|all|any NAME...` or `quorum NAME`",
                )

    def policy(self) -> Policy:
        if self.quorum is None:
            raise _bad(1, "no quorum line", "exactly one quorum line (`quorum none` asks for no witness)")
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)

    def _group(self, number: int, threshold: str, members: list[str]) -> Group:
        for member in members:
            if member not in self.witnesses and member not in self.groups:
                raise _bad(number, shown(member), "a witness or group defined above")
            if member in self.used:
                raise _bad(number, f"{shown(member)} as a member again", "each name in at most one group, once")
            self.used.add(member)
        count = {"any": "1", "all": str(len(members))}.get(threshold, threshold)
        if (
            not (count.isascii() and count.isdigit() and len(count) < 10 and 1 <= int(count) <= len(members))
            or count[0] == "0"
        ):
            raise _bad(number, shown(threshold), f"`any`, `all` or a number from 1 to {len(members)}")
        return Group(int(count), tuple(members))

    def _new_name(self, number: int, name: str) -> None:
        if name == NONE or name in self.witnesses or name in self.groups:
            raise _bad(number, f"the name {shown(name)}, which is taken", "a name not used above, and not `none`")

    def _key(self, number: int, text: str, allowed: tuple[int, ...], have: list[VerifierKey]) -> VerifierKey:
        try:
            key = parse_vkey(text)
        except LogError as error:
            raise _bad(number, error.found, error.required) from None
        if key.algorithm not in allowed:
            raise _bad(number, f"a key of type {key.algorithm}", f"a key of type {' or '.join(map(str, allowed))}")
        if any(other.public == key.public for other in have):
            raise _bad(number, f"the key of {shown(key.name)} again", "each public key once")
        return key


def _bad(line: int, found: str, required: str) -> LogError:
    return LogError("policy", f"{line}:1", found, required, _NEXT)
