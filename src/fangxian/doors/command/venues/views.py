"""Venues: the list, one venue's page, its posters and codes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.venues import inspect, review, uncovered, visits
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues


@command_page(needs="venues.read")
def all_(request: WebRequest) -> HttpResponse:
    """The register, and who was busiest on a day."""
    on = asked.day(request.GET)
    text, category = request.GET.get("q", "").strip(), request.GET.get("category", "")
    reviews = request.actor.may("venues.review")
    return draw(
        request,
        "venues/all",
        text=text,
        category=category,
        on=on,
        today=clock.today(),
        page=venues.venues(text, category, asked.page_number(request.GET), by=request.actor),
        categories=venues.categories(),
        busiest=venues.busiest(on, by=request.actor, most=8),
        counts=venues.application_counts(by=request.actor) if reviews else None,
    )


@command_page(needs="venues.read")
def one(request: WebRequest, venue_id: int) -> HttpResponse:
    """A venue: who answers, its codes and posters, how it was inspected."""
    sheet = venues.venue(venue_id, by=request.actor)
    return draw(
        request,
        "venues/one",
        sheet=sheet,
        label=venues.label_of(sheet.row.category),
        sizes=venues.SIZES.values(),
        items=venues.inspection_items(),
        today=clock.today(),
        inspections=venues.inspections(venue_id, by=request.actor),
    )


def _base(request: WebRequest) -> str:
    """Everything before the token: on the address that people type, where one is set."""
    where = reverse("public_scan", args=["-"])[:-1]
    public = str(settings.ENVIRONMENT.public_url).rstrip("/")
    return f"{public}{where}" if public else request.build_absolute_uri(where)


@command_page(needs="venues.read")
def pdf(request: WebRequest, venue_id: int, size: str) -> HttpResponse:
    """All entrances, a page each."""
    (made,) = venues.posters(venue_id, [size], _base(request), by=request.actor)
    return _file(made)


@command_page(needs="venues.read")
def svg(request: WebRequest, venue_id: int, size: str, number: int) -> HttpResponse:
    """One entrance, for a printer's shop."""
    made = venues.posters(venue_id, [size], _base(request), by=request.actor, kind="svg")
    if not 0 < number <= len(made):
        raise NotFound(what=Text(f"{number} 号口", f"Entrance {number}"))
    return _file(made[number - 1])


def _file(made: venues.Printed) -> HttpResponse:
    answer = HttpResponse(made.body, content_type=made.kind)
    answer["Content-Disposition"] = f'inline; filename="{made.name}"'
    return answer


@require_POST
@command_page(needs="venues.edit")
def renew(request: WebRequest, venue_id: int) -> HttpResponse:
    count = venues.renew_code(venue_id, request.POST.get("why", ""), by=request.actor)
    done = Text(
        f"{count} 个码已换发,墙上的海报照用;旧页面从现在起无效。",
        f"{count} codes renewed; the posters stay up, pages opened before are void.",
    )
    return _back(request, venue_id, done)


@require_POST
@command_page(needs="venues.edit")
def point(request: WebRequest, venue_id: int, number: int) -> HttpResponse:
    venues.name_point(venue_id, number, request.POST.get("label", ""), by=request.actor)
    return _back(request, venue_id, Text("已写上出入口名称。", "The entrance is named."))


@require_POST
@command_page(needs="venues.edit")
def close(request: WebRequest, venue_id: int) -> HttpResponse:
    venues.close_venue(venue_id, by=request.actor)
    return _back(request, venue_id, Text("场所已停用。", "The venue is closed."))


def _back(request: WebRequest, venue_id: int, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("venue", args=[venue_id]))


urlpatterns = [
    path("venues/", all_, name="venues"),
    path("venues/<int:venue_id>", one, name="venue"),
    path("venues/<int:venue_id>/posters/<slug:size>.pdf", pdf, name="venue_pdf"),
    path("venues/<int:venue_id>/posters/<slug:size>-<int:number>.svg", svg, name="venue_svg"),
    path("venues/<int:venue_id>/renew", renew, name="venue_renew"),
    path("venues/<int:venue_id>/points/<int:number>", point, name="venue_point"),
    path("venues/<int:venue_id>/close", close, name="venue_close"),
    *review.urlpatterns,
    *uncovered.urlpatterns,
    *inspect.urlpatterns,
    *visits.urlpatterns,
]
