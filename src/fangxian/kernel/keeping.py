"""What the house itself keeps: the audit and what was told. Sessions go when they are over."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Q

from fangxian.kernel.retention import Purpose, Retention, by_age
from fangxian.kernel.text import Text

_IDS = Text(
    "只有编号与操作,至少六个月(网络安全法第二十一条)",
    "ids and deeds alone, for six months at least (Cybersecurity Law art. 21)",
)
_BARE = Text("没有个人信息", "nothing personal")


def _ended(cut_off: datetime) -> Q:
    return Q(expire_date__lt=cut_off)


RETENTION = Retention(
    purposes=(
        Purpose(
            "kernel.sessions", Text("已过期的登录", "Sessions that are over"),
            "retention.session_days", **by_age((Session, _ended)),
        ),
    ),
    kept={
        "kernel.AuditLine": _IDS, "kernel.FactRow": _IDS, "kernel.AuditHead": _BARE,
        "kernel.Reaction": _BARE, "kernel.RetentionRun": _BARE,
    },
)  # fmt: skip
