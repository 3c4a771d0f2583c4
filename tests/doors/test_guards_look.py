"""A guard reads who is expected, stands before them or passed at a barrier: no page of anybody else, by
whichever door and number."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from fangxian.ground.access import api as access
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed
from tests.doors.command import stage as staged
from tests.doors.test_every_address import addresses

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GUARDS = ("checkpoint", "barrier_guard", "venue_guard")
# Who needs the register for the work: their own area's people, in charge, or to find out about.
READERS = {
    "headquarters_chief",
    "headquarters",
    "data_team",
    "township",
    "village",
    "grid_worker",
    "epidemiologist",
}
OF_A_PERSON = re.compile(r"<int:person_id>")


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(staged.NOW):
        yield


@pytest.fixture
def stage(db):
    return staged.EVENING.lay()


def pages_of(person: int) -> list[str]:
    """Each address that names a person, with this one."""
    every = [one.replace("999999", str(person), 1) for one in addresses()]
    named = [*_routes()]
    assert len(named) == len(every)
    pages = [one for one, route in zip(every, named, strict=True) if OF_A_PERSON.search(route)]
    return [*pages, f"api/people/{person}"]


def _routes(found=None, before: str = ""):
    for one in found or get_resolver().url_patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _routes(one.url_patterns, route)
        else:
            yield route


@pytest.mark.parametrize("role", GUARDS)
def test_a_guard_opens_nobody_s_page_by_walking_through_the_numbers(stage, role):
    """Over the whole county, where all of these people live."""
    guard = Client()
    guard.force_login(staged.open_account("gang", "卡口值守", role), backend=BACKEND)
    for person in stage.people:
        some = pages_of(person)
        assert f"people/{person}" in some
        for route in some:
            answer = guard.get(f"/{route}")
            assert answer.status_code in {403, 405}, (route, answer.status_code)


@pytest.mark.parametrize("role", GUARDS)
def test_nor_searches_the_register(stage, role):
    by = access.actor_for(staged.open_account("gang", "卡口值守", role), "test")
    with pytest.raises(NotAllowed):
        people.search("张", by=by)


def test_the_register_is_read_by_those_whose_work_it_is():
    assert {
        role.code for role in access.shipped_roles() if "people.read" in role.permissions
    } == READERS
