"""Devices: handed out, shut out; what they send is kept once, sealed, and cleared by a human."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.models import Device, Knock, Sent
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text

pytestmark = pytest.mark.django_db

TOWN, VILLAGE = "610921102", "610921102201"
MAY = frozenset(
    {"devices.enrol", "devices.read", "devices.manage", "devices.clear", "devices.knock"}
)


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def guard():
    account = access.Account.objects.create_user("k", password="x", name="卡口一班", place=TOWN)
    return Actor(account.pk, "卡口一班", (Grant("checkpoint", MAY, TOWN),))


@pytest.fixture
def device(guard):
    return devices.enrol("一号机", ["checkpoint"], TOWN, by=guard)


def event(device_id: int, **said: object) -> devices.Event:
    return devices.Event(uuid4(), device_id, clock.now(), "x.y", 1, "", said)


def test_the_token_is_kept_nowhere(device):
    row = Device.objects.get()
    assert device.token.encode() not in bytes(row.token_index)
    assert devices.device_of_token(device.token.lower()).id == row.pk
    assert devices.device_of_token("WRONG") is None


def test_only_over_ones_own_area(guard):
    with pytest.raises(NotAllowed):
        devices.enrol("x", [], "610922", by=guard)
    with pytest.raises(devices.DeviceNameMissing):
        devices.enrol(" ", [], TOWN, by=guard)
    with pytest.raises(devices.NoSuchTile):
        devices.enrol("x", ["teleport"], TOWN, by=guard)


def test_revoked_once(device, guard):
    assert devices.revoke(device.device_id, "丢了", by=guard)
    assert not devices.revoke(device.device_id, "丢了", by=guard)
    assert devices.devices(by=guard).total == 0
    assert devices.devices(by=guard, revoked=True).rows[0].revoked_why == "丢了"
    with pytest.raises(devices.WordsMissing):
        devices.revoke(device.device_id, " ", by=guard)


def test_revoking_ends_the_sessions_of_its_account_alone_and_once(device, guard):
    from fangxian.ground.access import api as access

    def mark(pk):
        return access.Account.objects.get(pk=pk).get_session_auth_hash()

    stranger = access.Account.objects.create_user("lu", password="x", name="路", place=TOWN)
    before, theirs = mark(guard.account_id), mark(stranger.pk)
    devices.revoke(device.device_id, "丢了", by=guard)
    ended = mark(guard.account_id)
    assert ended != before
    assert mark(stranger.pk) == theirs
    devices.revoke(device.device_id, "丢了", by=guard)
    assert mark(guard.account_id) == ended


def test_an_event_takes_effect_once(device, guard):
    done = []

    def act() -> devices.Settled:
        done.append(1)
        return devices.Settled("decided", devices.DONE, "x:1")

    one = event(device.device_id)
    assert devices.settle(one, act, by=guard) == devices.settle(one, act, by=guard)
    assert done == [1]


def test_what_fails_leaves_nothing_and_is_kept_apart(device, guard):
    def act() -> devices.Settled:
        devices.knock(
            devices.Knocked(event=uuid4(), at=clock.now(), place=TOWN, answered="home"), by=guard
        )
        raise NotFound(what="x")

    one = event(device.device_id, number="610921")
    with pytest.raises(NotFound):
        devices.settle(one, act, by=guard)
    assert not Knock.objects.exists()
    assert not Sent.objects.exists()
    devices.keep(one, "unreadable", Text("读不出", "unreadable"), by=guard)
    assert devices.device(device.device_id, by=guard).waiting == 1
    row, body = devices.sent(one.id, by=guard)
    assert (row.how, body) == ("unreadable", {"number": "610921"})
    assert b"610921" not in bytes(Sent.objects.get().sealed)


def test_a_human_clears_what_waits(device, guard):
    one = event(device.device_id)
    devices.keep(one, "differs", Text("不符", "differs"), by=guard)
    assert devices.to_clear(by=guard).total == 1
    stranger = Actor(9, "别处", (Grant("x", MAY, "610922"),))
    assert devices.to_clear(by=stranger).total == 0
    with pytest.raises(NotAllowed):
        devices.clear(one.id, "看过", by=stranger)
    assert devices.clear(one.id, "看过", by=guard)
    assert not devices.clear(one.id, "看过", by=guard)
    assert devices.to_clear(by=guard).total == 0
    assert devices.to_clear(by=guard, cleared=True).rows[0].cleared_words == "看过"


def test_doors_and_knocks(guard):
    house = people.open_household(VILLAGE, "东升村1号", None, by=SYSTEM)
    [door] = devices.doors(VILLAGE, by=guard)
    assert (door.address, door.answered) == ("东升村1号", "")
    knocked = devices.Knocked(
        event=uuid4(), at=clock.now(), place=VILLAGE, answered="home", household_id=house
    )
    devices.knock(knocked, by=guard)
    devices.knock(knocked, by=guard)
    assert devices.doors(VILLAGE, by=guard)[0].answered == "home"
    found = devices.swept(VILLAGE, clock.now(), by=guard)
    assert (found.knocks, found.home, found.households) == (1, 1, 1)
    assert devices.place_of_household(house) == VILLAGE
    assert devices.place_of_household(10**9) is None


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0, None),
        (120, None),
        (-119, None),
        (150, "手机时钟快 2 分钟,请校准"),
        (-600, "手机时钟慢 10 分钟,请校准"),
        (3600, "手机时钟快 60 分钟,请校准"),
        (-7200, "手机时钟慢 2 小时,请校准"),
        (3 * 86_400, "手机时钟快 3 天,请校准"),
        (1657 * 86_400, "手机日期与系统差 1657 天;不是演练就请校准"),
        (-1657 * 86_400, "手机时钟慢 1657 天,请校准"),
    ],
)
def test_a_wrong_clock_is_said_in_words(ahead, words):
    said = devices.clock_words(ahead, timedelta(minutes=2))
    assert (said and said.zh) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=59), None),
        (timedelta(minutes=61), "61 分钟没有联系"),
        (timedelta(hours=26), "26 小时没有联系"),
        (timedelta(days=3), "3 天没有联系"),
    ],
)
def test_a_silent_phone_is_said_in_words(ago, words):
    now = clock.now()
    said = devices.silence_words(now - ago, now)
    assert (said and said.zh) == words
    assert devices.silence_words(None, now) is None  # never heard is said by its own word
