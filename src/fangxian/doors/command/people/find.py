"""The search box: people within one's area."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import marks
from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints

AT_MOST = 12
PHONE = 11  # digits


@require_POST
@command_page(needs="people.read")
def find(request: WebRequest) -> HttpResponse:
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
    said = None if found else _slip(request.POST.get("q", ""))
    return JsonResponse({"found": found, "said": said.speak(request.language) if said else ""})


def _slip(typed: str) -> Text | None:
    """What is wrong with a document's number by which nobody was found; a phone is searched too."""
    number = len(typed.strip()) > PHONE and any(sign.isdigit() for sign in typed)
    return checkpoints.slip_in(typed, clock.today()) if number else None


urlpatterns = [path("find", find, name="find")]
