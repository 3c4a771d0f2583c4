"""Days are made ahead and dropped whole, and the audit says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from msgspec.structs import replace

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.models import Visit
from fangxian.lines.venues.services.partitions import keep_days
from tests.rooms.venues.people import at_random, officer, visit

GUARD = officer("record")
TODAY = date(2022, 5, 10)


def where() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM venues_visit")
        return {row[0] for row in cursor.fetchall()}


def test_the_window_is_made_once(market):
    made = venues.ensure_partitions(by=SYSTEM)
    assert (made[0], made[-1]) == (TODAY - timedelta(days=30), TODAY + timedelta(days=3))
    assert venues.ensure_partitions(by=SYSTEM) == ()
    assert venues.days_held(by=SYSTEM) == made


def test_a_visit_before_its_day_was_made_moves_into_it(market):
    rows = [visit(market), visit(market, -60 * 24)]
    venues.record_visits(rows, by=GUARD)
    assert where() == {"venues_visit_rest"}
    venues.ensure_partitions(by=SYSTEM)
    assert where() == {"venues_visit_d20220510", "venues_visit_d20220509"}
    assert venues.record_visits(rows, by=GUARD).new == 0


def test_a_day_begins_at_midnight_in_the_county(market):
    venues.ensure_partitions(by=SYSTEM)
    with clock.at("2022-05-10T00:00"):
        venues.record_visits([visit(market, 0), visit(market, -0.001, person=2)], by=GUARD)
    assert where() == {"venues_visit_d20220510", "venues_visit_d20220509"}


def test_expired_days_are_dropped_and_counted_in_the_audit(market):
    venues.ensure_partitions(by=SYSTEM)
    old = [visit(market, -60 * 24 * 30, person=n) for n in range(4)]

    beyond = replace(visit(market, -60 * 24 * 40), client_id=at_random(1))
    with clock.at("2022-04-05T09:00"):
        venues.record_visits([beyond], by=GUARD)
    venues.record_visits([*old, visit(market)], by=GUARD)
    with clock.at("2022-05-11T03:00"):
        done = venues.drop_expired(clock.today(), by=SYSTEM)
    assert (done.days, done.visits) == ((TODAY - timedelta(days=30),), 5)
    assert Visit.objects.count() == 1
    line = AuditLine.objects.filter(deed="venues.drop_expired").latest("number")
    assert line.detail["days"] == ["2022-04-10"]
    assert line.detail["visits"] == 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM venues_firsttime")
        assert cursor.fetchone()[0] == 0


def test_the_hourly_job_makes_drops_and_then_is_silent(market):
    keep_days(0)
    with clock.at("2022-05-13T03:00"):
        keep_days(0)
        held = venues.days_held(by=SYSTEM)
        lines = AuditLine.objects.count()
        keep_days(0)
        assert AuditLine.objects.count() == lines
    assert (held[0], held[-1]) == (date(2022, 4, 13), date(2022, 5, 16))


def test_only_the_system_keeps_the_days(market):
    with pytest.raises(NotAllowed):
        venues.drop_expired(TODAY, by=officer("record", "read"))


def test_the_two_indexes_are_on_every_day(market):
    venues.ensure_partitions(by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'venues_visit_d20220510'")
        defined = " ".join(row[0] for row in cursor.fetchall())
    assert "(venue_id, at)" in defined
    assert "(person_id, at)" in defined
    assert "(client_id, at)" in defined


def test_a_look_back_reads_its_days_alone(market):
    venues.ensure_partitions(by=SYSTEM)
    found = Visit.objects.filter(
        venue_id=market, at__gte=clock.now() - timedelta(days=1), at__lt=clock.now()
    )
    assert "d20220501" not in found.explain()
