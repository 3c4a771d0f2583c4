from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _evening():
    from django.core.cache import cache

    from tests.doors.command.stage import NOW

    cache.clear()
    with clock.at(NOW):
        yield
    cache.clear()


@pytest.fixture
def county(db):
    """Divisions, roles and units; nobody on the ledger."""
    from fangxian.lines.codes import code_reader
    from tests.doors.command.stage import ground

    ground()
    code_reader.forget()  # the keys of another test
