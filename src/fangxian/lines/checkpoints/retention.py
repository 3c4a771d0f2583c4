"""How long the barriers remember: who came through, what was tested, which trucks waited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from fangxian.kernel.clock import now
from fangxian.kernel.kept import kept
from fangxian.kernel.retention import Hold, Purpose, Retention, WithPerson, by_age, label
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.models import (
    AntigenTest,
    Checkpoint,
    Crossing,
    Disinfection,
    HandOver,
    Named,
    Pass,
    Shift,
    Slipped,
    TruckWait,
)

UNSEEN = kept("逾期未看·到期清除", "nobody looked; taken away when its days were over")
RINGS = Q(slipped__isnull=False, slipped__looked_at__isnull=True)


def _past(cut_off: datetime) -> Q:
    """A crossing goes by its age, unless its alarm still rings."""
    return Q(decided_at__lt=cut_off) & ~RINGS


def _unanswered(cut_off: datetime) -> QuerySet[Slipped]:
    return Slipped.objects.filter(looked_at__isnull=True, raised_at__lt=cut_off)


def _silence(cut_off: datetime, most: int) -> int:
    """Alarms that nobody looked at are ended as what they are: 逾期未看·到期清除."""
    ids = list(_unanswered(cut_off).order_by("pk").values_list("pk", flat=True)[:most])
    ended = Slipped.objects.filter(pk__in=ids, looked_at__isnull=True)
    return ended.update(looked_at=now(), finding=UNSEEN)


def _crossed(person_ids: Collection[int], cut_off: datetime) -> set[int]:
    """A crossing has its own time; until that is over its person stays."""
    found = Crossing.objects.filter(decided_at__gte=cut_off, person_id__in=person_ids)
    return set(found.values_list("person_id", flat=True))


def _ringing(person_ids: Collection[int], _: datetime) -> set[int]:
    """Whose alarm still rings, until `checkpoints.alarms` ends it."""
    found = Crossing.objects.filter(RINGS, person_id__in=person_ids)
    return set(found.values_list("person_id", flat=True))


def _forget(person_ids: Collection[int]) -> int:
    crossings = Crossing.objects.filter(person_id__in=person_ids)
    keys = list(crossings.values_list("client_id", flat=True))
    tests, _ = AntigenTest.objects.filter(crossing__in=keys).delete()
    named, _ = Named.objects.filter(person_id__in=person_ids).delete()
    gone, _ = crossings.delete()
    return tests + named + gone


RETENTION = Retention(
    purposes=(
        Purpose(  # before the crossings: what rings no more goes by its age
            "checkpoints.alarms",
            Text("没有人看的放行告警:到期了结", "Alarms that nobody looked at: ended"),
            "retention.alarm_days",
            (),
            over=lambda cut: _unanswered(cut).count(),
            remove=_silence,
        ),
        Purpose(
            "checkpoints.crossings",
            Text("查验记录与抗原", "Crossings and antigen tests"),
            "retention.record_days",
            **by_age(
                (Named, lambda cut: Q(at__lt=cut)),
                (AntigenTest, lambda cut: Q(started_at__lt=cut)),
                (Crossing, _past),
            ),
        ),
        Purpose(
            "checkpoints.lane",
            Text("货车等候与消毒", "Trucks that waited, disinfections"),
            "retention.record_days",
            **by_age(
                (TruckWait, lambda cut: Q(queued_at__lt=cut)),
                (Disinfection, lambda cut: Q(at__lt=cut)),
            ),
        ),
        Purpose(
            "checkpoints.passes",
            Text("通行证", "Passes"),
            "retention.pass_days",
            **by_age((Pass, lambda cut: Q(until__lt=cut))),
        ),
        Purpose(
            "checkpoints.shifts",
            Text("卡口班次与交班", "Shifts and hand-over notes"),
            "retention.duty_days",
            **by_age((HandOver, lambda cut: Q(at__lt=cut)), (Shift, lambda cut: Q(ends__lt=cut))),
        ),
    ),
    person=WithPerson(
        (),
        _forget,
        (
            Hold(
                "checkpoints.crossings",
                Text("卡口记录未到期", "a crossing is still within its days"),
                _crossed,
            ),
            Hold(
                "checkpoints.alarms",
                Text("放行告警没有人看", "nobody looked at an alarm"),
                _ringing,
            ),
        ),
    ),
    follows={label(Slipped): label(Crossing)},
    kept={label(Checkpoint): Text("没有个人信息", "nothing personal")},
)
