"""What a table says beside its rows, in every kind: who filled it in is nobody of it, a title that counts
is held against the rows below it, and the terminal shows the rows that it would take."""

from __future__ import annotations

import pytest

from fangxian.doors.tables import KINDS, Handed
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.venues import pages as venues
from tests.rooms.duty.cast import ABOVE, HOME
from tests.rooms.intake.sheets import Page, workbook

WEI = "612422198009128011"
FOOTERS = (
    ("填表人：王芳 13900000000",),
    ("填表人：王芳", "13900000000"),
    ("填表人", "王芳", "13900000000"),
    ("填报单位：城关镇", "", "填表人：王芳 13900000000"),
    ("", "填表人：王芳 13900000000"),
    ("", "", "填表人：王芳 13900000000"),
    ("填表人：王芳", "", "", "联系电话：13900000000"),
    ("填表人：王芳", "", "审核人：李四", "13900000000"),
)
TABLES = {
    "roster": (
        ("单位", "岗位", "姓名", "电话"),
        ("城关镇", "值班员", "皮一凡", "13912345671"),
    ),
    "households": (
        ("户主", "户主证件号码", "地址", "村"),
        ("韦国强", WEI, "三组5号", "{village}"),
    ),
    "divisions": (("代码", "名称", "上级代码"), ("610921999", "新设镇", "610921")),
    "risk_areas": (("等级", "地区", "起", "来源"), ("高", "西安市雁塔区", "5月8日", "通告")),
    "venues": (
        ("名称", "类别", "地方", "地址", "负责人", "电话"),
        ("好运来超市", "{category}", "城关镇", "北街1号", "皮三凡", "13912345673"),
    ),
}


@pytest.fixture
def county(db):
    with clock.at("2022-05-10T08:00"):
        access.bootstrap()
        places.load_divisions([ABOVE, HOME], by=SYSTEM)
        duty.bootstrap_units()
        yield


def looked(key: str, *rows):
    handed = Handed(workbook(Page("表", rows)), "表.xlsx", why="通告")
    return KINDS[key].look(handed, SYSTEM)


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("key", TABLES)
def test_who_filled_it_in_is_no_row(county, key, footer):
    village = places.full_name(places.children_of(places.children_of(HOME)[0].code)[0].code)
    header, row = TABLES[key]
    known = {
        "village": village.removeprefix("陕西省安康市"),
        "category": venues.categories()[0].label.zh,
    }
    row = tuple(cell.format(**known) for cell in row)
    footer = (*footer, *[""] * (len(header) - len(footer)))
    for between in ((), ((*[""] * len(header),),)):
        seen = looked(key, header, row, *between, footer)
        assert (seen.read, [one.sentence.zh for one in seen.put_back]) == (1, [])
        assert seen.new == 1


@pytest.mark.parametrize("footer", FOOTERS)
def test_nor_of_a_ledger_of_travellers(county, footer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    header = ("姓名", "身份证号", "手机号", "来源地", "到达日期", "目的地")
    row = ("韦国强", WEI, "13915520011", "上海市浦东新区", "2022-05-07", "城关镇")
    footer = (*footer, *[""] * (len(header) - len(footer)))
    content = workbook(Page("表", (header, row, footer)))
    done = arrivals.import_file(content, "台账.xlsx", by=SYSTEM)
    assert (done.counts["read"], done.counts["rejected"]) == (1, 0)
