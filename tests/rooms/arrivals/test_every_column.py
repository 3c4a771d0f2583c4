"""No column with content is passed over in silence: what nobody understood stops the row at 待核."""

from __future__ import annotations

import csv
import io

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.models import Declaration, Stay
from tests.rooms.arrivals import ledgers
from tests.rooms.arrivals.ledgers import rows_of, take_in

pytestmark = pytest.mark.django_db
HARMLESS = {
    "序号": "1",
    "性别": "女",
    "年龄": "37",
    "民族": "汉族",
    "工作单位": "上海某某公司",
    "联系人": "李四",
    "车牌号": "陕A12345",
    "疫苗接种": "已接种三针",
    "座位号": "7车12F",
    "紧急联系人电话": "13900000000",
    "是否党员": "是",
    "返乡原因": "探亲",
    "核酸检测时间": "2022-05-01",
    "健康状况": "良好",
    "体温": "36.5",
    "是否已报备": "是",
    "职业": "务工",
}


def wang(**changes: object) -> dict[str, object]:
    """Of a county that nothing is said of."""
    return ledgers.wang(**{"origin": "陕西省安康市石泉县", **changes})


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def ledger(*rows: tuple[dict[str, object], dict[str, str]]) -> bytes:
    """Ledgers with further columns: (person, title → cell)."""
    more = list(dict.fromkeys(title for _, extra in rows for title in extra))
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([*TITLES, *more])
    for person, extra in rows:
        sheet.writerow(
            [*(person.get(one, "") for one in FIELDS), *(extra.get(one, "") for one in more)]
        )
    return out.getvalue().encode("utf-8-sig")


def take(extra: dict[str, str], **changes: object) -> dict[str, object]:
    file = ledger((wang(**changes), extra))
    return arrivals.import_file(file, "台账.csv", by=SYSTEM).counts


def unverified() -> bool:
    """Whether the one person is 待核, and that is asked about."""
    one = Declaration.objects.get()
    return (one.class_code, one.uncertain) == ("unverified", True)


def stays() -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in Stay.objects.order_by("pk")]


def test_harmless_columns_are_harmless():
    counts = take(HARMLESS)
    assert counts["told"] == {}
    assert stays() == []


@pytest.mark.parametrize(
    "title", ["途经地2", "行程1", "第2段行程", "停留地三", "行程轨迹", "近14天去过地区", "途经地"]
)
def test_numbered_columns_are_stays(title):
    take({title: "上海市浦东新区"}, via="江苏省苏州市")
    assert [place for place, _ in stays()] == ["3205", "310115"]


def test_as_many_as_the_form_has():
    take({"途经地1": "上海市浦东新区", "途经地2": "", "途经地3": "江苏省苏州市", "途经地4": "无"})
    assert [place for place, _ in stays()] == ["310115", "3205"]


@pytest.mark.parametrize("title", ["来源地", "始发地"])
def test_a_second_departure_is_a_further_stay(title):
    counts = take({title: "上海市浦东新区"})
    assert stays() == [("310115", "上海市浦东新区")]
    assert counts["told"] == {"further_place": 1}


@pytest.mark.parametrize("said", ["陕西省西安市雁塔区", "西安市雁塔区", "西安雁塔", ""])
def test_the_same_said_again_is_nothing(said):
    assert take({"来源地": said}, origin="陕西省西安市雁塔区")["told"] == {}
    assert stays() == []


GRAVE = [
    ("是否与确诊病例同航班", "是"),
    ("是否乘坐过病例所在车次", "是"),
    ("是否与阳性人员同车厢", "是"),
    ("密接者联系人", "张三"),
    ("是否密接", "不清楚"),
    ("行程卡是否带星", "不详"),
    ("健康码", "未知"),
    ("近14天有无外出", "不清楚"),
    ("是否密接", "是"),
    ("密接", "√"),
    ("红码", "是"),
    ("健康码颜色", "红"),
    ("健康码", "黄码"),
    ("阳性", "阳"),
    ("是否中高风险区来", "是"),
    ("是否绿码", "否"),
    ("核酸结果", "阳性"),
    ("体温", "38.5"),
    ("去向2", "上海市浦东新区"),
    ("密接", "是(4月20日)"),
    ("人员类别", "密接者"),
    ("最后接触日期", "2022-05-01"),
    ("家庭住址", "上海市浦东新区世纪大道"),
    ("大数据比对", "带星"),
    ("去向2", "无锡市"),
]


@pytest.mark.parametrize("said", ["+", "(+)", "++"])
def test_a_plus_is_a_positive_test(said):
    assert take({"抗原": said})["told"] == {"unread_matters": 1}
    assert unverified()


@pytest.mark.parametrize(("title", "said"), GRAVE)
def test_what_could_matter_is_verified_quoting_the_column(title, said):
    counts = take({title: said})
    assert counts["told"] == {"unread_matters": 1}
    (told,) = counts["told_of"]
    assert title in told["sentence"]["zh"]
    assert said in told["sentence"]["zh"]
    assert stays() == [("", f"“{title}”写着{said}")]
    assert Declaration.objects.get().unresolved == [f"via:“{title}”写着{said}"]
    assert unverified()


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("是否密接", "否"),
        ("密接", "无"),
        ("健康码颜色", "绿"),
        ("健康码", "绿码"),
        ("阳性", "阴性"),
        ("密接", ""),
        ("密接", "否(本地)"),
        ("是否中高风险区来", "不是"),
        ("是否绿码", "是"),
        ("核酸结果", "阴性"),
        ("密接", "未接触确诊病例"),
        ("中高风险区", "没有去过"),
    ],
)
def test_a_harmless_answer_is_nothing(title, said):
    assert take({title: said})["told"] == {}
    assert stays() == []


def test_the_importer_says_once_what_a_column_is():
    file = ledger((wang(), {"去向2": "上海市浦东新区", "小区备忘": "东边那栋"}))
    batch = arrivals.preview_file(file, "台账.csv", by=SYSTEM)
    assert arrivals.batch(batch, by=SYSTEM).counts["told"] == {"unread_matters": 1 + 1}
    said = {one.title: one.field for one in arrivals.preview_columns(batch, by=SYSTEM)}
    arrivals.correct_mapping(batch, said | {"去向2": "via", "小区备忘": "-"}, by=SYSTEM)
    assert arrivals.batch(batch, by=SYSTEM).counts["told"] == {}
    arrivals.commit_import(batch, by=SYSTEM)
    assert stays() == [("310115", "上海市浦东新区")]
    again = arrivals.preview_file(
        ledger((wang(), {"去向2": "无", "小区备忘": "西边那栋"})), "二.csv", by=SYSTEM
    )
    assert arrivals.batch(again, by=SYSTEM).counts["told"] == {}  # said once, remembered


def test_a_companion_without_a_row_is_told_and_kept():
    counts = take({"同行人": "赵小六", "同行人身份证": "110105194912310021"})
    assert counts["told"] == {"companion": 1}
    assert "赵小六" in counts["told_of"][0]["sentence"]["zh"]
    said = Declaration.objects.get()
    assert "赵小六" in said.remark
    assert "110105194912310021" not in said.remark
    assert said.unresolved


def test_a_companion_with_a_row_is_nothing():
    li = wang(name="李桂兰", document_number="110105194912310021", phone="13900000001")
    counts = arrivals.import_file(
        ledger((wang(), {"同行人": "李桂兰"}), (li, {"同行人": "无"})), "台账.csv", by=SYSTEM
    ).counts
    assert counts["told"] == {}


@pytest.mark.parametrize(
    "remark",
    [
        "4月28日去过上海市浦东新区",
        "从上海回来",
        "途经武汉换乘",
        "在北京出差三天后返回",
        "未离开上海",
        "未出上海",
        "跟昆山的同事吃过饭",
        "接了个瑞丽的客人",
        "丈夫满洲里跑车",
        "行程码显示昆山",
        "孩子爸在绥芬河上班",
        "昆山那边封了",
        "不久前去过昆山",
        "身体不适从昆山回来",
        "预计5月1日从昆山返回",
        "她从老家昆山来",
        "给东莞送货",
        "4月底三亚",
        "昆山推送",
    ],
)
def test_a_remark_that_names_a_place_is_verified(remark):
    counts = take({}, remark=remark)
    assert counts["told"] == {"remark_place": 1}
    assert unverified()


@pytest.mark.parametrize(
    "remark",
    [
        "行程不明",
        "轨迹不清",
        "隐瞒行程",
        "不配合流调",
        "失联",
        "待核实",
        "行程码异常",
        "发烧",
    ],
)
def test_a_remark_that_nobody_knows_is_verified(remark):
    assert take({}, remark=remark)["told"] == {"remark_grave": 1}
    assert unverified()


@pytest.mark.parametrize(
    "remark",
    [
        "无发热",
        "未去过上海",
        "户籍上海",
        "从石泉回来",
        "回汉阴县城关镇探亲",
        "探亲",
        "已做核酸",
        "计划去上海",
        "没有途经北京",
        "开兰州拉面馆",
        "住北京路",
        "报平安",
        "为人和平",
        "没回昆山",
        "不在昆山",
        "老家昆山",
        "从事新建工程",
        "走安全通道",
    ],
)
def test_a_remark_that_does_not_is_nothing(remark):
    assert take({}, remark=remark)["told"] == {}
    assert stays() == []


@pytest.mark.parametrize("said", ["是(4月20日入境)", "是,4.20入境", "是（2022-04-20）"])
def test_a_yes_with_a_day_is_the_day_of_entry(said):
    take({}, overseas=said, origin="缅甸")
    one = Declaration.objects.get()
    assert (one.overseas, str(one.entry)) == (True, "2022-04-20")


def test_a_no_with_words_is_no():
    take({}, overseas="否(本地)")
    assert Declaration.objects.get().overseas is False


@pytest.mark.parametrize(
    "via",
    [
        "4月28日上海4月30日西安",
        "4.28上海 4.30西安",
        "28日上海30日西安",
        "4月28日在上海,4月30日到西安",
        "上海4月28日西安4月30日",
    ],
)
def test_days_without_a_mark_are_days_of_their_places(via):
    take({}, via=via)
    found = [(one.place, str(one.start), str(one.end)) for one in Stay.objects.order_by("pk")]
    assert found == [("31", "2022-04-28", "2022-04-28"), ("6101", "2022-04-30", "2022-04-30")]


def test_a_pushed_list_is_read_alike():
    letter = arrivals.Letter(title="推送", sender="西安市", due_at=clock.now())
    arrivals.push_list(
        ledger((wang(), {"密接": "是", "途经地2": "上海市"})), "名单.csv", letter, by=SYSTEM
    )
    assert stays() == [("31", "上海市"), ("", "“密接”写着是")]


def test_control_characters_do_not_end_a_file():
    file = ledger(
        (wang(remark="甲\x1a乙"), {}),
        (wang(name="李桂兰", document_number="110105194912310021"), {}),
    )
    assert arrivals.look_at_file(file, by=SYSTEM)["read"] == 2


def marked(
    rows: list[list[object]], *, struck: tuple[int, int] | None = None, note: str = ""
) -> bytes:
    """A workbook with a line through one cell, or a note at the first row's name."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("台账")
        through = book.add_format({"font_strikeout": True})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if struck:
            sheet.write(*struck, rows[struck[0]][struck[1]], through)
        if note:
            sheet.write_comment(1, 0, note)
    return made.getvalue()


def test_a_struck_cell_is_told_and_asked():
    li = wang(name="李桂兰", document_number="110105194912310021", phone="13900000001")
    file = marked(rows_of(wang(), li), struck=(1, 0))
    counts = arrivals.import_file(file, "台账.xlsx", by=SYSTEM).counts
    assert counts["told"] == {"struck": 1}
    assert counts["told_of"][0]["rows"] == ["2"]
    found = {one.person_id: one.class_code for one in Declaration.objects.order_by("pk")}
    assert list(found.values()).count("unverified") == 1


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("邻居说4月28日去过上海", {"noted": 1, "remark_place": 1}),
        ("已电话联系", {"noted": 1}),
    ],
)
def test_a_note_at_a_cell_is_content_like_a_remark(note, told):
    file = marked(rows_of(wang()), note=note)
    counts = arrivals.import_file(file, "台账.xlsx", by=SYSTEM).counts
    assert counts["told"] == told
    assert note in Declaration.objects.get().remark
    assert unverified() is ("remark_place" in told)


LATER = "2022-05-01 08:00"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("目的地", "汉阴县城关镇"),
        ("家庭住址", "北街小区 3 号楼"),
        ("手机", "13900000009"),
        ("到达时间", "5月2日下午"),
        ("返程目的地", "上海市"),
        ("镇", "蒲溪镇"),
    ],
)
def test_a_column_more_of_what_is_known_is_nothing(title, said):
    assert take({title: said})["told"] == {}


def test_how_many_travelled_along_is_told_and_kept():
    assert take({"同行人数": "2"})["told"] == {"company": 1}
    assert Declaration.objects.get().remark == "同行人数:2"
    assert not unverified()


@pytest.mark.parametrize(
    ("remark", "told"),
    [
        ("与阳性病例同车", {"remark_grave": 1}),
        ("次密接", {"remark_grave": 1}),
        ("未接触阳性人员", {}),
        ("无中高风险区旅居史", {}),
    ],
)
def test_a_remark_that_says_what_is_grave_is_verified(remark, told):
    assert take({}, remark=remark)["told"] == told


def test_two_rows_of_one_file_about_one_arrival_both_count():
    counts = take_in(wang(origin="上海市浦东新区"), wang(origin="江苏省苏州市", filed_at=LATER))
    assert counts["told"] == {"both_places_count": 1}
    one = Declaration.objects.get()
    assert {one.origin, *(place for place, _ in stays())} == {"3205", "310115"}


def test_a_later_row_of_one_file_takes_no_abroad_back():
    take_in(wang(overseas="是", origin="缅甸"), wang(overseas="否", origin="", filed_at=LATER))
    assert Declaration.objects.get().overseas is True


def test_another_file_later_puts_it_right():
    take_in(wang(origin="江苏省苏州市"))
    take_in(wang(origin="上海市浦东新区", filed_at=LATER))
    assert (Declaration.objects.get().origin, stays()) == ("310115", [])


def test_one_number_under_two_names_is_verified():
    take_in(wang(), wang(name="李桂兰", filed_at=LATER))
    assert unverified()


def test_what_a_bracket_says_is_no_second_name():
    take_in(wang(), wang(name="王秀英(英子)", filed_at=LATER))
    assert Declaration.objects.get().unresolved == []
