"""`comitia verify` without Comitia: the same check as one zipapp that needs Python and `cryptography`, no more.

python comitia-verify.pyz receipt.tlog-proof --policy policy
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from comitia.log.errors import LogError, ProofError
from comitia.log.evidence import HEADER, SplitView
from comitia.log.history import PUBLIC
from comitia.log.policy import Policy, parse_policy
from comitia.log.receipt import Receipt
from comitia.log.source import open_source
from comitia.log.verify import (
    NOTE,
    Answer,
    Progress,
    Statement,
    check_evidence,
    check_log,
    check_receipt,
    check_together,
    compare,
)
from comitia.log.words import LANGUAGES, catalogue, sentence, told, why

HOLDS, FAILS, UNREADABLE = 0, 1, 2


def run(
    receipt: str | None,
    policy: str | None,
    log: str | None = None,
    leaf: str | None = None,
    language: str = "en",
    against: str | None = None,
    progress: Progress = lambda done, total: None,
) -> tuple[int, str]:
    """Check a receipt, a log, or that they belong together; or a file of evidence. Returns exit code and text."""
    try:
        trusted, from_log = _policy(policy, log)
        parts = []
        if receipt is not None and _bytes(receipt).startswith(HEADER):
            return HOLDS, sentence(check_evidence(SplitView.parse(_bytes(receipt)), trusted), language)
        if receipt is not None:
            parsed = _receipt(receipt)
            entry = _bytes(leaf) if leaf is not None else None
            answer = check_receipt(parsed, trusted, entry)
            if against is not None:
                other = _receipt(against)
                check_receipt(other, trusted)
                answer = Answer((*answer.statements, compare(parsed, other)), answer.leaf)
            parts.append(told(answer, language))
            if answer.leaf is not None:
                parts.append(f"{catalogue(language)['the-act']}:\n{_shown(answer.leaf)}")
            if log is not None:
                check_together(open_source(log), parsed)
        if log is not None:
            answer = check_log(open_source(log), trusted, progress)
            if from_log:
                note = Statement(NOTE, "policy-from-log", {})
                answer = Answer((*answer.statements, note), answer.leaf)
            parts.append(told(answer, language))
        return HOLDS, "\n\n".join(parts)
    except LogError as error:
        return _failure(error, language)
    except OSError as error:
        found = error.strerror or str(error)
        place = str(error.filename)
        return _failure(LogError("file", place, found, "a file that can be read", "check its permissions"), language)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="comitia-verify",
        description="Check a receipt, or a whole log, offline.",
        epilog="Exit codes: 0 it holds, 1 it does not hold, 2 it could not be read.",
    )
    parser.add_argument("receipt", nargs="?", help="a .tlog-proof file")
    parser.add_argument("--policy", help="the policy file of your organisation")
    parser.add_argument("--log", help="a log: its folder, a zip file of it, or its web address")
    parser.add_argument("--leaf", help="the entry's bytes, if the receipt does not carry them")
    parser.add_argument("--against", help="another receipt: do the two contradict each other?")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    options = parser.parse_args(arguments)
    if options.receipt is None and options.log is None:
        parser.error("give a receipt, or a log with --log, or both")
    code, text = run(options.receipt, options.policy, options.log, options.leaf, options.language, options.against)
    (sys.stdout if code == HOLDS else sys.stderr).write(text + "\n")
    return code


def _policy(policy: str | None, log: str | None) -> tuple[Policy, bool]:
    """The policy, and whether it came from the log's own folder, which proves less."""
    path = policy
    if path is None and log is not None:
        folder = Path(log)
        beside = [folder / "policy", folder.parent / "policy"] if (folder / "checkpoint").exists() else []
        beside = [folder / "policy"] if (folder / PUBLIC).is_dir() else beside
        path = next((str(file) for file in beside if file.is_file()), None)
    if path is None:
        raise LogError(
            "no-policy",
            "--policy",
            "no policy file",
            "the policy file of your organisation",
            "name it with --policy FILE; get it from somebody you trust, not from the log's server",
        )
    try:
        return parse_policy(_bytes(path)), policy is None
    except LogError as error:
        raise error.at(path) from None


def _receipt(path: str) -> Receipt:
    try:
        return Receipt.parse(_bytes(path))
    except LogError as error:
        raise error.at(path) from None


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise LogError(
            "no-file", path, error.strerror or "no file", "a file that can be read", "check the path"
        ) from None


def _shown(entry: bytes) -> str:
    text = entry.decode("utf-8", "backslashreplace")
    return "".join(c if c == "\n" or c.isprintable() else c.encode("unicode_escape").decode() for c in text).rstrip()


def _failure(error: LogError, language: str) -> tuple[int, str]:
    words = catalogue(language)
    proof = isinstance(error, ProofError)
    lines = (
        words["fails" if proof else "unreadable"],
        *([why(error.code, language)] if proof else []),
        "",
        f"{error.place}: {error.code}",
        f"  {words['found']}: {error.found}",
        f"  {words['required']}: {error.required}",
        f"  {words['next']}: {error.advice}",
    )
    return (FAILS if proof else UNREADABLE), "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
