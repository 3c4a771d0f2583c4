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


class TableImport(models.Model):
    """A table that was taken in, and what it changed, so that it can be undone.

    Privacy: counts, and the name of the file without anybody's number.
    """

    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=15, blank=True)  # of who took it in
    file_name = models.CharField(max_length=100)
    counts = models.JSONField(default=dict)  # read, new, unchanged, put_back
    changed = models.JSONField(default=dict)  # as the kind needs it to undo
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


class PutBackRow(models.Model):
    """A row of a table that was not taken: work, until it is corrected or set aside.

    Privacy: the row as handed in, sealed; it goes some weeks after it is settled, and months
    after its upload if nobody settles it.
    """

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="put_back")
    sheet = models.CharField(max_length=60, blank=True)
    row_number = models.IntegerField()  # as the spreadsheet counts
    sealed = models.BinaryField()  # its cells, what stands over them, why it was put back
    mark = models.BinaryField()  # of the content: the same row handed in again is the same work
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=20, blank=True)  # corrected | again | set_aside

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["mark"], name="put_back_open", condition=models.Q(settled_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id}:{self.row_number}"
