"""The two doors as a client speaks to them: a status, headers and bytes."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from django.test import Client


@dataclass
class Said:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Hot:
    """ASGI, without a socket."""

    def __init__(self, door: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.door, self.loop = door, loop

    def ask(self, method: str, path: str, body: bytes = b"", token: str = "") -> Said:
        return self.loop.run_until_complete(self._ask(method, f"/gate{path}", body, token))

    def together(self, asked: list[tuple[str, str, bytes, str]]) -> list[Said]:
        async def all_of_them() -> list[Said]:
            return list(await asyncio.gather(*(
                self._ask(method, f"/gate{path}", body, token)
                for method, path, body, token in asked
            )))  # fmt: skip

        return self.loop.run_until_complete(all_of_them())

    async def _ask(self, method: str, path: str, body: bytes, token: str) -> Said:
        sent: list[Any] = []
        heard = [
            {"type": "http.request", "body": body[:700], "more_body": True},
            {"type": "http.request", "body": body[700:], "more_body": False},
        ]

        async def receive() -> Any:
            return heard.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
        await self.door(
            {"type": "http", "method": method, "path": path, "headers": headers, "query_string": b"",
             "root_path": "", "scheme": "http", "server": ("gate", 80), "http_version": "1.1"},
            receive, send,
        )  # fmt: skip
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Said(sent[0]["status"], told, b"".join(one.get("body", b"") for one in sent[1:]))


class Ordinary:
    """The ordinary door, /api/gate/…"""

    def ask(self, method: str, path: str, body: bytes = b"", token: str = "") -> Said:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = Client(headers=headers, raise_request_exception=False).generic(
            method, f"/api/gate{path}", body, "application/json"
        )
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Said(answer.status_code, told, answer.content)
