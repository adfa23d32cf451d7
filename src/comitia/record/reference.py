"""What an act may say, told from the classes themselves: the JSON Schema of a record, and an example of every kind.

Editors check a record against the schema while it is written. Its descriptions are the documentation of the classes in
`acts.py`, so they cannot say something else than the code does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from comitia.record.acts import AnyAct, Effect, Tally
from comitia.record.fit import WRITTEN, fields_of
from comitia.record.yaml_list import YamlList

EXAMPLES = b"""\
- {id: founding, kind: constituted, at: 1994-05-01, unit: section, tier: section, members: [member-a, member-b]}
- {id: charter-1, kind: enacted, at: 2011, by: congress, instrument: charter}
- {id: meeting-1, kind: convened, at: 2011-12-01, by: regional secretary/region-s, body: regional aggregate/region-s,
   on: 2011-12-23T18:00, place: the hall, business: [election of the regional committee]}
- {id: notice-1, kind: served, at: 2011-12-01, by: regional secretary/region-s, what: meeting-1,
   on: everyone entitled, channel: e-mail, omitted: {member-d: unknown address}}
- {id: opened-1, kind: sat, at: 2011-12-23T18:05, sitting: meeting-1, event: opened, present: 41, chair: member-e}
- {id: motion-1, kind: proposed, at: 2011-12-23, by: branch/branch-a, to: regional committee/region-s,
   title: A reading room, effects: [{do: oblige, what: reading room, to: regional committee/region-s}]}
- {id: second-1, kind: supported, at: 2011-12-23, by: member-c, what: motion-1}
- {id: withdrawal-1, kind: withdrew, at: 2011-12-23, by: branch/branch-a, what: motion-1}
- {id: poll-1, kind: polled, at: 2011-12-23, election: regional committee/region-s, candidates: [member-c, member-f],
   seats: 1, manner: secret ballot, roll: 41}
- {id: vote-1, kind: voted, at: 2011-12-23, by: member-g, poll: poll-1}
- {id: result-1, kind: declared, at: 2011-12-23, by: returning officer/region-s, poll: poll-1, rule: plurality,
   effects: [{do: confer, what: mandate, to: member-c, of: regional committee/region-s, as: elected, votes: 27}],
   tally: {present: 41, options: {member-c: 27, member-f: 14}}, seats: 1, papers: {member-c: 27, member-f: 14}}
- {id: expulsion, kind: decided, at: 2011-12-28, by: CC sub-committee,
   effects: [{do: end, what: membership, to: member-c, as: expelled, ground: inactivity}], reasons: no}
- {id: waiver-1, kind: consented, at: 2011-12-23, by: member-d, to: meeting-1, waives: [short notice]}
- {id: objection-1, kind: objected, at: 2011-12-29, by: member-c, to: expulsion, issue: impartiality}
- {id: appeal-1, kind: filed, at: 2012-01-10, by: member-c, type: appeal, against: expulsion, to: control commission}
- {id: answer-1, kind: answered, at: 2012-01-02, by: regional secretary/region-s, to: question-1, reasons: inactivity}
- {id: hearing-1, kind: heard, at: 2012-02-20, matter: appeal-1, before: control commission,
   panel: [member-h, member-i, member-j], respondent: heard, allowed: [attend, speak], afresh: yes}
- {id: ruling-1, kind: ruled, at: 2012-02-21, by: control commission, article: "6.1", means: the list is closed}
- {id: finding-1, kind: established, at: 2012-02-21, by: control commission, act: expulsion, fact: hearing held, is: no}
- {id: concession-1, kind: conceded, at: 2012-02-20, by: CC sub-committee, act: expulsion, fact: charge served, is: no}
- {id: dispute-1, kind: disputed, at: 2012-01-10, by: member-c, act: notice-2}
- {id: order-1, kind: ordered, at: 2012-03-01, by: a court, act: expulsion, effects: [{do: annul, what: expulsion}]}
- {id: settlement-1, kind: agreed, at: 2012-03-05, by: section, with: [member-c], matter: appeal-1,
   effects: [{do: confirm, what: membership, to: member-c}]}
- {id: delegation-1, kind: delegated, at: 2011-06-01, by: central committee, power: current business,
   to: CC sub-committee, until: 2011-12-31}
- {id: resignation-1, kind: resigned, at: 2011-07-01, by: member-f, from: regional committee/region-s}
- {id: dissent-1, kind: published, at: 2011-09-01, by: member-a, where: internal bulletin, title: On new vistas}
- {id: report-1, kind: reported, at: 2011-10-01, by: member-a, to: regional committee/region-s, title: Contacts}
- {id: dues-1, kind: paid, at: 2011-12-05, by: member-c, through: 2011-12}
- {id: referral-1, kind: referred, at: 2011-11-01, by: branch/branch-a, what: motion-1, to: regional committee/region-s}
- {id: correction-1, kind: corrected, at: 2012-01-03, act: opened-1, values: {present: 14}, note: a slip of the pen}
- {id: retraction-1, kind: retracted, at: 2012-01-04, act: notice-2, why: the letter was never posted}
- {id: erasure-1, kind: erased, at: 2013-01-10, by: section secretary, person: member-f}
"""
"""One act of every kind that a record may hold, as YAML. They are examples of form and tell no story together."""


@cache
def examples() -> dict[str, AnyAct]:
    """Kind -> an act of that kind, read from EXAMPLES as any record is."""
    found: dict[str, AnyAct] = {}
    for act in YamlList([EXAMPLES], "EXAMPLES"):
        assert isinstance(act, msgspec.Struct), str(act)
        found[str(act.__struct_config__.tag)] = act
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record as a list of acts, with a description of each kind and field."""
    kinds = list(WRITTEN.values())
    structs: list[type[msgspec.Struct]] = [*kinds, Effect, Tally]
    _, parts = msgspec.json.schema_components(structs, ref_template="#/$defs/{name}")
    names = {cls.__name__: kind for kind, cls in WRITTEN.items()}
    definitions = {
        names.get(cls.__name__, cls.__name__.lower()): _described(parts[cls.__name__], cls, names.get(cls.__name__))
        for cls in structs
    }
    found: dict[str, Any] = _renamed(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "A record of acts",
            "description": "What was done, in the order of writing. Each act has a kind, an id of its own, and when.",
            "type": "array",
            "items": {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in WRITTEN]},
            "$defs": definitions,
        },
        {**names, "Effect": "effect", "Tally": "tally"},
    )
    return found


def field_notes(cls: type[msgspec.Struct]) -> dict[str, str]:
    """What the documentation of a class, and of every act, says of each field."""
    notes: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        if one is msgspec.Struct or not issubclass(one, msgspec.Struct):
            continue
        text = " ".join((one.__doc__ or "").split())
        marks = list(re.finditer(r"(?:^|[.;:] )([a-z_]+(?:(?:, | and )[a-z_]+)*): ", text))
        for mark, after in zip(marks, [*marks[1:], None], strict=False):
            said = text[mark.end() : after.start() + 1 if after else len(text)].strip().rstrip(";.")
            notes |= {name: said[:1].upper() + said[1:] for name in re.split(r", | and ", mark[1])}
    return notes


def _described(part: dict[str, Any], cls: type[msgspec.Struct], kind: str | None) -> dict[str, Any]:
    notes = field_notes(cls)
    properties = {
        name: {**({"description": notes[name]} if name in notes else {}), **part["properties"][name]}
        for name in fields_of(cls)
    }
    if kind:
        properties = {"kind": {"const": kind}, **properties}
    text = " ".join((cls.__doc__ or "").split("\n\n")[0].split()).split(". ")[0].rstrip(".") + "."
    described: dict[str, Any] = {
        "title": kind or cls.__name__.lower(),
        "description": text,
        "type": "object",
        "properties": properties,
    }
    described |= {"required": part["required"], "additionalProperties": False}
    if kind:
        described["examples"] = [msgspec.to_builtins(examples()[kind])]
    return described


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """References to classes by the names that a record uses; tuples as JSON has them."""
    match value:
        case dict():
            return {key: _renamed(one, names) for key, one in value.items()}
        case list() | tuple():
            return [_renamed(one, names) for one in value]
        case str() if value.startswith("#/$defs/"):
            name = value.removeprefix("#/$defs/")
            return f"#/$defs/{names.get(name, name)}"
        case _:
            return value
