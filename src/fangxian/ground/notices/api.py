"""Everything that notices offers."""

from fangxian.ground.notices.errors import (
    NobodyToNotify,
    NoSuchTemplate,
    TemplateFaulty,
    TooManyNotices,
)
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
    "TooManyNotices",
    "template_for",
    "write_notices",
]
