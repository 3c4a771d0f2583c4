"""Account officers of a month's standing, and what an account may."""

from __future__ import annotations

from fangxian.ground.access import api as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor

COUNTY, TOWN = "610921", "610921102"


def old_account(username: str, role: str, place: str = COUNTY) -> access.Account:
    """Somebody who has been there for a month, made by the terminal."""
    with clock.at("2022-04-10T08:00"):
        opened = access.open_account(username, username, place, by=SYSTEM)
        access.grant(opened.account_id, role, place, by=SYSTEM)
    return access.Account.objects.get(pk=opened.account_id)


def actor(account: access.Account, **where: str) -> Actor:
    """Whoever signed in with it and chose a password, be it a stranger."""
    account.must_change_password = False
    return access.actor_for(account, "test", **where)


def signed_in(account_id: int) -> int:
    """Its holder signed in with the one-time password and chose one of their own."""
    access.Account.objects.filter(pk=account_id).update(must_change_password=False)
    return account_id


def holds(account_id: int, permission: str) -> bool:
    return actor(access.Account.objects.get(pk=account_id)).may(permission)


def of(account_id: int) -> Actor:
    return actor(access.Account.objects.get(pk=account_id))
