"""Acts of every kind, drawn from the schema itself, so that a new kind or field is tested without being listed here."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st
from msgspec import inspect as shape

from comitia.record.acts import AnyAct
from comitia.record.faults import RecordFault
from comitia.record.fit import WRITTEN

AWKWARD = [
    *["yes", "no", "on", "null", "~", "2011-12-28", "2011", "1.5", "1e3", "", "19:30", "=", "<<", "0x1f", "1_000"],
    *["a: b", "- a", "a #b", "a\nb\n", "a\n\n b\n", "a:", "---", "...", " a", "a ", '"a"', "[a]", "%", "\\"],
    *["regional committee/region-s", "é\u2028\x85\ufeff\U0001f600", "a" * 200],
]

TEXT = st.one_of(
    st.text(max_size=12),
    st.text("ab: #-,[]{}\"'\n\t yesno0123456789.~|>&*!%@`?", max_size=16),
    st.sampled_from(AWKWARD),
)


def values(kind: shape.Type) -> st.SearchStrategy[object]:
    """Values as they stand in a file, for one type of the schema."""
    match kind:
        case shape.StrType():
            return TEXT
        case shape.IntType():
            return st.integers(-(2**63), 2**63 - 1)
        case shape.FloatType():
            return st.floats(allow_nan=False, allow_infinity=False)
        case shape.BoolType():
            return st.booleans()
        case shape.LiteralType(values=words):
            return st.sampled_from(words)
        case shape.VarTupleType(item_type=item) | shape.ListType(item_type=item):
            return st.lists(values(item), max_size=3)
        case shape.DictType(value_type=value):
            return st.dictionaries(TEXT, values(value), max_size=3)
        case shape.StructType(cls=cls):
            return fields(cls)
        case shape.UnionType(types=types):
            return st.one_of([values(one) for one in types if not isinstance(one, shape.CustomType)])
        case _:
            raise AssertionError(kind)


def fields(cls: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, object]]:
    info = shape.type_info(cls)
    assert isinstance(info, shape.StructType)
    needed = {field.encode_name: values(field.type) for field in info.fields if field.required}
    free = {field.encode_name: values(field.type) for field in info.fields if not field.required}
    return st.fixed_dictionaries(needed, optional=free)


ACTS: st.SearchStrategy[AnyAct] = st.one_of(
    [fields(kind).map(lambda value, kind=kind: msgspec.convert(value, kind)) for kind in WRITTEN.values()]
)


def faults_of(results: list[AnyAct | RecordFault]) -> list[RecordFault]:
    return [one for one in results if isinstance(one, RecordFault)]
