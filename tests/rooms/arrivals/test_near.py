"""Somebody who was asked is decided against the listings near them: as against all."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.policy import api as policy
from fangxian.ground.policy import population as policy_population
from fangxian.ground.policy.rules import exposed_in
from fangxian.lines.arrivals.calling import Near
from fangxian.lines.screening.population import near_places

PLACES = [
    "61",
    "6101",
    "610113",
    "610113001",
    "610113001002",
    "610114",
    "610114001",
    "11",
    "1101",
    "110105",
    "110105001",
]
DAY = date(2022, 7, 1)
places = st.sampled_from(PLACES)
WIDENS = ("area", "township", "county", "city")


@st.composite
def listings(draw):
    n = draw(st.integers(0, 9))
    return policy.Listing(
        draw(st.integers(1, 99)),
        "high",
        draw(places),
        DAY,
        DAY + timedelta(days=n),
        draw(st.booleans()),
    )


@given(st.lists(listings(), max_size=12), st.lists(places, min_size=1, max_size=3))
def test_no_listing_that_a_stay_can_meet_is_left_out(listed, stays):
    frame = pl.DataFrame(
        [
            (one.id, one.level, one.place, one.listed_from, one.listed_to, one.exact, "")
            for one in listed
        ],
        schema=policy_population.LISTINGS,
        orient="row",
    )
    near = {(one.id, one.place, one.exact) for one in near_places(stays, frame)}
    index = Near(listed)
    for one in listed:
        for place in stays:
            found = [exposed_in(place, one, widen) for widen in WIDENS]
            if any(answer is not None for answer in found):
                assert (one.id, one.place, one.exact) in near
            if False in found:
                assert one in list(index.of(place))
