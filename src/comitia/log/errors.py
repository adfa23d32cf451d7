"""One form for everything the log refuses: what, where, why, and what to do next."""

from __future__ import annotations


class LogError(Exception):
    """A refusal that a person can act on.

    `code` names the rule (stable, for programs); `place` is a file, `file:line:column` or a resource's path;
    `found` and `required` are sentences; `advice` says what to do next.
    """

    def __init__(self, code: str, place: str, found: str, required: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.place, self.found = code, place, found
        self.required, self.advice = required, advice

    def __str__(self) -> str:
        return (
            f"{self.place}: {self.code}\n"
            f"  found:    {self.found}\n"
            f"  required: {self.required}\n"
            f"  next:     {self.advice}"
        )

    def at(self, place: str) -> LogError:
        """The same refusal, placed in a file: `3:1` becomes `receipt.tlog-proof:3:1`."""
        where = f"{place}:{self.place}" if self.place[:1].isdigit() else place
        return type(self)(self.code, where, self.found, self.required, self.advice)


class ProofError(LogError):
    """A proof, signature or quorum that does not hold. The input could be read; it is not what it claims."""


class Refusal(LogError):  # noqa: N818  (a refusal is the word of the field)
    """The writer, signer or witness will not do this, because it would lose or fork the record."""


def shown(data: bytes | str, limit: int = 60) -> str:
    """Foreign text made safe to print: escaped, in backticks, cut to `limit` characters."""
    text = data.decode("utf-8", "backslashreplace") if isinstance(data, bytes) else data
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f"`{text[:limit]}{'…' if len(text) > limit else ''}`"
