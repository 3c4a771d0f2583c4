"""Who brought a draft pack into force."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class KeptPacks(models.Model):
    """What an edition was made of, by its hash, from the first verdict written with it: the
    packs' content as JSON, compressed, and the digest of that JSON.

    Privacy: none; published rules. Kept as long as verdicts that name the hash.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    edition = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.edition


class Enactment(models.Model):
    """A draft pack, as it was on a day (its hash), proposed by one person and approved by
    another. Without both it decides nothing.

    Privacy: names and account numbers of the officials who answer for a rule; kept as long as
    decisions that cite the pack.
    """

    pack = models.CharField(max_length=120)
    pack_hash = models.CharField(max_length=64)
    from_day = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    proposer_id = models.BigIntegerField()
    proposer = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    approver_id = models.BigIntegerField(null=True, blank=True)
    approver = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approver_id__isnull=True) | ~Q(approver_id=F("proposer_id")),
                name="enactment_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["pack", "pack_hash"],
                condition=Q(withdrawn_at__isnull=True),
                name="enactment_once_a_pack",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.from_day}"
