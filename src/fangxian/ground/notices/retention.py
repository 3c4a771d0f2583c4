"""How long it is kept what was told to whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from fangxian.ground.notices.models import (
    Delivery,
    Notification,
    PushSubscription,
    Recipient,
)
from fangxian.kernel import clock
from fangxian.kernel.retention import Purpose, Retention, by_age, label
from fangxian.kernel.text import Text


def _unseen(cut_off: datetime) -> Q:
    return Q(seen_at__lt=cut_off) | Q(expires_at__lt=clock.now())


RETENTION = Retention(
    purposes=(
        Purpose(
            "notices.told",
            Text("站内消息与发送记录", "What staff were told, and what was sent"),
            "retention.notice_days",
            **by_age(
                (Notification, lambda cut: Q(at__lt=cut)),
                (Delivery, lambda cut: Q(created_at__lt=cut)),
            ),
        ),
        Purpose(
            "notices.subscriptions",
            Text("浏览器提醒", "Reminders in a browser"),
            "notices.subscription_days",
            **by_age((PushSubscription, _unseen)),
        ),
    ),
    kept={
        "notices.NoticeChoice": Text(
            "本人的提醒设置,一个账号一行", "how an account wants to hear; one row each"
        )
    },
    follows={label(Recipient): label(Notification)},
)
