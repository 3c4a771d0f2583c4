"""What the zones room keeps."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

LEVELS = [("high", "高风险"), ("medium", "中风险"), ("low", "低风险")]
KINDS = [("snapshot", "快照"), ("episodes", "时段表"), ("simple", "简表"), ("hand", "手工")]


class ZoneSource(models.Model):
    """A list that was imported, or a document by which an area was entered by hand.

    Privacy: who imported it (account id), for the record; no other personal data.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS)
    sha256 = models.CharField(max_length=64, blank=True)  # of the content, unpacked
    moment = models.DateTimeField(null=True, blank=True)  # a snapshot's update time
    document = models.CharField(max_length=300, blank=True)
    areas = models.PositiveIntegerField(default=0)
    covers_from = models.DateField(null=True, blank=True)  # the days of which the list tells
    covers_to = models.DateField(null=True, blank=True)  # who is listed; none: entered by hand
    imported_at = models.DateTimeField()
    imported_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["moment"], name="zone_source_moment")]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=~Q(sha256=""), name="zone_source_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A published triple of names and the division it is taken to be; "" while nobody
    has said: such a region is a work item. `exact` is False when the names are finer
    than the division.

    Privacy: none; published names of places.
    """

    province = models.CharField(max_length=80, blank=True)
    city = models.CharField(max_length=80, blank=True)
    county = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=15, blank=True)
    exact = models.BooleanField(default=True)
    by_hand = models.BooleanField(default=False)
    # Divisions or rules say otherwise by now, and would free whoever was there: work, by hand.
    kept = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "city", "county"], name="region_once")
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.province, self.city, self.county) if part)


class RiskArea(models.Model):
    """One continuous listing of one area at one level.

    basis   seen: made of sightings in published lists; dated: entered with its days
    key     hash of level, region names and community: the same area listed again
    place   the division, by significant digits; "" when the region is not placed yet
    exact   False when the published area is finer than `place`
    also    further divisions that the one text names, each exact or not (`also_exact`)
    stated  in threes: begin and end (Unix seconds) of a span that an episode list vouches
            for, and which of its ends are loose (1 begin, 2 end, 3 both); what lies
            between spans was sighted in consecutive snapshots

    Privacy: published names of places; a household may be recognisable in a published
    text, which is kept as published because the listing is the legal ground of measures.
    """

    key = models.BinaryField(max_length=16)
    basis = models.CharField(max_length=5, choices=[("seen", "seen"), ("dated", "dated")])
    level = models.CharField(max_length=6, choices=LEVELS)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="areas")
    community = models.TextField(blank=True)
    place = models.CharField(max_length=15, blank=True)
    exact = models.BooleanField()
    also = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    also_exact = ArrayField(models.BooleanField(), default=list, blank=True)
    city_kind = models.CharField(max_length=16, blank=True)
    first_seen = models.DateTimeField(null=True, blank=True)
    last_seen = models.DateTimeField(null=True, blank=True)
    listed_from = models.DateField()
    listed_to = models.DateField(null=True, blank=True)
    stated = ArrayField(models.BigIntegerField(), default=list, blank=True)
    source = models.ForeignKey(ZoneSource, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["last_seen", "first_seen"], name="area_seen"),
            models.Index(fields=["listed_to", "listed_from"], name="area_days"),
            models.Index(fields=["place"], name="area_place", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["-listed_from", "-id"], name="area_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "basis", "listed_from", "first_seen"],
                nulls_distinct=False,
                name="area_once",
            ),
            models.CheckConstraint(
                condition=Q(listed_to__isnull=True) | Q(listed_to__gte=F("listed_from")),
                name="area_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.region} {self.community}"

    @property
    def shown(self) -> str:
        """Level and published names, as people read them."""
        return " ".join(filter(None, (self.get_level_display(), str(self.region), self.community)))


class FreedAlone(models.Model):
    """A division that one hand freed from its listing by itself: within a day they add up.

    Privacy: which member of staff (account id; none: the terminal or the system); no other
    personal data. Kept as the areas are: who freed where alone.
    """

    place = models.CharField(max_length=15)
    at = models.DateTimeField(db_index=True)
    by_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.place


class PlacedAlone(models.Model):
    """Where a name was before one hand alone placed it anew: within a day what its presses free is
    judged against the first of them. Gone once two people place the name.

    Privacy: which member of staff (account id; none: the terminal or the system); no other
    personal data.
    """

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=15)
    exact = models.BooleanField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.place


class LeftOut(models.Model):
    """An area that a list leaves out though it was listed, or parts in the middle of its days.

    moment  of the list (Unix seconds) that does not name it; while it waits it counts as named there
    stated  of a list of episodes: begin, end and loose ends of the span it gives; else empty
    state   alone: one hand ended it; waits: it stays listed until a second person agrees; ended

    Privacy: none; who handed the list in is with the source.
    """

    source = models.ForeignKey(ZoneSource, on_delete=models.CASCADE, related_name="+")
    key = models.BinaryField(max_length=16)
    moment = models.BigIntegerField(null=True, blank=True)
    stated = ArrayField(models.BigIntegerField(), default=list, blank=True)
    state = models.CharField(
        max_length=5, choices=[(one, one) for one in ("alone", "waits", "ended")]
    )

    class Meta:
        indexes = [
            models.Index(fields=["key"], condition=Q(state="waits"), name="left_out_waits"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.state}"


class KeptListings(models.Model):
    """All that was listed when verdicts were written, by its hash: what a screening was decided
    against. Lines as the rules read them (level, place, days, exact, kind of city), compressed.

    Privacy: none; places and days, no published text. Kept as long as verdicts that name it.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.hash[:12]


class ZoneRegister(models.Model):
    """One row: a token that changes with every change of the areas, and by which rules of
    placing (placing.RULES) they were placed last.

    Privacy: none.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    token = models.BigIntegerField(default=0)
    rules = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="zones_one_register")]

    def __str__(self) -> str:
        return f"register {self.token}"
