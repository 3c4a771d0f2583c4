from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def town(db):
    from tests.rooms.codes.town import Town  # models exist only once Django is set up

    return Town()
