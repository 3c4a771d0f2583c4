"""A person, masked. Every look is a line of the audit."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema

from fangxian.doors.rest.shapes import PROBLEMS, Id
from fangxian.doors.rest.signs import actor
from fangxian.ground.people import pages as people

router = Router(tags=["people"])


class DocumentOut(Schema):
    type: str
    number: str


class PersonOut(Schema):
    """Name, numbers and phone are masked."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    documents: list[DocumentOut]
    phone: str
    place: str
    address: str
    occupations: list[str]
    filed_at: datetime


@router.get("/{person_id}", response={200: PersonOut, **PROBLEMS}, operation_id="get_person")
def one(request: HttpRequest, person_id: Id) -> PersonOut:
    row = people.person(person_id, by=actor(request))
    return PersonOut(
        id=row.id,
        name=row.name,
        sex=row.sex,
        birth_date=row.birth_date,
        documents=[DocumentOut(type=doc.type, number=doc.number) for doc in row.documents],
        phone=row.phone,
        place=row.place,
        address=row.address,
        occupations=list(row.occupations),
        filed_at=row.filed_at,
    )
