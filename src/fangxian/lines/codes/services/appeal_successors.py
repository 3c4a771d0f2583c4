"""An appeal does not outlive what it is against: it goes on against the standing that took that one's
stead for the same reason, or ends with it, and the resident is told so in words."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.codes.events import AppealsEnded
from fangxian.lines.codes.models import Appeal, Standing
from fangxian.lines.codes.wording import ended_words


def follow(person_ids: Collection[int] | None, by: Actor) -> int:
    """Bring the open appeals of these people (None: of everybody) in step with the standings that
    they are against; the caller holds their lines of the ledger. Returns how many ended."""
    now = clock.now()
    over = Q(standing__ended_at__isnull=False) | Q(standing__until__lte=now)
    found = Appeal.objects.filter(over, decided_at__isnull=True).select_related("standing")
    if person_ids is not None:
        found = found.filter(person_id__in=person_ids)
    ended = [one for one in found.order_by("pk") if not _carried(one)]
    for one in ended:
        one.answer, one.decided_at = end_of(one.standing).zh[:500], now
    Appeal.objects.bulk_update(ended, ["answer", "decided_at"])
    if ended:
        fact = AppealsEnded(
            appeal_ids=tuple(one.pk for one in ended),
            person_ids=tuple(sorted({one.person_id for one in ended})),
        )
        outbox.emit(fact, actor=by.name)
    return len(ended)


def end_of(standing: Standing) -> Text:
    """How a standing ended, as its appellant is told; of one that ran out the day it was to last."""
    at = standing.ended_at or standing.until or clock.now()
    return ended_words(standing.ended_how, at, standing.ended_why)


def _carried(appeal: Appeal) -> bool:
    """Whether it goes on against the standing that took the other's stead: about the same thing, for
    the same reason. Where that one is appealed against already, the earlier appeal ends."""
    gone = appeal.standing
    if gone.ended_how != "replaced":
        return False
    return _against(appeal, _same(gone, gone.person_id))


def hand_over(gone_id: int, kept_id: int) -> None:
    """Two records became one: what is appealed against of the one goes on against its copy."""
    for one in Appeal.objects.filter(person_id=gone_id, decided_at__isnull=True).order_by("pk"):
        _against(one, _same(one.standing, kept_id))


def hand_back(kept_id: int, gone_id: int) -> None:
    """They are parted again: what is appealed against of a copy goes on against what was copied."""
    found = Appeal.objects.filter(person_id=kept_id, decided_at__isnull=True)
    for one in found.filter(standing__clause__joined_from=gone_id).order_by("pk"):
        _against(one, _same(one.standing, gone_id))


def _same(gone: Standing, person_id: int) -> Standing | None:
    """What stands about a person of the same thing for the same reason."""
    alive = Q(until__isnull=True) | Q(until__gt=clock.now())
    found = Standing.objects.filter(
        alive,
        person_id=person_id,
        origin=gone.origin,
        key=gone.key,
        reason=gone.reason,
        ended_at__isnull=True,
    )
    return found.first()


def _against(appeal: Appeal, heir: Standing | None) -> bool:
    if heir is None or heir.appeals.filter(decided_at__isnull=True).exists():
        return False
    appeal.standing, appeal.person_id = heir, heir.person_id
    appeal.save(update_fields=["standing", "person"])
    return True
