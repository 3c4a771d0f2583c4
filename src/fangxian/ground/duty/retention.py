"""How long it is kept who held a post, and who looked after whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from fangxian.ground.duty.models import Charge, Holding
from fangxian.ground.people import api as people
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age
from fangxian.kernel.text import Text


def _in_force(cut_off: datetime) -> Q:
    return Q(until__isnull=True) | Q(until__gte=cut_off.date())


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """Who is looked after, by name or with the household, and who is staff."""
    charges = Charge.objects.filter(_in_force(cut_off))
    homes = people.households_of(person_ids)
    kept = set(
        charges.filter(household_id__in=set(homes.values())).values_list("household_id", flat=True)
    )
    by_name = charges.filter(person_id__in=person_ids).values_list("person_id", flat=True)
    staff = Holding.objects.filter(person_id__in=person_ids).values_list("person_id", flat=True)
    return {person for person, home in homes.items() if home in kept} | {
        person for rows in (by_name, staff) for person in rows if person
    }


def _forget(person_ids: Collection[int]) -> int:
    return Charge.objects.filter(person_id__in=person_ids).delete()[0]


_POSTS = Text("没有个人信息", "nothing personal")

RETENTION = Retention(
    purposes=(
        Purpose(
            "duty.holders",
            Text("离岗人员及其包联关系", "Holders who left, and whom they answered for"),
            "retention.duty_days",
            **by_age(
                (Charge, lambda cut: Q(until__lt=cut.date()) | Q(holding__until__lt=cut.date())),
                (Holding, lambda cut: Q(until__lt=cut.date())),
            ),
        ),
    ),
    person=WithPerson(
        (),
        _forget,
        (
            Hold(
                "duty.charges",
                Text("有人包联,或是工作人员", "somebody answers for them, or they are staff"),
                _held,
            ),
        ),
    ),
    kept={"duty.Unit": _POSTS, "duty.Post": _POSTS, "duty.ChargeRole": _POSTS},
)
