"""Who holds what: typed rows, and the actor that a door hands to every verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.ground.access import phones
from fangxian.ground.access.models import Account, AccountGrant, Role
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, Actor, Grant, Reach, Scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question


def in_force(on: date | None = None) -> QuerySet[AccountGrant]:
    """Grants that hold on a day (default: today) and were not taken back."""
    day = on or clock.today()
    return AccountGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), since__lte=day, revoked_at__isnull=True
    )


def actor_for(
    account: AbstractBaseUser | AnonymousUser | None, door: str, unit_ids: Sequence[int] = ()
) -> Actor:
    """Who acts at a door, with the grants in force today: one query. Nobody signed in,
    or a closed account, holds nothing."""
    if not isinstance(account, Account) or not account.is_active:
        return Actor(None, NOBODY.name, door=door)
    held = in_force().filter(account=account).select_related("role").order_by("pk")
    return Actor(
        account_id=account.pk,
        name=str(account),
        grants=tuple(_as_grant(row) for row in held),
        unit_ids=tuple(unit_ids),
        door=door,
    )


def _as_grant(row: AccountGrant) -> Grant:
    reach: Reach = row.reach  # type: ignore[assignment] # the table's check knows the three
    return Grant(row.role.code, frozenset(row.role.permissions), row.place, reach)


def account_named(username: str) -> Account | None:
    """The open account of a sign-in name (commands, tests)."""
    return Account.objects.filter(username__iexact=username, is_active=True).first()


def place_of(account_id: int) -> str:
    found = Account.objects.filter(pk=account_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what="账号")
    return found


def place_of_grant(grant_id: int) -> str:
    found = AccountGrant.objects.filter(pk=grant_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what="授权")
    return found


@dataclass(frozen=True)
class RoleRow:
    code: str
    name: Text
    permissions: tuple[str, ...]
    hands_out: tuple[str, ...]
    shipped: bool


def roles() -> tuple[RoleRow, ...]:
    return tuple(
        RoleRow(
            role.code,
            Text(role.name_zh, role.name_en),
            tuple(role.permissions),
            tuple(role.hands_out),
            role.shipped,
        )
        for role in Role.objects.all()
    )


@dataclass(frozen=True)
class GrantRow:
    id: int
    role: str
    role_name: Text
    place: str
    reach: str
    since: date
    until: date | None
    granted_by: str  # a name; 系统 for the system
    revoked_at: datetime | None
    holds_today: bool


@dataclass(frozen=True)
class AccountRow:
    id: int
    username: str
    name: str
    phone: str  # masked
    place: str
    unit_id: int | None
    active: bool
    must_change_password: bool
    signed_in_at: datetime | None
    second_factor: bool
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True)
class AccountFilter:
    """`text` looks in names and sign-in names; `holding` is a role's code."""

    text: str = ""
    holding: str = ""
    place: str = ""
    with_closed: bool = False
    without_second_factor: bool = False


@question(needs="access.read")
def accounts(wanted: AccountFilter, page: int = 1, *, by: Actor) -> Page[AccountRow]:
    """Accounts within one's own area, by name."""
    found = _within(by.scope("access.read")).filter(_matches(wanted)).order_by("name", "pk")
    if wanted.without_second_factor:
        found = found.exclude(Exists(_factors().filter(user=OuterRef("pk"))))
    some, total = cut(found, page)
    return Page(_rows(some), total, page)


@question(needs="access.read")
def account(account_id: int, *, by: Actor) -> AccountRow:
    """One account of one's own area; NotFound for any other."""
    found = _within(by.scope("access.read")).filter(pk=account_id).first()
    if found is None:
        raise NotFound(what="账号")
    return _rows([found])[0]


@dataclass(frozen=True)
class AccountChoice:
    """An entry of a people picker."""

    id: int
    name: str
    place: str
    roles: tuple[Text, ...]


PICKER_LENGTH = 20


def accounts_in(
    scope: Scope, text: str = "", limit: int = PICKER_LENGTH
) -> tuple[AccountChoice, ...]:
    """Open accounts within a scope, for people pickers. An empty scope offers nobody."""
    found = _within(scope).filter(_matches(AccountFilter(text=text))).order_by("name", "pk")
    rows = list(found[:limit])
    held = _grants_of(rows, in_force())
    return tuple(
        AccountChoice(
            row.pk, str(row), row.place, tuple(grant.role_name for grant in held.get(row.pk, ()))
        )
        for row in rows
    )


def names_of(account_ids: Iterable[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in Account.objects.filter(pk__in=set(account_ids))}


def _within(scope: Scope) -> QuerySet[Account]:
    """Accounts looked after in the scope, or holding a power that reaches into it."""
    if scope.everything:  # its condition is empty, and an empty one vanishes beside an "or"
        return Account.objects.all()
    powers = AccountGrant.objects.filter(scope.q(), account=OuterRef("pk"), revoked_at=None)
    return Account.objects.filter(scope.q() | Q(Exists(powers)))


def _matches(wanted: AccountFilter) -> Q:
    met = Q() if wanted.with_closed else Q(is_active=True)
    if wanted.text:
        met &= Q(name__icontains=wanted.text) | Q(username__icontains=wanted.text)
    if wanted.place:
        met &= Q(place__startswith=wanted.place)
    if wanted.holding:
        met &= Q(pk__in=in_force().filter(role__code=wanted.holding).values("account_id"))
    return met


def _factors() -> QuerySet[Authenticator]:
    """Recovery codes alone are not a second factor."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=["totp", "webauthn"])
    return found


def _rows(some: Sequence[Account]) -> tuple[AccountRow, ...]:
    held = _grants_of(some, AccountGrant.objects.all())
    secured = set(_factors().filter(user__in=some).values_list("user_id", flat=True))
    return tuple(
        AccountRow(
            id=row.pk,
            username=row.username,
            name=str(row),
            phone=phones.mask_phone(row.phone_sealed),
            place=row.place,
            unit_id=row.unit_id,
            active=row.is_active,
            must_change_password=row.must_change_password,
            signed_in_at=row.signed_in_at,
            second_factor=row.pk in secured,
            grants=tuple(held.get(row.pk, ())),
        )
        for row in some
    )


def _grants_of(some: Sequence[Account], among: QuerySet[AccountGrant]) -> dict[int, list[GrantRow]]:
    found = among.filter(account__in=some).select_related("role", "granted_by").order_by("pk")
    by_account: dict[int, list[GrantRow]] = {}
    for row in found:
        by_account.setdefault(row.account_id, []).append(_grant_row(row, clock.today()))
    return by_account


def _grant_row(row: AccountGrant, today: date) -> GrantRow:
    holds = (
        row.revoked_at is None and row.since <= today and (row.until is None or today <= row.until)
    )
    return GrantRow(
        id=row.pk,
        role=row.role.code,
        role_name=Text(row.role.name_zh, row.role.name_en),
        place=row.place,
        reach=row.reach,
        since=row.since,
        until=row.until,
        granted_by=str(row.granted_by) if row.granted_by else "系统",
        revoked_at=row.revoked_at,
        holds_today=holds,
    )
