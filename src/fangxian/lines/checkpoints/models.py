"""Checkpoints, and everything that happens at them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fangxian.ground.people import api as people
from fangxian.kernel import clock


class Checkpoint(models.Model):
    """A site with its lanes and services. Closed, never deleted.

    Privacy: nothing personal.
    """

    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=15, db_index=True)
    lanes = models.SmallIntegerField(default=1)
    services = ArrayField(models.CharField(max_length=20), default=list)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Shift(models.Model):
    """A joint team (公安、交管、医护、乡镇) with the cadre who leads it. `accounts`: those that act
    for it, people's own or the one of the phone at the post; a shift without any binds nobody.

    Privacy: names of staff on duty; kept with the duty records.
    """

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="shifts")
    lead = models.CharField(max_length=60)
    members = ArrayField(models.CharField(max_length=80), default=list)  # "姓名 单位"
    accounts = ArrayField(models.BigIntegerField(), default=list)
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="shift_ends_later"),
        ]
        indexes: ClassVar = [models.Index(fields=["checkpoint", "begins"], name="shift_in_order")]

    def __str__(self) -> str:
        return f"{self.lead} {clock.said(self.begins)}"


class HandOver(models.Model):
    """What one shift tells the next. One row an event.

    Privacy: words of staff; kept with the duty records.
    """

    event = models.UUIDField(primary_key=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    note = models.TextField()
    to = models.CharField(max_length=people.NAME_LETTERS, blank=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["checkpoint", "-at"], name="handover_latest")]

    def __str__(self) -> str:
        return f"hand-over {clock.said(self.at)}"


class Crossing(models.Model):
    """One person before one barrier: what was seen, ticked, advised and decided.

    `client_id` is the guard's device's own; `colour_seen` what the guard saw,
    `colour_found` what the county knew at that moment.

    Privacy: where somebody was, and when; 60 days, then the counts alone.
    """

    client_id = models.UUIDField(unique=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="crossings")
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    number_mark = models.BinaryField(max_length=16, null=True)  # of the number that was shown
    how = models.CharField(max_length=8)
    plate = models.CharField(max_length=12, blank=True)
    arrived_at = models.DateTimeField()
    decided_at = models.DateTimeField()
    ticks = ArrayField(models.CharField(max_length=40), default=list)
    colour_seen = models.CharField(max_length=20, blank=True)
    colour_found = models.CharField(max_length=20, blank=True)
    verdict_seen = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=16)
    advised = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)
    off_shift = models.BooleanField(
        default=False
    )  # by an account outside the shift on duty, or the area
    guard_id = models.BigIntegerField(null=True)
    device_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["checkpoint", "-decided_at"], name="crossing_latest"),
            models.Index(
                fields=["person", "-decided_at"],
                condition=Q(person__isnull=False),
                name="crossing_by_person",
            ),
            models.Index(fields=["plate"], condition=~Q(plate=""), name="crossing_by_plate"),
            models.Index(
                fields=["number_mark"],
                condition=Q(number_mark__isnull=False, person__isnull=True),
                name="crossing_unnamed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {clock.said(self.decided_at)}"


class Slipped(models.Model):
    """An alarm: somebody was let through a barrier who should have been stopped. It rings at
    headquarters until somebody says what was done. One row a crossing.

    Privacy: says of a crossing that it was a mistake, and in words what became of it; goes with
    the crossing.
    """

    crossing = models.OneToOneField(
        Crossing, on_delete=models.CASCADE, primary_key=True, related_name="slipped"
    )
    advised = models.CharField(max_length=16)
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=80, blank=True)
    finding = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["raised_at"], condition=Q(looked_at__isnull=True), name="slipped_ringing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.advised} {clock.said(self.raised_at)}"


class Named(models.Model):
    """Who stood before a barrier, as declared on the spot: the declaration may come before
    the crossing that it belongs to. `mark`: of the crossing's client id, or of the number.

    Privacy: links a person to a crossing, and a number's blind index; goes with the crossing.
    """

    mark = models.BinaryField(max_length=16, primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=15)
    at = models.DateTimeField()
    event = models.UUIDField()

    def __str__(self) -> str:
        return f"{self.person_id} at {clock.said(self.at)}"


class AntigenTest(models.Model):
    """A rapid test at the barrier. `said`: field → [time, event, value].

    Privacy: a test result of a person passing; 60 days.
    """

    crossing = models.UUIDField(primary_key=True)  # its client id
    started_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=12, blank=True)  # negative | positive | invalid
    read_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.result or "running"


class Pass(models.Model):
    """通行证: a vehicle, its route, its goods, its days.

    Privacy: a plate and a driver's name; kept a year for the supply chain's sake.
    """

    number = models.CharField(max_length=20, unique=True)
    plate = models.CharField(max_length=12, db_index=True)
    driver = models.CharField(max_length=people.NAME_LETTERS, blank=True)
    company = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=200)
    goods = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField()
    place = models.CharField(max_length=15, db_index=True)
    issued_at = models.DateTimeField()
    issued_by_id = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="pass_ends_later"),
        ]

    def __str__(self) -> str:
        return self.number


class TruckWait(models.Model):
    """A truck in its lane until its named person fetches it. `said`: field → [time, event,
    value], the phone in it sealed.

    Privacy: plate, who fetches it and their phone (sealed); 60 days.
    """

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="trucks")
    plate = models.CharField(max_length=12)
    queued_at = models.DateTimeField()
    company = models.CharField(max_length=120, blank=True)
    fetched_by = models.CharField(max_length=people.NAME_LETTERS, blank=True)
    fetched_at = models.DateTimeField(null=True)
    said = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checkpoint", "plate", "queued_at"], name="truck_queued_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["checkpoint", "queued_at"],
                condition=Q(fetched_at__isnull=True),
                name="truck_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.plate


class Disinfection(models.Model):
    """A vehicle was disinfected. One row an event.

    Privacy: a plate; 60 days.
    """

    event = models.UUIDField(primary_key=True)
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="disinfections"
    )
    plate = models.CharField(max_length=12)
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["checkpoint", "-at"], name="disinfected_latest")]

    def __str__(self) -> str:
        return f"{self.plate} {clock.said(self.at)}"
