"""The values and operators of conditions, as the CEL specification has them: loud where there is no answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final


class ConditionFailed(Exception):  # noqa: N818  (what CEL calls an error value: the condition has no answer)
    """A condition that has no answer: division by zero, overflow, or a value of the wrong type."""


def truth(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise ConditionFailed(f"{value!r} is not true or false")


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list() | tuple():
            return "list"
        case _:
            raise ConditionFailed(f"{value!r} is no value for a condition")


def same(left: Any, right: Any) -> bool:
    kind = _kind(left)
    if kind != _kind(right):
        return False
    if kind == "list":
        return len(left) == len(right) and all(same(a, b) for a, b in zip(left, right, strict=True))
    return bool(left == right)


def _ordered(left: Any, right: Any) -> None:
    if _kind(left) != _kind(right) or _kind(left) == "list":
        raise ConditionFailed(f"{left!r} and {right!r} have no order")


def _less(left: Any, right: Any) -> bool:
    _ordered(left, right)
    return bool(left < right)


def _less_or_same(left: Any, right: Any) -> bool:
    _ordered(left, right)
    return bool(left <= right)


def _within(value: Any, many: Any) -> bool:
    if _kind(many) != "list":
        raise ConditionFailed(f"{many!r} is no list")
    return any(same(value, entry) for entry in many)


RELATIONS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "==": same,
    "!=": lambda left, right: not same(left, right),
    "<": _less,
    "<=": _less_or_same,
    ">": lambda left, right: _less(right, left),
    ">=": lambda left, right: _less_or_same(right, left),
    "in": _within,
}


def _whole(value: int) -> int:
    if -(2**63) <= value < 2**63:
        return value
    raise ConditionFailed("a number beyond 64 bits")


def _numbers(left: Any, right: Any) -> bool:
    """Whether both are whole numbers; raises unless they are numbers of one kind."""
    kinds = {type(left), type(right)}
    if kinds == {int}:
        return True
    if kinds == {float}:
        return False
    raise ConditionFailed(f"no arithmetic between {left!r} and {right!r}")


def add(left: Any, right: Any) -> Any:
    if _kind(left) == _kind(right) == "text":
        return left + right
    if _kind(left) == _kind(right) == "list":
        return [*left, *right]
    return _whole(left + right) if _numbers(left, right) else left + right


def subtract(left: Any, right: Any) -> Any:
    return _whole(left - right) if _numbers(left, right) else left - right


def multiply(left: Any, right: Any) -> Any:
    return _whole(left * right) if _numbers(left, right) else left * right


def divide(left: Any, right: Any) -> Any:
    if not _numbers(left, right):
        if right == 0:
            return float("nan") if left == 0 or left != left else float("inf") * (left > 0 or -1)
        return left / right
    if right == 0:
        raise ConditionFailed("division by zero")
    quotient = abs(left) // abs(right)
    return _whole(quotient if (left < 0) == (right < 0) else -quotient)


def remainder(left: Any, right: Any) -> Any:
    if not _numbers(left, right):
        raise ConditionFailed("no remainder of broken numbers")
    if right == 0:
        raise ConditionFailed("division by zero")
    remainder = abs(left) % abs(right)
    return remainder if left >= 0 else -remainder


def negate(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConditionFailed(f"{value!r} is no number")
    return _whole(-value) if isinstance(value, int) else -value


def size(value: Any) -> int:
    if _kind(value) not in ("text", "list"):
        raise ConditionFailed(f"{value!r} has no size")
    return len(value)


def _texts(work: Callable[[str, str], bool]) -> Callable[[Any, Any], bool]:
    def checked(left: Any, right: Any) -> bool:
        if _kind(left) != "text" or _kind(right) != "text":
            raise ConditionFailed(f"{left!r} or {right!r} is no text")
        return work(left, right)

    return checked


TEXT: Final = {
    "startsWith": _texts(str.startswith),
    "endsWith": _texts(str.endswith),
    "contains": _texts(str.__contains__),
}
