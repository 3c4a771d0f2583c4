"""What has been done (audit), what has happened (facts), what is still due (reactions)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class AuditLine(models.Model):
    """One operation, or one reading of a person's data. Append-only; each line seals the one before.

    Privacy: names who acted and which persons were touched (ids only), so that a
    person can be told who looked; kept at least six months (网安法 art. 21).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    door = models.CharField(max_length=20)
    deed = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10)  # done | read | refused
    subject = models.CharField(max_length=120, blank=True)
    person_ids = ArrayField(models.BigIntegerField(), default=list)
    place = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    seal = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["person_ids"], name="audit_by_person"),
            models.Index(fields=["account_id", "at"], name="audit_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.actor} {self.deed}"


class AuditHead(models.Model):
    """The last line's number and seal, so that a cut tail is noticed. `mark` seals both with
    a key that the database does not have, so that the head cannot be moved back with the tail.
    `marked`: that `audit.mark` was left once outside, so that its absence is told.

    Privacy: nothing personal.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    marked = models.BooleanField(default=False)
    number = models.BigIntegerField(default=0)
    seal = models.BinaryField(max_length=32, default=b"")
    mark = models.BinaryField(max_length=32, default=b"")

    def __str__(self) -> str:
        return f"head {self.number}"


class FactRow(models.Model):
    """A fact as it was emitted, in the transaction in which it happened.

    Privacy: ids and plain values, no names or numbers, but marks of addresses, devices and phones;
    removed 90 days after, once every reaction to it is done.
    """

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "at"], name="fact_by_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


class Reaction(models.Model):
    """One reaction that is due to one fact. Effective once; a failed one stays due.

    Privacy: nothing personal; goes with its fact.
    """

    fact = models.ForeignKey(FactRow, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    error = models.TextField(blank=True)
    deferred_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fact", "name"], name="reaction_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["deferred_at"],
                condition=models.Q(done_at__isnull=True),
                name="reaction_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} to {self.fact_id}"


class RetentionRun(models.Model):
    """What was taken away because its time was over: which purpose, up to when, how many. It is
    written with each lot; while `ended_at` is empty it was cut off after the person `after`.

    Privacy: nothing personal; counts.
    """

    purpose = models.CharField(max_length=60)
    at = models.DateTimeField()
    cut_off = models.DateTimeField()
    days = models.IntegerField()
    cited = models.CharField(max_length=200)  # where the days are written
    removed = models.BigIntegerField()
    after = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["purpose", "-at"], name="retention_newest")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.removed}"


class ClockRun(models.Model):
    """When a work of the clock last ended, by the machine's time and not the county's: the
    watchdog and `doctor` read it. `fault`: with what it failed, or empty.

    Privacy: nothing personal.
    """

    name = models.CharField(max_length=60, primary_key=True)
    every_seconds = models.IntegerField()
    ran_at = models.DateTimeField()
    took_ms = models.BigIntegerField()
    fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.ran_at}"


class Home(models.Model):
    """One row: which county this is, and by what its messages are sent (see kernel.home).

    Privacy: nothing personal.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    county = models.CharField(max_length=6, blank=True)
    sender = models.CharField(max_length=120, blank=True)
    sender_address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="kernel_one_home")
        ]

    def __str__(self) -> str:
        return f"home {self.county}"
