"""What the public door remembers between two requests."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

RETENTION = Retention(
    kept={
        "public.Asked": Text(
            "不可还原的摘要,下一个时段自行删除", "a digest; gone by the next window"
        ),
        "public.FiledFor": Text(
            "不可还原的摘要,以后某日的第一次申报时自行删除",
            "digests; gone by the first filing of a later day",
        ),
    }
)
