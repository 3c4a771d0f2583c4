"""Every page and every answer that a place-bound role can fetch, with somebody in it: no number and
no phone in the clear without a reveal, and no long mask where birth date or sex stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PLACE_BOUND = (
    ("township", staged.TOWN),
    ("village", staged.VILLAGE),
    ("grid_worker", staged.VILLAGE),
    ("checkpoint", staged.TOWN),
    ("venue_guard", staged.TOWN),
    ("epidemiologist", staged.COUNTY),
)
LONG_MASK = "{}**********{}"  # six of sixteen digits hidden from nobody who knows the birth date
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
OUT = ("accounts/logout", "p/")  # signing out; what strangers see is asked elsewhere


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(staged.NOW):
        yield


@pytest.fixture
def stage(db):
    staged.ground()
    return staged.build()


def routes(found=None, before: str = "") -> Iterator[str]:
    for one in found or get_resolver().url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        elif isinstance(one, URLPattern) and "(?P" not in route:
            yield route


def addressed(route: str, stage: staged.Stage) -> str:
    """The address with somebody who is known in it, wherever it takes a number."""

    def filled(argument: re.Match[str]) -> str:
        name = argument[1]
        if "person" in name:
            return str(stage.people[0])
        return str(stage.orders[0] if "instruction" in name or "order" in name else stage.people[0])

    return "/" + ARGUMENT.sub(filled, route)


def given_away(text: str, born: str, phone: str) -> list[str]:
    """What of a person stands in a text and must not."""
    number = staged.number_of(born)
    mask = LONG_MASK.format(number[:4], number[-4:])
    day = f"{born[:4]}-{born[4:6]}-{born[6:]}"
    beside = day in text or '"sex"' in text or "性别" in text
    found = {"number": number in text, "phone": phone in text, "mask": mask in text and beside}
    return [what for what, so in found.items() if so]


def test_a_leak_would_be_seen():
    number = staged.number_of("19900101")
    mask = people.mask_number(number)
    assert given_away(f"{number}", "19900101", "13891501234") == ["number"]
    assert given_away(f"{mask} 1990-01-01", "19900101", "13891501234") == ["mask"]
    assert given_away(f"{mask} 13891501234", "19900101", "13891501234") == ["phone"]
    assert given_away(mask, "19900101", "13891501234") == []


@pytest.mark.parametrize(("role", "place"), PLACE_BOUND, ids=[role for role, _ in PLACE_BOUND])
def test_no_page_gives_anybody_away(stage, role, place):
    client = Client(raise_request_exception=False)
    client.force_login(staged.open_account("kan", "看的人", role, place), backend=BACKEND)
    shown, leaks = 0, []
    for route in routes():
        if route.startswith(OUT):
            continue
        address = addressed(route, stage)
        answer = client.get(address)
        assert answer.status_code < 500, (address, answer.status_code)
        if answer.streaming or answer.status_code != 200:
            continue
        text = answer.content.decode(errors="ignore")
        shown += "张**" in text
        for n, born in enumerate(staged.BIRTHS):
            leaks += [(address, what) for what in given_away(text, born, f"1389150{1234 + n}")]
    assert leaks == []
    assert shown or role in {"venue_guard"}, "nobody was shown at all: the walk proves nothing"
