"""Places offered while somebody types, as the public's form does: Chinese, pinyin, English."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import path

from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places

MOST = 8


@command_page(needs="")
def suggest(request: WebRequest) -> HttpResponse:
    """The likeliest places of a half-typed text, inside a division where one is given and has any."""
    typed, within = request.GET.get("q", "")[:60], request.GET.get("within", "")[:15]
    rows = places.suggest(typed, MOST, within) or places.suggest(typed, MOST)
    return JsonResponse(
        {"found": [{"code": row.code, "name": row.name, "english": row.english} for row in rows]}
    )


urlpatterns = [path("places/suggest", suggest, name="places_suggest")]
