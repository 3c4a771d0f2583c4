"""The ledger, its summary of a day, and lists from above."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from fangxian.doors.rest.shapes import (
    PROBLEMS,
    Day,
    HiddenParts,
    Moment,
    Paged,
    PageNumber,
    PlaceCode,
    PlainForm,
    PlainQuery,
    SheetOut,
    paged,
    sheets_out,
)
from fangxian.doors.rest.signs import actor
from fangxian.doors.rest.uploads import content_of
from fangxian.kernel import clock
from fangxian.lines.arrivals import pages as arrivals

router = Router(tags=["arrivals"])
pushed = Router(tags=["pushed lists"])

Hours = Annotated[float | None, Form(gt=0, lt=10_000)]


class ArrivalOut(Schema):
    """A line of the ledger, masked. `measure` is the one in force on the day."""

    declaration_id: int
    person_id: int
    name: str
    number: str
    origin: str
    leaving: date | None
    arrival: date
    place: str
    town: str
    village: str
    overseas: bool | None
    class_code: str
    colour: str
    measure: str
    measure_until: date | None
    uncertain: bool
    missing: list[str]
    filed_at: datetime


class SummaryOut(Schema):
    """Every count is of people."""

    on: date
    people: int
    uncertain: int
    by_class: dict[str, int]
    by_colour: dict[str, int]
    by_measure: dict[str, int]
    measure_by_origin: dict[str, dict[str, int]]
    in_place: dict[str, int]
    lists_until: date | None
    days_without_list: list[list[date]]


class PushedOut(Schema):
    """What became of a list: items to be checked, rows kept as work. `waiting`: people whose row
    asks less of them than now; the record stands until an official of their place, not whoever
    pushed the list, accepts the claim on the person's page."""

    list_id: int
    batch_id: int
    read: int
    items: int
    rejected: int
    waiting: int
    sheets: list[SheetOut]


def _out(row: arrivals.LedgerRow) -> ArrivalOut:
    return ArrivalOut(**{name: getattr(row, name) for name in ArrivalOut.model_fields})


@router.get("", response={200: Paged[ArrivalOut], **PROBLEMS}, operation_id="list_arrivals")
def listed(
    request: HttpRequest,
    page: PageNumber = 1,
    place: PlaceCode = "",
    disease: PlainQuery = "",
    class_code: PlainQuery = "",
    colour: PlainQuery = "",
    arrival_from: Day | None = None,
    arrival_to: Day | None = None,
    uncertain: Annotated[bool | None, Query()] = None,
    on: Day | None = None,
) -> Paged[ArrivalOut]:
    """The ledger of one's own area, newest arrivals first."""
    wanted = arrivals.LedgerFilter(
        place=place,
        disease=disease,
        class_code=class_code,
        colour=colour,
        arrival_from=arrival_from,
        arrival_to=arrival_to,
        uncertain=uncertain,
        on=on,
    )
    return paged(arrivals.ledger(wanted, page, by=actor(request)), _out)


@router.get("/summary", response={200: SummaryOut, **PROBLEMS}, operation_id="arrivals_summary")
def summary(request: HttpRequest, on: Day | None = None) -> SummaryOut:
    """People by class, colour and measure on a day; the shape of `arrivals screen --json`."""
    found = arrivals.summary(on or clock.today(), by=actor(request))
    return SummaryOut(**found.as_dict())


@pushed.post("", response={200: PushedOut, **PROBLEMS}, operation_id="push_list")
def push(
    request: HttpRequest,
    file: File[UploadedFile],
    title: PlainForm,
    sender: PlainForm,
    due_at: Annotated[Moment, Form()],
    number: PlainForm = "",
    check_hours: Hours = None,
    control_hours: Hours = None,
    answer_hours: Hours = None,
    close_hours: Hours = None,
    hidden: HiddenParts = None,
    disease: PlainForm = "",
) -> PushedOut:
    """A list from above with its deadline; hours run from now, stage by stage. `disease`: because of which
    it was sent (default: that for which arrivals are decided). `hidden`: what of the
    hidden parts of the file; where there are any it has to be said."""
    hours = {
        "checked": check_hours,
        "controlled": control_hours,
        "answered": answer_hours,
        "closed": close_hours,
    }
    letter = arrivals.Letter(
        title=title,
        sender=sender,
        number=number,
        due_at=due_at,
        disease=disease,
        clocks={stage: timedelta(hours=n) for stage, n in hours.items() if n},
    )
    content = content_of(file, settings.FANGXIAN_UPLOAD_BYTES)
    done = arrivals.push_list(
        content, file.name or "list", letter, hidden=hidden, by=actor(request)
    )
    return PushedOut(
        list_id=done.list_id,
        batch_id=done.batch_id,
        read=done.read,
        items=done.items,
        rejected=done.rejected,
        waiting=done.waiting,
        sheets=sheets_out(done.sheets),
    )
