"""`{% if actor|may:"access.edit" %}`: what is not permitted is not offered."""

from __future__ import annotations

from django import template

from fangxian.kernel.actor import Actor

register = template.Library()


@register.filter
def may(actor: Actor, permission: str) -> bool:
    """Whether the permission is held over anything at all; the verb checks the place."""
    return actor.may(permission)
