"""Everything that notices offers."""

from fangxian.ground.notices.errors import NobodyToNotify, NoSuchTemplate, TemplateFaulty, TooMany
from fangxian.ground.notices.services import (
    TEMPLATES,
    NoticePhase,
    NoticeRow,
    template_for,
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
    "template_for",
    "write_notices",
]
