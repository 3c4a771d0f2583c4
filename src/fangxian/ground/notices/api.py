"""Everything that notices offers."""

from fangxian.ground.notices.errors import NobodyToNotify, NoSuchTemplate, TemplateFaulty, TooMany
from fangxian.ground.notices.services import (
    TEMPLATES,
    NoticePhase,
    NoticeRow,
    write_notices,
)

__all__ = [
    "TEMPLATES",
    "NoSuchTemplate",
    "NobodyToNotify",
    "NoticePhase",
    "NoticeRow",
    "TemplateFaulty",
    "TooMany",
    "write_notices",
]
