"""Hanyin with its divisions and units, on the tenth of May 2022."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def county(db):
    from tests.flows.county import Hanyin

    return Hanyin()
