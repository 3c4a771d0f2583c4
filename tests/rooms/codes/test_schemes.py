"""The look of a colour of which no pack says anything any more."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.lines.codes import pages as codes

pytestmark = pytest.mark.django_db
BEFORE = "2019-01-01T08:00"  # the first pack came later


def test_a_colour_of_which_no_pack_speaks_is_read_as_the_worst():
    """Of a disease without a pack, then and now; and of a day before the first pack."""
    scheme = codes.scheme_on(clock.today())
    with clock.at(BEFORE):
        then = clock.now()
    for disease in ("plague", ""):
        found = scheme.shade("violet", then, "610921", disease)
        assert (found.code, found.rank) == ("violet", scheme.shades[0].rank)


def test_nothing_in_force_is_no_scheme():
    assert codes.scheme_or_none(date(2019, 1, 1)) is None
    assert codes.last_day(date(2019, 1, 1)) is None
    assert codes.scheme_or_none(clock.today()) == codes.scheme_on(clock.today())
