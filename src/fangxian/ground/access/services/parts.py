"""Whether the two of a deed of two people were two."""

from __future__ import annotations

from fangxian.ground.access.events import SameHands
from fangxian.ground.access.models import PartTaken
from fangxian.kernel import clock, outbox, verb


def compare_parts(told: verb.PartTaken) -> None:
    """Keep who took a part from where; tell SameHands when another account took the other part
    of the same deed from the same device or address."""
    others = PartTaken.objects.filter(subject=told.subject).exclude(account_id=told.account_id)
    for how in ("device", "address"):
        mark = getattr(told, how)
        same = others.filter(**{how: mark}).order_by("-pk").first() if mark else None
        if same is not None:
            accounts = (same.account_id, told.account_id)
            outbox.emit(SameHands(subject=told.subject, how=how, account_ids=accounts))
            break
    PartTaken.objects.create(
        subject=told.subject, account_id=told.account_id, address=told.address,
        device=told.device, at=clock.now(),
    )  # fmt: skip
