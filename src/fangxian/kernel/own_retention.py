"""What the house itself keeps: the audit. Sessions go when they are over, facts when they were dealt
with and are old."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q

from fangxian.kernel.models import FactRow, Reaction
from fangxian.kernel.retention import Purpose, Retention, by_age
from fangxian.kernel.text import Text

_IDS = Text(
    "只有编号与操作,至少六个月(网络安全法第二十一条)",
    "ids and operations alone, for six months at least (Cybersecurity Law art. 21)",
)
_BARE = Text("没有个人信息", "nothing personal")


def _ended(cut_off: datetime) -> Q:
    return Q(expire_date__lt=cut_off)


def _told(cut_off: datetime) -> Q:
    """Facts to which nobody has to react any more."""
    due = Reaction.objects.filter(fact=OuterRef("pk"), done_at__isnull=True)
    return Q(~Exists(due), at__lt=cut_off)


RETENTION = Retention(
    purposes=(
        Purpose(
            "kernel.sessions",
            Text("已过期的登录", "Sessions that are over"),
            "retention.session_days",
            **by_age((Session, _ended)),
        ),
        Purpose(
            "kernel.facts",
            Text("已处理完的事实", "Facts that were dealt with"),
            "retention.fact_days",
            **by_age((FactRow, _told)),
        ),
    ),
    kept={
        "kernel.AuditLine": _IDS,
        "kernel.AuditHead": _BARE,
        "kernel.RetentionRun": _BARE,
        "kernel.ClockRun": _BARE,
        "kernel.Home": _BARE,
    },
    follows={"kernel.Reaction": "kernel.FactRow"},
)
