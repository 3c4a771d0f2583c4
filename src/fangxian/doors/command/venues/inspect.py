"""Inspections (验码巡查): recorded on the venue's page, looked at again when due."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues


@command_page(needs="venues.read")
def inspections(request: WebRequest) -> HttpResponse:
    """Those whose re-check is due, the latest first; or all."""
    due = request.GET.get("all", "") != "1"
    number = asked.page_number(request.GET)
    waiting = venues.inspections(by=request.actor, due=True)
    found = venues.inspections(page=number, by=request.actor, due=due)
    return draw(request, "venues/inspections", page=found, due=due, waiting=waiting.total)


@require_POST
@command_page(needs="venues.inspect")
def inspect(request: WebRequest, venue_id: int) -> HttpResponse:
    typed = request.POST
    venues.inspect(venue_id, typed.getlist("faults"), typed.get("note", ""), by=request.actor)
    return _back(request, venue_id, Text("巡查已登记。", "The inspection is recorded."))


@require_POST
@command_page(needs="venues.inspect")
def recheck(request: WebRequest, venue_id: int, inspection_id: int) -> HttpResponse:
    typed = request.POST
    venues.recheck(inspection_id, typed.getlist("faults"), typed.get("note", ""), by=request.actor)
    return _back(request, venue_id, Text("复查已登记。", "The re-check is recorded."))


def _back(request: WebRequest, venue_id: int, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("venue", args=[venue_id]))


urlpatterns = [
    path("venues/inspections", inspections, name="venues_inspections"),
    path("venues/<int:venue_id>/inspect", inspect, name="venue_inspect"),
    path(
        "venues/<int:venue_id>/inspections/<int:inspection_id>/recheck",
        recheck,
        name="venue_recheck",
    ),
]
