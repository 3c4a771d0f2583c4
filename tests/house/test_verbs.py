"""Every deed names a permission that somebody can hold; nothing that changes a thing goes
round the register."""

from __future__ import annotations

import inspect
import sys

import pytest
from django.apps import apps

from fangxian.ground.access import api as access
from fangxian.kernel.verb import PUBLIC, REGISTER
from tests.house.tree import load_house, rooms

load_house()

# What the house does by itself, with nobody at a desk: no actor, so no permission to ask for.
BY_ITSELF = {
    "access.bootstrap": "writes the shipped roles, through a verb of the system",
    "places.bootstrap": "loads the shipped divisions, through a verb of the system",
    "tasks.climb_overdue": "the ladder climbs by the clock",
}


def held() -> set[str]:
    return {permission for role in access.shipped_roles() for permission in role.permissions}


def apis() -> list[tuple[str, object]]:
    named = [f"fangxian.{room.parent.name}.{room.name}.api" for room in rooms()]
    return [(name.split(".")[2], sys.modules[name]) for name in named if name in sys.modules]


def deeds_of_services() -> list[tuple[str, object]]:
    """Functions of a room's services that its api offers."""
    return [
        (f"{room}.{name}", getattr(api, name))
        for room, api in apis()
        for name in getattr(api, "__all__", ())
        if inspect.isfunction(getattr(api, name)) and ".services" in getattr(api, name).__module__
    ]


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_a_deed_names_a_permission_that_a_shipped_role_holds(name):
    needs = REGISTER[name].needs
    assert needs == PUBLIC or needs in held() or "*" in held(), f"nobody may {name}: {needs}"


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_a_deed_says_what_it_is(name):
    assert (REGISTER[name].call.__doc__ or "").strip()


@pytest.mark.parametrize(("name", "function"), deeds_of_services())
def test_what_services_offer_is_registered(name, function):
    if name in BY_ITSELF:
        return
    deed = REGISTER.get(name)
    assert deed is not None, f"{name} is no verb, reading or question"
    assert deed.call is function


def test_the_exceptions_exist():
    assert set(BY_ITSELF) <= {name for name, _ in deeds_of_services()}


def test_permissions_belong_to_rooms():
    labels = {app.label for app in apps.get_app_configs()}
    assert {permission.partition(".")[0] for permission in held()} - {"*"} <= labels


def test_shipped_permissions_are_asked_for():
    """A permission that no deed needs is a promise that nothing keeps."""
    needed = {deed.needs for deed in REGISTER.values()}
    assert not sorted(held() - needed - {"*"})
