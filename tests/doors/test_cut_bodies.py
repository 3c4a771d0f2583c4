"""A body that breaks off, lies about its length or is no form at all is a refusal at every address
that takes one, by whoever sends it, and never a fault of ours."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import dataclass

import pytest
from django.test import Client

from fangxian.ground.access import pages as access
from fangxian.kernel import clock, log_masking
from fangxian.kernel.actor import SYSTEM
from tests.doors.command import stage as staged
from tests.doors.test_every_address import addresses

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PART = (
    b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n'
    b"Content-Type: application/octet-stream\r\n\r\nPK"
)
FORM = "multipart/form-data; boundary=cut"


class BreaksOff:
    """What a server hands on when the sender goes away in the middle of a body. `asked`: somebody
    wanted to read it."""

    def __init__(self, begin: bytes) -> None:
        self.left, self.asked = begin, False

    def read(self, size: int = -1) -> bytes:
        self.asked = True
        if not self.left:
            msg = "Apache/mod_wsgi request data read error"
            raise OSError(msg)
        some, self.left = self.left[: size if size > 0 else None], b""
        return some

    readline = read


GONE = (PART, FORM, {"CONTENT_LENGTH": "9999", "wsgi.input": BreaksOff})
# One for each fault that the reading of a body ends in: every address meets them.
BODIES = {
    "a part without an end": (PART, FORM, {}),
    "no boundary": (PART, "multipart/form-data", {}),
    "json cut": (b'{"file": "', "application/json", {}),
    "one who goes away in json": (
        b'{"a',
        "application/json",
        {"CONTENT_LENGTH": "9999", "wsgi.input": BreaksOff},
    ),
}
# More that the one parser of all addresses meets: an address of each door.
FORMS = {
    "half a boundary": (PART + b"\r\n--cu", FORM, {}),
    "a header cut": (PART[:40], FORM, {}),
    "base64 that is none": (
        PART.replace(b"\r\n\r\nPK", b"\r\nContent-Transfer-Encoding: base64\r\n\r\nP"),
        FORM,
        {},
    ),
    "chunks of nothing": (b"zz\r\nxx", FORM, {"HTTP_TRANSFER_ENCODING": "chunked"}),
    "more than was told": (PART, FORM, {"CONTENT_LENGTH": "20"}),
}
DOORS = (
    "/api/declarations",
    "/api/declarations/import",
    "/gate/scan",
    "/field/api/events",
    "/p/declare",
    "/zones/add",
    "/zones/import",
    "/imports/",
    "/accounts/login/",
)


@dataclass
class Senders:
    """A program with its token and a person who has signed in."""

    program: Client
    person: Client
    chief: access.Account

    def send(self, route: str, body: bytes, kind: str, environ: dict) -> tuple[object, bool]:
        """The answer, and whether the address wanted to read what was sent."""
        client = self.program if route.startswith(("/api/", "/gate/")) else self.person
        if client is self.person:  # an address of before may have signed them out
            client.force_login(self.chief, backend=BACKEND)
        given, stream = dict(environ), BreaksOff(body)
        if "wsgi.input" in given:
            given["wsgi.input"] = stream
        return client.generic("POST", route, body, kind, **given), stream.asked


@pytest.fixture
def senders(db):
    with clock.at(staged.NOW):
        staged.ground()
        chief = staged.open_account("zhang", "指挥长", "headquarters_chief")
        told = access.issue_token(chief.username, by=SYSTEM).token
        person = Client()
        person.force_login(chief, backend=BACKEND)
        yield Senders(Client(headers={"authorization": f"Bearer {told}"}), person, chief)


def holds(answer, route: str, how: str) -> None:
    away = answer.status_code == 503 and "X-Refusal" in answer  # no key yet is a refusal, too
    assert answer.status_code < 500 or away, (how, route, answer.status_code)
    if route.startswith("/api/") and answer.status_code >= 400:
        assert answer["Content-Type"].startswith("application/problem+json"), (how, route)
        assert json.loads(answer.content)["sentence"]["zh"]


def test_no_address_breaks_on_any_of_them(senders):
    """What no address reads cannot break it: the sender who goes away finds out which do."""
    read = []
    for route in (f"/{one}" for one in addresses() if "logout" not in one):
        answer, asked = senders.send(route, *GONE)
        holds(answer, route, "a sender who goes away")
        if asked:
            read.append(route)
    assert len(read) > 100
    for how, sent in BODIES.items():
        for route in read:
            holds(senders.send(route, *sent)[0], route, how)


def test_no_door_breaks_on_a_form_that_is_none(senders):
    for how, sent in FORMS.items():
        for route in DOORS:
            holds(senders.send(route, *sent)[0], route, how)


def test_a_form_that_is_none_writes_one_line_and_no_trace(senders, caplog):
    said = []
    for how, sent in {**FORMS, "no boundary": BODIES["no boundary"]}.items():
        for route in DOORS:
            caplog.clear()
            answer, _ = senders.send(route, *sent)
            lines = [log_masking.Formatter().format(record) for record in caplog.records]
            assert all("\n" not in line for line in lines), (how, route, lines)
            assert len(lines) <= 1 or answer.status_code >= 500, (how, route, lines)
            said += lines
    assert any("MultiPartParserError" in line for line in said)


def test_a_fault_of_ours_keeps_its_trace():
    try:
        msg = "broken"
        raise ValueError(msg)
    except ValueError:
        found = sys.exc_info()
    for status, lines in ((400, 1), (500, 4), (None, 4)):
        record = logging.LogRecord("x", logging.ERROR, "", 1, "said", (), found)
        if status:
            record.status_code = status
        assert len(log_masking.Formatter().format(record).splitlines()) >= lines
        assert ("Traceback" in log_masking.Formatter().format(record)) == (status != 400)


@pytest.mark.parametrize("length", ["-5", "abc", "１２", "1e3"])
def test_a_length_that_is_none_is_refused_before_anything_is_read(senders, length):
    for route in DOORS:
        answer, asked = senders.send(
            route, PART, FORM, {"CONTENT_LENGTH": length, "wsgi.input": BreaksOff}
        )
        assert (answer.status_code, asked) == (400, False)
        if route.startswith(("/api/", "/gate/", "/field/api/")):
            assert answer.json()["sentence"]["zh"]
        else:
            assert "没有被接收" in answer.content.decode()
