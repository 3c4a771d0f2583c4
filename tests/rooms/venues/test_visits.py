"""Visits: stored once, never lost, doubted in words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditLine, FactRow
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import reactions as venues_reactions
from fangxian.lines.venues import rules
from fangxian.lines.venues.errors import PageTooOld, PurposeMissing
from fangxian.lines.venues.models import VenueCode, Visit
from tests.rooms.venues.people import RESIDENT, at_random, officer, stored, visit

GUARD = officer("record")


def flags_of(person: int) -> list[int]:
    return [flags for _, _, who, flags in stored().values() if who == person]


def test_a_repeated_id_is_one_visit_whatever_time_comes_with_it(market):
    first = visit(market)
    done = venues.record_visits([first, first], by=GUARD)
    assert (done.new, done.again) == (1, 1)
    later = replace(first, at=first.at + timedelta(days=1))
    assert venues.record_visits([later], by=GUARD).new == 0
    assert Visit.objects.get().at == first.at


def test_an_id_that_carries_no_time_keeps_the_first_one_that_came(market):
    first = replace(visit(market), client_id=at_random(1))
    venues.record_visits([first], by=GUARD)
    venues.record_visits([replace(first, at=first.at - timedelta(days=2))], by=GUARD)
    assert Visit.objects.get().at == first.at


def test_two_towns_in_five_minutes_marks_both_whichever_came_first(market, clinic):
    venues.record_visits([visit(clinic, 4)], by=GUARD)
    venues.record_visits([visit(market, 0)], by=GUARD)
    assert venues_reactions.compare_when_due() == 2
    assert flags_of(1) == [rules.TWO_TOWNS] * 2
    told = FactRow.objects.get(name="venues.VisitFlagged")
    assert len(told.payload["client_ids"]) == 2
    venues.record_visits([visit(market, 0, person=2), visit(clinic, 6, person=2)], by=GUARD)
    assert flags_of(2) == [0, 0]


def test_one_card_at_two_places_is_a_copied_card(market, clinic):
    card = bytes(range(16))
    rows = [
        visit(market, 0, shown=card, how="reverse_card"),
        visit(clinic, 1, shown=card, how="reverse_card"),
    ]
    venues.record_visits(rows, by=GUARD)
    assert flags_of(1) == [rules.TWO_TOWNS | rules.COPIED] * 2


def test_no_doubt_ever_loses_a_visit(market):
    far = officer("record", place="610921103")
    rows = [
        visit(999_999, person=1),
        visit(market, person=2, elsewhere="610921103201"),
        visit(market, 60 * 24 * 400, person=3),
        visit(market, -60 * 24 * 400, person=4),
        visit(market, person=None),
        visit(market, person=5, generation=7),
        visit(market, person=6, how="?" * 20, group_size=99_999, device="x" * 99),
    ]
    venues.record_visits(rows, by=GUARD)
    venues.record_visits([visit(market, person=7)], by=far)
    found = {who: flags for _, _, who, flags in stored().values()}
    assert found == {
        1: rules.NO_VENUE,
        2: rules.FORWARDED,
        3: rules.WRONG_CLOCK,
        4: rules.WRONG_CLOCK,
        None: rules.UNNAMED,
        5: rules.OLD_CODE,
        6: 0,
        7: rules.OUTSIDE_DUTY,
    }


def test_a_closed_venue_is_a_flag(market):
    venues.close_venue(market, by=officer("edit"))
    with clock.at("2022-05-10T10:00"):
        venues.record_visits([visit(market)], by=GUARD)
    assert flags_of(1) == [rules.CLOSED]


def test_what_came_in_is_told_once_a_round(market):
    for n in range(5):
        venues.record_visits([visit(market, minutes=n, person=n or None)], by=GUARD)
    venues_reactions.compare_when_due()
    venues_reactions.compare_when_due()
    told = FactRow.objects.get(name__contains="VisitsRecorded").payload
    assert told["count"] == 5
    apart = datetime.fromisoformat(told["last"]) - datetime.fromisoformat(told["first"])
    assert apart == timedelta(minutes=4)


def test_the_page_at_the_door_records_each_person_once(market):
    token = VenueCode.objects.first().token
    ticket = venues.at_the_door(token.lower(), by=RESIDENT).ticket
    first = venues.scan_in(ticket, 1, by=RESIDENT)
    assert venues.scan_in(ticket, 1, by=RESIDENT) == first
    venues.scan_in(ticket, 2, by=RESIDENT)
    venues.scan_in(ticket, None, who=b"a", by=RESIDENT)
    venues.scan_in(ticket, None, who=b"b", by=RESIDENT)
    assert Visit.objects.count() == 4
    assert Visit.objects.filter(person_id=1).get().at.isoformat()[:16] == "2022-05-10T01:00"


def test_a_page_that_was_sent_on_is_noticed(market):
    ticket = venues.at_the_door(VenueCode.objects.first().token, by=RESIDENT).ticket
    with clock.at("2022-05-10T09:30"):
        venues.scan_in(ticket, 1, by=RESIDENT)
    assert flags_of(1) == [rules.FORWARDED]


@pytest.mark.parametrize("text", ["", "x", "é", "A" * 56, "A" * 9999, "=" * 8, "\0"])
def test_a_ticket_that_is_none_of_ours_is_refused(market, text):
    with pytest.raises(PageTooOld):
        venues.scan_in(text, 1, by=RESIDENT)


def test_a_visitor_goes_out_once(market):
    ticket = venues.at_the_door(VenueCode.objects.first().token, by=RESIDENT).ticket
    done = venues.scan_in(ticket, 1, by=RESIDENT)
    with clock.at("2022-05-10T09:40"):
        assert venues.leave(done.client_id, by=RESIDENT)
        assert not venues.leave(done.client_id, by=RESIDENT)
    assert not venues.leave(at_random(3), by=RESIDENT)
    day = clock.today()
    wanted = venues.VisitsWanted(day, day, venue_id=market)
    (row,) = venues.visits(wanted, "流调", by=officer("trace")).rows
    assert (row.out_at - row.at, row.assumed) == (timedelta(minutes=40), False)


def test_a_look_at_visits_is_written_down_with_its_purpose(market, clinic):
    venues.record_visits([visit(clinic), visit(market, -30)], by=GUARD)
    day = clock.today()
    with pytest.raises(PurposeMissing):
        venues.visits(venues.VisitsWanted(day, day), " ", by=officer("trace"))
    found = venues.visits(
        venues.VisitsWanted(day, day, person_id=1), "流调:某病例轨迹", by=officer("trace")
    )
    assert [row.venue for row in found.rows] == ["涧池镇卫生院", "月河农贸市场"]
    assert found.rows[0].out_at - found.rows[0].at == timedelta(hours=2)  # the category's dwell
    line = AuditLine.objects.filter(deed="venues.visits").latest("number")
    assert (line.purpose, line.person_ids) == ("流调:某病例轨迹", [1])
    town = officer("trace", place="610921103")
    assert venues.visits(venues.VisitsWanted(day, day, person_id=1), "流调", by=town).total == 1


def test_the_busiest_venues_count_groups_as_their_heads(market, clinic):
    rows = [visit(market, person=n) for n in range(3)]
    rows += [visit(clinic, person=9, group_size=30, how="group")]
    venues.record_visits(rows, by=GUARD)
    counted = venues.busiest(clock.today(), by=officer("read"))
    assert [(one.name, one.visits) for one in counted] == [
        ("涧池镇卫生院", 30),
        ("月河农贸市场", 3),
    ]
    assert venues.busiest(clock.today(), by=officer("read", place="610921102"))[0].visits == 3


def test_what_somebody_only_said_throws_no_doubt_on_what_was_proven(market, clinic):
    """A stranger types the number of who is at the market: theirs is the doubtful visit."""
    proven, typed = visit(market, 0, how="reverse_code"), visit(clinic, 1, how="reverse_number")
    venues.record_visits([proven, typed], by=GUARD)
    assert venues_reactions.compare_when_due() == 1
    flags = dict(Visit.objects.values_list("how", "flags"))
    assert flags == {"reverse_code": 0, "reverse_number": rules.TWO_TOWNS}


def test_how_it_is_known_who_came_is_kept_and_shown(market):
    ways = ("reverse_code", "reverse_card", "reverse_old", "reverse_number", "self", "group")
    venues.record_visits([visit(market, n, n=n, how=how) for n, how in enumerate(ways)], by=GUARD)
    wanted = venues.VisitsWanted(clock.today(), clock.today())
    rows = venues.visits(wanted, "流调", by=SYSTEM).rows
    assert {(row.how.zh, row.proof.zh, row.proven) for row in rows} == {
        ("反向扫码", "出示了签名码或卡", True),
        ("反向扫卡", "出示了签名码或卡", True),
        ("反向扫码,码已过期或卡已注销", "自报·未核实", False),
        ("报证件号", "报号码·未核实", False),
        ("自己扫码", "自报·未核实", False),
        ("同行登记", "自报·未核实", False),
    }
