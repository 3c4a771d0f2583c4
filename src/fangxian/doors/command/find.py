"""The search box: people within one's area."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command import marks
from fangxian.doors.command.desk import desk
from fangxian.doors.threshold import DeskRequest
from fangxian.ground.people import api as people

AT_MOST = 12


@require_POST
@desk(needs="people.read")
def find(request: DeskRequest) -> HttpResponse:
    """By name, pinyin initials, or an exact number or phone. By POST: what people search
    for must not stand in an access log."""
    rows = people.search(
        request.POST.get("q", "")[: people.NAME_LETTERS], by=request.actor, limit=AT_MOST
    )
    found = [
        {
            "href": reverse("person", args=[row.id]),
            "title": row.name,
            "detail": " · ".join(
                part
                for part in (
                    row.documents[0].number if row.documents else "",
                    row.phone,
                    marks.place(row.place),
                )
                if part
            ),
        }
        for row in rows
    ]
    return JsonResponse({"found": found})


urlpatterns = [path("find", find, name="find")]
