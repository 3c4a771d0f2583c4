"""A constant as anybody answers it with Starlette and msgspec, on the same server with the same
settings as the hot door: `python -m bench.gate_constant PORT`."""

from __future__ import annotations

import sys

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

CONSTANT = {
    "code": "FX1:" + "A" * 240,
    "name": "测**",
    "colour": "green",
    "rank": 0,
    "zh": "没有限制措施(依据:新型冠状病毒肺炎防控方案(第八版))",
    "en": "No restriction (by the eighth edition of the national plan)",
    "now": 1652140800,
    "issued": 1652140800,
    "expires": 1652141400,
    "grace": 1652142000,
}


async def constant(request: Request) -> Response:
    _ = request.headers.get("authorization")
    return Response(msgspec.json.encode(CONSTANT), media_type="application/json")


application = Starlette(routes=[Route("/gate/healthz", constant)])

if __name__ == "__main__":
    from fangxian.doors.cli.gate import serve

    serve("bench.gate_constant:application", "127.0.0.1", int(sys.argv[1]), 2, "asgi")
