"""采信 on a person's page, and taking it back by the press beside what was said."""

from __future__ import annotations

import os

import pytest

from fangxian.kernel.actor import NOBODY
from fangxian.lines.arrivals import api as arrivals
from tests.browser.conftest import own_order
from tests.doors.command.stage import number_of

NAME, BORN, OTHER_PHONE = "宋测采", "19710211", "13900007777"
SIZES = {"1440": (1440, 900), "390": (390, 844)}


@pytest.fixture(scope="module")
def claimed(served) -> int:
    """Somebody of this test alone, about whom a stranger filed."""
    from fangxian.lines.arrivals.models import Declaration

    own_order(NAME, BORN)
    form = {
        "name": NAME, "document_type": "居民身份证", "document_number": number_of(BORN),
        "phone": OTHER_PHONE, "origin": "四川省成都市武侯区", "arrival": "2022-05-10", "overseas": "否",
    }  # fmt: skip
    arrivals.declare(form, by=NOBODY)
    return int(Declaration.objects.order_by("-pk")[0].person_id)


@pytest.mark.parametrize("size", SIZES)
def test_accepted_and_taken_back_again(sit, claimed, size):
    seat = sit(SIZES[size], "cun")
    seat.go(f"/people/{claimed}")
    claim = seat.page.locator("#claims")
    claim.get_by_label("手机号").check()
    claim.get_by_label("怎样核实的").fill("电话问过本人")
    shot(seat, f"claim-waits-{size}")
    claim.get_by_role("button", name="勾选的属实,采信").click()
    said = seat.page.locator(".said", has_text="已采信")
    said.wait_for()
    shot(seat, f"claim-accepted-{size}")
    assert seat.fits()
    said.get_by_role("button", name="撤回刚才的处理").click()
    seat.page.locator(".said", has_text="放回原来登记的:手机号").wait_for()
    assert claim.get_by_text("撤回,重新待核").count() >= 1
    assert claim.get_by_role("button", name="勾选的属实,采信").is_visible()
    shot(seat, f"claim-back-{size}")
    assert seat.fits()


def shot(seat, name: str) -> None:
    if not os.environ.get("FANGXIAN_TEST_SHOTS"):
        return
    for scheme in ("light", "dark"):
        seat.page.emulate_media(color_scheme=scheme)
        seat.shot(f"{name}-{scheme}")
    seat.page.emulate_media(color_scheme="light")
