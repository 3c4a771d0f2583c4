"""Whose file can go: entered and filed for long ago. The rooms above say what is not over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.ground.people.locking import hold_persons
from fangxian.ground.people.models import Document, HeldNumber, Household, MergeRecord, Person
from fangxian.kernel.retention import Hold, Retention, WithPerson, label
from fangxian.kernel.text import Text


def old_persons(cut_off: datetime, after: int, most: int) -> list[int]:
    """Ids, in order and greater than `after`, of persons entered and last filed for before a
    moment. So many at most."""
    old = Q(created_at__lt=cut_off) & (Q(filed_at__isnull=True) | Q(filed_at__lt=cut_off))
    found = Person.objects.filter(old, pk__gt=after).order_by("pk")
    return list(found.values_list("pk", flat=True)[:most])


def households_of(person_ids: Collection[int]) -> dict[int, int]:
    """Person → household, of those who have one."""
    found = Person.objects.filter(pk__in=person_ids, household_id__isnull=False)
    return dict(found.values_list("pk", "household_id"))


def merges_of(person_ids: Collection[int]) -> list[int]:
    """Ids of the records by which these persons were merged."""
    either = Q(kept_id__in=person_ids) | Q(gone_id__in=person_ids)
    return list(MergeRecord.objects.filter(either).values_list("pk", flat=True))


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    young = Q(created_at__gte=cut_off) | Q(filed_at__gte=cut_off)
    return set(Person.objects.filter(young, pk__in=person_ids).values_list("pk", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    """The persons, what hangs on them here, and the households that nobody is left in."""
    homes = set(households_of(person_ids).values())
    hold_persons(person_ids)
    persons = Person.objects.filter(pk__in=person_ids)
    persons.update(merged_into=None)
    gone, _ = persons.delete()
    lived_in = Person.objects.filter(household_id__in=homes).values_list("household_id", flat=True)
    empty, _ = Household.objects.filter(pk__in=homes - set(lived_in)).delete()
    return gone + empty


RETENTION = Retention(
    person=WithPerson(
        ("people.Person", "people.Household"),
        _forget,
        (Hold("people.entered", Text("登记或填报未到期", "entered or filed for lately"), _held),),
    ),
    kept={
        label(HeldNumber): Text(
            "无行可留:登记与划去在同一事务内",
            "no row stays: struck in the transaction that enters it",
        )
    },
    follows={
        label(Document): label(Person),
        label(MergeRecord): label(Person),
    },
)
