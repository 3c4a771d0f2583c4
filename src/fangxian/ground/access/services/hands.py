"""Whose accounts are one hand: who knew an account's password can be both of two people."""

from __future__ import annotations

from fangxian.ground.access.models import Account
from fangxian.kernel.actor import Actor


def known_to(account: Account, by: Actor, *, further: bool = True) -> None:
    """Somebody else knows the account's password now. `further`: so can whoever knew theirs; an
    officer who opens accounts is not by that everybody who once opened the officer's."""
    if by.account_id is None:
        return
    theirs = Account.objects.select_for_update().filter(pk=by.account_id).first()
    knew = set(theirs.hands) if theirs and further and theirs.handed_over_at else set()
    account.hands = sorted({*account.hands, by.account_id, *knew} - {account.pk})
    Account.objects.filter(pk=account.pk).update(hands=account.hands)
    for other in Account.objects.select_for_update().filter(pk__in=account.hands).order_by("pk"):
        other.held = sorted({*other.held, account.pk})
        other.save(update_fields=["held"])


def forget(account: Account, *, but: int | None) -> None:
    """A third person confirmed whose account it is; `but` is that person: with them it stays one
    hand where it was."""
    rest = [one for one in account.hands if one == but]
    freed = set(account.hands) - {but}
    for other in Account.objects.select_for_update().filter(pk__in=freed).order_by("pk"):
        other.held = [one for one in other.held if one != account.pk]
        other.save(update_fields=["held"])
    account.hands = rest
    Account.objects.filter(pk=account.pk).update(hands=rest)
