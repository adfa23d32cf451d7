"""What if: the record as it would be if one act were void, valid, absent, or said something else.

Every such question is the same: fold again under the supposition, and compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import msgspec
from msgspec.structs import replace

from comitia.judge.state import Changes
from comitia.record.acts import Act

Source = Callable[[], Iterable[Act]]


class SuppositionError(ValueError):
    """A supposition that cannot be understood. found, required, advice: sentences."""

    def __init__(self, found: str, required: str, advice: str) -> None:
        super().__init__(f"{found}\n  required: {required}\n  what to do: {advice}")
        self.found, self.required, self.advice = found, required, advice


@dataclass(frozen=True, slots=True)
class Suppositions:
    """verdicts: act id -> `void` or `valid`. absent: acts taken as not done. values: act id -> field -> its value."""

    verdicts: dict[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    def seeds(self) -> Changes:
        """The entries that stand in the state from the beginning."""
        return {("suppose", act): how for act, how in self.verdicts.items()}

    def over(self, source: Source) -> Source:
        """The record under the suppositions."""
        if not self.absent and not self.values:
            return source

        def supposed() -> Iterator[Act]:
            for act in source():
                if act.id in self.absent:
                    continue
                yield altered(act, self.values[act.id]) if act.id in self.values else act

        return supposed

    def acts(self) -> set[str]:
        """The ids that are supposed about, for checking that the record has them."""
        return {*self.verdicts, *self.absent, *self.values}


FORMS = "ID=void, ID=valid, ID=absent, or ID.FIELD=VALUE (for instance s1=absent, m3.present=7)"


def read_suppositions(texts: Iterable[str]) -> Suppositions:
    """Suppositions as written: `12=void`, `12=absent`, `12.present=7`. Raises SuppositionError."""
    verdicts: dict[str, str] = {}
    absent: set[str] = set()
    values: dict[str, dict[str, Any]] = {}
    for text in texts:
        what, equals, value = text.partition("=")
        ident, dot, name = what.partition(".")
        if not equals or not ident or not value:
            raise SuppositionError(f"`{text}`", FORMS, "write the id of the act, an equals sign, and what to suppose")
        if dot:
            values.setdefault(ident, {})[name] = _value(value)
        elif value in ("void", "valid"):
            verdicts[ident] = value
        elif value == "absent":
            absent.add(ident)
        else:
            raise SuppositionError(f"`{value}` in `{text}`", FORMS, "choose void, valid or absent, or name a field")
    return Suppositions(verdicts, frozenset(absent), values)


def _value(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def altered(act: Act, values: dict[str, Any]) -> Act:
    """An act with some of its fields, or of its facts, as they are supposed to be. Raises SuppositionError."""
    hints = get_type_hints(type(act))
    own = {name: value for name, value in values.items() if name in hints}
    facts = {name: value for name, value in values.items() if name not in hints}
    try:
        changed = {name: msgspec.convert(value, hints[name], strict=False) for name, value in own.items()}
    except msgspec.ValidationError as error:
        raise SuppositionError(
            f"{act.id}: {error}", "a value that the field can have", "see the page of the kind of act"
        ) from None
    if facts:
        known = act.facts if isinstance(act.facts, dict) else {}
        changed["facts"] = {**known, **facts}
    return replace(act, **changed)
