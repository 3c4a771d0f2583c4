"""Published lists are the legal ground of measures: they stay."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

_PUBLISHED = Text("公开发布的名单,是管控措施的依据", "published, and the ground of measures")
_FREED = Text("谁单独解除了哪里,与风险区同存", "who freed where alone; kept as the areas are")

RETENTION = Retention(
    kept=dict.fromkeys(
        (
            "zones.ZoneSource",
            "zones.Region",
            "zones.RiskArea",
            "zones.ZoneRegister",
            "zones.KeptListings",
        ),
        _PUBLISHED,
    )
    | {"zones.LeftOut": _PUBLISHED, "zones.FreedAlone": _FREED, "zones.PlacedAlone": _FREED}
)
