"""Tables as a county's desk writes them: headings by which they ask, columns beside the journey, a table of
counts beside the list. None of it keeps anybody waiting who is known; what says something else does."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.doors.command.ledgers import number_of
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db
ROW = {
    "姓名": "酉测",
    "证件类型": "居民身份证",
    "证件号码": number_of(1),
    "手机号": "13800001234",
    "出发地": "重庆市渝中区",
    "离开出发地日期": "2022-05-08",
    "抵达日期": "2022-05-09",
    "交通方式": "火车",
    "车次": "K1026",
    "目的乡镇": "城关镇",
    "是否入境": "否",
    "填报时间": "2022-05-09 09:00",
}


@pytest.fixture(autouse=True)
def _lists(county):
    county.lists("high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-04-10,2022-05-09")


def take(row: dict[str, str]) -> Declaration:
    out = io.StringIO()
    writer = csv.DictWriter(out, row)
    writer.writeheader()
    writer.writerow(row)
    done = arrivals.import_file(out.getvalue().encode("utf-8-sig"), "台账.csv", by=SYSTEM)
    assert done.counts["rejected"] == 0, done.counts
    outbox.settle()
    return Declaration.objects.get()


def titled(old: str, new: str) -> dict[str, str]:
    return {new if title == old else title: value for title, value in ROW.items()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("抵达日期", one)
            for one in (
                "何时返汉",
                "何时到汉",
                "何时抵达",
                "抵达",
                "返乡时间",
                "入汉时间",
                "何日返回",
                "几号到",
            )
        ),
        *(("离开出发地日期", one) for one in ("何时离开", "何时出发", "离渝时间")),
        *(
            ("出发地", one)
            for one in (
                "从哪里返回",
                "何处返回",
                "从何处返汉",
                "外出地点",
                "返回前所在地",
                "在外地址",
                "来汉前居住地",
                "返乡起始地",
                "外出务工地点",
                "在外务工地址",
            )
        ),
        *(("车次", one) for one in ("车次/航班", "车次航班或车牌")),
        *(("交通方式", one) for one in ("返汉交通方式", "交通工具及车次")),
        ("目的乡镇", "返回地镇"),
    ],
)
def test_a_heading_is_known_by_which_a_desk_asks(old, new):
    one = take(titled(old, new))
    assert (one.origin, one.leaving, one.arrival) == ("500103", date(2022, 5, 8), date(2022, 5, 9))
    assert (one.transport, one.vehicle, one.town_text) == ("火车", "K1026", "城关镇")
    assert (one.colour, one.uncertain) == ("green", False)


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("家庭成员", "张三、李四"),
        ("家庭成员情况", "父母2人"),
        ("户主", "张大山"),
        ("与户主关系", "儿子"),
        ("家中是否有老人", "是"),
        ("核酸检测地点", "汉阴县人民医院"),
        ("核酸采样点", "城关镇卫生院"),
        ("采样地点", "重庆北站"),
        ("来源地类别", "省外"),
        ("来源地类别", "市外"),
        ("省内/省外", "省外"),
        ("省际", "省外"),
        ("返乡时间段", "上午"),
        ("报备渠道", "电话"),
        ("所属小组", "三组"),
        ("是否境内", "是"),
        ("是否学生", "是"),
        ("人员身份", "学生"),
        ("车主", "张三"),
        ("接站人", "张三"),
        ("到家方式", "打车"),
        ("是否第一时间报备", "是"),
        ("居住情况", "自有住房"),
        ("门磁安装", "未安装"),
        ("告知书签订", "已签"),
        ("行程描述", "重庆-汉阴"),
    ],
)
def test_a_column_beside_the_journey_keeps_nobody_waiting(title, cell):
    assert take(ROW | {title: cell}).colour == "green"


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("核酸检测地点", "西安北站"),
        ("是否境内", "否"),
        ("家庭成员情况", "妻子从上海回来"),
        ("家庭成员", "儿子是密接"),
        ("接站人", "昆山返回的张三"),
        ("居住情况", "封控小区"),
        ("来源地类别", "境外"),
        ("行程描述", "上海-重庆-汉阴"),
    ],
)
def test_what_such_a_column_says_besides_is_verified(title, cell):
    one = take(ROW | {title: cell})
    assert one.uncertain or one.colour != "green" or one.via_text


@pytest.mark.parametrize(
    ("said", "colour"), [("省外", "grey"), ("市外", "green"), ("县外", "green"), ("省内", "green")]
)
def test_a_class_of_origins_is_held_against_the_origin(said, colour):
    assert take(ROW | {"出发地": "渭南市华州区", "来源地类别": said}).colour == colour


@pytest.mark.parametrize(
    ("origin", "place", "colour"),
    [
        ("回龙观", "110114", "green"),
        ("在中关村上班", "110108", "green"),
        ("首都机场", "11", "red"),
        ("白云机场", "4401", "green"),
        ("杭州下沙", "3301", "green"),
        ("成都天府新区", "5101", "green"),
        ("雄安新区", "1306", "green"),
        ("天府新区", "5101", "green"),
        ("虹桥", "", "grey"),
        ("花桥", "", "grey"),
        ("高新区", "", "grey"),
    ],
)
def test_a_quarter_that_is_known_is_a_place_and_another_is_asked_about(origin, place, colour):
    one = take(ROW | {"出发地": origin})
    assert (one.origin, one.colour) == (place, colour)


def test_a_table_of_counts_beside_the_list_says_of_nobody_where_they_were():
    counts = [
        ["各镇来返人员汇总", "", ""],
        ["来源", "镇", "人数"],
        ["上海市返回人员", "城关镇", 12],
        ["境外人员", "涧池镇", 3],
        ["合计", "", 15],
    ]
    book = workbook(Page("名单", [list(ROW), list(ROW.values())]), Page("汇总", counts))
    done = arrivals.import_file(book, "台账.xlsx", by=SYSTEM)
    outbox.settle()
    assert [one["state"] for one in done.counts["sheets"]] == ["read", "counts"]
    assert Declaration.objects.get().colour == "green"


def test_what_stands_above_a_table_of_counts_is_said_of_all():
    counts = [["5月8日上海返汉人员汇总", ""], ["镇", "人数"], ["城关镇", 12]]
    book = workbook(Page("名单", [list(ROW), list(ROW.values())]), Page("汇总", counts))
    arrivals.import_file(book, "台账.xlsx", by=SYSTEM)
    outbox.settle()
    assert Declaration.objects.get().colour == "grey"
