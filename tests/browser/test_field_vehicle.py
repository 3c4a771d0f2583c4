"""A vehicle comes: everybody in it by its plate, one after the other, and its pass, all offline."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel.actor import SYSTEM
from tests.browser.field import SITE, lay_out, own_guard, sets_up
from tests.rooms.checkpoints.crowd import form

PLATE, FIRST = "陕A70707", 701


@pytest.fixture
def car(served):
    """Four people declared to come in one car, on their first journey."""
    from fangxian.lines.arrivals import pages as arrivals

    lay_out()
    for n, name in enumerate(("冯一路", "陈二途", "褚三程", "卫四方")):
        said = form(FIRST + n, name=name, vehicle=f"自驾 {PLATE[:2]}·{PLATE[2:]}")
        arrivals.declare(said, by=SYSTEM)


def test_a_car_is_gone_through_one_by_one(sit, car):
    one = sets_up(sit, "车道一号机", username=own_guard())
    two = sets_up(sit, "车道二号机", username=own_guard())
    one.at_the_barrier()
    one.cut()
    one.looks_up("陕a·70707")
    one.sees("这辆车申报了 4 人")
    one.seat.shot("field-car-phone")
    assert one.seat.fits()
    for left, name in ((3, "冯**"), (2, "陈**")):
        one.tap(name, exact=False)
        one.page.get_by_role("heading", name=name).wait_for()
        one.tap("以上都查验了")
        passes(one)
        one.sees(f"还有 {left} 人没查")
    one.comes_back()
    crossings = one.sent("checkpoint.crossing")
    assert {told.how for told in crossings} == {"decided"}
    was_written(crossings)
    two.page.reload()
    two.types_pin()
    two.sees("已连接")
    two.at_the_barrier()
    two.page.get_by_text(f"{SITE} ").first.wait_for()
    two.looks_up(PLATE)
    two.sees("还有 2 人没查")
    two.seat.shot("field-car-other-phone")


def passes(guard):
    """Whatever the rules say of them, they may go: the green button, else another outcome."""
    guard.page.on("dialog", lambda asked: asked.accept())
    guard.page.locator(".advice .big").click()


def was_written(crossings):
    from fangxian.ground.people import api as people
    from fangxian.lines.checkpoints.models import Crossing

    rows = Crossing.objects.filter(client_id__in=[one.pk for one in crossings]).order_by(
        "decided_at"
    )
    assert [row.plate for row in rows] == [PLATE, PLATE]
    names = people.names_of([row.person_id for row in rows])
    assert [names[row.person_id] for row in rows] == ["冯**", "陈**"]
    assert len({row.arrived_at for row in rows}) == 1  # they came together


def test_a_pass_is_told_in_words_with_no_network(sit, served):
    from fangxian.lines.checkpoints import pages as checkpoints

    lay_out()

    def issue(plate, since, until, place="610921", route="安康—汉阴"):
        new = checkpoints.NewPass(
            plate=plate,
            route=route,
            goods="蔬菜",
            since=date.fromisoformat(since),
            until=date.fromisoformat(until),
            place=place,
        )
        return checkpoints.issue_pass(new, by=SYSTEM)

    issue("陕G90001", "2022-05-09", "2022-05-16")
    issue("陕G90002", "2022-05-01", "2022-05-08")
    issue("陕G90003", "2022-05-09", "2022-05-16", place="610921102", route="石泉—蒲溪")
    checkpoints.revoke_pass(issue("陕G90004", "2022-05-09", "2022-05-16"), "车已卖", by=SYSTEM)
    guard = sets_up(sit, "通行证机", username=own_guard())
    guard.at_the_barrier()
    guard.cut()
    for plate, words in (
        ("陕G90001", "通行证有效，至 05-16"),
        ("陕G90002", "通行证已于 05-08 到期"),
        ("陕G90003", "线路不同"),
        ("陕G90004", "通行证已收回：车已卖"),
        ("陕G90005", "没有这辆车的通行证"),
    ):
        guard.looks_up(plate)
        guard.sees(words)
        guard.page.get_by_label("返回").click()
    guard.tap("货车")
    guard.fill("车牌", "陕G90003")
    guard.sees("石泉—蒲溪")
    guard.cut(False)
