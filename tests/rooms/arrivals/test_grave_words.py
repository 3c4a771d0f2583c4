"""What is grave, or leaves open who or where somebody is, stops the row at 待核 in whatever words and
column it stands; its denial does not, and denies nothing beside itself."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.lines.arrivals import grave_words, table_words
from tests.rooms.arrivals.test_every_column import stays, take, unverified

pytestmark = pytest.mark.django_db
FEVER = 37.3


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


STOPS = [
    "4月20日入境",
    "瑞丽口岸过来",
    "偷渡回来",
    "在边境待过",
    "核酸+",
    "核酸(+)",
    "核酸:+",
    "核酸阳",
    "抗原结果阳",
    "阳",
    "复阳",
    "待复核",
    "初筛异常",
    "体温38.5",
    "体温38.5℃",
    "烧到39度",
    "100.8℉",
    "咳嗽",
    "有点低烧",
    "去过发热门诊",
    "橙码",
    "灰码",
    "码变黄",
    "健康码是红",
    "行程码*",
    "行程卡带*",
    "行程卡带星",
    "时空交集",
    "时空伴随者",
    "刚出舱",
    "昨天出院",
    "方舱回来",
    "小区封控",
    "管控中",
    "楼栋封了",
    "人证不符",
    "空号",
    "电话打不通",
    "失联",
    "阳了",
    "发烧",
    "居家隔离",
    "未解除隔离",
    "未满14天隔离",
    "无症状感染者",
    "无发热有咳嗽",
    "无发热,但咳嗽",
    "未接种、发热",
    "核酸阴性,发烧",
    "非密接,是次密接",
    "未入境但去过口岸",
    "身体不适发热",
    "未接种 发热",
    "核酸阴性 已阳过一次",
    "无密接史,核酸+",
    "无密接史 咳嗽",
    "无发热,咳嗽三天",
    "未入境,发热",
    "无旅居史、发热",
    "无密接史、咳嗽",
    "无旅居史、密接",
    "无发热、密接",
    "无境外旅居史/发烧",
    "未入境、发热",
    "无接触史、旅居史、咳嗽",
]


@pytest.mark.parametrize("remark", STOPS)
def test_a_remark_that_is_grave_names_its_word(remark):
    counts = take({}, remark=remark)
    assert counts["told"] == {"remark_grave": 1}
    assert remark in counts["told_of"][0]["sentence"]["zh"]
    assert unverified()


LETS_BE = [
    "无发热",
    "无发热、咳嗽",
    "无发热 咳嗽等症状",
    "未入境",
    "没有出境",
    "核酸阴性",
    "核酸:阴性",
    "核酸(-)",
    "非密接",
    "不是密接",
    "初筛阴性",
    "核酸+抗原均阴性",
    "体温36.5",
    "体温正常",
    "绿码",
    "行程卡无星",
    "未去过口岸",
    "没有隔离过",
    "不咳嗽",
    "未发烧",
    "36.5℃",
    "98.2℉",
    "无密接、次密接",
    "无发热、咳嗽、乏力",
    "无发热,咳嗽",
    "无发热，咳嗽，乏力等症状",
    "无旅居史 无症状",
    "无旅居史、密接史",
    "无旅居史、确诊病例接触史、入境史",
    "无发热、密接史",
    "无旅居史、无发热、咳嗽",
    "无发热/咳嗽",
    "安阳人",
    "汉阳老乡",
]


@pytest.mark.parametrize("remark", LETS_BE)
def test_a_denial_is_nothing_grave(remark):
    assert "remark_grave" not in take({}, remark=remark)["told"]


def test_an_entry_that_the_row_says_is_answered():
    assert (
        "remark_grave" not in take({}, remark="4月20日入境", overseas="是", origin="缅甸")["told"]
    )


@pytest.mark.parametrize(
    "said",
    [
        "36.8/38.1",
        "36.5-37.8",
        "发热",
        "偏高",
        "100.4",
        "38.0℃",
        "是",
        "36度5 下午38",
        "365",
        "低烧",
        "未测",
        "正常,晚上37.9",
        "37.5℃偏高",
    ],
)
def test_a_fever_or_what_cannot_be_read_is_verified(said):
    assert take({"体温": said})["told"] == {"unread_matters": 1}
    assert unverified()


@pytest.mark.parametrize(
    "said",
    [
        "36.5-37.2",
        "36.5",
        "正常",
        "36.6℃",
        "98.2",
        "36.5、36.7",
        "早36.5晚36.8",
        "36度5",
        "",
        "8:00 36.4",
    ],
)
def test_no_fever_is_nothing(said):
    assert take({"体温": said})["told"] == {}


@pytest.mark.parametrize(
    ("title", "said", "matters"),
    [
        ("体温异常", "是", True),
        ("体温异常", "否", False),
        ("发热", "是", True),
        ("发热", "否", False),
        ("体温是否正常", "否", True),
        ("体温是否正常", "是", False),
        ("是否发热", "√", True),
    ],
)
def test_yes_under_a_title_of_fever(title, said, matters):
    assert table_words.matters(title, said, FEVER) is matters


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("集中隔离", "是"),
        ("居家隔离", "7天"),
        ("未解除", "是"),
        ("应集中隔离", "是"),
        ("管控措施", "居家隔离"),
        ("隔离地点", "城关镇某酒店"),
        ("隔离开始时间", "2022-05-08"),
        ("管理措施", "集中隔离"),
        ("状态", "隔离中"),
        ("解除隔离日期", "2022-05-20"),
        ("是否解除隔离", "否"),
        ("隔离", "已解除"),
    ],
)
def test_a_measure_is_a_fact_about_the_person(title, said):
    counts = take({title: said})
    assert counts["told"] == {"unread_matters": 1}
    assert unverified()


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("集中隔离", "否"),
        ("居家隔离", "无"),
        ("未解除", "否"),
        ("管控措施", ""),
        ("解除隔离日期", "2022-05-01"),
        ("隔离", "已解除2022-05-01"),
        ("是否解除隔离", "是"),
        ("管理措施", "已告知"),
    ],
)
def test_no_measure_or_one_that_is_over_is_nothing(title, said):
    assert take({title: said})["told"] == {}
    assert stays() == []


def test_a_long_list_of_denials_is_read_at_once():
    said = "无" + "旅居史接触史" * 2000 + "有"
    assert grave_words.grave_in(f"{said}发热")


@pytest.mark.parametrize("name", ["王秀英(阳了)", "王秀英(发烧)"])
def test_what_stands_behind_a_name_is_as_grave(name):
    assert grave_words.grave_in(name)
    take({}, name=name)
    assert unverified()
