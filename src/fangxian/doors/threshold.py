"""What every web door shares: a request on which somebody acts, and its language."""

from __future__ import annotations

from django.http import HttpRequest

from fangxian.kernel.actor import Actor

COOKIE = "language"
DJANGO_NAMES = {"zh": "zh-hans", "en": "en"}


class DeskRequest(HttpRequest):
    """A request after the DeskMiddleware: somebody acts (perhaps NOBODY)."""

    actor: Actor
    language: str
    partial: bool  # htmx asks for a piece of a page, not for the page


def chosen(cookies: dict[str, str]) -> str:
    """`zh` unless the person chose `en`; a browser's own setting decides nothing."""
    return "en" if cookies.get(COOKIE) == "en" else "zh"
