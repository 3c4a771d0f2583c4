"""What the public door remembers between two requests."""

from __future__ import annotations

from django.db.models import Q

from fangxian.doors.public.models import FiledFor, OwnPhone
from fangxian.kernel.clock import county
from fangxian.kernel.retention import Purpose, Retention, by_age
from fangxian.kernel.text import Text

RETENTION = Retention(
    purposes=(
        Purpose(
            "public.filed_for",
            Text("当日申报人数的摘要", "Digests of who was filed for on a day"),
            "retention.filed_for_days",
            **by_age((FiledFor, lambda cut: Q(day__lt=county(cut).date()))),
        ),
        Purpose(
            "public.own_phone",
            Text("未核对的电话填过的号码摘要", "Digests of numbers typed with phones unchecked"),
            "retention.record_days",
            **by_age((OwnPhone, lambda cut: Q(day__lt=county(cut).date()))),
        ),
    ),
    kept={
        "public.Asked": Text(
            "不可还原的摘要,下一个时段自行删除", "a digest; gone by the next window"
        ),
    },
)
