"""Browsers and field phones that let themselves be woken."""

from __future__ import annotations

from datetime import datetime

from fangxian.ground.notices.errors import NoPushService
from fangxian.ground.notices.models import PushSubscription
from fangxian.ground.notices.senders.keys import public_key
from fangxian.ground.notices.senders.push import from_browser, is_push_service
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb

LONGEST = 2_000  # letters of an address
POINT, SECRET = 65, 16  # bytes of a browser's key and of its secret


@verb(needs=PUBLIC, words=Text("开启浏览器提醒", "let a browser be reminded"))
def subscribe(
    endpoint: str,
    key: str,
    secret: str,
    *,
    by: Actor,
    door: str = "command",
    device_id: int | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Wake this browser for the actor's account; said again, it is seen again. One browser speaks for
    who subscribed it last. NoPushService for an address that is none, or keys that are none."""
    audit.note(subject="notices.subscription")
    if by.account_id is None:
        return
    if len(endpoint) > LONGEST or not is_push_service(endpoint) or not _are_keys(key, secret):
        raise NoPushService
    PushSubscription.objects.update_or_create(
        endpoint=endpoint,
        defaults={
            "account_id": by.account_id,
            "key": key,
            "secret": secret,
            "server_key": public_key(),
            "door": door,
            "device_id": device_id,
            "seen_at": clock.now(),
            "expires_at": expires_at,
        },
    )


@verb(needs=PUBLIC, words=Text("关闭浏览器提醒", "ended a browser's reminders"))
def unsubscribe(endpoint: str, *, by: Actor) -> int:
    """This browser of one's own, or all of them (""). Returns how many went."""
    audit.note(subject="notices.subscription")
    if by.account_id is None:
        return 0
    mine = PushSubscription.objects.filter(account_id=by.account_id)
    return (mine.filter(endpoint=endpoint) if endpoint else mine).delete()[0]


def _are_keys(key: str, secret: str) -> bool:
    try:
        point, shared = from_browser(key), from_browser(secret)
    except ValueError:
        return False
    return len(point) == POINT and point[0] == 4 and len(shared) == SECRET


def end_reminders(*, account_id: int | None = None, device_id: int | None = None) -> int:
    """Whose account or device is another's now is woken no more. In the caller's transaction. Returns
    how many went."""
    given = {"account_id": account_id} if account_id is not None else {"device_id": device_id}
    if device_id is None and account_id is None:
        return 0
    return PushSubscription.objects.filter(**given).delete()[0]
