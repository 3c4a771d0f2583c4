"""How many people there are of each kind, kept by the database itself (decision 13).

Triggers append to these tables what every statement on declarations and phases changes, so a
count is the sum of a few thousand small rows, whoever wrote and in whatever order. Rows of one
kind are drawn together now and then; nothing but the triggers writes here.
"""

from __future__ import annotations

from django.db import models

DIGITS = 9  # as finely as places are counted: the township


class PeopleTally(models.Model):
    """So many people more (or fewer, below 0) of a kind.

    Privacy: nothing personal.
    """

    place = models.CharField(max_length=DIGITS)
    class_code = models.CharField(max_length=60)
    colour = models.CharField(max_length=20)
    overseas = models.BooleanField()  # not said counts as no
    uncertain = models.BooleanField()
    lacking = models.BooleanField()  # something is missing
    lost = models.BooleanField()  # a place or a word was not recognised
    people = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.place} {self.class_code} {self.people:+}"


class MeasureTally(models.Model):
    """From a day on, so many people more (or fewer) are under a measure: how many there are
    on a day is the sum up to that day.

    Privacy: nothing personal.
    """

    place = models.CharField(max_length=DIGITS)
    overseas = models.BooleanField()
    measure = models.CharField(max_length=40)
    day = models.DateField()
    people = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.place} {self.measure} {self.day} {self.people:+}"
