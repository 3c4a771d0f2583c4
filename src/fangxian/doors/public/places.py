"""Finding a place while one types a declaration: names of divisions, public, nothing logged."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from fangxian.doors.public import limits
from fangxian.ground.places import pages as places

MOST = 10
LONGEST = 60
A_DAY = 86_400
WIDE = frozenset({"province", "city"})


@require_safe
def found(request: HttpRequest) -> JsonResponse:
    """`?q=` → the places that it may mean: code, name, english, level, the likeliest first."""
    try:
        limits.count(request, "places")
    except limits.TooMany as refusal:
        return JsonResponse({"places": []}, status=refusal.status)
    typed = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    rows = {one.code: one for one in (*_named(typed), *places.suggest(typed, MOST))}
    answer = [
        {"code": one.code, "name": one.name, "english": one.english, "level": one.level}
        for one in rows.values()
    ]
    given = JsonResponse({"places": answer})
    patch_cache_control(given, public=True, max_age=A_DAY)  # an answer, never a refusal
    return given


def _named(typed: str) -> tuple[places.Suggestion, ...]:
    """A province or city that is typed in full, and what lies right below it: who knows no more of
    the name (Shanghai) chooses the county from it."""
    found = places.resolve_name(typed) if typed else None
    if found is None or not found.exact or found.level not in WIDE:
        return ()
    codes = (found.code, *_below(found.code))
    return tuple(
        one
        for code in codes
        for one in places.suggest(places.name_of(code), 1, within=code)
        if one.code == code
    )


def _below(code: str) -> Iterator[str]:
    """The divisions one level down that have a name: not 市辖区, but what lies in it."""
    for row in places.children_of(code):
        if places.full_name(row.code) == places.full_name(code):
            yield from _below(row.code)
        else:
            yield row.code
