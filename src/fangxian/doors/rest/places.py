"""Finding a place while one types."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from fangxian.doors.rest.shapes import PROBLEMS, PlaceCode, PlainQuery
from fangxian.doors.rest.signs import actor
from fangxian.ground.places import pages as places
from fangxian.kernel.errors import NotAllowed

router = Router(tags=["places"])
MOST = 20


class SuggestionOut(Schema):
    code: str
    name: str
    english: str
    level: str


@router.get("", response={200: list[SuggestionOut], **PROBLEMS}, operation_id="suggest_places")
def suggested(
    request: HttpRequest, q: PlainQuery = "", within: PlaceCode = ""
) -> list[SuggestionOut]:
    """The places that a half-typed text may mean, the likeliest first: Chinese, pinyin, initials,
    English order, nicknames, former names."""
    if not actor(request).may("places.read"):
        raise NotAllowed(permission="places.read")
    return [
        SuggestionOut(code=one.code, name=one.name, english=one.english, level=one.level)
        for one in places.suggest(q, MOST, within)
    ]
