"""Whatever is shaped like the number of a person is shown masked; days and codes of places are not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fangxian.ground.intake.separators import BRACKETS, NOISE
from fangxian.ground.people import documents, phones
from fangxian.kernel import masking
from fangxian.kernel.masking import masked


@pytest.mark.parametrize(
    "said",
    [
        "61242319850615222X",
        "612423850615222",
        "612423 19850615 222X",
        "612423-19850615-222X",
        "13891512345",
        "138 9151 2345",
        "138-9151-2345",
        "+86 13891512345",
        "0915-5212345",
        "E12345678",
        "EA1234567",
        "A123456(7)",
        "C01X00T47",
        "护照E12345678号",
        "同住人61242319850615222X已报",
        "１３８９１５１２３４５",
        "20220510 13891512345",
        "2022-05-10 138-9151-2345",
        "612423-1985-0615-222X",
        "612423  19850615  222X",
        "612423—19850615—222X",
        "612423－19850615－222X",
        "612423.1985.06.15.222x",
        "1 3 8 9 1 5 1 2 3 4 5",
        "138.9151.2345",
        "138/9151/2345",
        "138——9151——2345",
        "(0915)521-2345",
        "+852-9123-4567",
        "E·1234·5678",
        "610921 19880315 2345",
        "610921-19880315-2345",
        "610921 1988 03 15 2345",
        "610921.19880315.2345",
        "ID 612423-1985-0615-222X",
        "99 138-9151-2345",
        "台胞证:20012345",
        "138,9151,2345",
        "138，9151，2345",
        "6124,2319,8506,1522,2X",
        "61242319850615222-X",
        "61242319850615222，X",
        "138／9151／2345",
        "138\u2009\u205f9151\u16802345",
        "138~9151~2345",
        "138|9151|2345",
        "138_9151_2345",
        "138:9151:2345",
        "138、9151、2345",
        "3138,9151,2345",
        "138-9151-23456",
        "138915123452345",
        "612423198506152",
        "138915 123452345",
        "0915，521，2345",
        "+86,138,9151,2345",
        "610921-850615-222345",
        "E1234,12345",
        "ID 6124 231 985 06152345",
        "calls 138,9151,2345 and 6124，2319，8506，1523，45",
        "612,423,198,506,152,345",
        "13,891,512,345",
        "①③⑧9151２３４５",
        "١٣٨٩١٥١٢٣٤٥",
        "2022-05-10 13-8915-12345",
    ],
)
def test_a_number_of_somebody_is_masked_wherever_it_stands(said):
    shown = masked(said)
    assert "****" in shown
    for whole in ("5222X", "15222", "2345", "٢٣٤٥", "12345", "34567", "00T47", "３４５"):
        assert whole not in shown


@pytest.mark.parametrize(
    "said",
    [
        "2022-05-10",
        "20220510",
        "20220510 0815",
        "20220510081530",
        "2022-05-01~2022-05-03",
        "2022-05-10 08:00:00",
        "610921102202",
        "G1234",
        "陕G12345",
        "陕AD12345",
        "CA1234",
        "3号楼2单元1201",
        "120元",
        "1 2 3 4 5 6 7 8 9 10",
        "西安市雁塔区",
        "",
        "2022.5.1",
        "2022/5/1 2022/5/12",
        "2022 05 10",
        "2022-05-10 08",
        "2022-05-1 2022-05-12",
        "12000.50",
        "1,234,567.89元",
        "610921",
        "610921102202 610921102203",
        "京A·D12345",
        "陕A·12345",
        "3-2-1201",
        "20010512",
        "2022-05-13 08:00:03,120 WARNING django.request: Bad Request",
        "610921102202 has no unit",
        "20220510001234",
        "工单 20220510001 已办",
        "1、2、3、4、5、6、7、8、9、10、11、12、13、14、15、16",
        "12,13,15",
        "共 3,5,7 组",
        "2022-05-10, 35 persons",
        "2022-05-10T08:00:00.123456",
        "610921,610922,610923",
        "138****、139****、151****、136****",
        "2022/5/1,2022/5/12,2022/5/13",
        "513221200201",
        "http://10.0.0.1:8000/imports/12/",
        "12:30-13:45,14:00-15:30",
        "1.5, 2.5, 3.75, 12",
    ],
)
def test_days_places_and_vehicles_are_left_whole(said):
    assert masked(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "2022-05-10 ",
        "1 ",
        "12-",
        "a1",
        "2022 05 ",
        "610921 ",
        "E1-",
        "138 ",
        "1,2,",
        "610921102202,",
    ],
)
def test_a_long_cell_is_read_once(said):
    """However it may be parted."""
    began = time.process_time()
    masked(said * 2_000 + "x")
    assert time.process_time() - began < 2


def test_masked_again_it_is_the_same():
    for said in ("61242319850615222X", "A123456(7)", "138-9151-2345"):
        assert masked(masked(said)) == masked(said)


@pytest.mark.parametrize("title", ["证件号码", "台胞证", "身份证号", "Passport No.", "联系电话"])
def test_under_the_title_of_a_document_what_is_written_like_a_day_is_a_number(title):
    assert masked("20010512", title) == "200****"
    assert masked("2001-05-12", title) == "200****"


@pytest.mark.parametrize("title", ["", "来汉日期", "证件有效期", "核酸证明日期", "出生年月"])
def test_in_a_column_of_days_a_day_stays_a_day(title):
    assert masked("20010512", title) == "20010512"


GAPS = [chr(one) for one in (*NOISE, *BRACKETS) if chr(one).isprintable() or chr(one).isspace()]
AROUND = st.text("汉阴城关镇来返同住人报告,。;:西安", max_size=8)
SPLITS = st.lists(st.sampled_from(["", "", "", *GAPS, "  ", "——", " - "]), min_size=24, max_size=24)
DIGITS = st.integers(0, 9).map(str)


def digits(n: int):
    return st.lists(DIGITS, min_size=n, max_size=n).map("".join)


BIRTH = st.dates(documents.date(1940, 1, 1), documents.date(2019, 12, 31))


@st.composite
def resident_ids(draw):
    born = draw(BIRTH)
    county = draw(st.sampled_from(["612423", "110105", "440305", "650102", "330106"]))
    first = f"{county}{born:%Y%m%d}{draw(digits(3))}"
    return first + documents.check_character(first)


NUMBERS = st.one_of(
    resident_ids(),
    resident_ids().map(lambda one: one[:6] + one[8:17]).filter(lambda one: one[6:8] >= "40"),
    digits(9).map(lambda rest: f"138{rest[:8]}"),
    digits(8).map("E".__add__),
    digits(8).map("H".__add__),
    digits(7).map("EA".__add__),
    digits(9).map("P".__add__),
    digits(6).map("0915-52".__add__).map(lambda one: one.replace("-", "")[:11]),
)


@given(number=NUMBERS, gaps=SPLITS, before=AROUND, after=AROUND)
def test_whatever_reads_as_a_number_is_masked_however_it_is_set(number, gaps, before, after):
    set_so = "".join(one + gap for one, gap in zip(number, gaps, strict=False)).strip()
    known = documents.normalise_document("", set_so)
    rung = phones.normalise_phone(set_so)
    assume(isinstance(known, documents.DocumentKey) or (rung.sound and rung.text))
    shown = masked(before + set_so + after)
    assert "****" in shown
    assert len(re.sub(r"\D", "", shown)) <= 3
    assert masked(shown) == shown


@given(
    one=st.one_of(
        st.dates(documents.date(1990, 1, 1), documents.date(2039, 12, 31)).flatmap(
            lambda day: st.sampled_from(
                [
                    f"{day:%Y%m%d}",
                    f"{day:%Y-%m-%d}",
                    f"{day:%Y/%m/%d}",
                    f"{day.year}.{day.month}.{day.day}",
                ]
            )
        ),
        st.integers(0, 999_999).map(str),
        st.integers(0, 99_999_999).map(lambda n: f"{n // 100}.{n % 100:02}"),
        st.sampled_from(["610921", "610921102202", "陕G12345", "陕AD12345", "京A·12345"]),
    ),
    before=AROUND,
    after=AROUND,
)
def test_days_amounts_codes_and_plates_stay_in_any_text(one, before, after):
    assert masked(before + one + after) == before + one + after


def _apart(one: str) -> bool:
    return not one.isalnum() and one not in masking.LIKE_X and one != "*"


ANYTHING = st.characters(categories=["Z", "P", "Cf", "Cc", "S", "M"]).filter(_apart)
SET_SO = st.lists(st.one_of(st.just(""), ANYTHING), min_size=18, max_size=18)


@given(
    number=st.one_of(
        resident_ids(),
        digits(9).map("13".__add__),
        digits(8).map("E".__add__),
        digits(6).map("091552".__add__).map(lambda one: one[:11]),
    ),
    gaps=SET_SO,
    wide=st.booleans(),
    before=AROUND,
    after=AROUND,
)
def test_a_number_is_never_shown_in_whole_whatever_stands_between(
    number, gaps, wide, before, after
):
    if number.startswith("0915"):
        assume(phones.normalise_phone(number).sound)
    if wide:
        number = "".join(chr(ord(one) + 0xFEE0) for one in number)
    set_so = "".join(one + gap for one, gap in zip(number, gaps, strict=False)).strip()
    shown = masked(before + set_so + after)
    assert "****" in shown
    assert sum(map(str.isdigit, shown)) <= masking.SHOWN


@given(st.text(st.characters(exclude_categories=["Nd", "No"]), max_size=200))
def test_a_text_without_numbers_comes_back_as_it_was(text):
    assert masked(text) == text


def test_the_table_of_codes_is_that_of_the_places():
    import csv
    from importlib.resources import files

    table = files("fangxian.ground.places").joinpath("china/counties.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        assert masked(f"{row['code']}001002") == f"{row['code']}001002"
    for nowhere in ("138915001002", "617923001002", "990000001002"):
        assert masked(nowhere) != nowhere
