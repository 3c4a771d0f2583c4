"""Whose accounts are one hand: who knew an account's password can be both of two people."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from fangxian.ground.access import acting, rules
from fangxian.ground.access.models import Account, AccountGrant
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


def all_of(account_id: int) -> set[int]:
    """Every account that the person behind this one may act as: whoever knew its password, or theirs
    in turn, and all whose password one of those knew, until a third person confirmed whose it is."""
    return _followed(_followed({account_id}, "hands"), "held")


def _followed(begin: set[int], link: str) -> set[int]:
    found, fresh = {*begin}, {*begin}
    while fresh:
        linked = Account.objects.filter(pk__in=fresh).values_list(link, flat=True)
        fresh = {one for some in linked for one in some} - found
        found |= fresh
    return found


def given_alone(wanted: list[str], since: date, by: Actor) -> list[tuple[list[str], str]]:
    """What the hand behind `by` gave and no third person approved, to accounts that nobody else
    confirmed. What shows people counts on after its end, for village after village in turn is a
    county as well; a guard may be sent from barrier to barrier."""
    if by.account_id is None:
        return []
    hand = all_of(by.account_id)
    given = (
        AccountGrant.objects.filter(granted_by__in=hand, awaiting=False)
        .exclude(Q(approved_by__isnull=False) & ~Q(approved_by__in=hand))
        .exclude(acting.confirmed("account__") & ~Q(account__confirmed_by__in=hand))
    )
    of_people = rules.digits_alone(wanted) > rules.TOWNSHIP
    rows = given.order_by("pk").values_list("role__permissions", "place", "revoked_at", "until")
    return [
        (theirs, place)
        for theirs, place, revoked, until in rows
        if (of_people and rules.digits_alone(theirs) > rules.TOWNSHIP)
        or (revoked is None and (until is None or until >= since))
    ]


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
