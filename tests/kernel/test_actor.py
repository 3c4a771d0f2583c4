"""Power is bounded by place, and closed when nothing is granted."""

from __future__ import annotations

import pytest
from django.db.models import Q

from fangxian.kernel.actor import EVERYTHING, NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.models import FactRow

TOWN = Actor(7, "蒲溪镇", (Grant("town", frozenset({"tasks.read"}), "610921102"),), unit_ids=(3,))


@pytest.mark.parametrize(
    ("at", "may"),
    [
        ("610921102", True),
        ("610921102201", True),
        ("610921", False),
        ("610921101", False),
        (None, True),
    ],
)
def test_a_township_holds_its_own_place_and_what_lies_in_it(at, may):
    assert TOWN.may("tasks.read", at) is may


def test_no_grant_holds_nothing():
    assert not NOBODY.may("tasks.read")
    assert NOBODY.scope("tasks.read").nothing
    assert not TOWN.may("tasks.close", "610921102")


def test_a_wider_grant_swallows_the_narrower():
    both = Actor(1, "李", (Grant("a", EVERYTHING, "610921102"), Grant("b", EVERYTHING, "610921")))
    assert both.scope("x").prefixes == ("610921",)


@pytest.mark.django_db
def test_a_scope_of_everything_beside_another_condition_stays_everything():
    from fangxian.kernel import clock

    FactRow.objects.create(name="x", payload={}, at=clock.now(), actor="")
    everything, nothing = SYSTEM.scope("x").q(place="name"), NOBODY.scope("x").q(place="name")
    seen = FactRow.objects.filter(everything | Q(name="y"))
    assert seen.count() == FactRow.objects.count() > 0
    assert FactRow.objects.filter(nothing | Q(name="y")).count() == 0


@pytest.mark.django_db
def test_own_and_assigned_reach_where_no_place_does():
    from fangxian.kernel import clock

    FactRow.objects.create(name="x", payload={}, at=clock.now(), actor="7")
    volunteer = Actor(7, "志愿者", (Grant("v", EVERYTHING, "", reach="own"),))
    seen = FactRow.objects.filter(volunteer.scope("x").q(place="name", owner="actor"))
    assert seen.count() == 1
    assert not FactRow.objects.filter(volunteer.scope("x").q(place="name")).exists()
