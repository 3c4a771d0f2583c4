"""Finding a place while one types a declaration: names of divisions, public, nothing logged."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from fangxian.ground.places import api as places

MOST = 10
LONGEST = 60


@require_safe
@cache_control(public=True, max_age=86_400)
def found(request: HttpRequest) -> JsonResponse:
    """`?q=` → the places that it may mean: code, name, english, level, the likeliest first."""
    typed = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    rows = places.suggest(typed, MOST)
    answer = [
        {"code": one.code, "name": one.name, "english": one.english, "level": one.level}
        for one in rows
    ]
    return JsonResponse({"places": answer})
