"""The set-up: how far it came stays; links go when it is finished."""

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

_STAFF = Text("谁办完了开局", "who of the staff finished the set-up")
_LINKS = Text("带密钥的标记,完成开局时全部删除", "keyed marks; all go when the set-up is finished")

RETENTION = Retention(kept={"opening.Opening": _STAFF, "opening.Invitation": _LINKS})
