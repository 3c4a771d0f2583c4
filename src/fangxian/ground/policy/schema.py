"""The shape of the files of a pack. Unknown keys are refused; `packs/_schema` is made from here.

A pack is a folder: pack.yaml (what it is, from when to when, its sources and words),
travellers.yaml and contacts.yaml (decision tables), values.yaml (clocks, ladder, checklists,
other numbers). Files other than pack.yaml may be absent.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from fangxian.ground.policy.rules import ClockStart, Origin, WhenOver, Widen
from fangxian.kernel.text import Text

Mark = Literal["seen", "known", "unclear", "local"]
Layer = Literal["base", "replace", "amend"]
Shape = Literal[
    "square",
    "triangle",
    "diamond",
    "circle",
    "pentagon",
    "hexagon",
    "star",
    "cross",
    "question",
]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RowId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PlaceCode = Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$")]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Words(Part):
    """One meaning in Chinese and English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


class Cite(Part):
    """Where it is written. `source` is a key of the pack's sources. Mark: seen in a source,
    known without one, unclear in the source, or a local default that a county sets itself."""

    clause: str = Field(min_length=1)
    source: str
    mark: Mark


class Source(Part):
    """A text that was read. Quality: A official, B news media, C secondary page."""

    title: str
    site: str
    quality: Literal["A", "B", "C", "无来源"]


class InForce(Part):
    """First and last day, both included; `to` null: still in force."""

    from_: date = Field(alias="from")
    from_mark: Mark
    to: date | None
    to_mark: Mark
    note: str = ""


class ColourSpec(Words):
    """A colour is never alone: a word and a shape go with it."""

    shape: Shape
    hex: str = Field(pattern=r"^#[0-9a-f]{6}$")


class Colours(Part):
    """base: the first scheme; replace: this one instead; amend: added to the base's."""

    layer: Layer
    scheme: dict[Code, ColourSpec] = Field(min_length=1)
    citation: Cite | None = None


class LeftOut(Part):
    """What the source says and the tables do not hold, and why."""

    what: str
    why: str
    source: str


class PackFile(Part):
    """pack.yaml. `amends`: lies over another pack of the same place; `replaces`: stands in the
    stead of one that still runs; `over` + `place`: a place's overlay, which must end."""

    id: RowId
    disease: Code
    place: PlaceCode | None = None
    over: RowId | None = None
    amends: RowId | None = None
    replaces: RowId | None = None
    status: Literal["enacted", "draft"] = "enacted"
    title: Words
    document: str
    number: str | None
    issuer: str
    issued: date | None
    in_force: InForce
    methods: dict[Literal["travellers", "contacts"], str] = {}
    sources: dict[str, Source] = Field(min_length=1)
    classes: dict[Code, Words] = {}
    colours: Colours | None = None
    left_out: tuple[LeftOut, ...] = ()


class EveryDays(Part):
    """Tests on day n, 2n … to the end of the segment; `first` moves the first one."""

    every_days: int = Field(ge=1)
    first: int | None = Field(None, ge=0)


class SomeDays(Part):
    """`count` tests within so many days, spread as evenly as the interval allows."""

    count: int = Field(ge=1)
    within_days: int = Field(ge=1)
    min_interval_hours: int = Field(24, ge=1)


def _test_days_kind(value: Any) -> str:
    if isinstance(value, dict):
        return "every" if "every_days" in value else "some"
    if isinstance(value, EveryDays):
        return "every"
    return "some" if isinstance(value, SomeDays) else "list"


TestDays = Annotated[
    Annotated[tuple[Annotated[int, Field(ge=0)], ...], Tag("list")]
    | Annotated[EveryDays, Tag("every")]
    | Annotated[SomeDays, Tag("some")],
    Discriminator(_test_days_kind),
]


class SegmentSpec(Part):
    """One measure; days null: until further notice. Test days count within the segment."""

    measure: Code
    days: int | None = Field(ge=1)
    test_days: TestDays = ()
    note: str = ""


class RowSpec(Part):
    """A row: whom it catches (columns), what follows, where that is written."""

    id: RowId
    who: Words
    origin: Origin
    levels: tuple[Literal["high", "medium", "low"], ...] = ()
    places: tuple[PlaceCode, ...] = ()
    except_places: tuple[PlaceCode, ...] = ()
    since: date | None = None
    city_kinds: tuple[
        Literal["municipality", "sub_provincial", "prefecture_city", "prefecture", "province_run"],
        ...,
    ] = ()
    category: Code | None = None
    widen: Widen | None = None
    look_back_days: int | None = Field(None, ge=0)
    before_listing_days: int = Field(0, ge=0)
    clock_start: ClockStart
    class_code: Code = Field(alias="class")
    colour: Code
    segments: tuple[SegmentSpec, ...]
    on_arrival: tuple[Code, ...] = ()
    note: str = ""
    inferred: dict[str, str] = Field({}, description="column → why its value was inferred")
    citation: Cite
    before: RowId | None = Field(None, description="amend: stand before this row of the base")


class UseSpec(Part):
    """A row of the layer below, taken over as it stands with its own citation."""

    use: RowId


class RemoveSpec(Part):
    id: RowId
    citation: Cite


class Otherwise(Part):
    class_code: Code = Field(alias="class")
    colour: Code


class UnverifiedSpec(Part):
    """待核: what holds when no row restricts and something is not known that could."""

    class_code: Code = Field(alias="class")
    colour: Code
    words: Words = Field(description="what the person reads on the code meanwhile")
    citation: Cite


class WhenOverSpec(Part):
    """What becomes of a row whose whole course is over on the day of the decision. next: the
    next row that holds and still runs decides; stay: the row stays the verdict, and what runs
    later is not seen. It holds as long as its pack."""

    value: WhenOver
    citation: Cite


def _row_kind(value: Any) -> str:
    used = "use" in value if isinstance(value, dict) else isinstance(value, UseSpec)
    return "use" if used else "row"


AnyRow = Annotated[
    Annotated[RowSpec, Tag("row")] | Annotated[UseSpec, Tag("use")], Discriminator(_row_kind)
]


class TableFile(Part):
    """base and replace: `rows` in the order in which they are tried, and `otherwise`.
    amend: `remove`, `replace` (by id) and `add` rows of the table below. `unverified`: what
    holds while too little is known; `when_over`: what a course that is over gives way to; where
    a layer is silent, the one below speaks."""

    rows: tuple[AnyRow, ...] = ()
    otherwise: Otherwise | None = None
    unverified: UnverifiedSpec | None = None
    when_over: WhenOverSpec | None = Field(
        None, exclude_if=lambda said: said is None, description="next or stay, and where it is said"
    )  # not in the hash of a pack that is silent: what was approved by hash stays in force
    remove: tuple[RemoveSpec, ...] = ()
    replace: tuple[RowSpec, ...] = ()
    add: tuple[RowSpec, ...] = ()

    @property
    def layer(self) -> Layer:
        raise NotImplementedError


class TravellersFile(TableFile):
    travellers: Layer

    @property
    def layer(self) -> Layer:
        return self.travellers


class ContactsFile(TableFile):
    contacts: Layer

    @property
    def layer(self) -> Layer:
        return self.contacts


class Duration(Part):
    minutes: int | None = Field(None, ge=1)
    hours: int | None = Field(None, ge=0)
    days: int | None = Field(None, ge=1)

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days or 0, hours=self.hours or 0, minutes=self.minutes or 0)


class Dated(Part):
    """A value from a day on (default: the pack's first). Null: it has ended."""

    from_: date | None = Field(None, alias="from")
    citation: Cite


class ClockValue(Dated):
    value: Duration | None


class Rung(Part):
    """Who hears when a stage is late, and how long after it became due."""

    to: Literal["village", "township", "task_force", "headquarters"]
    wait: Duration


class LadderValue(Dated):
    value: tuple[Rung, ...] | None


class Checklist(Part):
    title: Words
    items: tuple[Words, ...]


class ChecklistValue(Dated):
    value: Checklist | None


class PlainValue(Dated):
    value: (
        bool
        | int
        | float
        | str
        | tuple[str, ...]
        | dict[str, tuple[str, ...]]
        | dict[str, str]
        | None
    )
    unit: str = ""


Stage = Literal[
    "push",
    "check",
    "control",
    "feedback",
    "received",
    "accepted",
    "acted",
    "checked",
    "closed",
    "appeal",
]


class ValuesFile(Part):
    """Lies over the values of the layer below key by key. Each key is a list of dated values."""

    clocks: dict[Stage, tuple[ClockValue, ...]] = {}
    ladder: dict[Stage, tuple[LadderValue, ...]] = {}
    checklists: dict[Code, tuple[ChecklistValue, ...]] = {}
    values: dict[str, tuple[PlainValue, ...]] = {}


class HouseValue(PlainValue):
    """A value of no disease: its first day is always written."""

    from_: date = Field(alias="from")


class HouseFile(Part):
    """_house.yaml: what holds whatever disease there is, and when there is none: how long things
    are kept, who may be one of two people. An edition's value of the same key goes before."""

    document: str
    sources: dict[str, Source] = Field(min_length=1)
    values: dict[str, tuple[HouseValue, ...]]


class WordsFile(Part):
    """_words.yaml: the diseases, measures, checks and outcomes of work that a pack may name."""

    diseases: dict[Code, Words] = {}
    measures: dict[Code, Words]
    checks: dict[Code, Words]
    outcomes: dict[Code, Words] = {}
