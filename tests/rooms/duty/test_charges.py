"""Who answers for whom: given once, ended at a day, in the county's own roles."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fangxian.ground.duty import api as duty
from fangxian.ground.duty import errors
from fangxian.ground.duty.models import Charge, ChargeRole
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text

from .cast import HOME, holding


def _roles(person: int) -> list[str]:
    return [row.role for row in duty.responsible_for(person)]


def test_the_same_edge_given_twice_is_one(county):
    grid = county.grid()
    answerer = duty.Answerer(holding_id=county.member(grid, "李"))
    homes = [duty.ChargeSubject("household", home) for home in county.households(grid, 3)]
    assert duty.charge("household_head", answerer, homes[:2], by=SYSTEM) == 2
    assert duty.charge("household_head", answerer, [*homes, homes[2]], by=SYSTEM) == 1
    assert duty.charge("medic", answerer, homes, by=SYSTEM) == 3
    assert Charge.objects.count() == 6


def test_the_table_itself_refuses_an_edge_twice_and_an_edge_to_nobody(county):
    grid = county.grid()
    unit = duty.Answerer(unit_id=grid)
    duty.charge("police", unit, [duty.ChargeSubject("grid", grid)], by=SYSTEM)
    row = Charge.objects.get()
    for change in ({"pk": None}, {"pk": None, "grid_id": None, "subject_key": "nobody"}):
        again = Charge(**{f.attname: getattr(row, f.attname) for f in Charge._meta.concrete_fields})
        for name, value in change.items():
            setattr(again, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)


def test_who_is_discharged_answers_until_yesterday(county):
    grid = county.grid()
    person = county.person(grid)
    answerer = duty.Answerer(unit_id=grid)
    subject = [duty.ChargeSubject("person", person)]
    duty.charge("volunteer", answerer, subject, date(2022, 4, 1), by=SYSTEM)
    assert _roles(person) == ["volunteer"]
    duty.discharge("volunteer", answerer, subject, by=SYSTEM)
    duty.discharge("volunteer", answerer, subject, by=SYSTEM)
    assert _roles(person) == []
    with clock.at("2022-05-09T12:00"):
        assert _roles(person) == ["volunteer"]
    duty.charge("volunteer", answerer, subject, by=SYSTEM)
    duty.discharge("volunteer", answerer, subject, by=SYSTEM)  # given by mistake, the same day
    assert Charge.objects.count() == 1


def test_who_has_left_the_post_answers_no_more(county):
    grid = county.grid()
    person = county.person(grid)
    member = county.member(grid, "李")
    duty.charge(
        "police",
        duty.Answerer(holding_id=member),
        [duty.ChargeSubject("person", person)],
        by=SYSTEM,
    )
    assert _roles(person) == ["grid_worker", "police"]
    duty.unseat(member, by=SYSTEM)
    assert _roles(person) == []


def test_a_place_is_answered_for_by_the_members_of_its_units_nearest_first(county):
    village = duty.units_for(county.village())
    duty.seat(county.post(village["headquarters"], "指挥长"), duty.Holder("陈"), by=SYSTEM)
    duty.seat(county.post(village["village"], "村干部"), duty.Holder("魏"), by=SYSTEM)
    rows = duty.responsible_for(county.village())
    assert [(row.name, row.role_name.zh) for row in rows] == [("魏", "村干部"), ("陈", "指挥长")]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "emperor"}, errors.UnknownChargeRole),
        ({"answerer": duty.Answerer()}, errors.ChargeUnclear),
        ({"answerer": duty.Answerer(holding_id=1, unit_id=1)}, errors.ChargeUnclear),
        ({"answerer": duty.Answerer(unit_id=0)}, NotFound),
        ({"subjects": [duty.ChargeSubject("person", 0)]}, NotFound),
        ({"subjects": [duty.ChargeSubject("household", 0)]}, NotFound),
        ({"subjects": [duty.ChargeSubject("grid", 0)]}, NotFound),
    ],
)
def test_an_edge_that_makes_no_sense_is_refused(county, change, refusal):
    grid = county.grid()
    said = {
        "role": "police",
        "answerer": duty.Answerer(unit_id=grid),
        "subjects": [duty.ChargeSubject("grid", grid)],
    } | change
    with pytest.raises(refusal):
        duty.charge(**said, by=SYSTEM)
    assert not Charge.objects.exists()


def test_a_township_charges_only_its_own_people(county):
    grid = county.grid()
    subject = [duty.ChargeSubject("grid", grid)]
    elsewhere = holding("duty.edit", f"{HOME}999")
    with pytest.raises(NotAllowed):
        duty.charge("police", duty.Answerer(unit_id=grid), subject, by=elsewhere)


def test_a_county_sets_its_own_five(county):
    clerk = holding("duty.edit", HOME)
    other = [
        duty.RoleWanted("township_cadre", Text("镇干部", "Township cadre")),
        duty.RoleWanted("relative", Text("亲属", "Relative")),
        duty.RoleWanted("medic", Text("卫生院", "Health centre"), required=False),
    ]
    duty.set_charge_roles(other, by=clerk)
    assert [(row.code, row.required) for row in duty.charge_roles()] == [
        ("township_cadre", True),
        ("relative", True),
        ("medic", False),
    ]
    person = county.person(county.grid())
    assert duty.missing_roles([person]) == {person: ("township_cadre", "relative")}
    duty.bootstrap_units()
    assert len(duty.charge_roles()) == 3
    assert ChargeRole.objects.filter(code="police", in_use=False).exists()
    with pytest.raises(NotAllowed):
        duty.set_charge_roles(other, by=holding("duty.edit", county.village()[:9]))
