"""Who holds what: typed rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.ground.access import phones, rules
from fangxian.ground.access.acting import in_force, pair_from
from fangxian.ground.access.holders import SecondPeople, second_givers, second_people
from fangxian.ground.access.models import Account, AccountGrant, OperationAsked, Role
from fangxian.ground.access.shipped import shipped_roles
from fangxian.ground.access.what_it_gives import what_it_gives
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor, Scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, Concern, question, whole_register


def account_named(username: str) -> Account | None:
    """The open account of a sign-in name (commands, tests)."""
    return Account.objects.filter(username__iexact=username, is_active=True).first()


def place_of(account_id: int) -> str:
    found = Account.objects.filter(pk=account_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("账号", "The account"))
    return found


def place_of_grant(grant_id: int) -> str:
    found = AccountGrant.objects.filter(pk=grant_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("授权", "The grant"))
    return found


@dataclass(frozen=True)
class RoleRow:
    code: str
    name: Text
    permissions: tuple[str, ...]
    hands_out: tuple[str, ...]
    shipped: bool


def role_name(code: str) -> Text:
    """The name of a role, of this release or of the county's own; its code where there is none."""
    for one in shipped_roles():
        if one.code == code:
            return one.name
    row = Role.objects.filter(code=code).values_list("name_zh", "name_en").first()
    return Text(*row) if row else Text(code, code)


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
    awaiting: bool  # for a second officer
    why_two: Text  # what makes it take two officers; said while it waits
    asked_by_id: int | None


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
    pair_from: datetime | None  # None: may be one of two people
    hands: tuple[str, ...]  # names of those with whom it is one hand until a third confirms it
    grants: tuple[GrantRow, ...]

    @property
    def holds_any(self) -> bool:
        """Whether a grant is in force today; one that waits for a second officer is not."""
        return any(one.holds_today for one in self.grants)


@dataclass(frozen=True)
class RoleHolder:
    """Somebody who holds a role today. `phone`: the digits, for comparing and never for showing."""

    id: int
    username: str
    name: str
    phone: str
    second_factor: bool


def role_holders(role: str) -> tuple[RoleHolder, ...]:
    """The open accounts that hold a role today, by number."""
    held = in_force().filter(role__code=role, account__is_active=True)
    found = Account.objects.filter(pk__in=held.values("account")).order_by("pk")
    secured = set(_factors().filter(user__in=found).values_list("user", flat=True))
    return tuple(
        RoleHolder(
            one.pk,
            one.username,
            str(one),
            phones.open_phone(one.phone_sealed),
            one.pk in secured,
        )
        for one in found
    )


def holds(account_id: int, role: str, place: str) -> bool:
    """Whether an account holds a role over just this place today."""
    return in_force().filter(account=account_id, role__code=role, place=place).exists()


def count_empowered() -> int:
    """How many open accounts hold any right today."""
    held = in_force().filter(account__is_active=True)
    return held.values("account").distinct().count()


def accounts_with(needs: str) -> frozenset[int]:
    """The open accounts that hold a role with this permission today, anywhere."""
    held = in_force().filter(role__permissions__contains=[needs], account__is_active=True)
    return frozenset(held.values_list("account", flat=True))


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
        raise NotFound(what=Text("账号", "The account"))
    return _rows([found])[0]


BY_ITSELF = Text(
    "这个角色在这个范围内,一人不能单独授予。",
    "One officer alone may not give this role over this place.",
)
TOGETHER = Text(
    "同一个人单独授出的(各账号合计,含由其开设的账号授出的),加上这一项已超过一个村(看人员信息)或一个乡镇(卡口、场所)。",
    "With what one person has given alone, over all accounts and through accounts that they opened, "
    "this passes one village (for what shows people) or one township (barriers and venues).",
)


@dataclass(frozen=True)
class Waiting:
    """A grant that waits for a second officer. `gives`: what it lets its holder do; `second`: who may agree."""

    id: int
    account_id: int
    name: str
    username: str
    role_name: Text
    place: str
    asked_by_id: int | None
    asked_by: str
    asked_at: datetime
    why_two: Text
    gives: Text
    second: SecondPeople


@question(needs="access.read")
def waiting_grants(*, by: Actor) -> tuple[Waiting, ...]:
    """Grants of one's own area that wait for a second officer, the oldest first."""
    found = AccountGrant.objects.filter(
        by.scope("access.read").q(), awaiting=True, revoked_at__isnull=True
    ).select_related("account", "role", "asked_by")
    rows = list(found.order_by("granted_at", "pk"))
    return tuple(
        Waiting(
            row.pk,
            row.account_id,
            str(row.account),
            row.account.username,
            Text(row.role.name_zh, row.role.name_en),
            row.place,
            row.asked_by_id,
            str(row.asked_by or ""),
            row.granted_at,
            _why_two(row),
            what_it_gives(row.role.permissions),
            second,
        )
        for row, second in zip(rows, second_givers(rows), strict=True)
    )


@dataclass(frozen=True)
class AskedRow:
    """An operation of two people that waits for the second. `mine`: the reader asked for it.
    `concern`: whom it is about and what becomes of them; `second`: who may agree."""

    id: int
    operation: str
    given: dict[str, Any]
    because: str
    asked_by: str
    asked_at: datetime
    mine: bool
    concern: Concern
    second: SecondPeople


@question(needs=PUBLIC)
def operations_asked(
    operations: Sequence[str] = (), *, by: Actor, audited: bool = False
) -> tuple[AskedRow, ...]:
    """What waits for a second person, of all operations or these, among what one may do oneself; or
    (`audited`) whose audit one reads."""
    waiting = (
        OperationAsked.objects.filter(state="waiting").select_related("asked_by").order_by("pk")
    )
    known = whole_register()
    found = [
        (row, known[row.operation])
        for row in (waiting.filter(operation__in=operations) if operations else waiting)
        if row.operation in known  # none of a former release
        and by.may("audit.read" if audited else known[row.operation].needs, row.place or None)
    ]
    second: dict[int, SecondPeople] = {}
    for needs in {operation.needs for _, operation in found}:
        rows = [row for row, operation in found if operation.needs == needs]
        people = second_people(needs, [(row.place, row.asked_by_id) for row in rows])
        second |= {row.pk: one for row, one in zip(rows, people, strict=True)}
    return tuple(
        AskedRow(
            row.pk,
            row.operation,
            row.given,
            row.because,
            str(row.asked_by),
            row.asked_at,
            row.asked_by_id == by.account_id,
            operation.concern(**row.given),
            second[row.pk],
        )
        for row, operation in found
    )


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


def password_reset_at(account_id: int) -> datetime | None:
    """When an officer or the terminal last set an account's password anew; None: never."""
    found = Account.objects.filter(pk=account_id)
    return found.values_list("password_reset_at", flat=True).first()


def officers_of(account_id: int) -> tuple[str, ...]:
    """The names of those who may set an account's password anew, the nearest first."""
    place = place_of(account_id)
    held = in_force().filter(
        role__permissions__contains=[rules.GIVING], reach="place", account__is_active=True
    )
    rows = held.exclude(account=account_id).select_related("account").order_by("pk")
    near = sorted(
        (one for one in rows if place.startswith(one.place)), key=lambda one: -len(one.place)
    )
    return tuple(dict.fromkeys(str(one.account) for one in near))


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
    named = names_of(one for row in some for one in row.hands)
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
            pair_from=pair_from(row),
            hands=tuple(named[one] for one in row.hands if one in named),
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


def _why_two(row: AccountGrant) -> Text:
    return BY_ITSELF if rules.is_grave(row.role.permissions, row.place, row.reach) else TOGETHER


def _grant_row(row: AccountGrant, today: date) -> GrantRow:
    holds = (
        row.revoked_at is None
        and not row.awaiting
        and row.since <= today
        and (row.until is None or today <= row.until)
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
        awaiting=row.awaiting and row.revoked_at is None,
        why_two=_why_two(row),
        asked_by_id=row.asked_by_id,
    )
