"""A forgotten PIN must not cost what a phone has not sent yet.

When a phone is enrolled it learns a share, locks its key a second time under it and forgets it.
The share follows from the device's number and the county's key, so nothing is kept for it; it is
told again only to the account that carries the phone, and only while the phone is not revoked.
"""

from __future__ import annotations

import hashlib
import hmac

from fangxian.ground.devices import errors
from fangxian.ground.devices.models import Device
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


def share_of(device_id: int) -> str:
    """64 hexadecimal digits. Called where the device has just been handed out."""
    said = str(device_id).encode()
    return hmac.digest(crypto.derived("field.share"), said, hashlib.sha256).hex()


@verb(needs="devices.enrol", words=Text("重设终端口令", "opened a device again"))
def open_again(device_id: int, *, by: Actor) -> str:
    """The share of the phone that the actor carries. NotFound for anybody else's,
    DeviceIsRevoked for one that was shut out."""
    carried = Device.objects.filter(pk=device_id).first()
    if carried is None or carried.account_id != by.account_id:
        raise NotFound(what=Text("设备", "The device"))
    audit.note(subject=f"devices.device:{device_id}", place=carried.place)
    if carried.revoked_at is not None:
        raise errors.DeviceIsRevoked(why=carried.revoked_why)
    return share_of(device_id)
