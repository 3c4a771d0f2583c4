"""What the places room keeps."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fangxian.ground.places.rules import LEVELS


class Division(models.Model):
    """A division of the country, by its significant digits (2, 4, 6, 9, 12; 15 for a grid).

    Privacy: none; public facts, and the names of grids.
    """

    code = models.CharField(max_length=15, primary_key=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=8, choices=[(level, level) for level in LEVELS])
    parent = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=16, blank=True)  # of a city: see kind_of_city
    sort_key = models.CharField(max_length=160, blank=True)  # pinyin of the name
    population = models.PositiveIntegerField(null=True, blank=True)
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        indexes = [models.Index(fields=["parent", "code"], name="division_children")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Site(models.Model):
    """A place with a door: a school, a hotel, a checkpoint.

    Privacy: none; sites are public or official premises, never a home.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24)
    place = models.CharField(max_length=15)
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place"], name="site_place", opclasses=["varchar_pattern_ops"])
        ]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="site_once_a_place")]

    def __str__(self) -> str:
        return self.name


class Shape(models.Model):
    """Where a division lies on the map, as the county said: a point, or its area.

    Privacy: none; public facts. Which member of staff drew it is in the audit.
    """

    place = models.CharField(max_length=15, primary_key=True)
    point = ArrayField(models.FloatField(), size=2, null=True)  # degrees: longitude, latitude
    area = models.JSONField(null=True)  # GeoJSON, a Polygon or MultiPolygon in degrees
    source = models.CharField(max_length=200)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(point__isnull=False) | models.Q(area__isnull=False),
                name="shape_is_somewhere",
            )
        ]

    def __str__(self) -> str:
        return f"shape of {self.place}"


class Register(models.Model):
    """One row: a token that changes with every change of the divisions, by which processes know
    that what they hold in memory is old.

    Privacy: none.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    token = models.BigIntegerField(default=0)
    shipped = models.CharField(max_length=64, blank=True)  # digest of the facts loaded at start

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="places_one_register")]

    def __str__(self) -> str:
        return f"register {self.token}"
