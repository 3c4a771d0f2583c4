"""Which device knocks. Looked up once in half a minute; a revoked one is shut out by then."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections

from fangxian.doors.gate.asgi import Scope, header
from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty

LASTS = 30.0
MOST = 20_000
NEEDS = "venues.record"


class Bearers:
    def __init__(self) -> None:
        self._known: dict[bytes, tuple[float, str | None]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gate-bearers")

    async def named(self, scope: Scope) -> str | None:
        """The device's name in the ledger of visits; None when it may not record."""
        token = header(scope, b"authorization")
        loop = asyncio.get_running_loop()
        found = self._known.get(token)
        if found and found[0] > loop.time():
            return found[1]
        if len(self._known) >= MOST:
            self._known.clear()
        name = await loop.run_in_executor(self._thread, _look_up, token)
        self._known[token] = (loop.time() + LASTS, name)
        return name


def _look_up(header_value: bytes) -> str | None:
    scheme, _, token = header_value.decode("latin-1").partition(" ")
    if scheme != "Bearer" or not token:
        return None
    close_old_connections()
    device = devices.device_of_token(token)
    if device is None or device.revoked_at is not None:
        return None
    account = access.Account.objects.filter(pk=device.account_id).first()
    actor = access.actor_for(account, "gate", unit_ids=duty.units_of(device.account_id))
    return f"device:{device.id}" if actor.may(NEEDS, device.place) else None
