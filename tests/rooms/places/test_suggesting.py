"""A place found as one types, and what a name in other letters or of other days means."""

from __future__ import annotations

import time

import pytest

from fangxian.ground.places import api as places
from fangxian.ground.places import latin
from fangxian.ground.places import pages as places_pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Shanghai Pudong", "310115"),
        ("Pudong, Shanghai", "310115"),
        ("shanghaipudong", "310115"),
        ("Pudong New Area", "310115"),
        ("浦东", "310115"),
        ("上海浦", "310115"),
        ("shpd", "310115"),
        ("Xi'an", "6101"),
        ("Xi’an", "6101"),
        ("xi an", "6101"),
        ("西安", "6101"),
        ("Xī'ān", "6101"),
        ("Beijing Chaoyang", "110105"),
        ("Chaoyang District, Beijing", "110105"),
        ("bjcy", "110105"),
        ("hanyin", "610921"),
        ("汉阴", "610921"),
        ("汉阴城关", "610921100"),
        ("Hanyin chengguan", "610921100"),
        ("魔都", "31"),
        ("帝都", "11"),
        ("闸北区", "310106"),
        ("闸北", "310106"),
        ("Hong Kong", "81"),
        ("Shaanxi", "61"),
        ("shaan", "61"),
        ("chongq", "50"),
        ("厦门", "3502"),
        ("lvshun", "210212"),
        ("610921", "610921"),
    ],
)
def test_what_is_typed_finds_its_place_first(typed, code):
    assert places_pages.suggest(typed)[0].code == code


def test_a_suggestion_says_the_place_in_both_languages():
    found = places_pages.suggest("pudong")[0]
    assert (found.name, found.english, found.level) == (
        "上海市浦东新区",
        "Pudong New Area, Shanghai",
        "county",
    )
    assert places_pages.suggest("雁塔区")[0].english == "Yanta District, Xi'an, Shaanxi"


def test_suggestions_stay_within_a_division_and_within_their_number():
    found = places_pages.suggest("城关", 3, within="6109")
    assert len(found) == 3
    assert all(one.code.startswith("6109") for one in found)
    assert places_pages.suggest("北京", within="6109") == ()
    assert (
        places_pages.suggest("")
        == places_pages.suggest("  ")
        == places_pages.suggest("浦东", 0)
        == ()
    )
    assert (
        places_pages.suggest("火星国")
        == places_pages.suggest("qqqqqq")
        == places_pages.suggest("%_'\\")
        == ()
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Shanghai Pudong", "310115"),
        ("Pudong, Shanghai", "310115"),
        ("Xi'an", "6101"),
        ("Beijing Chaoyang", "110105"),
        ("BEIJING", "11"),
        ("Hangzhou City, Zhejiang Province", "3301"),
        ("Shaanxi", "61"),
        ("Harbin", "2301"),
    ],
)
def test_a_name_in_latin_letters_that_means_one_place_is_that_place(text, code):
    found = places.resolve_name(text)
    assert found is not None
    assert (found.code, found.exact) == (code, True)


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Chaoyang", {"110105", "220104", "2113"}),
        ("Suzhou", {"3205", "3413"}),
        ("Shanxi", {"14", "61"}),
        ("朝阳区", {"110105", "220104"}),
        ("闸北区", {"310106"}),
        ("魔都", {"31"}),
        ("江干区", {"330102", "330114"}),
        ("吴县市", {"320506", "320507"}),
    ],
)
def test_a_name_of_several_places_or_of_other_days_has_candidates_and_no_place(text, some):
    assert places.resolve_name(text) is None
    assert some <= set(places.candidates(text))


def test_a_former_district_behind_its_city_is_a_candidate_in_that_city():
    assert places.candidates("上海市闸北区") == ("310106",)
    assert places.candidates("四川省达州市达县") == ("511703",)


def test_a_bare_short_name_shared_with_a_district_of_a_great_city_is_in_doubt():
    assert {"2113", "110105"} <= set(places.doubtful("朝阳"))
    assert places.doubtful("朝阳市") == places.doubtful("西安") == places.doubtful("汉阴") == ()


def test_every_former_name_has_heirs_that_exist():
    from fangxian.ground.places.finder import former, named_in_english, nicknames

    for name, code in (*former(), *nicknames(), *named_in_english()):
        assert places.division(code) is not None, name
    assert all(code in places.doubtful(name) for name, code in former())


def test_typing_costs_a_small_part_of_what_looking_at_every_division_costs():
    """By ratio: a search must not walk through the country."""
    places_pages.suggest("x")
    places_pages.suggest("北")
    rows = list(places.resolver().index.by_code.values())

    def took(work) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    walk = min(
        took(lambda: [row for row in rows if "浦东" in row.name or "pudong" in row.sort_key])
        for _ in range(5)
    )
    typed = ("pudong", "shanghai pudong", "浦东", "b", "xian", "上海浦", "chaoyangqu")
    for text in typed:
        assert (
            min(took(lambda text=text: places_pages.suggest(text)) for _ in range(5)) < 3 * walk
        ), text


def test_letters_are_folded_as_they_are_typed():
    assert latin.key_of("Lǚshùn") == "lvshun"
    assert latin.key_of("Pudong New Area, P.R. China") == "pudong"
    assert not latin.latin("西安 Xi'an")
    assert not latin.latin("123")
