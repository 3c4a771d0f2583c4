"""What an account does with its own bell. Its own alone: no permission is asked for."""

from __future__ import annotations

from fangxian.ground.notices.errors import HoursWrong
from fangxian.ground.notices.models import NoticeChoice, Recipient
from fangxian.ground.notices.rules import DAY, DIGESTS
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb

SUBJECT = "notices.inbox"


@verb(needs=PUBLIC, words=Text("打开消息铃", "opened the bell"))
def look(*, by: Actor) -> None:
    """From now on only what comes later is new."""
    audit.note(subject=SUBJECT)
    if by.account_id is not None:
        NoticeChoice.objects.update_or_create(
            account_id=by.account_id, defaults={"looked_at": clock.now()}
        )


@verb(needs=PUBLIC, words=Text("消息记为已读", "marked messages read"))
def mark_read(recipient_id: int | None = None, *, by: Actor) -> int:
    """One line of one's own, or all of them (None). What is read wakes no phone any more. Returns how
    many were unread."""
    audit.note(subject=SUBJECT)
    if by.account_id is None:
        return 0
    mine = Recipient.objects.filter(account_id=by.account_id, read_at__isnull=True)
    found = mine if recipient_id is None else mine.filter(pk=recipient_id)
    return found.update(read_at=clock.now(), push_due=None, text_due=None)


@verb(needs=PUBLIC, words=Text("设置提醒方式", "chose how to be reminded"))
def choose_notices(
    *,
    by: Actor,
    quiet_from: int | None,
    quiet_until: int | None,
    digest: str = "",
    texts: bool = False,
) -> None:
    """How one wants to hear; None, None and "" are as the county set it. Minutes of the day.
    HoursWrong. What waits already keeps its time."""
    audit.note(subject=SUBJECT)
    given = [one for one in (quiet_from, quiet_until) if one is not None]
    if len(given) == 1 or any(not 0 <= one < DAY for one in given):
        raise HoursWrong
    if by.account_id is not None:
        NoticeChoice.objects.update_or_create(
            account_id=by.account_id,
            defaults={
                "quiet_from": quiet_from,
                "quiet_until": quiet_until,
                "digest": digest if digest in DIGESTS else "",
                "texts": texts,
            },
        )
