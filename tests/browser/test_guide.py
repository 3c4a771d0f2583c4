"""The brief, help and the first day, as somebody sees them who signs in."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE, own_county


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Apart: it has a commander, and an instruction that was refused."""
    from fangxian.ground.tasks.models import Instruction
    from tests.doors.command.stage import COUNTY, open_account

    with own_county(django_db_blocker, "guide") as county:
        open_account("zhihuizhang", "指挥长甲", "headquarters_chief", COUNTY)
        Instruction.objects.filter(pk=county[1].orders[3]).update(stage="refused")
        yield county


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("look", ["zh-light", "en-dark"])
def test_a_commander_is_led_to_what_waits(sit, served, size, look):
    language, theme = look.split("-")
    seat = sit(size, "zhihuizhang")
    seat.page.context.add_cookies(
        [
            {"name": "language", "value": language, "url": seat.address},
            {"name": "theme", "value": theme, "url": seat.address},
        ]
    )
    seat.page.emulate_media(reduced_motion="reduce")
    seat.go("/start")
    seat.page.wait_for_url("**/brief")
    assert seat.fits()
    seat.shot(f"brief-{size[0]}-{look}")
    seat.page.locator(".tour").wait_for()
    seat.page.locator(".tour form button").click()
    seat.page.wait_for_url("**/brief")
    assert seat.page.locator(".tour").count() == 0
    seat.page.locator("a.help").click()
    seat.page.locator("#legend").wait_for()
    assert seat.fits()
    seat.shot(f"help-{size[0]}-{look}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_township_sees_whose_turn_it_is_and_reminds_them(sit, served, size):
    seat = sit(size, "puxi")
    seat.page.context.add_cookies([{"name": "language", "value": "en", "url": seat.address}])
    seat.page.context.add_cookies([{"name": "theme", "value": "dark", "url": seat.address}])
    seat.go("/tasks?section=overdue")
    assert seat.fits()
    card = seat.page.locator(".card-line").nth(0 if size == DESK else 1)
    number = card.get_attribute("id")
    card.get_by_role("button", name="Remind").click()
    seat.page.locator(f"#{number}").get_by_text("reminded at").wait_for()
    seat.shot(f"urged-{size[0]}")
    seat.go("/tasks?view=table")
    assert seat.fits()
    seat.shot(f"table-{size[0]}")
