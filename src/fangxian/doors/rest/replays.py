"""A verdict decided again by the rules and lists of its day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from fangxian.doors.rest.shapes import PROBLEMS
from fangxian.doors.rest.signs import actor
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.screening import pages as screening

router = Router(tags=["arrivals"])


class ReplayOut(Schema):
    """`same`: the verdict of then. `whole`: against all that was listed then (`listings` of them
    could matter); else only the area that spoke was kept."""

    screening_id: int
    on: date
    edition: str
    same: bool
    whole: bool
    listings: int
    stored: dict[str, Any]
    again: dict[str, Any]


@router.get(
    "/{int:declaration_id}", response={200: ReplayOut, **PROBLEMS}, operation_id="replay_verdict"
)
def standing(request: HttpRequest, declaration_id: int) -> ReplayOut:
    """The standing verdict of a declaration. 409 when the packs of that day were not kept."""
    by = actor(request)
    found = screening.replay(arrivals.standing_screening(declaration_id, by=by), by=by)
    return ReplayOut(**found.as_dict())


@router.get(
    "/screenings/{int:screening_id}",
    response={200: ReplayOut, **PROBLEMS},
    operation_id="replay_screening",
)
def one(request: HttpRequest, screening_id: int) -> ReplayOut:
    """Any verdict, by its screening."""
    return ReplayOut(**screening.replay(screening_id, by=actor(request)).as_dict())
