"""The map of the situation, and the page where the county says where its towns and villages lie."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.situation.doorways import address_of
from fangxian.doors.command.situation.views import tiles_of
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import maps
from fangxian.ground.places import pages as places
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.overview.boards import api as boards

THE_MAP = Text("这个地方的地图", "A map of this place")
PLACED = Text("已标注{name}。", "{name} is on the map.")
UNPLACED = Text("已撤掉{name}的标注。", "{name} is off the map.")
TAKEN = Text(
    "已收下 {areas} 个范围、{points} 个点。", "{areas} areas and {points} points were taken."
)
LEFT = Text("另有 {n} 个没有对上:{named}", "{n} belong to no part of the county: {named}")
SHOWN = 8  # names of what was left, in one sentence


@command_page(needs="boards.read")
def drawn(request: WebRequest) -> HttpResponse:
    """A place with its parts and their numbers, in place of its tiles; 204 where no outline is known,
    and the tiles stay."""
    found = boards.county_map(request.GET.get("place", ""), by=request.actor)
    if found is None or not found.shown:
        return HttpResponse(status=204)
    return draw(
        request,
        "situation/map",
        map=found,
        said=_said(found),
        tiles=tiles_of(found.lines),
        stand_ins=sum(one.part.how == "stand_in" for one in found.places),
    )


def _said(found: boards.CountyMap) -> dict[str, Any]:
    parts = [
        _part(one.part)
        | {
            "counts": {
                key: {"n": number.count, "href": address_of(number.door)}
                for key, number in one.numbers.items()
            }
        }
        for one in found.places
    ]
    return _place(found.name, found.bounds, found.outline) | {"parts": parts}


@command_page(needs="places.edit")
def shapes(request: WebRequest) -> HttpResponse:
    """Where each part of the county, or of one of its towns, lies, and who said so."""
    top = _top(request)
    return draw(
        request,
        "situation/shapes",
        top=top,
        county=places.home(),
        towns=places.children_of(places.home()),
        drawn=maps.map_of(top),
        chosen=request.GET.get("part", ""),
    )


@command_page(needs="places.edit")
def shapes_data(request: WebRequest) -> HttpResponse:
    found = maps.map_of(_top(request))
    if found is None:
        raise NotFound(what=THE_MAP)
    said = _place(found.name, found.bounds, found.outline)
    return JsonResponse(said | {"parts": [_part(one) | {"counts": {}} for one in found.parts]})


@require_POST
@command_page(needs="places.edit")
def place(request: WebRequest) -> HttpResponse:
    """A point or an area, by hand."""
    code = request.POST.get("place", "")
    if area := request.POST.get("area", ""):
        maps.draw_area(code, _json(area), by=request.actor)
    else:
        longitude, latitude = _degrees(request.POST.get("point", ""))
        maps.place_point(code, longitude, latitude, by=request.actor)
    return _back(request, code, PLACED)


@require_POST
@command_page(needs="places.edit")
def unplace(request: WebRequest) -> HttpResponse:
    code = request.POST.get("place", "")
    maps.unplace(code, by=request.actor)
    return _back(request, code, UNPLACED)


@require_POST
@command_page(needs="places.edit")
def take(request: WebRequest) -> HttpResponse:
    """A file of shapes."""
    file = request.FILES.get("file")
    data, name = (file.read(), file.name or "") if file else (b"", "")
    done = maps.take_shapes(data, name, by=request.actor)
    said = TAKEN.fill(areas=done.areas, points=done.points).speak(request.language)
    messages.success(request, said)
    if done.unplaced:
        named = "、".join(done.unplaced[:SHOWN])
        left = LEFT.fill(n=len(done.unplaced), named=named)
        messages.warning(request, left.speak(request.language))
    return HttpResponseRedirect(reverse("situation_shapes"))


def _back(request: WebRequest, code: str, said: Text) -> HttpResponse:
    messages.success(request, said.fill(name=places.name_of(code)).speak(request.language))
    top = places.parent_of(code)
    return HttpResponseRedirect(f"{reverse('situation_shapes')}?place={top}")


def _top(request: WebRequest) -> str:
    asked = request.GET.get("place", "")
    return asked if asked.startswith(places.home()) else places.home()


def _place(name: str, bounds: tuple[float, ...], outline: Any) -> dict[str, Any]:
    return {"name": name, "bounds": bounds, "outline": outline}


def _part(one: maps.MapPart) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "how": one.how,
        "area": one.area,
        "label": one.label,
    }


def _json(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _degrees(text: str) -> tuple[float, float]:
    """Nowhere, where it cannot be read: the verb says that this is not in the county."""
    try:
        longitude, latitude = (float(part) for part in text.replace("，", ",").split(","))
    except ValueError:
        return 0.0, 0.0
    return longitude, latitude


urlpatterns = [
    path("situation/map", drawn, name="situation_map"),
    path("places/map", shapes, name="situation_shapes"),
    path("places/map.json", shapes_data, name="situation_shapes_data"),
    path("places/map/place", place, name="situation_place"),
    path("places/map/unplace", unplace, name="situation_unplace"),
    path("places/map/take", take, name="situation_take_shapes"),
]
