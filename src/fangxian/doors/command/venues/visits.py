"""Looking up visits: of a venue or a person, between two days, with a purpose that is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.pages import Page
from fangxian.lines.venues import pages as venues

LOOK_BACK = timedelta(days=6)


@command_page(needs="venues.trace")
def visits(request: WebRequest) -> HttpResponse:
    """The form alone, until a purpose is given: nothing is shown, and nothing audited, before.
    By POST: a purpose and a person do not belong into an address."""
    typed = request.POST if request.method == "POST" else request.GET
    first, last = _days(typed)
    number, person = asked.number(typed, "venue"), asked.number(typed, "person")
    found: Page[venues.VisitRow] | None = None
    refusal: Refusal | None = None
    if request.method == "POST":
        wanted = venues.VisitsWanted(first, last, number, person, "doubtful" in typed)
        try:
            found = venues.visits(
                wanted, typed.get("purpose", ""), asked.page_number(typed), by=request.actor
            )
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "venues/visits",
        page=found,
        refusal=refusal,
        first=first,
        last=last,
        venue_id=number,
        person_id=person,
        typed=typed,
        flags=venues.FLAGS,
        status=refusal.status if refusal else 200,
    )


def _days(typed: Any) -> tuple[date, date]:
    last = asked.day(typed, "last")
    given = typed.get("first", "")
    first = asked.day(typed, "first") if given else clock.today() - LOOK_BACK
    return min(first, last), max(first, last)


urlpatterns = [path("venues/visits", visits, name="venues_visits")]
