"""Who had which power: the audit speaks of it, so it stays as long. Marks of sign-ins do not."""

from __future__ import annotations

from django.db.models import Q

from fangxian.ground.access.models import OperationAsked, PartTaken, SignInFailures
from fangxian.kernel.retention import Purpose, Retention, by_age
from fangxian.kernel.text import Text

_AUDIT = Text("审计引用账号与授权,与审计同存", "the audit speaks of it; kept as long")
_NOTHING = Text("没有个人信息", "nothing personal")

RETENTION = Retention(
    purposes=(
        Purpose(
            "access.failures",
            Text("登录失败的计数", "Sign-ins that failed"),
            "retention.login_days",
            **by_age((SignInFailures, lambda cut: Q(last_at__lt=cut))),
        ),
        Purpose(
            "access.parts",
            Text("两人审批的地址与设备标记", "Marks of who took which part of two"),
            "retention.part_days",
            **by_age((PartTaken, lambda cut: Q(at__lt=cut))),
        ),
        Purpose(
            "access.asked",
            Text("两人办理的提请,已办结或无人办理", "Operations of two people, settled or left"),
            "retention.part_days",
            **by_age(
                (
                    OperationAsked,
                    lambda cut: Q(decided_at__lt=cut) | Q(decided_at=None, asked_at__lt=cut),
                )
            ),
        ),
    ),
    kept={
        "access.Account": _AUDIT,
        "access.AccountGrant": _AUDIT,
        "access.Role": _NOTHING,
        "access.KeyMark": _NOTHING,
        "access.HolderNotice": Text("本人下次登录看过即删", "goes when its holder has seen it"),
    },
)
