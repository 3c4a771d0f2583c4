"""A device that proved itself is known for whom it did, for its days, and cannot be made up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse

from fangxian.doors import known_devices
from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _evening():
    with clock.at("2022-05-10T20:14"):
        yield


def asking(rf, cookie=""):
    request = rf.get("/")
    request.COOKIES = {known_devices.COOKIE: cookie} if cookie else {}
    return request


def remembered(rf, *subjects, cookie="") -> str:
    for subject in subjects:
        answer = HttpResponse()
        known_devices.remember(asking(rf, cookie), answer, subject)
        cookie = answer.cookies[known_devices.COOKIE].value
    return cookie


def test_it_is_known_for_whom_it_proved_itself_and_nobody_else(rf):
    cookie = remembered(rf, "phone a", "account 1")
    number = known_devices.known(asking(rf, cookie), "phone a")
    assert number
    assert known_devices.known(asking(rf, cookie), "account 1") not in {"", number}
    assert known_devices.known(asking(rf, cookie), "phone b") == ""
    assert known_devices.known(asking(rf, cookie), "") == ""
    assert (
        known_devices.known(asking(rf, remembered(rf, "phone a", cookie=cookie)), "phone a")
        == number
    )


@pytest.mark.parametrize("cookie", ["", "x", "W10", "WyJhIl0:1abc:def"])
def test_a_made_up_one_is_a_stranger_s(rf, cookie):
    assert known_devices.known(asking(rf, cookie), "phone a") == ""


def test_it_ends_and_the_oldest_of_many_go(rf):
    cookie = remembered(rf, *(f"phone {n}" for n in range(9)))
    assert [bool(known_devices.known(asking(rf, cookie), f"phone {n}")) for n in (0, 1, 8)] == [
        False,
        True,
        True,
    ]
    with clock.at(clock.now() + known_devices.LASTS + timedelta(minutes=1)):
        assert known_devices.known(asking(rf, cookie), "phone 8") == ""
