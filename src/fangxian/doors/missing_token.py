"""A form without its token: answered by the door that it was sent to, with what was typed kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fangxian.doors.command.shared import refusals
from fangxian.doors.public import stage


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.path.startswith(reverse("public_start")):
        return stage.not_taken(request)
    return refusals.csrf_failure(request, reason)
