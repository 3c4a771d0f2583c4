"""Devices, what they sent, and doors knocked at."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fangxian.kernel import clock


class Device(models.Model):
    """A phone or tablet that speaks for an account at a place. Revoked, never deleted.

    `station` names where it is posted, as a reference that only rooms above understand
    ("checkpoints.checkpoint:3").

    Privacy: which member of staff carries it and when it was last heard; kept as the audit.
    """

    name = models.CharField(max_length=60)
    account = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("duty.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    token_index = models.BinaryField(max_length=16, unique=True)
    tiles = ArrayField(models.CharField(max_length=20), default=list)
    place = models.CharField(max_length=15, db_index=True)
    station = models.CharField(max_length=60, blank=True)
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.BigIntegerField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)
    shut_by_reset = models.BooleanField(default=False)  # with the old password, not lost
    last_heard = models.DateTimeField(null=True)
    clock_off = models.IntegerField(default=0)  # seconds by which its clock ran ahead, last heard
    app_version = models.SmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["station"], name="device_by_station")]

    def __str__(self) -> str:
        return self.name


class Sent(models.Model):
    """One event as a device sent it, and how it was settled. Never changed but by a human
    who clears it.

    Privacy: numbers, names and pictures as typed in the field, sealed; goes with what it
    made, at the latest 60 days after it came.
    """

    id = models.UUIDField(primary_key=True)  # the device's own
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="sent")
    at = models.DateTimeField()  # when it happened, by our clock
    received_at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    seen = models.CharField(max_length=60, blank=True)  # the bundle it was decided by
    sealed = models.BinaryField()
    how = models.CharField(max_length=10)
    said_zh = models.CharField(max_length=400)
    said_en = models.CharField(max_length=400)
    ref = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    place = models.CharField(max_length=15)
    cleared_at = models.DateTimeField(null=True)
    cleared_by_id = models.BigIntegerField(null=True)
    cleared_words = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["device", "-received_at"], name="sent_by_device"),
            models.Index(
                fields=["place", "received_at"],
                condition=~Q(how="decided") & Q(cleared_at__isnull=True),
                name="sent_to_clear",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ListName(models.Model):
    """What a number or plate is called in the lists that devices of a place carry on a day.

    Privacy: a keyed blind index beside sixteen bits that many numbers share; nobody can be read
    from it; nine days.
    """

    place = models.CharField(max_length=15)
    day = models.CharField(max_length=8)
    mark = models.BinaryField(max_length=16)
    name = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "day", "mark"], name="list_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Knock(models.Model):
    """A door that was knocked at (敲门), and whether anybody answered. One row an event.

    Privacy: that a household was at home, in a grid worker's words; 60 days.
    """

    event = models.UUIDField(primary_key=True)
    household = models.ForeignKey(
        "people.Household", on_delete=models.CASCADE, null=True, related_name="+"
    )
    address = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=15)
    at = models.DateTimeField()
    answered = models.CharField(max_length=10)  # home | nobody | refused
    people = models.SmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    account_id = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "-at"], name="knock_by_place")]

    def __str__(self) -> str:
        return f"{self.answered} {clock.said(self.at)}"
