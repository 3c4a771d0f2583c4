"""Divisions load from the shipped county and from tables of the same columns."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import transaction

from fangxian.ground.places import api as places_api
from fangxian.ground.places import catalogue as places_catalogue
from fangxian.ground.places import errors
from fangxian.ground.places import pages as places
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine, FactRow
from tests.data import shared
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db

STREETS = "code,name,areaCode\n632323100,泽曲镇,632323\n632323101,麦秀镇,632323\n"
VILLAGES = "code,name,streetCode\n632323100200,夏德日村委会,632323100\n"


def table(name, text, encoding="utf-8"):
    return name, text.encode(encoding)


def of_county(file, county, column):
    rows = [
        row
        for row in csv.DictReader(shared(f"cn_admin_divisions/{file}").open(encoding="utf-8"))
        if row[column] == county
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return file, out.getvalue().encode()


def test_hanyin_comes_with_the_product():
    assert places.home() == "610921"
    towns = places.children_of("610921")
    assert len(towns) == 10
    assert sum(len(places.children_of(town.code)) for town in towns) == 160


def test_loading_the_shipped_county_again_changes_nothing():
    done = places.load_divisions("610921", by=SYSTEM)
    assert (done.new, done.updated, done.unchanged) == (0, 0, 170)
    assert not FactRow.objects.filter(name="places.DivisionsChanged", payload__new=0).exists()


def test_a_table_loads_from_a_workbook_as_well():
    rows = [
        ["代码", "名称", "areaCode"],
        ["632323100", "泽曲镇", "632323"],
        ["632323101", "麦秀镇", "632323"],
    ]
    book = workbook(Page("说明", [["来自统计局"]]), Page("区划", rows))
    done = places.load_divisions(("泽库.xlsx", book), by=SYSTEM)
    assert done.new + done.unchanged == 2


def test_another_county_loads_from_its_tables_and_becomes_home(settings):
    settings.FANGXIAN_COUNTY = ""  # nobody has chosen
    files = [
        of_county("streets.csv", "632323", "areaCode"),
        of_county("villages_focus.csv", "632323", "areaCode"),
    ]
    done = places.load_divisions(files, by=SYSTEM)
    assert (done.new, done.unchanged, done.counties) == (74, 7, ("632323",))
    assert places.home() == done.home == "632323"
    assert len(places.children_of("632323")) == 7
    again = places.load_divisions(files, by=SYSTEM)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 81)
    places.load_divisions(of_county("villages_focus.csv", "419001", "areaCode"), by=SYSTEM)
    assert places.home() == "632323"  # the first county stays home


def test_a_named_home_county_is_not_changed_by_a_load():
    places.load_divisions(table("v.csv", VILLAGES), by=SYSTEM)
    assert places.home() == "610921"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_codes_may_be_padded_and_the_file_in_either_encoding(encoding):
    text = "code,name,areaCode\n632323199000,新 镇,632323000000\n"
    done = places.load_divisions(table("s.csv", text, encoding), by=SYSTEM)
    assert done.new == 1
    assert places.name_of("632323199") == "新镇"
    assert places.resolve_name("泽库县新镇").code == "632323199"


def test_a_new_name_of_a_known_code_is_an_update():
    done = places.load_divisions(table("s.csv", STREETS.replace("麦秀镇", "麦秀新镇")), by=SYSTEM)
    assert (done.new, done.updated, done.unchanged) == (0, 1, 1)
    assert places.full_name("632323101").endswith("麦秀新镇")


def test_the_one_county_of_a_city_keeps_its_own_code():
    text = "code,name,cityCode,provinceCode\n441900,东莞市,4419,44\n"
    assert places.load_divisions(table("areas.csv", text), by=SYSTEM).unchanged == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("id,label\n1,2\n", errors.WrongColumns),
        ("", errors.WrongColumns),
        ("code,name\n", errors.NoDivisions),
        ("code,name\n63232310x,某镇\n", errors.BadCode),
        ("code,name\n63232,某镇\n", errors.BadCode),
        ("code,name,areaCode\n632323100,泽曲镇,632324\n", errors.BadCode),
        ("code,name\n632323100, \n", errors.NameMissing),
        ("code,name\n632323100,泽曲镇\n999999100,无主镇\n", errors.OrphanParent),
        ("code,name\n\0\0\n", errors.UnreadableSource),
    ],
)
def test_a_faulty_table_is_refused_and_nothing_of_it_is_written(text, refusal):
    before = places.name_of("632323100")
    with pytest.raises(refusal) as caught:
        places.load_divisions(
            [table("ok.csv", "code,name\n632323100,改名镇\n"), table("bad.csv", text)], by=SYSTEM
        )
    assert caught.value.said.zh
    assert caught.value.next_step.en
    assert places.name_of("632323100") == before


@pytest.mark.parametrize("source", ["999999", "/no/such/folder"])
def test_a_source_that_is_not_there_is_refused(source):
    with pytest.raises(errors.UnreadableSource):
        places.load_divisions(source, by=SYSTEM)


def test_loading_needs_the_permission():
    with pytest.raises(NotAllowed):
        places.load_divisions("610921", by=NOBODY)


def holder(place, *permissions):
    return Actor(1, "张", (Grant("x", frozenset(permissions), place),))


def test_divisions_are_loaded_by_the_county_with_a_reason_and_no_further_than_its_border():
    renamed = table("s.csv", "code,name\n610921101,涧池新镇\n")
    elsewhere = table("s.csv", "code,name\n220106,长春市某区\n")
    added = table("s.csv", "code,name\n220106199,某新镇\n")
    for town in (holder("610921101", "places.edit"), holder("610921101", "places.import")):
        with pytest.raises(NotAllowed):
            places.load_divisions(renamed, "区划调整", by=town)
    county = holder("610921", "places.import")
    with pytest.raises(errors.WhyMissing):
        places.load_divisions(renamed, " ", by=county)
    for outside in (elsewhere, added):
        with pytest.raises(errors.OutsideHome) as caught:
            places.load_divisions([renamed, outside], "区划调整", by=county)
        assert caught.value.said.zh
    assert places.name_of("610921101") == "涧池镇"
    assert places.load_divisions(renamed, "汉政发〔2022〕1号", by=county).updated == 1
    line = AuditLine.objects.filter(deed="places.load_divisions").latest("number")
    assert line.purpose == "汉政发〔2022〕1号"
    assert places.load_divisions(elsewhere, by=SYSTEM).updated == 1


def test_grids_are_numbered_below_their_village():
    clerk = Actor(1, "张", (Grant("x", frozenset({"places.edit"}), "610921100"),))
    village = "610921100001"
    assert places.add_grid(village, "第一网格", by=clerk) == village + "001"
    assert places_api.add_grids(village, ["第二网格", "第三网格"], by=clerk)[-1] == village + "003"
    assert [row.name for row in places.children_of(village)] == ["第一网格", "第二网格", "第三网格"]
    assert places.find_in("610921", village + "002") == village + "002"
    assert places.resolve_name("汉阴县城关镇南街社区第二网格").code == village + "002"
    assert AuditLine.objects.filter(deed="places.add_grid", place=village).count() == 1
    with pytest.raises(errors.NameTaken):
        places.add_grid(village, "第一网格", by=clerk)
    with pytest.raises(NotAllowed):
        places.add_grid("610921101200", "外镇网格", by=clerk)
    with pytest.raises(errors.NotAVillage):
        places.add_grid("610921100", "镇的网格", by=clerk)


def test_populations_and_sites():
    places.set_population("610921", 313_000, by=SYSTEM)
    assert places.division("610921").population == 313_000
    places.add_site("汉阴中学", "school", "610921100", "城关镇", by=SYSTEM)
    assert [site.name for site in places.sites("610921", "school", by=SYSTEM)] == ["汉阴中学"]
    with pytest.raises(errors.NameTaken):
        places.add_site("汉阴中学", "school", "610921100", by=SYSTEM)
    with pytest.raises(errors.UnknownDivision):
        places.set_population("999999", 1, by=SYSTEM)


def test_what_was_rolled_back_is_not_remembered():
    village = "610921100001"
    savepoint = transaction.savepoint()
    places.add_grid(village, "一时的网格", by=SYSTEM)
    assert places.children_of(village)
    transaction.savepoint_rollback(savepoint)
    places_catalogue.look_again()
    assert places.children_of(village) == ()


def test_a_county_is_chosen_once_for_all_and_its_villages_come_with_the_product(settings):
    settings.FANGXIAN_COUNTY = ""
    assert places.home() == ""
    done = places.choose_home("632323", by=SYSTEM)
    assert (done.new, done.home) == (74, "632323")
    assert places.home() == "632323"
    assert places.choose_home("632323", by=SYSTEM).new == 0
    assert not places.bootstrap()  # it is laid already
    with pytest.raises(errors.NotACounty):
        places.choose_home("632399", by=SYSTEM)
    settings.FANGXIAN_COUNTY = "610921"  # whoever runs the machine says so
    with pytest.raises(errors.HomeFixed):
        places.choose_home("419001", by=SYSTEM)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("zeku", "632323"),
        ("泽库", "632323"),
        ("6323", "632323"),
        ("黄南", "632323"),
        ("济源", "419001"),
        ("东莞", "441900"),
    ],
)
def test_a_county_is_found_by_name_pinyin_or_code(typed, code):
    found = {one.code: one for one in places.counties(typed)}
    assert code in found
    assert found[code].townships > 0
    assert found[code].villages > 0
    assert all(len(one.code) == 6 for one in found.values())


def test_every_county_has_its_townships_and_villages():
    counties = [one for one in places_catalogue.resolver().index.by_code if len(one) == 6]
    assert len(counties) == 2978
    assert not [one for one in counties if not places_api.county(one).villages]


def test_grids_from_a_table_are_taken_once_and_what_has_no_village_comes_back():
    text = "镇,村,网格\n城关镇,南街社区,一网格\n,610921100001,二网格\n城关镇,无此村,一网格\n"
    done = places_api.import_grids(text.encode(), "网格.csv", by=SYSTEM)
    assert (done.new, done.unchanged) == (2, 0)
    [(row, why)] = done.rejected
    assert row == 4
    assert "无此村" in why.said.zh
    again = places_api.import_grids(text.encode(), "网格.csv", by=SYSTEM)
    assert (again.new, again.unchanged) == (0, 2)
