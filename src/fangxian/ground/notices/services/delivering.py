"""From what was told to what a phone hears: gathered once, sent by its id, tried again until it is
accepted, refused or given up.

Nobody hears twice. What waits is taken into a delivery in one transaction; each attempt is written
down before it is made, under an id that stays the same. Of an attempt that was cut off nobody knows
how it ended: it is made again only where the other side knows an id that it has (a browser, a webhook);
elsewhere the delivery stays `unsure` and the bell has it all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.notices import rules
from fangxian.ground.notices.models import Delivery, PushSubscription, Recipient
from fangxian.ground.notices.queries import readable_now
from fangxian.ground.notices.senders.outcome import ACCEPTED, AGAIN, GONE, REFUSED, Outcome
from fangxian.ground.notices.senders.push import Browser, wake
from fangxian.ground.notices.senders.sms import SmsSender, sms_sender
from fangxian.kernel import clock

AT_ONCE = 500  # that wait, taken into deliveries in one transaction
SENT_AT_ONCE = 40
HANDS = 8
CUT_OFF = timedelta(minutes=2)  # an attempt that took longer ended with its process


def deliver_when_due() -> int:
    """Gather what is due, and send. By the clock. Returns how many were accepted."""
    while gather() == AT_ONCE:
        pass
    return send_due()


# ------------------------------------------------------------------ gathering


def gather() -> int:
    """Take what waits into deliveries, once. Returns how much was looked at."""
    with transaction.atomic():
        return _gather("push") + _gather("text")


def _gather(channel: str) -> int:
    now, due = clock.now(), f"{channel}_due"
    rows = list(
        Recipient.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("notification")
        .filter(**{f"{due}__lte": now})
        .order_by(due)[:AT_ONCE]
    )
    by_account: dict[int, list[Recipient]] = defaultdict(list)
    for row in rows:
        by_account[row.account_id].append(row)
    for account, some in by_account.items():
        _deliver(channel, account, some, now)
    Recipient.objects.filter(pk__in=[row.pk for row in rows]).update(**{due: None})
    return len(rows)


def _deliver(channel: str, account: int, some: Sequence[Recipient], now: datetime) -> None:
    """One to each phone of the account, of what it may read at this moment."""
    owner = access.Account.objects.filter(pk=account).first()
    actor = access.actor_for(owner, "notices", duty.units_of(account))
    unread = [row for row in some if row.read_at is None]
    found = readable_now(unread, actor)
    count = sum(len(row.numbers) for row in found)
    if not count:
        return
    phones: list[PushSubscription | None] = [None]
    if channel == "push":
        usable = PushSubscription.objects.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now), account_id=account
        )
        phones = list(usable.order_by("pk"))
    Delivery.objects.bulk_create(
        Delivery(
            account_id=account,
            channel=channel,
            subscription=phone,
            count=count,
            red=any(row.red for row in found),
            created_at=now,
            next_at=now,
        )
        for phone in phones
    )


# ------------------------------------------------------------------ sending


@dataclass(frozen=True, slots=True)
class _Message:
    """An attempt that was written down: all that it takes to make it without a database."""

    id: str
    attempts: int
    count: int
    red: bool
    browser: Browser | None
    subscription_id: int | None
    phone: str


def send_due(limit: int = 10 * SENT_AT_ONCE) -> int:
    """Make the attempts that are due. Returns how many were accepted."""
    sender = sms_sender()
    settle_cut_off(sender)
    accepted = looked = 0
    while looked < limit:
        claimed = _claim()
        if not claimed:
            break
        looked += len(claimed)
        with ThreadPoolExecutor(HANDS) as hands:  # they wait for others and touch no database
            said = list(hands.map(lambda one: _attempt(one, sender), claimed))
        for one, outcome in zip(claimed, said, strict=True):
            _settle(one, outcome)
            accepted += outcome.said == ACCEPTED
    return accepted


def settle_cut_off(sender: SmsSender) -> None:
    """What was being sent when its process died: again, or nobody knows."""
    cut = Delivery.objects.filter(state="sending", began_at__lt=clock.now() - CUT_OFF)
    if not sender.repeats_safely:
        cut.filter(channel="text").update(
            state="unsure", ended_at=clock.now(), fault="cut off while it was sent"
        )
    cut.update(state="due", next_at=clock.now())


def _claim() -> list[_Message]:
    """Write down that these attempts are being made; from here on they are ours alone."""
    now = clock.now()
    with transaction.atomic():
        rows = list(
            Delivery.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(state="due", next_at__lte=now)
            .order_by("-red", "next_at", "pk")[:SENT_AT_ONCE]
        )
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            state="sending", began_at=now, attempts=F("attempts") + 1
        )
    browsers = PushSubscription.objects.in_bulk([row.subscription_id for row in rows])
    return [_message(row, browsers.get(row.subscription_id or 0)) for row in rows]


def _message(row: Delivery, browser: PushSubscription | None) -> _Message:
    return _Message(
        str(row.pk),
        row.attempts + 1,
        row.count,
        row.red,
        Browser(browser.endpoint, browser.key, browser.secret) if browser else None,
        browser.pk if browser else None,
        access.phone_of(row.account_id) if row.channel == "text" else "",
    )


def _attempt(one: _Message, sender: SmsSender) -> Outcome:
    if one.browser:
        return wake(one.browser, one.id, one.count, red=one.red)
    if not one.phone:
        return Outcome(GONE, "no phone")
    try:
        return sender.send(one.phone, text_of(one.count, red=one.red), one.id)
    except Exception as fault:  # a county's own class  # noqa: BLE001
        return Outcome(AGAIN, type(fault).__name__)


def text_of(count: int, *, red: bool) -> str:
    """What an SMS says: nobody's name, no place, no kind of measure."""
    what = f"{count} 件新事项" + (",其中有警报" if red else "")
    return f"【防线】您有{what},请登录查看。"


STATES = {ACCEPTED: "sent", REFUSED: "refused", GONE: "dropped"}


def _settle(one: _Message, said: Outcome) -> None:
    """How the attempt ended; a browser that is gone is not asked again."""
    now = clock.now()
    row = Delivery.objects.filter(pk=one.id, state="sending", attempts=one.attempts)
    if said.said == AGAIN:
        wait = rules.wait_before(one.attempts)
        if wait is not None:
            row.update(state="due", next_at=now + max(wait, said.after or wait), fault=said.fault)
            return
    state = STATES.get(said.said, "failed")
    row.update(state=state, ended_at=now, fault=said.fault[:120])
    if said.said == GONE and one.subscription_id is not None:
        PushSubscription.objects.filter(pk=one.subscription_id).delete()
