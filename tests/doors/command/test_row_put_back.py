"""A row that was put back is corrected where it stands: a form of its columns, what is wrong beside its field,
numbers as the mask rule says; saved, it is taken as a row of a corrected file is, and the next one opens."""

from __future__ import annotations

import html

import pytest

from fangxian.doors.tables import KINDS, Handed, correct
from fangxian.ground.access import api as access
from fangxian.ground.duty.models import Holding
from fangxian.ground.intake.models import PutBackRow
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotFound
from fangxian.kernel.models import AuditLine
from fangxian.lines.venues import pages as venues

pytestmark = pytest.mark.django_db
LOST = "2022-05-11,县大数据专班,皮二凡,13912345672"
ALSO = "2022-05-12,县大数据专班,皮三凡,13912345673"
WEI = "612422198009128011"


@pytest.fixture(autouse=True)
def _may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(key: str, text: str):
    return KINDS[key].take(Handed(text.encode(), "表.csv", why="通告"), SYSTEM)


def labels(page: str, value: str) -> list[str]:
    """Each field with this value, with what is said beside it."""
    return [one for one in page.split("<label") if f'value="{value}"' in one.split("</label>")[0]]


def test_a_row_is_corrected_in_its_place_and_the_next_one_opens(at_desk):
    done = take("roster", f"日期,单位,姓名,电话\n{LOST}\n{ALSO}\n")
    first, second = PutBackRow.objects.order_by("pk")
    client = at_desk("hq")
    listed = client.get(f"/imports/roster/{done.import_id}").content.decode()
    assert f"/imports/roster/row/{first.pk}" in listed
    page = html.unescape(client.get(f"/imports/roster/row/{first.pk}").content.decode())
    assert "13912345672" not in page
    assert 'value="139****"' in page
    assert [("没有单位“" in one) for one in labels(page, "县大数据专班")] == [True]
    assert page.count("没有单位“") == 1

    said = {"cell_0": "2022-05-11", "cell_2": "皮二凡", "cell_3": "139****"}
    wrong = client.post(f"/imports/roster/row/{first.pk}", said | {"cell_1": "没有这里"})
    assert wrong.status_code == 422
    page = html.unescape(wrong.content.decode())
    assert [("没有单位“没有这里”" in one) for one in labels(page, "没有这里")] == [True]
    assert not Holding.objects.filter(holder_name="皮二凡").exists()

    saved = client.post(f"/imports/roster/row/{first.pk}", said | {"cell_1": "蒲溪镇"})
    assert saved.url == f"/imports/roster/row/{second.pk}"
    held = Holding.objects.get(holder_name="皮二凡")
    assert access.open_phone(held.phone_sealed) == "13912345672"
    first.refresh_from_db()
    assert first.settled_how == "corrected"
    assert AuditLine.objects.filter(subject=f"intake.row:{first.pk}").exists()
    assert client.get(f"/imports/roster/row/{first.pk}").status_code == 404

    last = client.post(
        f"/imports/roster/row/{second.pk}",
        {"cell_0": "2022-05-12", "cell_1": "蒲溪镇", "cell_2": "皮三凡", "cell_3": "13912345673"},
    )
    assert last.url == f"/imports/roster/{done.import_id}"
    assert KINDS["roster"].work.rows(done.import_id, by=SYSTEM).total == 0


def test_who_may_not_take_rosters_in_opens_none(at_desk):
    take("roster", f"日期,单位,姓名,电话\n{LOST}\n")
    row = PutBackRow.objects.get()
    assert at_desk("village").get(f"/imports/roster/row/{row.pk}").status_code == 403


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("roster", "岗位,单位,姓名\n值班员,没有这里,皮一凡\n", {"cell_1": "蒲溪镇"}),
        (
            "households",
            f"户主,户主证件号码,地址,村\n韦国强,{WEI},三组5号,没有这里\n",
            {"cell_3": "{village}"},
        ),
        ("divisions", "代码,名称\n610921,汉阴县\n61092x998,新设镇\n", {"cell_0": "610921998"}),
        (
            "risk_areas",
            "等级,地区,起,来源\n中,西安市碑林区,5月8日,通告\n极高,西安市雁塔区,5月8日,通告\n",
            {"cell_0": "高"},
        ),
        (
            "venues",
            "名称,类别,地方,地址,负责人\n好运来,{category},城关镇,北街1号,皮三凡\n",
            {"field_phone": "13912345673"},
        ),
    ],
)
def test_every_kind_takes_the_row_that_was_corrected(stage, key, text, said):
    village = places.full_name(places.children_of(places.children_of("610921")[0].code)[0].code)
    known = {
        "village": village.removeprefix("陕西省安康市"),
        "category": venues.categories()[0].label.zh,
    }
    take(key, text.format(**known))
    row = PutBackRow.objects.get()
    kind = KINDS[key]
    still = correct(kind, row.pk, {}, "通告", SYSTEM)
    assert still.put_back
    filled = {name: value.format(**known) for name, value in said.items()}
    done = correct(kind, row.pk, filled, "通告", SYSTEM)
    assert (done.new, [one.sentence.zh for one in done.put_back]) == (1, [])
    row.refresh_from_db()
    assert row.settled_how == "corrected"
    with pytest.raises(NotFound):
        kind.work.row(row.pk, by=SYSTEM)
