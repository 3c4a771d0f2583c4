"""疑似重复档案: records that may be one person, side by side, to be merged by who looked."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.shared import two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.people import pages as people


@command_page(needs="people.read")
def twins(request: WebRequest) -> HttpResponse:
    """The surest pairs first; which of the two is kept is said by the button."""
    rows = people.possible_twins(by=request.actor)
    may = request.actor.may
    return draw(
        request,
        "people/twins",
        rows=rows,
        reasons=people.TWIN_REASONS,
        waiting_for_second=two_people.waiting_merges(request) if may("people.merge") else (),
        may_merge={
            row.one.id
            for row in rows
            if may("people.merge", row.one.place) and may("people.merge", row.other.place)
        },
    )


urlpatterns = [path("people/twins", twins, name="person_twins")]
