"""Whatever is typed into whichever field of whichever page, it is no fault of ours: a NUL, half a
letter, ten thousand letters, a number without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from fangxian.ground.access.models import Role
from fangxian.kernel.verb import REGISTER
from tests.doors.command.stage import NOW, build, ground

pytestmark = pytest.mark.django_db

ODD = {"nul": "王\0五", "long": "长" * 10_000, "endless": "9" * 400}
DOORS = Path(__file__).parents[2] / "src/fangxian/doors"
JSON, API = "application/json", re.compile(r"api/|gate/|field/api/")
LEFT_OUT = re.compile(r"^(static|accounts/(logout|2fa|social)|field/api/events|healthz)")


def fields() -> set[str]:
    """Every field that any page of ours has."""
    pages = (page.read_text("utf-8") for page in DOORS.rglob("*.html"))
    named = {name for page in pages for name in re.findall(r'name="([a-z_]+)"', page)}
    return named | {"q", "text", "name", "number", "plate", "phone", "document", "page"}


def addresses(patterns: list[Any], before: str = "") -> Iterator[str]:
    for one in patterns:
        here = f"{before}{one.pattern}".replace("^", "").replace("$", "")
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here)
        elif isinstance(one, URLPattern) and not LEFT_OUT.match(here):
            yield re.sub(r"<(?:(\w+):)?\w+>", lambda part: _filled(part[1] or "str"), here)


def _filled(kind: str) -> str:
    if kind == "uuid":
        return "6f6b1c9e-0000-4000-8000-000000000001"
    return "1" if kind == "int" else "a4"


@pytest.fixture
def anybody_who_may_all(client):
    from fangxian.kernel import clock

    with clock.at(NOW):
        ground()
        stage = build()
        everything = sorted({deed.needs for deed in REGISTER.values()} - {"public"})
        Role.objects.all().update(permissions=everything)
        account = stage.accounts["hq"]
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        client.force_login(account, backend=backend)
        client.raise_request_exception = False
        yield client


@pytest.mark.parametrize("odd", sorted(ODD))
def test_no_field_of_any_page_breaks_a_door(anybody_who_may_all, odd):
    client, typed = anybody_who_may_all, ODD[odd]
    form = dict.fromkeys(fields(), typed)
    broken = []
    for address in sorted(set(addresses(get_resolver().url_patterns))):
        for answer in (
            client.get(f"/{address}", {"q": typed, "text": typed, "page": typed, "place": typed}),
            client.post(f"/{address}", form),
            *([client.post(f"/{address}", form, content_type=JSON)] if API.match(address) else []),
        ):
            if answer.status_code == 500:  # 503 is a refusal with its sentence
                broken.append((answer.request["REQUEST_METHOD"], address, answer.status_code))
    assert broken == []


def test_looking_for_a_nul_finds_nobody(anybody_who_may_all):
    answer = anybody_who_may_all.post("/find", {"q": "\0"})
    assert (answer.status_code, answer.json()) == (200, {"found": [], "said": ""})
    assert anybody_who_may_all.get("/find?q=%00").status_code == 405
