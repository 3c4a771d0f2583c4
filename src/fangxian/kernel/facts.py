"""Facts: what has happened, in the past tense, with ids and plain values. Pure."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any, TypeVar, dataclass_transform, get_type_hints

FACTS: dict[str, type[Any]] = {}

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def fact(cls: type[T]) -> type[T]:
    """Make a frozen, keyword-only fact and enter it under room.Name."""
    made: type[T] = dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)
    FACTS[name_of(made)] = made
    return made


def name_of(kind: type[Any]) -> str:
    """`fangxian.lines.screening.events.VerdictsChanged` is `screening.VerdictsChanged`."""
    return f"{kind.__module__.rsplit('.', 2)[-2]}.{kind.__name__}"


def to_plain(told: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(told, field.name)) for field in dataclasses.fields(told)}


def from_plain(name: str, values: dict[str, Any]) -> Any:
    kind = FACTS[name]
    hints = get_type_hints(kind)
    return kind(**{key: _typed(hints[key], value) for key, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    text = str(hint)
    if "datetime.datetime" in text:
        return datetime.fromisoformat(value)
    if "datetime.date" in text and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
