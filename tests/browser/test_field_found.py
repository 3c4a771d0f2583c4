"""At the door, with no network: where somebody really was is chosen from what the order asks."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.tasks.models import Evidence, Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from tests.browser.conftest import own_county
from tests.browser.field import of_this_run, sets_up

PHONE = "13891509911"


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Its own county: what waits in it is settled to the end."""
    with own_county(django_db_blocker, "found") as county:
        yield county


@pytest.fixture
def order(served) -> Instruction:
    """Somebody who wrote 朝阳区, of which there are two, to be verified by a village of its own."""
    from fangxian.ground.places import api as places
    from fangxian.lines.arrivals import pages as arrivals
    from fangxian.lines.zones import pages as zones
    from tests.doors.command import stage

    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    form = {
        "name": "苗问清",
        "document_type": "居民身份证",
        "document_number": stage.number_of("19910911"),
        "phone": PHONE,
        "origin": "朝阳区",
        "leaving": "2022-05-08",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K8072",
        "town": places.name_of(stage.TOWN),
        "village": places.name_of(stage.VILLAGE),
        "overseas": "否",
        "method": "镇村录入",
    }
    arrivals.register(form, by=SYSTEM, way_in="township")
    outbox.settle()
    return Instruction.objects.get(kind="verify")


def test_the_choices_are_there_without_a_network_and_decide_the_person(sit, served, order):
    from fangxian.ground.duty import api as duty
    from tests.doors.command import stage

    name = of_this_run("shangmen")
    account = stage.open_account(name, "上门网格员", "village", stage.VILLAGE)
    unit = duty.units_for(stage.VILLAGE)["village"]
    post = duty.add_post(unit, "网格员", by=SYSTEM)
    duty.seat(post, duty.Holder("上门网格员", account.pk), by=SYSTEM)
    guard = sets_up(sit, "上门机", username=name)
    guard.tap("我的任务", exact=False)
    guard.tap("苗**", exact=False)
    is_called(guard)
    guard.cut()
    guard.page.get_by_label("返回").click()
    guard.tap("苗**", exact=False)
    guard.sees("没有网络，看不到完整号码")
    guard.page.get_by_role("button", name="收到").press("Enter")
    accept = guard.page.get_by_role("button", name="接受，马上办")
    accept.wait_for()
    assert accept.evaluate("one => one === document.activeElement")  # it stands in its place
    guard.page.get_by_label("结果").select_option(label="已问清")
    guard.page.get_by_role("radio", name="吉林省长春市朝阳区").click()
    guard.fill("办理情况", "当面问清，从长春来")
    guard.seat.shot("field-found-phone")
    assert guard.seat.fits()
    guard.tap("办结")
    guard.page.locator(".waits", has_text="待传 2").wait_for()
    guard.comes_back()
    outbox.settle()
    assert Evidence.objects.get(instruction=order).found_place == "220104"
    assert not Instruction.objects.get(pk=order.pk).uncertain


def is_called(guard):
    """One press that the audit has, then a number to dial."""
    from fangxian.kernel.models import AuditLine

    guard.sees("先问：")
    guard.sees("138****9911")
    assert guard.page.locator("a[href^='tel:1']").count() == 0
    guard.page.get_by_role("button", name="显示号码（记录）").press("Enter")
    link = guard.page.get_by_role("link", name=f"拨打 {PHONE}")
    link.wait_for()
    assert link.evaluate("one => one === document.activeElement")  # the button went: this is next
    assert guard.page.locator(f"a[href='tel:{PHONE}']").count() == 1
    guard.seat.shot("field-call-phone")
    lines = AuditLine.objects.filter(deed="people.reveal", purpose="电话核查")
    assert [one.door for one in lines] == ["field"]
