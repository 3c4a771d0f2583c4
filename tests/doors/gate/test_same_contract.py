"""The hot door and the ordinary one answer alike: status, shape and words."""

from __future__ import annotations

import json

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import api as codes
from fangxian.lines.venues.models import Visit
from tests.doors.gate.people import an_id, scan
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
