"""Who fails to sign in waits, and nobody else with them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.flows import retention
from fangxian.ground.access import errors as access_errors
from fangxian.ground.access import pages as access
from fangxian.ground.access.models import SignInFailures
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
HERE, THERE = "10.0.0.1", "10.0.0.2"


def _asker(address: str | access.SignInOrigin) -> access.SignInOrigin:
    return address if isinstance(address, access.SignInOrigin) else access.SignInOrigin(address)


def wait(username: str, address: str | access.SignInOrigin) -> int:
    try:
        access.refuse_hasty(username, _asker(address))
    except access_errors.TryLater as later:
        return int(str(later.values["after"]))
    return 0


def fail(username: str, address: str | access.SignInOrigin, times: int) -> None:
    for _ in range(times):
        access.count_failure(username, _asker(address))


def test_the_refusal_is_429():
    assert access_errors.TryLater.status == 429


def test_a_few_slips_cost_nothing_and_then_the_wait_doubles():
    with clock.at("2022-05-10T08:00"):
        fail("guan", HERE, 5)
        assert wait("guan", HERE) == 0
        waits = []
        for _ in range(4):
            fail("guan", HERE, 1)
            waits.append(wait("guan", HERE))
        assert waits == [2, 4, 8, 16]
        fail("guan", HERE, 30)
        assert wait("GUAN ", HERE) == 15 * 60
    with clock.at("2022-05-10T08:15:01"):
        assert wait("guan", HERE) == 0


def test_one_address_shuts_neither_another_account_nor_the_same_account_elsewhere():
    with clock.at("2022-05-10T08:00"):
        fail("guan", HERE, 40)
        assert wait("guan", THERE) == 0
        assert wait("zhang", HERE) == 0


def test_a_whole_address_waits_half_a_minute_at_most():
    with clock.at("2022-05-10T08:00"):
        for number in range(520):
            access.count_failure(f"x{number}", _asker(HERE))
        assert 0 < wait("zhang", HERE) <= 30
        assert wait("zhang", THERE) == 0


def test_an_account_that_all_the_world_tries_stays_open_to_its_owner_after_seconds():
    with clock.at("2022-05-10T08:00"):
        for number in range(80):
            access.count_failure("guan", _asker(f"10.1.0.{number}"))
        assert 0 < wait("guan", THERE) <= 30


def test_who_signs_in_begins_anew_and_rows_go_after_a_day():
    with clock.at("2022-05-10T08:00"):
        fail("guan", HERE, 9)
        access.forget_failures("guan", _asker(HERE))
        assert wait("guan", HERE) == 0
        begun = clock.now()
    with clock.at((begun + timedelta(days=2)).isoformat()):
        access.count_failure("zhang", _asker(THERE))
        retention.run("access.failures", by=SYSTEM)
    assert SignInFailures.objects.count() == 3


def test_a_device_that_signed_in_before_waits_for_its_own_failures_alone():
    mine = access.SignInOrigin(HERE, "", "device")
    with clock.at("2022-05-10T08:00"):
        fail("guan", HERE, 40)
        for number in range(80):
            access.count_failure("guan", _asker(f"10.1.0.{number}"))
        assert wait("guan", HERE) > 30
        assert wait("guan", mine) == 0
        fail("guan", mine, 7)
        assert wait("guan", mine) == 4
        access.forget_failures("guan", mine)
        assert wait("guan", mine) == 0
        assert 0 < wait("guan", HERE) <= 30  # of the account, from everywhere


def test_a_wider_network_waits_only_for_many():
    with clock.at("2022-05-10T08:00"):
        for number in range(60):
            access.count_failure(
                f"x{number}", access.SignInOrigin(f"2001:db8:0:{number}::/64", "2001:db8::/48")
            )
        assert wait("zhang", access.SignInOrigin("2001:db8:0:ff::/64", "2001:db8::/48")) == 0


def test_that_somebody_tries_an_account_is_told_once_in_a_thousand():
    with clock.at("2022-05-10T08:00"):
        told = [
            access.count_failure("guan", _asker(f"10.1.{n // 250}.{n % 250}")) for n in range(60)
        ]
        assert [n for n, one in enumerate(told) if one] == [50]
