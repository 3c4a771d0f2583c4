"""Telling accounts what happened: once each, however often it is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.access import api as access
from fangxian.ground.notices import rules, terms
from fangxian.ground.notices.models import (
    NoticeChoice,
    Notification,
    PushSubscription,
    Recipient,
)
from fangxian.ground.notices.senders.sms import sms_is_on
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, home
from fangxian.kernel.text import Text

MOST = 500  # things that one notification names: what is more is told in several


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened, and whom it concerns.

    key      by which it is told once: "tasks.issued:7:12"
    kind     of `notices.KINDS`
    subject  what `numbers` count: "tasks.instruction"
    needs    the permission by which it may be read, over `place`; asked when somebody looks
    words    without a name or a number of anybody
    red      an alarm: phones hear of it at any hour
    due      when the first of it falls due, if it has a clock
    to       accounts
    """

    key: str
    kind: str
    subject: str
    numbers: tuple[int, ...]
    needs: str
    place: str
    words: Text
    to: frozenset[int]
    red: bool = False
    due: datetime | None = None


def tell(news: Iterable[News]) -> int:
    """Write it down for each account; phones hear of it when their owners want to. In the caller's
    transaction. Returns how many were told that were not before."""
    listed = [one for one in news if one.to and one.numbers]
    if not listed:
        return 0
    now = clock.now()
    Notification.objects.bulk_create([_row(one, now) for one in listed], ignore_conflicts=True)
    numbered = dict(
        Notification.objects.filter(key__in=[one.key for one in listed]).values_list("key", "pk")
    )
    phones = _phones({account for one in listed for account in one.to})
    rows = [
        phones.recipient(numbered[one.key], account, one, now)
        for one in listed
        for account in sorted(one.to)
    ]
    told = {(row.notification_id, row.account_id) for row in rows}
    known = Recipient.objects.filter(notification_id__in=numbered.values())
    before = told & set(known.values_list("notification_id", "account_id"))
    Recipient.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(told - before)


def _row(one: News, now: datetime) -> Notification:
    return Notification(
        key=one.key,
        kind=one.kind,
        subject=one.subject,
        numbers=list(one.numbers[:MOST]),
        needs=one.needs,
        place=one.place,
        words_zh=one.words.zh,
        words_en=one.words.en,
        red=one.red,
        at=now,
    )


@dataclass(frozen=True, slots=True)
class _Phones:
    """Whose phones may be woken, and when they want it."""

    hours: Mapping[int, rules.Hours]
    usual: rules.Hours
    subscribed: frozenset[int]
    texted: frozenset[int]  # by SMS, whatever it is
    reachable: frozenset[int]  # by SMS at all

    def recipient(self, number: int, account: int, news: News, now: datetime) -> Recipient:
        hours = self.hours.get(account, self.usual)
        due = clock.county(news.due) if news.due else None
        heard = rules.heard_at(clock.county(now), hours, red=news.red, due=due)
        texts = account in self.reachable and (news.red or account in self.texted)
        return Recipient(
            notification_id=number,
            account_id=account,
            at=now,
            push_due=heard if account in self.subscribed else None,
            text_due=heard if texts else None,
        )


def _phones(accounts: set[int]) -> _Phones:
    usual = usual_hours()
    chosen = list(NoticeChoice.objects.filter(account_id__in=accounts))
    subscribed = PushSubscription.objects.filter(account_id__in=accounts)
    return _Phones(
        {row.account_id: hours_of(row, usual) for row in chosen},
        usual,
        frozenset(subscribed.values_list("account_id", flat=True)),
        frozenset(row.account_id for row in chosen if row.texts),
        access.with_phone(accounts) if sms_is_on() else frozenset(),
    )


def usual_hours() -> rules.Hours:
    """As the county set them."""
    day, county = clock.today(), home.county()
    return rules.Hours(
        policy.setting(terms.QUIET_FROM, day, county),
        policy.setting(terms.QUIET_UNTIL, day, county),
        rules.digest_of(policy.setting(terms.DIGEST, day, county)),
        policy.setting(terms.DIGEST_AT, day, county),
    )


def hours_of(row: NoticeChoice | None, usual: rules.Hours) -> rules.Hours:
    """An account's own, where it chose any."""
    if row is None:
        return usual
    own = row.quiet_from is not None and row.quiet_until is not None
    return rules.Hours(
        row.quiet_from if own and row.quiet_from is not None else usual.quiet_from,
        row.quiet_until if own and row.quiet_until is not None else usual.quiet_until,
        row.digest or usual.digest,
        usual.digest_at,
    )
