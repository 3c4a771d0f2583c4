"""Every operation names a permission that somebody can hold; nothing that changes a thing goes
round the register."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps

from fangxian.ground.access import api as access
from fangxian.kernel.verb import PUBLIC, REGISTER
from tests.house.tree import PACKAGE, load_house, parse, rooms

load_house()

SYSTEM_ACT = "load"  # `room.load`: what only the system and the terminal of the server do

# Offered by services and no operation of its own, with the reason. A door may call these.
NO_OPERATION = {
    "access.bootstrap": "writes the shipped roles, through a verb of the system",
    "access.settle_key": "makes or knows again the key before anybody acts",
    "access.key_standing": "looks whether key and database belong together",
    "access.do_or_ask": "does a verb, or asks for it by a verb",
    "access.compare_parts": "a reaction: compares who took the parts of an operation of two people",
    "access.keep_first_parts": "part of the operation by which something was brought that takes a second",
    "access.notices_for_holder": "tells the holder once, within their own sign-in",
    "access.count_failure": "counts failures to sign in: nobody is signed in yet",
    "access.forget_failures": "ends the count when somebody signed in",
    "access.end_sessions": "part of an operation of a room above: a lost device is revoked",
    "access.refuse_hasty": "reads how long a name has to wait",
    "codes.ended_among": "reads which sign-ins were ended",
    "codes.ring": "an alarm of what other rooms saw, rung by flows",
    "places.bootstrap": "loads the shipped divisions, through a verb of the system",
    "zones.bootstrap": "places older areas by the rules of today, through a verb of the system",
    "duty.bootstrap_units": "opens the units of the divisions, through a verb of the system",
    "tasks.escalate_overdue": "the ladder climbs by the clock, nobody is at a desk",
    "arrivals.import_file": "previews and commits, each of them a verb",
    "arrivals.resume_imports": "what died half-way begins again by the clock, through a verb",
    "arrivals.stopped_imports": "reads, for the doctor",
    "venues.compare_when_due": "pairs are compared by the clock, through a verb of the system",
    "codes.end_appeals_when_due": "looks whether one is over, by the clock; ends by a verb of the system",
    "codes.rotate_when_due": "the keys turn by the clock, through a verb of the system",
    "codes.key_list": "reads public keys; signing them changes nothing",
    "codes.root_public": "reads a public key",
    "devices.share_of": "follows from a key; told where the device was just handed out",
    "devices.keep_names": "remembers what a number derives to; the bundle around it is the operation",
    "devices.names_kept": "reads what a number derives to",
    "notices.deliver_when_due": "sends what was told, by the clock or at once; tells nobody anew",
    "codes.card_tokens": "reads, for a bundle in which it becomes an index",
}


def held() -> set[str]:
    return {permission for role in access.shipped_roles() for permission in role.permissions}


FACES = ("api", "reactions", "pages")


def faces() -> list[tuple[str, ModuleType]]:
    named = [
        (room.name, f"fangxian.{room.parent.name}.{room.name}.{face}")
        for room in rooms()
        for face in FACES
    ]
    return [(room, sys.modules[name]) for room, name in named if name in sys.modules]


def parts_of_operations() -> set[str]:
    """What services offer to rooms above for use inside their verbs: no verbs themselves."""
    offered = {
        f"{room}.{name}": getattr(api, name)
        for room, api in faces()
        for name in getattr(api, "__all__", ())
        if inspect.isfunction(getattr(api, name))
    }
    return {
        name
        for name, function in offered.items()
        if ".services" in function.__module__
        and (name not in REGISTER or REGISTER[name].call is not function)
    }


def called(path: Path) -> set[str]:
    """`people.store` of `from fangxian.ground.people import api as people`, wherever it stands."""
    tree = parse(path)
    rooms_here = {
        alias.asname or alias.name: node.module.rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.name in FACES
    }
    return {
        f"{rooms_here[node.value.id]}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in rooms_here
    }


DOORS = sorted((PACKAGE / "doors").rglob("*.py"))


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_a_operation_names_a_permission_that_somebody_can_hold(name):
    needs = REGISTER[name].needs
    assert needs == PUBLIC or needs.endswith(f".{SYSTEM_ACT}") or needs in held(), needs


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_a_deed_says_what_it_is(name):
    assert (REGISTER[name].call.__doc__ or "").strip()


def test_every_door_goes_through_a_verb():
    """What changes a thing and is no verb may be a part of a verb above, never of a page."""
    round_the_register = parts_of_operations() - set(NO_OPERATION)
    assert not {
        f"{path.relative_to(PACKAGE)} calls {name}"
        for path in DOORS
        for name in called(path) & round_the_register
    }


def test_the_exceptions_exist():
    assert set(NO_OPERATION) <= parts_of_operations()


def test_the_test_sees_a_call(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        "from fangxian.ground.people import api as persons\ndef f():\n    persons.store({})\n"
    )
    assert called(page) == {"people.store"}


def test_permissions_belong_to_rooms():
    labels = {app.label for app in apps.get_app_configs()} | {"audit"}
    assert {permission.partition(".")[0] for permission in held()} <= labels


def test_shipped_permissions_are_asked_for():
    """A permission that nothing asks for is a promise that nothing keeps."""
    source = "\n".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    assert not sorted(name for name in held() if f'"{name}"' not in source)
