"""From the rows that a pack spells out to the table that decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.rules import Citation, DecisionTable, Row, Segment, Unverified
from fangxian.ground.policy.schema import (
    Cite,
    EveryDays,
    PackFile,
    RowSpec,
    SegmentSpec,
    SomeDays,
    TableFile,
    UnverifiedSpec,
    UseSpec,
    WhenOverSpec,
)


@dataclass(frozen=True)
class Placed:
    """A row and the pack that wrote it."""

    spec: RowSpec
    pack: PackFile


@dataclass(frozen=True)
class LayeredTable:
    """A table as the layers so far leave it."""

    rows: tuple[Placed, ...] = ()
    otherwise_class: str = ""
    otherwise_colour: str = ""
    unverified: tuple[UnverifiedSpec, PackFile] | None = None  # and the pack that wrote it
    when_over: WhenOverSpec | None = None


def lay(layers: tuple[Folder, ...], name: str) -> LayeredTable:
    """Lay the layers' tables over each other, the first edition first."""
    laid = LayeredTable()
    for folder in layers:
        document = folder.table(name)
        if document is not None:
            laid = lay_one(laid, document.content, folder.pack)
    return laid


def lay_one(below: LayeredTable, file: TableFile, pack: PackFile) -> LayeredTable:
    """A base or replacing table stands for itself; an amendment removes, replaces and adds.
    What a layer points to and cannot find is passed over here: lint says so."""
    rows = _amended(below, file, pack) if file.layer == "amend" else _own(below, file, pack)
    unverified = (file.unverified, pack) if file.unverified else below.unverified
    when_over = file.when_over or below.when_over
    if file.otherwise is None:
        return LayeredTable(
            rows, below.otherwise_class, below.otherwise_colour, unverified, when_over
        )
    return LayeredTable(
        rows, file.otherwise.class_code, file.otherwise.colour, unverified, when_over
    )


def _own(below: LayeredTable, file: TableFile, pack: PackFile) -> tuple[Placed, ...]:
    known = {placed.spec.id: placed for placed in below.rows}
    found = (
        known.get(row.use) if isinstance(row, UseSpec) else Placed(row, pack) for row in file.rows
    )
    return tuple(placed for placed in found if placed is not None)


def _amended(below: LayeredTable, file: TableFile, pack: PackFile) -> tuple[Placed, ...]:
    gone = {removed.id for removed in file.remove}
    new = {row.id: Placed(row, pack) for row in file.replace}
    rows = [new.get(row.spec.id, row) for row in below.rows if row.spec.id not in gone]
    for spec in file.add:
        at = next((n for n, row in enumerate(rows) if row.spec.id == spec.before), len(rows))
        rows.insert(at, Placed(spec, pack))
    return tuple(rows)


def table_of(laid: LayeredTable, colours: Sequence[str] = ()) -> DecisionTable:
    """`colours`: the codes of the scheme, the worst first."""
    rows = tuple(row_of(placed) for placed in laid.rows)
    unverified = _unverified(*laid.unverified, colours) if laid.unverified else None
    when_over = laid.when_over.value if laid.when_over else ""
    return DecisionTable(rows, laid.otherwise_class, laid.otherwise_colour, unverified, when_over)


def _unverified(spec: UnverifiedSpec, pack: PackFile, colours: Sequence[str]) -> Unverified:
    at = colours.index(spec.colour) + 1 if spec.colour in colours else len(colours) - 1
    cite, sources = spec.citation, pack.sources  # as a value, it may come from elsewhere
    title = sources[cite.source].title if cite.source in sources else pack.document
    cited = Citation(pack.id, title, cite.clause, cite.source, cite.mark)
    milder = frozenset(colours[at:])
    return Unverified(spec.class_code, spec.colour, cited, spec.words.text, milder)


def row_of(placed: Placed) -> Row:
    spec = placed.spec
    return Row(
        id=spec.id,
        origin=spec.origin,
        class_code=spec.class_code,
        colour=spec.colour,
        segments=tuple(segment_of(segment) for segment in spec.segments),
        citation=citation_of(spec.citation, placed.pack),
        levels=frozenset(spec.levels),
        places=spec.places,
        except_places=spec.except_places,
        since=spec.since,
        city_kinds=frozenset(spec.city_kinds),
        category=spec.category or "",
        widen=spec.widen or "area",
        look_back_days=spec.look_back_days,
        before_listing_days=spec.before_listing_days,
        clock_start=spec.clock_start,
        on_arrival=spec.on_arrival,
    )


def citation_of(cite: Cite, pack: PackFile) -> Citation:
    """A row speaks for the pack's own document."""
    return Citation(pack.id, pack.document, cite.clause, cite.source, cite.mark)


def segment_of(spec: SegmentSpec) -> Segment:
    return Segment(spec.measure, spec.days, test_days_of(spec), spec.note)


def test_days_of(spec: SegmentSpec) -> tuple[int, ...]:
    """The days of a segment on which a test is due. An open-ended segment lists its own."""
    wanted = spec.test_days
    if isinstance(wanted, EveryDays):
        first = wanted.every_days if wanted.first is None else wanted.first
        return tuple(range(first, (spec.days or 0) + 1, wanted.every_days))
    if isinstance(wanted, SomeDays):
        return _spread(wanted)
    return wanted


def _spread(wanted: SomeDays) -> tuple[int, ...]:
    """The last test on the last day, the first on day 1: two within three days are 1 and 3."""
    if wanted.count == 1:
        return (wanted.within_days,)
    step = (wanted.within_days - 1) / (wanted.count - 1)
    return tuple(round(1 + index * step) for index in range(wanted.count))


def too_close(wanted: SomeDays) -> bool:
    """Whether so many tests do not fit into the days at the interval asked for."""
    days = _spread(wanted)
    hours = min((later - sooner for sooner, later in pairwise(days)), default=1_000) * 24
    return hours < wanted.min_interval_hours
