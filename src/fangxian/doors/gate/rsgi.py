"""The few lines of RSGI that the hot routes speak: granian's own interface, in which an answer is
one call. Under ASGI a request's body and the two parts of its answer cost a third more."""

from __future__ import annotations

import msgspec
from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

from fangxian.kernel.errors import Refusal

__all__ = ["HTTPProtocol", "Scope", "answer", "bearer", "body_of", "refuse"]

NO_STORE = ("cache-control", "no-store")
JSON = [("content-type", "application/json"), NO_STORE]
PROBLEM = [("content-type", "application/problem+json; charset=utf-8"), NO_STORE]


async def body_of(scope: Scope, protocol: HTTPProtocol, most: int) -> bytes:
    """The whole body; ValueError when it is longer than `most` bytes, before it is read where
    its length was told."""
    if (length := scope.headers.get("content-length")) is not None:
        if int(length) > most:
            raise ValueError(length)
        return await protocol()
    body = b""
    async for part in protocol:
        body += part
        if len(body) > most:
            raise ValueError(len(body))
    return body


def bearer(scope: Scope) -> str:
    """The token of "Authorization: Bearer …", "" when there is none."""
    scheme, _, token = scope.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme == "Bearer" else ""


def answer(protocol: HTTPProtocol, body: bytes) -> None:
    protocol.response_bytes(200, JSON, body)


def refuse(protocol: HTTPProtocol, why: Refusal) -> None:
    """A code, a sentence and a way out; `after`: seconds until it is worth coming back."""
    after = why.values.get("after")
    headers = [*PROBLEM, ("retry-after", str(after))] if after else PROBLEM
    body = msgspec.json.encode({**why.as_dict(), "fields": []})
    protocol.response_bytes(why.status, headers, body)
