"""A day on which no policy is in force: every page of the residents stays calm, nothing is lost."""

from __future__ import annotations

import html

import pytest

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes
from tests.doors.public.resident import Resident, number_of, opens
from tests.doors.public.test_mycode import PHONE, declares

TODAY = "2026-11-22T08:00"


@pytest.fixture
def link(client, county):
    """Somebody who declared in May 2022, and whose phone still holds the page of their code."""
    codes.rotate_keys(by=SYSTEM)
    keys = declares(client)
    assert opens(client).status_code == 302
    return keys


def words(answer) -> str:
    assert answer.status_code < 500
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_code_is_not_asked_for_and_the_page_says_so(client, link, language):
    calm = {"zh": "现在不用健康码", "en": "No health code now"}[language]
    way_out = {"zh": "请打电话给村（社区）", "en": "please call the village"}[language]
    with clock.at(TODAY):
        for answer in (
            client.get(f"/p/code/?language={language}"),
            client.post("/p/code/password", {"phone": PHONE}),
            client.post("/p/code/appeal/1", {"words": "不对"}),
        ):
            assert calm in words(answer)
            assert way_out in words(answer)
            assert "2026-11-22 没有在行的" not in words(answer)


def test_a_declaration_is_kept_told_so_and_decided_when_a_pack_comes(client, county):
    with clock.at("2020-01-02T08:00"):  # before the first pack
        resident = Resident(client).begins().fills_in_themselves()
        resident.types(origin="陕西省西安市雁塔区", leaving="2020-01-01", overseas="no").types()
        resident.types(arrival="2020-01-02", transport="train", vehicle="K786")
        resident.types(town="610921102", village="610921102201", address="二组").types("send")
        receipt = words(client.get(resident.answer["Location"]))
        assert "申报已经收好" in receipt
        outbox.settle()
        (row,) = arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows
        assert arrivals.dossier(row.person_id, by=SYSTEM).screenings == ()
    from fangxian.flows import segments

    segments._Turned.on = None
    with clock.at("2022-05-12T00:10"):
        segments.turn_segments()
        outbox.settle()
        assert arrivals.dossier(row.person_id, by=SYSTEM).screenings != ()
        assert "申报已经收好" not in words(client.get(resident.answer["Location"]))
    segments._Turned.on = None


def test_the_first_page_and_the_receipt_stand_as_always(client, link):
    with clock.at(TODAY):
        assert "先说一声" in words(client.get("/p/"))
        assert "不用重填" in words(client.get(f"/p/r/{link}"))


def test_a_venue_takes_visitors_all_the_same(client, link):
    import re

    from fangxian.lines.venues.models import VenueCode
    from tests.rooms.venues.people import opened

    opened("月河农贸市场", "农集贸市场", "610921102201")
    door = f"/p/v/{VenueCode.objects.first().token}"
    with clock.at(TODAY):
        ticket = re.search(r'name="ticket" value="([^"]+)"', words(client.get(door)))[1]
        typed = {"name": "李四", "number": number_of("19920202"), "ticket": html.unescape(ticket)}
        assert "已登记" in words(client.post(door, typed))
        assert "登记进入" in words(client.get(door.replace("/p/v/", "/p/code/at/")))
