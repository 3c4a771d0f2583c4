"""An entrance to a market, and both doors over the same test database."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def entrance(db):
    from tests.doors.gate.people import lay_out

    return lay_out()


@pytest.fixture
def gate(db):
    """ask = gate(door): the hot door in this process; its threads work on the test's connection,
    while this one waits."""
    from django.db import connections

    from fangxian.doors.gate.app import Door
    from tests.doors.gate.speaking import Hot

    connection = connections["default"]
    connection.inc_thread_sharing()
    threads = []

    def lent():
        thread = ThreadPoolExecutor(
            1, initializer=lambda: setattr(connections._connections, "default", connection)
        )
        threads.append(thread)
        return thread

    door = Door()
    for route in door.hot.values():
        route.batcher._thread.shutdown()
        route.batcher._thread = lent()
    door.hot["POST", "/gate/scan"]._bearers._thread = lent()
    loop = asyncio.new_event_loop()
    yield Hot(door, loop)
    for thread in threads:
        thread.shutdown()
    loop.close()
    connection.dec_thread_sharing()
