"""What is being written, what two people brought into force, and what decisions rest on."""

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


class WrittenPack(models.Model):
    """A pack that was written here and not in a file, by the digest of its content: what was
    proposed and what is in force never changes.

    Privacy: none; published rules. Kept as long as decisions cite the pack.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=120)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.pack


class Draft(models.Model):
    """A notice as it is being written: the parts of a pack as JSON, as typed, right or not yet.

    Privacy: names of the officials who wrote it; kept with the packs that came of it.
    """

    pack = models.CharField(max_length=120)
    place = models.CharField(max_length=12)
    content = models.TextField()
    notice = models.TextField(blank=True)
    begun_by = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pack"],
                condition=Q(discarded_at__isnull=True),
                name="draft_once_a_pack",
            ),
        ]

    def __str__(self) -> str:
        return self.pack


class Enactment(models.Model):
    """A draft pack, as it was on a day (its hash), proposed by one person and approved by
    another. Without both it decides nothing.

    Privacy: names and account numbers of the officials who answer for a rule; kept as long as
    decisions that cite the pack.
    """

    pack = models.CharField(max_length=120)
    pack_hash = models.CharField(max_length=64)
    written = models.CharField(max_length=64, blank=True)  # the digest of a WrittenPack
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
