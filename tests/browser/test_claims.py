"""A claim on a person's page: accepted and taken back, set aside with a reason and taken back, on a desk
and on a phone."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import NOBODY, SYSTEM
from tests.browser.conftest import DESK, PHONE, own_county

SIZES = [(DESK, "light"), (PHONE, "dark")]
RECORD, CLAIMED = "四川省成都市武侯区", "陕西省西安市雁塔区"


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    with own_county(django_db_blocker, "claims") as county:
        yield county


def claimed(name: str, born: str) -> int:
    """Somebody whom the town entered, and a stranger's word that they come from a listed place."""
    from fangxian.ground.places import api as places
    from fangxian.kernel import outbox
    from fangxian.lines.arrivals import pages as arrivals
    from tests.doors.command import stage

    form = {
        "name": name,
        "document_type": "居民身份证",
        "document_number": stage.number_of(born),
        "phone": f"139{born}",
        "origin": RECORD,
        "leaving": "2022-05-08",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K8072",
        "town": places.name_of(stage.TOWN),
        "village": places.name_of(stage.VILLAGE),
        "overseas": "否",
        "method": "镇村录入",
    }
    person = arrivals.declare(form, by=SYSTEM, way_in="township").person_id
    arrivals.declare(form | {"origin": CLAIMED, "phone": "13700001111"}, by=NOBODY)
    outbox.settle()
    return person


@pytest.mark.parametrize(("n", "how"), enumerate(SIZES))
def test_an_acceptance_is_taken_back(sit, served, n, how):
    size, scheme = how
    person = claimed(f"宗政{'甲乙'[n]}", f"1981030{n + 1}")
    seat = sit(size, "zhihuibu")
    page = seat.page
    page.emulate_media(color_scheme=scheme)
    seat.go(f"/people/{person}")
    claim = page.locator("#claims")
    assert seat.fits()
    claim.scroll_into_view_if_needed()
    seat.shot(f"claim-waits-{size[0]}-{scheme}")
    claim.get_by_role("checkbox", name="出发地").check()
    claim.get_by_label("怎样核实的").fill("电话问过本人,车票对得上")
    claim.get_by_role("button", name="勾选的属实，采信").click()
    page.get_by_text("已采信，并重新判定。").wait_for()
    assert recorded(person) == CLAIMED
    assert "已采信" in claim.inner_text()
    assert seat.fits()
    seat.shot(f"claim-accepted-{size[0]}-{scheme}")
    claim.get_by_label("为什么撤回").fill("接电话的不是本人")
    if claim.get_by_role("checkbox", name="撤回会放松").count():
        claim.get_by_role("checkbox", name="撤回会放松").check()
    claim.get_by_role("button", name="撤回采信").click()
    page.get_by_text("还要另一位核实人也撤回才生效").wait_for()  # it asks less: two people
    assert recorded(person) == CLAIMED
    other = sit(size, "puxi")
    other.go(f"/people/{person}")
    box = other.page.locator("#claims")
    assert "接电话的不是本人" in box.inner_text()
    box.get_by_label("为什么撤回").fill("回拨过,确实不是本人")
    box.get_by_role("checkbox", name="撤回会放松").check()
    box.get_by_role("button", name="撤回采信").click()
    other.page.get_by_text("放回原来登记的：出发地").wait_for()
    assert recorded(person) == RECORD
    assert other.page.locator("#claims").get_by_role("button", name="勾选的属实，采信").is_visible()
    assert other.fits()
    other.shot(f"claim-taken-back-{size[0]}-{scheme}")


@pytest.mark.parametrize(("n", "how"), enumerate(SIZES))
def test_setting_aside_asks_why_and_is_taken_back_by_one_press(sit, served, n, how):
    size, scheme = how
    person = claimed(f"宗政{'丙丁'[n]}", f"1981030{n + 5}")
    seat = sit(size, "puxi")
    page = seat.page
    page.emulate_media(color_scheme=scheme)
    seat.go(f"/people/{person}")
    claim = page.locator("#claims")
    claim.locator("summary", has_text="不属实，不采信").click()
    assert "今天可以一键撤回" in claim.inner_text()
    claim.get_by_role("button", name="不采信", exact=True).click()
    claim.get_by_text("请选一个“为什么不采信").wait_for()  # nothing was sent
    claim.get_by_label("看过证件、票据，与填报不符").check()
    assert seat.fits()
    seat.shot(f"claim-aside-{size[0]}-{scheme}")
    claim.get_by_role("button", name="不采信", exact=True).click()
    page.get_by_text("已不采信，登记内容没有变。").wait_for()
    assert recorded(person) == RECORD
    page.get_by_role("button", name="撤回刚才的处理").click()
    page.get_by_text("已撤回，填报重新待核").first.wait_for()
    assert seat.fits()
    seat.shot(f"claim-again-{size[0]}-{scheme}")


def recorded(person: int) -> str:
    from fangxian.lines.arrivals.models import Declaration

    return Declaration.objects.get(person_id=person).origin_text
