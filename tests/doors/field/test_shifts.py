"""A phone outside its shift: its acts are kept and told, its list names nobody."""

from __future__ import annotations

from datetime import datetime

import pytest

from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.checkpoints.models import Crossing
from tests.doors.field import barrier

pytestmark = pytest.mark.django_db


def hour(n: int) -> datetime:
    return datetime(2022, 5, 10, n, tzinfo=clock.COUNTY_TIME)


def plan(site: int, begins: int, ends: int, *accounts: int) -> None:
    checkpoints.plan_shift(site, "周副局长", hour(begins), hour(ends), accounts=accounts, by=SYSTEM)


@pytest.fixture
def other(site):
    return barrier.make_guard("other")


def test_the_list_names_nobody_to_a_phone_outside_the_shift(phone, site, other):
    barrier.declare(1)
    assert phone.bundle().json()["withheld"] is None
    plan(site, 6, 22, other.pk)
    answer = phone.bundle()
    assert answer.status_code == 200  # its keys, its tasks and its rules are still its own
    told = answer.json()
    assert told["people"] == []
    assert told["withheld"]["code"] == "checkpoints.outside_shift"
    assert told["withheld"]["way_out"]["zh"]
    assert told["key_list"] is not None


def test_on_duty_or_soon_the_list_is_there(phone, site, other, guard):
    barrier.declare(1)
    plan(site, 6, 14, other.pk)
    plan(site, 14, 22, guard.pk)  # six hours on: fetched before setting out
    told = phone.bundle().json()
    assert told["withheld"] is None
    assert len(told["people"]) == 1


def test_how_long_before_the_shift_is_the_county_s_to_say(phone, site, other, guard, house_says):
    barrier.declare(1)
    plan(site, 6, 14, other.pk)
    plan(site, 14, 22, guard.pk)
    house_says("checkpoints.list_before_shift_hours", 12, 5)
    assert phone.bundle().json()["withheld"]["code"] == "checkpoints.outside_shift"


def test_where_no_account_is_planned_the_list_is_there(phone, site):
    barrier.declare(1)
    plan(site, 6, 22)
    assert len(phone.bundle().json()["people"]) == 1


def test_a_phone_posted_beyond_its_place_is_told_about_nobody(enrolled):
    barrier.declare(1)
    phone = enrolled("石泉机", account=barrier.make_guard("else", "610922"))
    devices.post_at(phone.number, f"checkpoints.checkpoint:{phone.site}", by=SYSTEM)
    told = phone.bundle().json()
    assert (told["people"], told["checkpoint"]) == ([], None)
    assert told["withheld"]["code"] == "access.not_allowed"


@pytest.mark.parametrize("kind", ["crossing", "disinfected", "handover", "antigen", "truck"])
def test_an_act_outside_the_shift_is_kept_and_becomes_work(phone, site, other, kind):
    plan(site, 6, 22, other.pk)
    body = {
        "disinfected": {"plate": "陕G12345"},
        "handover": {"note": "口罩缺", "to": "二班"},
        "antigen": {"crossing": "00000000-0000-4000-8000-000000000001"},
        "truck": {"plate": "陕G12345", "queued_at": "2022-05-10T08:00:00+08:00"},
    }
    made = (
        phone.crossing() if kind == "crossing" else phone.event(f"checkpoint.{kind}", **body[kind])
    )
    [settled] = phone.send(made)
    assert settled["how"] == "differs", settled
    assert "周副局长" in settled["zh"]
    assert settled["ref"]
    assert devices.to_clear(by=SYSTEM).total == 1
    assert phone.send(made) == [settled]
    assert devices.to_clear(by=SYSTEM).total == 1


def test_what_was_done_on_duty_and_sent_after_it_is_as_decided(phone, site, other, guard):
    plan(site, 0, 8, guard.pk)
    plan(site, 8, 16, other.pk)
    with clock.at("2022-05-10T12:00"):
        [settled] = phone.send(phone.crossing(at="2022-05-10T07:30"))
    assert settled["how"] == "decided", settled
    assert not Crossing.objects.get().off_shift


def test_a_phone_that_stands_nowhere_meets_nobody(phone):
    barrier.declare(1)
    assert len(phone.bundle().json()["people"]) == 1
    devices.post_at(phone.number, "", by=SYSTEM)
    assert phone.bundle().json()["people"] == []
