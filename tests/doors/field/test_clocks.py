"""A phone whose clock is wrong, in whichever direction: what it did is settled by its receipt,
judged by the rules of then, and says so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.doors.field.acts.clocks import PhoneClock
from fangxian.doors.field.acts.settling import KINDS
from fangxian.ground.devices.models import Knock, Sent
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.lines.checkpoints.models import Crossing, Disinfection, HandOver, Slipped, TruckWait
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

NOW = datetime.fromisoformat("2022-05-10T08:00:00+08:00")
db = pytest.mark.django_db


def passes(phone, at: str, **said):
    return phone.crossing(
        1, arrived_at=at, decided_at=at, colour_seen="green", at="2022-05-10T07:59", **said
    ) | {"at": at}


@db
@pytest.mark.parametrize(
    ("told", "now", "said"),
    [
        ("2015-01-01T00:00:00Z", "2015-01-01T00:01:00Z", "设备时钟慢"),
        ("1970-01-01T00:03:00Z", "1970-01-01T00:04:00Z", "设备时钟慢"),
        ("2015-01-01T00:00:00Z", None, "设备时钟慢"),
        ("2030-06-01T00:00:00Z", "2030-06-01T00:01:00Z", "设备时钟快"),
        ("2030-06-01T00:00:00Z", None, "设备时钟快"),
        ("2022-05-09T20:59:00Z", "2022-05-09T21:00:00Z", "设备时钟慢 3 小时"),
        ("2022-05-10T02:59:00Z", "2022-05-10T03:00:00Z", "设备时钟快 3 小时"),
    ],
)
def test_a_red_person_let_through_by_a_wrong_clock_is_an_alarm(phone, told, now, said):
    with clock.at("2022-05-10T04:00"):  # known before, whatever the phone's clock makes of it
        made = barrier.declare(1)
        make_red(made.person_id)
    [settled] = phone.send(passes(phone, told), **({"now": now} if now else {}))
    assert settled["how"] == "alarm"
    assert said in settled["zh"]
    assert "留置待转运" in settled["zh"]
    row = Crossing.objects.get()
    assert NOW - timedelta(minutes=2) <= row.decided_at <= NOW
    assert (row.advised, row.colour_found) == ("hold", "red")
    assert Slipped.objects.get().crossing_id == row.pk
    outbox.settle()
    assert Instruction.objects.get(kind="checkpoint_slipped").person_id == made.person_id


@db
def test_the_file_of_the_case_both_ways_of_telling_time(phone):
    """One act by the server's time, one by the phone's own, in one batch."""
    make_red(barrier.declare(1).person_id)
    with clock.at("2022-05-10T08:21"):
        told = phone.send(
            passes(phone, "2022-05-10T00:20:00Z"),
            passes(phone, "2015-01-01T00:00:00Z"),
            now="2015-01-01T00:01:00Z",
        )
    assert [one["how"] for one in told] == ["alarm", "alarm"]
    assert len({row.decided_at for row in Crossing.objects.all()}) == 1
    outbox.settle()
    orders = Instruction.objects.filter(kind="checkpoint_slipped")
    assert Slipped.objects.count() == orders.count() == 2


@db
def test_an_app_that_knows_the_servers_time_is_believed(phone):
    """Its own clock is four years ahead, as in a drill; what it tells is right."""
    event = phone.crossing(at="2022-05-10T07:30")
    [settled] = phone.send(event, now="2026-11-29T00:00:00Z", clock="server")
    assert settled["how"] == "decided", settled
    assert Crossing.objects.get().decided_at.isoformat().startswith("2022-05-09T23:30:30")


@db
def test_every_kind_of_act_is_put_right(phone):
    """1970 in each moment of each kind: none is kept as of then, none is lost."""
    then = "1970-01-01T00:05:00Z"
    acts = {
        "checkpoint.disinfected": {"plate": "陕G12345"},
        "checkpoint.truck": {"plate": "陕G12345", "queued_at": then, "fetched_at": then},
        "checkpoint.handover": {"note": "口罩缺"},
        "sweep.household": {"address": "东街 1 号", "answered": "home"},
    }
    for kind, body in acts.items():
        [settled] = phone.send(phone.event(kind, then, **body), now="1970-01-01T00:06:00Z")
        assert settled["how"] == "differs", (kind, settled)
        assert "设备时钟慢" in settled["zh"], kind
    kept = [Disinfection.objects.get().at, HandOver.objects.get().at, Knock.objects.get().at]
    truck = TruckWait.objects.get()
    kept += [truck.queued_at, truck.fetched_at, *Sent.objects.values_list("at", flat=True)]
    assert all(NOW - timedelta(minutes=1) <= at <= NOW for at in kept)
    assert {kind for kind, _ in KINDS} > set(acts)


@given(
    told=st.datetimes(timezones=st.just(clock.COUNTY_TIME)),
    now=st.none() | st.datetimes(timezones=st.just(clock.COUNTY_TIME)),
    corrected=st.booleans(),
)
def test_nothing_happened_after_its_receipt_or_before_the_phone_was_there(told, now, corrected):
    since = NOW - timedelta(days=30)
    true = PhoneClock(NOW, now, since, corrected).true(told)
    assert since - timedelta(days=1) <= true <= NOW


@pytest.mark.parametrize("now", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_a_clock_at_the_edge_of_time_is_settled_by_the_receipt(now):
    phone = PhoneClock(NOW, datetime.fromisoformat(now), NOW - timedelta(days=30))
    assert phone.true(NOW - timedelta(minutes=5)) <= NOW
