"""The hot door and the ordinary one answer alike: status, shape and words."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from fangxian.doors.entrance import passes
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues.models import Visit
from tests.doors.gate.people import PHONE, SESSION, an_id, scan
from tests.doors.gate.speaking import Ordinary

ORDINARY = Ordinary()


def both(gate, *asked):
    return gate.ask(*asked), ORDINARY.ask(*asked)


def alike(one, other):
    assert (one.status, one.json) == (other.status, other.json)
    assert one.headers["content-type"] == other.headers["content-type"]
    return one


def test_a_scan_is_stored_once_whichever_door_hears_it_first(gate, entrance):
    body = scan(entrance, 1)
    said = alike(*both(gate, "POST", "/scan", body, entrance.token))
    assert said.status == 200
    assert said.json == {
        "id": str(an_id(1)),
        "verdict": "good",
        "zh": "有效。",
        "en": "Good.",
        "colour": "green",
        "rank": 0,
    }
    visit = Visit.objects.get()
    assert (visit.person_id, visit.venue_id, visit.how) == (
        entrance.person,
        entrance.market,
        "reverse_code",
    )
    assert visit.device == f"device:{entrance.device}"


def test_a_code_without_a_person_is_kept_and_shows_no_colour(gate, entrance):
    said = alike(*both(gate, "POST", "/scan", scan(entrance, 2, code="FX1:NO"), entrance.token))
    assert (said.status, said.json["verdict"]) == (200, "unreadable")
    assert said.json["colour"] is None
    assert Visit.objects.get().person_id is None


def test_a_check_stores_nothing(gate, entrance):
    body = json.dumps({"code": entrance.code}).encode()
    said = alike(*both(gate, "POST", "/verify", body, entrance.token))
    assert said.json == {
        "verdict": "good",
        "zh": "有效。",
        "en": "Good.",
        "colour": "green",
        "rank": 0,
    }
    assert not Visit.objects.exists()


def test_a_pass_gets_a_fresh_code_that_is_good(gate, entrance):
    hot, ordinary = both(gate, "GET", "/code", b"", entrance.own_pass)
    assert set(hot.json) == set(ordinary.json)
    same = set(hot.json) - {"code"}  # each is signed with a number of its own
    assert {key: hot.json[key] for key in same} == {key: ordinary.json[key] for key in same}
    for one in (hot, ordinary):
        assert (one.status, one.headers["cache-control"]) == (200, "no-store")
        assert codes.open_code(one.json["code"], clock.now()).person_id == entrance.person
    assert hot.json["name"] == "魏**"


def test_a_pass_ends(gate, entrance):
    held = entrance.own_pass
    with clock.at("2022-05-10T09:01"):
        said = alike(*both(gate, "GET", "/code", b"", held))
    assert (said.status, said.json["code"]) == (401, "entrance.pass_over")


def change_phone(entrance):
    with clock.at("2022-05-10T08:05"):
        people_pages.confirm_phone(entrance.person, "13891509999", by=SYSTEM)


def end_the_session(_):
    codes.end_session(SESSION, clock.now() + timedelta(days=30), by=NOBODY)


def say_not_me(entrance):
    people_pages.cut_phone(entrance.person, people.phone_mark(PHONE), by=NOBODY)


def merge(entrance):
    at = clock.now()
    key = people.normalise_document("护照", "E87654321")
    said = people.first(people.PersonFiling(at, "魏小红")[1:], at)
    (kept,) = people.store({key: said}, by=SYSTEM).values()
    people_pages.confirm_phone(kept, "13891509999", by=SYSTEM)
    people_pages.merge_persons(kept, entrance.person, "同一人", by=SYSTEM)


@pytest.mark.parametrize("end", [change_phone, end_the_session, say_not_me, merge])
def test_a_pass_ends_with_what_it_rests_on(gate, entrance, end):
    held = entrance.own_pass
    assert alike_status(gate, held) == 200
    end(entrance)
    said = alike(*both(gate, "GET", "/code", b"", held))
    assert (said.status, said.json["code"]) == (401, "entrance.pass_over")


def test_one_phone_signs_out_and_the_other_stays_in(gate, entrance):
    mark = people.phone_mark(PHONE)
    other = passes.issue(entrance.person, 0, mark=mark, session=b"another1")
    end_the_session(entrance)
    assert alike_status(gate, other) == 200


def alike_status(gate, held):
    hot, ordinary = both(gate, "GET", "/code", b"", held)
    assert hot.status == ordinary.status
    return hot.status


@pytest.mark.parametrize("path", ["/scan", "/verify"])
def test_nobody_scans_without_a_device(gate, entrance, path):
    for token in ("", "nonsense", entrance.own_pass):
        said = alike(*both(gate, "POST", path, scan(entrance, 3), token))
        assert (said.status, said.json["code"]) == (401, "entrance.unknown_device")
    assert not Visit.objects.exists()


def test_an_account_with_a_password_that_was_handed_out_records_nothing(gate, entrance):
    from fangxian.ground.access.models import Account

    Account.objects.update(must_change_password=True)
    for path in ("/scan", "/verify"):
        said = alike(*both(gate, "POST", path, scan(entrance, 5), entrance.token))
        assert (said.status, said.json["code"]) == (401, "entrance.unknown_device")
    assert not Visit.objects.exists()


def test_a_revoked_device_is_shut_out(gate, entrance):
    from fangxian.ground.devices import api as devices

    devices.revoke(entrance.device, "丢失", by=SYSTEM)
    said = alike(*both(gate, "POST", "/scan", scan(entrance, 4), entrance.token))
    assert said.status == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"id": 1}',
        b"\xff\xfe",
        b'{"code": "\xc3\x28"}',
        b'{"id":"0196b3f0-0000-7000-8000-000000000001","venue":-1,"code":"x"}',
        b'{"id":"0196b3f0-0000-7000-8000-000000000001","venue":99999999999999999999,"code":"x"}',
        b'{"id":"0196b3f0-0000-7000-8000-000000000001","venue":1,"code":"' + b"A" * 3000 + b'"}',
    ],
)
def test_what_cannot_be_read_is_said(gate, entrance, body):
    said = alike(*both(gate, "POST", "/scan", body, entrance.token))
    assert (said.status, said.json["code"]) == (400, "entrance.unreadable")
    assert said.json["way_out"]["zh"]


def test_other_addresses_and_methods_are_refused(gate):
    assert gate.ask("GET", "/scan").status == 405
    assert gate.ask("GET", "/nothing").status == 404
    assert gate.ask("GET", "/healthz").json == {"ok": True}
