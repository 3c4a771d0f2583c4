"""What clerks write of harmless travellers of a harmless county leaves them alone, in whatever column; a
word beside it that is not harmless still stops the row."""

from __future__ import annotations

import csv
import io

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.models import Declaration
from tests.doors.command.stage import number_of
from tests.rooms.arrivals.ledgers import wang

pytestmark = pytest.mark.django_db
COUNTY = "陕西省安康市石泉县"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def asked(field: str, texts: list[str], title: str = "") -> set[str]:
    """Of people who differ in one cell (of a `title` of its own, or of a field): the texts of those who
    are to be verified."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([*TITLES, *filter(None, [title])])
    for n, text in enumerate(texts):
        number = number_of(f"{1961 + n // 300}{1 + n // 25 % 12:02}{1 + n % 25:02}")
        person = wang(
            name=f"王秀{'英兰芳梅莲'[n % 5]}", document_number=number, phone="", origin=COUNTY
        )
        if not title:
            person[field] = text
        sheet.writerow([*(person[one] for one in FIELDS), *([text] if title else [])])
    arrivals.import_file(out.getvalue().encode("utf-8-sig"), "台账.csv", by=SYSTEM)
    people = Declaration.objects.order_by("pk")
    assert len(people) == len(texts)
    return {text for text, one in zip(texts, people, strict=True) if one.class_code == "unverified"}


REMARKS = [
    "回家探亲",
    "春节返乡",
    "五一放假回家",
    "学生放假",
    "大学生放假返乡",
    "自驾回家",
    "自驾返乡",
    "自己开车回家",
    "自行返乡",
    "自愿返乡",
    "自费回家",
    "自家车回来",
    "由父亲开车接回家",
    "由哥哥送来",
    "由家人接回",
    "从娘家回来",
    "从女儿家返回",
    "从县城回来",
    "从城里回家",
    "从部队退伍回来",
    "从火车站打车回家",
    "从高速下来直接回家",
    "从外地回家",
    "从外县返回",
    "路过未停留",
    "路过吃饭",
    "换乘未出站",
    "途经高速服务区,未停留",
    "已接种三针",
    "接种疫苗无症状反应",
    "48小时核酸阴性",
    "绿码",
    "行程码无星号",
    "等待核酸结果",
    "核酸证明已查验",
    "未去中高风险区",
    "非重点地区返乡",
    "无需隔离",
    "不需要隔离",
    "不用隔离",
    "居家健康监测3天",
    "三天两检均为阴性",
    "网格员已对接",
    "户主王秀英",
    "王秀英之子",
    "与王秀英同行",
    "四川籍",
    "河南媳妇",
    "外省车牌",
    "陕A牌照",
    "老家湖北",
    "预计5月20日返回西安",
    "下周去北京",
    "计划去西安",
    "明天返回西安",
    "回家收麦",
    "探望父母",
    "家中有老人",
    "货车司机",
    "考公务员",
    "毕业回家",
    "高血压",
    "孕妇未接种疫苗",
    "感冒已好",
    "情况属实",
    "健康监测期满",
    "隔壁邻居已知晓",
    "阑尾炎术后出院",
    "骨折出院",
    "产后出院",
    "刚生完孩子出院",
    "脑梗出院后回家休养",
    "剖腹产出院",
    "骨折出院,无发热",
    "出院(胆囊炎手术)",
    "北京科兴三针",
    "武汉生物疫苗",
    "兰州生物",
    "核酸未见异常",
    "核酸结果无异常",
    "未接触外地返回人员",
    "行程不复杂",
    "未出省旅游",
]


def test_ordinary_remarks_are_let_be():
    assert asked("remark", REMARKS) == set()


STOPS = [
    "富士康生产线出院",
    "生产队五组出院",
    "复工复产后出院",
    "手术室护工出院",
    "武汉生物工程学院学生",
    "北京国药集团员工",
    "上海女婿家住半个月",
    "缅北回来",
    "佤邦回来",
    "核酸异常",
    "混管异常",
    "抗原结果:异常",
    "健康监测中",
    "防范区",
    "三区人员",
    "风险人员",
    "协查人员",
    "劝返",
    "接触过沪返人员",
    "路线不清",
    "行程待查",
    "轨迹有出入",
    "漏报行程",
    "跑长途,路线不定",
    "五一出省旅游",
    "出院",
    "昨天出院",
    "刚出院",
    "治愈出院",
    "康复出院",
    "新冠出院",
    "肺炎出院",
    "转阴出院",
    "出院隔离",
    "骨折出院隔离",
    "骨折合并新冠出院",
    "骨折住院,已出院",
    "方舱出院",
    "无发热的密接",
    "未隔离的次密接",
    "未接种疫苗的密接",
    "不需要隔离的密接者",
    "待核",
    "原计划去了西安",
    "计划去过西安",
    "打算从西安返回",
    "从半路返乡",
    "由某村返乡",
    "途经某某庄",
    "从外省回家",
    "湖北人",
    "打疫苗后发烧",
    "高血压,发热",
    "王秀英从上海回来",
    "由父亲从上海接回",
    "自驾从上海回来",
    "自上海返乡",
    "自昆山开车回来",
    "从姑某村回来",
    "由哥某村返乡",
    "与河南媳妇从河南回来",
    "上海女婿回来",
    "明天从西安回来",
]


def test_what_stands_beside_still_stops():
    assert asked("remark", STOPS) == set(STOPS)


COLUMNS = {
    "核酸检测结果": ["阴性", "阴性(5月9日)", "24小时阴性", "两次阴性", "5月9日阴性", "阴"],
    "健康码": ["绿码", "绿码正常", "绿", "正常"],
    "行程码": ["绿码", "无星", "不带星", "无*", "正常"],
    "身体状况": ["良好", "较好", "一般", "好", "高血压", "糖尿病", "孕妇", "慢性病", "无症状"],
    "居住地": ["城关镇中坝社区", "三组", "自家", "和平小区", COUNTY],
    "去向": ["在家", "城关镇", "回家", "汉阴"],
    "目的地": ["城关镇", "家", "汉阴县"],
    "随访情况": ["已随访", "正常"],
    "情况说明": ["已报备", "已做核酸", "属实", "已联系"],
    "同住人员": ["父母", "家人", "妻子"],
    "返乡类型": ["自行返乡", "务工返乡", "学生"],
    "提前报备": ["是", "已报备"],
    "是否有居住条件": ["是", "有"],
    "来源地风险等级": ["低", "低风险", "常态化防控区"],
    "是否密接": ["非密接", "否", "不是"],
    "是否需要隔离": ["不需要", "无需", "否"],
    "管控措施": ["无管控", "无", "无需管控", "自由活动"],
    "管控方式": ["无需管控", "无需", "自由活动"],
    "是否落地检": ["是", "已检阴性", "已做"],
    "包抓人": ["张某", "李建国"],
    "风险等级": ["低", "低风险"],
    "核酸结果": ["阴性2次", "已检阴性"],
    "返乡人员类别": ["务工", "学生", "探亲", "退役军人", "其他"],
    "管控措施情况": ["居家健康监测", "三天两检", "已落实管控", "已纳入管理", "健康监测7天", "是"],
    "采取措施": ["居家健康监测3天", "已告知", "核酸检测"],
    "解除时间": ["2022-05-20", "5月3日", "未到期"],
    "拟解除日期": ["5月12日"],
    "监测开始日期": ["5月4日"],
    "是否解除": ["否", "是", "未解除"],
    "是否落实管控": ["是", "已落实"],
    "三天两检": ["是", "已完成"],
    "是否接种": ["是", "三针", "加强针"],
}


@pytest.mark.parametrize("title", COLUMNS)
def test_an_ordinary_answer_to_its_title_is_let_be(title):
    assert asked("", COLUMNS[title], title) == set()


SAYS_MORE = {
    "核酸检测结果": ["阳性", "+", "未出", "阴性,复检阳性"],
    "行程码": ["带星", "有星", "*"],
    "行程说明": ["未外出,发热", "未接触,密接"],
    "身体状况": ["发热", "咳嗽", "新冠康复", "不好", "高血压、发热"],
    "居住地": ["上海市浦东新区", "河北村口外某地XX", "武汉"],
    "去向": ["上海市", "北京"],
    "情况说明": ["从上海回来", "不配合", "密接"],
    "同住人员": ["密接者张三", "阳性"],
    "返乡类型": ["上海返乡", "入境"],
    "是否密接": ["已报备", "正在核实"],
    "隔离情况": ["已报备", "已联系"],
    "来源地风险等级": ["中", "高", "中风险"],
    "管控措施": ["集中隔离", "密接", "阳性", "从上海返回,居家健康监测", "失联", "+"],
    "解除日期": ["方舱出舱后解除", "隔离期满"],
    "返乡人员类别": ["密接", "入境", "上海返汉"],
}


@pytest.mark.parametrize("title", SAYS_MORE)
def test_what_says_more_than_its_title_asks_is_verified(title):
    assert asked("", SAYS_MORE[title], title) == set(SAYS_MORE[title])


ADDRESSES = [
    "三组",
    "和平小区3号楼2单元501",
    "城东",
    "江北",
    "河西",
    "县医院对面",
    "北京路",
    "上海花园",
    "人民路25号",
    "平安家园",
    "龙岗大道中段",
    "自建房",
    "老家",
]


def test_an_ordinary_address_is_let_be():
    assert asked("address", ADDRESSES) == set()


@pytest.mark.parametrize("how", ["自驾回家", "自驾返汉", "自己开车", "父亲开车接回", "飞机转高铁"])
def test_how_somebody_travelled_is_no_place(how):
    assert asked("transport", [how]) == set()


@pytest.mark.parametrize(
    "origin",
    [
        f"{COUNTY}自驾返乡",
        f"{COUNTY},已接种三针",
        f"{COUNTY},无发热",
        f"{COUNTY}学生放假",
        f"{COUNTY}(绿码)",
        f"从{COUNTY}自驾回家",
    ],
)
def test_a_departure_with_ordinary_words_behind_it_is_the_departure(origin):
    assert asked("origin", [origin]) == set()


@pytest.mark.parametrize(
    "origin", [f"{COUNTY},无症状感染者", f"{COUNTY},无发热有咳嗽", f"{COUNTY}自驾去过某村"]
)
def test_a_departure_with_more_behind_it_is_verified(origin):
    assert asked("origin", [origin]) == {origin}
