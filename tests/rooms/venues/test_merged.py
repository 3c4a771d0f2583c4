"""Two records of one person: every visit is found by either, and goes with its own when parted."""

from __future__ import annotations

from datetime import date

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.venues import pages as venues
from tests.rooms.venues.people import officer, visit

GUARD = officer("record")
DAY = date(2022, 5, 10)


def entered(number: str) -> int:
    key = people.DocumentKey("passport", number)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "王秀英"))
    return people.store({key: state}, by=SYSTEM)[key]


def times(person: int) -> list[str]:
    wanted = venues.VisitsWanted(DAY, DAY, person_id=person)
    rows = venues.visits(wanted, "流调追踪", by=officer("trace")).rows
    return sorted(f"{row.at.astimezone(clock.COUNTY_TIME):%H:%M}" for row in rows)


def test_tracing_follows_a_merge_and_its_undoing(market):
    kept, gone = entered("E12345678"), entered("E12345679")
    came = [visit(market, 0, person=kept), visit(market, 30, person=gone)]
    later = visit(market, 60, person=gone)  # an old code, held out later
    with clock.at("2022-05-10T10:00"):
        venues.record_visits(came, by=GUARD)
        record = people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
        venues.record_visits([later], by=GUARD)
    assert times(kept) == times(gone) == ["09:00", "09:30", "10:00"]
    people_pages.undo_merge(record, by=SYSTEM)
    assert (times(kept), times(gone)) == (["09:00"], ["09:30", "10:00"])
