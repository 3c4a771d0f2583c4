"""The plan of the hot door."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from fangxian.doors.entrance.refusals import NoSuchAddress, NoSuchMethod
from fangxian.doors.gate.bearers import Bearers
from fangxian.doors.gate.checking import Checks
from fangxian.doors.gate.gathering import Gathering
from fangxian.doors.gate.rsgi import HTTPProtocol, Scope, answer, refuse
from fangxian.doors.gate.scanning import Scans
from fangxian.doors.gate.showing import Codes
from fangxian.doors.gate.warming import warm

HEALTH = "/gate/healthz"


class Door:
    """An RSGI application: one a process, with batches and connections of its own. Django must
    be set up."""

    def __init__(self) -> None:
        bearers = Bearers()
        self.hot: dict[tuple[str, str], Gathering[Any, Any]] = {
            ("POST", "/gate/scan"): Scans(bearers),
            ("GET", "/gate/code"): Codes(),
            ("POST", "/gate/verify"): Checks(bearers),
        }

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        warm()

    def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> Awaitable[None]:
        route = self.hot.get((scope.method, scope.path), self._other)
        return route(scope, protocol)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """What was taken is written before the process ends."""
        closing = asyncio.gather(*(route.batcher.close() for route in self.hot.values()))
        loop.run_until_complete(closing)

    async def _other(self, scope: Scope, protocol: HTTPProtocol) -> None:
        if scope.path == HEALTH:
            answer(protocol, b'{"ok":true}')
        elif any(path == scope.path for _, path in self.hot):
            refuse(protocol, NoSuchMethod(method=scope.method[:10]))
        else:
            refuse(protocol, NoSuchAddress())
