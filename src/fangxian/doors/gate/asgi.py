"""The few lines of ASGI that the hot routes speak by themselves: Starlette holds the door, but
its request and response objects would cost as much as the signature's check."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from fangxian.kernel.errors import Refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

JSON = (b"content-type", b"application/json")
PROBLEM = (b"content-type", b"application/problem+json; charset=utf-8")
NO_STORE = (b"cache-control", b"no-store")


async def body_of(receive: Receive, most: int) -> bytes:
    """The whole body; ValueError when it is longer than `most` bytes."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= most:
        message = await receive()
        body += message.get("body", b"")
    if len(body) > most:
        raise ValueError(len(body))
    return body


def header(scope: Scope, wanted: bytes) -> bytes:
    for name, value in scope["headers"]:
        if name == wanted:
            return bytes(value)
    return b""


def bearer(scope: Scope) -> str:
    """The token of "Authorization: Bearer …", "" when there is none."""
    scheme, _, token = header(scope, b"authorization").decode("latin-1").partition(" ")
    return token.strip() if scheme == "Bearer" else ""


async def answer(
    send: Send,
    status: int,
    body: bytes,
    *more: tuple[bytes, bytes],
    kind: tuple[bytes, bytes] = JSON,
) -> None:
    headers = [kind, NO_STORE, (b"content-length", b"%d" % len(body)), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def refuse(send: Send, why: Refusal) -> None:
    """A code, a sentence and a way out; `after`: seconds until it is worth coming back."""
    after = why.values.get("after")
    headers = [(b"retry-after", str(after).encode())] if after else []
    body = msgspec.json.encode({**why.as_dict(), "fields": []})
    await answer(send, why.status, body, *headers, kind=PROBLEM)
