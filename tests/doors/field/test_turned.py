"""What a phone is told of those whom it let through, of those still being decided about, and whom it
may call: without a network it has nothing else."""

from __future__ import annotations

import pytest

from fangxian.flows import coding
from fangxian.ground.duty import api as duty
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.codes import api as codes
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

pytestmark = pytest.mark.django_db

TICKS = ["健康码", "行程码", "48小时核酸阴性证明"]


@pytest.fixture
def passed(phone):
    """Somebody green was let through at seven."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(1)
    event = phone.crossing(1, at="2022-05-10T07:00", ticks=TICKS)
    [settled] = phone.send(event)
    assert settled["how"] == "decided", settled
    return event, made.person_id


def turned(phone):
    return phone.bundle().json()["turned"]


def test_whom_the_county_turns_red_after_they_passed_is_told_to_the_phone_that_did_it(
    phone, passed, enrolled
):
    event, person = passed
    assert turned(phone) == []
    make_red(person)
    assert turned(phone) == [{"id": event["id"], "c": "red", "o": "hold"}]
    assert turned(enrolled("二号机")) == [], "no other phone's business"


def test_it_is_told_for_as_long_as_the_county_lets_a_list_last(phone, passed, house_says):
    event, person = passed
    make_red(person)
    with clock.at("2022-05-14T08:00"):
        assert turned(phone) == []
        house_says("field.bundle_hours", 96, 168)
        assert [one["id"] for one in turned(phone)] == [event["id"]]


def test_known_red_before_the_phone_came_home_is_told_with_the_same_list(phone):
    """Let through offline at seven, red by half past seven, sent at eight: no fault, and told."""
    with clock.at("2022-05-10T05:00"):
        made = barrier.declare(1)
    with clock.at("2022-05-10T07:30"):
        make_red(made.person_id)
    event = phone.crossing(1, at="2022-05-10T07:00", ticks=TICKS)
    [settled] = phone.send(event)
    assert settled["how"] == "differs", settled
    assert [one["id"] for one in turned(phone)] == [event["id"]]


def test_a_barrier_that_held_them_since_ends_it(phone, passed):
    _, person = passed
    make_red(person)
    phone.send(phone.crossing(1, "hold", at="2022-05-10T07:50", colour_seen="red"))
    assert turned(phone) == []


def test_what_headquarters_has_answered_is_told_no_more(phone):
    made = barrier.declare(1)
    make_red(made.person_id)
    phone.send(phone.crossing(1, colour_seen="red", note="带班同意"))
    assert len(turned(phone)) == 1
    checkpoints.close_slipped(Crossing.objects.get().pk, "已在蒲溪镇找到", by=SYSTEM)
    assert turned(phone) == []


def test_who_is_free_or_only_to_be_verified_rings_nobody(phone, passed):
    assert turned(phone) == []
    with clock.at("2022-05-14T08:00"):
        make_red(passed[1])
        assert turned(phone) == [], "four days on, the instruction has found them"


def test_a_ledger_of_thousands_is_coloured_later_and_the_list_says_so_until_it_is(
    phone, monkeypatch
):
    """The list is asked for before the worker ran, and again after it."""
    monkeypatch.setattr(coding.codes, "COLOURED_AT_ONCE", 0)
    form = {
        "name": "罗平安",
        "document_type": "居民身份证",
        "document_number": barrier.number_of(5),
        "phone": "13891501234",
        "origin": "四川省成都市武侯区",
        "arrival": "2022-05-10",
        "town": "蒲溪镇",
        "village": "东升村委会",
        "overseas": "否",
    }
    arrivals.declare(form, by=SYSTEM)
    before = phone.bundle().json()
    [row] = before["people"]
    assert (row["c"], row["w"]) == ("grey", "已申报,正在研判,结果出来以前按待核处理")
    assert before["undecided"]["people"] == 1
    assert "还在研判" in before["undecided"]["zh"]
    outbox.settle()
    after = phone.bundle(etag=f'"{before["id"]}"').json()
    [row] = after["people"]
    assert (row["c"], after["undecided"]) == ("green", None)


def test_a_fact_that_comes_in_between_is_in_the_next_list(phone):
    made = barrier.declare(6)
    before = phone.bundle().json()
    assert phone.bundle(etag=f'"{before["id"]}"').status_code == 304
    make_red(made.person_id)
    after = phone.bundle(etag=f'"{before["id"]}"').json()
    assert [row["c"] for row in after["people"]] == ["red"]


def test_the_phone_carries_whom_to_call_headquarters_first(phone):
    headquarters = duty.unit_for(barrier.COUNTY, "headquarters")
    duty.set_public_phone(headquarters.id, "0915-5216000", by=SYSTEM)
    call = phone.bundle().json()["call"]
    assert (call[0]["zh"], call[0]["phone"]) == ("指挥部", "0915-5216000")
    assert all(one["zh"] for one in call)


def test_colours_are_asked_in_few_queries(phone, passed, django_assert_max_num_queries):
    site = checkpoints.named_by(f"checkpoints.checkpoint:{phone.site}")
    with django_assert_max_num_queries(6):
        checkpoints.turned_since(site, phone.number)
    assert codes.colours_of([passed[1]])[passed[1]].rank == 0
