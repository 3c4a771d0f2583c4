"""Importing a list: one file, one verb, one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from fangxian.ground.access import api as access
from fangxian.ground.intake import api as intake
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb
from fangxian.lines.zones import reading
from fangxian.lines.zones.asking import LEFT_OUT
from fangxian.lines.zones.columns import SIMPLE
from fangxian.lines.zones.errors import NoGoodRow, NothingListed, NotYet, UnreadableList
from fangxian.lines.zones.left import NAMED, Named, named, waiting
from fangxian.lines.zones.models import ZoneSource
from fangxian.lines.zones.naming import names_for
from fangxian.lines.zones.reading import ReadList
from fangxian.lines.zones.services import changes, dated, leaving, lowering, snapshots, wide
from fangxian.lines.zones.services.by_hand import END
from fangxian.lines.zones.services.left_out import END_LEFT_OUT
from fangxian.lines.zones.services.regions import unplaced
from fangxian.lines.zones.services.tally import Tally
from fangxian.lines.zones.simple import DatedRow

AHEAD = timedelta(days=1)
KIND_NAME = "risk_areas"
SHOWN = 10


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row that would free more people than one may: the area stays as listed until a second
    person agrees to `areas_by_key` (`access.agree`). None: it could not be asked for; `why` says so."""

    line: int
    shown: str  # level, place, and until when
    asked: int | None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class LeftOutSeen:
    """What a list ends by not naming it (`ended`), and what stays listed until a second person agrees to
    `areas_by_key` (`access.agree`). None: nothing waits, or it could not be asked for; `why` says so, and
    whoever may asks for it by `end_left_out`."""

    ended: Named
    waits: Named
    asked: int | None = None
    why: Text | None = None


NOWHERE = Named()
NOTHING_LEFT = LeftOutSeen(NOWHERE, NOWHERE)


@dataclass(frozen=True, slots=True)
class ListForeseen(LeftOutSeen):
    """What a list would end, and what it says: its areas by level, names that nobody knows, how its
    headings were read. `already`: the same content was imported before."""

    file: str = ""
    already: bool = False
    high: int = 0
    medium: int = 0
    low: int = 0
    unplaced: Named = NOWHERE
    sheets: tuple[intake.SheetSeen, ...] = ()
    told: tuple[Text, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    put_back: tuple[intake.PutBack, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file did. areas = new + extended + unchanged + those waiting; `split` and `ended` are
    listings of other areas that a snapshot no longer names."""

    source_id: int
    file: str
    kind: Literal["snapshot", "episodes", "simple"]
    already: bool  # the same content had been imported before
    areas: int
    new: int
    extended: int
    unchanged: int
    split: int
    ended: int
    unresolved: int
    high: int
    medium: int
    low: int
    waiting: tuple[WaitingRow, ...] = ()
    sheets: tuple[intake.SheetSeen, ...] = ()
    told: tuple[Text, ...] = ()
    left: LeftOutSeen = NOTHING_LEFT
    put_back: tuple[intake.PutBack, ...] = ()
    import_id: int | None = None


@verb(needs="zones.import", words=Text("导入风险区", "imported risk areas"))
def import_file(
    source: Path | str | bytes,
    name: str = "",
    *,
    document: str = "",
    hidden: intake.Hidden = None,
    only_good: bool = False,
    by: Actor,
) -> ImportResult:
    """Import a list from a path or from its bytes. A faulty file changes nothing; the same
    list again changes nothing, but asks again for what still waits for a second person. One of a
    day to come is refused, and so is one that lists nothing unless `document` says by what, and one by
    an account that neither `document` nor each of its rows says (WhyMissing).
    `hidden`: what of the hidden parts of a workbook (`intake.Hidden`). `only_good`: the rows of a simple
    list that can be read are taken, the others kept as work (`LISTS`); a simple list ends nothing by not
    naming it, so that a row put back frees nobody."""
    data, name = _content(source, name)
    read = reading.read(name, data, hidden, only_good=only_good)
    if read.put_back and not read.dated:
        raise NoGoodRow(file=name, first=read.put_back[0].sentence.zh)
    _plausible(read, name, document)
    document = _document(read, document, by)
    changes.wait_for_others()
    row = ZoneSource.objects.filter(sha256=read.sha256).first()
    if row:
        left = _left(LeftOutSeen(Named(), named(waiting(row.pk))), row, by)
        return _result(row, name, read, _repeated(read), already=True, left=left)
    row = _source(read, name, document, by)
    tally = dated.take(read, row, by) if read.kind == "simple" else snapshots.take(read, row, by)
    ZoneSource.objects.filter(pk=row.pk).update(areas=tally.areas)
    if tally.beyond:  # not taken whole: whoever hands it in again is heard again
        ZoneSource.objects.filter(pk=row.pk).update(sha256="")
    if tally.matters:
        changes.tell(
            row.pk,
            tally.places,
            added=tally.new + tally.split,
            ended=tally.ended,
            moved=tally.moved,
        )
    _ring_for(tally, row, by)
    audit.note(subject=f"zones.source:{row.pk}", areas=tally.areas, new=tally.new)
    kept = _keep_import(read, name, tally, by)
    asked = tuple(_ask(tally.beyond, document, by))
    left = _left(_seen(tally.left), row, by)
    done = _result(row, name, read, tally, already=False, waiting=asked, left=left)
    return replace(done, put_back=read.put_back, import_id=kept)


def _keep_import(read: ReadList, name: str, tally: Tally, by: Actor) -> int | None:
    """Of a simple list; the others have no rows that could be put back."""
    if read.table is None:
        return None
    counts = {"read": len(read.table.rows), "new": tally.new, "unchanged": tally.unchanged}
    return intake.keep_import(
        KIND_NAME, name, places.home(), read.table, counts=counts, put_back=read.put_back, by=by
    )


@question(needs="zones.import")
def preview_file(
    source: Path | str | bytes,
    name: str = "",
    *,
    document: str = "",
    hidden: intake.Hidden = None,
    only_good: bool = False,
    by: Actor,
) -> ListForeseen:
    """What a list says, what it would end by not naming it, and what would wait for a second person;
    nothing is written. A simple list ends nothing by silence."""
    data, name = _content(source, name)
    read = reading.read(name, data, hidden, only_good=only_good)
    _plausible(read, name, document)
    known = ZoneSource.objects.filter(sha256=read.sha256).exists()
    left = NOTHING_LEFT
    if not known and read.kind != "simple":
        left = _seen(snapshots.foresee(read, by).left)
    levels = _levels(read)
    named_by = [(one.names, one.community) for one in read.sightings]
    nowhere = unplaced([*named_by, *(names_for(one.text) for one in read.dated)])
    return ListForeseen(
        left.ended,
        left.waits,
        file=name,
        already=known,
        high=levels["high"],
        medium=levels["medium"],
        low=levels["low"],
        unplaced=Named(len(nowhere), tuple(nowhere[:NAMED])),
        sheets=read.sheets,
        told=read.told,
        shown=tuple(map(_shown, read.dated[:SHOWN])),
        put_back=read.put_back,
    )


def _shown(row: DatedRow) -> tuple[str, ...]:
    """A row as it was understood: its line, level, place and days."""
    return (str(row.line), row.level, row.text, f"{row.begin}–{row.end or ''}")


LISTS = intake.work_list(
    KIND_NAME, "zones.import", __name__, Text("风险区名单", "risk areas"), SIMPLE, of_people=False
)


def _left(found: LeftOutSeen, row: ZoneSource, by: Actor) -> LeftOutSeen:
    """What waits is laid before a second person as a whole."""
    if not found.waits.count:
        return found
    why = row.document or row.name
    because = LEFT_OUT.format(name=row.name, count=found.waits.count, why=row.document)
    try:
        asked = access.ask_for(END_LEFT_OUT, {"source_id": row.pk, "why": why}, because, by=by)
        return replace(found, asked=asked)
    except Refusal as refused:
        return replace(found, why=refused.said)


def _seen(left: leaving.Leaving | None) -> LeftOutSeen:
    if left is None:
        return NOTHING_LEFT
    waits = [key for key, _ in left.waits]
    return LeftOutSeen(named(left.alone), named(waits))


def _ask(beyond: Iterable[dated.Redating], document: str, by: Actor) -> Iterable[WaitingRow]:
    """Lay each before a second person; what this account may not ask for is said with the row."""
    for row, area in beyond:
        shown = f"{area.get_level_display()} {row.text} 止 {row.end}"
        given = {"area_id": area.pk, "on": str(row.end), "document": row.document or document}
        because = f"{shown} · {row.document or document}"
        try:
            asked = access.ask_for(END, given, because, by=by)
            yield WaitingRow(row.line, shown, asked)
        except Refusal as why:
            yield WaitingRow(row.line, shown, None, why.said)


def _ring_for(tally: Tally, row: ZoneSource, by: Actor) -> None:
    """A list of whatever shape is the word of whoever brings it, as an area by hand is. Published ones
    that the terminal or the system takes are what the country says."""
    if row.kind != "simple" and by.account_id is None:
        return
    subject = f"zones.source:{row.pk}"
    what = "listed" if any(map(wide.is_wide_area, tally.begun)) else "redated"
    told = [*tally.begun, *tally.redated]
    wide.tell_if_wide(told, what, by, subject=subject)
    wide.tell_if_summed(tally.begun, by, once="" if row.kind == "simple" else subject)


def _document(read: ReadList, document: str, by: Actor) -> str:
    """By what a list was made: said of it as a whole, or in each row of a simple one. An account names
    it. WhyMissing."""
    said = [one.document for one in read.dated]
    if not document.strip() and said and all(said):
        document = "、".join(dict.fromkeys(said))
    lowering.check_why(document, by)
    return masked(document.strip())[:300]


def _content(source: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or "list"
    path = Path(source)
    try:
        return path.read_bytes(), name or path.name
    except OSError:
        raise UnreadableList(
            file=path.name, why="文件不存在或不可读", why_en="no such file, or not readable"
        ) from None


def _source(read: ReadList, name: str, document: str, by: Actor) -> ZoneSource:
    moment = None if read.moment is None else snapshots.time_of(read.moment)
    days = _days_told(read)
    return ZoneSource.objects.create(
        name=intake.file_name(name),
        kind=read.kind,
        sha256=read.sha256,
        moment=moment,
        document=document,
        covers_from=days[0],
        covers_to=days[1],
        imported_at=clock.now(),
        imported_by_id=by.account_id,
    )


def _plausible(read: ReadList, name: str, document: str) -> None:
    """What begins tomorrow may be announced today; nothing else is known ahead."""
    today = clock.latest()
    last = [one.begin for one in read.dated]
    if read.sightings:
        last.append(snapshots.time_of(max(one.last for one in read.sightings)).date())
    if read.moment is not None:
        last.append(snapshots.time_of(read.moment).date())
    if last and max(last) > today + AHEAD:
        raise NotYet(file=name, day=max(last), today=today)
    if read.moment is not None and not read.sightings and not document.strip():
        raise NothingListed(file=name, day=max(last))


def _days_told(read: ReadList) -> tuple[date, date]:
    """The first and last day of which a list tells who is listed. A simple list is as its
    maker knew it when it was handed in: of the days after it tells nothing."""
    today = clock.today()
    if read.moment is not None:
        day = snapshots.time_of(read.moment).date()
        return day, day
    if read.kind == "simple":
        return min(one.begin for one in read.dated), max(
            max(min(one.end or today, today), one.begin) for one in read.dated
        )
    begun = min(one.first for one in read.sightings)
    ended = max(one.last for one in read.sightings)
    return snapshots.time_of(begun).date(), snapshots.time_of(ended).date()


def _repeated(read: ReadList) -> Tally:
    tally = Tally()
    tally.levels = _levels(read)
    tally.unchanged = sum(tally.levels.values())
    return tally


def _levels(read: ReadList) -> Counter[str]:
    rows = {(one.level, one.names, one.community, one.first) for one in read.sightings}
    return Counter([row[0] for row in rows] + [one.level for one in read.dated])


def _result(
    row: ZoneSource,
    name: str,
    read: ReadList,
    tally: Tally,
    *,
    already: bool,
    waiting: tuple[WaitingRow, ...] = (),
    left: LeftOutSeen = NOTHING_LEFT,
) -> ImportResult:
    return ImportResult(
        source_id=row.pk,
        file=name,
        kind=read.kind,
        already=already,
        areas=tally.areas,
        new=tally.new,
        extended=tally.extended,
        unchanged=tally.unchanged,
        split=tally.split,
        ended=tally.ended,
        unresolved=tally.unresolved,
        high=tally.levels["high"],
        medium=tally.levels["medium"],
        low=tally.levels["low"],
        waiting=waiting,
        sheets=read.sheets,
        told=read.told,
        left=left,
    )
