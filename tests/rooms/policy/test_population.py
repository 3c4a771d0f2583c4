"""The same table gives the same answers one by one and for a whole population."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.policy.population import LISTINGS, PEOPLE, STAYS, decide_population
from fangxian.ground.policy.rules import (
    Citation,
    DecisionTable,
    Facts,
    Listing,
    Row,
    Segment,
    Stay,
    Unverified,
    alike,
    decide,
    open_of,
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
    found = draw(st.integers(0, 3)) > 0
    return Stay(place, end, start, "", several, found, in_city=not found and draw(st.booleans()))


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


COURSE = (Segment("central_quarantine", 14, (1, 4)), Segment("home_quarantine", 7))
courses = st.sampled_from(
    [
        COURSE,
        COURSE,
        COURSE[:1],
        (Segment("testing_only", 3),),
        (),
        (Segment("health_monitoring", 2), Segment("health_monitoring", None)),
    ]
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
        segments=draw(courses),
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


SAID = ["row", "clock", "uncertain", "certain", "unverified", "behind", "behind_clock"]
GREY = Unverified("unverified", "grey", CITED, Text("待核", "To verify"), frozenset({"green"}))


def in_bulk(people, listed, table, on):
    frame = pl.DataFrame(
        [
            (n, f.arrival, f.overseas, f.entry, f.category, f.last_exposure)
            for n, f in enumerate(people)
        ],
        schema=PEOPLE,
        orient="row",
    )
    stay_rows = [
        (n, s.place, s.start, s.end, open_of(s)) for n, f in enumerate(people) for s in f.stays
    ]
    listing_rows = [
        (x.id, x.level, x.place, x.listed_from, x.listed_to, x.exact, x.city_kind) for x in listed
    ]
    found = decide_population(
        frame,
        pl.DataFrame(stay_rows, schema=STAYS, orient="row"),
        pl.DataFrame(listing_rows, schema=LISTINGS, orient="row"),
        table,
        on,
    )
    return found.select(SAID).rows()


@settings(max_examples=250, deadline=None)
@given(
    st.lists(facts(), min_size=1, max_size=6),
    st.lists(listings(), max_size=6),
    st.lists(rows(), min_size=1, max_size=4),
    st.sampled_from([None, GREY]),
    st.sampled_from(["", "next", "next", "stay"]),
    st.none() | st.integers(0, 90).map(lambda n: DAY + timedelta(days=n)),
    st.booleans(),
)
def test_one_by_one_and_in_bulk_agree(people, listed, table_rows, unverified, when_over, on, sure):
    numbered = tuple(
        Row(**{f: getattr(row, f) for f in Row.__slots__} | {"id": str(n)})
        for n, row in enumerate(table_rows)
    )
    table = DecisionTable(numbered, "none", "green", unverified, when_over, sure)
    singly = []
    for person in people:
        verdict = decide(person, table, listed, on)
        rank = int(verdict.row) if verdict.row else -1
        before = verdict.behind
        singly.append(
            (
                rank,
                verdict.clock,
                verdict.uncertain,
                verdict.certain,
                verdict.unverified,
                int(before.row) if before else None,
                before.clock if before else None,
            )
        )
    assert in_bulk(people, listed, table, on) == singly


@settings(max_examples=250, deadline=None)
@given(
    facts(),
    st.lists(listings(), max_size=6),
    st.lists(rows(), min_size=1, max_size=4),
    st.sampled_from([None, GREY]),
    st.integers(0, 90).map(lambda n: DAY + timedelta(days=n)),
)
def test_a_table_that_says_nothing_of_courses_that_are_over_decides_the_known_as_before(
    person, listed, table_rows, unverified, on
):
    on = max(on, person.arrival)  # till then a look-back counts from the day too
    table = DecisionTable(tuple(table_rows), "none", "green", unverified)
    verdict, before = decide(person, table, listed, on), decide(person, table, listed)
    if not verdict.uncertain:
        assert verdict == before
    assert (verdict.row, verdict.clock, verdict.phases) == (
        before.row,
        before.clock,
        before.phases,
    )
    assert verdict.uncertain or not before.uncertain


@settings(max_examples=150, deadline=None)
@given(
    facts(),
    st.lists(listings(), max_size=6),
    st.lists(rows(), min_size=1, max_size=4),
    st.integers(-60, 90).map(lambda n: DAY + timedelta(days=n)),
)
def test_that_a_look_back_counts_from_the_day_too_frees_nobody(person, listed, table_rows, on):
    """An earlier row or the same; from the arrival on, the same verdict."""
    numbered = (
        Row(**{f: getattr(row, f) for f in Row.__slots__} | {"id": str(n)})
        for n, row in enumerate(table_rows)
    )
    table = DecisionTable(tuple(numbered), "none", "green")
    verdict = decide(person, table, listed, on)
    alone = decide(person, table, listed, on, ahead=False)
    assert int(verdict.row or len(table_rows)) <= int(alone.row or len(table_rows))
    assert on < person.arrival or verdict == alone


@settings(max_examples=250, deadline=None)
@given(
    facts(),
    st.lists(listings(), max_size=6),
    st.lists(rows(), min_size=1, max_size=4),
    st.integers(0, 90).map(lambda n: DAY + timedelta(days=n)),
)
def test_with_next_who_is_free_has_nothing_that_runs(person, listed, table_rows, on):
    """Each row alone says what runs; nobody whose every row asks for something goes free."""
    on = max(on, person.arrival)  # till then a look-back counts from the day too
    coursed = tuple(row for row in table_rows if row.segments)
    alone = [decide(person, DecisionTable((row,), "none", "green"), listed, on) for row in coursed]
    runs = any(row.runs(one.clock, on) for row, one in zip(coursed, alone, strict=True) if one.row)
    verdict = decide(person, DecisionTable(coursed, "none", "green", None, "next"), listed, on)
    assert runs == any(phase.end is None or phase.end >= on for phase in verdict.phases)


@settings(max_examples=250, deadline=None)
@given(facts(), st.lists(listings(), max_size=6), st.lists(rows(), min_size=1, max_size=4))
def test_what_surely_holds_holds_whatever_is_found_out(person, listed, table_rows):
    """Every doubt answered with no, and with yes, asks at least as much."""
    numbered = tuple(replace(row, id=str(n)) for n, row in enumerate(table_rows))
    table = DecisionTable(numbered, "none", "green", GREY)
    floor = decide(person, replace(table, sure=True), listed)
    assert not floor.uncertain
    marks = tuple(one.mark for one in listed)
    for said in ({"outside": marks}, {"inside": marks}, {}):
        told = replace(person, stays=tuple(replace(stay, **said) for stay in person.stays))
        verdict = decide(told, table, listed)
        if floor.row:
            rank, least = int(verdict.row), int(floor.row)
            assert (rank, floor.clock) <= (least, verdict.clock) or rank < least


long_days = st.integers(0, 1500).map(lambda n: DAY + timedelta(days=n))
long_stays = st.builds(
    lambda end, days, place: Stay(place, end, end - timedelta(days=days) if days else None),
    long_days,
    st.integers(0, 700),
    places,
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(long_stays, min_size=1, max_size=3), min_size=1, max_size=4),
    st.lists(listings(), min_size=1, max_size=5),
    st.lists(rows(), min_size=1, max_size=3),
)
def test_however_long_after_it_was_listed_a_place_without_an_end_counts(journeys, listed, some):
    """Listed for good is listed: years later, one by one and in bulk."""
    table = DecisionTable(
        tuple(
            Row(**{f: getattr(row, f) for f in Row.__slots__} | {"id": str(n)})
            for n, row in enumerate(some)
        ),
        "none",
        "green",
    )
    people = [Facts(max(stay.end for stay in stays), tuple(stays)) for stays in journeys]
    singly = [decide(one, table, listed) for one in people]
    assert [row for row, *_ in in_bulk(people, listed, table, None)] == [
        int(verdict.row) if verdict.row else -1 for verdict in singly
    ]


def test_who_stayed_more_than_a_year_after_the_listing_is_not_green():
    row = Row(
        "0",
        "listed",
        "c",
        "red",
        COURSE,
        CITED,
        levels=frozenset({"high"}),
        look_back_days=14,
        clock_start="arrival",
    )
    arrival = date(2023, 3, 10)
    person = Facts(arrival, (Stay("610113", arrival),))
    listed = [Listing(1, "high", "610113", date(2022, 1, 1), date(9999, 12, 31))]
    table = DecisionTable((row,), "none", "green")
    assert decide(person, table, listed).colour == "red"
    assert in_bulk([person], listed, table, None)[0][:2] == (0, arrival)


INSIDE = ["610113", "610113001", "610113001002", "610114", "610199"]


@settings(max_examples=250, deadline=None)
@given(
    facts(),
    st.lists(rows(), min_size=1, max_size=4),
    st.lists(listings(), max_size=3),
    st.none() | days,
    days,
    st.none() | st.integers(0, 10),
)
def test_where_no_part_of_a_city_is_listed_it_makes_no_difference_where_in_it(
    person, table_rows, listed, on, end, length
):
    """Whoever is decided by a city is decided as somebody in any part of it would be."""
    table = DecisionTable(tuple(table_rows), "none", "green", GREY)
    start = None if length is None else end - timedelta(days=length)
    coarse = Stay("6101", end, start, "西安阳光小区", found=False, in_city=True)
    dated = replace(person, on=on)
    if not alike(coarse, dated, table, listed):
        as_now = replace(person, stays=(*person.stays, replace(coarse, in_city=False)))
        person = replace(person, stays=(*person.stays, coarse))
        found, held = (decide(one, table, listed, on) for one in (person, as_now))
        assert (found.row, found.colour, found.unverified) == (
            held.row,
            held.colour,
            held.unverified,
        )
        return
    said = {
        (found.row, found.class_code, found.colour, found.clock, found.uncertain, found.unverified)
        for stay in (coarse, *(Stay(place, end, start) for place in INSIDE))
        for found in (decide(replace(person, stays=(*person.stays, stay)), table, listed, on),)
    }
    assert len(said) == 1
