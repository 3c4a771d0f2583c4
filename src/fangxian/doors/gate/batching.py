"""Adaptive micro-batches: whatever queued while the last write was busy is the next write.

A lone request is written at once, a thousand at the same time in one go. Only after a large
batch is there a moment's wait: those whom it answered are about to ask again, and the processor
is busy with them anyway, so that a few large writes cost less than many small ones.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LARGE = 32
HOLD = 0.008  # seconds
SLOWEST_REPLY = 2.0  # seconds that a client may be asked to wait before it comes back


class Full(Exception):
    """No room for more. `after`: seconds until it is worth trying again."""

    def __init__(self, after: int) -> None:
        super().__init__(after)
        self.after = after


class Batcher(Generic[T, R]):
    """`write` is called in one thread of its own, never twice at a time, with 1 to `most`
    items, and returns one result an item, in order. What it raises reaches every waiter of
    that batch: nothing of it was acknowledged, and its clients send it again."""

    def __init__(
        self, write: Callable[[Sequence[T]], Sequence[R]], *, most: int = 512, room: int = 4096
    ) -> None:
        self._write = write
        self._most = most
        self._room = room
        self._waiting: deque[tuple[T, asyncio.Future[R]]] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gate")
        self._writer: asyncio.Task[None] | None = None

    def put(self, item: T) -> asyncio.Future[R]:
        """The result will come when the item is committed. Full when there is no room."""
        if len(self._waiting) >= self._room:
            raise Full(round(SLOWEST_REPLY) or 1)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((item, answer))
        if self._writer is None:
            self._writer = loop.create_task(self._drain())
        return answer

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            last = 0
            while self._waiting:
                if last >= LARGE and len(self._waiting) < self._most:
                    await asyncio.sleep(HOLD)
                batch = [
                    self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))
                ]
                items, last = [item for item, _ in batch], len(batch)
                try:
                    results = await loop.run_in_executor(self._thread, self._write, items)
                except Exception as fault:  # noqa: BLE001 each waiter is told, whatever it was
                    for _, answer in batch:
                        if not answer.done():
                            answer.set_exception(fault)
                    continue
                for (_, answer), result in zip(batch, results, strict=True):
                    if not answer.done():  # its client may have gone
                        answer.set_result(result)
        finally:
            self._writer = None

    async def close(self) -> None:
        """Write what is queued, then stop."""
        while self._writer is not None:
            await asyncio.wait([self._writer])
        self._thread.shutdown()
