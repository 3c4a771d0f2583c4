"""A device is handed out, posted somewhere else, or revoked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from fangxian.ground.access import api as access
from fangxian.ground.devices import errors
from fangxian.ground.devices.events import DeviceRevoked
from fangxian.ground.devices.models import Device
from fangxian.ground.devices.queries.devices import TOKEN, place_of
from fangxian.ground.devices.rules import TILES
from fangxian.kernel import audit, clock, crypto, ids, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

TOKEN_LETTERS = 32
MOST_NAMED = 3  # of those who may reset a password


@dataclass(frozen=True, slots=True)
class Enrolled:
    """`token` is told this once and kept nowhere in clear."""

    device_id: int
    token: str
    place: str


@verb(needs="devices.enrol", words=Text("启用终端", "enrolled a device"), at=lambda place: place)
def enrol(name: str, tiles: Sequence[str], place: str, *, by: Actor, station: str = "") -> Enrolled:
    """Hand a device to the account that acts, for these tiles, over `place` (its whole duty:
    what its bundle holds lies inside). After a phone of the account was shut, only with a password
    that was reset since. DeviceNameMissing, NoSuchTile, PasswordToBeReset."""
    if not name.strip():
        raise errors.DeviceNameMissing
    for tile in tiles:
        if tile not in TILES:
            raise errors.NoSuchTile(tile=tile, known="、".join(TILES))
    if by.account_id is None:  # the system carries no phone
        raise NotAllowed(permission="devices.enrol")
    _refuse_old_password(by.account_id)
    token = ids.token(TOKEN_LETTERS)
    made = Device.objects.create(
        name=name.strip()[:60],
        account_id=by.account_id,
        tiles=list(dict.fromkeys(tiles)),
        unit_id=by.unit_ids[0] if by.unit_ids else None,
        place=place,
        station=station,
        token_index=crypto.blind_index(token, about=TOKEN),
        enrolled_at=clock.now(),
    )
    audit.note(subject=f"devices.device:{made.pk}", place=place, tiles=list(tiles))
    return Enrolled(made.pk, token, place)


def _refuse_old_password(account_id: int) -> None:
    """A phone that was shut may be with somebody who knows the password."""
    lost = Device.objects.filter(account_id=account_id, shut_by_reset=False)
    shut = lost.aggregate(last=Max("revoked_at"))["last"]
    reset = access.password_reset_at(account_id)
    if shut is not None and (reset is None or reset <= shut):
        who = access.officers_of(account_id)[:MOST_NAMED]
        raise errors.PasswordToBeReset(who="、".join(who) or "指挥部")


@verb(
    needs="devices.manage",
    words=Text("终端换岗", "posted a device"),
    at=lambda device_id: place_of(device_id),
)
def post_at(device_id: int, station: str, *, by: Actor) -> None:
    """Say where a device stands from now on; "" for nowhere in particular."""
    Device.objects.filter(pk=device_id).update(station=station)
    audit.note(subject=f"devices.device:{device_id}", station=station)


@verb(
    needs="devices.manage",
    words=Text("停用终端", "revoked a device"),
    at=lambda device_id: place_of(device_id),
)
def revoke(device_id: int, why: str, *, by: Actor, by_reset: bool = False) -> bool:
    """A lost or returned device is shut out at once, and with it every session of the account that
    carries it: whoever has the phone may be signed in there. Its account sets up a phone again when
    its password was reset since; `by_reset`: that is why this one is shut. Returns whether it was not
    so already."""
    if not why.strip():
        raise errors.WordsMissing
    gone = Device.objects.filter(pk=device_id, revoked_at=None).update(
        revoked_at=clock.now(),
        revoked_by_id=by.account_id,
        revoked_why=why.strip()[:200],
        shut_by_reset=by_reset,
    )
    audit.note(subject=f"devices.device:{device_id}", purpose=why)
    if gone:
        access.end_sessions(Device.objects.values_list("account_id", flat=True).get(pk=device_id))
        outbox.emit(DeviceRevoked(device_id=device_id), actor=by.name)
    return bool(gone)
