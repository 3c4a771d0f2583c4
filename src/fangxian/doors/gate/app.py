"""The plan of the hot door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fangxian.doors.gate.asgi import Receive, Scope, Send
from fangxian.doors.gate.bearers import Bearers
from fangxian.doors.gate.checking import Checks
from fangxian.doors.gate.gathering import Gathering
from fangxian.doors.gate.scanning import Scans
from fangxian.doors.gate.showing import Codes
from fangxian.doors.gate.warming import warm


class Door:
    """An ASGI application: the three hot requests go straight to their routes, everything else
    (health, wrong methods and addresses, start and stop) is Starlette's."""

    def __init__(self) -> None:
        bearers = Bearers()
        scans, codes, checks = Scans(bearers), Codes(), Checks(bearers)
        self._hot: dict[tuple[str, str], Gathering[Any, Any]] = {
            ("POST", "/gate/scan"): scans,
            ("GET", "/gate/code"): codes,
            ("POST", "/gate/verify"): checks,
        }
        routes = [Route(path, one, methods=[method]) for (method, path), one in self._hot.items()]
        self._starlette = Starlette(
            routes=[*routes, Route("/gate/healthz", healthz)], lifespan=self._lifespan
        )

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        route = self._hot.get((scope.get("method", ""), scope.get("path", "")))
        return (route or self._starlette)(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        await asyncio.to_thread(warm)
        yield
        await asyncio.gather(*(route.batcher.close() for route in self._hot.values()))


def make() -> Door:
    """One door a process, with batches and connections of its own. Django must be set up."""
    return Door()


async def healthz(_request: Request) -> Response:
    return JSONResponse({"ok": True})
