"""Every gap is counted and listed, and each count is its list's length."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding, Post, Unit
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant

from .cast import HOME, WHOLE, holding

XIHUA_GRIDS, XIHUA_MEMBERS = 8788, 8768


def _named(kind: str, scope=WHOLE) -> list[str]:
    page = duty.hole_rows(kind, scope)
    assert page.total == getattr(duty.holes(scope), kind)
    return [row.name for row in page.rows]


def test_a_grid_without_a_person_is_a_hole_until_somebody_is_seated(county):
    first, second = county.grid("第一网格"), county.grid("第二网格")
    county.member(first, "李")
    assert _named("grids_without_person") == ["第二网格"]
    member = county.member(second, "王")
    assert _named("grids_without_person") == []
    duty.unseat(member, by=SYSTEM)
    assert _named("grids_without_person") == ["第二网格"]


@pytest.mark.parametrize(
    ("many", "hole"),
    [(29, "members_under"), (30, None), (50, None), (51, "members_over")],
)
def test_a_member_looks_after_thirty_to_fifty_households(county, many, hole):
    grid = county.grid()
    county.member(grid, "李")
    county.households(grid, many)
    for kind in ("members_under", "members_over"):
        assert _named(kind) == (["李"] if kind == hole else [])
    assert duty.limits().source == "网格员每人包联 30 至 50 户"


def test_before_any_policy_the_shipped_limits_hold(county):
    with clock.at("2019-01-01T08:00"):
        assert (duty.limits().least, duty.limits().most) == (30, 50)
        assert "西华县" in duty.limits().source


def test_two_members_share_a_grid_and_one_member_adds_up_two(county):
    shared, alone = county.grid("第一网格"), county.grid("第二网格")
    county.households(shared, 60)
    county.households(alone, 25)
    county.member(shared, "甲", "13800000001")
    county.member(shared, "乙", "13800000002")
    county.member(alone, "乙", "13800000002")
    (row,) = duty.hole_rows("members_over", WHOLE).rows
    assert (row.name, row.households) == ("乙", 55.0)
    assert _named("members_under") == []


def test_a_household_is_somebodys_by_its_grid_or_by_a_charge_on_it(county):
    grid, bare = county.grid("第一网格"), county.grid("第二网格")
    member = county.member(grid, "李")
    county.households(grid, 1)
    charged, alone, loose = (
        *county.households(bare, 2),
        people.open_household(county.village(), "村口", None, by=SYSTEM),
    )
    answerer = duty.Answerer(holding_id=member)
    duty.charge("household_head", answerer, [duty.ChargeSubject("household", charged)], by=SYSTEM)
    rows = duty.hole_rows("households_without", WHOLE).rows
    assert {row.id for row in rows} == {alone, loose}
    duty.charge("police", answerer, [duty.ChargeSubject("grid", bare)], by=SYSTEM)
    assert duty.holes(WHOLE).households_without == 1
    duty.unseat(member, by=SYSTEM)  # who has left answers for nobody
    assert duty.holes(WHOLE).households_without == 4


def test_a_unit_without_a_holder(county):
    assert duty.holes(WHOLE).units_without_holder == 171
    hq = duty.units_for(HOME)["headquarters"]
    duty.seat(county.post(hq, "值班员"), duty.Holder("祖"), by=SYSTEM)
    assert duty.holes(WHOLE).units_without_holder == 170


def test_whose_account_was_closed_leaves_a_hole_by_itself(county):
    hq = duty.units_for(HOME)["headquarters"]
    account = county.account("zu")
    duty.seat(county.post(hq, "值班员"), duty.Holder("祖", account_id=account), by=SYSTEM)
    assert duty.holes(WHOLE).units_without_holder == 170
    access.close_account(account, by=SYSTEM)
    assert duty.holes(WHOLE).units_without_holder == 171


def test_holes_are_seen_only_within_the_scope(county):
    grid = county.grid()
    county.households(grid, 1)
    elsewhere = holding("duty.read", f"{HOME}999").scope("duty.read")
    town = holding("duty.read", county.village()[:9]).scope("duty.read")
    handed = Actor(
        1, "组员", (Grant("x", frozenset({"duty.read"}), HOME, "assigned"),), (grid,)
    ).scope("duty.read")
    assert duty.holes(town).grids_without_person == 1
    assert duty.holes(handed).grids_without_person == 1
    for scope in (elsewhere, NOBODY.scope("duty.read")):
        seen = duty.holes(scope)
        assert {getattr(seen, kind) for kind in duty.HOLES} == {0}
        assert all(not duty.hole_rows(kind, scope).rows for kind in duty.HOLES)


def test_a_person_under_control_lacks_the_roles_that_nobody_fills(county):
    grid = county.grid()
    person = county.person(grid)
    five = {"village_cadre", "grid_worker", "medic", "police", "volunteer"}
    assert set(duty.missing_roles([person])[person]) == five
    member = county.member(grid, "李")
    assert set(duty.missing_roles([person])[person]) == five - {"grid_worker"}
    village = duty.Answerer(unit_id=duty.units_for(county.village())["village"])
    duty.charge("village_cadre", village, [duty.ChargeSubject("person", person)], by=SYSTEM)
    duty.charge("police", village, [duty.ChargeSubject("grid", grid)], by=SYSTEM)
    home = people.open_household(county.place_of(grid), "3号", person, by=SYSTEM)
    duty.charge("medic", village, [duty.ChargeSubject("household", home)], by=SYSTEM)
    assert duty.missing_roles([person]) == {person: ("volunteer",)}
    by_role = {row.role: (row.name, row.via) for row in duty.responsible_for(person)}
    assert by_role["grid_worker"] == ("李", "grid")
    assert (by_role["medic"][1], by_role["police"][1]) == ("household", "grid")
    answerer = duty.Answerer(holding_id=member)
    duty.charge("volunteer", answerer, [duty.ChargeSubject("person", person)], by=SYSTEM)
    assert duty.missing_roles([person]) == {}


def test_at_the_size_of_xihua_twenty_grids_have_nobody(county):
    """8,788 grids and 8,768 members: the twenty that the county's own article left out."""
    places = [
        f"{HOME}9{n // 1000:02}{n // 100 % 10:03}{n % 100 + 1:03}" for n in range(XIHUA_GRIDS)
    ]
    units = Unit.objects.bulk_create(
        Unit(kind="grid", name=place[-6:], place=place) for place in places
    )
    posts = Post.objects.bulk_create(
        Post(unit=unit, title="网格员", role_code="grid_worker", single=False) for unit in units
    )
    Holding.objects.bulk_create(
        Holding(
            post=post,
            holder_name=f"员{n}",
            holder_key=f"test:{n}",
            single=False,
            since=date(2022, 1, 1),
        )
        for n, post in enumerate(posts[:XIHUA_MEMBERS])
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself when so much is new
    assert duty.holes(WHOLE).grids_without_person == 20
    assert len(duty.hole_rows("grids_without_person", WHOLE).rows) == 20
