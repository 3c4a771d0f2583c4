"""Risk areas: import a list, read what is listed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from fangxian.doors.rest.problems import Words
from fangxian.doors.rest.shapes import (
    PROBLEMS,
    Day,
    HiddenParts,
    Id,
    Paged,
    PageNumber,
    PlaceCode,
    Plain,
    PlainForm,
    SheetOut,
    paged,
    sheets_out,
    words,
)
from fangxian.doors.rest.signs import actor
from fangxian.doors.rest.uploads import content_of
from fangxian.ground.access import pages as access
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.zones import pages as zones

router = Router(tags=["zones"])


class AreaOut(Schema):
    id: int
    level: str
    text: str
    place: str
    place_name: str
    exact: bool
    listed_from: date
    listed_to: date | None
    source: str
    document: str


class RowWaiting(Schema):
    """A row that would free more people than one may; `asked` None: `why` it was not asked for."""

    line: int
    shown: str
    asked: int | None
    why: str


class AreasNamed(Schema):
    """How many areas, and the first of them in words."""

    count: int
    shown: list[str]


class LeftOut(Schema):
    """What a list ends by not naming it, and what stays listed until a second person agrees to `asked`;
    None: nothing waits, or it was not asked for and `why` says so."""

    ended: AreasNamed
    waits: AreasNamed
    asked: int | None
    why: str


class ListForeseen(LeftOut):
    """What a list says before it is taken: its areas by level, as they would be counted, the places that
    nobody knows, how its headings and days were read, and its sheets. `already`: the same content was
    imported before."""

    file: str
    already: bool
    high: int
    medium: int
    low: int
    unplaced: AreasNamed
    told: list[Words]
    sheets: list[SheetOut]


class LeftOutRow(Schema):
    """A list that left out areas which stay listed until a second person agrees."""

    source_id: int
    name: str
    document: str
    day: date
    areas: AreasNamed


class EndLeftOut(Schema):
    why: Plain


class Asked(Schema):
    """`asked`: the number under which a second person agrees; None: done."""

    asked: int | None


class ListImported(Schema):
    """What a list did. `already`: the same content was imported before; `waiting`: rows that a
    second person has to agree to; `left`: what it no longer names."""

    source_id: int
    file: str
    kind: str
    already: bool
    areas: int
    new: int
    extended: int
    unchanged: int
    ended: int
    unresolved: int
    waiting: list[RowWaiting]
    left: LeftOut
    sheets: list[SheetOut]


def _out(row: zones.AreaRow) -> AreaOut:
    return AreaOut(
        id=row.id,
        level=row.level,
        text=row.text,
        place=row.place,
        place_name=row.place_name,
        exact=row.exact,
        listed_from=row.listed_from,
        listed_to=row.listed_to,
        source=row.source,
        document=row.document,
    )


@router.get("", response={200: Paged[AreaOut], **PROBLEMS}, operation_id="list_zones")
def listed(
    request: HttpRequest,
    on: Day | None = None,
    level: Literal["high", "medium", "low"] | None = None,
    place: PlaceCode = "",
    page: PageNumber = 1,
) -> Paged[AreaOut]:
    """Areas, newest first; with `on` those listed on that day."""
    if not actor(request).may("zones.read"):
        raise NotAllowed(permission="zones.read")
    wanted = zones.AreaFilter(level=level or "", place=place, on=on)
    return paged(zones.areas(wanted, page), _out)


@router.post("/import", response={200: ListImported, **PROBLEMS}, operation_id="import_zones")
def import_list(
    request: HttpRequest,
    file: File[UploadedFile],
    document: PlainForm = "",
    hidden: HiddenParts = None,
) -> ListImported:
    """A snapshot (JSON), episodes or the simple table (CSV). Faulty, or of a day to come:
    nothing is taken; nor is an empty one without the document that says so. `hidden`: what of
    the hidden parts of a workbook; where there are any it has to be said."""
    content = content_of(file, settings.FANGXIAN_UPLOAD_BYTES)
    done = zones.import_file(
        content, file.name or "list", document=document, hidden=hidden, by=actor(request)
    )
    return ListImported(
        source_id=done.source_id,
        file=done.file,
        kind=done.kind,
        already=done.already,
        areas=done.areas,
        new=done.new,
        extended=done.extended,
        unchanged=done.unchanged,
        ended=done.ended + done.split,
        unresolved=done.unresolved,
        waiting=[
            RowWaiting(
                line=row.line, shown=row.shown, asked=row.asked, why=row.why.zh if row.why else ""
            )
            for row in done.waiting
        ],
        left=_left(done.left),
        sheets=sheets_out(done.sheets),
    )


def _named(areas: zones.Named) -> AreasNamed:
    return AreasNamed(count=areas.count, shown=list(areas.shown))


def _left(left: zones.LeftOutSeen) -> LeftOut:
    return LeftOut(
        ended=_named(left.ended),
        waits=_named(left.waits),
        asked=left.asked,
        why=left.why.zh if left.why else "",
    )


@router.post("/preview", response={200: ListForeseen, **PROBLEMS}, operation_id="preview_zones")
def preview_list(
    request: HttpRequest,
    file: File[UploadedFile],
    document: PlainForm = "",
    hidden: HiddenParts = None,
) -> ListForeseen:
    """What a list says in counts, what it would end by not naming it, and what would wait for a second
    person; nothing is taken."""
    content = content_of(file, settings.FANGXIAN_UPLOAD_BYTES)
    found = zones.preview_file(
        content, file.name or "list", document=document, hidden=hidden, by=actor(request)
    )
    return ListForeseen(
        **_left(found).dict(),
        file=found.file,
        already=found.already,
        high=found.high,
        medium=found.medium,
        low=found.low,
        unplaced=_named(found.unplaced),
        told=[words(one) for one in found.told],
        sheets=sheets_out(found.sheets),
    )


@router.get(
    "/left-out", response={200: list[LeftOutRow], **PROBLEMS}, operation_id="left_out_zones"
)
def left_out(request: HttpRequest) -> list[LeftOutRow]:
    """Lists whose left-out areas stay listed until a second person agrees, the newest first."""
    if not actor(request).may("zones.read"):
        raise NotAllowed(permission="zones.read")
    return [
        LeftOutRow(
            source_id=row.source_id,
            name=row.name,
            document=row.document,
            day=row.day,
            areas=_named(row.areas),
        )
        for row in zones.left_out()
    ]


@router.post(
    "/left-out/{source_id}/end",
    response={200: Asked, **PROBLEMS},
    operation_id="end_left_out_zones",
)
def end_left_out(request: HttpRequest, source_id: Id, body: EndLeftOut) -> Asked:
    """End all that a list leaves out, with a reason: asked for by one, done once another agrees."""
    if not body.why.strip():
        raise zones.WhyMissing
    why = body.why.strip()[:200]
    given = {"source_id": source_id, "why": why}
    by = actor(request)
    return Asked(asked=access.do_or_ask("zones.end_left_out", given, why, by=by))
