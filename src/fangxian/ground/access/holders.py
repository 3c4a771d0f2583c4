"""Which accounts hold a permission over a place, and which can be reached: for whoever tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fangxian.ground.access.acting import in_force
from fangxian.ground.access.models import Account, OperationAsked
from fangxian.ground.access.phones import open_phone
from fangxian.kernel.verb import REGISTER


def holding(permission: str, place: str) -> frozenset[int]:
    """Open accounts that hold a permission over a place today."""
    held = in_force().filter(
        role__permissions__contains=[permission], reach="place", account__is_active=True
    )
    rows = held.values_list("account_id", "place")
    return frozenset(account for account, where in rows if place.startswith(where))


def speaking_for(permission: str, places: Iterable[str]) -> dict[str, frozenset[int]]:
    """Place → open accounts of which a grant with this permission is over just that place."""
    held = in_force().filter(
        role__permissions__contains=[permission],
        reach="place",
        account__is_active=True,
        place__in=set(places),
    )
    found: dict[str, set[int]] = defaultdict(set)
    for place, account in held.values_list("place", "account_id"):
        found[place].add(account)
    return {place: frozenset(accounts) for place, accounts in found.items()}


def open_among(account_ids: Collection[int]) -> frozenset[int]:
    """Those of these accounts that may sign in."""
    found = Account.objects.filter(pk__in=account_ids, is_active=True)
    return frozenset(found.values_list("pk", flat=True))


def with_phone(account_ids: Collection[int]) -> frozenset[int]:
    """Those of these open accounts that have a duty phone."""
    found = Account.objects.filter(
        pk__in=account_ids, is_active=True, phone_sealed__isnull=False
    ).exclude(phone_sealed=b"")
    return frozenset(found.values_list("pk", flat=True))


def phone_of(account_id: int) -> str:
    """The digits of an open account's duty phone, for whoever hands them to a carrier; "" for none."""
    found = Account.objects.filter(pk=account_id, is_active=True)
    return open_phone(found.values_list("phone_sealed", flat=True).first())


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation of two people that somebody asked for. `needs`: what the second must hold."""

    needs: str
    place: str
    asked_by_id: int
    waits: bool


def asked_for(asked_id: int) -> Asked | None:
    """None where there is none, or the operation is of a former release."""
    row = OperationAsked.objects.filter(pk=asked_id).first()
    if row is None or row.operation not in REGISTER:
        return None
    return Asked(REGISTER[row.operation].needs, row.place, row.asked_by_id, row.state == "waiting")
