"""Units by place and by member, posts and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from fangxian.ground.access import api as access
from fangxian.ground.duty.models import ChargeRole, Holding, Post, Unit
from fangxian.kernel import clock
from fangxian.kernel.actor import Scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text

PREFIX_LENGTHS = (2, 4, 6, 9, 12, 15)


@dataclass(frozen=True)
class UnitRow:
    id: int
    kind: str
    name: str
    place: str
    parent_id: int | None
    public_phone: str = ""


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(unit.pk, unit.kind, unit.name, unit.place, unit.parent_id, unit.public_phone)


def open_units() -> QuerySet[Unit]:
    return Unit.objects.filter(closed_on__isnull=True)


def holding_on(on: date | None = None) -> Q:
    """The condition of a holding in force on a day (default: now, when a night that began yesterday
    may not be over)."""
    day = on or clock.today()
    in_force = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    if on is not None:
        return in_force
    hour = clock.now().astimezone(clock.COUNTY_TIME).hour
    return in_force | Q(until=day - timedelta(days=1), until_hour__gt=hour)


def not_over(on: date | None = None) -> Q:
    """In force on a day or only beginning later."""
    day = on or clock.today()
    return Q(until__isnull=True) | Q(until__gte=day)


def units_over(place: str) -> tuple[UnitRow, ...]:
    """The units around a place, the widest first; the nearest one of each kind."""
    above = [place[:length] for length in PREFIX_LENGTHS if length <= len(place)]
    found = open_units().filter(place__in=above).exclude(kind="task_force")
    by_kind = {unit.kind: unit for unit in sorted(found, key=lambda unit: len(unit.place))}
    return tuple(_unit_row(unit) for unit in by_kind.values())


def units_for(place: str) -> dict[str, int]:
    """Kind → id of the unit that answers for a place; the nearest one of each kind.

    "610921102201" gives its village, its township and the county's headquarters. One
    query; for many places ask `units_by_place` once.
    """
    return {unit.kind: unit.id for unit in units_over(place)}


def unit_for(place: str, kind: str) -> UnitRow | None:
    return next((unit for unit in units_over(place) if unit.kind == kind), None)


def whom_to_call(place: str) -> tuple[UnitRow, ...]:
    """The village, the township and headquarters of a place, the nearest first: whom its
    people ask. A unit without a public phone is named all the same."""
    near = {unit.kind: unit for unit in units_over(place)}
    return tuple(near[kind] for kind in ("village", "township", "headquarters") if kind in near)


def phones_for(places: Iterable[str]) -> dict[str, str]:
    """Place → the public phone of the nearest unit around it that has one. One query."""
    asked = set(places)
    found = open_units().exclude(public_phone="").exclude(kind__in=("task_force", "grid"))
    known = dict(found.values_list("place", "public_phone"))
    return {
        place: next((known[place[:n]] for n in (12, 9, 6, 4, 2) if place[:n] in known), "")
        for place in asked
    }


def units_by_place() -> dict[tuple[str, str], int]:
    """(kind, place) → id of every open unit but the task forces: for bulk work."""
    found = open_units().exclude(kind="task_force").values_list("kind", "place", "pk")
    return {(kind, place): pk for kind, place, pk in found}


def staffed_units() -> frozenset[int]:
    """The open units in which somebody holds a post today: for bulk work."""
    held = Holding.objects.filter(
        holding_on(), Q(account=None) | Q(account__closed_at=None), post__unit__closed_on=None
    )
    return frozenset(held.values_list("post__unit_id", flat=True))


def seated_accounts() -> frozenset[int]:
    """The accounts that hold a post of an open unit today."""
    held = Holding.objects.filter(holding_on(), post__unit__closed_on=None).exclude(account=None)
    return frozenset(held.values_list("account_id", flat=True))


def unit(unit_id: int) -> UnitRow | None:
    found = Unit.objects.filter(pk=unit_id).first()
    return _unit_row(found) if found else None


def units(scope: Scope, kind: str = "") -> tuple[UnitRow, ...]:
    """Open units of a scope from the top of the tree downwards."""
    found = open_units().filter(scope.q()).order_by("place", "kind", "pk")
    return tuple(_unit_row(row) for row in (found.filter(kind=kind) if kind else found))


def names_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """Unit id → name, closed ones too."""
    return dict(Unit.objects.filter(pk__in=set(unit_ids)).values_list("pk", "name"))


def public_phones_of(unit_ids: Iterable[int]) -> dict[int, str]:
    """Unit id → its own public phone; those without one are absent."""
    found = Unit.objects.filter(pk__in=set(unit_ids)).exclude(public_phone="")
    return dict(found.values_list("pk", "public_phone"))


def units_of(account_id: int | None) -> tuple[int, ...]:
    """The open units in which an account holds a post today."""
    if account_id is None:
        return ()
    held = Holding.objects.filter(
        holding_on(), account_id=account_id, post__unit__closed_on__isnull=True
    )
    return tuple(sorted(set(held.values_list("post__unit_id", flat=True))))


def with_posts(account_ids: Iterable[int]) -> frozenset[int]:
    """Those of these accounts that hold a post in an open unit today."""
    held = Holding.objects.filter(
        holding_on(), account_id__in=set(account_ids), post__unit__closed_on__isnull=True
    )
    return frozenset(one for one in held.values_list("account_id", flat=True) if one is not None)


my_units = units_of


def place_of_unit(unit_id: int) -> str:
    return _place(Unit.objects.filter(pk=unit_id).values_list("place", flat=True), "单位")


def place_of_post(post_id: int) -> str:
    return _place(Post.objects.filter(pk=post_id).values_list("unit__place", flat=True), "岗位")


def place_of_holding(holding_id: int) -> str:
    found = Holding.objects.filter(pk=holding_id).values_list("post__unit__place", flat=True)
    return _place(found, "任职")


def _place(found: QuerySet[Any, str], what: str) -> str:
    place = found.first()
    if place is None:
        raise NotFound(what=what)
    return place


def overlapping(post: Post, key: str, since: date, until: date | None) -> str:
    """The name of who stands in the way of a new holding."""
    rows = Holding.objects.filter(Q(until__isnull=True) | Q(until__gte=since), post=post)
    rows = rows.filter(since__lte=until) if until else rows
    rows = rows if post.single else rows.filter(holder_key=key)
    return rows.values_list("holder_name", flat=True).first() or ""


@dataclass(frozen=True)
class PostRow:
    id: int
    unit_id: int
    title: str
    role_code: str
    single: bool


def posts(unit_id: int) -> tuple[PostRow, ...]:
    """The open posts of a unit."""
    found = Post.objects.filter(unit_id=unit_id, closed_on=None).order_by("pk")
    return tuple(
        PostRow(post.pk, post.unit_id, post.title, post.role_code, post.single) for post in found
    )


@dataclass(frozen=True)
class MemberRow:
    """Somebody on a post. `phone` is masked."""

    holding_id: int
    unit_id: int
    post_id: int
    title: str
    name: str
    phone: str
    account_id: int | None
    person_id: int | None
    since: date
    until: date | None


def members(unit_id: int, on: date | None = None) -> tuple[MemberRow, ...]:
    """Who holds a post in a unit on a day (default: today), in the order of its posts."""
    return members_of([unit_id], on).get(unit_id, ())


def members_of(unit_ids: Sequence[int], on: date | None = None) -> dict[int, tuple[MemberRow, ...]]:
    """The members of many units in one query."""
    found = (
        Holding.objects.filter(holding_on(on), post__unit_id__in=unit_ids)
        .select_related("post")
        .order_by("post_id", "holder_name")
    )
    by_unit: dict[int, list[MemberRow]] = {}
    for row in found:
        by_unit.setdefault(row.post.unit_id, []).append(member_row(row))
    return {unit_id: tuple(rows) for unit_id, rows in by_unit.items()}


def member_row(row: Holding) -> MemberRow:
    return MemberRow(
        holding_id=row.pk,
        unit_id=row.post.unit_id,
        post_id=row.post_id,
        title=row.post.title,
        name=row.holder_name,
        phone=access.mask_phone(row.phone_sealed),
        account_id=row.account_id,
        person_id=row.person_id,
        since=row.since,
        until=row.until,
    )


@dataclass(frozen=True)
class ChargeRoleRow:
    code: str
    name: Text
    required: bool
    source: str


def charge_roles() -> tuple[ChargeRoleRow, ...]:
    """The roles of 五包一 in use in this county, in its order."""
    return tuple(
        ChargeRoleRow(row.code, Text(row.name_zh, row.name_en), row.required, row.source)
        for row in ChargeRole.objects.filter(in_use=True)
    )
