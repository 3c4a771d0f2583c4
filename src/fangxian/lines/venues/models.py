"""What the venues room keeps."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fangxian.ground.people import api as people
from fangxian.kernel import clock

STATES = [("filed", "待审"), ("approved", "已通过"), ("returned", "已退回")]


class Application(models.Model):
    """Somebody asks for a code for a public place.

    link    a keyed digest of the applicant's private link: who reads the table opens nothing
    handed  SHA-256 of what was handed in and when: a double click makes no second one

    Privacy: contact name and (sealed) phone of whoever answers for the place, to reach them;
    kept while the venue stands.
    """

    link = models.BinaryField(unique=True)
    handed = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=40)
    place = models.CharField(max_length=15)
    address = models.CharField(max_length=160)
    contact = models.CharField(max_length=people.NAME_LETTERS)
    phone_sealed = models.BinaryField()
    capacity = models.PositiveIntegerField(null=True)
    points = models.PositiveSmallIntegerField(default=1)
    licence = models.CharField(max_length=40, blank=True)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=STATES, default="filed")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=200, blank=True)
    times_returned = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "filed_at"], name="venue_application_queue"),
            models.Index(
                fields=["place"], name="venue_application_place", opclasses=["varchar_pattern_ops"]
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="venue_return_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Venue(models.Model):
    """A public place with a code.

    Privacy: contact name and (sealed) phone of whoever answers for it.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="venue")
    name = models.CharField(max_length=80)
    category = models.CharField(max_length=40)
    place = models.CharField(max_length=15)
    address = models.CharField(max_length=160)
    contact = models.CharField(max_length=people.NAME_LETTERS)
    phone_sealed = models.BinaryField()
    capacity = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place"], name="venue_place", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name


class VenueCode(models.Model):
    """The code at one entrance (two codes in one bus). The token is what is printed and never
    changes; `generation` is what it means: renewing makes pages opened before void.

    Privacy: none.
    """

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="codes")
    token = models.CharField(max_length=14, unique=True)
    point = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20, blank=True)
    generation = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["venue", "point"], name="venue_code_once_a_point")
        ]

    def __str__(self) -> str:
        return f"{self.venue_id}/{self.point} g{self.generation}"


class Premises(models.Model):
    """A public place that has no code yet (无码单位), found by its grid.

    Privacy: none; names and addresses of public places.
    """

    name = models.CharField(max_length=80)
    category = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=15)
    address = models.CharField(max_length=160, blank=True)
    found_at = models.DateTimeField()
    found_by_id = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_why = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place"], name="premises_place", opclasses=["varchar_pattern_ops"])
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "name", "address"],
                condition=Q(settled_at__isnull=True),
                name="premises_once",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Copy(models.Model):
    """A list of premises without a code was copied (抄送) to the department that answers.

    Privacy: who sent it (account id), for the record.
    """

    department = models.CharField(max_length=80)
    place = models.CharField(max_length=15)
    note = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField(null=True)
    premises = models.ManyToManyField(Premises, related_name="copies")

    def __str__(self) -> str:
        return f"{self.department} {clock.said(self.sent_at)}"


class Inspection(models.Model):
    """Somebody looked whether a venue scans and checks (验码巡查). `faults`: items of the
    pack's list that were not met; a re-check points at the inspection it follows.

    Privacy: who inspected (account id and name), for the record.
    """

    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="inspections")
    at = models.DateTimeField()
    inspector = models.CharField(max_length=80)
    inspector_id = models.BigIntegerField(null=True)
    faults = ArrayField(models.CharField(max_length=60), default=list)
    note = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="recheck"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["venue", "-at"], name="inspection_by_venue")]

    def __str__(self) -> str:
        return f"{self.venue_id} {clock.said(self.at)}"


class Uncompared(models.Model):
    """A stored batch of visits that nobody has held beside the persons' other visits yet. Written
    with the batch, struck out when its flags are raised (services/pairing.py).

    Privacy: whose visits they are (ids only), for some seconds.
    """

    first = models.DateTimeField()  # times of its first and last visit
    last = models.DateTimeField()
    visits = models.IntegerField()
    person_ids = ArrayField(models.BigIntegerField())

    def __str__(self) -> str:
        return f"{self.pk} {clock.said(self.first)}"


class Visit(models.Model):
    """A person entered a venue. Read-only for Django: the table is partitioned by day and is
    written by `services/recording.py` alone. No foreign keys: a visit outlives a wrong id.

    place   the venue's, so that two towns are seen without asking the venue
    shown   16 bytes of the card or code that was held out, to notice a copy
    flags   why it is doubtful (rules.FLAGS), 0: nothing

    Privacy: where a person was and when, to find contacts of a case; dropped by whole days
    after the retention of the policy in force.
    """

    pk = models.CompositePrimaryKey("client_id", "at")
    client_id = models.UUIDField()
    at = models.DateTimeField()
    venue_id = models.BigIntegerField()
    code_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    out_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=15)
    how = models.CharField(max_length=14)
    group_size = models.SmallIntegerField(default=1)
    flags = models.SmallIntegerField(default=0)
    device = models.CharField(max_length=40, blank=True)
    shown = models.BinaryField(null=True, max_length=16)
    received_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "venues_visit"

    def __str__(self) -> str:
        return f"{self.venue_id} {clock.said(self.at)}"
