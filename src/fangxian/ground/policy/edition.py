"""What is in force on a day at a place, read from all layers, each part with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from fangxian.ground.policy.errors import NoSuchValue
from fangxian.ground.policy.methods import METHODS
from fangxian.ground.policy.rules import Citation, DecisionTable, Facts, Listing, Verdict
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.ground.policy.declaring import Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PackRef:
    """One layer of an edition."""

    id: str
    title: Text
    document: str
    issuer: str
    from_: date
    to: date | None
    hash: str


@dataclass(frozen=True, slots=True)
class ClassInfo:
    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour with the word and the shape that always go with it."""

    code: str
    label: Text
    shape: str
    hex: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """When `after_stage` is late by `wait`, the unit kind `to` hears of it."""

    after_stage: str
    to: str
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class ChecklistInfo:
    code: str
    title: Text
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    key: str
    title: str
    site: str
    quality: str


@dataclass(frozen=True, slots=True)
class RowNote:
    """What a reader of the table sees beside a row's columns."""

    who: Text
    note: str
    inferred: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it is written. None: the measure has ended."""

    value: Any
    citation: Citation
    unit: str = ""


@dataclass(frozen=True)
class Edition:
    """`hash` is the SHA-256 over the content of all layers: a replay names it."""

    id: str
    title: Text
    disease: str
    on: date
    packs: tuple[PackRef, ...]
    hash: str
    table: DecisionTable
    contacts: DecisionTable
    classes: Mapping[str, ClassInfo]
    colours: Mapping[str, Colour]
    measures: Mapping[str, Text]
    checks: Mapping[str, Text]
    values: Mapping[str, Value]
    notes: Mapping[str, RowNote]
    sources: Mapping[str, SourceInfo]
    methods: Mapping[str, str]
    house: Mapping[str, Value] = field(default_factory=dict)  # of no disease, beneath all layers

    def read(self, key: str) -> Value:
        """`clocks.received`, `ladder.received`, `checklists.home_quarantine`, or a plain key.
        Where the edition is silent the house's own file speaks (packs/_house.yaml). NoSuchValue
        when neither holds it: nothing is assumed."""
        found = self.values.get(key) or self.house.get(key)
        if found is None:
            raise NoSuchValue(edition=self.id, key=key)
        return found

    def value(self, term: Term[T], name: str = "") -> T | None:
        """What a term says in its own type (minutes are a timedelta); `name` stands for what varies
        in its key. None where neither the edition nor the house says it, or where it has ended."""
        found = self.cited(term, name)
        return None if found is None else term.kind.reads(found.value)

    def cited(self, term: Term[Any], name: str = "") -> Value | None:
        """As `value`, as it is written and with its source."""
        key = term.full(name)
        found = self.values.get(key) or self.house.get(key)
        return None if found is None or found.value is None else found

    def must(self, term: Term[T], name: str = "") -> T:
        """As `value`; NoSuchValue where nobody says it."""
        found = self.value(term, name)
        if found is None:
            raise NoSuchValue(edition=self.id, key=term.full(name))
        return found

    @property
    def clocks(self) -> dict[str, timedelta]:
        """Stage → time allowed, counted from the issue. Ended clocks are absent."""
        found = self._section("clocks")
        return {stage: value.value for stage, value in found.items() if value.value is not None}

    @property
    def ladder(self) -> tuple[LadderStep, ...]:
        return tuple(
            step for value in self._section("ladder").values() for step in value.value or ()
        )

    @property
    def checklists(self) -> dict[str, ChecklistInfo]:
        found = self._section("checklists")
        return {code: value.value for code, value in found.items() if value.value is not None}

    def decide(
        self, facts: Facts, listings: Iterable[Listing], *, by_day: bool = True, ahead: bool = True
    ) -> Verdict:
        """A traveller, on the edition's day, by the method that it names. Without `by_day` as
        verdicts were found when no course counted as over, without `ahead` when a look-back
        counted from the arrival alone."""
        on = self.on if by_day else None
        return METHODS[self.methods["travellers"]](facts, self.table, listings, on, ahead=ahead)

    def decide_contact(self, facts: Facts) -> Verdict:
        """A contact, by category and last exposure."""
        return METHODS[self.methods["contacts"]](facts, self.contacts, (), self.on)

    def _section(self, name: str) -> dict[str, Value]:
        start = f"{name}."
        return {
            key.removeprefix(start): value
            for key, value in self.values.items()
            if key.startswith(start)
        }
