"""What an account was told: of it, only what it may read at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, QuerySet

from fangxian.ground.notices import rules
from fangxian.ground.notices.models import Delivery, NoticeChoice, PushSubscription, Recipient
from fangxian.ground.notices.services.telling import hours_of, usual_hours
from fangxian.ground.tasks import api as tasks
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import SIZE, Page
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, question

INSTRUCTION = "tasks.instruction"
NEWEST = 300  # how far back the list goes
COUNTED = 99  # beyond, the bell says 99+

KINDS = {
    "issued": Text("新指令", "New instructions"),
    "escalated": Text("逾期升级", "Late and escalated"),
    "refused": Text("被退回", "Refused"),
    "sent_back": Text("退回重办", "Sent back"),
    "urged": Text("被催办", "Reminded"),
    "second_yes": Text("待您同意", "Waits for your yes"),
    "alarm": Text("警报", "Alarm"),
    "mention": Text("提到您", "You were mentioned"),
    "decided": Text("已有决定", "Decided"),
}


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the bell. `numbers`: of those things that the reader may read now; `headline`: what
    the thing is called, where it is one; `new`: came since the bell was last opened."""

    id: int
    kind: str
    subject: str
    numbers: tuple[int, ...]
    place: str
    words: Text
    red: bool
    at: datetime
    read: bool
    new: bool
    headline: tasks.Headline | None = None


@question(needs=PUBLIC)
def unseen(*, by: Actor) -> int:
    """How many lines came since the bell was last opened and are unread, up to one more than COUNTED.
    Nobody's account has none."""
    if by.account_id is None:
        return 0
    since = _choice(by.account_id)
    found = _of(by.account_id).filter(read_at__isnull=True)
    if since and since.looked_at:
        found = found.filter(at__gt=since.looked_at)
    return len(_readable(list(found[: COUNTED + 1]), by, None))


@question(needs=PUBLIC)
def inbox(
    *, by: Actor, page: int = 1, size: int = SIZE, unread: bool = False, kind: str = ""
) -> Page[InboxRow]:
    """What happened, the newest first: of the newest three hundred."""
    if by.account_id is None:
        return Page((), 0, 1, size)
    choice = _choice(by.account_id)
    found = _of(by.account_id)
    found = found.filter(read_at__isnull=True) if unread else found
    found = found.filter(notification__kind=kind) if kind in KINDS else found
    rows = _readable(list(found[:NEWEST]), by, choice.looked_at if choice else None)
    page = max(page, 1)
    shown = rows[(page - 1) * size : page * size]
    return Page(_with_headlines(shown, by), len(rows), page, size)


@question(needs=PUBLIC)
def told(recipient_id: int, *, by: Actor) -> InboxRow | None:
    """One line of one's own; None where it is another's, or may not be read any more."""
    if by.account_id is None:
        return None
    found = _readable(list(_of(by.account_id).filter(pk=recipient_id)), by, None)
    return found[0] if found else None


def readable_now(recipients: Sequence[Recipient], by: Actor) -> list[InboxRow]:
    """Of what an account was told, that which it may read now, with those of its things."""
    return _readable(recipients, by, None)


def _of(account_id: int) -> QuerySet[Recipient]:
    rows = Recipient.objects.filter(account_id=account_id).select_related("notification")
    return rows.order_by("-at", "-pk")


def _choice(account_id: int) -> NoticeChoice | None:
    return NoticeChoice.objects.filter(account_id=account_id).first()


def _readable(
    recipients: Sequence[Recipient], by: Actor, looked_at: datetime | None
) -> list[InboxRow]:
    asked = {
        number
        for one in recipients
        if one.notification.subject == INSTRUCTION
        for number in one.notification.numbers
    }
    may = asked and by.may("tasks.read")
    instructions = tasks.readable(asked, by=by) if may else frozenset()
    rows = [_row(one, by, instructions, looked_at) for one in recipients]
    return [row for row in rows if row.numbers]


def _row(
    one: Recipient, by: Actor, instructions: frozenset[int], looked_at: datetime | None
) -> InboxRow:
    what = one.notification
    if what.subject == INSTRUCTION:
        numbers = tuple(number for number in what.numbers if number in instructions)
    else:
        numbers = tuple(what.numbers) if by.may(what.needs, what.place or None) else ()
    return InboxRow(
        one.pk,
        what.kind,
        what.subject,
        numbers,
        what.place,
        Text(what.words_zh, what.words_en),
        what.red,
        one.at,
        one.read_at is not None,
        one.read_at is None and (looked_at is None or one.at > looked_at),
    )


def _with_headlines(rows: Sequence[InboxRow], by: Actor) -> tuple[InboxRow, ...]:
    alone = {row.numbers[0] for row in rows if row.subject == INSTRUCTION and len(row.numbers) == 1}
    known = tasks.headlines(alone, by=by) if alone else {}
    return tuple(
        replace(row, headline=known.get(row.numbers[0]) if row.subject == INSTRUCTION else None)
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """How an account wants to hear, and what it comes to. `own_hours`: it chose them itself."""

    hours: rules.Hours
    usual: rules.Hours
    own_hours: bool
    digest: str  # "" as the county
    texts: bool
    browsers: int


@question(needs=PUBLIC)
def notice_choice(*, by: Actor) -> ChoiceRow:
    """One's own."""
    usual = usual_hours()
    row = _choice(by.account_id) if by.account_id is not None else None
    held = PushSubscription.objects.filter(account_id=by.account_id or 0)
    return ChoiceRow(
        hours_of(row, usual),
        usual,
        own_hours=bool(row and row.quiet_from is not None and row.quiet_until is not None),
        digest=row.digest if row else "",
        texts=bool(row and row.texts),
        browsers=held.count(),
    )


@dataclass(frozen=True, slots=True)
class SentCount:
    channel: str
    state: str
    count: int


@question(needs="audit.read")
def deliveries(*, by: Actor) -> tuple[SentCount, ...]:
    """How many messages stand how, by channel: counts alone."""

    rows = Delivery.objects.values_list("channel", "state").annotate(n=Count("pk"))
    return tuple(SentCount(*row) for row in rows.order_by("channel", "state"))
