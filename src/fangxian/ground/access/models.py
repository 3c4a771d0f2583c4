"""Accounts, roles and grants."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    """Somebody who may sign in.

    Privacy: the name and duty phone of staff, as long as they serve.
    """

    name = models.CharField("姓名", max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name or self.username
