"""A place stands where it stands: in the column of trains, of names, of addresses. What the journey does
not say is verified in the words of the column; what is of here, or of where somebody is registered, is not."""

from __future__ import annotations

import pytest

from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import BY_FIELD
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals import ledgers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(**changes: object) -> dict[str, object]:
    row = ledgers.wang(**{"origin": "陕西省安康市石泉县", **changes})
    return arrivals.import_file(ledgers.as_csv(row), "台账.csv", by=SYSTEM).counts


ELSEWHERE = [
    ("transport", "高铁,途经武汉"),
    ("transport", "飞机(上海浦东机场)"),
    ("transport", "自驾,从郑州出发"),
    ("transport", "国际航班"),
    ("vehicle", "G1234 上海虹桥-西安北"),
    ("vehicle", "武汉到安康K768"),
    ("address", "上海市浦东新区世纪大道100号"),
    ("address", "湖北省十堰市竹溪县中峰镇"),
    ("town", "西乡县堰口镇"),
    ("town", "湖北省武汉市"),
    ("village", "武汉市江汉区某社区"),
    ("method", "上海返回人员电话报备"),
    ("method", "湖北"),
    ("name", "王秀英(上海回来)"),
    ("name", "王秀英-上海返乡"),
    ("name", "王秀英(密接)"),
    ("name", "王秀英从上海回来"),
    ("phone", "13891512345(人在上海)"),
    ("overseas", "否,从武汉回来"),
    ("transport", "同车有确诊病例"),
    ("method", "境外"),
    ("leaving", "2022-05-01从上海"),
    ("arrival", "2022-05-02(武汉转车)"),
]


@pytest.mark.parametrize(("field", "said"), ELSEWHERE)
def test_a_place_in_whatever_column_is_verified(field, said):
    counts = take(**{field: said})
    if counts["rejected"]:  # a day that cannot be read puts the row back, and shows its cell
        assert field in ("leaving", "arrival")
        return
    one = Declaration.objects.get()
    assert counts["told"].get("elsewhere") == 1, counts["told"]
    assert (one.class_code, one.uncertain) == ("unverified", True)
    assert f"“{BY_FIELD[field].title.zh}”写着" in one.unresolved[0]


@pytest.mark.parametrize(
    ("field", "said", "origin"),
    [
        ("transport", "高铁,途经武汉", "湖北省武汉市江岸区"),
        ("vehicle", "K768 上海-安康", "上海市浦东新区"),
        ("vehicle", "G1 上海-西安北", "上海市、西安市"),
        ("name", "王秀英(上海回来)", "上海市"),
    ],
)
def test_what_the_journey_says_is_answered(field, said, origin):
    assert "elsewhere" not in take(**{field: said}, origin=origin)["told"]


HARMLESS = [
    ("transport", "高铁"),
    ("transport", "自驾(陕A12345)"),
    ("transport", "网约车"),
    ("transport", "顺风车,未途经武汉"),
    ("vehicle", "沪A12345"),
    ("vehicle", "粤Z1234港"),
    ("vehicle", "K1026"),
    ("address", "陕西省安康市汉阴县城关镇北街12号"),
    ("address", "城关镇上海路12号"),
    ("address", "北京花园3号楼"),
    ("address", "西安大厦后面"),
    ("address", "汉阴县城关镇太平村三组"),
    ("address", "恒大小区1栋2单元"),
    ("town", "汉阳镇"),
    ("town", "城关"),
    ("village", "汉阴县城关镇中坝社区"),
    ("name", "张上海"),
    ("name", "马天津"),
    ("name", "欧阳北京"),
    ("name", "买买提·艾力"),
    ("name", "王秀英(小名上海)"),
    ("name", "王秀英(湖北籍)"),
    ("name", "王秀英(湖北人)"),
    ("phone", "13891512345(上海号)"),
    ("phone", "13891512345(本人)"),
    ("method", "西安市大数据局推送"),
    ("method", "自主填报"),
    ("method", "上海市疾控中心推送"),
    ("document_type", "港澳居民来往内地通行证"),
]


@pytest.mark.parametrize(("field", "said"), HARMLESS)
def test_what_is_no_stay_is_let_be(field, said):
    more = {"document_number": "H12345678"} if field == "document_type" else {}
    counts = take(**{field: said}, **more)
    assert "elsewhere" not in counts["told"], counts["told_of"]


def test_no_village_of_the_county_is_taken_for_a_place_elsewhere():
    home = places.home()
    rows = []
    for town in places.children_of(home):
        for village in places.children_of(town.code):
            rows.append((town.name, village.name))
    assert len(rows) > 100
    people = [
        ledgers.wang(
            document_number=f"E{n:08}",
            document_type="护照",
            origin="陕西省安康市石泉县",
            town=town,
            village=village,
            address=f"{town}{village}3组",
        )
        for n, (town, village) in enumerate(rows)
    ]
    counts = arrivals.look_at_file(ledgers.as_csv(*people), by=SYSTEM)
    assert "elsewhere" not in counts["told"], counts["told_of"]


def test_what_a_column_says_is_one_question_however_many_places_it_names():
    take(vehicle="G1234 上海虹桥-西安北、武汉")
    assert Declaration.objects.get().unresolved == [
        "via:“车次/航班/车牌号”写着G1234 上海虹桥-西安北,武汉"
    ]
