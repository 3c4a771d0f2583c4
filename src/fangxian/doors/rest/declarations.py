"""Declarations by the piece and by the file, and what an import did."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from fangxian.doors.rest.problems import Words
from fangxian.doors.rest.shapes import PROBLEMS, Id, Moment, words
from fangxian.doors.rest.signs import actor
from fangxian.doors.rest.uploads import content_of
from fangxian.lines.arrivals import pages as arrivals

router = Router(tags=["declarations"])
imports = Router(tags=["imports"])

Cell = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]


class DeclarationIn(Schema):
    """The columns of the template, as text. `via`: 地点@起~止;…  Days: 2022-05-10."""

    name: Cell
    document_number: Cell
    arrival: Cell
    document_type: Cell = ""
    phone: Cell = ""
    origin: Cell = ""
    leaving: Cell = ""
    via: Cell = ""
    transport: Cell = ""
    vehicle: Cell = ""
    town: Cell = ""
    village: Cell = ""
    address: Cell = ""
    overseas: Cell = ""
    entry: Cell = ""
    filed_at: Cell = ""
    method: Cell = ""
    remark: Cell = ""


class DeclarationTaken(Schema):
    """`token` opens the private link /p/r/TOKEN; it is told this once. `verdict` handed_over: the
    person is on record outside the caller's area and stands unchanged; nothing else is told.
    asks_less: less would be asked of the person than now; the record stands unchanged until an
    official confirms it."""

    declaration_id: int | None
    person_id: int | None
    place: str
    verdict: str
    number: str
    token: str


class ImportOut(Schema):
    """An import: preview | queued | running | done | rolled_back | undone."""

    id: int
    file_name: str
    state: str
    why: str
    progress: int
    counts: dict[str, Any]
    created_at: datetime
    finished_at: datetime | None
    open_rejected: int


class FaultOut(Schema):
    code: str
    field: str
    sentence: Words
    way_out: Words


class RejectedOut(Schema):
    """`sheet` is empty where the file has only one; name and number are masked."""

    row_number: int
    sheet: str
    name: str
    number: str
    faults: list[FaultOut]


class ImportPreview(ImportOut):
    """With the first rows that cannot be taken."""

    rejected: list[RejectedOut]


class Commit(Schema):
    """`only_good` false: one bad row, and none is taken. `may_lower`: taken although `counts.lowered`
    says that less would be asked of people than now; of whom more is known than a stranger said, the
    rows wait for another official even so (`counts.waiting`). `without_hidden`: what is hidden in the file
    (`counts.sheets`) is left out; where no sheets were chosen it has to be said."""

    only_good: bool = True
    may_lower: bool = False
    without_hidden: bool = False


@router.post("", response={200: DeclarationTaken, **PROBLEMS}, operation_id="declare")
def declare(request: HttpRequest, given: DeclarationIn) -> DeclarationTaken:
    """One filing. Handed in twice to the letter it is one filing (give `filed_at` for that)."""
    taken = arrivals.register(given.dict(), by=actor(request), way_in="rest")
    elsewhere = taken.verdict == "handed_over"
    return DeclarationTaken(
        declaration_id=None if elsewhere else taken.declaration_id,
        person_id=None if elsewhere else taken.person_id,
        place="" if elsewhere else taken.place,
        verdict=taken.verdict,
        number=taken.number,
        token=taken.token,
    )


@router.post("/import", response={200: ImportPreview, **PROBLEMS}, operation_id="preview_import")
def preview(
    request: HttpRequest,
    file: File[UploadedFile],
    sheet: Annotated[list[Cell], Form()] = [],  # noqa: B006 a form's field
    late_as_now: Annotated[bool, Form()] = False,  # noqa: FBT002
    filed_at: Annotated[Moment | None, Form()] = None,
) -> ImportPreview:
    """Look at a file: every row gets its verdict, nothing is taken yet. Commit it next. `sheet`:
    read these, hidden or not (else all that can be seen); `late_as_now`: rows filed after their
    receipt count as filed now; `filed_at`: when rows without a filing time were filed."""
    content = content_of(file, settings.FANGXIAN_UPLOAD_BYTES)
    choices = arrivals.Choices(tuple(sheet), late_as_now, filed_at)
    made = arrivals.preview_file(content, file.name or "file", by=actor(request), choices=choices)
    return _preview(request, made)


@imports.get("/{import_id}", response={200: ImportPreview, **PROBLEMS}, operation_id="get_import")
def one(request: HttpRequest, import_id: Id) -> ImportPreview:
    return _preview(request, import_id)


@imports.post(
    "/{import_id}/commit", response={200: ImportOut, **PROBLEMS}, operation_id="commit_import"
)
def commit(request: HttpRequest, import_id: Id, given: Commit) -> ImportOut:
    """Hand it to the worker; ask for the import again to see how far it is."""
    arrivals.start_import(
        import_id,
        only_good=given.only_good,
        may_lower=given.may_lower,
        without_hidden=given.without_hidden,
        by=actor(request),
    )
    return ImportOut(**_fields(arrivals.batch(import_id, by=actor(request))))


def _preview(request: HttpRequest, import_id: int) -> ImportPreview:
    by = actor(request)
    batch = arrivals.batch(import_id, by=by)
    page = arrivals.preview_rows(import_id, "rejected", by=by)
    rejected = [
        RejectedOut(
            row_number=row.row_number,
            sheet=row.sheet,
            name=row.name,
            number=row.number,
            faults=[
                FaultOut(
                    code=one.code,
                    field=one.field,
                    sentence=words(one.sentence),
                    way_out=words(one.way_out),
                )
                for one in row.faults
            ],
        )
        for row in page.rows
    ]
    return ImportPreview(**_fields(batch), rejected=rejected)


def _fields(batch: arrivals.BatchRow) -> dict[str, Any]:
    return {
        "id": batch.id,
        "file_name": batch.file_name,
        "state": batch.state,
        "why": batch.why,
        "progress": batch.progress,
        "counts": batch.counts,
        "created_at": batch.created_at,
        "finished_at": batch.finished_at,
        "open_rejected": batch.open_rejected,
    }
