"""What has happened to posts."""

from __future__ import annotations

from datetime import date

from fangxian.kernel.facts import fact


@fact
class HolderUnseated:
    """Somebody left a post; `last_day` was the last. What they had in hand needs a successor."""

    holding_id: int
    unit_id: int
    account_id: int | None
    last_day: date
