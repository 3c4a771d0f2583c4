"""Whether somebody came from abroad, written in other words than yes and no, puts no row back; and days
that are said of another are read by the day of the filing."""

from __future__ import annotations

import pytest

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import day_of
from fangxian.kernel import clock
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
FILED = {"filed_at": "2022-05-09 08:00", "leaving": ""}


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("香港", None),
        ("澳门", None),
        ("台湾", None),
        ("从香港", None),
        ("一个月前入境", None),
        ("缅甸务工返回", None),
        ("入境人员", None),
        ("中国香港", None),
        ("刚从国外回来", None),
        ("已入境21天", None),
        ("4.20入境", "2022-04-20"),
        ("4月20日从香港回国", "2022-04-20"),
        ("2022-04-20入境", "2022-04-20"),
    ],
)
def test_what_says_that_somebody_came_from_abroad_is_a_yes(said, entry):
    counts = take_in(wang(overseas=said, entry=""))
    one = Declaration.objects.get()
    assert counts["new"] == 1
    assert counts["told"]["entry_meant"] == 1, "that it was read so is told"
    assert (one.overseas, one.entry and str(one.entry)) == (True, entry)


@pytest.mark.parametrize(
    "said",
    [
        "外籍",
        "一个月前",
        "也许",
        "看情况",
        "可能入境",
        "从未入境",
        "尚未入境",
        "没联系上",
        "没问",
        "有可能",
        "无锡",
        # home, with a letter of Hong Kong, Macao or Taiwan in it; and what is said of others
        "烟台",
        "山东烟台",
        "台山市",
        "连云港",
        "张家港",
        "防城港",
        "丰台",
        "台州",
        "汉台",
        "外省",
        "外地",
        "台资企业",
        "家属回国",
        "同住人入境",
        "否,刚回国",
        "没有,上月入境",
        "否,刚从缅甸回国",
        "密接入境人员",
        "入境口岸工作",
        "韩国料理店",
    ],
)
def test_what_is_neither_yes_nor_no_is_verified_and_told(said):
    counts = take_in(wang(overseas=said, entry="", origin="陕西省汉中市汉台区"))
    one = Declaration.objects.get()
    assert counts["told"] == {"entry_unclear": 1}
    assert said in counts["told_of"][0]["sentence"]["zh"]
    assert (one.overseas, one.uncertain, one.class_code) == (None, True, "unverified")


@pytest.mark.parametrize(
    "said", ["是", "否", "不清楚", "", "无", "没有出过境", "国内", "国内;无境外"]
)
def test_an_answer_is_read_as_it_is(said):
    told = take_in(wang(overseas=said, entry=""))["told"]
    assert not {"entry_unclear", "entry_meant"} & set(told)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("昨天", "2022-05-08"),
        ("昨天下午", "2022-05-08"),
        ("前天", "2022-05-07"),
        ("今天", "2022-05-09"),
        ("昨晚8点", "2022-05-08"),
        ("昨晚22:30", "2022-05-08"),
        ("昨天22点10分到", "2022-05-08"),
        ("9日", "2022-05-09"),
        ("8号", "2022-05-08"),
        ("30日", "2022-04-30"),
        ("May 9", "2022-05-09"),
        ("May 8th", "2022-05-08"),
    ],
)
def test_a_day_that_is_said_of_another_is_read_by_the_filing_and_told(said, day):
    counts = take_in(wang(arrival=said, **FILED))
    assert str(Declaration.objects.get().arrival) == day
    assert sum(counts["told"].values()) == 1
    assert day in counts["told_of"][0]["sentence"]["zh"]


@pytest.mark.parametrize(("said", "day"), [("9日", "2022-05-09"), ("May 9", "2022-05-09")])
def test_without_a_filing_time_a_date_without_its_month_or_year_lies_nearest_to_receipt(said, day):
    take_in(wang(arrival=said, leaving="", filed_at=""))
    assert str(Declaration.objects.get().arrival) == day


def test_without_a_filing_time_nobody_knows_which_day_yesterday_was():
    counts = take_in(wang(arrival="昨天", leaving="", filed_at=""))
    assert counts["reasons"] == {"arrivals.date_unreadable": 1}


@pytest.mark.parametrize("said", ["32日", "0日", "昨天或今天", "上周", "Apr-22", "9日10日"])
def test_what_names_no_one_day_is_unreadable(said):
    assert day_of(said) == intake.UNREADABLE


def test_of_a_day_more_than_half_a_month_off_nobody_knows_the_month():
    """离开 30日, 抵达 31日, filed on the 9th of May: the end of March or of May."""
    counts = take_in(wang(leaving="30日", arrival="31日", filed_at="2022-05-09 08:00"))
    assert counts["reasons"] == {"arrivals.date_unreadable": 1}
