"""A visit whose clock cannot be right is taken as of its receipt, marked, kept as long as any other,
and stays one visit however often it is sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import rules
from fangxian.lines.venues.models import Visit
from tests.rooms.venues.people import at_random, officer, visit

GUARD = officer("record")
IMPOSSIBLE = (
    datetime(1970, 1, 1, 0, 3, tzinfo=UTC),
    datetime(2015, 1, 1, tzinfo=UTC),
    datetime(2022, 4, 9, 15, 59, tzinfo=UTC),
    datetime(2022, 5, 10, 1, 20, tzinfo=UTC),
    datetime(2030, 6, 1, tzinfo=UTC),
    datetime(9999, 12, 31, tzinfo=UTC),
)


def told(market: int, at: datetime, own: bool) -> venues.NewVisit:
    """`own`: its id carries the time, else the time came beside it."""
    key = rules.id_at(at, b"one") if own else at_random(4)
    return replace(visit(market), client_id=key, at=at)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("at", IMPOSSIBLE)
def test_an_impossible_time_is_settled_by_the_receipt_once(market, at, own):
    one, now = told(market, at, own), clock.now()
    assert venues.record_visits([one], by=GUARD).flagged == {one.client_id: rules.WRONG_CLOCK}
    with clock.at("2022-05-11T08:00"):
        assert venues.record_visits([one], by=GUARD).new == 0
        venues.drop_expired(clock.today(), by=SYSTEM)
    row = Visit.objects.get()
    assert (row.at, row.received_at, row.flags) == (now, now, rules.WRONG_CLOCK)
    with clock.at("2022-06-10T08:00"):  # and not for years either
        venues.drop_expired(clock.today(), by=SYSTEM)
    assert not Visit.objects.exists()


def test_what_was_ahead_when_it_came_stays_one_when_its_time_has_come(market):
    one = told(market, clock.now() + timedelta(hours=1), own=True)
    venues.record_visits([one], by=GUARD)
    with clock.at("2022-05-10T11:00"):
        assert venues.record_visits([one, visit(market, n=2)], by=GUARD).new == 1
    assert Visit.objects.get(client_id=one.client_id).at == clock.now()


def test_where_only_the_id_is_wrong_the_door_knows_the_time(market):
    """A phone that tells times by the server's clock, and makes its ids by its own."""
    meant = clock.now() - timedelta(hours=2)
    one = replace(told(market, datetime(2015, 1, 1, tzinfo=UTC), own=True), at=meant)
    venues.record_visits([one], by=GUARD)
    row = Visit.objects.get()
    assert (row.at, row.flags) == (meant, rules.WRONG_CLOCK)


@pytest.mark.parametrize("days", [0, 29, 30])
def test_what_lay_on_a_phone_for_weeks_is_believed_while_its_day_is_kept(market, days):
    one = visit(market, -60 * 24 * days)
    assert not venues.record_visits([one], by=GUARD).flagged
    assert Visit.objects.get().at == one.at


def test_it_is_shown_as_what_it_is(market):
    venues.record_visits([told(market, IMPOSSIBLE[1], own=True)], by=GUARD)
    day = clock.today()
    (row,) = venues.visits(venues.VisitsWanted(day, day), "流调", by=officer("trace")).rows
    assert [said.zh for said in row.doubts] == ["终端时钟不对,按收到的时间记"]
