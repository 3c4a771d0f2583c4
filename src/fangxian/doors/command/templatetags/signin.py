"""What the sign-in pages know: who can sign in as what, on a demonstration system only, and whether
passkeys work at this address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest

from fangxian.doors import passkeys
from fangxian.kernel import home

register = template.Library()


@register.simple_tag
def demo_accounts() -> Sequence[Any]:
    """username, password, what; nothing where people are real."""
    if not settings.FANGXIAN_DEMO:
        return ()
    from fangxian.overview.drills import api as drills  # noqa: PLC0415 only a demo loads it

    return tuple(drills.demo_accounts())


@register.simple_tag
def not_set_up() -> bool:
    """Whether no county was chosen yet: then there is no account to sign in with."""
    return not home.county()


@register.simple_tag
def passkeys_not_here(request: HttpRequest) -> passkeys.NotHere | None:
    """Where passkeys work instead; None where they work here."""
    return passkeys.not_here(request)
