"""The terms that the house reads from packs. Each room declares its own in `terms.py`; what is not
declared is read by nobody, and lint says so. Pure.

A term is a key with its type, its unit, and words: what it is, what it does, and what happens
without it. `{colour}` in a key stands for a name that the edition itself gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from fangxian.ground.policy.edition import ChecklistInfo, Edition, LadderStep
from fangxian.kernel.text import Text

T = TypeVar("T")
Names = Callable[[Edition], Collection[str]]
Basis = Literal["law", "county"]
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SECTIONS = ("clocks", "ladder", "checklists")
MODEST = 0.6  # how alike two keys are before the one is offered for the other


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A type of value: whether a pack's value is of it, how it is read, and its JSON Schema."""

    name: Text
    takes: Callable[[Any], bool]
    reads: Callable[[Any], T]
    schema: Mapping[str, Any]
    unit: str = ""


@dataclass(frozen=True)
class Term(Generic[T]):
    """One key that a room reads.

    word      what it is called
    does      what follows from it
    without   what happens where no pack says it
    names     what the placeholder of the key may be, by the edition
    house     of no disease: packs/_house.yaml holds it, an edition's own goes before
    required  lint refuses an edition (or the house's file) without it
    shown     for readers of the pack: nothing is decided by it
    basis     law: a document must say it; county: the county may set it (mark: local)
    """

    key: str
    kind: Kind[T]
    word: Text
    does: Text
    without: Text
    names: Names | None = None
    house: bool = False
    required: bool = False
    shown: bool = False
    basis: Basis = "county"

    @property
    def unit(self) -> str:
        return self.kind.unit

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(PLACEHOLDER.sub("(.+)", self.key.replace(".", r"\.")) + r"\Z")

    def name_in(self, key: str) -> str | None:
        """What stands for the placeholder in a key; "" where there is none, None: another key."""
        found = self.pattern.match(key)
        return None if found is None else "".join(found.groups())

    def full(self, name: str = "") -> str:
        return PLACEHOLDER.sub(name, self.key)

    def known(self, edition: Edition) -> list[str]:
        """The full keys that an edition may have of it."""
        return [self.full(n) for n in self.names(edition)] if self.names else [self.key]

    def fits(self, value: Any) -> bool:
        return value is None or self.kind.takes(value)


_declared: dict[str, Term[Any]] = {}


def declare_terms(terms: Iterable[Term[Any]]) -> None:
    """A room's terms, when its app is ready. A key that two rooms read is declared by one."""
    for term in terms:
        if _declared.setdefault(term.key, term) != term:
            msg = f"{term.key} is declared twice"
            raise ValueError(msg)


def declared() -> tuple[Term[Any], ...]:
    return tuple(sorted(_declared.values(), key=lambda term: term.key))


def term_of(key: str) -> Term[Any] | None:
    """The term that a key of a pack belongs to; one without a placeholder goes before."""
    if key in _declared:
        return _declared[key]
    return next((term for term in declared() if term.names and term.name_in(key)), None)


def nearest(key: str, known: Iterable[str]) -> str:
    """The known key that is most like one that is not; "" when none is."""
    found = get_close_matches(key, list(known), n=1, cutoff=MODEST)
    return found[0] if found else ""


def whole(unit: str = "", least: int = 1, most: int | None = None) -> Kind[int]:
    name = Text(f"不小于 {least} 的整数", f"a whole number, {least} or more")
    schema = {"type": "integer", "minimum": least}
    if most is None:
        return Kind(name, _whole(least), int, schema, unit)
    name = Text(f"{least} 到 {most} 的整数", f"a whole number from {least} to {most}")
    return Kind(
        name, lambda v: _whole(least)(v) and v <= most, int, schema | {"maximum": most}, unit
    )


def number(unit: str = "") -> Kind[float]:
    return Kind(
        Text("数字", "a number"),
        lambda v: _is_number(v) and v >= 0,
        float,
        {"type": "number", "minimum": 0},
        unit,
    )


def days(least: int = 1) -> Kind[timedelta]:
    return _span("天", least, lambda v: timedelta(days=v))


def hours(least: int = 1) -> Kind[timedelta]:
    return _span("小时", least, lambda v: timedelta(hours=v))


def minutes(least: int = 1) -> Kind[timedelta]:
    return _span("分钟", least, lambda v: timedelta(minutes=v))


def one_of(codes: Collection[str]) -> Kind[str]:
    listed = list(codes)
    name = Text("、".join(listed) + " 之一", "one of " + ", ".join(listed))
    return Kind(name, lambda v: isinstance(v, str) and v in listed, str, {"enum": listed})


def some_of(codes: Collection[str]) -> Kind[tuple[str, ...]]:
    listed = list(codes)
    name = Text("从这些里选一列:" + "、".join(listed), "a list of: " + ", ".join(listed))
    schema = {"type": "array", "minItems": 1, "items": {"enum": listed}}
    return Kind(name, lambda v: _is_list(v) and set(v) <= set(listed), tuple, schema)


def _whole(least: int) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= least


def _span(unit: str, least: int, reads: Callable[[Any], timedelta]) -> Kind[timedelta]:
    name = Text(f"不小于 {least} 的整数", f"a whole number, {least} or more")
    return Kind(name, _whole(least), reads, {"type": "integer", "minimum": least}, unit)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return (
        isinstance(value, list | tuple) and bool(value) and all(isinstance(v, str) for v in value)
    )


def _is_choices(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(map(PAIR.takes, value.values()))


def _choices(value: Any) -> dict[str, Text]:
    return {code: _pair(words) for code, words in value.items()}


def _pair(value: Any) -> Text:
    return Text(value[0], value[1])


STRINGS = {"type": "array", "minItems": 1, "items": {"type": "string"}}
CODE: Kind[str] = Kind(
    Text("一个代码", "a code"), lambda v: isinstance(v, str) and bool(v), str, {"type": "string"}
)
CODES: Kind[tuple[str, ...]] = Kind(Text("一列代码", "a list of codes"), _is_list, tuple, STRINGS)
PAIR: Kind[Text] = Kind(
    Text("两句话:[中文, 英文]", "two phrases: [Chinese, English]"),
    lambda v: _is_list(v) and len(v) == 2,
    _pair,
    {**STRINGS, "minItems": 2, "maxItems": 2},
)

CHOICES: Kind[dict[str, Text]] = Kind(
    Text("一张清单,每项写成“代码: [中文, 英文]”", "a list, each “code: [Chinese, English]”"),
    _is_choices,
    _choices,
    {"type": "object", "minProperties": 1, "additionalProperties": dict(PAIR.schema)},
)


def _anything(_value: Any) -> bool:
    return True


def _as_read(value: Any) -> Any:
    return value


# These three have a shape of their own in the file (schema.py), which says whether they are right.
CLOCK: Kind[timedelta] = Kind(Text("时长", "a length of time"), _anything, _as_read, {})
LADDER: Kind[tuple[LadderStep, ...]] = Kind(Text("各级与时长", "steps"), _anything, _as_read, {})
CHECKLIST: Kind[ChecklistInfo] = Kind(Text("清单", "a checklist"), _anything, _as_read, {})
