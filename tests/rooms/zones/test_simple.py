"""Lists as counties type them and copy them from notices: what a heading or a title says of its areas, days
without a year, districts in brackets, the three zones of edition 8."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import errors
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import Region, RiskArea, ZoneSource
from fangxian.lines.zones.simple import level_in

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 10)


@pytest.fixture(autouse=True)
def _today():
    with clock.at("2022-05-12T08:00"):
        yield


def take(text: str) -> zones.ImportResult:
    return zones.import_file(text.encode(), "名单.csv", by=SYSTEM)


def listed() -> set[tuple[str, str, str]]:
    rows = RiskArea.objects.values_list("level", "place", "listed_from")
    return {(level, place, day.isoformat()) for level, place, day in rows}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("级别,地区,起\n高,西安市雁塔区,5月10日\n", {("high", "610113", "2022-05-10")}),
        ("级别,地区,起\n高,西安市雁塔区,12月28日\n", {("high", "610113", "2021-12-28")}),
        (
            "2021年风险地区名单,,\n级别,地区,起\n高,西安市雁塔区,12月28日\n",
            {("high", "610113", "2021-12-28")},
        ),
        (
            "级别,地区,起\n封控区,西安市雁塔区,5.10\n管控区,西安市莲湖区,5.10\n防范区,西安市碑林区,5.10\n",
            {
                ("high", "610113", "2022-05-10"),
                ("medium", "610104", "2022-05-10"),
                ("low", "610103", "2022-05-10"),
            },
        ),
        (
            "全国高风险地区名单(截至2022年5月10日),,\n省,市,区县\n陕西省,西安市,雁塔区\n",
            {("high", "610113", "2022-05-10")},
        ),
        (
            "序号,地区,起\n高风险区(1个),,\n1,西安市雁塔区,5月10日\n二、中风险地区,,\n2,西安市莲湖区,5月10日\n",
            {("high", "610113", "2022-05-10"), ("medium", "610104", "2022-05-10")},
        ),
        (
            "地区,起,来源\n高风险区,,\n西安市雁塔区,5月10日,\n中风险区,,\n西安市莲湖区,5月10日,\n",
            {("high", "610113", "2022-05-10"), ("medium", "610104", "2022-05-10")},
        ),
        (
            "级别,地区,起\n高,广东省（广州市荔湾区、深圳市福田区）,2022-05-10\n",
            {("high", "440103", "2022-05-10"), ("high", "440304", "2022-05-10")},
        ),
        (
            '级别,地区,起\n高,"北京市（朝阳区、海淀区）、陕西省西安市（雁塔区）",2022-05-10\n',
            {
                ("high", "110105", "2022-05-10"),
                ("high", "110108", "2022-05-10"),
                ("high", "610113", "2022-05-10"),
            },
        ),
        (
            "级别,地区,起\n高风险区（3个）,西安市雁塔区,2022-05-10\n",
            {("high", "610113", "2022-05-10")},
        ),
    ],
)
def test_what_a_county_writes_is_read(text, areas):
    take(text)
    assert listed() == areas


def test_what_was_read_from_elsewhere_is_told():
    done = take("高风险地区名单,,\n地区,起,来源\n西安市雁塔区,5月10日,\n西安市莲湖区,5月10日,\n")
    assert [one.zh for one in done.told] == [
        "2 处日期没有写年份,按 2022 年收下",
        "2 行没有写级别,按所在的标题取级别",
    ]


def test_what_stands_in_brackets_and_nobody_knows_is_to_be_placed():
    done = take("级别,地区,起\n高,广东省（广州市荔湾区、火星市福田区）,2022-05-10\n")
    assert listed() == {("high", "440103", "2022-05-10"), ("high", "", "2022-05-10")}
    assert done.unresolved == 1


@pytest.mark.parametrize(
    "text", ["广东省（除广州市外）", "西安市雁塔区（小寨路街道）", "北京市（3个）"]
)
def test_a_bracket_that_names_no_division_of_it_is_said_of_the_place_before(text):
    take(f"级别,地区,起\n高,{text},2022-05-10\n")
    assert len(listed()) == 1
    assert all(place for _, place, _ in listed())


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("中高风险地区名单,,\n地区,起,来源\n西安市雁塔区,5月10日,\n", errors.UnknownLevel),
        ("地区,起,来源\n西安市雁塔区,5月10日,\n", errors.UnknownLevel),
        ("关于解除中风险地区的通告,,\n地区,起,来源\n西安市雁塔区,5月10日,\n", errors.UnknownLevel),
        ("级别,地区,起\n中高风险,西安市雁塔区,5月10日\n", errors.UnknownLevel),
        ("级别,地区,起\n高,西安市雁塔区,05/07/2022\n", errors.WrongDay),
        ("级别,地区,来源\n高,西安市雁塔区,\n", errors.WrongDay),
    ],
)
def test_what_may_mean_several_things_is_refused_and_nothing_is_taken(text, refusal):
    with pytest.raises(refusal):
        take(text)
    assert not ZoneSource.objects.exists()


@pytest.mark.parametrize(
    "text", ["中高风险区", "高、中风险地区", "极高", "封控管控区", "雁塔区", ""]
)
def test_a_text_that_names_no_level_or_several_names_none(text):
    assert level_in(text) is None


TABLE = (
    "某市风险区域名单,,,,\n类型,所在县（区）,区域,起始时间,解除时间\n"
    "高风险区,西安市雁塔区,小寨路街道,2022-05-01,2022-05-10\n"
    "中风险区,西安市莲湖区,,2022-05-02,解除\n"
    "常态化防控,西安市碑林区,,2022-05-03,\n"
)


def test_a_town_table_below_a_title_is_read_and_what_is_no_level_or_no_day_is_told():
    done = take(TABLE)
    assert listed() == {("high", "610113001", "2022-05-01"), ("medium", "610104", "2022-05-02")}
    assert dict(RiskArea.objects.values_list("level", "listed_to")) == {
        "high": date(2022, 5, 10),
        "medium": None,
    }
    told = [one.zh for one in done.told]
    assert any("第 5 行不算" in one and "常态化防控" in one for one in told)
    assert any("第 4 行止日" in one and "解除" in one for one in told)


def test_a_list_of_nothing_but_places_at_no_level_is_refused():
    with pytest.raises(errors.UnknownLevel):
        take("级别,地区,起\n常态化防控,西安市雁塔区,5月10日\n")


def test_a_refused_header_is_the_row_of_headings_and_not_the_title():
    with pytest.raises(errors.WrongColumns) as refused:
        take("某市风险区域名单,,\n级别,备考,起始时间\n高,雁塔区,5月10日\n")
    assert "缺少:地区" in refused.value.said.zh
    assert "现有列:级别 备考 起始时间" in refused.value.said.zh


def test_a_preview_says_what_a_new_list_holds_and_enters_nothing():
    text = TABLE + "高风险区,火星市,火星基地,2022-05-04,\n"
    seen = zones.preview_file(text.encode(), "名单.csv", by=SYSTEM)
    assert (seen.high, seen.medium, seen.low, seen.already) == (2, 1, 0, False)
    assert seen.unplaced.count == 1
    assert "火星" in seen.unplaced.shown[0]
    assert [sheet.rows for sheet in seen.sheets] == [4]
    assert len(seen.told) == 2
    assert not ZoneSource.objects.exists()
    assert not Region.objects.exists()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("上海市浦东新区全域(除川沙新镇外)", "310115"),
        ("上海市浦东新区除川沙新镇以外", "310115"),
        ("上海市浦东新区川沙新镇除外", "310115"),
        ("西安市雁塔区长安路以东、含光路以西区域", "610113"),
        ("北京市朝阳区东三环以东", "110105"),
        ("西安市雁塔区小寨路街道以东、以西", "610113001"),
    ],
)
def test_a_part_of_a_place_is_one_row_of_it_and_inexact(text, place):
    done = take(f'级别,地区,起\n高,"{text}",2022-05-10\n')
    assert done.unresolved == 0
    [area] = RiskArea.objects.all()
    assert (area.place, area.exact) == (place, False)


@pytest.mark.parametrize(
    "day", ["2022-05-09（已到）", "2022，5，9", "5、9", "5月9日晚", "9号", "5月9日"]
)
def test_a_day_as_people_write_it(day):
    take(f'级别,地区,起\n高,西安市雁塔区,"{day}"\n')
    assert listed() == {("high", "610113", "2022-05-09")}


def test_what_stands_in_brackets_is_read_by_hand_as_in_a_file():
    zones.add_by_hand("high", "广东省（广州市荔湾区、深圳市福田区）", DAY, by=SYSTEM)
    assert {place for _, place, _ in listed()} == {"440103", "440304"}


HEADS = "省,市,区县,{},风险等级,开始时间\n陕西省,西安市,雁塔区,{},高,2022-05-01\n"


@pytest.mark.parametrize(
    ("title", "cell", "place", "exact"),
    [
        ("街道/小区", "小寨路街道", "610113001", True),
        ("街道", "小寨路街道", "610113001", True),
        ("乡镇（街道）", "小寨路街道", "610113001", True),
        ("小区", "火星花园小区", "610113", False),
        ("区域名称", "小寨路街道", "610113001", True),
        ("具体地址", "火星路5号", "610113", False),
        ("点位", "火星花园3号楼", "610113", False),
        ("社区（村）", "火星社区", "610113", False),
        ("涉疫处所", "火星花园3号楼", "610113", False),  # of a title that nobody knows
    ],
)
def test_a_finer_column_is_part_of_the_place(title, cell, place, exact):
    done = take(HEADS.format(title, cell))
    areas = set(RiskArea.objects.values_list("place", "exact"))
    assert areas == {(place, exact)}
    assert any("不认识" in one.zh for one in done.told) == (title == "涉疫处所")


def test_a_street_and_an_estate_are_one_place_in_the_order_of_their_columns():
    take(HEADS.format("街道,小区", "小寨路街道,火星花园"))
    assert [(one.place, one.exact) for one in RiskArea.objects.all()] == [("610113001", False)]


def test_a_remark_is_no_place():
    take(HEADS.format("备注", "见西安市雁塔区指挥部办公楼"))
    assert [(one.place, one.exact) for one in RiskArea.objects.all()] == [("610113", True)]


TEXT_FORM = (
    "全国中高风险地区名单（截至2022年5月9日24时）\n高风险地区（2个）\n上海市浦东新区北蔡镇\n北京市朝阳区火星路5号\n"
    "中风险地区（2个）\n1.河南省郑州市中原区须水街道\n2.吉林省长春市二道区\n"
)


def test_the_published_text_form_is_read():
    take(TEXT_FORM)
    areas = set(RiskArea.objects.values_list("level", "place", "exact", "listed_from"))
    day = date(2022, 5, 9)
    assert {one[:3] for one in areas if one[1] in ("110105", "220105")} == {
        ("high", "110105", False),
        ("medium", "220105", True),
    }
    assert {(level, place[:6]) for level, place, *_ in areas} == {
        ("high", "310115"),
        ("high", "110105"),
        ("medium", "410102"),
        ("medium", "220105"),
    }
    assert {one[3] for one in areas} == {day}


def test_a_region_that_says_how_many_follow_stands_over_them():
    take(
        "截至2022年5月9日\n一、高风险地区（2个）\n陕西省西安市（2个）\n雁塔区\n莲湖区\n二、中风险地区\n西安市碑林区\n"
    )
    assert listed() == {
        ("high", "610113", "2022-05-09"),
        ("high", "610104", "2022-05-09"),
        ("medium", "610103", "2022-05-09"),
    }


def test_a_text_of_no_level_is_no_list():
    with pytest.raises(errors.WrongColumns):
        take("截至2022年5月9日\n上海市浦东新区北蔡镇\n")


@pytest.mark.parametrize(
    ("count", "below", "told"),
    [(2, 3, True), (3, 2, True), (2, 2, False), (1, 1, False)],
)
@pytest.mark.parametrize("columns", [True, False])
def test_how_many_a_heading_says_is_held_against_what_stands_below_it(count, below, told, columns):
    places_ = ["上海市浦东新区北蔡镇", "上海市浦东新区川沙新镇", "上海市浦东新区高桥镇"][:below]
    head = ["2022年5月10日风险地区名单"] + (["序号,地区,来源"] if columns else [])
    rows = [f"{n},{one},通告" if columns else one for n, one in enumerate(places_, 1)]
    heading = f"高风险地区（{count}个）" + (",," if columns else "")
    done = take("\n".join([*head, heading, *rows]) + "\n")
    assert done.areas == below
    said = [one.zh for one in done.told if "请核对是否漏抄" in one.zh]
    assert [f"写的是 {count} 个,下面有 {below} 个" in one for one in said] == [True] * told


def test_rows_that_cannot_be_read_are_put_back_and_the_others_listed():
    text = "级别,地区,起,来源\n高,上海市浦东新区北蔡镇,5月10日,通告\n,上海市浦东新区高桥镇,5月10日,通告\n"
    with pytest.raises(errors.UnknownLevel):
        take(text)
    done = zones.import_file(text.encode(), "名单.csv", only_good=True, by=SYSTEM)
    assert (done.new, [(one.row, one.code) for one in done.put_back]) == (
        1,
        [(3, "zones.unknown_level")],
    )
    (row,) = zones.LISTS.rows(done.import_id, by=SYSTEM).rows
    assert "高桥镇" in row.name
    bad = "级别,地区,起\n,上海市浦东新区高桥镇,5月10日\n"
    with pytest.raises(errors.NoGoodRow):
        zones.import_file(bad.encode(), "名单.csv", only_good=True, by=SYSTEM)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("高风险地区（2个）", False),
        ("高风险地区（3个）", True),
        ("全国高风险地区名单(共3处)", True),
        ("高风险区2个", False),
        ("高风险区 3 个", True),
        ("高风险地区(三个)", True),
        ("高风险地区(两个)", False),
    ],
)
@pytest.mark.parametrize("level", [True, False])
def test_a_title_that_counts_is_held_against_its_rows(title, told, level):
    head, first, second = ("级别,地区,起", "高,", "高,") if level else ("地区,起", "", "")
    text = f"{title},,\n{head}\n{first}西安市雁塔区,5月10日\n{second}西安市莲湖区,5月10日\n"
    said = [one.zh for one in take(text).told if "请核对" in one.zh]
    assert bool(said) == told
