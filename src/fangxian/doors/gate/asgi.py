"""The few lines of ASGI that the hot routes speak by themselves: Starlette routes and runs them,
its request and response objects would cost as much as the signature's check."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from fangxian.doors.gate.refusals import REFUSALS

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")


async def body_of(receive: Receive, most: int) -> bytes:
    """The whole body; ValueError when it is longer than `most` bytes."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            break
    if len(body) > most:
        raise ValueError(len(body))
    return body


def header(scope: Scope, wanted: bytes) -> bytes:
    return next((value for name, value in scope["headers"] if name == wanted), b"")


async def answer(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [JSON, NO_STORE, length, *headers],
        }
    )
    await send({"type": "http.response.body", "body": body})


class Refused(Exception):
    """`after`: seconds until it is worth coming back."""

    def __init__(self, status: int, code: str, *, after: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.after = status, code, after


async def refuse(send: Send, why: Refused) -> None:
    """A code, a sentence and a way out."""
    sentence, way_out = REFUSALS[why.code]
    said = {
        "code": why.code,
        "sentence": {"zh": sentence.zh, "en": sentence.en},
        "way_out": {"zh": way_out.zh, "en": way_out.en},
    }
    headers = [(b"retry-after", b"%d" % why.after)] if why.after else []
    await answer(send, why.status, msgspec.json.encode(said), *headers)
