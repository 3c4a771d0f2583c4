"""What officials decided about claims, and what of it was taken back."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class ClaimDecision(models.Model):
    """One decision about a claim: it was accepted (`filing` is what was filed by it, `changed` the
    fields of the record that read otherwise since) or set aside. Taken back (`undone_…`), its filing is
    gone, `put_back` read as before, and the claim waits again; the next decision is another row.

    Privacy: accounts, their words, and, sealed, what stood of the person before; goes with the claim.
    """

    claim = models.ForeignKey("arrivals.Claim", on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(max_length=10)  # accepted | set_aside
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=200)
    seconded_id = models.BigIntegerField(null=True)  # who said first that it is so, of two
    filing = models.ForeignKey(
        "arrivals.Filing",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    changed = ArrayField(models.CharField(max_length=20), default=list)
    sealed_was = models.BinaryField(null=True)  # of the person what stood there; null: not kept yet
    asked_by_id = models.BigIntegerField(null=True)  # who wants it back, and waits for another
    asked_why = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_why = models.CharField(max_length=200, blank=True)
    put_back = ArrayField(models.CharField(max_length=20), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(undone_at__isnull=True), name="claim_decided_once"
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk} ({self.state})"
