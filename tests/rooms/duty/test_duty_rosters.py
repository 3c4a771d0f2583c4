"""Duty rosters as counties write them: days across, a column for each post, several people in a cell."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding
from fangxian.ground.duty.roster_people import OnDuty, people_in
from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM
from tests.rooms.intake.sheets import Page, workbook

from .cast import HOME

A, B, C, D = "13812345678", "13912345678", "13712345678", "13612345678"


@pytest.fixture
def town(county) -> str:
    return places.children_of(HOME)[0].name


def take(*rows, merged=(), name="值班表", **options):
    content = workbook(Page(name, rows, merged=merged))
    return duty.import_roster(content, "值班表.xlsx", by=SYSTEM, **options)


def kept() -> set[tuple[str, str, str, str]]:
    """(day, post, name, masked phone) of every shift."""
    rows = Holding.objects.select_related("post")
    assert all(row.since == row.until for row in rows)
    from fangxian.ground.access import api as access

    return {
        (f"{row.since:%m-%d}", row.post.title, row.holder_name, access.open_phone(row.phone_sealed))
        for row in rows
    }


def codes(done) -> list[tuple[int, str]]:
    return [(line.row, line.code) for line in done.rejected]


GRID = {
    ("05-01", "带班领导", "张三", A),
    ("05-02", "带班领导", "李四", B),
    ("05-01", "值班人员", "王五", C),
    ("05-02", "值班人员", "赵六", D),
}


@pytest.mark.parametrize(
    "days",
    [
        ["5月1日", "5月2日"],
        ["5月1日(周日)", "5月2日（星期一）"],
        ["2022-05-01", "2022/5/2"],
        ["5.1", "5.2"],
        ["1日", "2日"],
        ["周日", "周一"],
        ["星期天", "星期一"],
    ],
)
@pytest.mark.parametrize("corner", ["岗位", "值班日期", "日期", ""])
def test_days_across_are_a_shift_a_cell(town, days, corner):
    done = take(
        [f"{town}2022年5月1日至5月2日值班安排表", "", ""],
        [corner, *days],
        ["带班领导", f"张三 {A}", f"李四({B})"],
        ["值班人员", f"王五：{C}", f"赵六{D}"],
        merged=[(0, 0, 0, 2)],
    )
    assert (codes(done), done.read, done.new) == ([], 4, 4)
    assert kept() == GRID


def test_a_row_of_phones_below_is_of_the_people_above_it(town):
    done = take(
        [f"{town}值班表", "", ""],
        ["值班日期", "5月1日", "5月2日"],
        ["带班领导", "张三", "李四"],
        ["联系电话", A, B],
        ["值班人员", "王五", "赵六"],
        ["值班电话", C, D],
        merged=[(0, 0, 0, 2)],
    )
    assert (codes(done), kept()) == ([], GRID)


@pytest.mark.parametrize("upper", [["日期", "5月1日", "5月2日"], ["日期", "周日", "周一"]])
def test_dates_and_weekdays_on_two_lines_are_one_header(town, upper):
    lower = ["日期", "周日", "周一"] if upper[1][0] == "5" else ["日期", "5月1日", "5月2日"]
    done = take(
        [f"{town}值班表", "", ""],
        upper,
        lower,
        ["带班领导", f"张三{A}", f"李四{B}"],
        ["值班人员", f"王五{C}", f"赵六{D}"],
        merged=[(0, 0, 0, 2), (1, 0, 2, 0)],
    )
    assert (codes(done), kept()) == ([], GRID)


def test_rows_of_units_are_shifts_of_those_units(county):
    one, other = places.children_of(HOME)[:2]
    done = take(
        ["单位", "5月1日", "5月2日"],
        [one.name, f"张三 {A}", f"李四 {B}"],
        [other.name, f"王五 {C}", f"赵六 {D}"],
        ["没有这里", f"魏平 {A}", ""],
    )
    assert codes(done) == [(4, "duty.unknown_unit")]
    assert {(row.post.unit.name, row.post.title) for row in Holding.objects.all()} == {
        (one.name, "值班人员"),
        (other.name, "值班人员"),
    }


def test_a_column_for_each_post_is_a_shift_for_each_person_in_it(town):
    done = take(
        [f"{town}五一假期值班表", "", "", "", "", ""],
        ["日期", "星期", "带班领导", "值班人员", "值班电话", "备班"],
        ["5月1日", "周日", f"张三 {A}", "王五、赵六", "0915-5212345", f"李四{B}"],
        ["5月2日", "周一", "张三", "王五", C, f"李四{B}"],
        merged=[(0, 0, 0, 5)],
    )
    assert codes(done) == []
    assert kept() == {
        ("05-01", "带班领导", "张三", A),
        ("05-01", "值班人员", "王五", "9155212345"),
        ("05-01", "值班人员", "赵六", "9155212345"),
        ("05-01", "备班", "李四", B),
        ("05-02", "带班领导", "张三", A),
        ("05-02", "值班人员", "王五", C),
        ("05-02", "备班", "李四", B),
    }


def test_each_post_has_the_phone_beside_it_and_a_span_of_days_is_one_shift(county):
    town = places.children_of(HOME)[0].name
    done = take(
        ["日期", "单位", "带班领导", "电话", "值班人员", "电话"],
        ["5月1日-5月3日", town, "张三", A, "王五", C],
    )
    assert (codes(done), done.new) == ([], 2)
    assert set(Holding.objects.values_list("holder_name", "since", "until")) == {
        ("张三", date(2022, 5, 1), date(2022, 5, 3)),
        ("王五", date(2022, 5, 1), date(2022, 5, 3)),
    }


def test_what_cannot_be_placed_is_told_and_the_good_rows_stand(town):
    done = take(
        [f"{town}值班表", "", "", ""],
        ["日期", "带班领导", "值班人员", "值班电话"],
        ["5月1日", "张三", "王五", C],
        ["下周", f"李四 {B}", "", ""],
        ["5月2日", f"李四 {B}", "待定", ""],
        ["5月3日(周一)", "", "王五", C],
        ["5月4日", "", "王五、赵六", C],
        merged=[(0, 0, 0, 3)],
    )
    assert codes(done) == [
        (3, "duty.shift_without_phone"),
        (4, "duty.day_unreadable"),
        (5, "duty.seat_vacant"),
        (6, "duty.day_unreadable"),
        (7, "duty.shift_without_phone"),
    ]
    assert "张三" in done.rejected[0].sentence.zh
    assert kept() == {
        ("05-01", "值班人员", "王五", C),
        ("05-02", "带班领导", "李四", B),
        ("05-04", "值班人员", "王五", C),
    }


def test_a_roster_that_names_no_unit_or_another_s_is_told(county):
    rows = (["日期", "带班领导", "值班人员"], ["5月1日", f"张三{A}", f"王五{C}"])
    assert codes(take(*rows)) == [(2, "duty.unit_unsaid")] * 2
    assert not Holding.objects.exists()


def test_the_phone_of_somebody_known_in_the_unit_is_used(county):
    unit = duty.unit_for(places.children_of(HOME)[0].code, "township")
    post = next(one for one in duty.posts(unit.id) if one.title == "值班员")
    duty.seat(post.id, duty.Holder("张三", phone=A), date(2022, 1, 1), by=SYSTEM)
    done = take(["日期", "单位", "带班领导"], ["5月1日", unit.name, "张三"])
    assert (done.new, codes(done)) == (1, [])


def test_the_same_roster_again_changes_nothing_and_an_office_s_phone_is_nobody_s_own(town):
    rows = (
        [f"{town}值班表", ""],
        ["岗位", "5月1日", "5月2日"],
        ["值班人员", "张三、李四 0915-5212345", f"王五 {C}"],
    )
    assert [take(*rows).new, take(*rows).unchanged] == [2, 2]


def test_a_day_of_which_excel_took_the_nought_is_the_tenth_and_a_day_twice_is_none(town):
    done = take(
        [f"{town}值班表", "", "", ""],
        ["岗位", 5.9, 5.1, 5.11],
        ["值班人员", f"张三{A}", f"李四{B}", f"王五{C}"],
        merged=[(0, 0, 0, 3)],
    )
    assert codes(done) == []
    assert {day for day, *_ in kept()} == {"05-09", "05-10", "05-11"}


def test_marks_for_names_are_nobody_s_names(town):
    done = take([f"{town}值班表", "", ""], ["姓名", "周日", "周一"], ["张三", "白班", "休"])
    assert {code for _, code in codes(done)} == {"duty.marks_for_names"}
    assert not Holding.objects.exists()


@pytest.mark.parametrize(
    ("cell", "phones", "found"),
    [
        (f"张三、李四 {A}", "", [("张三", ""), ("李四", A)]),
        (f"张三 {A}；李四 {B}", "", [("张三", A), ("李四", B)]),
        (f"张三{A}李四{B}", "", [("张三", A), ("李四", B)]),
        ("张三 李四", f"{A}、{B}", [("张三", A), ("李四", B)]),
        ("张三、李四", A, [("张三", ""), ("李四", "")]),
        ("张三、李四", "0915-5212345", [("张三", "09155212345"), ("李四", "09155212345")]),
        ("欧阳 娜娜", A, [("欧阳 娜娜", A)]),
        ("张 三", A, [("张 三", A)]),
        ("张三", "12", [("张三", "12")]),
        ("张三（手机：138 1234 5678）", "", [("张三", A)]),
    ],
)
def test_everybody_in_a_cell_has_their_own_phone(cell, phones, found):
    assert [one[:2] for one in people_in(cell, phones)] == found


def test_a_post_said_before_a_name_is_that_name_s():
    assert people_in(f"司机：张三 {A}") == [OnDuty("张三", A, "司机")]
