"""Telling every process that the divisions have changed."""

from __future__ import annotations

import secrets

from django.db import transaction

from fangxian.ground.places import catalogue
from fangxian.ground.places.models import Register


def held() -> Register:
    """The one row, locked to the end of the transaction: loads wait for one another."""
    Register.objects.get_or_create(id=1)
    return Register.objects.select_for_update().get(id=1)


def changed(register: Register, *fields: str) -> None:
    """A random token, not a count: what was rolled back must not look like what came after."""
    register.token = secrets.randbits(62)
    register.save(update_fields=["token", *fields])
    catalogue.look_again()
    transaction.on_commit(catalogue.look_again)
