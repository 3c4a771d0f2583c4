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
from math import ceil
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LARGE = 32
HOLD = 0.008  # seconds
SLOWEST_REPLY = 1.0  # seconds: who would wait longer in here is told to come back instead
STEADY = 0.2  # weight of the latest batch in what an item is taken to cost


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
        self._pace = 0.0  # seconds an item, of late
        self._waiting: deque[tuple[T, asyncio.Future[R]]] = deque()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="gate")
        self._writer: asyncio.Task[None] | None = None

    def put(self, item: T) -> asyncio.Future[R]:
        """The result will come when the item is committed. Full when there is no room, or
        when what waits already will take too long at the pace of the last batches."""
        wait = len(self._waiting) * self._pace
        if len(self._waiting) >= self._room or wait > SLOWEST_REPLY:
            raise Full(max(1, ceil(wait)))
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        self._waiting.append((item, answer))
        if self._writer is None:
            self._writer = loop.create_task(self._drain())
        return answer

    async def _drain(self) -> None:
        last = 0
        try:
            while self._waiting:
                if last >= LARGE and len(self._waiting) < self._most:
                    await asyncio.sleep(HOLD)
                last = min(self._most, len(self._waiting))
                await self._written([self._waiting.popleft() for _ in range(last)])
        finally:
            self._writer = None

    async def _written(self, batch: list[tuple[T, asyncio.Future[R]]]) -> None:
        loop = asyncio.get_running_loop()
        began, items = loop.time(), [item for item, _ in batch]
        try:
            results = await loop.run_in_executor(self._thread, self._write, items)
        except Exception as fault:  # noqa: BLE001 each waiter is told, whatever it was
            for _, answer in batch:
                if not answer.done():
                    answer.set_exception(fault)
            return
        if len(batch) >= LARGE:  # of a small one nearly all is the price of a batch
            self._pace += STEADY * ((loop.time() - began) / len(batch) - self._pace)
        for (_, answer), result in zip(batch, results, strict=True):
            if not answer.done():  # its client may have gone
                answer.set_result(result)

    async def close(self) -> None:
        """Write what is queued, then stop."""
        while self._writer is not None:
            await asyncio.wait([self._writer])
        self._thread.shutdown()
