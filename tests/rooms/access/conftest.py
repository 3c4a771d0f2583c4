"""The account desk of the county, on a day in May 2022."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .cast import Desk


@pytest.fixture
def desk(db) -> Iterator[Desk]:
    from fangxian.ground.access import pages as access
    from fangxian.kernel import clock

    from .cast import Desk

    with clock.at("2022-05-10T08:00"):
        access.bootstrap()
        yield Desk()


@pytest.fixture
def first():
    from .officers import actor, old_account

    return actor(old_account("guan1", "account_officer"))


@pytest.fixture
def second():
    from .officers import actor, old_account

    return actor(old_account("guan2", "account_officer"))


@pytest.fixture
def newcomer(first):
    from fangxian.ground.access import pages as access

    from .officers import TOWN

    return access.open_account("xin", "新来的", TOWN, by=first).account_id
