"""Units, posts, who holds them from when to when, and who answers for whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

KINDS = ("headquarters", "task_force", "township", "village", "grid")


class Unit(models.Model):
    """A body that orders are given to: headquarters, 专班, township, village, grid.

    A place has one unit of each kind, and as many task forces as the county sets up.

    Privacy: nothing personal; `public_phone` is an office's, not somebody's own.
    """

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=15, db_index=True)
    public_phone = models.CharField(max_length=40, blank=True, default="")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="unit_kind_known"),
            models.UniqueConstraint(
                fields=["kind", "place"],
                condition=Q(closed_on__isnull=True) & ~Q(kind="task_force"),
                name="unit_once_a_place",
            ),
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=Q(closed_on__isnull=True, kind="task_force"),
                name="task_force_once_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A seat or a kind of membership in a unit. `single`: one holder at a time.

    `role_code` is the role of access that a holder usually needs; it gives no power itself.

    Privacy: nothing personal.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=60)
    role_code = models.CharField(max_length=40, blank=True)
    single = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "title"],
                condition=Q(closed_on__isnull=True),
                name="post_once_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.title


def _days() -> Func:
    """[since, until], both days included; an open end is for ever."""
    return Func(
        F("since"),
        F("until"),
        RangeBoundary(inclusive_lower=True, inclusive_upper=True),
        function="daterange",
        output_field=DateRangeField(),
    )


class Holding(models.Model):
    """Somebody holds a post from a day to a day, both included.

    `holder_key` is the same for the same holder everywhere (account, else person, else
    phone, else name within the unit), so that one holder of many posts counts once.
    `single` repeats the post's: the table itself refuses two holders of one seat.

    Privacy: name and duty phone (sealed) of staff; kept two years after the holding ends.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    holder_name = models.CharField(max_length=60)
    holder_key = models.CharField(max_length=60, db_index=True)
    account = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    phone_sealed = models.BinaryField(null=True)
    single = models.BooleanField()
    since = models.DateField()
    until = models.DateField(null=True)
    until_hour = models.SmallIntegerField(null=True)  # of the morning after, when a night ends

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="holding_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="seat_held_by_one",
                expressions=[("post", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(single=True),
            ),
            ExclusionConstraint(
                name="post_held_once_by_one",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("holder_key", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.since}–{self.until or ''}"


class ChargeRole(models.Model):
    """A capacity in which somebody answers for somebody. A county sets its own list;
    `required` ones are the five (or however many) that a person under control must have.

    Privacy: nothing personal.
    """

    code = models.CharField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    required = models.BooleanField(default=False)
    source = models.CharField(max_length=120, blank=True)
    position = models.SmallIntegerField(default=0)
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return self.name_zh


class Charge(models.Model):
    """An edge of responsibility: a holder, or a whole unit, answers in a role for a grid,
    a household or a person, from a day to a day, both included.

    `answerer_key` and `subject_key` name both ends in one word each, so that the table
    can refuse the same edge twice.

    Privacy: who looks after whom; goes with the person or household.
    """

    role = models.ForeignKey(ChargeRole, on_delete=models.PROTECT, related_name="+")
    holding = models.ForeignKey(
        Holding, on_delete=models.PROTECT, null=True, related_name="charges"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="charges")
    answerer_key = models.CharField(max_length=30)  # holding:3 | unit:7
    grid = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(
        "people.Household", on_delete=models.CASCADE, null=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, null=True, related_name="+"
    )
    subject_key = models.CharField(max_length=30)  # grid:5 | household:8 | person:12
    place = models.CharField(max_length=15, db_index=True)  # of the answering unit
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(holding__isnull=True) ^ Q(unit__isnull=True),
                name="charge_has_one_answerer",
            ),
            models.CheckConstraint(
                condition=Q(grid__isnull=False, household__isnull=True, person__isnull=True)
                | Q(grid__isnull=True, household__isnull=False, person__isnull=True)
                | Q(grid__isnull=True, household__isnull=True, person__isnull=False),
                name="charge_has_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="charge_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="charge_given_once",
                expressions=[
                    ("role", RangeOperators.EQUAL),
                    ("answerer_key", RangeOperators.EQUAL),
                    ("subject_key", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answerer_key} → {self.subject_key}"
