"""Every page that shows a person is an audited reading, and no browser keeps it."""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver

from fangxian.kernel.models import AuditLine
from tests.doors.command import stage as staged
from tests.doors.test_every_address import addresses

pytestmark = pytest.mark.django_db
PERSON = re.compile(r"/people/(\d+)|/arrivals/(\d+)/panel")
TASK = re.compile(r"/tasks/(\d+)")


def shown_on(text: str, stage) -> set[int]:
    """The people of the stage whom a page names: by a link to them, or by an instruction."""
    about = dict(zip(stage.orders, stage.people, strict=True))
    linked = {int(one or other) for one, other in PERSON.findall(text)}
    instructed = {about[int(pk)] for pk in TASK.findall(text) if int(pk) in about}
    return (linked | instructed) & set(stage.people)


@pytest.fixture
def hq(client, stage):
    client.force_login(
        stage.accounts["hq"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def pages(stage) -> list[str]:
    """Every page of the command centre that can be asked for, about somebody on the stage."""
    person, order = str(stage.people[0]), str(stage.orders[0])
    found = []
    for route in addresses(get_resolver("fangxian.doors.command.urls").url_patterns):
        about = order if route.startswith("tasks/") else person
        found.append(f"/{route.replace('999999', about)}")
    return [
        *found,
        f"/find?q={staged.NAMES[0]}",
        "/tasks/list?late=1",
        "/checkpoints/sheet?date=2022-05-10",
    ]


def test_who_is_shown_was_read_and_nothing_is_kept(hq, stage):
    shown_anywhere = 0
    for page in pages(stage):
        last = AuditLine.objects.order_by("-number").values_list("number", flat=True).first() or 0
        answer = hq.get(page)
        assert answer.status_code < 500, page
        if answer.status_code != 200:
            continue
        assert "no-store" in answer["Cache-Control"], page
        text = answer.content.decode(errors="ignore") if not answer.streaming else ""
        shown = shown_on(text, stage)
        if not shown:
            continue
        shown_anywhere += 1
        read: set[int] = set()
        for line in AuditLine.objects.filter(number__gt=last):
            read |= set(line.person_ids)
        assert shown <= read, (page, shown - read)
    assert shown_anywhere >= 7  # their own work is nobody yet: it lies with the village
