"""Requests are gathered while the last write is busy; each gets its own answer, or none."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from fangxian.doors.gate.batching import Batcher, Full


def test_what_comes_while_a_write_is_busy_is_the_next_write() -> None:
    sizes: list[int] = []
    first = threading.Event()

    def write(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        if len(sizes) == 1:
            first.wait(5)
        return [item * 2 for item in items]

    async def rush() -> list[int]:
        batcher = Batcher(write)
        waiting = [batcher.put(0)]
        await asyncio.sleep(0.02)
        waiting += [batcher.put(number) for number in range(1, 100)]
        first.set()
        answers = await asyncio.gather(*waiting)
        await batcher.close()
        return list(answers)

    assert asyncio.run(rush()) == [number * 2 for number in range(100)]
    assert sizes == [1, 99]


def test_no_batch_is_larger_than_most() -> None:
    sizes: list[int] = []

    def write(items: Sequence[int]) -> list[int]:
        sizes.append(len(items))
        return list(items)

    async def rush() -> None:
        batcher = Batcher(write, most=10)
        await asyncio.gather(*[batcher.put(number) for number in range(35)])
        await batcher.close()

    asyncio.run(rush())
    assert max(sizes) <= 10
    assert sum(sizes) == 35


def test_above_its_room_it_says_when_to_come_back_and_keeps_what_it_took() -> None:
    go = threading.Event()

    def write(items: Sequence[int]) -> list[int]:
        go.wait(5)
        return list(items)

    async def rush() -> list[int]:
        batcher = Batcher(write, most=2, room=5)
        taken = [batcher.put(0)]
        await asyncio.sleep(0.02)  # the writer holds it now
        taken += [batcher.put(number) for number in range(1, 6)]
        with pytest.raises(Full) as full:
            batcher.put(99)
        assert full.value.after >= 1
        go.set()
        answers = await asyncio.gather(*taken)
        await batcher.close()
        return list(answers)

    assert asyncio.run(rush()) == [0, 1, 2, 3, 4, 5]


def test_a_failed_write_is_told_to_its_own_waiters_only() -> None:
    def write(items: Sequence[str]) -> list[str]:
        if "bad" in items:
            raise ConnectionError
        return list(items)

    async def rush() -> list[object]:
        batcher = Batcher(write, most=1)
        asked = [batcher.put(word) for word in ("good", "bad", "better")]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        await batcher.close()
        return list(answers)

    good, bad, better = asyncio.run(rush())
    assert (good, better) == ("good", "better")
    assert isinstance(bad, ConnectionError)


def test_a_client_that_has_gone_does_not_disturb_the_others() -> None:
    go = threading.Event()

    def write(items: Sequence[int]) -> list[int]:
        go.wait(5)
        return list(items)

    async def rush() -> int:
        batcher = Batcher(write)
        gone, stays = batcher.put(1), batcher.put(2)
        await asyncio.sleep(0.02)
        gone.cancel()
        go.set()
        answer = await stays
        await batcher.close()
        return answer

    assert asyncio.run(rush()) == 2
