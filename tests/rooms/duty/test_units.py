"""Which units a county has, whom a place answers to, and who holds which post."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.duty import errors
from fangxian.ground.duty.models import Holding, Unit
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.models import AuditLine, FactRow

from .cast import HOME, WHOLE, holding


def test_the_county_has_its_headquarters_townships_and_villages(county):
    kinds = [unit.kind for unit in duty.units(WHOLE)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "headquarters": 1,
        "township": 10,
        "village": 160,
    }
    before = AuditLine.objects.count()
    assert duty.bootstrap_units() == 0
    assert AuditLine.objects.count() == before


def test_a_new_grid_becomes_a_unit_below_its_village(county):
    grid = duty.unit(county.grid("第一网格"))
    assert grid is not None
    village = duty.unit(grid.parent_id or 0)
    assert village is not None
    assert (village.kind, village.place) == ("village", county.village())


def test_a_place_answers_to_the_nearest_unit_of_each_kind(county, django_assert_num_queries):
    village = county.village()
    grid = county.grid()
    place = county.place_of(grid)
    with django_assert_num_queries(1):
        over = duty.units_for(place)
    assert list(over) == ["headquarters", "township", "village", "grid"]
    assert over["grid"] == grid
    assert set(duty.units_for(village[:9])) == {"headquarters", "township"}
    assert duty.units_for("110101001") == {}
    town = duty.unit_for(village, "township")
    assert town is not None
    assert town.place == village[:9]
    assert duty.units_by_place()["township", village[:9]] == town.id


def test_a_task_force_stands_beside_and_answers_for_no_place(county):
    force = duty.add_unit("task_force", "信息数据专班", HOME, by=SYSTEM)
    assert force not in duty.units_for(HOME).values()
    with pytest.raises(errors.UnitExists):
        duty.add_unit("task_force", "信息数据专班", HOME, by=SYSTEM)
    with pytest.raises(errors.UnitExists):
        duty.add_unit("headquarters", "另一个指挥部", HOME, by=SYSTEM)
    duty.close_unit(force, by=SYSTEM)
    assert duty.add_unit("task_force", "信息数据专班", HOME, by=SYSTEM) != force


@pytest.mark.parametrize(
    ("kind", "place"),
    [("township", HOME), ("grid", "610921100001"), ("tribe", HOME), ("village", "x" * 12)],
)
def test_a_unit_stands_where_its_kind_stands(county, kind, place):
    with pytest.raises(errors.UnitMisplaced):
        duty.add_unit(kind, "单位", place, by=SYSTEM)


def test_units_are_edited_only_within_ones_own_place(county):
    town = county.village()[:9]
    clerk = holding("duty.edit", town)
    duty.add_unit("task_force", "流调专班", town, by=clerk)
    hq = duty.units_for(HOME)["headquarters"]
    with pytest.raises(NotAllowed):
        duty.add_unit("task_force", "流调专班", HOME, by=clerk)
    with pytest.raises(NotAllowed):
        duty.seat(county.post(hq, "指挥长"), duty.Holder("李"), by=clerk)
    with pytest.raises(NotFound):
        duty.add_post(0, "副指挥长", by=clerk)


def test_a_seat_is_held_by_one_and_a_successor_begins_the_day_after(county):
    hq = duty.units_for(HOME)["headquarters"]
    seat = county.post(hq, "指挥长")
    first = duty.seat(seat, duty.Holder("陈", phone="13800001234"), date(2022, 1, 1), by=SYSTEM)
    assert (
        duty.seat(seat, duty.Holder("陈", phone="13800001234"), date(2022, 1, 1), by=SYSTEM)
        == first
    )
    with pytest.raises(errors.SeatTaken, match="陈"):
        duty.seat(seat, duty.Holder("王"), by=SYSTEM)
    duty.unseat(first, by=SYSTEM)
    duty.seat(seat, duty.Holder("王"), by=SYSTEM)
    assert [row.name for row in duty.members(hq)] == ["王"]
    assert [(row.name, row.phone) for row in duty.members(hq, date(2022, 5, 9))] == [
        ("陈", "138****1234")
    ]
    assert FactRow.objects.filter(name="duty.HolderUnseated").count() == 1


def test_one_holder_holds_many_posts_but_the_same_post_once(county):
    village = duty.units_for(county.village())["village"]
    wei = duty.Holder("魏平", account_id=county.account("wei"))
    duty.seat(county.post(village, "党支部书记"), wei, by=SYSTEM)
    cadre = county.post(village, "村干部")
    duty.seat(cadre, wei, by=SYSTEM)
    duty.seat(cadre, duty.Holder("另一位"), by=SYSTEM)
    with pytest.raises(errors.SeatTaken):
        duty.seat(cadre, wei, date(2022, 3, 1), by=SYSTEM)
    assert duty.units_of(wei.account_id) == (village,)
    with clock.at("2022-05-09T08:00"):
        assert duty.units_of(wei.account_id) == ()


def test_the_table_itself_refuses_two_in_one_seat(county):
    hq = duty.units_for(HOME)["headquarters"]
    seat = county.post(hq, "指挥长")
    duty.seat(seat, duty.Holder("陈"), date(2022, 1, 1), by=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(
            post_id=seat, holder_name="王", holder_key="x", single=True, since=date(2022, 2, 1)
        )


def test_a_holding_that_had_not_begun_is_taken_away_with_its_charges(county):
    grid = county.grid()
    later = duty.seat(county.post(grid, "网格员"), duty.Holder("李"), date(2022, 6, 1), by=SYSTEM)
    duty.charge(
        "police",
        duty.Answerer(holding_id=later),
        [duty.ChargeSubject("grid", grid)],
        date(2022, 6, 1),
        by=SYSTEM,
    )
    duty.unseat(later, by=SYSTEM)
    assert not Holding.objects.exists()


def test_a_unit_or_post_is_closed_only_when_empty(county):
    grid = county.grid()
    member = county.member(grid, "李")
    for close in (
        lambda: duty.close_unit(grid, by=SYSTEM),
        lambda: duty.close_post(county.post(grid, "网格员"), by=SYSTEM),
    ):
        with pytest.raises(errors.StillHeld):
            close()
    duty.unseat(member, by=SYSTEM)
    duty.close_unit(grid, by=SYSTEM)
    assert Unit.objects.get(pk=grid).closed_on == date(2022, 5, 10)
    assert duty.bootstrap_units() == 0


@pytest.mark.parametrize(
    ("holder", "period", "refusal"),
    [
        (duty.Holder("  "), (), errors.NameMissing),
        (duty.Holder("李", phone="abc"), (), Exception),
        (duty.Holder("李"), (date(2022, 5, 2), date(2022, 5, 1)), errors.PeriodReversed),
    ],
)
def test_a_holding_that_makes_no_sense_is_refused(county, holder, period, refusal):
    grid = county.grid()
    with pytest.raises(refusal):
        duty.seat(county.post(grid, "网格员"), holder, *period, by=SYSTEM)
    assert not Holding.objects.exists()


def test_a_duty_phone_is_revealed_with_a_purpose(county):
    grid = county.grid()
    member = county.member(grid, "李", "13900005678")
    assert b"13900005678" not in bytes(Holding.objects.get().phone_sealed or b"")
    assert duty.reveal_duty_phone(member, "夜间联系", by=SYSTEM) == "13900005678"
    line = AuditLine.objects.order_by("-number").first()
    assert line is not None
    assert (line.deed, line.purpose) == ("duty.reveal_duty_phone", "夜间联系")


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_fill_one_seat_at_once_fill_it_once(settings):
    access.bootstrap()
    hq = duty.add_unit("headquarters", "指挥部", HOME, by=SYSTEM)
    seat = next(post.id for post in duty.posts(hq) if post.single)
    outcomes, start = [], Barrier(2)

    def fill(name: str) -> None:
        start.wait()
        try:
            duty.seat(seat, duty.Holder(name), by=SYSTEM)
            outcomes.append("seated")
        except errors.SeatTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    both = [Thread(target=fill, args=[name]) for name in ("陈", "王")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["seated", "taken"]
