"""Whether the two of an operation of two people were two."""

from __future__ import annotations

from collections.abc import Iterable

from fangxian.ground.access.events import SameHands
from fangxian.ground.access.models import PartTaken
from fangxian.kernel import clock, outbox, verb
from fangxian.kernel.actor import Actor

AT_A_TIME = 2_000


def compare_parts(told: verb.PartTaken) -> None:
    """Keep who took a part from where; tell SameHands when another account took the other part
    of the same operation from the same device or address."""
    others = PartTaken.objects.filter(subject=told.subject).exclude(account_id=told.account_id)
    for how in ("device", "address"):
        mark = getattr(told, how)
        same = others.filter(**{how: mark}).order_by("-pk").first() if mark else None
        if same is not None:
            accounts = (same.account_id, told.account_id)
            outbox.emit(SameHands(subject=told.subject, how=how, account_ids=accounts))
            break
    PartTaken.objects.create(
        subject=told.subject,
        account_id=told.account_id,
        address=told.address,
        device=told.device,
        at=clock.now(),
    )


def keep_first_parts(subjects: Iterable[str], *, by: Actor) -> None:
    """What `by` just brought will take a second account, and by no verb of its own: bringing it is the
    first part. Nobody else can have taken one of these yet."""
    if by.account_id is None:
        return
    now = clock.now()
    rows = [
        PartTaken(
            subject=one, account_id=by.account_id, address=by.address, device=by.device, at=now
        )
        for one in subjects
    ]
    PartTaken.objects.bulk_create(rows, batch_size=AT_A_TIME)
