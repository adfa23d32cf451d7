"""Findings, outcomes, remedies, things owed and acts, said in sentences."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import UNSET

from comitia.ask.due import Owed
from comitia.ask.remedies import Remedy
from comitia.charter.law import Charter
from comitia.judge.defects import DEFECTS, FAULTS
from comitia.judge.findings import EffectOutcome, Finding
from comitia.judge.state import Deadline
from comitia.messages.bundle import arguments_of, bundle, capital, slug
from comitia.messages.names import Names
from comitia.record.acts import Act, Effect
from comitia.record.times import Moment

ARGUMENTS = (
    "found", "required", "persons", "unit", "basis", "size", "count", "excuse", "channel", "manner", "votes", "name",
    "what", "duty", "by", "due", "silence", "kind", "since", "step", "defect", "fact", "standard",
    "margin", "reason",
)  # fmt: skip
"""Every argument that the judge passes to a sentence."""

DAYS: dict[str, tuple[str, ...]] = {
    "mandate expired": ("found",), "appeal late": ("found", "required"), "decision late": ("found", "required"),
    "reasons missing": ("required",), "too late": ("found", "required"), "too early": ("found", "required"),
    "closed early": ("found", "required"), "sitting closed": ("found", "required"), "duty overdue": ("due",),
    "not ratified": ("due",), "interim limits": ("found", "required"), "more than allowed": ("found", "required"),
    "not entitled to vote": ("since",),
}  # fmt: skip
"""Which whole numbers are days (ordinals), where no unit of time stands beside them."""

EITHER = frozenset({"no power", "wrong convenor", "wrong forum", "nominations defective", "not entitled to vote"})
"""Codes whose required persons or bodies are alternatives."""


NAMED_AT_MOST = 4
"""So many names stand in the heading of an act."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?$")


class Messages:
    """The sentences of one language about one organisation."""

    def __init__(self, names: Names | None = None, language: str = "en") -> None:
        self.names = names or Names(Charter(()), {}, language)
        self.words = bundle(language)
        self.language = language

    # Findings

    def finding(self, finding: Finding) -> str:
        """`No power. Required: regional committee. Acted: CC sub-committee.`"""
        return f"{self.title(finding)}. {self.sentence(finding)}"

    def title(self, finding: Finding) -> str:
        return self.words.say(message_of(finding.code), "title", **self._arguments(finding))

    def sentence(self, finding: Finding) -> str:
        return capital(self.words.say(message_of(finding.code), **self._arguments(finding)))

    def advice(self, finding: Finding) -> str:
        """What to do about a fault of the entry itself."""
        return self.words.say(message_of(finding.code), "advice")

    def _arguments(self, finding: Finding) -> dict[str, Any]:
        args: dict[str, Any] = dict(finding.args)
        unit = str(args.get("unit", ""))
        days = () if unit else DAYS.get(finding.code, ())
        out = arguments_of(dict.fromkeys(ARGUMENTS, ""))
        out["required_day"] = int(isinstance(args.get("required"), int))
        out["found_cure"] = int(f"cure-{slug(str(args.get('found', '')))}" in self.words)
        if args.get("required") == ("nobody",):
            args.pop("required")
        for name, value in args.items():
            if name not in ARGUMENTS:
                continue
            if isinstance(value, bool):
                value = int(value)
            number = len(value) if isinstance(value, tuple) else value if isinstance(value, int) else int(bool(value))
            out[f"{name}_n"] = number
            out[name] = self._argument(finding.code, name, value, unit, name in days)
        return out

    def _argument(self, code: str, name: str, value: Any, unit: str, is_day: bool) -> Any:
        if isinstance(value, tuple):
            style = "or" if code in EITHER and name == "required" else "standard"
            return self.words.list((self.ref(str(v)) for v in value), style)
        if not isinstance(value, int):
            if name == "silence":
                return self.silence(str(value))
            if name == "defect":
                nothing = arguments_of(dict.fromkeys(ARGUMENTS, "")) | {"persons_n": 1}
                return self.words.say(message_of(str(value)), "title", **nothing)
            if name == "duty":
                return self.owed_kind(str(value))
            return self.ref(str(value))
        if is_day:
            return self.day(value)
        if unit and name in ("found", "required"):
            # what was given is counted in days, whatever unit was asked for
            given = unit if name == "required" or unit == "clear days" else "days"
            return self.span(value, given)
        return value

    # Outcomes

    def verdict(self, verdict: str) -> str:
        return self.words.say(f"verdict-{verdict}")

    def life(self, life: str) -> str:
        return self.words.say(f"life-{slug(life)}") if life else ""

    def outcome(self, outcome: EffectOutcome) -> str:
        """`Void`, `Valid, stayed`: the verdict, and what became of the effect where that needs saying."""
        verdict = self.verdict(outcome.verdict)
        quiet = outcome.life in ("", "in force")
        return verdict if quiet else f"{verdict}, {self.life(outcome.life)}"

    def status(self, finding: Finding) -> str:
        return self.words.say(f"status-{finding.status}")

    # Ways out and things owed

    def remedy(self, remedy: Remedy, stage: int = 0) -> str:
        how = self.words.say(f"cure-{slug(remedy.silence)}") if remedy.kind == "cure" else ""
        by, to = (self.words.list((self.names.the(x) for x in who), "or") for who in (remedy.by, remedy.to))
        return capital(self.words.say(f"remedy-{slug(remedy.kind)}", by=by, to=to, how=how, stage=stage))

    def remedy_title(self, remedy: Remedy, stage: int = 0) -> str:
        return self.words.say(f"remedy-{slug(remedy.kind)}", "title", stage=stage)

    def last_day(self, remedy: Remedy) -> str:
        """The last day for it, or from when it will be counted."""
        count, unit, event = remedy.window
        if remedy.until is not None:
            message = "last-day" if remedy.open else "last-day-passed"
            return self.words.say(message, day=self.day(remedy.until))
        if count and event:
            message = "last-day-not-running" if remedy.open else "last-day-after"
            return self.words.say(message, span=self.span(count, unit), event=self._either("event", event))
        return self.words.say("last-day-none")

    def must_be_heard(self, remedy: Remedy, today: int) -> str:
        if remedy.heard_by is None:
            return "–"
        if not remedy.open:
            return self.words.say("heard-later")
        return self.words.say("heard-within", today=self.day(today), day=self.day(remedy.heard_by))

    def if_silent(self, remedy: Remedy) -> str:
        """What follows where nobody acts."""
        if remedy.kind == "nothing needed":
            return self.words.say("silence-nothing")
        if remedy.kind != "appeal" or not remedy.silence:
            return self.words.say("silence-unsaid") if remedy.kind == "appeal" else "–"
        silence = self.silence(remedy.silence)
        if remedy.heard_by is None or not remedy.open:
            return self.words.say("silence-later", silence=silence)
        return self.words.say("silence-then", day=self.day(remedy.heard_by + 1), silence=silence)

    def silence(self, text: str) -> str:
        """What silence leads to, from the words of the charter language."""
        return self._either("silence", text)

    def owed_kind(self, kind: str) -> str:
        return capital(self._either("owed", kind))

    def owed_time(self, owed: Owed, today: int) -> str:
        if owed.overdue:
            return self.words.say("owed-late", days=owed.overdue)
        return self.words.say("owed-left", days=max(owed.due - today, 0))

    def _either(self, family: str, text: str) -> str:
        """The sentence for a word of the charter language; an organisation's own words stay as they are."""
        message = f"{family}-{slug(text)}"
        return self.words.say(message) if message in self.words else text

    # Acts

    def act(self, act: Act) -> str:
        """A heading for an act: what was done."""
        kind = kind_of(act)
        nothing = self.words.say("act-nothing")
        values: dict[str, Any] = {}
        for name in type(act).__struct_fields__:
            value = getattr(act, name)
            if name == "effects":
                value = self.effects(value)
            elif isinstance(value, tuple):
                value = self._some([self.ref(str(v)) for v in value])
            elif isinstance(value, str):
                value = self.day(date.fromisoformat(value[:10]).toordinal()) if _DAY.match(value) else self.ref(value)
            elif value is UNSET or isinstance(value, bool):
                value = ""
            values[name] = value
        values["channel_kind"] = slug(str(values.get("channel", "")))
        if kind == "elapsed":
            values |= self._elapsed(str(getattr(act, "what", "")))
        given = arguments_of(values)
        if kind not in ("answered", "decided", "declared"):
            given = {name: nothing if value == "" else value for name, value in given.items()}
        given["channel_kind"] = given["channel_kind"] if values["channel_kind"] else "something"
        return capital(self.words.say(f"act-{kind}", **given))

    def _elapsed(self, ident: str) -> dict[str, str]:
        deadline = self.names.state.get(("deadline", ident))
        if not isinstance(deadline, Deadline):
            return {"what": ident, "by": ident}
        return {"what": self.owed_kind(deadline.kind), "by": self.ref(deadline.by or deadline.to or deadline.about)}

    def effects(self, effects: tuple[Effect, ...]) -> str:
        """`Expelled: Member A and Member B`: effects that differ only in whom they hit are said together."""
        together: dict[tuple[str, str, str, str], list[str]] = {}
        for effect in effects:
            key = (effect.do, effect.what, _text(effect.of), _text(effect.as_))
            together.setdefault(key, []).append(_text(effect.to))
        return "; ".join(self._effect(*key, [self.ref(t) for t in to if t]) for key, to in together.items())

    def effect(self, effect: Effect) -> str:
        return capital(self.effects((effect,)))

    def _effect(self, do: str, what: str, of: str, manner: str, to: list[str]) -> str:
        named = f"effect-{do}-{slug(what)}"
        if manner:
            message = "effect-as-of" if of and what == "mandate" and to else "effect-as" if to else "effect-as-only"
        else:
            message = named if named in self.words and to else "effect-other"
        values = {"do": do, "what": self.ref(what), "of": self.ref(of), "as": manner, "to": self._some(to)}
        return self.words.say(message, **arguments_of(values))

    # Words

    def _some(self, said: list[str]) -> str:
        """A list for a heading: all of a few; of many the first, and how many more."""
        if len(said) <= NAMED_AT_MOST + 1:
            return self.words.list(said)
        return self.words.say("and-more", some=", ".join(said[:NAMED_AT_MOST]), more=len(said) - NAMED_AT_MOST)

    def ref(self, text: str) -> str:
        """Whom or what a reference means, in words."""
        return self.names.say(text)

    def the(self, text: str) -> str:
        """The same inside a sentence: `the regional committee of Region S`."""
        return self.names.the(text)

    def day(self, day: int) -> str:
        return self.words.day(day)

    def when(self, moment: Moment, text: str) -> str:
        """The day of an act as people say it: `28 December 2011`, `after 28 December 2011, day not on record`."""
        if not moment.vague:
            return self.day(moment.day)
        if text.startswith("after ") and len(text) == len("after 2011-12-28"):
            return self.words.say("date-vague", day=date.fromordinal(moment.day - 1))
        return self.words.say("date-open", day=text)

    def span(self, count: int, unit: str) -> str:
        return self.words.say("span", count=count, unit=slug(unit))


def message_of(code: str) -> str:
    """The name of a code's message: `finding-no-power`, `note-cured`, `fault-unknown-act`."""
    family = "finding" if code in DEFECTS else "fault" if code in FAULTS else "note"
    return f"{family}-{slug(code)}"


def kind_of(act: Act) -> str:
    """The kind of an act as the record writes it."""
    return str(type(act).__struct_config__.tag)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
