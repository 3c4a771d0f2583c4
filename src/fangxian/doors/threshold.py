"""What every web door shares: a request on which somebody acts, and its language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from fangxian.kernel.actor import Actor

COOKIE = "language"
DEVICE = "browser"
DJANGO_NAMES = {"zh": "zh-hans", "en": "en"}


class DeskRequest(HttpRequest):
    """A request after the DeskMiddleware: somebody acts (perhaps NOBODY)."""

    actor: Actor
    language: str
    partial: bool  # htmx asks for a piece of a page, not for the page


def chosen(cookies: dict[str, str]) -> str:
    """`zh` unless the person chose `en`; a browser's own setting decides nothing."""
    return "en" if cookies.get(COOKIE) == "en" else "zh"


def address_of(request: HttpRequest) -> str:
    """Who asks. Each proxy of ours writes down whom it heard, at the end of what the asker may
    have made up: so many entries from the end as there are proxies, it is the asker's."""
    proxies: int = settings.FANGXIAN_PROXIES
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        return told[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
