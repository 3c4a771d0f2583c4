"""What becomes of the field's phones when their account changes hands."""

from __future__ import annotations

from fangxian.ground.access import reactions as access
from fangxian.ground.devices import api as devices
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept

WHY = kept(
    "账号密码已被重置:本机停用,请本人重新登录并登记",
    "the account's password was set anew: this device is shut; its owner signs in and enrols it again",
)

CONFIRMED = kept(
    "账号已确认本人:此前登记的本机停用,请本人重新登录并登记",
    "whose account it is was confirmed: a device of before is shut; its owner signs in and enrols it again",
)


def shut_out_phones(told: access.AccountHandedOver) -> None:
    """A password is set by an officer when its owner lost it, or somebody else has it: no phone
    that was set up with the old one outlives it. What such a phone kept it still hands in."""
    if told.what == "password_reset":
        _shut(told.account_id, WHY)


def shut_out_strangers(told: access.AccountConfirmed) -> None:
    """Whose account it is was said by a third person: phones of before may be another's."""
    _shut(told.account_id, CONFIRMED)


def _shut(account_id: int, why: str) -> None:
    for device_id in devices.devices_of_account(account_id):
        devices.revoke(device_id, why, by=SYSTEM, by_reset=True)
