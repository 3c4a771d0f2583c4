"""Which accounts hold a permission over a place, and which can be reached: for whoever tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from fangxian.ground.access import rules
from fangxian.ground.access.acting import in_force, pair_from
from fangxian.ground.access.models import Account, AccountGrant, OperationAsked
from fangxian.ground.access.phones import open_phone
from fangxian.ground.access.services import same_person
from fangxian.kernel.verb import whole_register


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
class AskedOfTwo:
    """An operation of two people that somebody asked for. `needs`: what the second must hold."""

    needs: str
    place: str
    asked_by_id: int | None
    waits: bool


def asked_for(asked_id: int) -> AskedOfTwo | None:
    """None where there is none, or the operation is of a former release."""
    row = OperationAsked.objects.filter(pk=asked_id).first()
    operation = whole_register().get(row.operation) if row else None
    if row is None or operation is None:
        return None
    return AskedOfTwo(operation.needs, row.place, row.asked_by_id, row.state == "waiting")


def grant_waiting(grant_id: int) -> AskedOfTwo | None:
    """A grant that waits for a second officer; None where none does."""
    row = AccountGrant.objects.filter(pk=grant_id, awaiting=True, revoked_at=None).first()
    return AskedOfTwo(rules.GIVING, row.place, row.asked_by_id, waits=True) if row else None


@dataclass(frozen=True, slots=True)
class SecondPeople:
    """Who may be the second of two people: names of some, and how many more there are."""

    names: tuple[str, ...] = ()
    more: int = 0


NAMED = 3


def second_people(needs: str, asked: Iterable[tuple[str, int | None]]) -> list[SecondPeople]:
    """Of each (place, account that took the first part), in order: open accounts that hold the permission
    over the place ("": anywhere), are not of the first one's hand and may be one of two; those of the
    narrowest area first. One query, and some for each account that asked."""
    held = in_force().filter(
        role__permissions__overlap=[needs, "*"], reach="place", account__is_active=True
    )
    ready = _ready(held)
    return [_second(ready, place, _hand(first)) for place, first in asked]


def second_givers(waiting: Iterable[AccountGrant]) -> list[SecondPeople]:
    """Of each grant that waits, in order: who may be its second officer, which is whoever may give that role
    there, and is one hand neither with who asked for it nor with whom it is for."""
    held = in_force().filter(reach="place", account__is_active=True).select_related("role")
    ready = _ready(held)
    powers: dict[int, list[rules.Power]] = defaultdict(list)
    for one in ready:
        power = rules.Power(
            frozenset(one.role.permissions), one.place, frozenset(one.role.hands_out)
        )
        powers[one.account_id].append(power)
    found = []
    for grant in waiting:
        role = grant.role
        may = {
            account
            for account, theirs in powers.items()
            if rules.may_give(theirs, role.code, role.permissions, grant.place)
        }
        fit = [one for one in ready if one.account_id in may]
        found.append(_second(fit, grant.place, _hand(grant.asked_by_id) | _hand(grant.account_id)))
    return found


def _ready(held: QuerySet[AccountGrant]) -> list[AccountGrant]:
    return [
        one
        for one in held.select_related("account", "role").order_by("account__name", "account_id")
        if not one.account.must_change_password and pair_from(one.account) is None
    ]


def _hand(account_id: int | None) -> set[int]:
    return same_person.all_of(account_id) if account_id else set()


def _second(ready: list[AccountGrant], place: str, hand: set[int]) -> SecondPeople:
    fit = [
        one
        for one in ready
        if place.startswith(one.place if place else "") and one.account_id not in hand
    ]
    narrowest = sorted(fit, key=lambda one: -len(one.place))
    names = dict.fromkeys((one.account_id, str(one.account)) for one in narrowest)
    shown = tuple(name for _, name in [*names][:NAMED])
    return SecondPeople(shown, len(names) - len(shown))
