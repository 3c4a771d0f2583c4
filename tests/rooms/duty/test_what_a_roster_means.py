"""A roster says more than who sits where: a seat that is empty, a row that was struck, two people in a cell."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding, Post
from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM

from .cast import HOME
from .test_roster import HEADINGS, sheet


def take(*rows: list[str]) -> duty.RosterImported:
    return duty.import_roster(sheet(*rows), "名册.xlsx", by=SYSTEM)


def codes(done) -> list[str]:
    return [line.code for line in done.rejected]


@pytest.mark.parametrize(
    "nobody", ["空缺", "待定", "暂缺", "(空缺)", "待补", "暂无", "未配备", "缺岗", "暂未安排"]
)
def test_a_seat_that_is_empty_is_a_hole_and_no_person(county, nobody):
    done = take([county.village(), "", "村医", nobody, "", "", ""])
    assert (done.new, Holding.objects.count()) == (0, 0)
    assert codes(done) in (["duty.seat_vacant"], ["duty.name_missing"])


def test_the_post_of_an_empty_seat_is_there_to_be_filled(county):
    take([county.village(), "", "村医", "空缺", "", "", ""])
    assert Post.objects.filter(title="村医").count() == 1


@pytest.mark.parametrize("name", ["空明", "待小军", "缺月", "魏平", "古丽·买买提"])
def test_a_name_that_only_begins_so_is_somebody(county, name):
    assert take([county.village(), "", "村医", name, "", "", ""]).new == 1


@pytest.mark.parametrize("names", ["张三、李四", "张三/李四", "王小明,李小红"])
def test_two_people_in_one_cell_are_not_one(county, names):
    assert codes(take([county.village(), "", "村医", names, "13800001234", "", ""])) == [
        "duty.several_holders"
    ]


@pytest.mark.parametrize("fault", ["#N/A", "#REF!"])
def test_a_phone_that_was_not_worked_out_is_no_empty_one(county, fault):
    assert codes(take([county.village(), "", "村医", "魏平", fault, "", ""])) == [
        "intake.cell_broken"
    ]


@pytest.mark.parametrize("end", ["长期", "至今", "现任", "在岗", "长期有效"])
def test_an_end_that_is_none_is_left_open(county, end):
    assert take([county.village(), "", "村医", "魏平", "", "2022-03-01", end]).new == 1
    assert Holding.objects.get().until is None


def test_a_day_that_is_none_is_still_told(county):
    done = take(
        [county.village(), "", "村医", "魏平", "", "长期", ""],
        [county.village(), "", "村医", "李红", "", "", "以后"],
    )
    assert codes(done) == ["duty.day_unreadable", "duty.day_unreadable"]


def test_a_row_with_a_line_through_it_seats_nobody_until_somebody_says_so(county):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page, line = book.add_worksheet("值守"), book.add_format({"font_strikeout": True})
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, [county.village(), "", "村医", "魏平", "", "", ""], line)
        page.write_row(2, 0, [county.village(), "", "村医", "李红", "", "", ""])
    done = duty.import_roster(made.getvalue(), "名册.xlsx", by=SYSTEM)
    assert (codes(done), done.new, Holding.objects.get().holder_name) == (
        ["duty.line_struck"],
        1,
        "李红",
    )


def test_a_unit_is_known_by_its_short_name_in_the_county_and_by_no_other(county):
    town = next(one for one in places.children_of(HOME) if one.name.endswith("镇"))
    short = town.name.removesuffix("镇")
    done = take(
        ["", short, "值班员", "魏平", "", "", ""], ["", "没有这里", "值班员", "李红", "", "", ""]
    )
    assert (done.new, codes(done)) == (1, ["duty.unknown_unit"])
    assert Holding.objects.get().post.unit.place == town.code


def test_names_with_their_phones_in_one_cell_are_people_of_their_own():
    from fangxian.ground.people import api as people

    assert people.names_with_phones("张三 13812345678、李四:13912345678") == (
        ("张三", "13812345678"),
        ("李四", "13912345678"),
    )
    assert people.names_with_phones("张三(139 1234 5678)") == (("张三", "13912345678"),)
    assert people.names_with_phones("张三、李四 13912345678") == ()
    assert people.names_with_phones("张三") == ()
