"""Devices: whose, where, last heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from fangxian.ground.access import api as access
from fangxian.ground.devices.models import Device
from fangxian.kernel import crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question

TOKEN = "devices.token"  # noqa: S105 what the token's index is about
READ = "devices.read"
TO_CLEAR = Q(sent__cleared_at=None) & ~Q(sent__how="decided")


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device; `waiting` counts what it sent that a human has to look at."""

    id: int
    name: str
    account_id: int
    holder: str
    unit_id: int | None
    tiles: tuple[str, ...]
    place: str
    station: str
    enrolled_at: datetime
    last_heard: datetime | None
    clock_off: int
    app_version: int | None
    revoked_at: datetime | None
    revoked_why: str
    waiting: int = 0


def device_of_token(token: str) -> DeviceRow | None:
    """The device that a token names, revoked or not; None when there is none."""
    index = crypto.blind_index(token.strip().upper(), about=TOKEN)
    found = list(Device.objects.filter(token_index=index))
    return _rows(found)[0] if found else None


def place_of(device_id: int) -> str:
    found = Device.objects.filter(pk=device_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("设备", "The device"))
    return found


@question(needs=READ)
def devices(
    page: int = 1, *, by: Actor, size: int = SIZE, revoked: bool = False, station: str = ""
) -> Page[DeviceRow]:
    """Devices of one's area, the longest unheard first."""
    found = _visible(by).annotate(waiting=Count("sent", filter=TO_CLEAR))
    if not revoked:
        found = found.filter(revoked_at=None)
    if station:
        found = found.filter(station=station)
    rows, total = cut(found.order_by("last_heard", "pk"), page, size)
    return Page(_rows(rows), total, page, size)


@question(needs=READ)
def device(device_id: int, *, by: Actor) -> DeviceRow:
    """One device. NotFound outside one's area."""
    found = list(_visible(by).filter(pk=device_id).annotate(waiting=Count("sent", filter=TO_CLEAR)))
    if not found:
        raise NotFound(what=Text("设备", "The device"))
    return _rows(found)[0]


def devices_of_account(account_id: int) -> list[int]:
    """An account's devices that are not revoked."""
    found = Device.objects.filter(account_id=account_id, revoked_at=None)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _visible(by: Actor) -> QuerySet[Device]:
    return Device.objects.filter(by.scope(READ).q(owner="account_id"))


def _rows(found: Sequence[Device]) -> tuple[DeviceRow, ...]:
    holders = access.names_of({row.account_id for row in found})
    return tuple(
        DeviceRow(
            row.pk,
            row.name,
            row.account_id,
            holders.get(row.account_id, ""),
            row.unit_id,
            tuple(row.tiles),
            row.place,
            row.station,
            row.enrolled_at,
            row.last_heard,
            row.clock_off,
            row.app_version,
            row.revoked_at,
            row.revoked_why,
            getattr(row, "waiting", 0),
        )
        for row in found
    )
