"""What has happened to accounts."""

from __future__ import annotations

from datetime import date

from fangxian.kernel.facts import fact


@fact
class AccountClosed:
    """Somebody may no longer sign in; what they held or were assigned needs a successor."""

    account_id: int
    on: date
