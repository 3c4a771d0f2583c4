"""One loader: the days of lists that matter to one person decide as all lists decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.policy import api as policy

DAY = date(2022, 5, 10)
PLACES = ("110105", "110105001", "1101", "310115", "31", "")
days = st.integers(-120, 60).map(lambda number: DAY + timedelta(number))


@st.composite
def rows(draw, number=0):
    return policy.Row(
        id=f"r{draw(st.integers(0, 10**9))}",
        origin="listed",
        class_code="c",
        colour="red",
        segments=(),
        citation=policy.Citation("p", "d", "1", "s", "seen"),
        levels=frozenset(draw(st.sets(st.sampled_from(("high", "medium", "low")), min_size=1))),
        widen=draw(st.sampled_from(("area", "township", "county", "city"))),
        look_back_days=draw(st.none() | st.integers(0, 40)),
        before_listing_days=draw(st.integers(0, 20)),
        clock_start=draw(st.sampled_from(("leaving", "arrival", "last_exposure"))),
        since=draw(st.none() | days),
    )


@st.composite
def stays(draw):
    end = draw(days)
    start = draw(st.none() | st.integers(0, 40).map(lambda back: end - timedelta(back)))
    return policy.Stay(draw(st.sampled_from(PLACES)), end, start)


@st.composite
def listings(draw, number=1):
    begin = draw(days)
    end = draw(
        st.just(date(9999, 12, 31)) | st.integers(0, 40).map(lambda on: begin + timedelta(on))
    )
    return policy.Listing(
        draw(st.integers(1, 10**6)),
        draw(st.sampled_from(("high", "medium", "low"))),
        draw(st.sampled_from(PLACES[:-1])),
        begin,
        end,
        draw(st.booleans()),
    )


@given(
    st.lists(rows(), min_size=1, max_size=3),
    st.lists(stays(), max_size=3),
    st.lists(listings(), max_size=6),
    days,
)
def test_the_days_that_are_loaded_for_one_person_hold_every_list_that_matters(
    table, went, known, arrival
):
    edition = policy.in_force(DAY, "610921")
    edition = replace(edition, table=policy.DecisionTable(tuple(table), "other", "green"))
    facts = policy.Facts(arrival, tuple(went))
    first, last = policy.listing_days(edition, facts)
    loaded = [one for one in known if one.listed_to >= first and one.listed_from <= last]
    assert edition.decide(facts, loaded) == edition.decide(facts, known)
