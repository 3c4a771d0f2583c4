"""Shapes that several interfaces share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Annotated, Generic, Literal, TypeVar

from ninja import Form, Path, Query, Schema
from pydantic import AwareDatetime, Field

from fangxian.doors.rest.problems import ANY_PROBLEM, Problem, Words
from fangxian.ground.intake.api import SheetSeen
from fangxian.kernel import clock
from fangxian.kernel.pages import Page
from fangxian.kernel.text import Text

Row = TypeVar("Row")
Found = TypeVar("Found")

LARGEST = 2**63 - 1
Id = Annotated[int, Path(..., ge=1, le=LARGEST)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
# PostgreSQL keeps no NUL; it is refused here, with a sentence, and not there, with a fault.
Plain = Annotated[str, Field(max_length=400, pattern=r"^[^\x00]*$")]
PlaceCode = Annotated[str, Query(pattern=r"^\d{0,15}$")]
PlainQuery = Annotated[str, Query(max_length=400, pattern=r"^[^\x00]*$")]
PlainForm = Annotated[str, Form(max_length=400, pattern=r"^[^\x00]*$")]

Day = Annotated[date, Field(ge=clock.FIRST, le=clock.LAST)]
Moment = Annotated[
    AwareDatetime,
    Field(
        ge=datetime.combine(clock.FIRST, time.min, clock.COUNTY_TIME),
        le=datetime.combine(clock.LAST, time.max, clock.COUNTY_TIME),
    ),
]

HiddenParts = Annotated[Literal["read", "leave"] | None, Form()]

PROBLEMS = {ANY_PROBLEM: Problem}


class SheetOut(Schema):
    """A sheet of a file, or its hidden rows or columns (`part`), and what was made of it: read | aside |
    hidden | empty | example."""

    name: str
    state: str
    rows: int
    part: str


def sheets_out(seen: Iterable[SheetSeen]) -> list[SheetOut]:
    return [SheetOut(name=one.name, state=one.state, rows=one.rows, part=one.part) for one in seen]


class Paged(Schema, Generic[Row]):
    rows: list[Row]
    total: int
    page: int
    last: int


def paged(page: Page[Found], shape: Callable[[Found], Row]) -> Paged[Row]:
    return Paged[Row](
        rows=[shape(row) for row in page.rows], total=page.total, page=page.number, last=page.last
    )


def words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)


def labelled(codes: Iterable[tuple[str, Text]]) -> dict[str, Words]:
    return {code: words(label) for code, label in codes}
