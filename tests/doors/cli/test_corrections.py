"""What a county puts right from the terminal, where no page does it: roles of its own, units and posts that
end, who answers for whom, an address, a population, a list that is kept."""

from __future__ import annotations

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import pages as places
from fangxian.ground.tasks.models import InstructionList
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.flows.contacts import entered
from tests.flows.county import MEI
from tests.rooms.duty.cast import HOME, County


@pytest.fixture(autouse=True)
def _in_may(db):
    with clock.at("2022-05-10T09:00"):
        places.bootstrap()
        access.bootstrap()
        duty.bootstrap_units()
        yield


def test_a_role_of_the_county_s_own(terminal):
    terminal.fangxian("access", "define-role", "xuncha", "巡查", "Rounds", "places.read")
    assert "巡查" in terminal.fangxian("access", "roles").stdout
    terminal.fangxian("access", "define-role", "xuncha", "巡查", "Rounds", "no.such", code=2)


def test_who_answers_for_whom_until_the_unit_ends(terminal):
    county = County()
    unit = county.grid()
    holder = county.member(unit, "王芳", "13891501234")
    terminal.fangxian("duty", "charge-roles", "head=组长/Head", "doctor=村医/Doctor")
    assert [role.code for role in duty.charge_roles()] == ["head", "doctor"]
    [house] = map(str, county.households(unit, 1))
    given = ("duty", "charge", "head", "household", house, "--holding", str(holder))
    terminal.fangxian(*given)
    terminal.fangxian(*given, "--end")
    told = terminal.fangxian("duty", "show-phone", str(holder), "--purpose", "核对").stdout
    assert told.strip() == "13891501234"
    terminal.fangxian("duty", "close-unit", str(unit), code=2)  # somebody holds a post there
    other = county.grid("第二网格")
    [post, *_] = duty.posts(other)
    terminal.fangxian("duty", "close-post", str(post.id))
    assert post.id not in [one.id for one in duty.posts(other)]
    terminal.fangxian("duty", "close-unit", str(other))
    assert other not in [one.id for one in duty.units(SYSTEM.scope("duty.read"))]


def test_a_person_and_a_place_are_put_right(terminal):
    person = entered(MEI, "韦梅")
    village = County().village()
    terminal.fangxian("people", "address", str(person), village, "三堰村老街 9 号")
    terminal.fangxian("people", "occupations", str(person), "no_such", code=2)
    terminal.fangxian("people", "occupations", str(person))
    terminal.fangxian("places", "population", village, "1830")
    assert {one.code: one.population for one in places.children_of(village[:9])}[village] == 1830
    terminal.fangxian("places", "add-site", "三堰小学", "school", village)
    terminal.fangxian("places", "add-site", "三堰小学", "school", village, code=2)


def test_a_list_that_is_kept_is_counted(terminal):
    terminal.fangxian("tasks", "list", "--late", "--save", "逾期的")
    kept = InstructionList.objects.get()
    assert (kept.name, kept.place) == ("逾期的", HOME)
    assert terminal.fangxian("tasks", "coverage", str(kept.pk)).stdout.strip() == "0/0"
