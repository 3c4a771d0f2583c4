"""A county with a market in one township and a clinic in another."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock

NOW = "2022-05-10T09:00"


@pytest.fixture(autouse=True)
def _morning():
    with clock.at(NOW):
        yield


@pytest.fixture
def market(db):
    from tests.rooms.venues.people import opened

    return opened("月河农贸市场", "农集贸市场", "610921102201")


@pytest.fixture
def clinic(db):
    from tests.rooms.venues.people import opened

    return opened("涧池镇卫生院", "医疗机构", "610921103201")
