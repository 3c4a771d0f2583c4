"""How far the set-up has come, and who was let in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Opening(models.Model):
    """One row: what was put off, which edition was agreed on, and when the set-up was finished.

    Privacy: the name of the member of staff who finished it.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    put_off = ArrayField(models.CharField(max_length=20), default=list)
    edition = models.CharField(max_length=200, blank=True)  # that was seen and agreed on
    finished_at = models.DateTimeField(null=True)
    finished_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="opening_once")
        ]

    def __str__(self) -> str:
        return f"opening {self.finished_at or ''}"


class Invitation(models.Model):
    """A link by which the set-up is entered once, within its minutes; and the browser that did.

    Privacy: keyed marks of two secrets; neither can be told from them.
    """

    token_mark = models.BinaryField(max_length=16, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()  # of the link
    used_at = models.DateTimeField(null=True)
    visitor_mark = models.BinaryField(max_length=16, default=b"", db_index=True)
    visit_until = models.DateTimeField(null=True)  # of the browser that used it

    def __str__(self) -> str:
        return f"invitation {self.pk}"
