"""省份, 来源, 人员类别, 学校: what a column says of where somebody comes from counts under every title, and
where somebody is registered or employed does not."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.columns import TITLES
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals import ledgers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(extra: dict[str, str], **changes: object) -> dict[str, object]:
    row = ledgers.wang(**{"origin": "陕西省安康市石泉县", **changes})
    rows = [[*TITLES, *extra], [*(row[one] for one in ledgers.WANG), *extra.values()]]
    return arrivals.import_file(ledgers.as_text(rows), "台账.csv", by=SYSTEM).counts


def verified() -> bool:
    one = Declaration.objects.get()
    return one.uncertain and one.class_code == "unverified"


SOURCES = [
    ("省份", "湖北省"),
    ("省份", "湖北"),
    ("城市", "武汉"),
    ("市", "武汉市"),
    ("县区", "江汉区"),
    ("省份", "外省"),
    ("人员类别", "入境人员"),
    ("人员类别", "上海返汉人员"),
    ("人员类别", "密接"),
    ("类别", "省外返乡"),
    ("就读学校", "上海大学"),
    ("学校", "武汉理工大学"),
    ("学校名称", "清华大学"),
    ("单位地址", "上海市浦东新区世纪大道1号"),
    ("返乡原因", "上海疫情返乡"),
    ("核酸检测单位", "上海市第六人民医院"),
    ("核查情况", "已核查,从武汉返回"),
    ("乘坐车次2", "G1 上海虹桥-西安北"),
]


@pytest.mark.parametrize(("title", "said"), SOURCES)
def test_what_it_says_is_verified(title, said):
    assert take({title: said})["told"] == {"unread_matters": 1}
    assert verified()


@pytest.mark.parametrize(
    ("title", "said", "origin"),
    [
        ("省份", "湖北省", "湖北省武汉市江岸区"),
        ("城市", "武汉", "湖北省武汉市江岸区"),
        ("人员类别", "上海返汉人员", "上海市浦东新区"),
        ("学校", "上海大学", "上海市宝山区"),
        ("类别", "省外返乡", "上海市浦东新区"),
    ],
)
def test_what_the_journey_says_is_answered(title, said, origin):
    assert take({title: said}, origin=origin)["told"] == {}


def test_an_entry_that_is_said_is_answered():
    assert (
        take({"人员类别": "入境人员"}, overseas="是", entry="2022-04-20", origin="缅甸")["told"]
        == {}
    )


HARMLESS = [
    ("省份", "陕西省"),
    ("市", "安康市"),
    ("县", "汉阴县"),
    ("省份", "本省"),
    ("城市", "安康"),
    ("人员类别", "返乡人员"),
    ("人员类别", "学生"),
    ("学校", "汉阴中学"),
    ("就读学校", "城关小学"),
    ("毕业院校", "上海大学"),
    ("工作单位", "上海某某公司"),
    ("户籍地址", "上海市浦东新区"),
    ("户籍省份", "湖北"),
    ("籍贯", "湖北武汉"),
    ("紧急联系人地址", "上海市"),
    ("疫苗接种单位", "上海市某医院"),
    ("车牌号", "沪A12345"),
    ("返乡原因", "探亲"),
    ("数据来源", "西安市推送"),
    ("人员类别", "非入境人员"),
]


@pytest.mark.parametrize(("title", "said"), HARMLESS)
def test_what_is_no_stay_is_let_be(title, said):
    counts = take({title: said})
    assert counts["told"] == {}, counts["told_of"]


@pytest.mark.parametrize("title", ["来源省份", "来源省", "来源城市", "来源地区"])
def test_a_source_is_the_departure(title):
    rows = [
        ["姓名", "证件号码", "手机号", title, "抵达日期"],
        ["王秀英", "61242319850615222X", "13891512345", "上海市", "2022-05-08"],
    ]
    arrivals.import_file(ledgers.as_text(rows), "台账.csv", by=SYSTEM)
    assert Declaration.objects.get().origin == "31"


DOUBTS = {"unread_matters", "elsewhere"}


def doubts(title: str, said: str) -> set[str]:
    """Doubts about where somebody was who came from a county of nothing, with one more column."""
    rows = [
        ["姓名", "证件号码", "手机号", "来源地", "抵达日期", title],
        ["王秀英", "61242319850615222X", "13891512345", "陕西省安康市石泉县", "2022-05-08", said],
    ]
    counts = arrivals.import_file(ledgers.as_text(rows), "台账.csv", by=SYSTEM).counts
    return DOUBTS & set(counts["told"])


@pytest.mark.parametrize(("said", "origin"), [("上海市", "31"), ("湖北", "42"), ("境外", "")])
def test_a_source_that_names_places_is_the_departure(said, origin):
    rows = [
        ["姓名", "证件号码", "手机号", "来源", "抵达日期"],
        ["王秀英", "61242319850615222X", "13891512345", said, "2022-05-08"],
    ]
    arrivals.import_file(ledgers.as_text(rows), "台账.csv", by=SYSTEM)
    one = Declaration.objects.get()
    assert (one.origin_text, one.origin) == (said, origin)
    assert (one.class_code == "other_area") == bool(origin)


def test_a_source_that_names_none_is_how_it_was_filed():
    assert doubts("来源", "镇村录入") == set()
    assert Declaration.objects.get().origin_text == "陕西省安康市石泉县"


@pytest.mark.parametrize("title", ["交通", "方式", "返汉方式"])
@pytest.mark.parametrize("said", ["火車", "自驾"])
def test_a_title_of_transport_is_known(title, said):
    assert doubts(title, said) == set()
    assert Declaration.objects.get().transport == said


@pytest.mark.parametrize("title", ["现住地址", "居住详址"])
def test_a_title_of_where_they_live_is_the_address(title):
    assert doubts(title, "城关镇中坝社区3组") == set()
    assert Declaration.objects.get().address_text == "城关镇中坝社区3组"


@pytest.mark.parametrize("said", ["火车", "自驾", "飞机", "大巴", "客车", "高铁", "动车", "火車"])
def test_a_means_of_travel_under_any_title_is_no_doubt_about_where_somebody_was(said):
    assert doubts("回来怎么走", said) == set()


def test_under_a_grave_title_it_is_one():
    assert doubts("与密接同乘", "火车") == {"unread_matters"}
