"""Before anything about an account is changed: two people, and only what one may give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from fangxian.ground.access import acting, errors, rules
from fangxian.ground.access.models import Account, AccountGrant, Role
from fangxian.ground.access.services import same_person
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text


def locked(account_id: int) -> Account:
    """The account, held until the end of the transaction; double-clicks queue up here."""
    found = Account.objects.select_for_update().filter(pk=account_id).first()
    if found is None:
        raise NotFound(what=Text("账号", "The account"))
    return found


def refuse_oneself(account_id: int, by: Actor) -> None:
    if by.account_id == account_id:
        raise errors.NotToOneself


def refuse_beyond_power(by: Actor, role: Role, place: str) -> None:
    _refuse(_powers(by), role, place)


def refuse_over_stronger(by: Actor, account: Account) -> None:
    """Whoever may set a password may become that person: so only for somebody whose
    every grant one could have given oneself."""
    powers = _powers(by)
    for grant in acting.in_force().filter(account=account).select_related("role"):
        _refuse(powers, grant.role, grant.place)


def is_grave(
    account_id: int,
    permissions: Iterable[str],
    place: str,
    reach: str,
    since: date,
    until: date | None,
    *,
    by: Actor,
) -> bool:
    """Whether this takes two officers: by itself, with what the account holds meanwhile, or with
    what the same hand gave alone to whomever."""
    wanted = [*permissions]
    if rules.is_grave(wanted, place, reach):
        return True
    meanwhile = Q(until__isnull=True) | Q(until__gte=since)
    held = AccountGrant.objects.filter(meanwhile, account=account_id, revoked_at__isnull=True)
    if until:
        held = held.filter(since__lte=until)
    if rules.goes_further(wanted, place, held.values_list("role__permissions", "place")):
        return True
    return rules.goes_further(wanted, place, same_person.given_alone(wanted, since, by))


def _powers(by: Actor) -> list[rules.Power]:
    held = [grant for grant in by.grants if grant.reach == "place"]
    hands_out = dict(
        Role.objects.filter(code__in={grant.role for grant in held}).values_list(
            "code", "hands_out"
        )
    )
    return [
        rules.Power(grant.permissions, grant.place, frozenset(hands_out.get(grant.role, ())))
        for grant in held
    ]


def _refuse(powers: Iterable[rules.Power], role: Role, place: str) -> None:
    if not rules.may_give(powers, role.code, role.permissions, place):
        raise errors.NotYoursToGive(role=role.name_zh, place=place)
