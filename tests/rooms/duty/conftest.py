"""A county with its divisions and units, on a day in May 2022."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .cast import County


@pytest.fixture
def county(db) -> Iterator[County]:
    from fangxian.ground.access import pages as access
    from fangxian.ground.duty import api as duty
    from fangxian.ground.places import pages as places
    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM

    from .cast import ABOVE, HOME, County

    with clock.at("2022-05-10T08:00"):
        access.bootstrap()
        places.load_divisions([ABOVE, HOME], by=SYSTEM)  # the whole country takes seconds
        duty.bootstrap_units()
        yield County()
