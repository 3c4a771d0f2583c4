"""What is remembered of tables: what their columns mean."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HeaderMapping(models.Model):
    """What the columns under a header mean, as somebody said it by hand: for the next file with
    the same header of the same kind from the same place ("" : from anywhere).

    Privacy: titles of columns alone.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)  # hash of the header
    place = models.CharField(max_length=15, blank=True)
    mapping = models.JSONField()  # label → field, "" for none
    saved_by_id = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "place"], name="header_mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key[:8]}"
