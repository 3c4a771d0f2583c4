from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture
def county(db):
    from tests.rooms.tasks.county import make_county  # models exist only once Django is set up

    return make_county()


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield
