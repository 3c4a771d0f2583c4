"""Who can sign in as what, on a demonstration system only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def demo_accounts() -> Sequence[Any]:
    """username, password, what; nothing where people are real."""
    if not settings.FANGXIAN_DEMO:
        return ()
    from fangxian.overview.drills import api as drills  # noqa: PLC0415 only a demo loads it

    return tuple(drills.demo_accounts())
