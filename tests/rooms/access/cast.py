"""People of the county: an officer, a chief, a township clerk."""

from __future__ import annotations

from datetime import date

from fangxian.ground.access import api as access
from fangxian.kernel.actor import SYSTEM, Actor

COUNTY, TOWN, OTHER_TOWN = "610921", "610921102", "610921103"


class Desk:
    """Makes accounts that hold what is asked, as the system would."""

    def somebody(self, username: str, *roles: tuple[str, str], place: str = COUNTY) -> int:
        opened = access.open_account(username, f"{username}同志", place, by=SYSTEM)
        for role, where in roles:
            access.grant(opened.account_id, role, where, since=date(2022, 1, 1), by=SYSTEM)
        return opened.account_id

    def actor(self, account_id: int) -> Actor:
        return access.actor_of(account_id, "test")

    def acting(self, username: str, *roles: tuple[str, str], place: str = COUNTY) -> Actor:
        return self.actor(self.somebody(username, *roles, place=place))
