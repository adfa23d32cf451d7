"""One page a kind of act: what it is, its fields, and one taken from the examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import msgspec.inspect as shape

from comitia.record.acts import KINDS, Act, Effect, Elapsed, Tally
from comitia.record.reference import examples, field_notes
from comitia.record.yaml_list import YamlList
from comitia.record.yaml_write import write_yaml
from reference_pages import table

INTRO = """# Act kinds

A record is a list of acts: what somebody did, and when. There are {count} kinds and no others. What an act means,
your constitution says; so a kind never judges. How acts are written down is told in
[Recording acts](../../secretary/acts.md).

Every act has an `id` that no other act has, and says `at` what time it happened. All other fields may be left out
unless a page says that they are needed: **what is not on record is not known**, which is not the same as "no".
"""


def pages(root: Path) -> Iterator[tuple[str, str]]:
    """The list of kinds, a page for each, and one for effects and tallies."""
    lines = [INTRO.format(count=len(KINDS)), "```{toctree}", ":hidden:", "", *KINDS, "effects", "```", ""]
    lines += [f"[{kind}]({kind}.md)\n: {what_it_is(cls)}\n" for kind, cls in KINDS.items()]
    lines += ["[effects and tallies](effects.md)\n: What decisions assert, and how votes are put on record.\n"]
    lines += ["(every-act)=", "## Fields of every act", "", *_rows(_fields(Act), field_notes(Act))]
    yield "acts/index.md", "\n".join(lines)
    shown = first_of_each(root)
    for kind, cls in KINDS.items():
        yield f"acts/{kind}.md", "\n".join(_page(kind, cls, shown.get(kind)))
    yield "acts/effects.md", "\n".join(_effects())


def what_it_is(cls: type[object]) -> str:
    """The first sentence of a class's documentation."""
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split()).split(". ")[0].rstrip(".") + "."


def _page(kind: str, cls: type[Act], example: tuple[str, Act] | None) -> Iterator[str]:
    yield from (f"# {kind}", "", what_it_is(cls), "")
    notes = field_notes(cls)
    if cls is Elapsed:
        yield from ("The judge writes this act itself when time has run out. A record that holds one is refused.", "")
    own = [f for f in _fields(cls) if f.name not in Act.__struct_fields__]
    if own:
        yield from ("## Its own fields", "")
        yield from _rows(own, notes)
    if example is not None:
        where, act = example
        text = b"".join(write_yaml([act])).decode()
        yield from (
            "## An example",
            "",
            *([f"From `{where}`:", ""] if where else []),
            "```record",
            text.rstrip(),
            "```",
            "",
        )
    yield from ("Beside these it has the [fields of every act](#every-act).", "")


def _effects() -> Iterator[str]:
    yield from ("# Effects and tallies", "", "## An effect", "", what_it_is(Effect), "")
    yield from _rows(_fields(Effect), field_notes(Effect))
    yield from ("## A tally", "", what_it_is(Tally), "")
    yield from _rows(_fields(Tally), field_notes(Tally))


def _fields(cls: type[msgspec.Struct]) -> tuple[shape.Field, ...]:
    info = shape.type_info(cls)
    assert isinstance(info, shape.StructType)
    return info.fields


def _rows(fields: tuple[shape.Field, ...] | list[shape.Field], notes: dict[str, str]) -> list[str]:
    rows = [
        (f"`{f.encode_name}`", "needed" if f.required else "", value_of(f.type), notes.get(f.encode_name, ""))
        for f in fields
    ]
    return table(("Field", "", "Value", "What it says"), rows)


def value_of(kind: shape.Type) -> str:
    """A type, in words."""
    match kind:
        case shape.StrType():
            return "text"
        case shape.IntType():
            return "a whole number"
        case shape.FloatType():
            return "a number"
        case shape.BoolType():
            return "yes or no"
        case shape.LiteralType(values=values):
            return "one of " + ", ".join(f"`{value}`" for value in values)
        case shape.VarTupleType(item_type=inner) | shape.ListType(item_type=inner):
            return f"a list: {value_of(inner)}"
        case shape.DictType(value_type=inner):
            return f"names, each with {value_of(inner)}"
        case shape.StructType(cls=cls):
            return f"[{cls.__name__.lower()}](effects.md)"
        case shape.UnionType(types=types):
            return ", or ".join(value_of(one) for one in types)
        case _:
            raise TypeError(f"no words for {kind}")


def first_of_each(root: Path) -> dict[str, tuple[str, Act]]:
    """Kind -> the act of that kind that says most in the examples, and the file it stands in."""
    found: dict[str, tuple[int, str, Act]] = {}
    for file in sorted((root / "examples").glob("*/**/record.yaml")):
        for act in YamlList([file.read_bytes()], file.name):
            if isinstance(act, Act):
                kind = str(type(act).__struct_config__.tag)
                size = -len(set(msgspec.to_builtins(act)))
                if kind not in found or size < found[kind][0]:
                    found[kind] = (size, str(file.relative_to(root)), act)
    chosen = {kind: (where, act) for kind, (_, where, act) in found.items()}
    return {**{kind: ("", act) for kind, act in examples().items()}, **chosen}
