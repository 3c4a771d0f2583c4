"""The two doors as a client speaks to them: a status, headers and bytes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import SimpleNamespace
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
    """RSGI, without a socket."""

    def __init__(self, door: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.door, self.loop = door, loop

    def ask(self, method: str, path: str, body: bytes = b"", token: str = "") -> Said:
        return self.loop.run_until_complete(self._ask(method, f"/gate{path}", body, token))

    def together(self, asked: list[tuple[str, str, bytes, str]]) -> list[Said]:
        async def all_of_them() -> list[Said]:
            return list(
                await asyncio.gather(
                    *(
                        self._ask(method, f"/gate{path}", body, token)
                        for method, path, body, token in asked
                    )
                )
            )

        return self.loop.run_until_complete(all_of_them())

    async def _ask(self, method: str, path: str, body: bytes, token: str) -> Said:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        heard = Heard(body)
        await self.door.__rsgi__(SimpleNamespace(method=method, path=path, headers=headers), heard)
        assert heard.said is not None
        return heard.said


class Heard:
    """A request whose body comes in parts, of a length that nobody told, and its answer."""

    def __init__(self, body: bytes) -> None:
        self.parts = [body[:700], body[700:]]
        self.said: Said | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self.parts:
            yield part

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert self.said is None
        self.said = Said(status, dict(headers), body)


class Ordinary:
    """The ordinary door, /api/gate/…"""

    def ask(self, method: str, path: str, body: bytes = b"", token: str = "") -> Said:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = Client(headers=headers, raise_request_exception=False).generic(
            method, f"/api/gate{path}", body, "application/json"
        )
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Said(answer.status_code, told, answer.content)
