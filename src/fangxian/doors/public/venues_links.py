"""The address that a poster carries."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from fangxian.doors.web_request import WebRequest


def base_of(request: WebRequest) -> str:
    """Everything before the token: on the address that people type, where one is set."""
    path = reverse("public_scan", args=["-"])[:-1]
    public = str(settings.ENVIRONMENT.public_url).rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)
