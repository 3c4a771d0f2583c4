"""Every address of the house, asked by somebody who is nobody: each declines in its door's way,
and none breaks."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import get_converters

pytestmark = pytest.mark.django_db

SAMPLES = {"int": "999999", "str": "x", "slug": "x", "uuid": str(UUID(int=7)), "path": "x"}
CONVERTERS = {type(one): name for name, one in get_converters().items()}
OPEN_PAGES = ("p/", "setup/", "field/", "accounts/", "healthz", "language")


def addresses(found=None, before: str = "") -> Iterator[str]:
    """Each route, with an argument of its kind that no record has."""
    for one in found or get_resolver().url_patterns:
        route = before + _sample(one)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            yield route


def _sample(one: URLPattern | URLResolver) -> str:
    route = str(one.pattern)
    for name, converter in one.pattern.converters.items():
        kind = CONVERTERS[type(converter)]
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", "x")
    return route if "(?P" not in route else "confirm-email/x/"


def test_the_table_is_walked_whole():
    every = list(addresses())
    assert len(every) > 150
    assert {"healthz", "work/" if "work/" in every else "tasks", "api/openapi.json"} <= set(every)


def test_nobody_is_declined_at_every_address_and_nothing_breaks(client):
    client.raise_request_exception = False
    for route in addresses():
        for method in (client.get, client.post):
            answer = method(f"/{route}")
            assert answer.status_code < 500, (method.__name__, route, answer.status_code)
            if not route.startswith(OPEN_PAGES):
                assert _declined(answer, route), (method.__name__, route, answer.status_code)


def _declined(answer, route: str) -> bool:
    if route.startswith(("api/", "gate/")):
        told = answer["Content-Type"].startswith("application/problem+json")
        return (answer.status_code in {400, 401, 404, 405} and told) or route in PUBLISHED
    if answer.status_code == 302:
        return answer["Location"].startswith("/accounts/login/")
    return answer.status_code in {404, 405}


PUBLISHED = {"api/openapi.json"}


@pytest.mark.parametrize(
    "path",
    [
        "password/reset/",
        "signup/",
        "email/",
        "password/set/",
        "confirm-email/",
        "login/code/confirm/",
    ],
)
def test_what_the_library_offers_and_the_house_does_not_is_not_there(client, path):
    answer = client.get(f"/accounts/{path}")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()
    assert client.post(f"/accounts/{path}", {"email": "a@b.c"}).status_code == 404
