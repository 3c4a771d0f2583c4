"""What left the system with people in clear, in files, on paper or on a page: whoever hands out more of them
within a day than one does for their work is looked at, whichever door and room it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.facts import fact, name_of
from fangxian.kernel.models import FactRow

LATELY = timedelta(days=1)


@fact
class SentInClear:
    """An account, or the terminal (None), was given people in clear. `hand`: the accounts that count as
    one person with it; `person_ids`: those on record, `others`: how many rows name somebody else, `keys`:
    what names one person each that is on no record (a venue's contact)."""

    account_id: int | None
    hand: tuple[int, ...]
    name: str
    person_ids: tuple[int, ...]
    others: int
    place: str
    keys: tuple[str, ...] = ()


def tell_sent(
    person_ids: Collection[int],
    *,
    others: int = 0,
    keys: Collection[str] = (),
    place: str = "",
    by: Actor,
) -> None:
    """Called by every verb that hands people out in clear. Nobody handed out is told of nobody."""
    if not person_ids and not others and not keys:
        return
    told = SentInClear(
        account_id=by.account_id,
        hand=tuple(sorted(by.hand)),
        name=by.name[:80],
        person_ids=tuple(sorted(set(person_ids))),
        others=others,
        place=place,
        keys=tuple(sorted(set(keys))),
    )
    outbox.emit(told, actor=by.name)


def sent_lately(told: SentInClear) -> int:
    """How many people that hand was given in clear within a day: each of those on record, and each key, once."""
    whose = Q(payload__account_id__in=told.hand)
    if told.account_id is None:
        whose |= Q(payload__account_id=None, payload__name=told.name)
    since = clock.now() - LATELY
    rows = FactRow.objects.filter(whose, name=name_of(SentInClear), at__gt=since)
    people, others = set[int | str](), 0
    for payload in rows.values_list("payload", flat=True).iterator():
        people.update(payload["person_ids"], payload.get("keys", ()))
        others += payload["others"]
    return len(people) + others
