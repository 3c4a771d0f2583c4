"""Before Django's threads stands this: it hears a request whole, on the event loop, and only then
takes a thread for it. A thread that waited for an unfinished body would be lost to everybody
else, and there are few. What is too large or too slow is refused here.

granian speaks RSGI to it, and it speaks WSGI to Django, whose threads keep their connections.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from django.http import HttpResponseBase
from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

from config import failing
from fangxian.kernel.errors import Refusal
from fangxian.kernel.outages import Busy
from fangxian.kernel.text import Text

IN_MEMORY = 1024 * 1024  # a longer body waits in a file without a name: a kill leaves nothing
IDLE_SECONDS = 15.0
GRACE_SECONDS, SLOWEST = 30.0, 1_000  # after the grace, at least so many bytes a second
WHOLE = 8 * 1024 * 1024  # an answer up to here is handed over whole, and its thread is free
WAITING = 256  # requests that may wait for a thread; a further one is told to come back
BLOCK = 256 * 1024
ANSWER_SECONDS = 60.0  # how long a reader may take for a block

Headers = list[tuple[str, str]]
Application = Callable[[dict[str, Any], Callable[..., Any]], HttpResponseBase]


class TooLarge(Refusal):
    code = "cli.too_large"
    status = 413
    sentence = Text("一次最多上传 {most} MB。", "At most {most} MB at once.")
    way_out = Text(
        "请分成几个文件,或缩小照片后再传。", "Split the file, or make the picture smaller."
    )


class TooSlow(Refusal):
    code = "cli.too_slow"
    status = 408
    sentence = Text("上传中断太久,没有收完。", "The upload stalled and was not taken.")
    way_out = Text("请在网络好些时再传一次。", "Send it again when the network is better.")


class Front:
    """An RSGI application: one a process. `most`: the longest body, in bytes."""

    def __init__(self, application: Application, *, threads: int, most: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._most = most
        self._waiting = 0

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        if scope.proto != "http":
            return
        try:
            if self._waiting >= WAITING:
                raise Busy(after=3)
            body = await self._body(scope, protocol)
        except Refusal as why:
            _refuse(scope, protocol, why)
            return
        with body:
            self._waiting += 1
            try:
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._threads, self._answer, scope, protocol, body, loop)
            finally:
                self._waiting -= 1

    async def _body(self, scope: Scope, protocol: HTTPProtocol) -> IO[bytes]:
        """The whole body, from its start. TooLarge before it is read where its length was told;
        TooSlow."""
        told = scope.headers.get("content-length") or "0"
        if not (told.isascii() and told.isdigit()) or int(told) > self._most:
            raise TooLarge(most=self._most // 1024 // 1024)
        kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 closed by who reads it
        heard, began = 0, time.monotonic()
        try:
            async for part in _parts(protocol):
                heard += len(part)
                if heard > self._most:
                    raise TooLarge(most=self._most // 1024 // 1024)
                took = time.monotonic() - began
                if took > GRACE_SECONDS and heard < took * SLOWEST:
                    raise TooSlow
                kept.write(part)
        except BaseException:
            kept.close()
            raise
        kept.seek(0)
        return kept

    def _answer(
        self, scope: Scope, protocol: HTTPProtocol, body: IO[bytes], loop: asyncio.AbstractEventLoop
    ) -> None:
        """In a thread: Django's answer, handed over whole or, when it is long, block by block."""
        head: list[Any] = []
        made = self._application(environ(scope, body), lambda *told: head.extend(told))
        try:
            status, headers = int(head[0].split(" ", 1)[0]), head[1]
            blocks = iter(made)
            whole, left = _taken(blocks)
            if left is None:
                loop.call_soon_threadsafe(protocol.response_bytes, status, headers, whole)
                return
            stream = protocol.response_stream(status, headers)
            for block in itertools.chain((whole, left), blocks):
                _hand_over(stream, block, loop)
        finally:
            made.close()


async def _parts(protocol: HTTPProtocol) -> AsyncIterator[bytes]:
    heard = aiter(protocol)
    while True:
        try:
            yield bytes(await asyncio.wait_for(anext(heard), IDLE_SECONDS))
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise TooSlow from None


def _taken(blocks: Any) -> tuple[bytes, bytes | None]:
    """As much as may be handed over at once, and the block after it (None: that was all)."""
    whole = bytearray()
    for block in blocks:
        if len(whole) + len(block) > WHOLE:
            return bytes(whole), bytes(block)
        whole += block
    return bytes(whole), None


def _hand_over(stream: Any, block: bytes, loop: asyncio.AbstractEventLoop) -> None:
    for start in range(0, len(block), BLOCK):
        sent = asyncio.run_coroutine_threadsafe(_send(stream, block[start : start + BLOCK]), loop)
        sent.result(ANSWER_SECONDS)


async def _send(stream: Any, block: bytes) -> None:
    await stream.send_bytes(block)


def environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """A request as WSGI tells it. A header with an underscore is left out: it would stand for
    another one."""
    server, _, port = str(scope.server).rpartition(":")
    told: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": str(scope.client).rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input_terminated": True,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        between = "; " if key == "HTTP_COOKIE" else ","
        told[key] = f"{told[key]}{between}{value}" if key in told else value
    if scope.authority:
        told.setdefault("HTTP_HOST", scope.authority)
    body.seek(0, 2)
    told["CONTENT_LENGTH"] = str(body.tell())  # heard whole, also where it came in pieces
    body.seek(0)
    return told


def _refuse(scope: Scope, protocol: HTTPProtocol, why: Refusal) -> None:
    answer = failing.told(scope.path, scope.headers.get("cookie") or "", why)
    headers = [(name.lower(), value) for name, value in answer.items()]
    protocol.response_bytes(answer.status_code, [*headers, ("connection", "close")], answer.content)
