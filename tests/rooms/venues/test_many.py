"""Many visits at a time take another way into the table than a few: the same comes of it."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import store
from fangxian.lines.venues.models import Visit
from tests.rooms.venues.people import officer, stored, visit

GUARD = officer("record")
AWKWARD = 'a\tb\\N\n"{,}\r终端'


def many(market):
    return [
        visit(
            market,
            minutes=n,
            person=n or None,
            n=n,
            device=AWKWARD,
            shown=bytes([n] * 8) or None,
            out_at=visit(market, minutes=n + 5).at if n % 2 else None,
        )
        for n in range(store.MANY * 2)
    ]


def whole():
    return {str(row[0]): row[1:] for row in Visit.objects.values_list()}


def test_many_and_a_few_at_a_time_leave_the_same_rows(market, monkeypatch):
    visits = many(market)
    assert venues.record_visits(visits, by=GUARD).new == len(visits)
    copied = whole()
    Visit.objects.all().delete()
    monkeypatch.setattr(store, "MANY", len(visits) + 1)
    venues.record_visits(visits, by=GUARD)
    assert whole() == copied
    assert {row.device for row in Visit.objects.all()} == {AWKWARD}


def test_one_that_is_there_already_keeps_none_of_the_others_out(market):
    visits = many(market)
    venues.record_visits(visits[5:6], by=GUARD)
    later = [replace(one, at=one.at + timedelta(days=1)) for one in visits]
    done = venues.record_visits(later, by=GUARD)
    assert (done.new, done.again) == (len(visits) - 1, 1)
    assert len(stored()) == len(visits)
