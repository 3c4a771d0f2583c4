"""A public place asks for its code: one page to fill in, one private link for what follows."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from fangxian.doors.public import limits, stamps, whereabouts
from fangxian.doors.public.stage import show, stage
from fangxian.doors.public.venues_links import base_of
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues

FIELDS = (
    "name",
    "category",
    "place",
    "address",
    "contact",
    "phone",
    "capacity",
    "points",
    "licence",
)


@stage
def apply(request: WebRequest) -> HttpResponse:
    """Everything on one page; what was typed stays when something has to be corrected."""
    if request.method != "POST":
        return _form(request, {"points": "1"}, stamp=stamps.fresh())
    typed, stamp = request.POST.dict(), request.POST.get("stamp", "")[:300]
    try:
        limits.count(request, "hand_in")
        key = venues.apply(_asked(typed), stamp, by=request.actor)
    except Refusal as refusal:
        return _form(request, typed, refusal=refusal, stamp=stamp)
    return HttpResponseRedirect(reverse("public_venue", args=[key]) + "?new")


@require_GET
@stage
def own(request: WebRequest, key: str) -> HttpResponse:
    """Where the application stands; when it was approved, the posters."""
    limits.count(request, "look")
    row, _ = venues.own_application(key, by=request.actor)
    return show(
        request,
        "venues/own",
        row=row,
        key=key,
        sizes=venues.SIZES.values(),
        reason=venues.return_reasons_ever().get(row.reason),
        label=venues.label_of(row.category),
        fresh="new" in request.GET,
        address=request.build_absolute_uri(request.path),
    )


@stage
def change(request: WebRequest, key: str) -> HttpResponse:
    """Correct what waits, or hand in again what was returned."""
    limits.count(request, "hand_in")
    if request.method != "POST":
        _, filled = venues.own_application(key, by=request.actor)
        typed = {field: str(getattr(filled, field) or "") for field in FIELDS}
        return _form(request, typed, key=key)
    typed = request.POST.dict()
    try:
        venues.amend(key, _asked(typed), by=request.actor)
    except Refusal as refusal:
        return _form(request, typed, refusal=refusal, key=key)
    return HttpResponseRedirect(reverse("public_venue", args=[key]) + "?new")


@require_GET
@stage
def poster(request: WebRequest, key: str, size: str) -> HttpResponse:
    """The posters of all entrances as one PDF."""
    limits.count(request, "look")
    (made,) = venues.own_posters(key, [size], base_of(request), by=request.actor)
    answer = HttpResponse(made.body, content_type=made.kind)
    answer["Content-Disposition"] = f'inline; filename="{made.name}"'
    return answer


def _asked(typed: Mapping[str, str]) -> venues.NewApplication:
    """A number that is none becomes one that the room refuses, with the field's own words."""
    text = {field: typed.get(field, "").strip()[:200] for field in FIELDS}
    capacity, points = text.pop("capacity"), text.pop("points")
    return venues.NewApplication(
        **text,
        capacity=_number(capacity) if capacity else None,
        points=_number(points),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _form(
    request: WebRequest,
    typed: Mapping[str, str],
    *,
    refusal: Refusal | None = None,
    key: str = "",
    stamp: str = "",
) -> HttpResponse:
    """What is to be corrected is an answer like any other (200), as on this door's other forms."""
    faults: dict[str, Text] = (
        refusal.faults if isinstance(refusal, venues.ApplicationIncomplete) else {}
    )
    said = None if faults else refusal
    return show(
        request,
        "venues/apply",
        status=said.status if said else 200,
        typed=typed,
        faults=faults,
        refusal=said,
        key=key,
        stamp=stamp,
        categories=venues.categories(),
        villages=whereabouts.villages(),
    )
