"""The peer of `bench.record_read`: the same record decoded by orjson and validated by pydantic; prints seconds as JSON.

Runs in an environment of its own, which `bench.record_read` names. The models are made of the very fields of
`comitia.record.acts`, kinds told apart by `kind`, unknown fields refused: what pydantic is asked is what we ask.
"""

from __future__ import annotations

import json
import sys
import time
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import orjson
from msgspec import inspect as shape
from pydantic import ConfigDict, Field, TypeAdapter, create_model

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from comitia.record.acts import KINDS


def type_of(kind: shape.Type) -> Any:
    """A type of the schema as pydantic takes it, strict: no text is taken for a number."""
    match kind:
        case shape.VarTupleType(item_type=item):
            return tuple[type_of(item), ...]
        case shape.ListType(item_type=item):
            return list[type_of(item)]  # type: ignore[misc]
        case shape.DictType(value_type=value):
            return dict[str, type_of(value)]  # type: ignore[misc]
        case shape.LiteralType(values=values):
            return Literal[values]
        case shape.StructType():
            return model(kind)
        case shape.UnionType(types=types):
            return reduce(or_, [type_of(one) for one in types if not isinstance(one, shape.CustomType)])
        case _:
            return {shape.StrType: str, shape.IntType: int, shape.FloatType: float, shape.BoolType: bool}[type(kind)]


def model(info: shape.StructType, kind: str = "") -> Any:
    fields: dict[str, Any] = {
        field.name: (
            type_of(field.type) if field.required else type_of(field.type) | None,
            Field(... if field.required else None, alias=field.encode_name),
        )
        for field in info.fields
    }
    if kind:
        fields["kind"] = (Literal[kind], ...)
    return create_model(info.cls.__name__, __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def main() -> None:
    models = [model(shape.type_info(cls), kind) for kind, cls in KINDS.items()]  # type: ignore[arg-type]
    validate = TypeAdapter(Annotated[reduce(or_, models), Field(discriminator="kind")]).validate_python
    started, count = time.process_time(), 0
    with Path(sys.argv[1]).open("rb") as file:
        for line in file:
            validate(orjson.loads(line))
            count += 1
    print(json.dumps({"seconds": time.process_time() - started, "acts": count, "msgspec": msgspec.__version__}))


if __name__ == "__main__":
    main()
