"""Premises without a code, by village and grid, and their copy to the department."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.shared.pickers import places_within
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues

COPIED = {"yes": True, "no": False}


@command_page(needs="venues.read")
def premises(request: WebRequest) -> HttpResponse:
    """Where they lie, which are not copied yet, and what was sent to whom."""
    place = request.GET.get("place", "")
    place = place if place.isdecimal() and len(place) < 16 else ""
    copied = request.GET.get("copied", "")
    return draw(
        request,
        "venues/uncovered",
        place=place,
        copied=copied,
        page=venues.premises_without_code(
            place, asked.page_number(request.GET), copied=COPIED.get(copied), by=request.actor
        ),
        grids=venues.uncovered_by_grid(place, by=request.actor),
        sent=venues.copies(by=request.actor),
        categories=venues.categories(),
        groups=places_within(request.actor.scope("venues.find")),
    )


@require_POST
@command_page(needs="venues.find")
def add(request: WebRequest) -> HttpResponse:
    """One a line: name, address."""
    typed = request.POST
    place, category = typed.get("place", ""), typed.get("category", "")[:40]
    found = [_read(line, place, category) for line in typed.get("rows", "").splitlines()[:2000]]
    new = venues.add_premises(found, by=request.actor)
    return _back(request, Text(f"登记 {new} 个无码单位。", f"{new} premises entered."))


def _read(line: str, place: str, category: str) -> venues.NewPremises:
    name, _, address = line.replace("，", ",").replace("\t", ",").partition(",")
    return venues.NewPremises(name.strip(), place, address.strip(), category)


@require_POST
@command_page(needs="venues.copy")
def copy(request: WebRequest) -> HttpResponse:
    typed = request.POST
    ids = [int(one) for one in typed.getlist("ids") if one.isdecimal() and len(one) < 18]
    venues.copy_to_department(
        ids, typed.get("department", ""), typed.get("note", ""), by=request.actor
    )
    done = Text(
        f"已抄送{typed.get('department', '')[:80]}:{len(ids)} 个单位。",
        f"{len(ids)} premises copied to {typed.get('department', '')[:80]}.",
    )
    return _back(request, done)


@require_POST
@command_page(needs="venues.find")
def settle(request: WebRequest, premises_id: int) -> HttpResponse:
    venues.settle_premises(premises_id, request.POST.get("why", ""), by=request.actor)
    return _back(request, Text("已销号。", "Struck off the list."))


def _back(request: WebRequest, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("venues_uncovered"))


urlpatterns = [
    path("venues/uncovered", premises, name="venues_uncovered"),
    path("venues/uncovered/add", add, name="venues_uncovered_add"),
    path("venues/uncovered/copy", copy, name="venues_uncovered_copy"),
    path("venues/uncovered/<int:premises_id>/settle", settle, name="venues_uncovered_settle"),
]
