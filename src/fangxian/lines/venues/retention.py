"""How long visits are kept (by whole days), and whom one reaches about a venue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.clock import county, today
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson
from fangxian.kernel.text import Text
from fangxian.lines.venues.models import Application, Venue, Visit
from fangxian.lines.venues.services.partitions import drop_expired


def _visits(cut_off: datetime) -> int:
    return Visit.objects.filter(at__lt=_midnight(cut_off)).count()


def _drop(cut_off: datetime, _most: int) -> int:
    """All days at once: a day is dropped, not deleted row by row."""
    if not _visits(cut_off):
        return 0
    return drop_expired(today(), by=SYSTEM).visits


def _midnight(moment: datetime) -> datetime:
    return county(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _contacts(cut_off: datetime) -> tuple[QuerySet[Application], QuerySet[Venue]]:
    """Of venues that were closed, and of applications that never became one."""
    named = ~Q(contact="") | ~Q(phone_sealed=b"")
    over = Q(state="returned", reviewed_at__lt=cut_off) | Q(venue__closed_at__lt=cut_off)
    return Application.objects.filter(named, over), Venue.objects.filter(
        named, closed_at__lt=cut_off
    )


def _named(cut_off: datetime) -> int:
    applied, opened = _contacts(cut_off)
    return applied.count() + opened.count()


def _unname(cut_off: datetime, most: int) -> int:
    applied, opened = _contacts(cut_off)
    ids = list(opened.order_by("pk").values_list("pk", flat=True)[:most])
    gone = Venue.objects.filter(pk__in=ids).update(contact="", phone_sealed=b"")
    ids = list(applied.order_by("pk").values_list("pk", flat=True)[: most - gone])
    return gone + Application.objects.filter(pk__in=ids).update(contact="", phone_sealed=b"")


def _held(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    found = Visit.objects.filter(person_id__in=person_ids, at__gte=cut_off)
    return {person for (person,) in found.values_list("person_id") if person}


def _forget(person_ids: Collection[int]) -> int:
    return Visit.objects.filter(person_id__in=person_ids).delete()[0]


_PUBLIC = Text("公共场所,没有个人信息", "public places, nothing personal")
_RECORD = Text("检查与抄送的工作记录,只有经办账号", "records of the work, account ids alone")

RETENTION = Retention(
    purposes=(
        Purpose(
            "venues.visits",
            Text("场所到访记录", "Visits"),
            "venues.retention_days",
            models=("venues.Visit", "venues.Uncompared"),
            over=_visits,
            remove=_drop,
        ),
        Purpose(
            "venues.contacts",
            Text("已关闭场所与退回申请的联系人", "Contacts of venues closed or never opened"),
            "retention.contact_days",
            models=("venues.Application", "venues.Venue"),
            over=_named,
            remove=_unname,
        ),
    ),
    person=WithPerson(
        (),
        _forget,
        (Hold("venues.visits", Text("场所到访未到期", "a visit is still within its days"), _held),),
    ),
    kept={
        "venues.VenueCode": _PUBLIC,
        "venues.Premises": _PUBLIC,
        "venues.Copy": _RECORD,
        "venues.Inspection": _RECORD,
    },
)
