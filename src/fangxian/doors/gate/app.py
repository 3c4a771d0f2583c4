"""The plan of the hot door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fangxian.doors.gate.bearers import Bearers
from fangxian.doors.gate.scanning import Scans

__all__ = ["make"]


def make() -> Starlette:
    """One door a process, with a batch and a connection of its own. Django must be set up."""
    scans = Scans(Bearers())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await scans.batcher.close()

    return Starlette(
        routes=[
            Route("/gate/scan", endpoint=scans, methods=["POST"]),
            Route("/gate/healthz", endpoint=healthz),
        ],
        lifespan=lifespan,
    )


async def healthz(_request: Request) -> Response:
    return JSONResponse({"ok": True})
