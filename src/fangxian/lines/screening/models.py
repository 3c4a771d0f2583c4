"""Who was screened, what stands of them, every decision with what it rested on, its course, and what
people decided beside it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class SubjectRecord(models.Model):
    """Somebody at risk of a disease, as another room knows them ("arrivals.declaration", 12), and
    what stands of them: class, colour and course of the standing verdict, or of the human decision
    that stands before it.

    Privacy: ids, a place and what was decided; goes with the person.
    """

    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=15)  # whose rules hold for them
    disease = models.CharField(max_length=40)
    class_code = models.CharField(max_length=60, blank=True)  # "" = never decided
    colour = models.CharField(max_length=20, blank=True)
    uncertain = models.BooleanField(default=False)
    free_from = models.DateField(null=True)  # day after the last segment; None: open or none
    screening = models.ForeignKey(  # the newest of its own screenings: needs no check, no index
        "Screening",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="subject_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


class Screening(models.Model):
    """One decision, with everything it read: replays to the same verdict for ever. The packs
    (`pack_hash`) and what was listed (`lists`) are kept once, by their hashes.

    Privacy: ids, places and dates; goes with the subject.
    """

    subject = models.ForeignKey(
        SubjectRecord, on_delete=models.CASCADE, related_name="screenings", db_index=False
    )  # screening_newest begins with it
    at = models.DateTimeField()
    on = models.DateField()
    place = models.CharField(max_length=15)
    edition = models.CharField(max_length=200)
    pack_hash = models.CharField(max_length=64)
    lists = models.CharField(max_length=64, blank=True)  # hash of what was listed (zones.kept)
    facts = models.JSONField()
    listing = models.JSONField(null=True)  # the listing that matched, as it stood
    verdict = models.JSONField()
    class_code = models.CharField(max_length=60)
    colour = models.CharField(max_length=20)
    uncertain = models.BooleanField(default=False)
    digest = models.BinaryField(max_length=16)  # of facts, hash and verdict: same again is no row

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "-id"], name="screening_newest")]

    def __str__(self) -> str:
        return f"screening {self.pk}"


class Phase(models.Model):
    """A measure of what stands of a subject, laid on the calendar: the course of instructions and
    codes, and what counts are made of.

    Privacy: ids and dates; goes with the subject.
    """

    subject = models.ForeignKey(SubjectRecord, on_delete=models.CASCADE, related_name="phases")
    measure = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField(null=True)
    tests = ArrayField(models.DateField(), default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["measure", "start", "end"], name="phase_by_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.start}"


class Override(models.Model):
    """A human decision (人工改判) that stands beside the table's: two people, a reason, an end.
    A new screening keeps it until it ends.

    Privacy: ids and words of officials; goes with the subject.
    """

    subject = models.ForeignKey(SubjectRecord, on_delete=models.CASCADE, related_name="overrides")
    class_code = models.CharField(max_length=60)
    colour = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)  # from the pack's closed list
    words = models.CharField(max_length=300)
    until = models.DateField()
    proposed_by_id = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    approved_by_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("proposed_by_id")),
                name="override_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"override {self.pk}"
