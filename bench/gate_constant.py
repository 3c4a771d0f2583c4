"""The hot door with one more route that answers a constant: what the stack costs by itself.
Started by `bench.gate_code` as `fangxian gate` is."""

from __future__ import annotations

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import fangxian.doors.cli.gate_served as served
from fangxian.doors.gate.asgi import Receive, Scope, Send, answer, bearer

CONSTANT = {
    "code": "FX1:" + "A" * 240, "name": "测**", "colour": "green", "rank": 0,
    "zh": "没有限制措施(依据:新型冠状病毒肺炎防控方案(第八版))",
    "en": "No restriction (by the eighth edition of the national plan)",
    "now": 1652140800, "issued": 1652140800, "expires": 1652141400, "grace": 1652142000,
}  # fmt: skip
ENCODED = msgspec.json.encode(CONSTANT)


async def constant(request: Request) -> Response:
    """As anybody writes it with Starlette and msgspec."""
    _ = request.headers.get("authorization")
    return Response(msgspec.json.encode(CONSTANT), media_type="application/json")


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    """Not even an object for the request."""
    bearer(scope)
    await answer(send, 200, ENCODED)


class Beside:
    """The door, and beside it the two constants."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == "/bench/bare":
            await bare(scope, receive, send)
        else:
            await served.application(scope, receive, send)


served.application._starlette.router.routes.append(Route("/bench/constant", constant))
application = Beside()
