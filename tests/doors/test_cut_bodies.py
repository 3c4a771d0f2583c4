"""A body that breaks off, lies about its length or is no form at all is a refusal at every address
that takes one, by whoever sends it, and never a fault of ours."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from fangxian.ground.access import api as access
from fangxian.kernel import clock
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
    """What a server hands on when the sender goes away in the middle of a body."""

    def __init__(self, begin: bytes) -> None:
        self.left = begin

    def read(self, size: int = -1) -> bytes:
        if not self.left:
            msg = "Apache/mod_wsgi request data read error"
            raise OSError(msg)
        some, self.left = self.left[: size if size > 0 else None], b""
        return some

    readline = read


BODIES = {
    "a part without an end": (PART, FORM, {}),
    "half a boundary": (PART + b"\r\n--cu", FORM, {}),
    "a header cut": (PART[:40], FORM, {}),
    "no boundary": (PART, "multipart/form-data", {}),
    "base64 that is none": (
        PART.replace(b"\r\n\r\nPK", b"\r\nContent-Transfer-Encoding: base64\r\n\r\nP"), FORM, {},
    ),
    "json cut": (b'{"file": "', "application/json", {}),
    "chunks of nothing": (b"zz\r\nxx", FORM, {"HTTP_TRANSFER_ENCODING": "chunked"}),
    "a length below nought": (PART, FORM, {"CONTENT_LENGTH": "-5"}),
    "a length that is none": (PART, FORM, {"CONTENT_LENGTH": "abc"}),
    "more than was told": (PART, FORM, {"CONTENT_LENGTH": "20"}),
    "a sender who goes away": (
        PART, FORM, {"CONTENT_LENGTH": "9999", "wsgi.input": BreaksOff},
    ),
    "one who goes away in json": (
        b'{"a', "application/json", {"CONTENT_LENGTH": "9999", "wsgi.input": BreaksOff},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def routes() -> list[str]:
    return [f"/{route}" for route in addresses() if "logout" not in route]


@pytest.fixture
def chief(db):
    with clock.at(staged.NOW):
        staged.ground()
        yield staged.open_account("zhang", "指挥长", "headquarters_chief")


@pytest.mark.parametrize("how", BODIES)
def test_no_address_breaks_on_it(chief, routes, how):
    body, kind, environ = BODIES[how]
    told = access.issue_token(chief.username, by=SYSTEM).token
    program = Client(raise_request_exception=False, headers={"authorization": f"Bearer {told}"})
    person = Client(raise_request_exception=False)
    person.force_login(chief, backend=BACKEND)
    for route in routes:
        client = program if route.startswith(("/api/", "/gate/")) else person
        given = dict(environ)
        if "wsgi.input" in given:
            given["wsgi.input"] = BreaksOff(body)
        answer = client.generic("POST", route, body, kind, **given)
        refused = answer.status_code < 500 or "X-Refusal" in answer  # no key yet is a refusal, too
        assert refused, (how, route, answer.status_code)
        if route.startswith("/api/") and answer.status_code >= 400:
            assert answer["Content-Type"].startswith("application/problem+json"), (how, route)
            assert json.loads(answer.content)["sentence"]["zh"]
