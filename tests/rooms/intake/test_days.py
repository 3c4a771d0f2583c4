"""Days and moments in the forms in which people and programs write them."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from fangxian.ground.intake.api import (
    DAY_GUESSED,
    UNREADABLE,
    YEAR_SUPPLIED,
    Open,
    date_of,
    moment_of,
)

MAY_7 = date(2022, 5, 7)


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-07",
        "2022/5/7",
        "2022.5.7",
        "2022年5月7日",
        "2022年5月7号",
        "20220507",
        20220507.0,
        "２０２２－０５－０７",
        " 2022-05-07 ",
        "2022-05-07 08:15",
        "2022-05-07T08:00Z",
        "2022年5月7日上午",
        "2022年5月7日下午3点",
        "2022年5月7日 下午3点半",
        "2022-05-07 星期六",
        "2022-05-07(周六)",
        "预计2022年5月7日",
        "2022年5月7日左右",
        44688,
        44688.5,
        "44688",
        datetime(2022, 5, 7, 9),
        MAY_7,
        '="2022-05-07"',
        "'2022-05-07",
        "22年5月7日",
        "7 May 2022",
        "May 7, 2022",
        "7-May-2022",
        "202205070815",
        "2022-05-07 0815",
    ],
)
def test_a_day_that_is_written_out_is_that_day(written):
    assert date_of(written) == MAY_7


@pytest.mark.parametrize(
    ("written", "day", "code"),
    [
        ("5.7", MAY_7, YEAR_SUPPLIED),
        (5.7, MAY_7, YEAR_SUPPLIED),
        ("5月7日", MAY_7, YEAR_SUPPLIED),
        ("5月7号下午3点", MAY_7, YEAR_SUPPLIED),
        ("5/7", MAY_7, YEAR_SUPPLIED),
        ("5-7", MAY_7, YEAR_SUPPLIED),
        ("5月7日上午", MAY_7, YEAR_SUPPLIED),
        ("22.5.7", MAY_7, DAY_GUESSED),
        ("22-05-07", MAY_7, DAY_GUESSED),
        ("05/07/2022", MAY_7, DAY_GUESSED),
        ("7/5/2022", MAY_7, DAY_GUESSED),
        ("7/5/22", MAY_7, DAY_GUESSED),
        (5.1, date(2022, 5, 10), DAY_GUESSED),
        ("12.30", date(2021, 12, 30), YEAR_SUPPLIED),
    ],
)
def test_what_is_left_open_is_settled_by_the_day_of_the_filing_and_can_be_told(written, day, code):
    found = date_of(written)
    assert isinstance(found, Open)
    assert found.code == code
    near = found.near(date(2022, 5, 6) if day.month != 5 or written != 5.1 else date(2022, 5, 9))
    assert near is not None
    assert near.date() == day


@pytest.mark.parametrize("written", ["25/12/2021", "12/25/2021"])
def test_where_only_one_reading_exists_nothing_is_open(written):
    assert date_of(written) == date(2021, 12, 25)


def test_a_filing_written_without_its_year_lies_before_its_receipt():
    found = moment_of("5月20日")
    assert isinstance(found, Open)
    assert found.near(date(2022, 5, 10), latest=date(2022, 5, 10)) == datetime(2021, 5, 20)
    new_year = date_of("1月3日")
    assert isinstance(new_year, Open)
    assert new_year.near(date(2022, 12, 30)) == datetime(2023, 1, 3)


@pytest.mark.parametrize("written", ["", None, "无", "/", "—", "-", "不详", "暂无"])
def test_nothing_in_words_is_no_day(written):
    assert date_of(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "2022-02-30",
        "2022-13-01",
        "待定",
        "昨天",
        "1922-05-02",
        "13月2日",
        "5.78",
        "99",
        "2022-05-07 25:00",
        "6.12423E+17",
        "5月7日25点",
    ],
)
def test_what_is_no_day_is_said_to_be_unreadable(written):
    assert date_of(written) == UNREADABLE


def test_moments_keep_their_hour_in_county_time():
    def said(text: str) -> str:
        found = moment_of(text)
        assert isinstance(found, datetime)
        return found.isoformat()

    assert said("2022-05-07T08:00Z") == "2022-05-07T16:00:00+08:00"
    assert said("2022年5月7日下午3点半") == "2022-05-07T15:30:00+08:00"
    assert said("2022-05-07 PM 3:05") == "2022-05-07T15:05:00+08:00"
    assert said("2022年5月7日上午") == "2022-05-07T00:00:00+08:00"
    assert said("2022年5月7日 凌晨12点") == "2022-05-07T00:00:00+08:00"


def test_a_workbook_that_counts_from_1904_is_four_years_and_a_day_behind():
    assert date_of(44688 - 1462, shift=1462) == MAY_7


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-06 24:00",
        "2022年5月6日24时",
        "2022年5月6日晚12点",
        "7-May-22",
        "7 May 22",
        "二〇二二年五月七日",
        "2022年五月七日",
        "2022、5、7",
        "2022。5。7",
        "2022一5一7",
        "Sat May 07 2022 08:00:00 GMT+0800 (中国标准时间)",
        "2022,5,7",
        "\u202a2022-05-07\u202c",
    ],
)
def test_midnight_is_of_the_next_day_and_words_are_numbers(written):
    assert date_of(written) == MAY_7


@pytest.mark.parametrize(
    "written",
    [
        "5月6日24:00",
        "5月6日晚12点",
        "7/5",
        "五月七日",
        "7-May",
        "5月7日15点30分",
        "5/7晚",
        "5月7日零点",
    ],
)
def test_of_a_day_without_its_year_the_hour_is_read_too(written):
    found = date_of("13/5" if written == "7/5" else written)
    assert isinstance(found, Open)
    near = found.near(MAY_7)
    assert near is not None
    assert near.date() == (date(2022, 5, 13) if written == "7/5" else MAY_7)


@pytest.mark.parametrize(
    "written",
    [
        "4.28-5.2",
        "4月28日-5月2日",
        "2022-04-28至2022-05-02",
        "5.7-8",
        "5月7日或8日",
        "2022-5-7/8",
        "5.7~5.8",
        "今天",
        "昨天",
        "明天",
        "下周三",
        "2022.4.31",
        "四月初八",
        "Apr-22",
        "2022-05-078",
        "民国111年5月8日",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31 24:00",
    ],
)
def test_two_days_and_no_day_are_told(written):
    assert date_of(written) == UNREADABLE


@pytest.mark.parametrize(
    "part",
    [
        "-",
        "5月",
        "5 ",
        "may ",
        "周一",
        "(",
        "T,",
        "1",
        "十",
        '="',
        "/ ",
        "2022-5-7T",
        "may-",
        "7 may - ",
    ],
)
def test_a_cell_of_ten_thousand_letters_is_read_in_no_time(part):
    def took(letters: int) -> float:
        cell = f"2022-05-07 {part * (letters // len(part))}"
        best = []
        for _ in range(3):
            begun = time.process_time()
            date_of(cell), date_of(cell[11:])
            best.append(time.process_time() - begun)
        return min(best)

    took(100)
    assert took(20_000) < 6 * took(10_000) + 0.02


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-09.",
        "2022-05-09。",
        "2022—05—09",
        "2022–05–09",
        "220509",
        220509,
        "２０２２－０５－０９",
        "9-May-22",
    ],
)
def test_what_a_hand_adds_to_a_day_changes_nothing(written):
    assert date_of(written) == date(2022, 5, 9)


@pytest.mark.parametrize("written", ["221309", 991231, "220532"])
def test_six_digits_that_are_no_day_are_none(written):
    assert date_of(written) == UNREADABLE


@pytest.mark.parametrize(
    "written", ["5月8日（预计）", "5月8日(预计到达)", "5,8", "5，8", "5。8", "5月8日(拟)"]
)
def test_a_day_that_is_expected_or_oddly_dotted_is_that_day(written):
    found = date_of(written)
    assert found.near(date(2022, 5, 9)).date() == date(2022, 5, 8)
