"""The same table gives the same answers one by one and for a whole population."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.policy.population import LISTINGS, PEOPLE, STAYS, decide_population
from fangxian.ground.policy.rules import (
    Citation,
    Facts,
    Listing,
    Row,
    Segment,
    Stay,
    Table,
    Unverified,
    decide,
    unknown_of,
)
from fangxian.kernel.text import Text

PLACES = [
    "61",
    "6101",
    "610113",
    "610113001",
    "610113001002",
    "610114",
    "6109",
    "610921",
    "1101",
    "110105",
    "11",
    "2224",
    "222403",
]
DAY = date(2022, 4, 1)
CITED = Citation("p", "d", "1", "s", "seen")

days = st.integers(0, 40).map(lambda n: DAY + timedelta(days=n))
places = st.sampled_from(PLACES)


@st.composite
def stays(draw):
    end = draw(days)
    start = draw(st.none() | st.integers(0, 10).map(lambda n: end - timedelta(days=n)))
    place = draw(st.sampled_from([*PLACES, "", "71"]))
    several = () if place else tuple(draw(st.lists(places, max_size=2)))
    return Stay(place, end, start, "", several, found=draw(st.integers(0, 3)) > 0)


@st.composite
def listings(draw):
    first = draw(days)
    return Listing(
        id=draw(st.integers(1, 9)),
        level=draw(st.sampled_from(["high", "medium", "low"])),
        place=draw(st.sampled_from([*PLACES, ""])),
        listed_from=first,
        listed_to=draw(
            st.just(date(9999, 12, 31))
            | st.integers(0, 20).map(lambda n: first + timedelta(days=n))
        ),
        exact=draw(st.booleans()),
        city_kind=draw(st.sampled_from(["prefecture_city", "sub_provincial", "municipality"])),
    )


@st.composite
def rows(draw, number=0):
    origin = draw(
        st.sampled_from(["overseas", "listed", "listed", "listed", "place", "contact", "any"])
    )
    return Row(
        id=str(draw(st.integers(0, 99))),
        origin=origin,
        class_code="c",
        colour=draw(st.sampled_from(["red", "red", "green"])),
        segments=(Segment("central_quarantine", 14, (1, 4)), Segment("home_quarantine", 7)),
        citation=CITED,
        levels=frozenset(draw(st.sets(st.sampled_from(["high", "medium", "low"]), min_size=1))),
        places=tuple(draw(st.lists(places, min_size=1, max_size=2)))
        if origin == "place" or draw(st.booleans())
        else (),
        except_places=tuple(draw(st.lists(places, max_size=1))),
        since=draw(st.none() | days),
        city_kinds=frozenset(draw(st.sets(st.sampled_from(["prefecture_city", "sub_provincial"])))),
        category="close_contact",
        widen=draw(st.sampled_from(["area", "township", "county", "city"])),
        look_back_days=draw(st.none() | st.integers(0, 20)),
        before_listing_days=draw(st.integers(0, 14)),
        clock_start=draw(st.sampled_from(["leaving", "arrival", "entry", "last_exposure"])),
    )


@st.composite
def facts(draw):
    return Facts(
        arrival=draw(days),
        stays=tuple(draw(st.lists(stays(), max_size=3))),
        overseas=draw(st.booleans()) and draw(st.booleans()),
        entry=draw(st.none() | days),
        category=draw(st.sampled_from(["", "", "close_contact"])),
        last_exposure=draw(st.none() | days),
    )


SAID = ["row", "clock", "uncertain", "certain", "unverified"]
GREY = Unverified("unverified", "grey", CITED, Text("待核", "To verify"), frozenset({"green"}))


def in_bulk(people, listed, table):
    frame = pl.DataFrame(
        [
            (n, f.arrival, f.overseas, f.entry, f.category, f.last_exposure)
            for n, f in enumerate(people)
        ],
        schema=PEOPLE,
        orient="row",
    )
    stay_rows = [
        (n, s.place, s.start, s.end, unknown_of(s)) for n, f in enumerate(people) for s in f.stays
    ]
    listing_rows = [
        (x.id, x.level, x.place, x.listed_from, x.listed_to, x.exact, x.city_kind) for x in listed
    ]
    found = decide_population(
        frame,
        pl.DataFrame(stay_rows, schema=STAYS, orient="row"),
        pl.DataFrame(listing_rows, schema=LISTINGS, orient="row"),
        table,
    )
    return found.select(SAID).rows()


@settings(max_examples=250, deadline=None)
@given(
    st.lists(facts(), min_size=1, max_size=6),
    st.lists(listings(), max_size=6),
    st.lists(rows(), min_size=1, max_size=4),
    st.sampled_from([None, GREY]),
)
def test_one_by_one_and_in_bulk_agree(people, listed, table_rows, unverified):
    numbered = tuple(
        Row(**{f: getattr(row, f) for f in Row.__slots__} | {"id": str(n)})
        for n, row in enumerate(table_rows)
    )
    table = Table(numbered, "none", "green", unverified)
    singly = []
    for person in people:
        verdict = decide(person, table, listed)
        rank = int(verdict.row) if verdict.row else -1
        singly.append((rank, verdict.clock, verdict.uncertain, verdict.certain, verdict.unverified))
    assert in_bulk(people, listed, table) == singly
