"""Who had which power: the audit speaks of it, so it stays as long."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

_AUDIT = Text("审计引用账号与授权,与审计同存", "the audit speaks of it; kept as long")

RETENTION = Retention(
    kept={
        "access.Account": _AUDIT, "access.AccountGrant": _AUDIT,
        "access.Role": Text("没有个人信息", "nothing personal"),
    }
)  # fmt: skip
