"""The watch on operations by hand: many in a short time, by one operator, at one place or for one
reason, ring the headquarters and the auditor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fangxian.ground.policy import api as policy
from fangxian.kernel import audit, clock, home, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes import terms
from fangxian.lines.codes.errors import AlreadyDecided, NoteMissing
from fangxian.lines.codes.events import AlarmRaised
from fangxian.lines.codes.models import Alarm, ManualStanding, OtherDecision
from fangxian.lines.codes.rules import Burst, Change, bursts
from fangxian.lines.codes.scheme import manual_reasons

KINDS = {
    "operator": terms.ALARM_OPERATOR,
    "place": terms.ALARM_PLACE,
    "reason": terms.ALARM_REASON,
}


def watch(edition: policy.Edition, account_id: int) -> None:
    """Count the window's operations; called by every operation by hand, as its last act. A burst that
    rings already only grows in number."""
    window = edition.must(terms.ALARM_MINUTES)
    since = clock.now() - window
    thresholds = {kind: edition.must(term) for kind, term in KINDS.items()}
    words = {code: one.label.zh for code, one in manual_reasons(edition).items()}
    for burst in bursts(changes_since(since, words), thresholds):
        _ring(burst, int(window.total_seconds() // 60))


def changes_since(since: datetime, words: Mapping[str, str]) -> list[Change]:
    """Proposals and approvals by hand, each an operation of the one who did it; of standings and of
    what other rooms decided. `words`: reasons of the pack's list."""
    proposed = ManualStanding.objects.filter(proposed_at__gt=since).values_list(
        "proposed_by_id", "proposed_by", "place", "reason"
    )
    approved = ManualStanding.objects.filter(
        decided_at__gt=since, decided_by_id__isnull=False, state__in=["approved", "withdrawn"]
    ).values_list("decided_by_id", "decided_by", "place", "reason")
    by_hand = [
        Change(account or 0, name, place, reason, words.get(reason, ""))
        for account, name, place, reason in [*proposed, *approved]
    ]
    return [*by_hand, *_elsewhere(since)]


def _elsewhere(since: datetime) -> list[Change]:
    columns = ("place", "reason", "reason_zh")
    proposed = OtherDecision.objects.filter(proposed_at__gt=since).values_list(
        "proposed_by_id", "proposed_by", *columns
    )
    decided = OtherDecision.objects.filter(decided_at__gt=since).values_list(
        "decided_by_id", "decided_by", *columns
    )
    return [Change(account or 0, *rest) for account, *rest in [*proposed, *decided]]


def _ring(burst: Burst, window: int) -> None:
    """One open alarm for each thing; while nobody has looked at it, its count goes up."""
    alarm, fresh = Alarm.objects.get_or_create(
        kind=burst.kind,
        about=burst.about,
        looked_at=None,
        defaults={
            "shown": burst.shown[:120],
            "count": burst.count,
            "threshold": burst.threshold,
            "minutes": window,
            "place": burst.place,
            "raised_at": clock.now(),
        },
    )
    if fresh:
        outbox.emit(
            AlarmRaised(
                alarm_id=alarm.pk,
                kind=burst.kind,
                about=burst.about,
                count=burst.count,
                place=burst.place,
            )
        )
    elif burst.count > alarm.count:
        alarm.count = burst.count
        alarm.save(update_fields=["count"])


def ring(kind: str, about: str, shown: str, place: str = "") -> None:
    """An alarm of what another room saw (an operation of two people from one hand): headquarters and
    the auditor have it beside the bursts. One that rings already rings on."""
    alarm, fresh = Alarm.objects.get_or_create(
        kind=kind,
        about=about[:120],
        looked_at=None,
        defaults={
            "shown": masked(shown)[:120],
            "count": 1,
            "threshold": 1,
            "minutes": 0,
            "place": place or home.county(),
            "raised_at": clock.now(),
        },
    )
    if fresh:
        outbox.emit(
            AlarmRaised(
                alarm_id=alarm.pk,
                kind=kind,
                about=about[:120],
                count=1,
                place=alarm.place,
            )
        )


def _place(alarm_id: int) -> str | None:
    return Alarm.objects.filter(pk=alarm_id).values_list("place", flat=True).first()


@verb(needs="codes.see_overrides", words=Text("处置集中改码", "closed an alarm"), at=_place)
def close_alarm(alarm_id: int, finding: str, *, by: Actor) -> None:
    """Say what was found. A further burst rings anew."""
    alarm = Alarm.objects.select_for_update().filter(pk=alarm_id).first()
    if alarm is None:
        raise NotFound(what=Text("这条警报", "This alarm"))
    if alarm.looked_at:
        raise AlreadyDecided(what=Text("这条警报", "This alarm"), state=alarm.looked_by)
    if not finding.strip():
        raise NoteMissing
    alarm.looked_at, alarm.looked_by = clock.now(), by.name[:80]
    alarm.finding = finding.strip()[:300]
    alarm.save(update_fields=["looked_at", "looked_by", "finding"])
    audit.note(subject=f"codes.alarm:{alarm.pk}", purpose=alarm.finding)
