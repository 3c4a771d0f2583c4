"""A guard of one township knows a number that the phone counted up, or an act of another barrier."""

from __future__ import annotations

from uuid import uuid4

import pytest

from fangxian.ground.access.models import Role
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.lines.checkpoints.models import AntigenTest, Crossing
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

pytestmark = pytest.mark.django_db
HERE = "610921101"


@pytest.fixture
def neighbour(enrolled, site):
    """A phone at a barrier of another township, whose guard reads no register."""
    there = barrier.make_guard("linzhen", HERE)
    phone = enrolled("二号机", account=there)
    Role.objects.filter(code="checkpoint").update(
        permissions=[one for one in barrier.MAY if not one.startswith(("arrivals.", "people."))]
    )
    phone.site = barrier.make_site("邻镇路口", HERE)
    return phone


@pytest.mark.parametrize("outcome", ["pass", "hold"])
def test_a_declaration_counted_up_meets_nobody(neighbour, outcome):
    made = barrier.declare(1)
    make_red(made.person_id)
    outbox.settle()
    event = neighbour.crossing(
        None, outcome=outcome, how="list", declaration=made.declaration_id, reason="核实"
    )
    [settled] = neighbour.send(event)
    outbox.settle()
    assert settled["how"] != "alarm"
    assert "张" not in settled["zh"]
    assert Crossing.objects.get().person_id is None
    assert not Instruction.objects.filter(person_id=made.person_id).exists()


def test_the_row_that_a_phone_was_given_meets_its_person(phone):
    made = barrier.declare(1)
    row = phone.bundle().json()
    event = phone.crossing(None, how="list", declaration=made.declaration_id, seen=row["id"])
    phone.send(event)
    assert Crossing.objects.get().person_id == made.person_id


def test_a_test_is_told_where_somebody_crossed(phone, neighbour):
    crossing = phone.crossing(1, outcome="pass_with_test")
    phone.send(crossing)
    read = {"crossing": crossing["id"], "result": "negative"}
    phone.send(phone.event("checkpoint.antigen", **read))
    neighbour.send(neighbour.event("checkpoint.antigen", **read | {"result": "positive"}))
    assert AntigenTest.objects.get().result == "negative"
    early = {"crossing": str(uuid4()), "result": "negative"}  # the crossing comes in later
    neighbour.send(neighbour.event("checkpoint.antigen", **early))
    assert AntigenTest.objects.count() == 2


def test_a_phone_whose_password_was_reset_opens_nothing(phone, guard):
    barrier.declare(1)
    assert phone.bundle().json()["people"]
    guard.must_change_password = True
    guard.save(update_fields=["must_change_password"])
    told = phone.bundle()
    assert told.status_code == 403 or not told.json()["people"]


def test_a_crossing_at_a_barrier_of_others_is_kept_and_marked(phone, neighbour, site):
    """The device of one township at the barrier of another: it happened, and somebody finds out."""
    [settled] = neighbour.send(neighbour.crossing(1, outcome="hold", checkpoint=site))
    assert settled["how"] == "differs"
    assert "不管这个卡口" in settled["zh"]
    row = Crossing.objects.get()
    assert (row.checkpoint_id, row.outcome, row.off_shift) == (site, "hold", True)
    outbox.settle()
    assert Instruction.objects.filter(kind="checkpoint_hold").exists()
    [own] = phone.send(phone.crossing(2))
    assert own["how"] == "decided"
    assert not Crossing.objects.get(device_id=phone.number).off_shift


def test_a_barrier_that_there_is_not_is_for_a_human(phone):
    [settled] = phone.send(phone.crossing(1, checkpoint=987_654))
    assert settled["how"] == "unreadable"
    assert not Crossing.objects.exists()
