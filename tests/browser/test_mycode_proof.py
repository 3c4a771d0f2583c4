"""Signing in to "my code" on a small phone: asked for the number where nobody vouched yet, and calm on
a day without a policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.doors.public.resident import Resident, number_of

SMALL = (360, 740)
PHONE, NUMBER = "13791508888", number_of("19830303")


@pytest.fixture(scope="module")
def declared(served):
    from django.test import Client

    from fangxian.lines.codes import pages as codes

    codes.rotate_keys(by=SYSTEM)
    resident = Resident(Client()).begins().fills_in_themselves("阮小七", NUMBER, PHONE)
    resident.fills_in_the_journey().types("send")


def asks(seat) -> str:
    """Types the phone, and reads the message that went out."""
    from django.conf import settings

    seat.go("/p/code/")
    seat.page.get_by_label("申报时留的手机号").fill(PHONE)
    seat.page.get_by_role("button", name="获取验证码").click()
    seat.page.get_by_label("短信里的验证码").wait_for()
    sent = (Path(settings.FANGXIAN_DATA) / "messages.txt").read_text().splitlines()[-1]
    return re.search(r"\d{6}", sent.split("验证码")[1])[0]


def test_the_number_is_asked_for_once_and_the_password_stays(sit, declared, settings, tmp_path):
    settings.FANGXIAN_DATA = tmp_path
    seat = sit(SMALL)
    password = asks(seat)
    seat.shot("mycode-in-sent")
    seat.page.get_by_label("短信里的验证码").fill(password)
    seat.page.get_by_role("button", name="出示我的码").click()
    seat.page.get_by_text("再填一次申报时的证件号码").wait_for()
    seat.shot("mycode-in-whose")
    assert seat.fits()
    assert seat.page.get_by_label("短信里的验证码").input_value() == password
    seat.faults.clear()  # the answer was a 403, as it should be
    seat.page.locator("#document").fill(NUMBER)
    seat.page.get_by_role("button", name="出示我的码").click()
    seat.page.get_by_text("您的手机号还没有核对过").wait_for()
    seat.shot("mycode-unchecked")
    assert seat.page.locator(".who").first.inner_text() == "阮**"
    assert seat.fits()


def test_a_day_without_a_policy_is_calm(sit, declared):
    seat = sit(SMALL)
    with clock.at("2026-11-22T08:00"):
        seat.go("/p/code/")
        seat.page.get_by_role("heading", name="现在不用健康码").wait_for()
        seat.shot("mycode-resting")
    assert seat.fits()
    seat.faults.clear()  # a 404 in the console
