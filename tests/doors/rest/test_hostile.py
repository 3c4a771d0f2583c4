"""What no honest program sends: each is refused with a problem of the contract, none is a fault."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from fangxian.kernel import clock

FORM = {
    "name": "测试人",
    "document_type": "居民身份证",
    "document_number": "110101199001010015",
    "phone": "13800000000",
    "origin": "陕西省西安市雁塔区",
    "arrival": "2022-05-10",
}


@pytest.fixture
def hq(call):
    return call("hq")


def refused(answer, *statuses):
    assert answer.status_code in (statuses or (400, 413, 422)), answer.content[:300]
    assert answer["Content-Type"].startswith("application/problem+json")
    told = answer.json()
    assert told["code"]
    assert told["sentence"]["zh"]
    assert told["way_out"]["en"]


def send(client, path, body, kind="application/json"):
    return client.generic("POST", path, body, kind)


BODIES = {
    "deep": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"name":' * 10_000 + b"1" + b"}" * 10_000,
    "not utf-8": b'{"name": "\xff\xfe"}',
    "utf-16": '{"name": "x"}'.encode("utf-16"),
    "empty": b"",
    "nothing": b"null",
    "a list": b"[]",
    "huge number": b'{"name": ' + b"9" * 5_000 + b"}",
    "infinity": b'{"name": 1e999}',
    "cut off": b'{"name": "x',
    "too long": b'{"name": "' + b"x" * 5_000_000 + b'"}',
}


def test_bodies_that_no_honest_program_sends(hq, stage):
    for path in ("/api/declarations", f"/api/instructions/{stage.orders[0]}/act"):
        for body in BODIES.values():
            refused(send(hq, path, body))


def test_words_that_cannot_be_stored(hq):
    for words in ("\x00", "a\x00b", "\ud800", "x\udfff", "长" * 5_001):
        for field in ("name", "origin", "document_number", "phone"):
            refused(send(hq, "/api/declarations", json.dumps(FORM | {field: words})))


def test_moments_at_the_end_of_time(hq, stage):
    for moment in ("9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-12:00", "1e400", 10**30):
        body = {"at": moment, "place": "二组", "who": "村医", "words": "到", "outcome": "in_place"}
        refused(send(hq, f"/api/instructions/{stage.orders[0]}/act", json.dumps(body)))
    for moment in ("0001-01-01T00:00:00+14:00", -(10**30), "0001-01-01T00:00:00-12:00"):
        body = {"at": moment, "place": "二组", "who": "村医", "words": "到", "outcome": "in_place"}
        answer = send(hq, f"/api/instructions/{stage.orders[0]}/act", json.dumps(body))
        assert answer.status_code < 500, (moment, answer.content[:300])


def test_days_at_the_end_of_time(hq):
    for path in ("/api/policy/in-force", "/api/zones", "/api/arrivals"):
        for day in ("9999-12-31", "0001-01-01", "99999-01-01", "2022-02-30", "\x00"):
            answer = hq.get(path, {"on": day})
            assert answer.status_code < 500, (path, day, answer.content[:300])


def test_multipart_without_a_boundary(hq):
    for path in ("/api/declarations/import", "/api/zones/import"):
        refused(send(hq, path, b"--x\r\n", "multipart/form-data"))
        refused(send(hq, path, b"--x\r\n", "multipart/form-data; boundary=" + "x" * 300))
        refused(send(hq, path, b"nothing of the kind", "multipart/form-data; boundary=x"))


def test_other_kinds_of_content(hq, stage):
    for kind in (
        "text/plain",
        "application/xml",
        "application/json; charset=x",
        "",
        "application/x-www-form-urlencoded",
        "a/b; c=\udcff",
    ):
        refused(send(hq, f"/api/instructions/{stage.orders[0]}/refuse", b"<a/>", kind))


def test_numbers_that_no_record_has(hq):
    for number in ("0", "-1", str(2**63), "9" * 400, "%00", "1.5", "a"):
        refused(hq.get(f"/api/instructions/{number}"), 404, 422)


def test_a_method_that_an_address_does_not_have(hq, stage):
    refused(hq.delete("/api/instructions"), 405)
    refused(Client().put(f"/api/people/{stage.people[0]}"), 405)


def test_an_address_that_is_not_there(hq):
    refused(hq.get("/api/nothing/of/the/kind"), 404)


def test_a_page_far_beyond_the_last(hq):
    assert hq.get("/api/instructions", {"page": 1_000_000}).status_code == 200
    refused(hq.get("/api/instructions", {"page": 10**30}))


def test_an_honest_report_is_taken_after_all_that(call, stage):
    """By the village that was instructed; headquarters would have to take it over first."""
    body = {"at": clock.now().isoformat(), "place": "二组", "who": "村医", "words": "已上门"}
    body["outcome"] = "in_place"
    answer = send(call("village"), f"/api/instructions/{stage.orders[-1]}/act", json.dumps(body))
    assert answer.status_code == 200, answer.content
