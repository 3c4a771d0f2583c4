"""The semantics of the table, worked by hand: days, places, clocks, order, doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fangxian.ground.policy.rules import (
    Citation,
    DecisionTable,
    Facts,
    Listing,
    Row,
    Segment,
    Stay,
    Unverified,
    decide,
    exposed,
    exposed_in,
    last_exposed_day,
    lay_out,
)
from fangxian.kernel.text import Text

CITED = Citation("hanyin", "汉阴县通告 2021-12-27", "第2条", "hy-gov", "seen")
COURSE = (
    Segment("central_quarantine", 14, (1, 4, 7, 14)),
    Segment("home_quarantine", 7),
    Segment("home_health_monitoring", 7, (2, 7)),
)


def may(day: int) -> date:
    return date(2022, 5, day)


def listed(place="610113", frm=1, to=9, **more):
    return Listing(1, more.pop("level", "medium"), place, may(frm), may(to), **more)


def row(name="r", **columns):
    columns = {
        "origin": "listed",
        "class_code": "risk",
        "colour": "red",
        "segments": COURSE[:1],
        "citation": CITED,
        "levels": frozenset({"high", "medium"}),
        "widen": "county",
        "look_back_days": 14,
        **columns,
    }
    return Row(id=name, **columns)


def table(*rows):
    return DecisionTable(rows, "other_area", "green")


def from_(place, leaving, arrival=10, *via):
    return Facts(may(arrival), (Stay(place, may(leaving)), *via))


def test_a_measure_of_n_days_ends_with_day_n_and_segments_follow_one_another():
    first, second, third = lay_out(COURSE, may(1))
    assert (first.start, first.end) == (may(1), may(15))
    assert (second.start, second.end) == (may(16), may(22))
    assert (third.start, third.end) == (may(23), may(29))


def test_test_days_count_from_their_own_segment():
    first, _, third = lay_out(COURSE, may(1))
    assert first.tests == (may(2), may(5), may(8), may(15))
    assert third.tests == (may(24), may(29))


def test_the_day_before_the_clock_and_the_day_after_the_course_have_no_measure():
    verdict = decide(from_("610113", 9), table(row(segments=COURSE)), [listed()])
    measures = [verdict.measure_on(day) for day in (may(8), may(9), may(23), may(24), may(30))]
    assert measures == [
        "none",
        "central_quarantine",
        "central_quarantine",
        "home_quarantine",
        "home_quarantine",
    ]
    assert verdict.measure_on(date(2022, 6, 7)) == "none"
    assert verdict.class_code == "risk"  # classed, but free


@pytest.mark.parametrize(
    ("stay", "before", "last"),
    [
        (Stay("x", may(4)), 0, None),  # left the day before the first sighting
        (Stay("x", may(5)), 0, may(5)),  # left on the very day
        (Stay("x", may(4)), 1, may(4)),  # the row counts a day before
        (Stay("x", may(20)), 0, may(9)),  # stayed on: exposed until the last sighting
        (Stay("x", may(20), may(9)), 0, may(9)),  # came on the last day
        (Stay("x", may(20), may(10)), 0, None),  # came the day after
    ],
)
def test_a_stay_is_exposed_on_the_days_it_shares_with_the_listing(stay, before, last):
    assert last_exposed_day(stay, listed(frm=5), before) == last


def test_look_back_counts_from_the_arrival_to_the_last_exposed_day():
    on_the_edge = decide(from_("610113", 9, 23), table(row()), [listed()])
    too_long_ago = decide(from_("610113", 9, 24), table(row()), [listed()])
    assert (on_the_edge.class_code, too_long_ago.class_code) == ("risk", "other_area")


@pytest.mark.parametrize(
    ("place", "listing", "widen", "answer"),
    [
        ("610113", listed("610113001"), "county", True),  # widened to the county
        ("610113002", listed("610113001"), "county", True),
        ("610113002", listed("610113001"), "township", None),
        ("610114", listed("610113001"), "city", True),
        ("6101", listed("610113001"), "county", False),  # known too coarsely: perhaps
        ("61", listed("610113001"), "city", False),
        ("6101", listed("610113001"), "city", True),
        ("610113", listed("610113001"), "area", False),
        ("610113001002", listed("610113001"), "area", True),
        ("610113001", listed("610113", exact=False), "area", False),  # a street number somewhere
        ("610113001", listed("610113", exact=True), "area", True),  # the whole county is listed
        ("610113001", listed("610113", exact=True), "township", True),
        ("6109", listed("610113001"), "city", None),
        ("", listed("610113001"), "city", None),  # nobody knows where
    ],
)
def test_whether_a_place_lies_in_a_widened_listing(place, listing, widen, answer):
    assert exposed_in(place, listing, widen) is answer


@pytest.mark.parametrize(
    ("start", "clock"),
    [("leaving", may(12)), ("last_exposure", may(9)), ("arrival", may(13)), ("entry", may(13))],
)
def test_the_clock_starts_on_the_day_that_the_row_names(start, clock):
    facts = from_("610113", 12, 13)
    assert decide(facts, table(row(clock_start=start)), [listed()]).clock == clock


def test_rows_are_tried_in_order_and_within_a_row_the_latest_clock_wins():
    facts = from_("610114", 5, 10, Stay("610113", may(8), may(7)), Stay("610113", may(6), may(6)))
    city = row("city", widen="city", class_code="city")
    assert decide(facts, table(row("county"), city), [listed()]).row == "county"
    assert decide(facts, table(city, row("county")), [listed()]).row == "city"
    assert decide(facts, table(row("county"), city), [listed()]).clock == may(8)


def test_a_doubtful_match_of_an_earlier_row_comes_before_a_certain_one_of_a_later():
    facts = from_("6101", 8)
    county, city = row("county"), row("city", widen="city")
    verdict = decide(facts, table(county, city), [listed()])
    assert (verdict.row, verdict.uncertain) == ("county", True)
    verdict = decide(facts, table(city, county), [listed()])
    assert (verdict.row, verdict.uncertain) == ("city", False)


def test_of_equal_clocks_the_certain_match_is_named():
    facts = Facts(may(10), (Stay("6101", may(8)), Stay("610113", may(8))))
    verdict = decide(facts, table(row()), [listed()])
    assert (verdict.uncertain, verdict.stay.place) == (False, "610113")


def test_the_kind_of_the_city_and_the_places_of_the_listing_are_conditions():
    xian = listed(city_kind="sub_provincial")
    facts = from_("610114", 8)
    only_cities = row(widen="city", city_kinds=frozenset({"prefecture_city"}))
    assert decide(facts, table(only_cities), [xian]).row == ""
    assert decide(facts, table(row(widen="city", places=("6101",))), [xian]).row == "r"
    assert decide(facts, table(row(widen="city", places=("6109",))), [xian]).row == ""
    assert decide(facts, table(row(widen="city", except_places=("6101",))), [xian]).row == ""


def test_entering_the_country_is_matched_by_origin_not_by_lists():
    entering = row("abroad", origin="overseas", clock_start="entry", segments=COURSE)
    facts = Facts(may(10), (), overseas=True, entry=may(3))
    assert decide(facts, table(entering), []).clock == may(3)
    without_day = Facts(may(10), (), overseas=True)
    assert decide(without_day, table(entering), []).clock == may(10)
    assert decide(Facts(may(10)), table(entering), []).row == ""


def test_a_named_place_since_a_day():
    since = row(origin="place", places=("6101",), since=may(5), levels=frozenset())
    assert decide(from_("610113", 5), table(since), []).row == "r"
    assert decide(from_("610113", 4), table(since), []).row == ""
    assert decide(from_("61", 5), table(since), []).uncertain


def test_a_contact_is_counted_from_the_last_exposure():
    contact = row(
        origin="contact",
        category="close_contact",
        clock_start="last_exposure",
        segments=(Segment("symptom_monitoring", 10),),
    )
    facts = Facts(may(10), category="close_contact", last_exposure=may(7))
    assert decide(facts, table(contact), []).phases[0].end == may(17)


def test_who_meets_no_row_is_free_and_told_so():
    verdict = decide(from_("4401", 8), table(row()), [listed()])
    assert (verdict.class_code, verdict.colour, verdict.phases) == ("other_area", "green", ())


GREY = Unverified("unverified", "grey", CITED, Text("待核", "To verify"), frozenset({"green"}))
NOWHERE = Stay("", may(9), None, "不详")


def asking(*rows):
    return DecisionTable(rows, "other_area", "green", GREY)


def test_who_cannot_be_placed_is_not_decided():
    verdict = decide(Facts(may(10), (NOWHERE,)), asking(row()), [])
    assert (verdict.class_code, verdict.colour, verdict.row) == ("unverified", "grey", "")
    assert (verdict.uncertain, verdict.unverified, verdict.phases) == (True, True, ())
    assert [one.kind for one in verdict.unknown] == ["place"]
    assert verdict.open_until == may(24)


def test_no_stay_at_all_is_as_unknown_as_a_name_that_nobody_knows():
    assert decide(Facts(may(10)), asking(row()), []).unverified


def test_a_table_that_asks_for_no_place_has_nothing_to_verify_in_one():
    entering = row(origin="overseas", clock_start="entry")
    coarse = Stay("6101", may(9), None, "西安市某某区", found=False)
    assert not decide(Facts(may(10), (coarse,)), asking(entering), []).uncertain
    assert decide(Facts(may(10), (NOWHERE,)), asking(entering), []).unverified  # perhaps abroad


def test_an_unknown_stay_too_long_ago_says_nothing():
    old = Stay("", date(2022, 4, 1), date(2022, 3, 28), "不详")
    verdict = decide(from_("440305", 9, 10, old), asking(row()), [listed()])
    assert (verdict.colour, verdict.uncertain) == ("green", False)


def test_what_restricts_for_certain_stays_and_the_doubt_is_said():
    later = Stay("", may(10), may(10), "不详")
    verdict = decide(from_("610113", 9, 10, later), asking(row()), [listed()])
    assert (verdict.row, verdict.colour, verdict.certain) == ("r", "red", True)
    assert (verdict.uncertain, verdict.unverified) == (True, False)
    earlier = Stay("", may(8), may(8), "不详")  # could only end sooner
    assert not decide(from_("610113", 9, 10, earlier), asking(row()), [listed()]).uncertain


def test_a_row_milder_than_the_doubt_keeps_its_measures_and_not_its_colour():
    mild = row("tests", colour="green", origin="place", places=("44",), levels=frozenset())
    verdict = decide(from_("4403", 9, 10, NOWHERE), asking(row(), mild), [])
    assert (verdict.row, verdict.colour, verdict.unverified) == ("tests", "grey", True)
    assert verdict.phases[0].end == may(23)


def test_the_gravest_reading_of_a_name_is_told_and_colours_nobody():
    chaoyang = Stay("", may(9), None, "朝阳区", ("110105", "220104"))
    in_beijing = listed("110105", 1, 9, level="high")
    verdict = decide(Facts(may(10), (chaoyang,)), asking(row()), [in_beijing])
    assert (verdict.colour, verdict.possible.stay.place, verdict.possible.row) == (
        "grey",
        "110105",
        "r",
    )
    assert verdict.possible.listing == in_beijing
    nowhere_listed = decide(Facts(may(10), (chaoyang,)), asking(row()), [])
    assert (nowhere_listed.colour, nowhere_listed.possible) == ("grey", None)


@pytest.mark.parametrize(
    "facts",
    [
        Facts(may(10), (Stay("440305", may(9)),), entry=may(8)),
        Facts(may(10), (Stay("81", may(9)),)),
    ],
)
def test_contradictions_about_coming_from_abroad_are_not_decided(facts):
    entering = row("in", origin="overseas", clock_start="entry")
    verdict = decide(facts, asking(entering, row()), [])
    assert (verdict.unverified, verdict.unknown[0].kind) == (True, "overseas")


def test_a_country_is_no_riddle_for_who_comes_from_abroad():
    entering = row("in", origin="overseas", clock_start="entry")
    facts = Facts(may(10), (NOWHERE,), overseas=True, entry=may(8))
    verdict = decide(facts, asking(entering, row()), [])
    assert (verdict.row, verdict.uncertain) == ("in", False)


# what was found out by asking: a building inside a township, listed inexactly

BUILDING = Listing(1, "high", "610113001", date(2022, 7, 10), date(2022, 7, 19), exact=False)


def asked(place: str = "610113001", **known) -> Stay:
    return Stay(place, date(2022, 7, 18), None, "", **known)


@pytest.mark.parametrize("widen", ["area", "township", "county", "city"])
def test_who_was_in_the_area_was_in_whatever_it_is_widened_to(widen):
    inside = asked("6101", inside=(BUILDING.mark,))
    assert exposed(inside, BUILDING, widen) is True


@pytest.mark.parametrize(
    ("place", "widen", "found"),
    [
        ("610113001", "area", None),
        ("6101", "area", None),
        ("610113001", "township", True),
        ("6101", "township", False),
        ("6101", "county", False),
        ("610113", "county", True),
    ],
)
def test_who_was_not_in_it_may_still_have_been_in_the_wider_one(place, widen, found):
    outside = asked(place, outside=(BUILDING.mark,))
    assert exposed(outside, BUILDING, widen) is found


def test_an_answer_about_one_listing_says_nothing_of_another():
    other = replace(BUILDING, listed_from=date(2022, 7, 11))
    assert exposed(asked(outside=(BUILDING.mark,)), other, "area") is False
    assert exposed(asked(inside=(BUILDING.mark,)), other, "area") is False


ABROAD = row("abroad", origin="overseas", clock_start="entry", class_code="inbound")
PLACED = Stay("610113", may(9))


def long_ago(*stays):
    """Entered on 1 March: the fourteen days were over on the 16th."""
    return Facts(may(10), stays, overseas=True, entry=date(2022, 3, 1))


def over(when_over, *rows):
    return DecisionTable(rows, "other_area", "green", GREY, when_over)


def test_a_row_whose_course_is_over_passes_to_the_next_that_runs():
    verdict = decide(long_ago(PLACED), over("next", ABROAD, row()), [listed()], may(10))
    assert (verdict.row, verdict.class_code, verdict.uncertain) == ("r", "risk", False)
    assert verdict.phases[-1].end == may(23)
    assert (verdict.behind.row, verdict.behind.class_code, verdict.behind.end) == (
        "abroad",
        "inbound",
        date(2022, 3, 15),
    )


@pytest.mark.parametrize("when_over", ["", "stay"])
def test_where_the_table_does_not_say_next_it_stays_the_verdict(when_over):
    verdict = decide(long_ago(PLACED), over(when_over, ABROAD, row()), [listed()], may(10))
    assert (verdict.row, verdict.behind, verdict.uncertain) == ("abroad", None, False)


def test_on_its_last_day_a_course_still_runs():
    facts = Facts(may(10), (PLACED,), overseas=True, entry=date(2022, 4, 26))
    both = over("next", ABROAD, row())
    assert decide(facts, both, [listed()], may(10)).row == "abroad"
    assert decide(facts, both, [listed()], may(11)).row == "r"
    assert decide(facts, both, [listed()]).row == "abroad"  # without a day nothing is over


def test_when_nothing_runs_the_first_stays_with_its_course_behind_the_person():
    verdict = decide(long_ago(PLACED), over("next", ABROAD, row()), [listed()], may(24))
    assert (verdict.row, verdict.class_code, verdict.behind) == ("abroad", "inbound", None)
    assert verdict.phases[-1].end == date(2022, 3, 15)


def test_a_row_that_asks_for_nothing_lets_nothing_pass():
    spared = row("spared", origin="place", places=("6101",), levels=frozenset(), segments=())
    verdict = decide(long_ago(PLACED), over("next", ABROAD, spared, row()), [listed()], may(10))
    assert verdict.row == "abroad"


def test_a_course_without_an_end_is_never_over():
    endless = row("abroad", origin="overseas", segments=(Segment("watch", None),))
    verdict = decide(long_ago(PLACED), over("next", endless, row()), [listed()], may(10))
    assert verdict.row == "abroad"


@pytest.mark.parametrize("when_over", ["", "stay", "next"])
@pytest.mark.parametrize("last", [NOWHERE, Stay("", may(9), None, "朝阳区", ("110105", "220104"))])
def test_what_is_not_known_is_never_shut_out_by_a_course_that_is_over(when_over, last):
    table = over(when_over, ABROAD, row())
    verdict = decide(long_ago(last), table, [listed("110105")], may(10))
    assert (verdict.class_code, verdict.colour, verdict.row) == ("unverified", "grey", "abroad")
    assert (verdict.uncertain, verdict.unverified, verdict.unknown[0].stay) == (True, True, last)
    assert (verdict.possible.row if verdict.possible else None) == (
        "r" if last.text == "朝阳区" else None
    )
    later = decide(long_ago(last), table, [listed("110105")], may(24))  # nothing could run now
    assert (later.unverified, later.class_code) == (False, "inbound")


def test_what_could_be_graver_than_what_runs_is_asked_beside_it():
    mild = row("mild", class_code="mild", origin="place", places=("6101",), levels=frozenset())
    facts = long_ago(PLACED, NOWHERE)
    verdict = decide(facts, over("next", ABROAD, row(), mild), [], may(10))
    assert (verdict.row, verdict.uncertain, verdict.certain, verdict.unverified) == (
        "mild",
        True,
        True,
        False,
    )
    assert not decide(facts, over("next", ABROAD, mild, row()), [], may(10)).uncertain


def test_it_is_open_as_long_as_a_stay_after_the_arrival_could_restrict():
    later = Stay("", may(20), may(12), "不详")
    assert decide(Facts(may(10), (later,)), asking(row()), [], may(10)).open_until == date(
        2022, 6, 3
    )
