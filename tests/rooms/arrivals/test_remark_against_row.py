"""A remark that says another thing than its row: a colour, nobody came, a mistake, another day."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.doors.command.stage import number_of

pytestmark = pytest.mark.django_db
HEADER = "姓名,身份证号,手机号,来源地,到达日期,目的地,备注"


@pytest.fixture(autouse=True)
def _today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with clock.at("2022-05-10T08:00"):
        yield


def told(remark: str) -> set[str]:
    row = f"田一凡,{number_of('19800101')},13915520011,上海市浦东新区,2022-05-07,城关镇,{remark}"
    done = arrivals.import_file(f"{HEADER}\n{row}\n".encode(), "台账.csv", by=SYSTEM)
    uncertain = Declaration.objects.get().colour == "grey"
    codes = {one["code"] for one in done.counts["told_of"]} & {
        "remark_grave",
        "remark_open",
        "remark_day",
    }
    assert bool(codes) == uncertain
    return codes


@pytest.mark.parametrize(
    ("remark", "code"),
    [
        ("红", "remark_grave"),
        ("黄", "remark_grave"),
        ("黄码", "remark_grave"),
        ("未返汉", "remark_open"),
        ("尚未返乡", "remark_open"),
        ("没回来", "remark_open"),
        ("误报", "remark_open"),
        ("登记错", "remark_open"),
        ("已离汉", "remark_open"),
        ("取消行程", "remark_open"),
        ("5月10日才回", "remark_day"),
        ("推迟到5月12日", "remark_day"),
        ("5.3已返乡", "remark_day"),
    ],
)
def test_what_contradicts_the_row_is_verified_and_told(remark, code):
    assert told(remark) == {code}


@pytest.mark.parametrize(
    "remark",
    [
        "绿",
        "绿码",
        "放假回家",
        "5月7日到家",
        "5月6日返回",
        "5月9日核酸阴性",
        "已返汉",
        "5月10日回访",
        "",
    ],
)
def test_what_agrees_with_it_asks_nothing(remark):
    assert told(remark) == set()


@pytest.mark.parametrize("number", ["一、", "(二)", ""])
def test_a_numbered_heading_of_a_town_is_that_town_s(number):
    row = f"田一凡,{number_of('19800101')},13915520011,西安市雁塔区,2022-05-07,,"
    text = f"{HEADER}\n{number}城关镇,,,,,,\n{row}\n"
    done = arrivals.import_file(text.encode(), "台账.csv", by=SYSTEM)
    assert "said_of_all" not in {one["code"] for one in done.counts["told_of"]}
    assert Declaration.objects.get().place == "610921100"


@pytest.mark.parametrize(
    ("origin", "code"), [("河北雄安新区容城县", "130629"), ("河北省雄安新区雄县昝岗镇", "130638")]
)
def test_a_county_of_a_new_area_is_that_county(origin, code):
    row = f"田一凡,{number_of('19800101')},13915520011,{origin},2022-05-07,城关镇,"
    arrivals.import_file(f"{HEADER}\n{row}\n".encode(), "台账.csv", by=SYSTEM)
    found = Declaration.objects.get()
    assert (found.origin, found.colour) == (code, "green")
