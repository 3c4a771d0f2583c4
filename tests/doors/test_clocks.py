"""Every door that takes an event's time, with clocks that cannot be right: what happened is kept as of
its receipt, says so, and is one event however often it is sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import rules as venues_rules
from fangxian.lines.venues.models import Visit
from fangxian.lines.venues.rules import WRONG_CLOCK
from tests.doors.field import barrier
from tests.doors.field.conftest import enrolled, guard, phone, site  # noqa: F401 fixtures
from tests.doors.gate.conftest import entrance, gate  # noqa: F401 fixtures
from tests.doors.gate.speaking import Ordinary
from tests.rooms.venues.people import opened

NEVER = [
    datetime(1970, 1, 1, 0, 3, tzinfo=UTC),
    datetime(2015, 1, 1, tzinfo=UTC),
    datetime(2030, 6, 1, tzinfo=UTC),
]


@pytest.fixture(autouse=True)
def _morning():
    with clock.at(barrier.NOW):
        yield


def settled_now() -> None:
    """One visit, of now, which the retention leaves for its time and no longer."""
    row = Visit.objects.get()
    assert (row.at, row.received_at) == (clock.now(), clock.now())
    assert row.flags & WRONG_CLOCK
    venues.drop_expired(clock.today(), by=SYSTEM)
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("at", NEVER)
@pytest.mark.parametrize("own", [True, False], ids=["the id tells", "the field tells"])
@pytest.mark.parametrize("door", ["hot", "ordinary"])
def test_an_entrance(gate, entrance, door, own, at):  # noqa: F811
    number = venues_rules.id_at(at, b"x") if own else uuid4()
    body = {"id": str(number), "venue": entrance.market, "code": entrance.code}
    body |= {} if own else {"at": at.isoformat()}
    asked = ("POST", "/scan", json.dumps(body).encode(), entrance.token)
    for speaking in ({"hot": gate, "ordinary": Ordinary()}[door], gate):
        assert speaking.ask(*asked).status == 200
    settled_now()


@pytest.mark.parametrize("at", NEVER)
@pytest.mark.parametrize("own", [True, False], ids=["the id tells", "the body tells"])
def test_a_guard_at_a_venue(phone, own, at):  # noqa: F811
    market = opened("月河农贸市场", "农集贸市场", "610921102201")
    event = phone.event("venue.visit", at, venue=market, at_=None, how="number", text="")
    event["body"] = {"venue": market, "at": at.isoformat(), "how": "number", "text": "E12345678"}
    event["id"] = str(venues_rules.id_at(at, b"x")) if own else event["id"]
    (first,), (again,) = phone.send(event), phone.send(event)
    assert (first["how"], again["how"]) == ("differs", "differs")
    assert "设备时钟" in first["zh"]
    assert Visit.objects.get().at == clock.now()


@pytest.mark.parametrize("at", NEVER)
def test_a_guard_at_a_barrier(phone, at):  # noqa: F811
    event = phone.crossing(1, arrived_at=at.isoformat(), decided_at=at.isoformat())
    event["at"] = at.isoformat()
    phone.send(event)
    [told] = phone.send(event)
    assert "设备时钟" in told["zh"]
    row = Crossing.objects.get()
    assert (row.arrived_at, row.decided_at) == (clock.now(), clock.now())


@pytest.mark.parametrize("at", NEVER)
def test_the_console(client, guard, site, at):  # noqa: F811
    client.force_login(guard, backend="allauth.account.auth_backends.AuthenticationBackend")
    form = {"event": str(uuid4()), "outcome": "refer", "arrived": at.isoformat(), "q": ""}
    for _ in range(2):
        assert client.post(f"/checkpoints/{site}/decide", form).status_code == 302
    row = Crossing.objects.get()
    assert (row.arrived_at, row.decided_at) == (clock.now(), clock.now())
