"""What people who were asked said, and calls that brought no answer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class StayAnswer(models.Model):
    """Where a stay was, as somebody who was asked said it to an official. It stands beside the
    declaration, which stays as it was filed, and every screening reads it: for the stay of these
    words and days. Where the words name a building (`finer`), what was learnt of that address holds
    for whoever wrote the same words and goes to a place of `holds_in`: where whoever asked has
    people, and everywhere once the county agreed.

    Privacy: an address somebody stayed at, and which published areas it lies in; goes with the
    person's declaration.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=32, db_index=True)  # of the words, see `answered.key_of`
    text = models.TextField()  # as it was declared
    start = models.DateField(null=True)
    end = models.DateField()
    finer = models.BooleanField(default=False)
    place = models.CharField(max_length=15, blank=True)  # "": no finer than it was declared
    said = models.CharField(max_length=120, blank=True)  # in the words of who was asked
    inside = ArrayField(models.CharField(max_length=32), default=list)  # areas (zones), by key
    outside = ArrayField(models.CharField(max_length=32), default=list)
    holds_in = ArrayField(models.CharField(max_length=15), default=list)  # prefixes; [] nowhere
    agreed_by_id = models.BigIntegerField(null=True)  # who said whether the whole county takes it
    agreed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, default="call")  # call | file
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["person"], condition=Q(undone_at__isnull=True), name="stay_answer_stands"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class CallAttempt(models.Model):
    """A call that brought no answer: nobody picked up, or it was put off.

    Privacy: a link to the person and a time; goes with the person's declaration.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)  # no_answer | later
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="call_attempt_of_person")]

    def __str__(self) -> str:
        return f"call {self.pk}"
