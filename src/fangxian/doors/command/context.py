"""What every page of the command centre knows."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from fangxian.doors.command import navigation
from fangxian.doors.command.home import help as guide
from fangxian.doors.command.shared import refilling
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock, home
from fangxian.kernel.actor import NOBODY


def _county() -> str:
    """The pages that say that the database is away are drawn as well."""
    try:
        return home.county()
    except DatabaseError:
        return ""


def house(request: HttpRequest) -> dict[str, Any]:
    """county (code), now, demo, language, actor, nav (late-bound), theme, returned (a form that was
    refused; taken by the first page that asks)."""
    web = cast("WebRequest", request)
    actor = getattr(web, "actor", NOBODY)
    return {
        "county": _county(),
        "now": clock.now(),
        "demo": settings.FANGXIAN_DEMO,
        "language": getattr(web, "language", "zh"),
        "actor": actor,
        "nav": navigation.groups(navigation.links(actor, request.path)),
        "tour": partial(guide.tour, web),
        "returned": partial(refilling.taken, web),
        "theme": request.COOKIES.get("theme", ""),
    }
