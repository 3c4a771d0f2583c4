"""Which device knocks. Looked up once in half a minute; a revoked one is shut out by then."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fangxian.doors.entrance import devices
from fangxian.doors.gate.connecting import own_connection
from fangxian.doors.gate.rsgi import Scope, bearer

LASTS = 30.0
MOST = 20_000


class Bearers:
    def __init__(self) -> None:
        self._known: dict[str, tuple[float, asyncio.Future[devices.Entrance | None]]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gate-bearers")

    async def named(self, scope: Scope) -> devices.Entrance | None:
        """The device that knocks; None when it may not record. Hundreds of
        connections of one device wait for the same look."""
        shown = scope.headers.get("authorization", "")
        loop = asyncio.get_running_loop()
        found = self._known.get(shown)
        if found is None or found[0] < loop.time():
            if len(self._known) >= MOST:
                self._known.clear()
            look = loop.run_in_executor(self._thread, _look_up, bearer(scope))
            found = self._known[shown] = (loop.time() + LASTS, look)
        try:
            return found[1].result() if found[1].done() else await asyncio.shield(found[1])
        except Exception:
            self._known.pop(shown, None)
            raise


@own_connection
def _look_up(token: str) -> devices.Entrance | None:
    return devices.entrance_of(token)
